"""What a plan of fetching says, what is told of it, and how a decision is added to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_academic.fetching.added_decisions import with_decision
from sphinx_academic.fetching.plan import DECISIONS, NAME, FetchPlan, Policy, read_plan
from sphinx_academic.fetching.source import Identifier, Scholar
from sphinx_academic.fetching.spelled_identifiers import identifier_of
from sphinx_academic.formats.edited_text import NotEditableError

WHOLE = """\
contact: ada@eelmarsh.org
people:
  - orcid: https://orcid.org/0000-0002-1825-0097
    names: [Ada Quillfeather, "Quillfeather, A."]
    dblp: https://dblp.org/pid/00/0001-2.html
    openalex: https://openalex.org/A5000000001
works: [10.5555/12345678, "arXiv:2401.00001v3"]
titles: [On the Patience of Tidal Clocks]
sources: [crossref, openalex]
policy:
  title: mine
  cited_by: newest
complete: no
decisions:
  - ignore: 10.5555/99999999
    because: a poster that was never shown
  - not mine: [10.5555/88888888, PMID:123]
  - same as: [10.5555/1, "arXiv:2401.00002"]
"""


def identifiers(*texts: str) -> tuple[Identifier, ...]:
    found = [identifier_of(text) for text in texts]
    assert all(found)
    return tuple(each for each in found if each)


def told(text: str) -> list[str]:
    return [f"{problem.line}:{problem.column} {problem.text}" for problem in read_plan(text, NAME)[1]]


def test_a_plan_says_whose_works_and_which_are_asked_for_and_what_is_decided() -> None:
    plan, problems = read_plan(WHOLE, NAME)
    assert problems == ()
    assert plan == FetchPlan(
        contact="ada@eelmarsh.org",
        people=(
            Scholar(
                "0000-0002-1825-0097", ("Ada Quillfeather", "Quillfeather, A."), "00/0001-2", "A5000000001"
            ),
        ),
        works=identifiers("10.5555/12345678", "arXiv:2401.00001"),
        titles=("On the Patience of Tidal Clocks",),
        sources=("crossref", "openalex"),
        complete=False,
        policies={"title": Policy.MINE, "citations": Policy.NEWEST},
        ignored=frozenset(identifiers("10.5555/99999999")),
        not_mine=frozenset(identifiers("10.5555/88888888", "PMID:123")),
        same=(frozenset(identifiers("10.5555/1", "arXiv:2401.00002")),),
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "people:\nworks: []\n", "---\n...\n"])
def test_a_plan_may_say_nothing(text: str) -> None:
    assert read_plan(text, NAME) == (FetchPlan(), ())


def test_one_of_a_kind_needs_no_list_and_an_id_no_mapping() -> None:
    text = "people: 0000-0002-1825-0097\nworks: 10.5555/1\ntitles: Eels\nsources: crossref, orcid\n"
    plan, problems = read_plan(text, NAME)
    assert problems == ()
    assert (plan.people, plan.works) == ((Scholar("0000-0002-1825-0097"),), identifiers("10.5555/1"))
    assert (plan.titles, plan.sources) == (("Eels",), ("crossref", "orcid"))


def test_what_yaml_takes_for_a_mapping_or_a_number_is_read_as_it_was_meant() -> None:
    text = "titles:\n- On clocks: a study\n- 1984\nworks:\n- doi: 10.5555/1\n- PMID: 30446548\n- 2401.00010\n"
    plan, problems = read_plan(text, NAME)
    assert problems == ()
    assert plan.titles == ("On clocks: a study", "1984")
    assert plan.works == identifiers("10.5555/1", "PMID:30446548", "arXiv:2401.00010")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wroks: []", "1:1 'wroks' is nothing that a plan says. Did you mean 'works'?"),
        ("colour: red", "1:1 'colour' is nothing that a plan says. It may say: contact, people, works"),
        ("- 10.5555/1", "1:1 A plan is a mapping, and this is none"),
        ("contact: ada", "1:10 'ada' is no address of e-mail; services are told none."),
        ("people:\n- names: [Ada]", "2:3 This person has no ORCID iD, and is not asked for."),
        ("people: [0000-0002-1825-0098]", "1:10 '0000-0002-1825-0098' has a wrong check digit"),
        ("people: [Ada]", "1:10 'Ada' is no ORCID iD; the person is not asked for."),
        ("people:\n- orcid: 0000-0002-1825-0097\n  nmaes: [A]", "3:3 'nmaes' is nothing that a person says."),
        (
            "people:\n- orcid: 0000-0002-1825-0097\n  dblp: Ada",
            "3:9 'Ada' is not the number of a person at DBLP",
        ),
        (
            "people:\n- orcid: 0000-0002-1825-0097\n  openalex: W123456",
            "'W123456' is not the identifier of an au",
        ),
        (
            "people:\n- 0000-0002-1825-0097\n- 0000-0002-1825-0097",
            "3:3 0000-0002-1825-0097 stands here a second",
        ),
        ("works: [978-3-16-148410-0]", "1:9 '978-3-16-148410-0' is an ISBN"),
        (
            "works: [0000-0002-1825-0097]",
            "1:9 '0000-0002-1825-0097' is the ORCID iD of a person, who belongs bel",
        ),
        ("works: [0000-0002-1825-0098]", "looks like an ORCID iD, with a wrong check digit"),
        ("works: [isbn:978-3-16-148410-0]", "is an ISBN"),
        ("works: [10.5555/1, 'https://doi.org/10.5555/1']", "1:20 Doi:10.5555/1 stands here a second time"),
        (
            "works: [10.48550/arXiv.2401.00001, 'arXiv:2401.00001v2']",
            "stands here a second time, after line 1.",
        ),
        ("works:\n- [10.5555/1]", "2:3 '[10.5555/1]' is no identifier"),
        ("titles: [10.5555/1]", "1:10 '10.5555/1' is an identifier, and no title. Put it below  works:"),
        ("titles: [Eels, eels.]", "1:16 'eels.' stands here a second time, after line 1."),
        ("titles: ['?!']", "1:10 '?!' has no letter to look for."),
        ("titles:\n- [a]", "2:3 '[a]' is no text, as a title is."),
        (
            "sources: [openalx, orcid]",
            "1:11 'openalx' is no source; it is left out. Did you mean 'openalex'?",
        ),
        ("sources: [openalx]", "is no source; as no other is named, the plan is not followed. Did you mean"),
        ("sources: [scopus]", "The sources are: crossref, datacite"),
        ("sources: [orcid, orcid]", "1:18 'orcid' stands here a second time."),
        (
            "complete: perhaps",
            "1:11 'complete' is 'perhaps', which is neither true nor false; it is read as true.",
        ),
        ("policy: mine", "1:9 'policy' says for each field what happens to it."),
        ("policy: {titel: mine}", "1:10 'titel' is no field of a work. Did you mean 'title'?"),
        ("policy: {title: mien}", "1:17 'mien' is nothing that may happen to a field. Did you mean 'mine'?"),
        ("policy: {venue: mine, journal: ask}", "1:23 'journal' is 'venue' a second time, after 'venue'"),
        ("decisions: [10.5555/1]", "1:13 '10.5555/1' is no decision. Write  - ignore: 10.5555/1"),
        (
            "decisions:\n- ignroe: 10.5555/1",
            "2:3 'ignroe' is nothing that a decision says. Did you mean 'ignore'?",
        ),
        ("decisions:\n- because: it is old", "2:3 This decision is about no work."),
        (
            "decisions:\n- ignore: 10.5555/1\n  not mine: 10.5555/1",
            "2:3 This decision says 'ignore' and 'not mine'",
        ),
        ("decisions:\n- same as: 10.5555/1", "2:3 'same as' names one work, and needs two."),
        (
            "decisions:\n- ignore: 10.5555/1\n- not mine: 10.5555/1",
            "3:3 Doi:10.5555/1 is decided about a second time, after 'ignore' on line 2.",
        ),
        (
            "works: [10.5555/1]\ndecisions:\n- ignore: 10.5555/1",
            "3:3 Doi:10.5555/1 is left out, and asked for below 'works' on line 1.",
        ),
        ("works: []\nwork: 10.5555/1", "2:1 'work' says 'works' a second time; the first counts."),
    ],
)
def test_what_is_wrong_is_told_at_its_place_with_a_remedy(text: str, expected: str) -> None:
    found = told(text)
    assert len(found) == 1
    assert expected in found[0]
    # There is a remedy behind what was found.
    assert read_plan(text, NAME)[1][0].hint


def test_a_wrong_line_costs_only_itself() -> None:
    plan, problems = read_plan(WHOLE.replace("works: [", "works: [1234, ").replace("title:", "titel:"), NAME)
    assert [problem.line for problem in problems] == [7, 11]
    assert len(plan.works) == 2
    assert plan.policies == {"citations": Policy.NEWEST}


ADDED = "  - not mine: 10.5555/9\n    because: another Quillfeather\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "decisions:\n" + ADDED),
        ("# mine\n", "# mine\ndecisions:\n" + ADDED),
        ("people: []  # none\n", "people: []  # none\ndecisions:\n" + ADDED),
        ("decisions:\n", "decisions:\n" + ADDED),
        ("decisions: []  # none\nworks: []\n", "decisions:  # none\n" + ADDED + "works: []\n"),
        (
            "decisions:\n- ignore: 10.5555/1 # old\n\n# end\n",
            "decisions:\n- ignore: 10.5555/1 # old\n- not mine: 10.5555/9\n  because: another Quillfeather\n\n# end\n",
        ),
        (
            "decisions:\n    -   ignore: 10.5555/1\n        because: >\n          old\n\nworks: []\n",
            (
                "decisions:\n    -   ignore: 10.5555/1\n        because: >\n          old\n    -   not mine: 10.5555/9\n"
                "        because: another Quillfeather\n\nworks: []\n"
            ),
        ),
        (
            "decisions: [{ignore: 10.5555/1}]\n",
            "decisions: [{ignore: 10.5555/1}, {not mine: 10.5555/9, because: another Quillfeather}]\n",
        ),
    ],
)
def test_a_decision_is_added_and_all_else_stays(text: str, expected: str) -> None:
    def added(text: str) -> str:
        return with_decision(text, "not mine", identifiers("10.5555/9"), "another Quillfeather")

    assert added(text) == expected
    assert added(text.replace("\n", "\r\n")) == expected.replace("\n", "\r\n") or "\n" not in text
    assert added("\ufeff" + text) == "\ufeff" + expected
    if text and not text.endswith("\n\n"):
        assert added(text.removesuffix("\n")).rstrip() == expected.rstrip()
    assert added(expected) == expected


@pytest.mark.parametrize(
    "text",
    [
        "{contact: ada@eelmarsh.org}\n",
        "decisions: {ignore: 10.5555/1}\n",
        "works: [10.5555/1\n",
        "- 10.5555/1\n",
        "\x00",
    ],
)
def test_where_none_can_be_added_the_line_to_add_is_told(text: str) -> None:
    with pytest.raises(NotEditableError) as told_error:
        with_decision(text, "same as", identifiers("10.5555/1", "arXiv:2401.00002"))
    assert 'Add below  decisions:  - {same as: [10.5555/1, "arxiv:2401.00002"]}' in str(told_error.value)


@pytest.mark.parametrize(
    "because", ["", 'it\'s: a "poster" # really', "no", "~", "two\nlines", "- x", "0.10", "Ä 時計"]
)
@pytest.mark.parametrize("decision", DECISIONS)
def test_what_was_decided_is_read_again(decision: str, because: str) -> None:
    works = identifiers("10.5555/a(b)<c>:d", "github:ada/eels")
    made = with_decision(WHOLE, decision, works, because)
    plan, problems = read_plan(made, NAME)
    assert problems == ()
    decided = {"ignore": plan.ignored, "not mine": plan.not_mine, "same as": plan.same[-1]}[decision]
    assert decided >= set(works)
    assert [line for line in WHOLE.splitlines() if line not in made.splitlines()] == []


@given(st.text(st.sampled_from("decisions:\n -ignorepl{}[],#'\"10.5/x\t\r"), max_size=60))
def test_no_text_makes_it_fail_otherwise(text: str) -> None:
    read_plan(text, NAME)
    try:
        made = with_decision(text, "ignore", identifiers("10.5555/9"))
    except NotEditableError:
        return
    assert identifiers("10.5555/9")[0] in read_plan(made, NAME)[0].ignored


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_behind_an_example_in_comments_a_decision_comes_last(line_end: str) -> None:
    text = line_end.join(
        (
            "people: [0000-0002-1825-0097]",
            "# What you have decided.",
            "# decisions:",
            "#   - ignore: 10.5555/9",
            "",
        )
    )
    one = with_decision(text, "not mine", identifiers("10.5555/7"), "a namesake")
    assert one == text + line_end.join(
        ("", "decisions:", "  - not mine: 10.5555/7", "    because: a namesake", "")
    )
    two = with_decision(one, "ignore", (Identifier("doi", "10.5555/2"),))
    assert two == one + f"  - ignore: 10.5555/2{line_end}"
