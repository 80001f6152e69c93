"""How real it is, from actual to negated, and on what condition."""
