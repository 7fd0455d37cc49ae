"""Pictures of a document, scaled down first: a photograph of a camera is larger than a PDF that holds it should be."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from pathlib import Path

_MOST_PIXELS = 89_478_485
"""Of formats that can only be read whole."""
_LONGEST = 900
"""Pixels of the longer side: 300 to an inch of a picture of 7.5 cm."""
_QUALITY = 88


class Photographs:
    """The pictures that a document shows, as files for Typst."""

    def __init__(self, picture_of: Callable[[str], Path | None]) -> None:
        self._picture_of = picture_of
        self._names: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self.faults: list[tuple[str, str]] = []

    def name_of(self, url: str) -> str:
        """The file of a picture; empty where there is none."""
        if url not in self._names:
            path = self._picture_of(url) if url else None
            data = self._scaled(path) if path is not None else b""
            suffix = "png" if data.startswith(b"\x89PNG") else "jpg"
            name = f"picture-{len(self._names) + 1}.{suffix}"
            self._names[url] = name if data else ""
            if data:
                self.files[name] = data
        return self._names[url]

    def _scaled(self, path: Path) -> bytes:
        from PIL import Image, ImageOps

        try:
            with warnings.catch_warnings():
                # How many pixels there are is looked at here.
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)
                with Image.open(path) as opened:
                    opened.draft("RGB", (2 * _LONGEST, 2 * _LONGEST))
                    if opened.width * opened.height > _MOST_PIXELS:
                        message = f"The picture '{path.name}' has {opened.width} × {opened.height} pixels; it is left out."
                        hint = f"Make it smaller than {_MOST_PIXELS // 1_000_000} million pixels."
                        self.faults.append((message, hint))
                        return b""
                    opened.thumbnail((2 * _LONGEST, 2 * _LONGEST), reducing_gap=2)
                    picture = ImageOps.exif_transpose(opened)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            self.faults.append(
                (
                    f"The picture '{path.name}' cannot be read ({error}); it is left out.",
                    "Save it as JPEG or PNG.",
                )
            )
            return b""
        picture.thumbnail((_LONGEST, _LONGEST))
        has_holes = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
        out = io.BytesIO()
        if has_holes:
            picture.convert("RGBA").save(out, "PNG", optimize=True)
        else:
            picture.convert("RGB").save(out, "JPEG", quality=_QUALITY)
        return out.getvalue()
