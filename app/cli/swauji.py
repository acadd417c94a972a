"""`swauji`: the program tries itself out, from a new office to a signed package and a picture.

For a program that was just installed or frozen: everything happens in a folder that is thrown
away, and every part that could be missing from a bundle is used once.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option
from app.domain.periode import Periode
from app.errors import LontarError
from app.store.scratch import Scratch
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from app.exchange.demo import HasilDemo

_REGION = "53.08"
_T = TypeVar("_T")


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    json_option(parser)


def run(_args: Namespace, keluaran: Keluaran) -> Hasil:
    """Take every step and tell how long each took."""
    # A machine without a screen still shows that the window can be drawn.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    steps: dict[str, int] = {}
    with Scratch() as place:
        made = _timed(steps, "paket", lambda: _package(place / "demo"))
        _timed(steps, "penyusun", lambda: _made_outside(made))
        _timed(steps, "laporan", lambda: _report(made, place / "laporan.docx"))
        # The window first: it owns the fonts that the page is drawn with.
        _timed(steps, "jendela", lambda: _window(made, place / "layar.png"))
        _timed(steps, "pdf", lambda: _page(place / "halaman.pdf"))
    for name, taken in steps.items():
        keluaran.say(t("perintah.swauji.langkah", nama=t(f"perintah.swauji.{name}"), ms=taken))
    keluaran.say(t("perintah.swauji.selesai"))
    return Hasil(0, {"langkah_ms": steps})


def _timed(steps: dict[str, int], name: str, work: Callable[[], _T]) -> _T:
    start = time.perf_counter()
    found = work()
    steps[name] = round((time.perf_counter() - start) * 1000)
    return found


def _package(folder: Path) -> HasilDemo:
    """A province and one kabupaten: keys, certificate, package, verdict in a child, recap."""
    from app.exchange import demo

    periode = Periode.dilaporkan(bersama.now().date())
    made = demo.build(folder, periode, bersama.now, lambda *_: None, regions={_REGION})
    verdict = made.putusan.get(_REGION)
    if verdict is None or not verdict.sah:
        raise LontarError("swauji_gagal", langkah=t("perintah.swauji.paket"))
    return made


def _made_outside(made: HasilDemo) -> None:
    """The next revision of that package, made in a child as the window does it."""
    from app import paths
    from app.exchange import demo, demo_kantor, ekspor, pendaftaran, pernyataan
    from app.exchange.paket import Acuan
    from app.exchange.penyusun import induk
    from app.store import people
    from app.store.office import Office

    acuan, clock, secret = Acuan.load(paths.forms()), bersama.now, demo_kantor.FRASA_SANDI
    with Office.open(made.folder / demo.KANTOR / _REGION, clock) as office:
        penyata, penanda = people.users(office)[:2]
        key, certs = pendaftaran.signer(office, penyata, secret)
        told = pernyataan.design(office, acuan, made.periode, certs, clock)
        pernyataan.keep(office, pernyataan.state(told, key, certs, clock))
        _, certs = pendaftaran.signer(office, penanda, secret)
        naskah = ekspor.prepare(office, acuan, made.periode, certs, clock)
        sealed = pendaftaran.key_file(office, pendaftaran.key_name(penanda))
    jadi = induk.compose(naskah, acuan, sealed, secret, certs, lambda *_: None)
    if not jadi.berkas:
        raise LontarError("swauji_gagal", langkah=t("perintah.swauji.penyusun"))


def _report(made: HasilDemo, target: Path) -> None:
    from app.exchange import demo
    from app.exchange.laporan import daftar
    from app.store.office import Office

    with Office.open(made.folder / demo.KANTOR / _REGION, bersama.now) as office:
        write = daftar.find(office, "laporan-spm").prepare(office, made.periode, _REGION)
    write(target)


def _page(target: Path) -> None:
    from app.ui import paper

    if not paper.print_html("<p>Lontar</p>", target, "Lontar"):
        raise LontarError("swauji_gagal", langkah=t("perintah.swauji.pdf"))


def _window(made: HasilDemo, target: Path) -> None:
    """One picture of the first page, whole and not of one colour."""
    from app.exchange import demo
    from app.ui import screenshots

    if not screenshots.first_page(made.folder / demo.KANTOR / _REGION, made.periode, target):
        raise LontarError("swauji_gagal", langkah=t("perintah.swauji.jendela"))
