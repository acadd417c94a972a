"""What happens to evidence on the entry screen: attaching, showing, describing, taking away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.bukti import JENIS, Keterangan
from app.errors import LontarError
from app.teks import t
from app.ui import dialogue
from app.ui.colours import Tone
from app.ui.pages.entry_inspector import Tab

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.domain.formulir import Sel
    from app.store.evidence import Bukti
    from app.ui.grid.sheet import OpenSheet
    from app.ui.pages.entry_inspector import Inspector
    from app.ui.session import Session


class Proof(QObject):
    """Acts on the cell the inspector follows; each act is one audited gesture.

    Signals:
        noticed: tone and sentence about what was done or could not be done.

    """

    noticed = Signal(Tone, str)

    def __init__(self, session: Session, inspector: Inspector, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._inspector, self._page = session, inspector, page
        panel = inspector.evidence
        panel.opened.connect(self.show_file)
        panel.dropped.connect(self.drop)
        panel.told.connect(self.tell_about)
        inspector.not_names.connect(self.state_no_names)

    # --- Attaching

    def attach(self) -> None:
        """Ask for files and keep them as evidence of the cell."""
        sheet, sel = self._inspector.sheet, self._inspector.sel
        if sheet is None or sel is None:
            return
        if sheet.readonly or not sel.editable:
            self.noticed.emit(Tone.WARN, t(sheet.readonly or "bukti.sel_hitungan"))
            return
        patterns = " ".join(f"*.{jenis}" for jenis in (*JENIS, "jpeg"))
        kinds = t("bukti.jenis_berkas", pola=patterns)
        self.take(
            sheet, sel, dialogue.open_files(self._page, t("bukti.pilih", sel=sel.label), kinds)
        )

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
        from app.store import evidence

        try:
            path = evidence.copy_to_read(
                self._session.office, evidence.find(self._session.office, number)
            )
        except LontarError as error:
            self.noticed.emit(Tone.BAD, str(error))
            return
        if not dialogue.show_document(path):
            self.noticed.emit(Tone.WARN, t("bukti.tanpa_program", berkas=path.name))

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
