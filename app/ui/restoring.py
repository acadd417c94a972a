"""Going back to a backup: the office closes, its files change beside the window, it opens again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.teks import t
from app.ui import background, dialogue
from app.ui.colours import Tone

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.salvage import Selamat
    from app.store.vault import Simpanan
    from app.ui.background import Progress
    from app.ui.main_window import MainWindow

_STEP = "pulihkan"


class _Kembali(NamedTuple):
    """Where what was replaced lies, and what was typed since and can still be read."""

    aside: Path | None
    selamat: Selamat | None


def restore(window: MainWindow, folder: Path, one: Simpanan, *, damaged: bool) -> None:
    """Bring the office in `folder` back to a backup and show it.

    What was typed since is offered only where the present file is damaged: who goes back on purpose
    does not want it.
    """
    from app.store.office import DATABASE_NAME

    window.session.close()
    window.show_waiting()
    now = window.session.clock()

    def job(_progress: Progress) -> _Kembali:
        from app.store import restore as store
        from app.store import salvage

        saved = salvage.since(folder / DATABASE_NAME, one.berkas) if damaged else None
        return _Kembali(store.restore(folder, one.berkas, now), saved)

    background.run(
        window,
        job,
        done=lambda back: _back(window, folder, back),
        failed=lambda error: _failed(window, folder, error),
    )


def _back(window: MainWindow, folder: Path, back: _Kembali) -> None:
    if not window.open_office(folder):
        return
    told = t("jendela.dipulihkan", folder=back.aside or "–")
    saved = back.selamat
    if saved is None or not saved.ketikan:
        window.desk.messages.tell(Tone.GOOD, told)
        return
    action = t("jendela.isikan_lagi", jumlah=len(saved.ketikan))
    window.desk.messages.tell(Tone.WARN, told, action, lambda: _put_back(window, saved))


def _put_back(window: MainWindow, saved: Selamat) -> None:
    from app.errors import LontarError
    from app.store import salvage

    session, label = window.session, t("cadangan.selamat.label")
    try:
        done = salvage.put_back(session.office, saved, label=label, pelaku=session.pelaku)
    except LontarError as error:
        window.desk.messages.tell_error(error)
        return
    session.announce(done)
    told = t("jendela.diisikan_lagi", jumlah=len(done.perubahan))
    window.desk.messages.tell(Tone.GOOD, told)


def _failed(window: MainWindow, folder: Path, error: Exception) -> None:
    """The office is as it was: show it, and what went wrong."""
    window.open_office(folder)
    dialogue.show_failure(window, error)
