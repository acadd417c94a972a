"""The side that asks for a package: one child, from the order to the finished workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app.errors import LontarError
from app.exchange import ekspor
from app.exchange.pembaca import langkah
from app.exchange.pembaca.proses import PENYUSUN
from app.exchange.penyusun import pesanan
from app.exchange.penyusun.pesanan import Tahap
from app.exchange.penyusun.siaga import Siaga
from app.store import log

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cryptography.x509 import Certificate

    from app.exchange.ekspor import Naskah, PaketJadi
    from app.exchange.paket import Acuan
    from app.exchange.pembaca.proses import Anak

    Progress = Callable[[str, int, int], None]


def compose(
    naskah: Naskah,
    acuan: Acuan,
    sealed: Path,
    passphrase: str,
    chain: Sequence[Certificate],
    progress: Progress,
    siaga: Siaga | None = None,
) -> PaketJadi:
    """Have the key opened and the package signed, written, read back and sealed; on no disk.

    `progress` hears of each step before it is done, and may raise to give it up. `siaga` has a
    child that may be at hand already.

    Raises:
        LontarError: the wrong passphrase, or the child could not be started or has stopped.
        Elsewhere: the child met an error that nobody expected, which is for the log.

    """
    told = pesanan.order(naskah, acuan, sealed, passphrase, chain)
    try:
        child = (siaga or Siaga()).take()
    except LontarError as error:
        raise langkah.in_own_words(error, PENYUSUN) from error
    try:
        step = _asked(child, langkah.MULAI, told)
        while step.langkah:
            progress(step.langkah, ekspor.LANGKAH.index(step.langkah), len(ekspor.LANGKAH))
            step = _asked(child, langkah.LANJUT)
    finally:
        child.close()
    return ekspor.PaketJadi(naskah, naskah.draf.paket_id, step.berkas)


def _asked(child: Anak, verba: str, data: bytes = b"") -> Tahap:
    answer = langkah.asked(child, PENYUSUN, verba, data)
    step = msgspec.msgpack.decode(answer, type=Tahap)
    if step.galat:
        raise log.Elsewhere(step.galat)
    return step
