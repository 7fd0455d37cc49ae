"""Names of files that Windows, macOS and Linux can hold, and which of them these systems take for one."""

from __future__ import annotations

import re
import unicodedata

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
