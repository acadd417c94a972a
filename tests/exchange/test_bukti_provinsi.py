"""Evidence of a region at its province: declared, delivered by the archive, opened as a copy."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, NamedTuple

import pytest

from app.domain.bukti import Keterangan
from app.errors import LontarError
from app.exchange import bukti_lampau, bukti_opd
from app.exchange.bukti_opd import HasilTerima
from app.store import dispatch, evidence, evidence_copy, evidence_opd
from app.store.door import STATUS_TERKUNCI, Kunci
from tests import contoh_bukti as bukti
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_balasan import TERLAYANI, refusal
from tests.exchange.contoh_opd import take
from tests.exchange.contoh_paket import KUPANG, T3

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.store.office import Office

KUNCI = Kunci("KES-01", KUPANG, str(T3))
NAMA = "Kabupaten Kupang"


class Kiriman(NamedTuple):
    """A province that took a package in, and where the package lies beside its archive."""

    provinsi: Office
    paket: Path


@pytest.fixture
def kiriman(tmp_path: Path) -> Iterator[Kiriman]:
    with contoh.kabupaten(tmp_path / "kabupaten") as kabupaten:
        for nama, data, along in (
            ("surat.pdf", bukti.pdf(), True), ("foto.png", bukti.PNG, True),
            ("rekap.xlsx", bukti.xlsx("rekap"), False),
        ):  # fmt: skip
            told = Keterangan("12-03-2026", "", "4", along)
            evidence.attach(
                kabupaten, KUNCI, TERLAYANI, nama, data, told, label="b", pelaku="Maria"
            )
        path = contoh.export(kabupaten, tmp_path).path
    with contoh.provinsi(tmp_path / "provinsi") as provinsi:
        take(provinsi, path.read_bytes())
        yield Kiriman(provinsi, path)


def at_province(kiriman: Kiriman) -> list[tuple[str, str, bool]]:
    found = evidence.evidence(kiriman.provinsi, KUPANG, T3, "KES-01", TERLAYANI)
    return sorted((one.nama, one.opd, one.tiba) for one in found)


def archive_of(kiriman: Kiriman) -> Path:
    found = bukti_opd.beside(kiriman.paket)
    assert found is not None
    return found


def repacked(path: Path, change: dict[bytes, bytes]) -> None:
    """The archive with the content of some files exchanged, under their old names."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        for name, data in parts.items():
            packed.writestr(name, change.get(data, data))


def test_a_package_of_a_region_declares_its_evidence_at_the_province(kiriman):
    assert at_province(kiriman) == [
        ("foto.png", NAMA, False), ("rekap.xlsx", NAMA, False), ("surat.pdf", NAMA, False),
    ]  # fmt: skip
    (paket,) = dispatch.packages(kiriman.provinsi, arah="masuk")
    told = bukti_opd.still_out(kiriman.provinsi, paket.nama_berkas, str(paket.paket_id), NAMA)
    assert told.startswith("Kabupaten Kupang menyatakan 2 berkas bukti")
    assert {one.nama for one in evidence_opd.declared(kiriman.provinsi, str(paket.paket_id))} == {
        "foto.png", "rekap.xlsx", "surat.pdf",
    }  # fmt: skip


def test_the_archive_brings_the_files_and_each_opens_as_a_copy(kiriman):
    assert bukti_opd.receive(kiriman.provinsi, archive_of(kiriman)) == HasilTerima(2, 0)
    assert at_province(kiriman) == [
        ("foto.png", NAMA, True), ("rekap.xlsx", NAMA, False), ("surat.pdf", NAMA, True),
    ]  # fmt: skip
    found = evidence.evidence(kiriman.provinsi, KUPANG, T3)
    letter = next(one for one in found if one.nama == "surat.pdf")
    copy = evidence_copy.copy_to_read(kiriman.provinsi, letter)
    assert (copy.name, copy.read_bytes()) == ("surat.pdf", bukti.pdf())
    kept = next(one for one in found if one.nama == "rekap.xlsx")
    assert refusal(evidence.content, kiriman.provinsi, kept) == "bukti_di_opd"


@pytest.mark.parametrize("instead", [bukti.pdf("surat lain"), bukti.EXE, b""])
def test_a_file_that_is_not_the_signed_one_is_refused_by_its_name(kiriman, instead):
    archive = archive_of(kiriman)
    repacked(archive, {bukti.pdf(): instead})
    found = bukti_opd.receive(kiriman.provinsi, archive)
    assert (found.baru, [fault.kode for fault in found.galat]) == (1, ["bukti_terima_beda"])
    assert "surat.pdf" in str(found.galat[0])
    assert ("surat.pdf", NAMA, False) in at_province(kiriman)
    assert ("foto.png", NAMA, True) in at_province(kiriman)


def test_an_archive_that_is_none_keeps_nothing(kiriman, tmp_path):
    broken = tmp_path / "rusak_bukti.zip"
    broken.write_bytes(archive_of(kiriman).read_bytes()[:200])
    assert refusal(bukti_opd.receive, kiriman.provinsi, broken)
    assert not any(tiba for *_, tiba in at_province(kiriman))


def test_what_a_withdrawn_package_declared_goes_with_it(kiriman):
    (paket,) = dispatch.packages(kiriman.provinsi, arah="masuk")
    evidence_opd.withdraw(kiriman.provinsi, str(paket.paket_id), label="tarik", pelaku="Yohana")
    assert at_province(kiriman) == []


# --- Packages that an earlier version took in


def as_before(provinsi: Office) -> None:
    """What an earlier version left: figures, and nothing about evidence."""
    with provinsi.transaction() as conn:
        conn.execute("DELETE FROM bukti_opd")
        conn.execute("DELETE FROM bukti")


def ask(provinsi: Office) -> list[int]:
    found = bukti_lampau.read(bukti_lampau.due(provinsi), contoh.examiner())
    assert found.galat == ()
    return [bukti_lampau.declare(provinsi, *one, pelaku="Yohana") for one in found.bacaan]


def test_a_package_taken_in_earlier_is_asked_once_and_then_waited_for(kiriman):
    as_before(kiriman.provinsi)
    assert bukti_opd.receive(kiriman.provinsi, archive_of(kiriman)) == HasilTerima(0, 2)
    assert ask(kiriman.provinsi) == [2]
    assert bukti_opd.receive(kiriman.provinsi, archive_of(kiriman)) == HasilTerima(2, 0)
    assert at_province(kiriman) == [
        ("foto.png", NAMA, True), ("rekap.xlsx", NAMA, False), ("surat.pdf", NAMA, True),
    ]  # fmt: skip
    as_before(kiriman.provinsi)
    assert bukti_lampau.due(kiriman.provinsi) == []


def test_what_a_package_declares_already_is_not_asked_again(kiriman):
    assert bukti_lampau.due(kiriman.provinsi) == []


def test_a_package_that_declares_nothing_is_not_read_again(tmp_path):
    with contoh.provinsi(tmp_path / "provinsi") as provinsi:
        take(provinsi, contoh.package())
        assert len(dispatch.packages(provinsi, arah="masuk")) == 1
        assert bukti_lampau.due(provinsi) == []


def test_what_is_closed_stays_as_it_was_signed(kiriman):
    as_before(kiriman.provinsi)
    with kiriman.provinsi.transaction() as conn:
        conn.execute("UPDATE lembar SET status = ?", (STATUS_TERKUNCI,))
    assert bukti_lampau.due(kiriman.provinsi) == []


def test_bytes_that_are_others_by_now_are_told_and_the_figures_stay(kiriman):
    as_before(kiriman.provinsi)
    (one,) = bukti_lampau.due(kiriman.provinsi)
    found = bukti_lampau.read([one._replace(berkas=b"PK")], contoh.examiner())
    assert found.bacaan == ()
    (fault,) = found.galat
    assert str(fault) == (
        f"Daftar bukti paket {one.paket.nama_berkas} tidak dapat dibaca lagi: "
        f"{LontarError('tahanan_rusak', revisi=1).pesan} Angkanya tetap. Minta pengirim membuat "
        "revisi baru bila buktinya diperlukan."
    )
