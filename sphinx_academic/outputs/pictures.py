"""Thumbnails: how large pages show pictures, which sizes that asks for; made once, and kept by content."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_academic.content.fragments import Fragments, elements
from sphinx_academic.content.html import Picture, Shown
from sphinx_academic.data.records import Record
from sphinx_academic.pages.build import Contributor, ShownGroup, build_of, later
from sphinx_academic.pages.kept_files import OutputError, outputs_of, write_whole
from sphinx_academic.pages.links import find_image, picture_size
from sphinx_academic.pages.site import html_builder
from sphinx_academic.problems import Code, Problem
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_academic.content.nodes import placeholder

_scale: Callable[[Path, Mapping[str, PicturePlace]], dict[str, Scaled]] = later(
    "sphinx_academic.outputs.scaling:scale"
)
"""Pillow is imported when a picture has to be scaled."""

FOLDER = "academic"
"""Below the builder's folder of pictures."""

MOST_PIXELS = 89_478_485
"""Larger pictures are not decoded: what is a few kilobytes as a file can fill the memory (Pillow's own bound)."""


class PicturePlace(NamedTuple):
    """Where a page shows a picture.

    ``width`` and ``height`` are in CSS pixels on wide screens; a height of 0 leaves the picture its own shape, another
    one is filled from the middle of the picture, as ``object-fit: cover`` does. ``widths`` are those that browsers may choose
    from, in pixels of the screen, and ``sizes`` tells them how wide the place is (HTML, ``img``).
    """

    width: int
    height: int
    widths: tuple[int, ...]
    sizes: str


PLACES: Mapping[str, PicturePlace] = {
    # On narrow pages two pictures beside one another fill the width; a phone has two or three pixels for each of CSS.
    "entry": PicturePlace(120, 80, (120, 240, 360), "(max-width: 41rem) 44vw, 120px"),
    "page": PicturePlace(440, 0, (440, 880), "(max-width: 30rem) 92vw, 440px"),
    "photo": PicturePlace(190, 0, (190, 380), "190px"),
    "beside": PicturePlace(234, 0, (234, 468), "(max-width: 56rem) 126px, 234px"),
    "logo": PicturePlace(70, 0, (70, 140), "70px"),
}
"""The places that the style sheets make, by the name that a figure gives as its ``place``."""


class Cut(NamedTuple):
    """A thumbnail to make: ``box`` of the picture (left, upper, right, lower) at a size in pixels."""

    width: int
    height: int
    box: tuple[float, float, float, float]


class Scaled(NamedTuple):
    """A picture's size as it is to be seen, and its thumbnails: width in pixels and WebP."""

    size: tuple[int, int]
    files: tuple[tuple[int, bytes], ...]


class Made(NamedTuple):
    """A thumbnail that is there, or with an empty ``name`` the picture itself; ``width`` as browsers are to count it."""

    width: int
    name: str


class Thumbnails(NamedTuple):
    """What can be shown in a place in place of a picture of this size in pixels, smallest first; nothing where that is
    the picture alone."""

    width: int
    height: int
    made: tuple[Made, ...]


def shown_part(width: int, height: int, place: PicturePlace) -> tuple[float, float, float, float]:
    """The part of a picture that its place shows: all of it, or the middle where the place has a height."""
    if not place.height:
        return (0.0, 0.0, float(width), float(height))
    scale = min(width / place.width, height / place.height)
    across, down = place.width * scale, place.height * scale
    left, upper = (width - across) / 2, (height - down) / 2
    return (left, upper, left + across, upper + down)


def cuts(width: int, height: int, place: PicturePlace) -> tuple[Cut, ...]:
    """The thumbnails of a picture for a place, smallest first. None is larger than the picture."""
    box = shown_part(width, height, place)
    across, down = box[2] - box[0], box[3] - box[1]
    wanted = [each for each in place.widths if each <= across]
    # As it is, where the picture is smaller than the largest that is wanted, and it is worth a file.
    if len(wanted) < len(place.widths) and across >= (1.2 * wanted[-1] if wanted else 1):
        wanted.append(round(across))
    return tuple(Cut(each, max(1, round(each * down / across)), box) for each in wanted)


def worth_keeping(
    sizes: Sequence[tuple[int, int]], original: int, original_width: int
) -> tuple[int | None, ...]:
    """Which thumbnails to offer, given their widths and bytes, the bytes of the picture itself and its width.

    A thumbnail is a number in ``sizes``, None the picture itself, which stands in for all that are no smaller than it.
    Where it stands in for all, there is nothing to choose from.
    """
    smaller: list[int | None] = [number for number, (_width, size) in enumerate(sizes) if size < original]
    if not smaller:
        return ()
    if len(smaller) < len(sizes) and original_width > sizes[smaller[-1] or 0][0]:
        smaller.append(None)
    return tuple(smaller)


def as_shown(thumbnails: Thumbnails, place: PicturePlace, itself: Callable[[], str], folder: str) -> Shown:
    """The attributes of a picture in its place.

    ``itself`` gives the address of the picture itself, and ``folder`` is that of the pictures, both as seen from the page.
    """
    height = place.height or max(1, round(place.width * thumbnails.height / thumbnails.width))
    addresses = [
        (each.width, f"{folder}/{FOLDER}/{each.name}" if each.name else itself()) for each in thumbnails.made
    ]
    several = len(addresses) > 1
    candidates = ", ".join(f"{address} {width}w" for width, address in addresses) if several else ""
    # What knows no srcset gets the one for a screen of two dots per pixel, if there is one.
    source = addresses[min(1, len(addresses) - 1)][1]
    return Shown(source, candidates, place.sizes if several else "", place.width, height)


_RECIPE = "1"
"""To be counted up with every change of what is made of a picture: it is part of the names that are kept."""

_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"BM", b"II*\0", b"MM\0*")
"""Of PNG, JPEG, BMP and TIFF; WebP begins as others do."""
_LARGE = 16_000_000
"""Pictures of more pixels are decoded one at a time, which bounds the memory."""
_MOST_THREADS = 8


class PictureFault(NamedTuple):
    """Why a picture has no thumbnail although it should have one."""

    path: Path
    message: str
    hint: str


_Key = tuple[str, int, int, str]


class ThumbnailStore:
    """The thumbnails of one build.

    They are kept in ``kept``, by the content of the picture; ``show`` is given the page that shows one and its file, and
    puts it into the output. Several processes may write to both: a file has its name when it is complete.
    """

    def __init__(self, kept: Path, show: Callable[[str, Path], None]) -> None:
        self._kept = kept
        self._show = show
        self._known: dict[_Key, Thumbnails] = {}
        self._told: set[Path] = set()
        self._one_at_a_time = threading.Lock()

    def prepare(self, wanted: Iterable[tuple[Path, str]]) -> tuple[PictureFault, ...]:
        """Make what is missing of the thumbnails of pictures for places, on all processors.

        What went wrong is told once for each picture.
        """
        missing: dict[Path, list[str]] = {}
        for path, place in dict.fromkeys(wanted):
            key = _key(path, place)
            if key is not None and key not in self._known:
                missing.setdefault(path, []).append(place)
        if not missing:
            return ()
        threads = min(len(missing), os.cpu_count() or 1, _MOST_THREADS)
        if threads == 1:
            faults = [self._make(path, places) for path, places in missing.items()]
        else:
            # Pillow and the digests let other threads run. They have ended before Sphinx forks its next worker.
            with ThreadPoolExecutor(threads) as pool:
                faults = list(pool.map(self._make, missing.keys(), missing.values()))
        new = tuple(fault for fault in faults if fault is not None and fault.path not in self._told)
        self._told.update(fault.path for fault in new)
        return new

    def picture(self, path: Path, place: str, itself: Callable[[], str], folder: str, owner: str) -> Picture:
        """A picture in its place, on a page that is its ``owner``.

        ``itself`` gives its address, asked for only where the page refers to it, and ``folder`` is that of the pictures,
        as seen from the page.
        """
        key = _key(path, place) if place in PLACES else None
        if key is None:
            return Picture(itself(), *picture_size(path))
        if key not in self._known:
            self._make(path, [place])
        thumbnails = self._known[key]
        for made in thumbnails.made:
            if made.name:
                self._show(owner, self._kept / made.name)
        size = (thumbnails.width, thumbnails.height) if thumbnails.width else picture_size(path)
        small = as_shown(thumbnails, PLACES[place], itself, folder) if thumbnails.made else None
        return Picture("" if small else itself(), *size, small)

    def _make(self, path: Path, places: list[str]) -> PictureFault | None:
        """Make the thumbnails of one picture; it is decoded once for all places."""
        for place in places:
            key = _key(path, place)
            if key is not None:
                self._known[key] = Thumbnails(0, 0, ())
        try:
            if not _is_raster(path):
                return None
            width, height = picture_size(path)
            if width * height > MOST_PIXELS:
                message = (
                    f"The picture '{path.name}' has {width} × {height} pixels, too many for a thumbnail; "
                    "it is shown as it is."
                )
                return PictureFault(
                    path, message, f"Make it smaller than {MOST_PIXELS // 1_000_000} million pixels."
                )
            digest = _digest_of(path)
            left = {}
            for place in places:
                found = self._found(path, digest, place)
                if found is None:
                    left[place] = PLACES[place]
                else:
                    self._note(path, place, found)
            if left:
                with self._one_at_a_time if width * height > _LARGE else nullcontext():
                    made = _scale(path, left)
                for place, scaled in made.items():
                    self._note(path, place, self._keep(path, digest, place, scaled))
        except OutputError:
            raise
        # Whatever a decoder makes of a damaged file must not end the build.
        except Exception as error:
            words = " ".join(str(error).split())[:120] or type(error).__name__
            message = (
                f"No thumbnail can be made of the picture '{path.name}' ({words}); it is shown as it is."
            )
            return PictureFault(path, message, "Open it with a picture viewer, and save it again.")
        return None

    def _note(self, path: Path, place: str, thumbnails: Thumbnails) -> None:
        key = _key(path, place)
        if key is not None:
            self._known[key] = thumbnails

    def _found(self, path: Path, digest: str, place: str) -> Thumbnails | None:
        """What an earlier build has kept."""
        try:
            facts = json.loads((self._kept / f"{digest}-{place}.json").read_text(encoding="utf-8"))
            made = []
            for width, name, size in facts["made"]:
                if name and (self._kept / name).stat().st_size != size:
                    return None
                made.append(Made(width, name))
            return Thumbnails(facts["width"], facts["height"], tuple(made))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _keep(self, path: Path, digest: str, place: str, scaled: Scaled) -> Thumbnails:
        size, files = scaled
        box = shown_part(*size, PLACES[place])
        original_width = round(box[2] - box[0])
        chosen = worth_keeping(
            [(width, len(data)) for width, data in files], path.stat().st_size, original_width
        )
        kept: list[tuple[int, str, int]] = []
        made: list[Made] = []
        for number in chosen:
            if number is None:
                kept.append((original_width, "", 0))
                made.append(Made(original_width, ""))
                continue
            width, data = files[number]
            name = f"{digest}-{place}-{width}.webp"
            write_whole(self._kept / name, data)
            kept.append((width, name, len(data)))
            made.append(Made(width, name))
        facts = {"width": size[0], "height": size[1], "made": kept}
        # Last: what it names is there.
        write_whole(self._kept / f"{digest}-{place}.json", json.dumps(facts).encode())
        return Thumbnails(*size, tuple(made))


def _key(path: Path, place: str) -> _Key | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return (str(path), status.st_mtime_ns, status.st_size, place)


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

    digest = hashlib.blake2b(f"{_RECIPE} {PIL.__version__} {PLACES} ".encode(), digest_size=6)
    with Path(path).open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def thumbnails_of(builder: StandaloneHTMLBuilder) -> ThumbnailStore | None:
    """The thumbnails of a build, or None where pictures are shown as they are: in books, and where that is asked for."""
    # Books are read with readers that may know no WebP; the theme alone, without the extension, has no setting.
    wanted = getattr(builder.config, "academic_thumbnails", False)
    if builder.format != "html" or builder.embedded or not wanted:
        return None
    outputs, folder = outputs_of(builder), f"{builder.imagedir}/{FOLDER}"

    def show(owner: str, file: Path) -> None:
        outputs.copy(owner, f"{folder}/{file.name}", file)

    kept = Path(builder.doctreedir, "academic-pictures")
    return build_of(builder.env).one("thumbnails", lambda: ThumbnailStore(kept, show))


class _Pictures(Contributor):
    """Pictures of the right size."""

    def __init__(self, store: ThumbnailStore) -> None:
        self._store = store

    def filled(self, node: placeholder, shown: ShownGroup) -> None:
        records = shown.groups[shown.number].records
        prepare_thumbnails(figures_of(node["fragments"], shown.sources, records), shown.builder)

    def picture(self, path: Path, place: str, itself: Callable[[], str], folder: str, owner: str) -> Picture:
        return self._store.picture(path, place, itself, folder, owner)


def setup(app: Sphinx) -> None:
    """Have thumbnails take part in pages."""
    store = thumbnails_of(html_builder(app))
    if store is not None:
        build_of(app.env).contributors.append(_Pictures(store))


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
        place = element.attributes.get("place")
        if place:
            yield Wanted(element.attributes["url"], place, data_files, records)


def prepare_thumbnails(pictures: Iterable[Wanted], builder: StandaloneHTMLBuilder) -> None:
    """Make all thumbnails of pictures at once, and tell what is wrong with a picture where its record names it."""
    store = thumbnails_of(builder)
    if store is None:
        return
    wanted: dict[tuple[Path, str], Wanted] = {}
    for each in pictures:
        found = find_image(builder.env, each.url, each.data_files)
        if found.path:
            wanted.setdefault((Path(builder.env.srcdir, found.path), each.place), each)
    for fault in store.prepare(wanted):
        named = next(each for (path, _place), each in wanted.items() if path == fault.path)
        tell(_problem(fault, named))


def _problem(fault: PictureFault, wanted: Wanted) -> Problem:
    for record in wanted.records:
        for field, image in record.pictures():
            if image.url == wanted.url:
                return record.origin.problem(field, Code.IMAGE, fault.message, fault.hint, wanted.url)
    return Problem(wanted.data_files[0], 0, 0, Code.IMAGE, fault.message, fault.hint)


def copy_of(path: Path, builder: StandaloneHTMLBuilder, owner: str) -> str:
    """Put a picture as it is among those of the output, for a page that Sphinx does not know to show it.

    Its address from the folder of pictures. Raises OutputError where it cannot be read.
    """
    name = f"{_digest_of(path)}{path.suffix.lower()}"
    outputs_of(builder).copy(owner, f"{builder.imagedir}/{FOLDER}/{name}", path)
    return f"{FOLDER}/{name}"
