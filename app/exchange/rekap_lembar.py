"""The sheets of a recap that people read: summary, services, urusan, values and packages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from app.domain.angka import format_number, round_half_up
from app.domain.indeks import Simpul, Status, kategori
from app.exchange.rekap_bahan import Bahan, data_rows
from app.exchange.rekap_kata import metode_told
from app.exchange.rekap_kertas import ACCENT, MUTED, RULE, SHADE, Book, Sheet
from app.exchange.tanggal import written_moment
from app.teks import t

if TYPE_CHECKING:
    from app.domain.rekap import BarisRekap
    from app.domain.wilayah import Wilayah
    from app.exchange.rekap_hitung import DataKey, Isi

RINGKASAN, LAYANAN, INDEKS, DATA, SUMBER = "Ringkasan", "Layanan", "Indeks", "Data", "Sumber"
DATA_COLUMNS = ("wilayah", "nama", "periode", "formulir", "sel", "uraian", "satuan", "jenis", "isi")
ISI_COLUMN = "I"
DASH = "–"
_BOX = {"border": 1, "border_color": RULE}
_NAME = {**_BOX, "indent": 1}
_CENTRE = {**_BOX, "align": "center"}
_WHOLE = {**_BOX, "num_format": "#,##0"}
_INDEX = {**_BOX, "num_format": "0.00", "align": "center"}
_WORD = {**_BOX, "align": "center", "font_color": MUTED}
_WRAPPED = {"text_wrap": True}
_PRINTED_ROWS = 26
_SERVICES_ON_A_PAGE, _SERVICES_SCALE, _TURNED_HIGH = 15, 84, 150
_SERVICE_WIDE = 7.2  # the code of a service in bold, in one line
_NARROW_TITLE = 11
_DATA_WIDTHS = (9, 31, 10, 10, 34, 50, 18, 11, 30)
_SOURCE_WIDTHS = (8, 31, 10, 26, 28, 8, 17, 30, 34)
_FULL = 100 * 100
# From the highest band down; each cell also shows its number, and the summary the band's name.
_BANDS = ("#CFE3D0", "#DFEBD3", "#EEF0D6", "#F8EBCB", "#F6DCC2", "#F1C9BF")


class Cell(NamedTuple):
    """What one cell of a table shows, and how it looks."""

    isi: Isi | None
    style: dict[str, object]


def shown(nilai: Fraction) -> Fraction:
    """An index as people see it: two decimals, half-up, never rounded into 100."""
    rounded = round_half_up(nilai)
    return Fraction(_FULL - 1 if rounded >= _FULL > 100 * nilai else rounded, 100)


def index_cell(simpul: Simpul | None) -> Cell:
    """An index, or the word that says why there is none."""
    if simpul is None:
        return Cell(DASH, _WORD)
    if simpul.final is not None:
        return Cell(shown(simpul.final), _INDEX)
    incomplete = simpul.status is Status.BELUM_LENGKAP
    return Cell(t("rekap.bl" if incomplete else "rekap.tk"), _WORD)


def put_row(sheet: Sheet, row: int, cells: Iterable[Cell], **extra: object) -> None:
    """Write cells side by side from the first column on."""
    for column, cell in enumerate(cells):
        sheet.put(row, column, cell.isi, **{**cell.style, **extra})


def title(sheet: Sheet, judul: str, subtitle: str) -> None:
    """Put the title into A1, where screen readers look for it, and the office and time below."""
    sheet.put(0, 0, judul, bold=True, font_size=14, font_color=ACCENT)
    sheet.put(1, 0, subtitle, font_color=MUTED)
    sheet.raw.set_row(0, 24)


def subtitle(bahan: Bahan) -> str:
    """Who made the recap and when."""
    return t("rekap.dibuat", kantor=bahan.kantor, waktu=written_moment(bahan.dibuat))


# --- Ringkasan ------------------------------------------------------------------------------------


def summary(book: Book, bahan: Bahan) -> None:
    """The page to print: every region with people not served first, then the index."""
    sheet = book.sheet(RINGKASAN, t("rekap.kaki", periode=bahan.periode.judul))
    title(sheet, t("rekap.judul", periode=bahan.periode.judul), subtitle(bahan))
    sheet.put(2, 0, _coverage(bahan), bold=True)
    names = [t(f"rekap.kolom.{name}") for name in ("nomor", "wilayah", "status", "belum", "indeks")]
    names += [t("rekap.kolom.kategori"), *bahan.urusan, t("rekap.kolom.kelengkapan")]
    sheet.header(4, names)
    sheet.raw.set_row(4, 32)
    for number, wilayah in enumerate(bahan.wilayah, start=1):
        put_row(sheet, 4 + number, _summary_cells(bahan, number, wilayah))
        sheet.raw.set_row(4 + number, 18)
    last = 5 + len(bahan.wilayah)
    put_row(sheet, last, _total_cells(bahan), bold=True, bg_color=SHADE, text_wrap=True)
    sheet.raw.set_row(last, 32)
    _heat(sheet, bahan, 5, 6, len(bahan.urusan))
    _below_summary(sheet, bahan, last + 2)
    sheet.widths(5, 31, 18, 13, 10, 17, *[9] * len(bahan.urusan), 13)
    sheet.raw.freeze_panes(5, 2)
    sheet.raw.repeat_rows(4)


def _summary_cells(bahan: Bahan, number: int, wilayah: Wilayah) -> list[Cell]:
    row = bahan.rows.get(wilayah.kode)
    cells = _region_cells(bahan, row) if row else [Cell(DASH, _WORD)] * (3 + len(bahan.urusan))
    look = _NAME if row else {**_NAME, "font_color": MUTED, "italic": True}
    head = [Cell(number, _CENTRE), Cell(wilayah.nama, _NAME), Cell(status_word(row), look)]
    return [*head, *cells, _completeness_cell(row)]


def status_word(row: BarisRekap | None) -> str:
    """Where a region stands, in words."""
    if row is None:
        return t("rekap.status.belum_ada")
    return t("rekap.status.lengkap" if row.kelengkapan.lengkap else "rekap.status.belum_lengkap")


def _coverage(bahan: Bahan) -> str:
    counts = {"ada": len(bahan.rows), "semua": len(bahan.wilayah), "lengkap": bahan.complete}
    return t("rekap.cakupan", **counts)


def _region_cells(bahan: Bahan, row: BarisRekap) -> list[Cell]:
    by_urusan = {simpul.kode: simpul for simpul in row.indeks.anak}
    people = row.orang_belum_terlayani
    final = row.indeks.final
    return [
        Cell(DASH if people is None else people, _WORD if people is None else _WHOLE),
        index_cell(row.indeks),
        Cell(
            kategori(final, bahan.metode) if final is not None else DASH,
            _CENTRE,
        ),
        *(index_cell(by_urusan.get(kode)) for kode in bahan.urusan),
    ]


def _completeness_cell(row: BarisRekap | None) -> Cell:
    if row is None:
        return Cell(DASH, _WORD)
    parts = row.kelengkapan
    share = Fraction(parts.terisi + parts.dinyatakan, parts.wajib or 1)
    # Rounded down: 100 % is said only when nothing is missing.
    return Cell(
        Fraction(int(share * 1000), 1000), {**_BOX, "num_format": "0.0%", "align": "center"}
    )


def _total_cells(bahan: Bahan) -> list[Cell]:
    people = [row.orang_belum_terlayani for row in bahan.present]
    mean, count = bahan.mean
    of_urusan = [_mean_of(bahan, kode) for kode in bahan.urusan]
    of_all = {"ada": len(bahan.rows), "semua": len(bahan.wilayah)}
    return [
        Cell(None, _BOX),
        Cell(t("rekap.jumlah", **of_all), _NAME),
        Cell(t("rekap.rerata", jumlah=count), _NAME),
        Cell(sum(number or 0 for number in people), _WHOLE),
        _number_cell(mean),
        Cell(kategori(mean, bahan.metode) if mean is not None else DASH, _CENTRE),
        *(_number_cell(nilai) for nilai in of_urusan),
        Cell(
            t("rekap.dari", ada=bahan.complete, semua=len(bahan.wilayah)),
            _CENTRE,
        ),
    ]


def _number_cell(nilai: Fraction | None) -> Cell:
    return Cell(DASH, _WORD) if nilai is None else Cell(shown(nilai), _INDEX)


def _mean_of(bahan: Bahan, urusan: str) -> Fraction | None:
    """The mean of an urusan over the regions whose own index is final."""
    finals = [
        simpul.final
        for row in bahan.present
        if row.indeks.final is not None
        for simpul in row.indeks.anak
        if simpul.kode == urusan and simpul.final is not None
    ]
    return sum(finals, Fraction(0)) / len(finals) if finals else None


def _below_summary(sheet: Sheet, bahan: Bahan, row: int) -> None:
    units: dict[str, int] = {}
    for region in bahan.present:
        for satuan, number in region.belum_terlayani.items():
            units[satuan] = units.get(satuan, 0) + number
    listed = "; ".join(f"{format_number(number)} {satuan}" for satuan, number in units.items())
    lines = [
        t("rekap.catatan.belum", daftar=listed or DASH),
        t("rekap.catatan.lengkap"),
        metode_told(bahan.metode),
        t("rekap.catatan.urusan", daftar="; ".join(map(" ".join, bahan.urusan.items()))),
        t("rekap.catatan.tanda", tk=t("rekap.tk"), bl=t("rekap.bl"), kosong=DASH),
        t("rekap.catatan.hitung_ulang"),
    ]
    for number, line in enumerate(lines):
        sheet.put(row + number, 0, line, font_size=9, font_color=MUTED)


# --- Layanan and Indeks ---------------------------------------------------------------------------


def services(book: Book, bahan: Bahan) -> None:
    """Regions by services, coloured by band."""
    sheet = book.sheet(LAYANAN, t("rekap.kaki", periode=bahan.periode.judul))
    # Title and legend keep within the names, which stand on both pages.
    judul = t("rekap.layanan.judul", periode=bahan.periode.judul)
    sheet.put(0, 0, judul, bold=True, font_size=_NARROW_TITLE, font_color=ACCENT)
    names = [t("rekap.kolom.kode"), t("rekap.kolom.wilayah")]
    sheet.header(3, [*names, *(form.kode for form in bahan.forms)])
    sheet.header(
        4, ["", "", *(form.judul for form in bahan.forms)], rotation=90, font_size=7, bold=False
    )
    look: dict[str, object] = {**_BOX, "bg_color": SHADE, "text_wrap": True, "font_size": 8}
    sheet.merge((4, 0, 4, 1), _legend(bahan), **look)
    sheet.raw.set_row(4, _TURNED_HIGH)
    for number, wilayah in enumerate(bahan.wilayah):
        row = bahan.rows.get(wilayah.kode)
        found = (row.layanan.get(form.kode) if row else None for form in bahan.forms)
        put_row(sheet, 5 + number, [*_name_cells(wilayah), *map(index_cell, found)], font_size=9)
    _heat(sheet, bahan, 5, 2, len(bahan.forms))
    sheet.widths(7, 28, *[_SERVICE_WIDE] * len(bahan.forms))
    sheet.raw.freeze_panes(5, 2)
    sheet.raw.repeat_rows(3, 4)
    sheet.raw.repeat_columns(0, 1)
    # Side by side on one page they could not be read; on two, each urusan stays whole.
    sheet.raw.set_print_scale(_SERVICES_SCALE)
    sheet.raw.set_v_pagebreaks([2 + place for place in _turns_over(bahan)])


def _turns_over(bahan: Bahan) -> list[int]:
    """The places among the services where a page begins: where an urusan does, if it can."""
    urusan = [form.urusan for form in bahan.forms]
    found, start = [], 0
    while len(urusan) - start > _SERVICES_ON_A_PAGE:
        end = start + _SERVICES_ON_A_PAGE
        whole = [place for place in range(start + 1, end + 1) if urusan[place] != urusan[place - 1]]
        start = whole[-1] if whole else end
        found.append(start)
    return found


def indices(book: Book, bahan: Bahan) -> None:
    """Regions by urusan with their bands, and the rank among the complete ones."""
    sheet = book.sheet(INDEKS, t("rekap.kaki", periode=bahan.periode.judul))
    title(sheet, t("rekap.indeks.judul", periode=bahan.periode.judul), _legend(bahan))
    names = [t("rekap.kolom.kode"), t("rekap.kolom.wilayah"), *bahan.urusan.values()]
    names += [t("rekap.kolom.indeks"), t("rekap.kolom.kategori"), t("rekap.kolom.peringkat")]
    sheet.header(3, names)
    sheet.raw.set_row(3, 62)
    ranks = _ranks(bahan)
    for number, wilayah in enumerate(bahan.wilayah):
        row = bahan.rows.get(wilayah.kode)
        cells = (
            _region_cells(bahan, row)[1:] if row else [Cell(DASH, _WORD)] * (2 + len(bahan.urusan))
        )
        rank = Cell(ranks.get(wilayah.kode, DASH), _CENTRE)
        put_row(sheet, 4 + number, [*_name_cells(wilayah), *cells[2:], *cells[:2], rank])
    _heat(sheet, bahan, 4, 2, len(bahan.urusan) + 1)
    sheet.widths(8, 29, *[15] * len(bahan.urusan), 10, 17, 10)
    sheet.raw.freeze_panes(4, 2)
    sheet.raw.repeat_rows(3)


def _name_cells(wilayah: Wilayah) -> list[Cell]:
    return [Cell(wilayah.kode, _CENTRE), Cell(wilayah.nama, _NAME)]


def _ranks(bahan: Bahan) -> dict[str, int]:
    finals = {row.wilayah.kode: row.indeks.final for row in bahan.present}
    known = {kode: nilai for kode, nilai in finals.items() if nilai is not None}
    return {
        kode: 1 + sum(other > nilai for other in known.values()) for kode, nilai in known.items()
    }


def _legend(bahan: Bahan) -> str:
    bands = " · ".join(f"{band.nama} ≥ {band.batas}" for band in bahan.metode.kategori[:-1])
    return t("rekap.legenda", kategori=bands, tk=t("rekap.tk"), bl=t("rekap.bl"), kosong=DASH)


def _heat(sheet: Sheet, bahan: Bahan, row: int, column: int, width: int) -> None:
    area = (row, column, row + len(bahan.wilayah) - 1, column + width - 1)
    bands = sorted(bahan.metode.kategori, key=lambda band: -band.batas)
    for band, colour in zip(bands, _BANDS, strict=False):
        look = sheet.book.style(bg_color=colour)
        # An upper bound too, because spreadsheets hold every word to be greater than any number.
        rule = {"type": "cell", "criteria": "between", "minimum": band.batas, "maximum": 1000}
        sheet.raw.conditional_format(*area, {**rule, "format": look, "stop_if_true": True})


# --- Data and Sumber ------------------------------------------------------------------------------


def data(book: Book, bahan: Bahan) -> dict[DataKey, str]:
    """The long table; returns where the value of each of its rows stands."""
    sheet = book.sheet(DATA, t("rekap.kaki", periode=bahan.periode.judul))
    sheet.header(0, list(DATA_COLUMNS))
    names = {wilayah.kode: wilayah.nama for wilayah in bahan.wilayah}
    rows, places = list(data_rows(bahan)), {}
    number: dict[str, object] = {"num_format": "#,##0.######"}
    for place, row in enumerate(rows, start=1):
        key, sel = row.key, row.sel
        texts = (
            key.wilayah, names[key.wilayah], row.periode, key.formulir, key.sel,
            sel.label, sel.baris.satuan, row.jenis,
        )  # fmt: skip
        for column, teks in enumerate(texts):
            sheet.put(place, column, teks, **_WRAPPED)
        style = _WRAPPED if isinstance(row.isi, str) else number
        sheet.put(place, len(texts), row.isi, **style)
        sheet.fit(place, (*texts, row.isi), _DATA_WIDTHS)
        places[key] = f"{DATA}!${ISI_COLUMN}${place + 1}"
    sheet.raw.autofilter(0, 0, max(1, len(rows)), len(DATA_COLUMNS) - 1)
    sheet.widths(*_DATA_WIDTHS)
    sheet.raw.freeze_panes(1, 0)
    sheet.raw.repeat_rows(0)
    if len(rows) > _PRINTED_ROWS:
        # Read by formulas and programs: on paper 22 regions would take hundreds of pages.
        book.print_until(sheet, _PRINTED_ROWS, len(DATA_COLUMNS) - 1, len(rows))
    return places


def _received(waktu: str) -> str:
    """When a package came, as people write it; nothing where none came."""
    return f"{datetime.fromisoformat(waktu):%d-%m-%Y %H.%M}" if waktu else ""


def sources(book: Book, bahan: Bahan) -> None:
    """Which package the figures of each region came from, and what was found about it."""
    sheet = book.sheet(SUMBER, t("rekap.kaki", periode=bahan.periode.judul))
    title(sheet, t("rekap.sumber.judul", periode=bahan.periode.judul), subtitle(bahan))
    keys = (
        "kode",
        "wilayah",
        "dipakai",
        "putusan",
        "penanda",
        "revisi",
        "diterima",
        "berkas",
        "paket",
    )
    sheet.header(3, [t(f"rekap.kolom.{key}") for key in keys])
    names = {wilayah.kode: wilayah.nama for wilayah in bahan.wilayah}
    for number, asal in enumerate(bahan.asal):
        used = t("rekap.ya" if asal.dipakai else "rekap.tidak")
        revisi: Isi = "" if asal.revisi is None else asal.revisi
        found = (
            asal.putusan,
            asal.penanda_tangan,
            revisi,
            _received(asal.diterima),
            asal.berkas,
            asal.paket_id,
        )
        texts = (asal.wilayah, names.get(asal.wilayah, ""), used, *(isi or DASH for isi in found))
        put_row(sheet, 4 + number, [Cell(teks, {**_BOX, "text_wrap": True}) for teks in texts])
        sheet.fit(4 + number, texts, _SOURCE_WIDTHS)
    sheet.widths(*_SOURCE_WIDTHS)
    sheet.raw.freeze_panes(4, 2)
    sheet.raw.repeat_rows(3)
