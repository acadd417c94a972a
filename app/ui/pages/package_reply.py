"""Replies: to all regions or OPD of the year at once, to some, or to one of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import paths
from app.errors import LontarError
from app.teks import t
from app.ui.pages.package_letter_form import LetterForm
from app.ui.pages.question_ask import asks_opd
from app.ui.pages.region_ticks import RegionTicks
from app.ui.widgets import text
from app.ui.widgets.field import Field
from app.ui.widgets.line import Tick
from app.ui.widgets.selector import Selector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.exchange.kesiapan import Orang
    from app.exchange.susun_balasan import Rancangan, Tertanda
    from app.ui.session import Session

_USUAL = "tenggat.toml"
_SOME, _SEVERAL = "beberapa", 2


class ReplyForm(LetterForm):
    """Whom to reply to, then as for a receipt: who signs, the passphrase, the folder."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.target = Selector(t("tanya.balas.untuk"))
        # A kabupaten replies to its OPD; the keys of those texts end alike.
        self._kind = "_opd" if asks_opd(session) else ""
        self.some = RegionTicks(t(f"tanya.balas.pilih{self._kind}"))
        told = t(f"tanya.balas.isi{self._kind}")
        self.extra.addWidget(Field(t("tanya.balas.untuk"), self.target, told))
        self.carry = Tick(t("tanya.balas.definisi"))
        self.which = text.muted()
        self._carried = b""
        self.extra.addWidget(self.some)
        self.extra.addWidget(self.carry)
        self.extra.addWidget(self.which)
        self.target.activated.connect(self._targeted)
        self.some.changed.connect(self._targeted)

    @property
    def wanted(self) -> list[str]:
        """The codes of the regions, or the names of the OPD, that get a reply."""
        found = self.target.currentData()
        return self.some.chosen if found == _SOME else list(found or ())

    def begin_replies(self, wanted: Sequence[str] = ()) -> None:
        """Ask for what is needed to reply to those of the year in view.

        Those that are `wanted` are chosen to begin with, also where nothing waits for them.
        """
        from app.exchange import susun_balasan

        session = self._session
        found = susun_balasan.recipients(session.office, session.periode.tahun)
        self.target.clear()
        self.target.addItem(t(f"tanya.balas.semua{self._kind}", jumlah=len(found)), found)
        regions = {kode: session.regions.get(kode) for kode in sorted({*found, *wanted})}
        if len(regions) > 1:
            self.target.addItem(t(f"tanya.balas.beberapa{self._kind}"), _SOME)
        self.some.offer({kode: one.singkat if one else kode for kode, one in regions.items()})
        for kode, one in regions.items():
            self.target.addItem(one.nama if one else kode, [kode])
        self._take(wanted)
        self._begin([])
        self._offer_definitions()
        self._targeted()
        if not regions:
            kode = "balasan_tanpa_tujuan"
            self.messages.tell_error(LontarError(kode, tahun=session.periode.tahun))

    def _offer_definitions(self) -> None:
        """The newest file of definitions may go along, where there is one."""
        from app.exchange import bawa_definisi

        last = bawa_definisi.newest(self._session.office)
        self._carried = last.berkas
        self.which.setText(t("tanya.balas.definisi_nomor", nomor=last.nomor))
        self.carry.setChecked(False)
        for part in (self.carry, self.which):
            part.setVisible(last.nomor > 0)

    def _take(self, wanted: Sequence[str]) -> None:
        self.some.tick(wanted)
        if len(wanted) == 1:
            (kode,) = wanted
            place = next(n for n in range(self.target.count()) if self.target.itemData(n) == [kode])
            self.target.setCurrentIndex(place)
        elif wanted:
            self.target.setCurrentIndex(self.target.findData(_SOME))

    def _targeted(self) -> None:
        """The button says how many files will be made, and waits until somebody is chosen."""
        self.some.setVisible(self.target.currentData() == _SOME)
        count = len(self.wanted)
        many = count >= _SEVERAL
        self.make.setText(
            t("tanya.balas.buat_banyak", jumlah=count) if many else t("tanya.balas.buat")
        )
        self.make.setEnabled(bool(count) and bool(self._people))

    def _say_who(self) -> None:
        nama = self.person.pengguna.nama if self.person else "–"
        year = self._session.periode.tahun
        self._headline.setText(t("tanya.balas.judul", tahun=year, nama=nama))

    def _answered(self) -> bool:
        if self.target.currentData() == _SOME and not self.wanted:
            self.messages.tell_error(LontarError("balasan_belum_dipilih"))
            self.some.setFocus()
            return False
        return super()._answered()

    def _prepare(self, orang: Orang) -> list[Any]:
        from app.exchange import susun_balasan

        session, usual = self._session, paths.forms() / _USUAL
        year = session.periode.tahun
        brings = self._carried if self.carry.isChecked() else b""
        office, chain = session.office, orang.rantai
        return list(susun_balasan.prepare(office, self.wanted, year, usual, chain, brings))

    @staticmethod
    def _sign_all(prepared: list[Rancangan], key: Any, certs: Sequence[Any]) -> list[Any]:
        from app.exchange import susun_balasan

        return list(susun_balasan.sign(prepared, key, certs))

    def _keep(self, signed: list[Tertanda]) -> None:
        from app.exchange import susun_balasan

        self._task = None
        self._show_busy(busy=False)
        session = self._session
        try:
            made = susun_balasan.keep(session.office, signed, session.regions)
        except LontarError as error:
            self.messages.tell_error(error)
            return
        self._write(made, Path(self.folder.text()))
