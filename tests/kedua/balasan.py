"""A second reader of replies: section 13 of resources/format/paket.md."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from tests.kedua import surat
from tests.kedua.buku import Putus, demand
from tests.kedua.isi import canonical, has_form, is_line, is_text, moment_of, plain_json
from tests.kedua.tanda import lies_in, read_jws

if TYPE_CHECKING:
    from tests.kedua.tanda import Penanda, Percaya

MARK = r"[-\u2010-\u2015\u2212]{2,}\s*%s LONTAR BALASAN\s*[-\u2010-\u2015\u2212]{2,}"
T, N = str, int
EVENT = (T, N, {"tanya", "jawab", "tutup", "buka"}, T, T, T, T, N, T, T, N, N)
QUESTION = {
    "id": T, "periode": T, "formulir": T, "sel": T, "jenis": {"tanya", "perbaiki", "bukti"},
    "penghalang": N, "kejadian": [EVENT],
}  # fmt: skip
FORM = {
    "format": {"lontar-balasan"}, "versi": N, "nomor": N, "tahun": N, "provinsi": T, "wilayah": T,
    "kantor": T, "waktu": T, "tanda_terima": [T], "pertanyaan": [QUESTION],
    "tenggat": [(T, T, T, T)], "lampiran": T, "otoritas": [T],
}  # fmt: skip
HAPPENED = (
    T, N, {"tetapkan", "lapor", "tutup", "buka", "tenggat"}, T, T, T, T,
    {"", "belum", "berjalan", "selesai"}, T, N,
)  # fmt: skip
FOLLOW_UP = {
    "id": T, "rapat": T, "keputusan": T, "uraian": T, "pj": T, "opd": T, "bobot": N, "tentang": T,
    "kejadian": [HAPPENED],
}  # fmt: skip
FOLLOWING = {**FORM, "tindak_lanjut": [FOLLOW_UP]}
"""What a reply of version 2 says: the same, and follow-ups."""
BELOW = {**FORM, "opd": T}
"""What one of version 3 says: the same as the first, and which OPD it is for."""
BRINGING = {"definisi": T}
"""What one of version 4 says beside any of these: definitions."""


@dataclass
class Balasan:
    """A reply that is what it says, and where its questions stand: state and round by id."""

    id: str
    isi: dict[str, Any]
    penanda: Penanda
    keadaan: dict[str, tuple[str, int]]
    tanda_terima: list[str]
    lanjut: dict[str, tuple[str, int, str, str]]


def periksa(text: str, percaya: Percaya) -> Balasan:
    """The one reply in a text.

    Raises:
        Putus: there is none, or it is damaged or does not count.

    """
    pieces = re.split(MARK % "BEGIN", text)[1:]
    demand(len(pieces) == 1 and len(text.encode()) <= 2_000_000, "balasan")
    block = re.split(MARK % "END", pieces[0])
    demand(len(block) > 1, "balasan_terpotong")
    unquoted = re.sub(r"^[\s>|]+", "", block[0], flags=re.MULTILINE)
    plain = "".join(
        one for one in unquoted if not one.isspace() and unicodedata.category(one) != "Cf"
    )
    try:
        data, mark, jws = base64.b64decode(plain, validate=True).rpartition(b"\n")
    except ValueError:
        raise Putus("ditolak", "balasan") from None
    isi = plain_json(data)
    demand(mark and has_form(isi, form_of(isi)) and canonical(isi) == data, "balasan")
    check_sense(isi)
    own = read_jws(jws.decode("latin-1"))
    penanda = percaya.judge(data, own, None)
    said = {"maksud": "balasan", "waktu": isi["waktu"], "atas": "", "tampilan": {}}
    demand({**said, "jabatan": own.told["jabatan"]} == own.told, "balasan_maksud")
    place = isi["wilayah"] if "opd" in isi else isi["provinsi"]
    demand((penanda.wilayah, penanda.kantor) == (place, isi["kantor"]), "balasan_bukan_wenang")
    if "opd" in isi:
        demand(penanda.peran == "pimpinan" and not penanda.opd, "balasan_bukan_wenang")
    stands = {one["id"]: standing(one["kejadian"]) for one in isi["pertanyaan"]}
    letters = [surat.judge(one, percaya).id for one in isi["tanda_terima"]]
    follows = {one["id"]: followed(one["kejadian"]) for one in isi.get("tindak_lanjut", [])}
    return Balasan(hashlib.sha256(data).hexdigest(), isi, penanda, stands, letters, follows)


def form_of(isi: Any) -> Any:
    """The form a reply has to have, by its version."""
    versi = isi.get("versi") if isinstance(isi, dict) else None
    if versi == 4:
        others = FOLLOWING if "tindak_lanjut" in isi else BELOW if "opd" in isi else FORM
        return {**others, **BRINGING}
    if versi == 2:
        return FOLLOWING
    return BELOW if versi == 3 else FORM


def followed(events: list[list[Any]]) -> tuple[str, int, str, str]:
    """State, round, deadline and day of completion of a follow-up after its events."""
    state, putaran, tenggat, done = "belum", 1, "", ""
    for _, _, jenis, waktu, _, _, day, told, _, of in events:
        tenggat = day or tenggat
        if jenis == "lapor" and of == putaran and state != "ditutup":
            state, done = told, waktu[:10] if told == "selesai" else ""
        elif jenis == "tutup" and state != "ditutup":
            state, done = "ditutup", done or waktu[:10]
        elif jenis == "buka" and state in ("selesai", "ditutup"):
            state, putaran, done = "dibuka_lagi", putaran + 1, ""
    return state, putaran, tenggat, done


def standing(events: list[list[Any]]) -> tuple[str, int]:
    """Where a question stands after its events."""
    state, putaran = "terbuka", 1
    for event in events:
        jenis, of = event[2], event[11]
        if jenis == "jawab" and of == putaran and state != "selesai":
            state = "dijawab"
        elif jenis == "tutup":
            state = "selesai"
        elif jenis == "buka" and state not in ("terbuka", "dibuka_lagi"):
            state, putaran = "dibuka_lagi", putaran + 1
    return state, putaran


def check_sense(isi: dict[str, Any]) -> None:
    demand(isi["versi"] in (1, 2, 3, 4) and 1 <= isi["nomor"] <= 9_999, "balasan")
    demand(2000 <= isi["tahun"] < 2100 and re.fullmatch("[0-9]{2}", isi["provinsi"]), "balasan")
    demand(isi["wilayah"] != isi["provinsi"], "balasan")
    demand(lies_in(isi["wilayah"], isi["provinsi"]), "balasan")
    demand(isi["kantor"] and is_line(isi["kantor"], 300), "balasan")
    if "opd" in isi:
        demand(isi["opd"] and is_line(isi["opd"], 300), "balasan")
    moment_of(isi["waktu"])
    for name, most in (("tanda_terima", 400), ("pertanyaan", 2_000), ("otoritas", 20)):
        demand(len(isi[name]) <= most, "balasan")
    demand(len(set(isi["tanda_terima"])) == len(isi["tanda_terima"]), "balasan")
    demand(isi["lampiran"].isascii() and sorted(set(isi["otoritas"])) == isi["otoritas"], "balasan")
    order = [
        tuple(one[key] for key in ("periode", "formulir", "sel", "id")) for one in isi["pertanyaan"]
    ]
    demand(order == sorted(order) and len({one[3] for one in order}) == len(order), "balasan")
    events = [event[0] for one in isi["pertanyaan"] for event in one["kejadian"]]
    demand(len(set(events)) == len(events), "balasan")
    for one in isi["pertanyaan"]:
        check_question(one, isi["tahun"])
    demand(not {"opd", "tindak_lanjut"} <= isi.keys(), "balasan")
    if "tindak_lanjut" in isi:
        check_follow_ups(isi["tindak_lanjut"])
    block = isi.get("definisi", "A" * 200)
    demand(re.fullmatch("[A-Za-z0-9+/]{200,}={0,2}", block) and len(block) <= 2_000_000, "balasan")
    days = [tuple(one[:2]) for one in isi["tenggat"]]
    demand(days == sorted(set(days)) and len(days) <= 64, "balasan")
    for periode, _, day, why in isi["tenggat"]:
        demand(is_quarter(periode, isi["tahun"]) and is_line(why, 500), "balasan")
        demand(date.fromisoformat(day).isoformat() == day, "balasan")


def check_question(one: dict[str, Any], tahun: int) -> None:
    demand(re.fullmatch("[0-9a-f]{32}", one["id"]) and one["penghalang"] in (0, 1), "balasan")
    demand(is_quarter(one["periode"], tahun) and one["sel"].count(".") == 2, "balasan")
    events = one["kejadian"]
    order = [(event[1], event[0]) for event in events]
    demand(0 < len(events) <= 200 and order == sorted(order), "balasan")
    demand(events[0][2] == "tanya", "balasan")
    for kode, _, jenis, waktu, who, teks, paket, _, lama, baru, _, putaran in events:
        moment_of(waktu)
        ids = re.fullmatch("[0-9a-f]{32}", kode) and re.fullmatch("([0-9a-f]{64})?", paket)
        words = is_line(who, 300) and is_line(teks, 500) and (teks or jenis == "jawab")
        demand(ids and words and 1 <= putaran <= 99, "balasan")
        demand(is_value(lama) and is_value(baru), "balasan")


def check_follow_ups(listed: list[dict[str, Any]]) -> None:
    ids = [one["id"] for one in listed]
    events = [event[0] for one in listed for event in one["kejadian"]]
    demand(ids == sorted(set(ids)) and 0 < len(ids) <= 1_000, "balasan")
    demand(len(set(events)) == len(events), "balasan")
    for one in listed:
        kode = "[A-Z0-9]{1,12}(-[A-Z0-9]{1,12}){0,3}"
        cell = r"[a-z0-9_]{1,60}(\.[a-z0-9_]{1,60}){2}"
        known = re.fullmatch("[0-9a-f]{32}", one["id"]) and is_day(one["rapat"])
        place = re.fullmatch(f"({kode}( {cell})?)?", one["tentang"])
        words = is_line(one["keputusan"], 500) and is_line(one["uraian"], 500)
        names = is_line(one["pj"], 120) and is_line(one["opd"], 120)
        told = one["uraian"] and one["opd"] and 1 <= one["bobot"] <= 5
        demand(known and place and words and names and told, "balasan")
        order = [(event[1], event[0]) for event in one["kejadian"]]
        demand(0 < len(order) <= 400 and order == sorted(order), "balasan")
        kinds = [event[2] for event in one["kejadian"]]
        demand(kinds[0] == "tetapkan" and "tetapkan" not in kinds[1:], "balasan")
        for event in one["kejadian"]:
            check_happened(event)


def check_happened(event: list[Any]) -> None:
    kode, urut, jenis, waktu, who, teks, day, state, bukti, putaran = event
    moment_of(waktu)
    dated = is_day(day) if jenis in ("tetapkan", "tenggat") else not day
    numbers = 1 <= urut <= 200 and 1 <= putaran <= 99
    words = is_line(who, 300) and is_line(teks, 500) and is_line(bukti, 120)
    known = re.fullmatch("[0-9a-f]{32}", kode)
    demand(known and dated and numbers and words and bool(state) is (jenis == "lapor"), "balasan")


def is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_value(text: str) -> bool:
    number = re.fullmatch("angka:(0|-?[1-9][0-9]{0,14})", text)
    state = re.fullmatch("keadaan:[a-z_]+", text)
    words = text.startswith("teks:") and len(text) <= 500 and is_text(text)
    return bool(not text or number or state or words or re.fullmatch("sidik:[0-9a-f]{64}", text))


def is_quarter(text: str, tahun: int) -> bool:
    return re.fullmatch(f"{tahun}-T[1-4]", text, re.ASCII) is not None
