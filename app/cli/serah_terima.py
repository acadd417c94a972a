"""`serah-terima`: a whole office as one file to another laptop, with six words to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama, langkah
from app.cli.keluaran import Hasil, Keluaran
from app.cli.langkah import Langkah
from app.cli.pengurai import option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

ONLY_SHOWN = 1


def configure(parser: ArgumentParser) -> None:
    """The steps and their options."""
    steps = (
        Langkah("buat", _make, langkah.of(_receiver, langkah.target, langkah.person)),
        Langkah("pasang", _install, langkah.of(langkah.file, langkah.words)),
        Langkah("batal", _take_back, _agreed),
    )
    langkah.configure(parser, "serah-terima", steps)


def _receiver(step: ArgumentParser) -> None:
    option(step, "--kepada", required=True, metavar="NAMA")


def _agreed(step: ArgumentParser) -> None:
    option(step, "--ya", action="store_true")


def _make(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import serah_terima

    with bersama.open_office(args.kantor) as office:
        target = args.keluar
        if target.is_dir():
            target /= serah_terima.proposed_name(office)
        oleh = bersama.person(office, args.pengguna).nama
        made = serah_terima.hand_over(office, target, kepada=args.kepada, oleh=oleh)
    kata = " ".join(made.kata)
    keluaran.say(t("perintah.serah-terima.dibuat", berkas=target, kata=kata, kepada=args.kepada))
    return Hasil(0, {"berkas": str(target), "kata": kata, "isi": len(made.daftar.berkas)})


def _install(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import serah_terima

    read = serah_terima.read(args.berkas)
    isi = serah_terima.install(read, args.kata or "", args.kantor, bersama.now())
    told = t("perintah.serah-terima.dipasang", kantor=isi.kantor, folder=args.kantor, sel=isi.sel)
    keluaran.say(told)
    return Hasil(0, {"folder": str(args.kantor), **isi._asdict()})


def _take_back(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import serah_terima

    with bersama.open_office(args.kantor) as office:
        mark = office.handed_over
        if mark is not None and args.ya:
            serah_terima.take_back(office)
    if mark is None:
        keluaran.say(t("perintah.serah-terima.tidak_diserahkan"))
    elif args.ya:
        keluaran.say(t("perintah.serah-terima.dibatalkan"))
    else:
        keluaran.say(t("perintah.serah-terima.tanya_batal", kepada=mark.kepada))
    keluar = ONLY_SHOWN if mark is not None and not args.ya else 0
    return Hasil(keluar, {"dibatalkan": mark is not None and args.ya})
