"""Packages of every version of the format are opened for ever, by the program and by the other one.

The vectors beside the page of the format are the first room: whoever changes a verdict on them
changes what an office was told about a file it keeps.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from datetime import datetime
from functools import cache
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from app import paths
from app.exchange import bukti_paket, paket, pencabutan, surat, tanda_tangan
from app.exchange.percaya import Percaya
from app.exchange.verifikasi import Pemeriksa
from app.store.revocations import DaftarTersimpan
from tests.exchange import contoh_paket as contoh
from tests.kedua import buat_vektor, segel, tanda, verifikator
from tests.kedua import surat as surat_kedua
from tests.kedua.buku import read_zip
from tests.sumber import ROOT

FOLDER = paths.resources() / "format" / "vektor"
FACTS: dict[str, Any] = json.loads((FOLDER / "vektor.json").read_bytes())
CASES: list[dict[str, Any]] = FACTS["kasus"]
NAMES = [f"{one['berkas']} {one['putusan']}" for one in CASES]


def stored(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def certificates(told: dict[str, Any]) -> list[x509.Certificate]:
    return [x509.load_pem_x509_certificate(stored(name)) for name in told["otoritas"]]


def second(told: dict[str, Any]) -> tanda.Percaya:
    lists = [x509.load_pem_x509_crl(stored(name)) for name in told.get("pencabutan", [])]
    return tanda.Percaya(certificates(told), lists, datetime.fromisoformat(told["saat"]))


def first(told: dict[str, Any]) -> Percaya:
    authorities = certificates(told)
    learned = []
    for name in told.get("pencabutan", []):
        crl = x509.load_pem_x509_crl(stored(name)).public_bytes(Encoding.DER)
        read = pencabutan.read_list(crl, authorities, latihan=False)
        learned.append(DaftarTersimpan(read.sidik_ca, read.nomor, crl))
    return Percaya(tuple(authorities), pencabutan.union(learned))


@pytest.mark.parametrize("told", CASES, ids=NAMES)
def test_the_program_gives_the_verdict_it_always_gave(told):
    moment = datetime.fromisoformat(told["saat"])
    examiner = Pemeriksa(contoh.full_acuan(), first(told), lambda: moment, contoh.reader())
    laporan = examiner.verify_bytes(stored(told["berkas"]), told["berkas"])
    assert laporan.putusan.value == told["putusan"]
    if "paket" in told:
        assert laporan.paket_id == told["paket"]
    if "penanda" in told:
        assert laporan.signers is not None
        assert [one.penanda.nama for one in laporan.signers] == told["penanda"]


@pytest.mark.parametrize("told", CASES, ids=NAMES)
def test_the_other_program_gives_the_same(told):
    found = verifikator.periksa(stored(told["berkas"]), second(told))
    assert found.putusan == told["putusan"]
    if "paket" in told:
        assert (found.paket, " ".join(found.kata)) == (told["paket"], told["kata"])
    if "penanda" in told:
        assert [one["nama"] for one in found.penanda] == told["penanda"]


# --- The steps in between -------------------------------------------------------------------------

SMALL: dict[str, Any] = FACTS["kecil"]


@cache
def parts() -> dict[str, bytes]:
    return read_zip(stored("kecil.xlsx"))


def test_the_canonical_data_is_spelled_as_ever():
    data, told = stored(SMALL["kanonik"]["berkas"]), SMALL["kanonik"]
    assert (len(data), hashlib.sha256(data).hexdigest()) == (told["byte"], told["sha256"])
    assert verifikator.signed_bytes(stored("kecil.xlsx")) == data
    isi = paket.read(data)
    assert paket.canonical(isi) == data
    manifest = paket.manifest_bytes(isi)
    assert hashlib.sha256(manifest).hexdigest() == SMALL["manifes_sha256"]


def test_both_signatures_fit_it_and_no_other_bytes():
    data = stored("kecil.json")
    for name, digest in SMALL["jws"].items():
        text = stored(name).decode()
        assert hashlib.sha256(text.encode()).hexdigest() == digest
        assert tanda.fits(data, tanda.read_jws(text))
        assert not tanda.fits(data + b" ", tanda.read_jws(text))
        tanda_tangan.check_signature(data, text, tanda_tangan.read(text)[0][0])
    assert (
        tanda.read_jws(stored("kecil.2.jws").decode()).told["atas"] == SMALL["jws"]["kecil.1.jws"]
    )


def test_the_visible_sheets_have_the_digests_that_were_signed():
    book = verifikator.opened(stored("kecil.xlsx"))
    found = {
        name: verifikator.sheet_digest(book.sheet(name).rows())
        for name, one in book.places.items()
        if one.terlihat
    }
    assert found == SMALL["tampilan"]


def test_the_seal_covers_the_parts_it_covered():
    told = SMALL["segel"]
    assert {name: hashlib.sha256(one).hexdigest() for name, one in parts().items()} == told[
        "bagian"
    ]
    mentah = segel.look(stored("kecil.xlsx"), parts())
    assert mentah is not None
    assert hashlib.sha256(mentah.rujukan.encode()).hexdigest() == told["rujukan_sha256"]


def test_the_evidence_archive_is_the_one_that_was_listed():
    listed = paket.read(stored("kecil.json")).bukti
    assert [list(row) for row in listed] == SMALL["bukti"]["daftar"]
    data = stored(SMALL["bukti"]["arsip"])
    assert bukti_paket.check_archive(data, listed).utuh
    (name,) = read_zip(data)
    assert name == f"{listed[0].sha256}.png"
    assert hashlib.sha256(read_zip(data)[name]).hexdigest() == listed[0].sha256


# --- The letter -----------------------------------------------------------------------------------

LETTER: dict[str, Any] = FACTS["surat"]


def test_the_receipt_is_believed_by_both():
    (amplop,) = surat.envelopes(stored(LETTER["berkas"]))
    moment = datetime.fromisoformat(LETTER["saat"])
    terbaca = surat.read(amplop, first(LETTER), moment)
    assert (amplop.id, " ".join(amplop.kata)) == (LETTER["id"], LETTER["kata"])
    assert (terbaca.isi.jenis, terbaca.isi.paket.id) == (LETTER["jenis"], LETTER["paket"])
    (other,) = surat_kedua.periksa(stored(LETTER["berkas"]).decode(), second(LETTER))
    assert other.id == amplop.id
    assert other.isi["paket"]["id"] == LETTER["paket"]
    assert other.isi["lampiran"].encode() == stored(LETTER["lampiran"])
    assert " ".join(verifikator.six_words(other.id)) == LETTER["kata"]


# --- The museum itself ----------------------------------------------------------------------------


def test_the_other_program_shares_nothing_with_this_one():
    code = "import sys; from tests.kedua import surat, verifikator; print(*sys.modules)"
    # What the spreadsheet library takes up when it happens to be there is not ours to share.
    plain = {**os.environ, "OPENPYXL_LXML": "False"}
    line = [sys.executable, "-c", code]
    loaded = subprocess.check_output(line, cwd=ROOT, text=True, env=plain).split()
    assert "tests.kedua.segel" in loaded
    assert not [name for name in loaded if name.partition(".")[0] == "app"]
    assert not {"jwt", "msgspec", "rfc8785", "python_calamine", "lxml"} & set(loaded)


def test_the_other_program_can_be_asked_from_the_command_line():
    command = [sys.executable, "-m", "tests.kedua.verifikator", "--json"]
    command += ["--ca", str(FOLDER / "ca.pem"), "--waktu", "2026-10-05T09:30:00+00:00"]
    names = ("kecil.xlsx", "kecil_tertukar.xlsx")
    asked = [*command, *(str(FOLDER / name) for name in names)]
    result = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    told = json.loads(result.stdout)
    assert [one["putusan"] for one in told] == ["sah_utuh", "ditolak"]
    assert result.returncode == 2


def test_the_facts_follow_from_the_files():
    made = {file.name: file.read_bytes() for file in FOLDER.iterdir()}
    assert buat_vektor.details(made) == SMALL
    assert buat_vektor.letter(made) == LETTER
    assert [buat_vektor.case(made, told) for told in buat_vektor.cases()] == CASES


def test_the_vectors_are_small_and_all_of_them_are_used():
    listed = {file.name for file in FOLDER.iterdir()}
    named = json.dumps(FACTS) + " operator.pem pimpinan.pem vektor.json"
    assert not [name for name in listed if name not in named]
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 700_000
    assert not [name for name in listed if b"PRIVATE KEY" in stored(name)]
