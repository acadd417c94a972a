"""Sealing: what stays, what goes, what the seal says, and what is not sealed at all."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import msgspec
import openpyxl
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import LontarError
from app.exchange import segel
from app.exchange.segel import naskah
from tests.exchange.contoh_sertifikat import NOW, officer
from tests.exchange.segel.contoh_segel import (
    KOMENTAR,
    ORIGIN,
    ORIGIN_LIST,
    PERAN,
    ROOT,
    SIG,
    TYPES,
    judge,
    opened,
    seal,
    sealed,
    small,
    small_workbook,
    unpacked,
    workbook,
)
from tests.exchange.segel.serangan_kunci import sign
from tests.sumber import ROOT as CHECKOUT

GONE = {"docProps/core.xml", "docProps/app.xml"}
SEALS = {SIG, ORIGIN, ORIGIN_LIST}
ALLOWED = st.text(st.characters(exclude_categories=["C"]), max_size=255)


def entries(data: bytes) -> dict[str, zipfile.ZipInfo]:
    return {info.filename: info for info in zipfile.ZipFile(io.BytesIO(data)).infolist()}


def written_by_hand(write: Any, calc: str = "manual") -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    book: Any = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_calc_mode(calc, 191029)
    write(book.add_worksheet("Data"))
    book.close()
    return buffer.getvalue()


# --- What stays, what goes -----------------------------------------------------------------------


def test_every_part_stays_as_it_was_but_for_the_plumbing():
    before, after = unpacked(workbook()), opened()
    changed = {name for name in before if after.get(name) != before[name]} - GONE
    assert {name for name in changed if not name.endswith(".rels")} == {TYPES}
    assert set(before) - set(after) == GONE
    assert set(after) - set(before) == SEALS


def test_unchanged_parts_keep_their_packed_bytes():
    before, after = entries(workbook()), entries(sealed())
    kept = [name for name in before.keys() & after.keys() if "xl/worksheets/sheet" in name]
    assert len(kept) == 11
    for name in kept:
        assert after[name].compress_size == before[name].compress_size


def test_the_file_is_a_zip_of_the_one_form():
    listed = list(entries(sealed()).values())
    names = [info.filename for info in listed]
    assert names[:2] == [TYPES, ROOT]
    assert names[2:] == sorted(names[2:])
    for info in listed:
        assert (info.flag_bits, info.extra, info.comment) == (0, b"", b"")
        assert info.date_time == (1980, 1, 1, 0, 0, 0)


def test_the_types_of_all_parts_are_declared_one_by_one():
    types = opened()[TYPES].decode()
    assert types.count("<Default ") == 3
    assert '<Override PartName="/xl/media/image1.png" ContentType="image/png"/>' in types
    others = {name for name in opened() if not name.endswith(".rels")} - {TYPES, ORIGIN}
    assert types.count("<Override ") == len(others)


def test_the_manifest_copy_in_the_properties_is_sealed_too():
    mentah = segel.look(sealed())
    assert mentah is not None
    assert [one for one in mentah.rujukan if one.uri.startswith("/docProps/custom.xml?")]
    assert len(mentah.rujukan) == len(unpacked(sealed())) - 1 - len(SEALS)


def test_the_same_workbook_gives_the_same_bytes():
    assert seal(small_workbook()) == small()


def test_the_package_asks_no_program_to_calculate():
    book = opened()["xl/workbook.xml"]
    assert b'<calcPr calcId="191029" calcMode="manual"' in book
    assert b"fullCalcOnLoad" not in book


# --- What the seal says ---------------------------------------------------------------------------


def test_the_seal_says_who_when_and_what_for():
    assert judge(small()) == segel.SegelTerbaca(NOW, KOMENTAR, PERAN, tampak=True)


def test_a_silent_seal_counts_the_same_and_leads_no_program_to_it():
    terbaca = judge(sealed(tampak=False))
    assert terbaca == segel.SegelTerbaca(NOW, KOMENTAR, PERAN, tampak=False)
    silent = unpacked(sealed(tampak=False))
    assert SEALS & silent.keys() == {SIG}
    assert b"digital-signature" not in silent[ROOT]


def test_the_time_is_kept_in_universal_time_and_whole_seconds():
    wita = timezone(timedelta(hours=8))
    terbaca = judge(seal(small_workbook(), waktu=datetime(2026, 10, 5, 17, 30, 9, 777, wita)))
    assert terbaca is not None
    assert terbaca.waktu == datetime(2026, 10, 5, 9, 30, 9, tzinfo=UTC)


def test_a_seal_without_a_role_names_none():
    data = seal(small_workbook(), peran="")
    terbaca = judge(data)
    assert terbaca is not None
    assert terbaca.peran == ""
    assert b"SignerRole" not in unpacked(data)[SIG]


@settings(max_examples=25)
@given(ALLOWED, ALLOWED)
def test_any_plain_text_comes_back_as_it_was_given(komentar, peran):
    terbaca = judge(seal(small_workbook(), komentar=komentar, peran=peran))
    assert terbaca is not None
    assert (terbaca.komentar, terbaca.peran) == (komentar, peran)


def test_the_issuer_is_written_last_part_first_with_its_marks_escaped():
    parts = [
        (NameOID.COUNTRY_NAME, "ID"),
        (NameOID.ORGANIZATION_NAME, 'Sekretariat, "Daerah" <a+b;c\\d> '),
        (NameOID.STATE_OR_PROVINCE_NAME, "#53"),
        (NameOID.SERIAL_NUMBER, "53"),
        (NameOID.EMAIL_ADDRESS, "a@b.invalid"),
    ]
    name = x509.Name([x509.NameAttribute(oid, text) for oid, text in parts])
    assert naskah.issuer_text(name) == (
        "OID.1.2.840.113549.1.9.1=a@b.invalid, SERIALNUMBER=53, S=\\#53, "
        'O=Sekretariat\\, \\"Daerah\\" \\<a\\+b\\;c\\\\d\\>\\ , C=ID'
    )


def test_a_seal_found_in_a_child_process_can_be_handed_to_its_parent():
    mentah = segel.look(sealed())
    assert mentah is not None
    sent = msgspec.msgpack.encode(mentah)
    assert msgspec.msgpack.decode(sent, type=segel.SegelMentah) == mentah


def test_looking_needs_no_cryptography(tmp_path):
    file = tmp_path / "paket.xlsx"
    file.write_bytes(sealed())
    code = (
        "import sys; from pathlib import Path; from app.exchange import segel; "
        "assert segel.look(Path(sys.argv[1]).read_bytes()); print(*sys.modules)"
    )
    command = [sys.executable, "-c", code, str(file)]
    loaded = set(subprocess.check_output(command, cwd=CHECKOUT, text=True).split())
    assert not loaded & {"cryptography", "zipfile", "lxml", "xml.etree.ElementTree"}


def test_a_key_of_another_kind_is_never_asked():
    key = ec.generate_private_key(ec.SECP256R1())
    real = officer().certificate
    draft = x509.CertificateBuilder(real.issuer, real.subject, key.public_key(), 5, NOW, NOW)
    certificate = draft.sign(key, SHA256())
    parts = opened(small())
    sign(parts, certificate=certificate)
    mentah = segel.look(parts.packed())
    assert mentah is not None
    with pytest.raises(LontarError) as caught:
        segel.check(mentah, certificate)
    assert caught.value.kode == "segel_sig_algoritma"


# --- No seal at all -------------------------------------------------------------------------------


def by_openpyxl() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


def cut_short() -> bytes:
    return workbook()[:-40]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x05\x06",
        b"PK\x05\x06" + bytes(18),
        b"\x89PNG\r\n\x1a\n" + bytes(99),
        b"%PDF-1.7 _xmlsig",
        pytest.param(workbook, id="paket_belum_disegel"),
        pytest.param(by_openpyxl, id="openpyxl"),
        pytest.param(cut_short, id="terpotong"),
    ],
)
def test_a_file_without_a_trace_of_a_seal_has_none(data):
    assert segel.look(data() if callable(data) else data) is None


# --- What is not sealed ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: written_by_hand(lambda page: page.write_formula(0, 0, "=1+1")), "formula"),
        (lambda: written_by_hand(lambda page: page.write_number(0, 0, 1), "auto"), "calculated"),
        (
            lambda: written_by_hand(lambda page: page.write_url(0, 0, "http://contoh.invalid")),
            "segel_rel_luar",
        ),
        (lambda: workbook()[:-1], "segel_zip_ekor"),
        (sealed, "without a seal"),
        (lambda: sealed(tampak=False), "without a seal"),
        (by_openpyxl, "calculated"),
    ],
    ids=["rumus", "dihitung_ulang", "taut_luar", "terpotong", "tampak", "diam", "openpyxl"],
)
def test_only_a_workbook_as_this_program_writes_it_is_sealed(make, why):
    with pytest.raises(ValueError, match=why):
        seal(make())


@pytest.mark.parametrize(
    "facts",
    [
        {"waktu": datetime(2026, 10, 5, 9, 30)},  # noqa: DTZ001 - the point of the test
        {"komentar": "dua\nbaris"},
        {"komentar": "a" * 256},
        {"peran": "\u202e"},
    ],
    ids=["tanpa_zona", "kendali", "panjang", "tak_tampak"],
)
def test_a_time_without_zone_and_texts_excel_cannot_show_are_mistakes_of_the_program(facts):
    with pytest.raises(ValueError, match="zone and two plain texts"):
        seal(small_workbook(), **facts)


def test_nobody_seals_under_the_certificate_of_another():
    with pytest.raises(ValueError, match="own"):
        segel.seal(
            small_workbook(),
            officer("53.02").key,
            officer().certificate,
            waktu=NOW,
            komentar="",
            peran="",
        )
