"""The process that meets hostile bytes: reads a request, answers, until nobody asks any more.

It is started for one parent, knows no office and no path, and loads as little as it can.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, BinaryIO, cast

from app.exchange.pembaca import batas

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import BufferedReader, BufferedWriter

    from app.exchange.pembaca.pesan import Jawaban

READY = b"siap"
# Helpers that the libraries below would take up if they were there: slower to load, and more
# code that would meet hostile bytes.
_DO_WITHOUT = ("PIL", "defusedxml", "lxml", "numpy", "pandas", "typing_extensions")


def main(memori: int, detik: float) -> int:
    """Serve the parent on the other side of stdin and stdout; 0 when it has gone."""
    asking, telling = pipes()
    for name in _DO_WITHOUT:
        sys.modules[name] = None  # type: ignore[assignment]  # Python reads None as never to be found
    _load()
    batas.limit_self(memori)
    from app.exchange.pembaca import kerja

    return serve(asking, telling, kerja.VERBS, detik)


def serve(
    asking: BufferedReader,
    telling: BufferedWriter,
    verbs: dict[str, Callable[[bytes], object]],
    detik: float,
) -> int:
    """Answer request after request; 0 when the parent has gone."""
    import msgspec

    from app.exchange.pembaca.pesan import read_frame, write_frame

    encoder = msgspec.msgpack.Encoder(enc_hook=str)
    try:
        write_frame(telling, READY)
        while True:
            frame = read_frame(asking)
            # The parent counts the seconds; this is for the case that there is no parent left.
            batas.allow_cpu(detik)
            write_frame(telling, encoder.encode(_answer(frame, verbs, encoder.encode)))
    except (EOFError, BrokenPipeError):
        return 0


def _answer(
    frame: bytes, verbs: dict[str, Callable[[bytes], object]], encode: Callable[[object], bytes]
) -> Jawaban:
    import msgspec

    from app.errors import LontarError
    from app.exchange.pembaca.pesan import Jawaban, Permintaan

    try:
        request = msgspec.msgpack.decode(frame, type=Permintaan)
        return Jawaban(msgspec.Raw(encode(verbs[request.verba](request.data))))
    except LontarError as error:
        return Jawaban(kode=error.kode, data=error.data)
    except MemoryError:
        return Jawaban(kode="pembaca_memori")
    except Exception:  # noqa: BLE001 - whatever a hostile file brings about ends here
        sys.excepthook(*sys.exc_info())
        return Jawaban(kode="pembaca_berhenti")


def _load() -> None:
    """Have the libraries of a first look at hand before the first file arrives."""
    import gc

    import python_calamine  # noqa: F401 - only to have it loaded

    # A request builds large tables of plain values; looking for cycles among them is in vain.
    gc.disable()


def pipes() -> tuple[BufferedReader, BufferedWriter]:
    """The two ends to the parent; whatever a library prints goes to stderr instead."""
    if sys.platform == "win32":
        import msvcrt

        for descriptor in (0, 1):
            msvcrt.setmode(descriptor, os.O_BINARY)
    private = os.dup(1)
    os.dup2(2, 1)
    return _opened(0, "rb"), cast("BufferedWriter", _opened(private, "wb"))


def _opened(descriptor: int, mode: str) -> BufferedReader:
    return cast("BufferedReader", cast("BinaryIO", os.fdopen(descriptor, mode)))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), float(sys.argv[2])))
