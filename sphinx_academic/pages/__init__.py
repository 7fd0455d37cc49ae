"""Where a description stands: what happens when a page is read, filled and written, and where its links lead."""
