"""The hall: one practice province, its offices handed out in one file, packages coming back."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec
import pytest

from app import paths
from app.errors import LontarError
from app.exchange import impor, percaya
from app.exchange.latihan import aula, aula_berkas, hasil, kelas, pustaka, ruang
from app.exchange.verifikasi import Pemeriksa
from app.store.office import Office
from tests import contoh_aula, contoh_latihan
from tests.contoh_latihan import now, silent
from tests.exchange import contoh_paket

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.exchange.latihan.aula import Aula

NAMES = ("Ana", "Beni Lulu")


@pytest.fixture(scope="module")
def made() -> Iterator[Aula]:
    with contoh_aula.hall(*NAMES) as hall:
        yield hall


def rows(database: Path) -> list[tuple[object, ...]]:
    """Everything the province holds, as far as packages can change it."""
    conn = sqlite3.connect(database)
    try:
        tables = ("nilai", "riwayat", "tindakan", "paket", "lembar")
        return [row for one in tables for row in conn.execute(f"SELECT * FROM {one}")]  # noqa: S608 - names above
    finally:
        conn.close()


def refused(call, *args, **kwargs) -> LontarError:
    with pytest.raises(LontarError) as found:
        call(*args, **kwargs)
    return found.value


# --- From handing out to the board


def test_everybody_gets_a_region_and_the_board_follows_what_is_taken_in(made, tmp_path):
    handed = aula.hand_out(made, tmp_path)
    assert [one.wilayah for one in aula.board(made, now)] == ["Kupang", "TTS"]
    assert [one.revisi for one in aula.board(made, now)] == [0, 0]
    for name in NAMES:
        room = contoh_aula.join(handed, name)
        assert not any(hasil.examine_closed(room, now))
        contoh_aula.work(room)
        # All but the receipt, which comes back from the province of the hall.
        assert hasil.examine_closed(room, now) == [True, True, True, True, True, False]
    # Two on one laptop: both packages are collected with one file of results.
    stick = tmp_path / "flashdisk"
    stick.mkdir()
    kelas.collect(stick)
    found = contoh_aula.take(made, stick)
    assert [(one.wilayah, one.diterima) for one in found] == [("Kupang", True), ("TTS", True)]
    assert [one.revisi for one in aula.board(made, now)] == [1, 1]


def test_collecting_and_taking_in_twice_changes_nothing(made, tmp_path):
    stick = tmp_path / "flashdisk"
    stick.mkdir()
    kelas.collect(stick)
    contoh_aula.take(made, stick)
    before, files = rows(made.provinsi / "lontar.db"), sorted(stick.iterdir())
    kelas.collect(stick)
    assert sorted(stick.iterdir()) == files
    found = contoh_aula.take(made, stick, stick)
    assert len(found) == 4
    assert all(one.diterima for one in found)
    assert rows(made.provinsi / "lontar.db") == before


def test_whoever_starts_again_hands_in_again_with_a_higher_revision(made):
    ana = contoh_aula.join(made.bahan, "ana")
    fresh = ruang.begin(ana.peserta, ana.latihan, now, silent, again=True)
    assert not all(hasil.examine_closed(fresh, now))
    (found,) = contoh_aula.take(made, contoh_aula.work(fresh))
    assert found.diterima
    second = aula.board(made, now)[0].revisi
    assert second >= 2
    # Removed from the laptop altogether, and back: the count goes on.
    ruang.finish(fresh.peserta)
    back = contoh_aula.join(made.bahan, "Ana")
    (found,) = contoh_aula.take(made, contoh_aula.work(back))
    assert found.diterima
    assert aula.board(made, now)[0].revisi == second + 1


def test_the_same_name_on_another_laptop_is_told_what_to_do(made, monkeypatch, tmp_path):
    first = contoh_aula.work(contoh_aula.join(made.bahan, "Beni Lulu"))
    assert contoh_aula.take(made, first)[0].diterima
    counting = aula.board(made, now)[1].revisi
    with monkeypatch.context() as patch:
        patch.setattr(paths, "practice", lambda: tmp_path / "laptop lain")
        # Within the same second nobody could tell that this one was made after the other.
        patch.setattr(contoh_aula, "now", lambda: now() + timedelta(minutes=1))
        other = contoh_aula.join(made.bahan, "Beni Lulu")
        files = [contoh_aula.work(other)]
        files += [contoh_aula.sign(other) for _ in range(counting)]
    (found,) = contoh_aula.take(made, files[0])
    assert not found.diterima
    assert "sekali lagi" in found.kalimat
    assert aula.board(made, now)[1].revisi == counting
    assert contoh_aula.take(made, files[-1])[0].diterima
    assert aula.board(made, now)[1].revisi == counting + 1


def test_a_workbook_of_excel_that_is_open_is_passed_over(made, tmp_path):
    (tmp_path / "~$LATIHAN_SPM.xlsx").write_bytes(b"kunci Excel")
    assert contoh_aula.take(made, tmp_path) == []
    (tmp_path / "daftar hadir.xlsx").write_bytes(b"PK\x03\x04 bukan paket")
    (found,) = contoh_aula.take(made, tmp_path)
    assert not found.diterima
    assert found.kalimat


def test_more_files_than_a_hall_sends_are_not_looked_at(made, tmp_path):
    for number in range(501):
        (tmp_path / f"{number}.xlsx").touch()
    assert refused(contoh_aula.take, made, tmp_path).kode == "aula_terlalu_banyak_berkas"


# --- Apart from everything else


def test_production_and_another_hall_refuse_the_packages_in_words(made, tmp_path):
    file = contoh_aula.work(contoh_aula.join(made.bahan, "Ana"))
    with contoh_paket.provinsi(tmp_path / "provinsi") as office:
        pemeriksa = Pemeriksa(
            contoh_paket.full_acuan(), percaya.of_office(office), now, contoh_paket.reader()
        )
        found = next(impor.examine([file], office, pemeriksa))
        assert refused(impor.accept, office, found, pelaku="Maria").kode == "impor_tidak_sah"
    assert found.alasan == "penanda_latihan"
    assert "latihan" in found.kalimat.casefold()
    own = contoh_latihan.prepared()
    with Office.open(own.provinsi, now) as office:
        pemeriksa = Pemeriksa(
            contoh_paket.full_acuan(), percaya.of_office(office), now, contoh_paket.reader()
        )
        assert not next(impor.examine([file], office, pemeriksa)).sah


def test_a_hall_has_room_for_the_regions_of_the_province_and_not_for_more():
    for names in ((), tuple(f"Peserta {number}" for number in range(23))):
        assert refused(aula.set_up, names, now, silent).kode == "aula_jumlah"


def test_a_new_hall_takes_the_place_of_the_old_only_when_it_is_there(made, monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "practice", lambda: tmp_path)
    assert aula.current() is None
    first = contoh_aula.set_up("Citra")
    assert aula.current() == first
    room = contoh_aula.join(first.bahan, "Citra")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        aula.set_up(["Dodi"], now, stop)
    assert aula.current() == first
    assert sorted(one.name for one in tmp_path.glob(".aula*")) == []
    second = contoh_aula.set_up("Citra")
    assert aula.current() == second
    moved = contoh_aula.join(second.bahan, "Citra")
    assert (moved.folder, ruang.hall_of(moved.peserta)) == (room.folder, second.daftar)


# --- The file that is handed out


def test_a_name_that_is_not_on_the_list_is_told_who_is(made):
    error = refused(contoh_aula.join, made.bahan, "Zakarias")
    assert error.kode == "aula_nama_tidak_ada"
    assert "Ana, Beni Lulu" in str(error)


def test_nobody_starts_in_a_hall_without_its_file():
    with contoh_latihan.participant("Sendiri") as folder:
        error = refused(ruang.begin, folder, pustaka.hall(), now, silent)
    assert error.kode == "aula_belum_ikut"


def rewritten(file: Path, target: Path, change) -> Path:
    """The same file with another inside for each name that `change` knows."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return target


def with_a_trigger(data: bytes) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "lontar.db"
        file.write_bytes(data)
        with closing(sqlite3.connect(file)) as conn, conn:
            conn.execute("CREATE TRIGGER naikkan AFTER INSERT ON nilai BEGIN SELECT 1; END")
        return file.read_bytes()


def without_list(name: str, data: bytes) -> bytes | None:
    return None if name == "aula.json" else data


def other_list(**changed: object):
    def change(name: str, data: bytes) -> bytes:
        if name != "aula.json":
            return data
        return msgspec.json.encode({**msgspec.json.decode(data), **changed})

    return change


@pytest.mark.parametrize(
    ("change", "kode"),
    [
        (without_list, "aula_bukan"),
        (other_list(format=2), "aula_lebih_baru"),
        (other_list(kode="../../x"), "aula_bukan"),
        (other_list(periode="kapan-kapan"), "aula_bukan"),
        (other_list(kursi=[{"nama": "Ana", "wilayah": "../.."}]), "aula_bukan"),
        (other_list(kursi=[{"nama": 7}]), "aula_bukan"),
        (lambda _name, _data: b"", "aula_bukan"),
        # The office of another region in this one's place.
        (
            lambda name, data: data if name == "aula.json" or name.startswith("53.02") else None,
            "aula_bukan",
        ),
        (
            lambda name, data: bytes(20_000) if name.endswith(".pem") else data,
            "aula_bukan",
        ),
        (
            lambda name, data: with_a_trigger(data) if name.endswith(".db") else data,
            "aula_bukan",
        ),
    ],
)
def test_what_is_no_file_of_a_hall_is_refused_and_leaves_nothing(made, tmp_path, change, kode):
    file = rewritten(made.bahan, tmp_path / "x.lontar-aula", change)
    ruang.finish(ruang.participant("Ana"))
    assert refused(contoh_aula.join, file, "Ana").kode == kode
    assert not any(one.name == "aula" for one in ruang.participant("Ana").iterdir())


@pytest.mark.parametrize("isi", [b"", b"bukan zip", b"PK\x03\x04rusak"])
def test_bytes_of_any_kind_are_no_file_of_a_hall(tmp_path, isi):
    file = tmp_path / "x.lontar-aula"
    file.write_bytes(isi)
    assert refused(aula_berkas.read, file).kode == "aula_bukan"


def test_a_torn_copy_is_told_as_such(made, tmp_path):
    data = bytearray(made.bahan.read_bytes())
    with zipfile.ZipFile(made.bahan) as packed:
        place = packed.getinfo("53.01/lontar.db").header_offset
    data[place + 200 : place + 260] = bytes(60)
    file = tmp_path / "x.lontar-aula"
    file.write_bytes(data)
    ruang.finish(ruang.participant("Ana"))
    assert refused(contoh_aula.join, file, "Ana").kode == "aula_bukan"


def test_only_files_of_an_office_are_unpacked_and_only_an_office_of_practice(made, tmp_path):
    def more(name: str, data: bytes) -> bytes:
        return data

    file = rewritten(made.bahan, tmp_path / "x.lontar-aula", more)
    with zipfile.ZipFile(file, "a") as packed:
        for name in (
            "53.01/../../jahat.txt",
            "53.01/kunci/../x.kunci.pem",
            "/etc/x",
            "53.01/a.exe",
        ):
            packed.writestr(name, b"x")
    ruang.finish(ruang.participant("Ana"))
    contoh_aula.join(file, "Ana")
    names = {one.name for one in paths.practice().rglob("*")}
    assert not names & {"jahat.txt", "x.kunci.pem", "a.exe"}
    real = tmp_path / "sungguhan"
    with contoh_paket.kabupaten(real, filled=False):
        pass

    def production(name: str, data: bytes) -> bytes:
        return (real / "lontar.db").read_bytes() if name == "53.01/lontar.db" else data

    ruang.finish(ruang.participant("Ana"))
    file = rewritten(made.bahan, tmp_path / "y.lontar-aula", production)
    assert refused(contoh_aula.join, file, "Ana").kode == "aula_bukan"
