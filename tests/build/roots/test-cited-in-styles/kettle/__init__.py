"""Hears kettles as :pub:t:`boiling` describe."""


class Ear:
    """Listens :pub:p:`listening`.

    :param float depth: how deep, after :pub:t:`spouts`
    """

    def listen(self) -> bool:
        """Hear one kettle :pub:p:`whistling{chap. 2}`."""
        return True
