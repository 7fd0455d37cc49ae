"""What stands in the text for works that are cited, decided from all that the pages cite."""
