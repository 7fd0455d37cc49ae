"""What people get wrong in YAML: found behind what libyaml says, told, and mended in memory so that the rest is read."""
