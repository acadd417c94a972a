"""Files of definitions for the museum: `python -m tests.museum.buat_definisi VERSION`.

`balasan` in the place of a version makes a reply that brings definitions.

Every run makes new keys, uses them, and forgets them; a file that was made stays as it is.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.serialization import Encoding

from app import paths
from app.domain.wilayah_terbit import DaftarWilayah
from app.exchange import definisi, susun_balasan
from app.exchange.percaya import Percaya
from tests.contoh_definisi import (
    BARU,
    file,
    lines,
    method,
    outputs,
    regions,
    service,
    table,
    told,
    with_part,
)
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import NOW, authority
from tests.exchange.contoh_surat import officer_of_province

if TYPE_CHECKING:
    from app.exchange.definisi import DefinisiTerbaca, IsiDefinisi

FOLDER = Path(__file__).parent / "definisi"
REPLY, REPLY_AUTHORITY = FOLDER / "balasan_v4.txt", FOLDER / "balasan_v4.pem"


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
    lists = [
        [one.versi, one.berlaku, len(one.wilayah), list(one.lepas)] for one in isi.others["wilayah"]
    ]
    prints = [
        [one.versi, one.berlaku, len(one.keluaran), len(one.grafik), len(one.samar)]
        for one in isi.others["keluaran"]
    ]
    told_lists = {kode: some for kode, some in (("wilayah", lists), ("keluaran", prints)) if some}
    return {
        "id": found.id,
        "nomor": isi.nomor,
        "penanda": found.penanda.nama,
        "formulir": [[form.kode, form.versi, len(form.cells)] for form in isi.formulir],
        "metode": [[one.versi, one.berlaku, one.bobot, one.batas] for one in isi.methods],
        "konsolidasi": [
            [one.versi, one.berlaku, len(one.kolom)] for one in isi.others["konsolidasi"]
        ],
        **told_lists,
    }


def content(version: int) -> IsiDefinisi:
    """What a file of a version holds: a form, from 2 on metode and a table, from 3 on regions.

    From 4 on it holds outputs too.
    """
    if version == 1:
        return told(service())
    methods = [method(), method(3, "2027-T1", batas=0)]
    more: dict[str, object] = {"nomor": version, "metode": methods, "konsolidasi": [table()]}
    if version == 2:
        return told(service(), versi=2, **more)
    left = [one for kode, one in lines().items() if kode != "53.14"]
    lists = [
        regions(2, "2026-T4", BARU, k01={"nama": "Kabupaten Kupang Raya"}),
        DaftarWilayah(versi=3, berlaku="2027-T1", wilayah=(*left, BARU), lepas=("53.14",)),
    ]
    more["wilayah"] = lists
    if version == 3:
        return told(service(), versi=3, **more)
    noted = with_part("L2", 0, catatan=["Catatan provinsi."])
    prints = [outputs(keluaran=noted), outputs(3, "2027-T1", grafik=[])]
    return told(service(), versi=4, keluaran=prints, **more)


def make(version: int) -> None:
    """Write the three files of a version."""
    data, ca = file(content(version)), authority().certificate
    found = definisi.read(data, Percaya((ca,)), NOW, "53.01")
    file_of(version).write_bytes(data)
    authority_of(version).write_bytes(ca.public_bytes(Encoding.PEM))
    told_facts = json.dumps(facts(found), ensure_ascii=False, indent=2)
    facts_of(version).write_text(told_facts + "\n", "utf-8")


def make_reply() -> None:
    """Write a reply of version 4, with the file of version 2 in it."""
    brings, wilayah = file(content(2)), contoh.acuan().wilayah
    own = officer_of_province()
    with TemporaryDirectory() as place, contoh.provinsi(Path(place) / "p") as office:
        certs, usual = [own.certificate], paths.forms() / "tenggat.toml"
        prepared = susun_balasan.prepare(office, ["53.01"], 2026, usual, certs, brings)
        signed = susun_balasan.sign(prepared, own.key, certs)
        (made,) = susun_balasan.keep(office, signed, wilayah)
    REPLY.write_text(made.teks, "utf-8")
    REPLY_AUTHORITY.write_bytes(authority().certificate.public_bytes(Encoding.PEM))


if __name__ == "__main__":
    if sys.argv[1] == "balasan":
        make_reply()
    else:
        make(int(sys.argv[1]))
