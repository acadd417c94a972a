"""Whatever somebody types stays a text: no formula, link or markup, the same in every reader."""

from __future__ import annotations

import getpass
import platform
import socket
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from app.domain.kisi import address
from app.exchange import jaga_pribadi
from app.store import people, settings
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_bermusuhan import FORMULAS, HOSTILE, LINKS, MARKUP
from tests.exchange.contoh_buku import needs_libreoffice, parts, with_libreoffice, with_openpyxl
from tests.exchange.contoh_sertifikat import NAMA, PIMPINAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.exchange.putusan import Laporan

T3 = contoh.T3
JABATAN = '=cmd|" /C calc"!A0 <b>&P'
KONTAK = "=HYPERLINK(A1) {0} &A"
SECRETS = {
    "USER": "pemakai-rahasia-71",
    "LOGNAME": "pemakai-rahasia-71",
    "USERNAME": "pemakai-rahasia-71",
    "USERPROFILE": "C:\\Pengguna\\rumah-rahasia-72",
    "HOME": "/rumah-rahasia-72",
    "HOSTNAME": "mesin-rahasia-73",
    "COMPUTERNAME": "mesin-rahasia-73",
}


class Sent(NamedTuple):
    """A package full of hostile texts: its bytes, its verdict, and which text went where."""

    data: bytes
    laporan: Laporan
    texts: dict[tuple[str, str], str]


def as_kept(text: str) -> str:
    """How a text is spelt in a package: composed, with plain line ends."""
    return unicodedata.normalize("NFC", text)


@pytest.fixture(scope="module", autouse=True)
def enough_cells_for_texts() -> Iterator[None]:
    with contoh.all_services():
        yield


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    folder = tmp_path_factory.mktemp("folder-rahasia-74")
    places = [
        (form.kode, sel)
        for form in contoh.acuan().in_force(contoh.acuan().wilayah[contoh.KUPANG], T3, {})
        for sel, one in form.cells.items()
        if one.jenis == "teks" and one.editable
    ]
    assert len(places) >= len(HOSTILE)
    texts = dict(zip(places, HOSTILE, strict=False))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SECRETS.items():
            patch.setenv(name, value)
        patch.setattr(getpass, "getuser", lambda: SECRETS["USER"])
        patch.setattr(socket, "gethostname", lambda: SECRETS["HOSTNAME"])
        patch.setattr(platform, "node", lambda: SECRETS["HOSTNAME"])
        with contoh.kabupaten(folder / "kantor", filled=False) as office:
            for user in people.users(office):
                people.retire_user(office, user.id)
            people.add_user(office, nama=NAMA, peran="operator", jabatan=JABATAN)
            people.add_user(office, nama=PIMPINAN, peran="pimpinan", jabatan=JABATAN)
            settings.set_setting(office, jaga_pribadi.KONTAK, KONTAK)
            for (kode, sel), text in texts.items():
                contoh.type_in(office, kode, sel, text)
            data = contoh.export(office, folder).path.read_bytes()
    return Sent(data, contoh.judge(data), {place: as_kept(text) for place, text in texts.items()})


def place_in(sent: Sent, kode: str, sel: str) -> tuple[str, tuple[int, int]]:
    """Sheet and place (from 0) where a cell is shown."""
    bacaan, signers = sent.laporan.bacaan, sent.laporan.signers
    assert bacaan is not None
    assert signers is not None
    for sheet in contoh.tata().sheets(bacaan, sent.laporan.paket_id, signers):
        letak = sheet.letak(kode, sel)
        if letak is not None:
            return sheet.nama, letak
    raise KeyError(sel)


# --- Nothing but text ----------------------------------------------------------------------------


def test_the_list_of_hostile_texts_is_what_it_says():
    assert len({*FORMULAS, *LINKS, *MARKUP}) == len(HOSTILE)
    assert all(unicodedata.category(one) != "Cf" for text in HOSTILE for one in text)


def test_no_part_of_the_workbook_has_a_formula_a_link_or_something_foreign(sent):
    content = parts(sent.data)
    for name, part in content.items():
        for sign in (b"<f>", b"<f ", b"<hyperlink", b"TargetMode", b"<definedName function"):
            assert sign not in part, (name, sign)
    foreign = ("externalLink", "connections", "vbaProject", "activeX", "oleObject", "queryTable")
    assert not [name for name in content if any(word in name for word in foreign)]


def test_openpyxl_finds_the_same_letters_and_only_texts(sent):
    book = openpyxl.load_workbook(BytesIO(sent.data))
    for (kode, sel), text in sent.texts.items():
        name, letak = place_in(sent, kode, sel)
        cell = book[name][address(letak)]
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    kept = {(row[1], row[2]): row[4] for row in book["Data"].iter_rows(values_only=True)}
    assert {place: kept[place] for place in sent.texts} == sent.texts


def test_calamine_finds_the_same_letters(sent):
    book = CalamineWorkbook.from_filelike(BytesIO(sent.data))
    pages: dict[str, Any] = {}
    for (kode, sel), text in sent.texts.items():
        name, (row, column) = place_in(sent, kode, sel)
        if name not in pages:
            pages[name] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert pages[name][row][column] == text


def test_the_province_reads_exactly_what_was_typed(sent):
    assert sent.laporan.sah
    assert sent.laporan.bacaan is not None
    nilai = sent.laporan.bacaan.nilai
    assert {(kode, sel): nilai[kode][sel] for kode, sel in sent.texts} == sent.texts


def test_fields_of_the_office_are_texts_too(sent):
    isi, signers = sent.laporan.isi, sent.laporan.signers
    assert isi is not None
    assert signers is not None
    assert [one.pernyataan.jabatan for one in signers] == [JABATAN, JABATAN]
    assert KONTAK in isi.tujuan


def only_texts(data: bytes) -> bool:
    signs = (b"<f>", b"<f ", b"<hyperlink", b'TargetMode="External"')
    return not [name for name, part in parts(data).items() if any(sign in part for sign in signs)]


@needs_libreoffice
@pytest.mark.libreoffice
def test_saved_again_by_libreoffice_the_texts_are_the_same_and_still_only_texts(sent):
    data = with_libreoffice(sent.data)
    laporan = contoh.judge(data)
    assert laporan.sah
    assert laporan.bacaan is not None
    nilai = laporan.bacaan.nilai
    assert {(kode, sel): nilai[kode][sel] for kode, sel in sent.texts} == sent.texts
    assert only_texts(data)


def test_saved_again_by_openpyxl_letters_spelt_out_are_refused_and_their_cell_is_named(sent):
    # It forgets that "_x0041_" was meant literally; some readers then see an "A".
    data = with_openpyxl(sent.data)
    laporan = contoh.judge(data)
    assert laporan.alasan == "pembaca_tidak_sepakat"
    assert "_x0041_" in laporan.kalimat
    assert only_texts(data)


# --- Nothing about who wrote it, and where -------------------------------------------------------


def test_no_part_names_the_person_the_machine_or_a_folder(sent):
    secrets = {*SECRETS.values(), "folder-rahasia-74", "rumah-rahasia-72"}
    for name, part in {**parts(sent.data), "": sent.data}.items():
        for secret in secrets:
            for spelling in (secret, secret.upper(), secret.replace("\\", "/")):
                assert spelling.encode() not in part, name
                assert spelling.encode("utf-16-le") not in part, name


def test_there_are_no_document_properties_where_programs_write_names(sent):
    content = parts(sent.data)
    assert [name for name in content if name.startswith("docProps/")] == ["docProps/custom.xml"]
    assert not [name for name in content if "printerSettings" in name or "comments" in name]
    assert b"absPath" not in content["xl/workbook.xml"]
