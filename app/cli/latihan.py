"""`latihan`: Mode Latihan from the command line; nothing here touches a real office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama, langkah, latihan_aula, latihan_balasan, latihan_kelas, latihan_pelatih
from app.cli.keluaran import Hasil, Keluaran
from app.cli.langkah import Langkah
from app.cli.pengurai import option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

    from app.exchange.latihan.ruang import Ruang

NOT_YET = 1


def configure(parser: ArgumentParser) -> None:
    """The steps and their options."""
    hall = (*latihan_aula.STEPS, *latihan_balasan.STEPS)
    trainer = (*latihan_kelas.STEPS, *latihan_pelatih.STEPS)
    langkah.configure(parser, "latihan", (*STEPS, *trainer, *hall), office=False)


def _list(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange.latihan import pustaka, ruang

    done = ruang.completed(ruang.participant(args.peserta)) if args.peserta else {}
    rows = [
        [one.kode, one.judul, t(f"latihan.tempat.{one.kantor}"), str(one.menit), done.get(kode, "")]
        for kode, one in pustaka.known().items()
    ]
    heads = ("kode", "judul", "tempat", "menit", "selesai")
    keluaran.table([t(f"latihan.kolom.{head}") for head in heads], rows)
    told = [dict(zip(heads, row, strict=True)) for row in rows]
    return Hasil(0, {"latihan": told, "peserta": list(ruang.participants())})


def _begin(args: Namespace, keluaran: Keluaran) -> Hasil:
    return _open(args, keluaran, again=False)


def _again(args: Namespace, keluaran: Keluaran) -> Hasil:
    return _open(args, keluaran, again=True)


def _open(args: Namespace, keluaran: Keluaran, *, again: bool) -> Hasil:
    from app.exchange.latihan import pustaka, ruang

    def tell(_step: str, done: int, total: int) -> None:
        line = t("latihan.menyiapkan", selesai=done, semua=total)
        keluaran.progress(line, done=done == total)

    latihan, peserta = pustaka.find(args.latihan), ruang.participant(args.peserta)
    room = ruang.begin(peserta, latihan, bersama.now, tell, again=again)
    return tell_room(room, keluaran)


def tell_room(room: Ruang, keluaran: Keluaran) -> Hasil:
    """What is to be done in a room, and where it lies."""
    from app.exchange.latihan.siapan import FRASA_SANDI

    latihan = room.latihan
    keluaran.say(t("perintah.latihan.terbuka", judul=latihan.judul, tujuan=latihan.tujuan))
    keluaran.say(latihan.cerita.strip())
    for number, line in enumerate(latihan.langkah, start=1):
        keluaran.say(f"{number}. {line}")
    keluaran.say(t("perintah.latihan.letak", kantor=room.kantor, berkas=room.berkas))
    keluaran.say(t("perintah.latihan.frasa", frasa_sandi=FRASA_SANDI))
    return Hasil(
        0,
        {
            "latihan": latihan.kode,
            "kantor": str(room.kantor),
            "berkas": str(room.berkas),
            "frasa_sandi": FRASA_SANDI,
        },
    )


def _check(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange.latihan import hasil

    room = _room(args)
    found = hasil.examine_closed(room, bersama.now)
    wrong = hasil.amiss_closed(room, found, bersama.now)
    for one, right, why in zip(room.latihan.periksa, found, wrong, strict=True):
        keluaran.say(f"{t('latihan.sudah' if right else 'latihan.belum')}  {one.kalimat}")
        if why:
            keluaran.say(f"  {why}")
    key = "latihan.rampung" if all(found) else "latihan.belum_rampung"
    keluaran.say(t(key, jumlah=sum(found), semua=len(found)))
    told = [
        {"kalimat": one.kalimat, "terpenuhi": right, "keliru": why}
        for one, right, why in zip(room.latihan.periksa, found, wrong, strict=True)
    ]
    document = {"latihan": room.latihan.kode, "selesai": all(found), "periksa": told}
    return Hasil(0 if all(found) else NOT_YET, document)


def _answer(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.errors import LontarError
    from app.exchange.latihan import soal as pilihan

    room = _room(args)
    soal = room.latihan.find(args.soal)
    choices = [one.kode for one in soal.pilihan] if soal else []
    if args.isi not in choices:
        known = "; ".join(
            f"{one.kode}: {', '.join(each.kode for each in one.pilihan)}"
            for one in room.latihan.soal
        )
        if not known:
            raise LontarError("latihan_tanpa_soal", latihan=room.latihan.judul)
        raise LontarError("pilihan_asing", soal=args.soal, isi=args.isi, ada=known)
    pilihan.give(room.berkas, args.soal, args.isi)
    keluaran.say(t("perintah.latihan.dijawab", soal=args.soal, isi=args.isi))
    return Hasil(0, {"soal": args.soal, "isi": args.isi})


def _show_way(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange.latihan import langkah as cara
    from app.exchange.latihan import ruang

    room = _room(args)
    ready = ruang.material(room, bersama.now, lambda *_: None)
    cara.perform(room.latihan.jalan, room.kantor, room.berkas, ready, bersama.now)
    keluaran.say(t("perintah.latihan.dicontohkan", judul=room.latihan.judul))
    return _check(args, keluaran)


def _finish(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange.latihan import ruang

    folder = _participant(args)
    if args.ya:
        ruang.finish(folder)
    said = "dihapus" if args.ya else "akan_dihapus"
    keluaran.say(t(f"perintah.latihan.{said}", folder=folder))
    return Hasil(0 if args.ya else NOT_YET, {"folder": str(folder), "dihapus": args.ya})


def _certificate(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange.latihan import piagam
    from app.ui import paper

    page = piagam.page(args.nama, _participant(args), bersama.now())
    paper.print_html(page, args.keluar, t("latihan.piagam.judul"), wide=True)
    keluaran.say(t("latihan.piagam.disimpan", berkas=args.keluar))
    return Hasil(0, {"berkas": str(args.keluar), "nama": args.nama})


def _participant(args: Namespace) -> Path:
    """The folder of somebody who practises already.

    Raises:
        LontarError: nobody of that name.
    """
    from app.errors import LontarError
    from app.exchange.latihan import ruang

    there = ruang.participants()
    known = {name.casefold(): folder for name, folder in there.items()}
    folder = known.get(" ".join(args.peserta.split()).casefold())
    if folder is None and not known:
        raise LontarError("peserta_belum_ada", nama=args.peserta)
    if folder is None:
        raise LontarError("peserta_tidak_ada", nama=args.peserta, ada=", ".join(there))
    return folder


def _room(args: Namespace) -> Ruang:
    """The room of an exercise that was begun.

    Raises:
        LontarError: nobody of that name, no such exercise, or not begun.
    """
    from app.errors import LontarError
    from app.exchange.latihan import pustaka
    from app.exchange.latihan.ruang import Ruang

    latihan = pustaka.find(args.latihan)
    room = Ruang(_participant(args) / latihan.kode, latihan)
    if not room.kantor.is_dir():
        raise LontarError("latihan_belum_mulai", latihan=latihan.judul, kode=latihan.kode)
    return room


def _who(parser: ArgumentParser) -> None:
    option(parser, "--peserta", required=True, metavar="NAMA")


def _maybe_who(parser: ArgumentParser) -> None:
    option(parser, "--peserta", metavar="NAMA")


def _which(parser: ArgumentParser) -> None:
    _who(parser)
    option(parser, "--latihan", required=True, metavar="KODE")


def _question(parser: ArgumentParser) -> None:
    option(parser, "--soal", required=True, metavar="SOAL")
    option(parser, "--isi", required=True, metavar="JAWABAN")


def _sure(parser: ArgumentParser) -> None:
    option(parser, "--ya", action="store_true")


def _name(parser: ArgumentParser) -> None:
    option(parser, "--nama", required=True, metavar="NAMA")


STEPS = (
    Langkah("daftar", _list, _maybe_who),
    Langkah("mulai", _begin, _which),
    Langkah("periksa", _check, _which),
    Langkah("jawab", _answer, langkah.of(_which, _question)),
    Langkah("contohkan", _show_way, _which),
    Langkah("ulang", _again, _which),
    Langkah("piagam", _certificate, langkah.of(_who, _name, langkah.target)),
    Langkah("selesai", _finish, langkah.of(_who, _sure)),
)
