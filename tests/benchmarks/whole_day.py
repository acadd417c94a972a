"""A day in one window: every form, a package out, a package in; prints the MB after each part.

`python -m tests.benchmarks.whole_day START DEMO PERIODE FRASA` uses up the first region and the
province of a demo, for what was stated and sent stays so. Everything happens in the event loop, as
for a person: what a page lets go of is really gone, and each part has come to rest before it is
measured. Printed is what the program holds, not the most it held: opening a key takes 134 MB for a
moment, so that guessing passphrases is dear.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.main_window import MainWindow
    from app.ui.pages.package_forms import HandForm
    from app.ui.pages.package_sign import SignCard

_MOMENT, _REST = 30, 1_500
"""Milliseconds between two forms, and until everything has come to rest."""
_PATIENCE = 60


def main() -> None:
    """Go through the day as far as memory is concerned."""
    # As `app/__main__.py` does, and in the same order: the program comes before PySide.
    gc.disable()
    import_module("app.ui.application")
    from PySide6.QtWidgets import QApplication

    from app.domain.periode import Periode
    from app.ui import sweeping
    from app.ui.application import dress
    from app.ui.main_window import MainWindow
    from app.ui.session import Session
    from tests.benchmarks.timing import now

    demo, periode = Path(sys.argv[2]), Periode.parse(sys.argv[3])
    application = QApplication(sys.argv[:1])
    dress(application)
    window = MainWindow(Session(now))
    window.resize(1366, 768)
    window.show()
    window.open_office(next(iter(sorted((demo / "kantor").iterdir()))))
    window.session.set_periode(periode)
    _settle(_MOMENT)
    sweeping.begin_after_start()
    told = [_memory()]
    _show_every_form(window)
    told.append(_memory())
    file = _export(window, demo)
    told.append(_memory())
    _take_in(window, demo / "provinsi", file)
    told.append(_memory())
    print(*told, flush=True)
    window.session.close()


def _show_every_form(window: MainWindow) -> None:
    from app.ui.pages.entry import EntryPage

    for part in ("spm", "kemiskinan"):
        window.desk.show_page(part)
        page = window.desk.current_page
        assert isinstance(page, EntryPage)
        for kode in page.offered:
            page.open_service(kode)
            _settle(_MOMENT)


def _export(window: MainWindow, folder: Path) -> Path:
    """State and send a quarter, as two people do on one page."""
    from app.ui.pages.package import PackagePage

    window.desk.show_page("paket")
    page = window.desk.current_page
    assert isinstance(page, PackagePage)
    assert page.send is not None
    view = page.send.sign
    _sign(view, view.state_form, view.state)
    view.sign_form.folder.setText(str(folder))
    _sign(view, view.sign_form, view.sign)
    assert view.result.shown is not None, view.messages.text
    return view.result.shown[0].path


def _sign(view: SignCard, form: HandForm, act: Callable[[], None]) -> None:
    from app.ui import background

    _wait(lambda: form.isVisible() and form.button.isEnabled())
    form.passphrase.setText(sys.argv[4])
    act()
    _wait(lambda: background.wait(0) and view.working.isHidden())


def _take_in(window: MainWindow, folder: Path, file: Path) -> None:
    """What the window of a province does beside itself, in the process of this one."""
    from app.exchange import impor, percaya
    from app.store.office import Office
    from app.ui import background
    from app.ui.pages import package_known
    from tests.benchmarks.timing import now

    def work(_progress: object) -> None:
        with Office.open(folder, now) as province:
            trust, known = percaya.of_office(province), package_known.published()
            with package_known.examiner(known, trust, now) as pemeriksa:
                laporan = next(iter(impor.examine([file], province, pemeriksa)))
                assert laporan.sah, laporan.kalimat
                impor.accept(province, laporan, pelaku="uji")

    ended: list[object] = []
    background.run(window, work, done=ended.append, failed=ended.append)
    _wait(lambda: bool(ended))
    assert ended == [None], ended


def _memory() -> float:
    """Resident memory of this program at rest, in MB."""
    _settle(_REST)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def _settle(milliseconds: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _wait(known: Callable[[], bool]) -> None:
    import time

    end = time.monotonic() + _PATIENCE
    while not known():
        assert time.monotonic() < end
        _settle(_MOMENT)


if __name__ == "__main__":
    main()
