"""A second reader of letters: section 11 of resources/format/paket.md."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.kedua.buku import Putus, demand
from tests.kedua.isi import canonical, has_form, is_text, moment_of, plain_json
from tests.kedua.tanda import lies_in, read_jws

if TYPE_CHECKING:
    from tests.kedua.tanda import Penanda, Percaya

MARK = r"[-\u2010-\u2015\u2212]{2,}\s*%s LONTAR SURAT\s*[-\u2010-\u2015\u2212]{2,}"
TEXTS = ("kantor", "waktu", "sha256", "putusan", "alasan", "lampiran")
FORM = {
    "format": {"lontar-surat"},
    "versi": int,
    "jenis": {"tanda_terima", "penarikan"},
    "paket": {"id": str, "wilayah": str, "periode": str, "revisi": int},
    **dict.fromkeys(TEXTS, str),
}


@dataclass
class Surat:
    """A letter that is what it says."""

    id: str
    isi: dict[str, Any]
    penanda: Penanda


def periksa(text: str, percaya: Percaya) -> list[Surat]:
    """Every letter in a text, each once.

    Raises:
        Putus: there is none, or one is damaged or does not count.

    """
    pieces = re.split(MARK % "BEGIN", text)[1:]
    demand(pieces and len(text.encode()) <= 2_000_000 and len(pieces) <= 100, "surat")
    blocks = [re.split(MARK % "END", piece) for piece in pieces]
    demand(all(len(block) > 1 for block in blocks), "surat_terpotong")
    return list({one.id: one for one in (judge(block[0], percaya) for block in blocks)}.values())


def judge(block: str, percaya: Percaya) -> Surat:
    unquoted = re.sub(r"^[\s>|]+", "", block, flags=re.MULTILINE)
    plain = "".join(
        one for one in unquoted if not one.isspace() and unicodedata.category(one) != "Cf"
    )
    try:
        data, mark, jws = base64.b64decode(plain, validate=True).rpartition(b"\n")
    except ValueError:
        raise Putus("ditolak", "surat") from None
    told = plain_json(data)
    demand(len(block) <= 120_000 and mark and isinstance(told, dict), "surat")
    isi = {**dict.fromkeys(("putusan", "alasan", "lampiran"), ""), **told}
    held, earlier = isi.pop("ditahan", None), isi.pop("ganti", None)
    demand(canonical(told) == data and has_form(isi, FORM), "surat")
    demand(isi["versi"] == (3 if earlier is not None else 1 if held is None else 2), "surat")
    check_held(isi, held)
    check_earlier(isi, earlier)
    isi = {**isi, **{key: told[key] for key in ("ditahan", "ganti") if key in told}}
    check_sense(isi)
    own = read_jws(jws.decode("latin-1"))
    penanda = percaya.judge(data, own, None)
    said = {"maksud": isi["jenis"], "waktu": isi["waktu"], "atas": "", "tampilan": {}}
    demand({**said, "jabatan": own.told["jabatan"]} == own.told, "surat_maksud")
    demand(penanda.kantor == isi["kantor"], "surat_kantor")
    wilayah = isi["paket"]["wilayah"]
    if isi["jenis"] == "tanda_terima":
        head = penanda.wilayah == wilayah and penanda.peran == "pimpinan" and not penanda.opd
        counts = head or ("." not in penanda.wilayah and lies_in(wilayah, penanda.wilayah))
    else:
        counts = penanda.wilayah == wilayah and penanda.peran == "pimpinan"
    demand(counts, "surat_bukan_wenang")
    return Surat(hashlib.sha256(data).hexdigest(), isi, penanda)


def check_earlier(isi: dict[str, Any], earlier: object) -> None:
    """A receipt of version 3 names the letter it takes the place of."""
    if earlier is not None:
        digest = isinstance(earlier, str) and re.fullmatch("[0-9a-f]{64}", earlier)
        demand(isi["jenis"] == "tanda_terima" and digest, "surat")


def check_held(isi: dict[str, Any], held: object) -> None:
    """A receipt of version 2 or 3 names urusan that are held back, each with a reason."""
    if held is None:
        return
    demand(isi["jenis"] == "tanda_terima" and isinstance(held, list) and held, "surat")
    assert isinstance(held, list)
    pairs = [one for one in held if isinstance(one, list) and list(map(type, one)) == [str, str]]
    codes = [one[0] for one in pairs]
    demand(len(pairs) == len(held) <= 60 and codes == sorted(set(codes)), "surat")
    code = "[A-Z0-9]{1,12}(-[A-Z0-9]{1,12}){0,3}"
    for kode, why in pairs:
        tidy = is_text(why) and why == " ".join(unicodedata.normalize("NFC", why).split())
        demand(re.fullmatch(code, kode) and why and len(why) <= 500 and tidy, "surat")


def check_sense(isi: dict[str, Any]) -> None:
    paket, receipt = isi["paket"], isi["jenis"] == "tanda_terima"
    quarter = re.fullmatch("20[0-9]{2}-T[1-4]", paket["periode"], re.ASCII)
    digests = all(re.fullmatch("[0-9a-f]{64}", one) for one in (paket["id"], isi["sha256"]))
    line = isi["kantor"] + isi["alasan"] + isi["putusan"]
    tidy = is_text(line) and line == " ".join(unicodedata.normalize("NFC", line).split())
    demand(quarter and digests and tidy and paket["revisi"] >= 1, "surat")
    reasoned = not receipt or isi["versi"] == 3
    demand(bool(isi["putusan"]) == receipt and bool(isi["alasan"]) == reasoned, "surat")
    demand(len(isi["alasan"]) <= 500 and isi["lampiran"].isascii(), "surat")
    moment_of(isi["waktu"])
