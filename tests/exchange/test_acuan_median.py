"""Medians on their way from the province to a kabupaten, and everything that must not get in."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import msgspec
import pytest

from app import paths
from app.domain.median import MedianLayanan
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import acuan_median, kanonik, surat, tanda_tangan
from app.exchange.acuan_median import IsiAcuan, IsiLayanan
from app.store import medians
from app.store.backgrounds import background
from tests.contoh_median import FORMULIR, LIMA, accept
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_paket import T3
from tests.exchange.contoh_sertifikat import NOW
from tests.exchange.contoh_surat import BIRO, holder, officer_of_province
from tests.forms import berkas

if TYPE_CHECKING:
    from app.store.office import Office
    from tests.exchange.contoh_sertifikat import Pihak


def told(**changes: object) -> IsiAcuan:
    made = IsiAcuan(
        provinsi="53",
        periode="2026-T3",
        dibuat=NOW.isoformat(timespec="seconds"),
        layanan={FORMULIR: IsiLayanan(7, 4500)},
    )
    return msgspec.structs.replace(made, **changes)


def file(isi: IsiAcuan | None = None, pihak: Pihak | None = None) -> bytes:
    own = pihak or officer_of_province()
    amplop = acuan_median.sign(isi or told(), own.key, [own.certificate])
    return acuan_median.text(amplop).encode()


def packed(data: bytes, maksud: str = acuan_median.MAKSUD) -> bytes:
    """Any bytes signed by the officer, between the marks."""
    own = officer_of_province()
    said = tanda_tangan.Pernyataan(maksud, NOW.isoformat(timespec="seconds"))
    jws = tanda_tangan.sign(data, own.key, [own.certificate], said)
    lines = surat.wrapped(surat.Amplop(data, jws))
    return "\n".join([acuan_median.BEGIN, *lines, acuan_median.END]).encode()


def refusal(office: Office, data: bytes) -> str:
    with pytest.raises(LontarError) as caught:
        acuan_median.install(office, data)
    assert medians.periods(office) == []
    return str(caught.value)


def fact(office: Office, periode: Periode = T3) -> object:
    region = contoh.acuan().wilayah[office.identitas.wilayah]
    return background(office, region, periode, berkas.published()[FORMULIR], {}).median


# --- From one office to the other


def test_the_medians_of_accepted_packages_reach_the_sheets_of_a_kabupaten(office, province):
    accept(province, LIMA)
    own = officer_of_province()
    isi = acuan_median.prepare(province, T3, paths.forms(), [own.certificate])
    assert isi.layanan == {FORMULIR: IsiLayanan(5, 4500)}
    data = file(isi)
    terbaca, fresh = acuan_median.install(office, data)
    assert fresh
    assert acuan_median.sentence(terbaca, fresh=fresh) == (
        f"Acuan median Triwulan III 2026 dari {BIRO} sudah dipasang: 1 layanan."
    )
    assert fact(office) == MedianLayanan(5, 4500)
    assert medians.kept_file(office, T3) == data


def test_no_other_quarter_borrows_the_medians(office):
    acuan_median.install(office, file())
    assert fact(office) == MedianLayanan(7, 4500)
    assert fact(office, Periode(2026, 4)) is None
    assert fact(office, Periode(2026, 2)) is None


def test_four_regions_make_no_file(province):
    accept(province, dict(list(LIMA.items())[:4]))
    own = officer_of_province()
    with pytest.raises(LontarError) as caught:
        acuan_median.prepare(province, T3, paths.forms(), [own.certificate])
    assert str(caught.value) == (
        "Acuan median Triwulan III 2026 belum dapat dibuat: belum ada layanan dengan angka dari "
        "sedikitnya 5 daerah (paket yang sudah diterima dari 4 daerah). Buat lagi sesudah lebih "
        "banyak paket diterima. Di bawah 5 daerah, nilai tengah dapat membuka angka satu daerah."
    )


def test_figures_of_a_withdrawn_package_do_not_count(province):
    accept(province, dict(list(LIMA.items())[:4]))
    accept(province, {"53.13": 50}, putusan="ditarik")
    with pytest.raises(LontarError, match="sedikitnya 5 daerah"):
        acuan_median.gather(province, T3, {"KES": "Kesehatan"})


def test_a_message_quoted_in_a_chat_is_read(office):
    quoted = file().decode().replace("-----", "——").replace("\n", "\r\n> ")
    assert acuan_median.install(office, quoted.encode())[1]


def test_the_same_file_again_changes_nothing(office):
    acuan_median.install(office, file())
    terbaca, fresh = acuan_median.install(office, file())
    assert not fresh
    assert acuan_median.sentence(terbaca, fresh=fresh) == (
        "Acuan median Triwulan III 2026 ini sudah dipasang sebelumnya; tidak ada yang berubah."
    )


def test_a_newer_file_replaces_and_an_older_one_is_refused(office):
    older = told(dibuat="2026-10-04T09:30:00+00:00", layanan={FORMULIR: IsiLayanan(5, 100)})
    acuan_median.install(office, file(older))
    acuan_median.install(office, file(told(layanan={FORMULIR: IsiLayanan(9, 5000, 100)})))
    assert fact(office) == MedianLayanan(9, 5000, 100)
    with pytest.raises(LontarError) as caught:
        acuan_median.install(office, file(older))
    assert str(caught.value) == (
        "Acuan median Triwulan III 2026 ini dibuat 4 Oktober 2026, 09.30; yang sudah dipasang "
        "dibuat 5 Oktober 2026, 09.30 dan lebih baru. Tidak ada yang diubah. Bila berkas ini yang "
        "benar, minta provinsi membuatnya lagi."
    )
    assert fact(office) == MedianLayanan(9, 5000, 100)


# --- What must not get in

BROKEN = (
    "Acuan median ini rusak: bagian di antara BEGIN dan END tidak lagi seperti yang ditulis "
    "Lontar. Minta provinsi mengirimnya sekali lagi, sebaiknya sebagai berkas."
)


def body(data: bytes) -> bytes:
    lines = data.decode().splitlines()
    begin, end = lines.index(acuan_median.BEGIN), lines.index(acuan_median.END)
    return base64.b64decode("".join(lines[begin + 1 : end]))


def rewrapped(raw: bytes) -> bytes:
    middle = base64.b64encode(raw).decode()
    return f"{acuan_median.BEGIN}\n{middle}\n{acuan_median.END}".encode()


def test_one_changed_figure_breaks_the_signature(office):
    raw = body(file())
    assert b"4500" in raw
    changed = rewrapped(raw.replace(b"4500", b"4600", 1))
    with pytest.raises(LontarError) as caught:
        acuan_median.install(office, changed)
    assert caught.value.kode == "tanda_tangan_tidak_cocok"
    assert medians.periods(office) == []


def test_a_strangers_signature_is_worth_nothing(office):
    stranger = holder("53", "operator", "Provinsi Lain")
    with pytest.raises(LontarError) as caught:
        acuan_median.install(office, file(pihak=stranger))
    assert caught.value.kode == "penanda_tidak_dikenal"
    assert medians.periods(office) == []


def test_a_kabupaten_cannot_make_one(office):
    assert refusal(office, file(pihak=holder(contoh.KUPANG, "operator"))) == (
        "Yohana Contoh dari Bagian Pemerintahan 53.01 bukan pejabat provinsi yang acuan mediannya "
        "dibuat atau dibaca di sini. Acuan median hanya dibuat dan ditandatangani di kantor "
        "provinsi. Minta berkasnya kepada provinsi."
    )


def test_the_reference_of_another_province_is_refused(office):
    assert refusal(office, file(told(provinsi="52"))) == (
        "Acuan median ini dari provinsi berkode 52, sedangkan kantor ini untuk wilayah 53.01. "
        "Minta berkas acuan median dari provinsi sendiri."
    )


def test_a_signature_for_something_else_does_not_pass(office):
    data = kanonik.canonical_bytes(msgspec.to_builtins(told()))
    assert refusal(office, packed(data, surat.TANDA_TERIMA)) == (
        f"Tanda tangan Yohana Contoh dari {BIRO} dibuat untuk keperluan lain, bukan untuk acuan "
        "median ini. Jangan pakai berkas ini. Hubungi provinsi lewat telepon dan minta acuan "
        "median dibuat lagi di Lontar."
    )


def test_a_file_above_the_limit_is_not_looked_into(office):
    assert refusal(office, file() + b" " * acuan_median.MAX_FILE) == (
        "Berkas ini lebih besar dari 200 kB; acuan median tidak pernah sebesar itu. Pilih berkas "
        "yang namanya diawali acuan-median, seperti yang dikirim provinsi."
    )


@pytest.mark.parametrize(("data", "jumlah"), [(b"halo", 0), (file() + file(), 2)])
def test_exactly_one_reference_is_read(office, data, jumlah):
    assert refusal(office, data) == (
        "Di dalam berkas ini harus ada tepat satu acuan median yang utuh; yang ditemukan "
        f"{jumlah}. Pilih berkas acuan-median dari provinsi. Bila disalin dari obrolan, salin "
        "seluruh pesan sampai baris END LONTAR ACUAN MEDIAN."
    )


def test_another_version_is_named(office):
    data = kanonik.canonical_bytes(msgspec.to_builtins(told(versi=2)))
    assert refusal(office, packed(data)) == (
        "Acuan median ini versi 2; Lontar ini mengenal versi 1. Perbarui Lontar, lalu pasang lagi "
        "berkas ini."
    )


@pytest.mark.parametrize("data", [b"bukan json", b"[]", b'{ "format": "lontar-acuan-median"}'])
def test_what_is_no_canonical_json_of_this_format_is_damaged(office, data):
    assert refusal(office, packed(data)) == BROKEN


def test_letters_lost_between_the_marks_are_damage(office):
    cut = file().replace(b"LONTAR ACUAN MEDIAN-----\n", b"LONTAR ACUAN MEDIAN-----\n?", 1)
    assert refusal(office, cut) == BROKEN


LAYANAN = {"jumlah_wilayah": 7, "capaian_median": 4500}


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "lontar-surat"},
        {"provinsi": "53.01"},
        {"periode": "2026"},
        {"periode": "kapan-kapan"},
        {"dibuat": "2026-10-05T09:30:00"},
        {"layanan": {}},
        {"layanan": {FORMULIR: {**LAYANAN, "jumlah_wilayah": 4}}},
        {"layanan": {FORMULIR: {**LAYANAN, "capaian_median": -1}}},
        {"layanan": {FORMULIR: {**LAYANAN, "capaian_median": "45"}}},
        {"layanan": {FORMULIR: {**LAYANAN, "wilayah": "53.08"}}},
        {"layanan": {"kes 1": LAYANAN}},
        {"lampiran": "x"},
    ],
    ids=str,
)
def test_any_other_shape_is_damaged(office, changes):
    isi = {**msgspec.to_builtins(told()), **changes}
    assert refusal(office, packed(kanonik.canonical_bytes(isi))) == BROKEN
