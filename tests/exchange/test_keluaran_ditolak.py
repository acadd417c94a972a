"""Lists of outputs that must not get in: what is not there, what hangs, what shows people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from app import paths
from app.domain import keluaran_terbit
from app.domain.keluaran import BagianKeluaran, Grafik, JumlahSamar, Keluaran, KolomKeluaran, Samar
from app.domain.register import sampled
from app.errors import LontarError
from app.exchange import definisi_keluaran
from app.store import output_lists, pustaka
from tests.contoh_definisi import file, outputs, propose, told_outputs
from tests.exchange import contoh_paket as contoh

if TYPE_CHECKING:
    from app.domain.keluaran_terbit import KeluaranTerbit
    from app.exchange.definisi import IsiDefinisi
    from app.store.office import Office

PROGRAM = pustaka.load_keluaran(paths.forms())
RAT = PROGRAM.outputs["L2"].bagian[1]
"""L2, B: tables beside it, groups, sums, a formula, and counts of people."""

FORMS = {one.kode: [sampled(one)] for one in contoh.full_acuan().forms.values()}
PEOPLE = Samar(tabel="F-K07.penerima", kolom=["l"])


@pytest.fixture
def province(province: Office) -> Office:
    """A province that knows the forms of kemiskinan too."""
    pustaka.add_forms(province, [*contoh.full_acuan().forms.values()])
    return province


def refusal(office: Office, isi: IsiDefinisi) -> str:
    with pytest.raises(LontarError) as caught:
        propose(office, file(isi))
    assert output_lists.PUBLISHED.installed(office) == []
    return str(caught.value)


def unsound(daftar: KeluaranTerbit) -> str:
    """The place at which a list cannot be used; "" when sound."""
    found = keluaran_terbit.unsound(daftar, PROGRAM, FORMS)
    return found[0] if found else ""


def one(*parts: BagianKeluaran) -> KeluaranTerbit:
    """A list with one output of these parts."""
    return outputs(keluaran=[Keluaran(kode="L1", nama="Satu", milik="spm", bagian=list(parts))])


def part(column: KolomKeluaran | None = None, **changes: Any) -> KeluaranTerbit:
    """L2, B with one column alone, or with other facts about itself."""
    own = RAT if column is None else msgspec.structs.replace(RAT, kolom=[column])
    return one(msgspec.structs.replace(own, **changes))


def col(**facts: Any) -> KolomKeluaran:
    return KolomKeluaran(**{"judul": "Uji", "isi": "pagu_berlaku", **facts})


def test_what_the_program_prints_passes():
    assert unsound(outputs()) == ""
    assert unsound(part()) == ""


@pytest.mark.parametrize(
    ("column", "letak"),
    [
        (col(isi="tidak_ada"), "kolom.isi"),
        (col(isi="rat.tidak_ada"), "kolom.isi"),
        (col(isi="lain.pagu"), "kolom.isi"),
        (col(isi="__class__"), "kolom.isi"),
        (col(cara="baris", isi="__class__"), "kolom.isi"),
        (col(cara="baris", isi="rumus"), "kolom.isi"),
        (col(cara="rumus", isi="__import__('os')"), "kolom.isi"),
        (col(cara="rumus", isi="pagu_berlaku + "), "kolom.isi"),
        (col(cara="rumus", isi="jumlah('realisasi.*.pagu')"), "kolom.isi"),
        (col(cara="rumus", isi="lain('F-K05 rat.x.pagu')"), "kolom.isi"),
        (col(cara="rumus", isi="latar('penduduk')"), "kolom.isi"),
        (col(cara="rumus", isi="tahun_lalu(pagu_berlaku)"), "kolom.isi"),
        (col(cara="rumus", isi="rat.pagu"), "kolom.isi"),
        (col(cara="rumus", isi="1" * 500), "kolom.isi"),
        (col(cara="rentang", dari=["pagu_berlaku"]), "kolom.dari"),
        (col(cara="rangkai", dari=[]), "kolom.dari"),
        (col(cara="rangkai", dari=["program"] * 11), "kolom.dari"),
        (col(cara="lokasi", isi="lokasi_teks", dari=["rat.lokasi"]), "kolom.dari"),
        (col(cara="lokasi", isi="lokasi_teks", dari=["rat.opd"] * 3), "kolom.dari"),
        (col(cara="terbaru", dari=["rat.pagu"]), "kolom.dari"),
        (col(cara="cocok", isi="penerima.l"), "kolom.isi"),
        (col(cara="cocok", isi="penerima.l", lewat="sektor"), "kolom.isi"),
        (col(cara="cocok", isi="penerima.x", lewat="kegiatan"), "kolom.isi"),
        (col(cara="banyak", isi=""), "kolom.cara"),
        (col(cara="kelompok", isi=""), "kolom.cara"),
        (col(jumlah=True, isi="rat.pagu"), "kolom.isi"),
        (col(jumlah=True, cara="urut"), "kolom.jumlah"),
        (col(cara="urut", mundur=1), "kolom.mundur"),
        (col(lewat="kegiatan"), "kolom.lewat"),
        (col(ikut="kegiatan"), "kolom.ikut"),
        (col(mundur=6), "kolom.mundur"),
        (col(lebar=0), "kolom.lebar"),
        (col(lebar=10**6), "kolom.lebar"),
        (col(desimal=7), "kolom.desimal"),
        (col(antara="x" * 9), "kolom.antara"),
        (col(judul=""), "kolom.judul"),
        (col(judul="dua\nbaris"), "kolom.judul"),
        (col(judul="{penduduk}"), "kolom.judul"),
        (col(judul="x" * 401), "kolom.judul"),
        (col(grup="\u202ex"), "kolom.grup"),
        (col(pola="("), "kolom.pola"),
        (col(pola="tanpa kurung"), "kolom.pola"),
        (col(pola="(a+)+$"), "kolom.pola"),
        (col(pola="(?=x)(a)"), "kolom.pola"),
    ],
    ids=lambda one: str(one)[:60],
)
def test_a_column_prints_what_is_there_and_no_more(column, letak):
    assert unsound(part(column)) == f"L1.{letak}"


@pytest.mark.parametrize(
    ("changes", "letak"),
    [
        ({"tabel": []}, "tabel"),
        ({"tabel": ["F-K06"]}, "tabel"),
        ({"tabel": ["F-K06.lain"]}, "tabel"),
        ({"tabel": ["F-K06.realisasi"] * 2}, "lembar"),
        ({"tabel": ["F-K02.makro"], "kolom": []}, "tabel"),
        ({"kait": ["F-K05.lain", "F-K07.penerima"]}, "kait"),
        ({"kait": ["F-K05.rat", "F-K05.rat"]}, "kait"),
        ({"kelompok": "tidak_ada"}, "kelompok"),
        ({"kelompok": "baris.__doc__"}, "kelompok"),
        ({"rekap": True, "kelompok": ""}, "kelompok"),
        ({"rekap": True}, "kolom.cara"),
        ({"sampai": "rat.tanggal"}, "sampai"),
        ({"dahulu": "rat.pagu > 1"}, "dahulu"),
        ({"dahulu": "x"}, "dahulu"),
        ({"baris": ["a99"]}, "baris"),
        ({"baris": ["a"] * 301}, "baris"),
        ({"judul": ["x"] * 6}, "judul"),
        ({"judul": ["{nama}"]}, "judul"),
        ({"catatan": ["x"] * 11}, "catatan"),
        ({"lembar": "A/B"}, "lembar"),
        ({"lembar": "=1+1"}, "lembar"),
        ({"lembar": "History"}, "lembar"),
        ({"lembar": "x" * 32}, "lembar"),
        ({"kolom": [col()] * 61}, "kolom"),
        ({"kolom": [RAT.kolom[11]] * 9}, "kolom"),
    ],
    ids=lambda one: str(one)[:60],
)
def test_a_part_is_put_together_from_what_is_there(changes, letak):
    assert unsound(part(**changes)) == f"L1.{letak}"


CHART = Grafik(kode="G9", nama="X", milik="kemiskinan", formulir="F-K02", baris="makro.a01")


@pytest.mark.parametrize(
    ("changes", "letak"),
    [
        ({"versi": 1}, "versi"),
        ({"berlaku": "2026"}, "berlaku"),
        ({"satuan_hitung": ["rupiah"]}, "satuan_hitung"),
        ({"keluaran": []}, "keluaran"),
        ({"keluaran": [*PROGRAM.keluaran] * 2}, "kode"),
        ({"keluaran": [*PROGRAM.keluaran] * 9}, "keluaran"),
        ({"keluaran": [Keluaran(kode="../x", nama="X", milik="spm", bagian=[RAT])]}, "kode"),
        ({"keluaran": [Keluaran(kode="L1", nama="", milik="spm", bagian=[RAT])]}, "L1.nama"),
        ({"keluaran": [Keluaran(kode="L1", nama="X", milik="lain", bagian=[RAT])]}, "L1.milik"),
        ({"keluaran": [Keluaran(kode="L1", nama="X", milik="spm", bagian=[])]}, "L1.bagian"),
        ({"grafik": [msgspec.structs.replace(CHART, baris="makro.x")]}, "G9.baris"),
        ({"grafik": [msgspec.structs.replace(CHART, formulir="F-X")]}, "G9.baris"),
        ({"grafik": [msgspec.structs.replace(CHART, kode="L1")]}, "kode"),
        ({"samar": [*PROGRAM.samar, PROGRAM.samar[0]]}, "samar"),
        ({"samar": [Samar(tabel="F-K07.lain", kolom=["l"])]}, "samar.F-K07.lain"),
        ({"samar": [Samar(tabel="F-K07.penerima", kolom=["x"])]}, "samar.F-K07.penerima"),
        ({"samar": [Samar(tabel="F-K07.penerima", kolom=[])]}, "samar.F-K07.penerima"),
        (
            {"samar": [msgspec.structs.replace(PEOPLE, jumlah=[JumlahSamar(utuh="x", bagian=[])])]},
            "samar.F-K07.penerima",
        ),
    ],
    ids=lambda one: str(one)[:60],
)
def test_a_list_must_be_sound(changes, letak):
    assert unsound(outputs(**changes)) == letak


def people(column: KolomKeluaran, **changes: Any) -> KeluaranTerbit:
    """A column over the people of F-K07."""
    facts = {"tabel": ["F-K07.penerima"], "kolom": [column], **changes}
    return one(BagianKeluaran(lembar="Penerima", **facts))


@pytest.mark.parametrize(
    "daftar",
    [
        people(col(cara="rumus", isi="l + 0")),
        people(col(isi="l", jumlah=True)),
        people(col(isi="l", mundur=1)),
        people(col(cara="terbaru", dari=["l"])),
        people(col(isi="l"), rekap=True, kelompok="kegiatan"),
        part(col(cara="cocok", isi="penerima.dis_netra", lewat="kegiatan")),
    ],
    ids=range(6),
)
def test_small_counts_of_people_are_not_shown_in_another_way(daftar):
    assert unsound(daftar) == "L1.samar"


@pytest.mark.parametrize(
    ("changes", "letak"),
    [({"kelompok": "l"}, "kelompok"), ({"dahulu": "l < 3"}, "dahulu")],
    ids=["kelompok", "dahulu"],
)
def test_nor_by_the_order_of_rows(changes, letak):
    assert unsound(people(col(isi="kegiatan"), **changes)) == f"L1.{letak}"


@pytest.mark.parametrize(
    "daftar",
    [
        people(col(isi="l")),
        people(col(cara="rangkai", dari=["l", "p"])),
        part(col(cara="cocok", isi="penerima.l", lewat="kegiatan")),
    ],
    ids=range(3),
)
def test_where_they_are_veiled_they_may_be_printed(daftar):
    assert unsound(daftar) == ""


def test_a_chart_draws_no_counts_of_people():
    veil = Samar(tabel="F-K02.makro", kolom=["maret"])
    kept = [PROGRAM.outputs["L1"]]
    assert unsound(outputs(keluaran=kept, grafik=[CHART])) == ""
    assert unsound(outputs(keluaran=kept, grafik=[CHART], samar=[veil])) == "G9.baris"


def test_it_is_said_in_a_sentence(province):
    assert refusal(province, told_outputs(part(col(isi="tidak_ada")))) == (
        "Daftar keluaran versi 2 di berkas definisi memuat L1.kolom.isi yang tidak dapat dipakai: "
        "Uji (tidak_ada). Perbaiki L1.kolom.isi dengan melihat daftar bawaan Lontar, "
        "forms/keluaran.toml, sebagai contoh, lalu buat lagi berkasnya."
    )


def test_what_is_made_veils_all_this_program_does_and_what_comes_may_be_older(province):
    less = outputs(samar=PROGRAM.samar[1:])

    def weigh(*, baru: bool) -> None:
        definisi_keluaran.check(province, [less], [], paths.forms(), baru=baru)

    with pytest.raises(LontarError) as caught:
        weigh(baru=True)
    assert str(caught.value) == (
        "Daftar keluaran versi 2 tidak lagi menyamarkan l pada tabel F-K07.penerima, sehingga "
        "hitungan kecil dapat menunjuk orang. Salin semua yang disamarkan dari daftar bawaan "
        "Lontar, forms/keluaran.toml; isinya boleh ditambah, tidak boleh dikurangi. Lalu buat lagi "
        "berkasnya."
    )
    weigh(baru=False)


def test_a_later_list_does_not_hold_earlier(province):
    isi = told_outputs(outputs(2, "2027-T1"), outputs(3, "2026-T4"))
    assert refusal(province, isi) == (
        "Daftar keluaran versi 3 mulai berlaku lebih dahulu daripada versi 2. Versi yang lebih "
        "tinggi harus berlaku pada triwulan yang sama atau sesudahnya. Ubah triwulan mulainya."
    )


def test_a_list_that_stumbles_is_refused(province, monkeypatch):
    def stumble(*_: object) -> None:
        raise ZeroDivisionError("kolom")

    monkeypatch.setattr(definisi_keluaran, "printed_part", stumble)
    assert refusal(province, told_outputs(outputs())) == (
        "Daftar keluaran versi 2 tidak dapat dicetak oleh Lontar ini (kolom). Jangan pasang berkas "
        "ini. Minta provinsi memperbaiki keluarannya dan membuat berkas baru."
    )
