"""What happens to evidence on the entry screen: attaching, showing, describing, taking away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.bukti import JENIS, Keterangan
from app.domain.nilai import Keadaan
from app.errors import LontarError
from app.teks import t
from app.ui import dialogue
from app.ui.colours import Tone
from app.ui.grid import keys
from app.ui.pages import evidence_open
from app.ui.pages.entry_inspector import Tab

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.domain.formulir import Sel
    from app.store.door import Perubahan, Tindakan
    from app.store.evidence import Bukti
    from app.ui.grid.sheet import OpenSheet
    from app.ui.pages.entry_inspector import Inspector
    from app.ui.session import Session

_BY_HAND = {"isi", "keadaan"}


class Proof(QObject):
    """Acts on the cell the inspector follows; each act is one audited gesture.

    Signals:
        noticed: tone and sentence about what was done or could not be done.
        attaching: files were chosen; the inspector, where they are told about, is needed now.

    """

    noticed = Signal(Tone, str)
    attaching = Signal()

    def __init__(self, session: Session, inspector: Inspector, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._inspector, self._page = session, inspector, page
        self._asked: set[tuple[str, str, str]] = set()
        panel = inspector.evidence
        panel.opened.connect(self.show_file)
        panel.saved.connect(self.save_file)
        panel.dropped.connect(self.drop)
        panel.told.connect(self.tell_about)
        inspector.not_names.connect(self.state_no_names)
        panel.letter.clicked.connect(self.declare_letter)
        session.changed.connect(self._follow)
        session.office_opened.connect(self._asked.clear)

    # --- Attaching

    def attach(self) -> bool:
        """Ask for files and keep them as evidence of the cell; False when none was chosen."""
        sheet, sel = self._inspector.sheet, self._inspector.sel
        if sheet is None or sel is None:
            return False
        if sheet.readonly or not sel.editable:
            self.noticed.emit(Tone.WARN, t(sheet.readonly or "bukti.sel_hitungan"))
            return False
        patterns = " ".join(f"*.{jenis}" for jenis in (*JENIS, "jpeg"))
        kinds = t("bukti.jenis_berkas", pola=patterns)
        chosen = dialogue.open_files(self._page, t("bukti.pilih", sel=sel.label), kinds)
        if chosen:
            self.attaching.emit()
            self.take(sheet, sel, chosen)
        return bool(chosen)

    def take(self, sheet: OpenSheet, sel: Sel, paths: list[Path]) -> None:
        """Keep files as evidence of a cell; what is refused is named, the others are kept."""
        added: list[Bukti] = []
        refused: list[str] = []
        for path in paths:
            try:
                added.append(self._take_one(sheet, sel, path))
            except LontarError as error:
                refused.append(str(error))
        if added:
            self._inspector.show_tab(Tab.EVIDENCE)
            self._inspector.evidence.choose(added[-1].id)
            self._inspector.evidence.facts.day.setFocus()
        if refused:
            self.noticed.emit(Tone.BAD, "\n".join(refused))
        elif added:
            names = ", ".join(one.nama for one in added)
            self.noticed.emit(Tone.GOOD, t("bukti.dilampirkan", berkas=names))

    def _take_one(self, sheet: OpenSheet, sel: Sel, path: Path) -> Bukti:
        from app.exchange import bukti_paket
        from app.store.door import Kunci

        home = sheet.form.home_period(sel.kode, sheet.periode)
        bukti, done = bukti_paket.attach_file(
            self._session.office,
            Kunci(sheet.form.kode, sheet.wilayah, str(home)),
            sel.kode,
            path,
            Keterangan(),
            label=t("bukti.tindakan.lampirkan", berkas=path.name, sel=sel.label),
            pelaku=self._session.pelaku,
        )
        self._session.announce(done)
        return bukti

    # --- One file

    def show_first(self) -> None:
        """Show the file under the cursor of the panel, else the first one of the cell."""
        self._inspector.refresh_evidence()
        listed = self._inspector.evidence.chosen
        if listed is None:
            self.noticed.emit(Tone.INFO, t("bukti.tanpa"))
        else:
            self.show_file(listed.id)

    def show_file(self, number: int) -> None:
        """Show a file in the program for its kind; a lost or damaged one is told."""
        said = evidence_open.show(self._session.office, number)
        if said is not None:
            self.noticed.emit(*said)

    def save_file(self, number: int) -> None:
        """Copy a file to where the user wants it."""
        said = evidence_open.save(self._page, self._session.office, number)
        if said is not None:
            self.noticed.emit(*said)

    def tell_about(self, number: int, keterangan: Keterangan) -> None:
        """Keep what is told about a file; a day that is none is told below the fields."""
        from app.store import evidence

        if not self._session.is_open:
            # A field that loses the focus while the window goes away; the page has kept it before.
            return
        office = self._session.office
        try:
            bukti = evidence.find(office, number)
            label = t("bukti.tindakan.ubah", berkas=bukti.nama)
            pelaku = self._session.pelaku
            done = evidence.describe(office, number, keterangan, label=label, pelaku=pelaku)
        except LontarError as error:
            self._inspector.evidence.facts.say(str(error))
            return
        self._inspector.evidence.facts.settle()
        self._session.announce(done)
        self._inspector.refresh_evidence()

    def drop(self, number: int) -> None:
        """Take a file away from its cell, after a question."""
        from app.store import evidence

        office = self._session.office
        try:
            bukti = evidence.find(office, number)
            if not dialogue.ask(
                self._page, t("bukti.tanya_hapus", berkas=bukti.nama), t("bukti.hapus")
            ):
                return
            label = t("bukti.tindakan.hapus", berkas=bukti.nama)
            done = evidence.remove(office, number, label=label, pelaku=self._session.pelaku)
        except LontarError as error:
            self.noticed.emit(Tone.BAD, str(error))
            return
        self._session.announce(done)
        self._inspector.refresh_evidence()
        self._inspector.evidence.setFocus()
        self.noticed.emit(Tone.GOOD, t("bukti.dihapus", berkas=bukti.nama))

    # --- The letter Nihil asks for

    def declare_letter(self) -> None:
        """Keep that the letter of the Nihil cell is in the office, unattached; or take it back."""
        from app.exchange import surat_nihil

        sheet, sel = self._inspector.sheet, self._inspector.sel
        if sheet is None or sel is None:
            return
        declared = sheet.letter_declared(sel.kode)
        if sheet.readonly or not (declared or sheet.wants_letter(sel.kode)):
            self.noticed.emit(Tone.INFO, t(sheet.readonly or "bukti.tanpa_nihil"))
            return
        office, periode = self._session.office, sheet.periode
        try:
            done = surat_nihil.declare(
                office, sheet.form, sel.kode, periode, pelaku=self._session.pelaku, ada=not declared
            )
        except LontarError as error:
            self.noticed.emit(Tone.BAD, str(error))
            return
        self._session.announce(done)
        self._inspector.refresh()
        said = "bukti.surat_dibatalkan" if declared else "bukti.surat_dinyatakan"
        self.noticed.emit(Tone.GOOD, t(said))

    def _follow(self, tindakan: Tindakan) -> None:
        """The first Nihil of a service brings the form for its letter into view."""
        nihil = [one for one in tindakan.perubahan if one.baru is Keadaan.NIHIL]
        if nihil and tindakan.jenis in _BY_HAND:
            # The sheet takes the new value over right after this.
            QTimer.singleShot(0, self, lambda: self._ask_for_letter(nihil[0]))

    def _ask_for_letter(self, change: Perubahan) -> None:
        sheet, key = self._inspector.sheet, (change.formulir, change.wilayah, change.periode)
        if sheet is None or sheet.form.kode != change.formulir or key in self._asked:
            return
        if sheet.wants_letter(change.sel):
            self._asked.add(key)
            self._inspector.lend(Tab.EVIDENCE, change.sel)
            self.noticed.emit(
                Tone.INFO,
                t("bukti.nihil_dinyatakan", lampirkan=keys.ATTACH, nyatakan=keys.LETTER),
            )

    # --- Names

    def state_no_names(self) -> None:
        """Keep that what looks like names at the cell is none."""
        from app.exchange import jaga_pribadi

        sheet, sel = self._inspector.sheet, self._inspector.sel
        if sheet is None or sel is None:
            return
        places = jaga_pribadi.place_names(self._session.regions.values())
        done = jaga_pribadi.not_names(
            self._session.office, sheet.form, sel.kode, sheet.periode, places,
            pelaku=self._session.pelaku,
        )  # fmt: skip
        if done is not None:
            self._session.announce(done)
            self._inspector.refresh()
            self.noticed.emit(Tone.GOOD, t("bukti.bukan_nama_tercatat"))
