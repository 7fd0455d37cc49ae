"""All sections by the names of their directives."""

from __future__ import annotations

from sphinx_academic.sections.base import Section
from sphinx_academic.sections.competitions import Competitions
from sphinx_academic.sections.education import Educations
from sphinx_academic.sections.newsfeed import News
from sphinx_academic.sections.profile import Profiles
from sphinx_academic.sections.publications import Publications
from sphinx_academic.sections.references import References
from sphinx_academic.sections.timeline import Timeline

SECTIONS: dict[str, Section] = {
    section.name: section
    for section in (
        Publications(),
        News(),
        Competitions(),
        Educations(),
        Profiles(),
        Timeline(),
        References(),
    )
}
