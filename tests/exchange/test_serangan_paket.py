"""Every attack on a package is made, and answered with its verdict, reason and sentence.

What is expected stands in serangan/harapan.json. Each attack is made here in the one way that is
the most telling for it; `python -m tests.exchange.serangan_penuh` makes them all in every way.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from app.errors import LontarError
from app.exchange.pembaca import kerja
from app.exchange.pembaca.induk import Pembaca
from app.exchange.percaya import Percaya
from app.exchange.verifikasi import Pemeriksa, thorough
from tests.exchange import contoh_paket as contoh
from tests.exchange import contoh_serangan_paket as serangan
from tests.exchange.contoh_sertifikat import authority, clock
from tests.exchange.segel.test_serangan import ROWS
from tests.exchange.serangan.hal_sendiri import HAL
from tests.exchange.serangan.lain import LAIN
from tests.exchange.serangan_penuh import TABEL, harapan, kalimat_utuh, tabel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.exchange.putusan import Laporan

    Semua = dict[str, Laporan]

MEGABYTES = 500
CARA = {name: serangan.cara_utama(one) for name, one in serangan.SERANGAN.items()}


@pytest.fixture(scope="module")
def semua(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Semua]:
    """All verdicts, asked for in one go: a hostile file must not keep the others from theirs."""
    folder, before = tmp_path_factory.mktemp("serangan"), _largest_child()
    with Pembaca() as pembaca:
        trust = Percaya((authority().certificate,))
        pemeriksa = Pemeriksa(contoh.acuan(), trust, clock, pembaca)
        found = pemeriksa.verify_many(_files(folder))
        yield dict(zip(CARA, map(thorough, found), strict=True))
    if sys.platform != "win32":
        assert _largest_child() <= max(before, _own_peak(), MEGABYTES * 1024)


def _files(folder: Path) -> Iterator[Path]:
    """Each file is made when its turn comes; all have the same name."""
    for number, (name, cara) in enumerate(CARA.items()):
        one = serangan.SERANGAN[name]
        path = folder / str(number) / "SPM.xlsx"
        path.parent.mkdir()
        path.write_bytes(one.cara[cara](serangan.korban(one.kelompok)))
        yield path


def _largest_child() -> int:
    """What the largest child so far took, in kB; 0 on Windows, which does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def _own_peak() -> int:
    """What this process took, in kB: a child is charged with it until it has become a program."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@pytest.mark.parametrize("name", CARA)
def test_an_attack_is_answered_as_expected(semua, name):
    laporan = semua[name]
    found = [laporan.putusan.value, laporan.alasan, laporan.kalimat]
    assert found == harapan()[name][CARA[name]]


@pytest.mark.parametrize("name", CARA)
def test_only_what_changes_nothing_is_let_through(semua, name):
    laporan = semua[name]
    assert laporan.sah <= (name in serangan.SETARA)
    assert laporan.alasan not in {"paket_cacat", "pembaca_lama", "pembaca_berhenti"}


@pytest.mark.parametrize("name", CARA)
def test_both_sentences_are_whole_and_fit_for_a_secretary(semua, name):
    laporan = semua[name]
    for text in (laporan.kalimat, laporan.balasan):
        assert kalimat_utuh(text), text
    assert json.loads(json.dumps(laporan.as_json()))["kalimat"] == laporan.kalimat


def test_a_package_cut_off_anywhere_is_refused():
    data = contoh.package()
    for size in range(1, len(data), 1000):
        with pytest.raises(LontarError) as refused:
            kerja.examine(data[:size])
        kinds = {"zip_terpotong", "zip_rusak", "berkas_teks", "berkas_tak_dikenal"}
        assert refused.value.kode in kinds, size


def test_no_row_of_the_reference_table_is_left_out():
    assert {name[:3] for name in serangan.SERANGAN} >= ROWS


def test_the_expectations_are_about_attacks_that_are_made():
    assert set(harapan()) == {*serangan.SERANGAN, *LAIN}
    assert set(serangan.SETARA) <= set(serangan.SERANGAN)
    assert all(harapan()[name].keys() == one.cara.keys() for name, one in serangan.SERANGAN.items())


def test_the_table_for_strangers_says_what_is_expected_here():
    assert TABEL.read_text(encoding="utf-8") == tabel()


def test_every_attack_is_told_in_a_few_words():
    words = [one.hal for one in serangan.SERANGAN.values()] + [HAL[name] for name in LAIN]
    assert len(set(words)) == len(words)
    assert all(4 < len(hal) < 100 and "|" not in hal for hal in words)
