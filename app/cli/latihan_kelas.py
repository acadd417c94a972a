"""`latihan kelas · kumpulkan · papan · lembar-pelatih`: the trainer's steps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama, langkah
from app.cli.keluaran import Hasil, Keluaran
from app.cli.langkah import Langkah
from app.cli.pengurai import option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _class(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange.latihan import kelas, pustaka

    def tell(step: str, done: int, total: int) -> None:
        key = "latihan.kelas.dibuat" if step == kelas.KELAS else "latihan.menyiapkan"
        keluaran.progress(t(key, selesai=done, semua=total), done=done == total)

    names, latihan = kelas.names_in(args.daftar_peserta), pustaka.find(args.latihan)
    rooms = kelas.set_up(names, latihan, bersama.now, tell)
    for nama, room in zip(names, rooms, strict=True):
        keluaran.say(f"{nama}: {room.kantor}")
    told = [
        {"nama": nama, "kantor": str(room.kantor), "berkas": str(room.berkas)}
        for nama, room in zip(names, rooms, strict=True)
    ]
    return Hasil(0, {"latihan": latihan.kode, "peserta": told})


def _collect(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange.latihan import kelas

    target = kelas.collect(args.keluar)
    keluaran.say(t("latihan.kelas.terkumpul", berkas=target))
    return Hasil(0, {"berkas": str(target)})


def _board(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange.latihan import kelas, pustaka

    files = [
        file
        for place in args.berkas
        for file in (sorted(place.glob(f"*{kelas.AKHIRAN}")) if place.is_dir() else [place])
    ]
    rows, known = kelas.board(files), pustaka.known()
    codes, numbers = list(known), [str(place) for place in range(1, len(known) + 1)]
    heads = [t("latihan.kelas.peserta"), *numbers]
    heads.append(t("latihan.kelas.jumlah"))
    marks = [
        [one.nama, *("✓" if kode in one.selesai else "·" for kode in codes), str(len(one.selesai))]
        for one in rows
    ]
    keluaran.table(heads, marks, range(1, len(heads)))
    for number, one in zip(numbers, known.values(), strict=True):
        keluaran.say(f"{number:>2}  {one.judul}")
    return Hasil(0, {"peserta": [{"nama": one.nama, "selesai": one.selesai} for one in rows]})


def _sheet(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange.latihan import lembar_pelatih
    from app.ui import paper

    title = t("latihan.pelatih.judul")
    pages = paper.print_html(lembar_pelatih.page(), args.keluar, title, kaki=title)
    keluaran.say(t("latihan.pelatih.disimpan", berkas=args.keluar))
    return Hasil(0, {"berkas": str(args.keluar), "halaman": pages})


def _who_and_which(parser: ArgumentParser) -> None:
    option(parser, "--daftar-peserta", type=Path, required=True, metavar="BERKAS.txt")
    option(parser, "--latihan", required=True, metavar="KODE")


def _where(parser: ArgumentParser) -> None:
    option(parser, "--keluar", type=bersama.folder, required=True, metavar="FOLDER")


def _files(parser: ArgumentParser) -> None:
    option(parser, "berkas", type=Path, nargs="*", metavar="BERKAS")


STEPS = (
    Langkah("kelas", _class, _who_and_which),
    Langkah("kumpulkan", _collect, _where),
    Langkah("papan", _board, _files),
    Langkah("lembar-pelatih", _sheet, langkah.target),
)
