"""What a power cut or a killed program left half-made in an office's folder; none of it counts.

It is taken away under the office's lock, when nobody can be at work on it.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

HANDOVER = ".serah-"
"""How folders begin in which a handover is packed or unpacked."""

RESTORING = ".pulih"
"""How the copy of a backup ends that is about to take the place of the database."""

_HALF = re.compile(
    rf"{re.escape(HANDOVER)}\w+|lontar\.db{re.escape(RESTORING)}"
    r"|\.(?:lontar\.db|diserahkan)\S*\.sebagian"
)


def sweep(folder: Path) -> None:
    """Take it away; what the disk does not let go is tried again the next time."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in [one for one in entries if _HALF.fullmatch(one.name)]:
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                with suppress(OSError):
                    Path(entry.path).unlink()
