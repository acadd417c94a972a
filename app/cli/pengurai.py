"""Reading the command line: the verbs and their options, with every word from the catalogue."""

from __future__ import annotations

import argparse
import importlib
from typing import TYPE_CHECKING, NoReturn

from app.errors import LontarError
from app.teks import catalogue, language, t

if TYPE_CHECKING:
    from typing import Any

VERBS = (
    "demo",
    "latihan",
    "periksa",
    "banding",
    "impor",
    "ditahan",
    "opd",
    "temuan",
    "alasan",
    "ketik-ulang",
    "nyatakan",
    "ikhtisar",
    "ekspor",
    "tanda-terima",
    "pertanyaan",
    "balasan",
    "tindak-lanjut",
    "tarik",
    "isi",
    "tempel",
    "impor-tabel",
    "profil",
    "cetak-tabel",
    "angka",
    "baris",
    "salin",
    "asistensi",
    "gedsi",
    "narasi",
    "bukti",
    "catatan",
    "cari",
    "pribadi",
    "papan",
    "tenggat",
    "rekap",
    "konsolidasi",
    "konsolidasi-kemiskinan",
    "laporan",
    "lkpj",
    "acuan-median",
    "dirikan",
    "sertifikat",
    "riwayat",
    "pencabutan",
    "kunci",
    "pengguna",
    "otoritas",
    "cadangan",
    "serah-terima",
    "laporan-galat",
    "formulir",
    "definisi",
    "pembaruan",
    "terbit",
    "tangkapan-layar",
    "panduan",
    "swauji",
)
# What argparse itself says, in its own English; each has a key of this name in the catalogue.
_SPOKEN = (
    "perintah.argparse.pemakaian",
    "perintah.argparse.utama",
    "perintah.argparse.opsi",
    "perintah.argparse.bantuan",
    "perintah.argparse.wajib",
    "perintah.argparse.tidak_dikenal",
    "perintah.argparse.pada",
    "perintah.argparse.satu",
    "perintah.argparse.sedikitnya_satu",
    "perintah.argparse.pilihan",
    "perintah.argparse.jenis",
    "perintah.argparse.mendua",
    "perintah.argparse.tidak_bersama",
    "perintah.argparse.tanpa_nilai",
    "perintah.argparse.perintah_asing",
)


class Parser(argparse.ArgumentParser):
    """A parser that raises a sentence instead of leaving the program."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Refuse the command line.

        Raises:
            LontarError: always.
        """
        raise LontarError("perintah_keliru", rincian=message, perintah=f"{self.prog} --help")


def parser() -> Parser:
    """The parser of the whole command line."""
    _speak()
    made = Parser(prog="lontar", description=t("perintah.lontar"))
    verbs = made.add_subparsers(
        title=t("perintah.judul"), metavar=t("perintah.meta"), dest="perintah", required=True
    )
    for verb in VERBS:
        module = importlib.import_module(f"app.cli.{verb.replace('-', '_')}")
        told = t(f"perintah.{verb}.bantuan")
        one = verbs.add_parser(verb, help=told, description=told)
        one.set_defaults(run=getattr(module, "run", None))
        module.configure(one)
    return made


def option(
    parser: argparse._ActionsContainer,
    *names: str,
    **settings: Any,
) -> None:
    """Add an option whose explanation stands in the catalogue under its name."""
    parser.add_argument(*names, help=t(f"perintah.opsi.{names[-1]}"), **settings)


def json_option(parser: argparse.ArgumentParser) -> None:
    """Every verb can speak to programs."""
    option(parser, "--json", action="store_true")


def _speak() -> None:
    # argparse looks its sentences up through this name and offers no other way to translate them.
    told = {texts["en"]: texts[language()] for texts in map(catalogue().__getitem__, _SPOKEN)}
    setattr(argparse, "_", lambda message: told.get(message, message))  # noqa: B010 - a name argparse keeps to itself
