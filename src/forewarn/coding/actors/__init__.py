"""Who: mentions of states, bodies, offices and people, and whom they stand for on a day."""
