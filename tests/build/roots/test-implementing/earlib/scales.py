"""Scales."""


def weigh() -> None:
    """Weighs, with :pub:uses:`kettles2023`."""
