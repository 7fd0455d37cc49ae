"""Records and where they come from; this room knows neither Sphinx nor docutils."""
