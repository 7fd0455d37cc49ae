"""Names of files: which ones Windows, macOS and Linux can hold, which these take for one, and what one leads to."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE | re.DOTALL
)
_LONGEST = 255


def fault_in(name: str) -> str:
    """Why some system cannot hold a file or folder with this name, as the end of a sentence; empty where all can.

    Sources: Microsoft, "Naming Files, Paths, and Namespaces" (devices count with any ending: `aux.html` is one);
    255 bytes are the bound of ext4 and APFS.
    """
    if _DEVICE.fullmatch(name):
        return f"Windows keeps the name '{name.partition('.')[0]}' for a device"
    if re.search(r'[<>:"/\\|?*\x00-\x1f]', name):
        return 'Windows allows none of < > : " / \\ | ? * in a name'
    if name.endswith((".", " ")):
        return "Windows drops a dot or a space at the end of a name"
    if len(name.encode("utf-8", "surrogatepass")) > _LONGEST:
        return f"a name has at most {_LONGEST} bytes"
    return ""


def as_one(name: str) -> str:
    """What a name has in common with all that Windows or macOS take for the same: they tell apart neither capitals nor,
    on macOS, the normal forms of Unicode.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


# Those of pathlib raise an OSError for a path that is too long, until Python 3.14.
def exists(path: Path) -> bool:
    """Whether a path that somebody wrote leads to anything; never raises."""
    return os.path.exists(path)  # noqa: PTH110


def is_file(path: Path) -> bool:
    """Whether a path that somebody wrote leads to a file, and not to a device or a pipe without an end; never raises."""
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path) -> bool:
    """Whether a path that somebody wrote leads to a folder; never raises."""
    return os.path.isdir(path)  # noqa: PTH112
