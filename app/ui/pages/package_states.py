"""What has become of a package, computed from book and letters: in two words and in full."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from app.teks import t
from app.ui.colours import Tone
from app.ui.pages.package_known import written_moment

if TYPE_CHECKING:
    from app.store.dispatch import Paket
    from app.store.letters import Surat
    from app.ui.session import Session

WAITING, RECEIVED, WITHDRAWN = "menunggu_tanda_terima", "diterima", "ditarik"
RECEIPT, WITHDRAWAL = "tanda_terima", "penarikan"
_LOOKS = {
    WAITING: ("clock", Tone.INFO),
    RECEIVED: ("check-circle", Tone.GOOD),
    WITHDRAWN: ("minus", Tone.WARN),
    "sah_utuh": ("check-circle", Tone.GOOD),
    "sah_disimpan_ulang": ("check-circle", Tone.GOOD),
}


class State(NamedTuple):
    """An entry of the book with what is known of it; `replaced` is a revision, 0 for none.

    `held` tells of each urusan that is held back, in words. `opd` tells that this office hands in
    to its kabupaten. `again` is why its receipt took the place of an earlier one.
    """

    paket: Paket
    replaced: int
    letters: Mapping[str, Surat]
    held: tuple[str, ...] = ()
    opd: bool = False
    again: str = ""

    @property
    def look(self) -> tuple[str, Tone]:
        """Glyph and tone; what was replaced goes quiet."""
        if self.replaced and self.paket.putusan != WITHDRAWN:
            return "changed", Tone.MUTED
        if self.held:
            return "clock", Tone.WARN
        return _LOOKS.get(self.paket.putusan, ("stop", Tone.BAD))

    @property
    def words(self) -> str:
        """The state in a few words."""
        if self.paket.putusan == WITHDRAWN:
            return t("rekap.putusan.ditarik")
        if self.replaced:
            return t("paket_layar.buku.diganti", revisi=self.replaced)
        if self.held:
            return t("paket_layar.buku.ditahan", jumlah=len(self.held))
        if self.paket.putusan == WAITING:
            return t("paket_layar.menunggu")
        if self.opd and self.paket.putusan == RECEIVED:
            return t("rekap.putusan.diterima_opd")
        return t(f"rekap.putusan.{self.paket.putusan}")

    @property
    def letter(self) -> Surat | None:
        """The letter that tells most: a withdrawal, else a receipt."""
        return self.letters.get(WITHDRAWAL) or self.letters.get(RECEIPT)

    @property
    def letter_words(self) -> str:
        """Which letter there is about this package."""
        if self.letter is None:
            return t("paket_layar.buku.surat_belum")
        return t(f"paket_layar.surat.jenis.{self.letter.jenis}")

    @property
    def lacks_receipt(self) -> bool:
        """Whether a receipt for an accepted package is still to be made."""
        here = self.paket.arah == "masuk" and self.paket.putusan != WITHDRAWN
        return here and RECEIPT not in self.letters

    @property
    def can_renew(self) -> bool:
        """Whether its receipt can be made again."""
        here = self.paket.arah == "masuk" and self.paket.putusan != WITHDRAWN
        return here and RECEIPT in self.letters

    def sentence(self) -> str:
        """Everything that is known, with the evidence and its code."""
        told = [self._came()]
        for jenis in (RECEIPT, WITHDRAWAL):
            surat = self.letters.get(jenis)
            if surat is not None:
                key = f"paket_layar.buku.{jenis}_{surat.arah}"
                if self.opd and jenis == RECEIPT:
                    key = "paket_layar.buku.tanda_terima_masuk_opd"
                told.append(_about(surat, key))
            if jenis == RECEIPT and self.again:
                told.append(t("surat.ganti", alasan=self.again))
        told += self.held
        if self.lacks_receipt:
            told.append(t("paket_layar.buku.tanpa_tanda_terima"))
        if self.replaced:
            told.append(t("paket_layar.buku.diganti_penuh", revisi=self.replaced))
        return " ".join(told)

    def _came(self) -> str:
        paket = self.paket
        facts = {"waktu": written_moment(paket.waktu), "nama": paket.penanda_tangan or "–"}
        waits = "menunggu_opd" if self.opd else "menunggu"
        came = waits if paket.putusan == WAITING else paket.arah
        return t(f"paket_layar.buku.rinci_{came}", **facts)


def states(session: Session) -> list[State]:
    """The whole book, newest first."""
    from app.store import dispatch, letters

    entries = dispatch.packages(session.office)
    by_package: dict[str, dict[str, Surat]] = {}
    several: set[str] = set()
    for surat in letters.letters(session.office):
        newest_of = by_package.setdefault(surat.paket_id, {})
        if newest_of.setdefault(surat.jenis, surat) is not surat and surat.jenis == RECEIPT:
            several.add(surat.paket_id)
    newest, held = _newest(entries), _held(session)
    found = []
    for one in entries:
        highest = newest.get(_line_of(one), 0)
        replaced = highest if highest > (one.revisi or 0) else 0
        sent = by_package.get(one.paket_id or "", {})
        kept = tuple(held.get(one.nomor, ())) or _held_there(session, sent)
        again = _why_again(session, sent) if one.paket_id in several else ""
        found.append(State(one, replaced, sent, kept, opd=session.is_opd, again=again))
    return found


def _why_again(session: Session, sent: Mapping[str, Surat]) -> str:
    """Why the newest of several receipts was made; read only where there are several."""
    from app.exchange import tanda_terima

    return tanda_terima.why_again(session.office, sent[RECEIPT])


def _held(session: Session) -> dict[int, list[str]]:
    """What is held back of each entry, in words."""
    from app import paths
    from app.exchange import tahanan
    from app.store import holds, pustaka

    listed = holds.open_holds(session.office)
    names = pustaka.load_urusan(paths.forms()) if listed else {}
    found: dict[int, list[str]] = {}
    for one in listed:
        found.setdefault(one.nomor, []).append(tahanan.told(one, names))
    return found


def _held_there(session: Session, sent: dict[str, Surat]) -> tuple[str, ...]:
    """What the receiver of a package of ours says it holds back."""
    from app.exchange import surat_ditahan, tanda_terima

    receipt = sent.get(RECEIPT)
    if receipt is None or receipt.arah != "masuk":
        return ()
    held = tanda_terima.held_by_receiver(session.office, receipt.paket_id)
    named = surat_ditahan.by_name(held)
    return tuple(t("surat.ditahan.urusan", urusan=nama, alasan=why) for nama, why in named)


def code_of(surat: Surat) -> str:
    """The six words of a letter."""
    from app.exchange.enam_kata import six_words

    return " · ".join(six_words(bytes.fromhex(surat.id)))


def _about(surat: Surat, key: str) -> str:
    return t(key, waktu=written_moment(surat.waktu), nama=surat.penanda_tangan, kode=code_of(surat))


def _line_of(one: Paket) -> tuple[str, ...]:
    """Whose revisions an entry is counted among."""
    from app.store import opd

    return one.arah, one.wilayah or "", opd.sender(one), one.periode or ""


def _newest(entries: Iterable[Paket]) -> dict[tuple[str, ...], int]:
    newest: dict[tuple[str, ...], int] = {}
    for one in entries:
        key = _line_of(one)
        newest[key] = max(one.revisi or 0, newest.get(key, 0))
    return newest
