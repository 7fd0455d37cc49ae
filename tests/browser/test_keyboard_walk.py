"""The audit's walk by keyboard finds what stops readers, and nothing where nothing does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audit.keyboard import faults
from sphinx_academic import outputs

if TYPE_CHECKING:
    from conftest import OpenPage

FRAME = "<!DOCTYPE html><title>Page</title><style>{style}</style><main>{body}</main>"


def faults_of(page: OpenPage, body: str, style: str = "") -> list[str]:
    opened = page()
    opened.set_content(FRAME.format(style=style, body=body))
    return faults(opened)


def test_a_page_of_the_browsers_own_elements_has_no_fault(page: OpenPage) -> None:
    body = (
        '<a href="#a">A</a> <button>B</button> <input aria-label="C"> <details><summary>D</summary><a href="#e">E</a></details>'
        '<input type="radio" name="f"><input type="radio" name="f"> <a href="#g" hidden>G</a> <button disabled>H</button>'
    )
    assert faults_of(page, body) == []


@pytest.mark.parametrize(
    ("body", "style", "fault"),
    [
        ('<a href="#a">A</a>', "a { outline: none }", "the focus is not seen"),
        ('<a href="#a">A</a>', "a { outline-color: transparent }", "the focus is not seen"),
        ('<a href="#a">A</a>', "a { position: absolute; inset-block-start: -300px }", "outside the window"),
        ('<a href="#a">A</a><div></div>', "div { position: fixed; inset: 0 }", "something lies over it"),
        (
            '<button onkeydown="event.preventDefault()">A</button><button>B</button>',
            "",
            "not reached",
        ),
    ],
)
def test_what_hides_the_focus_or_holds_it_is_found(page: OpenPage, body: str, style: str, fault: str) -> None:
    assert any(found.startswith(fault) for found in faults_of(page, body, style))


def test_another_ground_shows_the_focus_as_well(page: OpenPage) -> None:
    assert faults_of(page, '<a href="#a">A</a>', "a { outline: none } a:focus { background: yellow }") == []


def test_a_link_of_a_wide_table_that_its_box_cuts_is_shown_from_its_beginning(page: OpenPage) -> None:
    script = (Path(outputs.__file__).parent / "static" / "academic.js").read_text(encoding="utf-8")
    box = "width: 300px; overflow-x: auto; margin-inline-start: 200px"
    cells = "".join(
        f'<td><a href="#{number}" style="display: block; width: 260px">A</a></td>' for number in range(9)
    )
    opened = page()
    opened.set_content(
        FRAME.format(
            style="", body=f'<div class="academic-scroll" style="{box}"><table><tr>{cells}</tr></table></div>'
        )
    )
    opened.add_script_tag(content=script)
    opened.evaluate("document.querySelector('.academic-scroll').scrollLeft = 210")
    opened.keyboard.press("Tab")
    left = opened.evaluate("document.activeElement.getBoundingClientRect().left")
    assert left >= opened.evaluate("document.querySelector('.academic-scroll').getBoundingClientRect().left")
