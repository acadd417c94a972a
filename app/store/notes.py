"""The notes of a quarter that travel, and those a package brings beside its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.catatan import IKUT, JenisCatatan, Letak, Terpegang, changes
from app.store import questions, sheets
from app.store.door import Kunci
from app.store.sheet_row import find_sheet, new_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.domain.formulir import Formulir
    from app.domain.periode import Periode
    from app.store.door import Tindakan
    from app.store.office import Office
    from app.store.riwayat import Entry

Held = dict[Letak, Terpegang]
Texts = dict[Letak, str]

_KINDS = ", ".join(f"'{one.value}'" for one in IKUT)
# A package brought it when the last one that said something about this note said just this.
_NOTES = f"""
    SELECT l.wilayah, l.formulir, l.periode, c.sel, c.jenis, c.teks, (
        SELECT r.baru FROM riwayat r JOIN tindakan t ON t.id = r.tindakan
        WHERE r.lembar = c.lembar AND r.sel = c.sel AND r.aspek = 'catatan'
          AND (t.jenis IN ('impor', 'tarik')
               OR (SELECT m.jenis FROM tindakan m WHERE m.id = t.membalik) = 'tarik')
          AND instr(ifnull(r.baru, r.lama), c.jenis || ':') = 1
        ORDER BY r.id DESC LIMIT 1) IS c.jenis || ':' || c.teks
    FROM lembar l JOIN catatan c ON c.lembar = l.id
    WHERE c.jenis IN ({_KINDS})
"""  # noqa: S608 - put together from our own words only
_OF_QUARTER = f"{_NOTES} AND l.periode IN (?, ?) AND ifnull(?, l.wilayah) = l.wilayah"
_OF_PACKAGE = f"{_NOTES} AND l.asal_paket = ? ORDER BY l.id, c.sel, c.jenis"
# What the history told last about each note of a sheet, up to one of its rows.
_AT = """
    SELECT sel, jenis, baru FROM (
        SELECT sel, baru, max(id),
               substr(ifnull(baru, lama), 1, instr(ifnull(baru, lama), ':') - 1) AS jenis
        FROM riwayat
        WHERE aspek = 'catatan' AND id <= :baris AND lembar = (
            SELECT id FROM lembar
            WHERE formulir = :formulir AND wilayah = :wilayah AND periode = :periode)
        GROUP BY sel, jenis)
    WHERE baru IS NOT NULL
"""

_ALL = """
    SELECT l.formulir, c.sel, c.jenis, c.teks FROM lembar l JOIN catatan c ON c.lembar = l.id
    WHERE l.periode IN (?, ?) AND l.wilayah = ? ORDER BY l.formulir, c.sel
"""
_SINCE = """
    SELECT l.formulir, r.sel, r.lama, r.baru FROM riwayat r JOIN lembar l ON l.id = r.lembar
    WHERE r.aspek = 'catatan' AND +r.id > ? AND l.wilayah = ? AND l.periode IN (?, ?) {only}
    ORDER BY r.id
"""


def of_quarter(office: Office, periode: Periode, wilayah: str) -> dict[Letak, str]:
    """Every note of a region, of a quarter and its year, those that stay at home too."""
    asked = str(periode), str(periode.tahunan), wilayah
    rows = office.conn.execute(_ALL, asked).fetchall()
    found = {Letak(formulir, sel, JenisCatatan(jenis)): teks for formulir, sel, jenis, teks in rows}
    kinds = list(JenisCatatan)
    return dict(sorted(found.items(), key=lambda one: (*one[0][:2], kinds.index(one[0].jenis))))


def unsent(office: Office, wilayah: str, periode: Periode) -> dict[Letak, str]:
    """The notes that travel and read otherwise than in the last package sent: what they said then.

    Empty where there was none; all of them, if none was sent.
    """
    known = {one.value: one for one in IKUT}
    then: dict[Letak, str] = {}
    now: dict[Letak, str] = {}
    for only, rantai in questions.sent_until(office, wilayah, periode):
        asked = rantai, wilayah, str(periode), str(periode.tahunan)
        for formulir, sel, lama, baru in office.conn.execute(_SINCE.format(only=only), asked):
            kind = known.get((baru or lama).partition(":")[0])
            if kind is not None:
                letak = Letak(formulir, sel, kind)
                then.setdefault(letak, _text(lama))
                now[letak] = _text(baru)
    return {letak: teks for letak, teks in then.items() if teks != now[letak]}


def _text(spelt: str | None) -> str:
    return (spelt or "").partition(":")[2]


def held(office: Office, periode: Periode, wilayah: str) -> Held:
    """The notes of a region that travel, of a quarter and its year."""
    return _held(office, periode, wilayah).get(wilayah, {})


def texts(office: Office, periode: Periode, wilayah: str, formulir: str) -> Texts:
    """What the notes of one form say that travel."""
    found = held(office, periode, wilayah)
    return {letak: one.teks for letak, one in found.items() if letak.formulir == formulir}


def held_everywhere(office: Office, periode: Periode) -> dict[str, Held]:
    """The same of all regions, by their codes."""
    return _held(office, periode, None)


def _held(office: Office, periode: Periode, wilayah: str | None) -> dict[str, Held]:
    found: dict[str, Held] = {}
    asked = str(periode), str(periode.tahunan), wilayah
    for region, formulir, home, sel, jenis, teks, dibawa in office.conn.execute(_OF_QUARTER, asked):
        letak = Letak(formulir, sel, JenisCatatan(jenis))
        found.setdefault(region, {})[letak] = Terpegang(teks, home, bool(dibawa))
    return found


def bring(
    office: Office,
    periode: Periode,
    wilayah: str,
    brought: Mapping[Letak, str],
    forms: Sequence[Formulir],
    *,
    jenis: str,
    label: str,
    pelaku: str,
) -> Tindakan:
    """Let the cells of these forms have the notes of a package, as one gesture.

    What was written here and meets no note of the package stays. Closed sheets take notes too.
    """
    known = {form.kode: form for form in forms}
    with office.transaction():
        now, entries = held(office, periode, wilayah), []
        for letak, _, baru in changes(now, brought, known):
            form = known[letak.formulir]
            home = now[letak].periode if letak in now else form.home_period(letak.sel, periode)
            kunci = Kunci(letak.formulir, wilayah, str(home))
            entries += _put(office, kunci, letak, baru)
        return _told(office, entries, jenis, label, pelaku)


def withdraw(
    office: Office, paket: str, before: Callable[[Kunci], Mapping[Letak, str]]
) -> list[Entry]:
    """Take away what a package brought and nobody wrote anew since; what the history is to say.

    `before` tells what a sheet falls back to. Must run inside `office.transaction()`.
    """
    entries: list[Entry] = []
    for kunci, letak in brought_by(office, paket):
        entries += _put(office, kunci, letak, before(kunci).get(letak, ""))
    return entries


def brought_by(office: Office, paket: str) -> list[tuple[Kunci, Letak]]:
    """The notes in the sheets that were taken from a package which stand as they came."""
    return [
        (Kunci(formulir, wilayah, home), Letak(formulir, sel, JenisCatatan(jenis)))
        for wilayah, formulir, home, sel, jenis, _, dibawa in office.conn.execute(
            _OF_PACKAGE, (paket,)
        )
        if dibawa
    ]


def at(office: Office, kunci: Kunci, row: int) -> dict[Letak, str]:
    """The notes a sheet had when the history had `row` rows."""
    travelling = {one.value: one for one in IKUT}
    named = {**kunci._asdict(), "baris": row}
    return {
        Letak(kunci.formulir, sel, travelling[jenis]): _text(baru)
        for sel, jenis, baru in office.conn.execute(_AT, named)
        if jenis in travelling
    }


def _put(office: Office, kunci: Kunci, letak: Letak, teks: str) -> list[Entry]:
    sheet = find_sheet(office.conn, kunci) or new_sheet(office.conn, kunci)
    return sheets.change_note(office.conn, sheet.id, kunci, letak, teks)


def _told(office: Office, entries: list[Entry], jenis: str, label: str, pelaku: str) -> Tindakan:
    done = sheets.told(office, office.conn, jenis, label, pelaku, entries)
    return done._replace(samping=[(Kunci(*one[1:4]), one.sel) for one in entries])
