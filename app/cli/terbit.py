"""`terbit`: weigh the definitions, then write down their sums; what is published never changes."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from app import paths
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.errors import LontarError
from app.store.pustaka import PUBLISHED
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

_VERSIONED = re.compile(r"\.v[0-9]+\.toml$")
DIFFERENT = 1


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--periksa-saja", action="store_true")
    option(parser, "--paksa", action="store_true")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Check every form and every list beside them, then bring the list of sums up to date."""
    from app.exchange import berkas, periksa_bawaan
    from app.store import pustaka

    folder = paths.forms()
    periksa_bawaan.check(folder, pustaka.load_versions(folder))
    old, new = _listed(folder), _sums(folder)
    changed = sorted(name for name in {*old, *new} if old.get(name) != new.get(name))
    altered = [name for name in changed if name in old and _VERSIONED.search(name)]
    if altered and not (args.paksa or args.periksa_saja):
        raise LontarError("terbitan_berubah", jumlah=len(altered), daftar=", ".join(altered))
    if changed and not args.periksa_saja:
        text = "".join(f"{total}  {name}\n" for name, total in new.items())
        berkas.write_atomic(folder / PUBLISHED, text.encode())
    for name in changed:
        keluaran.say(name)
    keluaran.say(t("perintah.terbit.hasil", jumlah=len(new), berubah=len(changed)))
    keluar = DIFFERENT if changed and args.periksa_saja else 0
    return Hasil(keluar, {"berkas": len(new), "berubah": changed})


def _listed(folder: Path) -> dict[str, str]:
    file = folder / PUBLISHED
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return {name: total for total, _, name in (line.partition("  ") for line in lines)}


def _sums(folder: Path) -> dict[str, str]:
    names = sorted(
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_file() and file.name != PUBLISHED
    )
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
