"""A small office and scripted answers for the tests of the window."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from app.store import people
from app.store.office import Identitas, Office
from app.ui.memory import Memory
from app.ui.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

NTT, ENDE = "53", "53.08"
NOW = datetime(2026, 10, 5, 10, 32, 7, tzinfo=timezone(timedelta(hours=8)))
OPERATOR = "Maria Contoh, S.IP"


def clock() -> datetime:
    return NOW


def new_office(folder: Path, wilayah: str, jenis: str | None = None) -> Path:
    """An office with one person and no keys."""
    kind = jenis or ("provinsi" if wilayah == NTT else "kabupaten")
    identitas = Identitas(kind, wilayah, f"Kantor Contoh {wilayah}", f"nomor-{wilayah}")  # type: ignore[arg-type]
    with Office.create(folder, identitas, clock) as office:
        people.add_user(office, nama=OPERATOR, peran="operator", jabatan="Analis")
    return folder


@contextmanager
def open_session(folder: Path, now: datetime) -> Iterator[Session]:
    session = Session(lambda: now, Memory())
    session.open(folder)
    try:
        yield session
    finally:
        session.close()


class Answers:
    """Answers given beforehand, in order, and what was said meanwhile.

    `answers.will("ask", True)` answers one question; telling needs no answer and is noted
    in `told`. A question nobody expected fails the test.
    """

    SEAM: ClassVar = (
        "tell",
        "ask",
        "show_error",
        "open_files",
        "open_file",
        "save_file",
        "choose_folder",
        "ask_text",
        "reveal",
        "show_document",
    )
    TELLING: ClassVar = ("tell", "show_error", "reveal")

    def __init__(self) -> None:
        self.told: list[str] = []
        self._waiting: deque[tuple[str, object]] = deque()

    @property
    def left(self) -> list[str]:
        """Questions that were expected but never came."""
        return [name for name, _ in self._waiting]

    def will(self, name: str, answer: object) -> None:
        """Answer the next question of this kind."""
        self._waiting.append((name, answer))

    def function(self, name: str) -> Callable[..., object]:
        """What stands in for a function of the seam."""

        def answer(*arguments: object) -> object:
            # All but these two are told first over which window they stand.
            said = arguments[name not in {"reveal", "show_document"} :]
            self.told.append(" ".join(map(str, said)))
            if name in self.TELLING:
                return None
            assert self._waiting, f"nobody expected {name}: {self.told[-1]}"
            expected, given = self._waiting.popleft()
            assert expected == name, f"{name} came instead of {expected}: {self.told[-1]}"
            return given

        return answer


def _kept(*_: QWidget) -> None:
    """Nothing to do: being there with a widget at hand is enough."""


def put_on_screen(qtbot: QtBot, widget: QWidget) -> None:
    """Show a widget, active, as a person at the desk has it, until the test is over."""
    # The bot itself forgets a window that the test lets go, even while its timers are still due.
    qtbot.addWidget(widget, before_close_func=partial(_kept, widget))
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
