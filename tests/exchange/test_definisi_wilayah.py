"""Lists of regions in a file of definitions: used by quarter, told in words, everything refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app import paths
from app.domain.lembar import evaluate
from app.domain.periode import Periode
from app.domain.wilayah import Wilayah
from app.domain.wilayah_terbit import DaftarWilayah
from app.errors import LontarError
from app.exchange import (
    acuan_kantor,
    definisi,
    definisi_kata,
    impor,
    konsolidasi_bahan,
    papan,
    rekap_bahan,
    rekap_tren,
    susun_definisi,
)
from app.exchange.putusan import Putusan
from app.exchange.verifikasi import Pemeriksa
from app.store import backgrounds, definitions, region_lists
from app.store.door import write
from tests.contoh_definisi import (
    BARU,
    T4,
    file,
    lines,
    propose,
    put,
    regions,
    told_regions,
)
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_paket import KUPANG, T3, TTS
from tests.exchange.contoh_sertifikat import clock
from tests.exchange.contoh_surat import officer_of_province

if TYPE_CHECKING:
    from pathlib import Path

    from app.exchange.definisi import IsiDefinisi
    from app.exchange.putusan import Laporan
    from app.store.office import Office

ALL = 22
NAMA = {"k01": {"nama": "Kabupaten Kupang Raya", "singkat": "Kupang Raya"}}


def count(office: Office, periode: Periode) -> int:
    return len(rekap_bahan.regions(office, paths.forms(), periode))


def begin(office: Office, wilayah: str = KUPANG, quarter: str = "2026-T3") -> None:
    with office.transaction() as conn:
        conn.execute(
            "INSERT INTO lembar (formulir, versi, wilayah, periode, status) "
            "VALUES ('KES-01', 1, ?, ?, 'draf')",
            (wilayah, quarter),
        )


# --- Which quarter has which regions


def test_a_region_that_was_split_off_stands_everywhere_from_its_quarter_on(province):
    put(province, file(told_regions(regions(2, "2026-T4", BARU))))
    assert [count(province, one) for one in (T3, T4, Periode(2027, 1))] == [ALL, ALL + 1, ALL + 1]
    assert len(papan.read(province, T3, paths.forms()).wilayah) == ALL
    assert len(papan.read(province, T4, paths.forms()).wilayah) == ALL + 1
    table = konsolidasi_bahan.gather(province, T4, paths.forms()).wilayah
    assert [one.kode for one in table][-1] == BARU.kode
    (known,) = definitions.installed(province)
    assert "daftar wilayah versi 2" in definisi_kata.listed(known)


def test_the_trend_has_a_gap_where_a_region_was_not_there_yet(province):
    put(province, file(told_regions(regions(2, "2026-T4", BARU))))
    found, now = rekap_tren.work_out(list(rekap_tren.quarters(province, T4, paths.forms())))
    assert len(now.wilayah) == ALL + 1
    assert {len(points) for points in found.wilayah.values()} == {len(found.periode)}


def test_a_renamed_region_keeps_its_name_in_older_quarters(province):
    put(province, file(told_regions(regions(2, "2027-T1", **NAMA))))
    quarters = (T4, Periode(2027, 1))
    names = [region_lists.region(province, paths.forms(), KUPANG, one).nama for one in quarters]
    assert names == ["Kabupaten Kupang", "Kabupaten Kupang Raya"]
    # Whoever is met outside a quarter is called as today.
    assert region_lists.known(province, paths.forms())[KUPANG].nama == "Kabupaten Kupang"


def test_a_begun_quarter_keeps_its_regions_until_it_is_moved(province):
    begin(province)
    data = file(told_regions(regions(2, "2026-T3", BARU)))
    put(province, data)
    assert [count(province, one) for one in (T3, T4)] == [ALL, ALL + 1]
    assert put(province, data, pindah=True).sudah
    assert count(province, T3) == ALL + 1
    assert not propose(province, data).may_move


def test_a_quarter_that_was_closed_is_not_moved(office):
    begin(office)
    with office.transaction() as conn:
        conn.execute("UPDATE lembar SET status = 'final'")
    data = file(told_regions(regions(2, "2026-T3", **NAMA)))
    usulan = put(office, data, pindah=True)
    assert definisi_kata.touched(usulan) == [
        (
            "Triwulan III 2026 sudah ditandatangani dan dikunci; tetap memakai daftar wilayah "
            "versi 1, bukan versi 2."
        )
    ]
    assert region_lists.region(office, paths.forms(), KUPANG, T3).nama == "Kabupaten Kupang"


def test_a_region_that_leaves_stays_in_older_quarters(province):
    gone = DaftarWilayah(
        versi=2,
        berlaku="2026-T4",
        wilayah=tuple(one for kode, one in lines().items() if kode != TTS),
        lepas=(TTS,),
    )
    put(province, file(told_regions(gone)))
    assert [count(province, one) for one in (T3, T4)] == [ALL, ALL - 1]
    assert region_lists.known(province, paths.forms())[TTS].singkat == "TTS"
    found, _ = rekap_tren.work_out(list(rekap_tren.quarters(province, T4, paths.forms())))
    assert TTS in found.wilayah


def test_another_projection_is_used_from_its_quarter_on(office):
    people = {**lines()[KUPANG].penduduk, "2026": 500_000}
    put(office, file(told_regions(regions(2, "2026-T4", k01={"penduduk": people}))))
    told = [
        region_lists.region(office, paths.forms(), KUPANG, one).penduduk[2026] for one in (T3, T4)
    ]
    assert told == [386_353, 500_000]


# --- Packages


def judge(data: bytes, province: Office) -> Laporan:
    acuan = acuan_kantor.of_office(contoh.acuan(), province)
    examiner = contoh.examiner()
    return Pemeriksa(acuan, examiner.percaya, clock, examiner.pembaca).verify_bytes(data, "a.xlsx")


def new_office(folder: Path) -> Office:
    """The office of a region that no list here has yet, set up with its name typed."""
    made = contoh.kabupaten(folder, BARU.kode, filled=False)
    region_lists.note_own(made, Wilayah(BARU.kode, BARU.nama, BARU.singkat, "kabupaten"))
    return made


def test_an_office_of_a_new_region_works_before_the_list_comes(tmp_path, province, monkeypatch):
    with new_office(tmp_path / "baru") as office:
        acuan = acuan_kantor.of_office(contoh.acuan(), office)
        monkeypatch.setattr(contoh, "acuan", lambda: acuan)
        write(office, contoh.cells(BARU.kode), jenis="ketik", label="Isi", pelaku="")
        made = contoh.export(office, tmp_path, T3)
        data = made.path.read_bytes()
    monkeypatch.undo()
    assert judge(data, province).alasan == "paket_wilayah_asing"
    put(province, file(told_regions(regions(2, "2026-T4", BARU))))
    found = judge(data, province)
    assert found.putusan is Putusan.SAH_UTUH
    # Known by now, but not in that quarter: its figures would stand nowhere.
    with pytest.raises(LontarError) as caught:
        impor.accept(province, found, pelaku="")
    assert str(caught.value) == (
        "Kabupaten Contoh Baru tidak ada dalam daftar wilayah Triwulan III 2026, yang memuat 22 "
        "kabupaten dan kota. Periksa triwulannya. Kalau wilayah ini sudah ada pada triwulan itu, "
        "pasang berkas definisi terbaru dan pindahkan triwulannya (Pengaturan, Definisi), lalu "
        "terima lagi paketnya."
    )


def test_a_package_signed_under_the_older_name_stays_genuine(province):
    before = judge(contoh.package(), province)
    put(province, file(told_regions(regions(2, "2026-T1", **NAMA))))
    found = judge(contoh.package(), province)
    assert (before.putusan, found.putusan) == (Putusan.SAH_UTUH, Putusan.SAH_UTUH)
    assert found.wilayah is not None
    assert found.wilayah.nama == "Kabupaten Kupang"


def test_lists_of_other_offices_are_known_where_a_file_is_only_judged(province, tmp_path):
    put(province, file(told_regions(regions(2, "2026-T4", BARU))))
    known = acuan_kantor.of_folders(contoh.acuan(), [province.folder, tmp_path / "tidak_ada"])
    assert known.wilayah[BARU.kode].nama == BARU.nama


# --- In words


def test_what_changes_is_said_region_by_region(province):
    people = {**lines()["53.08"].penduduk, "2030": 300_000}
    isi = told_regions(
        regions(2, "2026-T4", BARU, **NAMA, k03={"klaster": "Sumba"}, k08={"penduduk": people})
    )
    usulan = propose(province, file(isi))
    assert [line.kalimat for line in definisi_kata.lines(usulan)] == [
        (
            "Daftar wilayah versi 2, dipakai mulai Triwulan IV 2026; triwulan sebelumnya tetap "
            "memakai daftar lamanya."
        ),
        "Wilayah baru: Kabupaten Contoh Baru (53.22), pulau Timor, klaster Timor.",
        (
            "53.01 berganti nama: Kabupaten Kupang menjadi Kabupaten Kupang Raya. Kode dan datanya "
            "tetap."
        ),
        "Nama pendek Kabupaten Kupang: Kupang menjadi Kupang Raya.",
        "Klaster Kabupaten Timor Tengah Utara: Timor menjadi Sumba.",
        (
            "Proyeksi penduduk berubah di 1 wilayah, tahun 2030 sampai 2030. Aturan yang melihat "
            "penduduk memakai angka baru."
        ),
        "Banyaknya kabupaten dan kota: 22 menjadi 23.",
    ]
    assert "Daftar wilayah yang baru: 1." in definisi_kata.summary(usulan)


def test_the_preview_says_what_a_moved_klaster_does_to_a_begun_quarter(province):
    impor.accept(province, judge(contoh.package(), province), pelaku="")
    isi = told_regions(regions(2, "2026-T3", k01={"klaster": "Sumba"}))
    (told,) = definisi_kata.touched(propose(province, file(isi)))
    assert told.startswith(
        "Triwulan III 2026 tetap memakai daftar wilayah versi 1, kecuali dipindahkan ke versi 2. "
    )
    assert told.endswith(
        "Bila dipindahkan: Klaster Timor 80,31 (1 dari 6 wilayah) menjadi tanpa indeks (0 dari 5 "
        "wilayah); Klaster Sumba tanpa indeks (0 dari 4 wilayah) menjadi 80,31 (1 dari 5 wilayah)."
    )


def test_what_machines_read_names_versions_and_quarters(province):
    begin(province)
    usulan = propose(province, file(told_regions(regions(2, "2026-T3", BARU))))
    told: dict[str, Any] = definisi_kata.as_json(usulan)
    (version,) = told["wilayah"]
    assert (version["versi"], version["mulai"], version["sudah"]) == (2, "2026-T3", False)
    (quarter,) = told["triwulan_wilayah"]
    assert (quarter["periode"], quarter["lama"], quarter["baru"]) == ("2026-T3", 1, 2)


# --- Made at the province


def written(
    place: Path, versi: int = 2, berlaku: str = "2026-T4", nama: str = "Kupang Raya"
) -> Path:
    text = (paths.forms() / "wilayah.toml").read_text("utf-8")
    place.mkdir(exist_ok=True)
    head = f'versi = {versi}\nberlaku = "{berlaku}"\n'
    changed = text.replace('nama = "Kabupaten Kupang"', f'nama = "Kabupaten {nama}"', 1)
    (place / "wilayah.toml").write_text(head + changed, "utf-8")
    return place


def made(province: Office, folder: Path) -> IsiDefinisi:
    own = officer_of_province()
    isi = susun_definisi.prepare(province, folder, paths.forms(), [own.certificate], "Wilayah.")
    susun_definisi.keep(province, isi, definisi.sign(isi, own.key, [own.certificate]))
    return isi


def test_a_list_is_written_in_a_file_and_the_next_file_holds_it_too(province, tmp_path):
    first = made(province, written(tmp_path / "a"))
    assert (first.versi, first.formulir, first.counts()) == (3, [], {"wilayah": 1})
    second = made(province, written(tmp_path / "b", 3, "2027-T1", "Kupang Besar"))
    assert [one.versi for one in second.others["wilayah"]] == [2, 3]
    text = file(second).decode().splitlines()[0]
    assert "nomor 2, 2 daftar wilayah, dibuat" in text


def test_the_list_of_the_program_copied_along_is_none(province, tmp_path):
    text = (paths.forms() / "wilayah.toml").read_text("utf-8")
    (tmp_path / "wilayah.toml").write_text(text, "utf-8")
    with pytest.raises(LontarError) as caught:
        made(province, tmp_path)
    assert caught.value.kode == "definisi_folder_kosong"


def test_a_list_that_was_made_is_not_changed(province, tmp_path):
    made(province, written(tmp_path / "a"))
    with pytest.raises(LontarError) as caught:
        made(province, written(tmp_path / "b", nama="Lain"))
    assert str(caught.value) == (
        "Daftar wilayah versi 2 di sini berbeda dari yang sudah terbit dengan nomor versi yang "
        "sama. Daftar yang sudah terbit tidak boleh berubah. Beri perubahan itu nomor versi baru, "
        "lalu buat lagi."
    )


# --- Rules that count regions


def poor_of(province: Office, periode: Periode, regions: int) -> list[str]:
    """What R-14 says when so many regions have told their poor and the province another sum."""
    forms = contoh.full_acuan().forms
    form = max((one for one in forms.values() if one.kode == "F-K02"), key=lambda one: one.versi)
    known = region_lists.of_quarter(province, paths.forms(), periode)
    asked = ["53", *[kode for kode in sorted(known) if kode != "53"][:regions]]
    sums = {kode: 5_000 if kode != "53" else 900_000 for kode in asked}
    told = {kode: {"F-K02": {"makro.a02.maret": sum_}} for kode, sum_ in sums.items()}
    around = backgrounds.backgrounds(province, known["53"], periode, [form], values=told)
    found = evaluate(form, told["53"]["F-K02"], latar=around["F-K02"]).temuan
    return [one.pesan for one in found if one.aturan.kode == "R-14"]


def test_the_sum_of_the_regions_is_compared_once_all_of_the_quarter_are_there(province):
    put(province, file(told_regions(regions(2, "2027-T1", BARU))))
    before, after = Periode(2026, 4), Periode(2027, 1)
    assert poor_of(province, before, ALL)[0].startswith("Jumlah 22 kabupaten/kota")
    assert poor_of(province, after, ALL) == []
    assert poor_of(province, after, ALL + 1)[0].startswith("Jumlah 23 kabupaten/kota")
