"""`tangkapan-layar`: a picture of every screen, with the figures of the demo."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.domain.periode import Periode
from app.errors import LontarError
from app.store.scratch import Scratch
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--keluar", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--demo", type=bersama.folder, metavar="FOLDER")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Photograph the screens of a demo, making one first when none is given."""
    args.keluar.mkdir(parents=True, exist_ok=True)
    made = photograph(args.keluar, args.demo, keluaran)
    for file in made:
        keluaran.say(str(file))
    keluaran.say(t("perintah.tangkapan_layar.hasil", jumlah=len(made), folder=args.keluar))
    return Hasil(0, {"folder": str(args.keluar), "berkas": [str(file) for file in made]})


def photograph(target: Path, demo: Path | None, keluaran: Keluaran) -> list[Path]:
    """Put the pictures of all screens into a folder, with a demo of its own when none is given."""
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if demo is not None:
        return _capture(target, _offices(demo))
    with Scratch() as place:
        # The scratch folder itself is not empty: its lock lies there.
        return _capture(target, _new_demo(place / "demo", keluaran))


def _capture(target: Path, offices: list[Path]) -> list[Path]:
    from app.ui.screenshots import capture

    return list(capture(target, offices))


def _offices(folder: Path) -> list[Path]:
    from app.exchange.demo import offices

    found = offices(folder)
    if not found:
        raise LontarError("demo_tidak_ada", folder=folder)
    return found


def _new_demo(folder: Path, keluaran: Keluaran) -> list[Path]:
    from app.exchange import demo

    def tell(step: str, done: int, total: int) -> None:
        line = t(f"perintah.demo.langkah.{step}", selesai=done, semua=total)
        keluaran.progress(line, done=done == total)

    usual = Periode.dilaporkan(bersama.now().date())
    demo.build(folder, usual, bersama.now, tell, lalu=True)
    return demo.offices(folder)
