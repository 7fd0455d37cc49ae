"""BibTeX: reading and writing."""
