"""A backup beside the window before something risky is written; until it is whole nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiboken6 import isValid

from app.errors import LontarError
from app.teks import t
from app.ui import background

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from app.ui.background import Progress, Task
    from app.ui.session import Session

_STEP = "cadangan"


def backed_up(
    session: Session,
    page: QObject,
    then: Callable[[], None],
    failed: Callable[[Exception], None],
    *,
    advanced: Callable[[str], None] = lambda _told: None,
    cancelled: Callable[[], None] = lambda: None,
) -> Task | None:
    """Back the open office up, then write on the window's thread.

    Meanwhile the office refuses every other writing with a sentence. Exactly one of `then`,
    `failed` and `cancelled` follows while page and office are there; else nothing is written.

    Args:
        session: whose office it is.
        page: whoever asks; once it is gone nothing follows.
        then: what is written after the backup.
        failed: told why there is no backup, or that one is being made already.
        advanced: told how far it is, in a sentence.
        cancelled: told that it was given up.

    """
    from app.store import backup

    office = session.office
    if office.paused:
        failed(LontarError("kantor_dicadangkan"))
        return None
    database, now = office.database, office.now()
    office.paused = True

    def work(progress: Progress) -> object:
        return backup.keep(database, now, progress=lambda done, all_: progress(_STEP, done, all_))

    def over(follow: Callable[[], None]) -> None:
        office.paused = False
        if isValid(page) and session.is_open and session.office is office:
            follow()

    def tell(_step: str, done: int, all_: int) -> None:
        if isValid(page):
            advanced(t("umum.mencadangkan", persen=100 * done // max(all_, 1)))

    tell(_STEP, 0, 1)
    return background.run(
        # The session outlives the page: the office must not stay closed to writing with it.
        session,
        work,
        done=lambda _kept: over(then),
        failed=lambda error: over(lambda: failed(error)),
        advanced=tell,
        cancelled=lambda: over(cancelled),
    )
