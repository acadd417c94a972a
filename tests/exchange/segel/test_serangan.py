"""Every attack is made on a sealed package and refused with its reason; none is accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import LontarError
from app.exchange import segel
from tests.exchange.contoh_sertifikat import NOW, officer
from tests.exchange.segel.contoh_segel import (
    BOOK_LIST,
    KOMENTAR,
    PERAN,
    ROOT,
    SHEET,
    SIG,
    STRINGS,
    STYLES,
    TYPES,
    Bedah,
    judge,
    opened,
    sealed,
)
from tests.exchange.segel.serangan_isi import FALSE_STRINGS, ISI, NEW_SHEET
from tests.exchange.segel.serangan_kunci import KUNCI, told
from tests.exchange.segel.serangan_segel import SEGEL, made_silent
from tests.exchange.segel.serangan_wadah import WADAH, disimpan_ulang_zip

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = {
    *(f"a{number:02}" for number in range(1, 31)),
    *(f"z{number:02}" for number in range(1, 19)),
    *(f"s{number:02}" for number in range(1, 41)),
    *(f"p{number:02}" for number in range(1, 4)),
    *(f"x{number:02}" for number in range(1, 7)),
    "d01",
}
NAMED = {
    "a01_sel_diubah": SHEET,
    "a02_sharedstrings_ditukar": STRINGS,
    "a03_gaya_diubah": STYLES,
    "a04_target_relasi_ditukar": BOOK_LIST,
    "a05_relasi_dibuang": "xl/worksheets/sheet3.xml",
    "a06_lembar_dibuang": "xl/worksheets/sheet3.xml",
    "a07_bagian_yatim": NEW_SHEET,
    "a08_bagian_dan_relasi_baru": NEW_SHEET,
    "a10_sharedstrings_kedua_awal": FALSE_STRINGS,
    "a19_tipe_isi_diubah2": SHEET,
    "z11_entri_tersembunyi": SHEET,
    "z16_bom_zip_bohong": "xl/media/image1.png",
    "p01_manifest_kurang_satu": SHEET,
    "p03_relasi_sebagian": BOOK_LIST,
}


def refused(data: bytes) -> LontarError:
    with pytest.raises(LontarError) as caught:
        judge(data)
    # Every reason has its sentences, and all the data they fill in.
    assert caught.value.kode not in caught.value.pesan + caught.value.saran
    return caught.value


@pytest.mark.parametrize("kasus", ISI)
def test_a_package_taken_apart_and_sewn_up_again_is_refused(kasus):
    change, kode = ISI[kasus]
    parts = opened()
    change(parts)
    error = refused(parts.packed())
    assert error.kode == f"segel_{kode}"
    assert error.data.get("bagian") == NAMED.get(kasus, error.data.get("bagian"))


@pytest.mark.parametrize("kasus", [*WADAH, *SEGEL, *KUNCI])
def test_a_package_with_another_wrapping_or_seal_is_refused(kasus):
    attack, kode = {**WADAH, **SEGEL, **KUNCI}[kasus]
    error = refused(attack())
    assert error.kode == f"segel_{kode}"
    assert error.data.get("bagian") == NAMED.get(kasus, error.data.get("bagian"))


def test_no_row_of_the_attack_table_is_left_out():
    elsewhere = {"s01", "s20", "z18"}
    made = {kasus[:3] for kasus in (*ISI, *WADAH, *SEGEL, *KUNCI)}
    assert not ROWS - made - elsewhere


DEFAULT = (
    '<Default Extension="sigs" '
    'ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/>'
)


def stripped() -> Bedah:
    parts = opened()
    made_silent(parts)
    parts.drop(SIG)
    parts.swap(TYPES, (DEFAULT, ""))
    return parts


def test_s01_a_package_without_any_trace_of_its_seal_is_only_unsealed():
    assert segel.look(stripped().packed()) is None


LEFT: dict[str, tuple[Callable[[Bedah], None], str]] = {
    "default": (lambda parts: parts.swap(TYPES, ("<Override", DEFAULT + "<Override")), "jumlah"),
    "folder": (lambda parts: parts.add("_xmlsignatures/sig2.xml", b"<a/>"), "jumlah"),
    "folder_beda_huruf": (lambda parts: parts.add("_XMLSIGNATURES/sig1.xml", b"<a/>"), "jumlah"),
    "relasi": (lambda parts: parts.update({ROOT: opened()[ROOT]}), "jumlah"),
    "relasi_tersandi": (
        lambda parts: parts.update(
            {ROOT: opened()[ROOT].replace(b"digital-sig", b"digital&#45;sig")}
        ),
        "jumlah",
    ),
}


@pytest.mark.parametrize("left", LEFT)
def test_what_is_left_of_a_seal_is_not_overlooked(left):
    change, kode = LEFT[left]
    parts = stripped()
    change(parts)
    assert refused(parts.packed()).kode == f"segel_sig_{kode}"


def test_s20_a_time_in_the_future_is_told_to_the_caller_who_knows_the_clock():
    terbaca = judge(told(waktu="2026-11-04T09:30:00Z")())
    assert terbaca is not None
    assert (terbaca.waktu - NOW).days == 30


def test_z18_the_same_parts_packed_again_are_the_same_package():
    assert judge(disimpan_ulang_zip()) == judge(sealed())


def test_the_seal_of_an_untouched_package_holds():
    assert judge(sealed()) == segel.SegelTerbaca(NOW, KOMENTAR, PERAN, tampak=True)


def test_several_changed_parts_are_named_but_not_all_of_many():
    parts = opened()
    for number in range(1, 6):
        parts.swap(f"xl/worksheets/sheet{number}.xml", ("<sheetData>", "<sheetData >"))
    error = refused(parts.packed())
    assert error.data["bagian"] == (
        "xl/worksheets/sheet1.xml, xl/worksheets/sheet2.xml, xl/worksheets/sheet3.xml, …"
    )


def test_a_seal_is_checked_against_the_certificate_the_caller_trusts_only():
    mentah = segel.look(sealed())
    assert mentah is not None
    with pytest.raises(LontarError) as caught:
        segel.check(mentah, officer("53.02").certificate)
    assert caught.value.kode == "segel_cert_lain"
