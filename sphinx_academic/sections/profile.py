"""The directive ``profile``: who this is, with a photo, links, and an address that harvesters cannot read."""

from __future__ import annotations

from typing import ClassVar

from sphinx_academic.content.fragments import Element, Fragments, joined
from sphinx_academic.data.records import Profile
from sphinx_academic.data.values.addresses import Link, network_of
from sphinx_academic.data.values.name_parts import fold_name
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import BEHIND_LISTS, Chosen, PageFacts
from sphinx_academic.sections.description import Description, _, figures, labelled, paragraph, within
from sphinx_academic.sections.options import Options
from sphinx_academic.sections.own_fields import own_behind, own_beside, own_paragraphs
from sphinx_academic.sections.person_entry import SectionOfPeople, email


class Profiles(SectionOfPeople):
    """The profile; where several files give one, all of them."""

    name = "profile"
    list_of = "profile"
    introduces_owner = True
    in_cv = None
    options: ClassVar = {**read.REFERRED}

    def narrowings(self, options: Options) -> int:
        # Where a list of people shows the person too, references lead there.
        return BEHIND_LISTS

    def facts(self, options: Options, page: PageFacts) -> Options:
        return {"titled": page.title}

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        # Beside the text stand photo, links and address; what there is to read stands here.
        show = _about if options.get("beside") else _profile
        return tuple(
            show(record, options.get("titled", ""), description, first=not number)
            for number, record in enumerate(chosen[index].records)
        )


def _profile(record: Profile, title: str, description: Description, *, first: bool) -> Element:
    names, others = _names(record, title)
    affiliation = description.field(record, "affiliation")
    name = joined((within("strong", names), within("span", others, "academic-other-names")), " ")
    works_at = within("span", affiliation, "academic-affiliation")
    position = joined((description.field(record, "role"), works_at, *own_beside(record, description)), ", ")
    whole = (
        *figures(record.photo[:1], record, record.name, description, "photo", first=first),
        *paragraph(name, "academic-name"),
        *paragraph(position, "academic-role"),
        *_links(record),
        *paragraph(labelled(_("Email"), email(record.email)), "academic-email-line"),
        *own_paragraphs(record, description),
        *own_behind(record, description),
        *within("division", description.blocks(record.about, record, "about"), "academic-about"),
    )
    shown = Element("division", whole, "academic academic-profile", _id(record, description))
    return description.dressed(record, shown)


def _about(record: Profile, title: str, description: Description, *, first: bool) -> Element:
    about = description.blocks(record.about, record, "about")
    return Element("division", about, "academic-about", _id(record, description))


def beside(record: Profile, description: Description, page_title: str = "") -> Fragments:
    """What stands beside the text in the layout ``profile``: photo, name (unless the page is called so), role, address, links."""
    names, others = _names(record, page_title)
    facts = (
        *paragraph(names, "academic-side-name"),
        *paragraph(others, "academic-other-names"),
        *paragraph(description.field(record, "role"), "academic-role"),
        *paragraph(description.field(record, "affiliation"), "academic-affiliation"),
        *paragraph(email(record.email), "academic-email-line"),
    )
    photo = figures(record.photo[:1], record, record.name, description, "beside", first=True)
    # On a phone, where all this stands above the text, in place of the heading.
    is_title = fold_name(record.name) == fold_name(page_title) != ""
    title = paragraph((record.name,) if is_title else (), "academic-side-title")
    whole = (*title, *photo, Element("division", facts, "academic-facts"), *_links(record))
    return (Element("division", whole, "academic academic-beside"),)


def _id(record: Profile, description: Description) -> dict[str, str]:
    return description.id_of("person", record.anchor_key) if record.anchor_key else {}


def _names(record: Profile, title: str) -> tuple[Fragments, Fragments]:
    """The name and the other names, as far as the title of the page does not say them."""
    is_said = f" {fold_name(record.name)} " in f" {fold_name(title)} "
    others = ", ".join(name for name in record.other_names if name not in title)
    return (record.name,) if record.name and not is_said else (), (others,) if others else ()


def _links(record: Profile) -> Fragments:
    items = tuple(_link(link) for _field, link in record.addresses())
    return within("items_in_a_row", items, "academic-profile-links")


def _link(link: Link) -> Element:
    network = network_of(link.name, link.url)
    icon = Element("icon", (), "", {"name": network.icon if network else "link"})
    label: Fragments = (icon, Element("span", (link.name,)))
    if link.url:
        label = (Element("link", label, "", {"url": link.url, "rel": "me"}),)
    return Element("item", label)
