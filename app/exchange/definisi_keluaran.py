"""Lists of outputs in a file of definitions: read, checked, and told in words.

Before it is signed, and before it is used, a list is held against all versions of the forms it
names and tried out: every table is laid out for a region that has filled in everything and for one
that has filled in nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app.domain import keluaran_beda, keluaran_samar, keluaran_terbit, register
from app.domain.cetak_isi import Bahan
from app.domain.cetak_keluaran import printed_part
from app.domain.cetak_samar import veiled_in
from app.domain.cetak_tabel import Naskah, printed_register
from app.domain.keluaran_muat import Meja, fitted
from app.domain.keluaran_terbit import KeluaranTerbit
from app.domain.latar import Latar
from app.domain.lembar import SheetBook
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange.impor_tabel import peta_of
from app.exchange.susun_metode import read_data
from app.store import pustaka
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from app.domain.formulir import Formulir, Tabel
    from app.domain.keluaran import BagianKeluaran, DaftarKeluaran, Samar
    from app.domain.keluaran_beda import BedaKeluaran
    from app.domain.nilai import Nilai
    from app.store.office import Office

FILE = "keluaran.toml"
_DAY = "2026-07-01"
_SHOWN = 120
"""So much of what stands in a wrong place is told."""


def read_folder(folder: Path | None, published: Path) -> list[KeluaranTerbit]:
    """The list a folder holds; the one of the program, copied along, is none.

    Raises:
        LontarError: the file is too large, or wrong.

    """
    return list(read_data(folder, FILE, KeluaranTerbit, pustaka.load_keluaran(published)))


def differences(folder: Path, before: Sequence[KeluaranTerbit], one: KeluaranTerbit) -> list[str]:
    """What a list prints otherwise than the one before it, in sentences."""
    old: DaftarKeluaran = before[-1] if before else pustaka.load_keluaran(folder)
    return [_told(beda) for beda in keluaran_beda.differences(old, one)]


def _told(beda: BedaKeluaran) -> str:
    hal = ", ".join(t(f"definisi.keluaran.hal.{one}") for one in beda.hal)
    facts = {"nama": beda.nama, "dalam": beda.dalam, "hal": hal}
    return t(f"definisi.keluaran.beda.{beda.apa}.{beda.cara}", **facts)


def check(
    office: Office,
    lists: Sequence[KeluaranTerbit],
    forms: Sequence[Formulir],
    folder: Path,
    *,
    baru: bool,
) -> None:
    """Every list of a file, with the forms it comes with and all those the office has.

    Raises:
        LontarError: the first list that does not pass, with the place and the remedy.

    """
    if not lists:
        return
    known = _versions(office, forms)
    program = pustaka.load_keluaran(folder)
    for one in lists:
        wrong = keluaran_terbit.unsound(one, program, known)
        if wrong is not None:
            letak, isi = (told[:_SHOWN] for told in wrong)
            raise LontarError("definisi_keluaran_isi", versi=one.versi, letak=letak, isi=isi)
        # A later program may veil more than a file of its time could know; both hold in print.
        bare = keluaran_samar.shown(program, one) if baru else None
        if bare is not None:
            raise LontarError(
                "definisi_keluaran_samar", versi=one.versi, tabel=bare.tabel, kolom=bare.kolom
            )
    for one in lists:
        _try_out(one, {kode: some[-1] for kode, some in known.items()})


def _versions(office: Office, forms: Iterable[Formulir]) -> dict[str, list[Formulir]]:
    """The versions of every form by code, the newest last, with a row in each register."""
    here = (pustaka.version_of(office, *key) for key in sorted(pustaka.dates_of(office)))
    found: dict[str, list[Formulir]] = {}
    for form in sorted([*here, *forms], key=lambda form: form.versi):
        found.setdefault(form.kode, []).append(register.sampled(form))
    return found


def _try_out(daftar: KeluaranTerbit, forms: Mapping[str, Formulir]) -> None:
    try:
        for output in daftar.keluaran:
            for bagian in output.bagian:
                for name in bagian.tabel:
                    for full in (True, False):
                        _lay_out(bagian, name, forms, daftar.veils, full=full)
    # Whatever goes wrong here would go wrong where somebody wants to print.
    except Exception as error:  # noqa: BLE001 - whatever it is, it has a sentence
        raise LontarError(
            "definisi_keluaran_macet", versi=daftar.versi, rincian=str(error)[:80]
        ) from None


def _lay_out(
    bagian: BagianKeluaran,
    name: str,
    forms: Mapping[str, Formulir],
    samar: Mapping[str, Samar],
    *,
    full: bool,
) -> None:
    tables = dict(_looked_at((name, *bagian.kait), forms))
    kode, _, own = name.partition(".")
    fitting, _ = fitted(bagian, Meja(own, {one: [tabel] for one, tabel in tables.items()}))
    if fitting is None:
        return
    beside = [one for one in tables.values() if one.kode != own]
    form = msgspec.structs.replace(forms[kode], tabel=[*forms[kode].tabel, *beside])
    values: dict[str, Nilai] = {}
    if full:
        cells = form.cells.items()
        values = {sel: (_DAY if cell.berkata else 1) for sel, cell in cells if cell.editable}
    when = Periode(2026, 3)
    naskah = Naskah("-", when.tahun, peta_of({}, ""), "-", "-", when.judul, 2, "-", "-")
    if not fitting.kolom:
        printed_register(form, form.tables[own], values, naskah)
        return
    book = SheetBook(form, values, {}, {}, Latar(when))
    years = {when.tahun - back: values for back in range(keluaran_terbit.MAX_MUNDUR + 1)}
    printed_part(Bahan(book, naskah, years, veiled_in(form, samar, values)), fitting, own)


def _looked_at(names: Iterable[str], forms: Mapping[str, Formulir]) -> Iterator[tuple[str, Tabel]]:
    for name in names:
        kode, _, tabel = name.partition(".")
        if kode in forms and tabel in forms[kode].tables:
            yield tabel, forms[kode].tables[tabel]
