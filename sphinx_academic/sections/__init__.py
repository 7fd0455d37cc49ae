"""One module per directive: its options, which records it shows, and how a record is described."""
