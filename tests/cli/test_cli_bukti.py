"""The verbs `bukti` and `pribadi`: what a window can do with evidence and names, typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from app.exchange import jaga_pribadi
from app.store import evidence
from app.store.door import CellWrite, write
from app.store.office import Office
from app.store.riwayat import verify_chain
from tests import contoh_bukti, contoh_demo
from tests.contoh_demo import LENGKAP, copy_of
from tests.exchange.contoh_buku import packed

if TYPE_CHECKING:
    from pathlib import Path

HARUS = "penerima.harus.jumlah"
SOLUSI = "uraian.solusi.teks"


@pytest.fixture
def office(small, tmp_path):
    return copy_of(small / "kantor" / LENGKAP, tmp_path / "kantor")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "Surat Nihil.PDF"
    file.write_bytes(contoh_bukti.pdf())
    return file


@pytest.fixture
def bukti(run, office):
    """`bukti <step>` at one cell of the office; returns the exit code and the document."""

    def call(step: str, *more: object, sel: str = HARUS) -> tuple[int, dict[str, Any]]:
        keluar, out, err = run(
            "bukti", step, "--kantor", office, "--periode", "2026-T3", "--formulir", "KES-01",
            "--sel", sel, *more, "--json",
        )  # fmt: skip
        assert err == ""
        return keluar, json.loads(out)

    return call


def test_a_file_is_attached_listed_changed_copied_and_removed(bukti, office, letter, tmp_path):
    keluar, made = bukti("tambah", "--berkas", letter, "--tanggal", "12-03-2026", "--halaman", "4")
    assert keluar == 0
    assert (made["nama"], made["tanggal"], made["halaman"]) == (
        "Surat Nihil.pdf",
        "2026-03-12",
        "4",
    )
    assert (made["periode"], made["disertakan"]) == ("2026", True)

    _, changed = bukti("ubah", "--tidak-disertakan", "--penanda", "Kepala Dinas")
    assert (changed["disertakan"], changed["penanda"], changed["halaman"]) == (
        False,
        "Kepala Dinas",
        "4",
    )
    keluar, listed = bukti("daftar")
    assert keluar == 0
    assert [one["nomor"] for one in listed["bukti"]] == [made["nomor"]]
    assert listed["disertakan"] == {"berkas": 0, "bytes": 0}

    _, copied = bukti("salin", "--keluar", tmp_path)
    assert (tmp_path / "Surat Nihil.pdf").read_bytes() == letter.read_bytes()
    assert copied["berkas"].endswith("Surat Nihil.pdf")

    assert bukti("hapus", "--nomor", made["nomor"])[0] == 0
    assert bukti("daftar")[1]["bukti"] == []
    with Office.open(office, contoh_demo.now) as opened:
        assert verify_chain(opened).ok
        labels = [row[0] for row in opened.conn.execute("SELECT label FROM tindakan ORDER BY id")]
        assert labels[-3:] == [
            "Lampirkan Surat Nihil.PDF: Ibu hamil yang harus dilayani, Jumlah",
            "Ubah keterangan bukti Surat Nihil.pdf",
            "Hapus bukti Surat Nihil.pdf",
        ]


def test_a_damaged_file_is_told_with_exit_code_one(run, bukti, office, letter):
    _, made = bukti("tambah", "--berkas", letter)
    with Office.open(office, contoh_demo.now) as opened:
        evidence.file_of(opened, made["sha256"]).write_bytes(b"lain")
    keluar, listed = bukti("daftar")
    assert keluar == 1
    assert listed["bukti"][0]["galat"]["kode"] == "bukti_rusak"
    keluar, out, _ = run("bukti", "daftar", "--kantor", office, "--periode", "2026-T3")
    assert keluar == 1
    assert "Berkas bukti Surat Nihil.pdf untuk KES-01" in out
    assert "berkas berubah atau rusak" in out


def test_with_two_files_at_a_cell_the_number_says_which(bukti, letter, tmp_path):
    other = tmp_path / "foto.jpg"
    other.write_bytes(contoh_bukti.JPG)
    bukti("tambah", "--berkas", letter)
    bukti("tambah", "--berkas", other)
    keluar, told = bukti("hapus")
    assert (keluar, told["galat"]["kode"]) == (2, "bukti_mendua")
    assert "Surat Nihil.pdf" in told["galat"]["pesan"]
    assert "--nomor" in told["galat"]["saran"]
    keluar, told = bukti("hapus", "--nomor", 99)
    assert (keluar, told["galat"]["kode"]) == (2, "bukti_tidak_ada_di_sel")


@pytest.mark.parametrize(
    ("sel", "kode", "pesan"),
    [
        ("tidak.ada.sel", "csv_sel", "Sel tidak.ada.sel tidak ada dalam formulir KES-01."),
        (
            "penerima.belum.jumlah",
            "sel_bukan_isian",
            "Sel Belum terlayani, Jumlah dihitung atau ditutup; tidak ada yang mengisinya.",
        ),
    ],
)
def test_a_cell_that_takes_no_evidence_is_refused(bukti, letter, sel, kode, pesan):
    keluar, told = bukti("tambah", "--berkas", letter, sel=sel)
    assert (keluar, told["galat"]["kode"], told["galat"]["pesan"]) == (2, kode, pesan)


def test_a_program_is_refused_in_a_sentence(run, office, tmp_path):
    file = tmp_path / "surat.pdf"
    file.write_bytes(contoh_bukti.EXE)
    keluar, out, err = run(
        "bukti", "tambah", "--kantor", office, "--periode", "2026-T3", "--formulir", "kes-01",
        "--sel", HARUS, "--berkas", file,
    )  # fmt: skip
    assert (keluar, out) == (2, "")
    assert err.startswith("Berkas surat.pdf memuat program atau makro yang dapat dijalankan.")


# --- pribadi


def test_private_texts_are_listed_and_a_false_alarm_is_answered(run, office):
    where = ("--kantor", office, "--periode", "2026-T3")
    assert run("pribadi", "daftar", *where)[0] == 0
    with Office.open(office, contoh_demo.now) as opened:
        wilayah = opened.identitas.wilayah
        cell = CellWrite("KES-01", wilayah, "2026-T3", SOLUSI, "Maria Tefa, Yosef Nahak")
        write(opened, [cell], jenis="isi", label="isi", pelaku="Maria")
    keluar, out, _ = run("pribadi", "daftar", *where, "--json")
    (found,) = json.loads(out)["halangan"]
    assert (keluar, found["kode"], found["sel"]) == (1, "pribadi_nama", SOLUSI)
    keluar, out, _ = run("pribadi", "daftar", *where)
    assert "1 hal menghalangi tanda tangan." in out

    at = (*where, "--formulir", "KES-01", "--sel")
    keluar, out, _ = run("pribadi", "bukan-nama", *at, SOLUSI, "--json")
    assert (keluar, json.loads(out)) == (0, {"tercatat": True})
    assert run("pribadi", "daftar", *where)[0] == 0
    keluar, out, _ = run("pribadi", "bukan-nama", *at, HARUS)
    assert (keluar, out) == (0, "Tidak ada yang tampak seperti nama orang pada sel itu.\n")
    with Office.open(office, contoh_demo.now) as opened:
        jenis = "SELECT aturan FROM temuan_alasan"
        assert opened.conn.execute(jenis).fetchall() == [(jaga_pribadi.ATURAN,)]


# --- On its way ----------------------------------------------------------------------------------


@pytest.fixture
def sent(run, bukti, office, letter, secret, tmp_path) -> tuple[Path, Path]:
    """A package with its archive of evidence, signed by two people."""
    assert bukti("tambah", "--berkas", letter)[0] == 0
    quarter = ["--kantor", office, "--periode", "2026-T3", "--frasa-sandi-berkas", secret]
    assert run("nyatakan", *quarter)[0] == 0
    assert run("ekspor", *quarter, "--keluar", tmp_path)[0] == 0
    (package,), (archive,) = tmp_path.glob("*.xlsx"), tmp_path.glob("*_bukti.zip")
    return package, archive


def match(run, sent: tuple[Path, Path], office: Path) -> tuple[int, dict[str, Any]]:
    keluar, out, _ = run(
        "bukti", "cocokkan", "--paket", sent[0], "--berkas", sent[1], "--kantor", office, "--json"
    )
    return keluar, json.loads(out)


def test_evidence_is_held_against_what_was_signed(run, sent, office):
    assert match(run, sent, office) == (
        0,
        {"utuh": True, "berkas": 1, "tidak_disertakan": 0, "galat": []},
    )
    sent[1].write_bytes(packed({"0" * 64 + ".pdf": contoh_bukti.pdf()}))
    keluar, found = match(run, sent, office)
    assert (keluar, found["utuh"]) == (1, False)
    assert [one["kode"] for one in found["galat"]] == ["bukti_arsip_kurang", "bukti_arsip_asing"]


def test_an_archive_of_evidence_is_no_package_and_is_said_to_be(run, sent, office):
    keluar, out, _ = run("periksa", sent[1], "--kantor", office)
    assert keluar == 2
    assert "Berkas ini arsip bukti (1 berkas) yang menyertai sebuah paket, bukan paketnya." in out
    keluar, found = match(run, (sent[1], sent[1]), office)
    assert (keluar, found["galat"]["kode"]) == (2, "bukti_paket_tidak_sah")
