"""Questions asked inside a section of Pengaturan, in its place: no window opens over the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.errors import LontarError
from app.teks import t
from app.ui import background, sizes, tab_order
from app.ui.colours import Tone
from app.ui.enter_key import ENTER
from app.ui.pages.settings_section import Section, row_of
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.facts import Facts
from app.ui.widgets.field import Field
from app.ui.widgets.line import Line
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.passphrase import NewSecret, Secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from app.ui.session import Session


class Asked(NamedTuple):
    """A passphrase as it was typed, what it may have to open, and how many keys it will seal."""

    passphrase: str
    sealed: Sequence[Path | bytes] = ()
    seals: int = 0


class Panel(QWidget):
    """One thing to do: what it means, what is needed for it, and two ways out.

    Its texts are `panel.<key>.judul`, `.penjelasan` and `.ya`. Enter goes on, Escape leaves.

    Signals:
        left: the user does not want to after all, or it is done.
    """

    left = Signal()

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__()
        self.key = key
        self.messages = MessageBar()
        self.explanation = text.body(t(f"panel.{key}.penjelasan", **facts))
        self.go = Button(t(f"panel.{key}.ya"), Kind.PRIMARY)
        self.back = Button(t("panel.batal"), Kind.QUIET)
        self.go.clicked.connect(self._go)
        self.back.clicked.connect(self.left)
        self._body = QVBoxLayout()
        self._body.setSpacing(sizes.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        column.addWidget(text.heading(t(f"panel.{key}.judul", **facts)))
        column.addWidget(self.explanation)
        column.addLayout(self._body)
        column.addWidget(self.messages)
        column.addLayout(row_of(self.go, self.back))

    def add(self, *parts: QWidget) -> None:
        """Put the questions below the explanation; the first one gets the focus."""
        for part in parts:
            self._body.addWidget(part)
            takes = part.focusProxy() is not None or part.focusPolicy() != Qt.FocusPolicy.NoFocus
            if self.focusProxy() is None and takes:
                self.setFocusProxy(part)

    def show_facts(self, lines: Iterable[tuple[str, str]]) -> None:
        """Put facts below the explanation."""
        self._body.addWidget(Facts(lines))

    def begin(self) -> None:
        """Called when the panel has come into view."""
        # The questions were put in after the buttons were made.
        tab_order.lead_last(self, (self.go, self.back))
        (self.focusProxy() or self.go).setFocus(Qt.FocusReason.TabFocusReason)

    def submit(self) -> None:
        """Do it; called when the user goes on."""

    def attempt(self) -> AbstractContextManager[None]:
        """Show a situation of the user above the buttons; meanwhile the pointer says "wait"."""
        return self.messages.attempt()

    def set_busy(self, sentence: str) -> None:
        """Say that work is under way; an empty sentence ends it."""
        if sentence and (self.go.hasFocus() or self.back.hasFocus()):
            # A button that is switched off would pass the focus on to anything of the window.
            (self.focusProxy() or self).setFocus()
        for button in (self.go, self.back):
            button.setEnabled(not sentence)
        self.messages.wait(sentence)

    def prepare(
        self, then: Callable[..., None], *asked: Asked, beside: Callable[[], object] | None = None
    ) -> None:
        """Have what is slow about passphrases done beside the window, then go on with them.

        `then` gets them as they were asked for, and before them what `beside` found. Nothing
        follows when the panel is gone by then.
        """
        from app.exchange import kunci

        if any(one.sealed and not one.passphrase for one in asked):
            # To try it on the key would take a second, and then tell of a wrong one.
            self.messages.tell(Tone.WARN, t("panel.sandi.kosong"))
            return
        focused = self.window().focusWidget()

        def failed(error: Exception) -> None:
            self.set_busy("")
            self._focus_again(focused)
            self._failed(error)

        self.set_busy(t("panel.sandi.sedang"))
        background.run(
            self,
            lambda _progress: [
                *([beside()] if beside is not None else []),
                *(kunci.ready(*one) for one in asked),
            ],
            done=lambda made: self._prepared(then, made, focused),
            failed=failed,
        )

    def _prepared(
        self, then: Callable[..., None], made: Sequence[object], focused: QWidget | None
    ) -> None:
        if self.isHidden():
            return
        self.set_busy("")
        self._focus_again(focused)
        with self.attempt():
            then(*made)

    def _focus_again(self, focused: QWidget | None) -> None:
        if focused is not None and isValid(focused) and self.isAncestorOf(focused):
            # A button that was switched off meanwhile has lost it.
            focused.setFocus()

    def _failed(self, error: Exception) -> None:
        """What ran beside the window came to nothing."""
        self.set_busy("")
        if not isinstance(error, LontarError):
            raise error
        self.messages.tell_error(error)

    def _go(self) -> None:
        if self.go.isEnabled():
            self.submit()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An editor lets Enter and Escape through to here."""
        if event.key() in ENTER:
            self._go()
        elif event.key() == Qt.Key.Key_Escape:
            self.back.click()
        else:
            super().keyPressEvent(event)


class StagedSection(Section):
    """A section that makes room for one panel at a time; what it shows otherwise is in `body`."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.panel: Panel | None = None
        self.home = QWidget()
        self._opener: QWidget | None = None
        self.body = QVBoxLayout(self.home)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(sizes.M)
        self.column.addWidget(self.home)

    def open_panel(self, panel: Panel) -> None:
        """Show a panel in the place of the section's own contents."""
        focused: QWidget | None = self.window().focusWidget()
        self.close_panel()
        self._opener = focused if focused and self.home.isAncestorOf(focused) else None
        self.panel = panel
        self.messages.hide()
        self.home.hide()
        panel.left.connect(self.close_panel)
        self.column.addWidget(panel)
        panel.show()
        self._to_the_top()
        panel.begin()

    def close_panel(self) -> None:
        """Go back to the section's own contents, with the focus where it was."""
        if self.panel is None:
            return
        panel, self.panel = self.panel, None
        self.column.removeWidget(panel)
        panel.hide()
        panel.deleteLater()
        self.home.show()
        opener, self._opener = self._opener, None
        # A line of a list may have been replaced meanwhile.
        if opener is not None and isValid(opener):
            opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self, sentence: str, tone: Tone = Tone.GOOD) -> None:
        """Close the panel, show the section as it is now, and say what was done."""
        self.close_panel()
        self.enter()
        self.messages.tell(tone, sentence)
        self.go_on_from_here()
        self._to_the_top()

    def go_on_from_here(self) -> None:
        """Put the focus where the next thing to do is, when the section has one."""

    def _to_the_top(self) -> None:
        above = self.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.verticalScrollBar().setValue(0)
            above = above.parentWidget()


class Words(Field):
    """Six words as they are heard on the telephone; what they should be is not shown."""

    def __init__(self, label: str) -> None:
        self.line = Line()
        super().__init__(label, self.line, t("panel.kata.petunjuk"))

    def check(self, words: Sequence[str], *, nama: str, kantor: str) -> bool:
        """Whether these are the words; otherwise say which of them differ."""
        from app.exchange import pendaftaran

        try:
            pendaftaran.check_words(self.line.text(), words, nama=nama, kantor=kantor)
        except LontarError as error:
            key = "berbeda" if error.kode == "kata_berbeda" else "kosong"
            urutan = error.data.get("urutan", "")
            self.set_error(t(f"panel.kata.{key}", nama=nama, urutan=urutan))
            self.line.setFocus()
            return False
        self.set_error("")
        return True


class ChangePassphrase(Panel):
    """Another passphrase in the place of an old one."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.old, self.secret = secret("lama"), new_secret()
        self.add(self.old, self.secret)

    def sealed(self) -> Sequence[Path | bytes]:
        """The keys one of which the old passphrase opens."""
        raise NotImplementedError

    def change(self, old: str, new: str) -> None:
        """Seal that key anew, and say so; called when both passphrases are ready.

        Raises:
            LontarError: the old one opens nothing.

        """
        raise NotImplementedError

    def submit(self) -> None:
        """Have both made ready, then change."""
        if self.secret.check():
            old, new = Asked(self.old.text, self.sealed()), Asked(self.secret.text, seals=1)
            self.prepare(self.change, old, new)


def secret(key: str) -> Secret:
    """The question for a passphrase that exists: `panel.sandi.<key>`."""
    return Secret(t(f"panel.sandi.{key}"))


def new_secret(key: str = "baru") -> NewSecret:
    """The question for a new passphrase."""
    return NewSecret(t(f"panel.sandi.{key}"), t("panel.sandi.ulang"), t("panel.sandi.tampilkan"))


def button(key: str, slot: Callable[[], object], kind: Kind = Kind.PLAIN, icon: str = "") -> Button:
    """A button with its text `pengaturan.<key>` that does one thing."""
    made = Button(t(f"pengaturan.{key}"), kind, icon)
    made.clicked.connect(slot)
    return made


def spoken(words: Sequence[str]) -> str:
    """Six words as they are read out on the telephone."""
    return " · ".join(words)


def local_date(iso: str) -> str:
    """A day as Indonesians write it."""
    year, month, day = iso.split("-")
    return f"{day}-{month}-{year}"
