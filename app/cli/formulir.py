"""`formulir`: the list of forms, or the static check of one file."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.errors import LontarError
from app.store.scratch import Scratch
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.domain.formulir import Formulir


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--periksa", type=Path, metavar="BERKAS.toml")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """List all forms, or say that a file is in order; a wrong one is refused with its place."""
    from app.store import pustaka

    if args.periksa is not None:
        form = check(args.periksa)
        keluaran.say(
            t("perintah.formulir.benar", kode=form.kode, versi=form.versi, judul=form.judul)
        )
        return Hasil(0, {"formulir": [_facts(form)]})
    forms = pustaka.load_versions(paths.forms())
    forms.sort(key=lambda form: (form.tingkat, form.urut, form.versi))
    titles = ("kode", "versi", "tingkat", "urusan", "baris", "judul")
    rows = [[str(_facts(form)[title]) for title in titles] for form in forms]
    headings = [t(f"perintah.formulir.kolom.{title}") for title in titles]
    keluaran.table(headings, rows, right=(1, 4))
    return Hasil(0, {"formulir": [_facts(form) for form in forms]})


def check(file: Path) -> Formulir:
    """Read one form file beside the published shapes, as it would be read from the folder.

    Raises:
        LontarError: the file is wrong; the sentence names the place and the remedy.
    """
    from app.store import pustaka

    if not file.is_file():
        raise LontarError("berkas_tidak_ada", berkas=file.name, folder=file.parent)
    if len(file.suffixes) < 2 or not file.suffixes[-2].startswith(".v"):  # noqa: PLR2004 - both endings of KODE.v1.toml
        raise LontarError("formulir_nama_berkas", berkas=file.name)
    with Scratch() as folder:
        for number, shape in enumerate(sorted(paths.forms().rglob("_*.toml"))):
            # Shapes of two parts of the work have files of the same name.
            shutil.copy(shape, folder / f"_{number:03d}{shape.name}")
        shutil.copy(file, folder / file.name)
        return pustaka.load_versions(folder)[0]


def _facts(form: Formulir) -> dict[str, object]:
    return {
        "kode": form.kode,
        "versi": form.versi,
        "tingkat": form.tingkat,
        "urusan": form.urusan,
        "baris": sum(len(tabel.baris) for tabel in form.tabel),
        "judul": form.judul,
    }
