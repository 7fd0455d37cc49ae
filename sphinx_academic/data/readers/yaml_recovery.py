from typing import NamedTuple


class M(NamedTuple):
    text: str
    problems: tuple


def recover(text, path):
    return M(text, ())
