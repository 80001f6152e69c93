"""How much of what, whose and where: quantities and who claims them."""
