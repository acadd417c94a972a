"""A copy of a package with marks: what is wrong stands at its cell and in a list, for the sender.

It is drawn from what was signed, never from the bytes that came, and holds nothing a package is
known by: whoever sends it back is told that it is none.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.kisi import address
from app.errors import LontarError
from app.exchange import berkas
from app.exchange.blok import Blok, only, teks
from app.exchange.capaian import achievements
from app.exchange.gaya_paket import Gaya
from app.exchange.halaman_paket import fitted
from app.exchange.tata_letak import TEMUAN, Lembaran, layouts
from app.exchange.tulis_paket import draw_sheet, put_again

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from app.exchange.blok import Letak
    from app.exchange.paket import Bacaan
    from app.exchange.putusan import Laporan
    from app.store.office import Office

    Places = Mapping[tuple[str, str], tuple[str, Letak]]
    """Sheet and place of the cells that are shown, by form and cell."""

AWALAN = "SALINAN-BERTANDA"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": "Arial", "font_size": 10},
}
_COLUMNS = {"no": 5.0, "letak": 27.0, "layanan": 24.0, "sel": 26.0, "jenis": 14.0, "pesan": 36.0,
            "saran": 32.0}  # fmt: skip
_HEAD, _PLACE = 3, 1
"""Rows above the list, and the column that says where a cell is."""
_LINE = 15.0
_HEADER_INCHES = 0.15
_NOTE = {"author": "Lontar", "x_scale": 2.2, "y_scale": 1.6}


class Tanda(NamedTuple):
    """Something about a cell that the sender should look at; `jenis` is its kind."""

    formulir: str
    sel: str
    jenis: str
    pesan: str
    saran: str


def marks(laporan: Laporan, office: Office | None = None) -> list[Tanda]:
    """Everything that can be said about cells of a package, in the order of its sheets.

    Altered and required empty cells, figures that fall back, findings that travelled with their
    reasons and, of an `office` that asked, its open questions. Nothing of a file that is not
    believed to be somebody's package.
    """
    bacaan = laporan.bacaan
    if bacaan is None or laporan.signers is None:
        return []
    found = [*_altered(laporan), *_fallen(laporan), *_empty(bacaan), *_findings(bacaan)]
    if office is not None:
        found += _asked(office, bacaan)
    order = {form.kode: number for number, form in enumerate(bacaan.forms)}
    cells = {form.kode: form.cells for form in bacaan.forms}
    known = (one for one in found if one.sel in cells.get(one.formulir, ()))
    return sorted(known, key=lambda one: order[one.formulir])


def file_name(laporan: Laporan) -> str:
    """A name that says what it is, whatever the file was called."""
    isi = laporan.isi
    if isi is None:
        return f"{AWALAN}.xlsx"
    place = isi.wilayah.replace(".", "")
    kode = berkas.short_id(laporan.paket_id)
    return f"{AWALAN}_{place}_{isi.periode}_rev{isi.revisi:02d}_{kode}.xlsx"


def save(laporan: Laporan, tanda: Sequence[Tanda], target: Path) -> int:
    """Write the copy; returns how many cells are marked in it.

    Raises:
        LontarError: there is nothing to mark, or the disk refuses.

    """
    if laporan.bacaan is None or not tanda:
        raise LontarError("salinan_tanpa_tanda", berkas=laporan.nama_berkas)
    data, count = _workbook(laporan.bacaan, tanda)
    berkas.write_atomic(target, data)
    return count


# --- What is marked


def _altered(laporan: Laporan) -> Iterator[Tanda]:
    for beda in laporan.beda:
        facts = {"ditandatangani": beda.ditandatangani, "ditemukan": beda.ditemukan}
        pesan = teks("salinan.berubah", **facts, tempat=", ".join(beda.tempat))
        yield Tanda(beda.formulir, beda.sel, "berubah", pesan, teks("salinan.saran_berubah"))


def _fallen(laporan: Laporan) -> Iterator[Tanda]:
    for beda in laporan.kaitan.kembali if laporan.kaitan else ():
        facts = {"sekarang": beda.ditandatangani, "menjadi": beda.ditemukan}
        pesan = teks("salinan.kembali", **facts)
        yield Tanda(beda.formulir, beda.sel, "kembali", pesan, teks("salinan.saran_kembali"))


def _empty(bacaan: Bacaan) -> Iterator[Tanda]:
    for kode, known in bacaan.kelengkapan.items():
        for sel in known.kosong:
            yield Tanda(kode, sel, "kosong", teks("salinan.kosong"), teks("salinan.saran_kosong"))


def _findings(bacaan: Bacaan) -> Iterator[Tanda]:
    rules = {form.kode: {rule.kode: rule.saran for rule in form.aturan} for form in bacaan.forms}
    for aturan, kode, sel, _, pesan, alasan in bacaan.isi.temuan:
        told = f"{pesan} {teks('salinan.alasan', alasan=alasan)}" if alasan else pesan
        yield Tanda(kode, sel, "temuan", told, rules.get(kode, {}).get(aturan, ""))


def _asked(office: Office, bacaan: Bacaan) -> Iterator[Tanda]:
    from app.store import pertanyaan

    isi = bacaan.isi
    for one in pertanyaan.questions(office, wilayah=isi.wilayah, periode=isi.periode):
        if one.keadaan.menunggu:
            saran = teks("salinan.saran_tanya")
            yield Tanda(one.formulir, one.sel, "tanya", one.teks, saran)


# --- How it is drawn


def _workbook(bacaan: Bacaan, tanda: Sequence[Tanda]) -> tuple[bytes, int]:
    import xlsxwriter

    sheets = layouts(bacaan.acuan).tables(bacaan, achievements(bacaan, bacaan.acuan.urusan))
    keys = dict.fromkeys((one.formulir, one.sel) for one in tanda)
    places = {
        key: (sheet.nama, letak)
        for sheet in sheets
        for key in keys
        if (letak := sheet.letak(*key)) is not None
    }
    stream = BytesIO()
    book: Any = xlsxwriter.Workbook(stream, _OPTIONS)
    gaya = Gaya(book)
    first = draw_sheet(book, _list(bacaan, tanda, places), gaya, _foot(bacaan))
    _link(first, tanda, places, gaya)
    for sheet in map(fitted, sheets):
        page = draw_sheet(book, sheet, gaya, _foot(bacaan))
        page.set_header(f"&C&8&B{teks('salinan.kepala')}", {"margin": _HEADER_INCHES})
        _mark(page, sheet, tanda, places, gaya.marked())
    first.activate()
    book.close()
    return stream.getvalue(), len(places)


def _mark(page: Any, sheet: Lembaran, tanda: Iterable[Tanda], places: Places, gaya: Gaya) -> None:
    """Colour the cells of a sheet that something is said about, with the words as a note."""
    words: dict[Letak, list[str]] = {}
    for one in tanda:
        nama, letak = places.get((one.formulir, one.sel), ("", (0, 0)))
        if nama == sheet.nama:
            words.setdefault(letak, []).append(f"{one.pesan} {one.saran}".strip())
    for letak, told in words.items():
        put_again(page, sheet, letak, gaya)
        page.write_comment(*letak, "\n\n".join(told), _NOTE)


def _list(bacaan: Bacaan, tanda: Sequence[Tanda], places: Places) -> Lembaran:
    """Everything that is said, one below the other."""
    blok = Blok(len(_COLUMNS))
    last = len(_COLUMNS) - 1
    facts = {"wilayah": bacaan.wilayah.nama, "periode": bacaan.periode.judul}
    told = teks("salinan.isi", **facts, revisi=bacaan.isi.revisi, jumlah=len(tanda))
    blok.put(blok.row(26), 0, teks("salinan.kepala"), "judul", last)
    blok.put(blok.row(18), 0, told, "subjudul", last)
    head = blok.row(20)
    for column, key in enumerate(_COLUMNS):
        blok.put(head, column, teks(f"salinan.kolom.{key}"), "kepala")
    forms = {form.kode: form for form in bacaan.forms}
    for number, one in enumerate(tanda, start=1):
        form, row = forms[one.formulir], blok.row(_LINE)
        line = (
            str(number),
            _shown(places.get((one.formulir, one.sel))),
            f"{one.formulir} {form.judul}",
            form.cell(one.sel).label,
            teks(f"salinan.jenis.{one.jenis}"),
            one.pesan,
            one.saran,
        )
        for column, text in enumerate(line):
            blok.put(row, column, text, "teks_kotak")
            blok.fit(row, text, only(column), 2)
    sheet = Lembaran(TEMUAN, tuple(_COLUMNS.values()), ulang=_HEAD, beku=(_HEAD, 0))
    sheet.add(blok)
    return sheet


def _shown(place: tuple[str, Letak] | None) -> str:
    return f"{place[0]}!{address(place[1])}" if place else ""


def _link(page: Any, tanda: Sequence[Tanda], places: Places, gaya: Gaya) -> None:
    """A way from each line to its cell."""
    for row, one in enumerate(tanda, start=_HEAD):
        place = places.get((one.formulir, one.sel))
        if place is not None:
            target = f"internal:'{place[0]}'!{address(place[1])}"
            page.write_url(row, _PLACE, target, gaya["teks_kotak"], _shown(place))


def _foot(bacaan: Bacaan) -> str:
    told = teks("salinan.kaki", wilayah=bacaan.wilayah.singkat, periode=bacaan.isi.periode)
    practice = f"&C&9&B{teks('latihan')}" if bacaan.isi.kantor.latihan else ""
    return f"&L&7{told.replace('&', '&&')}{practice}&R&7{teks('halaman')}"
