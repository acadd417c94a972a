"""The index of a service as lines a person can check with a pocket calculator."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.indeks import Status, kategori
from app.domain.nilai import as_number
from app.teks import t
from app.ui.colours import Tone
from app.ui.grid import writing
from app.ui.pages import note_lines
from app.ui.pages.entry_lines import Line

if TYPE_CHECKING:
    from app.domain.formulir import Formulir, Sel
    from app.domain.indeks import Metode, Simpul
    from app.ui.grid.sheet import OpenSheet

_EMPTY = "–"
_FULL = 100


def explain(sheet: OpenSheet) -> list[Line]:
    """The index of the open sheet, its parts, and the cells they are made of."""
    root = sheet.indeks
    if not sheet.form.berindeks:
        return [Line(t("isian.rumus.tanpa_indeks"), t("isian.rumus.tanpa_indeks_arti"))]
    lines = [_root(root, sheet.metode)]
    for part in root.anak:
        lines.append(_part(part, sheet.form))
        lines += note_lines.under(part, sheet.form, sheet.noted, 2)
        for row in part.anak:
            lines.append(_ratio(row, sheet.form, indent=2))
            lines += note_lines.under(row, sheet.form, sheet.noted, 3)
    return lines


def _root(root: Simpul, metode: Metode) -> Line:
    said = verdict(root, metode)
    return Line(
        head=t("isian.rumus.indeks"),
        sub="\n".join(part for part in (_sum_of_parts(root), said.words) if part),
        value=said.figure,
        icon=said.icon,
        tone=said.tone,
        strong=True,
        target=root.masukan[0][0] if root.masukan else "",
    )


def _sum_of_parts(root: Simpul) -> str:
    if root.cara == "eksternal":
        return t("isian.rumus.eksternal")
    if root.nilai is None:
        return ""
    known = [part for part in root.anak if part.nilai is not None]
    terms = [f"{_percent(part)} × {part.bobot} %" for part in known]
    if sum(part.bobot for part in known) == _FULL:
        return f"{' + '.join(terms)} = {writing.percent(root.nilai)}"
    return t("isian.rumus.sebagian", bagian=known[0].label)


def _part(part: Simpul, form: Formulir) -> Line:
    if part.cara == "rasio":
        return _ratio(part, form, indent=1)
    counted = sum(row.nilai is not None for row in part.anak)
    reason = _REASONS.get(part.status)
    sub = t(reason) if reason else t("isian.rumus.rerata", jumlah=counted)
    if part.status is Status.BELUM_LENGKAP:
        sub = t("isian.rumus.rerata_sementara", jumlah=counted, semua=len(part.anak))
    return Line(
        head=_weighted(part), sub=sub, value=_percent(part), indent=1, strong=True, tone=Tone.MUTED
    )


def _weighted(part: Simpul) -> str:
    if not part.bobot:
        return part.label
    return t("isian.rumus.bagian", bagian=part.label, bobot=part.bobot)


def _ratio(node: Simpul, form: Formulir, indent: int) -> Line:
    (top_cell, _), (bottom_cell, bottom) = node.masukan
    target = bottom_cell if bottom is None else top_cell
    return Line(
        head=_weighted(node),
        sub=_sum(node, form),
        value=_percent(node),
        icon=_ICONS.get(node.status, ""),
        indent=indent,
        target=target,
        strong=indent == 1,
    )


def _sum(node: Simpul, form: Formulir) -> str:
    reason = _REASONS.get(node.status)
    if reason:
        return t(reason)
    (_, top), (_, bottom) = node.masukan
    if bottom == 0 and node.status is Status.LENGKAP:
        return t("isian.rumus.penuh")
    numbers = " ÷ ".join(_number(form.cells[sel], angka) for sel, angka in node.masukan)
    if node.status is Status.BELUM_LENGKAP or top is None or not bottom:
        return t("isian.rumus.belum_diisi", angka=numbers)
    result = writing.percent(Fraction(_FULL * top, bottom))
    key = "isian.rumus.dibatasi" if node.dibatasi else "isian.rumus.rasio"
    return t(key, angka=numbers, hasil=result, batas=_percent(node))


def _number(sel: Sel, angka: int | None) -> str:
    return _EMPTY if angka is None else writing.shown(sel, angka)


def _percent(node: Simpul) -> str:
    return _EMPTY if node.nilai is None else writing.percent(node.nilai)


_REASONS = {
    Status.TANPA_KEBUTUHAN: "isian.rumus.tanpa_kebutuhan",
    Status.DIKECUALIKAN: "isian.rumus.dikecualikan",
}
_ICONS = {
    Status.TANPA_KEBUTUHAN: "minus",
    Status.DIKECUALIKAN: "minus",
    Status.BELUM_LENGKAP: "circle",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """An index as the head of the page shows it."""

    figure: str
    words: str
    tone: Tone
    icon: str


def verdict(root: Simpul, metode: Metode) -> Verdict:
    """The figure of an index with its band; provisional ones say so."""
    if root.status in _REASONS:
        return Verdict(_EMPTY, t(f"isian.indeks.{root.status.value}"), Tone.MUTED, "minus")
    if root.nilai is None:
        return Verdict(_EMPTY, t("isian.indeks.belum"), Tone.MUTED, "circle")
    if root.final is None:
        return Verdict(writing.percent(root.nilai), _provisional(root), Tone.INFO, "clock")
    band = kategori(root.final, metode)
    lowest = min(metode.kategori, key=lambda one: one.batas).nama
    tone = Tone.WARN if band == lowest else Tone.GOOD
    icon = "alert" if band == lowest else "check-circle"
    return Verdict(writing.percent(root.final), band, tone, icon)


def _provisional(root: Simpul) -> str:
    """A figure made from one part only says which."""
    known = [part.label for part in root.anak if part.nilai is not None]
    if len(known) == len(root.anak):
        return t("isian.indeks.sementara")
    return t("isian.indeks.baru_sebagian", bagian=", ".join(known))


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who is served and who is not, from the part of the index that counts recipients."""

    served: int | None
    need: int | None
    unit: str
    share: Fraction | None

    @property
    def unserved(self) -> int | None:
        """How many are still waiting; None while one of the numbers is missing."""
        if self.need is None or (self.served is None and self.need):
            return None
        return max(0, self.need - (self.served or 0))


def recipients(sheet: OpenSheet) -> Recipients | None:
    """The recipients of the service; None when its index does not count any."""
    form = sheet.form
    part = next((one for one in form.indeks.bagian if "*" not in one.pembilang), None)
    if part is None:
        return None
    served = as_number(sheet.nilai(part.pembilang))
    need = as_number(sheet.nilai(part.penyebut))
    share = Fraction(100 * served, need) if served is not None and need else None
    return Recipients(served, need, form.cells[part.penyebut].baris.satuan, share)
