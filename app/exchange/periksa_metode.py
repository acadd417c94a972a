"""What every metode must pass before it is signed into a file of definitions, and before its use.

It is weighed by itself, beside the other metode of the file, and tried out: the index of every
layanan is worked out with it, from an empty sheet and from a full one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import metode_terbit
from app.domain.indeks import kategori, region_index, service_index
from app.domain.register import sampled
from app.errors import LontarError
from app.exchange import periksa_terbitan
from app.store import pustaka

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from app.domain.formulir import Formulir
    from app.domain.indeks import Metode
    from app.domain.metode_terbit import MetodeTerbit
    from app.domain.nilai import Nilai
    from app.store.office import Office


def check(
    office: Office, methods: Sequence[MetodeTerbit], forms: Iterable[Formulir], folder: Path
) -> None:
    """Every metode of a file, with the forms it comes with and all those the office has.

    `folder` holds the definitions of the program.

    Raises:
        LontarError: the first metode that does not pass, with the place and the remedy.

    """
    if not methods:
        return
    program, urusan = pustaka.load_metode(folder), pustaka.load_urusan(folder)
    for one in methods:
        wrong = metode_terbit.unsound(one, program.kode, program.bobot.keys(), urusan)
        if wrong is not None:
            letak, isi = wrong
            raise LontarError("definisi_metode", versi=one.versi, letak=letak, isi=isi[:80])
    periksa_terbitan.check_order(methods, "definisi_metode_mundur")
    _check_program(methods, program)
    here = (pustaka.version_of(office, *key) for key in pustaka.dates_of(office))
    services = [form for form in (*here, *forms) if form.berindeks]
    for one in methods:
        _try_out(one, services)


def check_same(methods: Iterable[MetodeTerbit], known: Iterable[MetodeTerbit]) -> None:
    """What the province published under a version stays, its first quarter too.

    Raises:
        LontarError: a version here says something else than the one that is known.

    """
    periksa_terbitan.check_same(methods, known, "definisi_metode_berubah")


def _check_program(methods: Iterable[MetodeTerbit], program: Metode) -> None:
    for one in methods:
        if one.versi == program.versi and one.metode != program:
            raise LontarError("definisi_metode_berubah", versi=one.versi)


def _try_out(metode: MetodeTerbit, services: Iterable[Formulir]) -> None:
    try:
        for form in services:
            _work_out(form, metode.metode)
    # Whatever goes wrong here would go wrong on every screen that shows an index.
    except Exception as error:  # noqa: BLE001 - whatever it is, it has a sentence
        raise LontarError(
            "definisi_metode_macet", versi=metode.versi, rincian=str(error)[:80]
        ) from None


def _work_out(form: Formulir, metode: Metode) -> None:
    whole = sampled(form)
    full: dict[str, Nilai] = {
        sel: 1 for sel, cell in whole.cells.items() if cell.editable and not cell.berkata
    }
    for values in ({}, full):
        node = service_index(whole, values, metode)
        groups = {form.urusan: [node]}
        whole_index = region_index("", "", groups, {form.urusan: form.urusan}, metode)
        if whole_index.nilai is not None:
            kategori(whole_index.nilai, metode)
