"""News and careers stand in two columns with one edge for all texts, and on a phone at one edge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import OpenPage, Serve

# Where the dates begin, and the first letters of the texts, in whole pixels.
EDGES = """() => {
  const edges = { dates: new Set(), texts: new Set() };
  const left = (range) => Math.round(range.getClientRects()[0].left);
  const walk = (element, into) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    into.add(left(range));
  };
  for (const dates of document.querySelectorAll(":is(.academic-news-item, .academic-timed .academic-entry) > .academic-dates")) {
    if (dates.checkVisibility()) walk(dates, edges.dates);
  }
  for (const title of document.querySelectorAll(".academic-timed .academic-body .academic-title")) walk(title, edges.texts);
  for (const item of document.querySelectorAll(".academic-news-item")) {
    if (!item.checkVisibility()) continue;
    const before = [...item.children].filter((each) => each.matches(".academic-dates, .academic-emoji")).at(-1);
    const range = document.createRange();
    range.setStartAfter(before);
    range.setEndAfter(item.lastChild);
    edges.texts.add(Math.round([...range.getClientRects()].find((each) => each.width > 3).left));
  }
  return [[...edges.dates], [...edges.texts]];
}"""


@pytest.mark.parametrize("width", [1280, 768])
@pytest.mark.parametrize("name", ["index", "cv", "teaching"])
def test_dates_and_texts_have_one_edge_each(
    page: OpenPage, serve: Serve, built_site: Path, name: str, width: int
) -> None:
    opened = page(viewport=(width, 900))
    opened.goto(f"{serve(built_site)}/{name}.html")
    dates, texts = opened.evaluate(EDGES)
    assert len(dates) == len(texts) == 1
    assert texts[0] > dates[0] + 60


@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize("name", ["index", "cv", "teaching"])
def test_on_a_phone_there_is_one_edge(
    page: OpenPage, serve: Serve, built_site: Path, name: str, width: int
) -> None:
    opened = page(viewport=(width, 800))
    opened.goto(f"{serve(built_site)}/{name}.html")
    dates, texts = opened.evaluate(EDGES)
    assert dates == texts
    assert len(texts) == 1
