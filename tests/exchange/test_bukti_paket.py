"""Evidence on its way: the signed list, the archive beside the package, and what arrives."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import TYPE_CHECKING

import msgspec
import pytest

from app.domain.bukti import MAX_BYTES, Keterangan
from app.errors import LontarError
from app.exchange import bukti_paket, wadah
from app.exchange.paket import BarisBukti
from app.store import evidence
from app.store.door import Kunci
from tests import contoh_bukti as bukti
from tests.exchange import contoh_paket as contoh

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.store.office import Office

T3, KUPANG = contoh.T3, contoh.KUPANG
TERLAYANI = "penerima.terlayani.jumlah"
KUNCI = Kunci("KES-01", KUPANG, "2026-T3")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with contoh.kabupaten(tmp_path / "kabupaten", filled=False) as opened:
        yield opened


def attach(
    office: Office, nama: str, data: bytes, sel: str = TERLAYANI, *, along: bool = True
) -> evidence.Bukti:
    told = Keterangan("12-03-2026", "Kepala Dinas", "4", along)
    made, _ = evidence.attach(office, KUNCI, sel, nama, data, told, label="b", pelaku="Maria")
    return made


def three(office: Office) -> list[BarisBukti]:
    """A letter for two cells, a photograph, and a workbook that stays at home."""
    attach(office, "surat.pdf", bukti.pdf())
    attach(office, "nihil.pdf", bukti.pdf(), "penerima.terlayani.dis")
    attach(office, "foto.jpg", bukti.JPG)
    attach(office, "rekap.xlsx", bukti.xlsx("rekap"), along=False)
    return bukti_paket.listing(office, KUPANG, T3)


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def stored(data: bytes, ending: str) -> str:
    return f"{hashlib.sha256(data).hexdigest()}{ending}"


# --- The list ------------------------------------------------------------------------------------


def test_every_piece_of_evidence_is_listed_also_what_stays_at_home(office):
    listed = three(office)
    assert listed == sorted(listed)
    line = next(one for one in listed if one.nama == "surat.pdf")
    assert tuple(line) == (
        "2026-T3",
        "KES-01",
        TERLAYANI,
        hashlib.sha256(bukti.pdf()).hexdigest(),
        len(bukti.pdf()),
        "surat.pdf",
        "2026-03-12",
        "4",
        "disertakan",
    )
    states = {one.nama: one.keadaan for one in listed}
    assert states["rekap.xlsx"] == "tidak_disertakan"
    bukti_paket.check_listing(listed)


def test_the_list_is_plain_canonical_json_and_reads_back(office):
    listed = three(office)
    spelt = msgspec.json.encode(listed)
    assert msgspec.json.decode(spelt, type=list[BarisBukti]) == listed
    assert b"Kepala Dinas" not in spelt


# --- The archive ---------------------------------------------------------------------------------


def test_the_archive_holds_each_travelling_file_once_under_its_fingerprint(office):
    listed = three(office)
    data = bukti_paket.archive(office, listed)
    wanted = sorted([stored(bukti.pdf(), ".pdf"), stored(bukti.JPG, ".jpg")])
    assert names(data) == wanted
    assert bukti_paket.check_archive(data, listed) == (2, ())
    assert bukti_paket.archive_name("SPM_5301_Kupang_2026-T3_rev01_7F2K.xlsx") == (
        "SPM_5301_Kupang_2026-T3_rev01_7F2K_bukti.zip"
    )


def test_the_same_evidence_gives_the_same_bytes_and_shows_no_machine(office):
    listed = three(office)
    data = bukti_paket.archive(office, listed)
    assert data == bukti_paket.archive(office, list(reversed(listed)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            assert (entry.create_system, entry.external_attr >> 16, entry.extra) == (0, 0o600, b"")
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
    assert str(office.folder).encode() not in data


def test_without_travelling_evidence_there_is_no_archive(office):
    attach(office, "rekap.xlsx", bukti.xlsx("rekap"), along=False)
    listed = bukti_paket.listing(office, KUPANG, T3)
    assert bukti_paket.archive(office, listed) == b""
    assert bukti_paket.check_archive(b"", listed).utuh


def test_a_missing_or_damaged_file_is_named_instead_of_packed(office):
    listed = three(office)
    line = next(one for one in listed if one.nama == "foto.jpg")
    path = evidence.file_of(office, line.sha256)
    path.write_bytes(bukti.JPG[:-2] + b"xx")
    with pytest.raises(LontarError) as refused:
        bukti_paket.archive(office, listed)
    assert refused.value.pesan == (
        f"Berkas bukti foto.jpg untuk KES-01 sel {TERLAYANI} sudah berubah sejak ditambahkan."
    )
    path.unlink()
    with pytest.raises(LontarError, match="tidak ditemukan di folder kantor"):
        bukti_paket.archive(office, listed)


def test_more_than_one_archive_carries_is_refused_with_the_total(office, monkeypatch):
    listed = three(office)
    monkeypatch.setattr(bukti_paket, "MAX_BYTES", 100)
    with pytest.raises(LontarError) as refused:
        bukti_paket.archive(office, listed)
    assert refused.value.pesan == (
        "Bukti yang disertakan 2 berkas, 0,1 MB; paling banyak 200 berkas dan 0 MB."
    )
    assert "tidak disertakan" in refused.value.saran


# --- What arrives --------------------------------------------------------------------------------


def repacked(data: bytes, change) -> bytes:
    parts = wadah.read_zip(data).parts
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def codes(result: bukti_paket.HasilArsip) -> list[str]:
    return [fault.kode for fault in result.galat]


@pytest.fixture
def sent(office) -> tuple[bytes, list[BarisBukti]]:
    listed = three(office)
    return bukti_paket.archive(office, listed), listed


def test_an_archive_packed_again_by_somebody_is_still_whole(sent):
    data, listed = sent
    assert bukti_paket.check_archive(repacked(data, lambda _: None), listed).utuh


def test_a_file_that_is_missing_is_named(sent):
    data, listed = sent
    gone = stored(bukti.JPG, ".jpg")
    result = bukti_paket.check_archive(repacked(data, lambda parts: parts.pop(gone)), listed)
    assert (result.berkas, codes(result)) == (1, ["bukti_arsip_kurang"])
    (fault,) = result.galat
    assert fault.pesan == (
        f"Berkas bukti foto.jpg untuk KES-01 sel {TERLAYANI} tercantum dalam paket tetapi tidak"
        " ada di arsipnya."
    )
    assert "_bukti.zip" in fault.saran


@pytest.mark.parametrize("content", [bukti.JPG[:-3] + b"x\xff\xd9", bukti.JPG + b"lebih", b""])
def test_a_file_that_was_changed_is_named(sent, content):
    data, listed = sent
    name = stored(bukti.JPG, ".jpg")
    spoilt = repacked(data, lambda parts: parts.update({name: content}))
    result = bukti_paket.check_archive(spoilt, listed)
    assert codes(result) == ["bukti_arsip_beda"]
    assert "bukan berkas yang ditandatangani" in result.galat[0].pesan


def test_a_file_that_nobody_signed_is_named(sent):
    data, listed = sent
    spoilt = repacked(data, lambda parts: parts.update({"virus.exe": bukti.EXE}))
    result = bukti_paket.check_archive(spoilt, listed)
    assert codes(result) == ["bukti_arsip_asing"]
    assert result.galat[0].pesan == (
        "Arsip bukti memuat virus.exe, yang tidak tercantum dalam paket."
    )


def test_two_files_under_each_others_names_are_both_named(sent):
    data, listed = sent
    pdf, jpg = stored(bukti.pdf(), ".pdf"), stored(bukti.JPG, ".jpg")
    swapped = repacked(data, lambda parts: parts.update({pdf: bukti.JPG, jpg: bukti.pdf()}))
    assert codes(bukti_paket.check_archive(swapped, listed)) == ["bukti_arsip_beda"] * 2


def test_a_program_does_not_come_in_even_when_it_was_signed():
    digest = hashlib.sha256(bukti.EXE).hexdigest()
    line = BarisBukti(
        "2026-T3", "KES-01", TERLAYANI, digest, len(bukti.EXE), "a.pdf", "", "", "disertakan"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(line.nama_simpan, bukti.EXE)
    result = bukti_paket.check_archive(out.getvalue(), [line])
    assert codes(result) == ["bukti_arsip_jenis"]
    assert "bukan jenis yang disebut namanya" in result.galat[0].pesan


@pytest.mark.parametrize(
    ("spoil", "kode"),
    [
        (lambda data: data[:-10], "zip_terpotong"),
        (lambda _: b"bukan zip", "zip_terpotong"),
        (lambda data: data.replace(b".pdf", b"/../", 1), "zip_beda_kepala"),
        (lambda data: data.replace(b".pdf", b"/../"), "zip_nama"),
        (lambda data: b"MZ" + data, "zip_rusak"),
        (lambda data: data + b"\0" * 70_000_000, "zip_terlalu_besar"),
    ],
)
def test_a_hostile_zip_is_one_fault_with_its_sentences(sent, spoil, kode):
    data, listed = sent
    result = bukti_paket.check_archive(spoil(data), listed)
    assert (result.utuh, codes(result)) == (False, [kode])
    assert result.galat[0].pesan
    assert result.galat[0].saran


def test_an_archive_that_is_not_there_is_missing_every_file(sent):
    _, listed = sent
    result = bukti_paket.check_archive(b"", listed)
    assert set(codes(result)) == {"bukti_arsip_kurang"}
    assert len(result.galat) == len(bukti_paket.travelling(listed))


def test_a_full_archive_is_read(office, monkeypatch):
    # More than a package may have: evidence is larger than figures.
    big = bukti.pdf("x" * 9_900_000)
    for number in range(3):
        attach(office, f"{number}.pdf", big + str(number).encode() + b"%%EOF")
    listed = bukti_paket.listing(office, KUPANG, T3)
    data = bukti_paket.archive(office, listed)
    assert len(data) > wadah.MAX_FILE
    assert bukti_paket.check_archive(data, listed) == (3, ())


GOOD = BarisBukti(
    "2026-T3", "KES-01", TERLAYANI, "a" * 64, 12, "a.pdf", "2026-03-12", "4", "disertakan"
)


@pytest.mark.parametrize(
    "listed",
    [
        [GOOD._replace(sha256="A" * 64)],
        [GOOD._replace(sha256="../" + "a" * 61)],
        [GOOD._replace(ukuran=0)],
        [GOOD._replace(ukuran=MAX_BYTES + 1)],
        [GOOD._replace(nama="a.exe")],
        [GOOD._replace(nama="../a.pdf")],
        [GOOD._replace(nama="a\u202e.pdf")],
        [GOOD._replace(nama="a.pdf.pdf")],
        [GOOD._replace(tanggal="12-03-2026")],
        [GOOD._replace(tanggal="2026-02-31")],
        [GOOD._replace(halaman="4\n5")],
        [GOOD._replace(keadaan="entah")],
        [GOOD, GOOD],
        [GOOD, GOOD._replace(periode="2026")],
    ],
)
def test_a_list_no_honest_program_writes_is_refused_with_its_line(listed):
    bukti_paket.check_listing([GOOD, GOOD._replace(sha256="b" * 64)])
    with pytest.raises(LontarError) as refused:
        bukti_paket.check_listing(listed)
    assert refused.value.kode == "paket_bukti_salah"
    assert "KES-01" in refused.value.pesan


# --- Bringing a file -----------------------------------------------------------------------------


def bring(office: Office, path: Path) -> evidence.Bukti:
    made, _ = bukti_paket.attach_file(
        office, KUNCI, TERLAYANI, path, Keterangan(), label="b", pelaku="Maria"
    )
    return made


def test_a_file_is_brought_from_wherever_it_lies(office, tmp_path):
    path = tmp_path / "SK Tim.PDF"
    path.write_bytes(bukti.pdf())
    assert bring(office, path).nama == "SK Tim.pdf"


def test_a_file_that_is_not_there_or_too_large_is_a_sentence(office, tmp_path):
    with pytest.raises(LontarError) as refused:
        bring(office, tmp_path / "tidak ada.pdf")
    assert refused.value.kode == "berkas_tidak_ada"
    path = tmp_path / "besar.pdf"
    path.write_bytes(b"%PDF-1.4" + b"0" * 12_345_678)
    with pytest.raises(LontarError) as refused:
        bring(office, path)
    assert refused.value.pesan == (
        "Berkas besar.pdf berukuran 12,4 MB; satu bukti paling besar 10 MB."
    )
