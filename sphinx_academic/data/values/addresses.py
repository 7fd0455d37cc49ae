"""Addresses: which may be followed, what they are called, and what identifiers lead to."""

from __future__ import annotations

import html
import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit


class Link(NamedTuple):
    """A named link; without ``url`` only the name is shown."""

    name: str
    url: str = ""


SAFE_SCHEMES = frozenset([
    "http", "https", "mailto", "ftp", "ftps", "sftp", "tel", "sms", "git", "ssh", "irc", "ircs", "xmpp", "matrix", "magnet", "doi",
    "geo", "gopher", "gemini",
])  # fmt: skip
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.\-]*):")
_IGNORED_IN_SCHEMES = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028\u2029\ufeff]")
_REFERENCE = re.compile(r"&(?:#\d+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]*;)")
_DOI = re.compile(r"(?i)(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi\s*+(?:[:.]\s*)?){0,4}(10\.\d{4,9}/\S+)")
_IN_PATH = "/:;()._-!$&'*+,=@~"  # what RFC 3986, 3.3 lets a path hold as it is
_ARXIV = re.compile(
    r"(?i)(?:https?://(?:[\w.]*\.)?arxiv\.org/(?:abs|pdf|html|format)/|arxiv\s*+(?:[:.]\s*)?){0,4}"
    r"(\d{4}\.\d{4,5}(?:v\d+)?|[a-z\-]+(?:\.[a-z]{2})?/\d{7}(?:v\d+)?)(?:\.pdf)?(?:\s*\[[\w.\-]+\])?"
)
_HOSTS = {
    "arxiv.org": "arXiv",
    "doi.org": "DOI",
    "github.com": "Code",
    "gitlab.com": "Code",
    "codeberg.org": "Code",
    "youtube.com": "Video",
    "youtu.be": "Video",
    "vimeo.com": "Video",
    "huggingface.co": "Hugging Face",
    "zenodo.org": "Zenodo",
    "openreview.net": "OpenReview",
}


def scheme_of(url: str) -> str:
    """The scheme of an address in lower case, or the empty string.

    Characters that browsers skip (URL Standard, 4.4: tab, newline, leading controls) are skipped, so that
    ``java\\nscript:`` is seen for what it is.
    """
    if url.startswith(("https://", "http://")):
        return "https" if url.startswith("https") else "http"
    match = _SCHEME.match(_IGNORED_IN_SCHEMES.sub("", url))
    return match.group(1).lower() if match else ""


def is_safe(url: str) -> bool:
    """Whether a link may be followed: a path of the site, or an address whose scheme is known to be harmless.

    An address whose host makes no sense (``https://[broken``) leads nowhere, and Sphinx's link check hangs on it.
    """
    scheme = scheme_of(url)
    if scheme and scheme not in SAFE_SCHEMES:
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


def name_of(url: str) -> str:
    """What to call a link that was given without a name."""
    path = re.split(r"[?#]", url, maxsplit=1)[0].lower()
    if path.endswith(".pdf"):
        return "PDF"
    host = host_of(url)
    for known, name in _HOSTS.items():
        if host == known or host.endswith("." + known):
            return name
    return "Link"


def refusal(url: str) -> tuple[str, str]:
    """The message and the hint for a link that may not be followed."""
    shown = url if len(url) <= 60 else url[:57] + "…"
    return (
        f"'{shown}' is not a link that may be followed; the text is kept, the link is dropped.",
        "Use an address that starts with https://, or a path of the site.",
    )


def find_doi(text: str) -> str:
    """The DOI in a text that gives it in any form; empty where there is none."""
    match = _DOI.fullmatch(text)
    return match.group(1).replace("\\_", "_").rstrip(".,;") if match else ""


def find_arxiv(text: str) -> str:
    """The arXiv identifier in a text that gives it in any form; empty where there is none."""
    match = _ARXIV.fullmatch(text)
    return match.group(1) if match else ""


_ORCID = re.compile(r"(?i)(?:https?://(?:www\.)?orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dx])/?")


def find_orcid(text: str) -> str:
    """The ORCID in a text that gives it in any form; empty where there is none or its checksum is wrong.

    The checksum is that of ISO 7064, MOD 11-2, as ORCID's documentation of its identifier says.
    """
    match = _ORCID.fullmatch(text.strip())
    if match is None:
        return ""
    digits = "".join(match.groups()).upper()
    total = 0
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
