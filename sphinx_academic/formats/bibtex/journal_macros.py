"""The commands for journals that ADS writes (``\\apj``), which classes of LaTeX for astronomy define.

The list is that of ADS (https://ui.adsabs.harvard.edu/help/actions/journal-macros), with the names of societies written out.
"""

from __future__ import annotations

from sphinx_academic.formats.latex.definitions import Definition
from sphinx_academic.formats.text import words

_NAMES = """
    aj Astronomical Journal | psj Planetary Science Journal | actaa Acta Astronomica | araa Annual Review of Astronomy and Astrophysics
    apj Astrophysical Journal | apjl Astrophysical Journal Letters | apjlett Astrophysical Journal Letters
    apjs Astrophysical Journal Supplement Series | apjsupp Astrophysical Journal Supplement Series | ao Applied Optics
    apss Astrophysics and Space Science | aap Astronomy and Astrophysics | aapr Astronomy and Astrophysics Reviews
    aaps Astronomy and Astrophysics Supplement Series | azh Astronomicheskii Zhurnal | baas Bulletin of the American Astronomical Society
    bac Bulletin of the Astronomical Institutes of Czechoslovakia | caa Chinese Astronomy and Astrophysics
    cjaa Chinese Journal of Astronomy and Astrophysics | icarus Icarus | jcap Journal of Cosmology and Astroparticle Physics
    jrasc Journal of the Royal Astronomical Society of Canada | memras Memoirs of the Royal Astronomical Society
    mnras Monthly Notices of the Royal Astronomical Society | na New Astronomy | nar New Astronomy Review
    pasa Publications of the Astronomical Society of Australia | pra Physical Review A | prb Physical Review B | prc Physical Review C
    prd Physical Review D | pre Physical Review E | prl Physical Review Letters
    pasp Publications of the Astronomical Society of the Pacific | pasj Publications of the Astronomical Society of Japan
    rmxaa Revista Mexicana de Astronomía y Astrofísica | qjras Quarterly Journal of the Royal Astronomical Society
    skytel Sky and Telescope | solphys Solar Physics | sovast Soviet Astronomy | ssr Space Science Reviews
    zap Zeitschrift für Astrophysik | nat Nature | iaucirc IAU Circulars | aplett Astrophysics Letters
    apspr Astrophysics Space Physics Research | bain Bulletin of the Astronomical Institutes of the Netherlands
    fcp Fundamentals of Cosmic Physics | gca Geochimica et Cosmochimica Acta | grl Geophysical Research Letters
    jcp Journal of Chemical Physics | jgr Journal of Geophysical Research
    jqsrt Journal of Quantitative Spectroscopy and Radiative Transfer | memsai Memorie della Società Astronomica Italiana
    nphysa Nuclear Physics A | physrep Physics Reports | physscr Physica Scripta | planss Planetary and Space Science
    procspie Proceedings of SPIE | maps Meteoritics and Planetary Science
"""
JOURNALS = {
    name: Definition(0, journal)
    for row in _NAMES.strip().splitlines()
    for name, _, journal in (each.strip().partition(" ") for each in row.split(" | "))
}
"""The journals by their commands, as a preamble would define them."""
FIELDS = words("journal journaltitle booktitle series")
"""The fields in which these commands stand."""
