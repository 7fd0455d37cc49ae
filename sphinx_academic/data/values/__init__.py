"""What single values are: dates, names of people, addresses, identifiers."""
