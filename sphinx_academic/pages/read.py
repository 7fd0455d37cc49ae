"""What a directive does when its page is read: options and data read, pictures and files registered, a placeholder left."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup, problems_in_texts
from sphinx_academic.content.nodes import ListFacts, Request, filter_form, group_heading, placeholder
from sphinx_academic.content.typography import without_formulas
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.located import paused_collection
from sphinx_academic.data.records import KINDS, Record
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.formats import read_along
from sphinx_academic.pages.build import Options
from sphinx_academic.pages.fill import translation
from sphinx_academic.pages.links import files_of, files_of_record
from sphinx_academic.pages.notes import note_of
from sphinx_academic.problems import Code, Problem, nearest, shorten
from sphinx_academic.sections import entries
from sphinx_academic.sections.base import Chosen, PageFacts, collection_for, is_long, markup_for
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.entries import SearchName, packed_names, people_of
from sphinx_academic.sections.offers import DownloadRequest, FeedRequest, formats_of, heading_of, outputs
from sphinx_academic.sections.options import SHARED, Option, read_options
from sphinx_academic.sections.registry import SECTIONS
from sphinx_academic.settings import shown


def read(directive: SphinxDirective, section: str) -> list[nodes.Node]:
    """The nodes that take the place of a section's directive."""
    return Reader(directive, section).read()


class Reader:
    """Reads one directive on its page."""

    def __init__(self, directive: SphinxDirective, section: str) -> None:
        self._directive = directive
        self._section = SECTIONS[section]
        self._env: BuildEnvironment = directive.env
        self._problems: list[Problem] = []

    def read(self) -> list[nodes.Node]:
        """The nodes that take the directive's place."""
        section = self._section
        reading = read_options(self._directive.options, {**section.options, **SHARED})
        for option, message, hint in reading.faults:
            self._note(Code.OPTION, message, hint, option)
        options = {name: value for name, value in reading.values.items() if name not in SHARED}
        page = PageFacts(self._page_title(), self._env.config.academic_highlight)
        options.update(section.facts(options, page))
        if "style" in options:
            options["style"] = self._style(options["style"])
            if not options["style"]:
                del options["style"]
        sources: tuple[str, ...] = ()
        if section.argument is None:
            sources = self._sources()
        else:
            options.update(self._read_argument(section.argument))
        request = Request(section.name, sources, section.list_of, tuple(sorted(options.items())))
        collection = collection_for(request, str(self._env.srcdir))
        self._problems.extend(collection.problems)
        if asked := self._env.config.academic_report:
            self._problems.extend(problem for problem in collection.remarks if problem.code in asked)
        faults = tuple(section.faults(collection, options))
        for option, message, hint in faults:
            self._note(Code.OPTION, message, hint, option)
        chosen = section.choose(collection, options)
        if not chosen and not faults and section.list_of:
            self._note_nothing_found(collection.of(KINDS[section.list_of]), options)
        markup = markup_for(collection)
        # A publication's own page shows its pictures whatever the list does.
        has_pages = section.lists_works and bool(self._env.config.academic_paper_pages)
        pictures = section.shows_pictures(options) or has_pages
        for group in chosen:
            for record in group.records:
                self._register(record, markup, pictures)
        notes = note_of(self._env, self._env.docname)
        notes.problems.extend(self._problems)
        filters = section.narrowings(options)
        if section.lists_works:
            notes.lists.append(ListFacts(request.sources, request.bare, filters))
        elif section.needs_cited_records:
            notes.references.append((options.get("scope", "page"), sources))
        names: tuple[SearchName, ...] = ()
        with paused_collection():
            if not options.get("no-index"):
                records = [record for group in chosen for record in group.records]
                # For the words alone, without what belongs to a page.
                description = Description(
                    markup, Highlights(()), translate=translation(self._env, self._env.docname)
                )
                self._note_entries(request, records, bool(options.get("home")), filters, description)
                filtered = bool(options.get("filter")) and is_long(chosen)
                names = self._search_names(records, filtered, filters, description)
        if names:
            notes.search_names.append(packed_names(names))
        heading = heading_of(self._directive.state_machine.node) or self._page_title()
        if formats_of(options):
            notes.downloads.append(DownloadRequest(request, heading))
        for output in outputs(options):
            place, line = self._place("feed")
            notes.feeds.append(FeedRequest(output, request, heading, place, line))
        return self._nodes(request, chosen, options, collection, reading.values)

    def _style(self, name: str) -> str:
        """A citation style as a list keeps it: its name, or its path from the source folder; empty if it is of no use."""
        # citeproc-py and lxml, which only a list in a style needs
        from sphinx_academic.formats.styles import StyleError, names_of_styles, path_of_style, style_at

        env = self._env
        try:
            if name.endswith(".csl"):
                name, file = env.relfn2path(name)
                env.note_dependency(name)
                path = Path(file)
            else:
                path = path_of_style(name)
            style_at(path, env.config.language or "en")
        except StyleError as error:
            hint = error.hint
            if not hint and not name.endswith(".csl"):
                meant = nearest(name, names_of_styles())
                hint = f"Did you mean '{meant}'?" if meant else "Name one of the CSL project, or a .csl file."
            message = f"The style {shown(name)} is not used: {error} The list has its usual layout."
            self._note(Code.OPTION, message, hint, "style")
            return ""
        return name

    def _read_argument(self, argument: Option) -> dict[str, Any]:
        text = " ".join(self._directive.arguments).strip()
        try:
            return {"argument": argument.takes(text)}
        except ValueError as error:
            message = (
                f"{shown(text)} is nothing for '{self._section.name}'."
                if text
                else f"'{self._section.name}' has no argument."
            )
            self._note(Code.OPTION, message, str(error))
            return {}

    def _note_entries(
        self,
        request: Request,
        records: Sequence[Any],
        is_home: bool,
        filters: int,
        description: Description,
    ) -> None:
        """Tell the domain which entries stand here."""
        section, env = self._section, self._env
        found = (section.entry(record, description) for record in records)
        facts = tuple(entry for entry in found if entry is not None)
        if facts:
            listing = entries.Listing(section.name, request.sources, request.bare, filters, is_home, facts)
            note_of(env, env.docname).entries.append(entries.packed(listing))

    def _search_names(
        self, records: Sequence[Any], filtered: bool, filters: int, description: Description
    ) -> tuple[SearchName, ...]:
        """What the search is to find of a list; publications with pages of their own are found there."""
        section = self._section
        found = []
        if not (section.lists_works and self._env.config.academic_paper_pages):
            names = [section.search_name(record, description) for record in records]
            found = [name._replace(filters=filters) for name in names if name is not None]
        if section.lists_works:
            found += people_of(records, filtered=filtered, filters=filters)
        return tuple(found)

    def _page_title(self) -> str:
        title = next(iter(self._directive.state.document.findall(nodes.title)), None)
        return title.astext() if title is not None else ""

    def _sources(self) -> tuple[str, ...]:
        """The data files; every page that shows a file is read again when the file changes."""
        directive, env = self._directive, self._env
        if directive.arguments:
            asked: tuple[str, ...] = (env.relfn2path(directive.arguments[0].strip())[0],)
        else:
            asked = env.config.academic_data if self._section.needs_data else ()
        if not asked and self._section.needs_data:
            message = f"There is no data for '{self._section.name}'."
            hint = 'Name the files in conf.py (academic_data = ["data/site.yaml"]) or one file behind the directive.'
            self._note(Code.CONFIG, message, hint)
        files: list[str] = []
        for name in asked:
            found = files_of(env.srcdir, name)
            files.extend(found)
            if found != (name,):
                # A folder that gets a new file makes the page stale, which no dependency on a file can tell.
                note_of(env, env.docname).folders[name] = found
            for file in found:
                path = Path(env.srcdir, file)
                for read in (path, *read_along(path)):
                    env.note_dependency(str(read))
        return tuple(dict.fromkeys(files))

    def _note(self, code: Code, message: str, hint: str, option: str = "") -> None:
        """Note what is wrong with the page, at the option's own line where that can be found."""
        path, line = self._place(option)
        self._problems.append(Problem(path, line, 0, code, message, hint))

    def _place(self, option: str) -> tuple[str, int]:
        """The page's path and the line of an option, or of the directive where that cannot be found."""
        line = self._directive.lineno
        if option:
            # MyST 4 hands over the text without the options; they stand one on a line behind the first.
            written = ["", *(f":{name}:" for name in self._directive.options)]
            for offset, text in [*enumerate(self._directive.block_text.splitlines()), *enumerate(written)]:
                if text.strip().startswith((f":{option}:", f"{option}:")):
                    line += offset
                    break
        return str(self._env.doc2path(self._env.docname, base=False)), line

    def _note_nothing_found(self, records: Sequence[Any], options: Options) -> None:
        filters = sorted(self._section.filters & options.keys())
        if records and filters:
            asked = (f":{name}: {self._directive.options[name] or ''}".rstrip() for name in filters)
            message = f"No {records[0].kind} matches {', '.join(shorten(each, 100) for each in asked)}."
            self._note(Code.OPTION, message, "The list stays empty.", filters[0])

    def _register(self, record: Record, markup: Markup, pictures: bool) -> None:
        """Do at read time what Sphinx's collectors would do for nodes: pictures, files, what is missing."""
        env = self._env
        self._problems.extend(problems_in_texts(record, markup))
        for file in files_of_record(env, record, markup, pictures=pictures):
            if file.path:
                (env.images if file.is_picture else env.dlfiles).add_file(env.docname, file.path)
            if file.watched:
                env.note_dependency(file.watched)
            if file.problem:
                self._problems.append(file.problem)
            if file.looked_up:
                note_of(env, env.docname).targets.add(file.looked_up)

    def _nodes(
        self,
        request: Request,
        chosen: tuple[Chosen, ...],
        options: Options,
        collection: Collection,
        values: Options,
    ) -> list[nodes.Node]:
        result: list[nodes.Element] = []
        directive = self._directive
        # Sections may stand where sections stand, and not within lists, tables or other directives.
        may_have_sections = isinstance(directive.state_machine.node, (nodes.section, nodes.document))
        headings = Description(markup_for(collection), Highlights(()))
        opened: list[tuple[str, nodes.Element]] = []
        filtered = self._name_of_list() if options.get("filter") and is_long(chosen) else ""
        if filtered:
            form = filter_form(request=request, list=filtered)
            directive.set_source_info(form)
            result.append(form)
        for index, group in enumerate(chosen):
            node = placeholder(
                request=request, index=index, list=filtered, classes=list(values.get("class", ()))
            )
            directive.set_source_info(node)
            # Headings that this group shares with the one before stand already.
            shared = 0
            while shared < min(len(opened), len(group.labels)) and opened[shared][0] == group.labels[shared]:
                shared += 1
            del opened[shared:]
            for level in range(shared, len(group.labels)):
                label = group.labels[level]
                text = plain(self._section.heading(level, label, options, headings)).strip() or label
                text = without_formulas(text)
                if may_have_sections:
                    outer = opened[-1][1] if opened else None
                    section = self._heading_section(text, [name for name, _ in opened] + [label])
                    if filtered:
                        section["classes"].append("academic-group")
                    if outer is None:
                        result.append(section)
                    else:
                        outer += section
                    opened.append((label, section))
                else:
                    classes = ["academic-group-heading", f"academic-level-{level + 1}"] if filtered else []
                    result.append(group_heading(text, "", nodes.Text(text), classes=classes))
                    opened.append((label, result[-1]))
            if may_have_sections and opened:
                opened[-1][1].append(node)
            else:
                result.append(node)
        if values.get("name"):
            named = next((node for node in result if not isinstance(node, filter_form)), nodes.target())
            if named not in result:
                result.append(named)
            named["names"].append(nodes.fully_normalize_name(values["name"]))
            directive.state.document.note_explicit_target(named, named)
        return list(result)

    def _name_of_list(self) -> str:
        """A name that no other filtered list of the site has."""
        number = int(self._env.temp_data.get("academic_filtered_lists") or 0) + 1
        self._env.temp_data["academic_filtered_lists"] = number
        return f"{self._env.docname}-{number}"

    def _heading_section(self, text: str, labels: list[str]) -> nodes.section:
        section = nodes.section("", nodes.title(text, "", nodes.Text(text)))
        # Digits alone make no id: the x in front keeps them, and is taken off again.
        parts = [nodes.make_id(f"x{label}")[1:] or "other" for label in labels]
        self._give_id(section, "-".join([self._section.name, *parts]))
        self._directive.set_source_info(section)
        self._directive.set_source_info(section[0])
        return section

    def _give_id(self, section: nodes.section, wanted: str) -> None:
        taken = self._directive.state.document.ids
        # Within {eval-rst} that document is another one than the page's.
        given: Any = self._env.temp_data.setdefault("academic_section_ids", set())
        identifier, number = wanted, 1
        while identifier in taken or identifier in given:
            number += 1
            identifier = f"{wanted}-{number}"
        # The node itself: Sphinx looks up there what a name refers to.
        taken[identifier] = section
        given.add(identifier)
        section["ids"] = [identifier]
