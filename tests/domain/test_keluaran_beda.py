"""What two lists of outputs say otherwise, down to parts, columns and veils."""

from __future__ import annotations

from typing import Any

import msgspec

from app import paths
from app.domain.keluaran import BagianKeluaran, DaftarKeluaran, Keluaran, KolomKeluaran, Samar
from app.domain.keluaran_beda import BedaKeluaran, differences
from app.domain.keluaran_samar import Tampak, shown, veiled_alike
from app.store import pustaka

PROGRAM = pustaka.load_keluaran(paths.forms())


def listed(*parts: BagianKeluaran, **changes: Any) -> DaftarKeluaran:
    output = Keluaran(kode="L1", nama="Satu", milik="kemiskinan", bagian=list(parts))
    return DaftarKeluaran(keluaran=[output], **changes)


def part(lembar: str, *titles: str, **changes: Any) -> BagianKeluaran:
    columns = [KolomKeluaran(judul=one, isi="pagu") for one in titles]
    return BagianKeluaran(tabel=["F-K05.rat"], lembar=lembar, kolom=columns, **changes)


def test_a_list_does_not_differ_from_itself():
    assert differences(PROGRAM, PROGRAM) == []


def test_parts_come_go_and_change_places():
    found = differences(
        listed(part("A"), part("B"), part("C")), listed(part("D"), part("C"), part("A"))
    )
    assert found == [
        BedaKeluaran("bagian", "baru", "D", "L1"),
        BedaKeluaran("bagian", "hilang", "B", "L1"),
        BedaKeluaran("bagian", "urutan", "", "L1"),
    ]


def test_columns_called_alike_are_told_apart():
    old, new = listed(part("A", "Maret", "Maret")), listed(part("A", "Maret", "Maret", "Maret"))
    assert differences(old, new) == [BedaKeluaran("kolom", "baru", "Maret", "L1, A")]


def test_each_kind_of_change_has_its_word():
    old = listed(part("A", "Pagu"))
    column = KolomKeluaran(judul="Pagu", isi="realisasi", lebar=9, jumlah=True)
    new = listed(part("A", total=True, sampai="x"))
    new.keluaran[0].bagian[0].kolom.append(column)
    assert [(one.apa, one.hal) for one in differences(old, new)] == [
        ("bagian", ("isi", "kelompok")),
        ("kolom", ("isi", "rupa", "jumlah")),
    ]


def test_veils_are_named_by_their_table():
    old = listed(
        part("A"), samar=[Samar(tabel="a.b", kolom=["l"]), Samar(tabel="c.d", kolom=["l"])]
    )
    new = listed(part("A"), samar=[Samar(tabel="a.b", kolom=["p"])])
    assert [(one.cara, one.nama) for one in differences(old, new)] == [
        ("berubah", "a.b"), ("hilang", "c.d"),
    ]  # fmt: skip


def test_whatever_is_veiled_in_one_list_is_veiled_by_both():
    (first, *others) = PROGRAM.samar
    less = msgspec.structs.replace(
        first, kolom=["total"], tetap=["total", "l"], kunci="", dicetak=[], jumlah=[]
    )
    together = veiled_alike(PROGRAM, listed(samar=[less])).samar
    assert together == [
        msgspec.structs.replace(first, kolom=[*first.kolom, "total"], tetap=["total"]), *others,
    ]  # fmt: skip


def test_the_first_count_that_would_be_shown_is_named():
    (first, second, third) = PROGRAM.samar
    for changes, kolom in (
        ({"kolom": first.kolom[1:]}, first.kolom[0]),
        ({"dicetak": ["l", "p"]}, "dis"),
        ({"jumlah": first.jumlah[1:]}, "total"),
        ({"tetap": ["total", "l"]}, "l"),
        ({"kunci": "desa"}, "kegiatan"),
    ):
        less = msgspec.structs.replace(first, **changes)
        assert shown(PROGRAM, listed(samar=[less, second, third])) == Tampak(first.tabel, kolom)
    assert shown(PROGRAM, listed(samar=[first, second])) == Tampak(third.tabel, third.kolom[0])
    more = msgspec.structs.replace(first, kolom=[*first.kolom, "total"])
    assert shown(PROGRAM, listed(samar=[more, second, third])) is None
