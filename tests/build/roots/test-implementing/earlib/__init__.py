"""Hears water, by the method of :pub:t:`boiling2024`."""


class Ear:
    """Listens, as in :pub:p:`{see}kettles2023{sec. 3}`; unlike :pub:compares:`limescale2020`."""

    def listen(self) -> None:
        """Algorithm 1 of :pub:`boiling2024`, which is that of :pub:`boiling2024{p. 3}`."""

    def rest(self) -> None:
        """Waits, with :pub:uses:`limescale2020`, and is mentioned by :pub:mentions:`kettles2023`."""
