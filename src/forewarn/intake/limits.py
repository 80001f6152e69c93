"""How much intake takes: bounds that keep hostile or broken input from eating time or memory.

A long news report has some 20,000 characters and the longest official transcripts about 150,000;
the bounds leave at least ten times as much.
"""

MB = 1 << 20

FILE = 64 * MB
"""Bytes of a file that must be read whole (text, Markdown, JSON)."""

PAGE = 20 * MB
"""Bytes of an HTML page or a feed."""

ROW = 2 * MB
"""Bytes of one row of JSON Lines or CSV."""

TEXT = 2_000_000
"""Characters of one report."""

UNPACKED = 64 * MB
UNPACKED_RATIO = 200
"""A .gz file may unpack to the larger of `UNPACKED` bytes and this many times its own size.

News text packs about 3 to 1, the most repetitive rows some 50 to 1, a bomb 1,000 to 1.
"""

FETCH = 10 * MB
"""Bytes of one answer to a URL."""

FETCH_SECONDS = 30.0
"""From the first look-up of the name to the last byte, all redirects included."""

REDIRECTS = 5
