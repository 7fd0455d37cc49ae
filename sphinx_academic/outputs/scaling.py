"""Scales pictures with Pillow: what is on the page is small, upright, in sRGB, and WebP."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_academic.outputs.pictures import PicturePlace, Scaled, cuts, shown_part

if TYPE_CHECKING:
    from PIL.Image import Image

_LOSSY: Mapping[str, Any] = {"quality": 75, "method": 6, "alpha_quality": 80}
# Of 28 pictures of a researcher's page none is smaller without loss, and that takes 100 to 1,000 times as long; it is
# tried where there are few colours, as in a drawing that needed no scaling.
_LOSSLESS: Mapping[str, Any] = {"lossless": True, "quality": 50, "method": 4}
_FEW_COLOURS = 256

_FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "TIFF")

_ORIENTATION = 0x0112
# Exif 2.32, 4.6.4: how the picture was stored, and what sets it upright (the values of PIL.Image.Transpose).
_UPRIGHT = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
_ON_ITS_SIDE = frozenset({5, 6, 7, 8})


def scale(path: Path, places: Mapping[str, PicturePlace]) -> dict[str, Scaled]:
    """The thumbnails of a picture for each place; none of a picture that moves.

    Raises what Pillow raises for files that it cannot read, each decoder in its own way.
    """
    from PIL import Image

    with Image.open(path, formats=_FORMATS) as opened:
        if opened.format in {"PNG", "WEBP"} and getattr(opened, "is_animated", False):
            return {name: Scaled(opened.size, ()) for name in places}
        orientation = opened.getexif().get(_ORIENTATION, 1)
        size = opened.size if orientation not in _ON_ITS_SIDE else (opened.height, opened.width)
        profile = opened.info.get("icc_profile")
        if opened.format == "JPEG":
            # A JPEG is decoded at a half, a quarter or an eighth where that is enough for every thumbnail, twice over.
            part = max(2 * max(place.widths) / _shown_width(size, place) for place in places.values())
            opened.draft(None, (round(opened.width * part), round(opened.height * part)))
        image = _in_plain_mode(opened)
        # What is made from here on is not told where it comes from.
        image.info.clear()
    if orientation in _UPRIGHT:
        image = image.transpose(Image.Transpose(_UPRIGHT[orientation]))
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    made = {}
    for name, place in places.items():
        files = []
        for cut in cuts(*size, place):
            # A JPEG may have become smaller by now.
            across, down = image.width / size[0], image.height / size[1]
            left, upper, right, lower = cut.box
            box = (
                left * across,
                upper * down,
                min(right * across, image.width),
                min(lower * down, image.height),
            )
            small = image.resize((cut.width, cut.height), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
            files.append((cut.width, _as_webp(_in_srgb(small, profile))))
        made[name] = Scaled(size, tuple(files))
    return made


def _shown_width(size: tuple[int, int], place: PicturePlace) -> float:
    left, _upper, right, _lower = shown_part(*size, place)
    return right - left


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
    if profile:
        from PIL import ImageCms

        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            web = ImageCms.createProfile("sRGB")
            mode = "RGBA" if image.mode == "RGBA" else "RGB"
            converted = ImageCms.profileToProfile(image, own, web, outputMode=mode)
            if converted is not None:
                return converted
        # A profile of another kind of colours than the picture's, or a damaged one: browsers pass over it as well.
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return image if image.mode in {"RGB", "RGBA"} else image.convert("RGB")


def _as_webp(image: Image) -> bytes:
    image.info.clear()
    out = BytesIO()
    image.save(out, "WEBP", **_LOSSY)
    smallest = out.getvalue()
    if image.getcolors(_FEW_COLOURS) is not None:
        out = BytesIO()
        image.save(out, "WEBP", **_LOSSLESS)
        smallest = min(smallest, out.getvalue(), key=len)
    return smallest
