"""What a newer version of a form says otherwise than an older one, in words a person follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.domain.formulir import Formulir, Sel, Tabel
    from app.domain.nilai import Nilai

Apa = Literal["tabel", "baris", "kolom", "aturan", "sel"]
Cara = Literal["baru", "hilang", "ganti_nama", "satuan", "berubah"]


class Beda(NamedTuple):
    """One difference: what, how, where, and what it said before and says now."""

    apa: Apa
    cara: Cara
    letak: str
    lama: str = ""
    baru: str = ""


def compare(old: Formulir, new: Formulir) -> list[Beda]:
    """Every table, row, column and rule that came, went, was renamed or measures otherwise."""
    return [*_tables(old, new), *_rules(old, new)]


def has_place(old: Formulir, new: Formulir, sel: str, nilai: Nilai) -> bool:
    """Whether a value typed into a cell of the old version can stand in the new one as it is.

    It must be a cell people fill, of the same kind, with as many decimals, kept in the same sheet;
    a choice must still be offered. A declared absence fits every cell that can be filled.
    """
    before, now = old.find(sel), new.find(sel)
    if before is None or now is None or not now.editable or before.tahunan != now.tahunan:
        return False
    if not isinstance(nilai, int | str):
        return True
    offered = {one.kode for one in now.kolom.pilihan} if now.jenis == "pilihan" else {nilai}
    return (before.jenis, before.desimal) == (now.jenis, now.desimal) and nilai in offered


def _tables(old: Formulir, new: Formulir) -> Iterator[Beda]:
    for tabel in new.tabel:
        before = old.tables.get(tabel.kode)
        if before is None:
            yield Beda("tabel", "baru", tabel.judul or tabel.kode)
            continue
        if _name(before) != _name(tabel):
            yield Beda("tabel", "ganti_nama", tabel.kode, _name(before), _name(tabel))
        yield from _lines(before, tabel, "baris")
        yield from _lines(before, tabel, "kolom")
        yield from _units(old, new, tabel)
    for tabel in old.tabel:
        if tabel.kode not in new.tables:
            yield Beda("tabel", "hilang", _name(tabel))


def _lines(before: Tabel, now: Tabel, apa: Literal["baris", "kolom"]) -> Iterator[Beda]:
    lama, baru = _labels(before, apa), _labels(now, apa)
    where = _name(now)
    for kode, label in baru.items():
        if kode not in lama:
            yield Beda(apa, "baru", where, baru=label)
        elif lama[kode] != label:
            yield Beda(apa, "ganti_nama", where, lama[kode], label)
    for kode, label in lama.items():
        if kode not in baru:
            yield Beda(apa, "hilang", where, lama=label)


def _labels(tabel: Tabel, apa: str) -> Mapping[str, str]:
    listed: Sequence[object] = tabel.baris if apa == "baris" else tabel.kolom
    return {one.kode: one.label for one in listed}  # type: ignore[attr-defined]  # rows and columns have both


def _units(old: Formulir, new: Formulir, tabel: Tabel) -> Iterator[Beda]:
    """Cells that are in both and measure otherwise, one line for each row."""
    for baris in tabel.lines:
        for kolom in tabel.kolom:
            sel = f"{tabel.kode}.{baris.kode}.{kolom.kode}"
            if sel not in old.cells or sel not in new.cells:
                continue
            before, now = _measure(old.cells[sel]), _measure(new.cells[sel])
            if before != now:
                yield Beda("sel", "satuan", new.cells[sel].label, before, now)
                break


def _measure(sel: Sel) -> str:
    """What a figure of a cell is: kind, unit, decimals; computed cells say so."""
    facts = [sel.jenis, sel.baris.satuan, str(sel.desimal) if sel.desimal else ""]
    facts += ["(dihitung)" if sel.hitung else "", "(ditutup)" if sel.closed else ""]
    return " ".join(filter(None, facts))


def _rules(old: Formulir, new: Formulir) -> Iterator[Beda]:
    lama, baru = ({one.kode: one for one in form.aturan} for form in (old, new))
    for kode, aturan in baru.items():
        if kode not in lama:
            yield Beda("aturan", "baru", kode, baru=aturan.pesan)
        elif lama[kode] != aturan:
            yield Beda("aturan", "berubah", kode, lama[kode].pesan, aturan.pesan)
    for kode, aturan in lama.items():
        if kode not in baru:
            yield Beda("aturan", "hilang", kode, lama=aturan.pesan)


def _name(tabel: Tabel) -> str:
    return tabel.judul or tabel.kode
