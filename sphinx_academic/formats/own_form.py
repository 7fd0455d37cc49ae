"""Files in our own form: YAML, JSON, and pages whose front matter holds the data."""

from __future__ import annotations

from sphinx_academic.data.collection import holds_records
from sphinx_academic.data.located import JSON, TOML, RawFile, RawMapping, RawValue
from sphinx_academic.formats.front_matter import read_page
from sphinx_academic.formats.sites.liquid_text import clean_values
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.problems import Problem


def read_yaml_data(text: str, name: str) -> RawFile:
    """What a YAML file holds."""
    root, problems = read_yaml(text, name)
    return RawFile(name, root, problems)


def is_own_form(root: RawValue) -> bool:
    """Whether a file of JSON has lists of ours."""
    return isinstance(root, RawMapping) and holds_records(root)


def read_json_data(root: RawValue, name: str, problems: tuple[Problem, ...]) -> RawFile:
    """What a JSON file with lists of ours holds."""
    return RawFile(name, root, problems, notation=JSON)


def read_page_data(text: str, name: str) -> RawFile:
    """The front matter of a page, without what only another generator would understand."""
    file = read_page(text, name)
    if "{{" in text or "{%" in text or "{:" in text:
        file = file._replace(root=clean_values(file.root))
    return file._replace(notation=TOML) if text.startswith("+++") else file
