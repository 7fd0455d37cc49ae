"""What a list of publications costs a Sphinx build, beside the other ways of having one.

``python -m benchmarks`` (or ``make bench``) builds one page of 100, 1,000 and 10,000 publications with each
*contender*, every build in a process of its own:

``empty``
    a Sphinx project of one page without extensions: what Sphinx itself costs;
``extension``
    the same with this extension and nothing of it on the page;
``academic``
    this extension, the records in a YAML file, ``publications`` in the layout ``list``;
``from-bib``
    the same with the records in a ``.bib`` file;
``papers``
    the same with a landing page for each publication (``academic_paper_pages``), with all its metadata;
``published``
    ``academic`` with the metadata of the list and with it as three feeds;
``rst``
    the same list typed by hand in reStructuredText;
``bibtex``
    sphinxcontrib-bibtex, the same records in a ``.bib`` file, its default style;
``hugo``, ``jekyll``
    these generators, where they are installed, with the same YAML and one page with one plain loop.

All Sphinx projects have the theme ``basic``, default settings otherwise and no ``-j``. The list is on the root page,
where a homepage has it; ``basic`` has no menu made from that page, so that nobody pays for reading it
once more, as they would with many other themes. A build that warns does not count, nor does a page that
lacks one of the records.

**How to read the result.** In the first table one row is one contender in one *situation*: ``clean`` (nothing
built before), ``unchanged`` (the same build again) or ``edited`` (one title changed since).

- ``seconds`` is the time on the wall of the whole process, Python's start and imports included.
- ``CPU s`` is what processors spent on it. Where the seconds are much more, or where the rows of
  ``empty`` differ by a tenth, the machine was busy with other things, and the run is worth repeating.
- ``ms each`` is the processor time above that of the empty project, divided by the number of publications, in
  milliseconds. Where it grows with the size, the cost grows faster than the list.
- ``MB`` is the peak of resident memory, in millions of bytes.

The numbers are medians of the rounds. In one round the contenders take turns, so that a slow minute falls on
all of them.

The second table divides the processor time and memory of ``academic`` by those of each other contender: less than 1 is
better than they are. The last lists the *reaches*: what this project promises, what was measured, and whether
it holds. The exit status is 1 when a reach is missed or a build failed, and 0 otherwise.

Then a *documentation that cites* is built: 1,000 pages with 5,000 citations of 500 works, without them (``plain``), with
ours and with those of sphinxcontrib-bibtex. There the processor time of the whole process counts, and two reaches
hold ours against both. ``--citing`` measures nothing else.

Last, a *lab* of 100 people, 50 projects and 150 works is built without pages of its own for any of them (``bare``), with those of the
works (``papers``), and with those of the people and the projects (``careers``), which may add twice what the works' add.
``--careers`` measures nothing else.

*Curricula vitae* of 40 and 400 publications are made as PDF by the command ``sphinx-academic cv``, which may take three seconds of
processor time in all;
``--curricula`` measures nothing else.

Only systems with ``wait4`` can tell what one process took: Linux, macOS and other kinds of Unix.
"""
