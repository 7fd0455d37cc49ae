"""LaTeX in texts: decoding and encoding."""
