"""Liquid that a page shows is told by a build, and none that stands in code, in comments or in formulas."""

from __future__ import annotations

from pathlib import Path

from sites import MakeSite

MARKDOWN = """# A page

Some text
with {% include foo.html %} in it.

<ul>
{% for new in page.news.shown %}
<li>{{new.time}}</li>
{% endfor %}
</ul>

The papers: {{ "a.pdf" | relative_url }} and {{ site.title }}.
"""
REST = """A page
======

Some text
with {% include foo.html %} in it, and ``{% raw %}``.

.. code-block:: jinja

   {% for x in y %}{{ page.x }}{% endfor %}

.. {% comment %}
"""
QUIET = """# A page

`{% include foo.html %}`, {math}`\\frac{{a}}{{b}}`, {{ a }} and 100 %}.

```jinja
{% for x in y %}{{ page.x }}{% endfor %}
```

% {% comment %}

<!-- {% for %} -->
"""


def site_with(make_site: MakeSite, **pages: str) -> list[tuple[str, str]]:
    site = make_site("sections")
    for path in [*site.source.glob("*.rst"), *site.source.glob("*.md")]:
        path.unlink()
    for name, text in pages.items():
        site.write(name.replace("_", "."), text)
    built = site.build(
        "dummy", warnings=None, extensions=["myst_parser", "sphinx_academic"], root_doc="index"
    )
    return [
        (Path(told.location).name, told.message.partition("'")[2].partition("'")[0])
        for told in built.warnings
        if told.code == "academic.liquid"
    ]


def test_it_is_told_at_its_line_in_markdown(make_site: MakeSite) -> None:
    assert site_with(make_site, index_md=MARKDOWN) == [
        ("index.md:4", "{% include foo.html %}"),
        ("index.md:7", "{% for new in page.news.shown %}"),
        ("index.md:9", "{% endfor %}"),
        ("index.md:12", "{{ “a.pdf” | relative_url }}"),
        ("index.md:12", "{{ site.title }}"),
    ]


def test_it_is_told_at_its_line_in_restructuredtext(make_site: MakeSite) -> None:
    assert site_with(make_site, index_rst=REST) == [("index.rst:5", "{% include foo.html %}")]


def test_code_comments_and_formulas_may_hold_it(make_site: MakeSite) -> None:
    assert site_with(make_site, index_md=QUIET) == []
