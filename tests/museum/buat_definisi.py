"""Files of definitions for the museum: `python -m tests.museum.buat_definisi VERSION`.

Every run makes new keys, uses them, and forgets them; a file that was made stays as it is.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.serialization import Encoding

from app.exchange import definisi
from app.exchange.percaya import Percaya
from tests.contoh_definisi import file, method, service, told
from tests.exchange.contoh_sertifikat import NOW, authority

if TYPE_CHECKING:
    from app.exchange.definisi import DefinisiTerbaca, IsiDefinisi

FOLDER = Path(__file__).parent / "definisi"


def file_of(version: int) -> Path:
    """Where the file of a version lies."""
    return FOLDER / f"v{version}.txt"


def authority_of(version: int) -> Path:
    """Where the certificate lies that believes it."""
    return FOLDER / f"v{version}.pem"


def facts_of(version: int) -> Path:
    """Where it is written down what the file says."""
    return FOLDER / f"v{version}.json"


def facts(found: DefinisiTerbaca) -> dict[str, Any]:
    """What a reader must find for ever."""
    isi = found.isi
    return {
        "id": found.id,
        "nomor": isi.nomor,
        "penanda": found.penanda.nama,
        "formulir": [[form.kode, form.versi, len(form.cells)] for form in isi.formulir],
        "metode": [[one.versi, one.berlaku, one.bobot, one.batas] for one in isi.methods],
    }


def content(version: int) -> IsiDefinisi:
    """What a file of a version holds: of 1 a form, of 2 a metode beside it."""
    if version == 1:
        return told(service())
    return told(service(), versi=2, nomor=2, metode=[method(), method(3, "2027-T1", batas=0)])


def make(version: int) -> None:
    """Write the three files of a version."""
    data, ca = file(content(version)), authority().certificate
    found = definisi.read(data, Percaya((ca,)), NOW, "53.01")
    file_of(version).write_bytes(data)
    authority_of(version).write_bytes(ca.public_bytes(Encoding.PEM))
    told_facts = json.dumps(facts(found), ensure_ascii=False, indent=2)
    facts_of(version).write_text(told_facts + "\n", "utf-8")


if __name__ == "__main__":
    make(int(sys.argv[1]))
