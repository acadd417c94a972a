"""The hall of a trainer: set up, handed out, taken in, and on the projector who has arrived."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import background, dialogue, sizes
from app.ui.colours import Tone
from app.ui.pages.practice_ask import HallAsk
from app.ui.pages.practice_tiles import HallTiles
from app.ui.sizes import Step
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.column import Column
from app.ui.widgets.field import Field
from app.ui.widgets.header import PageHeader
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.practice_band import PracticeBand
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from app.domain.formulir import Formulir
    from app.exchange.latihan.aula import Aula, Kiriman, Tempat
    from app.exchange.latihan.aula_balasan import Soal
    from app.ui.background import Progress, Task

_WIDTH_CHARS = 84
_NAMES = 12
_SAID = 3
_FORM, _WALL, _ASK = 0, 1, 2


class PracticeHall(QWidget):
    """Names before there is a hall; its places, as large as possible, afterwards.

    Signals:
        left: back to the list of exercises.
        province_wanted: the folder of the practice province, to be opened as an office.
    """

    left = Signal()
    province_wanted = Signal(Path)

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._clock = clock
        self._task: Task | None = None
        self._hall: Aula | None = None
        self.band = PracticeBand()
        self.messages = MessageBar()
        self.names = QPlainTextEdit()
        self.names.setTabChangesFocus(True)
        self.names.setFixedHeight(_NAMES * self.names.fontMetrics().lineSpacing() + sizes.M)
        self.field = Field(t("latihan.aula.nama"), self.names, t("latihan.aula.nama_arti"))
        self.make = Button(t("latihan.aula.siapkan"), Kind.PRIMARY, "people")
        self.count = Text("", Step.FIGURE, wrap=False)
        self.tiles = HallTiles()
        self.back = Button(t("latihan.kelas.kembali"), Kind.PLAIN, "arrow-left")
        self.share = Button(t("latihan.aula.bagikan"), Kind.PLAIN, "export")
        self.take = Button(t("latihan.aula.terima"), Kind.PRIMARY, "import")
        self.ask = Button(t("latihan.aula.tanya"), Kind.PLAIN, "help")
        self.reply = Button(t("latihan.aula.balas"), Kind.PLAIN, "export")
        self.province = Button(t("latihan.aula.provinsi"), Kind.PLAIN, "building")
        self.fresh = Button(t("latihan.aula.baru"), Kind.QUIET, "refresh")
        self.make.clicked.connect(self._make)
        self.back.clicked.connect(self.left)
        self.share.clicked.connect(self._share)
        self.take.clicked.connect(self._take)
        self.questions = HallAsk()
        self.ask.clicked.connect(self._ask)
        self.reply.clicked.connect(self._reply)
        self.questions.wanted.connect(self._put)
        self.questions.left.connect(self._back_to_wall)
        self.province.clicked.connect(self._open)
        self.fresh.clicked.connect(self._begin_anew)
        self._places = QStackedWidget()
        self._lay_out()
        # Not before it has a place here: it would be a window of its own and take the focus.
        self.band.show()
        self.look()

    @property
    def busy(self) -> bool:
        """Whether something is under way that somebody waits for."""
        return self._task is not None

    def look(self) -> None:
        """Show the hall of this laptop as it stands now, or ask for names."""
        from app.exchange.latihan import aula

        self._hall = aula.current()
        if self._hall is None:
            self._turn(_FORM)
            return
        try:
            places = aula.board(self._hall, self._clock)
        except LontarError as error:
            self.messages.tell_error(error)
            return
        self.show_places(places)

    def show_places(self, places: Sequence[Tempat]) -> None:
        """Put these places on the wall."""
        from app.exchange.latihan import aula

        self._turn(_WALL)
        self.tiles.show_places(places, [aula.spoken(one) for one in places])
        done = sum(one.revisi > 0 for one in places)
        self.count.setText(t("latihan.aula.jumlah", jumlah=done, semua=len(places)))

    @property
    def _on_wall(self) -> tuple[Button, ...]:
        """What can be done once there is a hall."""
        return self.share, self.take, self.ask, self.reply, self.province, self.fresh

    def _turn(self, place: int) -> None:
        for button in self._on_wall:
            button.setVisible(place == _WALL)
        # Whoever has no hall yet begins to type the names.
        self.setFocusProxy(self.names if place == _FORM else self.back)
        self._places.setCurrentIndex(place)

    # --- Parts

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(sizes.S)
        whole.addWidget(self.band)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(sizes.M, 0, sizes.M, 0)
        buttons.setSpacing(sizes.S)
        for button in (self.back, *self._on_wall):
            buttons.addWidget(button)
        buttons.addStretch(1)
        whole.addLayout(buttons)
        whole.addWidget(self.messages)
        self._places.addWidget(self._form())
        self._places.addWidget(self._wall())
        self._places.addWidget(self.questions)
        whole.addWidget(self._places, 1)

    def _form(self) -> QWidget:
        column = Column(_WIDTH_CHARS)
        header = PageHeader(t("latihan.aula.judul"), t("latihan.aula.penjelasan"))
        column.body.addWidget(header)
        column.body.addWidget(self.field)
        row = QHBoxLayout()
        row.addWidget(self.make)
        row.addStretch(1)
        column.body.addLayout(row)
        return column

    def _wall(self) -> QWidget:
        wall = QWidget()
        column = QVBoxLayout(wall)
        column.setContentsMargins(sizes.M, 0, sizes.M, sizes.M)
        column.setSpacing(sizes.S)
        column.addWidget(self.count)
        column.addWidget(self.tiles, 1)
        return wall

    # --- Setting up

    def _make(self) -> None:
        from app.exchange.latihan import aula

        lines = (" ".join(one.split()) for one in self.names.toPlainText().splitlines())
        names, clock = list(dict.fromkeys(filter(None, lines))), self._clock
        self.field.set_error("")

        def work(progress: Progress) -> Aula:
            return aula.set_up(names, clock, progress)

        self._run(work, self._made)

    def _made(self, _hall: object) -> None:
        self._rest()
        self.look()
        self.share.setFocus()
        self.messages.tell(Tone.GOOD, t("latihan.aula.siap"))

    def _begin_anew(self) -> None:
        """Ask for names again; the hall before is gone only when the new one is there."""
        if not dialogue.ask(self, t("latihan.aula.tanya_baru"), t("latihan.aula.ya_baru")):
            return
        assert self._hall is not None
        # What it says is about the hall before.
        self.messages.hide()
        self.names.setPlainText("\n".join(one.nama for one in self._hall.daftar.kursi))
        self._turn(_FORM)
        self.names.setFocus()

    # --- Handing out and taking in

    def _share(self) -> None:
        from app.exchange.latihan import aula

        assert self._hall is not None
        folder = dialogue.choose_folder(self, t("latihan.aula.pilih_bagikan"), Path.home())
        if folder is None:
            return
        try:
            target = aula.hand_out(self._hall, folder)
        except LontarError as error:
            self.messages.tell_error(error)
            return
        self.messages.tell(Tone.GOOD, t("latihan.aula.dibagikan", berkas=target))

    def _take(self) -> None:
        from app.exchange.latihan import aula

        folder = dialogue.choose_folder(self, t("latihan.aula.pilih_terima"), Path.home())
        hall, clock = self._hall, self._clock
        if folder is None or hall is None:
            return

        def work(progress: Progress) -> list[Kiriman]:
            return aula.take_in(hall, [folder], clock, progress)

        self._run(work, self._taken)

    def _taken(self, found: Sequence[Kiriman]) -> None:
        self._rest()
        self.look()
        refused = [one for one in found if not one.diterima]
        said = [t("latihan.aula.kiriman", jumlah=len(found) - len(refused))] if found else []
        said += [t("latihan.aula.ditolak", **one._asdict()) for one in refused[:_SAID]]
        if len(refused) > _SAID:
            said.append(t("latihan.aula.lainnya", jumlah=len(refused) - _SAID))
        bare = [one for one in found if one.arsip and not one.bukti]
        said += [t("latihan.aula.ditolak", berkas=one.berkas, kalimat=one.arsip) for one in bare]
        tone = Tone.WARN if refused or bare or not found else Tone.GOOD
        self._tell_taken(tone, said, sum(one.bukti for one in found))

    def _tell_taken(self, tone: Tone, said: list[str], bukti: int) -> None:
        """Evidence that came along can be looked at from the bar."""
        if not bukti:
            self.messages.tell(tone, "\n".join(said) or t("latihan.aula.kosong"))
            return
        from app.exchange.latihan import aula_bukti

        assert self._hall is not None
        folder = self._hall.folder / aula_bukti.FOLDER
        said.append(t("latihan.aula.bukti_masuk", jumlah=bukti))
        show = t("latihan.aula.buka_bukti")
        self.messages.tell(tone, "\n".join(said), show, lambda: dialogue.reveal(folder))

    # --- Asking and replying

    def _ask(self) -> None:
        from app.exchange.latihan import aula_balasan

        hall, clock = self._hall, self._clock

        def work(_progress: Progress) -> list[Formulir]:
            assert hall is not None
            return aula_balasan.askable(hall, clock)

        self._run(work, self._found)

    def _found(self, forms: Sequence[Formulir]) -> None:
        from app.exchange.latihan import aula_balasan

        self._rest()
        self.show_questions(forms, *aula_balasan.usual())

    def show_questions(self, forms: Sequence[Formulir], form: str, sel: str) -> None:
        """Let the trainer ask about a cell of these forms; the one given stands there first."""
        self.questions.offer(forms, form, sel)
        self._turn(_ASK)
        self.questions.setFocus()

    def _put(self, soal: Soal) -> None:
        from app.exchange.latihan import aula_balasan

        assert self._hall is not None
        try:
            asked = aula_balasan.ask(self._hall, soal, self._clock)
        except LontarError as error:
            self.questions.question.messages.tell_error(error)
            return
        self._back_to_wall()
        key = "latihan.tanya.diajukan" if asked else "latihan.tanya.sudah"
        self.messages.tell(Tone.GOOD if asked else Tone.INFO, t(key, jumlah=len(asked)))

    def _back_to_wall(self) -> None:
        self.messages.hide()
        self.look()
        self.ask.setFocus()

    def _reply(self) -> None:
        from app.exchange.latihan import aula_balasan

        folder = dialogue.choose_folder(self, t("latihan.balas.pilih"), Path.home())
        hall, clock = self._hall, self._clock
        if folder is None or hall is None:
            return

        def work(progress: Progress) -> int:
            return len(aula_balasan.reply(hall, folder, clock, progress))

        self._run(work, lambda made: self._replied(made, folder))

    def _replied(self, made: int, folder: Path) -> None:
        self._rest()
        self.messages.tell(Tone.GOOD, t("latihan.balas.jadi", jumlah=made, folder=folder))

    def _open(self) -> None:
        assert self._hall is not None
        self.province_wanted.emit(self._hall.provinsi)

    # --- Work beside the window

    def _run(self, work: Callable[[Progress], object], done: Callable[..., None]) -> None:
        self._still(busy=True)
        self._task = background.run(
            self,
            work,
            done=done,
            failed=self._failed,
            advanced=self._advance,
            cancelled=self._stopped,
        )

    def _advance(self, step: str, done: int, total: int) -> None:
        cancel = self._task.cancel if self._task else None
        told = t(f"latihan.maju.{step}", selesai=done, semua=total)
        self.messages.tell(Tone.INFO, told, t("jendela.batal"), cancel)

    def _failed(self, error: Exception) -> None:
        self._rest()
        if isinstance(error, LontarError) and error.kode == "aula_jumlah":
            self.field.set_error(str(error))
            self.names.setFocus()
            return
        dialogue.show_failure(self, error)

    def _stopped(self) -> None:
        """What was taken in before stays; a hall that was half made is gone."""
        self._rest()
        self.look()

    def _rest(self) -> None:
        self._task = None
        self.messages.hide()
        self._still(busy=False)

    def _still(self, *, busy: bool) -> None:
        for button in (self.make, self.back, *self._on_wall):
            button.setEnabled(not busy)
