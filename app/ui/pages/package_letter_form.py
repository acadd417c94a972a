"""Writing letters: receipts for packages that came, first or again, the withdrawal of one."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import background, dialogue, sizes
from app.ui.colours import Tone
from app.ui.pages import package_known
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.field import Field
from app.ui.widgets.line import Line
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.selector import Selector
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.exchange.kesiapan import Orang
    from app.exchange.susun_balasan import BalasanJadi
    from app.exchange.tanda_terima import SuratJadi
    from app.store.dispatch import Paket
    from app.ui.background import Progress, Task
    from app.ui.session import Session


class Letter(Enum):
    """What is written; all but a first receipt have a reason."""

    RECEIPT = auto()
    AGAIN = auto()
    WITHDRAWAL = auto()


_REASONS = {Letter.WITHDRAWAL: "alasan", Letter.AGAIN: "alasan_lagi"}


class LetterForm(QWidget):
    """Reason, passphrase, folder; the key is unlocked beside the window.

    Signals:
        made: what was signed, and the folder it was written to; None when that failed.
        closed: the user changed their mind.
    """

    made = Signal(object, object)
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._task: Task | None = None
        self._entries: list[Paket] = []
        self._people: tuple[Orang, ...] = ()
        self._letter = Letter.RECEIPT
        self.messages = MessageBar()
        self._headline = Text("")
        self.who = Selector()
        self.reason, self.why = Line(), Line()
        self.passphrase, self.folder = Line(), Line()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.browse = Button(t("paket_layar.surat.folder"), Kind.PLAIN, "folder")
        self.make = Button(t("paket_layar.surat.buat", jumlah=0), Kind.PRIMARY, "certificate")
        self.cancel = Button(t("paket_layar.kirim.batal"), Kind.QUIET, "cross")
        self._reasons = {
            letter: Field(t(f"paket_layar.surat.{key}"), line, t("paket_layar.surat.alasan_arti"))
            for (letter, key), line in zip(_REASONS.items(), (self.reason, self.why), strict=True)
        }
        self._choice = Field(t("paket_layar.surat.siapa"), self.who)
        self._secret = Field(t("paket_layar.surat.frasa"), self.passphrase)
        self._place = Field(t("paket_layar.surat.simpan"), self.folder, "", self.browse)
        self._said = text.muted()
        self.extra = QVBoxLayout()
        self._lay_out()
        self._connect()

    # --- Beginning

    def begin_receipts(self, entries: Sequence[Paket]) -> None:
        """Ask for what is needed to sign receipts for packages that were taken in."""
        self._begin(entries)
        self.make.setText(t("paket_layar.surat.buat", jumlah=len(entries)))

    def begin_again(self, entry: Paket) -> None:
        """Ask for what is needed to make a receipt that takes the place of the one there is."""
        from app.exchange import tanda_terima

        self._begin([entry], Letter.AGAIN)
        self.make.setText(t("paket_layar.surat.buat_lagi"))
        if tanda_terima.held_since(self._session.office, entry):
            self.why.setText(t("paket_layar.surat.ditahan_berubah"))

    def begin_withdrawal(self, entry: Paket) -> None:
        """Ask for what is needed to withdraw a package that was sent."""
        self._begin([entry], Letter.WITHDRAWAL)
        self.make.setText(t("paket_layar.surat.tarik_buat", revisi=entry.revisi))

    def _begin(self, entries: Sequence[Paket], letter: Letter = Letter.RECEIPT) -> None:
        self._entries, self._letter = list(entries), letter
        self.messages.hide()
        self.passphrase.clear()
        self._secret.set_error("")
        for one, line in ((Letter.WITHDRAWAL, self.reason), (Letter.AGAIN, self.why)):
            line.clear()
            self._reasons[one].set_error("")
            self._reasons[one].setVisible(one is letter)
        self.folder.setText(str(package_known.target_folder(self._session)))
        self._offer_people()
        self._show_busy(busy=False)
        field = self._reasons.get(letter)
        self.setFocusProxy(field.editor if field else self.passphrase)
        self.setFocus()

    def _offer_people(self) -> None:
        """Those who may sign such a letter here; whoever works now comes first."""
        from app.exchange import pendaftaran

        ready = pendaftaran.people_ready(self._session.office)
        # A kabupaten has its pimpinan give the receipts, a province anybody.
        head = self._letter is Letter.WITHDRAWAL or not self._session.is_province
        able = ready.pimpinan if head else ready.orang
        here = self._session.user
        self._people = tuple(
            sorted(
                (one for one in able if one.siap),
                key=lambda one: here is None or one.pengguna.id != here.id,
            )
        )
        self.who.blockSignals(True)
        self.who.clear()
        for one in self._people:
            self.who.addItem(one.pengguna.nama)
        self.who.blockSignals(False)
        self._choice.setVisible(len(self._people) > 1)
        self._say_who()
        if not self._people:
            kode = "surat_tanpa_pimpinan" if head else "surat_tanpa_petugas"
            self.messages.tell_error(LontarError(kode))

    @property
    def person(self) -> Orang | None:
        """Whose key is asked for."""
        return self._people[max(self.who.currentIndex(), 0)] if self._people else None

    def _say_who(self) -> None:
        nama = self.person.pengguna.nama if self.person else "–"
        if self._letter is Letter.RECEIPT:
            told = t("paket_layar.surat.untuk", jumlah=len(self._entries), nama=nama)
        else:
            entry = self._entries[0]
            key = "tarik" if self._letter is Letter.WITHDRAWAL else "lagi"
            facts = {"revisi": entry.revisi, "periode": self._periode(entry), "nama": nama}
            told = t(f"paket_layar.surat.{key}", **facts, pengirim=self._sender(entry))
        self._headline.setText(told)

    def _sender(self, entry: Paket) -> str:
        from app.store import opd

        region = self._session.regions.get(entry.wilayah or "")
        return opd.sender(entry) or (region.nama if region else entry.wilayah or "")

    def _periode(self, entry: Paket) -> str:
        from app.exchange.putusan import period_title

        return period_title(entry.periode or "")

    # --- Signing

    def sign(self) -> None:
        """Unlock and sign beside the window."""
        if self._task is not None or not self._answered():
            return
        self.messages.hide()
        from app.exchange import pendaftaran, pernyataan

        orang = self.person
        assert orang is not None
        assert orang.penanda is not None
        chain = orang.rantai
        try:
            prepared = self._prepare(orang)
        except LontarError as error:
            self.messages.tell_error(error)
            return
        name = pendaftaran.key_name(orang.pengguna)
        file = pendaftaran.key_file(self._session.office, name)
        secret, penanda = self.passphrase.text(), orang.penanda

        sign_all = self._sign_all

        def work(progress: Progress) -> list[Any]:
            key, signed = pernyataan.open_key(file, secret, penanda), []
            for done, one in enumerate(prepared, start=1):
                progress("tanda", done, len(prepared))
                signed += sign_all([one], key, chain)
            return signed

        self._show_busy(busy=True)
        self._task = background.run(
            self,
            work,
            done=self._keep,
            failed=self._failed,
            advanced=self._say_how_far,
            cancelled=self._stopped,
        )

    def _say_how_far(self, _step: str, done: int, total: int) -> None:
        self._said.setText(t("paket_layar.surat.menandatangani", jumlah=done, semua=total))

    def _leave(self) -> None:
        """Stop the signing that is under way, else leave the form."""
        if self._task is None:
            self.closed.emit()
        else:
            self._task.cancel()

    def _stopped(self) -> None:
        """What was signed by then is let go: letters are entered in the book together or not."""
        self._task = None
        self._show_busy(busy=False)
        self.messages.tell(Tone.WARN, t("paket_layar.surat.dihentikan"))
        self.passphrase.setFocus()

    def _answered(self) -> bool:
        field = self._reasons.get(self._letter)
        if field is not None and not self._why.strip():
            field.set_error(t(f"paket_layar.surat.{_REASONS[self._letter]}_kosong"))
            field.setFocus()
            return False
        if not self.passphrase.text():
            self._secret.set_error(t("paket_layar.surat.frasa_kosong"))
            self.passphrase.setFocus()
            return False
        return True

    @property
    def _why(self) -> str:
        return self.reason.text() if self._letter is Letter.WITHDRAWAL else self.why.text()

    @staticmethod
    def _sign_all(prepared: list[Any], key: Any, certs: Sequence[Any]) -> list[Any]:
        """Sign what was prepared; runs beside the window and touches nothing of it."""
        from app.exchange import surat

        return [surat.sign(isi, key, certs) for isi in prepared]

    def _prepare(self, orang: Orang) -> list[Any]:
        """What will be signed.

        Raises:
            LontarError: the owner of the certificate may not write such a letter, or not now.
        """
        from app.exchange import penarikan, tanda_terima

        office, chain = self._session.office, orang.rantai
        if self._letter is Letter.WITHDRAWAL:
            return [penarikan.prepare(office, self._entries[0], self._why, chain)]
        if self._letter is Letter.AGAIN:
            return tanda_terima.prepare_again(office, self._entries, chain, self._why)
        return tanda_terima.prepare(office, self._entries, chain)

    def _keep(self, amplops: list[Any]) -> None:
        from app.exchange import penarikan, tanda_terima

        self._task = None
        self._show_busy(busy=False)
        office, regions = self._session.office, self._session.regions
        folder = Path(self.folder.text())
        try:
            if self._letter is Letter.WITHDRAWAL:
                made = [penarikan.keep(office, one, regions) for one in amplops]
            else:
                made = tanda_terima.keep(office, amplops, regions)
        except LontarError as error:
            self.messages.tell_error(error)
            return
        self._write(made, folder)

    def _write(self, made: Sequence[SuratJadi | BalasanJadi], folder: Path) -> None:
        from app.exchange import tanda_terima

        try:
            tanda_terima.write(made, folder)
        except LontarError as error:
            # The letters are in the book already; their text can be copied all the same.
            dialogue.show_error(self, error)
            self.made.emit(made, None)
        else:
            package_known.keep_target(self._session, folder)
            self.made.emit(made, folder)
        self.passphrase.clear()

    def _failed(self, error: Exception) -> None:
        self._task = None
        self._show_busy(busy=False)
        if not isinstance(error, LontarError):
            raise error
        if error.kode == "frasa_sandi_salah":
            self._secret.set_error(str(error))
            self.passphrase.setFocus()
            self.passphrase.selectAll()
        else:
            self.messages.tell_error(error)

    @property
    def complaint(self) -> str:
        """What is wrong with an answer, empty when nothing is."""
        errors = (field.error for field in self._reasons.values())
        return next(filter(None, errors), "") or self._secret.error

    # --- Making it

    def _show_busy(self, *, busy: bool) -> None:
        self.make.setEnabled(not busy and bool(self._people))
        self._said.setText(t("paket_layar.langkah.kunci") if busy else "")

    def _choose(self) -> None:
        title = t("paket_layar.surat.pilih_folder")
        folder = dialogue.choose_folder(self, title, Path(self.folder.text()))
        if folder is not None:
            self.folder.setText(str(folder))

    def _connect(self) -> None:
        self.make.clicked.connect(self.sign)
        self.passphrase.returnPressed.connect(self.sign)
        self.folder.returnPressed.connect(self.sign)
        for field in self._reasons.values():
            self._connect_reason(field)
        self.browse.clicked.connect(self._choose)
        self.who.currentIndexChanged.connect(self._say_who)
        self.cancel.clicked.connect(self._leave)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.cancel.click)
        self.passphrase.textChanged.connect(lambda: self._secret.set_error(""))

    def _connect_reason(self, field: Field) -> None:
        assert isinstance(field.editor, Line)
        field.editor.returnPressed.connect(self.passphrase.setFocus)
        field.editor.textChanged.connect(lambda: field.set_error(""))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.S)
        buttons.addWidget(self.make)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self._said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.S, sizes.XS, sizes.S, sizes.S)
        column.setSpacing(sizes.M)
        column.addWidget(self.messages)
        column.addWidget(self._headline)
        column.addLayout(self.extra)
        column.addWidget(self._choice)
        for field in self._reasons.values():
            column.addWidget(field)
        column.addWidget(self._secret)
        column.addWidget(self._place)
        column.addLayout(buttons)
        column.addStretch(1)
