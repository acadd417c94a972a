"""Pages of a practice office: marked on every page, and otherwise as they are."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.exchange import tanda_air
from app.exchange.laporan import dokumen
from app.exchange.laporan.naskah import Alinea, Naskah
from app.store.office import Office
from app.ui import paper, paper_mark
from tests.ui.contoh_jendela import ENDE, NOW, clock, new_office

WORDS = "LATIHAN · bukan data resmi"
LONG = "".join(f"<p>Baris {number}</p>" for number in range(150))


def inked(image: QImage, box: QRectF) -> int:
    """How many points of a part are not white."""
    white = QColor(Qt.GlobalColor.white).rgb()
    return sum(
        image.pixel(x, y) != white
        for x in range(int(box.left()), int(box.right()))
        for y in range(int(box.top()), int(box.bottom()))
    )


def test_the_words_stand_at_the_top_and_pale_over_the_middle(qapp):
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paper_mark.mark(painter, QRectF(0, 0, 400, 300), WORDS)
    painter.end()
    assert inked(image, QRectF(0, 0, 400, 20)) > 100
    assert inked(image, QRectF(100, 100, 200, 100)) > 100
    shades = {
        QColor(image.pixel(x, y)).lightness() for x in range(100, 300) for y in range(120, 180)
    }
    # A reader of the table below must not be hindered.
    assert min(shades) > 180


@pytest.mark.parametrize("wide", [False, True])
def test_a_marked_document_has_the_same_pages(qapp, tmp_path, wide):
    plain = paper.print_html(LONG, tmp_path / "a.pdf", "Uji", wide=wide)
    marked = paper.print_html(LONG, tmp_path / "b.pdf", "Uji", wide=wide, tanda_air=WORDS)
    assert plain == marked > 1
    pages = [(tmp_path / name).read_bytes().count(b"/Type /Page\n") for name in ("a.pdf", "b.pdf")]
    assert pages[0] == pages[1]
    assert (tmp_path / "b.pdf").stat().st_size > (tmp_path / "a.pdf").stat().st_size


def test_every_page_says_what_it_is_and_which_of_how_many(qapp, tmp_path):
    asked: list[tuple[int, int]] = []

    def foot(page: int, of_how_many: int) -> tuple[str, str]:
        asked.append((page, of_how_many))
        return "RAT Tabel 3.1", str(page)

    count = paper.print_document(
        lambda document: document.setHtml(LONG), tmp_path / "a.pdf", "Uji", foot=foot
    )
    assert asked == [(page, count) for page in range(1, count + 1)]
    assert count > 1
    paper.print_html(LONG, tmp_path / "b.pdf", "Uji")
    paper.print_html(LONG, tmp_path / "c.pdf", "Uji", kaki="RAT Tabel 3.1")
    assert (tmp_path / "c.pdf").stat().st_size > (tmp_path / "b.pdf").stat().st_size


def test_a_written_report_of_practice_is_headed_on_every_page():
    naskah = Naskah(("Laporan",), "Kantor", (Alinea("Isi"),))
    books = [docx.Document(BytesIO(dokumen.write(naskah, NOW, mark))) for mark in (WORDS, "")]
    assert [book.sections[0].header.paragraphs[0].text for book in books] == [WORDS, ""]


@pytest.mark.parametrize(("jenis", "said"), [("latihan", WORDS), ("kabupaten", "")])
def test_only_a_practice_office_marks_its_pages(tmp_path, jenis, said):
    with Office.open(new_office(tmp_path / jenis, ENDE, jenis), clock) as office:
        assert tanda_air.of_office(office) == said


def test_what_belongs_on_one_page_gets_smaller_letters_until_it_fits(tmp_path, qapp):
    def taken(lines: int) -> tuple[int, list[float]]:
        """How many pages so many lines take, and which sizes of letters were tried."""
        asked: list[float] = []

        def html(share: float) -> str:
            asked.append(share)
            told = "".join(f"<p>Baris {number}</p>" for number in range(lines))
            return f"<html><body style='font-size: {20 * share:.1f}pt'>{told}</body></html>"

        return paper.print_one_page(html, tmp_path / "a.pdf", "Uji", "Kaki", ""), asked

    assert taken(3) == (1, [1.0])
    over = next(lines for lines in range(3, 40) if len(taken(lines)[1]) > 1)
    assert taken(over)[0] == 1
    pages, asked = taken(2 * over)
    assert pages == 2
    assert asked == sorted(asked, reverse=True)
    assert min(asked) * 8 > 7
