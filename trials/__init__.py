"""Trials that take longer than a test: random edits, kills, random input, and two revisions side by side."""
