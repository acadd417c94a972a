"""The same file twice, files in any order, failures in the middle, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import paths
from app.errors import LontarError
from app.exchange import (
    acuan_kantor,
    definisi_kata,
    pasang_definisi,
)
from app.store import backup, definitions, pustaka, questions
from app.store.office import Identitas, Office
from tests.contoh_definisi import (
    KODE,
    T4,
    begun,
    file,
    first,
    folder_with,
    propose,
    put,
    service,
    told,
    version,
)
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_paket import KUPANG, T3
from tests.exchange.contoh_sertifikat import authority, clock

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.formulir import Formulir


def test_the_same_file_twice_changes_nothing(office):
    put(office, first())
    usulan = put(office, first())
    (known,) = definitions.installed(office)
    assert definisi_kata.done(known, usulan) == (
        "Berkas definisi nomor 1 sudah terpasang di kantor ini; tidak ada definisi yang berubah."
    )


def test_an_older_file_is_refused(office):
    put(office, file(told(nomor=2)))
    with pytest.raises(LontarError) as caught:
        propose(office, first())
    assert str(caught.value) == (
        "Berkas definisi nomor 1 ini lebih lama dari nomor 2 yang sudah dipasang. Tidak ada yang "
        "diubah. Yang terpasang sudah memuat isi berkas ini; bila ada yang kurang, minta provinsi "
        "membuat berkas baru."
    )


def test_another_file_of_the_same_number_is_refused(office):
    put(office, first())
    with pytest.raises(LontarError) as caught:
        propose(office, file(told(catatan="Lain.")))
    assert str(caught.value) == (
        "Berkas definisi nomor 1 ini dibuat 5 Oktober 2026, 09.30, berbeda dari nomor 1 yang sudah "
        "dipasang (dibuat 5 Oktober 2026, 09.30). Tidak ada yang diubah. Hubungi provinsi lewat "
        "telepon: satu nomor hanya untuk satu berkas; minta berkas dengan nomor baru."
    )


def test_a_later_file_cannot_change_a_version_that_was_installed(office):
    put(office, first())
    with pytest.raises(LontarError) as caught:
        propose(office, file(told(service(berlaku="2027-T1"), nomor=2)))
    assert caught.value.kode == "definisi_versi_berubah"


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.lists(st.integers(1, 3), min_size=1, max_size=6))
def test_any_order_and_any_repetition_come_to_the_same(tmp_path_factory, order):
    versions = [service(2, "2026-T4"), service(3, "2027-T1"), service(4, "2027-T2")]
    place = tmp_path_factory.mktemp("urutan")
    with _bare(place) as office:
        highest = 0
        for number in order:
            data = _numbered(number, tuple(versions[:number]))
            if number >= highest:
                put(office, data)
                highest = number
            else:
                with pytest.raises(LontarError, match="lebih lama dari nomor"):
                    propose(office, data)
        found = {key for key in pustaka.dates_of(office) if key[0] == KODE}
        assert found == {(KODE, 1)} | {(KODE, one.versi) for one in versions[: max(order)]}
        assert definitions.installed(office)[0].nomor == max(order)


_MADE: dict[int, bytes] = {}


def _numbered(number: int, forms: tuple[Formulir, ...]) -> bytes:
    if number not in _MADE:
        _MADE[number] = file(told(*forms, nomor=number))
    return _MADE[number]


def _bare(place: Path) -> Office:
    office = Office.create(place / "k", Identitas("kabupaten", KUPANG, "Kantor", "k"), clock)
    pustaka.add_forms(office, [contoh.acuan().forms[KODE, 1]])
    contoh.trust(office, otoritas=authority())
    return office


def test_a_failure_in_the_middle_leaves_nothing_behind(terisi, monkeypatch):
    usulan = propose(terisi, begun())
    before = questions.values_of_period(terisi, KUPANG, T3)

    def fail(*_: object) -> None:
        raise LontarError("media_penuh", berkas="x", apa="menulis")

    monkeypatch.setattr(definitions, "move_sheets", fail)
    with pytest.raises(LontarError):
        pasang_definisi.install(terisi, usulan, pindah=True, pelaku="Maria")
    assert definitions.installed(terisi) == []
    assert (KODE, 2) not in pustaka.dates_of(terisi)
    assert questions.values_of_period(terisi, KUPANG, T3) == before


def test_the_program_does_not_replace_what_the_province_signed(terisi, tmp_path):
    put(terisi, first())
    own = folder_with(tmp_path / "program", paths.forms(), 2, "2027-T4")
    for shape in paths.forms().rglob("_*.toml"):
        (own / shape.name).write_bytes(shape.read_bytes())
    (own / "TERBIT").write_text("lain\n")
    assert pustaka.install(terisi, own)
    assert pustaka.version_of(terisi, KODE, 2) == service()
    assert acuan_kantor.of_office(contoh.acuan(), terisi).forms[KODE, 2] == service()


def test_a_backup_brings_the_installed_files_back(terisi, tmp_path):
    put(terisi, first())
    kept = backup.keep(terisi.database, terisi.now())
    assert kept is not None
    place = tmp_path / "pulih"
    place.mkdir()
    (place / "lontar.db").write_bytes(kept.read_bytes())
    with Office.open(place, clock) as back:
        assert definitions.kept_file(back, 1) == first()
        assert version(back, T4) == 2
