"""What the top of a homepage says of the one whose it is: name, address, links, photo and a few words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sphinx_academic.data.values.addresses import network_of
from sphinx_academic.data.values.name_parts import is_east_asian
from sphinx_academic.sections.timeline import SERVICES, read_account
from sphinx_academic.starting.pages import Block, in_data
from sphinx_academic.starting.source_files import is_elsewhere

_GENERIC = re.compile(r"(?i)(?:home|homepage|home page|about|about me|welcome|index|main|)")
_OF = re.compile(
    r"(?i)(?:['’]s)? ?(?:[-–—|:] ?)?(?:(?:personal|academic) )?(?:home ?page|website|web site|web page)$"
)
_TITLE = re.compile(r"(?i)(?:(?:prof|dr|professor)\.? )+")
_LINK = re.compile(r"\[(?P<name>[^\[\]]{0,500})\]\((?P<url>[^()\s]{0,2000})\)")
_EMAIL = re.compile(
    r"(?i)\W{0,9}(?:my )?(?:contact|e-?mail(?: address)?|mail)[^\w:：]{0,9}(?:me (?:at|on) )?[:：][*_ ]{0,9}(?P<address>.{3,200})"
)
_AT = re.compile(r"(?i) ?[\[({] ?(?:at|@) ?[\])}] ?| (?:at|@) ")
_DOT = re.compile(r"(?i) ?[\[({] ?(?:dot|\.) ?[\])}] ?| dot ")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Homepage(NamedTuple):
    """A homepage with what its top says as a profile; ``blocks`` are the rest, and ``posts`` what showed somebody's posts."""

    title: str
    name: str
    profile: dict[str, Any]
    blocks: tuple[Block, ...]
    posts: tuple[Block, ...]


def homepage_of(blocks: Sequence[Block], title: str, site_title: str = "") -> Homepage:
    """Part a homepage: what stands above its first heading but the one that is its title is about the person."""
    first = next((block for block in blocks if block.kind == "heading"), None)
    if (
        first is not None
        and first is next((block for block in blocks if block.kind != "comment"), None)
        and first.level == 1
    ):
        if _GENERIC.fullmatch(title.strip()):
            title = first.text
        blocks = [block for block in blocks if block is not first]
    if _GENERIC.fullmatch(title.strip()):
        title = site_title or title or "Home"
    name, others = names_of_title(title)
    end = next((at for at, block in enumerate(blocks) if block.kind == "heading"), len(blocks))
    top, rest = blocks[:end], blocks[end:]
    profile: dict[str, Any] = {"name": name, "other_names": others}
    about: list[str] = []
    left: list[Block] = []
    links: dict[str, str] = {}
    for block in top:
        if block.kind == "badges":
            add_links(links, block.text)
        elif block.kind == "prose" and "email" not in profile and (address := email_in(block.text)):
            profile["email"] = address
        elif block.kind == "figure" and "photo" not in profile and not is_elsewhere(block.name):
            profile["photo"] = _photo(block, name)
        elif block.kind == "prose" and not any(each.kind != "comment" for each in left):
            about.append(in_data(block.text))
        else:
            left.append(block)
    if not about:
        profile.pop("about", None)
    profile |= {"links": links, "about": "\n\n".join(about) + ("\n" if len(about) > 1 else "")}
    whole, posts = with_posts([*left, *rest], links)
    order = ("name", "other_names", "photo", "email", "links", "about")
    return Homepage(title, name, {key: profile[key] for key in order if profile.get(key)}, whole, posts)


def names_of_title(title: str) -> tuple[str, list[str]]:
    """The name that a title says, and those that stand beside it in another script or in brackets: *Ada Lund 安达 (Addy)*."""
    said = " ".join(re.sub(r"[*_`]", "", title).split())
    plain = _OF.sub("", said).strip()
    if match := _TITLE.match(plain):
        plain = plain[match.end() :]
    others = [each.strip() for each in re.findall(r"[(（]([^()（）]+)[)）]", plain)]
    plain = " ".join(re.sub(r"[(（][^()（）]*[)）]", " ", plain).split())
    words = plain.split()
    foreign = [word for word in words if is_east_asian(word)]
    if foreign and len(foreign) < len(words):
        others = ["".join(foreign), *others]
        plain = " ".join(word for word in words if word not in foreign)
    plain = plain.partition(" | ")[0]
    return plain.strip(" ,|/-–"), [each for each in others if each]


def email_in(text: str) -> str:
    """The address of e-mail that a line says: *Email: ada AT fog dot org*; nothing where it says more."""
    match = _EMAIL.fullmatch(" ".join(text.split()))
    if match is None:
        return ""
    linked = _LINK.fullmatch(match["address"].strip("*_` "))
    said = linked["name"] if linked else match["address"]
    said = _DOT.sub(".", _AT.sub("@", re.sub(r"[*_`<>]", "", said))).strip(" .")
    if linked and linked["url"].startswith("mailto:") and not _ADDRESS.fullmatch(said):
        said = linked["url"].removeprefix("mailto:").partition("?")[0]
    return said if _ADDRESS.fullmatch(said) else ""


def add_links(links: dict[str, str], text: str) -> None:
    """Add links in Markdown to those of a profile, each called after where it leads."""
    for match in _LINK.finditer(text):
        network = network_of(match["name"], match["url"])
        name = network.name if network else match["name"]
        if match["url"] not in links.values():
            links[name if name not in links else match["name"]] = match["url"]


def _photo(block: Block, name: str) -> dict[str, str] | str:
    alt = block.options.get("alt", "")
    caption = block.text
    found = {"url": block.name, "caption": caption, "alt": "" if alt == caption else alt}
    if not caption:
        found["alt"] = name
    return {key: value for key, value in found.items() if value}


def with_posts(blocks: Iterable[Block], links: dict[str, str]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks with a directive for somebody's posts, of the account that the page names; and what showed posts there."""
    made: list[Block] = []
    posts: list[Block] = []
    for block in blocks:
        if block.kind != "posts":
            made.append(block)
            continue
        account = block.text if _service_of(block.text) else _account_meant(block.name, links)
        posts.append(block._replace(text=account))
        if account:
            made.append(Block("directive", account, block.line, name="timeline"))
    return tuple(made), tuple(posts)


def _account_meant(template: str, links: Mapping[str, str]) -> str:
    """The account whose posts a template shows by its name (``twitter.html``): one that is called so, else of that service, else any."""
    wanted = template.lower().replace("twitter", "x").replace("tweets", "x")
    accounts = {name.lower(): url for name, url in links.items() if _service_of(url)}
    by_name = (url for name, url in accounts.items() if name in wanted)
    by_service = (url for url in accounts.values() if _service_of(url) in wanted)
    return next(by_name, next(by_service, next(iter(accounts.values()), "")))


def _service_of(url: str) -> str:
    """The service whose account an address is, if it is one of those of which posts can be shown."""
    try:
        service = read_account(url).service
    except ValueError:
        return ""
    return service if service in SERVICES else ""
