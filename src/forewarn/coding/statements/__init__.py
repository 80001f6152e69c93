"""Who says what: attributions, statements and their kinds."""
