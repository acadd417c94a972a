"""The trainer's desk: rooms for a class, results on a flash disk, the board."""

from __future__ import annotations

import json

import pytest

from app.errors import LontarError
from app.exchange.latihan import kelas, pustaka, ruang
from app.exchange.latihan.ruang import Ruang
from tests import contoh_latihan
from tests.contoh_latihan import now, prepared, silent


@pytest.fixture
def nobody():
    """Whoever practises here is gone again after the test."""
    prepared()
    yield
    contoh_latihan.clear()


@pytest.mark.usefixtures("nobody")
def test_a_class_gets_its_rooms_and_those_begun_stay(tmp_path):
    file = tmp_path / "daftar.txt"
    file.write_text("\ufeffAna\n\n Beni  Lulu \nAna\n", encoding="utf-8")
    names = kelas.names_in(file)
    assert names == ["Ana", "Beni Lulu"]
    told = []
    rooms = kelas.set_up(names, pustaka.find("1"), now, lambda *step: told.append(step))
    assert [step for step in told if step[0] == kelas.KELAS] == [("kelas", 1, 2), ("kelas", 2, 2)]
    mark = rooms[0].berkas / "catatan.txt"
    mark.touch()
    assert kelas.set_up(names, pustaka.find("1"), now, silent) == rooms
    assert mark.exists()
    assert set(ruang.participants()) == set(names)


@pytest.mark.usefixtures("nobody")
def test_results_of_several_laptops_come_together_on_the_board(tmp_path):
    with pytest.raises(LontarError) as refused:
        kelas.collect(tmp_path)
    assert refused.value.kode == "kelas_tanpa_peserta"
    for nama, kode in (("Ana", "01-angka-pertama"), ("Beni", "02-nol-dan-nihil")):
        folder = ruang.participant(nama)
        latihan = pustaka.find(kode)
        ruang.note_completed(Ruang(folder / kode, latihan), "2026-11-29")
    file = kelas.collect(tmp_path)
    assert kelas.collect(tmp_path) == file
    contoh_latihan.clear()
    # On the trainer's laptop: Ana did another exercise here.
    here = ruang.participant("ana")
    ruang.note_completed(Ruang(here / "03-nol-yang-hilang", pustaka.find("3")), "2026-11-30")
    found = {one.nama.casefold(): dict(one.selesai) for one in kelas.board([file])}
    assert found == {
        "ana": {"01-angka-pertama": "2026-11-29", "03-nol-yang-hilang": "2026-11-30"},
        "beni": {"02-nol-dan-nihil": "2026-11-29"},
    }
    assert [one.nama.casefold() for one in kelas.board([file])] == ["ana", "beni"]


@pytest.mark.parametrize(
    "isi",
    [
        b"bukan json",
        b"\xff\xfe",
        b'{"versi": 1}',
        json.dumps({"versi": 1, "peserta": [{"nama": 3, "selesai": {}}]}).encode(),
    ],
)
def test_what_holds_no_results_is_refused(tmp_path, isi):
    file = tmp_path / f"x{kelas.AKHIRAN}"
    file.write_bytes(isi)
    with pytest.raises(LontarError) as refused:
        kelas.board([file])
    assert refused.value.kode == "kelas_bukan_hasil"


def test_unknown_exercises_and_odd_letters_do_no_harm(tmp_path):
    file = tmp_path / f"x{kelas.AKHIRAN}"
    row = {"nama": "Ana\u202e\n", "selesai": {"99-tidak-ada": "x"}}
    file.write_text(json.dumps({"versi": 1, "peserta": [row]}), encoding="utf-8")
    (found,) = (one for one in kelas.board([file]) if one.nama.startswith("Ana"))
    assert found.nama.isprintable()
    assert not found.selesai


@pytest.mark.parametrize("isi", ["", "\n \n", "\n".join(f"Peserta {n}" for n in range(201))])
def test_a_list_names_between_one_and_a_hall(tmp_path, isi):
    file = tmp_path / "daftar.txt"
    file.write_text(isi, encoding="utf-8")
    with pytest.raises(LontarError) as refused:
        kelas.names_in(file)
    assert refused.value.kode == "kelas_kosong"
