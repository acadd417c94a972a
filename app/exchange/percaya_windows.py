"""Let Windows, and so Excel, believe the province's authority on this user's account."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.exchange import berkas, sertifikat

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.exchange.sertifikat import Otoritas

FILE_NAME = "ca.cer"
_TIMEOUT = 120
"""Seconds: Windows asks the user for confirmation meanwhile."""


def is_windows() -> bool:
    """Whether there is a trust store this program can add to."""
    return sys.platform == "win32"


def export(otoritas: Otoritas, target: Path) -> None:
    """Save the authority's certificate in the form Windows opens with a double click."""
    berkas.write_atomic(target, sertifikat.to_der(otoritas.sertifikat))


def run_certutil(command: Sequence[str]) -> int:
    """Run a command of Windows without a console window; returns its exit code.

    Tests put another function in its place.
    """
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    done = subprocess.run(
        command, check=False, capture_output=True, timeout=_TIMEOUT, creationflags=hidden
    )
    return done.returncode


def trust(
    otoritas: Otoritas, folder: Path, run: Callable[[Sequence[str]], int] | None = None
) -> Path:
    """Save the certificate into `folder` and add it to the trusted roots of this Windows user.

    Raises:
        LontarError: Windows refused, or the user said no in the question Windows asks.
    """
    target = folder / FILE_NAME
    export(otoritas, target)
    # By its full path: a program of that name in the current folder must not be started.
    program = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "certutil.exe"
    command = [str(program), "-user", "-addstore", "Root", str(target)]
    try:
        code = (run or run_certutil)(command)
    except (OSError, subprocess.SubprocessError):
        code = -1
    if code:
        raise LontarError("windows_menolak_percaya", nama=otoritas.nama, berkas=str(target))
    return target
