"""Every bad day has a sentence with the next step, and tests that live it.

A row names the day, the texts people read, and the tests, at least one of them through the real
window or a process of its own. `python -m tests.mati_acak 500` plays the power cuts at length.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

import pytest

from app.teks import catalogue
from tests.sumber import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


class Hari(NamedTuple):
    """A bad day: the texts for it, and its tests as `file::name` below `tests/`."""

    texts: tuple[str, ...]
    tests: tuple[str, ...]


BACKUPS = "ui/test_settings_backups.py"
BAD = "ui/test_bad_days.py"
KILLED = "test_mati_acak.py::test_power_cuts_lose_nothing_acknowledged_and_show_nothing_half_done"
SEEN_FROM_OUTSIDE = ("ui/", "journeys/", "cli/", "test_mati_acak.py")

HARI = {
    "cadangan harian": Hari(
        ("jendela.tanpa_cadangan", "galat.cadangan_tidak_utuh"),
        (
            f"{BACKUPS}::test_a_day_gets_its_backup_unasked_and_a_refusal_is_told",
            f"{BACKUPS}::test_a_damaged_backup_offers_no_way_on",
            "store/test_backup.py::test_a_copy_that_does_not_read_back_whole_is_thrown_away",
            "store/test_backup.py::test_old_backups_are_thinned_and_other_files_left_alone",
        ),
    ),
    "pemulihan": Hari(
        ("galat.cadangan_berkas_rusak", "galat.cadangan_kantor_lain"),
        (
            f"{BACKUPS}::test_going_back_shows_the_difference_first_and_keeps_what_was_here",
            "store/test_restore.py::test_a_restore_keeps_what_it_replaces_and_reuses_no_number",
            "cli/test_cli_cadangan.py::test_a_backup_is_made_listed_checked_and_brought_back",
        ),
    ),
    "flashdisk": Hari(
        (
            "pengaturan.cadangan.flashdisk.lama",
            "galat.cadangan_tidak_ada",
            "galat.salinan_penuh",
            "galat.salinan_hanya_baca",
            "galat.salinan_galat",
        ),
        (
            f"{BAD}::test_a_full_flash_disk_says_that_nothing_typed_is_lost",
            f"{BAD}::test_a_flash_disk_that_is_locked_says_so",
            f"{BACKUPS}::test_a_copy_on_a_flash_disk_is_found_again",
            f"{BACKUPS}::test_a_backup_on_a_flash_disk_becomes_an_office_on_a_new_laptop",
        ),
    ),
    "serah terima": Hari(
        (
            "galat.kantor_diserahkan",
            "cadangan.awas.diserahkan_kata",
            "cadangan.awas.serah_terhenti",
            "galat.serah_terima_rusak",
        ),
        (
            "store/test_leftovers.py::test_a_handover_that_broke_off_says_that_there_is_no_file",
            f"{BACKUPS}::test_an_office_is_handed_over_installed_elsewhere_and_taken_back",
            "cli/test_cli_cadangan.py::test_an_office_changes_hands_and_back",
            "exchange/test_serah_terima.py::test_a_handover_that_fails_leaves_the_office_in_use",
        ),
    ),
    "berkas rusak": Hari(
        ("galat.kantor_rusak", "cadangan.selamat.putus"),
        (
            (
                "ui/test_rescue.py"
                "::test_the_last_good_backup_is_offered_and_the_typing_since_comes_back"
            ),
            "ui/test_rescue.py::test_without_a_good_backup_a_flash_disk_can_be_chosen",
            "cli/test_cli_cadangan.py::test_after_damage_the_typing_is_entered_again",
            "store/test_restore.py::test_what_a_broken_disk_made_up_never_comes_back",
        ),
    ),
    "diska penuh": Hari(
        ("galat.disk_penuh", "galat.media_penuh"),
        (
            f"{BAD}::test_a_full_disk_is_told_at_the_cell_and_the_number_stays_until_there_is_room",
            (
                "store/test_hari_buruk.py"
                "::test_a_full_disk_refuses_in_words_and_goes_on_when_there_is_room"
            ),
        ),
    ),
    "folder hanya-baca": Hari(
        ("galat.kantor_hanya_baca", "galat.portabel_hanya_baca"),
        (f"{BAD}::test_a_folder_that_cannot_be_written_to_is_refused_with_the_next_step",),
    ),
    "folder awan": Hari(
        ("cadangan.awas.awan", "cadangan.awas.bentrok"),
        (
            (
                f"{BACKUPS}"
                "::test_a_cloud_folder_and_a_conflict_copy_are_told_and_the_copy_can_be_compared"
            ),
            "store/test_hari_buruk.py::test_a_cloud_folder_and_its_conflict_copies_are_warned_of",
        ),
    ),
    "jam mundur": Hari(
        ("cadangan.awas.jam",),
        (
            f"{BAD}::test_a_clock_that_went_back_is_told_in_the_window_and_typing_goes_on",
            (
                "store/test_hari_buruk.py"
                "::test_a_clock_that_goes_back_does_not_turn_the_history_around"
            ),
        ),
    ),
    "dua jendela": Hari(
        ("galat.kantor_sedang_dibuka", "cadangan.awas.masih_terbuka"),
        (
            f"{BAD}::test_an_office_open_in_another_process_is_refused_until_that_one_is_closed",
            "ui/test_rescue.py::test_an_office_open_in_another_window_is_refused_in_words",
            "store/test_hari_buruk.py::test_an_office_that_another_machine_never_closed_is_named",
        ),
    ),
    "antivirus": Hari(
        ("galat.disk_dipegang", "galat.berkas_sedang_dibuka"),
        (
            f"{BAD}::test_a_backup_waits_for_a_virus_scanner_and_says_when_it_never_lets_go",
            "exchange/test_berkas.py::test_a_virus_scanner_that_lets_go_is_waited_for",
        ),
    ),
    "listrik padam": Hari(
        ("isian.pulih.ditemukan", "isian.pulih.sudah_lain"),
        (
            KILLED,
            (
                "store/test_leftovers.py"
                "::test_what_a_killed_program_unpacked_is_swept_and_what_a_living_one_uses_is_not"
            ),
            "exchange/test_berkas.py::test_what_a_power_cut_left_half_written_is_taken_away_later",
            (
                "journeys/test_mati_mendadak_jendela.py"
                "::test_a_killed_window_loses_no_number_the_cursor_has_left"
            ),
            (
                "journeys/test_mati_mendadak_jendela.py"
                "::test_what_was_in_the_editor_of_a_killed_window_is_offered_and_never_applied"
            ),
        ),
    ),
}

OFFERS_BUTTONS = {"isian.pulih.ditemukan", "isian.pulih.sudah_lain", "jendela.tanpa_cadangan"}
"""The next step stands on the buttons beside these, or in the error they quote."""

NEXT = re.compile(
    r"\b(bandingkan|tutup|betulkan|pindahkan|pilih|kosongkan|tunggu|pastikan|periksa|salin|ulangi|"
    r"bekerjalah|minta|mintalah|buka|simpan|hapus|gunakan|pakai|cari|lepaskan|pulihkan)\b",
    re.IGNORECASE,
)


def sentences(key: str, language: Literal["id", "en"]) -> str:
    """A text with its next step; an error has two parts."""
    known = catalogue()
    parts = (f"{key}.pesan", f"{key}.saran") if key.startswith("galat.") else (key,)
    return " ".join(known[one][language] for one in parts)


def functions(file: str) -> Iterator[str]:
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    return (one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef))


@pytest.mark.parametrize("hari", HARI)
def test_a_bad_day_has_a_sentence_that_says_what_to_do_next(hari: str) -> None:
    for key in HARI[hari].texts:
        told = sentences(key, "id")
        assert told.endswith((".", "}"))
        assert sentences(key, "en")
        assert key in OFFERS_BUTTONS or NEXT.search(told), told


@pytest.mark.parametrize("hari", HARI)
def test_a_bad_day_is_lived_by_tests_from_outside(hari: str) -> None:
    tests = HARI[hari].tests
    for one in tests:
        file, _, name = one.partition("::")
        assert name in set(functions(file)), one
    assert any(one.startswith(SEEN_FROM_OUTSIDE) for one in tests)


def test_power_is_cut_during_each_kind_of_work_that_writes() -> None:
    from tests.mati_acak.adegan import ADEGAN

    assert {scene.nama for scene in ADEGAN} >= {
        "ketik", "tempel", "bukti", "cadangan", "pulihkan",
        "migrasi", "serah_terima", "tanda_tangan", "impor",
    }  # fmt: skip
