"""Files for fuzzing: valid ones, made by the rules of their format, and what becomes of them when they are broken."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import yaml
from hypothesis import strategies as st

from sphinx_academic.data.fields import FileNotes
from sphinx_academic.data.located import Place, RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.records import Publication
from sphinx_academic.data.records.record import Item, read_item
from trials.corpus import CHECKOUT

_SAMPLES = CHECKOUT / "tests" / "unit" / "formats"
_ODD = (
    *(
        "é",
        "刘",
        "שלום",
        "ﬁ",
        "e\u0301",
        "\u202e",
        "\u200b",
        "\u00a0",
        "\u2028",
        "\ufeff",
        "\U0001f9e0",
        "\x00",
        "\x1b[2J",
    ),
    *(
        "\ud800",
        "\uffff",
        "\x85",
        "Ã©",
        "\t",
        "\r",
        "\r\n",
        "\n",
        "\n\n",
        " ",
        "  ",
        "\\",
        '"',
        "'",
        "`",
        "\ufffd",
    ),
    *(
        "9" * 30,
        "9" * 400,
        "-1",
        "1e999",
        "0x10",
        "2024-13-45",
        "NaN",
        "true",
        "null",
        "10.1/x",
        "https://",
        "http://[",
    ),
    *(
        "javascript:x()",
        "<b>",
        "</b>",
        "<script>",
        "<a href=",
        "&amp;",
        "&#0;",
        "&#x110000;",
        "$x$",
        "$",
        "%",
        "#",
        "~",
    ),
)
_TOKENS = {
    "yaml": (
        *("pubs:", "title: ", "- ", "  - ", "    year: 2020", "\n  ", "\n    - title: A", ": ", ":", " #", "---\n", "...\n"),
        *("\\*", "*a", "&a ", "!b ", "!!binary ", "[", "]", "{", "}", ",", "|", "|-\n", ">", ">+\n", "%", "@", "?", "? ", "<<: "),
        *("<<<<<<< x\n", "=======\n", ">>>>>>> y\n", "[a]: b\n", "news: auto\n", "links:\n", "profile:\n", "authors:\n"),
    ),
    "bibtex": (
        *("@", "@article{", "@string{a = ", "@comment{", "@preamble{", "{", "}", "(", ")", ",", "=", " = ", "#", '"', "%"),
        *("title", "author", " and ", "others", "crossref = {", "xdata = {", "date = {", "month = jan", "\\", "\\emph{"),
        *("\\'", '\\"{o}', "\\url{", "$", "~", "--", "year", "{\\"),
    ),
    "json": (*'[]{},:"', "null", "true", "//x\n", "/*", "*/", "\\u", "\\ud83d", "1.", "-", '"title": ', '"author": [', '"issued":', '"date-parts"'),
    "ris": ("TY  - ", "ER  - ", "AU  - ", "TI  - ", "PY  - ", "\n", "  - ", "-", "DA  - ", "UR  - ", "N1  - ", "TY  - JOUR\n", "ER  -\n"),
    "medline": ("PMID- 1\n", "PMID-", "TI  - ", "FAU - ", "AU  - ", "AD  - ", "AUID- ORCID: ", "CN  - ", "DP  - ", "LID - ", " [doi]", " [pii]",
                "\n", "\n\n", "      ", "PT  - ", "BTI - ", "IS  - ", "PG  - 1-", "  - ", "- ", "OWN - ERIC\n"),
    "xml": (
        *("<record>", "</record>", "<record", "<style face='bold'>", "</style>", "<title>", "</title>", "<author>", "<urls>", "&", "&#1;", "&lol;"),
        *("<!DOCTYPE x [", "<!ENTITY a 'b'>", "<![CDATA[", "]]>", "<!--", "-->", "<?", "?>", "<", ">", "/>", "<keyword>", "<xml><records>"),
    ),
    "csv": (',', ';', '"', '""', '\n', '\t', '","', 'Authors', 'Title,', 'DOI', 'Bee, Ann; ', '...', 'arXiv preprint arXiv:'),
    "latex": (
        *("\\emph{", "\\textbf{", "{", "}", "\\", "$", "\\(", "\\)", "~", "^", "_", "&", "%", "``", "''", "--", "\\url{"),
        *("\\href{https://x.org}{", "\\'", '\\"', "\\c ", "\\v", "\\unknown", "\\noop{", "[", "]", "\\begin{x}", "\\end{x}"),
        *("\\item", "\\\\", "\\par ", "\\ ", "\\&", "\\verb|", "\\textcolor{red}{", "\\uppercase{", "^{", "_{", "\\frac"),
    ),
    "markup": (
        *("*", "**", "_", "`", "[", "](", ")", "![", "<", ">", "</", "<b>", "</b>", "<i>", "<a href='", "'>", "</a>", "<br>"),
        *("<script>", "<img src=", "<p>", "<div>", "<!--", "-->", "\n\n", "- ", "1. ", "> ", "    ", "```", "# ", "~~", "$", "$$"),
        *("&amp;", "&lt;", "&#x", "javascript:", "https://x.org/", "[a]: b\n", "\\", '"', "|", "---\n", " onclick=", "style="),
    ),
}  # fmt: skip
"""What each language is made of."""


class Made(NamedTuple):
    """A file: its path, which decides who reads it, its text, and the words by which its titles are known.

    ``valid`` says that it keeps the rules of its format.
    """

    path: str
    text: str
    titles: tuple[str, ...] = ()
    valid: bool = False


class _Format(NamedTuple):
    path: str
    tokens: str
    write: Callable[[list[dict[str, Any]], int], str]
    samples: tuple[str, ...] = ()


_letters = st.text(
    st.one_of(
        st.sampled_from("aeiou   -:,.'\"&<>%#_$^~\\{}[]()*`|@!?/+="),
        st.characters(categories=["L", "N", "P", "S", "Mn"], exclude_characters="\u2028\u2029"),
    ),
    max_size=12,
)
_plain_letters = st.text(
    st.one_of(st.sampled_from("abc xyz"), st.characters(categories=["Lu", "Ll", "Lo"])), max_size=10
)
_names = st.sampled_from(
    [
        "Ada Lovelace",
        "Lovelace, Ada",
        "van Beethoven, Ludwig",
        "刘 浩",
        "O'Neil, K.",
        "The Tide Consortium",
        "García Márquez, G.",
        "King, Martin L., Jr.",
    ]
)


@st.composite
def _works(draw: st.DrawFn, words: st.SearchStrategy[str]) -> list[dict[str, Any]]:
    works = []
    for number in range(draw(st.integers(1, 4))):
        work: dict[str, Any] = {"title": f"Zqx{number}zq {draw(words)}".strip()}
        fields = draw(st.integers(0, 255))
        if fields & 1:
            work["authors"] = draw(st.lists(_names, min_size=1, max_size=3))
        if fields & 2:
            work["year"] = draw(st.integers(1890, 2030))
        if fields & 4:
            work["venue"] = f"Journal of {draw(words)}".strip()
        if fields & 8:
            work["doi"] = f"10.5555/{number}.{draw(st.integers(0, 99))}"
        if fields & 16:
            work["abstract"] = f"We show {draw(words)} and more.".strip()
        if fields & 32:
            work["url"] = draw(
                st.sampled_from(["https://example.org/a_b?c=1&d=2", "http://x.org/%20(1)", "files/a.pdf"])
            )
        if fields & 64:
            work["pages"] = draw(st.sampled_from(["1-10", "1--10", "e123", "iv–x", "12"]))
        works.append(work)
    return works


def _yaml(works: list[dict[str, Any]], style: int) -> str:
    indented = [
        {**work, "author": " and ".join(work.get("authors", []))} if style & 1 else work for work in works
    ]
    for work in indented:
        if style & 1:
            work.pop("authors", None)
    return yaml.safe_dump(
        {"publications": indented}, allow_unicode=bool(style & 2), sort_keys=bool(style & 4), width=30 if style & 8 else 1000,
        default_flow_style=bool(style & 16), default_style='"' if style & 32 else None,
    )  # fmt: skip


def _page(works: list[dict[str, Any]], style: int) -> str:
    return f"---\n{_yaml(works, style)}---\n\n# A page\n\n```{{publications}}\n```\n"


def _hugo(works: list[dict[str, Any]], style: int) -> str:
    work = works[0]
    head = {"title": work["title"], "authors": work.get("authors", ["admin"]), "publication": f"*{work.get('venue', 'J')}*",
            "date": f"{work.get('year', 2020)}-01-02", "publication_types": ["2"], "abstract": work.get("abstract", "")}  # fmt: skip
    return f"---\n{yaml.safe_dump(head, allow_unicode=bool(style & 2))}---\n\nA body with *words*.\n"


def _jekyll(works: list[dict[str, Any]], style: int) -> str:
    work = works[0]
    head = {"title": work["title"], "collection": "publications", "date": f"{work.get('year', 2020)}-01-02",
            "venue": work.get("venue", "J"), "excerpt": work.get("abstract", ""), "paperurl": work.get("url", ""),
            "citation": f"{', '.join(work.get('authors', []))} &quot;{work['title']}&quot;"}  # fmt: skip
    return f"---\n{yaml.safe_dump(head, allow_unicode=bool(style & 2))}---\n\nA body.\n"


def _bibtex(works: list[dict[str, Any]], style: int) -> str:
    entries = []
    for number, work in enumerate(works):
        fields = {"title": work["title"], "author": " and ".join(work.get("authors", [])), "journal": work.get("venue", ""),
                  "year": str(work.get("year", "")), "doi": work.get("doi", ""), "pages": work.get("pages", ""),
                  "url": work.get("url", ""), "abstract": work.get("abstract", "")}  # fmt: skip
        opened, closed = ('"', '"') if style & 1 else ("{", "}")
        lines = [f"  {name} = {opened}{value}{closed}" for name, value in fields.items() if value]
        separator = ",\n" if style & 2 else ", "
        start, end = ("(", ")") if style & 4 else ("{", "}")
        entries.append(
            f"@{'article' if style & 8 else 'Misc'}{start}key{number},\n{separator.join(lines)}{',' if style & 16 else ''}\n{end}"
        )
    return ("\n\n" if style & 32 else "\n").join(entries) + "\n"


def _csl(works: list[dict[str, Any]], style: int) -> str:
    items = []
    for number, work in enumerate(works):
        item: dict[str, Any] = {
            "id": f"key{number}" if style & 1 else number,
            "type": "article-journal",
            "title": work["title"],
        }
        if "authors" in work:
            item["author"] = [
                {"literal": name} if style & 2 else {"family": name, "given": "A."}
                for name in work["authors"]
            ]
        if "year" in work:
            item["issued"] = {"date-parts": [[work["year"], 5]]} if style & 4 else {"raw": str(work["year"])}
        for name, variable in (
            ("venue", "container-title"),
            ("doi", "DOI"),
            ("url", "URL"),
            ("pages", "page"),
            ("abstract", "abstract"),
        ):
            if name in work:
                item[variable] = work[name]
        items.append(item)
    return json.dumps(items, ensure_ascii=bool(style & 8), indent=1 if style & 16 else None)


def _csl_yaml(works: list[dict[str, Any]], style: int) -> str:
    # Signs mean something in Markdown.
    named = [{**work, "title": re.sub(r"([!-/:-@\\[-`{-~])", r"\\\1", work["title"])} for work in works]
    return yaml.safe_dump(
        {"references": json.loads(_csl([{"year": 2020, **work} for work in named], style))},
        allow_unicode=bool(style & 32),
    )


def _ris(works: list[dict[str, Any]], style: int) -> str:
    lines = []
    for work in works:
        lines += [
            "TY  - JOUR",
            f"{'TI' if style & 1 else 'T1'}  - {work['title']}",
            *(f"AU  - {name}" for name in work.get("authors", [])),
        ]
        for name, tag in (
            ("venue", "JO"),
            ("year", "PY"),
            ("doi", "DO"),
            ("url", "UR"),
            ("pages", "SP"),
            ("abstract", "AB"),
        ):
            if name in work:
                lines.append(f"{tag}  - {work[name]}")
        lines += ["ER  - ", *([""] if style & 2 else [])]
    return "\n".join(lines) + "\n"


def _medline(works: list[dict[str, Any]], style: int) -> str:
    records = []
    for number, work in enumerate(works, start=1):
        lines = [f"PMID- {number}", *(["OWN - NLM"] if style & 1 else []), f"TI  - {work['title']}"]
        for name, tag in (
            ("venue", "JT"),
            ("year", "DP"),
            ("pages", "PG"),
            ("abstract", "AB"),
            ("url", "LID"),
        ):
            if name in work:
                lines.append(f"{tag.ljust(4)}- {work[name]}")
        if "doi" in work:
            lines.append(f"AID - {work['doi']} [doi]")
        for name in work.get("authors", []):
            lines += [f"FAU - {name}", *(["AU  - A B", "AD  - There."] if style & 2 else [])]
        if style & 4:
            lines = [line.replace(" ", "\n      ", 1) if line.startswith("AB") else line for line in lines]
        records.append("\n".join(lines))
    return "\n\n".join(records) + "\n"


def _scholar(works: list[dict[str, Any]], style: int) -> str:
    delimiter = ";" if style & 1 else "\t" if style & 2 else ","
    made = io.StringIO(newline="")
    table = csv.writer(
        made,
        delimiter=delimiter,
        quoting=csv.QUOTE_ALL if style & 4 else csv.QUOTE_MINIMAL,
        lineterminator="\n",
    )
    table.writerow(
        ["Authors", "Title", "Publication", "Volume", "Number", "Pages", "Year", "Publisher", "DOI"]
    )
    for work in works:
        authors = "".join(f"{name}; " for name in work.get("authors", []))
        cells = (
            work.get(name, "") for name in ("venue", "volume", "number", "pages", "year", "publisher", "doi")
        )
        table.writerow([authors, work["title"], *cells])
    return made.getvalue()


def _endnote(works: list[dict[str, Any]], style: int) -> str:
    def styled(text: str) -> str:
        face = "italic" if style & 1 else "normal"
        return f'<style face="{face}" font="default">{escape(text)}</style>' if style & 3 else escape(text)

    records = []
    for work in works:
        names = "".join(f"<author>{styled(name)}</author>" for name in work.get("authors", []))
        parts = [
            '<ref-type name="Journal Article">17</ref-type>',
            f"<contributors><authors>{names}</authors></contributors>" if names else "",
            f"<titles><title>{styled(work['title'])}</title><secondary-title>{styled(work.get('venue', ''))}</secondary-title></titles>",
            f"<dates><year>{work.get('year', '')}</year></dates>",
            f"<electronic-resource-num>{work.get('doi', '')}</electronic-resource-num>",
            f"<pages>{work.get('pages', '')}</pages><abstract>{styled(work.get('abstract', ''))}</abstract>",
            f"<urls><related-urls><url>{escape(work.get('url', ''))}</url></related-urls></urls>",
        ]
        records.append(f"<record>{(chr(10) if style & 4 else '').join(parts)}</record>")
    head = '<?xml version="1.0" encoding="UTF-8"?>' if style & 8 else ""
    return f"{head}<xml><records>{(chr(10) if style & 16 else '').join(records)}</records></xml>\n"


def _lock(works: list[dict[str, Any]], style: int) -> str:
    lines = ["# fetched"] * (style & 1) + ["lock: 1", "publications:"]
    for number, work in enumerate(works, start=1):
        lines += [f'- id: "doi:10.5555/{number}"', "  fields:"]
        for name, value in work.items():
            said = {"value": value, "source": "crossref", "date": "2026-12-01"}
            lines.append(
                f"    {name}: {json.dumps(value if style & 2 else said, ensure_ascii=bool(style & 4))}"
            )
    return ("\r\n" if style & 8 else "\n").join(lines) + "\n"


def _hayagriva(works: list[dict[str, Any]], style: int) -> str:
    whole: dict[str, Any] = {}
    for number, work in enumerate(works):
        # Braces and backslashes mean something there.
        title = re.sub(r"[{}\\\\]", "", work["title"])
        entry: dict[str, Any] = {
            "type": "Article" if style & 1 else "article",
            "title": {"value": title} if style & 2 else title,
        }
        if "authors" in work:
            entry["author"] = [{"name": name} for name in work["authors"]] if style & 4 else work["authors"]
        for name, field in (
            ("year", "date"),
            ("url", "url"),
            ("pages", "page-range"),
            ("doi", "doi"),
            ("abstract", "abstract"),
        ):
            if name in work:
                entry[field] = work[name]
        if "venue" in work:
            parent = {"type": "Periodical", "title": work["venue"], "volume": 1}
            entry["parent"] = [parent] if style & 8 else parent
        whole[f"k{number}"] = entry
    return yaml.safe_dump(whole, allow_unicode=bool(style & 16), sort_keys=bool(style & 32))


def _cff(works: list[dict[str, Any]], style: int) -> str:
    def reference(work: dict[str, Any]) -> dict[str, Any]:
        people = [
            {"family-names": name, "given-names": "A."} if style & 1 else {"name": name}
            for name in work.get("authors", ["X"])
        ]
        known = {
            "title": work["title"],
            "authors": people,
            "year": work.get("year"),
            "doi": work.get("doi"),
            "abstract": work.get("abstract"),
        }
        return {name: value for name, value in known.items() if value}

    whole = {"cff-version": "1.2.0", "message": "Cite.", **reference(works[0])}
    whole.pop("year", None)
    if len(works) > 1:
        whole["preferred-citation"] = {"type": "article", **reference(works[1])}
    return yaml.safe_dump(whole, allow_unicode=bool(style & 2), sort_keys=bool(style & 4))


def _resume(works: list[dict[str, Any]], style: int) -> str:
    publications = [
        {"name": work["title"], "publisher": work.get("venue", "J"), "releaseDate": f"{work.get('year', 2020)}-01-02",
         "url": work.get("url", ""), "summary": work.get("abstract", "")} for work in works
    ]  # fmt: skip
    return json.dumps(
        {"basics": {"name": "Ada", "label": "Reader"}, "publications": publications},
        ensure_ascii=bool(style & 8),
    )


def _cv(works: list[dict[str, Any]], style: int) -> str:
    publications = [
        {"title": work["title"], "authors": work.get("authors", ["A"]), "journal": "J", "date": 2020}
        for work in works
    ]
    sections = {
        "publications": publications,
        "experience": [{"company": "C", "position": "P", "start_date": 2020} for _work in works],
        "awards": ["Kettle, 2021" for _work in works],
    }
    return yaml.safe_dump(
        {"cv": {"name": "Ada", "sections": sections}},
        allow_unicode=bool(style & 2),
        sort_keys=bool(style & 4),
    )


def _codemeta(works: list[dict[str, Any]], style: int) -> str:
    def described(work: dict[str, Any]) -> dict[str, Any]:
        people = [{"@type": "Person", "name": each} for each in work.get("authors", [])]
        known = {
            "name": work["title"],
            "author": people,
            "datePublished": work.get("year") and f"{work['year']}-01-02",
            "identifier": work.get("doi"),
            "description": work.get("abstract"),
            "url": work.get("url"),
        }
        return {name: value for name, value in known.items() if value}

    whole = {"@context": "https://w3id.org/codemeta/3.0", **described(works[0])}
    if len(works) > 1:
        whole["referencePublication"] = [described(work) for work in works[1:]]
    return json.dumps(whole, ensure_ascii=bool(style & 8))


_FORMATS = {
    "yaml": (
        _Format("data.yaml", "yaml", _yaml, ("../../../docs/data/*.yaml", "../../build/roots/*/data/*.yaml")),
    ),
    "front-matter": (_Format("page.md", "yaml", _page),),
    "bibtex": (_Format("papers.bib", "bibtex", _bibtex, ("bib/*.bib", "bib/_bibliography/*.bib")),),
    "csl-json": (_Format("papers.json", "json", _csl, ("samples/zotero.json",)),),
    "csl-yaml": (_Format("references.yaml", "yaml", _csl_yaml, ("samples/references.yaml",)),),
    "ris": (_Format("export.ris", "ris", _ris, ("samples/export.ris",)),),
    "endnote-xml": (_Format("library.xml", "xml", _endnote, ("samples/endnote.xml",)),),
    "hayagriva": (_Format("refs.yml", "yaml", _hayagriva, ("samples/hayagriva.yml",)),),
    "lock": (_Format("academic.lock.yaml", "yaml", _lock),),
    "medline": (_Format("export.nbib", "medline", _medline, ("samples/pubmed.nbib",)),),
    "google-scholar": (_Format("citations.csv", "csv", _scholar, ("samples/citations.csv",)),),
    "citation-cff": (_Format("CITATION.cff", "yaml", _cff, ("samples/CITATION.cff",)),),
    "codemeta": (_Format("codemeta.json", "json", _codemeta),),
    "json-resume": (_Format("resume.json", "json", _resume, ("samples/resume.json",)),),
    "rendercv": (_Format("cv.yaml", "yaml", _cv, ("samples/rendercv.yaml",)),),
    "sites": (
        _Format("content/publication/x/index.md", "yaml", _hugo, ("samples/hugoblox/content/publication/*/index.md",)),
        _Format("content/event/x/index.md", "yaml", _hugo, ("samples/hugoblox/content/event/*/index.md",)),
        _Format("content/project/x/index.md", "yaml", _hugo, ("samples/hugoblox/content/project/*/index.md",)),
        _Format("content/teaching/x/index.md", "yaml", _hugo, ("samples/hugoblox/content/teaching/*/index.md",)),
        _Format("content/_index.md", "yaml", _hugo, ("samples/hugoblox/content/_index.md",)),
        _Format("content/authors/x/_index.md", "yaml", _hugo, ("samples/hugoblox/content/authors/*/_index.md",)),
        _Format("data/authors/x.yaml", "yaml", _yaml, ("samples/hugoblox/data/authors/*.yaml",)),
        _Format("_publications/2020-01-01-x.md", "yaml", _jekyll, ("samples/academicpages/_publications/*",)),
        _Format("_talks/x.md", "yaml", _jekyll, ("samples/academicpages/_talks/*",)),
        _Format("_teaching/x.md", "yaml", _jekyll, ("samples/academicpages/_teaching/*",)),
        _Format("_teachings/x.md", "yaml", _jekyll, ("samples/al-folio/_teachings/*",)),
        _Format("_projects/x.md", "yaml", _jekyll, ("samples/al-folio/_projects/*", "samples/academicpages/_portfolio/*")),
        _Format("_news/x.md", "yaml", _jekyll, ("samples/al-folio/_news/*",)),
        _Format("_members/x.md", "yaml", _jekyll, ("samples/greenelab/_members/*",)),
        *(
            _Format(f"_data/{name}", "yaml", _yaml, (f"samples/*/_data/{name}",))
            for name in ("cv.yml", "coauthors.yml", "venues.yml", "socials.yml", "publist.yml", "news.yml", "team_members.yml", "citations.yaml",
                         "projects.yaml", "talks.yml")
        ),
        _Format("_bibliography/papers.bib", "bibtex", _bibtex, ("bib/_bibliography/*.bib",)),
    ),
}  # fmt: skip
READERS = tuple(_FORMATS)
"""The formats that are read; those of other generators' sites are one."""
_SHOWN_TITLES = {
    "content/publication/x/index.md",
    "_publications/2020-01-01-x.md",
    "_bibliography/papers.bib",
}
"""The files of a site whose title is that of a publication."""


def valid_files(reader: str) -> st.SearchStrategy[Made]:
    """Files that keep the rules of their format."""

    @st.composite
    def make(draw: st.DrawFn) -> Made:
        form = draw(st.sampled_from(_FORMATS[reader]))
        # Braces, quotes and backslashes mean something in BibTeX: what is lost with them is not lost by us.
        works = draw(_works(_plain_letters if form.tokens == "bibtex" else _letters))
        shown = reader != "sites" or form.path in _SHOWN_TITLES
        text = form.write(works, draw(st.integers(0, 63)))
        titles = (
            tuple(title for number in range(len(works)) if (title := f"Zqx{number}zq") in text)
            if shown
            else ()
        )
        return Made(form.path, text, titles, valid=True)

    return make()


def broken_files(reader: str) -> st.SearchStrategy[Made]:
    """Valid files and samples after some edits, files of the format's tokens, and some of any bytes."""
    samples = [
        Made(form.path, path.read_bytes().decode("utf-8", "replace"))
        for form in _FORMATS[reader]
        for pattern in form.samples
        for path in _found(pattern)
    ]
    tokens = {form.path: (*_TOKENS[form.tokens], *_ODD) for form in _FORMATS[reader]}

    @st.composite
    def edit(draw: st.DrawFn) -> Made:
        made = draw(
            valid_files(reader) if not samples or draw(st.integers(0, 2)) else st.sampled_from(samples)
        )
        return made._replace(text=draw(edited(made.text, tokens[made.path])), valid=False)

    @st.composite
    def write(draw: st.DrawFn) -> Made:
        path = draw(st.sampled_from(sorted(tokens)))
        return Made(path, "".join(draw(st.lists(st.sampled_from(tokens[path]), max_size=40))))

    return st.one_of(edit(), edit(), edit(), write())


def _found(pattern: str) -> Sequence[Path]:
    return sorted(path for path in _SAMPLES.glob(pattern) if path.is_file())


@st.composite
def edited(draw: st.DrawFn, text: str, tokens: Sequence[str], most: int = 6) -> str:
    """A text after some edits: something put in, taken out, doubled, swapped, cut off, moved."""
    for _ in range(draw(st.integers(1, most))):
        at = draw(st.integers(0, len(text)))
        other = at + draw(st.integers(0, 60))
        kind = draw(st.integers(0, 7))
        if kind <= 2:
            text = text[:at] + draw(st.sampled_from(tokens)) + text[at:]
        elif kind == 3:
            text = text[:at] + text[other:]
        elif kind == 4:
            text = text[:other] + text[at:]
        elif kind == 5:
            third = min(len(text), other + draw(st.integers(0, 40)))
            text = text[:at] + text[other:third] + text[at:other] + text[third:]
        elif kind == 6:
            text = (
                text[:at] + text[at : at + 1].swapcase() * draw(st.sampled_from([0, 2, 50])) + text[at + 1 :]
            )
        else:
            text = (
                text[:at]
                if draw(st.integers(0, 3)) == 0
                else text[:at] + draw(st.text(max_size=3)) + text[at:]
            )
    return text


def texts(language: str) -> st.SearchStrategy[str]:
    """Texts of the tokens of a language, with words between them that are to be seen again."""
    pieces = st.one_of(
        st.sampled_from(_TOKENS[language]),
        st.sampled_from(("word", "Zqx0zq", " ")),
        st.sampled_from(_ODD),
        st.text(max_size=4),
    )
    return st.lists(pieces, max_size=16).map("".join)


def hostile_texts() -> st.SearchStrategy[str]:
    """One text of the signs that mean something in some format."""
    return st.text(
        alphabet=st.one_of(
            st.sampled_from("\"'&<>%_#$^~\\{}@,=-`|*[]()!:;.?/ aBcDé中שما🫖\n\t\u202eTYER"),
            st.characters(exclude_categories=["Cc", "Cs", "Co", "Zl", "Zp"], exclude_characters="\ufeff"),
        ),
        max_size=60,
    )


def publication_of(values: Mapping[str, object]) -> Publication:
    """A publication of plain values, read as those in a file are, whatever is wrong with them."""
    item = Item(_raw(values), Place(0, 0))
    publication = read_item(Publication, item, FileNotes(RawFile("", None), []))
    assert isinstance(publication, Publication)
    return publication


def _raw(value: object) -> RawValue:
    if isinstance(value, Mapping):
        mapping = RawMapping()
        mapping.update((str(key), _raw(item)) for key, item in value.items())
        return mapping
    if isinstance(value, (list, tuple)):
        items = RawList()
        items.extend(map(_raw, value))
        items.places = [(0, 0)] * len(items)
        return items
    return None if value is None else str(value)
