"""People: those whom the site knows, and whose site it is."""

from __future__ import annotations

from sphinx_academic.data.fields import Merge, field
from sphinx_academic.data.keys import person_key
from sphinx_academic.data.records.record import Record
from sphinx_academic.data.value_types import DATED, LINKS, ORCID, PICTURES, TEXT, URL, WORDS, Image
from sphinx_academic.data.values.addresses import Link
from sphinx_academic.data.values.dates import ReadDate
from sphinx_academic.data.values.networks import complete


class Person(Record):
    """Somebody whom the site knows: a member of the lab, a co-author with a page of her own."""

    kind = "person"
    lists = ("people", "members", "team")
    main = "name"

    # fmt: off
    name: str = field(TEXT, "The full name.")
    aliases: tuple[str, ...] = field(WORDS, "Other spellings under which the person publishes, in other scripts too.",
        "alias", "also_known_as", "other_names", merge=Merge.OWN)
    orcid: str = field(ORCID, "The ORCID, such as 0000-0002-1825-0097.")
    url: str = field(URL, "Where the person is on the web; the name links there in every list of authors.",
        "website", "homepage", "link")
    photo: tuple[Image, ...] = field(PICTURES, "A picture of the person, with url, caption and alt.",
        "image", "picture", "avatar")
    role: str = field(TEXT, "The position, such as PhD student.", "position", "group", prose=True)
    affiliation: str = field(TEXT, "Where the person works.", "institution", prose=True)
    email: str = field(TEXT, "Shown as `name AT host dot org`, so that people can read it and harvesters cannot.")
    start: ReadDate | None = field(DATED, "When it began.", "since", "from", "start_year")
    end: ReadDate | None = field(DATED, "When it ended; `present` while it goes on.", "until", "to", "end_year")
    links: tuple[Link, ...] = field(LINKS, "Name and url of each; without url the name alone is shown.",
        "social", "media", merge=Merge.ALL)
    about: str = field(TEXT, "A text about the person, in Markdown.", "bio", "description", "text", prose=True)
    key: str = field(TEXT, "A name for links and selections; one is made where none is given.", "id")
    # fmt: on

    def addresses(self) -> tuple[tuple[str, Link], ...]:
        """The links, with the full address where only a user name is given (``GitHub: ada``)."""
        return tuple([("links", complete(link)) for link in self.links])

    def suggested_key(self) -> str:
        """The name: ``ada-lovelace``."""
        return person_key(self.name)


class Profile(Record):
    """Whose site it is."""

    kind = "profile"
    lists = ("profile",)
    ambiguous = ("profile",)
    main = "name"

    # fmt: off
    name: str = field(TEXT, "The full name.")
    other_names: tuple[str, ...] = field(WORDS, "Names in other scripts or languages.",
        "other_name", "also_known_as", "native_name")
    role: str = field(TEXT, "The position, such as PhD student.", "position", prose=True)
    affiliation: str = field(TEXT, "Where the person works.", "institution", prose=True)
    photo: tuple[Image, ...] = field(PICTURES, "A picture of the person, with url, caption and alt.",
        "image", "picture", "avatar")
    email: str = field(TEXT, "Shown as `name AT host dot org`, so that people can read it and harvesters cannot.")
    links: tuple[Link, ...] = field(LINKS, "A mapping from names to addresses or user names, or name and url of each.",
        "social", "media")
    about: str = field(TEXT, "A text about the person, in Markdown.", "bio", "text", prose=True)
    # fmt: on

    def addresses(self) -> tuple[tuple[str, Link], ...]:
        """The links, with the full address where only a user name is given (``GitHub: ada``)."""
        return tuple([("links", complete(link)) for link in self.links])
