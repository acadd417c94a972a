"""`latihan muat · buang · contoh`: the exercises a trainer wrote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.langkah import Langkah
from app.cli.pengurai import option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _load(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange.latihan import milik

    def tell(step: str, done: int, total: int) -> None:
        key = "latihan.maju.milik" if step == milik.LANGKAH else "latihan.menyiapkan"
        keluaran.progress(t(key, selesai=done, semua=total), done=done == total)

    found = milik.load(args.berkas, bersama.now, tell)
    for one in found:
        keluaran.say(f"{one.kode}  {one.judul}")
    return Hasil(0, {"latihan": [{"kode": one.kode, "judul": one.judul} for one in found]})


def _remove(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange.latihan import milik

    milik.remove(args.latihan)
    keluaran.say(t("perintah.latihan.dibuang", kode=args.latihan))
    return Hasil(0, {"latihan": args.latihan})


def _sample(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange.latihan import milik

    target = milik.write_sample(args.keluar)
    keluaran.say(t("latihan.milik.contoh_disimpan", berkas=target))
    return Hasil(0, {"berkas": str(target)})


def _files(parser: ArgumentParser) -> None:
    option(parser, "berkas", type=Path, nargs="+", metavar="BERKAS")


def _which(parser: ArgumentParser) -> None:
    option(parser, "--latihan", required=True, metavar="KODE")


def _where(parser: ArgumentParser) -> None:
    option(parser, "--keluar", type=bersama.folder, required=True, metavar="FOLDER")


STEPS = (
    Langkah("muat", _load, _files),
    Langkah("buang", _remove, _which),
    Langkah("contoh", _sample, _where),
)
