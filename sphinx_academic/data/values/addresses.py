"""Addresses: which may be followed, what they are called, what identifiers lead to, where researchers are on the web."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from sphinx_academic.data import fields
from sphinx_academic.data.fields import Entry, Field, Fields, Shape, ValueType, Written, mapped, read_text
from sphinx_academic.data.located import Place, RawList, RawMapping
from sphinx_academic.problems import Code

SAFE_SCHEMES = frozenset([
    "http", "https", "mailto", "ftp", "ftps", "sftp", "tel", "sms", "git", "ssh", "irc", "ircs", "xmpp", "matrix", "magnet", "doi",
    "geo", "gopher", "gemini",
])  # fmt: skip
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.\-]*):")
_IGNORED_IN_SCHEMES = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028\u2029\ufeff]")
_REFERENCE = re.compile(r"&(?:#\d+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]*;)")
_DOI = re.compile(
    r"(?i)(?:(?:https?:/?/)?(?:dx[.-]|www\.)?doi[.-]org(?:\.[\w.-]+)?/|(?:urn:|info:)?doi\s*+(?:[:./]\s*)?){0,4}"
    r"(10\.\d{4,9}/\S+|10/[a-z0-9]{3,})"
)
_HOSTS_ALONE = ("www.", "doi.org/", "dx.doi.org/", "arxiv.org/", "github.com/")
"""What begins an address that somebody has copied without its scheme."""
_ANCHOR = re.compile(r"(?i)<a\s[^<>]{0,1000}?\bhref\s*=\s*[\"']?([^\"'\s<>]+)")
_WRAPPED = re.compile(r"<(https?://[^<>\s]+)>|\[[^\]]*\]\((\S+)\)")
_TWO_ADDRESSES = re.compile(r"(https?://[^\s,;]+)[,;]?\s+(?:and |& )?https?://\S.*", re.DOTALL)
_NOT_IN_ADDRESSES = re.compile(r"[\s<>\"{}|\\^`]")
_SHORT_DOI = re.compile(r"(?i)https?://(?:dx\.|www\.)?doi\.org/([a-z][a-z0-9]{2,9})/?")
_IN_PATH = "/:;()._-!$&'*+,=@~"  # what RFC 3986, 3.3 lets a path hold as it is
_ARXIV = re.compile(
    r"(?i)(?:https?://(?:[\w.]*\.)?arxiv\.org/(?:abs|pdf|html|format)/|arxiv\s*+(?:[:.]\s*)?){0,4}"
    r"(\d{4}\.\d{4,5}(?:v\d+)?|[a-z\-]+(?:\.[a-z]{2})?/\d{7}(?:v\d+)?)(?:\.pdf)?(?:\s*\[[\w.\-]+\])?"
)
_ORCID = re.compile(r"(?i)(?:https?://(?:www\.)?orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dx])/?")
_HOSTS = {
    "arxiv.org": "arXiv", "doi.org": "DOI", "github.com": "Code", "gitlab.com": "Code", "codeberg.org": "Code",
    "youtube.com": "Video", "youtu.be": "Video", "vimeo.com": "Video", "huggingface.co": "Hugging Face",
    "zenodo.org": "Zenodo", "openreview.net": "OpenReview",
}  # fmt: skip


def scheme_of(url: str) -> str:
    """The scheme of an address in lower case, or the empty string; characters that browsers skip (URL Standard, 4.4: tab,
    newline, leading controls) are skipped, so that ``java\\nscript:`` is seen for what it is."""
    if url.startswith(("https://", "http://")):
        return "https" if url.startswith("https") else "http"
    match = _SCHEME.match(_IGNORED_IN_SCHEMES.sub("", url))
    return match.group(1).lower() if match else ""


def is_safe(url: str) -> bool:
    """Whether a link may be followed: a path of the site, or an address whose scheme is known to be harmless; with a host
    that makes no sense (``https://[broken``) it leads nowhere, and Sphinx's link check hangs on it."""
    if (scheme := scheme_of(url)) and scheme not in SAFE_SCHEMES:
        return False
    if "[" in url or "]" in url or not url.isascii():
        try:
            urlsplit(url)
        except ValueError:
            return False
    return True


def decoded(url: str) -> str:
    """An address without character references; ``&copy=1`` is none (HTML Standard, 13.2.5.73)."""
    return _REFERENCE.sub(lambda match: html.unescape(match.group()), url) if "&" in url else url


def host_of(url: str) -> str:
    """The host of an address in lower case and without ``www.``; empty where there is none or it makes no sense."""
    if "://" not in url:
        return ""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # https://[broken
        return ""


def _is_within(host: str, known: str) -> bool:
    return host == known or host.endswith("." + known)


def name_of(url: str) -> str:
    """What to call a link that was given without a name."""
    if re.split(r"[?#]", url, maxsplit=1)[0].lower().endswith(".pdf"):
        return "PDF"
    host = host_of(url)
    return next((name for known, name in _HOSTS.items() if _is_within(host, known)), "Link")


def refusal(url: str) -> tuple[str, str]:
    """The message and the hint for a link that may not be followed."""
    shown = url if len(url) <= 60 else url[:57] + "…"
    return (
        f"'{shown}' is not a link that may be followed; the text is kept, the link is dropped.",
        "Use an address that starts with https://, or a path of the site.",
    )


_SECURE_SHELL = re.compile(r"(?:git\+)?(?:ssh://)?git@([\w.-]+)[:/](?:\d+/)?(.+)")
_OF_GIT = re.compile(r"(?:git\+https?:|(?:scm:)?git:(?:https?:|git:)?)//(.+)")


def page_of_clone(address: str) -> str:
    """The page of a repository whose address is that of ``git clone``: ``git@github.com:ada/kettle.git``; any other as it is."""
    if clone := _SECURE_SHELL.fullmatch(address):
        return f"https://{clone[1]}/{clone[2]}"
    return f"https://{clone[1]}" if (clone := _OF_GIT.fullmatch(address)) else address


def is_whole_address(url: str) -> bool:
    """Whether an address of the web leads somewhere from anywhere, and is written as others read one (RFC 3986)."""
    try:
        parts = urlsplit(url)
    except ValueError:  # https://[broken
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not _NOT_IN_ADDRESSES.search(url)


def find_doi(text: str) -> str:
    """The DOI in a text that gives it in any form; empty where there is none."""
    if "&" in text:
        text = html.unescape(text)
    if "%" in text:
        text = unquote(text)
    match = _DOI.fullmatch(text)
    if match is None:
        short = _SHORT_DOI.fullmatch(text)
        return f"10/{short[1].lower()}" if short else ""
    return match[1].replace("\\_", "_").rstrip(".,;")


def find_arxiv(text: str) -> str:
    """The arXiv identifier in a text that gives it in any form; empty where there is none."""
    match = _ARXIV.fullmatch(text)
    return match.group(1) if match else ""


def find_orcid(text: str) -> str:
    """The ORCID in a text that gives it in any form; empty where its checksum (ISO 7064, MOD 11-2) is wrong, or it is none."""
    match = _ORCID.fullmatch(text.strip())
    if match is None:
        return ""
    digits, total = "".join(match.groups()).upper(), 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "-".join(match.groups()).upper() if digits[-1] == ("X" if check == 10 else str(check)) else ""


def doi_url(doi: str) -> str:
    """The address that resolves a DOI (DOI Handbook, 3.7.3); empty for what is none."""
    return f"https://doi.org/{quote(doi, safe=_IN_PATH)}" if _DOI.fullmatch(doi) else ""


def arxiv_url(identifier: str) -> str:
    """The page of an arXiv identifier; empty for what is none."""
    return f"https://arxiv.org/abs/{identifier}" if _ARXIV.fullmatch(identifier) else ""


_DOI_AT = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\S+)", re.IGNORECASE)
_ARXIV_AT = re.compile(r"https?://arxiv\.org/abs/(\S+)", re.IGNORECASE)


def printed(url: str) -> str:
    """What stands on paper for a link to a work: ``doi:10.1234/kettles``, ``arXiv:2308.05734``; empty for other addresses."""
    for name, pattern in (("doi", _DOI_AT), ("arXiv", _ARXIV_AT)):
        if found := pattern.fullmatch(url):
            return f"{name}:{unquote(found[1])}"
    return ""


# How they are written


class Link(NamedTuple):
    """A named link; without ``url`` only the name is shown."""

    name: str
    url: str = ""


class Image(NamedTuple):
    """A picture: ``url`` is a path from the source folder, or an address."""

    url: str
    caption: str = ""
    alt: str = ""


def _shape_of_address(schemes: Iterable[str]) -> Shape:
    """A text that is no address with another scheme. What stands in tags is looked at by the reader alone."""
    others = rf"^\s*(?!(?:{fields.any_case(schemes)}):)[A-Za-z][A-Za-z0-9+.\-]*:[^<]*$"
    return {
        "type": ["string", "number", "boolean", "null"],
        "not": {"type": "string", "pattern": others},
    }


_OF_LINKS = fields.defined(read_text, "", "address", _shape_of_address(SAFE_SCHEMES))
_OF_PICTURES = fields.defined(read_text, "", "picture_address", _shape_of_address(("http", "https")))

# fmt: off
LINK = fields.Fields("a link", {
    "name": Field(fields.TEXT, "What it is called.", ("title", "text", "label", "type")),
    "url": Field(_OF_LINKS, "Where it leads; without it the name alone is shown.", ("link", "href", "dest", "uri")),
    "icon": Field(fields.TEXT, "Not shown.", shown=False),
})
PICTURE = fields.Fields("a picture", {
    "url": Field(_OF_PICTURES, "A path from the source folder, with or without a leading `/`, or an address.", ("src", "path", "image")),
    "caption": Field(fields.TEXT, "Shown with the picture.", ("title",)),
    "alt": Field(fields.TEXT, "What somebody hears who does not see it; without it the caption, else the title of the entry."),
})
# fmt: on


def followed(url: str, entry: Entry, place: Place) -> str:
    """An address that may be followed; nothing, and a problem, for any other."""
    if is_safe(url) and "<" not in url[:1]:
        return url
    entry.note(place, Code.URL, *refusal(url))
    return ""


def address_in(text: str) -> str:
    """The address of a link that is written with its tags (``<a href="…">``, ``<https://…>``, ``[…](…)``); any other as it is."""
    match = (
        _ANCHOR.search(text) if "<a" in text else _WRAPPED.fullmatch(text) if text[:1] in ("<", "[") else None
    )
    if match:
        return decoded(next(filter(None, match.groups())))
    return f"https://{text}" if text.startswith(_HOSTS_ALONE) else text


def _is_of_doi(url: str, entry: Entry) -> bool:
    doi = find_doi(url) if "doi.org/" in url else ""
    return bool(doi) and doi.casefold() == find_doi(str(entry.raw.get("doi", ""))).casefold()


def _read_url(value: Written, entry: Entry, field: str) -> str:
    url = address_in(read_text(value, entry, field))
    several = _TWO_ADDRESSES.fullmatch(url) if url.count("://") > 1 else None
    others = [each for each in url.split() if not _is_of_doi(each, entry)] if several else []
    if len(others) == 1 and is_safe(others[0]):
        url = others[0]  # Mendeley puts that of the DOI beside it
    elif several:
        message = f"'{entry.written(field)}' holds more than one address; the first is taken."
        entry.note_field(
            field,
            Code.URL,
            message,
            f"Write  {entry.remedy(field, several[1])}  and put the others under links.",
        )
        url = several[1]
    return followed(url, entry, entry.place_of(field))


def _read_orcid(value: Written, entry: Entry, field: str) -> str:
    text = read_text(value, entry, field)
    found = find_orcid(text)
    if not found:
        hint = "An ORCID looks like 0000-0002-1825-0097; its last character is a checksum."
        entry.note_field(field, Code.TYPE, f"'{text}' is not an ORCID; it is left out.", hint)
    return found


def _read_pictures(value: Written, entry: Entry, field: str) -> tuple[Image, ...]:
    images = []
    for values, place in entry.each(value, field, PICTURE, "url"):
        url = values.get("url", "")
        if not url:
            hint = f"Add  {entry.remedy('url', 'images/name.png')}"
            entry.note(place, Code.IMAGE, "A picture has no url.", hint)
        elif scheme_of(url) not in {"", "http", "https"}:
            entry.note(place, Code.URL, *refusal(url))
        else:
            images.append(Image(url, values.get("caption", ""), values.get("alt", "")))
    return tuple(images)


def _read_links(value: Written, entry: Entry, field: str) -> tuple[Link, ...]:
    if isinstance(value, RawMapping):
        value = _each_by_name(value) or value
    elif isinstance(value, RawList):
        listed = RawList(value.line, value.column)
        for index, item in enumerate(value):
            named = _each_by_name(item) if isinstance(item, RawMapping) else None
            listed.extend(named or [item])
            listed.places.extend(named.places if named else [value.places[index]])
        value = listed
    links = []
    for values, place in entry.each(value, field, LINK, "url"):
        name, written = values.get("name", ""), address_in(values.get("url", ""))
        url = followed(written, entry, place)
        name = name if url else name or written
        if not name and url and not re.search(r"[/.:#]", url):
            name, url = url, ""  # a bare word is a name, not an address
        if name or url:
            links.append(Link(name or name_of(url), url))
    return tuple(links)


def _each_by_name(value: RawMapping) -> RawList | None:
    """A mapping from names to addresses as a list of links; None where it is one link with its fields."""
    if any(key.strip().lower() in LINK.spellings for key in value) or not all(
        url is None or isinstance(url, str) for url in value.values()
    ):
        return None
    links = RawList(value.line, value.column)
    for key, url in value.items():
        item = RawMapping(value.line, value.column)
        item["name"], item["url"] = key, url
        item.places["url"] = value.places.get(key, (value.line, value.column) * 2)
        links.append(item)
        links.places.append((value.line, value.column))
    return links


# What a link is called that stands under a key of its own (``pdf: paper.pdf``), by what people call such keys.
_NAMED = {
    "PDF": "pdf fulltext full_text", "Paper": "paper", "Code": "code source_code repo repository", "Slides": "slides slide",
    "Poster": "poster", "Video": "video videos youtube recording", "Website": "website homepage webpage site",
    "Project": "project_page project_website", "Demo": "demo", "Data": "data", "Dataset": "dataset", "BibTeX": "bibtex bib",
    "Supplement": "supp supplement supplementary supplemental appendix", "Blog": "blog blog_post", "Preprint": "preprint",
    "Talk": "talk", "HTML": "html", "Press": "press press_release", "Article": "article", "Twitter": "twitter tweet",
    "Model": "model", "Notebook": "notebook colab", "Documentation": "documentation docs manual", "PyPI": "pypi", "CRAN": "cran",
    "npm": "npm", "conda": "conda", "Package": "package download_page",
}  # fmt: skip
_NAME_OF_KEY = {key: name for name, keys in _NAMED.items() for key in keys.split()}
_NAME_OF_ADDRESS_KEY = {
    **_NAME_OF_KEY, "github": "Code", "project": "Project", "publisher": "Publisher", "journal": "Journal",
}  # fmt: skip
"""Those that say that an address follows (``journal_url``), besides."""
_ADDRESS_KEY = re.compile(r"(?:url|link)_(\w+)|(\w+?)_?(?:url|link)")
_SUFFIX = re.compile(r"\.[A-Za-z]\w{1,4}")
_NO_ADDRESS = frozenset(("", "#", "-", "–", "none", "n/a", "tba", "tbd")) | fields.FALSE_WORDS


@lru_cache(maxsize=10_000)
def named_link(key: str) -> str:
    """What the link is called that stands under a key; empty for a key that says of no link."""
    folded = key.strip().lower().replace("-", "_").replace(" ", "_")
    name = _NAME_OF_KEY.get(folded, "")
    if not name and (match := _ADDRESS_KEY.fullmatch(folded)):
        name = _NAME_OF_ADDRESS_KEY.get(match[1] or match[2], "")
    return name


def _is_address(text: str) -> bool:
    """Whether a text is a path or an address, and no word."""
    path = re.split(r"[?#]", text, maxsplit=1)[0]
    return not re.search(r"\s", text) and (
        "/" in path or _SUFFIX.fullmatch(path[path.rfind(".") :]) is not None
    )


def with_named_links(raw: RawMapping, known: Fields) -> RawMapping:
    """A mapping whose links stand together, also those under keys of their own, where these are addresses; a key that
    says that there is none is gone."""
    if raw.keys() <= known.spellings.keys():
        return raw
    named = {
        key: name
        for key in raw
        if key not in known.spellings and (name := named_link(key)) and not known.named(key)
    }
    if not named:
        return raw
    made = RawMapping(raw.line, raw.column)
    made.source, made.places = raw.source, {**raw.places}
    links = RawList(raw.line, raw.column)
    for key, value in raw.items():
        texts = value if isinstance(value, RawList) else [value]
        if key not in named or not all(text is None or isinstance(text, str) for text in texts):
            made[key] = value
            continue
        for text in (address_in(text.strip()) for text in texts if isinstance(text, str)):
            if text.lower() in _NO_ADDRESS:
                continue
            if _is_address(text):
                link = RawMapping(*raw.place_of_key(key))
                link["name"], link["url"] = named[key], doi_url(find_doi(text)) or text
                link.places["url"] = raw.places.get(key, (raw.line, raw.column) * 2)
                links.append(link)
                links.places.append(raw.place_of_value(key))
            else:
                made[key] = value
    if links:
        held = next((key for key in raw if known.named(key) == "links"), "links")
        before = made.get(held)
        if before is not None and not isinstance(before, RawList):
            links.insert(0, before)
            links.places.insert(0, raw.place_of_value(held))
        elif before is not None:
            links[:0], links.places[:0] = before, before.places
        made[held] = links
        made.places.setdefault(held, (*links.places[0], *links.places[0]))
    return made


URL = fields.defined(_read_url, "", "address", _shape_of_address(SAFE_SCHEMES))
"""An address that may be followed; any other is dropped with a problem."""
ORCID = fields.defined(_read_orcid, "", "orcid", fields.in_words_of(r"\d", "integer"))
"""An ORCID (``0000-0002-1825-0097``), however it was given; its last character is a checksum (ISO 7064, 11-2)."""
PICTURES: ValueType[tuple[Image, ...]] = mapped(
    _read_pictures, (), "image", PICTURE.shape("image"), text=_OF_PICTURES
)
"""Pictures: a path, a mapping with ``url``, ``caption`` and ``alt``, or a list of these."""
LINKS: ValueType[tuple[Link, ...]] = mapped(
    _read_links,
    (),
    "link",
    {**LINK.shape("link"), "additionalProperties": _OF_LINKS.shape},
    text=_OF_LINKS,
    keys_are_names=True,
)
"""Links: an address, a mapping with ``name`` and ``url``, a mapping from names to addresses, or a list of these."""


# Where researchers are on the web


class Network(NamedTuple):
    """``template`` makes an address of a user name; an address is recognised by the ``hosts``, of which one with a dot at
    its end has many ends (``scholar.google.de``)."""

    name: str
    icon: str
    template: str = ""
    hosts: tuple[str, ...] = ()

    def address(self, user: str) -> str:
        """The page of a user; of ``@user@host`` on the networks that span hosts."""
        user = user.strip()
        federated = re.fullmatch(r"@?([\w.\-]+)@([\w.\-]+)", user)
        if self.icon == "mastodon" and federated:
            return f"https://{federated[2]}/@{federated[1]}"
        return self.template.format(user.lstrip("@")) if self.template else user


# Name, icon, address of a user's page; then the hosts, where they are others than the one of that address.
_NETWORKS = """
    GitHub | github | https://github.com/{}
    GitLab | gitlab | https://gitlab.com/{}
    Codeberg | codeberg | https://codeberg.org/{}
    Bitbucket | bitbucket | https://bitbucket.org/{}
    SourceHut | sourcehut | https://sr.ht/~{}
    Google Scholar | googlescholar | https://scholar.google.com/citations?user={} | scholar.google.
    ORCID | orcid | https://orcid.org/{}
    DBLP | dblp | https://dblp.org/pid/{} | dblp.org dblp.uni-trier.de
    arXiv | arxiv | https://arxiv.org/a/{}
    Semantic Scholar | semanticscholar | https://www.semanticscholar.org/author/{}
    ResearchGate | researchgate | https://www.researchgate.net/profile/{}
    Academia.edu | academia | https://independent.academia.edu/{} | academia.edu
    Web of Science | clarivate | https://www.webofscience.com/wos/author/record/{}
    Scopus | scopus | https://www.scopus.com/authid/detail.uri?authorId={}
    INSPIRE | inspire | https://inspirehep.net/authors/{}
    HAL | hal | https://cv.hal.science/{} | hal.science
    PubMed | pubmed | https://pubmed.ncbi.nlm.nih.gov/?term={}
    Zenodo | zenodo || zenodo.org
    OSF | osf | https://osf.io/{}
    LinkedIn | linkedin | https://www.linkedin.com/in/{}
    X | x | https://x.com/{} | x.com twitter.com
    Mastodon | mastodon | https://mastodon.social/@{} | mastodon.social fediscience.org scholar.social sigmoid.social
    Bluesky | bluesky | https://bsky.app/profile/{}
    Threads | threads | https://www.threads.net/@{}
    Facebook | facebook | https://www.facebook.com/{}
    Instagram | instagram | https://www.instagram.com/{}
    YouTube | youtube | https://www.youtube.com/@{} | youtube.com youtu.be
    Vimeo | vimeo | https://vimeo.com/{}
    Bilibili | bilibili | https://space.bilibili.com/{} | bilibili.com
    Zhihu | zhihu | https://www.zhihu.com/people/{}
    Weibo | sinaweibo | https://weibo.com/{}
    WeChat | wechat
    Telegram | telegram | https://t.me/{}
    Discord | discord || discord.gg discord.com
    Matrix | matrix | https://matrix.to/#/{}
    Hugging Face | huggingface | https://huggingface.co/{}
    Kaggle | kaggle | https://www.kaggle.com/{}
    Stack Overflow | stackoverflow | https://stackoverflow.com/users/{}
    PyPI | pypi | https://pypi.org/user/{}
    Medium | medium | https://medium.com/@{}
    Substack | substack | https://{}.substack.com | substack.com
    Zotero | zotero | https://www.zotero.org/{}
    Overleaf | overleaf || overleaf.com
    Wikipedia | wikipedia | https://en.wikipedia.org/wiki/User:{} | wikipedia.org
    Wikidata | wikidata | https://www.wikidata.org/wiki/{}
    Email | envelope | mailto:{}
    CV | file
    Website | globe
    RSS | rss
"""
# What else they are called, by their icons.
_OTHER_NAMES = {
    "x": "twitter", "googlescholar": "scholar", "globe": "homepage home web blog", "file": "resume curriculumvitae",
    "envelope": "mail", "wechat": "weixin", "clarivate": "researcherid publons", "inspire": "inspirehep",
}  # fmt: skip


@cache
def _networks() -> tuple[Network, ...]:
    rows = [[cell.strip() for cell in row.split("|")] for row in _NETWORKS.strip().splitlines()]
    made = []
    for name, icon, template, hosts in ([*row, "", ""][:4] for row in rows):
        made.append(Network(name, icon, template, tuple(hosts.split() or filter(None, [host_of(template)]))))
    return tuple(made)


def _squeezed(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


@cache
def _by_name() -> dict[str, Network]:
    by_icon = {network.icon: network for network in _networks()}
    others = {name: by_icon[icon] for icon, names in _OTHER_NAMES.items() for name in names.split()}
    return {_squeezed(network.name): network for network in _networks()} | by_icon | others


def network_of(name: str, url: str) -> Network | None:
    """The network that a link belongs to: by its address where there is one, else by its name."""
    host = host_of(url)
    for network in _networks() if host else ():
        if any(
            _is_within(host, known) or (known[-1] == "." and host.startswith(known))
            for known in network.hosts
        ):
            return network
    return _by_name().get("email" if url.startswith("mailto:") else _squeezed(name))


def complete(link: Link) -> Link:
    """A link to somebody's page: the address made of a user name, the name taken from the address."""
    network = network_of(link.name, link.url)
    if network is None:
        return link
    name, url = link
    if name in {"", "Link"}:
        name = network.name
    if url and not scheme_of(url) and not re.search(r"[/#]|\.(?:pdf|html?|md|rst)$", url.strip("/@")):
        url = network.address(url)
    return Link(name, url)


_EMAIL = re.compile(r"[^@\s<>\[\]():,;]+@[^@\s<>\[\]():,;.]+(?:\.[^@\s<>\[\]():,;.]+)+")


def is_email(text: str) -> bool:
    """Whether a text is an address of e-mail and nothing else."""
    return text.strip().casefold().startswith("mailto:") or bool(_EMAIL.fullmatch(text.strip()))


def bare_email(text: str) -> str:
    """An address of e-mail without what makes it a link: ``ada@example.org``."""
    words = re.sub(r"(?i)^\s*mailto:", "", text).split() or [""]
    return " ".join((*words[:-1], words[-1].partition("?")[0])).strip()
