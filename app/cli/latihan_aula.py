"""`latihan aula · ikut · terima · papan-aula`: one practice province for a whole hall."""

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
    from collections.abc import Callable

    from app.exchange.latihan.aula import Aula

WAITING = 1


def _set_up(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange.latihan import aula, kelas

    names = kelas.names_in(args.daftar_peserta)
    made = aula.set_up(names, bersama.now, teller(keluaran))
    target = aula.hand_out(made, args.keluar)
    for seat in aula.board(made, bersama.now):
        keluaran.say(t("latihan.aula.tempat", nama=seat.nama, wilayah=seat.wilayah))
    facts = {"kode": made.daftar.kode, "jumlah": len(names), "berkas": target}
    keluaran.say(t("perintah.latihan.aula_siap", **facts))
    seats = [{"nama": one.nama, "wilayah": one.wilayah} for one in made.daftar.kursi]
    document = {"kode": made.daftar.kode, "periode": made.daftar.periode, "kursi": seats}
    return Hasil(0, {**document, "berkas": str(target), "provinsi": str(made.provinsi)})


def _join(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.cli import latihan
    from app.exchange.latihan import ruang

    room = ruang.join(args.berkas, args.peserta, bersama.now, lambda *_: None)
    return latihan.tell_room(room, keluaran)


def _take_in(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange.latihan import aula

    found = aula.take_in(hall(), args.berkas, bersama.now, teller(keluaran))
    for one in found:
        said = f"{one.kalimat} {one.arsip}".strip()
        keluaran.say(t("latihan.aula.ditolak", berkas=one.berkas, kalimat=said))
    if not found:
        keluaran.say(t("latihan.aula.kosong"))
    told = [one._asdict() for one in found]
    return Hasil(0 if all(one.diterima for one in found) else WAITING, {"kiriman": told})


def _board(args: Namespace, keluaran: Keluaran) -> Hasil:
    del args
    from app.exchange.latihan import aula

    rows = aula.board(hall(), bersama.now)
    heads = [t("latihan.kelas.peserta"), t("latihan.aula.daerah"), t("latihan.aula.keadaan")]
    keluaran.table(heads, [[one.nama, one.wilayah, aula.spoken(one)] for one in rows])
    done = sum(one.revisi > 0 for one in rows)
    keluaran.say(t("latihan.aula.jumlah", jumlah=done, semua=len(rows)))
    return Hasil(0 if done == len(rows) else WAITING, {"tempat": [one._asdict() for one in rows]})


def hall() -> Aula:
    """The hall of this laptop.

    Raises:
        LontarError: there is none.
    """
    from app.errors import LontarError
    from app.exchange.latihan import aula

    found = aula.current()
    if found is None:
        raise LontarError("aula_belum_ada")
    return found


def teller(keluaran: Keluaran) -> Callable[[str, int, int], None]:
    """Tells how far the work of a hall is."""

    def tell(step: str, done: int, total: int) -> None:
        keluaran.progress(t(f"latihan.maju.{step}", selesai=done, semua=total), done=done == total)

    return tell


def _names(parser: ArgumentParser) -> None:
    option(parser, "--daftar-peserta", type=Path, required=True, metavar="BERKAS.txt")
    option(parser, "--keluar", type=bersama.folder, required=True, metavar="FOLDER")


def _invitation(parser: ArgumentParser) -> None:
    option(parser, "--berkas", type=Path, required=True, metavar="BERKAS")
    option(parser, "--peserta", required=True, metavar="NAMA")


def _files(parser: ArgumentParser) -> None:
    option(parser, "berkas", type=Path, nargs="+", metavar="BERKAS")


STEPS = (
    Langkah("aula", _set_up, _names),
    Langkah("ikut", _join, _invitation),
    Langkah("terima", _take_in, _files),
    Langkah("papan-aula", _board),
)
