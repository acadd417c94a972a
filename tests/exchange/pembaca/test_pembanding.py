"""The second reader: agrees about honest files whoever saved them, and says where it does not."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from app.errors import LontarError
from app.exchange.lembar_ketat import SelGalat
from app.exchange.pembaca import kerja, pembanding
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_buku import needs_libreoffice, with_libreoffice, with_openpyxl
from tests.exchange.contoh_zip import packed, unpacked
from tests.exchange.pembaca.contoh_pembaca import DATA, GUIDE, STYLES, TEXTS, spoiled, with_row


def refusal(data: bytes) -> LontarError:
    with pytest.raises(LontarError) as refused:
        kerja.second_look(data)
    return refused.value


def merged(data: bytes, ref: str) -> bytes:
    """The package with one more merged range on its first sheet."""
    parts = unpacked(data)
    told = f'<mergeCell ref="{ref}"/></mergeCells>'.encode()
    assert b"</mergeCells>" in parts[GUIDE]
    return packed({**parts, GUIDE: parts[GUIDE].replace(b"</mergeCells>", told, 1)})


def test_both_readers_agree_about_a_package():
    assert kerja.second_look(contoh.package()) == []


def test_both_readers_agree_after_openpyxl():
    assert kerja.second_look(with_openpyxl(contoh.package())) == []


@needs_libreoffice
@pytest.mark.libreoffice
def test_both_readers_agree_after_libreoffice():
    assert kerja.second_look(with_libreoffice(contoh.package())) == []


def test_a_figure_hidden_under_a_merged_range_is_told_with_both_readings():
    hidden = '<row r="9000"><c r="A9000"><v>1</v></c><c r="B9000"><v>999</v></c></row>'
    assert kerja.second_look(with_row(GUIDE, hidden)) == []
    error = refusal(merged(with_row(GUIDE, hidden), "A9000:B9000"))
    assert error.pesan == (
        "Dua pembaca menemukan isi yang berbeda di Petunjuk!B9000: yang satu “999.0”, yang lain "
        "“-” (1 sel seluruhnya). Program yang berbeda akan menampilkan angka yang berbeda."
    )
    assert error.saran == (
        "Jangan gunakan berkas ini. Minta ekspor baru dari Lontar dan beri tahu pengelola di "
        "provinsi."
    )


def test_a_comment_that_cuts_a_figure_in_two_is_found():
    cut = '<row r="9000"><c r="A9000"><v>1<!-- -->99</v></c></row>'
    error = refusal(with_row(DATA, cut))
    assert (error.kode, error.data["sel"]) == ("pembaca_tidak_sepakat", "A9000")
    assert {error.data["satu"], error.data["dua"]} & {"199", "199.0"}


def test_an_error_of_a_calculation_is_told_and_the_rest_still_compared():
    cell = '<row r="9000"><c r="A9000" t="e"><v>#REF!</v></c></row>'
    assert kerja.second_look(with_row(GUIDE, cell)) == [SelGalat("Petunjuk", "A9000", "#REF!")]


def test_a_sheet_that_is_not_sound_to_its_end_is_found():
    error = refusal(spoiled(GUIDE, "</worksheet>", "<a></worksheet>"))
    assert error.kode == "xml_rusak"


def test_a_lying_format_in_a_rule_of_a_sheet_is_found():
    rule = '<extLst><a formatCode="&quot;7&quot;0"/></extLst></worksheet>'
    error = refusal(spoiled(GUIDE, "</worksheet>", rule))
    assert (error.kode, error.data["bagian"]) == ("isi_format_menyamar", GUIDE)


def test_shared_texts_with_a_hidden_reading_are_found():
    error = refusal(spoiled(TEXTS, "<si><t>", "<si><rPh sb='0' eb='1'><t>9</t></rPh><t>"))
    assert error.kode == "isi_lembar_menyamar"


def test_what_the_second_reader_cannot_open_is_refused_in_a_sentence():
    error = refusal(spoiled(STYLES, 'fontId="1"', 'fontId="satu"'))
    assert error.pesan == (
        "Isi berkas ini terbaca oleh satu pembaca, tetapi tidak oleh pembaca kedua, sehingga tidak "
        "dapat dipastikan."
    )
    assert error.saran == (
        "Minta pengirim mengirim berkas asli yang diekspor Lontar, tanpa menyimpannya kembali "
        "dengan program lain."
    )


def test_a_second_reader_that_finds_other_sheets_is_not_believed(monkeypatch):
    monkeypatch.setattr(pembanding, "_second", lambda _: {"Data": {}})
    assert refusal(contoh.package()).kode == "pembaca_kedua_gagal"


def test_the_workbook_is_never_opened_in_the_mode_that_trusts_its_own_size(monkeypatch):
    seen = []
    load = openpyxl.load_workbook

    def watched(*arguments, **options):
        seen.append(options)
        return load(*arguments, **options)

    monkeypatch.setattr(openpyxl, "load_workbook", watched)
    kerja.second_look(contoh.package())
    assert not seen[0].get("read_only")
    assert not seen[0].get("data_only")


DAY = datetime(2026, 9, 30)  # noqa: DTZ001 - a sheet has no time zone


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (5.0, 5), (None, ""), (True, True), ("a", "a"), (date(2026, 9, 30), DAY),
        (timedelta(hours=1), timedelta(hours=1)), (time(1, 2, 3), time(1, 2, 3)),
        (DAY.replace(microsecond=400), DAY),
    ],
)  # fmt: skip
def test_the_same_content_is_the_same_whatever_a_reader_calls_it(one, other):
    assert pembanding._normal(one) == pembanding._normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [(1, True), ("1", 1), (0, None), (0.1, 0.1000001), ("a", "a "), (5, time(0, 0, 5))],
)
def test_what_is_not_the_same_stays_apart(one, other):
    assert pembanding._normal(one) != pembanding._normal(other)
