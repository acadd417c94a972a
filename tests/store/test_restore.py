"""Going back to a backup: what differs is told first, what is replaced stays, nothing is reused."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import cadangan_kata
from app.store import backup, comparison, dispatch, restore, salvage, undo, vault
from app.store.door import Kunci, write_sheets
from app.store.office import DATABASE_NAME, Office
from app.store.riwayat import verify_chain
from tests.bukti import verify
from tests.store.contoh_kantor import KUPANG, Clock, cell, damage, fill, new_office, values
from tests.store.test_send_log import send
from tests.store.test_vault import attach, damaged

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.vault import Simpanan

Q3 = Periode(2026, 3)


@pytest.fixture
def earlier(office: Office, tmp_path: Path) -> Simpanan:
    """A backup; since then figures changed, evidence came and a package left. Closed."""
    fill(office, cell(1), cell(2, "p.harus.n"))
    attach(office, 1)
    vault.keep_whole(office.folder, office.folder / backup.FOLDER_NAME, office.now())
    fill(office, cell(9))
    fill(office, cell(None, "p.harus.n"), cell("teks", "p.lain.n"))
    send(office, 1, tmp_path)
    office.close()
    return vault.listed(office.folder / backup.FOLDER_NAME)[0]


def test_what_a_backup_would_change_is_told_before(folder: Path, earlier: Simpanan) -> None:
    beda = comparison.compare(folder, earlier.berkas)
    assert beda is not None
    assert (beda.sel_beda, beda.sel_hanya_di_sini, beda.sel_hanya_di_cadangan) == (1, 1, 1)
    assert (beda.langkah_sesudah, beda.menyimpang) == (2, False)
    assert [one.revisi for one in beda.terkirim_sesudah] == [1]
    assert cadangan_kata.difference(beda) == [
        (
            "3 sel berbeda dari yang sekarang: 1 nilainya lain, 1 akan kosong lagi, "
            "1 akan terisi lagi."
        ),
        "2 langkah sesudah cadangan ini akan hilang dari riwayat.",
        (
            "1 paket terkirim sesudah cadangan ini: revisi 1 (Triwulan III 2026). "
            "Nomor revisinya tetap tidak dipakai lagi."
        ),
    ]


def test_a_restore_keeps_what_it_replaces_and_reuses_no_number(
    folder: Path, earlier: Simpanan, clock: Clock
) -> None:
    shutil.rmtree(folder / "bukti")
    aside = restore.restore(folder, earlier.berkas, clock())
    assert aside is not None
    assert vault.look(aside / DATABASE_NAME).sel == 2
    with Office.open(folder, clock) as office:
        found = {kunci[3]: isi for kunci, isi in values(office).items()}
        assert found == {"p.capai.n": 1, "p.harus.n": 2}
        assert verify_chain(office).ok
        assert verify(office).baik
        assert dispatch.next_revision(office, KUPANG, Q3) == 2
    again = comparison.compare(folder, earlier.berkas)
    assert cadangan_kata.difference(again)[0] == "Semua sel sama dengan yang sekarang."
    # And the way back from the way back.
    restore.restore(folder, aside / DATABASE_NAME, clock())
    with Office.open(folder, clock) as office:
        assert len(values(office)) == 2


def test_a_copy_that_went_its_own_way_is_called_so(
    folder: Path, earlier: Simpanan, clock: Clock, tmp_path: Path
) -> None:
    other = tmp_path / "lain"
    restore.restore(other, earlier.berkas, clock())
    with Office.open(other, clock) as office:
        fill(office, cell(77))
    beda = comparison.compare(folder, other / DATABASE_NAME)
    assert beda is not None
    assert beda.menyimpang
    assert "berjalan sendiri" in cadangan_kata.difference(beda)[1]


def test_an_empty_folder_gets_the_whole_office(
    earlier: Simpanan, clock: Clock, tmp_path: Path
) -> None:
    fresh = tmp_path / "laptop baru"
    assert restore.restore(fresh, earlier.berkas, clock()) is None
    with Office.open(fresh, clock) as office:
        assert len(values(office)) == 2
        assert verify(office).baik


def test_a_backup_of_another_office_or_into_an_open_one_is_refused(
    folder: Path, earlier: Simpanan, clock: Clock, tmp_path: Path
) -> None:
    with Office.open(folder, clock), pytest.raises(LontarError) as caught:
        restore.restore(folder, earlier.berkas, clock())
    assert caught.value.kode == "kantor_sedang_dibuka"
    with new_office(tmp_path / "lain", clock) as other:
        other.conn.execute("UPDATE identitas SET office_id = 'lain'")
    with pytest.raises(LontarError) as caught:
        restore.restore(tmp_path / "lain", earlier.berkas, clock())
    assert caught.value.kode == "cadangan_kantor_lain"
    assert "Setda" in caught.value.pesan
    with Office.open(tmp_path / "lain", clock) as other:
        assert values(other) == {}


def test_after_damage_the_last_good_backup_and_what_was_typed_come_back(
    folder: Path, earlier: Simpanan, clock: Clock
) -> None:
    """The newest backup is damaged as well; the one before it is taken."""
    newer = earlier.berkas.with_name("lontar-20991231-235959.db")
    shutil.copy(earlier.berkas, newer)
    damaged(newer)
    damage(folder)
    with pytest.raises(LontarError) as caught:
        Office.open(folder, clock)
    assert caught.value.kode == "kantor_rusak"
    assert "jendela Lontar menawarkannya" in caught.value.saran
    offer = salvage.best(folder)
    assert offer is not None
    assert offer.berkas == earlier.berkas
    saved = salvage.since(folder / DATABASE_NAME, offer.berkas)
    assert [(one.sel, one.baru) for one in saved.ketikan] == [
        ("p.capai.n", "angka:9"),
        ("p.harus.n", None),
        ("p.lain.n", "teks:teks"),
    ]
    assert "3 sel yang diketik" in cadangan_kata.salvaged(saved, offer)
    assert "Terlayani" in cadangan_kata.salvaged(saved, offer)
    aside = restore.restore(folder, offer.berkas, clock())
    assert aside is not None
    assert (aside / DATABASE_NAME).is_file()
    with Office.open(folder, clock) as office:
        salvage.put_back(office, saved, label="diselamatkan", pelaku="Maria")
        found = {kunci[3]: isi for kunci, isi in values(office).items()}
        assert found == {"p.capai.n": 9, "p.lain.n": "teks"}
        assert undo.undo(office, pelaku="Maria", wilayah=KUPANG) is not None
        found = {kunci[3]: isi for kunci, isi in values(office).items()}
        assert found == {"p.capai.n": 1, "p.harus.n": 2}
        assert verify_chain(office).ok


def test_after_damage_the_cells_of_a_package_come_back_like_those_that_were_typed(
    folder: Path, earlier: Simpanan, clock: Clock
) -> None:
    with Office.open(folder, clock) as office:
        sheet = {Kunci("UJI-01", KUPANG, "2026-T3"): {"p.capai.n": None, "p.tiba.n": 5}}
        write_sheets(office, sheet, jenis="impor", label="paket", pelaku="Maria")
    damage(folder)
    saved = salvage.since(folder / DATABASE_NAME, earlier.berkas)
    assert {one.sel: one.baru for one in saved.ketikan} == {
        "p.capai.n": None,
        "p.harus.n": None,
        "p.lain.n": "teks:teks",
        "p.tiba.n": "angka:5",
    }


def test_what_a_broken_disk_made_up_never_comes_back(
    folder: Path, earlier: Simpanan, clock: Clock
) -> None:
    with Office.open(folder, clock) as office:
        office.conn.execute("DROP TRIGGER riwayat_tetap_update")
        office.conn.execute("UPDATE riwayat SET baru = 'angka:666' WHERE sel = 'p.lain.n'")
    saved = salvage.since(folder / DATABASE_NAME, earlier.berkas)
    assert "angka:666" not in [one.baru for one in saved.ketikan]
    assert not saved.selesai
    assert "tidak terbaca sampai akhir" in cadangan_kata.salvaged(saved, earlier)


def test_nothing_readable_means_that_no_comparison_is_made(folder: Path, earlier: Simpanan) -> None:
    (folder / DATABASE_NAME).write_bytes(b"bukan basis data")
    assert comparison.compare(folder, earlier.berkas) is None
    saved = salvage.since(folder / DATABASE_NAME, earlier.berkas)
    assert (saved.ketikan, saved.selesai) == ((), False)


def test_large_counts_of_a_backup_are_written_as_everywhere_else():
    isi = vault.Isi("Ende", "53.08", "kabupaten", "id", 6037, 3, 9, "")
    assert [value for _, value in cadangan_kata.facts(isi)] == [
        "Ende (53.08)",
        "6.037",
        "–",
        "3",
        "0",
    ]
