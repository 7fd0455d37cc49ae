"""CVs that are files, known by what they hold: RenderCV's YAML, and the older form of al-folio's ``cv.yml``.

RenderCV: https://docs.rendercv.com/user_guide/yaml_input_structure (2.x). The entries of its sections have one of nine
shapes, and the titles of the sections are free.
"""

from __future__ import annotations

from sphinx_academic.data.located import YAML, RawFile, RawList, RawMapping, RawValue
from sphinx_academic.formats.filling import Transcription, mapping_of, put, span_of
from sphinx_academic.problems import Problem

_RENDERED = YAML._replace(names={"title": "name"})


def is_cv(root: RawValue) -> bool:
    """Whether a file is a CV of RenderCV (``cv`` with sections), or a list of sections with a title and contents."""
    if isinstance(root, RawMapping):
        cv = root.get("cv")
        return isinstance(cv, RawMapping) and ("sections" in cv or "name" in cv)
    return (
        isinstance(root, RawList)
        and bool(root)
        and all(isinstance(part, RawMapping) and {"title", "contents"} <= part.keys() for part in root)
    )


def read_cv(root: RawValue, path: str, problems: tuple[Problem, ...] = ()) -> RawFile:
    """The records of a CV, and its profile; sections that are of no kind are kept under their titles."""
    made = RawMapping(1, 1)
    put_cv(root, made)
    notation = _RENDERED if isinstance(root, RawMapping) else YAML
    return RawFile(path, made, problems, foreign=True, notation=notation)


def put_cv(root: RawValue, made: RawMapping) -> None:
    """Add what a CV holds to the lists of a file."""
    if isinstance(root, RawMapping):
        _put_rendered(mapping_of(root.get("cv")), made)
    for part in root if isinstance(root, RawList) else ():
        if isinstance(part, RawMapping):
            _put_tabled(Transcription(part), made)


def _put_tabled(part: Transcription, made: RawMapping) -> None:
    """A section of al-folio: a time table, a list of texts, or a list of lists; a ``map`` says who somebody is."""
    from sphinx_academic.formats.cv_sections import put_section

    title, contents = part.text("title"), part.value("contents")
    if part.text("type") == "map":
        put(made, f"cv {title.lower()}", contents, part.span("contents"))
    elif title:
        left = put_section(made, title, contents, "cv")
        put(made, f"cv {title.lower()}", left, part.span("contents"))


def _put_rendered(cv: RawMapping, made: RawMapping) -> None:
    from sphinx_academic.formats.cv_sections import put_section

    profile = Transcription(cv)
    profile.take("name: name; role: headline label; email: email; location: location; photo: photo", str)
    profile.links("Website: website")
    for network in profile.each("social_networks"):
        profile.link(network.text("network"), network.text("username"), network.span("username"))
    for connection in profile.each("custom_connections"):
        profile.link(connection.text("placeholder"), connection.text("url"), connection.span("url"))
    sections = mapping_of(profile.value("sections"))
    profile.finished("cv")
    if "name" in profile.entry:
        put(made, "profile", profile.entry, profile.span())
    for title, items in sections.items():
        plain = title.lower().replace("_", " ")
        left = put_section(made, plain, items, "cv")
        put(made, f"cv {plain}", left, span_of(sections, title))
