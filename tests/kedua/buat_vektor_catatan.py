"""Makes the vector of notes: `python -m tests.kedua.buat_vektor_catatan`, by hand, once.

As with the other vectors each run makes new keys and forgets them, and these lie in a folder of
their own, so that the older ones stay as they are.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec
from cryptography.hazmat.primitives.serialization import Encoding

from app.exchange import makna, paket
from app.exchange.baris_kabar import BarisCatatan
from app.exchange.enam_kata import six_words
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import NOW, authority, officer, pimpinan
from tests.kedua.buat_vektor import FOLDER as OLDER
from tests.kedua.contoh import KECIL, isi_kecil

FOLDER = OLDER.with_name("vektor_catatan")
CATATAN = [
    BarisCatatan(
        "KES-01", "penerima.harus.jumlah", "sumber", "Proyeksi penduduk BPS, sasaran tahun 2026."
    ),
    BarisCatatan(
        "KES-01",
        "penerima.terlayani.jumlah",
        "penjelasan",
        "Dua desa baru ikut dihitung.\nTerdata sejak Juli 2026.",
    ),
    BarisCatatan("KES-01", "penerima.terlayani.jumlah", "sumber", "Register puskesmas."),
]


def noted() -> bytes:
    """The small package, with notes beside two figures."""
    told = msgspec.structs.replace(isi_kecil(), versi=paket.VERSI_CATATAN, catatan=CATATAN)
    makna.resolve(told, contoh.acuan())
    assert set(told.formulir) == set(KECIL)
    return contoh.signed_by(told, officer(), pimpinan())


def facts(data: bytes) -> dict[str, Any]:
    """What is to be found in the file."""
    found = contoh.judge(data)
    assert found.isi is not None
    return {
        "otoritas": ["ca.pem"],
        "saat": NOW.isoformat(timespec="seconds"),
        "paket": {
            "berkas": "catatan.xlsx",
            "putusan": found.putusan.value,
            "id": found.paket_id,
            "kata": " ".join(six_words(bytes.fromhex(found.paket_id))),
            "catatan": [list(row) for row in found.isi.notes],
        },
    }


def main() -> None:
    """Write them, where there are none yet."""
    FOLDER.mkdir()
    data = noted()
    (FOLDER / "ca.pem").write_bytes(authority().certificate.public_bytes(Encoding.PEM))
    (FOLDER / "catatan.xlsx").write_bytes(data)
    text = json.dumps(facts(data), indent=2, ensure_ascii=False)
    (FOLDER / "vektor.json").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    try:
        main()
    finally:
        contoh.reader().close()
