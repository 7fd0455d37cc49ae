"""The Sphinx domain ``academic``: what pages say of entries and of each other."""

from __future__ import annotations

from sphinx_academic.domain.academic import AcademicDomain, setup_domain
from sphinx_academic.domain.habits import setup_habits

__all__ = ["AcademicDomain", "setup_domain", "setup_habits"]
