"""A publication's BibTeX entry opens and is copied with one click; files of a list are saved under their names."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from building import build_html
from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve


def test_one_click_copies_the_entry(page: OpenPage, serve: Serve, built_site: Path) -> None:
    opened = page(permissions=["clipboard-read", "clipboard-write"])
    opened.goto(f"{serve(built_site)}/publications.html")
    block = opened.locator("details.academic-bibtex").first
    expect(block.locator("pre")).to_be_hidden()
    block.locator("summary").click()
    expect(block.locator("pre")).to_be_visible()
    block.get_by_role("button", name="Copy BibTeX").click()
    expect(block.get_by_role("status")).to_have_text("Copied")
    # What is heard is not seen a second time.
    assert block.get_by_text("Copied", exact=True).nth(1).evaluate("each => each.offsetWidth") <= 1
    copied = opened.evaluate("navigator.clipboard.readText()")
    assert copied == str(block.locator("pre").text_content()).rstrip()
    assert copied.startswith("@article{kettlewell2025whistlenet,\n  title = {{WhistleNet}: Estimating")
    assert copied.endswith("\n}")


TAKEAWAY = Path(__file__).parents[1] / "build" / "roots" / "test-takeaway"
BOTH = "---\norphan: true\n---\n# Both\n\n```{publications}\n:bibtex:\n```\n\n```python\nboil()\n```\n"


def test_a_button_is_made_when_its_entry_is_opened_and_of_one_extension_alone(
    page: OpenPage, serve: Serve, tmp_path: Path
) -> None:
    shutil.copytree(TAKEAWAY, tmp_path / "source")
    (tmp_path / "source" / "both.md").write_text(BOTH, "utf-8")
    # Here it has a button for every text of lines, which ours is as well.
    build_html(tmp_path / "source", tmp_path / "site", "-D", "copybutton_selector=pre")
    opened = page(permissions=["clipboard-read", "clipboard-write"])
    opened.goto(f"{serve(tmp_path / 'site')}/both.html")
    expect(opened.locator("button.copybtn:visible")).to_have_count(1)
    assert opened.locator("button.academic-copy").count() == 0
    block = opened.locator("details.academic-bibtex").first
    for _twice in range(2):
        block.locator("summary").click()
        block.locator("summary").click()
    block.locator("summary").click()
    expect(block.get_by_role("button")).to_have_count(1)
    block.get_by_role("button", name="Copy BibTeX").click()
    expect(block.get_by_role("status")).to_have_text("Copied")
    expect(opened.locator("button.copybtn:visible")).to_have_count(1)


PAPER = "papers/kettlewell2025whistlenet.html"


def test_each_form_of_the_page_of_a_paper_is_copied_with_one_click(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    opened = page(permissions=["clipboard-read", "clipboard-write"])
    opened.goto(f"{serve(built_site)}/{PAPER}")
    panel = opened.locator("details.academic-cite")
    assert panel.locator("button").count() == 0
    panel.locator("summary").click()
    forms = panel.locator(".academic-cite-as")
    expect(panel.get_by_role("button")).to_have_count(5)
    copied = {}
    for name in ("APA", "MLA", "Chicago", "BibTeX", "RIS"):
        form = forms.filter(has=opened.get_by_text(name, exact=True))
        button = form.get_by_role("button", name=f"Copy {name}")
        button.click()
        expect(form.get_by_role("status")).to_have_text("Copied")
        copied[name] = opened.evaluate("navigator.clipboard.readText()")
    assert copied["APA"].startswith("Kettlewell, I., Ramanathan-Hale, P., Doyle, C., & Pettigrew, A. (2025).")
    assert copied["MLA"].startswith("Kettlewell, Imogen, et al. “WhistleNet")
    assert copied["BibTeX"].startswith(
        "@article{kettlewell2025whistlenet,\n  title = {{WhistleNet}: Estimating"
    )
    assert copied["BibTeX"].endswith("\n}")
    assert copied["RIS"].splitlines()[:2] == ["TY  - JOUR", "ID  - kettlewell2025whistlenet"]


def test_files_are_written_from_left_to_right_on_every_page(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    opened = page()
    opened.goto(f"{serve(built_site)}/{PAPER}")
    opened.evaluate("document.documentElement.dir = 'rtl'")
    direction = "(all) => all.map((each) => getComputedStyle(each).direction)"
    assert opened.locator(".academic-cite-forms pre").evaluate_all(direction) == ["ltr", "ltr"]
    assert opened.locator(".academic-cite-forms").evaluate_all(direction) == ["rtl"]


def test_references_are_copied_with_their_italics(page: OpenPage, serve: Serve, built_site: Path) -> None:
    opened = page(permissions=["clipboard-read", "clipboard-write"])
    opened.goto(f"{serve(built_site)}/{PAPER}#cite")
    opened.get_by_role("button", name="Copy APA").click()
    expect(opened.get_by_role("status").first).to_have_text("Copied")
    copied = opened.evaluate(
        "async () => (await (await navigator.clipboard.read())[0].getType('text/html')).text()"
    )
    assert "<em>Journal of Kitchen Acoustics</em>" in copied


def test_an_address_leads_into_the_opened_forms(page: OpenPage, serve: Serve, built_site: Path) -> None:
    for script in (True, False):
        opened = page(java_script_enabled=script)
        opened.goto(f"{serve(built_site)}/{PAPER}#cite")
        expect(opened.locator("#cite")).to_be_visible()


def test_without_script_no_button_is_there_that_would_do_nothing(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    opened = page(java_script_enabled=False)
    opened.goto(f"{serve(built_site)}/{PAPER}")
    opened.locator("details.academic-cite > summary").click()
    panel = opened.locator(".academic-cite-forms")
    expect(panel).to_be_visible()
    assert panel.locator("button").count() == 0
    assert panel.locator("pre").first.evaluate("element => getComputedStyle(element).userSelect") != "none"


def test_without_script_the_entry_opens_and_can_be_selected(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    opened = page(java_script_enabled=False)
    opened.goto(serve(built_site) + "/publications.html")
    block = opened.locator("details.academic-bibtex").first
    block.locator("summary").focus()
    opened.keyboard.press("Enter")
    expect(block.locator("pre")).to_be_visible()
    assert block.locator("pre").evaluate("element => getComputedStyle(element).userSelect") != "none"


def test_a_file_of_the_list_is_saved_under_its_name(page: OpenPage, serve: Serve, built_site: Path) -> None:
    opened = page(accept_downloads=True)
    opened.goto(serve(built_site) + "/publications.html")
    with opened.expect_download() as started:
        opened.locator(".academic-downloads a").first.click()
    assert started.value.suggested_filename == "publications.bib"
    assert (
        Path(started.value.path())
        .read_text(encoding="utf-8")
        .startswith("@article{kettlewell2025whistlenet,")
    )
