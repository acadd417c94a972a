"""Evidence files: one copy per content, every change in the history, nothing that can run."""

from __future__ import annotations

import hashlib
import json
import os

import pytest

from app.domain.bukti import MAX_BYTES, Keterangan
from app.domain.periode import Periode
from app.errors import LontarError
from app.store import (
    dispatch,
    door,
    evidence,
    evidence_copy,
    riwayat,
    sheets,
    undo,
)
from app.store.office import Office
from tests import contoh_bukti as contoh
from tests.bukti import verify
from tests.store.contoh_kantor import KUPANG, T3, TAHUN, cell, fill

KUNCI = door.Kunci("UJI-01", KUPANG, T3)
SEL, OTHER = "p.capai.n", "p.harus.n"
TOLD = Keterangan("12-03-2026", "Kepala Dinas", "4", disertakan=True)


def attach(office, data=None, nama="surat.pdf", sel=SEL, told=TOLD, kunci=KUNCI):
    content = contoh.pdf() if data is None else data
    return evidence.attach(office, kunci, sel, nama, content, told, label="Bukti", pelaku="Maria")


def listed(office, **wanted):
    return evidence.evidence(office, KUPANG, Periode.parse(T3), **wanted)


def files(office):
    folder = office.folder / "bukti"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def history(office):
    rows = office.conn.execute("SELECT aspek, sel, lama, baru FROM riwayat ORDER BY id").fetchall()
    return [(a, s, *(json.loads(one) if one else None for one in two)) for a, s, *two in rows]


# --- Adding --------------------------------------------------------------------------------------


def test_a_file_is_copied_under_the_fingerprint_of_its_content(office):
    bukti, tindakan = attach(office)
    digest = hashlib.sha256(contoh.pdf()).hexdigest()
    assert files(office) == [digest]
    assert evidence.content(office, bukti) == contoh.pdf()
    assert (bukti.nama, bukti.sha256, bukti.ukuran) == ("surat.pdf", digest, len(contoh.pdf()))
    assert bukti.keterangan == Keterangan("2026-03-12", "Kepala Dinas", "4", disertakan=True)
    assert (bukti.kunci, bukti.sel) == (KUNCI, SEL)
    assert (tindakan.jenis, tindakan.label) == ("bukti", "Bukti")
    assert listed(office) == [bukti]


def test_a_file_for_several_cells_is_kept_once_and_counted_once(office):
    first, _ = attach(office)
    second, _ = attach(office, sel=OTHER, kunci=KUNCI._replace(periode=TAHUN), nama="nihil.pdf")
    attach(office, contoh.JPG, "foto.jpg")
    assert len(files(office)) == 2
    assert first.sha256 == second.sha256
    size = len(contoh.pdf()) + len(contoh.JPG)
    assert evidence.total(listed(office)) == evidence.Jumlah(2, size)
    assert [one.nama for one in listed(office, sel=OTHER)] == ["nihil.pdf"]
    assert listed(office, formulir="UJI-02") == []


def test_the_same_file_twice_at_one_cell_is_refused(office):
    attach(office)
    with pytest.raises(LontarError) as refused:
        attach(office, nama="salinan.pdf")
    assert refused.value.pesan == "Berkas surat.pdf sudah menjadi bukti pada sel p.capai.n."
    assert len(listed(office)) == 1


@pytest.mark.parametrize(
    ("nama", "data", "kept"),
    [
        ("a.pdf", contoh.pdf(), "a.pdf"),
        ("a.txt", contoh.JPG, "a.txt.jpg"),
        ("a.jpeg", contoh.JPG, "a.jpg"),
        ("a.jpg", contoh.PNG, "a.png"),
        ("a.zip", contoh.xlsx(), "a.zip.xlsx"),
        ("a.pdf", contoh.docx(), "a.docx"),
        ("a.pdf.exe", contoh.pdf(), "a.pdf"),
    ],
)
def test_the_kind_is_told_by_the_content_and_not_by_the_name(office, nama, data, kept):
    assert attach(office, data, nama)[0].nama == kept


@pytest.mark.parametrize(
    ("data", "kode", "pesan"),
    [
        (b"", "bukti_kosong", "Berkas x.pdf kosong."),
        (
            b"%PDF-1.4" + b"0" * MAX_BYTES,
            "bukti_terlalu_besar",
            "Berkas x.pdf berukuran 10,1 MB; satu bukti paling besar 10 MB.",
        ),
        (
            contoh.EXE,
            "bukti_dapat_dijalankan",
            "Berkas x.pdf memuat program atau makro yang dapat dijalankan.",
        ),
        (b"\x7fELF\x02", "bukti_dapat_dijalankan", None),
        (b"#!/bin/sh\n", "bukti_dapat_dijalankan", None),
        (b"@echo off\r\n", "bukti_dapat_dijalankan", None),
        (b"  <script>alert(1)</script>", "bukti_dapat_dijalankan", None),
        (contoh.with_macro(), "bukti_dapat_dijalankan", None),
        (contoh.pdf("/OpenAction << /S /JavaScript >>"), "bukti_dapat_dijalankan", None),
        (contoh.pdf("/Launch (calc.exe)"), "bukti_dapat_dijalankan", None),
        (contoh.pdf("/OpenAction << /S /J#61vaScri#70t >>"), "bukti_dapat_dijalankan", None),
        (contoh.with_template("https://jahat.example/x.dotm"), "bukti_dapat_dijalankan", None),
        (contoh.with_template("&#92;\\server\\x.dotm"), "bukti_dapat_dijalankan", None),
        (contoh.with_template("file:///\\\\server\\x.dotm"), "bukti_dapat_dijalankan", None),
        (contoh.with_template("file:////server/x.dotm"), "bukti_dapat_dijalankan", None),
        (contoh.with_template("file://server/x.dotm"), "bukti_dapat_dijalankan", None),
        (contoh.with_template('"><rusak'), "bukti_terpotong", None),
        (contoh.field(" DDEAUTO c:\\\\windows\\\\cmd.exe"), "bukti_dapat_dijalankan", None),
        (contoh.field(" d", "de", " excel x.xlsx"), "bukti_dapat_dijalankan", None),
        (contoh.docx('<fldSimple instr="DDE excel"/>'), "bukti_dapat_dijalankan", None),
        (contoh.with_link(b'<ddeLink ddeService="cmd"/>'), "bukti_dapat_dijalankan", None),
        (contoh.with_link(b"<oleLink/>"), "bukti_dapat_dijalankan", None),
        (
            contoh.with_link(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xl/media/x.emf"),
            "bukti_dapat_dijalankan",
            None,
        ),
        (
            contoh.field('INCLUDETEXT "https://jahat.example/x"'),
            "bukti_mengambil_luar",
            "Berkas x.pdf mengambil isi dari internet atau komputer lain saat dibuka.",
        ),
        (contoh.field("INCLUDEPICTURE \\\\\\\\server\\\\x.png"), "bukti_mengambil_luar", None),
        (contoh.docx("<altChunk/>"), "bukti_mengambil_luar", None),
        (
            contoh.with_template("https://jahat.example/x.xlsx", "externalLinkPath"),
            "bukti_mengambil_luar",
            None,
        ),
        (contoh.with_template("\\\\server\\x.png", "image"), "bukti_mengambil_luar", None),
        (contoh.with_link(b"<c><webPr/></c>", "xl/connections.xml"), "bukti_mengambil_luar", None),
        (
            contoh.with_link(b"<c><f>1+_xlfn.WEBSERV&#73;CE(A1)</f></c>", "xl/worksheets/s.xml"),
            "bukti_mengambil_luar",
            None,
        ),
        (contoh.docx("<w:t>rusak"), "bukti_terpotong", None),
        (
            b"catatan biasa",
            "bukti_jenis_asing",
            "Isi berkas x.pdf bukan salah satu dari PDF, JPG, PNG, XLSX, DOCX.",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "bukti_jenis_asing", None),
        (b"GIF89a", "bukti_jenis_asing", None),
        (contoh.office_file("ppt/presentation.xml", "x"), "bukti_jenis_asing", None),
        (
            contoh.pdf()[:-8],
            "bukti_terpotong",
            "Berkas x.pdf tidak utuh: bagian akhirnya hilang atau rusak.",
        ),
        (contoh.PNG[:-12], "bukti_terpotong", None),
        (contoh.JPG[:-2], "bukti_terpotong", None),
        (contoh.xlsx()[:-30], "bukti_terpotong", None),
    ],
)
def test_a_file_that_cannot_be_evidence_is_refused_in_a_sentence(office, data, kode, pesan):
    with pytest.raises(LontarError) as refused:
        attach(office, data, "x.pdf")
    assert refused.value.kode == kode
    assert pesan is None or refused.value.pesan == pesan
    assert files(office) == []
    assert listed(office) == []
    assert history(office) == []


def test_a_template_of_the_writers_own_disk_and_a_link_do_no_harm(office):
    for place in ("file:///D:\\arsip\\Normal.dotm", "Normal.dotm", "/word/x.dotm"):
        assert attach(office, contoh.with_template(place), "x.docx")[0].nama == "x.docx"
    link = contoh.with_template("https://kemendagri.go.id", "hyperlink")
    assert attach(office, link, "x.docx")[0].nama == "x.docx"


@pytest.mark.parametrize("cut", range(0, 1200, 31))
def test_a_spoilt_workbook_is_refused_and_never_crashes(office, cut):
    data = bytearray(contoh.xlsx())
    data[cut % len(data)] ^= 0xFF
    try:
        kode = attach(office, bytes(data), "x.xlsx")[1].jenis
    except LontarError as error:
        kode = error.kode
    assert kode in {"bukti", "bukti_terpotong", "bukti_jenis_asing", "bukti_dapat_dijalankan"}


def test_a_day_that_does_not_exist_is_refused(office):
    with pytest.raises(LontarError) as refused:
        attach(office, told=Keterangan("31-02-2026"))
    assert refused.value.pesan == "Tanggal “31-02-2026” tidak ada di kalender."
    assert "12-03-2026" in refused.value.saran
    assert listed(office) == []


# --- Changing and removing -----------------------------------------------------------------------


def test_what_is_told_can_be_changed_and_the_history_keeps_both(office):
    bukti, _ = attach(office)
    told = TOLD._replace(halaman="5", disertakan=False)
    done = evidence.describe(office, bukti.id, told, label="Ubah bukti", pelaku="Yosef")
    (now,) = listed(office)
    assert (now.halaman, now.disertakan) == ("5", False)
    assert done.label == "Ubah bukti"
    (_, _, none, first), (aspek, sel, lama, baru) = history(office)
    assert none is None
    assert (aspek, sel, lama) == ("bukti", SEL, first)
    assert (baru["halaman"], baru["disertakan"], baru["sha256"]) == ("5", False, bukti.sha256)
    assert riwayat.verify_chain(office).ok


def test_telling_the_same_again_writes_nothing(office):
    bukti, _ = attach(office)
    assert evidence.describe(office, bukti.id, TOLD, label="x", pelaku="y").id == 0
    assert len(history(office)) == 1


def test_a_removed_file_stays_as_long_as_another_cell_needs_it(office):
    first, _ = attach(office)
    second, _ = attach(office, sel=OTHER)
    evidence.remove(office, first.id, label="Hapus", pelaku="Maria")
    assert files(office) == [first.sha256]
    assert listed(office) == [second]
    evidence.remove(office, second.id, label="Hapus", pelaku="Maria")
    assert files(office) == []
    assert [row[3] for row in history(office)[2:]] == [None, None]
    assert riwayat.verify_chain(office).ok


def test_a_file_that_an_earlier_package_may_list_stays(office):
    sent, _ = attach(office)
    paket = dispatch.Paket(
        arah="keluar", putusan="sah_utuh", nama_berkas="spm.xlsx",
        paket_id="a" * 64, wilayah=KUPANG, periode=T3, revisi=1,
    )  # fmt: skip
    dispatch.record_package(office, paket, b"PK")
    later, _ = attach(office, contoh.PNG, "peta.png")
    for one in (sent, later):
        evidence.remove(office, one.id, label="Hapus", pelaku="Maria")
    assert listed(office) == []
    assert files(office) == [sent.sha256]


def test_what_is_gone_cannot_be_changed_or_removed(office):
    for act in (
        lambda: evidence.find(office, 7),
        lambda: evidence.remove(office, 7, label="x", pelaku="y"),
        lambda: evidence.describe(office, 7, TOLD, label="x", pelaku="y"),
    ):
        with pytest.raises(LontarError) as refused:
            act()
        assert refused.value.pesan == "Bukti nomor 7 tidak ada di kantor ini."


def test_a_final_sheet_keeps_its_evidence_as_it_is(office):
    bukti, _ = attach(office)
    sheets.set_status(office, [KUNCI], "final", label="Kunci", pelaku="Maria")
    for act in (
        lambda: attach(office, contoh.JPG),
        lambda: evidence.describe(office, bukti.id, Keterangan(), label="x", pelaku="y"),
        lambda: evidence.remove(office, bukti.id, label="x", pelaku="y"),
    ):
        with pytest.raises(LontarError) as refused:
            act()
        assert refused.value.kode == "lembar_terkunci"
    assert listed(office) == [bukti]


def test_undo_passes_over_evidence(office):
    fill(office, cell(5))
    attach(office)
    done = undo.undo(office, pelaku="Maria")
    assert done is not None
    assert done.perubahan[0].lama == 5
    assert len(listed(office)) == 1
    assert undo.undo(office, pelaku="Maria") is None


# --- The files themselves ------------------------------------------------------------------------


def test_a_missing_and_a_damaged_file_are_reported_by_name(office):
    whole, _ = attach(office)
    gone, _ = attach(office, contoh.JPG, "foto.jpg")
    spoilt, _ = attach(office, contoh.PNG, "peta.png")
    assert verify(office).baik
    evidence.file_of(office, gone.sha256).unlink()
    evidence.file_of(office, spoilt.sha256).write_bytes(b"lain")
    found = verify(office)
    assert (found.hilang, found.rusak, found.baik) == ((gone,), (spoilt,), False)
    assert evidence.content(office, whole)
    for bukti, words in ((gone, "tidak ditemukan"), (spoilt, "sudah berubah sejak ditambahkan")):
        with pytest.raises(LontarError) as refused:
            evidence.content(office, bukti)
        assert bukti.nama in refused.value.pesan
        assert words in refused.value.pesan


@pytest.mark.parametrize("harm", ["gone", "spoilt"])
def test_bringing_the_original_again_puts_the_lost_copy_back(office, harm):
    bukti, _ = attach(office)
    path = evidence.file_of(office, bukti.sha256)
    path.unlink()
    if harm == "spoilt":
        path.write_bytes(b"%PDF-1.4 lain %%EOF")
    again, tindakan = attach(office)
    assert (again, tindakan.id) == (bukti, 0)
    assert verify(office).baik
    assert len(history(office)) == 1


def test_a_folder_in_place_of_the_file_is_a_sentence_too(office):
    bukti, _ = attach(office)
    path = evidence.file_of(office, bukti.sha256)
    path.unlink()
    path.mkdir()
    with pytest.raises(LontarError) as refused:
        evidence.content(office, bukti)
    assert refused.value.kode == "bukti_tak_terbaca"


def test_a_disk_that_is_full_leaves_neither_row_nor_half_a_file(office, monkeypatch):
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LontarError) as refused:
        attach(office)
    assert refused.value.kode == "disk_penuh"
    assert files(office) == []
    assert listed(office) == []


def test_a_copy_to_read_has_its_name_and_cannot_harm_the_original(office):
    bukti, _ = attach(office)
    path = evidence_copy.copy_to_read(office, bukti)
    assert path.name == "surat.pdf"
    assert path.read_bytes() == contoh.pdf()
    path.write_bytes(b"diubah orang")
    again = evidence_copy.copy_to_read(office, bukti)
    assert again.read_bytes() == contoh.pdf()
    assert verify(office).baik
    # Earlier copies do not pile up.
    opened = [one for one in (office.folder / "bukti" / "dibuka").rglob("*") if one.is_file()]
    assert opened == [again]


def test_evidence_is_there_again_after_a_restart(office, folder, clock):
    bukti, _ = attach(office)
    office.close()
    with Office.open(folder, clock) as again:
        assert listed(again) == [bukti]
        assert verify(again).baik
