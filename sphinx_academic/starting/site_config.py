"""The settings of a site of another generator, read as data: what it is called, whose it is, where it stands, and the links of its owner."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sphinx_academic.data.located import RawList, RawMapping, RawValue, as_text
from sphinx_academic.data.values.addresses import network_of
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.problems import Code, Problem
from sphinx_academic.starting.source_files import SourceFiles

_ENDINGS = ("_username", "_userid", "_user_id", "_user", "_id", "_url", "username", "url")


class SiteConfig:
    """The files with settings of a site; what cannot be read is told, and the site is made without it."""

    def __init__(self, files: SourceFiles, names: Sequence[str]) -> None:
        self.files = files
        self.problems: list[Problem] = []
        self.root: Mapping[str, Any] = {}
        for name in names:
            path = files.root / name
            if path.is_file():
                for key, value in self._read(path).items():
                    self.root = {**self.root, key: self.root.get(key) or value}

    def _read(self, path: Path) -> Mapping[str, Any]:
        text, told = self.files.read(path)
        name = self.files.name_of(path)
        self.problems.extend(told)
        if path.suffix.lower() == ".toml":
            try:
                return tomllib.loads(text)
            except (tomllib.TOMLDecodeError, RecursionError) as error:
                message = f"these settings cannot be read ({error}); the site is made without them."
                self.problems.append(
                    Problem(name, 1, 1, Code.NOT_CARRIED, message, "Mend them, and import again.")
                )
                return {}
        root, problems = read_yaml(text, name)
        self.problems.extend(problems)
        if not isinstance(root, RawMapping):
            if root is not None:
                message = "these settings are no mapping; the site is made without them."
                self.problems.append(Problem(name, 1, 1, Code.NOT_CARRIED, message, "Write  title: …"))
            return {}
        return root

    def value(self, path: str) -> Any:
        """What stands under keys with points between them, be the keys in large letters or in small; None where nothing does."""
        found: Any = self.root
        for key in path.split("."):
            if not isinstance(found, Mapping):
                return None
            found = next((value for name, value in found.items() if name.lower() == key.lower()), None)
        return found

    def text(self, *paths: str) -> str:
        """The first text under some keys."""
        for path in paths:
            found = self.value(path)
            if isinstance(found, str) and found.strip():
                return " ".join(found.split())
        return ""

    def texts(self) -> dict[str, str]:
        """All texts, by the paths that templates have for them: ``site.author.name``."""
        return {f"site.{key}": value for key, value in _texts(self.root)}

    @property
    def language(self) -> str:
        """The language of the site, without its country."""
        return (
            self.text("lang", "locale", "language", "languageCode")
            .replace("_", "-")
            .partition("-")[0]
            .lower()
        )

    @property
    def address(self) -> str:
        """Where the site stands, without a slash behind it."""
        url = self.text("url", "baseURL", "site-url").rstrip("/")
        base = self.text("baseurl").strip("/") if not self.text("baseURL").startswith("http") else ""
        whole = f"{url}/{base}".rstrip("/")
        # What a template says by itself is nobody's.
        is_own = re.match(r"https?://(?!(?:www\.)?(?:example\.(?:com|org)|localhost)\b)", whole) is not None
        return whole if is_own else ""


def links_of(values: RawValue | Mapping[str, Any]) -> dict[str, str]:
    """The links to somebody's pages among some settings: ``github: ada``, ``orcid_id: 0000-…``, or a list of such."""
    links: dict[str, str] = {}
    pairs: list[tuple[str, Any]] = []
    for each in values if isinstance(values, (list, RawList)) else [values]:
        if isinstance(each, Mapping):
            url = as_text(each.get("href") or each.get("url") or each.get("link"))
            if url:
                name = as_text(each.get("text") or each.get("label") or each.get("name") or each.get("icon"))
                pairs.append((name.rsplit("/", 1)[-1], url))
            else:
                pairs += each.items()
    for key, value in pairs:
        if not isinstance(value, str) or not value.strip():
            continue
        names = (
            key,
            *(key.removesuffix(end) for end in _ENDINGS if key.endswith(end)),
            key.partition("_")[0],
        )
        network = next((found for name in names if (found := network_of(name, ""))), None)
        network = network or (network_of("", value) if "://" in value else None)
        plain = value.strip()
        if network is None and "://" in plain and key and pairs and isinstance(values, (list, RawList)):
            links.setdefault(key, plain)
        elif network is not None and network.name not in {"CV"} and plain.lower() not in {"true", "false"}:
            links.setdefault(network.name, plain.removeprefix("mailto:"))
    return links


def _texts(root: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in root.items():
        if isinstance(value, str):
            yield f"{prefix}{key}", value
        elif isinstance(value, Mapping) and prefix.count(".") < 3:
            yield from _texts(value, f"{prefix}{key}.")
