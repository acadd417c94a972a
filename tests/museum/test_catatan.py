"""A package with notes beside its figures is opened for ever by both programs."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from cryptography import x509

from app.exchange.percaya import Percaya
from app.exchange.verifikasi import Pemeriksa
from tests.exchange import contoh_paket as contoh
from tests.kedua import tanda, verifikator
from tests.kedua.buat_vektor_catatan import FOLDER

FACTS: dict[str, Any] = json.loads((FOLDER / "vektor.json").read_bytes())
MOMENT = datetime.fromisoformat(FACTS["saat"])
PAKET = FACTS["paket"]


def stored(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def test_both_say_of_the_package_what_was_found():
    authorities = [x509.load_pem_x509_certificate(stored(name)) for name in FACTS["otoritas"]]
    examiner = Pemeriksa(
        contoh.full_acuan(), Percaya(tuple(authorities)), lambda: MOMENT, contoh.reader()
    )
    first = examiner.verify_bytes(stored(PAKET["berkas"]), PAKET["berkas"])
    assert first.isi is not None
    assert (first.putusan.value, first.paket_id) == (PAKET["putusan"], PAKET["id"])
    assert [list(row) for row in first.isi.notes] == PAKET["catatan"]
    second = verifikator.periksa(stored(PAKET["berkas"]), tanda.Percaya(authorities, [], MOMENT))
    assert (second.putusan, second.paket) == (PAKET["putusan"], PAKET["id"])
    assert " ".join(second.kata) == PAKET["kata"]
