"""Sign and save: who signs, the passphrase, the folder, and what became of the package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import background, dialogue, sizes
from app.ui.colours import Tone
from app.ui.pages import home_ways, package_known
from app.ui.pages.home_deadline import written_day
from app.ui.pages.package_sent import Sent
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip
from app.ui.widgets.facts import Facts
from app.ui.widgets.field import Field
from app.ui.widgets.line import Line
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.meter import Meter
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.exchange.ekspor import PaketJadi
    from app.store.certificates import Sertifikat
    from app.ui.background import Progress, Task
    from app.ui.session import Session

_STEPS = ("kunci", "susun", "tanda_tangan", "tulis", "periksa", "simpan")


class SignCard(Card):
    """Form, work and result take turns in one place.

    Signals:
        sent: a package has left the office.
    """

    sent = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(t("paket_layar.kirim.judul"))
        self._session = session
        self._task: Task | None = None
        self.messages = MessageBar()
        self.form = _Form()
        self.working = _Working()
        self.result = Sent()
        self._places = QStackedWidget()
        for place in (self.form, self.working, self.result):
            self._places.addWidget(place)
        self.body.setContentsMargins(sizes.L, sizes.M, sizes.L, sizes.M)
        self.body.addWidget(self.messages)
        self.body.addWidget(self._places, 1)
        self.form.export.clicked.connect(self.export)
        self.form.passphrase.returnPressed.connect(self.export)
        self.form.browse.clicked.connect(self._browse)
        self.form.settings.clicked.connect(self._open_settings)
        self.working.cancel.clicked.connect(self._cancel)
        self.result.again.clicked.connect(self._show_form)
        self.setFocusProxy(self.form)

    def refresh(self, obstacles: int) -> None:
        """Show who would sign now, and whether it can be done."""
        from app.exchange import pendaftaran
        from app.store import dispatch

        session, user = self._session, self._session.user
        own = pendaftaran.own_certificate(session.office, user) if user else None
        has_key = bool(user and pendaftaran.has_key(session.office, user))
        state, ready = self._state(own, has_key=has_key)
        self.form.show_signer(session.pelaku, state)
        self.form.folder.setText(str(package_known.target_folder(session)))
        next_one = dispatch.next_revision(session.office, session.wilayah, session.periode)
        self.form.show_readiness(next_one, obstacles, ready=ready)

    def _state(
        self, own: Sertifikat | None, *, has_key: bool
    ) -> tuple[tuple[str, Tone, str], bool]:
        from datetime import date

        if own is None:
            key = "tanpa_sertifikat" if has_key else "tanpa_kunci"
            return (t(f"paket_layar.kirim.{key}"), Tone.WARN, "key"), False
        until = date.fromisoformat(own.berlaku_sampai)
        day = written_day(until)
        if until < self._session.clock().date():
            return (t("paket_layar.kirim.kedaluwarsa", tanggal=day), Tone.BAD, "stop"), False
        return (t("paket_layar.kirim.berlaku", tanggal=day), Tone.GOOD, "check-circle"), True

    # --- The work

    def export(self) -> None:
        """Sign with the passphrase that was typed, and put the package into the folder."""
        if self._task is not None or not self.form.export.isEnabled():
            return
        if not self.form.passphrase.text():
            self.form.say_passphrase(t("paket_layar.kirim.frasa_kosong"))
            return
        self.messages.hide()
        try:
            work = self._work(self.form.passphrase.text())
        except LontarError as error:
            self.messages.tell_error(error)
            return
        self._places.setCurrentWidget(self.working)
        self.working.advance(_STEPS[0])
        self.working.cancel.setFocus()
        self._task = background.run(
            self,
            work,
            done=self._deliver,
            failed=self._failed,
            advanced=lambda step, _done, _total: self.working.advance(step),
            cancelled=self._stopped,
        )

    def _work(self, passphrase: str) -> Callable[[Progress], PaketJadi]:
        """Read the office now; what is left for the worker is to unlock, sign and write.

        Raises:
            LontarError: something stands in the way, or there is no certificate.
        """
        from app.exchange import ekspor, kunci, pendaftaran, sertifikat

        session, user = self._session, self._session.user
        own = pendaftaran.own_certificate(session.office, user) if user else None
        if user is None or own is None:
            raise LontarError("sertifikat_belum_ada", nama=session.pelaku)
        chain = [sertifikat.read_der(own.der)]
        known = package_known.definitions(session)
        naskah = ekspor.prepare(session.office, known, session.periode, chain, session.clock)
        file = pendaftaran.key_file(session.office, pendaftaran.key_name(user))

        def work(progress: Progress) -> PaketJadi:
            progress(_STEPS[0], 0, len(_STEPS))
            key = kunci.unlock(file, passphrase)
            return ekspor.compose(naskah, known, key, chain, progress)

        return work

    def _deliver(self, made: PaketJadi) -> None:
        from app.exchange import ekspor

        self._task = None
        self.working.advance(_STEPS[-1])
        folder = Path(self.form.folder.text())
        try:
            sent = ekspor.deliver(self._session.office, made, folder)
        except LontarError as error:
            self._stopped()
            self.messages.tell_error(error)
            return
        self.form.passphrase.clear()
        package_known.keep_target(self._session, folder)
        self.result.show_package(sent, made.naskah.isi.tujuan)
        self._places.setCurrentWidget(self.result)
        self.result.again.setFocus()
        home_ways.count_unsent(self)
        self.sent.emit()

    def _failed(self, error: Exception) -> None:
        self._stopped()
        if not isinstance(error, LontarError):
            raise error
        if error.kode == "frasa_sandi_salah":
            self.form.say_passphrase(str(error))
        else:
            self.messages.tell_error(error)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.working.say(t("paket_layar.kirim.sedang_batal"))

    def _stopped(self) -> None:
        self._task = None
        self._show_form()

    def _show_form(self) -> None:
        self._places.setCurrentWidget(self.form)
        self.form.passphrase.setFocus()

    def _browse(self) -> None:
        start = Path(self.form.folder.text())
        folder = dialogue.choose_folder(self, t("paket_layar.kirim.pilih_folder"), start)
        if folder is not None:
            self.form.folder.setText(str(folder))

    def _open_settings(self) -> None:
        home_ways.to_settings(self, "sertifikat")


class _Form(QWidget):
    """Signer, passphrase, folder, button."""

    def __init__(self) -> None:
        super().__init__()
        self._signer = Facts()
        self.state = Chip("", Tone.MUTED, "circle")
        self.settings = Button(t("paket_layar.kirim.ke_pengaturan"), Kind.PLAIN, "sliders")
        self.passphrase = Line()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.folder = Line()
        self.browse = Button(t("paket_layar.kirim.cari"), Kind.PLAIN, "folder")
        self.export = Button(t("paket_layar.kirim.buat", revisi=1), Kind.PRIMARY, "certificate")
        self._reason = text.muted()
        self._field = Field(t("paket_layar.kirim.frasa"), self.passphrase)
        self._place = Field(t("paket_layar.kirim.folder"), self.folder, "", self.browse)
        self.passphrase.textChanged.connect(self._quiet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        for part in (self._signer, self.state, self.settings, self._field, self._place):
            column.addWidget(part)
        column.addWidget(self.export)
        column.addWidget(self._reason)
        column.addStretch(1)
        self.setFocusProxy(self.passphrase)

    def show_signer(self, name: str, state: tuple[str, Tone, str]) -> None:
        """Who signs, and with what certificate."""
        self._signer.show_lines([(t("paket_layar.kirim.penanda"), name)])
        self.state.show_state(*state)

    def show_readiness(self, revisi: int, obstacles: int, *, ready: bool) -> None:
        """Whether the button may be pressed, and if not, why."""
        self.export.setText(t("paket_layar.kirim.buat", revisi=revisi))
        self.export.setEnabled(ready and not obstacles)
        self.settings.setVisible(not ready)
        # Where the work goes on: a line that is switched off must not keep the focus.
        had_focus = self.passphrase.hasFocus() or self.settings.hasFocus()
        self.setFocusProxy(self.passphrase if ready else self.settings)
        if had_focus:
            self.setFocus()
        self._field.setEnabled(ready)
        self._place.setEnabled(ready)
        key = "bisa" if ready and not obstacles else "terhalang" if ready else "belum_siap"
        self._reason.setText(t(f"paket_layar.kirim.{key}", jumlah=obstacles))

    @property
    def complaint(self) -> str:
        """What is wrong with the passphrase, empty when nothing is."""
        return self._field.error

    def say_passphrase(self, sentence: str) -> None:
        """Say right below the line what is wrong with it."""
        self._field.set_error(sentence)
        self.passphrase.setFocus()
        self.passphrase.selectAll()

    def _quiet(self) -> None:
        self._field.set_error("")


class _Working(QWidget):
    """How far it is, and the way out."""

    def __init__(self) -> None:
        super().__init__()
        self.meter = Meter(t("paket_layar.kirim.sedang"))
        self._words = Text("")
        self.cancel = Button(t("paket_layar.kirim.batal"), Kind.PLAIN, "cross")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        for part in (self._words, self.meter, self.cancel):
            column.addWidget(part)
        column.addStretch(1)

    def advance(self, step: str) -> None:
        """Tell the step in words."""
        words = t(f"paket_layar.langkah.{step}")
        self.meter.show_share((_STEPS.index(step) + 1) / len(_STEPS), words)
        self._words.setText(words)

    def say(self, words: str) -> None:
        """Say something else than a step."""
        self._words.setText(words)
