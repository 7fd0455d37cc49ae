"""Pictures at the size at which they are shown: small WebP files beside the originals, made once and kept by content."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.util import logging

from sphinx_academic.html.writer import Shown

if TYPE_CHECKING:
    from PIL import Image

logger = logging.getLogger(__name__)

FOLDER = "academic"
"""Below the builder's folder of pictures."""

_RECIPE = "1"
"""Part of every name: raise it when what is made of a picture changes."""
_QUALITY = 74
"""Of WebP, 0 to 100: drawings are sharp, photographs without blocks."""
_MOST_PIXELS = 100_000_000
"""Larger pictures take more memory than a build may have; they are shown as they are."""
_FORMATS = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff"})
"""SVG is small by itself, and GIF may move."""


_FAILURES = (OSError, ValueError, SyntaxError, ArithmeticError, MemoryError, EOFError)
"""What Pillow raises for files that are broken, each decoder in its own way."""


class Place(NamedTuple):
    """Where a picture is shown: the widths in pixels that screens ask for, its shape, and the attribute ``sizes``.

    ``ratio`` is width to height where the picture is cut to a shape, else 0.
    """

    widths: tuple[int, ...]
    sizes: str
    ratio: float = 0
    first: bool = False
    """Whether it stands on the first screen of its page."""


PLACES: Mapping[str, Place] = {
    # On a narrow screen two of them fill the width, on a wide one each is 120 by 80 (academic.css).
    "academic-figure": Place((120, 240, 360), "(max-width: 34rem) 45vw, 120px", 1.5),
    # On a publication's own page (academic-paper.css).
    "academic-figure academic-large": Place((440, 880), "(max-width: 34rem) 92vw, 26rem", first=True),
    "academic-photo": Place((190, 380, 570), "190px", first=True),
    "academic-logo": Place((70, 140), "70px"),
}
"""By the class of the figure."""


class Small(NamedTuple):
    """What a page shows in place of a picture: addresses are names in the folder of small pictures."""

    names: tuple[tuple[str, int], ...]
    """File name and width, narrow ones first."""
    width: int
    height: int


class Size(NamedTuple):
    """Pixels."""

    width: int
    height: int


def cut(size: Size, ratio: float) -> tuple[int, int, int, int]:
    """The middle part of a picture that has the shape, as left, top, right and bottom (CSS, ``object-fit: cover``)."""
    width, height = size
    if not ratio or not width or not height:
        return (0, 0, width, height)
    if width / height > ratio:
        part = max(1, round(height * ratio))
        left = (width - part) // 2
        return (left, 0, left + part, height)
    part = max(1, round(width / ratio))
    top = (height - part) // 2
    return (0, top, width, top + part)


def wanted_widths(size: Size, place: Place) -> tuple[int, ...]:
    """The widths to make; nothing is enlarged, and a picture that is hardly larger than one of them stands for it."""
    left, _top, right, _bottom = cut(size, place.ratio)
    full = right - left
    smaller = [width for width in place.widths if width < full * 0.9]
    return tuple(smaller if len(smaller) == len(place.widths) else [*smaller, full])


@lru_cache(maxsize=20_000)
def _digest(path: str, modified: int, size: int) -> str:
    with Path(path).open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()[:16]


def digest_of(path: Path) -> str:
    """What tells a picture from every other, whatever it is called."""
    found = path.stat()
    return _digest(str(path), found.st_mtime_ns, found.st_size)


class Pictures:
    """Makes and keeps the small pictures of one build."""

    def __init__(self, cache: Path, target: Path) -> None:
        self._cache = cache
        self._target = target

    def small(self, path: Path, place: Place) -> Small | None:
        """The small pictures for a place, or None where the picture is shown as it is."""
        if path.suffix.lower() not in _FORMATS:
            return None
        try:
            made = self._made(path, place)
        except _FAILURES as error:
            logger.warning(
                "%s: no small picture can be made of it (%s); it is shown as it is. Open it with a picture viewer "
                "and save it anew.",
                path.name,
                error,
                type="academic",
                subtype="image",
                location=f"{path}:1",
            )
            return None
        if made is not None:
            self._target.mkdir(parents=True, exist_ok=True)
            for name, _width in made.names:
                if not (self._target / name).exists():
                    _copy(self._cache / name, self._target / name)
        return made

    def original(self, path: Path) -> str:
        """The name under which a picture is kept as it is, for pages that Sphinx knows no picture of."""
        name = f"{digest_of(path)}{path.suffix.lower()}"
        self._target.mkdir(parents=True, exist_ok=True)
        if not (self._target / name).exists():
            _copy(path, self._target / name)
        return name

    def prepare(self, pictures: Iterable[tuple[Path, Place]]) -> None:
        """Make what several pictures need at once: most of the work is done outside Python's lock."""
        todo = [(path, place) for path, place in dict.fromkeys(pictures) if path.suffix.lower() in _FORMATS]
        if len(todo) > 1:
            with ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1)) as pool:
                list(pool.map(self._made_quietly, todo))

    def _made_quietly(self, picture: tuple[Path, Place]) -> None:
        with suppress(*_FAILURES):  # told when it is shown
            self._made(*picture)

    def _made(self, path: Path, place: Place) -> Small | None:
        made_of = f"{digest_of(path)} {_RECIPE} {place.widths} {place.ratio}"
        stem = hashlib.sha256(made_of.encode()).hexdigest()[:12]
        note = self._cache / f"{stem}.txt"
        if note.is_file():
            kept = _read_note(note.read_text(encoding="utf-8"))
            if kept is None or all((self._cache / name).is_file() for name, _ in kept.names):
                return kept
        self._cache.mkdir(parents=True, exist_ok=True)
        made = self._make(path, place, stem)
        # Several workers may make the same picture: each writes a file of its own, and the last one stays.
        _write(note, _note(made).encode())
        return made

    def _make(self, path: Path, place: Place, stem: str) -> Small | None:
        from PIL import Image, ImageOps

        with Image.open(path) as opened:
            if getattr(opened, "is_animated", False):
                return None
            if opened.width * opened.height > _MOST_PIXELS:
                raise ValueError(f"{opened.width} by {opened.height} pixels are too many")
            if opened.format == "JPEG":
                # The decoder halves as it reads; twice what is needed leaves the resampling enough.
                opened.draft("RGB", (place.widths[-1] * 2, place.widths[-1] * 2))
            picture = ImageOps.exif_transpose(_in_srgb(opened))
        box = cut(Size(*picture.size), place.ratio)
        size = Size(box[2] - box[0], box[3] - box[1])
        # A picture that was halved while it was read is wider than what is made of it all the same.
        original = path.stat().st_size
        names: list[tuple[str, int]] = []
        height = size.height
        for width in wanted_widths(Size(*picture.size), place):
            height = max(1, round(width * size.height / size.width))
            content = _encoded(
                picture.resize((width, height), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
            )
            if len(content) >= original:
                break
            name = f"{stem}-{width}.webp"
            _write(self._cache / name, content)
            names.append((name, width))
        if not names:
            return None
        last = names[-1][1]
        return Small(tuple(names), last, max(1, round(last * size.height / size.width)))


def _in_srgb(picture: Image.Image) -> Image.Image:
    """The picture in eight bits of sRGB, with transparency where it has some."""
    from PIL import Image, ImageCms

    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):  # 16 bits of grey
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif picture.mode == "F":
        picture = picture.convert("L")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            import io

            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = "RGBA" if picture.mode == "RGBA" else "RGB"
            converted = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode=mode
            )
            if isinstance(converted, Image.Image):
                return converted
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile that cannot be read says nothing
    transparent = picture.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in picture.info
    return picture.convert("RGBA" if transparent else "RGB")


def _encoded(picture: Image.Image) -> bytes:
    """The picture as WebP: drawings of few colours are often smaller without loss."""
    from io import BytesIO

    def written(**options: Any) -> bytes:
        content = BytesIO()
        picture.save(content, "WEBP", method=4, **options)
        return content.getvalue()

    lossy = written(quality=_QUALITY)
    colours = picture.getcolors(256)
    if colours is None:
        return lossy
    return min(lossy, written(lossless=True, quality=80), key=len)


def _note(small: Small | None) -> str:
    if small is None:
        return ""
    return f"{small.width} {small.height} " + " ".join(f"{name}={width}" for name, width in small.names)


def _read_note(text: str) -> Small | None:
    if not text:
        return None
    width, height, *names = text.split()
    pairs = (name.partition("=") for name in names)
    return Small(tuple((name, int(number)) for name, _, number in pairs), int(width), int(height))


def _write(path: Path, content: bytes) -> None:
    own = path.with_name(f"{path.name}.{os.getpid()}-{os.urandom(4).hex()}")
    own.write_bytes(content)
    own.replace(path)


def _copy(source: Path, target: Path) -> None:
    own = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.copyfile(source, own)
    own.replace(target)


def shown(small: Small, place: Place, folder: str) -> Shown:
    """The attributes of a small picture; ``folder`` is that of pictures as seen from the page."""
    addresses = [(f"{folder}/{FOLDER}/{name}", width) for name, width in small.names]
    several = ", ".join(f"{address} {width}w" for address, width in addresses) if len(addresses) > 1 else ""
    # A browser that knows no srcset gets the one for a screen of two dots per pixel, if there is one.
    source = addresses[min(1, len(addresses) - 1)][0]
    return Shown(source, several, place.sizes, small.width, small.height)


def pictures_of(builder: Any) -> Pictures:
    """What makes the small pictures of a build."""
    return Pictures(
        Path(builder.doctreedir) / "academic-pictures", Path(builder.outdir) / builder.imagedir / FOLDER
    )
