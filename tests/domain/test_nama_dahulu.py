"""Tables with the names an earlier or later version of a form had are recognised all the same."""

from __future__ import annotations

import msgspec
import pytest

from app import paths
from app.domain.cetak import Cetak, KolomCetak
from app.domain.kisi import kisi_of
from app.domain.nama_dahulu import former_labels, with_former_headings
from app.domain.profil_usul import columns
from app.domain.tabel_judul import find_headings
from app.domain.tabel_kepala import find_headings as printed_headings
from app.domain.tempel_blok import block_of_text
from app.domain.tempel_peta import proposals
from app.store import pustaka


@pytest.fixture(scope="module")
def form():
    return pustaka.load_forms(paths.forms())["F-K14"]


@pytest.fixture(scope="module")
def earlier(form):
    """The same form when a column and a row of it were called otherwise."""
    tabel = form.tables["mutu"]
    kolom = [
        msgspec.structs.replace(one, label="Rekaman cocok") if one.kode == "padan" else one
        for one in tabel.kolom
    ]
    baris = [
        msgspec.structs.replace(one, label="Basis data terpadu") if one.kode == "dtks" else one
        for one in tabel.baris
    ]
    changed = msgspec.structs.replace(tabel, kolom=kolom, baris=baris)
    return form.with_tables([changed, *form.tabel[1:]])


def test_only_what_was_called_otherwise_is_kept(form, earlier):
    assert former_labels(form, [earlier]) == {
        "mutu.padan": {"Rekaman cocok"},
        "mutu..dtks": {"Basis data terpadu"},
    }
    assert former_labels(form, [form]) == {}


def test_a_pasted_block_of_an_earlier_version_finds_its_columns_and_rows(form, earlier):
    blok = block_of_text(
        "Sumber\tIndividu\tRekaman cocok\nBasis data terpadu\t10\t9\nDTSEN\t5\t4\n"
    )
    start = "mutu", ("dtsen", "kk")
    (found, _) = proposals(form, *start, blok, former_labels(form, [earlier]))
    assert found.kolom == (None, "individu", "padan")
    assert found.baris == (None, "dtks", "dtsen")
    (without, *_) = proposals(form, *start, blok)
    assert "padan" not in without.kolom


def test_a_foreign_table_is_proposed_by_an_earlier_name(form, earlier):
    kisi = kisi_of([["Kecamatan", "Rekaman cocok"], ["Lio", "5"]])
    judul = find_headings(kisi)
    assert judul is not None
    tabel, former = form.tables["mutu"], former_labels(form, [earlier])
    assert [one.ke for one in columns(tabel, kisi, judul, former).values()] == ["padan"]
    assert columns(tabel, kisi, judul) == {}


def test_a_printed_register_of_another_version_is_found_by_its_headings():
    now = [KolomCetak(judul=one, dari=[one.casefold()]) for one in ("Kegiatan", "Pagu", "Lokasi")]
    then = [*now[:1], KolomCetak(judul="Anggaran", dari=["pagu"]), *now[2:]]
    cetak, before = (Cetak(keluaran="L1", judul=["Tabel"], kolom=kolom) for kolom in (now, then))
    kisi = kisi_of([["Kegiatan", "Anggaran", "Tempat"], ["Beras", "5", "Lio"]])
    assert printed_headings(kisi, cetak) is None
    found = printed_headings(kisi, with_former_headings(cetak, [before]))
    assert found is not None
    assert {place: one.judul for place, one in found.kolom.items()} == {0: "Kegiatan", 1: "Pagu"}
    assert with_former_headings(cetak, [cetak]) == cetak
