"""How far figures are broken down by sex, age and disability, and what stays without."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from app.domain import sel_kecil
from app.domain.lembar import SheetBook
from app.domain.nilai import as_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.domain.formulir import Formulir, Sel
    from app.domain.kolom import Kolom
    from app.domain.nilai import Nilai
    from app.domain.sel_kecil import Jumlah, Tabir

Hal = Literal["jenis_kelamin", "umur", "disabilitas", "ragam"]
HAL: tuple[Hal, ...] = ("jenis_kelamin", "umur", "disabilitas", "ragam")
PEOPLE = "orang"


@dataclass(frozen=True, slots=True)
class Cakupan:
    """How many of those counted are broken down; both in the unit of the service.

    For `disabilitas` those count as broken down whose service says how many people with a
    disability there are among them, none included; for `ragam` the whole is these people.
    """

    terpilah: int = 0
    semua: int = 0

    @property
    def persen(self) -> Fraction | None:
        """The share in percent, None when nobody was counted."""
        return Fraction(100 * self.terpilah, self.semua) if self.semua else None

    def __add__(self, other: Cakupan) -> Cakupan:
        return Cakupan(self.terpilah + other.terpilah, self.semua + other.semua)


def coverage(form: Formulir, values: Mapping[str, Nilai]) -> dict[Hal, Cakupan]:
    """The coverage of those served in one service; only what the service is to break down by."""
    part = next((one for one in form.indeks.bagian if "*" not in one.pembilang), None)
    served = as_number(values.get(part.pembilang)) if part else None
    if part is None or served is None:
        return {}
    tabel, baris, _ = part.pembilang.split(".")
    cells = [
        cell
        for kolom in form.tables[tabel].kolom
        for cell in (form.cells[f"{tabel}.{baris}.{kolom.kode}"],)
        if not cell.closed
    ]
    book = SheetBook(form, values, {}, {})
    found: dict[Hal, Cakupan] = {}
    for hal in HAL:
        parts = [cell for cell in cells if cell.kolom.pilah == hal]
        if parts:
            found[hal] = _coverage(hal, parts, served, book, cells)
    return found


def _coverage(
    hal: Hal, parts: list[Sel], served: int, book: SheetBook, cells: list[Sel]
) -> Cakupan:
    known = [number for cell in parts if (number := book.number(cell.kode)) is not None]
    if hal == "disabilitas":
        return Cakupan(served if known else 0, served)
    whole = served
    if hal == "ragam":
        dis = next((cell for cell in cells if cell.kolom.pilah == "disabilitas"), None)
        whole = int(book.number(dis.kode) or 0) if dis else 0
    # More than the whole is a slip that its own rule names; here it covers everything.
    return Cakupan(min(int(sum(known)), whole), whole)


def together(services: Iterable[tuple[Formulir, Mapping[str, Nilai]]]) -> dict[Hal, Cakupan]:
    """The coverage of an office: every service for people weighs as many as it serves."""
    total: dict[Hal, Cakupan] = {}
    for form, values in services:
        part = next((one for one in form.indeks.bagian if "*" not in one.pembilang), None)
        if part is None or form.cells[part.pembilang].baris.satuan != PEOPLE:
            continue
        for hal, one in coverage(form, values).items():
            total[hal] = total.get(hal, Cakupan()) + one
    return total


# --- What may be seen ----------------------------------------------------------------------------


def counts(form: Formulir, values: Mapping[str, Nilai], pokok: str) -> dict[str, int]:
    """The counts of a row of recipients by column, rests included; `pokok` is its total's cell."""
    tabel, baris, _ = pokok.split(".")
    book = SheetBook(form, values, {}, {})
    found: dict[str, int] = {}
    for kolom in form.tables[tabel].kolom:
        cell = form.cells[f"{tabel}.{baris}.{kolom.kode}"]
        number = None if cell.closed else book.number(cell.kode)
        if number is not None and number >= 0:
            found[kolom.kode] = int(number)
    return found


def veiled(
    form: Formulir, angka: Mapping[str, int], pokok: str, *, total_seen: bool = False
) -> dict[str, Tabir]:
    """Which counts of such a row may not be published; `total_seen` when its total stays in sight.

    How many stay without a sex or an age is told as a coverage, so it is known anyway; the rest
    of the kinds holds those with several disabilities and is not.
    """
    tabel, _, main = pokok.split(".")
    columns = form.tables[tabel].kolom
    fine = {kolom.grup for kolom in columns if kolom.pilah == "ragam"}
    known = [kolom.kode for kolom in columns if kolom.sisa and kolom.grup not in fine]
    return sel_kecil.conceal(
        angka, list(_sums(columns, main)), [*known, *([main] if total_seen else [])]
    )


def _sums(columns: Sequence[Kolom], main: str) -> Iterator[Jumlah]:
    """What adds up in a table of recipients: each breakdown with its rest, and its whole."""
    whole = {"jenis_kelamin": main, "umur": main}
    dis = next((kolom.kode for kolom in columns if kolom.pilah == "disabilitas"), None)
    if dis is not None:
        whole["ragam"] = dis
    for pilah, total in whole.items():
        parts = [kolom.kode for kolom in columns if kolom.pilah == pilah]
        groups = {kolom.grup for kolom in columns if kolom.pilah == pilah}
        parts += [kolom.kode for kolom in columns if kolom.sisa and kolom.grup in groups]
        if parts:
            yield sel_kecil.Jumlah(total, parts)
