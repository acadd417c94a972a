"""The way back in a hall: evidence comes along, everybody is asked, replies are taken home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.bukti import Keterangan
from app.domain.pertanyaan import JenisTanya
from app.errors import LontarError
from app.exchange import bukti_paket, butir_tanya, jawab
from app.exchange.latihan import aula, aula_balasan, hasil, kelas, pustaka, ruang
from app.exchange.latihan.aula_balasan import Soal
from app.store import dispatch
from app.store.door import Kunci
from app.store.office import Office
from tests import contoh_aula, contoh_bukti
from tests.contoh_latihan import now, silent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.exchange.latihan.aula import Aula
    from app.exchange.latihan.aula_balasan import Ambilan
    from app.exchange.latihan.ruang import Ruang

NAMES = ("Ana", "Beni", "Citra")
FORM, SEL = aula_balasan.usual()
WORDS = "Dari mana angka ini?"


@pytest.fixture
def made() -> Iterator[Aula]:
    with contoh_aula.hall(*NAMES) as hall:
        yield hall


def refused(call, *args, **kwargs) -> str:
    with pytest.raises(LontarError) as found:
        call(*args, **kwargs)
    return found.value.kode


def attach(room: Ruang, words: str = "surat") -> None:
    """A file of evidence at the cell the exercise is about."""
    file = room.folder / "surat.pdf"
    file.write_bytes(contoh_bukti.pdf(words))
    with Office.open(room.kantor, now) as office:
        here = ruang.period(room, now().date())
        kunci = Kunci(FORM, office.identitas.wilayah, str(here))
        bukti_paket.attach_file(
            office, kunci, SEL, file, Keterangan(), label="bukti", pelaku="Maria"
        )


def stick_of(tmp_path: Path) -> Path:
    stick = tmp_path / "flashdisk"
    stick.mkdir(exist_ok=True)
    return stick


def reply(made: Aula, folder: Path) -> list[Path]:
    return aula_balasan.reply(made, folder, now, silent)


def fetch(folder: Path) -> dict[str, Ambilan]:
    return {one.nama: one for one in aula_balasan.fetch(folder, now, silent)}


def soal(words: str = WORDS, *, stops: bool = False) -> Soal:
    return Soal(FORM, SEL, JenisTanya.TANYA, words, stops)


def sent_state(room: Ruang) -> list[str]:
    with Office.open(room.kantor, now) as office:
        return [one.putusan for one in dispatch.packages(office, arah="keluar")]


def ticks(room: Ruang) -> list[bool]:
    return hasil.examine_closed(room, now)


def questions(room: Ruang) -> list[butir_tanya.Butir]:
    with Office.open(room.kantor, now) as office:
        return butir_tanya.listed(office)


# --- Evidence


def test_evidence_travels_with_the_packages_and_is_kept_with_the_hall(made, tmp_path):
    room = contoh_aula.join(made.bahan, "Ana")
    attach(room)
    contoh_aula.work(room)
    stick = stick_of(tmp_path)
    kelas.collect(stick)
    assert len(list(stick.glob("*_bukti.zip"))) == 1
    (found,) = contoh_aula.take(made, stick)
    assert (found.diterima, found.bukti) == (True, 1)
    assert "1 berkas bukti utuh" in found.arsip
    place = aula.board(made, now)[0]
    assert place.bukti == 1
    assert aula.spoken(place) == "Diterima, revisi 1 · 1 bukti"
    kept = list((made.folder / "bukti").iterdir())
    assert [one.read_bytes() for one in kept] == [next(stick.glob("*.zip")).read_bytes()]


def test_an_archive_that_comes_later_or_under_another_name_is_found_by_what_it_holds(
    made, tmp_path
):
    room = contoh_aula.join(made.bahan, "Ana")
    attach(room)
    contoh_aula.work(room)
    stick = stick_of(tmp_path)
    kelas.collect(stick)
    (archive,) = stick.glob("*.zip")
    later = archive.rename(tmp_path / "kiriman.zip")
    (found,) = contoh_aula.take(made, stick)
    assert (found.diterima, found.bukti) == (True, 0)
    assert "tidak ada di sampingnya" in found.arsip
    (stick / "foto.zip").write_bytes(b"bukan zip")
    later.rename(stick / "kiriman.zip")
    (found,) = contoh_aula.take(made, stick)
    assert (found.diterima, found.bukti) == (True, 1)


def test_an_archive_that_was_damaged_on_its_way_is_not_kept_and_named(made, tmp_path):
    room = contoh_aula.join(made.bahan, "Ana")
    attach(room)
    contoh_aula.work(room)
    stick = stick_of(tmp_path)
    kelas.collect(stick)
    (archive,) = stick.glob("*.zip")
    data = archive.read_bytes()
    archive.write_bytes(data.replace(b"surat", b"palsu"))
    (found,) = contoh_aula.take(made, stick)
    assert (found.diterima, found.bukti) == (True, 0)
    assert "rusak" in found.arsip
    assert aula.board(made, now)[0].bukti == 0


# --- Questions and replies


def test_everybody_whose_package_is_there_is_asked_once_and_the_replies_turn_them_green(
    made, tmp_path
):
    rooms = {name: contoh_aula.join(made.bahan, name) for name in NAMES}
    for name in NAMES[:2]:
        contoh_aula.work(rooms[name])
        contoh_aula.take(made, rooms[name].berkas)
    assert aula_balasan.ask(made, soal(), now) == ["Ana", "Beni"]
    assert aula_balasan.ask(made, soal(f" {WORDS} "), now) == []
    stick = stick_of(tmp_path)
    assert len(reply(made, stick)) == 2
    assert [sent_state(rooms[name]) for name in NAMES] == [
        [dispatch.MENUNGGU],
        [dispatch.MENUNGGU],
        [],
    ]
    assert ticks(rooms["Ana"]) == [True, True, True, True, True, False]
    found = fetch(stick)
    assert [found[name].baru for name in NAMES] == [True, True, False]
    assert found["Ana"].isi == (
        "Tanda terima: 1 paket berubah menjadi diterima.",
        "Pertanyaan baru: 1.",
    )
    assert "tidak ada balasan" in found["Citra"].kalimat
    assert [sent_state(rooms[name]) for name in NAMES] == [["diterima"], ["diterima"], []]
    assert [one.tanya.teks for one in questions(rooms["Beni"])] == [WORDS]
    # The exercise of the hall is done with the receipt, not with the package.
    assert ticks(rooms["Ana"]) == [True] * 6
    assert not ticks(rooms["Citra"])[-1]
    again = fetch(stick)
    assert not any(one.baru for one in again.values())
    assert "sudah dipasang" in again["Ana"].kalimat


def test_an_answer_goes_along_with_the_next_package_and_stands_on_the_board(made, tmp_path):
    ana = contoh_aula.join(made.bahan, "Ana")
    contoh_aula.work(ana)
    contoh_aula.take(made, ana.berkas)
    aula_balasan.ask(made, soal(stops=True), now)
    assert aula.spoken(aula.board(made, now)[0]) == "Diterima, revisi 1 · 1 ditanya"
    stick = stick_of(tmp_path)
    reply(made, stick)
    fetch(stick)
    assert refused(contoh_aula.sign, ana) == "paket_terhalang"
    with Office.open(ana.kantor, now) as office:
        (one,) = butir_tanya.listed(office)
        jawab.answer(office, one, "Dari buku kohort.", pelaku="Maria")
    contoh_aula.sign(ana)
    contoh_aula.take(made, ana.berkas)
    place = aula.board(made, now)[0]
    assert (place.revisi, place.menunggu, place.dijawab) == (2, 0, 1)
    assert "1 jawaban" in aula.spoken(place)
    # The newer of two replies on the same flash disk is the one that counts.
    reply(made, stick)
    assert fetch(stick)["Ana"].kalimat.startswith("Balasan nomor 2")
    assert sent_state(ana) == ["diterima", "diterima"]


def test_one_of_them_is_asked_by_name_and_a_name_not_on_the_list_is_refused(made):
    for name in NAMES[:2]:
        room = contoh_aula.join(made.bahan, name)
        contoh_aula.work(room)
        contoh_aula.take(made, room.berkas)
    assert aula_balasan.ask(made, soal(), now, ["beni"]) == ["Beni"]
    assert refused(aula_balasan.ask, made, soal(), now, ["Siapa"]) == "aula_nama_tidak_ada"
    wrong = soal()._replace(sel="penerima.tidak.ada")
    assert refused(aula_balasan.ask, made, wrong, now) == "pertanyaan_sel"
    assert [one.menunggu for one in aula.board(made, now)] == [0, 1, 0]


def test_before_the_first_package_there_is_nobody_to_ask_or_to_answer(made, tmp_path):
    assert refused(aula_balasan.ask, made, soal(), now) == "aula_tanpa_paket"
    assert refused(reply, made, tmp_path) == "aula_tanpa_paket"
    assert refused(fetch, tmp_path) == "aula_tanpa_peserta"


def test_replies_of_another_hall_and_broken_files_change_nothing_and_are_named(made, tmp_path):
    ana = contoh_aula.join(made.bahan, "Ana")
    contoh_aula.work(ana)
    contoh_aula.take(made, ana.berkas)
    stick = stick_of(tmp_path)
    (own,) = reply(made, stick)
    text = own.read_text(encoding="utf-8")
    own.write_text(text[: len(text) // 2], encoding="utf-8")
    (stick / "catatan.txt").write_text("Jangan lupa bawa kopi.", encoding="utf-8")
    found = fetch(stick)
    assert set(found) == {own.name, "Ana"}
    assert "terpotong" in found[own.name].kalimat
    assert not found["Ana"].baru
    assert sent_state(ana) == [dispatch.MENUNGGU]


def test_the_cells_that_can_be_asked_about_are_those_of_the_regions(made):
    forms = {one.kode: one for one in aula_balasan.askable(made, now)}
    assert forms[FORM].find(SEL) is not None
    assert pustaka.hall().formulir == FORM
    assert all(one.filled_by("53.01") for one in forms.values())
