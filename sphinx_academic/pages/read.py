"""What a directive does when its page is read: options and data read, pictures and files registered, a placeholder left."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path, PurePath
from typing import Any

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup, problems_in_texts
from sphinx_academic.content.nodes import Request, above_list, filter_form, group_heading, placeholder
from sphinx_academic.content.typography import without_formulas
from sphinx_academic.data.collation import collation
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.located import paused_collection
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.select import once_each
from sphinx_academic.data.software import Documented, documented_version
from sphinx_academic.data.values.dates import today
from sphinx_academic.formats import read_along
from sphinx_academic.formats.loading import nearest_above
from sphinx_academic.formats.table import format_named
from sphinx_academic.pages.build import Options, ReferenceList, build_of, later, note_of
from sphinx_academic.pages.claimed_tests import problems_of_claims, state_of_report
from sphinx_academic.pages.fill import translation
from sphinx_academic.pages.links import data_of_site, files_of, files_of_site, inventories_of_site, note_files
from sphinx_academic.pages.page_addresses import PAGE_KINDS
from sphinx_academic.pages.site_kinds import declared_in, sections_of
from sphinx_academic.pages.typesetting import typeset_with
from sphinx_academic.problems import Code, Problem, nearest, shorten
from sphinx_academic.sections import entries
from sphinx_academic.sections.base import Chosen, PageFacts, Section, collection_for, is_long, markup_for
from sphinx_academic.sections.citation_forms import styles_among
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.entries import people_of
from sphinx_academic.sections.offers import DocumentRequest, DownloadRequest, FeedRequest, heading_of
from sphinx_academic.sections.options import SHARED, Option, read_options, styles_of
from sphinx_academic.setting_values import SettingFault, problem_in_config, shown
from sphinx_academic.settings import CITE_STYLES

_NO_ORDER = SettingFault(
    "language",
    "The order of words in the language of the site is known to ICU alone; lists that are sorted by words have the one that "
    "most languages share.",
    'Install it:  pip install "sphinx-academic[icu]"  and build with -E once.',
)


class Reader:
    """Reads one directive on its page."""

    def __init__(self, directive: SphinxDirective, section: str) -> None:
        self._directive = directive
        self._env: BuildEnvironment = directive.env
        self._section = sections_of(self._env)[section]
        self._notes = note_of(self._env, self._env.docname)

    def read(self) -> list[nodes.Node]:
        """The nodes that take the directive's place."""
        section, env, notes = self._section, self._env, self._notes
        reading = read_options(self._directive.options, {**section.options, **SHARED})
        for fault in reading.faults:
            self._note(*fault)
        options = {name: value for name, value in reading.values.items() if name not in SHARED}
        if (offered := options.get("download")) and not section.stands_alone:
            options["download"] = tuple(filter(self._can_be_written, offered))
        title = self._directive.state.document.next_node(nodes.title)
        page_title = title.astext() if title is not None else ""
        config = env.config
        facts = PageFacts(
            page_title,
            config.academic_highlight,
            config.language,
            today(config.academic_today),
            config.academic_dates,
        )
        options.update(section.facts(options, facts))
        if "language" in options and not collation(options["language"]).is_whole:
            notes.problems.append(
                problem_in_config(env.config, Path(build_of(env).builder.confdir), _NO_ORDER, Code.SORTING)
            )

        options.update(section.facts_of_project(options, self._documented()))

        names = filter(None, map(self._style, styles_of(options)))
        is_one = isinstance(options.pop("style", ""), str)
        if styles := tuple(names) or self._style_of_text():
            options["style"] = styles[0] if is_one else styles
        if forms := options.get("cite"):
            options["cite"] = forms = tuple(filter(None, map(self._form, forms)))
        if options.get("correct") and not env.config.academic_corrections:
            hint = "Say so in conf.py:  academic_corrections = True"
            self._note("correct", "It is not asked for that entries lead to the lines of their data.", hint)
        sources: tuple[str, ...] = ()
        if section.argument is None:
            sources = self._sources(section.own_files(options))
        else:
            options.update(self._read_argument(section.argument))
        request = Request(section.name, sources, section.list_of, tuple(sorted(options.items())))
        if styles or styles_among(forms or ()):
            notes.styled.append(request)
        if env.config.academic_publish_records and not section.needs_cited_records:
            notes.published.append(request)
        collection = collection_for(request, str(env.srcdir), declared_in(env))
        asked = env.config.academic_report
        notes.problems += collection.problems
        notes.problems += [problem for problem in collection.remarks if problem.code in asked]
        notes.problems += section.problems(collection, options)
        faults = tuple(section.faults(collection, options))
        for fault in faults:
            self._note(*fault)
        chosen = section.choose(collection, options)
        filters = sorted(section.filters & options.keys())
        if not chosen and not faults and section.list_of and sources:
            self._note_nothing(collection, filters, sources)
        markup = markup_for(collection)
        # A publication's own page shows its pictures whatever the list does.
        has_pages = section.lists_works and bool(env.config.academic_paper_pages)
        pictures = section.shows_pictures(options) or has_pages
        records = once_each(chosen)
        for record in records:
            notes.problems.extend(problems_in_texts(record, markup))
            notes.problems.extend(problems_of_claims(env, getattr(record, "claims", ()), record.origin))
            note_files(env, env.docname, record, markup, pictures=pictures)
        is_filtered = bool(options.get("filter")) and is_long(chosen)
        if section.lists_works or section.needs_cited_records:
            notes.report = state_of_report(env)
        if (paged := PAGE_KINDS.get(section.entry_kind)) is not None and paged.list_of == section.list_of:
            narrowed = section.narrowings(options)
            notes.lists.append(entries.Listing(section.name, request.sources, request.bare, narrowed))
        elif section.refers:
            listed = ReferenceList(options.get("scope", "page"), sources, request.options)
            notes.references.append(listed)
        elif section.needs_cited_records:
            notes.gathers = True
        if not options.get("no-index"):
            with paused_collection():
                for each, number, found in section.lists(chosen, options):
                    self._note_entries(request, each, number, found, markup, is_filtered)
        heading = heading_of(self._directive.state_machine.node) or page_title
        if section.stands_alone:
            if option := next((name for name in ("pdf", "download") if options.get(name)), ""):
                notes.documents.append(DocumentRequest(request, heading, *self._place(option)))
                notes.typeset_with = typeset_with(env)
                for record in section.pictured(collection, options):
                    note_files(env, env.docname, record, markup, pictures=True, copies=False)
        elif options.get("download"):
            notes.downloads.append(DownloadRequest(request, heading))
        for output in options.get("feed", ()):
            notes.feeds.append(FeedRequest(output, request, heading, *self._place("feed")))
        return self._nodes(request, chosen, markup, is_filtered, reading.values)

    def _note_nothing(self, collection: Collection, filters: Sequence[str], sources: Sequence[str]) -> None:
        """Note why a list shows nothing: the data have none, or none that is as the options ask."""
        section, kind = self._section, self._section.record_kind
        if filters and collection.of(kind):
            written = (f":{name}: {self._directive.options[name] or ''}".rstrip() for name in filters)
            message = f"No {kind.kind} matches {', '.join(shorten(each, 100) for each in written)}."
            self._note(filters[0], message, "The list stays empty.")
        elif not (collection.of(kind) or collection.unread or section.needs_cited_records):
            files = sources[0] if len(sources) == 1 else f"one of {len(sources)} files"
            message = f"The data have no {section.list_of}, so that '{section.name}' shows nothing."
            hint = f"Put  {section.list_of}:  into {files}, or take the directive away."
            self._note("", message, hint, Code.EMPTY)

    def _note_entries(
        self,
        request: Request,
        section: Section[Any],
        filters: int,
        records: Sequence[Any],
        markup: Markup,
        is_filtered: bool,
    ) -> None:
        """Note which entries of a list stand here, and what the search is to find of them."""
        options = dict(request.options)
        have_pages = section.lists_works and bool(self._env.config.academic_paper_pages)
        # For the words alone, without what belongs to a page.
        description = Description(
            markup,
            Highlights(()),
            translate=translation(self._env, self._env.docname),
            names_as_registered=self._env.config.academic_names == "register",
        )
        found = [section.entry(record, description) for record in records]
        if facts := tuple(entry for entry in found if entry is not None):
            is_home = bool(options.get("home"))
            listing = entries.Listing(section.name, request.sources, request.bare, filters, is_home, facts)
            self._notes.entries.append(entries.packed(listing))
        # Publications with pages of their own are found there.
        called = [section.search_name(record, description) for record in records if not have_pages]
        names = [name._replace(filters=filters) for name in called if name is not None]
        if section.lists_works:
            names += people_of(records, filtered=is_filtered, filters=filters)
        if names:
            self._notes.search_names.append(entries.packed(names))

    def _can_be_written(self, name: str) -> bool:
        """Whether a file of a format can be made here; if an extra is missing for it, that is noted."""
        form = format_named(name)
        if form.needs:
            self._notes.extras[form.needs] = not form.missing
        if form.missing:
            message = f"No file in {form.label} is offered, as the extra '{form.extra}' is missing."
            self._note("download", message, f"Install it:  {form.missing}")
        return not form.missing

    def _style_of_text(self) -> tuple[str, ...]:
        """What is said of works in the text is said in lists of references, too."""
        name = self._env.config.academic_cite_style
        if not self._section.needs_cited_records or name in CITE_STYLES:
            return ()
        return (name,) if later("sphinx_academic.pages.styled:style_in_text")(self._env) else ()

    def _form(self, name: str) -> str:
        """A form in which works are cited, as a list keeps it."""
        return self._style(name, "cite", "It is left out.") if styles_among((name,)) else name

    def _style(self, name: str, option: str = "style", cost: str = "The list has its usual layout.") -> str:
        """A citation style as a list keeps it: its name, or its path from the source folder; empty if it is of no use."""
        if not name:
            return ""
        # Which only a list in a style needs.
        from sphinx_academic.formats.pandoc import StyleError
        from sphinx_academic.formats.styles import names_of_styles
        from sphinx_academic.pages.styled import style_named

        is_file = name.endswith(".csl")
        if is_file:
            name = self._env.relfn2path(name)[0]
            self._env.note_dependency(name)
        try:
            style_named(name, self._env).check()
        except StyleError as error:
            meant = "" if is_file or error.hint else nearest(name, names_of_styles())
            hint = f"Did you mean '{meant}'?" if meant else "Name one of the CSL project, or a .csl file."
            message = f"The style {shown(name)} is not used: {error} {cost}"
            self._note(option, message, error.hint or hint)
            return ""
        return name

    def _read_argument(self, argument: Option) -> Options:
        text = " ".join(self._directive.arguments).strip()
        try:
            return {"argument": argument.takes(text)}
        except ValueError as error:
            name = self._section.name
            message = f"{shown(text)} is nothing for '{name}'." if text else f"'{name}' has no argument."
            self._note("", message, str(error))
            return {}

    def _documented(self) -> Documented:
        config = self._env.config
        return documented_version(config.release, config.version, dict(config.academic_read_the_docs))

    def _own_files(self, names: Sequence[str]) -> list[str]:
        """Files of the first of these names that there are: among the site's data, else the nearest in the folder of the pages and
        above it."""
        env, (name, *_others) = self._env, names
        of_site = files_of_site(env)
        for each in names:
            if known := [file for file in of_site if PurePath(file).name == each]:
                return known
        found = next(filter(None, (nearest_above(Path(env.srcdir), each) for each in names)), None)
        if found is None:
            message = (
                f"There is no {name} among the data of this site, in the folder of the pages or above it."
            )
            hint = f"Name one behind '{self._section.name}', or write one: https://citation-file-format.github.io."
            self._note("", message, hint, Code.FILE)
            # The page is read again once there is one.
            env.note_dependency(str(Path(env.srcdir, name)))
            return []
        return [Path(os.path.relpath(found, env.srcdir)).as_posix()]

    def _sources(self, own_files: Sequence[str]) -> tuple[str, ...]:
        """The data files; every page that shows a file is read again when the file changes."""
        env, given = self._env, self._directive.arguments
        if given and self._section.needs_cited_records and not self._section.refers:
            message = f"'{self._section.name}' takes no file; {shown(given[0])} is not read."
            self._note("", message, "It shows what the pages of the project refer to.")
            return ()
        asked = [env.relfn2path(name.strip())[0] for name in given]
        if not asked and own_files:
            asked = self._own_files(own_files)
        elif not asked and not self._section.needs_cited_records:
            asked = list(data_of_site(env))
            if not asked:
                message = f"There is no data for '{self._section.name}'."
                hint = 'Name the files in conf.py (academic_data = ["data/site.yaml"]) or one file behind the directive.'
                self._note("", message, hint, Code.CONFIG)
        files: list[str] = []
        for name in asked:
            found = files_of(env.srcdir, name)
            files += found
            if found != (name,):
                # A folder that gets a new file makes the page stale, which no dependency on a file can tell.
                self._notes.folders[name] = found
        for path in (Path(env.srcdir, file) for file in files):
            for read in (path, *read_along(path)):
                env.note_dependency(str(read))
        for name in inventories_of_site(env):
            env.note_dependency(str(Path(env.srcdir, name)))
        return tuple(dict.fromkeys(files))

    def _note(self, option: str, message: str, hint: str, code: Code = Code.OPTION) -> None:
        """Note what is wrong with the page, at the option's own line where that can be found."""
        path, line = self._place(option)
        self._notes.problems.append(Problem(path, line, 0, code, message, hint))

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

    def _nodes(
        self, request: Request, chosen: tuple[Chosen, ...], markup: Markup, is_filtered: bool, values: Options
    ) -> list[nodes.Node]:
        directive, section, options = self._directive, self._section, dict(request.options)
        description = Description(markup, Highlights(()))
        result: list[nodes.Element] = []
        # Sections may stand where sections stand, and not within lists, tables or other directives.
        may_have_sections = isinstance(directive.state_machine.node, (nodes.section, nodes.document))
        filtered = ""
        if is_filtered:
            # A name that no other list of the site has.
            number = int(self._env.temp_data.get("academic_filtered_lists") or 0) + 1
            self._env.temp_data["academic_filtered_lists"] = number
            filtered = f"{self._env.docname}-{number}"
            result.append(filter_form(request=request, list=filtered))
            directive.set_source_info(result[0])
        above = above_list(request=request, list=filtered, headings=[])
        if section.has_above:
            directive.set_source_info(above)
            result.append(above)
        opened: list[tuple[str, nodes.Element]] = []
        for index, group in enumerate(chosen):
            # Headings that this group shares with the one before stand already.
            pairs = zip(group.labels, opened, strict=False)
            shared = sum(1 for _each in takewhile(lambda pair: pair[0] == pair[1][0], pairs))
            del opened[shared:]
            for level, label in enumerate(group.labels[shared:], shared):
                text = plain(section.heading(level, label, options, description)).strip() or label
                text = without_formulas(text)
                if may_have_sections:
                    heading: nodes.Element = self._heading_section(text, group.labels[: level + 1])
                    own = ("academic-group" if filtered else "", section.group_class(level, options))
                    heading["classes"] = [*filter(None, own)]
                    if not level:
                        above["headings"].append((text, heading["ids"][0]))
                else:
                    is_told = bool(filtered) or len(group.labels) > 1
                    classes = ["academic-group-heading", f"academic-level-{level + 1}"] if is_told else []
                    heading = group_heading(text, "", nodes.Text(text), classes=classes)
                (opened[-1][1] if may_have_sections and opened else result).append(heading)
                opened.append((label, heading))
            classes = list(values.get("class", ()))
            node = placeholder(request=request, index=index, list=filtered, classes=classes)
            directive.set_source_info(node)
            (opened[-1][1] if may_have_sections and opened else result).append(node)
        if values.get("name"):
            named = next((node for node in result if not isinstance(node, filter_form | above_list)), None)
            if named is None:
                named = nodes.target()
                result.append(named)
            named["names"].append(nodes.fully_normalize_name(values["name"]))
            directive.state.document.note_explicit_target(named, named)
        return list(result)

    def _heading_section(self, text: str, labels: Sequence[str]) -> nodes.section:
        section = nodes.section("", nodes.title(text, "", nodes.Text(text)))
        # Digits alone make no id: the x in front keeps them, and is taken off again.
        parts = (nodes.make_id(f"x{label}")[1:] or "other" for label in labels)
        wanted = "-".join([self._section.name, *parts])
        self._directive.set_source_info(section)
        self._directive.set_source_info(section[0])
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
        return section
