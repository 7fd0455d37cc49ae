"""Records in other people's formats: pure text, which knows neither Sphinx nor docutils."""
