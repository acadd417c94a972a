"""The dispatch book: packages in and out, their bytes, and revisions that are never used twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.periode import Periode
from app.errors import LontarError
from app.store.dispatch import (
    Arah,
    Paket,
    latest_package,
    next_revision,
    package_bytes,
    packages,
    record_package,
)
from tests.store.contoh_kantor import ENDE, KUPANG, T2, T3, Clock

if TYPE_CHECKING:
    from app.store.office import Office

Q3 = Periode(2026, 3)


def paket(revisi: int, arah: Arah = "keluar", wilayah: str = KUPANG, periode: str = T3) -> Paket:
    return Paket(
        arah=arah,
        putusan="sah_utuh",
        nama_berkas=f"{wilayah}_{revisi}.xlsx",
        paket_id=f"{revisi:064x}",
        wilayah=wilayah,
        periode=periode,
        revisi=revisi,
        induk=f"{revisi - 1:064x}" if revisi > 1 else None,
        penanda_tangan="Maria",
        ringkasan={"lengkap": True, "sel": 1204, "indeks": "90,35"},
    )


def test_a_package_is_kept_as_it_was_with_its_bytes(office: Office, clock: Clock) -> None:
    kept = record_package(office, paket(1, "masuk"), b"PK\x03\x04 asli")
    assert kept.nomor == 1
    assert kept.waktu == clock.now.isoformat(timespec="milliseconds")
    assert kept.waktu.endswith(".000+00:00")
    assert packages(office) == [kept]
    assert kept.ringkasan == {"lengkap": True, "sel": 1204, "indeks": "90,35"}
    assert package_bytes(office, kept.nomor) == b"PK\x03\x04 asli"


def test_a_file_that_could_not_be_read_is_kept_too(office: Office) -> None:
    refused = Paket(arah="masuk", putusan="bukan_paket", nama_berkas="foto.xlsx")
    kept = record_package(office, refused, b"JFIF")
    assert (kept.paket_id, kept.wilayah, kept.periode, kept.revisi) == (None, None, None, None)
    assert package_bytes(office, kept.nomor) == b"JFIF"


def test_the_same_file_may_come_twice(office: Office) -> None:
    record_package(office, paket(1, "masuk"), b"a")
    record_package(office, paket(1, "masuk"), b"a")
    assert len(packages(office)) == 2


def test_the_book_is_listed_newest_first_and_by_kind(office: Office) -> None:
    record_package(office, paket(1), b"")
    record_package(office, paket(1, "masuk", ENDE), b"")
    record_package(office, paket(1, "keluar", KUPANG, T2), b"")
    assert [one.nomor for one in packages(office)] == [3, 2, 1]
    assert [one.nomor for one in packages(office, arah="keluar")] == [3, 1]
    assert [one.nomor for one in packages(office, wilayah=ENDE)] == [2]
    assert [one.nomor for one in packages(office, periode=Q3, arah="keluar")] == [1]


def test_the_latest_package_of_a_region_and_period_is_found(office: Office) -> None:
    assert latest_package(office, "keluar", KUPANG, Q3) is None
    record_package(office, paket(1), b"")
    record_package(office, paket(2), b"")
    record_package(office, paket(1, "masuk"), b"")
    found = latest_package(office, "keluar", KUPANG, Q3)
    assert found is not None
    assert (found.revisi, found.induk) == (2, f"{1:064x}")


def test_revisions_count_up_for_each_region_and_period(office: Office) -> None:
    assert next_revision(office, KUPANG, Q3) == 1
    record_package(office, paket(1), b"")
    record_package(office, paket(7, "masuk"), b"")
    assert next_revision(office, KUPANG, Q3) == 2
    assert next_revision(office, ENDE, Q3) == 1
    assert next_revision(office, KUPANG, Periode(2026, 2)) == 1


def test_a_revision_is_never_given_out_twice(office: Office) -> None:
    record_package(office, paket(3), b"")
    for revisi in (3, 2):
        with pytest.raises(LontarError) as caught:
            record_package(office, paket(revisi), b"")
        assert caught.value.pesan == (
            f"Revisi {revisi} untuk periode 2026-T3 sudah pernah dikeluarkan."
        )
        assert caught.value.saran == (
            "Pakai nomor revisi 4; nomor revisi tidak pernah dipakai dua kali."
        )
    assert len(packages(office)) == 1


def test_asking_for_bytes_that_never_were_is_a_bug(office: Office) -> None:
    with pytest.raises(KeyError):
        package_bytes(office, 9)
