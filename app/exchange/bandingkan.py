"""Comparing what a workbook holds with what was signed, cell by cell, sheet by sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.domain.kisi import address
from app.domain.nilai import decode
from app.exchange import cetak_ketat, gambar_ketat, meta_paket, tampilan_ketat
from app.exchange.blok import shown
from app.exchange.lembar_data import DATA_HEADER
from app.exchange.lembar_ketat import column_letters
from app.exchange.paket import manifest_bytes
from app.exchange.sel_kata import one_line, spoken, told_apart
from app.exchange.tampilan_ketat import Hiasan
from app.exchange.tata_letak import RINGKASAN
from app.exchange.xml_ketat import shown as printable
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.domain.formulir import Formulir, Sel
    from app.exchange.blok import Isi
    from app.exchange.lembar_ketat import SelGalat
    from app.exchange.paket import Bacaan, IsiPaket
    from app.exchange.tata_letak import Lembaran

    Baris = Sequence[object]
    Found = Mapping[str, Sequence[Baris]]

MAX_BEDA = 500
_OF_A_VERSION = (*tampilan_ketat.OF_A_VERSION, gambar_ketat.QR)
_SHOWN = 200
_PLACE = 120


@dataclass(frozen=True, slots=True)
class Beda:
    """One difference: which cell, what was signed, what is there now, and where it is seen.

    `formulir` and `sel` are empty for what is not a cell of a form, a heading for example.
    """

    formulir: str
    sel: str
    periode: str
    label: str
    ditandatangani: str
    ditemukan: str
    tempat: tuple[str, ...]


def differing_sheets(found: Found, sheets: Sequence[Lembaran]) -> list[str]:
    """The names of visible sheets that do not hold exactly what they should."""
    return [sheet.nama for sheet in sheets if not _same(found, sheet)]


def visible_differences(
    found_sheets: Found, sheets: Sequence[Lembaran], bacaan: Bacaan
) -> list[Beda]:
    """Every cell that differs from the signed values in the sheets that are still there."""
    forms = {form.kode: form for form in bacaan.forms}
    return [
        beda
        for sheet in sheets
        if sheet.nama in found_sheets
        for beda in _cells(found_sheets[sheet.nama], sheet, forms, bacaan)
    ]


def with_sheets(
    differences: list[Beda],
    told: Mapping[str, str],
    found: Mapping[str, str],
    hidden: Sequence[str],
) -> list[Beda]:
    """The same, and the sheets that are gone, hidden, added, or altered nobody could say where.

    `told` and `found` are the digests of the visible sheets, `hidden` the names of all others.
    """
    ours = (*told, meta_paket.SHEET_DATA, meta_paket.SHEET_META)
    named = {place.partition("!")[0] for one in differences for place in one.tempat}
    added = [
        _about_sheet("beda.lembar_sembunyi" if name in hidden else "beda.lembar_hilang", name)
        for name in told
        if name not in found
    ]
    added += [
        _about_sheet("beda.lembar_asing", name) for name in (*found, *hidden) if name not in ours
    ]
    added += [
        _about_sheet("beda.lembar_berubah", name)
        for name in told
        if name in found and name not in named and told[name] != found[name]
    ]
    return differences + added


class Rupa(NamedTuple):
    """What this version of the program puts on its sheets beside the contents of cells.

    `kaki` is what every page ends with, `qr` the digest of the QR code, `gabung` the merged
    cells of each sheet in the order of the sheets, `cetak` what is printed of each.
    """

    kaki: str
    qr: str
    gabung: Mapping[str, str]
    cetak: Mapping[str, str]

    def is_own(self, hiasan: Hiasan) -> bool:
        """Whether the program put this there."""
        told = {
            tampilan_ketat.KAKI: cetak_ketat.plain_footer(self.kaki),
            tampilan_ketat.GABUNG: self.gabung.get(hiasan.lembar),
            # What somebody wrote beside the table is named as a cell.
            tampilan_ketat.CETAK: self.cetak.get(hiasan.lembar),
            tampilan_ketat.URUTAN: self._in_order(hiasan.isi),
            gambar_ketat.QR: self.qr if hiasan.lembar == RINGKASAN else None,
        }
        return told.get(hiasan.jenis) == hiasan.isi

    def _in_order(self, told: str) -> str:
        """The same sheets in the order of the program; one of another is named elsewhere."""
        names = told.split(tampilan_ketat.BETWEEN)
        ours = iter([name for name in self.gabung if name in names])
        own = [next(ours, name) if name in self.gabung else name for name in names]
        return tampilan_ketat.BETWEEN.join(own)


def merged_cells(sheet: Lembaran) -> str:
    """The merged cells of a sheet, as a reader tells them."""
    letters = [column_letters(column) for column in range(len(sheet.lebar_kolom))]
    # Not `sheet.blok`: how all of it looks is worked out at length there.
    found = [
        f"{letters[first]}{row + above}:{letters[last]}{row + above}"
        for start, blok, _ in sheet.bagian
        for above, part in ((start + at + 1, part) for at, part, _ in blok.parts())
        for (row, first), last in part.gabung.items()
    ]
    return " ".join(sorted(found))


def beside(hiasan: Sequence[Hiasan], rupa: Rupa | None) -> list[Beda]:
    """What a sheet shows or hides that is no content of a cell, and not from the program.

    `rupa` is None when this version of the program cannot know how another one lays out a sheet.
    """
    if rupa is None:
        return [_about_hiasan(one) for one in hiasan if one.jenis not in _OF_A_VERSION]
    found = [_about_hiasan(one) for one in hiasan if not rupa.is_own(one)]
    seen = {one.lembar for one in hiasan if one.jenis == tampilan_ketat.GABUNG}
    gone = (name for name, told in rupa.gabung.items() if told and name not in seen)
    return found + [_about_hiasan(Hiasan(name, tampilan_ketat.GABUNG)) for name in gone]


def _about_hiasan(hiasan: Hiasan) -> Beda:
    jenis = gambar_ketat.GAMBAR if hiasan.jenis == gambar_ketat.QR else hiasan.jenis
    place = f"{hiasan.lembar}!{hiasan.tempat}" if hiasan.tempat else hiasan.lembar
    facts = {"lembar": printable(hiasan.lembar), "tempat": hiasan.tempat, "di": printable(place)}
    label = t(f"beda.tampilan.{jenis}", isi=printable(hiasan.isi), **facts)
    return Beda("", "", "", label, "", "", (facts["di"],))


def with_errors(differences: list[Beda], cells: Sequence[SelGalat]) -> list[Beda]:
    """The same, with the errors of a calculation; nothing in a package is calculated.

    A reader finds nothing in such a cell, so it may be among the differences already.
    """
    told = {f"{printable(one.lembar)}!{one.sel}": one.galat for one in cells}
    named = [
        replace(one, ditemukan=told.pop(one.tempat[0])) if one.tempat[0] in told else one
        for one in differences
    ]
    empty = t("beda.kosong")
    left = [Beda("", "", "", t("beda.galat"), empty, isi, (at,)) for at, isi in told.items()]
    return named + left


def data_differences(rows: Sequence[Baris], bacaan: Bacaan) -> list[Beda]:
    """What the sheet `Data` says differently from the signed values."""
    forms = {form.kode: form for form in bacaan.forms}
    signed = {row[:3]: row[3:] for row in bacaan.isi.nilai}
    found: list[Beda] = []
    seen: set[tuple[str, str, str]] = set()
    for number, row in enumerate(rows[1:], start=2):
        texts = [str(cell) for cell in [*row, "", "", "", "", ""][:5]]
        place = texts[0], texts[1], texts[2]
        now = texts[3], texts[4]
        first = place not in seen
        found += _beside_data(number, row[5:])
        if first and signed.get(place) == now:
            seen.add(place)
        elif meta_paket.holds(row[:5]):
            seen.add(place)
            told = signed.get(place, ("", "")) if first else ("", "")
            found.append(_data_row(forms, place, told, now, f"{meta_paket.SHEET_DATA}!E{number}"))
    gone = [(place, told) for place, told in signed.items() if place not in seen]
    found += [
        _data_row(forms, place, told, ("", ""), meta_paket.SHEET_DATA) for place, told in gone
    ]
    if not rows or [*rows[0]][:5] != DATA_HEADER:
        found.append(_about_sheet("beda.kepala_data", meta_paket.SHEET_DATA))
    return found


def _beside_data(number: int, row: Baris) -> Iterator[Beda]:
    """What stands in a row of `Data` behind its five columns."""
    for column, cell in enumerate(row, start=5):
        if cell != "":
            place = f"{meta_paket.SHEET_DATA}!{address((number - 1, column))}"
            yield Beda("", "", "", t("beda.luar"), t("beda.kosong"), spoken(cell), (place,))


def altered_data() -> list[Beda]:
    """The sheet `Data` does not spell what was signed, though every value is the same."""
    return [_about_sheet("beda.lembar_berubah", meta_paket.SHEET_DATA)]


def manifest_differences(manifes: str, isi: IsiPaket) -> list[Beda]:
    """What the manifest in `_meta` says differently from the signed one."""
    told = manifest_bytes(isi)
    if manifes.encode() == told:
        return []
    signed = msgspec.json.decode(told)
    try:
        now = msgspec.json.decode(manifes)
    except (ValueError, RecursionError):
        now = {}
    now = now if isinstance(now, dict) else {}
    different = [key for key in signed.keys() | now.keys() if signed.get(key) != now.get(key)]
    where = (meta_paket.SHEET_META,)
    if not different:
        # The same statements spelled in another way, or one of them twice.
        return [_about_sheet("beda.lembar_berubah", meta_paket.SHEET_META)]
    parts = {key: (signed.get(key, ""), now.get(key, "")) for key in sorted(different)}
    return [
        Beda("", "", "", key[:40], _counted(was, found), _counted(found, was), where)
        for key, (was, found) in parts.items()
    ]


def _counted(part: object, other: object) -> str:
    """A part of the manifest in words; of a list or table, how long it is and what is in question.

    The other side is known to differ, so at least one name of a table tells where.
    """
    if isinstance(part, dict):
        against = other if isinstance(other, dict) else {}
        names = ", ".join(key for key in sorted(part) if part[key] != against.get(key, part))
        shown = one_line(names)[:_SHOWN]
        if shown:
            return t("beda.butir_lain", jumlah=len(part), nama=shown)
    if isinstance(part, dict | list):
        return t("beda.butir", jumlah=len(part))
    return spoken(part)


def merged(differences: Sequence[Beda]) -> tuple[Beda, ...]:
    """One entry per cell and found value, with every place it is seen at."""
    by_what: dict[tuple[str, ...], Beda] = {}
    for number, beda in enumerate(differences):
        apart = () if beda.sel else (str(number),)
        key = (beda.formulir, beda.sel, beda.ditandatangani, beda.ditemukan, *apart)
        known = by_what.get(key)
        by_what[key] = beda if known is None else replace(known, tempat=known.tempat + beda.tempat)
    return tuple(by_what.values())[:MAX_BEDA]


def _same(found: Found, sheet: Lembaran) -> bool:
    rows = found.get(sheet.nama, [])
    if rows == sheet.baris:
        return True
    blank = [""]
    width = max(len(sheet.lebar_kolom), len(rows[0]) if rows else 0)
    pairs = zip_longest(rows, sheet.baris, fillvalue=blank)
    return all(_padded(found, width) == _padded(told, width) for found, told in pairs)


def _padded(row: Sequence[object], width: int) -> list[object]:
    return [*row, *[""] * (width - len(row))]


def _cells(
    rows: Sequence[Baris], sheet: Lembaran, forms: Mapping[str, Formulir], bacaan: Bacaan
) -> Iterator[Beda]:
    blank: list[object] = []
    pairs = enumerate(zip_longest(rows, sheet.baris, fillvalue=blank))
    for row, (found_row, told_row) in pairs:
        for column, (found, told) in enumerate(zip_longest(found_row, told_row, fillvalue="")):
            # Python takes a truth value, which no package has, for 1 or 0.
            if found != told or isinstance(found, bool):
                yield _cell(sheet, (row, column), told, found, forms, bacaan)


def _cell(
    sheet: Lembaran,
    letak: tuple[int, int],
    told: object,
    found: object,
    forms: Mapping[str, Formulir],
    bacaan: Bacaan,
) -> Beda:
    place = f"{sheet.nama}!{address(letak)}"
    tempat = sheet.tempat(letak)
    texts = told_apart(told, found)
    if tempat is None:
        line = sheet.baris[letak[0]] if letak[0] < len(sheet.baris) else []
        label = next((cell for cell in line if isinstance(cell, str) and cell), t("beda.luar"))
        return Beda("", "", "", label[:_SHOWN], *texts, (place,))
    form = forms[tempat.formulir]
    periode = str(form.home_period(tempat.sel, bacaan.periode))
    label = f"{form.judul}: {form.cell(tempat.sel).label}"
    return Beda(form.kode, tempat.sel, periode, label, *texts, (place,))


def _data_row(
    forms: Mapping[str, Formulir],
    place: tuple[str, str, str],
    told: tuple[str, str],
    now: tuple[str, str],
    where: str,
) -> Beda:
    periode, kode, sel = (printable(text)[:_PLACE] for text in place)
    form = forms.get(kode)
    cell = form.find(sel) if form else None
    label = f"{form.judul}: {cell.label}" if form and cell else f"{kode} {sel}"
    texts = told_apart(_value(cell, *told), _value(cell, *now))
    return Beda(kode, sel, periode, label, *texts, (where,))


def _value(cell: Sel | None, jenis: str, isi: str) -> Isi:
    """What a row of `Data` would show; a spelling that cannot be read is shown as it is."""
    if cell is None or not (jenis or isi):
        return f"{jenis} {isi}".strip()
    try:
        return shown(cell, decode(jenis, isi))
    except ValueError:
        return f"{jenis} {isi}".strip()


def _about_sheet(key: str, name: str) -> Beda:
    nama = printable(name)[:40]
    return Beda("", "", "", t(key, lembar=nama), "", "", (nama,))
