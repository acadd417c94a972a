"""The dispatch book: every package that came or went, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.teks import t
from app.ui import sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.pages.home_parts import ListCard
from app.ui.pages.package_known import written_moment
from app.ui.widgets import text

if TYPE_CHECKING:
    from app.store.dispatch import Paket
    from app.ui.session import Session

_ROWS_SEEN = 3
WAITING = "menunggu_tanda_terima"
_LOOKS = {
    WAITING: ("clock", Tone.INFO),
    "sah_utuh": ("check-circle", Tone.GOOD),
    "sah_disimpan_ulang": ("check-circle", Tone.GOOD),
}


class Book(ListCard):
    """Reads only; every entry stays for ever."""

    def __init__(self, session: Session) -> None:
        super().__init__(t("paket_layar.buku.judul"))
        self._session = session
        self.table = Ledger(t("paket_layar.buku.judul"), _heads())
        self._nothing = text.muted(t("paket_layar.buku.kosong"))
        self._nothing.setContentsMargins(sizes.S, 0, sizes.S, sizes.S)
        self.table.setSizeAdjustPolicy(self.table.SizeAdjustPolicy.AdjustToContents)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Read the book again."""
        from app.store import dispatch

        regions = self._session.regions
        entries = dispatch.packages(self._session.office)
        names = {kode: region.singkat for kode, region in regions.items()}
        self.table.show_rows([Row(str(one.nomor), _cells(one, names)) for one in entries])
        row = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setMinimumHeight(head + min(len(entries), _ROWS_SEEN) * row)
        self.table.setVisible(bool(entries))
        self._nothing.setVisible(not entries)


def _heads() -> list[Head]:
    return [
        Head(t("paket_layar.buku.waktu"), "30 Sep 2026, 23.59"),
        Head(t("paket_layar.buku.arah"), "888Masuk"),
        Head(t("paket_layar.buku.wilayah"), "Manggarai Timur"),
        Head(t("paket_layar.buku.periode"), "Triwulan III 2026"),
        Head(t("paket_layar.buku.revisi"), "Rev.", right=True),
        Head(t("paket_layar.buku.keadaan"), "888" + t("rekap.putusan.sah_disimpan_ulang")),
        Head(t("paket_layar.buku.berkas"), "SPM_5319_ManggaraiTimur_2026-T3_rev01_7F2K.xlsx"),
    ]


def _cells(paket: Paket, names: dict[str, str]) -> list[Cell]:
    from app.domain.periode import Periode

    icon = "export" if paket.arah == "keluar" else "import"
    periode = Periode.parse(paket.periode).judul if paket.periode else t("paket_layar.tak_terbaca")
    region = names.get(paket.wilayah or "", paket.wilayah or t("paket_layar.tak_terbaca"))
    look, tone = _LOOKS.get(paket.putusan, ("stop", Tone.BAD))
    return [
        Cell(written_moment(paket.waktu)),
        Cell(t(f"paket_layar.buku.{paket.arah}"), icon=icon, tone=Tone.MUTED),
        Cell(region),
        Cell(periode),
        Cell(str(paket.revisi or "")),
        Cell(state_of(paket), icon=look, tone=tone, note=paket.penanda_tangan),
        Cell(paket.nama_berkas, note=paket.nama_berkas),
    ]


def state_of(paket: Paket) -> str:
    """What has become of a package, in words."""
    if paket.putusan == WAITING:
        return t("paket_layar.menunggu")
    return t(f"rekap.putusan.{paket.putusan}")
