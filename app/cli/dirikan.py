"""`dirikan`: set up an office, with its first person and that person's key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.domain.wilayah_terbit import new_region
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.domain.wilayah import Wilayah
    from app.exchange.cadangan_otoritas import Cadangan


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--jenis", choices=("kabupaten", "opd", "provinsi", "latihan"), required=True)
    option(parser, "--wilayah", required=True, metavar="53.03")
    option(parser, "--nama-wilayah", default="", metavar="NAMA")
    option(parser, "--urusan", nargs="+", default=[], metavar="KODE")
    option(parser, "--nama-kantor", required=True, metavar="NAMA")
    option(parser, "--nama", required=True, metavar="NAMA")
    option(parser, "--peran", choices=("operator", "verifikator", "pimpinan"), default="operator")
    option(parser, "--nip", default="", metavar="NIP")
    option(parser, "--jabatan", default="", metavar="JABATAN")
    option(parser, "--frasa-sandi-berkas", type=Path, metavar="BERKAS")
    option(parser, "--cadangan", type=Path, metavar="BERKAS")
    option(parser, "--frasa-cadangan-berkas", type=Path, metavar="BERKAS")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Set up the office; on any failure nothing is left of it."""
    from app.exchange.pendirian import Rencana, establish
    from app.store import pustaka

    regions = pustaka.load_wilayah(paths.forms())
    wilayah = _region(args, regions)
    backup = _backup(args.cadangan)
    plan = Rencana(
        jenis=args.jenis,
        wilayah=wilayah,
        provinsi=regions[wilayah.kode[:2]].nama,
        kantor=args.nama_kantor,
        nama=args.nama,
        peran=args.peran,
        nip=args.nip,
        jabatan=args.jabatan,
        urusan=tuple(args.urusan),
        frasa_sandi=bersama.passphrase(args.frasa_sandi_berkas),
        cadangan=backup,
        frasa_cadangan=bersama.passphrase(args.frasa_cadangan_berkas) if backup else "",
    )
    establish(plan, args.kantor, bersama.now, _silent)
    keluaran.say(t("perintah.dirikan.hasil", kantor=plan.kantor, folder=args.kantor))
    told = {"folder": str(args.kantor), "wilayah": wilayah.kode, "jenis": args.jenis}
    return Hasil(0, told | ({"urusan": list(args.urusan)} if args.urusan else {}))


def _backup(file: Path | None) -> Cadangan | None:
    from app.exchange import berkas, cadangan_otoritas

    if file is None:
        return None
    return cadangan_otoritas.read(berkas.read_file(file, cadangan_otoritas.MAX_FILE))


def _region(args: Namespace, regions: dict[str, Wilayah]) -> Wilayah:
    kode, jenis = args.wilayah, args.jenis
    found = regions.get(kode) or new_region(f"{kode} {args.nama_wilayah}", regions)
    if found is None:
        raise LontarError("wilayah_baru" if args.nama_wilayah else "wilayah_asing", wilayah=kode)
    if jenis != "latihan" and found.is_provinsi != (jenis == "provinsi"):
        raise LontarError("wilayah_bukan_jenisnya", wilayah=found.nama, jenis=jenis)
    return found


def _silent(_step: str, _done: int, _total: int) -> None:
    return
