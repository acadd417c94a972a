"""The process that makes a package: opens the key, then one step per request until it is done.

It is started for one package, knows no office and no path, and touches no disk.
"""

from __future__ import annotations

import gc
import sys
from functools import partial
from typing import TYPE_CHECKING

from app.exchange.pembaca import anak, batas, langkah

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from app.exchange.ekspor import PaketJadi
    from app.exchange.penyusun.pesanan import Tahap


def main(memori: int, detik: float) -> int:
    """Serve the parent on the other side of stdin and stdout; 0 when it has gone."""
    asking, telling = anak.pipes()
    # It ends before a look for cycles would be worth its time.
    gc.disable()
    from app.exchange import ekspor, pernyataan  # noqa: F401 - to be at hand when the order comes

    batas.limit_self(memori)
    making = Pembuatan()
    return anak.serve(asking, telling, _verbs(making), detik)


def _verbs(making: Pembuatan) -> dict[str, Callable[[bytes], object]]:
    steps = {langkah.MULAI: making.begin, langkah.LANJUT: making.go_on}
    return {verba: partial(_watched, step) for verba, step in steps.items()}


def _watched(work: Callable[[bytes], Tahap], data: bytes) -> Tahap:
    from app.exchange.penyusun.pesanan import Tahap

    return langkah.watched(work, data, lambda galat: Tahap(galat=galat))


class Pembuatan:
    """One package on its way."""

    def __init__(self) -> None:
        self._steps: Generator[str, None, PaketJadi] | None = None

    def begin(self, data: bytes) -> Tahap:
        """Open the key of an order; the answer is the first step that follows.

        Raises:
            LontarError: the wrong passphrase, or a key the certificate was not made for.

        """
        from app.exchange import ekspor, pernyataan, sertifikat
        from app.exchange.penyusun import pesanan

        told = pesanan.received(data)
        key = pernyataan.open_sealed(told.kunci, told.frasa_sandi, told.penanda, told.nama_kunci)
        chain = [sertifikat.read_der(one) for one in told.rantai]
        naskah, acuan = pesanan.restored(told)
        self._steps = ekspor.composing(naskah, acuan, key, chain)
        return self.go_on(b"")

    def go_on(self, _: bytes) -> Tahap:
        """Do the step that was told last; the answer is the next one, or the package."""
        from app.exchange.penyusun.pesanan import Tahap

        assert self._steps is not None
        try:
            return Tahap(langkah=next(self._steps))
        except StopIteration as done:
            return Tahap(berkas=done.value.berkas)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), float(sys.argv[2])))
