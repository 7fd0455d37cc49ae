"""What other programs make of a bibliography, each work as one set of facts in one form, so that what they read can be compared.

Facts are named as CSL names variables. People are (family, given, suffix), particles with the family name, or (whole name,).
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import unicodedata
from calendar import month_name
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import rispy
from lxml import etree
from node_packages import CITATION_JS
from pybtex.database import Person, parse_string

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collection import collect
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.name_parts import joined
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex
from sphinx_academic.formats.csl_json import read_csl
from sphinx_academic.formats.json_places import read_json
from sphinx_academic.formats.latex import decoding
from sphinx_academic.formats.reference import Reference, reference
from sphinx_academic.formats.ris import read_ris

Facts = dict[str, Any]
Read = Callable[[str], dict[str, Facts]]

_SAME_SIGNS = str.maketrans("‘’‚“”„«»–—‐\N{NO-BREAK SPACE}", '\'\'\'"""""--- ')


def said(facts: Facts) -> Facts:
    """The facts that say something, in characters alone: programs choose quotation marks, dashes and tags of their own."""
    return {name: found for name, value in facts.items() if (found := in_one_form(value))}


def in_one_form(value: Any) -> Any:
    """A text, or the texts of a list, with one form of quotation marks, dashes and spaces."""
    if isinstance(value, (list, tuple)):
        return [*filter(None, map(in_one_form, value))]
    text = unicodedata.normalize("NFC", str(value or "")).translate(_SAME_SIGNS)
    return " ".join(re.sub(r"--+", "-", text).split())


def _without_tags(text: str | None) -> str:
    """A text of CSL-JSON without its tags, and without the dollars around formulas."""
    text = re.sub(r"</?(?:i|b|sub|sup|span)\b[^>]*>", "", text or "")
    return re.sub(r"\$(?=[^\s\d$])([^$]*[^\s$])\$", r"\1", text)


# Ours


def facts_of(work: Publication) -> Facts:
    """A work of ours."""
    about = reference(work)
    return said(
        {
            "title": plain(about.title),
            "author": [*_people(about), *([("others",)] if about.authors.others else [])],
            "editor": [_parts(each.in_parts) for each in about.editors.people],
            "issued": [*filter(None, (about.year, about.month, about.day))]
            if about.dated == about.year
            else [about.dated],
            "container": plain(about.container),
            "series": plain(about.series),
            "translator": [_parts(each.in_parts) for each in about.translators.people],
            "place": plain(about.location),
            "edition": about.edition,
            "version": about.version,
            "eid": about.eid,
            "publisher": plain(about.publisher) or plain(about.institution),
            "volume": about.volume,
            "number": about.number,
            "page": "-".join(about.pages),
            "DOI": work.doi,
            "URL": work.url,
            "ISBN": list(work.isbn),
            "ISSN": list(work.issn),
            "PMID": work.pmid,
            "PMCID": work.pmcid,
            "arxiv": work.arxiv,
            "abstract": plain(about.abstract),
            "keyword": list(work.tags),
            "note": plain(about.note),
            "genre": about.genre,
        }
    )


def _people(about: Reference) -> Iterator[tuple[str, ...]]:
    if about.authors.written:
        yield (plain(Markup({}).inline(about.authors.written)),)
    for author in about.authors.people:
        yield _parts(author.in_parts)


def _parts(name: Any) -> tuple[str, ...]:
    return (name.literal,) if name.literal else (name.whole_family, name.given, name.suffix)


def ours(kind: str) -> Read:
    def read(text: str) -> dict[str, Facts]:
        if kind == "csl":
            root, problems = read_json(text, "made.json")
            collection = collect([read_csl(root, "made.json", tuple(problems))])
        else:
            collection = collect([{"bib": read_bibtex, "ris": read_ris}[kind](text, f"made.{kind}")])
        assert collection.problems == ()
        return {work.key: facts_of(work) for work in collection.separate}

    return read


# Programs that give CSL-JSON


def of_csl(items: Iterable[dict[str, Any]]) -> dict[str, Facts]:
    return {item["id"]: said(_of_item(item)) for item in items}


def _of_item(item: dict[str, Any]) -> Facts:
    return {
        "title": _without_tags(item.get("title")),
        "author": [_csl_name(name) for name in item.get("author", ())],
        "editor": [_csl_name(name) for name in item.get("editor", ())],
        "issued": _issued(item),
        "container": _without_tags(
            item.get("container-title") or item.get("event-title") or item.get("event")
        ),
        "series": _without_tags(item.get("collection-title")),
        "translator": [_csl_name(name) for name in item.get("translator", ())],
        "place": _without_tags(item.get("publisher-place") or item.get("event-place")),
        "number": item.get("issue") or item.get("number") or item.get("collection-number"),
        "arxiv": "".join(
            re.findall(r"(?i)arxiv(?:\.org/abs/|:)([\d.]+)", f"{item.get('URL')} {item.get('number')}")[:1]
        ),
        **{name: _without_tags(item.get(name)) for name in ("abstract", "note")},
        **{
            name: item.get(name)
            for name in (
                "DOI",
                "URL",
                "PMID",
                "PMCID",
                "genre",
                "edition",
                "version",
                "page",
                "publisher",
                "volume",
            )
        },
        **{name: re.split(r"[,;]?\s+|,", item.get(name, "")) for name in ("ISBN", "ISSN")},
        "keyword": re.split(r",\s*", item.get("keyword", "")),
    }


def _issued(item: dict[str, Any]) -> list[Any]:
    """Year, month and day; one text where there are two dates, or words."""
    issued = item.get("issued", {})
    parts = [date for date in issued.get("date-parts", ()) if any(date)]
    if len(parts) == 1 and not issued.get("circa"):
        return list(parts[0])
    words = "-".join(str(date[0]) for date in parts) or issued.get("literal") or item.get("status", "")
    return [f"c. {words}" if issued.get("circa") else words]


def _csl_name(name: dict[str, str]) -> tuple[str, ...]:
    particles = joined(name.get("dropping-particle", ""), name.get("non-dropping-particle", ""))
    family = joined(particles, name.get("family", ""))
    return (
        (name["literal"],) if "literal" in name else (family, name.get("given", ""), name.get("suffix", ""))
    )


def pandoc(form: str) -> Read:
    def read(text: str) -> dict[str, Facts]:
        import pypandoc

        return of_csl(json.loads(pypandoc.convert_text(text, "csljson", form)))

    return read


def citation_js(form: str) -> Read:
    def read(text: str) -> dict[str, Facts]:
        command = ["node", "read.mjs", form]
        done = subprocess.run(
            command, cwd=CITATION_JS, input=text.encode(), capture_output=True, check=True, timeout=60
        )
        return of_csl(json.loads(done.stdout))

    return read


# Programs with forms of their own


def pybtex(text: str) -> dict[str, Facts]:
    return {key: said(_of_pybtex(entry)) for key, entry in parse_string(text, "bibtex").entries.items()}


def _of_pybtex(entry: Any) -> Facts:
    fields = {name.lower(): plain_latex(value) for name, value in entry.fields.items()}
    month = [*month_name].index(fields["month"]) if "month" in fields else ""
    of_publisher = ("publisher", "school", "institution", "howpublished")
    return {
        **{
            name: fields.get(name)
            for name in (
                "title",
                "series",
                "edition",
                "version",
                "eid",
                "volume",
                "number",
                "abstract",
                "note",
            )
        },
        **{
            name: [_pybtex_name(person) for person in entry.persons.get(name, ())]
            for name in ("author", "editor")
        },
        "translator": [
            _pybtex_name(Person(name)) for name in fields.get("translator", "").split(" and ") if name
        ],
        "issued": [*filter(None, (fields.get("year"), month, fields.get("day")))],
        "container": fields.get("journal") or fields.get("booktitle"),
        "publisher": next((fields[name] for name in of_publisher if name in fields), ""),
        "place": fields.get("address"),
        "page": fields.get("pages"),
        "DOI": entry.fields.get("doi"),
        "URL": entry.fields.get("url"),
        "PMID": fields.get("pmid"),
        "PMCID": fields.get("pmcid"),
        "arxiv": fields.get("eprint"),
        "genre": fields.get("type"),
        **{name: re.split(r",\s*", fields.get(name.lower(), "")) for name in ("ISBN", "ISSN")},
        "keyword": re.split(r",\s*", fields.get("keywords", "")),
    }


def _pybtex_name(person: Person) -> tuple[str, ...]:
    def read(names: list[str]) -> str:
        return str(plain_latex(" ".join(names)))

    family = read([*person.prelast_names, *person.last_names])
    if not (person.first_names or person.middle_names or person.lineage_names):
        return (family,)
    return (family, read([*person.first_names, *person.middle_names]), read(person.lineage_names))


def rispy_reader(text: str) -> dict[str, Facts]:
    return {entry["id"]: said(_of_rispy(entry)) for entry in rispy.loads(text)}


def _of_rispy(entry: dict[str, Any]) -> Facts:
    def people(*tags: str) -> Iterator[tuple[str, ...]]:
        for name in (name for tag in tags for name in entry.get(tag, ())):
            family, *rest = map(str.strip, name.split(","))
            yield (family, *rest, "")[:3]

    numbers = entry.get("issn", [])
    return {
        **{
            name: entry.get(name)
            for name in ("title", "volume", "number", "edition", "publisher", "abstract")
        },
        "author": [*people("authors")],
        "editor": [*people("secondary_authors", "tertiary_authors")],
        "translator": [*people("subsidiary_authors")],
        "issued": [str(int(part)) for part in re.findall(r"\d+", entry.get("date", ""))]
        or [entry.get("year")],
        "container": entry.get("secondary_title"),
        "series": entry.get("tertiary_title"),
        "place": entry.get("place_published"),
        "eid": entry.get("custom7"),
        "page": "-".join(filter(None, (entry.get("start_page"), entry.get("end_page")))),
        "DOI": entry.get("doi"),
        "URL": (entry.get("urls") or [""])[0],
        "arxiv": "".join(re.findall(r"arxiv\.org/abs/(.*)", (entry.get("urls") or [""])[-1])),
        "PMID": entry.get("accession_number"),
        "PMCID": entry.get("custom2"),
        "note": " ".join(entry.get("notes", ())),
        "genre": entry.get("type_of_work"),
        "keyword": entry.get("keywords"),
        **dict.fromkeys(("ISSN", "ISBN"), [numbers] if isinstance(numbers, str) else numbers),
    }


def biber(text: str, folder: Path) -> tuple[dict[str, Facts], list[str]]:
    """The facts, and what the check against the data model says."""
    (folder / "made.bib").write_text(text, encoding="utf-8")
    command = [
        "biber",
        "--tool",
        "--validate-datamodel",
        "--output-format=biblatexml",
        "-O",
        "made.bltxml",
        "made.bib",
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    said_of_it = [line for line in done.stdout.splitlines() if line.startswith(("WARN", "ERROR"))]
    space = {"b": "http://biblatex-biber.sourceforge.net/biblatexml"}
    found: dict[str, Facts] = {}
    for entry in etree.parse(folder / "made.bltxml").iterfind("b:entry", space):

        def people(role: str, entry: Any = entry) -> Iterator[tuple[str, ...]]:
            for name in entry.iterfind(f"b:names[@type='{role}']/b:name", space):
                parts: dict[str, str] = {}
                for part in name.iterfind("b:namepart", space):
                    words = [plain_latex(word) for word in part.itertext() if word.strip()]
                    parts[part.get("type")] = " ".join(words)
                family = f"{parts.get('prefix', '')} {parts.get('family', '')}".strip()
                rest = (parts.get("given", ""), parts.get("suffix", ""))
                yield (family, *rest) if any(rest) else (family,)
            if entry.find(f"b:names[@type='{role}'][@morenames='1']", space) is not None:
                yield ("others",)

        def text_of(*names: str, entry: Any = entry) -> str:
            for name in names:
                if (node := entry.find(f"b:{name}", space)) is not None:
                    return plain_latex(" ".join(filter(None, map(str.strip, node.itertext()))))
            return ""

        found[entry.get("id")] = said(
            {
                "title": text_of("title"),
                "author": [*people("author")],
                "editor": [*people("editor")],
                "issued": [
                    str(int(part)) if part.isdecimal() else part for part in text_of("date").split("-")
                ],
                "translator": [*people("translator")],
                "container": text_of("journaltitle", "booktitle"),
                **{
                    name: text_of(name)
                    for name in (
                        "series",
                        "edition",
                        "version",
                        "eid",
                        "volume",
                        "number",
                        "abstract",
                        "note",
                    )
                },
                "place": text_of("location"),
                "keyword": text_of("keywords").split(", "),
                "publisher": text_of("publisher", "institution", "howpublished"),
                "page": "-".join(text_of("pages").split()),
                "DOI": entry.findtext("b:doi", "", space),
                "URL": entry.findtext("b:url", "", space),
                "arxiv": text_of("eprint"),
                "ISBN": text_of("isbn").split(", "),
                "ISSN": text_of("issn").split(", "),
                "genre": text_of("type"),
            }
        )
    return found, said_of_it


def plain_latex(text: str) -> str:
    """LaTeX that a program hands on as it is, as it is shown."""
    return plain(Markup({}).inline(decoding.to_markup(text)))


def bibutils(text: str, program: str) -> dict[str, Facts]:
    done = subprocess.run(
        [program, "-i", "utf8"], input=text.encode(), capture_output=True, check=True, timeout=60
    )
    space = {"m": "http://www.loc.gov/mods/v3"}
    found: dict[str, Facts] = {}
    for work in etree.fromstring(done.stdout).iterfind("m:mods", space):

        def text_of(path: str, work: Any = work) -> str:
            node = work.find(path, space)
            return (node.text or "") if node is not None else ""

        def titled(path: str, work: Any = work) -> str:
            node = work.find(path, space)
            parts = (
                []
                if node is None
                else [text_of(f"m:{name}", node) for name in ("nonSort", "title", "subTitle")]
            )
            title = " ".join(filter(None, parts[:2]))
            return " ".join(
                filter(
                    None,
                    (
                        title if title.endswith("?") or not parts[2:] or not parts[2] else f"{title}:",
                        *parts[2:],
                    ),
                )
            )

        def people(role: str, work: Any = work) -> Iterator[tuple[str, ...]]:
            for name in work.iterfind(".//m:name", space):
                if text_of("m:role/m:roleTerm", name) != role:
                    continue
                given = " ".join(node.text for node in name.iterfind("m:namePart[@type='given']", space))
                suffix, family = (
                    text_of(f"m:namePart[@type='{part}']", name) for part in ("suffix", "family")
                )
                yield (family, given, suffix) if family else (text_of("m:namePart", name),)

        def numbered(kind: str, work: Any = work) -> str:
            return text_of(f".//m:detail[@type='{kind}']/m:number", work)

        host, series = (
            "m:relatedItem[@type='host']",
            "m:relatedItem[@type='host']/m:relatedItem[@type='host']",
        )
        is_book = bool(work.find("m:originInfo/m:issuance", space) is not None)
        pages = [text_of(f".//m:extent[@unit='page']/m:{name}") for name in ("start", "end", "list", "total")]
        found[text_of("m:identifier[@type='citekey']")] = said(
            {
                "title": titled("m:titleInfo"),
                "author": [*people("author")],
                "editor": [*people("editor")],
                "issued": [str(int(part)) if part.isdecimal() else part for part in (
                    text_of(".//m:dateIssued") or text_of(".//m:part/m:date")).split("-")],
                "translator": [*people("translator")],
                "container": titled(f"{host}/m:titleInfo"),
                "series": titled(f"{host if is_book else series}/m:titleInfo"),
                "place": text_of(".//m:placeTerm"),
                "edition": text_of(".//m:edition"),
                "ISBN": [each.text for each in work.iterfind(".//m:identifier[@type='isbn']", space)],
                "ISSN": [each.text for each in work.iterfind(".//m:identifier[@type='issn']", space)],
                "PMID": text_of(".//m:identifier[@type='pmid']"),
                "arxiv": text_of(".//m:identifier[@type='arXiv']"),
                "publisher": text_of(".//m:publisher") or next((each[0] for each in people("degree grantor")), ""),
                "volume": numbered("volume"),
                "number": numbered("issue") or numbered("number") or numbered("report number"),
                "page": "-".join(filter(None, pages)) or numbered("page"),
                "DOI": text_of(".//m:identifier[@type='doi']"),
                "URL": text_of(".//m:location/m:url"),
                "abstract": text_of("m:abstract"),
                "note": text_of("m:note"),
                "keyword": [each.text for each in work.iterfind("m:subject/m:topic", space)],
            }
        )  # fmt: skip
    return found


def plain_bst(text: str, folder: Path) -> dict[str, str] | None:
    """What BibTeX prints of each entry with the style plain, in LaTeX; None where the style is not there. Warnings are no go."""
    (folder / "made.bib").write_text(text, encoding="utf-8")
    (folder / "made.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{made}\n", encoding="utf-8")
    command = ["bibtex", "made"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    if "couldn't open style file" in done.stdout:
        return None
    printed = (folder / "made.bbl").read_text(encoding="utf-8").partition("\\end{thebibliography}")[0]
    entries = (entry.partition("}") for entry in printed.split("\\bibitem{")[1:])
    warnings = re.findall("(?m)^Warning--(.*)", done.stdout)
    return {key: " ".join(text.split()) for key, _, text in entries} | (
        {"": "; ".join(warnings)} if warnings else {}
    )


def typst(text: str, folder: Path, style: str = "ieee") -> str:
    """The bibliography as Typst prints it, as plain text."""
    import typst as program

    (folder / "made.bib").write_text(text, encoding="utf-8")
    (folder / "made.typ").write_text(
        f'#bibliography("made.bib", full: true, style: "{style}")', encoding="utf-8"
    )
    page: bytes = program.compile(str(folder / "made.typ"), format="html")
    return str(in_one_form(html.unescape(re.sub(r"<[^>]*>", "", page.decode()))))
