"""Whether an exercise that a trainer wrote can be done at all: every word, name and place in it.

The file comes from outside. Whatever passes here names only what exists, writes files only among
those of its room, and holds no more than a person would write.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from app import paths
from app.domain import kata
from app.domain import latihan as naskah
from app.domain.angka import LARGEST
from app.domain.bagian import BAGIAN
from app.domain.latihan import value_of
from app.domain.nilai import Keadaan
from app.exchange import tulisan
from app.exchange.latihan import siapan, siapan_opd
from app.store import pustaka

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from app.domain.formulir import Formulir, Sel
    from app.domain.latihan import Langkah, Latihan, Periksa, Soal, Tempat, Tertulis

    Forms = Mapping[str, Formulir]
    _OfCell = naskah.Kumulatif | naskah.PeriksaNilai | naskah.PeriksaTemuan
    _OfRule = naskah.Alasan | naskah.PeriksaTemuan | naskah.PeriksaAlasan

AWALAN = "pelatih-"
"""What the code of a trainer's exercise begins with; none of the program's own does."""

MENGISI = frozenset({"kabupaten", "opd", "konsolidasi"})
"""The offices whose sheets are filled."""

_KODE = re.compile(rf"{AWALAN}[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_CODE, _MOST_MINUTES, _MOST_REVISIONS = 48, 240, 2
_CHOICE = re.compile(r"[a-z0-9_]{1,30}")
# No folder, no drive, no hidden file, and none of the names Windows keeps for itself.
_FILE = re.compile(
    r"(?!(con|prn|aux|nul|com\d|lpt\d)\.)[a-z0-9][a-z0-9_-]{0,59}\.xlsx", re.IGNORECASE | re.ASCII
)
_PATTERN = re.compile(r"[A-Za-z0-9*][A-Za-z0-9*_-]{0,59}\.[A-Za-z0-9]{2,5}")
_TITLE, _LINE, _STORY, _SENTENCE = 80, 400, 1_500, 200
_LISTS = {
    "langkah": (1, 15),
    "petunjuk": (0, 10),
    "jebakan": (0, 10),
    "periksa": (1, 15),
    "jalan": (1, 40),
    "awal": (0, 40),
    "soal": (0, 6),
}
_CHOICES, _MOST_VALUES = (2, 8), 300
_NAMED = 6
_PAGES = ("beranda", "spm", "kemiskinan", "tindak_lanjut", "paket", "laporan", "pengaturan")
_PROVINCE_PAGES = ("konsolidasi",)
_PROVINCE, _ABOVE = frozenset({"provinsi"}), frozenset({"konsolidasi"})
_PLACES: Mapping[type, Collection[str]] = {
    **dict.fromkeys((naskah.Isi, naskah.Kumulatif, naskah.Kosongkan, naskah.Alasan), MENGISI),
    **dict.fromkeys((naskah.Nyatakan, naskah.TandaTangani), MENGISI),
    **dict.fromkeys((naskah.Siapkan, naskah.Terima), _PROVINCE | _ABOVE),
    **dict.fromkeys((naskah.Cabut, naskah.Rekap), _PROVINCE),
    **dict.fromkeys((naskah.PeriksaNilai, naskah.PeriksaKumulatif), MENGISI),
    **dict.fromkeys((naskah.PeriksaTemuan, naskah.PeriksaAlasan), MENGISI),
    **dict.fromkeys((naskah.PeriksaNyata, naskah.PeriksaPaket), MENGISI),
    **dict.fromkeys((naskah.PeriksaTerima, naskah.PeriksaCabut), _PROVINCE),
    **dict.fromkeys((naskah.PeriksaOpd, naskah.PeriksaPemilik), _ABOVE),
    # A receipt comes from a hall alone.
    naskah.PeriksaTandaTerima: frozenset(),
}


class Cacat(NamedTuple):
    """What is wrong: the kind, the place in the file, and the facts of its sentence."""

    jenis: str
    letak: str
    data: Mapping[str, object] = {}


def faults(one: Latihan) -> Iterator[Cacat]:
    """Everything that is wrong with an exercise, from its head to its way."""
    if not _KODE.fullmatch(one.kode) or len(one.kode) > _LONGEST_CODE:
        yield Cacat("kode", "kode", {"isi": one.kode[:60], "awalan": AWALAN})
    yield from _words(one)
    yield from _counts(one)
    if not 1 <= one.menit <= _MOST_MINUTES:
        yield Cacat("jumlah", "menit", _between(one.menit, 1, _MOST_MINUTES))
    pages = _PAGES + (_PROVINCE_PAGES if one.kantor == "provinsi" else ())
    yield from _named("halaman", one.halaman, pages)
    if one.formulir:
        yield from _opened(one)
    for number, soal in enumerate(one.soal, start=1):
        yield from _question(f"soal ke-{number}", soal)
    for name, steps in (("awal", one.awal), ("jalan", one.jalan)):
        for number, step in enumerate(steps, start=1):
            yield from _step(f"{name} ke-{number}", step, one)
    for number, check in enumerate(one.periksa, start=1):
        yield from _check(f"periksa ke-{number}", check, one)


@cache
def _published() -> Mapping[str, Formulir]:
    return pustaka.load_forms(paths.forms())


def _forms(kantor: Tempat) -> Mapping[str, Formulir]:
    """The forms of an office; an OPD knows those of its urusan only."""
    own = siapan_opd.SINGKAT[siapan_opd.MILIK].milik
    known = _published().items()
    return {kode: one for kode, one in known if kantor != "opd" or one.urusan in own}


# --- Words and numbers ---------------------------------------------------------------------------


def _words(one: Latihan) -> Iterator[Cacat]:
    yield from _text("judul", one.judul, _TITLE)
    yield from _text("tujuan", one.tujuan, _LINE)
    yield from _text("cerita", one.cerita, _STORY)
    for name, lines in (
        ("langkah", one.langkah),
        ("petunjuk", one.petunjuk),
        ("jebakan", one.jebakan),
    ):
        for number, line in enumerate(lines, start=1):
            yield from _text(f"{name} ke-{number}", line, _LINE)


def _text(letak: str, text: str, most: int) -> Iterator[Cacat]:
    if not text.strip() or len(text) > most or tulisan.problem(text) is not None:
        yield Cacat("teks", letak, {"batas": most})


def _counts(one: Latihan) -> Iterator[Cacat]:
    for name, (least, most) in _LISTS.items():
        many = len(getattr(one, name))
        if not least <= many <= most:
            yield Cacat("jumlah", name, _between(many, least, most))


def _between(many: int, least: int, most: int) -> dict[str, object]:
    return {"jumlah": many, "dari": least, "sampai": most}


def _named(letak: str, isi: str, known: Iterable[str]) -> Iterator[Cacat]:
    """A name must be one of those known."""
    offered = list(known)
    if isi not in offered:
        yield Cacat("tidak_ada", letak, {"isi": isi[:60], "ada": ", ".join(offered) or "-"})


def _opened(one: Latihan) -> Iterator[Cacat]:
    """The form it begins with is one of the page it begins at."""
    offered = [kode for kode, form in _forms(one.kantor).items() if form.bagian == one.halaman]
    if one.halaman in BAGIAN:
        yield from _named("formulir", one.formulir, offered)
    else:
        yield from _named("halaman", one.halaman, BAGIAN)


def _question(letak: str, soal: Soal) -> Iterator[Cacat]:
    yield from _text(f"{letak}, tanya", soal.tanya, _SENTENCE)
    if not _CHOICES[0] <= len(soal.pilihan) <= _CHOICES[1]:
        yield Cacat("jumlah", f"{letak}, pilihan", _between(len(soal.pilihan), *_CHOICES))
    for one in soal.pilihan:
        yield from _text(f"{letak}, pilihan {one.kode[:30]}", one.teks, _SENTENCE)
    codes = [soal.kode, *(one.kode for one in soal.pilihan)]
    twice = len({*codes[1:]}) < len(codes) - 1
    if twice or not all(map(_CHOICE.fullmatch, codes)):
        yield Cacat("kode_soal", letak)


# --- What is done --------------------------------------------------------------------------------


def _step(letak: str, step: Langkah, one: Latihan) -> Iterator[Cacat]:
    yield from _done_here(letak, step, one.kantor)
    forms = _forms(one.kantor)
    match step:
        case naskah.Isi():
            yield from _filling(letak, step, forms)
        case naskah.Kumulatif():
            yield from _cell(letak, forms, step, number=True)
        case naskah.Kosongkan():
            yield from _named(f"{letak}, formulir", step.formulir, forms)
        case naskah.Alasan():
            yield from _rule(letak, forms, step)
            yield from _text(f"{letak}, teks", step.teks, _LINE)
        case naskah.Siapkan():
            yield from _prepared(letak, step, one.kantor)
        case naskah.Terima():
            yield from _taken(letak, step, one)
        case naskah.Rekap():
            yield from _file(letak, step.berkas)
        case naskah.Cabut():
            yield from _named(f"{letak}, wilayah", step.wilayah, _regions())
        case naskah.Jawab():
            yield from _answer(letak, step.soal, step.isi, one, "isi")


def _done_here(letak: str, what: Langkah | Periksa, kantor: Tempat) -> Iterator[Cacat]:
    """Some things are done, or looked at, in some offices only."""
    if kantor not in _PLACES.get(type(what), {kantor}):
        tag = what.__struct_config__.tag
        yield Cacat("tempat", letak, {"isi": tag, "kantor": kantor})


def _filling(letak: str, step: naskah.Isi, forms: Forms) -> Iterator[Cacat]:
    if not 0 < len(step.nilai) <= _MOST_VALUES:
        many = _between(len(step.nilai), 1, _MOST_VALUES)
        yield Cacat("jumlah", f"{letak}, nilai", many)
    for sel, isi in step.nilai.items():
        place = _Sel(step.formulir, sel)
        wrong = list(_cell(letak, forms, place))
        yield from wrong
        if not wrong and isi != "":
            yield from _value(f"{letak}, {sel}", forms[step.formulir].cell(sel), isi)


class _Sel(NamedTuple):
    formulir: str
    sel: str


def _cell(
    letak: str, forms: Forms, place: _Sel | _OfCell, *, number: bool = False
) -> Iterator[Cacat]:
    """A cell that a person fills."""
    wrong = list(_named(f"{letak}, formulir", place.formulir, forms))
    yield from wrong
    if wrong:
        return
    form = forms[place.formulir]
    found = form.find(place.sel)
    if found is None or not found.editable or (number and found.berkata):
        offered = (kode for kode, one in form.cells.items() if one.editable)
        some = ", ".join(islice(offered, _NAMED))
        facts = {"isi": place.sel[:80], "formulir": place.formulir, "ada": some or "-"}
        yield Cacat("sel", letak, facts)


def _value(letak: str, cell: Sel, isi: Tertulis) -> Iterator[Cacat]:
    try:
        nilai = value_of(isi)
    except ValueError:
        yield Cacat("nilai", letak, {"isi": _written(isi)})
        return
    if isinstance(nilai, Keadaan):
        fits = cell.kolom.offers(nilai)
    elif isinstance(nilai, int):
        fits = not cell.berkata and 0 <= nilai <= LARGEST
    else:
        sound = cell.berkata and len(nilai) <= _LINE and tulisan.problem(nilai) is None
        fits = sound and kata.fits(cell.kolom, nilai)
    if not fits:
        yield Cacat("nilai", letak, {"isi": _written(isi)})


def _written(isi: Tertulis) -> str:
    told = isi.items() if isinstance(isi, dict) else [("", isi)]
    return ", ".join(f"{name} = {value}" if name else str(value) for name, value in told)[:60]


def _rule(letak: str, forms: Forms, one: _OfRule) -> Iterator[Cacat]:
    wrong = list(_named(f"{letak}, formulir", one.formulir, forms))
    yield from wrong
    if not wrong:
        rules = dict.fromkeys(rule.kode for rule in forms[one.formulir].aturan)
        yield from _named(f"{letak}, aturan", one.aturan, rules)


def _file(letak: str, berkas: str) -> Iterator[Cacat]:
    """A file among those of the room, whatever else its name might mean to a computer."""
    if not _FILE.fullmatch(berkas):
        yield Cacat("berkas", f"{letak}, berkas", {"isi": berkas[:60]})


def _prepared(letak: str, step: naskah.Siapkan, kantor: Tempat) -> Iterator[Cacat]:
    yield from _file(letak, step.berkas)
    if kantor == "provinsi":
        yield from _named(f"{letak}, wilayah", step.wilayah, _regions())
        yield from _named(f"{letak}, opd", step.opd, [""])
    else:
        yield from _named(f"{letak}, opd", step.opd, siapan_opd.SINGKAT)
        yield from _named(f"{letak}, wilayah", step.wilayah, [""])
    if not 1 <= step.revisi <= _MOST_REVISIONS:
        many = _between(step.revisi, 1, _MOST_REVISIONS)
        yield Cacat("jumlah", f"{letak}, revisi", many)


def _taken(letak: str, step: naskah.Terima, one: Latihan) -> Iterator[Cacat]:
    there = [each.berkas for each in one.awal if isinstance(each, naskah.Siapkan)]
    yield from _named(f"{letak}, berkas", step.berkas, there)
    for urusan, why in step.tahan.items():
        yield from _named(f"{letak}, tahan", urusan, _urusan())
        yield from _text(f"{letak}, tahan {urusan[:10]}", why, _SENTENCE)


def _regions() -> Sequence[str]:
    return siapan.WILAYAH, *siapan.TETANGGA


def _urusan() -> Iterable[str]:
    return dict.fromkeys(form.urusan for form in _published().values() if form.urusan)


# --- What is looked at ---------------------------------------------------------------------------


def _check(letak: str, check: Periksa, one: Latihan) -> Iterator[Cacat]:
    yield from _done_here(letak, check, one.kantor)
    yield from _text(f"{letak}, kalimat", check.kalimat, _SENTENCE)
    match check:
        case naskah.PeriksaNilai() | naskah.PeriksaTemuan() | naskah.PeriksaAlasan():
            yield from _looked_up(letak, check, _forms(one.kantor))
        case naskah.PeriksaKumulatif():
            yield from _cumulative(letak, check, one)
        case naskah.PeriksaSoal(soal=soal, benar=benar):
            yield from _answer(letak, soal, benar, one, "benar")
        case naskah.PeriksaBerkas(nama=nama) if not _PATTERN.fullmatch(nama):
            yield Cacat("berkas", f"{letak}, nama", {"isi": nama[:60]})
        case naskah.PeriksaTerima(wilayah=wilayah) | naskah.PeriksaCabut(wilayah=wilayah):
            yield from _named(f"{letak}, wilayah", wilayah, _regions())
        case naskah.PeriksaOpd(opd=opd):
            yield from _named(f"{letak}, opd", opd, _names())
        case naskah.PeriksaPemilik(opd=opd, urusan=urusan):
            yield from _named(f"{letak}, opd", opd, _names())
            yield from _named(f"{letak}, urusan", urusan, _urusan())


def _looked_up(
    letak: str,
    check: naskah.PeriksaNilai | naskah.PeriksaTemuan | naskah.PeriksaAlasan,
    forms: Forms,
) -> Iterator[Cacat]:
    """A check of a cell, or of what a rule finds."""
    if isinstance(check, naskah.PeriksaNilai):
        wrong = list(_cell(letak, forms, check))
        cell = None if wrong else forms[check.formulir].cell(check.sel)
        yield from _value(f"{letak}, isi", cell, check.isi) if cell else wrong
        return
    yield from _rule(letak, forms, check)
    if isinstance(check, naskah.PeriksaTemuan) and check.sel and check.formulir in forms:
        yield from _cell(letak, forms, check)


def _cumulative(letak: str, check: naskah.PeriksaKumulatif, one: Latihan) -> Iterator[Cacat]:
    """It looks for what the beginning took away; without that it would hold at once."""
    planted = [
        each.sel
        for each in one.awal
        if isinstance(each, naskah.Kumulatif) and each.formulir == check.formulir
    ]
    yield from _named(f"{letak}, sel", check.sel, planted)


def _answer(letak: str, soal: str, isi: str, one: Latihan, name: str) -> Iterator[Cacat]:
    found = one.find(soal)
    if found is None:
        yield from _named(f"{letak}, soal", soal, (each.kode for each in one.soal))
    else:
        yield from _named(f"{letak}, {name}", isi, (each.kode for each in found.pilihan))


def _names() -> Sequence[str]:
    return [one.opd for one in siapan_opd.SINGKAT.values()]
