"""Work on the open office piece by piece, one in each turn of the window.

Only the window's own thread asks the store. What takes longer than a blink is read or written in
pieces, so that keys and paint come between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from app.errors import LontarError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from app.ui.session import Session

P = TypeVar("P")
T = TypeVar("T")


class InTurns(QObject, Generic[P, T]):
    """One piece of work under way; it is over when the office is closed meanwhile."""

    def __init__(
        self,
        owner: QObject,
        session: Session,
        reading: Generator[P, None, T],
        done: Callable[[T], None],
        failed: Callable[[LontarError | None], None],
        heard: Callable[[P], object] = lambda _piece: None,
    ) -> None:
        """Start; `failed` gets the error, or None where it was stopped or the office closed.

        `heard` gets what each piece says.
        """
        super().__init__(owner)
        self._session, self._folder = session, session.office.folder
        self._reading, self._heard = reading, heard
        self._done, self._failed = done, failed
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(0)
        self.pieces = 0

    def stop(self) -> None:
        """Go no further; what was written is taken back."""
        self._end()
        self._failed(None)

    def _go_on(self) -> None:
        if not self._session.is_open or self._session.office.folder != self._folder:
            self.stop()
            return
        try:
            piece = next(self._reading)
        except StopIteration as end:
            self._end()
            self._done(end.value)
        except LontarError as error:
            self._end()
            self._failed(error)
        else:
            self.pieces += 1
            self._heard(piece)
            self._timer.start(0)

    def _end(self) -> None:
        self._timer.stop()
        self._reading.close()
        self.deleteLater()
