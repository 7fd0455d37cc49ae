"""Ears.

References
----------
.. [1] Kettlewell, I. et al. (2025). Hearing Hard Water. https://doi.org/10.5555/EARS.1
"""


def listen() -> None:
    """Listen as [1]_, [2]_ and [3]_ do; ``[1]_`` is code.

    References
    ----------
    .. [1] Kettlewell, I. et al. (2025). Hearing Hard
        Water. doi:10.5555/ears.1
    .. [2] arXiv:2401.01234v2
    .. [3] The manual of the kettle.
    """


def hear() -> None:
    """Hear as in [1]_.

    References:
        .. [1] Page 7 of :pub:`kessel2019`.
        .. [kessel2019] Kessel, G. (2019). Limescale.
    """
