"""Slips in the names of fields and entry types: which names BibTeX, BibLaTeX and other programs know, and which one was meant.

Fields: "BibTeXing" (btxdoc, 1988, 3.2), the BibLaTeX manual 3.20 (2.2), biblatex-software, and what ACM, ADS, BibDesk, CiteULike, DBLP,
INSPIRE, JabRef, MathSciNet, Mendeley, Scopus, Web of Science, Zotero, al-folio and jekyll-scholar add.
"""

from __future__ import annotations

from collections.abc import Container

from sphinx_academic.formats.bibtex.works import EDITORS, LINKS, READERS, TEXTS, TYPES
from sphinx_academic.formats.text import words
from sphinx_academic.problems import nearest

_USUAL = words(
    """
    title author editor journal journaltitle booktitle year month date volume number pages publisher school institution
    organization howpublished note abstract keywords doi url eprint series edition address location isbn issn chapter crossref
    subtitle translator version archiveprefix eprinttype primaryclass urldate language annote
    """
)
"""Fields that a slip may have been meant for."""
_FIELDS = (
    LINKS.keys()
    | READERS.keys()
    | EDITORS.keys()
    | TEXTS
    | _USUAL
    | words(
        """
    abstractnote accessed acmid added adsnote adsurl affiliation affiliations altmetric anthology
    archive archivalprefix arxivid authorid authortype bibcode bibsource biburl bibtex bookauthor bookpagination
    callnumber city citationkey cited code coden collaboration collection comment comments company conference copyright
    country creationdate crossref dateadded datemodified day dimensions display documenttype editorid eid eissn entryset entrysubtype eprintclass
    eventdate eventtitleaddon execute extra fax file files fjournal gender groups hal holder html hyphenation ids
    indextitle institute institutionid isrn issue issuetitle issuesubtitle issuedate journalabbr key
    keywordsplus label langid langidopts library link lccn localfile modificationdate
    mrclass mrnumber mrreviewer name nameaddon names notes numpages options origdate origlanguage origlocation origpublisher
    origtitle owner oa pagetotal pagination part pdf pii pmcid pmid preprint presort preview priority private process published pubstate
    publicationstatus qualityassured ranking rating read readstatus refid references related relatedoptions relatedstring
    relatedtype relevance reportnumber reprinttitle researchareas review reviewedtitle rights risfieldname section selected
    shortauthor shorteditor shorthand shorthandintro shortjournal shortseries shorttitle size slaccitation sortkey sortname
    sortshorthand sorttitle sortyear source sponsor sponsors status subject subtype summary supp tags texkey thesis timestamp
    topic type typology udk uri urn urlaccessdate urltime usera userb userc userd usere userf username verba verbb verbc video
    volumes website xdata xref yearfiled zblnumber eprinttype hdl lang sn
    """
    )
)
_TYPES = TYPES.keys() | words(
    """
    misc online www electronic webpage set xdata artwork audio bibnote image jurisdiction legislation legal letter movie music
    performance video standard other custom customa customb customc customd custome customf entry blog newspaper magazine
    ieeetranbstctl control bstctl revtex string preamble comment course lecture
    """
)


def field_meant(name: str, given: Container[str]) -> str | None:
    """The usual field that a name is a slip for; None for names that are known, that no slip makes, or beside the field itself."""
    if name in _FIELDS or not name.isalpha():
        return None
    meant = nearest(name, sorted(_USUAL))
    # A letter before a name (fjournal, fyear) makes one of somebody's own.
    return meant if meant and meant not in given and meant != name[1:] else None


def are_known(names: set[str]) -> bool:
    """Whether all names of fields are known."""
    return names <= _FIELDS


def type_meant(kind: str) -> str | None:
    """The entry type that one is a slip for; None for those that are known or that no slip makes."""
    return None if kind in _TYPES else nearest(kind, (*TYPES, "misc", "online"))
