"""A day in one window: every form, a package out, a package in; prints the MB after each part.

`python -m tests.benchmarks.whole_day START DEMO PERIODE` uses up the first region and the province
of a demo, for what was stated and sent stays so. Printed is what the program holds, not the most it
held: opening a key takes 134 MB for a moment, so that guessing passphrases is dear.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.periode import Periode
    from app.store.office import Office
    from app.ui.main_window import MainWindow


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
    _settle()
    sweeping.begin_after_start()
    told = [_memory()]
    _show_every_form(window)
    told.append(_memory())
    file = _export(window.session.office, periode, demo)
    _settle()
    told.append(_memory())
    _take_in(demo / "provinsi", file)
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
            _settle()


def _export(office: Office, periode: Periode, folder: Path) -> Path:
    """State and send a quarter, as two people would on two pages."""
    from app import paths
    from app.exchange import demo_kantor, ekspor, pendaftaran, pernyataan
    from app.exchange.paket import Acuan
    from app.store import people
    from tests.benchmarks.timing import now

    acuan = Acuan.load(paths.forms())
    penyata, penanda = people.users(office)[:2]
    key, certs = pendaftaran.signer(office, penyata, demo_kantor.FRASA_SANDI)
    told = pernyataan.design(office, acuan, periode, certs, now)
    pernyataan.keep(office, pernyataan.state(told, key, certs, now))
    key, certs = pendaftaran.signer(office, penanda, demo_kantor.FRASA_SANDI)
    return ekspor.export_package(office, acuan, periode, folder, key, certs, now).path


def _take_in(folder: Path, file: Path) -> None:
    from app import paths
    from app.exchange import impor, percaya
    from app.exchange.paket import Acuan
    from app.exchange.pembaca.induk import Pembaca
    from app.exchange.verifikasi import Pemeriksa
    from app.store.office import Office
    from tests.benchmarks.timing import now

    with Office.open(folder, now) as province, Pembaca() as pembaca:
        acuan = Acuan.load(paths.forms())
        pemeriksa = Pemeriksa(acuan, percaya.of_office(province), now, pembaca)
        laporan = next(iter(impor.examine([file], province, pemeriksa)))
        assert laporan.sah, laporan.kalimat
        impor.accept(province, laporan, pelaku="uji")


def _memory() -> float:
    """Resident memory of this program, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def _settle() -> None:
    from PySide6.QtWidgets import QApplication

    for _ in range(5):
        QApplication.processEvents()


if __name__ == "__main__":
    main()
