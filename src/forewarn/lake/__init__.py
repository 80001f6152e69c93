"""The lake: what was read and coded, kept for good, and shown as of any day.

One Delta Lake table in the data folder holds every kind of row; one commit is one batch, so a
reader sees a batch whole or not at all and a writer that is killed leaves nothing half-written.
Rows are only ever added. `Lake.append` writes, `Lake.view` reads.
"""

from forewarn.lake.rows import Batch, Kept, Link
from forewarn.lake.store import Lake
from forewarn.lake.view import View

__all__ = ["Batch", "Kept", "Lake", "Link", "View"]
