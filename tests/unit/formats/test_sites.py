"""Sites of other generators are read as they are, each by its folder alone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from sphinx_academic.data.located import RawMapping
from sphinx_academic.formats import expand, read_file
from sphinx_academic.problems import Code, Problem

SAMPLES = Path(__file__).parent / "samples"


def read(site: str) -> dict[str, Any]:
    """All records of a sample site by the name of their list."""
    records, problems = read_folder(SAMPLES / site, site)
    assert not [problem for problem in problems if not problem.path.endswith(".bib")]
    return records


def read_folder(folder: Path, name: str) -> tuple[dict[str, Any], list[Problem]]:
    records: dict[str, Any] = {}
    problems: list[Problem] = []
    for path, label in expand(folder, name):
        file = read_file(path, label)
        problems.extend(file.problems)
        assert isinstance(file.root, RawMapping) or path.suffix == ".bib"
        for key, value in file.root.items() if isinstance(file.root, RawMapping) else ():
            records[key] = records[key] + list(value) if isinstance(value, list) and key in records else value
    return records, problems


def by_title(records: dict[str, Any], title: str, name: str = "publications") -> Any:
    return next(record for record in records[name] if record["title"] == title)


# HugoBlox


def test_a_hugoblox_publication_has_its_fields() -> None:
    work = by_title(read("hugoblox"), "Tides in the *Fucus* beds")
    assert work["type"] == "article"
    assert [work[name] for name in ("venue", "volume", "number")] == ["Journal of Imaginary Tides", "12", "3"]
    assert work["date"] == "2021-05-16"
    assert work["selected"] == "true"
    assert work["key"] == "tides-2021"
    picture = "/hugoblox/content/publication/tides-2021/featured.png"
    assert work["images"] == [{"url": picture, "caption": "A [bed](https://example.org)"}]
    assert {link["name"]: link["url"] for link in work["links"]} == {
        "PDF": "/hugoblox/static/uploads/tides.pdf",
        "Code": "https://example.org/code",
    }
    assert work["projects"] == ["salt"]
    assert work["additional"].startswith("Click the *Cite* button.")
    assert "{{" not in work["additional"]
    assert work.places["title"] == (2, 1, 2, 8)


def test_names_of_author_pages_become_names_and_notes_become_marks() -> None:
    assert by_title(read("hugoblox"), "Tides in the *Fucus* beds")["authors"] == [
        {"name": "Ada Example", "equal": "true"},
        {"name": "Grace Sample", "equal": "true"},
        {"family": "Doe", "given": "Jo", "corresponding": "true"},
    ]


def test_front_matter_in_toml_is_read_with_its_lines() -> None:
    work = by_title(read("hugoblox"), "Waves on paper")
    assert work["type"] == "conference"
    assert work["venue"] == "TideConf"
    assert work["date"] == "2023-01-02"
    assert work["arxiv"] == "2301.00001"
    assert work["openreview"] == "rJXMpikCZ"
    assert [link["name"] for link in work["links"]] == ["Code"]
    assert work.places["title"][0] == 2


def test_events_are_talks() -> None:
    talk = by_title(read("hugoblox"), "Talking tides", "talks")
    assert [talk[name] for name in ("event", "date", "place", "url", "note")] == [
        "TideConf 2022",
        "2022-06-01",
        "Nowhere",
        "https://example.org/tideconf",
        "A talk.",
    ]
    assert talk["speakers"] == [{"name": "Ada Example"}]


def test_an_event_of_several_days_has_a_start_and_an_end() -> None:
    talk = by_title(read("hugoblox"), "A week of foam", "talks")
    assert (talk["start"], talk["end"], talk["place"]) == (
        "2023-03-06",
        "2023-03-10",
        "1 Pier, Nowhere, Sealand",
    )
    assert talk["projects"] == ["salt"]
    assert talk["note"] == "Foam is studied by hand."
    assert "all_day" not in talk


def test_projects_and_courses_of_hugoblox_are_read_under_the_names_of_their_folders() -> None:
    site = read("hugoblox")
    (project,) = site["projects"]
    assert [project[name] for name in ("key", "title", "subtitle", "description", "url")] == [
        "salt",
        "Salt of Nowhere",
        "Where the salt goes.",
        "Salt is *everywhere*.",
        "https://example.org/salt",
    ]
    assert [link["name"] for link in project["links"]] == ["Code"]
    (course,) = site["teaching"]
    assert (course["key"], course["title"], course["note"]) == ("waves", "Waves 101", "What waves do.")


def test_what_somebody_did_is_read_from_the_blocks_of_pages() -> None:
    site = read("hugoblox")
    jobs = [(job["title"], job["institution"], job["start"], job.get("end")) for job in site["positions"]]
    assert jobs == [
        ("Fellow", "Tide Institute", "2020-01", None),
        ("Intern", "Sea Works", "2014-01", "2015-01"),
    ]
    assert [(each["title"], each["organisation"], each["date"]) for each in site["awards"]] == [
        ("Golden Bucket", "Tide Society", "2021-01")
    ]
    assert [(each["title"], each["start"], each["end"]) for each in site["service"]] == [
        ("Reviewer", "2019-01", "2021-01")
    ]


def test_a_page_in_our_own_form_below_content_is_ours(tmp_path: Path) -> None:
    page = tmp_path / "content" / "home.md"
    page.parent.mkdir()
    page.write_text("---\npubs:\n- title: T\n---\n")
    file = read_file(page, "content/home.md")
    assert file.is_page
    assert file.root == {"pubs": [{"title": "T"}]}


def test_a_draft_of_a_page_with_blocks_is_left_out(tmp_path: Path) -> None:
    page = tmp_path / "content" / "cv.md"
    page.parent.mkdir()
    page.write_text(
        "---\ndraft: true\nsections:\n- block: experience\n  content: {items: [{title: T}]}\n---\n"
    )
    assert read_file(page, "content/cv.md").root == {}


def test_groups_of_a_hugoblox_lab_are_roles_and_alumni() -> None:
    people = {person["name"]: person for person in read("hugoblox")["people"]}
    rik, grace = people["Rik Sand"], people["Grace Sample"]
    assert (rik["alumnus"], rik["role"], rik["tags"]) == ("true", "Divers' diver", ["Researchers", "foam"])
    assert "alumnus" not in grace
    assert grace["pronouns"] == "she/her"


def test_the_owner_of_a_hugoblox_site_has_a_career(tmp_path: Path) -> None:
    path = tmp_path / "data" / "authors" / "me.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "is_owner: true\nname: {display: Ada Example}\nbio: B\n"
        "education:\n- {degree: PhD, institution: U, start: 2015, end: 2019, summary: S}\n"
        "- {area: Tides, institution: V, date_start: 2010-10-01, date_end: 2014-07-01}\n"
        "experience:\n- {role: Fellow, org: Tide Institute, start: 2020-01-01, summary: W}\n"
        "work:\n- {position: Diver, company_name: Sea Works, date_start: 2014-01-01, date_end: 2015-02-01}\n"
        "awards:\n- {title: Golden Bucket, awarder: Tide Society, date: '2021-05-02', icon: x}\n"
        "skills:\n- name: Rowing\n"
    )
    root: Any = read_file(path, "me.yaml").root
    assert [(each["degree"], each["start"]) for each in root["education"]] == [
        ("PhD", "2015"),
        ("Tides", "2010-10"),
    ]
    assert [(each["title"], each["institution"]) for each in root["positions"]] == [
        ("Diver", "Sea Works"),
        ("Fellow", "Tide Institute"),
    ]
    assert root["awards"] == [
        {"title": "Golden Bucket", "organisation": "Tide Society", "date": "2021-05-02"}
    ]
    assert root["people"][0]["skills"] == [{"name": "Rowing"}]
    assert root["profile"]["about"] == "B"


def test_what_others_have_done_is_kept_with_them(tmp_path: Path) -> None:
    path = tmp_path / "data" / "authors" / "grace.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("name: {display: Grace Sample}\nexperience:\n- {role: Fellow, org: Tide Institute}\n")
    root: Any = read_file(path, "grace.yaml").root
    assert "positions" not in root
    assert root["people"][0]["experience"] == [{"role": "Fellow", "org": "Tide Institute"}]


def test_authors_are_people_and_the_owner_is_the_profile() -> None:
    site = read("hugoblox")
    assert [person["name"] for person in site["people"]] == ["Ada Example", "Rik Sand", "Grace Sample"]
    assert site["profile"]["about"] == "Ada studies tides."
    assert [link["name"] for link in site["profile"]["links"]] == ["Email", "GitHub"]
    assert site["education"][0]["degree"] == "PhD in Oceanography"


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        *enumerate(
            [
                "other",
                "conference",
                "article",
                "preprint",
                "report",
                "book",
                "chapter",
                "thesis",
                "patent",
                "other",
            ]
        ),
        ("article-journal", "article"),
    ],
)
def test_publication_types_are_numbers_or_names(tmp_path: Path, written: str | int, kind: str) -> None:
    page = tmp_path / "content" / "publication" / "x" / "index.md"
    page.parent.mkdir(parents=True)
    page.write_text(f'---\ntitle: T\npublication_types: ["{written}"]\n---\n')
    root: Any = read_file(page, "content/publication/x/index.md").root
    assert root["publications"][0]["type"] == kind


def test_a_broken_line_of_toml_costs_itself_alone(tmp_path: Path) -> None:
    page = tmp_path / "content" / "publication" / "x" / "index.md"
    page.parent.mkdir(parents=True)
    page.write_text('+++\ntitle = "T"\nvenue = unquoted text\ndate = 2020-01-01\n+++\n')
    file = read_file(page, "index.md")
    root: Any = file.root
    assert root["publications"][0]["date"] == "2020-01-01"
    assert [(problem.line, problem.code) for problem in file.problems] == [(3, Code.SYNTAX)]


def test_what_a_page_does_not_say_is_taken_from_the_bibliography_beside_it(tmp_path: Path) -> None:
    page = tmp_path / "content" / "publication" / "x" / "index.md"
    page.parent.mkdir(parents=True)
    page.write_text("---\ntitle: T\nauthors: [ada]\ndate: 2020-01-02\n---\n")
    bibliography = "@article{y, title={Other}, year=2019, journal={J}, volume=3, pages={1--2}, pages={4}}\n"
    (page.parent / "cite.bib").write_text(bibliography)
    author = tmp_path / "data" / "authors" / "ada.yaml"
    author.parent.mkdir(parents=True)
    author.write_text("name:\n  display: Ada Example\n")
    file = read_file(page, "content/publication/x/index.md")
    root: Any = file.root
    (work,) = root["publications"]
    assert [work[name] for name in ("key", "title", "date", "type")] == ["x", "T", "2020-01-02", "article"]
    assert [work[name] for name in ("venue", "volume", "authors")] == ["J", "3", [{"name": "Ada Example"}]]
    assert "year" not in work
    assert [(problem.path, problem.line) for problem in file.problems] == [
        ("content/publication/x/cite.bib", 1)
    ]


# academicpages


def test_an_academicpages_publication_has_its_fields() -> None:
    work = by_title(read("academicpages"), "Tides, Part One")
    assert [work[name] for name in ("venue", "date", "type")] == ["Journal 1", "2009-10-01", "article"]
    assert work["authors"] == "Example, A. & Sample, G."
    assert work["note"] == "This paper is about tides."
    assert [link["name"] for link in work["links"]] == ["PDF", "Slides", "BibTeX"]
    assert work["links"][0]["url"] == "/academicpages/files/paper1.pdf"
    assert "Recommended citation" not in work["abstract"]
    assert "{" not in work["abstract"]


def test_talks_courses_and_the_portfolio_are_read() -> None:
    site = read("academicpages")
    (talk,) = site["talks"]
    assert [talk[name] for name in ("type", "event", "date", "place")] == [
        "Poster presentation",
        "TideConf",
        "2012-03-01",
        "Nowhere",
    ]
    assert talk["note"] == "This is a description of [the talk](https://example.org)."
    (course,) = site["teaching"]
    assert [course[name] for name in ("title", "level", "institution", "date", "note")] == [
        "Waves 101",
        "Undergraduate course",
        "University 1",
        "2014-01-01",
        "Waves.",
    ]
    assert site["projects"] == [
        {"title": "Gauges of Nowhere", "subtitle": "All gauges on one map", "description": "Forty gauges."}
    ]


def test_the_type_of_a_talk_that_is_one_says_nothing(tmp_path: Path) -> None:
    page = tmp_path / "_talks" / "2012-03-01-x.md"
    page.parent.mkdir()
    page.write_text('---\ntitle: T\ntype: "Talk"\n---\n')
    root: Any = read_file(page, "x.md").root
    assert root["talks"] == [{"date": "2012-03-01", "title": "T"}]


@pytest.mark.parametrize(
    ("citation", "authors"),
    [
        ("Your Name, You. (2009). &quot;T.&quot;", [{"family": "Your Name", "given": "You"}]),
        ("Sample, G. (2009). T.", [{"family": "Sample", "given": "G."}]),
        ("Ada Example and Grace Sample (2010). T.", "Ada Example and Grace Sample"),
        ("Example, A., Sample, G., & Doe, J. (2010)", "Example, A., Sample, G. & Doe, J."),
        ("No year here", None),
    ],
)
def test_authors_are_found_in_the_citation(tmp_path: Path, citation: str, authors: Any) -> None:
    page = tmp_path / "_publications" / "2009-01-01-x.md"
    page.parent.mkdir()
    page.write_text(f"---\ntitle: T\ncitation: '{citation}'\n---\n")
    root: Any = read_file(page, "x.md").root
    assert root["publications"][0].get("authors") == authors
    assert root["publications"][0]["date"] == "2009-01-01"


# al-folio


def test_al_folios_news_have_text_and_day() -> None:
    news = read("al-folio")["news"]
    assert [(item["date"], item["text"]) for item in news] == [
        ("2015-10-22", "A simple inline [announcement](/assets/pdf/x.pdf)."),
        ("2015-11-07", "A long announcement"),
    ]


def test_al_folios_data_are_people_education_and_links() -> None:
    site = read("al-folio")
    assert [person["name"] for person in site["people"]] == ["Edwin Adams", "Fay Adams", "Rik Sand"]
    assert site["people"][0]["aliases"] == ["E. Adams", "E. P. Adams"]
    assert [(study["degree"], study.get("start"), study["end"]) for study in site["education"]] == [
        ("PhD", "2015", "2019"),
        ("BSc", None, "2015"),
    ]
    assert site["education"][0]["note"] == "Oceanography"
    assert len(site["education"][0]["cv-description"]) == 2
    assert site["profile"]["name"] == "Ada Example"
    assert [link["name"] for link in site["profile"]["links"]] == [
        "CV",
        "GitHub",
        "ORCID",
        "Google Scholar",
        "Tide Forum",
    ]
    assert site["venues"]["JIT"]["color"] == "#00369f"
    assert site["repositories"]["github_users"] == ["ada-example"]


def test_the_cv_of_al_folio_is_a_career() -> None:
    site = read("al-folio")
    (job,) = site["positions"]
    assert [job[name] for name in ("title", "institution", "place", "start", "end", "note")] == [
        "Fellow",
        "Tide Institute",
        "Nowhere",
        "2020",
        "present",
        "A new gauge<br/>Two boats",
    ]
    assert [(each["title"], each["date"]) for each in site["awards"]] == [
        ("Golden Bucket", "2021"),
        ("Silver Spade", "2021"),
    ]
    assert [(each["title"], each["organisation"]) for each in site["service"]] == [
        ("Reviewer", "TideConf"),
        ("Reviewer", "Annals of Tides"),
    ]
    assert site["talks"] == [{"title": "How tides sound, TideConf", "date": "2022"}]
    assert site["cv other interests"] == ["Rowing"]


def test_projects_and_courses_of_al_folio_are_read() -> None:
    site = read("al-folio")
    (project,) = site["projects"]
    assert [project[name] for name in ("title", "subtitle", "tags", "description")] == [
        "Gauges of Nowhere",
        "all gauges on one map",
        "work",
        "Forty gauges.",
    ]
    assert project["links"] == [{"name": "Code", "url": "https://github.com/ada-example/gauges"}]
    (course,) = site["teaching"]
    assert [course[name] for name in ("key", "title", "terms", "date", "place", "note")] == [
        "waves-101",
        "Waves 101",
        "Spring 2024",
        "2024",
        "Pier 1",
        "What waves do.",
    ]
    assert course["schedule"] == [
        "1 · Feb 5: **Ripples** ([Slides](/assets/pdf/ripples.pdf)) Small ones first.",
        "2: **Breakers**",
    ]


def test_user_names_of_al_folio_become_links_to_the_networks_that_all_links_know(tmp_path: Path) -> None:
    path = tmp_path / "_data" / "socials.yml"
    path.parent.mkdir()
    path.write_text(
        "mastodon_username: ada@example.social\nresearch_gate_profile: Ada\ninspirehep_id: 1\nwork_url: https://a.example\n"
        "rss_icon: true\nwebsite: x\n"
    )
    (tmp_path / "_config.yml").write_text("first_name: Ada\nlast_name: Example\n")
    root: Any = read_file(path, "_data/socials.yml").root
    assert [link["name"] for link in root["profile"]["links"]] == [
        "Mastodon",
        "ResearchGate",
        "INSPIRE",
        "Website",
    ]
    assert root["socials"] == {"rss_icon": "true", "website": "x"}


def test_the_bibliography_is_among_the_files() -> None:
    names = [name for _, name in expand(SAMPLES / "al-folio", "al-folio")]
    assert "al-folio/_bibliography/papers.bib" in names


def test_a_cv_of_render_cv_is_read(tmp_path: Path) -> None:
    path = tmp_path / "_data" / "cv.yml"
    path.parent.mkdir()
    path.write_text(
        "cv:\n  name: Ada Example\n  social_networks:\n    - network: GitHub\n      username: ada\n  sections:\n"
        "    education:\n      - institution: U\n        area: Tides\n        degree: PhD\n        start_date: 2015-10\n"
        "    publications:\n      - title: T\n        authors: ['**Ada Example**']\n        journal: J\n        date: 2020\n"
        "    skills:\n      - label: Waves\n"
    )
    root: Any = read_file(path, "cv.yml").root
    assert root["profile"]["links"] == [{"name": "GitHub", "url": "ada"}]
    assert root["education"][0]["degree"] == "PhD, Tides"
    assert root["publications"][0]["venue"] == "J"
    assert root["cv skills"] == [{"label": "Waves"}]


# Greene Lab's template


def test_greenelabs_citations_and_members_are_read() -> None:
    site = read("greenelab")
    work = by_title(site, "Tides in the Fucus beds")
    assert work["doi"] == "10.5555/tides.2021"
    assert [(link["name"], link["url"]) for link in work["links"]] == [
        ("Code", "https://github.com/lab/tides"),
        ("Manual", "https://example.org/docs"),
    ]
    assert "plugin" not in work
    assert by_title(site, "Waves on paper")["arxiv"] == "2301.00001"
    assert len(site["publications"]) == 2  # one is marked as removed
    assert site["people"][0]["aliases"] == ["A. Example", "A Example"]
    assert site["people"][0]["about"] == "Ada leads the lab."


def test_members_of_greenelabs_template_have_their_role_in_words_and_may_have_left() -> None:
    ada, rik = read("greenelab")["people"]
    assert (ada["role"], ada.get("alumnus")) == ("Principal Investigator", None)
    assert (rik["role"], rik["alumnus"], rik["line"]) == ("PhD Student", "true", "Counted foam until 2020")


@pytest.mark.parametrize(
    ("written", "role", "tags"),
    [
        ("group: visitors", "visitors", None),
        ("role: phd\ngroup: waves", "PhD Student", "waves"),
        ("role: Captain", "Captain", None),
    ],
)
def test_a_group_of_members_is_a_role_or_a_word_to_select_by(
    tmp_path: Path, written: str, role: str, tags: str | None
) -> None:
    page = tmp_path / "_members" / "x.md"
    page.parent.mkdir()
    page.write_text(f"---\nname: Rik Sand\n{written}\n---\n")
    root: Any = read_file(page, "x.md").root
    assert (root["people"][0]["role"], root["people"][0].get("tags")) == (role, tags)


def test_projects_of_greenelabs_template_are_read() -> None:
    gauges, foam = read("greenelab")["projects"]
    assert [gauges[name] for name in ("selected", "subtitle", "description", "url", "tags")] == [
        "true",
        "All gauges on one map",
        "Forty _gauges_.",
        "https://example.org/gauges",
        ["maps"],
    ]
    assert gauges["links"] == [{"name": "Code", "url": "https://github.com/lab/gauges"}]
    assert foam == {"title": "Foam", "url": "https://example.org/foam"}


def test_sources_without_titles_are_told_where_the_titles_are(tmp_path: Path) -> None:
    path = tmp_path / "_data" / "sources.yaml"
    path.parent.mkdir()
    shutil.copy(SAMPLES / "greenelab" / "_data" / "sources.yaml", path)
    (problem,) = read_file(path, "_data/sources.yaml").problems
    assert "doi:10.5555/tides.2021" in problem.message
    assert "1 more" in problem.message
    assert "citations.yaml" in problem.hint
    assert problem.line == 1


# allanlab and other data files of Jekyll


def test_allanlabs_lists_are_read() -> None:
    site = read("allanlab")
    work = by_title(site, "Tides in the Fucus beds")
    assert [work[name] for name in ("venue", "volume", "pages", "year")] == [
        "J. Imag. Tides",
        "12",
        "101-118",
        "2021",
    ]
    assert work["images"] == "/allanlab/images/pubpic/tides.png"
    assert work["selected"] == "1"
    assert work["authors"] == "A Example*, G Sample*, R van Sand"
    assert by_title(site, "Waves on paper")["arxiv"] == "2301.00001"
    assert site["news"] == [{"date": "2 June 2021", "headline": "Ada wins a <a href='/prizes/'>prize</a>"}]
    assert [(person["name"], person.get("alumnus")) for person in site["people"]] == [
        ("Rik van Sand", "true"),
        ("Ada Example", None),
    ]
    assert site["people"][1]["education"] == ["PhD, University of Nowhere", "BSc, University of Somewhere"]


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("talks", "talks"),
        ("courses", "teaching"),
        ("honors", "awards"),
        ("funding", "grants"),
        ("experience", "positions"),
        ("service", "service"),
        ("software", "software"),
        ("press", "media"),
        ("events", "events"),
    ],
)
def test_lists_of_a_career_are_known_by_the_names_of_their_files(
    tmp_path: Path, stem: str, name: str
) -> None:
    path = tmp_path / "_data" / f"{stem}.yml"
    path.parent.mkdir()
    path.write_text("- Title: T\n  when: 2020\n  slides: a/b.pdf\n  mood: x\n  image: i.png\n")
    root: Any = read_file(path, path.name).root
    assert root == {
        name: [{"title": "T", "date": "2020", "slides": "a/b.pdf", "mood": "x", "images": "i.png"}]
    }


def test_people_in_groups_have_what_the_heading_says(tmp_path: Path) -> None:
    path = tmp_path / "_data" / "team.yml"
    path.parent.mkdir()
    path.write_text(
        "title: Our team\nphd_students:\n- {name: Ada Example}\n- {name: Grace Sample, role: Diver}\n"
        "alumni:\n- {name: Rik Sand}\nmembers:\n- {name: Fay Adams}\n"
    )
    file = read_file(path, "team.yml")
    root: Any = file.root
    assert [(each["name"], each.get("role"), each.get("alumnus")) for each in root["people"]] == [
        ("Ada Example", "Phd students", None),
        ("Grace Sample", "Diver", None),
        ("Rik Sand", None, "true"),
        ("Fay Adams", None, None),
    ]
    assert [problem.message for problem in file.lost] == ["'title' of a group is shown nowhere."]


def test_a_list_below_main_is_read(tmp_path: Path) -> None:
    path = tmp_path / "_data" / "publications.yml"
    path.parent.mkdir()
    path.write_text(
        "main:\n- title: T\n  authors: <b>A Example</b>, G Sample\n  conference: TideConf\n  conference_short: TC\n"
        "  pdf: https://example.org/t.pdf\n  notes: Oral\n  others: More\n"
    )
    root: Any = read_file(path, "publications.yml").root
    assert root["publications"] == [
        {
            "title": "T",
            "authors": "<b>A Example</b>, G Sample",
            "venue": "TideConf",
            "note": "Oral",
            "pdf": "https://example.org/t.pdf",
            "additional": ["More"],
            "conference_short": "TC",
        }
    ]


def test_a_file_below_data_in_our_own_form_is_ours(tmp_path: Path) -> None:
    path = tmp_path / "_data" / "publications.yml"
    path.parent.mkdir()
    path.write_text("publications:\n- title: T\n  tilte: x\n")
    file = read_file(path, "publications.yml")
    assert not file.foreign
    assert file.root == {"publications": [{"title": "T", "tilte": "x"}]}


def test_a_page_with_lists_in_its_front_matter_is_read_without_liquid(tmp_path: Path) -> None:
    page = tmp_path / "index.md"
    page.write_text(
        "---\npubs:\n- title: T\n  media:\n  - {name: PDF, url: '{{ site.baseurl }}/t.pdf'}\n---\n"
    )
    file = read_file(page, "index.md")
    root: Any = file.root
    assert root["pubs"][0]["media"][0]["url"] == "/t.pdf"
    assert file.is_page


# Folders and globs


def test_a_file_stands_for_itself() -> None:
    assert expand(SAMPLES / "export.ris", "export.ris") == [(SAMPLES / "export.ris", "export.ris")]


def test_files_of_a_folder_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in (
        "b.yaml",
        "a.json",
        "sub/c.bib",
        "notes.txt",
        ".hidden.yaml",
        "package.json",
        "node_modules/x.json",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}")
    (tmp_path / "page.md").write_text("---\ntitle: x\n---\n")
    (tmp_path / "text.md").write_text("Only text\n")
    assert [name for _, name in expand(tmp_path, "data/")] == [
        "data/a.json",
        "data/b.yaml",
        "data/page.md",
        "data/sub/c.bib",
    ]
    assert [name for _, name in expand(tmp_path, ".")][:1] == ["a.json"]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("data/*.yaml", ["data/a.yaml", "data/b.yaml"]),
        ("data/**/*.yaml", ["data/a.yaml", "data/b.yaml", "data/sub/c.yaml"]),
        ("data/[b]*", ["data/b.yaml"]),
        ("*/a.yaml", ["data/a.yaml"]),
        ("data/s*", ["data/sub/c.yaml"]),
        ("data/*.bib", ["data/*.bib"]),
    ],
)
def test_globs_stand_for_their_matches(tmp_path: Path, pattern: str, names: list[str]) -> None:
    (tmp_path / "data" / "sub").mkdir(parents=True)
    for name in ("a.yaml", "b.yaml", "sub/c.yaml", ".d.yaml"):
        (tmp_path / "data" / name).write_text("a: 1")
    assert [name for _, name in expand(tmp_path / pattern, pattern)] == names


def test_a_name_with_brackets_that_is_a_file_is_that_file(tmp_path: Path) -> None:
    path = tmp_path / "papers [old].yaml"
    path.write_text("publications: []")
    assert expand(path, path.name) == [(path, path.name)]


def test_links_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1")
    (tmp_path / "one").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "two").symlink_to(tmp_path, target_is_directory=True)
    assert [name for _, name in expand(tmp_path, "data")] == ["data/a.yaml"]
    assert [name for _, name in expand(tmp_path / "**" / "*.yaml", "**/*.yaml")] == ["a.yaml"]


def test_an_empty_folder_says_what_was_looked_for(tmp_path: Path) -> None:
    ((path, name),) = expand(tmp_path, "data")
    (problem,) = read_file(path, name).problems
    assert problem.code is Code.FILE
    assert "no file that can be read" in problem.message
    assert "_publications" in problem.hint


def test_a_glob_without_matches_says_so(tmp_path: Path) -> None:
    ((path, name),) = expand(tmp_path / "*.bib", "data/*.bib")
    (problem,) = read_file(path, name).problems
    assert problem.code is Code.FILE
    assert "no file matches" in problem.message


def test_too_many_files_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sphinx_academic.formats.sites.MAX_FILES", 3)
    for number in range(5):
        (tmp_path / f"{number}.yaml").write_text("a: 1")
    found = expand(tmp_path, "data")
    assert len(found) == 4
    assert "more than 3" in read_file(*found[-1]).problems[0].message


def test_only_the_records_of_a_site_are_read() -> None:
    names = [name for _, name in expand(SAMPLES / "academicpages", "old")]
    assert names == [
        "old/_portfolio/gauges.md",
        "old/_publications/2009-10-01-paper-title.md",
        "old/_talks/2012-03-01-talk-1.md",
        "old/_teaching/2014-spring.md",
    ]


# A site that lies below the source folder


def test_files_of_al_folios_bibliography_are_found_in_its_site(tmp_path: Path) -> None:
    site = tmp_path / "old"
    for name in ("assets/img/publication_preview/ice.png", "assets/pdf/ice.pdf", "_bibliography/papers.bib"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(
            "@article{a, title={Ice}, preview={ice.png}, pdf={ice.pdf}, slides={no.pdf}}"
        )
    (work,) = read_file(site / "_bibliography" / "papers.bib", "old/_bibliography/papers.bib").root[
        "publications"
    ]
    assert work["images"] == "/old/assets/img/publication_preview/ice.png"
    assert [link["url"] for link in work["links"]] == ["/old/assets/pdf/ice.pdf", "assets/pdf/no.pdf"]


def test_links_in_texts_lead_to_the_files_of_the_site(tmp_path: Path) -> None:
    news, file = tmp_path / "old" / "_news" / "1.md", tmp_path / "old" / "files" / "ice.pdf"
    for path in (news, file):
        path.parent.mkdir(parents=True)
        path.write_text(
            "---\ninline: true\n---\n[Ice]({{ site.baseurl }}/files/ice.pdf) and [gone](/files/fog.pdf)"
        )
    (item,) = read_file(news, "old/_news/1.md").root["news"]
    assert item["text"] == "[Ice](/old/files/ice.pdf) and [gone](/files/fog.pdf)"


def test_each_site_in_a_folder_of_several_is_read_as_a_site(tmp_path: Path) -> None:
    for name in (
        "export.ris",
        "menu.yaml",
        "site/config/_default/menus.yaml",
        "site/content/_index.md",
        "site/content/publication/ice/index.md",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("---\ntitle: Ice\n---\n")
    names = [name for _, name in expand(tmp_path, "old")]
    assert names == ["old/export.ris", "old/menu.yaml", "old/site/content/publication/ice/index.md"]


def test_a_path_of_a_page_never_leads_out_of_the_site(tmp_path: Path) -> None:
    page = tmp_path / "site" / "content" / "publication" / "ice" / "index.md"
    page.parent.mkdir(parents=True)
    page.write_text("---\ntitle: Ice\nurl_pdf: ../../../../secret.pdf\n---\n")
    (tmp_path / "secret.pdf").write_text("")
    (work,) = read_file(page, "site/content/publication/ice/index.md").root["publications"]
    assert work["links"] == [{"name": "PDF", "url": "../../../../secret.pdf"}]


def test_what_an_empty_page_implies_stands_on_a_line_that_it_has(tmp_path: Path) -> None:
    path = tmp_path / "content" / "event" / "x" / "index.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\ntitle: Tides\n---\n", encoding="utf-8")
    file = read_file(path, "x/index.md")
    assert isinstance(file.root, RawMapping)
    (talk,) = file.root["talks"] or ()
    assert isinstance(talk, RawMapping)
    assert talk.places["key"][0] <= 4
