"""YAML: reading with places, and mending of what is broken."""
