"""Tables of the konsolidasi in a file of definitions: used by quarter, and everything refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from app import paths
from app.domain.konsolidasi_kolom import AcuanBanding, KelompokKolom
from app.domain.susunan_terbit import MAX_DARI
from app.errors import LontarError
from app.exchange import (
    definisi,
    definisi_kata,
    definisi_susunan,
    konsolidasi_bahan,
    susun_definisi,
)
from app.store import consolidation_tables, definitions, pustaka
from tests.contoh_definisi import (
    COLUMN,
    T4,
    file,
    method,
    propose,
    put,
    table,
    told_table,
    with_row,
)
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_paket import T3
from tests.exchange.contoh_surat import officer_of_province

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.periode import Periode
    from app.exchange.definisi import IsiDefinisi
    from app.store.office import Office

PROGRAM = pustaka.load_konsolidasi(paths.forms())


@pytest.fixture
def province(province: Office) -> Office:
    """A province that knows the forms of kemiskinan too."""
    pustaka.add_forms(province, [*contoh.full_acuan().forms.values()])
    return province


def columns_in(office: Office, periode: Periode) -> list[str]:
    found = konsolidasi_bahan.gather(office, periode, paths.forms()).susunan
    return [one.kode for one in found.kolom]


def begin(office: Office, quarter: str = "2026-T3") -> None:
    with office.transaction() as conn:
        conn.execute(
            "INSERT INTO lembar (formulir, versi, wilayah, periode, status) "
            "VALUES ('KES-01', 1, '53.01', ?, 'draf')",
            (quarter,),
        )


# --- Which quarter uses which


def test_a_table_holds_from_its_quarter_on(province):
    assert put(province, file(told_table(table()))).jenis[0].triwulan == ()
    assert "garis" not in columns_in(province, T3)
    assert columns_in(province, T4)[-1] == "garis"
    (known,) = definitions.installed(province)
    assert known.terbitan == {"konsolidasi": [2]}
    assert "Nomor 1: konsolidasi versi 2, dibuat " in definisi_kata.listed(known)


def test_a_begun_quarter_keeps_its_table_until_it_is_moved(province):
    begin(province)
    data = file(told_table(table(berlaku="2026-T3")))
    usulan = put(province, data)
    (told,) = definisi_kata.touched(usulan)
    assert told == (
        "Triwulan III 2026: konsolidasi kemiskinan tetap memakai tabel versi 1, kecuali "
        "dipindahkan ke versi 2."
    )
    assert "garis" not in columns_in(province, T3)
    assert "garis" in columns_in(province, T4)
    assert put(province, data, pindah=True).sudah
    assert "garis" in columns_in(province, T3)
    assert not propose(province, data).may_move


def test_what_is_new_is_said(province):
    kolom = (*PROGRAM.kolom[2:], msgspec.structs.replace(PROGRAM.kolom[1], judul="Rev"), COLUMN)
    usulan = propose(province, file(told_table(table(kolom=kolom))))
    assert [line.kalimat for line in definisi_kata.lines(usulan)] == [
        "Tabel konsolidasi kemiskinan versi 2, dipakai provinsi mulai Triwulan IV 2026.",
        "Kolom berubah: Rev.",
        "Kolom baru: Garis kemiskinan (Rp).",
        "Kolom dihapus: Tanggal terima.",
    ]
    assert "Tabel konsolidasi kemiskinan yang baru: 1." in definisi_kata.summary(usulan)


def test_a_column_over_a_cell_that_an_older_form_lacks_stays_empty(province):
    kolom = msgspec.structs.replace(COLUMN, dari=("makro.baru.maret",))
    isi = told_table(table(kolom=(*PROGRAM.kolom, kolom)), formulir=[with_row()])
    put(province, file(isi))
    bahan = konsolidasi_bahan.gather(province, T4, paths.forms())
    assert {one.versi for one in bahan.forms if one.kode == "F-K02"} == {1}
    found = konsolidasi_bahan.put_together(bahan)
    assert {row.petak["garis"].rupa for row in found.baris} == {"belum_ada"}


def test_a_kabupaten_keeps_it_and_nothing_of_it_changes_there(office):
    pustaka.add_forms(office, [*contoh.full_acuan().forms.values()])
    begin(office)
    usulan = put(office, file(told_table(table(berlaku="2026-T3"))))
    assert usulan.jenis[0].triwulan == ()
    assert [one.versi for one in consolidation_tables.PUBLISHED.installed(office)] == [2]


# --- Made at the province


def written(place: Path, versi: int = 2, berlaku: str = "2026-T4", judul: str = "Rev.") -> Path:
    text = (paths.forms() / "konsolidasi_kemiskinan.toml").read_text("utf-8")
    head = f'versi = {versi}\nberlaku = "{berlaku}"\n'
    place.mkdir(exist_ok=True)
    changed = text.replace('judul = "Revisi"', f'judul = "{judul}"', 1)
    (place / "konsolidasi_kemiskinan.toml").write_text(head + changed, "utf-8")
    return place


def made(province: Office, folder: Path) -> IsiDefinisi:
    own = officer_of_province()
    isi = susun_definisi.prepare(province, folder, paths.forms(), [own.certificate], "Kolom.")
    susun_definisi.keep(province, isi, definisi.sign(isi, own.key, [own.certificate]))
    return isi


def test_a_table_is_written_in_a_file_and_the_next_file_holds_it_too(province, tmp_path):
    first = made(province, written(tmp_path / "a"))
    assert (
        first.versi,
        len(first.formulir),
        [one.versi for one in first.others["konsolidasi"]],
    ) == (2, 0, [2])
    second = made(province, written(tmp_path / "b", 3, "2027-T1", "Revisi ke"))
    assert [one.versi for one in second.others["konsolidasi"]] == [2, 3]


def test_the_table_of_the_program_copied_along_is_none(province, tmp_path):
    text = (paths.forms() / "konsolidasi_kemiskinan.toml").read_text("utf-8")
    (tmp_path / "konsolidasi_kemiskinan.toml").write_text(text, "utf-8")
    with pytest.raises(LontarError) as caught:
        made(province, tmp_path)
    assert caught.value.kode == "definisi_folder_kosong"


def test_a_table_that_was_made_is_not_changed(province, tmp_path):
    made(province, written(tmp_path / "a"))
    with pytest.raises(LontarError) as caught:
        made(province, written(tmp_path / "b", judul="Lain"))
    assert str(caught.value) == CHANGED


# --- What must not get in

CHANGED = (
    "Tabel konsolidasi versi 2 di sini berbeda dari yang sudah terbit dengan nomor versi yang "
    "sama. Tabel yang sudah terbit tidak boleh berubah. Beri perubahan itu nomor versi baru, lalu "
    "buat lagi."
)


def refusal(office: Office, isi: IsiDefinisi) -> str:
    with pytest.raises(LontarError) as caught:
        propose(office, file(isi))
    assert consolidation_tables.PUBLISHED.installed(office) == []
    return str(caught.value)


def with_column(**changes: Any) -> IsiDefinisi:
    kolom = msgspec.structs.replace(COLUMN, **changes)
    return told_table(table(kolom=(*PROGRAM.kolom, kolom)))


def group(kode: str = "lain", nama: str = "Lain", judul: str = "Lain") -> KelompokKolom:
    return KelompokKolom(kode=kode, nama=nama, judul=judul)


def with_group(*groups: KelompokKolom) -> IsiDefinisi:
    """A table whose last columns stand in other groups."""
    extra = tuple(
        msgspec.structs.replace(COLUMN, kode=f"k{number}", kelompok=one.kode)
        for number, one in enumerate(groups)
    )
    kolom = (*PROGRAM.kolom, *extra)
    return told_table(table(kelompok=(*PROGRAM.kelompok, *groups), kolom=kolom))


SUM: dict[str, Any] = {"hitung": "jumlah", "formulir": "F-K05", "dari": ("rat.*.pagu",)}


@pytest.mark.parametrize(
    ("changes", "letak"),
    [
        ({"kode": "../x"}, "kode"),
        ({"kode": "lengkap_F"}, "kode"),
        ({"kelompok": "tidak_ada"}, "kelompok"),
        ({"judul": ""}, "judul"),
        ({"judul": "dua\nbaris"}, "judul"),
        ({"judul": "x" * 81}, "judul"),
        ({"alasan": "x" * 401}, "alasan"),
        ({"satuan": "\u202eRp"}, "satuan"),
        ({"desimal": 7}, "desimal"),
        ({"desimal": -1}, "desimal"),
        ({"formulir": "F-K99"}, "formulir"),
        ({"formulir": "KES-01"}, "formulir"),
        ({"dari": ()}, "dari"),
        ({"dari": ("makro.a05.maret", "makro.a04.maret")}, "dari"),
        ({"dari": ("makro.tidak.ada",)}, "dari"),
        ({"dari": ("{tahun.__class__}",)}, "dari"),
        ({"dari": ("{tahun:>999999999}",)}, "dari"),
        ({"dari": ("{0}",)}, "dari"),
        ({"dari": ("x" * 121,)}, "dari"),
        ({**SUM, "dari": ("rat.*.pagu",) * (MAX_DARI + 1)}, "dari"),
        ({**SUM, "dari": ("lain.*.pagu",)}, "dari"),
        ({"hitung": "baris", "formulir": "F-K05", "dari": ("tidak_ada",)}, "dari"),
        ({"hitung": "rasio", "formulir": "F-K05", "dari": ("rat.*.pagu",)}, "dari"),
        ({"hitung": "paket", "formulir": "", "dari": ("isi",)}, "dari"),
        ({"hitung": "temuan", "formulir": "", "dari": ()}, "dari"),
        ({"hitung": "kelengkapan", "formulir": "F-K02"}, "dari"),
        ({"penimbang": "makro.tidak.ada"}, "dari"),
        ({"seragam": "makro.tidak.ada"}, "dari"),
        ({"gabung": "tertimbang"}, "penimbang"),
        ({**SUM, "bila": "__import__('os')"}, "bila"),
        ({**SUM, "bila": "tidak_ada > 0"}, "bila"),
        ({**SUM, "bila": "9 ** 9 ** 9 > 0"}, "bila"),
        ({**SUM, "bila": "pagu > 0 " + "and pagu > 0 " * 40}, "bila"),
        ({"bila": "not kosong(maret)"}, "bila"),
        ({"banding": (AcuanBanding(formulir="F-K02", sel="makro.x.y"),)}, "banding"),
        ({"banding": (AcuanBanding(formulir="F-K02", sel="{tahun.real}"),)}, "banding"),
        ({"banding": (AcuanBanding(),)}, "banding"),
        ({"banding": (AcuanBanding(wilayah="penduduk", toleransi_persen=-1),)}, "banding"),
        ({"banding": (AcuanBanding(wilayah="penduduk"),) * 6}, "banding"),
    ],
    ids=lambda one: str(one)[:50],
)
def test_a_column_names_only_what_exists(province, changes, letak):
    said = refusal(province, with_column(**changes))
    assert said.startswith("Tabel konsolidasi versi 2 di berkas definisi memuat kolom.")
    assert f".{letak} yang tidak dapat dipakai: " in said
    assert said.endswith(
        f".{letak} dengan melihat tabel bawaan Lontar sebagai contoh, lalu buat lagi berkasnya."
    )


@pytest.mark.parametrize(
    "groups",
    [
        [group(kode="makro")],
        [group(kode="A b")],
        [group(nama="Makro BPS")],
        [group(nama="makro bps")],
        [group(nama="x" * 32)],
        [group(nama="a/b")],
        [group(nama="'x'")],
        [group(nama="Cara digabung")],
        [group(nama="Packages")],
        [group(judul="")],
        [group(kode=f"g{number}", nama=f"G{number}") for number in range(20)],
    ],
    ids=lambda one: one[0].nama,
)
def test_a_group_can_name_a_sheet(province, groups):
    said = refusal(province, with_group(*groups))
    assert "memuat kelompok yang tidak dapat dipakai: " in said


def test_a_sound_group_is_taken(province):
    put(province, file(with_group(group())))
    assert columns_in(province, T4)[-1] == "k0"


@pytest.mark.parametrize(
    ("isi", "letak"),
    [
        (told_table(table(1)), "versi"),
        (told_table(table(1000)), "versi"),
        (told_table(table(berlaku="2026")), "berlaku"),
        (told_table(table(kolom=())), "kolom"),
        (told_table(table(kolom=(*PROGRAM.kolom, COLUMN, COLUMN))), "kolom"),
        (told_table(table(kelompok=PROGRAM.kelompok[:-1])), "kelompok"),
        (told_table(table(kelompok=(*PROGRAM.kelompok, group()))), "kelompok"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_table_must_be_sound(province, isi, letak):
    assert f"memuat {letak} yang tidak dapat dipakai: " in refusal(province, isi)


def test_too_many_columns_are_refused(province):
    many = tuple(msgspec.structs.replace(COLUMN, kode=f"k{number}") for number in range(301))
    said = refusal(province, told_table(table(kolom=(*PROGRAM.kolom, *many))))
    together = len(PROGRAM.kolom) + len(many)
    assert f"memuat kolom yang tidak dapat dipakai: {together}." in said


def test_a_later_version_cannot_hold_earlier(province):
    isi = told_table(table(2, "2027-T1"), table(3, "2026-T4"))
    assert refusal(province, isi) == (
        "Tabel konsolidasi versi 3 mulai berlaku lebih dahulu daripada versi 2. Versi yang lebih "
        "tinggi harus berlaku pada triwulan yang sama atau sesudahnya. Ubah triwulan mulainya."
    )


def test_a_later_file_cannot_change_what_was_installed(province):
    put(province, file(told_table(table())))
    with pytest.raises(LontarError) as caught:
        propose(province, file(told_table(table(berlaku="2027-T1"), nomor=2)))
    assert str(caught.value) == CHANGED


def test_a_table_that_stumbles_is_refused(province, monkeypatch):
    def stumble(*_: object) -> None:
        raise ZeroDivisionError("kolom")

    monkeypatch.setattr(definisi_susunan, "figure", stumble)
    assert refusal(province, told_table(table())) == (
        "Tabel konsolidasi versi 2 tidak dapat dihitung oleh Lontar ini (kolom). Jangan pasang "
        "berkas ini. Minta provinsi memperbaiki kolomnya dan membuat berkas baru."
    )


def test_metode_and_table_travel_together(province):
    put(province, file(told_table(table(), metode=[method()])))
    (known,) = definitions.installed(province)
    assert ([versi for versi, _ in known.metode], known.terbitan) == ([2], {"konsolidasi": [2]})
