"""Undo and redo in the turns of the window: taking back a long table takes more than a blink."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import LontarError
from app.store.bulk import whole
from app.teks import t
from app.ui.colours import Tone
from app.ui.in_turns import InTurns

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.store.door import Tindakan
    from app.store.undo import Way
    from app.ui.session import Session

AT_ONCE = 4_000
"""Steps that are done before anybody sees the window wait; each change of a cell has four."""


class Reversing:
    """Takes back or does again the last gesture in the region in view.

    A long one says how far it is; Batal stops it, and then nothing has changed.
    """

    def __init__(self, owner: QWidget, session: Session, tell: Callable[..., object]) -> None:
        """Work for a page; `tell` says a sentence in a tone, with a button."""
        self._owner, self._session, self._tell = owner, session, tell
        self._turns: InTurns[tuple[int, int], Tindakan | None] | None = None

    def start(
        self,
        way: Way,
        done: Callable[[Tindakan | None], object],
        failed: Callable[[LontarError], object],
    ) -> None:
        """Begin, unless one is under way; `done` gets None where there was nothing to reverse."""
        from app.store import undo

        if self._turns is not None:
            return
        session = self._session
        steps = undo.reversing(session.office, way, pelaku=session.pelaku, wilayah=session.wilayah)
        try:
            _, all_ = next(steps)
            if all_ <= AT_ONCE:
                self._finish(whole(steps), done)
                return
        except StopIteration:
            done(None)
            return
        except LontarError as error:
            failed(error)
            return
        self._turns = InTurns(
            self._owner,
            session,
            steps,
            done=lambda found: self._finish(found, done),
            failed=lambda error: self._stopped(error, failed),
            heard=lambda told: self._say(way, *told),
        )
        self._say(way, 0, all_)

    def _say(self, way: Way, done: int, all_: int) -> None:
        if self._turns is not None:
            told = t(f"langkah.sedang_{way}", persen=100 * done // all_)
            self._tell(Tone.INFO, told, t("jendela.batal"), self._turns.stop)

    def _finish(self, found: Tindakan | None, done: Callable[[Tindakan | None], object]) -> None:
        self._turns = None
        done(self._session.announce(found) if found is not None else None)

    def _stopped(self, error: LontarError | None, failed: Callable[[LontarError], object]) -> None:
        self._turns = None
        if error is None:
            self._tell(Tone.INFO, t("langkah.dihentikan"))
        else:
            failed(error)
