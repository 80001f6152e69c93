"""Who did what to whom: finds of the lexicon and of the event heads, and their records."""
