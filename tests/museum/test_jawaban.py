"""A package that answers, and the reply it answers, are opened for ever by both programs."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from cryptography import x509

from app.exchange import balasan
from app.exchange.percaya import Percaya
from app.exchange.verifikasi import Pemeriksa
from tests.exchange import contoh_paket as contoh
from tests.kedua import balasan as kedua
from tests.kedua import tanda, verifikator
from tests.kedua.buat_vektor_jawaban import FOLDER

FACTS: dict[str, Any] = json.loads((FOLDER / "vektor.json").read_bytes())
MOMENT = datetime.fromisoformat(FACTS["saat"])
PAKET, BALASAN = FACTS["paket"], FACTS["balasan"]


def stored(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def authorities() -> list[x509.Certificate]:
    return [x509.load_pem_x509_certificate(stored(name)) for name in FACTS["otoritas"]]


def test_both_say_of_the_package_what_was_found():
    trust = Percaya(tuple(authorities()))
    examiner = Pemeriksa(contoh.full_acuan(), trust, lambda: MOMENT, contoh.reader())
    first = examiner.verify_bytes(stored(PAKET["berkas"]), PAKET["berkas"])
    assert first.isi is not None
    assert (first.putusan.value, first.paket_id) == (PAKET["putusan"], PAKET["id"])
    assert [list(row) for row in first.isi.answers] == PAKET["jawaban"]
    second = verifikator.periksa(stored(PAKET["berkas"]), tanda.Percaya(authorities(), [], MOMENT))
    assert (second.putusan, second.paket) == (PAKET["putusan"], PAKET["id"])
    assert " ".join(second.kata) == PAKET["kata"]


def test_both_believe_the_reply_and_say_where_its_questions_stand():
    amplop = balasan.envelope(stored(BALASAN["berkas"]))
    first = balasan.read(amplop, Percaya(tuple(authorities())), MOMENT)
    assert (amplop.id, first.isi.nomor) == (BALASAN["id"], BALASAN["nomor"])
    assert " ".join(amplop.kata) == BALASAN["kata"]
    text = stored(BALASAN["berkas"]).decode()
    second = kedua.periksa(text, tanda.Percaya(authorities(), [], MOMENT))
    assert second.id == BALASAN["id"]
    assert {kode: list(state) for kode, state in second.keadaan.items()} == BALASAN["keadaan"]
    assert second.tanda_terima == [one.id for one in balasan.letters_in(first.isi)]
    asked = {(one.id, one.putaran) for one in first.isi.questions}
    assert asked == {(row[0], row[1]) for row in PAKET["jawaban"]}
