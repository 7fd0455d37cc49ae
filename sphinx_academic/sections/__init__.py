"""One module per section: its options, which records it shows, and how a record is described."""
