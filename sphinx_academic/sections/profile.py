"""The directive ``profile``: who this is, with a photo, links, and an address that harvesters cannot read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from sphinx_academic.content.fragments import Element, Fragment, Fragments, joined, plain
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.naming import person_key
from sphinx_academic.data.records import Person, Profile
from sphinx_academic.data.values.addresses import Link, network_of
from sphinx_academic.data.values.names import fold_name
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import Chosen, PageFacts, Section
from sphinx_academic.sections.description import Description, _, figure, line, links
from sphinx_academic.sections.entries import EntryFacts
from sphinx_academic.sections.options import Options


class Profiles(Section[Profile]):
    """The profile; where several files give one, all of them."""

    name = "profile"
    list_of = "profile"
    entry_kind = "person"
    introduces_owner = True
    options: ClassVar = {**read.REFERRED}

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        return (Chosen((), collection.profile),) if collection.profile else ()

    def entry(self, record: Profile, description: Description) -> EntryFacts | None:
        name = record.name
        if not name:
            return None
        return EntryFacts("person", person_key(name), name, name, others=(name, *record.other_names))

    def tooltip(
        self, facts: EntryFacts, record: Profile | Person | None, description: Description
    ) -> Iterable[str]:
        return [plain(said) for said in _positions(record, description)] if record is not None else ()

    def card(self, record: Profile | Person, description: Description) -> Fragments:
        return (
            *line(joined(_positions(record, description), ", "), "academic-role"),
            *line(links(link for _field, link in record.addresses()), "academic-links"),
        )

    def facts(self, options: Options, page: PageFacts) -> Options:
        return {"titled": page.title}

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        if options.get("beside"):
            # Photo, links and address stand there; what there is to read stands here.
            return tuple(_about(record, description) for record in chosen[index].records)
        titled = options.get("titled", "")
        return tuple(
            _profile(record, titled, description, first=not number)
            for number, record in enumerate(chosen[index].records)
        )


def _positions(record: Profile | Person, description: Description) -> list[Fragments]:
    """What a person is, and where."""
    return [description.prose(text) for text in (record.role, record.affiliation) if text]


def _profile(record: Profile, page_title: str, description: Description, *, first: bool) -> Element:
    blocks: list[Fragment] = [
        figure(
            image,
            record,
            record.name,
            description,
            "academic-photo",
            place="photo",
            zoom=True,
            width="25%",
            first=first,
        )
        for image in record.photo[:1]
    ]
    name: Fragments = ()
    if record.name and not _is_named_in(record.name, page_title):
        name = (Element("strong", (record.name,)),)
    others = tuple(other for other in record.other_names if other not in page_title)
    other_names: Fragments = (
        (Element("span", (", ".join(others),), "academic-other-names"),) if others else ()
    )
    if name or other_names:
        blocks.append(Element("paragraph", joined((name, other_names), " "), "academic-name"))
    affiliation: Fragments = ()
    if record.affiliation:
        affiliation = (
            Element(
                "span", description.prose(record.affiliation, record, "affiliation"), "academic-affiliation"
            ),
        )
    role = description.prose(record.role, record, "role") if record.role else ()
    if role or affiliation:
        blocks.append(Element("paragraph", joined((role, affiliation), ", "), "academic-role"))
    if record.links:
        items = tuple(_link(link) for _field, link in record.addresses())
        blocks.append(Element("bullets", items, "academic-profile-links"))
    if record.email:
        address = Element("span", (spelled_out(record.email),), "academic-email")
        blocks.append(Element("paragraph", (_("Email"), ": ", address), "academic-email-line"))
    if record.about:
        blocks.append(Element("division", _about_text(record, description), "academic-about"))
    return Element("division", tuple(blocks), "academic academic-profile", _id(record, description))


def _id(record: Profile, description: Description) -> dict[str, str]:
    identifier = description.identifier("person", person_key(record.name)) if record.name else ""
    return {"id": identifier} if identifier else {}


def _about_text(record: Profile, description: Description) -> Fragments:
    return description.blocks(record.about, record, "about") if record.about else ()


def _about(record: Profile, description: Description) -> Element:
    about = _about_text(record, description)
    return Element("division", about, "academic-about", _id(record, description))


def beside(record: Profile, description: Description, page_title: str = "") -> Fragments:
    """What stands beside the text in the layout ``profile``: photo, name, role, address and links.

    A page that is called by the name does not say it twice.
    """
    photo = tuple(
        figure(
            image,
            record,
            record.name,
            description,
            "academic-photo",
            place="beside",
            zoom=False,
            width="25%",
            first=True,
        )
        for image in record.photo[:1]
    )
    facts: list[Fragment] = []
    if record.name and not _is_named_in(record.name, page_title):
        facts.append(Element("paragraph", (record.name,), "academic-side-name"))
    if others := [other for other in record.other_names if other not in page_title]:
        facts.append(Element("paragraph", (", ".join(others),), "academic-other-names"))
    for field, classes in (("role", "academic-role"), ("affiliation", "academic-affiliation")):
        text = getattr(record, field)
        if text:
            facts.append(Element("paragraph", description.prose(text, record, field), classes))
    if record.email:
        address = Element("span", (spelled_out(record.email),), "academic-email")
        facts.append(Element("paragraph", (address,), "academic-email-line"))
    links: Fragments = ()
    if record.links:
        items = tuple(_link(link) for _field, link in record.addresses())
        links = (Element("bullets", items, "academic-profile-links"),)
    said = Element("division", tuple(facts), "academic-facts")
    return (Element("division", (*photo, said, *links), "academic academic-beside"),)


def _is_named_in(name: str, title: str) -> bool:
    return f" {fold_name(name)} " in f" {fold_name(title)} "


def _link(link: Link) -> Element:
    network = network_of(link.name, link.url)
    icon = Element("icon", (), "", {"name": network.icon if network else "link"})
    label: Fragments = (icon, Element("span", (link.name,)))
    if not link.url:
        return Element("item", label)
    return Element("item", (Element("link", label, "", {"url": link.url, "rel": "me"}),))


def spelled_out(email: str) -> str:
    """An address as people read it and harvesters don't: ``ada AT example dot org``."""
    email = email.strip().removeprefix("mailto:")
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", email):
        return email
    local, _at, host = email.partition("@")
    return f"{local} AT {host.replace('.', ' dot ')}"
