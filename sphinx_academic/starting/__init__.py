"""Sites that are begun: from nothing, or from what another generator or a file has."""
