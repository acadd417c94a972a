"""The front door: no arguments open the window, verbs go to the command line.

Whatever goes wrong behind it reaches the user as a sentence and an exit code, never a traceback.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

# What makes the frozen program the child that reads foreign files, the one that makes a package,
# or the one that lays out pages; a person never types any of them.
READER, MAKER, PRINTER = "--pembaca", "--penyusun", "--pencetak"
# What names the packages of the system that are missing.
SET_UP = "sh packaging/run.sh"
EXIT_REFUSED = 2
EXIT_NO_DISPLAY = 3
EXIT_BUG = 70
EXIT_INTERRUPTED = 130
EXIT_BROKEN_PIPE = 141
# The one sentence outside the catalogue: it is needed when the catalogue itself is missing.
NO_CATALOGUE = "Lontar tidak lengkap: resources/teks tidak ditemukan. Pasang ulang Lontar."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Lontar and return its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] in ([READER], [MAKER], [PRINTER]):
        return _child(*arguments)
    _never_fail_to_print()
    try:
        return _run(list(arguments))
    except LontarError as error:
        _tell(str(error))
        return EXIT_REFUSED
    except KeyboardInterrupt:
        _tell(t("umum.dihentikan"))
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output (head, a pager) has left; nothing more can or need be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_BROKEN_PIPE
    except Exception as error:  # noqa: BLE001 - the last door: whatever arrives here is a bug
        _tell(_bug_sentence(error))
        return EXIT_BUG


def _child(kind: str, memori: str, detik: str) -> int:
    if kind == READER:
        from app.exchange.pembaca.anak import main as child
    elif kind == MAKER:
        from app.exchange.penyusun.anak import main as child
    else:
        from app.ui.printing_child import main as child
    return child(int(memori), float(detik))


def _run(arguments: list[str]) -> int:
    if arguments:
        from app.cli import main as command_line

        return command_line(arguments)
    if not has_display(sys.platform, os.environ):
        program = os.environ.get("LONTAR_PERINTAH", "lontar")
        _tell(t("umum.tanpa_layar", perintah=f"{program} demo --keluar DEMO"))
        return EXIT_NO_DISPLAY
    # What a start makes is there to stay: looking through it for waste, again and again as it
    # grows, finds none. Once the window is up, it sweeps by itself.
    gc.disable()
    try:
        from app.ui.application import main as window
    except ImportError as error:
        return _without_library(error)
    return window()


def _without_library(error: ImportError) -> int:
    """Name the library of the system that the window misses; anything else is a bug.

    Raises:
        ImportError: it is not about such a library.
    """
    missing, told, _ = str(error).partition(": cannot open shared object file")
    if not told:
        raise error
    _tell(t("umum.tanpa_pustaka", pustaka=missing, perintah=SET_UP))
    return EXIT_NO_DISPLAY


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can be shown; only Linux machines are known to go without."""
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not platform.startswith("linux") or any(environment.get(name) for name in wanted)


def _bug_sentence(error: Exception) -> str:
    try:
        return t("umum.tak_terduga", berkas=_write_log(error))
    except OSError:
        return t("umum.tak_terduga_tanpa_catatan", jenis=type(error).__name__)
    except KeyError:
        return NO_CATALOGUE


def _write_log(error: Exception) -> Path:
    from app.store import log

    return log.write_down(error, datetime.now(UTC).astimezone())


class _Nowhere(io.TextIOBase):
    """A stream that nobody reads; not the null device, which Windows takes for a terminal."""

    def write(self, text: str) -> int:
        return len(text)


def _never_fail_to_print() -> None:
    # A Windows program frozen without a console has neither: what is said goes nowhere, and nobody
    # behind this door has to ask first.
    sys.stdout = sys.stdout or _Nowhere()
    sys.stderr = sys.stderr or _Nowhere()
    # A Windows pipe or a POSIX locale may not know every letter; a sentence with "?" beats a crash.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _tell(sentence: str) -> None:
    from app.domain.aksara import on_screen

    sys.stderr.write(on_screen(sentence) + "\n")


if __name__ == "__main__":
    sys.exit(main())
