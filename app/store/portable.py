"""A program carried along, with its data beside it: whether anything can be kept there at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress

from app import paths
from app.errors import LontarError

_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}


def check() -> None:
    """See that data can be kept beside the program, when that is where they belong.

    Raises:
        LontarError: the program is carried along on a place that can only be read.
    """
    folder = paths.portable_data()
    if folder is None:
        return
    place = folder if folder.is_dir() else folder.parent
    trial = place / f".lontar-{os.getpid()}"
    try:
        # Rights alone do not tell: a locked stick or a disc refuses whoever may write.
        trial.open("xb").close()
    except OSError as exc:
        if exc.errno in _READ_ONLY:
            raise LontarError("portabel_hanya_baca", folder=place) from exc
    # A virus scanner that looks at it right now proves that it could be written.
    with suppress(OSError):
        trial.unlink(missing_ok=True)
