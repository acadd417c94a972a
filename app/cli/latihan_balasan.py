"""`latihan tanya · balas · ambil`: the way back in a hall, from its province to its laptops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama, latihan_aula
from app.cli.keluaran import Hasil, Keluaran
from app.cli.langkah import Langkah
from app.cli.pengurai import option
from app.domain.pertanyaan import JenisTanya
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

NOBODY = 1


def _ask(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange.latihan import aula_balasan

    form, sel = aula_balasan.usual()
    soal = aula_balasan.Soal(
        (args.formulir or form).upper(),
        args.sel or sel,
        JenisTanya(args.jenis_pertanyaan),
        args.teks,
        args.menghalangi,
    )
    asked = aula_balasan.ask(latihan_aula.hall(), soal, bersama.now, args.peserta)
    key = "latihan.tanya.diajukan" if asked else "latihan.tanya.sudah"
    keluaran.say(t(key, jumlah=len(asked)))
    place = {"formulir": soal.formulir, "sel": soal.sel}
    return Hasil(0 if asked else NOBODY, {**place, "ditanya": asked})


def _reply(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange.latihan import aula_balasan

    hall, tell = latihan_aula.hall(), latihan_aula.teller(keluaran)
    made = aula_balasan.reply(hall, args.keluar, bersama.now, tell)
    keluaran.say(t("latihan.balas.jadi", jumlah=len(made), folder=args.keluar))
    return Hasil(0, {"balasan": [str(one) for one in made]})


def _fetch(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange.latihan import aula_balasan

    found = aula_balasan.fetch(args.folder, bersama.now, latihan_aula.teller(keluaran))
    for one in found:
        keluaran.say(t("latihan.ambil.baris", nama=one.nama, kalimat=one.kalimat))
        for line in one.isi:
            keluaran.say(f"  {line}")
    there = all(one.terpasang for one in found)
    return Hasil(0 if there else NOBODY, {"balasan": [one._asdict() for one in found]})


def _question(parser: ArgumentParser) -> None:
    kinds = [jenis.value for jenis in JenisTanya]
    option(parser, "--teks", required=True, metavar="TEKS")
    option(parser, "--formulir", metavar="KODE")
    option(parser, "--sel", metavar="tabel.baris.kolom")
    option(parser, "--jenis-pertanyaan", choices=kinds, default=JenisTanya.TANYA.value)
    option(parser, "--menghalangi", action="store_true")
    option(parser, "--peserta", action="append", default=[], metavar="NAMA")


def _folder_out(parser: ArgumentParser) -> None:
    option(parser, "--keluar", type=bersama.folder, required=True, metavar="FOLDER")


def _folder_in(parser: ArgumentParser) -> None:
    option(parser, "folder", type=bersama.folder, metavar="FOLDER")


STEPS = (
    Langkah("tanya", _ask, _question),
    Langkah("balas", _reply, _folder_out),
    Langkah("ambil", _fetch, _folder_in),
)
