"""The Sphinx domain ``academic``: what pages say of entries and of each other, merged from all workers.

What other parts may ask of it, once all pages are read:

- :meth:`AcademicDomain.entries`: every entry of every list, as :class:`~sphinx_academic.domain.index.ListedEntry`;
- :meth:`AcademicDomain.home_of`: where references to a key lead;
- :meth:`AcademicDomain.cited_in`: the pages that refer to a key.
"""

from __future__ import annotations

from sphinx_academic.domain.academic import AcademicDomain, setup_domain

__all__ = ["AcademicDomain", "setup_domain"]
