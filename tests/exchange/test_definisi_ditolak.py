"""Files of definitions that must not get in: forged, cut, swollen, in other words, or unsound."""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING

import msgspec
import pytest

from app.domain.formulir import canonical
from app.errors import LontarError
from app.exchange import (
    definisi,
    surat,
    tanda_tangan,
)
from app.exchange.surat import Amplop
from app.store import definitions, pustaka
from app.store.office import Office
from tests.contoh_definisi import (
    KODE,
    file,
    first,
    method,
    outputs,
    propose,
    regions,
    service,
    table,
    told,
)
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_paket import KUPANG
from tests.exchange.contoh_sertifikat import NOW
from tests.exchange.contoh_surat import BIRO, holder, officer_of_province

if TYPE_CHECKING:
    from app.store.office import Office


def refusal(office: Office, data: bytes) -> str:
    before = pustaka.dates_of(office)
    with pytest.raises(LontarError) as caught:
        propose(office, data)
    assert pustaka.dates_of(office) == before
    assert definitions.installed(office) == []
    return str(caught.value)


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


def test_letters_that_are_no_letters_are_told_as_a_broken_file(office):
    spelt = plain()
    assert refusal(office, packed(spelt.replace(b'"format"', b'"form\xe7t"'))) == BROKEN
    assert refusal(office, packed(spelt.replace(b'"catatan"', b'"catat\xe7n"'))) == (
        UNKNOWN.format(letak="?")
    )
    # A word of no letters cannot be named.
    assert refusal(office, packed(spelt.replace(b'"catatan"', b'""'))) == UNKNOWN.format(letak="?")


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


TABLES = [msgspec.to_builtins(table())]
METHODS = [msgspec.to_builtins(method())]
LIST = msgspec.to_builtins(regions())
OUTPUTS = msgspec.to_builtins(outputs())


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
        plain(versi=2),
        plain(metode=[]),
        plain(versi=2, metode=[]),
        plain(metode=METHODS),
        plain(versi=2, metode=METHODS + METHODS),
        plain(konsolidasi=TABLES),
        plain(versi=3, keluaran=[OUTPUTS]),
        plain(versi=2, konsolidasi=[]),
        plain(versi=2, konsolidasi=TABLES * 2),
        plain(versi=2, metode=[*METHODS, {**METHODS[0], "versi": 1}]),
        plain(catatan="dua  spasi"),
        plain(catatan="x" * 501),
        plain() + b" ",
    ],
    ids=lambda data: data[:30].decode(),
)
def test_any_other_shape_is_damaged(office, data):
    assert refusal(office, packed(data)) == BROKEN


def test_another_format_is_named(office):
    assert refusal(office, packed(plain(versi=5))) == (
        "Berkas definisi ini berbentuk versi 5; Lontar ini mengenal versi 4. Perbarui Lontar, lalu "
        "pasang lagi berkas ini."
    )


@pytest.mark.parametrize(
    ("changes", "letak"),
    [
        ({"nomor": 0}, ".nomor"),
        ({"nama_berkas": "../../x"}, "nama_berkas"),
        ({"nomor": "1"}, ".nomor"),
        ({"versi": 2, "metode": [{**METHODS[0], "rumus": "x"}]}, "rumus"),
        ({"versi": 3, "wilayah": [{**LIST, "warna": "biru"}]}, "warna"),
        ({"versi": 4, "keluaran": [{**OUTPUTS, "skrip": "x"}]}, "skrip"),
        ({"versi": 4, "keluaran": [{"versi": 2, "berlaku": "2026-T4"}]}, "keluaran"),
        ({"versi": 2, "metode": [{**METHODS[0], "daerah": "median"}]}, ".metode[0].daerah"),
        ({"versi": 2, "metode": {}}, ".metode"),
        ({"versi": 2, "konsolidasi": [{**TABLES[0], "rumus": "x"}]}, "rumus"),
        ({"versi": 2, "konsolidasi": [{"versi": 2}]}, "kelompok"),
        ({"versi": 2, "metode": None}, ".metode"),
    ],
    ids=lambda one: str(one)[:40],
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
    form = contoh.full_acuan().forms["F-K05", 2]
    # F-K05 hangs together by its rules; a form without any can lose what is printed.
    fewer = msgspec.structs.replace(
        form, versi=3, berlaku="2027-T2", tabel=form.tabel[:-1], aturan=[]
    )
    gone = form.tabel[-1].kode
    said = refusal(office, file(told(fewer)))
    assert said == (
        f"Formulir F-K05 versi 3 tidak lagi memuat {gone}, padahal Lontar ini mencetak atau "
        "menggabungkannya. Pertahankan bagian itu di versi baru, atau perbarui Lontar dahulu."
    )


def test_forms_travel_in_the_spelling_they_are_hashed_in():
    assert canonical(service()) in zlib.decompress(body(first()).rsplit(b"\n", 1)[0])
