"""A site with a page in each layout, in any language, with what pages are made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from building import build_html

ELEMENTS = '''
Text with *emphasis*, **strong words**, ``code``, :kbd:`Ctrl`, a `link <https://example.org/a/long/address>`__, a note [1]_ and a
thing_.

.. [1] A footnote.
.. _thing: https://example.org/thing

Lists
-----

* a bullet
* another

:Field: its text
:Another field: more text

Term
   Its definition.

Code
----

.. code-block:: python
   :emphasize-lines: 2

   @decorated
   def total(numbers: list[int]) -> int:  # a comment
       """Add numbers up."""
       return sum(numbers) + 12 if numbers else None

.. code-block:: diff

   - old
   + new

.. code-block:: pycon

   >>> 1 + 1
   2

Boxes
-----

.. note:: A note.
.. tip:: A tip with ``code``.
.. warning:: A warning with a `link <https://example.org/>`__.
.. danger:: A danger.
.. versionadded:: 0.1

Tables
------

.. csv-table:: A wide table
   :header: One, Two, Three, Four, Five, Six, Seven, Eight, Nine

   thousands, thousands, thousands, thousands, thousands, thousands, thousands, thousands, thousands
'''

OBJECTS = """
Objects
-------

.. py:function:: kettle.boil(seconds: float, *, lid: bool = True, a_parameter_with_a_long_name: str = "a long value") -> float

   Heat the water.

   :param seconds: how long
"""

PUBLICATIONS = "publications:\n" + "".join(
    f"  - title: '[Paper number {number}](https://example.org/{number}/first)'\n"
    "    authors: Ada Example, Grace Example, Mary Example\n"
    "    venue: Journal of Things\n"
    f"    year: {2000 + number % 24}\n"
    f"    abstract: {'A long abstract. ' * 12}\n"
    f"    links:\n      Last: https://example.org/{number}/last\n"
    f"    doi: 10.1234/{number}/last\n"
    for number in range(40)
)

PAGES = {
    "site.yaml": "profile:\n  name: Ada Example\n  role: Reader in Steam\n  email: ada@example.org\n"
    "  links: {GitHub: ada, ORCID: 0000-0002-1825-0097}\n  about: She listens to [kettles](https://example.org/kettles).\n"
    + PUBLICATIONS,
    "index.rst": "Home\n====\n\n.. toctree::\n   :hidden:\n\n   profile\n   manual/index\n   papers\n"
    + ELEMENTS,
    "profile.rst": ":layout: profile\n\nAbout\n=====\n\n.. profile::\n\n.. publications::\n   :layout: gallery\n   :limit: 4\n",
    "papers.rst": "Papers\n======\n\n.. publications::\n   :layout: gallery\n\nRead `elsewhere <https://example.org/else>`__.\n",
    "manual/index.rst": ":layout: docs\n\nManual\n======\n\n.. toctree::\n\n   parts\n   more\n"
    + ELEMENTS
    + OBJECTS,
    "manual/parts.rst": ":layout: docs\n\nParts\n=====\n\n.. toctree::\n\n   deep\n",
    "manual/deep.rst": ":layout: docs\n\nDeep\n====\n\nDown here.\n",
    "manual/more.rst": ":layout: docs\n\nMore\n====\n\nMore.\n",
}


def build(folder: Path, **settings: Any) -> Path:
    """Build the site in a folder; gives the folder of its pages."""
    source = folder / "source"
    for name, text in PAGES.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    config = {
        "project": "Ada Example",
        "extensions": ["sphinx_academic"],
        "html_theme": "academic",
        "academic_data": ["site.yaml"],
        **settings,
    }
    lines = "".join(f"{name} = {value!r}\n" for name, value in config.items())
    (source / "conf.py").write_text(lines, encoding="utf-8")
    build_html(source, folder / "html", "-W")
    return folder / "html"
