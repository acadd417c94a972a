"""`riwayat`, `catatan` and `cari`: steps, notes and words of the entry screen, typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from app import paths
from app.cli import bersama
from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.exchange import surat_nihil
from app.store import door, pustaka, reasons
from app.store.door import CellWrite
from app.store.office import Identitas, Office
from app.store.people import add_user
from app.store.riwayat import verify_chain
from tests.store.contoh_kantor import ENDE

if TYPE_CHECKING:
    from pathlib import Path

FORM, SEL = "KES-01", "penerima.terlayani.jumlah"
PLACE = ("--periode", "2026-T3", "--formulir", FORM, "--sel", SEL)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "kantor"
    identitas = Identitas("kabupaten", ENDE, "Kantor", "nomor")
    with Office.create(folder, identitas, bersama.now) as opened:
        pustaka.install(opened, paths.forms())
        add_user(opened, nama="Maria Contoh", peran="operator", jabatan="Analis")
        for nilai in (5, 7, 9):
            wish = CellWrite(FORM, ENDE, "2026-T3", SEL, nilai)
            door.write(opened, [wish], jenis="isi", label=f"ketik {nilai}", pelaku="Maria Contoh")
    return folder


@pytest.fixture
def does(run, office):
    """A verb at the office; returns the exit code and the document."""

    def call(*words: object) -> tuple[int, dict[str, Any]]:
        keluar, out, _ = run(*words, "--kantor", office, "--json")
        return keluar, json.loads(out)

    return call


def now(office: Path) -> object:
    with Office.open(office, bersama.now) as opened:
        assert verify_chain(opened).ok
        return opened.conn.execute("SELECT angka FROM nilai").fetchone()


def test_a_cell_tells_its_changes_and_returns_to_one_of_them(does, office):
    keluar, told = does("riwayat", "sel", *PLACE)
    assert keluar == 0
    assert [one["baru"] for one in told["perubahan"]] == [
        {"jenis": "angka", "isi": isi} for isi in ("9", "7", "5")
    ]
    first = told["perubahan"][-1]
    assert (first["lama"], first["label"], first["pelaku"]) == (None, "ketik 5", "Maria Contoh")
    keluar, done = does("riwayat", "kembalikan", *PLACE, "--tindakan", first["tindakan"])
    assert (keluar, done["jenis"]) == (0, "kembalikan")
    assert done["label"].startswith("kembalikan Ibu hamil yang mendapat pelayanan antenatal")
    assert now(office) == (5,)
    assert does("riwayat", "kembalikan", *PLACE, "--tindakan", first["tindakan"])[1]["id"] == 0


def test_a_number_that_is_not_in_the_history_is_named(does, office):
    keluar, told = does("riwayat", "kembalikan", *PLACE, "--tindakan", 77)
    assert keluar == 2
    assert told["galat"]["pesan"] == (
        "Riwayat Ibu hamil yang mendapat pelayanan antenatal sesuai standar, Jumlah tidak "
        "mempunyai nomor 77."
    )
    assert told["galat"]["saran"] == "Lihat nomornya dengan `riwayat sel`, lalu ulangi."


def test_steps_are_listed_taken_back_and_done_again(does, office):
    listed = does("riwayat", "langkah")[1]["langkah"]
    assert [one["label"] for one in listed] == ["ketik 9", "ketik 7", "ketik 5"]
    keluar, done = does("riwayat", "urungkan")
    assert (keluar, [one["label"] for one in done["langkah"]]) == (0, ["ketik 9"])
    does("riwayat", "urungkan", "--sampai", listed[-1]["tindakan"])
    assert now(office) is None
    assert does("riwayat", "urungkan")[0] == 1
    assert does("riwayat", "ulangi", "--sampai", listed[1]["tindakan"])[0] == 0
    assert now(office) == (7,)
    assert [one["urung"] for one in does("riwayat", "langkah")[1]["langkah"]] == [
        True, False, False,
    ]  # fmt: skip


def test_people_read_the_same_as_sentences(run, office):
    _, out, _ = run("riwayat", "sel", *PLACE, "--kantor", office)
    assert "7 menjadi 9" in out
    _, out, _ = run("riwayat", "urungkan", "--kantor", office)
    assert out == "Diurungkan: ketik 9. Ctrl+Y mengulangnya.\n"
    _, out, _ = run("riwayat", "langkah", "--kantor", office)
    assert out.splitlines()[0].endswith("Maria Contoh: ketik 9  diurungkan")


def test_notes_are_written_listed_and_taken_away(does):
    where = ("catatan", "--periode", "2026-T3", "--formulir", FORM)
    one = ("--sel", SEL, "--jenis-catatan", "sumber")
    told = {"formulir": FORM, "sel": SEL, "jenis": "sumber", "teks": "e-Kohort"}
    assert does(*where, *one, "--teks", "e-Kohort")[1] == {
        "catatan": [{**told, "ikut": True, "dibawa": False}]
    }
    does(*where, *one[:2], "--jenis-catatan", "pertanyaan", "--teks", "Sudah final?")
    everywhere = does("catatan", "--periode", "2026-T3")[1]["catatan"]
    assert [(row["jenis"], row["ikut"]) for row in everywhere] == [
        ("sumber", True),
        ("pertanyaan", False),
    ]
    assert len(does(*where, *one, "--teks", "")[1]["catatan"]) == 1


def test_a_note_names_its_cell_and_is_written_in_its_own_office(does):
    where = ("catatan", "--periode", "2026-T3", "--teks", "e-Kohort")
    for place in ((), ("--formulir", FORM), ("--sel", SEL)):
        keluar, told = does(*where, *place)
        assert (keluar, told["galat"]["pesan"]) == (
            2,
            "Catatan belum ditulis: formulir atau selnya belum disebut.",
        )
    keluar, told = does(*where, "--formulir", FORM, "--sel", SEL, "--wilayah", "53.09")
    assert (keluar, told["galat"]["pesan"]) == (
        2,
        "Catatan pada angka 53.09 hanya dapat dibaca di sini.",
    )


def test_words_lead_to_services_and_indicators(run):
    keluar, out, _ = run("cari", "tablet", "tambah", "darah", "--json")
    first = json.loads(out)["ditemukan"][0]
    assert (keluar, first["tujuan"], first["jenis"]) == (0, "KES-01 mutu.m02.dibutuhkan", "baris")
    keluar, out, _ = run("cari", "xyzzy")
    assert keluar == 1
    assert out.startswith("Tidak ada yang cocok dengan “xyzzy”.")
    assert run("cari", "--provinsi", "krisis")[1].startswith("KES-P0")


def test_the_letter_of_nihil_is_declared_and_taken_back(does, office):
    keluar, told = does("bukti", "nihil", *PLACE)
    assert keluar == 2
    assert told["galat"]["pesan"] == (
        "Ibu hamil yang mendapat pelayanan antenatal sesuai standar, Jumlah tidak dinyatakan Nihil."
    )
    assert told["galat"]["saran"] == (
        "Nyatakan Nihil lebih dahulu, atau pilih sel Nihil lain pada layanan ini."
    )
    with Office.open(office, bersama.now) as opened:
        wish = CellWrite(FORM, ENDE, "2026-T3", SEL, Keadaan.NIHIL)
        door.write(opened, [wish], jenis="keadaan", label="nyatakan", pelaku="Maria Contoh")
    assert does("bukti", "nihil", *PLACE)[1]["surat_ada"] is True
    with Office.open(office, bersama.now) as opened:
        given = reasons.reasons(opened, ENDE, Periode(2026, 3))
        assert surat_nihil.declared(given) == {(FORM, SEL)}
    assert does("bukti", "nihil", *PLACE, "--batal")[1]["surat_ada"] is False
