"""What every form must pass before it is signed into a file of definitions, and before it is used.

The engine reads the form, weighs it, and tries it out on a sheet that is empty and on one that is
full; a form that makes it stumble is refused by name. What the program itself prints and combines
must stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain.bagian import BAGIAN
from app.domain.indeks import service_index
from app.domain.latar import Latar
from app.domain.lembar import evaluate
from app.domain.periksa_formulir import check_form
from app.domain.periode import Periode
from app.domain.register import sampled
from app.errors import LontarError
from app.store import pustaka

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from app.domain.formulir import Formulir
    from app.domain.nilai import Nilai

_CODE = re.compile(r"[A-Z]{1,6}-[A-Z0-9]{1,6}", re.ASCII)
_QUARTER = re.compile(r"20[0-9]{2}-T[1-4]", re.ASCII)
_MAX_VERSION = 999
_DAY = "2026-07-01"


def check(forms: Iterable[Formulir], folder: Path) -> None:
    """Every form on its own and beside what the program in `folder` does with it.

    Raises:
        LontarError: the first form that does not pass, with the place and the remedy.

    """
    listed = list(forms)
    if not listed:
        return
    urusan = pustaka.load_urusan(folder)
    kept = _printed(folder)
    for form in listed:
        _check_head(form, urusan)
        for problem in check_form(form):
            name = f"{form.kode}.v{form.versi}"
            raise LontarError(
                f"formulir_{problem.kode}", berkas=name, letak=problem.jalur, isi=problem.isi[:80]
            )
        _try_out(form, folder)
        if form.kode in kept:
            _check_kept(kept[form.kode], form)


def _check_head(form: Formulir, urusan: Iterable[str]) -> None:
    wrong = [
        ("kode", form.kode, _CODE.fullmatch(form.kode) is not None),
        ("versi", str(form.versi), 1 <= form.versi <= _MAX_VERSION),
        ("berlaku", form.berlaku, _QUARTER.fullmatch(form.berlaku) is not None),
        ("urusan", form.urusan, form.urusan in urusan),
        ("bagian", form.bagian, form.bagian in BAGIAN),
    ]
    for letak, isi, fits in wrong:
        if not fits:
            raise LontarError("definisi_kepala", formulir=form.kode[:20], letak=letak, isi=isi[:40])


def _try_out(form: Formulir, folder: Path) -> None:
    """Work a sheet out, empty and full, as it will be after every keystroke."""
    whole = sampled(form)
    full: dict[str, Nilai] = {
        sel: (_DAY if cell.berkata else 1) for sel, cell in whole.cells.items() if cell.editable
    }
    latar = Latar(Periode(2026, 3))
    metode = pustaka.load_metode(folder)
    try:
        for values in ({}, full):
            evaluate(whole, values, values, values, latar)
            if form.berindeks:
                service_index(whole, values, metode)
    # Whatever goes wrong here would go wrong on the screen of everybody who opens the form.
    except Exception as error:  # noqa: BLE001 - whatever it is, it has a sentence
        raise LontarError(
            "definisi_tidak_berjalan", formulir=form.kode, versi=form.versi, rincian=str(error)[:80]
        ) from None


def _printed(folder: Path) -> dict[str, Formulir]:
    """The forms whose tables and rows the program itself prints or combines, by code."""
    tables = [
        tabel
        for one in pustaka.load_keluaran(folder).keluaran
        for bagian in one.bagian
        for tabel in (*bagian.tabel, *bagian.kait)
    ]
    named = {tabel.partition(".")[0] for tabel in tables}
    named |= {one.formulir for one in pustaka.load_konsolidasi(folder).kolom}
    return {kode: form for kode, form in pustaka.load_forms(folder).items() if kode in named}


def _check_kept(old: Formulir, new: Formulir) -> None:
    for letak in _gone(old, new):
        raise LontarError("definisi_keluaran", formulir=new.kode, versi=new.versi, letak=letak)


def _gone(old: Formulir, new: Formulir) -> Iterator[str]:
    """Tables, rows and columns of a form that another version no longer has."""
    for tabel in old.tabel:
        now = new.tables.get(tabel.kode)
        if now is None or now.jenis != tabel.jenis:
            yield tabel.kode
            continue
        gone = [*(tabel.rows_by_code.keys() - now.rows_by_code)]
        gone += tabel.columns_by_code.keys() - now.columns_by_code
        yield from (f"{tabel.kode}.{one}" for one in sorted(gone))
