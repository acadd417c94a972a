"""Mode Latihan: who practises, which exercise, the certificate; real offices are not in sight."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import dialogue, sizes, tab_order
from app.ui.colours import Tone
from app.ui.pages.practice_own import OwnExercises
from app.ui.pages.practice_work import Preparation
from app.ui.pages.settings_section import row_of
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.choice import BigButton
from app.ui.widgets.column import Column
from app.ui.widgets.field import Field
from app.ui.widgets.header import PageHeader
from app.ui.widgets.line import Line
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.side_panel import SidePanel

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QHideEvent

    from app.domain.latihan import Latihan
    from app.exchange.latihan.aula_balasan import Ambilan
    from app.exchange.latihan.ruang import Ruang
    from app.exchange.latihan.siapan import Siapan
    from app.ui.background import Progress

_WIDTH_CHARS = 84
_PDF = "PDF (*.pdf)"


class PracticePage(QWidget):
    """The list of exercises of one participant.

    Signals:
        opened: the room that was prepared.
        left: back to the real offices.
        board_wanted: the class on the wall.
        hall_wanted: the hall of a trainer.
    """

    opened = Signal(object)
    left = Signal()
    board_wanted = Signal()
    hall_wanted = Signal()

    def __init__(self, clock: Callable[[], datetime], nama: str = "") -> None:
        super().__init__()
        from app.exchange.latihan import ruang

        self._clock = clock
        self._work = Preparation(self, self._advance, self._rest)
        self._bar_stood = False
        self._known = ruang.participants()
        self.name = Line(nama or next(iter(self._known), ""))
        self.name.setCompleter(QCompleter(list(self._known), self.name))
        # Laptops go round: whoever comes next types over the name of whoever was here before.
        self.name.selectAll()
        self.field = Field(t("latihan.mode.nama"), self.name, t("latihan.mode.nama_arti"))
        self.messages = MessageBar(closable=False)
        self.exercises: dict[str, BigButton] = {}
        self.own_hall = self._hall_button()
        self._list = QVBoxLayout()
        self.own = self._own_exercises()
        self.certificate = Button(t("latihan.mode.piagam"), Kind.PLAIN, "certificate")
        self.remove = Button(t("latihan.mode.hapus"), Kind.QUIET, "cross")
        self.back = Button(t("latihan.mode.kembali"), Kind.PLAIN, "building")
        self.board = Button(t("latihan.mode.papan"), Kind.PLAIN, "table")
        self.board.clicked.connect(self.board_wanted)
        self.join = Button(t("latihan.mode.ikut"), Kind.PLAIN, "people")
        self.hall = Button(t("latihan.mode.aula"), Kind.PLAIN, "building")
        self.fetch = Button(t("latihan.mode.ambil"), Kind.PLAIN, "import")
        self.join.clicked.connect(self._join)
        self.fetch.clicked.connect(self._fetch)
        self.hall.clicked.connect(self.hall_wanted)
        self.name.textChanged.connect(self._show_list)
        self.certificate.clicked.connect(self._print)
        self.remove.clicked.connect(self._remove)
        self.back.clicked.connect(self.left)
        self._lay_out()
        self._list_exercises()
        self._show_list()
        self.setFocusProxy(self.name)
        self._warm()

    def start(self, kode: str, *, again: bool = False) -> None:
        """Prepare the room of an exercise beside the window, then tell that it is open."""
        # The first preparation may be under way: this is what comes after it.
        self._work.when_free(lambda: self._begin(kode, again=again))

    @property
    def busy(self) -> bool:
        """Whether something is being prepared that somebody waits for."""
        return self._work.busy

    def _begin(self, kode: str, *, again: bool) -> None:
        from app.exchange.latihan import pustaka, ruang

        self.field.set_error("")
        try:
            peserta = ruang.participant(self.name.text())
        except LontarError as error:
            self.field.set_error(str(error))
            self.name.setFocus()
            return
        latihan, clock = pustaka.find(kode), self._clock

        def work(progress: Progress) -> Ruang:
            return ruang.begin(peserta, latihan, clock, progress, again=again)

        self._work.run(work, self._ready)

    # --- Parts

    def _lay_out(self) -> None:
        self._list.setSpacing(sizes.S)
        column = Column(_WIDTH_CHARS)
        column.body.addSpacing(sizes.L)
        header = PageHeader(t("latihan.mode.judul"), t("latihan.mode.penjelasan"))
        column.body.addWidget(header)
        column.body.addWidget(self.field)
        column.body.addLayout(row_of(self.join, self.fetch, self.certificate))
        column.body.addLayout(row_of(self.back, self.board, self.hall))
        column.body.addWidget(self.messages)
        column.body.addWidget(self.own_hall)
        column.body.addLayout(self._list)
        column.body.addWidget(self.own)
        column.body.addLayout(row_of(self.remove))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(SidePanel())
        row.addWidget(column, 1)

    def _list_exercises(self) -> None:
        """Those of the program, then what a trainer wrote, on the screen and for Tab."""
        from app.exchange.latihan import pustaka

        for kode in pustaka.exercises():
            self.exercises[kode] = self._button(kode)
        self.own.lead_through([*self.exercises.values()])
        tab_order.lead_through([self.own.sample, self.remove])

    def _button(self, kode: str) -> BigButton:
        from app.exchange.latihan import pustaka

        one = pustaka.exercises()[kode]
        place = t(f"latihan.tempat.{one.kantor}")
        told = t("latihan.mode.baris", tujuan=one.tujuan, tempat=place, menit=one.menit)
        number = len(self.exercises) + 1
        button = BigButton(f"{number}. {one.judul}", told, "circle")
        button.clicked.connect(lambda: self.start(kode))
        self._list.addWidget(button)
        return button

    def _own_exercises(self) -> OwnExercises:
        own = OwnExercises()
        own.wanted.connect(self.start)
        own.load_wanted.connect(lambda files: self._work.when_free(lambda: self._load(files)))
        return own

    def _hall_button(self) -> BigButton:
        """The way back into the hall for whoever has joined one; nobody else sees it."""
        from app.exchange.latihan import pustaka

        hall = pustaka.hall()
        button = BigButton(hall.judul, t("latihan.mode.aula_lanjut", tujuan=hall.tujuan), "people")
        button.clicked.connect(lambda: self.start(hall.kode))
        return button

    def _show_list(self) -> None:
        """Which exercises this participant has completed."""
        from app.exchange.latihan import ruang

        folder = self._participant()
        self.own_hall.setVisible(folder is not None and ruang.hall_of(folder) is not None)
        done = ruang.completed(folder) if folder else {}
        for kode, button in {**self.exercises, **self.own.exercises}.items():
            button.show_icon("check-circle" if kode in done else "circle")
            day = t("latihan.mode.selesai", tanggal=done[kode]) if kode in done else ""
            button.setToolTip(day)
        self.certificate.setEnabled(bool(done))
        self.remove.setEnabled(folder is not None)

    def _participant(self) -> Path | None:
        wanted = " ".join(self.name.text().split()).casefold()
        found = (one for name, one in self._known.items() if name.casefold() == wanted)
        return next(found, None)

    # --- Work beside the window

    def _warm(self) -> None:
        """The province is prepared while somebody types a name."""
        from app.exchange.latihan import siapan

        clock = self._clock

        def work(progress: Progress) -> Siapan:
            return siapan.prepare(clock, progress)

        self._work.run(work, self._warmed)

    def _warmed(self, ready: object) -> None:
        if self._work.wished:
            return
        if self._bar_stood:
            # The bar stays: the list must not move under a pointer that is about to click.
            self.messages.tell(Tone.GOOD, t("latihan.mode.siap"))
        # The packages only some exercises want, while somebody still chooses.
        self._work.run_rest(cast("Siapan", ready).complete)

    def _advance(self, step: str, done: int, total: int) -> None:
        from app.exchange.latihan import aula_balasan, milik

        own = {aula_balasan.AMBIL: "latihan.maju.ambil", milik.LANGKAH: "latihan.maju.milik"}
        told = t(own.get(step, "latihan.menyiapkan"), selesai=done, semua=total)
        (self.own if step == milik.LANGKAH else self).messages.tell(Tone.INFO, told)

    def _ready(self, room: object) -> None:
        self._work.forget_wish()
        self.opened.emit(room)

    def _rest(self) -> None:
        self._bar_stood = not self.messages.isHidden()
        self.messages.hide()
        self.own.messages.hide()

    # --- A hall

    def _join(self) -> None:
        """Take the office handed out for the name typed."""
        title, kinds = t("latihan.mode.ikut_berkas"), t("latihan.aula.jenis")
        file = dialogue.open_file(self, title, kinds)
        if file is not None:
            self._work.when_free(lambda: self._take_seat(file))

    def _take_seat(self, file: Path) -> None:
        from app.exchange.latihan import aula_berkas, ruang

        self.field.set_error("")
        nama, clock = self.name.text(), self._clock
        try:
            daftar = aula_berkas.read(file)
            self.name.setCompleter(QCompleter([one.nama for one in daftar.kursi], self.name))
            daftar.seat(nama)
        except LontarError as error:
            self.field.set_error(str(error))
            self.name.setFocus()
            return

        def work(progress: Progress) -> Ruang:
            return ruang.join(file, nama, clock, progress)

        self._work.run(work, self._ready)

    def _fetch(self) -> None:
        """Install the replies of the hall's province, for everybody of this laptop."""
        folder = dialogue.choose_folder(self, t("latihan.ambil.pilih"), Path.home())
        if folder is not None:
            self._work.when_free(lambda: self._take_replies(folder))

    def _take_replies(self, folder: Path) -> None:
        from app.exchange.latihan import aula_balasan

        clock = self._clock

        def work(progress: Progress) -> list[Ambilan]:
            return aula_balasan.fetch(folder, clock, progress)

        self._work.run(work, self._fetched)

    def _fetched(self, found: object) -> None:
        said = []
        for one in cast("list[Ambilan]", found):
            said.append(t("latihan.ambil.baris", nama=one.nama, kalimat=one.kalimat))
            said += [f"   {line}" for line in one.isi]
        there = all(one.terpasang for one in cast("list[Ambilan]", found))
        self.messages.tell(Tone.GOOD if there else Tone.WARN, "\n".join(said))

    # --- What a trainer wrote

    def _load(self, files: list[Path]) -> None:
        """Try out and load the exercises in these files."""
        from app.exchange.latihan import milik

        clock = self._clock

        def work(progress: Progress) -> list[Latihan]:
            return milik.load(files, clock, progress)

        self._work.run(work, self._loaded)

    def _loaded(self, found: object) -> None:
        self.own.refresh()
        self._show_list()
        loaded = cast("list[Latihan]", found)
        told = t("latihan.milik.dimuat", jumlah=len(loaded))
        self.own.messages.tell(Tone.GOOD, told)
        self.own.exercises[loaded[0].kode].setFocus()

    # --- Certificate and removal

    def _print(self) -> None:
        from app.exchange.latihan import piagam
        from app.ui import printing
        from app.ui.pages import print_beside

        folder = self._participant()
        assert folder is not None
        title = t("latihan.piagam.judul")
        nama = dialogue.ask_text(self, t("latihan.mode.nama_piagam"), self.name.text())
        if nama is None:
            return
        try:
            page = piagam.page(nama, folder, self._clock())
        except LontarError as error:
            dialogue.show_error(self, error)
            return
        target = dialogue.save_file(self, title, Path(t("latihan.piagam.berkas")), _PDF)
        if target is None:
            return
        pages, tell = printing.order(page, title, wide=True), self.messages.tell
        said = t("latihan.piagam.disimpan", berkas=target)
        print_beside.pages(self, pages, target, tell, lambda: tell(Tone.GOOD, said))

    def _remove(self) -> None:
        from app.exchange.latihan import ruang

        folder = self._participant()
        assert folder is not None
        question = t("latihan.mode.tanya_hapus", nama=self.name.text())
        if not dialogue.ask(self, question, t("latihan.mode.ya_hapus")):
            return
        try:
            ruang.finish(folder)
        except LontarError as error:
            dialogue.show_error(self, error)
        self._known = ruang.participants()
        self._show_list()

    # Qt

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever has gone elsewhere does not wait for packages any more."""
        super().hideEvent(event)
        self._work.leave_rest()
