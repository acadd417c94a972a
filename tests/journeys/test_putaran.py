"""The loop there and back: packages, questions, answers, a second revision, and the recap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from app.store import dispatch, opd, pertanyaan
from app.store.office import Office
from app.store.questions import values_of_period
from tests.exchange.contoh_balasan import whole
from tests.exchange.contoh_buku import needs_libreoffice
from tests.exchange.contoh_opd import DINKES, DINPU, KUPANG, T3, TTS
from tests.exchange.contoh_sertifikat import clock
from tests.journeys import putaran
from tests.journeys.putaran import JAWAB, TANYA, Putaran
from tests.journeys.putaran_kantor import (
    BARU,
    DITAHAN,
    DIUBAH,
    ENDE,
    LAMA,
    LAYANAN,
    SEL,
    Jejak,
)

if TYPE_CHECKING:
    from pathlib import Path

ASKED = "Pertanyaan"


@pytest.fixture(scope="module")
def jejak(tmp_path_factory: pytest.TempPathFactory) -> Jejak:
    return Jejak(tmp_path_factory.mktemp("putaran"))


@pytest.fixture
def walk(jejak, qtbot, answers, monkeypatch) -> Putaran:
    return Putaran(jejak, qtbot, answers, monkeypatch)


def local(number: int) -> str:
    """A number as Indonesians write it."""
    return f"{number:,}".replace(",", ".")


def figure(office: Office) -> object:
    """What an office holds of Kupang in the cell all this is about."""
    return values_of_period(office, KUPANG, T3)[LAYANAN][SEL]


# --- From the OPD to the province ----------------------------------------------------------------


def test_a_kabupaten_hands_in_what_two_opd_gave_it(walk):
    jejak = walk.reach(putaran.revision_1_is_sent)
    assert jejak.files["r1"].name.startswith("SPM_5301_")
    with Office.open(jejak.folder / KUPANG, clock) as office:
        owners = {urusan: one.opd for urusan, one in opd.owners(office).items()}
        arrived = dispatch.packages(office, arah="masuk")
    assert owners == {"KES": DINKES, "PUM": DINPU, "PRK": DINPU}
    assert {opd.sender(one) for one in arrived} == {DINKES, DINPU}


def test_the_province_takes_in_what_is_genuine_and_nothing_else(walk):
    jejak = walk.reach(putaran.files_arrive)
    assert (jejak.said[KUPANG], jejak.said[ENDE]) == ("Sah, utuh", "Sah, utuh")
    assert jejak.told["terima"] == [
        "Diterima",
        "Diterima",
        "Diterima",
        "Data berubah",
        "Penanda tangan tidak dikenal",
    ]
    with Office.open(jejak.folder / "53", clock) as office:
        taken = dispatch.packages(office, arah="masuk")
    assert len(taken) == 3
    assert {one.wilayah for one in taken} == {KUPANG, TTS, ENDE}


@needs_libreoffice
def test_a_package_saved_again_by_libreoffice_holds_the_same_data(walk):
    jejak = walk.reach(putaran.files_arrive)
    assert jejak.said[TTS] == "Sah, disimpan ulang, data sama"


def test_a_tampered_package_names_the_cell_and_both_figures(walk):
    jejak = walk.reach(putaran.files_arrive)
    assert jejak.said["diubah"] == "Data berubah"
    label, signed, found, where = jejak.told["diubah"]
    assert "antenatal" in label
    assert (signed, found) == (local(LAMA), local(DIUBAH))
    sheet, _, address = where.partition("!")
    book = openpyxl.load_workbook(jejak.files["diubah"])
    assert book[sheet][address].value == DIUBAH


def test_a_package_of_a_stranger_is_not_used(walk):
    jejak = walk.reach(putaran.files_arrive)
    assert jejak.said["asing"] == "Penanda tangan tidak dikenal"
    (sentence,) = jejak.told["asing"]
    assert sentence.endswith("Paket ini tidak dipakai.")


def test_a_package_that_comes_again_is_known_under_any_name(walk):
    assert walk.reach(putaran.files_arrive).said["ulang"] == "Sudah diterima"


# --- And back ------------------------------------------------------------------------------------


def test_every_region_gets_its_reply(walk):
    jejak = walk.reach(putaran.the_province_replies)
    assert all(jejak.reply_to(one).is_file() for one in (KUPANG, TTS, ENDE))


def test_the_reply_brings_receipt_and_question(walk):
    jejak = walk.reach(putaran.the_question_is_answered)
    assert jejak.told["dipasang"] == ["Dipasang: 1 tanda terima dan 1 pertanyaan baru."]
    assert (jejak.told["sebelum"][0], jejak.told["sesudah"][0]) == (
        "Menunggu tanda terima",
        "Diterima provinsi",
    )
    assert jejak.told["sebelum"][1:] == jejak.told["sesudah"][1:]
    assert jejak.told["jawab"] == [f"Terjawab, ikut paket berikutnya. {TANYA}"]


def test_the_same_reply_once_more_changes_nothing(walk):
    jejak = walk.reach(putaran.the_question_is_answered)
    before = held(jejak.folder / KUPANG)
    with walk.at(KUPANG) as (_window, page):
        page.show_view("periksa")
        page.inbox.judge([jejak.reply_to(KUPANG)])
        card = page.inbox.letter
        assert card.headline.text() == "Balasan, sudah dipasang"
        assert not card.install.isVisible()
        walk.qtbot.keyClick(page.inbox.table, putaran.Key.Key_Return)
    assert held(jejak.folder / KUPANG) == before
    assert before[1:] == (BARU, [JAWAB])


def held(folder: Path) -> tuple[object, object, object]:
    """Everything a reply can change, and what was typed since."""
    with Office.open(folder, clock) as office:
        said = list(pertanyaan.texts(office, KUPANG, T3).values())
        return whole(office), figure(office), said


# --- The second revision -------------------------------------------------------------------------


def test_the_difference_is_one_figure_before_and_after(walk):
    jejak = walk.reach(putaran.revision_2_is_taken_in)
    label, before, after, _ = jejak.told["beda"]
    assert "antenatal" in label
    assert (before, after) == (local(LAMA), local(BARU))
    with Office.open(jejak.folder / "53", clock) as office:
        assert figure(office) == BARU
        newest = [one for one in dispatch.packages(office) if one.wilayah == KUPANG]
    assert [one.revisi for one in newest] == [2, 1]


def test_the_province_reads_the_answer_and_closes_the_question(walk):
    jejak = walk.reach(putaran.revision_2_is_taken_in)
    assert jejak.told["jawaban"][-1].endswith(
        f"dijawab dalam revisi 2: {local(LAMA)} menjadi {local(BARU)}; “{JAWAB}”"
    )
    assert jejak.said["tanya"] == "Selesai"


def test_the_replaced_revision_has_no_way_back(walk):
    assert walk.reach(putaran.revision_2_is_taken_in).said["r1 lagi"] == "Sudah diterima"


def test_the_corrected_figure_stands_in_the_recap_and_the_replaced_one_nowhere(walk):
    jejak = walk.reach(putaran.the_recap_is_written)
    first, second = (figures_in(jejak.files[name]) for name in ("rekap-1", "rekap-2"))
    assert LAMA in first
    assert BARU not in first
    assert BARU in second
    assert LAMA not in second
    assert not {DITAHAN, DIUBAH} & (first | second)


def test_the_recap_tells_what_was_asked_about_the_figure_and_answered(walk):
    book = openpyxl.load_workbook(walk.reach(putaran.the_recap_is_written).files["rekap-2"])
    words = " ".join(str(value) for row in book[ASKED].iter_rows(values_only=True) for value in row)
    assert str(LAMA) in words or local(LAMA) in words
    assert JAWAB in words


def figures_in(recap: Path) -> set[int]:
    """Which of the figures of this loop a workbook shows, as numbers or in its sentences.

    What was asked about a figure names the one before as well, and is looked at by itself.
    """
    book = openpyxl.load_workbook(recap, data_only=True)
    sheets = [sheet for sheet in book if sheet.title != ASKED]
    cells = [value for one in sheets for row in one.iter_rows(values_only=True) for value in row]
    words = " ".join(value for value in cells if isinstance(value, str))
    return {
        one
        for one in (LAMA, BARU, DITAHAN, DIUBAH)
        if one in cells or local(one) in words or str(one) in words
    }
