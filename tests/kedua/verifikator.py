"""A second verifier of packages, written from resources/format/paket.md and nothing else.

`python -m tests.kedua.verifikator BERKAS --ca ca.pem [--crl daftar.pem] [--waktu ISO] [--json]`
prints the verdict; the exit code is 0 for a genuine package, 1 for one that is altered or whose
signer does not count, 2 for everything else. It shares no line with the program: the standard
library, `cryptography`, and `openpyxl` as the second reader. What needs the definitions of the
forms (whether a figure makes sense, what a sheet should show for it) it does not judge.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
import zlib
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from cryptography import x509

from tests.kedua import cetak, rupa, segel
from tests.kedua.buku import Putus, check_parts, demand, parse, unwrapped
from tests.kedua.isi import (
    canonical,
    check_meaning,
    form_of,
    has_form,
    moment_of,
    plain_json,
)
from tests.kedua.lembar import Buku, Isi, agree
from tests.kedua.tanda import Jws, Penanda, Percaya, fits, read_jws

DATA_HEAD, META_HEAD = ["periode", "formulir", "sel", "jenis", "isi"], ["kunci", "isi"]
KEY = re.compile(r"format|versi|id|(manifes|salinan|tanda_tangan\.[1-9])\.[0-9]{4}")
HIDDEN = ("Data", "_meta")
KINDS = ("spm", "kemiskinan", "spm-kemiskinan")
MOST = 20_000_000


@dataclass
class Hasil:
    """What is known about a file; `beda` names what is not as it was signed."""

    putusan: str = ""
    alasan: str = ""
    paket: str = ""
    kata: list[str] = field(default_factory=list)
    penanda: list[dict[str, str]] = field(default_factory=list)
    beda: list[str] = field(default_factory=list)


class Meta(NamedTuple):
    """What `_meta` or the document properties say; absent parts are empty."""

    id: str
    manifes: str
    jws: list[str]
    salinan: bytes
    versi: str


def periksa(data: bytes, percaya: Percaya) -> Hasil:
    """The verdict on a file: section 9, step by step."""
    hasil = Hasil()
    try:
        judge(data, percaya, hasil)
    except Putus as answer:
        hasil.putusan, hasil.alasan = answer.putusan, answer.alasan
    return hasil


def judge(data: bytes, percaya: Percaya, hasil: Hasil) -> None:
    own, parts = unwrapped(data)
    book = Buku(parts, check_parts(parts))
    properties = read_properties(parts.get("docProps/custom.xml", b""))
    seal = segel.look(own, parts)
    meta = read_meta(book.sheet("_meta").rows())
    signatures = meta.jws or properties.jws
    demand(signatures, "tanda_tangan_tidak_ada")
    rebuilt = rebuild(meta.manifes, book.sheet("Data").rows())
    signed = find_signed(rebuilt, (meta, properties), read_jws(signatures[0]))
    told = read_contents(signed)
    hasil.paket = hashlib.sha256(signed).hexdigest()
    hasil.kata = six_words(hasil.paket)
    readings = [read_jws(one) for one in signatures]
    signers = check_signers(signed, readings, percaya, told["wilayah"], signatures[0])
    hasil.penanda = [shown(one) for one in signers]
    check_office(told["kantor"], signers)
    check_copies((meta, properties), signed, told, hasil.paket, intact=signed == rebuilt)
    if seal is None:
        agree(book)
    else:
        waktu = moment_of(signers[1].told["waktu"]).astimezone(UTC)
        segel.check(seal, readings[1].certificates[0], f"{waktu:%Y-%m-%dT%H:%M:%S}Z")
    check_meaning(told)
    hasil.beda = differences(book, signers[1].told["tampilan"], told, meta, rebuilt == signed)
    if seal is None:
        hasil.beda += beside(book, told, hasil.paket)
    demand(not hasil.beda, "data_berubah", "data_berubah")
    hasil.putusan = "sah_utuh" if seal and seal.asli else "sah_disimpan_ulang"
    hasil.alasan = hasil.putusan


# --- 2.5 and 2.6: the hidden statements -----------------------------------------------------------


def read_meta(rows: list[list[Isi]]) -> Meta:
    demand(rows and rows[0] == META_HEAD, "bukan_lontar", "bukan_paket")
    pairs: dict[str, str] = {}
    for row in rows[1:]:
        demand(len(row) <= 2 and all(isinstance(one, str) for one in row), "meta")
        key, text = (str(one) for one in [*row, "", ""][:2])
        demand(KEY.fullmatch(key) and key not in pairs, "meta")
        pairs[key] = text
    demand(pairs.get("format") == "lontar-paket", "bukan_lontar", "bukan_paket")
    demand(pairs.get("versi") in ("2", "3", "4", "5"), "versi")
    return gathered(pairs)


def read_properties(content: bytes) -> Meta:
    pairs: dict[str, str] = {}
    name, letters = "", list[str]()

    def start(tag: str, told: dict[str, str]) -> None:
        nonlocal name
        if tag.rpartition(":")[2] == "property":
            name = told.get("name", "")
            letters.clear()

    def end(tag: str) -> None:
        if tag.rpartition(":")[2] == "property" and name.startswith("lontar."):
            demand(name not in pairs, "properti")
            pairs[name] = "".join(letters).strip()

    parse(content or b"<x/>", start=start, end=end, text=letters.append)
    plain = {name.removeprefix("lontar."): text for name, text in pairs.items()}
    told = gathered({name: text for name, text in plain.items() if KEY.fullmatch(name)})
    return told._replace(manifes=unpacked(told.manifes).decode("utf-8", "replace"))


def gathered(pairs: dict[str, str]) -> Meta:
    """The numbered pieces joined."""

    def joined(name: str) -> str:
        pieces: list[str] = []
        while (piece := pairs.get(f"{name}.{len(pieces) + 1:04d}")) is not None:
            pieces.append(piece)
        return "".join(pieces)

    jws = [joined("tanda_tangan.1"), joined("tanda_tangan.2")]
    packed = unpacked(joined("salinan"))
    jws = [one for one in jws if one]
    return Meta(pairs.get("id", ""), joined("manifes"), jws, packed, pairs.get("versi", ""))


def unpacked(text: str) -> bytes:
    """Base64 of zlib; empty when it is not whole."""
    engine = zlib.decompressobj()
    try:
        data = engine.decompress(base64.b64decode(text, validate=True), MOST)
    except (ValueError, zlib.error):
        return b""
    return data if engine.eof else b""


def check_copies(
    both: tuple[Meta, Meta], signed: bytes, told: dict[str, Any], paket: str, *, intact: bool
) -> None:
    """What stands more than once agrees."""
    meta, properties = both
    manifest = canonical({key: value for key, value in told.items() if key != "nilai"}).decode()
    demand({meta.id, properties.id} - {""} == {paket}, "salinan_beda")
    demand(not meta.jws or not properties.jws or meta.jws == properties.jws, "salinan_beda")
    demand(properties.manifes in ("", manifest), "salinan_beda")
    demand(meta.manifes == manifest or not intact, "salinan_beda")
    demand(meta.salinan == signed and meta.versi == str(told["versi"]), "salinan_beda")


# --- 3 and 4: what is signed ----------------------------------------------------------------------


def rebuild(manifes: str, rows: list[list[Isi]]) -> bytes:
    """The canonical data as `_meta` and `Data` spell it now; empty when they have another form."""
    manifest = plain_json(manifes)
    filled = [row for row in rows if row]
    texts = all(isinstance(cell, str) for row in filled for cell in row)
    if not isinstance(manifest, dict) or not texts or max(map(len, filled), default=0) != 5:
        return b""
    if filled[0] != DATA_HEAD:
        return b""
    nilai = [row + [""] * (5 - len(row)) for row in filled[1:]]
    return canonical({**manifest, "nilai": nilai})


def opened(data: bytes) -> Buku:
    """The workbook of a package."""
    _, parts = unwrapped(data)
    return Buku(parts, check_parts(parts))


def signed_bytes(data: bytes) -> bytes:
    """The canonical data of a package as its hidden sheets spell it; nothing is judged."""
    book = opened(data)
    return rebuild(read_meta(book.sheet("_meta").rows()).manifes, book.sheet("Data").rows())


def find_signed(rebuilt: bytes, both: tuple[Meta, Meta], first: Jws) -> bytes:
    """The bytes that the first signature fits."""
    candidates = [one for one in (rebuilt, both[0].salinan) if one]
    for one in candidates:
        if fits(one, first):
            return one
    ids = {hashlib.sha256(one).hexdigest() for one in candidates}
    demand(not ids & {both[0].id, both[1].id}, "tanda_tangan_tidak_cocok")
    raise Putus("data_berubah", "data_berubah_tanpa_salinan")


def read_contents(data: bytes) -> dict[str, Any]:
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        told = None
    lontar = isinstance(told, dict) and told.get("format") == "lontar-paket"
    demand(lontar, "bukan_lontar", "bukan_paket")
    demand(told.get("versi") in (2, 3, 4, 5) and told.get("jenis") in KINDS, "versi")
    plain = plain_json(data) is not None and has_form(told, form_of(told))
    demand(plain and canonical(told) == data, "isi")
    demand(1 <= told["revisi"] <= 9_999, "isi")
    return dict(told)


def check_signers(
    data: bytes, readings: list[Jws], percaya: Percaya, wilayah: str, first: str
) -> tuple[Penanda, Penanda]:
    """Who stated and who signed; the second is judged first, as it hands the package in."""
    found = [percaya.judge(data, one, wilayah) for one in reversed(readings)][::-1]
    meant = [one.told["maksud"] for one in found]
    demand(meant == ["menyatakan", "menandatangani"], "tanda_tangan_tertukar")
    penyata, penanda = found
    demand(not penyata.told["atas"] and not penyata.told["tampilan"], "tanda_tangan_tertukar")
    demand(penanda.told["atas"] == hashlib.sha256(first.encode()).hexdigest(), "tanda_tangan_lepas")
    roles = penyata.peran in ("operator", "verifikator") and penanda.peran == "pimpinan"
    demand(roles, "peran")
    demand(penyata.kunci != penanda.kunci and penyata.nama != penanda.nama, "orang_sama")
    return penyata, penanda


def check_office(kantor: dict[str, str], signers: tuple[Penanda, Penanda]) -> None:
    """An OPD signs for itself, and nobody else for an OPD."""
    opd = kantor["jenis"] in {"opd", "latihan_opd"}
    demand(all(one.opd == opd for one in signers), "kantor")
    demand(not opd or all(one.kantor == kantor["nama"] for one in signers), "kantor")


# --- 5: what people see ---------------------------------------------------------------------------


def sheet_digest(rows: list[list[Isi]]) -> str:
    text = ",".join("[" + ",".join(map(spelled, row)) + "]" for row in rows)
    return hashlib.sha256(f"[{text}]".encode()).hexdigest()


def spelled(isi: Isi) -> str:
    """A cell as it is hashed."""
    if isinstance(isi, bool | str):
        return json.dumps(isi, ensure_ascii=False)
    text = repr(float(isi)).replace("e-0", "e-").replace("e+", "e")
    if text.endswith("e-5"):
        digits = text[:-3].replace(".", "").lstrip("-")
        text = f"{'-' * (isi < 0)}0.0000{digits}"
    return text


def differences(
    book: Buku, tampilan: dict[str, str], told: dict[str, Any], meta: Meta, intact: bool
) -> list[str]:
    """What is not as it was signed."""
    found = []
    if not intact:
        head, *now = [row for row in book.sheet("Data").rows() if row] or [[]]
        counts = Counter(map(repr, now))
        counts.subtract(map(repr, told["nilai"]))
        found = [f"Data: {row}" for row, count in sorted(counts.items()) if count]
        found += ["Data: kepala"] if head != DATA_HEAD else []
        manifest = {key: value for key, value in told.items() if key != "nilai"}
        found += ["_meta: manifes"] if canonical(manifest).decode() != meta.manifes else []
        found = found or ["Data: urutan"]
    seen = {name for name, one in book.places.items() if one.terlihat and name not in HIDDEN}
    added = set(book.places) - set(HIDDEN) - set(tampilan)
    found += [f"{name}: tidak ada lagi" for name in sorted(set(tampilan) - seen)]
    found += [f"{name}: ditambahkan" for name in sorted(added)]
    for name in sorted(seen & set(tampilan)):
        if sheet_digest(book.sheet(name).rows()) != tampilan[name]:
            found.append(f"{name}: berubah")
    return found + [f"{name}: galat" for name in book.places if book.sheet(name).galat]


def beside(book: Buku, told: dict[str, Any], paket: str) -> list[str]:
    """What the visible sheets show or hide by other means than the contents of their cells."""
    end = f"{told['periode']}rev{told['revisi']}Halaman&Pdari&N"
    footer = f"Paket{paket}·[^&]{{1,40}}{end}" if told["tata_letak"] == 1 else ".*"
    names = [name for name, one in book.places.items() if one.terlihat]
    sheets = [name for name in names if book.places[name].jenis == "worksheet"]
    found = [one for name in sheets for one in rupa.look(book, name, footer)]
    return found + rupa.windows(book) + cetak.printed(book)


# --- Answers --------------------------------------------------------------------------------------


def six_words(digest: str) -> list[str]:
    """The first 66 bits as words."""
    file = Path(__file__).parents[2] / "resources" / "kata.txt"
    words = file.read_text("ascii").split()
    bits = int(digest, 16) >> 256 - 66
    return [words[bits >> 11 * place & 2047] for place in range(5, -1, -1)]


def shown(one: Penanda) -> dict[str, str]:
    told = {name: one.told[name] for name in ("maksud", "waktu", "jabatan")}
    return {"nama": one.nama, "peran": one.peran, "wilayah": one.wilayah, **told}


def load_trust(cas: list[Path], lists: list[Path], moment: datetime) -> Percaya:
    """Whom to believe, from PEM files."""
    pems = [file.read_bytes() for file in cas]
    authorities = [one for pem in pems for one in x509.load_pem_x509_certificates(pem)]
    crls = [x509.load_pem_x509_crl(file.read_bytes()) for file in lists]
    return Percaya(authorities, crls, moment)


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser("verifikator", description=__doc__)
    parser.add_argument("berkas", type=Path, nargs="+")
    parser.add_argument("--ca", type=Path, action="append", required=True)
    parser.add_argument("--crl", type=Path, action="append", default=[])
    parser.add_argument("--waktu", type=datetime.fromisoformat, default=datetime.now(UTC))
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args(words)
    percaya = load_trust(told.ca, told.crl, told.waktu)
    found = {file.name: periksa(file.read_bytes(), percaya) for file in told.berkas}
    if told.json:
        every = [{"berkas": name, **asdict(one)} for name, one in found.items()]
        print(json.dumps(every, indent=2, ensure_ascii=False))
    for name, one in () if told.json else found.items():
        print(f"{name}: {one.putusan} ({one.alasan}) {' '.join(one.kata)}")
        signers = [f"{who['maksud']}: {who['nama']}, {who['waktu']}" for who in one.penanda]
        print(*(f"  {line}" for line in signers + one.beda), sep="\n")
    codes = {"sah_utuh": 0, "sah_disimpan_ulang": 0, "bukan_paket": 2, "ditolak": 2}
    return max(codes.get(one.putusan, 1) for one in found.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
