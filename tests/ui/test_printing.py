"""Pages are laid out in a process of their own: the same pages, and a window that answers."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from app.domain.cetak_tabel import LembarCetak
from app.domain.kertas import A4
from app.errors import LontarError
from app.exchange.cetak_berkas import Sampul, Tanda
from app.exchange.keluaran_cetak import Cetakan
from app.exchange.pembaca.proses import PENCETAK, command
from app.store import log
from app.ui import paper, printing
from tests.sumber import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGE = b"/Type /Page\n"
REAL_BEGINNING = paper._without_a_window
"""As it is before the tests share one application."""


def made(rows: int = 120) -> Cetakan:
    moment = datetime(2026, 10, 5, tzinfo=UTC)
    cover = Sampul("Contoh", "Kantor", moment, "kaki", Tanda("Tempat", "Kepala", "Yosef Contoh"))
    lines = tuple((str(number), f"Kegiatan {number}") for number in range(rows))
    sheet = LembarCetak("Tabel", ("Tabel contoh",), (("No", "Uraian"),), lines, (8, 60))
    return Cetakan("L1", [sheet], cover._replace(tanda_air="LATIHAN"))


def script(code: str) -> list[str]:
    """The command line of a printer that runs other code before it serves."""
    line = command(printing.BATAS, PENCETAK)
    at = line.index("-c") + 1
    boot = "import sys, os; sys.path[:] = sys.argv[3:]\nfrom app.ui import paper, printing_child\n"
    serve = "\nsys.exit(printing_child.main(int(sys.argv[1]), float(sys.argv[2])))"
    return [*line[:at], f"{boot}{code}{serve}", *line[at + 1 :]]


def silent(_page: int, _pages: int) -> None:
    """Nobody listens."""


def refused(target: Path, line: list[str]) -> LontarError:
    with pytest.raises(LontarError) as caught:
        printing.print_output(made(), target, silent, line)
    return caught.value


def test_a_child_prints_the_same_pages_and_tells_of_each(tmp_path, qapp, monkeypatch):
    here, there = tmp_path / "sini.pdf", tmp_path / "sana.pdf"
    pages = paper.print_output(made(), here)
    assert pages > 2
    monkeypatch.setattr(paper, "drawing", None)  # nothing is laid out beside the window
    heard: list[tuple[int, int]] = []
    printing.print_output(made(), there, lambda *told, heard=heard: heard.append(told))
    assert here.read_bytes().count(PAGE) == there.read_bytes().count(PAGE) == pages
    told = [one for one in heard if one != (0, 0)]
    assert told == [(page, pages) for page in (*range(pages), pages - 1)]
    assert abs(there.stat().st_size - here.stat().st_size) < 0.05 * here.stat().st_size


def test_of_smaller_and_smaller_letters_the_first_that_fit_a_page_are_drawn(
    tmp_path, qapp, monkeypatch
):
    lines = "".join(f"<tr><td>Baris {number}</td></tr>" for number in range(300))

    def html(share: float) -> str:
        return f"<p>Besar {share}</p>" + ("" if share < 0.95 else f"<table>{lines}</table>")

    def never(share: float) -> str:
        return html(share + 1)

    here = tmp_path / "sini.pdf"
    long = paper.print_one_page(never, here, "Uji", "Kaki", "")
    assert (paper.print_one_page(html, here, "Uji", "Kaki", ""), long > 2) == (1, True)
    monkeypatch.setattr(paper, "drawing", None)
    for page, pages in ((html, 1), (never, long)):
        there = tmp_path / f"sana{pages}.pdf"
        heard: list[tuple[int, int]] = []
        order = printing.one_page(page, "Uji", "Kaki", "", A4)
        printing.print_pages(order, there, lambda *told, heard=heard: heard.append(told))
        assert {all_ for _, all_ in heard} - {0} == {pages}
        assert there.read_bytes().count(PAGE) == pages
    assert (tmp_path / "sana1.pdf").stat().st_size == pytest.approx(here.stat().st_size, rel=0.05)


def test_it_can_be_given_up_while_the_pages_are_laid_out(tmp_path):
    target = tmp_path / "l1.pdf"
    slow = script("import time; paper.drawing = lambda *_: time.sleep(600)")

    class Enough(Exception):
        pass

    def stop(page: int, pages: int) -> None:
        assert (page, pages) == (0, 0)
        raise Enough

    with pytest.raises(Enough):
        printing.print_output(made(), target, stop, slow)
    assert not target.exists()


def test_a_child_that_is_killed_leaves_the_old_file_and_a_sentence(tmp_path):
    target = tmp_path / "l1.pdf"
    target.write_bytes(b"yang lama")
    error = refused(target, script("paper.drawing = lambda *_: os.kill(os.getpid(), 9)"))
    assert str(error) == (
        "Bagian Lontar yang menata halaman cetak berhenti sebelum selesai, sehingga berkas belum "
        "ditulis. Tutup program lain agar memori cukup, lalu cetak lagi. Tabel isian dapat juga "
        "disimpan sebagai Excel."
    )
    assert target.read_bytes() == b"yang lama"


def test_a_child_that_cannot_be_started_is_told_in_a_sentence(tmp_path):
    error = refused(tmp_path / "l1.pdf", [str(tmp_path / "lontar.exe")])
    assert str(error) == (
        "Bagian Lontar yang menata halaman cetak tidak dapat dijalankan di komputer ini, sehingga "
        "berkas belum ditulis. Tutup program lain lalu cetak lagi. Jika terjadi lagi, mintalah "
        "pengelola komputer mengizinkan Lontar pada program antivirusnya. Tabel isian dapat juga "
        "disimpan sebagai Excel."
    )


def test_an_error_nobody_expected_reaches_the_log_without_a_word_of_its_own(tmp_path):
    with pytest.raises(log.Elsewhere) as caught:
        broken = script("paper.drawing = lambda *_: int('Maria')")
        printing.print_output(made(), tmp_path / "l1.pdf", silent, broken)
    told = log.told(caught.value)
    assert "app/ui/printing_child.py" in told
    assert "Maria" not in told


def test_the_frozen_program_is_the_child_under_its_own_word(monkeypatch):
    line = [sys.executable, "-m", "app", "--pencetak", "3000000000", "60.0"]
    with subprocess.Popen(line, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        told = process.communicate(b"", timeout=60)[0]
    assert (told[4:], process.returncode) == (b"siap", 0)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command(printing.BATAS, PENCETAK)[1:] == ["--pencetak", "3000000000", "600.0"]


@pytest.mark.parametrize(("system", "chosen"), [("linux", "offscreen"), ("win32", None)])
def test_only_linux_goes_without_a_screen_which_elsewhere_has_the_fonts(
    monkeypatch, system, chosen
):
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setattr(paper, "QGuiApplication", list)
    with monkeypatch.context() as there:
        there.setattr(sys, "platform", system)
        REAL_BEGINNING()
    assert os.environ.get("QT_QPA_PLATFORM") == chosen
