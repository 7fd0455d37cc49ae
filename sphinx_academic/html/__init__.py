"""What only HTML output has: the writer of fragments, icons, and the assets that pages need."""
