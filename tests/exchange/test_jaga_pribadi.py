"""The guard before signing: what it stops, in which words, and how a false alarm is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.bukti import Keterangan
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import bukti_paket, hambatan, isi_bukti, jaga_pribadi
from app.store import evidence, people, reasons, settings, sheets
from app.store.door import Kunci
from tests import contoh_bukti as bukti
from tests.exchange import contoh_paket as contoh

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.store.office import Office

T3, KUPANG = contoh.T3, contoh.KUPANG
SOLUSI = "uraian.solusi.teks"
NIK = "5301010101900002"
NAMES = "Maria Tefa, Yosef Nahak"
KUNCI = Kunci("KES-01", KUPANG, "2026-T3")
PLACE = "“Solusi dan tindak lanjut, Uraian” pada Ibu hamil"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with contoh.kabupaten(tmp_path / "kabupaten") as opened:
        contoh.explain(opened)
        yield opened


def blocks(office: Office) -> list[hambatan.Hambatan]:
    return hambatan.blockers(office, contoh.acuan(), T3, KUPANG)


def write(office: Office, teks: str, sel: str = SOLUSI) -> None:
    contoh.type_in(office, "KES-01", sel, teks)


def note(office: Office, teks: str, sel: str = SOLUSI) -> None:
    sheets.write_note(office, KUNCI, sel, teks, label="Catatan", pelaku="Maria")


def attach(office: Office, nama: str, data: bytes | None = None, **told: object) -> evidence.Bukti:
    keterangan = Keterangan(**told)  # type: ignore[arg-type]
    made, _ = evidence.attach(
        office, KUNCI, SOLUSI, nama, data or bukti.pdf(), keterangan, label="b", pelaku="Maria"
    )
    return made


def not_names(office: Office) -> object:
    form = contoh.acuan().forms["KES-01", 1]
    places = jaga_pribadi.place_names(contoh.acuan().wilayah.values())
    return jaga_pribadi.not_names(office, form, SOLUSI, T3, places, pelaku="Maria")


# --- Numbers and addresses -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("teks", "kode", "pesan"),
    [
        (
            f"anak NIK {NIK}",
            "pribadi_nik",
            "{place} memuat angka yang tampak seperti NIK atau nomor KK: 5301……0002.",
        ),
        (
            "hubungi 0812-3456-7890",
            "pribadi_telepon",
            "{place} memuat nomor telepon: 0812……90.",
        ),
        (
            "surat ke maria@contoh.id",
            "pribadi_surel",
            "{place} memuat alamat surel: m……@c…….",
        ),
    ],
)
def test_a_private_number_blocks_signing_and_is_shown_masked(office, tmp_path, teks, kode, pesan):
    write(office, teks)
    (one,) = blocks(office)
    assert (one.kode, one.formulir, one.sel) == (kode, "KES-01", SOLUSI)
    assert one.pesan == pesan.format(place=PLACE)
    assert "Hapus" in one.saran
    with pytest.raises(LontarError, match=r"5301……|0812……|m……"):
        contoh.export(office, tmp_path)
    assert not not_names(office)
    write(office, "sudah dilayani seluruhnya")
    assert blocks(office) == []


def test_many_numbers_in_one_text_are_one_obstacle(office):
    write(office, "\n".join(f"53010101019000{n:02}" for n in range(1, 8)))
    (one,) = blocks(office)
    assert one.pesan.endswith("5301……0001; 5301……0002; 5301……0003 dan 4 lagi.")


def test_notes_reasons_and_names_of_evidence_are_looked_at_too(office):
    note(office, f"menurut {NIK}")
    said = reasons.fingerprint("x")
    reasons.give_reason(
        office, KUNCI, "SPM-06", SOLUSI, said, "tanya 081234567890", label="a", pelaku="m"
    )
    attach(office, f"KTP Maria {NIK}.pdf", halaman="maria@contoh.id")
    found = {(one.kode, one.pesan.partition(" pada ")[0]) for one in blocks(office)}
    assert found == {
        ("pribadi_nik", "Catatan"),
        ("pribadi_telepon", "Alasan"),
        ("pribadi_nik", "Nama berkas atau halaman bukti"),
        ("pribadi_surel", "Nama berkas atau halaman bukti"),
    }


def test_underscores_in_a_file_name_hide_no_number(office):
    attach(office, f"scan_{NIK}_ktp.pdf")
    assert [one.kode for one in blocks(office)] == ["pribadi_nik"]


def test_fields_of_the_office_that_are_printed_are_looked_at(office):
    people.add_user(office, nama=f"Yosef {NIK}", peran="operator", jabatan="Analis 081234567890")
    settings.set_setting(office, jaga_pribadi.KONTAK, "0380-123456, biro@contoh.go.id")
    assert [(one.kode, one.pesan, one.formulir) for one in blocks(office)] == [
        (
            "pribadi_pengaturan",
            "Nama pengguna di Pengaturan memuat data pribadi: 5301……0002.",
            "",
        ),
        (
            "pribadi_pengaturan",
            "Jabatan pengguna di Pengaturan memuat data pribadi: 0812……90.",
            "",
        ),
    ]
    settings.set_setting(office, jaga_pribadi.KONTAK, f"Biro {NIK}")
    assert "Kontak provinsi di Pengaturan" in blocks(office)[0].pesan


def test_somebody_who_has_left_is_in_nobodys_way(office):
    gone = people.add_user(office, nama="Yosef", peran="operator", jabatan=f"NIK {NIK}")
    people.retire_user(office, gone.id)
    assert blocks(office) == []


def test_another_quarter_is_not_in_the_way(office):
    contoh.type_in(office, "KES-01", SOLUSI, NIK, Periode(2026, 2))
    assert blocks(office) == []


# --- Names ---------------------------------------------------------------------------------------


def test_a_list_of_names_blocks_until_the_text_is_changed(office):
    write(office, NAMES)
    (one,) = blocks(office)
    form = contoh.acuan().forms["KES-01", 1].nama
    assert one.kode == "pribadi_nama"
    assert (
        one.pesan
        == f"“Solusi dan tindak lanjut, Uraian” pada {form} tampak memuat nama orang: M… T…; Y… N…."
    )
    assert "Ini bukan nama orang" in one.saran
    write(office, "Kabupaten Kupang, Flores Timur dan Sabu Raijua")
    assert blocks(office) == []


def test_the_user_can_say_that_these_are_no_names_and_the_history_knows(office):
    write(office, NAMES)
    assert not_names(office)
    assert blocks(office) == []
    given = reasons.reasons(office, KUPANG, T3)["KES-01", "PRIBADI", SOLUSI]
    assert given.sidik == reasons.fingerprint(NAMES)
    last = office.conn.execute(
        "SELECT t.jenis, t.label, r.aspek, r.sel FROM riwayat r JOIN tindakan t ON t.id = tindakan"
        " ORDER BY r.id DESC LIMIT 1"
    ).fetchone()
    assert last[:1] + last[2:] == ("alasan", "alasan", SOLUSI)
    assert last[1].startswith("Nyatakan bukan nama orang")


def test_the_answer_holds_for_exactly_these_words(office):
    write(office, NAMES)
    not_names(office)
    write(office, f"{NAMES}, Siti Aminah")
    assert [one.kode for one in blocks(office)] == ["pribadi_nama"]
    write(office, NAMES)
    assert blocks(office) == []
    note(office, "Petrus Klau, Siti Aminah")
    assert [one.kode for one in blocks(office)] == ["pribadi_nama"]
    not_names(office)
    assert blocks(office) == []
    note(office, "sudah diperiksa")
    assert [one.kode for one in blocks(office)] == ["pribadi_nama"]


def test_the_answer_itself_is_no_text_that_is_looked_at(office):
    write(office, NAMES)
    not_names(office)
    form = contoh.acuan().forms["KES-01", 1]
    texts = jaga_pribadi.texts_of(office, KUPANG, T3, form.kode, SOLUSI)
    assert [teks.asal for teks in texts["KES-01", SOLUSI]] == ["isian"]


def test_a_cell_tells_what_the_guard_has_against_it(office):
    write(office, f"{NAMES}, {NIK}")
    form = contoh.acuan().forms["KES-01", 1]
    kinds = [
        one.kode for one in jaga_pribadi.at_cell(office, form, SOLUSI, T3, KUPANG, frozenset())
    ]
    assert kinds == ["pribadi_nik", "pribadi_nama"]
    other = jaga_pribadi.at_cell(office, form, "penerima.harus.jumlah", T3, KUPANG, frozenset())
    assert other == []


# --- Evidence ------------------------------------------------------------------------------------


def test_evidence_that_is_gone_or_of_another_size_blocks_signing(office):
    made = attach(office, "surat.pdf")
    path = evidence.file_of(office, made.sha256)
    path.write_bytes(b"lain")
    assert [(one.kode, one.sel) for one in blocks(office)] == [("bukti_rusak", SOLUSI)]
    path.unlink()
    (one,) = blocks(office)
    assert one.pesan == (
        f"Berkas bukti surat.pdf untuk KES-01 sel {SOLUSI} tidak ditemukan di folder kantor."
    )
    evidence.describe(office, made.id, Keterangan(disertakan=False), label="b", pelaku="m")
    assert blocks(office) == []


def test_more_evidence_than_an_archive_carries_blocks_signing(office, monkeypatch):
    attach(office, "surat.pdf")
    attach(office, "foto.jpg", bukti.JPG)
    monkeypatch.setattr(bukti_paket, "MAX_FILES", 1)
    (one,) = blocks(office)
    assert one.kode == "bukti_terlalu_banyak"
    assert one.pesan == (
        "Bukti yang disertakan 2 berkas, 0,1 MB; paling banyak 1 berkas dan 60 MB."
    )


def test_a_workbook_that_lists_people_stays_at_home(office):
    book = bukti.xlsx("nama", NIK, "5301014101900003", NIK, "jumlah 12")
    made = attach(office, "rekap.xlsx", book)
    (one,) = blocks(office)
    assert one.pesan == (
        f"Berkas bukti rekap.xlsx untuk KES-01 sel {SOLUSI} memuat 2 angka yang tampak seperti"
        " NIK atau nomor KK."
    )
    assert "tidak disertakan" in one.saran
    evidence.describe(office, made.id, Keterangan(disertakan=False), label="b", pelaku="m")
    assert blocks(office) == []


def sheet(cells: str) -> bytes:
    parts = {"xl/worksheets/sheet1.xml": cells.encode()}
    return bukti.office_file("xl/workbook.xml", "x", **parts)


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (bukti.docx(f"<w:p><w:t>{NIK}</w:t></w:p>"), 1),
        (bukti.docx("<w:t>53010101</w:t></w:r><w:r><w:t>01900002</w:t>"), 1),
        (bukti.docx(f"<w:p>{NIK}</w:p><w:p>5301014101900003</w:p>"), 2),
        (bukti.docx("<w:t>NIP 198704122010012003</w:t>"), 0),
        (sheet(f"<v>{NIK}</v><v>{NIK}</v>"), 1),
        (sheet(f"<v>0.{NIK}</v>"), 0),
        (bukti.xlsx("Rp 5.301.010.101.900.002", "12 orang"), 0),
        (bukti.xlsx()[:40], 0),
        (b"bukan zip", 0),
    ],
)
def test_numbers_of_people_are_counted_inside_office_files(data, count):
    assert isi_bukti.count_niks(data) == count
