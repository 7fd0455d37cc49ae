"""The light tree that descriptions are made of, and what it becomes: HTML, docutils nodes."""
