"""Records out of forewarn, in formats that others read."""
