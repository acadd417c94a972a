"""The slow part of stating and of signing, made ready on the window's thread to run beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.pages import package_known

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.exchange.ekspor import PaketJadi
    from app.exchange.kesiapan import Orang
    from app.exchange.penyusun.siaga import Siaga
    from app.store.drafts import Draf
    from app.ui.background import Progress
    from app.ui.session import Session

STATING = ("kunci", "nyatakan")
SIGNING = ("kunci", "susun", "tanda_tangan", "tulis", "periksa", "segel", "simpan")
"""The steps of both, in order; the last one of signing runs on the window's thread."""


def stating(session: Session, orang: Orang, passphrase: str) -> Callable[[Progress], Draf]:
    """Read the office now; what is left is to unlock the key and sign the statement.

    Raises:
        LontarError: something stands in the way, or this person may not state it.
    """
    from app.exchange import pernyataan

    chain, sealed = orang.rantai, _sealed(session, orang)
    known, clock = package_known.definitions(session), session.clock
    told = pernyataan.design(session.office, known, session.periode, chain, clock, session.bagian)

    def work(progress: Progress) -> Draf:
        progress(STATING[0], 0, len(STATING))
        key = pernyataan.open_key(sealed, passphrase, told.penanda)
        progress(STATING[1], 1, len(STATING))
        return pernyataan.state(told, key, chain, clock)

    return work


def signing(
    session: Session, orang: Orang, passphrase: str, siaga: Siaga | None = None
) -> Callable[[Progress], PaketJadi]:
    """Read the statement now; what is left a child does: unlock, sign, write, read back and seal.

    `siaga` has a child that may be at hand already.

    Raises:
        LontarError: nothing was stated, it holds no longer, or this person may not sign.
    """
    from app.exchange import ekspor
    from app.exchange.penyusun import induk

    chain, sealed = orang.rantai, _sealed(session, orang)
    known = package_known.definitions(session)
    naskah = ekspor.prepare(session.office, known, session.periode, chain, session.clock)

    def work(progress: Progress) -> PaketJadi:
        progress(SIGNING[0], 0, len(SIGNING))
        return induk.compose(naskah, known, sealed, passphrase, chain, progress, siaga)

    return work


def _sealed(session: Session, orang: Orang) -> Path:
    from app.exchange import pendaftaran

    return pendaftaran.key_file(session.office, pendaftaran.key_name(orang.pengguna))
