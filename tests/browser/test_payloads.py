"""Texts that try to run a script, in every field of every record: nothing of them runs, wherever readers go.

Each payload only sets a variable of the page, ``window.executed``, which is looked at on every page after everything
that can be pointed at, clicked and typed into was.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

import lxml.html
import pytest
from building import build_html
from playwright.sync_api import Route, expect

from sphinx_academic.data.records import KINDS

if TYPE_CHECKING:
    from conftest import OpenPage, Serve, WatchedPage

RUN = "window.executed=1"
PAYLOADS = (
    f"<img src=x onerror={RUN}>",
    f"<script>{RUN}</script>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<input autofocus onfocus={RUN}>",
    f"<b onmouseover={RUN} onclick={RUN}>x</b>",
    "<iframe srcdoc='<script>parent.executed=1</script>'></iframe>",
    f"<a href=javascript:{RUN}>x</a>",
    f'<a href="java&#115;cript:{RUN}">x</a>',
    f"<math><a xlink:href=javascript:{RUN}>x</a></math>",
    f'"><img src=x onerror={RUN}>',
    f"'><img src=x onerror={RUN}>",
    f'" onmouseover={RUN} onfocus={RUN} onclick={RUN} x="',
    f"' onmouseover={RUN} onfocus={RUN} onclick={RUN} x='",
    f"</script><script>{RUN}</script>",
    f"</title></style></textarea></template></noscript><img src=x onerror={RUN}>",
    f"<!--><img src=x onerror={RUN}>-->",
    f"--><img src=x onerror={RUN}><!--",
    f"]]><script>{RUN}</script><![CDATA[",
    f"<?xml-stylesheet href='data:text/xsl,x'?><x:script xmlns:x='http://www.w3.org/1999/xhtml'>{RUN}</x:script>",
    f"&lt;img src=x onerror={RUN}&gt;",
    f"&amp;lt;img src=x onerror={RUN}&amp;gt;",
    f"\\<img src=x onerror={RUN}\\>",
    f"`<img src=x onerror={RUN}>`",
    f"[x](javascript:{RUN})",
    f"[x](<java\tscript:{RUN}>)",
    f'![x](x" onerror="{RUN})',
    f"[x][y]\n\n[y]: javascript:{RUN}",
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}//https://example.org",
    f"data:text/html,<script>opener.{RUN}</script>",
    f'https://example.org/" onmouseover={RUN} onclick={RUN} x="',
    f"https://example.org/'><img src=x onerror={RUN}>",
    f"\\(\\href{{javascript:{RUN}}}{{x}}\\)",
    f"\\[\\require{{html}}\\href{{javascript:{RUN}}}{{x}}\\]",
    f"$\\href{{javascript:{RUN}}}{{x}}$",
    # In Markdown a backslash stands for itself behind another.
    f"\\\\(\\\\href{{javascript:{RUN}}}{{x}}\\\\)",
    f"$x$ and $\\text{{</span><img src=x onerror={RUN}>}}$",
    f"';{RUN};'",
    f'";{RUN};"',
    f"\u2028{RUN}\u2029",
    f"{{{{ {RUN} }}}} {{% raw %}} ${{{RUN}}}",
)
CONF = """\
project = "Hostile"
author = "Ada"
extensions = ["sphinx_academic"]
html_theme = "academic"
html_theme_options = {"layout": "profile"}
html_baseurl = "https://example.org/"
academic_data = ["data.yaml"]
academic_paper_pages = True
academic_thumbnails = False
exclude_patterns = ["build"]
"""
SECTIONS = """\
Hostile texts
=============

.. profile::
   :layout: full

.. newsfeed::
   :filter:
   :feed: news.xml, news.json, news.ics

.. competitions::

.. education::

.. overview::

.. cv::

.. cv::
   :variant: two-page

.. timeline:: https://mastodon.social/@ada
"""
LIST = """\
Hostile {layout}
================

.. publications:: {file}
   :layout: {layout}
   :group-by: venue, type
   :filter:
   :bibtex:
   :cite: bibtex, ris, apa
   :links: icons
   :download: bib, ris, csl
   :feed: {layout}-{file}.xml, {layout}-{file}.json
"""
FILES = ("data.yaml", "works.bib", "works.ris", "works.json")


class Written(NamedTuple):
    """The site, and how many fields hold a payload."""

    folder: Path
    fields: int


def records() -> dict[str, list[dict[str, Any]]]:
    """One record of each kind for each payload, which every field holds; those of lists in every shape."""
    found: dict[str, list[dict[str, Any]]] = {}
    for kind, model in KINDS.items():
        found[kind] = []
        for number, payload in enumerate(PAYLOADS):
            record: dict[str, Any] = dict.fromkeys(model.fields, payload)
            shapes: dict[str, Any] = {
                "authors": [payload, {"name": payload, "url": payload}],
                "images": [payload, {"url": payload, "caption": payload, "alt": payload}],
                "photo": {"url": payload, "caption": payload, "alt": payload},
                "links": [payload, {"name": payload, "url": payload}],
                "additional": {payload: payload, "Code": payload},
                "tags": [payload, "hostile"],
                "aliases": [payload],
                "projects": [payload],
                "title": f"Hostile {payload}",
                "text": f"Hostile {payload}",
                "name": f"Hostile {payload}",
            }
            record.update({field: value for field, value in shapes.items() if field in record})
            # Without a date an entry is in no feed, and by its key the page of roles refers to it.
            record["date"] = "2024-01-01"
            if kind == "publications":
                record |= {
                    "key": f"work{number}",
                    "type": "article" if number % 2 else payload,
                    "year": "2024",
                }
            found[kind].append(record)
    for kind in found:
        found[kind] = [record for record in found[kind] if record]
    found["publications"].append(
        {"title": "By its key", "key": PAYLOADS[0], "date": PAYLOADS[1], "year": PAYLOADS[2]}
    )
    return found


def bibtex() -> str:
    fields = (
        "author",
        "editor",
        "title",
        "journal",
        "year",
        "abstract",
        "note",
        "url",
        "doi",
        "keywords",
        "html",
    )
    entries = (
        f"@article{{bib{number},\n"
        + ",\n".join(f"  {field} = {{Hostile {payload}}}" for field in fields)
        + "\n}\n"
        for number, payload in enumerate(PAYLOADS)
        if payload.count("{") == payload.count("}")
    )
    return "\n".join(entries)


def ris() -> str:
    tags = ("TI", "AU", "JO", "PY", "UR", "N2", "KW", "N1", "PB", "DO", "L1")
    one = [[f"{tag}  - {' '.join(payload.split())}" for tag in tags] for payload in PAYLOADS]
    return "".join("\n".join(["TY  - JOUR", *lines, "ER  - \n\n"]) for lines in one)


def csl() -> str:
    names = ("title", "container-title", "abstract", "note", "URL", "DOI", "publisher", "keyword")
    items = [
        {
            **dict.fromkeys(names, payload),
            "id": f"csl{number}",
            "type": "article-journal",
            "author": [{"family": payload, "given": payload}, {"literal": payload}],
        }
        for number, payload in enumerate(PAYLOADS)
    ]
    return json.dumps(items)


def roles() -> str:
    lines = [
        f"- :pub:`work{number}` :pub:t:`work{number}` :pub:p:`work{number}`"
        for number in range(len(PAYLOADS))
    ]
    return "Hostile references\n==================\n\n" + "\n".join(lines) + "\n\n.. references::\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Written:
    source = tmp_path_factory.mktemp("payloads") / "source"
    source.mkdir()
    data = records()
    lists = [(layout, FILES[0]) for layout in ("gallery", "list", "compact")] + [
        ("list", name) for name in FILES[1:]
    ]
    pages = {
        f"{layout}-{name.replace('.', '-')}": LIST.format(layout=layout, file=name) for layout, name in lists
    } | {"roles": roles()}
    texts = {
        "conf.py": CONF,
        "index.rst": SECTIONS + "\n.. toctree::\n\n   " + "\n   ".join(pages) + "\n",
        "data.yaml": json.dumps(data),
        "works.bib": bibtex(),
        "works.ris": ris(),
        "works.json": csl(),
        **{f"{name}.rst": text for name, text in pages.items()},
    }
    for name, text in texts.items():
        (source / name).write_text(text, encoding="utf-8")
    build_html(source, source.parent / "html")
    fields = sum(len(record) for kind in data.values() for record in kind)
    fields += sum(texts[name].count(RUN) for name in FILES[1:])
    return Written(source.parent / "html", fields)


USE = """() => {
  // A click leads nowhere, but for addresses that are scripts.
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link && !/^\\s*(javascript|data|vbscript)/i.test(link.href)) event.preventDefault();
  }, true);
  addEventListener("submit", (event) => event.preventDefault(), true);
  const root = document.body;
  for (const element of [root, ...root.querySelectorAll("*")]) {
    for (const name of ["pointerenter", "mouseenter", "mouseover", "focusin"])
      element.dispatchEvent(new MouseEvent(name, { bubbles: name !== "mouseenter" }));
  }
  for (const element of root.querySelectorAll("a, button, summary, input, select, label, figure, [onclick], [tabindex]")) {
    element.focus();
    if (element.closest("dialog, header, nav") === null) element.click();
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  }
}"""
# MathJax looks for these in all text that is not kept from it, and makes links of the commands in them.
FORMULAS_IN_TEXT = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!/\\\\\\(|\\\\\\[|\\\\begin/.test(text.data)) continue;
    if (text.parentElement.closest("script, noscript, style, textarea, pre, code")) continue;
    const near = text.parentElement.closest(".tex2jax_process, .mathjax_process, .tex2jax_ignore, .mathjax_ignore");
    if (near === null || /process/.test(near.className)) found.push(text.parentElement.outerHTML);
  }
  return found;
}"""


def executions(opened: WatchedPage) -> int:
    """How many windows and frames a payload has run in."""
    return sum(
        frame.evaluate("window.executed ? 1 : 0") for each in opened.context.pages for frame in each.frames
    )


def test_no_payload_runs_on_any_page(page: OpenPage, serve: Serve, site: Written) -> None:
    opened = page()
    opened.on("dialog", lambda dialog: dialog.dismiss())
    # Pictures that are not there are half of what is asked for.
    opened.route("**/_images/**", lambda route: route.abort())
    files = sorted(path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*.*ml"))
    landing = [name for name in files if name.startswith("papers/")]
    # One landing page of each payload, and of each format.
    walked = [name for name in files if name not in landing or "/work" in name] + landing[::40]
    assert len(landing) > 4 * len(PAYLOADS)
    assert sum(name.endswith(".xml") for name in walked) > 4
    assert site.fields > 80 * len(PAYLOADS)
    ran: list[str] = []
    read_as_formulas: list[str] = []
    # Pages at former addresses lead on before anything can be looked for on them: they hold nothing that could run.
    leading = {name for name in walked if 'http-equiv="refresh"' in (site.folder / name).read_text("utf-8")}
    for name in leading:
        page_before = lxml.html.parse(site.folder / name)
        assert page_before.xpath("//script | //@*[starts-with(name(), 'on') or contains(., 'script:')]") == []
    for name in (each for each in walked if each not in leading):
        opened.goto(f"{serve(site.folder)}/{name}", wait_until="domcontentloaded")
        if name.endswith(".html"):
            opened.evaluate(USE)
            read_as_formulas += opened.evaluate(FORMULAS_IN_TEXT)
        if executions(opened):
            ran.append(name)
    print(f"{len(PAYLOADS)} payloads in {site.fields} fields, {len(walked)} pages: {len(ran)} executions")
    assert ran == []
    assert [text for text in read_as_formulas if "href{" in text] == []


def test_no_payload_runs_in_the_search(page: OpenPage, serve: Serve, site: Written) -> None:
    opened = page()
    for query in ("hostile", "executed", "onerror src"):
        opened.goto(f"{serve(site.folder)}/search.html?q={query}")
        expect(opened.locator("#search-results li").nth(20)).to_be_attached()
        opened.wait_for_load_state("networkidle")
        opened.evaluate(USE)
        assert executions(opened) == 0


def test_no_payload_runs_where_readers_point_type_and_load_posts(
    page: OpenPage, serve: Serve, site: Written
) -> None:
    opened = page()

    def posts(route: Route) -> None:
        statuses = [
            {"url": each, "created_at": each, "spoiler_text": each, "content": each} for each in PAYLOADS
        ]
        answer = {"id": "1"} if "lookup" in route.request.url else statuses
        route.fulfill(json=answer, headers={"Access-Control-Allow-Origin": "*"})

    opened.context.route("https://mastodon.social/**", posts)
    opened.goto(f"{serve(site.folder)}/roles.html")
    for number in (0, 10, 100):
        opened.locator("a.academic-cite").nth(number).hover()
        expect(opened.locator(".academic-card").first).to_be_visible()
    for payload in PAYLOADS[::6]:
        asked = quote(payload)
        opened.goto(f"{serve(site.folder)}/list-data-yaml.html?author={asked}&q={asked}#tag={asked}")
        opened.get_by_role("searchbox").first.fill(payload)
        assert executions(opened) == 0
    opened.goto(f"{serve(site.folder)}/index.html")
    timeline = opened.locator(".academic-timeline")
    timeline.get_by_role("button").first.click()
    expect(timeline).to_contain_text("window.executed")
    opened.evaluate(USE)
    assert executions(opened) == 0
