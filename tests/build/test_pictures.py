"""Pictures are sent at the size at which they are shown, whatever kind of picture they are."""

from __future__ import annotations

import io
import json
import random
import shutil
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path

import lxml.html
import pytest
from PIL import Image, ImageCms
from sites import Built, MakeSite, Site

from sphinx_academic.outputs import pictures as thumbnails
from sphinx_academic.outputs.pictures import PLACES, ThumbnailStore, scale

PAGE = "Papers\n======\n\n.. publications::\n   :layout: gallery\n"


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture that no format can make small."""
    bands = len(Image.new(mode, (1, 1)).getbands())
    return Image.frombytes(mode, (width, height), random.Random(width).randbytes(width * height * bands))


def drawing(width: int, height: int) -> Image.Image:
    picture = Image.new("RGB", (width, height), "white")
    picture.paste((180, 30, 20), (width // 4, height // 4, width // 2, height // 2))
    return picture


def content(picture: Image.Image, kind: str, **options: object) -> bytes:
    written = io.BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


_FRAMES = [Image.new("RGB", (300, 200), colour) for colour in ("red", "blue")]
MOVING = content(_FRAMES[0], "PNG", save_all=True, append_images=_FRAMES[1:])


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """An empty site with a gallery."""
    site = make_site("bad-input")
    for path in [*site.source.glob("*.rst"), *site.source.glob("data/*"), *site.source.glob("images/*")]:
        path.unlink()
    site.write("conf.py", 'extensions = ["sphinx_academic"]\nacademic_data = ["data/site.yaml"]\n')
    site.write("index.rst", PAGE)
    return site


def show(site: Site, *pictures: tuple[str, bytes]) -> None:
    """Put pictures into the gallery, one for each publication."""
    lines = ["publications:"]
    for name, bytes_ in pictures:
        (site.source / "images" / name).write_bytes(bytes_)
        lines.append(f"- {{title: Of {name}, key: 'k-{name}', image: images/{name}}}")
    site.write("data/site.yaml", "\n".join(lines) + "\n")


def images(built: Built) -> dict[str, lxml.html.HtmlElement]:
    """The picture on the page for each original."""
    return {
        link.get("href").rpartition("/")[2]: link.find("img")
        for link in built.page("index.html").find_class("academic-zoom")
    }


def candidates(image: lxml.html.HtmlElement) -> dict[int, str]:
    """Width → address."""
    parts = (part.split() for part in image.get("srcset", "").split(", ") if part)
    return {int(width.removesuffix("w")): address for address, width in parts}


def test_a_large_picture_is_sent_small_and_opens_as_it_is(site: Site) -> None:
    original = content(noise(1500, 1000), "PNG")
    assert len(original) > 4_000_000
    show(site, ("big.png", original))
    built = site.build()
    (image,) = images(built).values()
    found = candidates(image)
    assert sorted(found) == [160, 320, 480]
    assert image.get("sizes") == "160px"
    for width, address in found.items():
        data = (built.folder / address).read_bytes()
        with Image.open(io.BytesIO(data)) as small:
            assert (small.format, small.size) == ("WEBP", (width, round(width * 2 / 3)))
        assert len(data) < 60_000
    assert image.get("src") == found[320]
    assert (image.get("width"), image.get("height")) == ("160", "107"), "all of it, in its place"
    (link,) = built.page("index.html").find_class("academic-zoom")
    assert (built.folder / link.get("href")).read_bytes() == original
    assert (link.get("data-width"), link.get("data-height")) == ("1500", "1000")


ODD = {
    "palette.png": content(noise(600, 400).quantize(64), "PNG"),
    "glass.png": content(Image.new("RGBA", (600, 400), (200, 20, 20, 90)), "PNG"),
    "sixteen.png": content(Image.new("I;16", (600, 400), 40_000), "PNG"),
    "grey.png": content(noise(600, 400, "L"), "PNG"),
    "cmyk.jpg": content(noise(600, 400).convert("CMYK"), "JPEG"),
    "tall.jpg": content(noise(400, 900), "JPEG"),
    "profiled.jpg": content(
        noise(600, 400),
        "JPEG",
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    ),
    "broken-profile.jpg": content(noise(600, 400), "JPEG", icc_profile=b"no profile"),
}


def test_every_kind_of_picture_is_made_small(site: Site) -> None:
    show(site, *ODD.items())
    built = site.build()
    found = images(built)
    assert set(found) == set(ODD)
    for name, image in found.items():
        assert image.get("src").endswith(".webp"), name
        for width, address in candidates(image).items():
            with Image.open(built.folder / address) as small:
                assert small.size == (width, round(width * (9 / 4 if name == "tall.jpg" else 2 / 3))), name
    with Image.open(built.folder / found["glass.png"].get("src")) as small:
        assert small.convert("RGBA").getpixel((50, 50))[3] == pytest.approx(90, abs=2)
    with Image.open(built.folder / found["sixteen.png"].get("src")) as small:
        assert small.convert("L").getpixel((50, 50)) == pytest.approx(40_000 / 256, abs=2)


def test_a_photograph_that_lies_on_its_side_is_set_upright(site: Site) -> None:
    lying = Image.new("RGB", (900, 600), "blue")
    lying.paste((255, 0, 0), (0, 0, 450, 600))  # red at the left: at the top when turned by 90 degrees
    turned = Image.Exif()
    turned[0x0112] = 6
    show(site, ("lying.jpg", content(lying, "JPEG", exif=turned)))
    built = site.build()
    (image,) = images(built).values()
    with Image.open(built.folder / image.get("src")) as small:
        width, height = small.size
        assert small.convert("RGB").getpixel((width // 2, 5))[0] > 200
        assert small.convert("RGB").getpixel((width // 2, height - 5))[2] > 200


def test_what_moves_or_is_drawn_by_lines_is_left_as_it_is(site: Site) -> None:
    frames = [Image.new("RGB", (300, 200), colour) for colour in ("red", "blue")]
    moving = {"save_all": True, "append_images": frames[1:]}
    show(
        site,
        ("moving.gif", content(frames[0], "GIF", **moving)),
        ("moving.webp", content(frames[0], "WEBP", **moving)),
        ("moving.png", content(frames[0], "PNG", **moving)),
        ("lines.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"/>'),
    )
    found = images(site.build())
    assert {name: image.get("src").rpartition("/")[2] for name, image in found.items()} == {
        name: name for name in ("moving.gif", "moving.webp", "moving.png", "lines.svg")
    }
    assert not any(image.get("srcset") for image in found.values())


def test_nothing_is_enlarged_and_nothing_grows(site: Site) -> None:
    show(site, ("tiny.png", content(drawing(90, 60), "PNG")), ("half.png", content(noise(200, 133), "PNG")))
    built = site.build()
    found = images(built)
    # Of so small a drawing a WebP is no smaller, or it is: never larger.
    tiny = built.folder / found["tiny.png"].get("src")
    assert tiny.stat().st_size <= (site.source / "images" / "tiny.png").stat().st_size
    assert sorted(candidates(found["half.png"])) == [160, 200]


def test_a_picture_that_breaks_off_is_told_and_costs_only_itself(site: Site) -> None:
    whole = content(noise(600, 400), "PNG")
    show(site, ("broken.png", whole[: len(whole) // 2]), ("good.png", whole))
    built = site.build(warnings=["academic.image"])
    (told,) = built.warnings
    assert "broken.png" in told.message
    assert "shown as it is" in told.message
    assert images(built)["broken.png"].get("src").endswith("broken.png")
    assert images(built)["good.png"].get("src").endswith(".webp")


def test_small_pictures_are_kept_and_made_anew_only_for_what_is_new(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counted(
        path: Path, places: Iterable[str]
    ) -> tuple[tuple[int, int], dict[str, list[tuple[int, bytes]]]]:
        made.append(path.name)
        return scale(path, places)

    monkeypatch.setattr(thumbnails, "scale", counted)
    first = content(noise(600, 400), "PNG")
    show(site, ("a.png", first), ("b.png", content(noise(660, 400), "PNG")))
    before = images(site.build())
    assert sorted(made) == ["a.png", "b.png"]
    made.clear()
    # The same picture under another name is the same picture.
    show(site, ("a.png", first), ("c.png", first))
    after = images(site.build())
    assert made == []
    assert after["c.png"].get("src") == before["a.png"].get("src") == after["a.png"].get("src")


def test_small_pictures_are_the_same_bytes_every_time(site: Site, tmp_path: Path) -> None:
    pictures = []
    for name, picture in (
        ("a.png", noise(600, 400)),
        ("b.png", noise(600, 401)),
        ("c.png", noise(300, 300, "RGBA")),
    ):
        (tmp_path / name).write_bytes(content(picture, "PNG"))
        pictures.append(tmp_path / name)
    written = []
    for number in (1, 2):
        kept = tmp_path / f"kept{number}"
        store = ThumbnailStore(kept, lambda page, file: None)
        # Together and one by one, in either order.
        if number == 1:
            assert store.prepare((path, place) for path in pictures for place in PLACES) == {}
        else:
            for path in reversed(pictures):
                for place in PLACES:
                    assert store.picture(path, place, str, "", "index").small
        written.append({path.name: path.read_bytes() for path in kept.glob("*.webp")})
    assert written[0] == written[1]
    assert len(written[0]) > 10


def test_books_keep_the_originals(site: Site) -> None:
    show(site, ("big.png", content(noise(600, 400), "PNG")))
    site.write("conf.py", (site.source / "conf.py").read_text() + 'version = "1"\n')
    built = site.build("epub", warnings=None)
    assert not list(built.folder.rglob("*.webp"))


def header_only(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has this size."""
    small = content(Image.new("L", (1, 1)), "PNG")
    start = small.index(b"IHDR")
    head = b"IHDR" + struct.pack(">II", width, height) + small[start + 12 : start + 17]
    return small[:start] + head + struct.pack(">I", zlib.crc32(head)) + small[start + 21 :]


@pytest.mark.parametrize(
    ("name", "bytes_", "words"),
    [
        ("broken.png", content(noise(600, 400), "PNG")[:200_000], "truncated"),
        ("broken.jpg", content(noise(600, 400), "JPEG")[:50_000], "truncated"),
        ("huge.png", header_only(20_000, 20_000), "20000 × 20000 pixels"),
        ("nothing.png", header_only(600, 400), "No thumbnail"),
    ],
)
def test_a_picture_that_cannot_be_made_small_is_told_where_it_is_named(
    site: Site, name: str, bytes_: bytes, words: str
) -> None:
    show(site, ("good.png", content(noise(600, 400), "PNG")), (name, bytes_))
    built = site.build(warnings=["academic.image"])
    (told,) = built.warnings
    line = (site.source / "data" / "site.yaml").read_text().splitlines()[2]
    assert told.location.endswith(f"data/site.yaml:3:{line.index('images/') + 1}")
    assert words in told.message
    assert "shown as it is" in told.message
    assert images(built)[name].get("src") == f"_images/{name}"
    assert images(built)["good.png"].get("src").endswith(".webp")


def test_a_fault_is_told_once_however_many_pages_show_the_picture(site: Site) -> None:
    show(site, ("broken.png", content(noise(600, 400), "PNG")[:200_000]))
    site.write("index.rst", PAGE + "\n.. toctree::\n\n   a\n   b\n   c\n")
    for name in "abc":
        site.write(f"{name}.rst", PAGE)
    site.run("html", "-j", "2", warnings=["academic.image"])


def test_many_workers_write_what_one_does(site: Site) -> None:
    pictures = [(f"{number}.png", content(noise(400 + number, 300), "PNG")) for number in range(6)]
    show(site, *pictures)
    site.write("index.rst", PAGE + "\n.. toctree::\n\n   a\n   b\n   c\n   d\n")
    for name in "abcd":
        site.write(f"{name}.rst", PAGE)
    one, many = site.run("html", name="one"), site.run("html", "-j", "4", name="many")
    assert one.files() == many.files()
    assert len([name for name in many.files() if name.endswith(".webp")]) == 18


def test_a_clean_build_beside_the_doctrees_makes_nothing_anew(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(site, ("a.png", content(noise(600, 400), "PNG")), ("moving.png", MOVING))
    before = site.build().files()
    shutil.rmtree(site.folder / "build" / "html")
    monkeypatch.setattr(thumbnails, "scale", None)
    assert site.build().files() == before


def test_a_picture_that_changes_is_made_anew(site: Site) -> None:
    show(site, ("a.png", content(noise(600, 400), "PNG")))
    before = images(site.build())["a.png"].get("src")
    (site.source / "images" / "a.png").write_bytes(content(noise(602, 400), "PNG"))
    assert images(site.build())["a.png"].get("src") != before


def test_what_is_kept_and_damaged_is_made_anew(site: Site) -> None:
    show(site, ("a.png", content(noise(600, 400), "PNG")))
    before = site.build().files()
    kept = site.folder / "build" / "doctrees" / "academic-pictures"
    for path in kept.glob("*.json"):
        path.write_text("{", encoding="utf-8")
    shutil.rmtree(site.folder / "build" / "html")
    assert site.build().files() == before


@pytest.mark.parametrize("pictures", [False, True])
def test_nothing_of_pillow_is_loaded_for_us_where_nothing_is_made(site: Site, pictures: bool) -> None:
    show(site, *([("a.png", content(noise(600, 400), "PNG"))] if pictures else []))
    site.write("index.rst", PAGE if pictures else "Nothing\n=======\n")
    site.run(name="first", afresh=True)
    shutil.rmtree(site.folder / "run-first" / "output")
    site.write(
        "conf.py",
        (site.source / "conf.py").read_text()
        + "import sys\n"
        + "def setup(app):\n"
        + "    def check(app, error):\n"
        + "        assert 'PIL.PngImagePlugin' not in sys.modules\n"
        + "    app.connect('build-finished', check)\n",
    )
    site.run(name="first", afresh=True)


def test_a_tall_photo_keeps_its_shape_and_is_the_first_to_come(site: Site) -> None:
    (site.source / "images" / "ada.jpg").write_bytes(content(noise(800, 1200), "JPEG"))
    (site.source / "images" / "crest.png").write_bytes(content(noise(300, 330, "RGBA"), "PNG"))
    site.write(
        "data/site.yaml",
        "profile: {name: Ada, photo: images/ada.jpg}\n"
        "education:\n- {title: A degree, image: images/crest.png}\n",
    )
    site.write("index.rst", "Home\n====\n\n.. profile::\n\n.. education::\n")
    built = site.build()
    photo, crest = built.page("index.html").xpath("//figure//img")
    assert sorted(candidates(photo)) == [190, 380]
    assert (photo.get("width"), photo.get("height")) == ("190", "285")
    assert (photo.get("loading"), photo.get("fetchpriority")) == (None, "high")
    assert sorted(candidates(crest)) == [70, 140]
    assert (crest.get("width"), crest.get("height"), crest.get("loading")) == ("70", "77", "lazy")
    with Image.open(built.folder / candidates(crest)[140]) as small:
        assert small.mode == "RGBA"


def test_colours_of_another_profile_become_those_of_the_web(site: Site) -> None:
    # A profile whose red is what sRGB has as blue, and the other way round.
    web = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    other = web.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    picture = Image.new("RGB", (600, 400), (200, 50, 50))
    show(
        site,
        ("web.png", content(picture, "PNG", icc_profile=web)),
        ("other.png", content(picture, "PNG", icc_profile=other)),
    )
    built = site.build()
    colours = {}
    for name, image in images(built).items():
        with Image.open(built.folder / image.get("src")) as small:
            colours[name] = small.convert("RGB").getpixel((60, 60))
            assert "icc_profile" not in small.info
    assert colours["web.png"] == pytest.approx((200, 50, 50), abs=4)
    assert colours["other.png"] == pytest.approx((50, 50, 200), abs=4)


def test_pictures_can_be_shown_as_they_are(site: Site) -> None:
    show(site, ("a.png", content(noise(600, 400), "PNG")))
    built = site.build(academic_thumbnails=False)
    (image,) = images(built).values()
    assert dict(image.attrib).items() >= {"src": "_images/a.png", "width": "600", "height": "400"}.items()
    assert not [name for name in built.files() if name.endswith(".webp")]


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "json"])
def test_thumbnails_lie_where_pages_of_other_builders_say(site: Site, builder: str) -> None:
    show(site, ("a.png", content(noise(600, 400), "PNG")))
    site.write("index.rst", "Home\n====\n\n.. toctree::\n\n   sub/papers\n")
    site.write("sub/papers.rst", PAGE)
    built = site.build(builder)
    pages = {"dirhtml": "sub/papers/index.html", "singlehtml": "index.html", "json": "sub/papers.fjson"}
    text = built.text(pages[builder])
    body = json.loads(text)["body"] if builder == "json" else text
    (image,) = lxml.html.document_fromstring(body).find_class("academic-figure")[0].iter("img")
    # A page "x" of the JSON builder is shown at "x/".
    place = "sub/papers/index.html" if builder == "json" else pages[builder]
    for address in candidates(image).values():
        assert (built.folder / place).parent.joinpath(address).resolve().is_file()


def test_the_photo_beside_the_text_is_small_and_its_original_stays_at_home(site: Site) -> None:
    (site.source / "images" / "ada.jpg").write_bytes(content(noise(800, 1200), "JPEG"))
    (site.source / "images" / "ben.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"/>'
    )
    site.write("index.rst", ":layout: profile\n\nHome\n====\n\n.. toctree::\n\n   sub/page\n")
    site.write("sub/page.rst", ":layout: profile\n\nPage\n====\n")
    site.write("data/site.yaml", "profile: {name: Ada, photo: images/ada.jpg}\n")
    built = site.build(html_theme="academic")
    for name in ("index.html", "sub/page.html"):
        (photo,) = built.page(name).xpath("//aside//img")
        assert sorted(candidates(photo)) == [234, 468]
        assert photo.get("fetchpriority") == "high"
        for address in candidates(photo).values():
            assert (built.folder / name).parent.joinpath(address).resolve().is_file()
    assert not list(built.folder.rglob("*.jpg")), "nothing leads to it"
    # A drawing has no thumbnail: it is copied.
    site.write("data/site.yaml", "profile: {name: Ben, photo: images/ben.svg}\n")
    built = site.build(html_theme="academic")
    (photo,) = built.page("sub/page.html").xpath("//aside//img")
    assert (built.folder / "sub" / photo.get("src")).resolve().read_bytes().startswith(b"<svg")
