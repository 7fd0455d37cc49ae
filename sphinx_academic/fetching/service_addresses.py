"""Which addresses are those of a service, and its key: added when something is sent, and standing nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

from sphinx_academic.fetching.source import Asker, Source

_SHORTEST_KEY = 4
"""Signs of a key that is looked for in answers; shorter ones would be found everywhere."""


def key_in(source: Source, environment: Mapping[str, str]) -> str:
    """The key that somebody has for a source; empty for none, and for what can be none."""
    found = environment.get(source.key.variable, "").strip() if source.key else ""
    return found if found.isascii() and found.isprintable() and " " not in found else ""


def joined(address: str, location: str) -> str:
    """Where an address leads; empty where it does not say."""
    try:
        return urljoin(address, location) if location else ""
    except ValueError:
        return ""


def with_contact(asker: Asker, parameters: Mapping[str, str]) -> Mapping[str, str]:
    """Parameters with the address of whoever asks, to whom Crossref and OpenAlex answer sooner."""
    return {**parameters, "mailto": asker.contact} if asker.contact else parameters


class ServiceAddresses(NamedTuple):
    """The addresses of one source, for somebody who may have a key."""

    source: Source
    key: str

    def why_not(self, address: str) -> str:
        """Why an address is none of the service, in words that follow it; empty where it is."""
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:
            return "is no address"
        if parts.scheme != "https":
            return "is no address that begins with https"
        if port not in {None, 443} or parts.username is not None or parts.password is not None:
            return "names a port or a user"
        if parts.hostname not in self.source.hosts:
            return f"is no address of {self.source.label}"
        return ""

    def without_key(self, address: str) -> str:
        """An address as it is kept."""
        parameter = self.source.key.parameter if self.source.key else ""
        parts = urlsplit(address)
        rows = parts.query.split("&") if parts.query else []
        if parameter:
            rows = [
                row
                for row in rows
                if [name for name, _ in parse_qsl(row, keep_blank_values=True)] != [parameter]
            ]
        return parts._replace(query="&".join(rows), fragment="").geturl()

    def with_key(self, address: str) -> tuple[str, dict[str, str]]:
        """An address and headers as they are sent."""
        wanted = self.source.key
        if self.key and wanted and wanted.parameter:
            return address + ("&" if "?" in address else "?") + urlencode({wanted.parameter: self.key}), {}
        if self.key and wanted and wanted.header:
            return address, {wanted.header: wanted.form.format(key=self.key)}
        return address, {}

    def masked(self, text: str) -> str:
        """A text in which the key does not stand."""
        if len(self.key) >= _SHORTEST_KEY:
            for form in sorted({self.key, quote(self.key, safe=""), quote(self.key)}, key=len, reverse=True):
                text = text.replace(form, "…")
        return text

    def masked_body(self, body: bytes) -> bytes:
        """A body in which the key does not stand."""
        written = self.key.encode("ascii")
        quoted = quote(self.key, safe="").encode("ascii")
        if len(written) < _SHORTEST_KEY:
            return body
        for form in (quoted, written):
            body = body.replace(form, "…".encode()) if form in body else body
        return body
