"""An office as one file for another laptop: whole, compared by words, and never alive twice."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sqlite3
import struct
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import berkas, cadangan_kata, serah_terima
from app.store import dispatch, handover, letters
from app.store.office import DATABASE_NAME, Office
from app.store.packed import Careful
from app.store.riwayat import verify_chain
from tests.bukti import verify
from tests.exchange.contoh_provinsi import situation
from tests.store.contoh_kantor import KUPANG, T3, Clock, cell, fill, new_office, values
from tests.store.test_send_log import send
from tests.store.test_vault import attach

if TYPE_CHECKING:
    from pathlib import Path

    from app.exchange.serah_terima import Terbaca

LETTER = letters.Surat(
    id="a" * 64, arah="masuk", jenis="tanda_terima", paket_id="b" * 64, wilayah=KUPANG,
    periode=T3, revisi=1, waktu="2026-10-06", penanda_tangan="Provinsi",
)  # fmt: skip


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> Path:
    """A closed office with a figure, evidence, a key, a package that left and its receipt."""
    place = tmp_path / "laptop lama" / "kantor"
    with new_office(place, clock) as office:
        fill(office, cell(5))
        attach(office, 1)
        send(office, 1, tmp_path)
        letters.record(office, LETTER, b"surat")
        (place / "kunci" / "arsip").mkdir(parents=True)
        (place / "kunci" / "pengguna-1.kunci.pem").write_text("tersegel")
        (place / "kunci" / "arsip" / "pengguna-1-2025.kunci.pem").write_text("lama")
        (place / "ketikan.json").write_text("{}")
    return place


def handed(folder: Path, target: Path, clock: Clock, kepada: str = "Yosef") -> Terbaca:
    with Office.open(folder, clock) as office:
        return serah_terima.hand_over(office, target, kepada=kepada, oleh="Maria")


@pytest.fixture
def file(folder: Path, tmp_path: Path, clock: Clock) -> Terbaca:
    return handed(folder, tmp_path / "kantor.lontar", clock)


def test_the_whole_office_works_on_the_other_laptop(file: Terbaca, tmp_path: Path, clock) -> None:
    place = tmp_path / "laptop baru" / "kantor"
    read = serah_terima.read(file.berkas)
    assert (read.daftar.kepada, read.daftar.oleh, read.kata) == ("Yosef", "Maria", file.kata)
    spoken = " - ".join(read.kata).upper()
    assert serah_terima.install(read, spoken, place, clock()).sel == 1
    with Office.open(place, clock) as office:
        assert values(office) == {("UJI-01", KUPANG, T3, "p.capai.n"): 5}
        assert verify(office).baik
        assert verify_chain(office).ok
        assert letters.letter_bytes(office, LETTER.id) == b"surat"
        assert dispatch.next_revision(office, KUPANG, Periode(2026, 3)) == 2
        fill(office, cell(6))
    kept = sorted(one.name for one in (place / "kunci").rglob("*.pem"))
    assert kept == ["pengguna-1-2025.kunci.pem", "pengguna-1.kunci.pem"]
    assert not (place / "ketikan.json").exists()


def test_the_old_laptop_can_be_read_and_says_so(file: Terbaca, folder: Path, clock) -> None:
    with Office.open(folder, clock) as office:
        assert len(values(office)) == 1
        assert cadangan_kata.handed_over(office) == (
            "Kantor ini telah diserahkan kepada Yosef pada 17-09-2026 dalam berkas "
            f"{file.berkas.name}; keenam katanya: {' · '.join(file.kata)}. Di laptop ini data "
            "hanya dapat dibaca; bekerjalah di laptop penerima. Bila serah terima itu batal, "
            "tekan Pakai lagi di laptop ini pada Pengaturan, Cadangan."
        )
        refused = situation(fill, office, cell(6))
        assert refused.kode == "kantor_diserahkan"
        assert "Pakai lagi di laptop ini" in refused.saran
        assert (
            situation(serah_terima.hand_over, office, file.berkas, kepada="Ana", oleh="Maria").kode
            == "kantor_diserahkan"
        )
        serah_terima.take_back(office)
        fill(office, cell(6))
    with Office.open(folder, clock) as office:
        assert office.handed_over is None


def test_an_office_that_comes_home_makes_room_for_itself(
    file: Terbaca, folder: Path, tmp_path: Path, clock
) -> None:
    there = tmp_path / "laptop baru" / "kantor"
    serah_terima.install(file, " ".join(file.kata), there, clock())
    with Office.open(there, clock) as office:
        fill(office, cell(6))
    back = handed(there, tmp_path / "pulang.lontar", clock, "Maria")
    serah_terima.install(back, " ".join(back.kata), folder, clock())
    with Office.open(folder, clock) as office:
        assert [*values(office).values()] == [6]
    (aside,) = (one for one in folder.parent.iterdir() if one != folder)
    assert (aside / DATABASE_NAME).is_file()
    assert handover.marked(aside) is not None


def test_an_office_in_use_is_never_overwritten(file: Terbaca, tmp_path: Path, clock) -> None:
    place = tmp_path / "lain"
    new_office(place, clock).close()
    words = " ".join(file.kata)
    assert situation(serah_terima.install, file, words, place, clock()).kode == (
        "serah_terima_tempat"
    )
    handover.mark(place, handover.Penyerahan("x", "y", "2026-09-17", "z", ""))
    with Office.open(place, clock) as other:
        other.conn.execute("UPDATE identitas SET office_id = 'lain'")
    assert situation(serah_terima.install, file, words, place, clock()).kode == (
        "serah_terima_tempat"
    )


def test_other_words_install_nothing(file: Terbaca, tmp_path: Path, clock) -> None:
    place = tmp_path / "baru"
    wrong = situation(serah_terima.install, file, "satu dua tiga empat lima enam", place, clock())
    assert wrong.kode == "kata_berbeda"
    assert situation(serah_terima.install, file, "", place, clock()).kode == (
        "kata_belum_dibandingkan"
    )
    assert not place.exists()


def changed(file: Path, name: str, data: bytes) -> None:
    """The same file with one entry replaced or added."""
    with zipfile.ZipFile(file) as packed:
        parts = {one: packed.read(one) for one in packed.namelist()}
    parts[name] = data
    with zipfile.ZipFile(file, "w") as packed:
        for one, part in parts.items():
            packed.writestr(one, part)


@pytest.mark.parametrize(
    ("name", "kode"),
    [
        ("buku-kirim.txt", "serah_terima_rusak"),
        ("kunci/pengguna-1.kunci.pem", "serah_terima_rusak"),
        ("../di-luar.txt", "serah_terima_rusak"),
        ("daftar.json", "serah_terima_bukan"),
    ],
)
def test_a_changed_file_is_refused(file: Terbaca, tmp_path: Path, clock, name, kode) -> None:
    changed(file.berkas, name, b"diubah")
    place = tmp_path / "baru"

    def install() -> None:
        read = serah_terima.read(file.berkas)
        serah_terima.install(read, " ".join(read.kata), place, clock())

    assert situation(install).kode == kode
    assert not place.exists()
    assert not (tmp_path / "di-luar.txt").exists()


@pytest.mark.parametrize(
    ("said", "kode"),
    [(b'"format": 1', ""), (b'"format": 2', "serah_terima_lebih_baru")],
)
def test_a_file_of_a_newer_program_is_refused(file: Terbaca, said: bytes, kode: str) -> None:
    with zipfile.ZipFile(file.berkas) as packed:
        listed = packed.read("daftar.json")
    changed(file.berkas, "daftar.json", listed.replace(b'"format": 1', said))
    if kode:
        assert situation(serah_terima.read, file.berkas).kode == kode
    else:
        assert serah_terima.read(file.berkas).kata == file.kata


@pytest.mark.parametrize("listed", [b'{"format\xe7": 1}', b"[" * 90_000, b"\xff"])
def test_a_list_that_cannot_be_read_is_no_list(file: Terbaca, listed: bytes) -> None:
    changed(file.berkas, "daftar.json", listed)
    assert situation(serah_terima.read, file.berkas).kode == "serah_terima_bukan"


def test_something_else_is_not_taken_for_a_handover(tmp_path: Path) -> None:
    (tmp_path / "foto.lontar").write_bytes(b"JFIF")
    for name, kode in (("foto.lontar", "serah_terima_bukan"), ("tiada", "berkas_tidak_ada")):
        assert situation(serah_terima.read, tmp_path / name).kode == kode


def told(file: Path, **words: object) -> None:
    """The same file with other words in its list."""
    with zipfile.ZipFile(file) as packed:
        listed = json.loads(packed.read("daftar.json"))
    changed(file, "daftar.json", json.dumps({**listed, **words}).encode())


def test_the_list_cannot_move_the_cursor_or_fill_the_screen(file: Terbaca) -> None:
    told(file.berkas, oleh="Ma\u202e\nria", kantor="K" * 5000)
    listed = serah_terima.read(file.berkas).daftar
    assert (listed.oleh, len(listed.kantor)) == ("Ma ria", 200)


@pytest.mark.parametrize(
    "name", ["kunci/con.kunci.pem", "kunci/PENGGUNA-1.kunci.pem", "KUNCI/pengguna-1.kunci.pem"]
)
def test_no_name_inside_means_something_else_on_another_system(
    file: Terbaca, tmp_path: Path, clock, name: str
) -> None:
    with zipfile.ZipFile(file.berkas) as packed:
        listed = json.loads(packed.read("daftar.json"))
    added = {"nama": name, "ukuran": 1, "sha256": hashlib.sha256(b"x").hexdigest()}
    changed(file.berkas, name, b"x")
    told(file.berkas, berkas=[*listed["berkas"], added])
    place = tmp_path / "baru"

    def install() -> None:
        read = serah_terima.read(file.berkas)
        serah_terima.install(read, " ".join(read.kata), place, clock())

    assert situation(install).kode in {"serah_terima_rusak", "serah_terima_bukan"}
    assert not place.exists()


def test_a_directory_that_claims_the_whole_disk_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "besar.lontar"
    file.write_bytes(bytes(9_000_000))
    with Careful(berkas.open_plain(file)) as opened:
        assert len(opened.read(8_000_000)) == 4_000_000
        assert len(opened.read()) == 4_000_000
    with file.open("ab") as opened:
        opened.write(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 8_000_000, 1_000_000, 0))
    assert situation(serah_terima.read, file).kode == "serah_terima_bukan"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has none")
@pytest.mark.parametrize("place", [b"\xff\xff\xff\x7f", b"\0\0\0\x80"])
def test_a_directory_that_points_before_the_file_is_a_damaged_file_on_a_sound_disk(
    file: Terbaca, place: bytes
) -> None:
    data = file.berkas.read_bytes()
    file.berkas.write_bytes(data[:-6] + place + data[-2:])
    with pytest.raises(LontarError) as refused:
        serah_terima.read(file.berkas)
    assert refused.value.kode == "serah_terima_bukan"


def test_a_folder_or_a_pipe_is_no_handover(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa.lontar")
    assert situation(serah_terima.read, tmp_path / "pipa.lontar").kode == "berkas_bukan_berkas"
    assert situation(serah_terima.read, tmp_path).kode == "berkas_ternyata_folder"


def test_a_trigger_that_was_handed_over_is_not_installed(
    folder: Path, tmp_path: Path, clock
) -> None:
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as conn, conn:
        conn.execute("CREATE TRIGGER naikkan AFTER INSERT ON nilai BEGIN SELECT 1; END")
    assert situation(handed, folder, tmp_path / "x.lontar", clock).kode == "cadangan_isi_asing"


def test_a_handover_that_fails_leaves_the_office_in_use(
    folder: Path, tmp_path: Path, clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kantor.lontar"
    with Office.open(folder, clock) as office:
        assert (
            situation(serah_terima.hand_over, office, target, kepada="  ", oleh="Maria").kode
            == "serah_terima_tanpa_penerima"
        )
        with monkeypatch.context() as patch:
            real = zipfile.ZipFile.write

            def full(self, path, name) -> None:
                if name.startswith("bukti/"):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                real(self, path, name)

            patch.setattr(zipfile.ZipFile, "write", full)
            failed = situation(serah_terima.hand_over, office, target, kepada="A", oleh="M")
        assert failed.kode == "salinan_penuh"
        proof = next((folder / "bukti").iterdir())
        good = proof.read_bytes()
        proof.write_bytes(b"rusak")
        with pytest.raises(LontarError) as caught:
            serah_terima.hand_over(office, target, kepada="A", oleh="M")
        assert caught.value.kode == "serah_terima_bukti_rusak"
        assert [one for one in tmp_path.iterdir() if "lontar" in one.name] == []
        assert [one for one in folder.iterdir() if one.name.startswith(".serah")] == []
        proof.write_bytes(good)
        fill(office, cell(7))
