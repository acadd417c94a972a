"""A backup beside the window before something risky is written; until it is whole nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shiboken6 import isValid

from app.errors import LontarError
from app.teks import t
from app.ui import background

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from app.store.office import Office
    from app.ui.background import Progress, Task
    from app.ui.session import Session

_STEP = "cadangan"


def backed_up(
    session: Session,
    page: QObject,
    then: Callable[[], None],
    failed: Callable[[Exception], None],
    advanced: Callable[[str], None] = lambda _told: None,
    cancelled: Callable[[], None] = lambda: None,
) -> Task | None:
    """Back the open office up for a page; `then` writes afterwards, on the window's thread.

    Meanwhile the office refuses every other writing with a sentence. `failed` is told why there is
    no backup, or that one is being made already, `advanced` how far it is. Where the work is
    cancelled `cancelled` follows instead. Nothing follows and nothing is written once the page or
    its office is gone.
    """
    from app.store import backup

    office = session.office
    if office.paused:
        failed(LontarError("kantor_dicadangkan"))
        return None
    database, now = office.database, office.now()
    waiting = _Waiting(session, office, page)
    office.paused = True
    advanced(_told(0, 1))

    def work(progress: Progress) -> object:
        return backup.keep(database, now, progress=lambda done, all_: progress(_STEP, done, all_))

    return background.run(
        # The session outlives the page: the office must not stay closed to writing with it.
        session,
        work,
        done=lambda _kept: waiting.over(then),
        failed=lambda error: waiting.over(lambda: failed(error)),
        advanced=lambda _, done, all_: waiting.tell(lambda: advanced(_told(done, all_))),
        cancelled=lambda: waiting.over(cancelled),
    )


class _Waiting(NamedTuple):
    """Who waits for a backup, of which office."""

    session: Session
    office: Office
    page: QObject

    def tell(self, follow: Callable[[], None]) -> None:
        """Go on only where the page and its office are still there."""
        if isValid(self.page) and self.session.is_open and self.session.office is self.office:
            follow()

    def over(self, follow: Callable[[], None]) -> None:
        """The office may be written to again."""
        self.office.paused = False
        self.tell(follow)


def _told(done: int, all_: int) -> str:
    return t("umum.mencadangkan", persen=100 * done // max(all_, 1))
