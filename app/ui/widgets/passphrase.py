"""Asking for a passphrase: one that exists, or a new one typed twice and judged while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import sizes
from app.ui.widgets.field import Field
from app.ui.widgets.line import Line, Tick

if TYPE_CHECKING:
    from collections.abc import Callable

_STRONG_LETTERS = 20


class Secret(Field):
    """A passphrase that exists already; its letters stay hidden."""

    def __init__(self, label: str, hint: str = "") -> None:
        self.line = Line()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        super().__init__(label, self.line, hint)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.line.text()


class NewSecret(QWidget):
    """A new passphrase: strong enough, and the same twice."""

    def __init__(self, label: str, again: str, show: str) -> None:
        super().__init__()
        self.first = Field(label, Line(), t("wisaya.sandi.kekuatan.kosong"))
        # One text tells about every new passphrase, whatever it is asked for.
        self.first.editor.setObjectName("sandi_baru")
        self.second = Field(again, Line())
        self.show_letters = Tick(show)
        self.show_letters.toggled.connect(lambda shown: self._reveal(shown=shown))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        for part in (self.first, self.second, self.show_letters):
            column.addWidget(part)
        self.lines[0].textChanged.connect(self._judge)
        self._reveal(shown=False)
        self.setFocusProxy(self.first)

    @property
    def lines(self) -> tuple[QLineEdit, QLineEdit]:
        """The two editors."""
        first, second = self.first.editor, self.second.editor
        assert isinstance(first, QLineEdit)
        assert isinstance(second, QLineEdit)
        return first, second

    @property
    def text(self) -> str:
        """What was typed first."""
        return self.lines[0].text()

    def check(self) -> bool:
        """Show what is wrong beside it, and put the cursor there."""
        from app.exchange import kunci

        first, second = self.lines
        try:
            kunci.check_passphrase(first.text())
        except LontarError as error:
            self.first.set_error(str(error))
            first.setFocus()
            return False
        differs = first.text() != second.text()
        self.first.set_error("")
        self.second.set_error(t("wisaya.sandi.beda") if differs else "")
        if differs:
            second.setFocus()
        return not differs

    def _judge(self, text: str) -> None:
        from app.exchange import kunci

        self.first.set_error("")
        strength = _strength(kunci.check_passphrase, text) if text else "kosong"
        self.first.set_hint(t(f"wisaya.sandi.kekuatan.{strength}"))

    def _reveal(self, *, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for line in self.lines:
            line.setEchoMode(mode)


def _strength(check: Callable[[str], str], text: str) -> str:
    try:
        check(text)
    except LontarError:
        return "lemah"
    return "kuat" if len(text) >= _STRONG_LETTERS else "cukup"
