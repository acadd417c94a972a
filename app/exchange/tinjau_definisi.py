"""What a file of definitions would change in an office, worked out before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from app.domain import beda_formulir
from app.domain.lembar import evaluate
from app.domain.periode import Periode
from app.store import backgrounds, door, evidence, pustaka, questions, versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.domain.beda_formulir import Beda
    from app.domain.formulir import Formulir
    from app.domain.nilai import Nilai
    from app.domain.wilayah import Wilayah
    from app.store.definitions import Versi
    from app.store.office import Office
    from app.store.questions import Lembar

Keadaan = Literal["layanan_baru", "versi_baru", "sudah_ada"]
Tetap = Literal["", "final", "paket", "bukti"]
"""Why the sheets of a period cannot move: closed, taken from packages, evidence without a place."""


class Sel(NamedTuple):
    """A filled cell that has no place in the newer version."""

    wilayah: str
    sel: str
    label: str
    nilai: Nilai


class LembarTerkena(NamedTuple):
    """The begun sheets of a form in a period, and what moving them would do."""

    periode: str
    lembar: int
    terisi: int
    tanpa_tempat: tuple[Sel, ...]
    temuan_baru: int
    tetap: Tetap

    @property
    def dapat_pindah(self) -> bool:
        """Whether they may be moved at all."""
        return not self.tetap


class FormulirTinjau(NamedTuple):
    """A form of the file beside the newest one known here."""

    form: Formulir
    keadaan: Keadaan
    mulai: str
    lama: Formulir | None
    beda: tuple[Beda, ...]
    lembar: tuple[LembarTerkena, ...]


def review(
    office: Office, forms: Iterable[Formulir], regions: Mapping[str, Wilayah], mulai: str = ""
) -> list[FormulirTinjau]:
    """Each form with its differences and the sheets they touch, in the order of the file."""
    listed = list(forms)
    known = pustaka.dates_of(office)
    starts = {(one.kode, one.versi): since(one, mulai) for one in listed} | known
    return [_one(office, form, known, starts, regions) for form in listed]


def since(form: Formulir, mulai: str) -> str:
    """The quarter from which a form is used: its own, or a later one that was asked for."""
    return max(form.berlaku, mulai)


def _one(
    office: Office,
    form: Formulir,
    known: Mapping[Versi, str],
    starts: Mapping[Versi, str],
    regions: Mapping[str, Wilayah],
) -> FormulirTinjau:
    own = form.kode, form.versi
    older = [versi for kode, versi in known if kode == form.kode and versi < form.versi]
    touched = tuple(_touched(office, form, starts, regions))
    if own in known:
        return FormulirTinjau(form, "sudah_ada", starts[own], None, (), touched)
    if not older:
        return FormulirTinjau(form, "layanan_baru", starts[own], None, (), ())
    lama = pustaka.version_of(office, form.kode, max(older))
    beda = tuple(beda_formulir.compare(lama, form))
    return FormulirTinjau(form, "versi_baru", starts[own], lama, beda, touched)


def _touched(
    office: Office, form: Formulir, starts: Mapping[Versi, str], regions: Mapping[str, Wilayah]
) -> Iterator[LembarTerkena]:
    """The begun sheets in which this version would hold, period by period."""
    by_period: dict[str, list[Lembar]] = {}
    for one in questions.sheets_of(office, form.kode):
        until = versions.last_quarter(one.periode)
        held = [v for (kode, v), start in starts.items() if kode == form.kode and start <= until]
        # A quarterly form takes what it keeps for a whole year along with its quarters.
        decides = "-" in one.periode or form.periode != "triwulan"
        if decides and one.versi < form.versi == max(held, default=0):
            by_period.setdefault(one.periode, []).append(one)
    for periode, sheets in sorted(by_period.items()):
        yield _period(office, form, periode, sheets, regions)


def _period(
    office: Office,
    form: Formulir,
    periode: str,
    sheets: list[Lembar],
    regions: Mapping[str, Wilayah],
) -> LembarTerkena:
    when = Periode.parse(periode)
    filled, fresh, lost = 0, 0, []
    for one in sheets:
        old = pustaka.version_of(office, form.kode, one.versi)
        values = questions.sheet_values(office, form.kode, one.wilayah, when)
        own = _kept_here(old, values.now, when)
        filled += len(own)
        lost += [
            Sel(one.wilayah, sel, _label(old, sel), nilai)
            for sel, nilai in own.items()
            if old.find(sel) and not beda_formulir.has_place(old, form, sel, nilai)
        ]
        region = regions.get(one.wilayah)
        if region is not None:
            fresh += len(_found(office, form, region, when) - _found(office, old, region, when))
    stays = _stays(office, form, periode, sheets, lost)
    return LembarTerkena(periode, len(sheets), filled, tuple(lost), fresh, stays)


def _kept_here(old: Formulir, values: Mapping[str, Nilai], when: Periode) -> dict[str, Nilai]:
    """The values that the sheet of this period itself keeps."""
    annual = when.triwulan is None
    found = {sel: old.find(sel) for sel in values}
    return {
        sel: nilai
        for sel, nilai in values.items()
        if (cell := found[sel]) is None or cell.tahunan is annual
    }


def _label(form: Formulir, sel: str) -> str:
    found = form.find(sel)
    return found.label if found else sel


def _found(office: Office, form: Formulir, region: Wilayah, when: Periode) -> set[tuple[str, str]]:
    """What the rules of a version see in a sheet: rule and cell."""
    values = questions.sheet_values(office, form.kode, region.kode, when)
    latar = backgrounds.backgrounds(office, region, when, [form])[form.kode]
    hasil = evaluate(form, values.now, values.before, values.last_year, latar)
    return {(one.aturan.kode, one.sel) for one in hasil.temuan}


def _stays(
    office: Office, form: Formulir, periode: str, sheets: list[Lembar], lost: list[Sel]
) -> Tetap:
    own = office.identitas.wilayah
    if any(one.status == door.STATUS_TERKUNCI for one in sheets):
        return "final"
    if any(one.asal_paket is not None or one.wilayah != own for one in sheets):
        return "paket"
    gone = {one.sel for one in lost}
    proofs = evidence.evidence(office, own, Periode.parse(periode), form.kode)
    return "bukti" if any(one.sel in gone for one in proofs) else ""
