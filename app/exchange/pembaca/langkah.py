"""Work of a child that is asked for step by step, and told of in the words of that work."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from app.errors import LontarError
from app.exchange.pembaca.induk import said
from app.exchange.pembaca.pesan import Permintaan
from app.exchange.pembaca.proses import PENCETAK, PENYUSUN

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.exchange.pembaca.proses import Anak

T = TypeVar("T")
MULAI, LANJUT = "mulai", "lanjut"
"""What a child is asked: to begin with an order, and to go on with it."""

_GONE = {
    PENYUSUN: ("penyusun_tidak_mulai", "penyusun_berhenti"),
    PENCETAK: ("pencetak_tidak_mulai", "pencetak_berhenti"),
}


def watched(work: Callable[[bytes], T], data: bytes, amiss: Callable[[str], T]) -> T:
    """Do a step within a child; an error nobody expected goes into the log, which is not here.

    `amiss` makes an answer of what the log is to know of it.
    """
    from app.store import log

    try:
        return work(data)
    except (LontarError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent has to hear of it
        return amiss(log.told(error))


def asked(
    child: Anak,
    kind: str,
    verba: str,
    data: bytes = b"",
    beat: Callable[[], object] | None = None,
) -> bytes:
    """The answer of a child of a kind; `beat` as for `Anak.answer`.

    Raises:
        LontarError: what the child answers, or that it is gone, in the words of its kind.

    """
    child.ask(msgspec.msgpack.encode(Permintaan(verba, data)))
    try:
        answer = said(child.answer(beat))
    except LontarError as error:
        raise in_own_words(error, kind) from error
    if isinstance(answer, LontarError):
        raise in_own_words(answer, kind)
    return answer


def in_own_words(error: LontarError, kind: str) -> LontarError:
    """What a child comes to, told of its own work and not of a file that is read."""
    if not error.kode.startswith("pembaca_"):
        return error
    never, midway = _GONE[kind]
    return LontarError(never if error.kode == "pembaca_tidak_mulai" else midway)
