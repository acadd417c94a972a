"""A whole office that comes from elsewhere: a handover file, or a backup on a flash disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app import paths
from app.errors import LontarError
from app.teks import t
from app.ui import dialogue, sizes
from app.ui.pages.settings_backups_panels import WorkingPanel
from app.ui.pages.settings_panel import Words
from app.ui.widgets.button import Button
from app.ui.widgets.column import Column
from app.ui.widgets.facts import Facts
from app.ui.widgets.field import Field
from app.ui.widgets.line import Line
from app.ui.widgets.side_panel import SidePanel

if TYPE_CHECKING:
    from app.ui.background import Progress
    from app.ui.session import Session

_WIDTH_CHARS = 84


class ReceivePage(QWidget):
    """The panel beside the leaf.

    Signals:
        established: the folder of the office that is there now.
        abandoned: the user does not want to after all.
    """

    established = Signal(Path)
    abandoned = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.panel = ReceivePanel(session)
        self.panel.installed.connect(self.established)
        self.panel.left.connect(self.abandoned)
        column = Column(_WIDTH_CHARS)
        column.body.addSpacing(sizes.XL)
        column.body.addWidget(self.panel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(SidePanel())
        row.addWidget(column, 1)
        self.setFocusProxy(self.panel.choose)


class ReceivePanel(WorkingPanel):
    """Which file, what it holds, the six words if it was handed over, and where it goes."""

    installed = Signal(Path)

    def __init__(self, session: Session) -> None:
        super().__init__("terima_kantor")
        self._session = session
        self._read: Any = None
        self._file: Path | None = None
        self.choose = Button(t("panel.terima_kantor.pilih"), icon="folder")
        self.choose.clicked.connect(self._choose)
        self.facts = Facts()
        self.words = Words(t("panel.terima_kantor.kata"))
        self.folder = Line(str(paths.default_office()))
        self._place = Field(t("panel.terima_kantor.folder"), self.folder)
        self.add(self.choose, self.facts, self.words, self._place)
        self._show_file()

    def submit(self) -> None:
        """Install beside the window; nothing that is there is overwritten."""
        folder = Path(self.folder.text().strip()).expanduser()
        if self._file is None or not self.folder.text().strip():
            return
        if self._read is None:
            self._restore(self._file, folder)
            return
        listed = self._read.daftar
        if self.words.check(self._read.kata, nama=listed.oleh, kantor=listed.kantor):
            self._install(folder)

    def _install(self, folder: Path) -> None:
        from app.exchange import serah_terima

        read, kata, now = self._read, self.words.line.text(), self._session.clock()

        def job(progress: Progress) -> Path:
            serah_terima.install(read, kata, folder, now, progress)
            return folder

        self.work(job, self._installed)

    def _restore(self, file: Path, folder: Path) -> None:
        from app.store.office import DATABASE_NAME

        now = self._session.clock()
        if (folder / DATABASE_NAME).exists():
            self.messages.tell_error(LontarError("kantor_sudah_ada", folder=folder))
            return

        def job(_progress: Progress) -> Path:
            from app.store import restore

            restore.restore(folder, file, now)
            return folder

        self.work(job, self._installed)

    def _installed(self, folder: Path) -> None:
        self.stopped()
        self.installed.emit(folder)

    def _choose(self) -> None:
        title, kinds = t("panel.terima_kantor.judul"), t("panel.terima_kantor.berkas")
        file = dialogue.open_file(self, title, kinds)
        if file is None:
            return
        self._read = self._file = None
        with self.attempt():
            self.facts.show_lines(self._look(file))
            self._file = file
        self._show_file()

    def _look(self, file: Path) -> list[tuple[str, str]]:
        from app.exchange import cadangan_kata, serah_terima
        from app.store import vault

        if file.suffix.casefold() != serah_terima.SUFFIX:
            return cadangan_kata.facts(vault.look(file))
        self._read = serah_terima.read(file)
        listed = self._read.daftar
        self._propose(listed.office_id)
        return [
            (t("cadangan.isi.kantor"), f"{listed.kantor} ({listed.wilayah})"),
            (t("panel.terima_kantor.oleh"), listed.oleh),
            (t("panel.terima_kantor.kepada"), listed.kepada),
        ]

    def _propose(self, office_id: str) -> None:
        """The folder of the same office, where it was handed over from here and comes back."""
        from app.store import handover, vault
        from app.store.office import DATABASE_NAME

        for folder in map(Path, self._session.memory.offices):
            if handover.marked(folder) and vault.owner(folder / DATABASE_NAME) == office_id:
                self.folder.setText(str(folder))
                return

    def _show_file(self) -> None:
        """Ask only what the file needs."""
        self.facts.setVisible(self._file is not None)
        self.words.setVisible(self._read is not None and self._file is not None)
        self._place.setVisible(self._file is not None)
        self.go.setEnabled(self._file is not None)
        if self._file is not None:
            (self.words if self._read is not None else self.folder).setFocus()
