"""A site that is begun is written whole, into a folder that was empty, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_academic.formats import read_file
from sphinx_academic.starting import site_files
from sphinx_academic.starting.own_yaml import plain_values, written_yaml
from sphinx_academic.starting.site_files import NewFile, NotEmptyError, write_site

FILES = (NewFile.of_text("conf.py", "project = 'A'"), NewFile.of_text("data/site.yaml", "news: []\n\n"))


def found(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


WRITTEN = {"conf.py": "project = 'A'\n", "data/site.yaml": "news: []\n"}


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    write_site(tmp_path / "sites" / "mine", FILES)
    assert found(tmp_path / "sites" / "mine") == WRITTEN
    assert [each.name for each in tmp_path.iterdir()] == ["sites"]


@pytest.mark.parametrize("kept", ["", ".git"])
def test_an_empty_folder_or_an_empty_repository_is_filled(tmp_path: Path, kept: str) -> None:
    (tmp_path / kept).mkdir(exist_ok=True)
    write_site(tmp_path, FILES)
    assert found(tmp_path) == WRITTEN


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("mine")
    with pytest.raises(NotEmptyError, match=r"it has 'thesis\.tex'"):
        write_site(tmp_path, FILES)
    assert found(tmp_path) == {"thesis.tex": "mine"}


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(NotEmptyError):
        write_site(tmp_path / "site", FILES)
    assert (tmp_path / "site").read_text() == "mine"


@pytest.mark.parametrize("path", ["../conf.py", "/conf.py", "data/../../x", ""])
def test_nothing_is_written_outside_of_the_site(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="leads out of the site"):
        write_site(tmp_path / "a" / "site", [*FILES, NewFile(path, b"x")])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_full_disk_or_ctrl_c_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"picture")

    def fail(*_paths: object) -> None:
        raise error

    monkeypatch.setattr(site_files.shutil, "copyfile", fail)
    with pytest.raises(type(error)):
        write_site(tmp_path / "site", [*FILES, NewFile("a.png", copied_from=picture)])
    assert [each.name for each in tmp_path.iterdir()] == ["a.png"]


def test_what_is_written_as_yaml_is_read_as_it_was(tmp_path: Path) -> None:
    values = {
        "profile": {"name": "Ada: Example", "about": "One.\n\nTwo # two"},
        "publications": [{"title": "- dash", "year": "2024", "doi": "10.5555/x", "empty": "", "no": "no"}],
        "news": [{"date": "2024-05-01", "text": "'quoted' \"twice\" é 水 [a](b)"}],
    }
    path = tmp_path / "site.yaml"
    path.write_text(written_yaml(values), encoding="utf-8")
    file = read_file(path, "site.yaml")
    assert file.problems == ()
    assert plain_values(file.root) == values
    assert "year: 2024\n" in path.read_text("utf-8")


@pytest.mark.parametrize("leads_to", ["site", "nowhere"])
def test_a_link_that_leads_nowhere_is_no_folder(tmp_path: Path, leads_to: str) -> None:
    (tmp_path / "site").symlink_to(leads_to)
    with pytest.raises(NotEmptyError, match="is no folder"):
        write_site(tmp_path / "site", FILES)
    assert [each.name for each in tmp_path.iterdir()] == ["site"]
