"""What is signed, as data: section 3 of resources/format/paket.md."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date, datetime
from typing import Any, NamedTuple

from tests.kedua.buku import Putus, demand

STATES = ("nihil", "belum_tersedia", "tidak_berlaku", "bukan_kewenangan", "tidak_dirilis")
# Characters nobody sees, as the page lists them, and spellings of other characters.
UNSEEN = (
    "00AD 034F 0600-0605 061C 06DD 070F 0890 0891 08E2 115F 1160 17B4 17B5 180B-180F 200B-200F "
    "202A-202E 2060-206F 2800 3164 FE00-FE0D FEFF FFA0 FFF0-FFFC 110BD 110CD "
    "13430-1345F 1BCA0-1BCA3 1D173-1D17A E0000-E0FFF FFFE FFFF"
)
RANGES = "".join("-".join(chr(int(one, 16)) for one in part.split("-")) for part in UNSEEN.split())
HIDDEN = re.compile(
    f"[{RANGES}]|_x(005[Ff]|0020|[0-9A-Fa-f]{{1,3}})_|_x[0-9A-Fa-f]{{4}}_(?=x[0-9A-Fa-f]{{4}}_)"
)


MARKS = (
    "0300-036F 0483-0489 0591-05BD 0610-061A 064B-065F 0670 06D6-06DC 0E31 0E34-0E3A 0E47-0E4E "
    "0F71-0F84 1AB0-1AFF 1DC0-1DFF 20D0-20F0 FE20-FE2F"
)
M = "[{}]".format(
    "".join("-".join(f"\\u{one}" for one in part.split("-")) for part in MARKS.split())
)
CONTEXT = re.compile(
    rf"(?<!\S){M}|{M}{{3}}|(?<![\u00A9\u00AE\u203C-\u3299\U0001F000-\U0001FAFF])[\uFE0E\uFE0F](?!\u20E3)"
)


OLD = re.compile(f"{M}|[\u2800\ufe00-\ufe0f\ufffc]")


def canonical(obj: object) -> bytes:
    """RFC 8785 for objects, arrays, texts and whole numbers."""
    text = json.dumps(obj, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def plain_json(data: bytes | str) -> Any:
    """The object behind JSON without fractions and other words; None for any other."""

    def no(_: str) -> None:
        raise ValueError

    try:
        obj = json.loads(data, parse_float=no, parse_constant=no)
        words = re.findall(r'"(?:[^"\\]|\\.)*"|true|false|null', canonical(obj).decode())
    except (ValueError, RecursionError):
        return None
    return None if {"true", "false", "null"} & set(words) else obj


class Each(NamedTuple):
    """An object with any keys and values of one kind."""

    kind: object


T, N = str, int
METODE = {
    "kode": T, "versi": N, "judul": T, "bobot": Each(N), "batas": N, "nilai_eksternal": [T],
    "kebutuhan_nol": {"dikecualikan", "penuh"}, "daerah": {"rerata_urusan", "rerata_layanan"},
    "kategori": [{"batas": N, "nama": T}],
    "sumber": [{"hal": T, "teks": T, "keyakinan": {"tinggi", "sedang", "rendah"}}],
}  # fmt: skip
FORM = {
    "format": T, "versi": N, "jenis": T, "wilayah": T, "periode": T, "revisi": N, "induk": T,
    "kantor": {"id": T, "jenis": T, "nama": T}, "tujuan": T, "dibuat": T, "aplikasi": T,
    "tata_letak": N, "formulir": Each({"versi": N, "sha256": T}), "metode": METODE,
    "rantai": {"kepala": T, "panjang": N, "keadaan": T},
    "kelengkapan": {"wajib": N, "terisi": N, "dinyatakan": N},
    "temuan": [(T, T, T, T, T, T)], "bukti": [(T, T, T, T, N, T, T, T, T)],
    "nilai": [(T, T, T, T, T)],
}  # fmt: skip


ANSWERING = {**FORM, "jawaban": [(T, N, T, T, T)]}
"""What a package of version 3 says: the same, and answers."""
REPORT = (T, N, T, N, T, {"belum", "berjalan", "selesai"}, T, T)
REPORTING = {**FORM, "laporan": [REPORT]}
"""What one of version 4 says: the same, and reports, with answers or without."""
NOTING = {**FORM, "catatan": [(T, T, {"sumber", "penjelasan"}, T)]}
"""What one of version 5 says: the same, and notes, with answers and reports or without."""


def form_of(told: Any) -> Any:
    """The form of what a package says, by its version; None for an unknown one."""
    versi = told.get("versi") if isinstance(told, dict) else None
    if not isinstance(versi, int):
        return None
    answers = ANSWERING if "jawaban" in told else {}
    reports = REPORTING if "laporan" in told else {}
    known = {2: FORM, 3: ANSWERING, 4: {**answers, **REPORTING}}
    return {**known, 5: {**answers, **reports, **NOTING}}.get(versi)


def has_form(obj: Any, form: Any) -> bool:
    """Whether an object is made as a form says."""
    if isinstance(form, type):
        return isinstance(obj, form) and not isinstance(obj, bool)
    if isinstance(form, set):
        return isinstance(obj, str) and obj in form
    if isinstance(form, Each):
        return isinstance(obj, dict) and all(has_form(one, form.kind) for one in obj.values())
    if isinstance(form, dict):
        same = isinstance(obj, dict) and obj.keys() == form.keys()
        return same and all(has_form(obj[key], kind) for key, kind in form.items())
    if isinstance(form, list):
        return isinstance(obj, list) and all(has_form(one, form[0]) for one in obj)
    same = isinstance(obj, list) and len(obj) == len(form)
    return same and all(map(has_form, obj, form))


def check_meaning(told: dict[str, Any]) -> None:
    """What of section 3 can be asked without the definitions."""
    quarter = re.fullmatch("(20[0-9]{2})-T[1-4]", told["periode"], re.ASCII)
    demand(quarter, "periode")
    assert quarter is not None
    check_statements(told)
    demand(len(told["nilai"]) <= 50_000, "terlalu_banyak")
    for one in told["temuan"]:
        level = one[3] in ("penghalang", "peringatan", "catatan")
        demand(one[1] in told["formulir"] and level, "temuan")
        demand(is_old_text(one[0] + one[4] + one[5]), "temuan")
    places = [tuple(row[:3]) for row in told["nilai"]]
    demand(places == sorted(set(places)), "baris")
    for periode, formulir, _, jenis, isi in told["nilai"]:
        demand(periode in (told["periode"], quarter[1]) and formulir in told["formulir"], "baris")
        number = jenis == "angka" and re.fullmatch("0|-?[1-9][0-9]{0,14}", isi, re.ASCII)
        text = jenis == "teks" and isi and is_old_text(isi)
        demand(number or text or (jenis == "keadaan" and isi in STATES), "nilai")
    check_answers(told)
    check_reports(told)
    check_notes(told)
    listed = [tuple(row[:4]) for row in told["bukti"]]
    demand(listed == sorted(set(listed)), "bukti")
    demand(all(is_evidence(row) and row[1] in told["formulir"] for row in told["bukti"]), "bukti")


def check_answers(told: dict[str, Any]) -> None:
    """Answers make version 3, reports version 4, notes version 5; none of them is empty."""
    rows = told.get("jawaban", [])
    reports = told.get("laporan", [])
    lowest = 5 if told.get("catatan") else 4 if reports else 3 if rows else 2
    empty = [] in (told.get("jawaban"), told.get("laporan"), told.get("catatan"))
    demand(lowest == told["versi"] and not empty and len(rows) <= 1_000, "jawaban")
    asked = [tuple(row[:2]) for row in rows]
    demand(asked == sorted(set(asked)), "jawaban")
    for kode, putaran, formulir, sel, teks in rows:
        sound = re.fullmatch("[0-9a-f]{32}", kode) and 1 <= putaran <= 99
        place = formulir in told["formulir"] and sel.count(".") == 2
        demand(sound and place and is_line(teks, 500), "jawaban")


def check_reports(told: dict[str, Any]) -> None:
    """Reports on follow-ups: sorted, each with an id of its own."""
    rows = told.get("laporan", [])
    ids = [row[2] for row in rows]
    demand(len(rows) <= 1_000 and rows == sorted(rows) and len(set(ids)) == len(ids), "laporan")
    for about, urut, kode, putaran, waktu, _, teks, bukti in rows:
        moment_of(waktu)
        known = all(re.fullmatch("[0-9a-f]{32}", one) for one in (about, kode))
        sound = 1 <= urut <= 200 and 1 <= putaran <= 99
        demand(known and sound and is_line(teks, 500) and is_line(bukti, 120), "laporan")


def check_notes(told: dict[str, Any]) -> None:
    """Notes beside figures: sorted, one of a kind at a cell, in lines that hide nothing."""
    rows = told.get("catatan", [])
    places = [tuple(row[:3]) for row in rows]
    few = len(rows) <= 5_000 and sum(len(row[3]) for row in rows) <= 1_000_000
    demand(few and places == sorted(set(places)), "catatan")
    for formulir, sel, _, teks in rows:
        place = formulir in told["formulir"] and sel.count(".") == 2
        lines = [" ".join(unicodedata.normalize("NFC", one).split()) for one in teks.split("\n")]
        whole = teks == "\n".join(lines) == teks.strip()
        demand(place and 0 < len(teks) <= 2_000 and is_text(teks) and whole, "catatan")


def is_line(text: str, most: int) -> bool:
    """Whether a text stands on one line, tidied."""
    tidy = " ".join(unicodedata.normalize("NFC", text).split())
    return len(text) <= most and is_text(without_private(text)) and text == tidy


def check_statements(told: dict[str, Any]) -> None:
    """What an office says about itself, and how the index is put together."""
    kantor, metode, rantai = told["kantor"], told["metode"], told["rantai"]
    words = [" ".join(kantor[name] for name in ("id", "jenis", "nama")), told["tujuan"]]
    words += [told["aplikasi"], f"{metode['kode']} {metode['judul']}"]
    demand(all(len(one) <= 300 and is_text(one) for one in words), "kata")
    demand(re.fullmatch("([0-9a-f]{64})?", told["induk"]) and 1 <= told["tata_letak"] <= 999, "isi")
    demand(rantai["keadaan"] in ("utuh", "putus") and 0 <= rantai["panjang"] < 10**15, "rantai")
    moment_of(told["dibuat"])
    weights = all(0 < weight <= 100 for weight in metode["bobot"].values())
    bands = 0 <= metode["batas"] <= 1000 and 0 < len(metode["kategori"]) <= 100
    demand(weights and bands, "metode")


def moment_of(text: str) -> datetime:
    """An ISO 8601 time with its zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Putus("ditolak", "waktu") from None
    demand(moment.tzinfo, "waktu")
    return moment


def is_evidence(row: list[Any]) -> bool:
    sha256, size, name, day, page, state = row[3:]
    try:
        known_day = not day or date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False
    kind = re.fullmatch(r'[^<>:"|?*/\\]{1,76}\.(pdf|jpg|png|xlsx|docx)', name)
    words = len(name) <= 80 and len(page) <= 40 and is_text(name + page) and "\n" not in name + page
    fits_list = re.fullmatch("[0-9a-f]{64}", sha256) and 0 < size <= 10_000_000
    return bool(
        known_day and kind and words and fits_list and state in ("disertakan", "tidak_disertakan")
    )


def is_text(text: str) -> bool:
    """Whether a text can stand in a cell and hides nothing."""
    short = len(text.encode("utf-16-le", "surrogatepass")) <= 2 * 32_767
    odd = {"Cc", "Cs"}
    plain = (one in "\n\t" or unicodedata.category(one) not in odd for one in text)
    seen = not HIDDEN.search(text) and not CONTEXT.search(text)
    return short and all(plain) and seen and not any(map(is_private, text))


def is_old_text(text: str) -> bool:
    """Whether the first version signed a text: private, blank and piled signs passed it."""
    return is_text(OLD.sub("y", without_private(text)))


def without_private(text: str) -> str:
    """The text with a plain letter for every private sign but those no XML holds."""
    return "".join("y" if is_private(one) and one not in "\ufffe\uffff" else one for one in text)


def is_private(letter: str) -> bool:
    """Whether every font draws a character in its own way, or not at all."""
    code = ord(letter)
    return (
        0xE000 <= code <= 0xF8FF
        or 0xFDD0 <= code <= 0xFDEF
        or code >= 0xF0000
        or code & 0xFFFE == 0xFFFE
    )
