"""What services say about works, asked for by a command alone: which sources there are, how they are asked, and what of their answers is taken.

No build and no page asks anybody; what was taken stands in a lock (:mod:`sphinx_academic.formats.lock_file`), which builds read.
"""
