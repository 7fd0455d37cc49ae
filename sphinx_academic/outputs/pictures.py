"""Thumbnails: how large pages show pictures, which sizes that asks for; made once with Pillow, and kept by content."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from functools import lru_cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_academic.content.fragments import Fragments, elements
from sphinx_academic.content.html import Picture, Shown
from sphinx_academic.content.nodes import filled_lists
from sphinx_academic.data.records import Record
from sphinx_academic.pages.build import build_of
from sphinx_academic.pages.kept_files import OutputError, outputs_of, write_whole
from sphinx_academic.pages.links import find_image, picture_size
from sphinx_academic.pages.site import html_builder
from sphinx_academic.pages.write import Contributor, contributors_of
from sphinx_academic.problems import Code, Problem
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from PIL.Image import Image

_FOLDER = "academic"
"""Below the builder's folder of pictures."""

_MOST_PIXELS = 89_478_485
"""Larger pictures are not decoded: what is a few kilobytes as a file can fill the memory (Pillow's own bound)."""


class PicturePlace(NamedTuple):
    """Where a page shows a picture; width and height are in CSS pixels on wide screens."""

    width: int
    height: int
    """0 leaves a picture its own shape; else the place is filled from its middle, as ``object-fit: cover`` does."""
    widths: tuple[int, ...]
    """What browsers may choose from, in pixels of the screen."""
    sizes: str
    """Tells them how wide the place is (HTML, ``img``)."""
    whole: bool = False
    """Whether a picture is shown whole in the place, as ``object-fit: contain`` does."""


PLACES: Mapping[str, PicturePlace] = {
    # A phone has two or three pixels for each of CSS.
    "entry": PicturePlace(160, 107, (160, 320, 480), "160px", whole=True),
    "page": PicturePlace(440, 0, (440, 880), "(max-width: 30rem) 92vw, 440px"),
    "photo": PicturePlace(190, 0, (190, 380), "190px"),
    "person": PicturePlace(96, 96, (96, 192, 288), "96px"),
    "beside": PicturePlace(234, 0, (234, 468), "(max-width: 56rem) 126px, 234px"),
    "showcase": PicturePlace(400, 0, (400, 800), "(max-width: 40rem) 92vw, 400px"),
    "logo": PicturePlace(70, 0, (70, 140), "70px"),
}
"""The places that the style sheets make, by the name that a figure gives as its ``place``."""


class Thumbnails(NamedTuple):
    """What can be shown in a place in place of a picture of this size in pixels; nothing where that is the picture alone."""

    width: int
    height: int
    made: Sequence[tuple[int, str, int]] = ()
    """The widths as browsers count them, the files and their bytes, smallest first; the picture itself has no name."""


_NONE = Thumbnails(0, 0)


def shown_part(width: int, height: int, place: PicturePlace) -> tuple[float, float, float, float]:
    """The part of a picture (left, upper, right, lower) that its place shows: all, or the middle where the place has a height."""
    if place.whole or not place.height:
        return (0.0, 0.0, float(width), float(height))
    scale = min(width / place.width, height / place.height)
    across, down = place.width * scale, place.height * scale
    left, upper = (width - across) / 2, (height - down) / 2
    return (left, upper, left + across, upper + down)


def shown_size(width: int, height: int, place: PicturePlace) -> tuple[int, int]:
    """The size in CSS pixels of a picture of this size in its place."""
    if place.whole:
        factor = min(place.width / width, place.height / height)
        return max(1, round(width * factor)), max(1, round(height * factor))
    return place.width, place.height or max(1, round(place.width * height / width))


def cuts(width: int, height: int, place: PicturePlace) -> list[tuple[int, int]]:
    """The sizes of a picture's thumbnails for a place, smallest first. None is larger than the picture."""
    left, upper, right, lower = shown_part(width, height, place)
    across, down = right - left, lower - upper
    share = shown_size(width, height, place)[0] / place.width
    wanted = [each for each in (max(1, round(share * each)) for each in place.widths) if each <= across]
    # As it is, where the picture is smaller than the largest that is wanted, and it is worth a file.
    if len(wanted) < len(place.widths) and across >= (1.2 * wanted[-1] if wanted else 1):
        wanted.append(round(across))
    return [(each, max(1, round(each * down / across))) for each in wanted]


def worth_keeping(
    sizes: Sequence[tuple[int, int]], original: int, original_width: int
) -> tuple[int | None, ...]:
    """Which thumbnails to offer: numbers in ``sizes``, their widths and bytes.

    None is the picture itself, in place of all that are no smaller than it. In place of all it offers no choice.
    """
    smaller: list[int | None] = [number for number, (_width, size) in enumerate(sizes) if size < original]
    if smaller and len(smaller) < len(sizes) and original_width > sizes[smaller[-1] or 0][0]:
        smaller.append(None)
    return tuple(smaller)


def as_shown(thumbnails: Thumbnails, place: PicturePlace, itself: Callable[[], str], folder: str) -> Shown:
    """The attributes of a picture in its place; its own address and that of the folder are as seen from the page."""
    width, height = shown_size(thumbnails.width, thumbnails.height, place)
    addresses = [
        (f"{folder}/{_FOLDER}/{name}" if name else itself(), across)
        for across, name, _size in thumbnails.made
    ]
    # What knows no srcset gets the one for a screen of two dots per pixel, if there is one.
    source = addresses[:2][-1][0]
    if len(addresses) == 1:
        return Shown(source, "", "", width, height)
    candidates = ", ".join(f"{address} {across}w" for address, across in addresses)
    return Shown(source, candidates, f"{width}px" if place.whole else place.sizes, width, height)


# What Pillow does

_FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "TIFF")
_FEW_COLOURS = 256
_ORIENTATION = 0x0112
# Exif 2.32, 4.6.4: how the picture was stored, and what sets it upright (the values of PIL.Image.Transpose).
_UPRIGHT = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
_ON_ITS_SIDE = frozenset({5, 6, 7, 8})


def scale(path: Path, places: Iterable[str]) -> tuple[tuple[int, int], dict[str, list[tuple[int, bytes]]]]:
    """A picture's size as it is to be seen, and its thumbnails for each place (upright, in sRGB; none of a picture that moves).

    Raises what Pillow raises for files that it cannot read, each decoder in its own way.
    """
    from PIL import Image

    with Image.open(path, formats=_FORMATS) as opened:
        if opened.format in {"PNG", "WEBP"} and getattr(opened, "is_animated", False):
            return opened.size, {place: [] for place in places}
        orientation = opened.getexif().get(_ORIENTATION, 1)
        size = opened.size if orientation not in _ON_ITS_SIDE else (opened.height, opened.width)
        boxes = {place: shown_part(*size, PLACES[place]) for place in places}
        profile = opened.info.get("icc_profile")
        if opened.format == "JPEG":
            # A JPEG is decoded at a half, a quarter or an eighth where that is enough for every thumbnail, twice over.
            part = max(2 * PLACES[place].widths[-1] / (box[2] - box[0]) for place, box in boxes.items())
            opened.draft(None, (round(opened.width * part), round(opened.height * part)))
        image = _in_plain_mode(opened)
        # What is made from here on is not told where it comes from.
        image.info.clear()
    if orientation in _UPRIGHT:
        image = image.transpose(Image.Transpose(_UPRIGHT[orientation]))
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    # A JPEG may have become smaller by now.
    across, down = image.width / size[0], image.height / size[1]
    made: dict[str, list[tuple[int, bytes]]] = {}
    for place, (left, upper, right, lower) in boxes.items():
        box = (left * across, upper * down, min(right * across, image.width), min(lower * down, image.height))
        made[place] = []
        for cut in cuts(*size, PLACES[place]):
            small = image.resize(cut, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
            made[place].append((cut[0], _as_webp(_in_srgb(small, profile))))
    return size, made


def _in_plain_mode(image: Image) -> Image:
    """The picture in the modes that can be scaled well: grey, RGB, RGBA or CMYK."""
    if image.mode in {"L", "RGB", "RGBA", "CMYK"} and "transparency" not in image.info:
        image.load()
        return image
    if image.mode.startswith("I") or image.mode == "F":
        # 16 bits of grey: Pillow would take all that is lighter than 255 of 65535 for white.
        return image.point(lambda value: value * (1 / 257) + 0).convert("L")
    transparent = "transparency" in image.info or image.mode in {"LA", "PA", "La", "RGBa"}
    return image.convert("RGBA" if transparent else "L" if image.mode == "1" else "RGB")


def _in_srgb(image: Image, profile: bytes | None) -> Image:
    """The picture in the colours of the web, where its own profile says what they are."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        from PIL import ImageCms

        # A profile of another kind of colours than the picture's, or a damaged one: browsers pass over it as well.
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            own, srgb = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            image = ImageCms.profileToProfile(image, own, srgb, outputMode=mode) or image
    return image if image.mode == mode else image.convert(mode)


def _as_webp(image: Image) -> bytes:
    image.info.clear()
    lossy, lossless = BytesIO(), BytesIO()
    image.save(lossy, "WEBP", quality=75, method=6, alpha_quality=80)
    # Of 28 pictures of a researcher's page none is smaller without loss, and that takes 100 to 1,000 times as long; it is
    # tried where there are few colours, as in a drawing that needed no scaling.
    if image.getcolors(_FEW_COLOURS) is not None:
        image.save(lossless, "WEBP", lossless=True, quality=50, method=4)
    return min(filter(None, (lossy.getvalue(), lossless.getvalue())), key=len)


# What is kept

_RECIPE = "2"
"""To be counted up with every change of what is made of a picture: it is part of the names that are kept."""

_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"BM", b"II*\0", b"MM\0*")
"""Of PNG, JPEG, BMP and TIFF; WebP begins as others do."""
_LARGE = 16_000_000
"""Pictures of more pixels are decoded one at a time, which bounds the memory."""
_MOST_THREADS = 8
_Fault = tuple[str, str]
"""Why a picture has no thumbnail although it should have one, and what to do about it."""


class ThumbnailStore(Contributor):
    """The thumbnails of one build, in the folder ``kept`` by the content of the picture, which take part in its pages.

    ``show`` puts the file of one into the output, for a page. Several processes may write to both.
    """

    def __init__(self, kept: Path, show: Callable[[str, Path], None]) -> None:
        self._kept = kept
        self._show = show
        self._known: dict[tuple[Path, str], Thumbnails] = {}
        self._told: set[Path] = set()
        self._one_at_a_time = threading.Lock()

    def prepare(self, wanted: Iterable[tuple[Path, str]]) -> dict[Path, _Fault]:
        """Make what is missing of the thumbnails of pictures for places, on all processors; each fault is told once."""
        missing: dict[Path, list[str]] = {}
        for path, place in dict.fromkeys(wanted):
            if (path, place) not in self._known:
                missing.setdefault(path, []).append(place)
        # Pillow and the digests let other threads run. They have ended before Sphinx forks its next worker.
        with ThreadPoolExecutor(min(len(missing) or 1, os.cpu_count() or 1, _MOST_THREADS)) as pool:
            faults = dict(zip(missing, pool.map(self._make, missing, missing.values()), strict=True))
        new = {path: fault for path, fault in faults.items() if fault and path not in self._told}
        self._told.update(new)
        return new

    def picture(self, path: Path, place: str, itself: Callable[[], str], folder: str, owner: str) -> Picture:
        """A picture in its place, on a page that is its ``owner``; its own address is asked for only where the page refers to it."""
        if place in PLACES and (path, place) not in self._known:
            self._make(path, [place])
        thumbnails = self._known.get((path, place), _NONE)
        size = thumbnails[:2] if thumbnails.width else picture_size(path)
        if not thumbnails.made:
            return Picture(itself(), *size)
        for name in filter(None, (name for _width, name, _bytes in thumbnails.made)):
            self._show(owner, self._kept / name)
        return Picture("", *size, as_shown(thumbnails, PLACES[place], itself, folder))

    def _make(self, path: Path, places: list[str]) -> _Fault | None:
        """Make the thumbnails of one picture; it is decoded once for all places."""
        self._known.update({(path, place): _NONE for place in places})
        try:
            if not _is_raster(path):
                return None
            width, height = picture_size(path)
            if width * height > _MOST_PIXELS:
                much = f"{width} × {height} pixels, too many for a thumbnail"
                message = f"The picture '{path.name}' has {much}; it is shown as it is."
                return message, f"Make it smaller than {_MOST_PIXELS // 1_000_000} million pixels."
            digest = _digest_of(path)
            kept = {(path, place): found for place in places if (found := self._found(digest, place))}
            self._known.update(kept)
            if left := [place for place in places if (path, place) not in kept]:
                with self._one_at_a_time if width * height > _LARGE else nullcontext():
                    size, made = scale(path, left)
                for place in left:
                    self._known[path, place] = self._keep(path, digest, place, size, made[place])
        except OutputError:
            raise
        # Whatever a decoder makes of a damaged file must not end the build.
        except Exception as error:
            words = " ".join(str(error).split())[:120] or type(error).__name__
            message = (
                f"No thumbnail can be made of the picture '{path.name}' ({words}); it is shown as it is."
            )
            return message, "Open it with a picture viewer, and save it again."
        return None

    def _found(self, digest: str, place: str) -> Thumbnails | None:
        """What an earlier build has kept."""
        try:
            found = Thumbnails(*json.loads((self._kept / f"{digest}-{place}.json").read_text("utf-8")))
            files = [(self._kept / name, size) for _width, name, size in found.made if name]
            return found if all(file.stat().st_size == size for file, size in files) else None
        except (OSError, ValueError, TypeError):
            return None

    def _keep(
        self, path: Path, digest: str, place: str, size: tuple[int, int], files: list[tuple[int, bytes]]
    ) -> Thumbnails:
        left, _upper, right, _lower = shown_part(*size, PLACES[place])
        whole = round(right - left)
        made: list[tuple[int, str, int]] = []
        sizes = [(width, len(data)) for width, data in files]
        for number in worth_keeping(sizes, path.stat().st_size, whole):
            width, data = (whole, b"") if number is None else files[number]
            made.append((width, f"{digest}-{place}-{width}.webp" if data else "", len(data)))
            if data:
                write_whole(self._kept / made[-1][1], data)
        thumbnails = Thumbnails(*size, made)
        # Last: what it names is there.
        write_whole(self._kept / f"{digest}-{place}.json", json.dumps(thumbnails).encode())
        return thumbnails


def _is_raster(path: Path) -> bool:
    """Whether it is a picture that thumbnails are made of, whatever its name says: drawings and GIFs are not."""
    with path.open("rb") as file:
        head = file.read(12)
    return head.startswith(_SIGNATURES) or (head.startswith(b"RIFF") and head.endswith(b"WEBP"))


def _digest_of(path: Path) -> str:
    """A name for the content of a picture and for what is made of it, by this version of Pillow."""
    status = path.stat()
    return _digest(str(path), status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=20_000)
def _digest(path: str, modified: int, size: int) -> str:
    import PIL

    made_for = f"{_RECIPE} {PIL.__version__} {[*map(tuple, PLACES.values())]} ".encode()
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(made_for, digest_size=6)).hexdigest()


# What pages ask for


def thumbnails_of(builder: StandaloneHTMLBuilder) -> ThumbnailStore | None:
    """The thumbnails of a build, or None where pictures are shown as they are: in books, and where that is asked for."""
    # Books are read with readers that may know no WebP; the theme alone, without the extension, has no setting.
    wanted = getattr(builder.config, "academic_thumbnails", False)
    if builder.format != "html" or builder.embedded or not wanted:
        return None
    outputs, folder = outputs_of(builder), f"{builder.imagedir}/{_FOLDER}"
    kept = Path(builder.doctreedir, "academic-pictures")
    store = ThumbnailStore(kept, lambda owner, file: outputs.copy(owner, f"{folder}/{file.name}", file))
    return build_of(builder.env).one("thumbnails", lambda: store)


def setup(app: Sphinx) -> None:
    """Have thumbnails take part in pages."""

    def prepare(app: Sphinx, doctree: nodes.document, docname: str) -> None:
        lists = filled_lists(doctree)
        found = (figures_of(node["fragments"], node["data_files"], node["records"]) for node in lists)
        prepare_thumbnails(chain.from_iterable(found), html_builder(app))

    if store := thumbnails_of(html_builder(app)):
        contributors_of(app.env).append(store)
        app.connect("doctree-resolved", prepare)


class Wanted(NamedTuple):
    """A picture that pages show: its address as one of the records has it, beside the data files, and its place."""

    url: str
    place: str
    data_files: Sequence[str]
    records: Iterable[Record]


def figures_of(
    fragments: Fragments, data_files: Sequence[str], records: Sequence[Record]
) -> Iterator[Wanted]:
    """The pictures of fragments that have a place."""
    for element in elements(fragments):
        if place := element.attributes.get("place"):
            yield Wanted(element.attributes["url"], place, data_files, records)


def prepare_thumbnails(pictures: Iterable[Wanted], builder: StandaloneHTMLBuilder) -> None:
    """Make all thumbnails of pictures at once, and tell what is wrong with a picture where its record names it."""
    store = thumbnails_of(builder)
    if store is None:
        return
    wanted: dict[tuple[Path, str], Wanted] = {}
    for each in pictures:
        if path := find_image(builder.env, each.url, each.data_files).path:
            wanted.setdefault((Path(builder.env.srcdir, path), each.place), each)
    for file, fault in store.prepare(wanted).items():
        shown = next(each for (path, _place), each in wanted.items() if path == file)
        named = ((record, *each) for record in shown.records for each in record.pictures())
        told = (
            record.origin.problem(field, Code.IMAGE, *fault, image.url)
            for record, field, image in named
            if image.url == shown.url
        )
        tell(next(told, Problem(shown.data_files[0], 0, 0, Code.IMAGE, *fault)))


def copy_of(path: Path, builder: StandaloneHTMLBuilder, owner: str) -> str:
    """Put a picture as it is into the output, for a page that Sphinx does not know to show it; its address among the pictures."""
    name = f"{_digest_of(path)}{path.suffix.lower()}"
    outputs_of(builder).copy(owner, f"{builder.imagedir}/{_FOLDER}/{name}", path)
    return f"{_FOLDER}/{name}"
