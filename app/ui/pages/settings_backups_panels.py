"""The panels of Cadangan: making one, picking one on a flash disk, going back, handing over."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from app.domain.angka import format_number
from app.errors import LontarError
from app.teks import t
from app.ui import background, dialogue
from app.ui.colours import Tone
from app.ui.pages.home_parts import LineButton
from app.ui.pages.settings_panel import Panel, spoken
from app.ui.widgets import text
from app.ui.widgets.facts import Facts
from app.ui.widgets.field import Field
from app.ui.widgets.line import Line, Tick

if TYPE_CHECKING:
    from app.store.vault import Isi, Simpanan
    from app.ui.background import Progress, Task
    from app.ui.pages.settings_backups import BackupsSection


class WorkingPanel(Panel):
    """A panel whose work runs beside the window; Batal stops it at its next step."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key, **facts)
        self._task: Task | None = None
        self.back.clicked.disconnect()
        self.back.clicked.connect(self._leave)

    def work(self, job: Any, done: Any, sedang: str = "panel.cadangan.sedang") -> None:
        """Start and say so; `done` gets the result on the window's thread."""
        self.set_busy(t(sedang))
        self.back.setEnabled(True)
        self._task = background.run(
            self, job, done=done, failed=self.failed, advanced=self._advance, cancelled=self.stopped
        )

    def failed(self, error: Exception) -> None:
        """Say what happened; a bug goes on to the last hook."""
        self.stopped()
        if not isinstance(error, LontarError):
            raise error
        self.messages.tell_error(error)

    def stopped(self) -> None:
        """The buttons answer again."""
        self._task = None
        self.set_busy("")

    def _leave(self) -> None:
        if self._task is not None:
            self._task.cancel()
        else:
            self.left.emit()

    def _advance(self, _step: str, done: int, total: int) -> None:
        self.messages.tell(Tone.INFO, t("panel.cadangan.berkas", selesai=done + 1, semua=total))


class MakePanel(WorkingPanel):
    """Where the backup goes and what lies there already; then it is made and read back."""

    def __init__(self, section: BackupsSection, key: str, place: Path) -> None:
        from app.exchange import cadangan_kata
        from app.store import vault

        super().__init__(key)
        self._section, self._place = section, place
        there = vault.listed(place)
        now = section.session.clock()
        newest = cadangan_kata.line(there[0], now) if there else t("panel.cadangan.belum_ada")
        self.show_facts(
            [(t("panel.cadangan.tempat"), str(place)), (t("panel.cadangan.terbaru"), newest)]
        )

    def submit(self) -> None:
        """Copy beside the window."""
        from app.store import vault

        office, place = self._section.session.office, self._place
        folder, now = office.folder, office.now()

        def job(progress: Progress) -> tuple[Path, Isi]:
            made = vault.keep_whole(folder, place, now, progress)
            return made, vault.look(made)

        self.work(job, self._made)

    def _made(self, result: tuple[Path, Isi]) -> None:
        from app.store import backup, vault

        made, isi = result
        self.stopped()
        office = self._section.session.office
        if self._place != office.folder / backup.FOLDER_NAME:
            vault.note_copied(office)
        facts = {"sel": format_number(isi.sel), "bukti": format_number(isi.bukti)}
        told = t("panel.cadangan.selesai", berkas=made.name, **facts)
        self._section.finish(told)


class PickPanel(Panel):
    """The backups found at a place."""

    def __init__(self, section: BackupsSection, place: Path, found: list[Simpanan]) -> None:
        super().__init__("cadangan_pilih", folder=place)
        self.go.hide()
        self.lines = [copy_line(section, one) for one in found]
        self.add(*self.lines)


class RestorePanel(WorkingPanel):
    """What a backup holds against what is here, a tick that it was read, and the way back.

    The tick and the way back are there only once there is something to read.
    """

    def __init__(self, section: BackupsSection, one: Simpanan) -> None:
        from app.exchange import cadangan_kata

        now = section.session.clock()
        super().__init__("cadangan_pulihkan", baris=cadangan_kata.line(one, now))
        self._section, self._one = section, one
        self.facts = Facts()
        self.changes = text.body()
        self.understood = Tick(t("panel.cadangan_pulihkan.mengerti"))
        self.add(self.facts, self.changes, self.understood)
        for part in (self.facts, self.understood, self.go):
            part.hide()
        folder, file = section.session.office.folder, one.berkas

        def job(_progress: Progress) -> object:
            from app.store import comparison, vault

            return vault.look(file), comparison.compare(folder, file)

        self.work(job, self._compared, "panel.cadangan_pulihkan.membandingkan")

    def begin(self) -> None:
        """Escape leads out while there is nothing to read yet."""
        super().begin()
        self.back.setFocus(Qt.FocusReason.TabFocusReason)

    def submit(self) -> None:
        """Hand over to the window: the office closes, and opens again as it was then."""
        if not self.understood.isChecked():
            self.messages.tell(Tone.WARN, t("panel.cadangan_pulihkan.centang"))
            self.understood.setFocus()
            return
        session = self._section.session
        session.restore_wanted.emit(session.office.folder, self._one)

    def _compared(self, result: Any) -> None:
        from app.exchange import cadangan_kata

        isi, beda = result
        self.stopped()
        self.facts.show_lines(cadangan_kata.facts(isi))
        self.changes.setText("\n".join(cadangan_kata.difference(beda)))
        for part in (self.facts, self.understood, self.go):
            part.show()
        self.understood.setFocus(Qt.FocusReason.TabFocusReason)

    def _leave(self) -> None:
        """Comparing only reads: nobody has to wait for it to be over."""
        if self._task is not None:
            self._task.cancel()
        self.left.emit()


class HandoverPanel(WorkingPanel):
    """Who takes the office over; then one file, and six words to read out."""

    def __init__(self, section: BackupsSection) -> None:
        super().__init__("serah_terima")
        self._section, self._written = section, False
        self.receiver = Line()
        self.add(Field(t("panel.serah_terima.kepada"), self.receiver))

    def submit(self) -> None:
        """Mark the office, then write the file beside the window."""
        from app.exchange import serah_terima

        session = self._section.session
        office = session.office
        if not self.receiver.text().strip():
            self.messages.tell_error(LontarError("serah_terima_tanpa_penerima"))
            self.receiver.setFocus()
            return
        name = Path(serah_terima.proposed_name(office))
        title, kinds = t("panel.serah_terima.judul"), t("panel.serah_terima.berkas")
        target = dialogue.save_file(self, title, name, kinds)
        if target is None:
            return
        with self.attempt():
            kepada = self.receiver.text()
            serah_terima.begin(office, target, kepada=kepada, oleh=session.pelaku)
            folder = office.folder
            self.work(lambda progress: serah_terima.pack(folder, target, progress), self._packed)

    def _packed(self, made: Any) -> None:
        from app.store import handover

        self._written = True
        self.stopped()
        session = self._section.session
        session.office.handed_over = handover.marked(session.office.folder)
        told = {"kepada": made.daftar.kepada, "berkas": made.berkas.name, "kata": spoken(made.kata)}
        self._section.finish(t("panel.serah_terima.selesai", **told))
        session.settings_changed.emit()

    def stopped(self) -> None:
        """Unless the file was written, the office is in use here as before."""
        from app.exchange import serah_terima

        super().stopped()
        if not self._written:
            serah_terima.take_back(self._section.session.office)


def copy_line(section: BackupsSection, one: Simpanan) -> LineButton:
    """A backup to press."""
    from app.exchange import cadangan_kata

    now = section.session.clock()
    line = LineButton(cadangan_kata.line(one, now), one.berkas.name, "saved")
    line.clicked.connect(lambda: section.show_backup(one))
    return line


def aside_line(section: BackupsSection, one: Simpanan) -> LineButton:
    """What going back to a backup has replaced: the way out of a wrong choice."""
    from app.exchange import cadangan_kata

    now = section.session.clock()
    told = {"waktu": cadangan_kata.when(one.waktu), "umur": cadangan_kata.age(one.waktu, now)}
    words, detail = (
        t("pengaturan.cadangan.digantikan", **told),
        "pengaturan.cadangan.digantikan.arti",
    )
    line = LineButton(words, t(detail), "undo")
    line.clicked.connect(lambda: section.show_backup(one))
    return line


def conflict_line(section: BackupsSection, copy: Path) -> LineButton:
    """A copy that a cloud program made, to compare and perhaps go back to."""
    from app.store.vault import Simpanan

    moment = datetime.fromtimestamp(copy.stat().st_mtime).astimezone()
    one = Simpanan(copy, moment.replace(microsecond=0, tzinfo=UTC))
    words = t("pengaturan.cadangan.bentrok", berkas=copy.name)
    line = LineButton(words, t("pengaturan.cadangan.bentrok.arti"), "alert", Tone.WARN)
    line.clicked.connect(lambda: section.show_backup(one))
    return line
