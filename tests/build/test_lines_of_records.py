"""Pages and entries lead to the line of the data in which they are written, where a site asks for that, and stay right when it moves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sites import Built, MakeSite, Site, words

WORDS = "Suggest a correction"
LIST = "---\norphan: true\n---\n# All\n\n```{publications}\n:layout: list\n:correct:\n```\n"
GITHUB = "https://github.com/ada/site"


def suggested(built: Built, page: str) -> list[str]:
    return [str(link.get("href")) for link in built.page(page).iter("a") if words(link) == WORDS]


def line_of(site: Site, text: str) -> int:
    lines = (site.source / "data" / "site.yaml").read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    made = make_site("landing")
    made.write("all.md", LIST)
    (made.source.parent / ".git").mkdir()
    return made


def test_each_page_and_entry_leads_to_its_line_and_to_the_new_one_when_that_moves(site: Site) -> None:
    settings: dict[str, Any] = {
        "academic_corrections": True,
        "html_theme": "academic",
        "html_theme_options": {"repository_url": GITHUB, "repository_branch": "trunk"},
    }
    number = line_of(site, "key: boiling")
    built = site.build(**settings)
    expected = f"{GITHUB}/blob/trunk/source/data/site.yaml#L{number}"
    assert suggested(built, "papers/boiling.html") == [expected]
    assert expected in suggested(built, "all.html")
    path = site.source / "data" / "site.yaml"
    site.write("data/site.yaml", "# One line more.\n" + path.read_text("utf-8"))
    built = site.build(**settings)
    moved = expected.replace(f"#L{number}", f"#L{number + 1}")
    assert suggested(built, "papers/boiling.html") == [moved]
    assert moved in suggested(built, "all.html")


def test_nobody_who_does_not_ask_for_it_has_it(site: Site) -> None:
    built = site.build(warnings=["academic.option"], html_theme_options={})
    assert not any(WORDS in path.read_text("utf-8") for path in built.folder.rglob("*.html"))
    assert built.warnings[0].location.startswith("all.md:")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"academic_corrections": "https://git.example.org/a/src/{filename}?line={line}"},
         "https://git.example.org/a/src/source/data/site.yaml?line=%d"),
        ({"academic_corrections": True, "html_context": {"github_user": "ada", "github_repo": "site", "doc_path": "docs"}},
         f"{GITHUB}/blob/main/docs/data/site.yaml#L%d"),
        ({"academic_corrections": True, "html_context": {"bitbucket_user": "ada", "bitbucket_repo": "site", "bitbucket_version": "a b"}},
         "https://bitbucket.org/ada/site/src/a%%20b/source/data/site.yaml#lines-%d"),
    ],
)  # fmt: skip
def test_the_address_is_a_template_or_what_other_themes_are_told(
    site: Site, settings: dict[str, Any], expected: str
) -> None:
    built = site.build(html_theme="alabaster", **settings)
    assert suggested(built, "papers/boiling.html") == [expected % line_of(site, "key: boiling")]


def test_without_a_repository_it_is_told_once(site: Site) -> None:
    built = site.build(html_theme="alabaster", academic_corrections=True, warnings=["academic.config"])
    assert built.warnings[0].message.startswith(
        "'academic_corrections' asks for links to the repository, and neither"
    )
    assert suggested(built, "papers/boiling.html") == []


def test_what_lies_in_another_repository_or_in_none_has_no_link(site: Site, tmp_path: Path) -> None:
    template = "https://git.example.org/{filename}#{line}"
    (site.source / "data" / ".git").write_text("gitdir: elsewhere")
    assert suggested(site.build(academic_corrections=template), "papers/boiling.html") == []
