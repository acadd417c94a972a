"""The lists that come with the program beside its forms, weighed as those of a province are.

Forms are weighed where they are read (`app.store.pustaka`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app.domain import keluaran_terbit, metode_terbit, susunan_terbit
from app.domain.bagian import SPM
from app.domain.keluaran_terbit import KeluaranTerbit
from app.domain.register import sampled
from app.domain.susunan_terbit import SusunanTerbit
from app.domain.terbit import PROGRAM
from app.errors import LontarError
from app.exchange import definisi_keluaran, definisi_susunan, susun_metode, tenggat
from app.store import deadlines, laporan, pustaka, satu_data

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from app.domain.formulir import Formulir

    Place = tuple[str, str]

_VERSI, _BERLAKU = PROGRAM + 1, "2027-T1"
"""A list of the program has no version of its own: it is weighed as the next one would be."""

_SHOWN = 120


def check(folder: Path, forms: Sequence[Formulir]) -> None:
    """Read every list under `folder`, and hold it against the forms in all their versions.

    Raises:
        LontarError: the first that cannot be used, with its file, the place and the remedy.

    """
    urusan = pustaka.load_urusan(folder)
    pustaka.load_wilayah(folder)
    laporan.load(folder)
    satu_data.load(folder)
    deadlines.usual(folder / tenggat.FILE)
    weighed = {
        susun_metode.FILE: _of_method(folder, urusan),
        definisi_susunan.FILE: _of_table(folder, forms),
        definisi_keluaran.FILE: _of_outputs(folder, forms),
    }
    for berkas, wrong in weighed.items():
        if wrong is not None:
            letak, isi = wrong
            raise LontarError("definisi_bawaan", berkas=berkas, letak=letak, isi=isi[:_SHOWN])


def _of_method(folder: Path, urusan: Collection[str]) -> Place | None:
    program = pustaka.load_metode(folder)
    metode = metode_terbit.since(program, _BERLAKU)
    return metode_terbit.unsound(metode, program.kode, program.bobot.keys(), urusan)


def _of_table(folder: Path, forms: Sequence[Formulir]) -> Place | None:
    facts = msgspec.structs.asdict(pustaka.load_konsolidasi(folder))
    newest = {form.kode: sampled(form) for form in forms if form.bagian != SPM}
    return susunan_terbit.unsound(SusunanTerbit(versi=_VERSI, berlaku=_BERLAKU, **facts), newest)


def _of_outputs(folder: Path, forms: Sequence[Formulir]) -> Place | None:
    program = pustaka.load_keluaran(folder)
    daftar = KeluaranTerbit(versi=_VERSI, berlaku=_BERLAKU, **msgspec.structs.asdict(program))
    versions: dict[str, list[Formulir]] = {}
    for form in forms:
        versions.setdefault(form.kode, []).append(sampled(form))
    return keluaran_terbit.unsound(daftar, program, versions)
