"""Lists of outputs in a file of definitions: used by quarter, told in words, made and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from app import paths
from app.domain.keluaran import Grafik, Keluaran, KolomKeluaran, Samar
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import (
    definisi,
    definisi_kata,
    grafik_makro,
    keluaran_cetak,
    susun_definisi,
    tawaran_cetak,
)
from app.store import definitions, output_lists, pustaka
from tests.contoh_definisi import file, outputs, propose, put, told_outputs, with_part, with_row
from tests.exchange import contoh_keluaran
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_keluaran import ENDE
from tests.exchange.contoh_sertifikat import authority
from tests.exchange.contoh_surat import officer_of_province

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.exchange.definisi import IsiDefinisi
    from app.store.office import Office

T2, T3, T4 = (Periode(2026, number) for number in (2, 3, 4))
L2 = pustaka.load_keluaran(paths.forms()).outputs["L2"]
RAT = L2.bagian[1]
PLACE = KolomKeluaran(judul="Lokus", isi="lokasi_teks", lebar=14)
LOCUS = with_part("L2", 1, kolom=[*RAT.kolom, PLACE])
"""The outputs of the program with a column more in L2, B."""


@pytest.fixture
def ende(tmp_path: Path) -> Iterator[Office]:
    """A kabupaten with something in every form that is printed."""
    with contoh_keluaran.office(tmp_path / "ende") as made:
        contoh.trust(made, otoritas=authority())
        yield made


def heads(office: Office, periode: Periode) -> list[str]:
    """The columns of L2, B in print."""
    made = keluaran_cetak.make(office, "L2", periode, ENDE)
    (sheet,) = (one for one in made.lembar if one.nama == "B Realisasi RAT")
    return [title for title in sheet.kepala[0] if title]


def begin(office: Office, quarter: str, status: str = "draf") -> None:
    with office.transaction() as conn:
        conn.execute(
            "INSERT INTO lembar (formulir, versi, wilayah, periode, status) "
            "VALUES ('KES-01', 1, ?, ?, ?)",
            (office.identitas.wilayah, quarter, status),
        )


# --- Which quarter is printed by which


def test_a_list_holds_from_its_quarter_on_and_begun_ones_stay(ende):
    data = file(told_outputs(outputs(2, "2026-T1", keluaran=LOCUS)))
    assert "Lokus" not in heads(ende, T2)
    usulan = put(ende, data)
    assert definisi_kata.touched(usulan) == [
        (
            "Triwulan II 2026 tetap dicetak menurut daftar keluaran versi 1, kecuali dipindahkan "
            "ke versi 2."
        )
    ]
    assert "Lokus" not in heads(ende, T2)
    assert [one.versi for one in output_lists.PUBLISHED.installed(ende)] == [2]
    assert put(ende, data, pindah=True).sudah
    assert heads(ende, T2)[-1] == "Lokus"
    (known,) = definitions.installed(ende)
    assert "daftar keluaran versi 2" in definisi_kata.listed(known)
    assert not propose(ende, data).may_move


def test_a_quarter_that_was_closed_is_printed_as_it_was(ende):
    with ende.transaction() as conn:
        conn.execute("UPDATE lembar SET status = 'final'")
    usulan = put(ende, file(told_outputs(outputs(2, "2026-T1", keluaran=LOCUS))), pindah=True)
    assert definisi_kata.touched(usulan) == [
        (
            "Triwulan II 2026 sudah ditandatangani dan dikunci; tetap dicetak menurut daftar "
            "keluaran versi 1, bukan versi 2."
        )
    ]
    assert "Lokus" not in heads(ende, T2)


def test_a_year_is_printed_by_the_list_of_its_last_quarter(ende):
    kept = [one for one in LOCUS if one.kode != "L4"]
    put(ende, file(told_outputs(outputs(keluaran=kept))))
    assert "L4" in {one.kode for one in tawaran_cetak.offers(ende, T2, ENDE)}
    with pytest.raises(LontarError) as caught:
        keluaran_cetak.make(ende, "L4", Periode(2026), ENDE)
    assert caught.value.kode == "cetak_tidak_ada"
    assert keluaran_cetak.of_form(ende, T2, "F-K12") == ["L4"]
    assert keluaran_cetak.of_form(ende, T4, "F-K12") == []


def test_a_new_output_and_a_new_chart_are_offered_and_printed(ende):
    own = Keluaran(kode="L99", nama="Ringkasan RAT", milik="kemiskinan", bagian=[RAT])
    chart = Grafik(
        kode="G3.9", nama="Gini", milik="kemiskinan", formulir="F-K02", baris="makro.a02"
    )
    program = pustaka.load_keluaran(paths.forms())
    isi = outputs(2, "2026-T1", keluaran=[*program.keluaran, own], grafik=[*program.grafik, chart])
    put(ende, file(told_outputs(isi)), pindah=True)
    offered = {one.kode for one in tawaran_cetak.offers(ende, T2, ENDE, "kemiskinan")}
    assert {"L2", "L99", "G3.9"} <= offered
    assert grafik_makro.gather(ende, "g3.9", ENDE, Periode(2026)).judul.startswith("Gini, ")
    assert keluaran_cetak.make(ende, "L99", T2, ENDE).lembar[0].nama == "B Realisasi RAT"


def test_a_list_without_anything_for_a_part_of_the_work_offers_nothing(ende):
    put(ende, file(told_outputs(outputs())))
    assert tawaran_cetak.known(ende, T4, "kemiskinan")
    assert not tawaran_cetak.known(ende, T4, "spm")


def newer_form() -> Any:
    """The next version of F-K06, with a column more."""
    form = contoh.full_acuan().forms["F-K06", 2]
    own = form.tables["realisasi"]
    more = msgspec.structs.replace(own.columns_by_code["masalah"], kode="rujukan", label="Rujukan")
    changed = msgspec.structs.replace(own, kolom=[*own.kolom, more])
    tables = [changed if one.kode == "realisasi" else one for one in form.tabel]
    return msgspec.structs.replace(form, versi=3, berlaku="2027-T2", tabel=tables)


def test_what_an_older_form_does_not_have_is_left_out_and_named(ende):
    column = KolomKeluaran(judul="Rujukan", isi="rujukan")
    lists = outputs(2, "2026-T1", keluaran=with_part("L2", 1, kolom=[*RAT.kolom, column]))
    put(ende, file(told_outputs(lists, formulir=[newer_form()])), pindah=True)
    made = keluaran_cetak.make(ende, "L2", T2, ENDE)
    assert "Rujukan" not in heads(ende, T2)
    assert made.lembar[-1].catatan[-1] == (
        "Tidak dicetak karena formulir pada periode ini belum memuatnya: F-K06: Rujukan."
    )


def test_a_row_that_an_older_form_does_not_have_has_no_chart_yet(ende):
    chart = Grafik(kode="G9", nama="X", milik="kemiskinan", formulir="F-K02", baris="makro.baru")
    lists = outputs(2, "2026-T1", grafik=[chart])
    put(ende, file(told_outputs(lists, formulir=[with_row()])), pindah=True)
    with pytest.raises(LontarError) as caught:
        grafik_makro.gather(ende, "G9", ENDE, Periode(2026))
    assert caught.value.kode == "cetak_kosong"


def test_what_is_veiled_only_grows(ende):
    more = Samar(tabel="F-K11.aduan", kolom=["ringkasan"])
    program = pustaka.load_keluaran(paths.forms())
    put(ende, file(told_outputs(outputs(2, "2026-T1", samar=[more]))), pindah=True)
    held = output_lists.of_period(ende, paths.forms(), T2).veils
    assert held == {**program.veils, "F-K11.aduan": more}


# --- In words


def test_every_change_is_said(province):
    kept = RAT.kolom[:-1]
    wider = msgspec.structs.replace(kept[3], lebar=30, isi="rat.sumber_dana")
    changed = with_part(
        "L2", 1, kolom=[kept[0], *kept[4:], wider, PLACE], catatan=["Catatan lain."], subtotal=False
    )
    named = msgspec.structs.replace(changed[0], nama="Tabel RAT")
    program = pustaka.load_keluaran(paths.forms())
    lists = outputs(
        keluaran=[
            named,
            *(one for one in changed[1:] if one.kode != "L4"),
            Keluaran(kode="L99", nama="Baru", milik="spm", bagian=[RAT]),
        ],
        grafik=[msgspec.structs.replace(program.grafik[0], bentuk="batang"), *program.grafik[2:]],
        samar=[*program.samar, Samar(tabel="F-K11.aduan", kolom=["ringkasan"])],
    )
    usulan = propose(with_forms(province), file(told_outputs(lists)))
    assert [line.kalimat for line in definisi_kata.lines(usulan)] == [
        (
            "Daftar keluaran cetak versi 2, dipakai mulai Triwulan IV 2026; triwulan sebelumnya "
            "tetap dicetak menurut daftar lamanya."
        ),
        "Keluaran L1 RAT Tabel 3.1 kini bernama Tabel RAT.",
        "L2, B Realisasi RAT berubah: judul atau catatannya, pengelompokan barisnya.",
        "L2, B Realisasi RAT: kolom OPD berubah: isinya, rupanya.",
        "L2, B Realisasi RAT: kolom baru, Lokus.",
        "L2, B Realisasi RAT: kolom dihapus, Sektor.",
        "L2, B Realisasi RAT: kolom dihapus, Program/Kegiatan.",
        "L2, B Realisasi RAT: kolom dihapus, Upaya.",
        "L2, B Realisasi RAT: kolomnya berganti urutan.",
        "Keluaran baru: L99 Baru.",
        "Keluaran dihapus: L4 Pemantauan dan evaluasi PJPK.",
        "Grafik 3.1 Persentase penduduk miskin (P0) berubah: rupanya.",
        "Grafik dihapus: Grafik 3.2 Jumlah penduduk miskin.",
        "Hitungan orang yang kecil kini disamarkan juga pada tabel F-K11.aduan.",
    ]
    assert "Daftar keluaran cetak yang baru: 1." in definisi_kata.summary(usulan)
    told: dict[str, Any] = definisi_kata.as_json(usulan)
    assert [one["versi"] for one in told["keluaran"]] == [2]


def with_forms(office: Office) -> Office:
    """The office, knowing the forms of kemiskinan too."""
    pustaka.add_forms(office, [*contoh.full_acuan().forms.values()])
    return office


# --- Made at the province


def written(place: Path, versi: int = 2, berlaku: str = "2026-T4", nama: str = "Tabel RAT") -> Path:
    text = (paths.forms() / "keluaran.toml").read_text("utf-8")
    place.mkdir(exist_ok=True)
    head = f'versi = {versi}\nberlaku = "{berlaku}"\n'
    changed = text.replace('nama = "RAT Tabel 3.1"', f'nama = "{nama}"', 1)
    (place / "keluaran.toml").write_text(head + changed, "utf-8")
    return place


def made(province: Office, folder: Path) -> IsiDefinisi:
    own = officer_of_province()
    isi = susun_definisi.prepare(province, folder, paths.forms(), [own.certificate], "Keluaran.")
    susun_definisi.keep(province, isi, definisi.sign(isi, own.key, [own.certificate]))
    return isi


def test_a_list_is_written_in_a_file_and_the_next_file_holds_it_too(province, tmp_path):
    with_forms(province)
    first = made(province, written(tmp_path / "a"))
    assert (first.versi, first.formulir, first.counts()) == (4, [], {"keluaran": 1})
    second = made(province, written(tmp_path / "b", 3, "2027-T1", "RAT"))
    assert [one.versi for one in second.others["keluaran"]] == [2, 3]
    assert "nomor 2, 2 daftar keluaran, dibuat" in file(second).decode().splitlines()[0]
    usulan = propose(province, file(second))
    told = [line.kalimat for line in definisi_kata.lines(usulan)]
    assert told[1::2] == [
        "Keluaran L1 RAT Tabel 3.1 kini bernama Tabel RAT.",
        "Keluaran L1 Tabel RAT kini bernama RAT.",
    ]


def test_the_list_of_the_program_copied_along_is_none(province, tmp_path):
    text = (paths.forms() / "keluaran.toml").read_text("utf-8")
    (tmp_path / "keluaran.toml").write_text(text, "utf-8")
    with pytest.raises(LontarError) as caught:
        made(province, tmp_path)
    assert caught.value.kode == "definisi_folder_kosong"


def test_a_list_that_was_made_is_not_changed(province, tmp_path):
    with_forms(province)
    made(province, written(tmp_path / "a"))
    with pytest.raises(LontarError) as caught:
        made(province, written(tmp_path / "b", nama="Lain"))
    assert str(caught.value) == (
        "Daftar keluaran versi 2 di sini berbeda dari yang sudah terbit dengan nomor versi yang "
        "sama. Daftar yang sudah terbit tidak boleh berubah. Beri perubahan itu nomor versi baru, "
        "lalu buat lagi."
    )


def test_a_file_without_outputs_stays_readable_for_older_programs(province):
    assert definisi.version_for(["formulir", "wilayah"]) == 3
    assert definisi.version_for(["keluaran"]) == definisi.VERSIONS[-1]
