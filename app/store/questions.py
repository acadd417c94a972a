"""What screens and reports ask about values: sheets, periods, history, what is not sent yet."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.domain.bagian import BAGIAN, SPM
from app.domain.catatan import JenisCatatan
from app.store import perubahan
from app.store.columns import from_columns, from_text

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from app.domain.nilai import Nilai
    from app.domain.periode import Periode
    from app.store.office import Office

Values = dict[str, "Nilai"]


class SheetValues(NamedTuple):
    """The cells of a form by id, annual ones included: now, one period before, one year earlier."""

    now: Values
    before: Values
    last_year: Values


class Lembar(NamedTuple):
    """A sheet that has been written to."""

    formulir: str
    versi: int
    wilayah: str
    periode: str
    status: str
    asal_paket: str | None


class Riwayat(NamedTuple):
    """One earlier change of a cell."""

    tindakan: int
    waktu: str
    pelaku: str
    jenis: str
    label: str
    lama: Nilai | None
    baru: Nilai | None


class SelBerubah(NamedTuple):
    """A cell that is not as it was: what it held then, what it holds now."""

    formulir: str
    periode: str
    sel: str
    lama: Nilai | None
    baru: Nilai | None


class Teks(NamedTuple):
    """Words at a cell: what was entered, a note, a reason, an answer to the province."""

    formulir: str
    sel: str
    asal: Literal["isian", "catatan", "alasan", "jawaban"]
    teks: str


class Peristiwa(NamedTuple):
    """Something that happened beside the value of a cell: a note, a reason, evidence.

    `lama` and `baru` are as the history spells them, a note as "sumber:…"; `jenis` is that of the
    gesture.
    """

    tindakan: int
    waktu: str
    pelaku: str
    aspek: str
    label: str
    lama: str | None = None
    baru: str | None = None
    jenis: str = ""


_FORM_VALUES = """
    SELECT l.periode, n.sel, ifnull(n.angka, n.teks), n.keadaan
    FROM lembar l JOIN nilai n ON n.lembar = l.id
    WHERE l.wilayah = ? AND l.formulir = ? AND l.periode IN ({places})
"""
_PERIOD_VALUES = """
    SELECT l.formulir, n.sel, ifnull(n.angka, n.teks), n.keadaan
    FROM lembar l JOIN nilai n ON n.lembar = l.id
    WHERE l.wilayah = ? AND l.periode IN (?, ?)
"""
_PLACES = "SELECT id, wilayah, formulir FROM lembar WHERE periode IN (?, ?)"
_VALUES_OF = """
    SELECT lembar, sel, ifnull(angka, teks), keadaan FROM nilai
    WHERE lembar IN (SELECT id FROM lembar WHERE periode IN (?, ?){only})
"""
_SHEETS = """
    SELECT formulir, versi, wilayah, periode, status, asal_paket FROM lembar
    WHERE periode IN (?, ?) AND ifnull(?, wilayah) = wilayah ORDER BY wilayah, periode, formulir
"""
_SHEETS_OF = """
    SELECT formulir, versi, wilayah, periode, status, asal_paket FROM lembar
    WHERE formulir = ? ORDER BY periode, wilayah
"""
_NOTES = """
    SELECT c.sel, c.jenis, c.teks FROM lembar l JOIN catatan c ON c.lembar = l.id
    WHERE l.formulir = ? AND l.wilayah = ? AND l.periode IN (?, ?)
"""
_PLACE = """
    l.wilayah = :wilayah AND l.periode IN (:periode, :tahun)
    AND ifnull(:formulir, l.formulir) = l.formulir AND ifnull(:sel, x.sel) = x.sel
"""
_TEXTS = f"""
    SELECT l.formulir, x.sel, 'isian', x.teks FROM lembar l JOIN nilai x ON x.lembar = l.id
    WHERE {_PLACE} AND x.teks IS NOT NULL
    UNION ALL
    SELECT l.formulir, x.sel, 'catatan', x.teks FROM lembar l JOIN catatan x ON x.lembar = l.id
    WHERE {_PLACE}
    UNION ALL
    SELECT l.formulir, x.sel, 'alasan', x.alasan
    FROM lembar l JOIN temuan_alasan x ON x.lembar = l.id
    WHERE {_PLACE} AND x.aturan <> :kecuali
    UNION ALL
    SELECT x.formulir, x.sel, 'jawaban', j.teks
    FROM pertanyaan x JOIN jawaban j ON j.pertanyaan = x.id
    WHERE x.wilayah = :wilayah AND x.periode = :periode
      AND ifnull(:formulir, x.formulir) = x.formulir AND ifnull(:sel, x.sel) = x.sel
"""  # noqa: S608 - put together from our own words only
_HISTORY = f"""
    SELECT t.id, t.waktu, t.pelaku, t.jenis, t.label, c.lama, c.baru
    FROM ({perubahan.changes(perubahan.OF_SHEET, ":sel")}) c
    JOIN tindakan t ON t.id = c.tindakan ORDER BY c.id DESC
"""  # noqa: S608 - put together from our own words only
_BESIDE = """
    SELECT t.id, t.waktu, t.pelaku, r.aspek, t.label, r.lama, r.baru, t.jenis
    FROM lembar l
    JOIN riwayat r ON r.lembar = l.id AND r.sel = ?
    JOIN tindakan t ON t.id = r.tindakan
    WHERE l.formulir = ? AND l.wilayah = ? AND l.periode = ?
      AND r.aspek IN ('catatan', 'alasan', 'bukti', 'jawaban')
    ORDER BY r.id DESC
"""
_SENT = """
    SELECT rantai, json_extract(ringkasan, '$.bagian') FROM paket
    WHERE arah = 'keluar' AND wilayah = ? AND periode = ?
"""
# In the one spelling of a form; only forms of another part than SPM say which.
_OF_PART = '(SELECT kode FROM formulir WHERE instr(isi, \'"bagian":"{part}"\') > 0)'
_FACTS = "l.formulir, l.periode, a.sel, a.lama, b.baru"
# A plus keeps SQLite from looking rows up that way.
_SINCE = """
    {row}r.id > :rantai AND {sheet}r.lembar IN (
        SELECT l.id FROM lembar l
        WHERE l.wilayah = :wilayah AND l.periode IN (:periode, :tahun) {only})
"""
_BY_SHEETS, _BY_ROWS = {"row": "+", "sheet": ""}, {"row": "", "sheet": "+"}
_FEW = 2_000
"""Rows of the history that are walked sooner than all those of the sheets are looked up."""
# A cell that went away and came back to what it was does not count.
_CHANGED = f"""
    WITH c AS MATERIALIZED ({perubahan.changes(_SINCE)}),
         a AS (SELECT lembar, sel, lama, min(id) FROM c GROUP BY lembar, sel),
         b AS (SELECT lembar, sel, baru, max(id) FROM c GROUP BY lembar, sel)
    SELECT {{facts}} FROM a JOIN b USING (lembar, sel) JOIN lembar l ON l.id = a.lembar
    WHERE a.lama IS NOT b.baru
"""  # noqa: S608 - put together from our own words only

# Cells begin empty, so before anything was sent those differ that hold something.
_FILLED = """
    SELECT count(*) FROM lembar l JOIN nilai n ON n.lembar = l.id
    WHERE l.wilayah = :wilayah AND l.periode IN (:periode, :tahun) {only}
"""
_LAST = "SELECT ifnull(max(id), 0) FROM riwayat"


def _both(periode: Periode) -> tuple[str, str]:
    return str(periode), str(periode.tahunan)


def sheet_values(office: Office, formulir: str, wilayah: str, periode: Periode) -> SheetValues:
    """One form as the rules see it."""
    before, last_year = periode.sebelum(), periode.setahun_lalu()
    wanted = dict.fromkeys(p for p in (periode, before, last_year) if p)
    found = series(office, formulir, wilayah, list(wanted))

    def of(p: Periode | None) -> Values:
        return found[str(p)] if p else {}

    return SheetValues(of(periode), of(before), of(last_year))


def series(
    office: Office, formulir: str, wilayah: str, periods: Sequence[Periode]
) -> dict[str, Values]:
    """One form in several periods, annual cells included, by the name of the period."""
    by_period: dict[str, Values] = {key: {} for p in periods for key in _both(p)}
    sql = _FORM_VALUES.format(places=", ".join("?" * len(by_period)))
    for key, sel, isi, keadaan in office.conn.execute(sql, (wilayah, formulir, *by_period)):
        by_period[key][sel] = from_columns(None, keadaan) if isi is None else isi
    return {str(p): by_period[str(p.tahunan)] | by_period[str(p)] for p in periods}


def values_of_period(office: Office, wilayah: str, periode: Periode) -> dict[str, Values]:
    """All forms of one region by code, quarter and annual cells together."""
    forms: dict[str, Values] = {}
    for formulir, sel, isi, keadaan in office.conn.execute(
        _PERIOD_VALUES, (wilayah, *_both(periode))
    ):
        forms.setdefault(formulir, {})[sel] = from_columns(isi, keadaan)
    return forms


def values_all_regions(
    office: Office, periode: Periode, forms: Collection[str] | None = None
) -> dict[str, dict[str, Values]]:
    """All forms of all regions, or those named: region code, form code, cell id."""
    regions: dict[str, dict[str, Values]] = {}
    sheet, values = 0, Values()
    known = None if forms is None else tuple(forms)
    only = f" AND formulir IN ({', '.join('?' * len(known))})" if known is not None else ""
    # Where a sheet belongs is told once a sheet, not with each of its many cells.
    places = {lembar: place for lembar, *place in office.conn.execute(_PLACES, _both(periode))}
    for lembar, sel, isi, keadaan in office.conn.execute(
        _VALUES_OF.format(only=only), (*_both(periode), *(known or ()))
    ):
        if lembar != sheet:
            sheet, (wilayah, formulir) = lembar, places[lembar]
            values = regions.setdefault(wilayah, {}).setdefault(formulir, {})
        values[sel] = from_columns(None, keadaan) if isi is None else isi
    return regions


def sheets(office: Office, periode: Periode, wilayah: str | None = None) -> list[Lembar]:
    """The sheets of a period and of its year, of one region or of all."""
    return [Lembar(*row) for row in office.conn.execute(_SHEETS, (*_both(periode), wilayah))]


def sheets_of(office: Office, formulir: str) -> list[Lembar]:
    """Every sheet of a form, of all regions and periods."""
    return [Lembar(*row) for row in office.conn.execute(_SHEETS_OF, (formulir,))]


def notes(
    office: Office, formulir: str, wilayah: str, periode: Periode
) -> dict[str, dict[JenisCatatan, str]]:
    """The notes on the cells of one form, by cell and kind."""
    found: dict[str, dict[JenisCatatan, str]] = {}
    for sel, jenis, teks in office.conn.execute(_NOTES, (formulir, wilayah, *_both(periode))):
        found.setdefault(sel, {})[JenisCatatan(jenis)] = teks
    return found


def texts(
    office: Office,
    wilayah: str,
    periode: Periode,
    *,
    formulir: str | None = None,
    sel: str | None = None,
    kecuali: str = "",
) -> list[Teks]:
    """Everything written in words at the cells of a period, of one form or cell when named.

    Reasons given under the rule `kecuali` are left out.
    """
    named = {"formulir": formulir, "sel": sel, "kecuali": kecuali, "wilayah": wilayah}
    named |= {"periode": str(periode), "tahun": str(periode.tahunan)}
    return [Teks._make(row) for row in office.conn.execute(_TEXTS, named)]


def history(
    office: Office, formulir: str, wilayah: str, periode: Periode, sel: str
) -> list[Riwayat]:
    """Every change of one cell, newest first; `periode` is the one whose sheet keeps the cell."""
    named = {"formulir": formulir, "wilayah": wilayah, "periode": str(periode), "sel": sel}
    rows = office.conn.execute(_HISTORY, named)
    return [
        Riwayat(tindakan, waktu, pelaku, jenis, label, from_text(lama), from_text(baru))
        for tindakan, waktu, pelaku, jenis, label, lama, baru in rows
    ]


def beside(
    office: Office, formulir: str, wilayah: str, periode: Periode, sel: str
) -> list[Peristiwa]:
    """What happened to notes, reasons and evidence of one cell, newest first."""
    rows = office.conn.execute(_BESIDE, (sel, formulir, wilayah, str(periode)))
    return [Peristiwa._make(row) for row in rows]


def last_saved(office: Office) -> datetime | None:
    """When something was last committed, None in a new office."""
    row = office.conn.execute("SELECT waktu FROM tindakan ORDER BY id DESC LIMIT 1").fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def unsent_count(office: Office, wilayah: str, periode: Periode) -> int:
    """How many cells differ from the last package sent for this period; all, if none was sent."""
    total = 0
    for only, rantai in sent_until(office, wilayah, periode):
        sql = _changed(office, "count(*)", rantai, only) if rantai else _FILLED.format(only=only)
        total += office.conn.execute(sql, _since(wilayah, periode, rantai)).fetchone()[0]
    return total


def _changed(office: Office, facts: str, rantai: int, only: str) -> str:
    """The question for changes since a row of the history, asked in the way that is shorter."""
    last = office.conn.execute(_LAST).fetchone()[0]
    way = _BY_ROWS if last - rantai <= _FEW else _BY_SHEETS
    return _CHANGED.format(facts=facts, only=only, **way)


def unsent_changes(office: Office, wilayah: str, periode: Periode) -> list[SelBerubah]:
    """The cells that differ from the last package sent for this period."""
    return [
        change
        for only, rantai in sent_until(office, wilayah, periode)
        for change in changes_since(office, wilayah, periode, rantai, only)
    ]


def changes_since(
    office: Office, wilayah: str, periode: Periode, rantai: int, only: str = ""
) -> list[SelBerubah]:
    """The cells of a period, and of its year, that differ from when the history ended at a row."""
    sql = _changed(office, _FACTS, rantai, only)
    rows = office.conn.execute(sql, _since(wilayah, periode, rantai))
    return [
        SelBerubah(formulir, home, sel, from_text(lama), from_text(baru))
        for formulir, home, sel, lama, baru in rows
    ]


def _since(wilayah: str, periode: Periode, rantai: int) -> dict[str, object]:
    quarter, tahun = _both(periode)
    return {"wilayah": wilayah, "periode": quarter, "tahun": tahun, "rantai": rantai}


def sent_until(office: Office, wilayah: str, periode: Periode) -> list[tuple[str, int]]:
    """The row of the history the last package ended with, 0 when none was sent.

    Each part of the work has its own where they were sent apart, with what picks its forms.
    """
    last = dict.fromkeys(BAGIAN, 0)
    for rantai, told in office.conn.execute(_SENT, (wilayah, str(periode))):
        for part in json.loads(told) if told else BAGIAN:
            last[part] = max(last.get(part, 0), rantai or 0)
    if len(set(last.values())) == 1:
        return [("", last[SPM])]
    named = {part: _OF_PART.format(part=part) for part in last if part != SPM}
    others = " ".join(f"AND l.formulir NOT IN {listed}" for listed in named.values())
    apart = [(f"AND l.formulir IN {listed}", last[part]) for part, listed in named.items()]
    return [(others, last[SPM]), *apart]
