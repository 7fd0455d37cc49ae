"""What is published because data say so: files of the source folder and of folders that `conf.py` names, and no others."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import lxml.html
import pytest
from sites import Built, MakeSite, Site, words

PICTURE = (Path(__file__).parents[2] / "docs" / "images" / "biscuit.png").read_bytes()
SECRET = "Nobody may read this.\n"

FILES: Mapping[str, str] = {
    "index.rst": "Root\n====\n\n.. publications:: data/site.yaml\n   :layout: gallery\n\nSee :pub:`referred`.\n",
    "data/other.yaml": """
publications:
- {title: Referred to, key: referred, links: [{name: open, url: papers/more.txt}, {name: refused, url: .secret}]}
- {title: On its page alone, key: alone, image: ../outside/picture.png, url: drafts/one.txt}
""",
    "papers/more.txt": "Everybody may read this too.\n",
    "papers/open.txt": "Everybody may read this.\n",
    **dict.fromkeys(
        (
            ".secret",
            ".hidden/plain.txt",
            "papers/.secret.txt",
            "conf/Conf.PY",
            "pyproject.toml",
            "site.env",
            "drafts/one.txt",
            "drafts/deep/two.txt",
            "private.key.txt",
            "../outside/secret.txt",
            "../outside/papers/secret.txt",
            "../outside/.git/config",
            "papers\\open.txt",
            "..\\outside\\secret.txt",
        ),
        SECRET,
    ),
}


class Refused(NamedTuple):
    """A path that data name, and what is told of it."""

    path: str
    says: str


HIDDEN, FOLDER, CONFIGURATION = "is a hidden file", "lies in a hidden folder", "is configuration"
EXCLUDED, OUTSIDE = "is excluded by 'exclude_patterns'", "lies outside the source folder"
REFUSED = (
    Refused(".secret", HIDDEN),
    Refused("/.secret", HIDDEN),
    Refused("papers/../.secret", HIDDEN),
    Refused("%2esecret", HIDDEN),
    Refused("papers/.secret.txt", HIDDEN),
    Refused(".hidden/plain.txt", FOLDER),
    Refused("conf.py", CONFIGURATION),
    Refused("../source/conf.py", CONFIGURATION),
    Refused("conf/Conf.PY", CONFIGURATION),
    Refused("pyproject.toml", CONFIGURATION),
    Refused("site.env", CONFIGURATION),
    Refused("drafts/one.txt", EXCLUDED),
    Refused("drafts/deep/two.txt", EXCLUDED),
    Refused("private.key.txt", EXCLUDED),
    Refused("../outside/secret.txt", OUTSIDE),
    Refused("%2e%2e/outside/secret.txt", OUTSIDE),
    Refused("..%2foutside/secret.txt", OUTSIDE),
    Refused("link-to-secret.txt", OUTSIDE),
    Refused("link-to-folder/secret.txt", OUTSIDE),
    Refused("link-to-hidden.txt", HIDDEN),
    Refused("link-to-draft.txt", EXCLUDED),
)
"""Every one of them is there."""
NOTHING = (
    "papers\\open.txt",
    "..\\outside\\secret.txt",
    "%5c%5coutside%5csecret.txt",
    "pipe",
    "papers",
    "loop.txt",
)
"""What no link leads to: names with `\\`, which Windows takes for `/`, pipes, folders, and links in circles."""
SHOWN = {
    "the paper": "papers/open.txt",
    "the paper from the root": "/papers/open.txt",
    "the paper by a link": "link-to-paper.txt",
}
OTHERS = {
    "data/other.yaml:3:104": "'.secret' is a hidden file",
    "data/other.yaml:4:49": "'../outside/picture.png' lies outside the source folder",
    "data/other.yaml:4:78": "'drafts/one.txt' is excluded by 'exclude_patterns'",
}
"""What is told of works that no list shows: a page refers to one, and each has its own page."""


def prepared(site: Site, data: str) -> Site:
    """A project with files of every kind around it."""
    for name, text in FILES.items():
        site.write(name, text)
    site.write("data/site.yaml", data)
    for name in ("../outside/picture.png", ".hidden/picture.png", "drafts/picture.png"):
        (site.source / name).write_bytes(PICTURE)
    for name, target in {
        "link-to-secret.txt": "../outside/secret.txt",
        "link-to-folder": "../outside",
        "link-to-hidden.txt": ".secret",
        "link-to-draft.txt": "drafts/one.txt",
        "link-to-paper.txt": "papers/open.txt",
        "link-to-picture.png": "../outside/picture.png",
        "loop.txt": "loop.txt",
    }.items():
        (site.source / name).symlink_to(target)
    os.mkfifo(site.source / "pipe")
    return site


def quoted(path: str) -> str:
    return f"'{path}'"


def data_of_links() -> str:
    """A work for each path, the last one of them shown by no list; a link in a text as well."""
    entries = [
        *(f"- {{title: T, links: [{{name: refused, url: {quoted(each.path)}}}]}}" for each in REFUSED),
        *(f"- {{title: T, links: [{{name: lost, url: {quoted(path)}}}]}}" for path in NOTHING),
        *(f"- {{title: T, links: [{{name: {name}, url: {path}}}]}}" for name, path in SHOWN.items()),
        "- {title: T, note: 'See [in the text](.secret).'}",
    ]
    return "publications:\n" + "\n".join(entries) + "\n"


def published(built: Built) -> bool:
    """Whether a file of the output holds what nobody may read."""
    return any(SECRET.encode() in content for content in built.files().values())


SETTINGS = {"exclude_patterns": ["drafts", "private.*"], "academic_paper_pages": True}


@pytest.fixture(scope="module")
def links(make_shared_site: MakeSite) -> Built:
    """A site whose data name every path, with a page for every publication."""
    site = prepared(make_shared_site("publishing"), data_of_links())
    return site.build(warnings=None, **SETTINGS)


@pytest.mark.parametrize("number", range(len(REFUSED)), ids=[each.path for each in REFUSED])
def test_a_file_that_is_no_page_is_told_and_not_published(links: Built, number: int) -> None:
    refused = REFUSED[number]
    (told,) = [each for each in links.warnings if each.location.startswith(f"data/site.yaml:{number + 2}:")]
    assert told.code == "academic.publish"
    assert told.message.startswith(
        f"'{refused.path}' {refused.says}; it is not published, and its text is no link."
    )
    assert not published(links)


def test_what_is_refused_is_text_without_a_link_on_every_page(links: Built) -> None:
    pages = [
        links.page("index.html"),
        *map(
            lxml.html.document_fromstring,
            (path.read_bytes() for path in (links.folder / "papers").glob("*.html")),
        ),
    ]
    found = [(words(link), link.get("href")) for page in pages for link in page.iter("a")]
    assert not [each for each in found if each[0] in {"refused", "in the text"}]
    assert "in the text" in links.text("index.html")
    assert links.text("index.html").count("refused") >= len(REFUSED)


def test_a_path_of_no_file_is_told_and_kept_as_it_is(links: Built) -> None:
    told = [each for each in links.warnings if each.code == "academic.link"]
    assert [re.search("no file '(.*?)'", each.message)[1] for each in told] == [*NOTHING]  # type: ignore[index]


@pytest.mark.parametrize("name", SHOWN)
def test_files_of_the_source_are_published_also_by_a_link_within_it(links: Built, name: str) -> None:
    (address,) = {link.get("href") for link in links.page("index.html").iter("a") if words(link) == name}
    assert (links.folder / address).read_text(encoding="utf-8") == FILES["papers/open.txt"]


def test_works_that_no_list_shows_are_held_to_the_same(links: Built) -> None:
    told = {each.location: each.message for each in links.warnings if "other" in each.location}
    assert told.keys() == OTHERS.keys()
    assert [place for place, says in OTHERS.items() if not told[place].startswith(says)] == []
    (card,) = links.page("index.html").xpath("//template[@class='academic-card-of']//a[text()='open']")
    assert (links.folder / card.get("href")).read_text(encoding="utf-8") == FILES["papers/more.txt"]
    assert not [name for name in links.files() if name.startswith("_images/")]


def data_of_pictures(*paths: str) -> str:
    return "publications:\n" + "".join(f"- {{title: T, image: {path}}}\n" for path in paths)


@pytest.mark.parametrize("builder", ["html", "epub", "latex"])
def test_a_picture_that_may_not_be_published_is_told_and_not_shown(make_site: MakeSite, builder: str) -> None:
    paths = ("../outside/picture.png", "link-to-picture.png", ".hidden/picture.png", "drafts/picture.png")
    site = prepared(make_site("publishing"), data_of_pictures(*paths))
    built = site.build(builder, warnings=None, exclude_patterns=["drafts"])
    told = [each for each in built.warnings if each.location.startswith("data/site.yaml")]
    assert [(each.location, each.code) for each in told] == [
        (f"data/site.yaml:{number}:21", "academic.publish") for number in range(2, 6)
    ]
    assert all(f"'{path}' " in each.message for path, each in zip(paths, told, strict=True))
    assert [
        each.location for each in built.warnings if each not in told and each.code.startswith("academic")
    ] == ["data/other.yaml:3:104"], "the work that a page refers to, and that no list shows"
    published = [name for name in built.files() if name != "_static/academic-pictures.css"]
    assert not [name for name in published if "picture" in name or name.startswith("_images/academic")]


def test_what_is_refused_is_published_once_its_folder_is_named(make_site: MakeSite) -> None:
    paths = ("../outside/picture.png", "../outside/papers/secret.txt", "drafts/one.txt", ".hidden/plain.txt")
    links_ = "".join(f"- {{title: T, url: {path}}}\n" for path in paths[1:])
    site = prepared(make_site("publishing"), data_of_pictures(paths[0]) + links_)
    refused = site.build(warnings=None, exclude_patterns=["drafts"], academic_data=["data/site.yaml"])
    folders = [re.search(r'academic_publish_from = \["(.*)"\]', each.message) for each in refused.warnings]
    named = [found[1] for found in folders if found]
    assert named == ["../outside", "../outside/papers", "drafts", ".hidden"]
    site.write("index.rst", "Root\n====\n\n.. publications:: data/site.yaml\n")
    built = site.build(academic_publish_from=named, exclude_patterns=["drafts"])
    page = built.page("index.html")
    copies = [link.get("href") for link in page.iter("a") if "_downloads" in link.get("href", "")]
    assert [(built.folder / copy).read_text(encoding="utf-8") for copy in copies] == [SECRET] * 3
    assert (built.folder / "_images" / "picture.png").read_bytes() == PICTURE


def test_within_a_named_folder_the_same_is_held_back(make_site: MakeSite) -> None:
    urls = ("../outside/.git/config", "../outside/drafts/one.txt", "../outside/conf.py")
    site = prepared(
        make_site("publishing"),
        "".join(["publications:\n", *(f"- {{title: T, url: {url}}}\n" for url in urls)]),
    )
    site.write("index.rst", "Root\n====\n\n.. publications:: data/site.yaml\n")
    for url in urls:
        site.write(url, SECRET)
    settings = {"academic_publish_from": "../outside", "exclude_patterns": ["**/drafts"]}
    built = site.build(warnings=["academic.publish"] * 3, **settings)
    assert not published(built)


def test_pictures_beside_data_outside_the_source_folder_need_its_folder_named(make_site: MakeSite) -> None:
    site = prepared(make_site("publishing"), "")
    site.write("../outside/site.yaml", data_of_pictures("picture.png"))
    site.write("index.rst", "Root\n====\n\n.. publications::\n")
    for name in ("../outside/site.yaml", str((site.source / "../outside/site.yaml").resolve())):
        (told,) = site.build(warnings=["academic.publish"], academic_data=[name]).warnings
        assert told.message.endswith('name its folder in conf.py: academic_publish_from = ["../outside"]')
        built = site.build(academic_data=[name], academic_publish_from=["../outside"])
        assert (built.folder / "_images" / "picture.png").read_bytes() == PICTURE


def test_what_a_build_wrote_is_not_published_by_the_next(make_site: MakeSite) -> None:
    site = prepared(make_site("publishing"), "publications: []\n")
    site.write("index.rst", "Root\n====\n\n.. publications:: data/site.yaml\n")
    site.folder = site.source  # the site is built within its sources
    site.build()
    urls = ("build/html/index.html", "build/doctrees/index.doctree")
    site.write("data/site.yaml", "publications:\n" + "".join(f"- {{title: T, url: {url}}}\n" for url in urls))
    built = site.build(warnings=["academic.publish"] * 2)
    assert all("lies in the folder that is built" in each.message for each in built.warnings)


def test_a_folder_that_is_not_there_is_told(make_site: MakeSite) -> None:
    site = prepared(make_site("publishing"), "publications: []\n")
    site.write("index.rst", "Root\n====\n")
    (told,) = site.build(warnings=["academic.config"], academic_publish_from=["../papers"]).warnings
    assert told.message.startswith("'academic_publish_from' names '../papers', which is no folder.")


def test_a_report_lists_what_was_published_and_which_record_asked_for_it(make_site: MakeSite) -> None:
    data = """
profile: {name: Ada, photo: papers/picture.png}
publications:
- {title: One, key: one, url: papers/open.txt, note: 'See [more](papers/more.txt) and [this](index.rst).'}
- {title: Two, key: two, image: papers/picture.png, links: [{name: open, url: papers/open.txt}]}
"""
    site = prepared(make_site("publishing"), data)
    (site.source / "papers" / "picture.png").write_bytes(PICTURE)
    settings = {"academic_data": ["data/site.yaml"], "academic_report": ["published"]}
    site.write("index.rst", "Root\n====\n\n.. profile::\n\n.. publications::\n")
    built = site.build(warnings=["academic.published"] * 5, **settings)
    assert [f"{each.location} {each.message}" for each in built.warnings] == [
        "data/site.yaml:2:29 'papers/picture.png' is published: the profile 'Ada' asks for it.",
        "data/site.yaml:4:31 'papers/open.txt' is published: the publication 'one' asks for it.",
        "data/site.yaml:4:54 'papers/more.txt' is published: the publication 'one' asks for it.",
        "data/site.yaml:5:33 'papers/picture.png' is published: the publication 'two' asks for it.",
        "data/site.yaml:5:79 'papers/open.txt' is published: the publication 'two' asks for it.",
    ]


def test_a_profile_beside_the_text_publishes_by_the_same_rule(make_site: MakeSite) -> None:
    data = """
profile:
  name: Ada
  photo: ../outside/picture.png
  links:
    CV: papers/open.txt
    Notes: .secret
"""
    site = prepared(make_site("publishing"), data)
    site.write("index.rst", ":layout: profile\n\nRoot\n====\n")
    built = site.build(warnings=["academic.publish"] * 2, academic_data=["data/site.yaml"])
    assert [each.location for each in built.warnings] == ["data/site.yaml:4:10", "data/site.yaml:7:12"]
    found = {words(link): link.get("href") for link in built.page("index.html").iter("a")}
    assert "Notes" not in found
    assert (built.folder / found["CV"]).read_text(encoding="utf-8") == FILES["papers/open.txt"]
    assert not published(built)
