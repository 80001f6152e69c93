"""One reader per format.

A reader takes a stream of bytes and the file's name or address, and yields `Raw` reports and
`Bad` rows; it raises UnreadableError where the whole input is of no use.
"""
