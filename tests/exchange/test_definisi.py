"""Definitions on their way from the province to an office, and everything that must not get in."""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import paths
from app.domain.formulir import canonical
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import (
    definisi,
    definisi_kata,
    hambatan,
    impor,
    pasang_definisi,
    surat,
    susun_definisi,
    tanda_tangan,
)
from app.exchange.surat import Amplop
from app.store import backup, definitions, drafts, pustaka, questions, undo
from app.store.door import CellWrite, write
from app.store.office import Identitas, Office
from tests.contoh_definisi import (
    DITAMBAH,
    HILANG,
    KODE,
    file,
    first,
    folder_with,
    service,
    told,
)
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_paket import KUPANG, T3
from tests.exchange.contoh_sertifikat import NOW, authority, clock
from tests.exchange.contoh_surat import BIRO, holder, officer_of_province

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.formulir import Formulir
    from app.exchange.definisi import IsiDefinisi
    from app.exchange.pasang_definisi import Usulan

T4 = Periode(2026, 4)


def propose(office: Office, data: bytes, mulai: str = "") -> Usulan:
    return pasang_definisi.propose(office, data, paths.forms(), contoh.acuan().wilayah, mulai)


def put(office: Office, data: bytes, *, pindah: bool = False, mulai: str = "") -> Usulan:
    usulan = propose(office, data, mulai)
    pasang_definisi.install(office, usulan, pindah=pindah, pelaku="Maria Contoh")
    return usulan


def refusal(office: Office, data: bytes) -> str:
    before = pustaka.dates_of(office)
    with pytest.raises(LontarError) as caught:
        propose(office, data)
    assert pustaka.dates_of(office) == before
    assert definitions.installed(office) == []
    return str(caught.value)


def version(office: Office, periode: Periode = T3) -> int:
    return pustaka.forms_of(office, periode)[KODE].versi


@pytest.fixture
def filled(tmp_path):
    with contoh.kabupaten(tmp_path / "terisi") as office:
        yield office


def begun() -> bytes:
    """A file whose version holds from the quarter in progress on."""
    return file(told(service(berlaku="2026-T3")))


# --- From one office to the other


def test_the_province_makes_a_file_and_a_kabupaten_uses_it(office, province, tmp_path):
    own = officer_of_province()
    folder = folder_with(tmp_path / "baru", paths.forms())
    isi = susun_definisi.prepare(province, folder, paths.forms(), [own.certificate], "Nifas  baru")
    assert (isi.nomor, isi.provinsi, isi.catatan) == (1, "53", "Nifas baru")
    data = susun_definisi.keep(province, isi, definisi.sign(isi, own.key, [own.certificate]))
    usulan = put(office, data)
    assert definisi_kata.head(usulan).startswith(
        f"Berkas definisi nomor 1, dibuat 5 Oktober 2026, 09.30 dan ditandatangani Yohana Contoh "
        f"dari {BIRO}."
    )
    assert (version(office, T3), version(office, T4)) == (1, 2)
    assert pustaka.forms_of(office, T4)[KODE].singkat == "Ibu hamil dan nifas"
    (known,) = definitions.installed(office)
    assert (known.nomor, known.nama, known.formulir) == (1, "Yohana Contoh", [(KODE, 2)])
    assert definitions.kept_file(office, 1) == data


def test_the_next_file_holds_the_earlier_ones_and_a_number_is_never_used_twice(province, tmp_path):
    own = officer_of_province()

    def make(versi: int, berlaku: str) -> IsiDefinisi:
        folder = folder_with(tmp_path / f"v{versi}", paths.forms(), versi, berlaku)
        isi = susun_definisi.prepare(province, folder, paths.forms(), [own.certificate])
        susun_definisi.keep(province, isi, definisi.sign(isi, own.key, [own.certificate]))
        return isi

    make(2, "2026-T4")
    second = make(3, "2027-T1")
    assert second.nomor == 2
    assert [(form.kode, form.versi) for form in second.formulir] == [(KODE, 2), (KODE, 3)]
    with pytest.raises(LontarError) as caught:
        make(3, "2027-T1")
    assert str(caught.value) == (
        "Tidak ada yang baru di folder itu dibandingkan berkas definisi nomor 2. Pakai berkas yang "
        "sudah ada, atau tambahkan versi baru sebuah formulir ke folder itu."
    )
    with pytest.raises(LontarError) as caught:
        make(3, "2027-T2")
    assert caught.value.kode == "definisi_versi_berubah"


def test_a_published_version_is_never_made_again_with_other_words(province, tmp_path):
    own = officer_of_province()
    folder = folder_with(tmp_path / "ubah", paths.forms(), versi=1, berlaku="2024-T1")
    with pytest.raises(LontarError) as caught:
        susun_definisi.prepare(province, folder, paths.forms(), [own.certificate])
    assert str(caught.value) == (
        "Formulir KES-01 versi 1 di sini berbeda dari yang sudah terbit dengan nomor versi yang "
        "sama. Versi yang sudah terbit tidak boleh berubah. Beri perubahan itu nomor versi baru "
        "dan nama berkas yang sesuai, lalu buat lagi."
    )


def test_a_kabupaten_makes_no_definitions(office, tmp_path):
    folder = folder_with(tmp_path / "baru", paths.forms())
    own = holder(KUPANG, "operator")
    with pytest.raises(LontarError) as caught:
        susun_definisi.prepare(office, folder, paths.forms(), [own.certificate])
    assert str(caught.value) == (
        "Yohana Contoh dari Bagian Pemerintahan 53.01 bukan pejabat provinsi yang definisinya "
        "dibuat atau dibaca di sini. Berkas definisi hanya dibuat dan ditandatangani di kantor "
        "provinsi. Minta berkasnya kepada provinsi."
    )


def test_what_the_folder_must_not_be(province, tmp_path, monkeypatch):
    own = officer_of_province()

    def said(folder: Path) -> str:
        with pytest.raises(LontarError) as caught:
            susun_definisi.prepare(province, folder, paths.forms(), [own.certificate])
        return str(caught.value)

    empty = tmp_path / "kosong"
    empty.mkdir()
    assert said(empty) == (
        f"Tidak ada berkas formulir di folder {empty}. Nama berkas formulir berakhir dengan "
        "versinya, misalnya ke_01.v2.toml."
    )
    large = folder_with(tmp_path / "besar", paths.forms())
    with (large / "ibu_hamil.v2.toml").open("a") as stream:
        stream.write("#" * susun_definisi.MAX_TOML)
    assert said(large) == (
        "Berkas definisi ibu_hamil.v2.toml lebih besar dari 1000 kB. Bagi formulir itu menjadi "
        "beberapa formulir."
    )
    monkeypatch.setattr(susun_definisi, "MAX_FILES", 0)
    assert said(large) == (
        f"Folder {large} berisi lebih dari 0 berkas definisi. Pilih folder yang hanya berisi "
        "formulir yang hendak dikirim."
    )


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path):
    outside = folder_with(tmp_path / "luar", paths.forms())
    folder = tmp_path / "dalam"
    folder.mkdir()
    try:
        (folder / "ibu_hamil.v2.toml").symlink_to(outside / "ibu_hamil.v2.toml")
    except OSError:
        pytest.skip("no links here")
    with pytest.raises(LontarError, match="Tidak ada berkas formulir"):
        susun_definisi.read_folder(folder, paths.forms())


# --- What it would change


def test_the_preview_names_every_difference_and_writes_nothing(filled):
    before = filled.conn.total_changes
    usulan = propose(filled, begun())
    assert filled.conn.total_changes == before
    said = [one.kalimat for one in definisi_kata.lines(usulan)]
    assert said[0] == "Ibu hamil, versi 2, dipakai mulai Triwulan III 2026."
    mutu = next(one.judul for one in usulan.tinjauan[0].form.tabel if one.kode == "mutu")
    assert f"Baris baru di {mutu}: Vitamin A." in said
    assert any(one.startswith(f"Baris dihapus dari {mutu}: ") for one in said)
    assert any(one.endswith('menjadi "Nama baru".') for one in said)
    assert any("strip" in one and one.startswith("Jenis atau satuan berubah") for one in said)
    assert "Aturan baru V2-SEDIKIT: Yang terlayani baru {penerima.terlayani.jumlah}." in said
    (lembar,) = usulan.tinjauan[0].lembar
    assert (lembar.periode, lembar.lembar, lembar.tetap) == ("2026-T3", 1, "")
    assert [sel.sel for sel in lembar.tanpa_tempat] == [HILANG]
    assert lembar.temuan_baru >= 1
    assert "1 isian tidak punya tempat lagi dan hanya tersimpan di riwayat" in said[-1]
    assert definisi_kata.summary(usulan).startswith(
        "Formulir baru: 0. Versi baru: 1. Sudah ada di kantor ini: 0. Lembar yang sudah berisi"
    )


def test_a_quarter_in_progress_keeps_its_version_and_is_handed_in_with_it(filled, tmp_path):
    put(filled, begun())
    assert version(filled) == 1
    acuan = contoh.acuan().with_office(filled)
    gathered = hambatan.gather(filled, acuan, T3, acuan.wilayah[KUPANG])
    assert {one.form.versi for one in gathered if one.form.kode == KODE} == {1}
    # The next quarter begins with the newer one.
    assert version(filled, T4) == 2
    contoh.type_in(filled, KODE, "penerima.terlayani.jumlah", 7000, T4)
    (sheet,) = [one for one in questions.sheets_of(filled, KODE) if one.periode == "2026-T4"]
    assert sheet.versi == 2
    sent = contoh.export(filled, tmp_path)
    (laporan,) = impor.examine([sent.path], filled, contoh.examiner())
    assert laporan.sah


def test_moved_sheets_lose_nothing_without_saying_so(filled):
    value = questions.values_of_period(filled, KUPANG, T3)[KODE][HILANG]
    usulan = put(filled, begun(), pindah=True)
    (known,) = definitions.installed(filled)
    assert known.pindah == [(KODE, "2026-T3")]
    assert [(one.sel, one.nilai) for one in known.tanpa_tempat] == [(HILANG, f"angka:{value}")]
    assert definisi_kata.done(known, usulan) == (
        "Berkas definisi nomor 1 sudah dipasang: 1 formulir baru atau berubah, 1 lembar "
        "dipindahkan. 1 isian tanpa tempat dipindahkan ke riwayat."
    )
    assert version(filled) == 2
    after = questions.values_of_period(filled, KUPANG, T3)[KODE]
    assert HILANG not in after
    assert after["penerima.terlayani.jumlah"] == 6480
    (newest, *_) = questions.history(filled, KODE, KUPANG, T3, HILANG)
    assert (newest.lama, newest.baru, newest.jenis) == (value, None, "definisi")
    # Taking back what was typed before cannot bring a cell back that nobody would see.
    assert "definisi" not in {one.jenis for one in undo.steps(filled, KUPANG)}


def test_the_sheet_that_moved_can_be_filled_and_handed_in(filled, tmp_path):
    put(filled, begun(), pindah=True)
    write(
        filled,
        [CellWrite(KODE, KUPANG, "2026-T3", f"mutu.{DITAMBAH}.tersedia", 5)],
        jenis="ketik", label="Isi", pelaku="Maria",
    )  # fmt: skip
    acuan = contoh.acuan().with_office(filled)
    gathered = hambatan.gather(filled, acuan, T3, acuan.wilayah[KUPANG])
    (own,) = [one for one in gathered if one.form.kode == KODE]
    assert own.form.versi == 2
    assert own.values.now[f"mutu.{DITAMBAH}.tersedia"] == 5


def test_a_statement_that_waits_is_void_when_its_sheet_moves(filled):
    contoh.state(filled)
    assert drafts.draft(filled, KUPANG, T3) is not None
    put(filled, begun(), pindah=True)
    assert drafts.draft(filled, KUPANG, T3) is None


def test_they_can_be_moved_later_with_the_same_file(filled):
    put(filled, begun())
    usulan = put(filled, begun(), pindah=True)
    assert usulan.sudah
    assert version(filled) == 2
    (known,) = definitions.installed(filled)
    assert len(known.tanpa_tempat) == 1
    again = put(filled, begun(), pindah=True)
    assert definitions.installed(filled) == [known]
    assert again.dapat_pindah == []


def test_a_later_beginning_can_be_chosen(filled):
    put(filled, begun(), mulai="2027-T1")
    assert [version(filled, p) for p in (T3, T4, Periode(2027, 1))] == [1, 1, 2]
    acuan = contoh.acuan().with_office(filled)
    region = acuan.wilayah[KUPANG]
    (form,) = [one for one in acuan.in_force(region, T4, {}) if one.kode == KODE]
    assert form.versi == 1


def test_sheets_taken_from_packages_keep_the_version_they_were_signed_with(province, tmp_path):
    (laporan,) = impor.examine([_packed(tmp_path)], province, contoh.examiner())
    impor.accept(province, laporan, pelaku="Yohana")
    usulan = put(province, begun(), pindah=True)
    (lembar,) = usulan.tinjauan[0].lembar
    assert lembar.tetap == "paket"
    assert version(province) == 1
    assert definisi_kata.sheets(usulan.tinjauan[0], lembar) == (
        "Triwulan III 2026: 1 lembar berasal dari paket yang sudah diterima; seluruh periode itu "
        "tetap memakai versi lama."
    )


def test_a_package_with_the_older_version_names_the_file_to_install(province, tmp_path):
    put(province, begun())
    (laporan,) = impor.examine([_packed(tmp_path)], province, contoh.examiner())
    with pytest.raises(LontarError) as caught:
        impor.accept(province, laporan, pelaku="Yohana")
    assert str(caught.value) == (
        "Paket ini memakai formulir KES-01 versi 1, padahal untuk periode itu kantor ini memakai "
        "versi 2 dari berkas definisi nomor 1. Minta pengirim memasang berkas definisi nomor 1 "
        "atau yang lebih baru, memindahkan lembar periode itu, lalu mengekspor lagi."
    )


def _packed(place: Path) -> Path:
    target = place / "paket.xlsx"
    target.write_bytes(contoh.package())
    return target


# --- Once, twice, in any order


def test_the_same_file_twice_changes_nothing(office):
    put(office, first())
    usulan = put(office, first())
    (known,) = definitions.installed(office)
    assert definisi_kata.done(known, usulan) == (
        "Berkas definisi nomor 1 sudah terpasang di kantor ini; tidak ada definisi yang berubah."
    )


def test_an_older_file_is_refused(office):
    put(office, file(told(nomor=2)))
    with pytest.raises(LontarError) as caught:
        propose(office, first())
    assert str(caught.value) == (
        "Berkas definisi nomor 1 ini lebih lama dari nomor 2 yang sudah dipasang. Tidak ada yang "
        "diubah. Yang terpasang sudah memuat isi berkas ini; bila ada yang kurang, minta provinsi "
        "membuat berkas baru."
    )


def test_another_file_of_the_same_number_is_refused(office):
    put(office, first())
    with pytest.raises(LontarError) as caught:
        propose(office, file(told(catatan="Lain.")))
    assert str(caught.value) == (
        "Berkas definisi nomor 1 ini dibuat 5 Oktober 2026, 09.30, berbeda dari nomor 1 yang sudah "
        "dipasang (dibuat 5 Oktober 2026, 09.30). Tidak ada yang diubah. Hubungi provinsi lewat "
        "telepon: satu nomor hanya untuk satu berkas; minta berkas dengan nomor baru."
    )


def test_a_later_file_cannot_change_a_version_that_was_installed(office):
    put(office, first())
    with pytest.raises(LontarError) as caught:
        propose(office, file(told(service(berlaku="2027-T1"), nomor=2)))
    assert caught.value.kode == "definisi_versi_berubah"


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.lists(st.integers(1, 3), min_size=1, max_size=6))
def test_any_order_and_any_repetition_come_to_the_same(tmp_path_factory, order):
    versions = [service(2, "2026-T4"), service(3, "2027-T1"), service(4, "2027-T2")]
    place = tmp_path_factory.mktemp("urutan")
    with _bare(place) as office:
        highest = 0
        for number in order:
            data = _numbered(number, tuple(versions[:number]))
            if number >= highest:
                put(office, data)
                highest = number
            else:
                with pytest.raises(LontarError, match="lebih lama dari nomor"):
                    propose(office, data)
        found = {key for key in pustaka.dates_of(office) if key[0] == KODE}
        assert found == {(KODE, 1)} | {(KODE, one.versi) for one in versions[: max(order)]}
        assert definitions.installed(office)[0].nomor == max(order)


_MADE: dict[int, bytes] = {}


def _numbered(number: int, forms: tuple[Formulir, ...]) -> bytes:
    if number not in _MADE:
        _MADE[number] = file(told(*forms, nomor=number))
    return _MADE[number]


def _bare(place: Path) -> Office:
    office = Office.create(place / "k", Identitas("kabupaten", KUPANG, "Kantor", "k"), clock)
    pustaka.add_forms(office, [contoh.acuan().forms[KODE, 1]])
    contoh.trust(office, otoritas=authority())
    return office


def test_a_failure_in_the_middle_leaves_nothing_behind(filled, monkeypatch):
    usulan = propose(filled, begun())
    before = questions.values_of_period(filled, KUPANG, T3)

    def fail(*_: object) -> None:
        raise LontarError("media_penuh", berkas="x", apa="menulis")

    monkeypatch.setattr(definitions, "move_sheets", fail)
    with pytest.raises(LontarError):
        pasang_definisi.install(filled, usulan, pindah=True, pelaku="Maria")
    assert definitions.installed(filled) == []
    assert (KODE, 2) not in pustaka.dates_of(filled)
    assert questions.values_of_period(filled, KUPANG, T3) == before


def test_the_program_does_not_replace_what_the_province_signed(filled, tmp_path):
    put(filled, first())
    own = folder_with(tmp_path / "program", paths.forms(), 2, "2027-T4")
    for shape in paths.forms().rglob("_*.toml"):
        (own / shape.name).write_bytes(shape.read_bytes())
    (own / "TERBIT").write_text("lain\n")
    assert pustaka.install(filled, own)
    assert pustaka.version_of(filled, KODE, 2) == service()
    assert contoh.acuan().with_office(filled).forms[KODE, 2] == service()


def test_a_backup_brings_the_installed_files_back(filled, tmp_path):
    put(filled, first())
    kept = backup.keep(filled.database, filled.now())
    assert kept is not None
    place = tmp_path / "pulih"
    place.mkdir()
    (place / "lontar.db").write_bytes(kept.read_bytes())
    with Office.open(place, clock) as back:
        assert definitions.kept_file(back, 1) == first()
        assert version(back, T4) == 2


# --- What must not get in

BROKEN = (
    "Berkas definisi ini rusak: bagian di antara BEGIN dan END tidak lagi seperti yang ditulis "
    "Lontar. Minta provinsi mengirimnya sekali lagi, sebaiknya sebagai berkas."
)
UNKNOWN = (
    "Berkas definisi ini memakai sesuatu yang tidak dikenal Lontar ini ({letak}). Perbarui Lontar, "
    "lalu pasang lagi. Bila Lontar sudah yang terbaru, minta provinsi membuat berkas ini sekali "
    "lagi."
)


def packed(data: bytes, maksud: str = definisi.MAKSUD, *, squeezed: bytes | None = None) -> bytes:
    """Any bytes signed by the officer, between the marks."""
    own = officer_of_province()
    said = tanda_tangan.Pernyataan(maksud, NOW.isoformat(timespec="seconds"))
    jws = tanda_tangan.sign(data, own.key, [own.certificate], said)
    lines = surat.wrapped(Amplop(zlib.compress(data) if squeezed is None else squeezed, jws))
    return "\n".join([definisi.BEGIN, *lines, definisi.END]).encode()


def plain(**changes: object) -> bytes:
    isi = {**msgspec.to_builtins(told()), **changes}
    return msgspec.json.encode(isi, order="sorted")


def body(data: bytes) -> bytes:
    lines = data.decode().splitlines()
    begin, end = lines.index(definisi.BEGIN), lines.index(definisi.END)
    return base64.b64decode("".join(lines[begin + 1 : end]))


def test_one_changed_letter_breaks_the_signature(office):
    data, jws = body(first()).rsplit(b"\n", 1)
    changed = zlib.decompress(data).replace(b"Vitamin A", b"Vitamin B", 1)
    lines = surat.wrapped(Amplop(zlib.compress(changed), jws.decode()))
    forged = "\n".join([definisi.BEGIN, *lines, definisi.END]).encode()
    assert "tanda tangan" in refusal(office, forged).casefold()


def test_a_strangers_signature_is_worth_nothing(office):
    stranger = holder("53", "operator", "Provinsi Lain")
    with pytest.raises(LontarError) as caught:
        propose(office, file(pihak=stranger))
    assert caught.value.kode == "penanda_tidak_dikenal"


def test_a_kabupaten_cannot_send_definitions(office):
    assert refusal(office, file(pihak=holder(KUPANG, "operator"))).startswith(
        "Yohana Contoh dari Bagian Pemerintahan 53.01 bukan pejabat provinsi yang definisinya"
    )


def test_the_definitions_of_another_province_are_refused(office):
    assert refusal(office, file(told(provinsi="52"))) == (
        "Berkas definisi ini dari provinsi berkode 52, sedangkan kantor ini untuk wilayah 53.01. "
        "Minta berkas definisi dari provinsi sendiri."
    )


def test_a_signature_for_something_else_does_not_pass(office):
    assert refusal(office, packed(plain(), surat.TANDA_TERIMA)) == (
        f"Tanda tangan Yohana Contoh dari {BIRO} dibuat untuk keperluan lain, bukan untuk berkas "
        "definisi ini. Jangan pakai berkas ini. Hubungi provinsi lewat telepon dan minta berkas "
        "definisi dibuat lagi di Lontar."
    )


def test_a_file_above_the_limit_is_not_looked_into(office):
    assert refusal(office, first() + b" " * definisi.MAX_FILE) == (
        "Berkas ini lebih besar dari 2 MB; berkas definisi tidak pernah sebesar itu. Pilih berkas "
        "yang namanya diawali definisi, seperti yang dikirim provinsi."
    )


@pytest.mark.parametrize(
    ("data", "marks"),
    [(b"halo", (0, 0)), (first() + first(), (2, 2)), (first()[:3000], (1, 0))],
    ids=["none", "two", "cut"],
)
def test_exactly_one_whole_file_is_read(office, data, marks):
    assert refusal(office, data) == (
        "Di dalam berkas ini harus ada tepat satu berkas definisi yang utuh; yang ditemukan "
        f"{marks[0]} tanda awal dan {marks[1]} tanda akhir. Pilih berkas definisi dari provinsi. "
        "Bila terpotong, minta dikirim sekali lagi sebagai berkas."
    )


def test_rows_of_dashes_take_no_time(office):
    assert "0 tanda awal" in refusal(office, b"-" * (definisi.MAX_FILE - 1))


def test_a_bomb_is_not_unpacked(office):
    bomb = zlib.compress(b" " * (definisi.MAX_DATA * 3), 9)
    assert refusal(office, packed(plain(), squeezed=bomb)) == (
        "Isi berkas definisi ini mengembang lebih dari 8 MB; berkas yang benar tidak pernah "
        "sebesar itu. Jangan pakai berkas ini. Minta provinsi mengirimnya sekali lagi."
    )


@pytest.mark.parametrize(
    "squeezed", [b"bukan zlib", zlib.compress(b"{}")[:-3], zlib.compress(b"{}") + b"ekor"]
)
def test_what_cannot_be_unpacked_is_damaged(office, squeezed):
    assert refusal(office, packed(plain(), squeezed=squeezed)) == BROKEN


@pytest.mark.parametrize(
    "data",
    [
        b"bukan json",
        b"[]",
        b"[" * 100_000,
        b'{"format":"lontar-definisi"}',
        plain(provinsi="53.01"),
        plain(format="lontar-surat"),
        plain(dibuat="2026-10-05T09:30:00"),
        plain(formulir=[]),
        plain(catatan="dua  spasi"),
        plain(catatan="x" * 501),
        plain() + b" ",
    ],
    ids=lambda data: data[:30].decode(),
)
def test_any_other_shape_is_damaged(office, data):
    assert refusal(office, packed(data)) == BROKEN


def test_another_format_is_named(office):
    assert refusal(office, packed(plain(versi=2))) == (
        "Berkas definisi ini berbentuk versi 2; Lontar ini mengenal versi 1. Perbarui Lontar, lalu "
        "pasang lagi berkas ini."
    )


@pytest.mark.parametrize(
    ("changes", "letak"),
    [
        ({"nomor": 0}, ".nomor"),
        ({"nama_berkas": "../../x"}, "nama_berkas"),
        ({"nomor": "1"}, ".nomor"),
    ],
    ids=str,
)
def test_a_word_of_a_newer_program_is_named(office, changes, letak):
    assert refusal(office, packed(plain(**changes))) == UNKNOWN.format(letak=letak)


def changed(**changes: object) -> bytes:
    return file(told(msgspec.structs.replace(service(), **changes)))


@pytest.mark.parametrize(
    ("changes", "letak", "isi"),
    [
        ({"kode": "../KES-01"}, "kode", "../KES-01"),
        ({"kode": "KES-01\n"}, "kode", "KES-01\n"),
        ({"versi": 0}, "versi", "0"),
        ({"urusan": "XYZ"}, "urusan", "XYZ"),
        ({"bagian": "lain"}, "bagian", "lain"),
        ({"berlaku": "2026"}, "berlaku", "2026"),
    ],
    ids=str,
)
def test_the_head_of_a_form_must_be_usable(office, changes, letak, isi):
    kode = str(changes.get("kode", KODE))
    assert refusal(office, changed(**changes)) == (
        f"Formulir {kode} di berkas definisi memuat {letak} yang tidak dapat dipakai: {isi}. "
        f"Perbaiki {letak} formulir itu. Urusan atau bagian baru memerlukan Lontar yang lebih baru."
    )


def test_a_rule_outside_the_language_is_refused_by_name(office):
    rules = [msgspec.structs.replace(service().aturan[-1], syarat="__import__('os') > 1")]
    said = refusal(office, changed(aturan=rules))
    assert said.startswith("Rumus di aturan.V2-SEDIKIT, berkas definisi KES-01.v2, memakai")


def test_a_rule_that_stumbles_is_refused_before_anybody_opens_the_form(office):
    rules = [msgspec.structs.replace(service().aturan[-1], syarat="terkait('tidak_ada.x') > 1")]
    said = refusal(office, changed(aturan=rules))
    assert said.startswith("Formulir KES-01 versi 2 tidak dapat dihitung oleh Lontar ini (")
    assert said.endswith(
        "Jangan pasang berkas ini. Minta provinsi memperbaiki rumus atau aturan formulir itu dan "
        "membuat berkas baru."
    )


def test_what_the_program_prints_must_stay(office):
    form = contoh.full_acuan().forms["F-K05", 1]
    # F-K05 hangs together by its rules; a form without any can lose what is printed.
    fewer = msgspec.structs.replace(
        form, versi=2, berlaku="2026-T4", tabel=form.tabel[:-1], aturan=[]
    )
    gone = form.tabel[-1].kode
    said = refusal(office, file(told(fewer)))
    assert said == (
        f"Formulir F-K05 versi 2 tidak lagi memuat {gone}, padahal Lontar ini mencetak atau "
        "menggabungkannya. Pertahankan bagian itu di versi baru, atau perbarui Lontar dahulu."
    )


def test_a_package_made_with_unknown_definitions_says_what_to_install(filled, province, tmp_path):
    put(filled, begun(), pindah=True)
    acuan = contoh.acuan().with_office(filled)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contoh, "acuan", lambda: acuan)
        sent = contoh.export(filled, tmp_path)
    (laporan,) = impor.examine([sent.path], province, contoh.examiner())
    assert laporan.alasan == "paket_definisi_baru"
    assert (
        "Paket ini diisi dengan formulir KES-01 versi 2, yang belum ada di kantor ini. Pasang "
        "dahulu berkas definisi dari provinsi yang memuatnya (Pengaturan, Definisi), lalu periksa "
        "lagi." in laporan.kalimat
    )
    # With the file installed it is genuine.
    put(province, begun())
    examiner = contoh.examiner()
    known = type(examiner)(acuan, examiner.percaya, clock, examiner.pembaca)
    (laporan,) = impor.examine([sent.path], province, known)
    assert laporan.sah
    impor.accept(province, laporan, pelaku="Yohana")
    assert version(province) == 2


def test_forms_travel_in_the_spelling_they_are_hashed_in():
    assert canonical(service()) in zlib.decompress(body(first()).rsplit(b"\n", 1)[0])
