"""One reader per file format; all of them give the same raw values with their places in the file."""
