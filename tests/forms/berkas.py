"""Reads the published forms and their filled examples for the tests of this folder."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from app.domain.angka import format_decimal
from app.domain.indeks import Metode
from app.domain.nilai import Keadaan
from app.store.pustaka import load_forms

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from app.domain.formulir import Formulir
    from app.domain.nilai import Nilai
    from app.domain.rumus import Number

FORMS_FOLDER = Path(__file__).parents[2] / "forms"
EXAMPLES_FOLDER = Path(__file__).parent / "contoh"
EXAMPLES = sorted(file.stem for file in EXAMPLES_FOLDER.glob("*.toml"))


def read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


@cache
def published() -> dict[str, Formulir]:
    return load_forms(FORMS_FOLDER)


def services() -> dict[str, Formulir]:
    return {kode: form for kode, form in published().items() if form.bentuk == "spm"}


def example(kode: str) -> dict[str, Any]:
    return read(EXAMPLES_FOLDER / f"{kode}.toml")


def metode(**changes: Any) -> Metode:
    declared = msgspec.convert(read(FORMS_FOLDER / "metode.toml"), Metode)
    return msgspec.structs.replace(declared, **changes)


def cells(tables: Mapping[str, Any]) -> dict[str, Any]:
    """Turn the tables of an example into cells by id."""
    return {
        f"{tabel}.{baris}.{kolom}": isi
        for tabel, rows in tables.items()
        for baris, columns in rows.items()
        for kolom, isi in columns.items()
    }


def values(contoh: Mapping[str, Any]) -> dict[str, Nilai]:
    """What a person filled in, declarations included."""
    return {
        sel: Keadaan(isi["keadaan"]) if isinstance(isi, dict) else isi
        for sel, isi in cells(contoh["isi"]).items()
    }


def printed(
    form: Formulir, computed: Mapping[str, Number], tables: Container[str]
) -> dict[str, int | str]:
    """Computed cells of some tables as an example writes them: percentages as text."""
    return {
        sel: format_decimal(angka) if form.cell(sel).jenis == "persen" else int(angka)
        for sel, angka in computed.items()
        if sel.partition(".")[0] in tables
    }
