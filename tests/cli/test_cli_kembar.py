"""The command line: of two packages with one revision none goes in before somebody has chosen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from app.store import dispatch, people, questions
from tests.cli.contoh_meja import opened
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_silsilah import KUPANG, T3, TERLAYANI, family

if TYPE_CHECKING:
    from pathlib import Path

TWINS = {"r2.xlsx": 6500, "kembar.xlsx": 6450}


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """A province that has accepted nothing yet."""
    with contoh.provinsi(tmp_path / "provinsi") as office:
        people.add_user(office, nama="Yohana", peran="operator")
    return tmp_path / "provinsi"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A flash drive with a first revision and two second ones."""
    folder = tmp_path / "flashdisk"
    folder.mkdir()
    for name in ("r1", "r2", "kembar"):
        (folder / f"{name}.xlsx").write_bytes(family()[name])
    return folder


@pytest.fixture
def take(run, province, stick):
    def call(*more: object) -> tuple[int, dict[str, Any]]:
        keluar, out, _ = run("impor", stick, "--kantor", province, "--json", *more)
        return keluar, json.loads(out)

    return call


def held(province: Path) -> object:
    with opened(province) as office:
        return questions.values_of_period(office, KUPANG, T3).get("KES-01", {}).get(TERLAYANI)


def accepted(told: dict[str, Any]) -> dict[str, bool]:
    return {one["berkas"]: one["diterima"] for one in told["berkas"]}


def test_neither_goes_in_unasked_whatever_their_order(run, province, stick):
    keluar, out, _ = run("impor", stick, "--kantor", province)
    assert keluar == 1
    assert held(province) == 6400
    assert "kembar.xlsx: Revisi kembar" in out
    assert "revisi yang sama (2) tetapi isinya berbeda: kembar.xlsx" in out
    assert "--berlaku" in out
    assert "lebih dari satu berkas dengan revisi 2" in out
    # What may be decided on is not what has been decided.
    both = (stick / "r2.xlsx", stick / "kembar.xlsx")
    assert run("impor", *both, "--kantor", province, "--putuskan")[0] == 1
    assert held(province) == 6400


@pytest.mark.parametrize("name", TWINS)
def test_the_one_that_was_chosen_goes_in_and_the_other_is_named(take, run, province, stick, name):
    keluar, told = take("--berlaku", name)
    (other,) = TWINS.keys() - {name}
    assert keluar == 1
    assert accepted(told) == {"r1.xlsx": True, name: True, other: False}
    assert held(province) == TWINS[name]
    (left,) = (one for one in told["berkas"] if one["saingan"])
    assert left["kalimat"] == (
        f"Untuk revisi 2 yang dipilih adalah {name}. Berkas ini tidak diterima."
    )
    assert run("impor", stick / name, "--kantor", province)[0] == 0
    with opened(province) as office:
        assert [one.revisi for one in dispatch.packages(office)] == [2, 1]


def test_the_id_chooses_where_file_names_are_alike(take, province, stick):
    (stick / "lain").mkdir()
    (stick / "kembar.xlsx").rename(stick / "lain" / "r2.xlsx")
    keluar, told = take("--berlaku", "r2.xlsx")
    assert (keluar, told["galat"]["kode"]) == (2, "pilihan_bukan_satu")
    assert told["galat"]["pesan"].startswith("Pilihan r2.xlsx cocok dengan 2 paket")
    assert "nomor paket" in told["galat"]["saran"]
    assert held(province) is None
    told = take()[1]
    ids = [one["paket"] for one in told["berkas"] if one["saingan"]]
    assert take("--berlaku", ids[0])[1]["berkas"]
    assert held(province) in TWINS.values()


def test_two_choices_for_one_revision_are_no_choice(take, province):
    keluar, told = take("--berlaku", "r2.xlsx", "--berlaku", "kembar.xlsx")
    assert (keluar, told["galat"]["kode"]) == (2, "pilihan_kembar")
    assert "revisi 2 yang sama" in told["galat"]["pesan"]
    assert held(province) is None


@pytest.mark.parametrize(
    ("chosen", "figure", "in_book"),
    [((), 6400, [1]), (("r2.xlsx",), 6600, [3, 2, 1]), (("r3.xlsx",), 6600, [3, 1])],
)
def test_a_newer_revision_does_not_settle_silently_which_older_one_counts(
    take, province, stick, chosen, figure, in_book
):
    (stick / "r3.xlsx").write_bytes(family()["r3"])
    keluar, told = take(*(word for name in chosen for word in ("--berlaku", name)))
    assert keluar == 1
    assert held(province) == figure
    with opened(province) as office:
        assert [one.revisi for one in dispatch.packages(office)] == in_book
    if not chosen:
        (newest,) = (one for one in told["berkas"] if one["berkas"] == "r3.xlsx")
        assert newest["saingan"] == ["kembar.xlsx", "r2.xlsx"]
        assert newest["kalimat"].startswith("Revisi 2 yang lebih lama ada lebih dari satu")
        assert "revisi 3 sudah memuat semuanya" in newest["balasan"]
