"""`panduan`: the Panduan or its quick card as a PDF, with pictures the program takes itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.cli import bersama, tangkapan_layar
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.domain import panduan
from app.errors import LontarError
from app.store import panduan as stored
from app.store.scratch import Scratch
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from app.domain.panduan import Chapter, Part


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--keluar", type=bersama.folder, required=True, metavar="BERKAS.pdf")
    which = parser.add_mutually_exclusive_group()
    option(which, "--pembaca", action="append", metavar="KODE")
    option(which, "--kartu", action="store_true")
    source = parser.add_mutually_exclusive_group()
    option(source, "--demo", type=bersama.folder, metavar="FOLDER")
    option(source, "--gambar", type=bersama.folder, metavar="FOLDER")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Write the pages of all readers, or of some, or the quick card."""
    parts = () if args.kartu else _wanted(args.pembaca or [])
    card = stored.card(paths.resources()) if args.kartu else None
    if args.gambar is not None:
        pages = _write(args.keluar, parts, card, args.gambar)
    else:
        with Scratch() as place:
            made = tangkapan_layar.photograph(place, args.demo, keluaran)
            stored.keep_pictures(made)
            pages = _write(args.keluar, parts, card, place)
    keluaran.say(t("perintah.panduan.hasil", berkas=args.keluar, jumlah=pages))
    return Hasil(0, {"berkas": str(args.keluar), "halaman": pages})


def _wanted(kodes: Sequence[str]) -> tuple[Part, ...]:
    parts = stored.load(paths.resources())
    known = {part.kode: part for part in parts}
    for kode in kodes:
        if kode not in known:
            raise LontarError("panduan_pembaca", kode=kode, ada=", ".join(known))
    return tuple(known[kode] for kode in kodes) if kodes else parts


def _write(target: Path, parts: Sequence[Part], card: Chapter | None, pictures: Path) -> int:
    from app.ui import guide_pages

    chapters = [card] if card else [one for part in parts for one in part.chapters]
    _check(chapters, pictures)
    if card is not None:
        return guide_pages.write_card(target, card, pictures)
    return guide_pages.write_guide(target, t("panduan.judul"), parts, pictures)


def _check(chapters: Sequence[Chapter], pictures: Path) -> None:
    """A printed page without its picture would go out of date unseen."""
    from app.ui import guide_pages

    for one in chapters:
        for name in panduan.figures(one.teks):
            if guide_pages.picture(pictures, name) is None:
                raise LontarError("panduan_gambar", layar=name, halaman=one.judul, folder=pictures)
