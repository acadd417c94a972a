"""Makes the vectors of the way back: `python -m tests.kedua.buat_vektor_jawaban`, by hand, once.

As with the vectors of packages each run makes new keys and forgets them. These lie in a folder of
their own, so that the older ones stay as they are.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import msgspec
from cryptography.hazmat.primitives.serialization import Encoding

from app.domain.pertanyaan import JenisTanya
from app.exchange import makna, paket, tanya
from app.exchange.baris_kabar import BarisJawaban
from app.exchange.enam_kata import six_words
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_balasan import HARUS, YOHANA, ask, both, reply
from tests.exchange.contoh_sertifikat import NOW, authority, officer, pimpinan
from tests.kedua.buat_vektor import FOLDER as OLDER
from tests.kedua.contoh import KECIL, isi_kecil

if TYPE_CHECKING:
    from app.exchange.susun_balasan import BalasanJadi

FOLDER = OLDER.with_name("vektor_jawaban")


@cache
def asked() -> BalasanJadi:
    """A reply with two questions, one of them opened again."""
    with TemporaryDirectory() as name:
        pair = both(Path(name))
        ask(pair.provinsi, penghalang=True)
        one = ask(pair.provinsi, HARUS, "Dari mana sasaran ini?", JenisTanya.TANYA)
        closed = tanya.close(pair.provinsi, one, "Jelas dari laporan.", oleh=YOHANA)
        tanya.reopen(pair.provinsi, closed, "Tahun berapa?", oleh=YOHANA)
        made = reply(pair.provinsi)
        pair.close()
    return made


def answering() -> bytes:
    """The small package, with an answer to each question."""
    isi = isi_kecil()
    rows = sorted(
        BarisJawaban(one.id, one.of(isi.wilayah, "").putaran, one.formulir, one.sel, words)
        for one, words in zip(asked().isi.pertanyaan, ("Proyeksi BPS tahun 2025.", ""), strict=True)
    )
    told = msgspec.structs.replace(isi, versi=paket.VERSI_JAWABAN, jawaban=rows, revisi=2)
    makna.resolve(told, contoh.acuan())
    assert set(told.formulir) == set(KECIL)
    return contoh.signed_by(told, officer(), pimpinan())


def facts(made: dict[str, bytes]) -> dict[str, Any]:
    """What is to be found in the files."""
    found = contoh.judge(made["jawaban.xlsx"])
    assert found.isi is not None
    jadi = asked()
    stands = {one.id: one.of(jadi.isi.wilayah, "") for one in jadi.isi.pertanyaan}
    return {
        "otoritas": ["ca.pem"],
        "saat": NOW.isoformat(timespec="seconds"),
        "paket": {
            "berkas": "jawaban.xlsx",
            "putusan": found.putusan.value,
            "id": found.paket_id,
            "kata": " ".join(six_words(bytes.fromhex(found.paket_id))),
            "jawaban": [list(row) for row in found.isi.answers],
        },
        "balasan": {
            "berkas": "balasan.txt",
            "id": jadi.amplop.id,
            "nomor": jadi.isi.nomor,
            "kata": " ".join(jadi.amplop.kata),
            "keadaan": {kode: [one.keadaan.value, one.putaran] for kode, one in stands.items()},
        },
    }


def main() -> None:
    """Write them, where there are none yet."""
    FOLDER.mkdir()
    made = {
        "ca.pem": authority().certificate.public_bytes(Encoding.PEM),
        "jawaban.xlsx": answering(),
        "balasan.txt": asked().teks.encode(),
    }
    for name, content in made.items():
        (FOLDER / name).write_bytes(content)
    text = json.dumps(facts(made), indent=2, ensure_ascii=False)
    (FOLDER / "vektor.json").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    try:
        main()
    finally:
        contoh.reader().close()
