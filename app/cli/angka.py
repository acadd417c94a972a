"""`angka`: how Lontar reads a number, as typing, pasting and files have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.domain.angka import Bacaan

ASKED, REFUSED = 1, 2


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "teks", nargs="+", metavar="TEKS")
    option(parser, "--desimal", type=int, choices=range(10), metavar="0-9")
    option(parser, "--satuan", choices=("jumlah", "rupiah", "persen"), default="")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Say of every text what it is read as, what has to be asked, or why it is refused."""
    found = [_outcome(text, args) for text in args.teks]
    for one in found:
        keluaran.say(f"{one['teks']}: {one['kalimat']}")
    return Hasil(max(int(str(one.pop("keluar"))) for one in found), {"angka": found})


def _outcome(text: str, args: Namespace) -> dict[str, object]:
    from app.domain.angka_aksara import NumberError
    from app.domain.angka_baca import AmbiguousNumberError, read_number

    told: dict[str, object] = {"teks": text, "alasan": None, "bacaan": []}
    try:
        reading = read_number(text, args.desimal, args.satuan)
    except AmbiguousNumberError as error:
        said = t(f"angka.{error.alasan}", teks=text, bacaan=error.spelled, **error.data)
        readings = list(map(_facts, error.pilihan))
        return told | {
            "hasil": "tanya", "alasan": error.alasan, "kalimat": said, "bacaan": readings,
            "keluar": ASKED,
        }  # fmt: skip
    except NumberError as error:
        said = t(f"angka.{error.alasan}", teks=text, **error.data)
        return told | {
            "hasil": "tolak", "alasan": error.alasan, "kalimat": said, "keluar": REFUSED,
        }  # fmt: skip
    said = t("isian.terbaca", angka=reading.teks, kata=reading.terbilang)
    return told | {"hasil": "baca", "kalimat": said, "bacaan": [_facts(reading)], "keluar": 0}


def _facts(reading: Bacaan) -> dict[str, object]:
    return {"angka": reading.teks, "terbilang": reading.terbilang}
