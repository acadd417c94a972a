"""Evidence of an OPD at its kabupaten: declared with the package, delivered by the archive."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest

from app.domain.bukti import Keterangan
from app.domain.pertanyaan import JenisTanya
from app.exchange import bukti_opd, bukti_paket, butir_tanya, penarikan, surat, tahanan
from app.exchange.bukti_opd import HasilTerima
from app.store import backup, dispatch, evidence, evidence_opd, holds, riwayat, vault
from app.store.door import Kunci
from app.store.evidence_opd import Ditunggu
from tests import contoh_bukti as bukti
from tests.bukti import verify
from tests.exchange import contoh_balasan, contoh_opd
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_balasan import TERLAYANI, refusal
from tests.exchange.contoh_opd import DINKES, KUPANG, T3, hand_in, take
from tests.exchange.contoh_sertifikat import NOW, clock
from tests.exchange.contoh_surat import install

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from app.store.office import Office

KUNCI = Kunci("KES-01", KUPANG, str(T3))
WILAYAH = contoh.acuan().wilayah


class Rumah(NamedTuple):
    """A kabupaten, and its OPD with two files beside a cell: one travels, one stays at home."""

    kabupaten: Office
    dinkes: Office
    folder: Path


@pytest.fixture
def rumah(tmp_path: Path) -> Iterator[Rumah]:
    (tmp_path / "kirim").mkdir()
    with (
        contoh.kabupaten(tmp_path / "kabupaten", filled=False) as kabupaten,
        contoh_opd.office(tmp_path / "dinkes", DINKES, "KES") as dinkes,
    ):
        contoh_opd.fill(dinkes, {("KES-01", TERLAYANI): 6400})
        attach(dinkes, "surat.pdf", bukti.pdf())
        attach(dinkes, "rekap.xlsx", bukti.xlsx("rekap"), along=False)
        yield Rumah(kabupaten, dinkes, tmp_path / "kirim")


def attach(office: Office, nama: str, data: bytes, *, along: bool = True) -> evidence.Bukti:
    told = Keterangan("12-03-2026", "", "4", along)
    made, _ = evidence.attach(office, KUNCI, TERLAYANI, nama, data, told, label="b", pelaku="Maria")
    return made


def later() -> datetime:
    return NOW + timedelta(hours=2)


def send(rumah: Rumah, revisi: int = 1) -> Path:
    """The OPD hands in and the kabupaten takes it in; where the package lies."""
    data = hand_in(rumah.dinkes, rumah.folder, later if revisi > 1 else clock)
    take(rumah.kabupaten, data)
    (path,) = rumah.folder.glob(f"SPM_*_rev{revisi:02d}_*.xlsx")
    return path


def archive_of(path: Path) -> Path:
    found = bukti_opd.beside(path)
    assert found is not None
    return found


def at_home(rumah: Rumah) -> list[tuple[str, str, bool, bool]]:
    """What the kabupaten has: name, OPD, whether the file is here, whether it goes along."""
    found = evidence.evidence(rumah.kabupaten, KUPANG, T3)
    return sorted((one.nama, one.opd, one.tiba, one.ikut) for one in found)


def states(rumah: Rumah) -> dict[str, str]:
    """What the next package of the kabupaten would list."""
    return {one.nama: one.keadaan for one in bukti_paket.listing(rumah.kabupaten, KUPANG, T3)}


# --- Declared ------------------------------------------------------------------------------------


def test_what_was_not_delivered_is_declared_and_said_in_words(rumah):
    path = send(rumah)
    assert at_home(rumah) == [
        ("rekap.xlsx", DINKES, False, False),
        ("surat.pdf", DINKES, False, False),
    ]
    letter = next(
        one for one in evidence.evidence(rumah.kabupaten, KUPANG, T3) if one.nama == "surat.pdf"
    )
    assert (letter.tanggal, letter.halaman, letter.disertakan) == ("2026-03-12", "4", True)
    assert refusal(evidence.content, rumah.kabupaten, letter) == "bukti_belum_tiba"
    kept = next(
        one for one in evidence.evidence(rumah.kabupaten, KUPANG, T3) if one.nama == "rekap.xlsx"
    )
    assert refusal(evidence.content, rumah.kabupaten, kept) == "bukti_di_opd"
    fault = evidence.glance(rumah.kabupaten, letter)
    assert fault is not None
    assert DINKES in fault.pesan
    assert verify(rumah.kabupaten).baik
    missing = bukti_opd.still_out(rumah.kabupaten, path.name, letter_package(rumah), DINKES)
    assert f"{DINKES} menyatakan 1 berkas bukti yang belum ada di sini." in missing
    assert archive_of(path).name in missing
    assert evidence_opd.owing(rumah.kabupaten, KUPANG, T3) == [DINKES]


def letter_package(rumah: Rumah) -> str:
    return dispatch.packages(rumah.kabupaten, arah="masuk")[0].paket_id or ""


def test_the_kabupaten_hands_in_all_the_same_and_lists_it_as_not_included(rumah):
    send(rumah)
    assert states(rumah) == {"surat.pdf": "tidak_disertakan", "rekap.xlsx": "tidak_disertakan"}
    sent = contoh.export(rumah.kabupaten, rumah.folder)
    assert sent.arsip is None
    read = contoh.judge(sent.path.read_bytes()).isi
    assert read is not None
    assert {one.nama for one in read.bukti} == {"surat.pdf", "rekap.xlsx"}


def test_a_backup_does_not_miss_what_was_never_here(rumah):
    send(rumah)
    kept = backup.keep(rumah.kabupaten.database, NOW)
    assert kept is not None
    assert vault.look(kept).bukti_hilang == 0


# --- Delivered -----------------------------------------------------------------------------------


def test_the_archive_brings_the_file_which_travels_on_to_the_province(rumah):
    path = send(rumah)
    assert bukti_opd.receive(rumah.kabupaten, archive_of(path)) == HasilTerima(1, 0)
    assert ("surat.pdf", DINKES, True, True) in at_home(rumah)
    assert states(rumah)["surat.pdf"] == "disertakan"
    assert bukti_opd.waited_for(rumah.kabupaten) == []
    assert bukti_opd.receive(rumah.kabupaten, archive_of(path)) == HasilTerima(0, 1)
    sent = contoh.export(rumah.kabupaten, rumah.folder)
    assert sent.arsip is not None
    read = contoh.judge(sent.path.read_bytes()).isi
    assert read is not None
    assert bukti_paket.check_archive(sent.arsip.read_bytes(), read.bukti).utuh
    with zipfile.ZipFile(sent.arsip) as archive:
        assert [archive.read(one) for one in archive.namelist()] == [bukti.pdf()]


def test_an_archive_before_its_package_brings_nothing_yet(rumah):
    data = hand_in(rumah.dinkes, rumah.folder)
    (path,) = rumah.folder.glob("SPM_*.xlsx")
    assert bukti_opd.receive(rumah.kabupaten, archive_of(path)) == HasilTerima(0, 1)
    assert not (rumah.kabupaten.folder / evidence.FOLDER).exists()
    take(rumah.kabupaten, data)
    assert bukti_opd.receive(rumah.kabupaten, archive_of(path)).baru == 1


def test_the_same_file_attached_by_hand_is_there(rumah):
    send(rumah)
    attach(rumah.kabupaten, "surat.pdf", bukti.pdf())
    assert ("surat.pdf", DINKES, True, True) in at_home(rumah)


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_file_that_is_not_what_was_declared_stays_outside(rumah):
    send(rumah)
    (waited,) = bukti_opd.waited_for(rumah.kabupaten)
    forged = rumah.folder / "palsu_bukti.zip"
    forged.write_bytes(zipped(**{f"{waited.sha256}.pdf": bukti.pdf("lain")}))
    found = bukti_opd.receive(rumah.kabupaten, forged)
    assert (found.baru, [one.kode for one in found.galat]) == (0, ["bukti_terima_beda"])
    assert ("surat.pdf", DINKES, False, False) in at_home(rumah)
    assert "bukan seperti yang dinyatakan" in bukti_opd.spoken(found)


def test_nothing_that_runs_comes_in_under_the_name_of_a_document(rumah):
    digest = hashlib.sha256(bukti.EXE).hexdigest()
    forged = rumah.folder / "palsu_bukti.zip"
    forged.write_bytes(zipped(**{f"{digest}.pdf": bukti.EXE}))
    waited = {digest: Ditunggu(digest, len(bukti.EXE), "surat.pdf")}
    found = bukti_opd.unpack(forged, waited)
    assert (found.berkas, [one.kode for one in found.galat]) == ((), ["bukti_terima_jenis"])
    assert not evidence.file_of(rumah.kabupaten, digest).exists()


def test_what_is_no_archive_is_refused_in_words(rumah):
    file = rumah.folder / "rusak_bukti.zip"
    file.write_bytes(b"bukan arsip")
    assert refusal(bukti_opd.receive, rumah.kabupaten, file) == "zip_terpotong"


# --- Later revisions -----------------------------------------------------------------------------


def test_a_new_revision_adds_takes_away_and_loses_nothing(rumah):
    path = send(rumah)
    bukti_opd.receive(rumah.kabupaten, archive_of(path))
    attach(rumah.kabupaten, "nota.png", bukti.PNG)
    attach(rumah.dinkes, "foto.jpg", bukti.JPG)
    gone = next(one for one in evidence.evidence(rumah.dinkes, KUPANG, T3) if "rekap" in one.nama)
    evidence.remove(rumah.dinkes, gone.id, label="h", pelaku="Maria")
    again = send(rumah, 2)
    assert at_home(rumah) == [
        ("foto.jpg", DINKES, False, False),
        ("nota.png", "", True, True),
        ("surat.pdf", DINKES, True, True),
    ]
    assert bukti_opd.receive(rumah.kabupaten, archive_of(again)).baru == 1
    assert verify(rumah.kabupaten).baik
    assert riwayat.verify_chain(rumah.kabupaten).ok
    told = rumah.kabupaten.conn.execute(
        "SELECT count(*) FROM riwayat WHERE aspek = 'bukti' AND lama LIKE '%rekap.xlsx%'"
    ).fetchone()
    assert told == (1,)


def test_what_the_kabupaten_holds_back_stays_held_back(rumah):
    path = send(rumah)
    bukti_opd.receive(rumah.kabupaten, archive_of(path))
    letter = next(
        one for one in evidence.evidence(rumah.kabupaten, KUPANG, T3) if one.nama == "surat.pdf"
    )
    told = letter.keterangan._replace(disertakan=False)
    evidence.describe(rumah.kabupaten, letter.id, told, label="u", pelaku="Maria")
    send(rumah, 2)
    assert ("surat.pdf", DINKES, True, False) in at_home(rumah)


def test_a_withdrawn_package_takes_its_evidence_along(rumah):
    path = send(rumah)
    bukti_opd.receive(rumah.kabupaten, archive_of(path))
    (sent,) = dispatch.packages(rumah.dinkes, arah="keluar")
    own = contoh_opd.signers(DINKES)[1]
    isi = penarikan.prepare(rumah.dinkes, sent, "Keliru", [own.certificate])
    text = penarikan.keep(rumah.dinkes, surat.sign(isi, own.key, [own.certificate]), WILAYAH).teks
    install(rumah.kabupaten, text)
    assert at_home(rumah) == []


def test_an_urusan_that_is_held_back_brings_its_evidence_when_it_is_taken(rumah):
    data = hand_in(rumah.dinkes, rumah.folder)
    take(rumah.kabupaten, data, tahan={"KES": "Belum cocok."})
    assert at_home(rumah) == []
    (held,) = holds.open_holds(rumah.kabupaten)
    bacaan = contoh.judge(data).bacaan
    assert bacaan is not None
    tahanan.take(rumah.kabupaten, held, bacaan, pelaku="Maria", alasan="Sudah cocok.")
    assert [one[0] for one in at_home(rumah)] == ["rekap.xlsx", "surat.pdf"]


def test_evidence_from_below_answers_the_province_that_asked_for_it(rumah):
    (gone, *_) = [
        one for one in evidence.evidence(rumah.dinkes, KUPANG, T3) if one.nama == "surat.pdf"
    ]
    evidence.remove(rumah.dinkes, gone.id, label="h", pelaku="Maria")
    send(rumah)
    with contoh.provinsi(rumah.folder / "provinsi") as province:
        take(province, contoh.export(rumah.kabupaten, rumah.folder).path.read_bytes())
        contoh_balasan.ask(province, jenis=JenisTanya.BUKTI)
        contoh_balasan.install(rumah.kabupaten, contoh_balasan.reply(province).teks)
    (waits,) = butir_tanya.listed(rumah.kabupaten, KUPANG, T3)
    assert waits.keadaan == "terbuka"
    attach(rumah.dinkes, "foto.jpg", bukti.JPG)
    take(rumah.kabupaten, hand_in(rumah.dinkes, rumah.folder, later))
    (answered,) = butir_tanya.listed(rumah.kabupaten, KUPANG, T3)
    assert answered.keadaan == "siap"
