"""The two forms of the page Paket: stating the figures complete, and signing what was stated."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.pages.home_deadline import written_day
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import Chip
from app.ui.widgets.facts import Facts
from app.ui.widgets.field import Field
from app.ui.widgets.line import Line
from app.ui.widgets.meter import Meter
from app.ui.widgets.selector import Selector
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.exchange.kesiapan import Orang


class HandForm(QWidget):
    """Who, their passphrase, and the button; `extra` stands between passphrase and button."""

    def __init__(self, key: str, icon: str, *extra: QWidget) -> None:
        super().__init__()
        self._key = key
        self._people: tuple[Orang, ...] = ()
        self._alone = Facts()
        self.who = Selector()
        self._choice = Field(t(f"paket_layar.{key}.siapa"), self.who)
        self.state = Chip("", Tone.MUTED, "circle")
        self.passphrase = Line()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._secret = Field(t("paket_layar.kirim.frasa"), self.passphrase)
        self.button = Button(t(f"paket_layar.{key}.tombol", revisi=1), Kind.PRIMARY, icon)
        self._reason = text.muted()
        self._extra = extra
        self.who.currentIndexChanged.connect(self._show_person)
        self.passphrase.textChanged.connect(self._quiet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        parts = (self._alone, self._choice, self.state, self._secret, *extra)
        for part in (*parts, self.button, self._reason):
            column.addWidget(part)
        column.addStretch(1)
        self.setFocusProxy(self.passphrase)

    @property
    def person(self) -> Orang | None:
        """Whose key is asked for."""
        place = max(self.who.currentIndex(), 0)
        return self._people[place] if self._people else None

    @property
    def complaint(self) -> str:
        """What is wrong with the passphrase, empty when nothing is."""
        return self._secret.error

    @property
    def told(self) -> str:
        """The quiet line under the button."""
        return self._reason.text()

    def show_people(self, people: Sequence[Orang], preferred: int) -> None:
        """Offer those who can do it; whoever was chosen stays, else the one with that number."""
        here = self.person
        wanted = here.pengguna.id if here is not None else preferred
        self._people = tuple(people)
        self.who.blockSignals(True)
        self.who.clear()
        for one in people:
            self.who.addItem(one.pengguna.nama)
        ids = [one.pengguna.id for one in people]
        found = next((ids.index(one) for one in (wanted, preferred) if one in ids), 0)
        self.who.setCurrentIndex(found if ids else -1)
        self.who.blockSignals(False)
        self._choice.setVisible(len(people) > 1)
        self._alone.setVisible(len(people) == 1)
        self._show_person()

    def show_readiness(self, revisi: int, reason: str, *, ready: bool) -> None:
        """Whether the button may be pressed, and if not, why."""
        self.button.setText(t(f"paket_layar.{self._key}.tombol", revisi=revisi))
        for part in (self._choice, self._secret, *self._extra, self.button):
            part.setEnabled(ready)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))

    def say_passphrase(self, sentence: str) -> None:
        """Say right below the line what is wrong with it."""
        self._secret.set_error(sentence)
        self.passphrase.setFocus()
        self.passphrase.selectAll()

    def _quiet(self) -> None:
        self._secret.set_error("")

    def _show_person(self) -> None:
        one = self.person
        if one is None or one.sertifikat is None:
            return
        name = t(f"paket_layar.{self._key}.siapa")
        self._alone.show_lines([(name, one.pengguna.nama)])
        until = written_day(date.fromisoformat(one.sertifikat.berlaku_sampai))
        if one.tahap == "akan_habis":
            words = t("paket_layar.kirim.akan_habis", tanggal=until)
            self.state.show_state(words, Tone.WARN, "clock")
        else:
            words = t("paket_layar.kirim.berlaku", tanggal=until)
            self.state.show_state(words, Tone.GOOD, "check-circle")


class StateForm(HandForm):
    """An operator or verifikator states the figures complete."""

    def __init__(self) -> None:
        super().__init__("nyatakan", "check-circle")


class SignForm(HandForm):
    """A pimpinan signs, and says where the package goes; or the statement is taken back."""

    def __init__(self) -> None:
        self.folder = Line()
        self.browse = Button(t("paket_layar.kirim.cari"), Kind.PLAIN, "folder")
        place = Field(t("paket_layar.kirim.folder"), self.folder, "", self.browse)
        super().__init__("tandatangani", "certificate", place)
        self.revoke = Button(t("paket_layar.tandatangani.batalkan"), Kind.QUIET, "undo")
        row = QHBoxLayout()
        row.addWidget(self.revoke)
        row.addStretch(1)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertLayout(column.count() - 1, row)


class Working(QWidget):
    """How far it is, and the way out."""

    def __init__(self) -> None:
        super().__init__()
        self.meter = Meter(t("paket_layar.kirim.sedang"))
        self._words = Text("")
        self.cancel = Button(t("paket_layar.kirim.batal"), Kind.PLAIN, "cross")
        self._steps: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        for part in (self._words, self.meter, self.cancel):
            column.addWidget(part)
        column.addStretch(1)

    def begin(self, steps: tuple[str, ...]) -> None:
        """Start at the first of some steps."""
        self._steps = steps
        self.advance(steps[0])
        self.cancel.setFocus()

    def advance(self, step: str) -> None:
        """Tell the step in words."""
        words = t(f"paket_layar.langkah.{step}")
        self.meter.show_share((self._steps.index(step) + 1) / len(self._steps), words)
        self._words.setText(words)

    def say(self, words: str) -> None:
        """Say something else than a step."""
        self._words.setText(words)
