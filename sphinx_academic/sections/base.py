"""What the directives share: data found, options read, pictures and files registered, a placeholder left."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from sphinx_academic.config import data_files
from sphinx_academic.data.collection import Collection, Source, load
from sphinx_academic.data.people import Highlights
from sphinx_academic.data.records import Record
from sphinx_academic.fragments import Fragments, plain
from sphinx_academic.markup import Markup, may_link, targets
from sphinx_academic.nodes import placeholder
from sphinx_academic.problems import Code, Problem
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.files import Local, find_image, find_local
from sphinx_academic.sections.options import SHARED, Option, read_options


class Chosen(NamedTuple):
    """Records that stand under one heading; ``label`` is empty where there is none."""

    label: str
    records: tuple[Any, ...]


class Section(ABC):
    """What a directive shows. All methods are pure: the same records and options give the same fragments."""

    name: ClassVar[str]
    """The directive's name."""
    list_of: ClassVar[str]
    """The list of the collection that it shows."""
    options: ClassVar[dict[str, Option]] = {}
    filters: ClassVar[frozenset[str]] = frozenset()
    """The options that leave records out."""

    @abstractmethod
    def choose(self, collection: Collection, options: Mapping[str, Any]) -> tuple[Chosen, ...]:
        """The records to show, in order and under their headings."""

    @abstractmethod
    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Mapping[str, Any], description: Description
    ) -> Fragments:
        """The group ``chosen[index]`` as fragments."""

    def heading(self, label: str, options: Mapping[str, Any], description: Description) -> Fragments:
        """What stands above a group."""
        return (label,)

    def shows_pictures(self, options: Mapping[str, Any]) -> bool:
        """Whether the records' pictures are shown."""
        return True

    def faults(self, collection: Collection, options: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
        """Options that the data cannot meet: (option, message, hint)."""
        yield from ()


class Request(NamedTuple):
    """What a directive asked for; small and hashable, it is what a placeholder keeps.

    ``sources`` are paths from the source folder; ``bare`` says what a file holds whose root is a list.
    """

    section: str
    sources: tuple[str, ...]
    bare: str
    options: tuple[tuple[str, Any], ...]


def collection_for(request: Request, srcdir: str) -> Collection:
    """The records that a request is about."""
    return load([Source(Path(srcdir, name), name) for name in request.sources], request.bare)


@cache
def _markup_of(links: tuple[tuple[str, str], ...]) -> Markup:
    return Markup(dict(links))


def markup_for(collection: Collection) -> Markup:
    """The markup parser that knows the collection's links; shared, as it remembers what it has parsed."""
    return _markup_of(tuple(collection.links.items()))


class _AnyOption(dict[str, Callable[[Any], Any]]):
    """Lets every option through to us.

    docutils would drop the whole directive for an unknown option, MyST would list the names in another form;
    we tell both authors the same and show the records all the same.
    """

    def __bool__(self) -> bool:
        # docutils reads no options at all for an empty specification
        return True

    def __missing__(self, name: str) -> Callable[[Any], Any]:
        return lambda text: text


class SectionDirective(SphinxDirective):
    """Base of all directives; a subclass names its section."""

    section: ClassVar[Section]
    has_content = False
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = _AnyOption()

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder for each group of records, under real headings where the page allows them."""
        problems: list[Problem] = []
        section = self.section
        reading = read_options(self.options, {**section.options, **SHARED})
        for option, message, hint in reading.faults:
            problems.append(self._problem(Code.OPTION, message, hint, option))
        given = {name: value for name, value in reading.values.items() if name not in SHARED}
        given.update(self.derived_options())
        sources = self._sources(problems)
        request = Request(section.name, sources, section.list_of, tuple(sorted(given.items())))
        collection = collection_for(request, str(self.env.srcdir))
        problems.extend(collection.problems)
        for option, message, hint in section.faults(collection, given):
            problems.append(self._problem(Code.OPTION, message, hint, option))
        chosen = section.choose(collection, given)
        if not chosen and getattr(collection, section.list_of) and section.filters & given.keys():
            shown = ", ".join(
                f":{name}: {self.options[name]}" for name in sorted(section.filters & given.keys())
            )
            message = f"No {_singular(getattr(collection, section.list_of))} matches {shown}."
            problems.append(self._problem(Code.OPTION, message, "The list stays empty."))
        self._register(chosen, given, collection, problems)
        self.env.get_domain("academic").note_problems(self.env.docname, problems)  # type: ignore[attr-defined]
        return self._nodes(request, chosen, given, collection, reading.values)

    def derived_options(self) -> dict[str, Any]:
        """Facts about the page that the section has to know, as if they were options."""
        return {}

    def _sources(self, problems: list[Problem]) -> tuple[str, ...]:
        """The data files; every page that shows a file is read again when the file changes."""
        if self.arguments:
            name, path = self.env.relfn2path(self.arguments[0].strip())
            self.env.note_dependency(path)
            return (name,)
        names = data_files(self.config)
        for name in names:
            self.env.note_dependency(str(self.env.srcdir / name))
        if not names:
            message = f"There is no data for '{self.section.name}'."
            hint = 'Name the files in conf.py (academic_data = ["data/site.yaml"]) or one file behind the directive.'
            problems.append(self._problem(Code.CONFIG, message, hint))
        return names

    def _problem(self, code: Code, message: str, hint: str, option: str = "") -> Problem:
        """A problem with what the page says, at the option's own line where that can be found."""
        line = self.lineno
        if option:
            for offset, text in enumerate(self.block_text.splitlines()):
                if text.strip().startswith((f":{option}:", f"{option}:")):
                    line += offset
                    break
        path = self.env.doc2path(self.env.docname, base=False)
        return Problem(str(path), line, 0, code, message, hint)

    def _register(
        self,
        chosen: tuple[Chosen, ...],
        options: Mapping[str, Any],
        collection: Collection,
        problems: list[Problem],
    ) -> None:
        """Do at read time what Sphinx's collectors would do for nodes: pictures, files, what is missing."""
        env, docname = self.env, self.env.docname
        markup = markup_for(collection)
        pictures = self.section.shows_pictures(options)
        for group in chosen:
            for record in group.records:
                for field, kind, url in _addresses(record, markup, pictures):
                    if kind == "refused":
                        problems.append(
                            record.origin.problem(
                                field,
                                Code.URL,
                                f"'{url[:60]}' is not a link that may be followed; the text is kept, the link is dropped.",
                                "Use an address that starts with https://, or a path of the site.",
                            )
                        )
                    elif kind == "image":
                        _register_image(env, docname, url, record, field, problems)
                    else:
                        _register_link(env, docname, url, record, field, problems)

    def _nodes(
        self,
        request: Request,
        chosen: tuple[Chosen, ...],
        options: Mapping[str, Any],
        collection: Collection,
        values: Mapping[str, Any],
    ) -> list[nodes.Node]:
        result: list[nodes.Element] = []
        # Sections may stand where sections stand, and not within lists, tables or other directives.
        parent = self.state_machine.node
        sections = isinstance(parent, (nodes.section, nodes.document))
        for index, group in enumerate(chosen):
            node = placeholder(request=request, index=index, classes=list(values.get("class", ())))
            self.set_source_info(node)
            if not group.label and len(chosen) == 1:
                result.append(node)
                continue
            title = self.section.heading(group.label, options, self._plain_description(collection))
            text = plain(title)
            if sections:
                heading = nodes.section("", nodes.title(text, "", nodes.Text(text)), node)
                heading["ids"] = [
                    self._free_id(
                        f"{self.section.name}-{nodes.make_id(group.label) or group.label or 'none'}"
                    )
                ]
                self.set_source_info(heading)
                self.set_source_info(heading[0])
                result.append(heading)
            else:
                result.extend((nodes.rubric(text, "", nodes.Text(text)), node))
        if values.get("name"):
            if not result:
                result.append(nodes.target())
            self.add_named(result[0], values["name"])
        return list(result)

    def add_named(self, node: nodes.Element, name: str) -> None:
        """Make the block linkable under a name."""
        node["names"].append(nodes.fully_normalize_name(name))
        self.state.document.note_explicit_target(node, node)

    def _free_id(self, wanted: str) -> str:
        taken = self.state.document.ids
        identifier, number = wanted, 1
        while identifier in taken:
            number += 1
            identifier = f"{wanted}-{number}"
        taken[identifier] = None  # type: ignore[assignment]
        return identifier

    def _plain_description(self, collection: Collection) -> Description:
        return Description(markup_for(collection), Highlights(()), lambda identifier: False)


def _singular(records: tuple[Record, ...]) -> str:
    return records[0].kind


def _addresses(record: Record, markup: Markup, pictures: bool) -> Iterator[tuple[str, str, str]]:
    """Every address in a record: (field, ``link`` | ``image`` | ``refused``, address)."""
    if pictures:
        for field, image in record.pictures():
            yield field, "image", image.url
    for field, link in record.addresses():
        if link.url:
            yield field, "link", link.url
    for field, text in record.markup():
        if may_link(text):
            for target in targets(markup.inline(text)):
                yield field, target.kind, target.url


def _register_image(
    env: BuildEnvironment, docname: str, url: str, record: Record, field: str, problems: list[Problem]
) -> None:
    found = find_image(str(env.srcdir), url, record.origin.path)
    if found.path:
        env.images.add_file(docname, found.path)
    if found.dependency:
        env.note_dependency(found.dependency)
    if found.fault:
        problems.append(record.origin.problem(field, Code.IMAGE, found.fault, found.hint))


def _register_link(
    env: BuildEnvironment, docname: str, url: str, record: Record, field: str, problems: list[Problem]
) -> None:
    local = find_local(env, url, record.origin.path)
    if local is None:
        return
    if local.kind is Local.FILE:
        env.dlfiles.add_file(docname, local.target)
        env.note_dependency(local.target)
    elif local.kind is Local.MISSING:
        message = f"There is no page and no file '{url}'; the link is kept as it is written."
        hint = "Links of the site are paths from the source folder."
        problems.append(record.origin.problem(field, Code.LINK, message, hint))
