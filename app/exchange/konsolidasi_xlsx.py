"""The konsolidasi of kemiskinan as a workbook: a printed sheet for each group of columns (L5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.kertas import A4
from app.domain.petak import ANGKA, TEKS
from app.exchange import berkas, kertas_kantor, konsolidasi_jelas, tanda_air
from app.exchange import konsolidasi_kata as kata
from app.exchange.konsolidasi_samar import veiled
from app.exchange.rekap_kertas import ACCENT, MUTED, RULE, SHADE, Book, Sheet, check_written
from app.exchange.tanggal import written_moment
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from app.domain.gabung import Gabungan
    from app.domain.kertas import Kertas
    from app.domain.konsolidasi import Konsolidasi
    from app.domain.konsolidasi_kolom import KelompokKolom, KolomGabung
    from app.domain.petak import Petak
    from app.domain.rumus import Number
    from app.exchange.konsolidasi_samar import Tabirs
    from app.store.office import Office

_SIZE = 9
_BOX: dict[str, object] = {"border": 1, "border_color": RULE, "font_size": _SIZE}
_HEAD: dict[str, object] = {
    **_BOX, "bold": True, "bg_color": SHADE, "text_wrap": True, "align": "center",
}  # fmt: skip
_UNIT: dict[str, object] = {**_BOX, "bg_color": SHADE, "align": "center", "font_color": MUTED}
_NAME: dict[str, object] = {**_BOX, "align": "left", "indent": 1}
# A word for an absence never makes a column wider: it is printed smaller instead.
_WORD: dict[str, object] = {**_BOX, "align": "right", "font_color": MUTED, "shrink": True}
_TEXT: dict[str, object] = {**_BOX, "align": "right"}
_PROSE: dict[str, object] = {**_BOX, "text_wrap": True, "valign": "top"}
_SUM: dict[str, object] = {"bold": True, "bg_color": SHADE}
_NOTE: dict[str, object] = {"bg_color": SHADE, "font_color": MUTED, "font_size": _SIZE - 1}
_TOP, _FIXED = 4, 3
_NARROW, _WIDE, _HEAD_LINES = 9, 21, 3
_LINE_HEIGHT = 13
_ONE_PAGE = 40
_WIDENING = frozenset({ANGKA, TEKS})

PAGES = ("banding", "cara", "asal_paket")
"""The sheets after those of the groups; their names are in the catalogue."""


class Kepala(NamedTuple):
    """Who made the file, and when; `kertas` is the paper it is for."""

    kantor: str
    dibuat: datetime
    tanda_air: str = ""
    kertas: Kertas = A4


def head_of(office: Office) -> Kepala:
    """What a file of an office says of itself now."""
    mark, kertas = tanda_air.of_office(office), kertas_kantor.of_office(office)
    return Kepala(office.identitas.kantor, office.now(), mark, kertas)


class Isi(NamedTuple):
    """What one cell shows, and how."""

    isi: str | Number | None
    gaya: dict[str, object]


def save(konsolidasi: Konsolidasi, kepala: Kepala, path: Path) -> None:
    """Write the workbook, read back and compared before it takes its place.

    Raises:
        LontarError: the written file reads differently, or the disk refuses.
    """
    title = t("konsolidasi.miskin.buku.judul", periode=konsolidasi.periode.judul)
    book = Book({"title": title, "author": kepala.kantor}, kepala.tanda_air, kepala.kertas)
    tabirs = veiled(konsolidasi)
    for group in konsolidasi.kelompok:
        _table(book, konsolidasi, kepala, group, tabirs)
    for name, write in zip(PAGES, (_comparisons, _ways, _sources), strict=True):
        write(_page(book, konsolidasi, kepala, name), konsolidasi)
    berkas.write_atomic(path, book.finish(), check=lambda written: check_written(written, book))


# --- The tables ----------------------------------------------------------------------------------


def _table(
    book: Book, konsolidasi: Konsolidasi, kepala: Kepala, group: KelompokKolom, tabirs: Tabirs
) -> None:
    kolom = konsolidasi.columns_of(group.kode)
    sheet = book.sheet(
        group.nama, t("konsolidasi.miskin.buku.kaki", periode=konsolidasi.periode.judul)
    )
    _title(sheet, konsolidasi, kepala, group.judul)
    heads = [t(f"konsolidasi.miskin.buku.{name}") for name in ("nomor", "kode", "wilayah")]
    sheet.header(_TOP, [*heads, *(one.judul for one in kolom)], **_HEAD)
    for place, unit in enumerate(["", "", "", *(one.satuan for one in kolom)]):
        sheet.put(_TOP + 1, place, unit, **_UNIT)
    row = _TOP + 2
    for number, one in enumerate(konsolidasi.baris, start=1):
        kode = one.wilayah.kode
        fixed = [Isi(number, _NAME), Isi(kode, _NAME), Isi(one.wilayah.nama, _NAME)]
        cells = [
            _figure(each, one.petak[each.kode], tabirs.get((each.kode, kode))) for each in kolom
        ]
        _put(sheet, row, [*fixed, *cells])
        row += 1
    row = _totals(sheet, konsolidasi, kolom, tabirs, row)
    row = _province(sheet, konsolidasi, kolom, row)
    sheet.put(row + 1, 0, t("konsolidasi.miskin.tanda"), font_size=_SIZE, font_color=MUTED)
    _shape(sheet, konsolidasi, kolom)


def _totals(
    sheet: Sheet,
    konsolidasi: Konsolidasi,
    kolom: Sequence[KolomGabung],
    tabirs: Tabirs,
    row: int,
) -> int:
    """Klaster and province, each with the number of regions it rests on."""
    groups = [
        (konsolidasi_jelas.cluster_code(one.nama), kata.cluster_name(one.nama), one)
        for one in konsolidasi.klaster
    ]
    name = t("konsolidasi.miskin.semua")
    groups.append((konsolidasi_jelas.PROVINSI, name, konsolidasi.provinsi))
    for code, label, group in groups:
        cells = [_total(one, group.petak[one.kode], tabirs.get((one.kode, code))) for one in kolom]
        fixed = [Isi("", _NAME), Isi("", _NAME), Isi(label, _NAME)]
        _put(sheet, row, [*fixed, *cells], **_SUM)
        below = [Isi(kata.coverage(group.petak[one.kode]), _TEXT) for one in kolom]
        said = t("konsolidasi.miskin.banyak_wilayah", jumlah=len(group.anggota))
        _put(sheet, row + 1, [Isi("", _NAME), Isi("", _NAME), Isi(said, _NAME), *below], **_NOTE)
        row += 2
    return row


def _province(
    sheet: Sheet, konsolidasi: Konsolidasi, kolom: Sequence[KolomGabung], row: int
) -> int:
    """The figure of the province, and how the regions compare with it."""
    if not any(one.kode in konsolidasi.banding for one in kolom):
        return row
    shown: list[Isi] = []
    short: list[Isi] = []
    for one in kolom:
        banding = konsolidasi.banding.get(one.kode)
        if banding is None:
            shown.append(Isi("", _TEXT))
            short.append(Isi("", _TEXT))
            continue
        angka = banding.provinsi.angka
        words = kata.comparison_text(one, banding)
        known = Isi(angka, _numeric(one))
        shown.append(Isi(words[0], _WORD) if angka is None else known)
        short.append(Isi(words[1], _TEXT))
    names = (t("konsolidasi.miskin.angka_provinsi"), t("konsolidasi.miskin.selisihnya"))
    for label, cells, look in zip(names, (shown, short), (_SUM, _NOTE), strict=True):
        _put(sheet, row, [Isi("", _NAME), Isi("", _NAME), Isi(label, _NAME), *cells], **look)
        row += 1
    return row


def _figure(kolom: KolomGabung, petak: Petak, tabir: str | None) -> Isi:
    if tabir is not None:
        return Isi(tabir, _TEXT)
    if petak.rupa == ANGKA and petak.angka is not None and kolom.hitung != "kelengkapan":
        return Isi(petak.angka, _numeric(kolom, partial=bool(petak.kurang)))
    known = petak.rupa == ANGKA or bool(petak.teks)
    return Isi(kata.region_text(kolom, petak), _TEXT if known else _WORD)


def _total(kolom: KolomGabung, total: Gabungan, tabir: str | None) -> Isi:
    if tabir is not None:
        return Isi(tabir, _TEXT)
    if total.rupa == ANGKA and total.angka is not None and kolom.hitung != "kelengkapan":
        return Isi(total.angka, _numeric(kolom, partial=total.sementara))
    return Isi(kata.total_text(kolom, total), _TEXT if total.rupa == ANGKA else _WORD)


def _numeric(kolom: KolomGabung, *, partial: bool = False) -> dict[str, object]:
    places = f".{'0' * kolom.desimal}" if kolom.desimal else ""
    star = '"*"' if partial else ""
    return {**_TEXT, "num_format": f"#,##0{places}{star}"}


def _shape(sheet: Sheet, konsolidasi: Konsolidasi, kolom: Sequence[KolomGabung]) -> None:
    """Widths after the longest text, headings repeated on every page."""
    names = max(len(one.wilayah.nama) for one in konsolidasi.baris)
    widths: list[float] = []
    for one in kolom:
        figures = [row.petak[one.kode] for row in konsolidasi.baris]
        texts = [kata.region_text(one, petak) for petak in figures if petak.rupa in _WIDENING]
        total = konsolidasi.provinsi.petak[one.kode]
        texts += [kata.total_text(one, total)] if total.rupa == ANGKA else []
        if one.kode in konsolidasi.banding:
            texts += kata.comparison_text(one, konsolidasi.banding[one.kode])
        word = max(map(len, one.judul.split()))
        wanted = max(*map(len, texts), word, len(one.judul) // _HEAD_LINES, len(one.satuan))
        widths.append(min(max(wanted + 1, _NARROW), _WIDE))
    sheet.widths(5, 7, names, *widths)
    sheet.raw.set_row(_TOP, (_HEAD_LINES + 1) * _LINE_HEIGHT)
    sheet.raw.freeze_panes(_TOP + 2, _FIXED)
    sheet.raw.repeat_rows(_TOP, _TOP + 1)
    sheet.raw.repeat_columns(0, _FIXED - 1)
    if len(konsolidasi.baris) <= _ONE_PAGE:
        # The subtotals stand on the page of their regions, on A4 as on F4.
        sheet.raw.fit_to_pages(1, 1)


def _title(sheet: Sheet, konsolidasi: Konsolidasi, kepala: Kepala, judul: str) -> None:
    periode = konsolidasi.periode.judul
    head = t("konsolidasi.miskin.buku.lembar", judul=judul, periode=periode)
    sheet.put(0, 0, head, bold=True, font_size=14, font_color=ACCENT)
    made = t("rekap.dibuat", kantor=kepala.kantor, waktu=written_moment(kepala.dibuat))
    sheet.put(1, 0, made, font_color=MUTED)
    there = konsolidasi.hadir
    told = t("konsolidasi.miskin.ringkas", jumlah=there, semua=len(konsolidasi.baris))
    sheet.put(2, 0, told, bold=True)
    sheet.raw.set_row(0, 24)


def _put(sheet: Sheet, row: int, cells: Iterable[Isi], **extra: object) -> None:
    for column, one in enumerate(cells):
        sheet.put(row, column, one.isi, **{**one.gaya, **extra})


# --- The pages to read ---------------------------------------------------------------------------


def _comparisons(sheet: Sheet, konsolidasi: Konsolidasi) -> None:
    """Every comparison in whole sentences, then what the rules say about the province's sheets."""
    rows = [
        (one.nama, kata.comparison_told(konsolidasi, one))
        for one in konsolidasi.kolom
        if one.kode in konsolidasi.banding
    ]
    rows += [(one.judul, one.rincian) for one in konsolidasi_jelas.notes(konsolidasi)]
    _prose(sheet, ("apa", "keterangan"), rows, (34, 92))


def _ways(sheet: Sheet, konsolidasi: Konsolidasi) -> None:
    """Where every column is from and how it combines."""
    rows = [
        (
            one.nama,
            " ".join([one.formulir, ", ".join(one.dari)]).strip(),
            t(f"konsolidasi.miskin.cara.{one.hitung}"),
            t(f"konsolidasi.miskin.gabung.{one.gabung}"),
            " ".join(part for part in (one.alasan, one.sumber) if part),
        )
        for one in konsolidasi.kolom
    ]
    _prose(sheet, ("kolom", "asal", "dihitung", "digabung", "alasan"), rows, (26, 30, 26, 20, 40))


def _sources(sheet: Sheet, konsolidasi: Konsolidasi) -> None:
    """The package behind every region."""
    rows = []
    for one in konsolidasi.baris:
        paket = one.isi.kiriman
        facts = ("", "", "", "", t("konsolidasi.miskin.jelas.belum_datang"))
        if paket is not None:
            verdict = t(f"rekap.putusan.{paket.putusan}")
            day = kata.day(paket.waktu)
            facts = (paket.berkas, str(paket.revisi), paket.penanda, day, verdict)
        rows.append((one.wilayah.kode, one.wilayah.nama, *facts))
    heads = ("kode", "wilayah", "berkas", "revisi", "penanda", "diterima", "putusan")
    _prose(sheet, heads, rows, (7, 30, 44, 8, 24, 12, 26))


def _page(book: Book, konsolidasi: Konsolidasi, kepala: Kepala, name: str) -> Sheet:
    title = t(f"konsolidasi.miskin.buku.{name}")
    sheet = book.sheet(title, t("konsolidasi.miskin.buku.kaki", periode=konsolidasi.periode.judul))
    _title(sheet, konsolidasi, kepala, title)
    return sheet


def _prose(
    sheet: Sheet, heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]
) -> None:
    sheet.header(_TOP, [t(f"konsolidasi.miskin.buku.{name}") for name in heads], **_HEAD)
    for number, texts in enumerate(rows, start=_TOP + 1):
        for place, text in enumerate(texts):
            sheet.put(number, place, text, **_PROSE)
        sheet.fit(number, texts, widths, _SIZE)
    sheet.widths(*widths)
    sheet.raw.repeat_rows(_TOP)
    sheet.raw.freeze_panes(_TOP + 1, 0)
