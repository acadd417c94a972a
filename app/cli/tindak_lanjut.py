"""`tindak-lanjut`: what meetings decided, how far it is, and the weekly list for each OPD."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import option
from app.domain.tindak_lanjut import BOBOT, LAPORAN, KeadaanLanjut
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from app.domain.tindak_lanjut import TindakLanjut
    from app.exchange.mingguan import Daftar
    from app.store.office import Office

LATE = 1
_SHORT = 8
_USUAL_WEIGHT = 3


def configure(parser: ArgumentParser) -> None:
    """The steps and their options."""
    step = bersama.steps(parser, "lanjut")
    listed = step("daftar", _list)
    _say_option(listed, "--keadaan", choices=[one.value for one in KeadaanLanjut])
    _decision(step("tambah", _add))
    reported = step("lapor", _report)
    states = [one.value for one in LAPORAN]
    reported.add_argument("tindak_lanjut", metavar="NOMOR", help=t("perintah.lanjut.nomor"))
    _say_option(reported, "--keadaan", choices=states, required=True)
    option(reported, "--teks", required=True, metavar="TEKS")
    _say_option(reported, "--bukti", default="", metavar="TEKS")
    for name, run in (("tutup", _close), ("buka", _reopen), ("tenggat", _move)):
        about = step(name, run)
        about.add_argument("tindak_lanjut", metavar="NOMOR", help=t("perintah.lanjut.nomor"))
        if name == "tenggat":
            _say_option(about, "--tanggal", type=bersama.day, required=True, metavar="2026-10-15")
        option(about, "--alasan", required=True, metavar="TEKS")
        option(about, "--pengguna", metavar="NAMA")
    option(reported, "--pengguna", metavar="NAMA")
    weekly = step("mingguan", _weekly)
    option(weekly, "--pdf", type=Path, metavar="BERKAS.pdf")
    for one in (listed, weekly, step("statistik", _statistics)):
        _say_option(one, "--opd", metavar="NAMA")
        option(one, "--wilayah", metavar="KODE")


def _decision(parser: ArgumentParser) -> None:
    for name in ("--rapat", "--tenggat"):
        _say_option(parser, name, type=bersama.day, required=True, metavar="2026-10-15")
    _say_option(parser, "--keputusan", default="", metavar="TEKS")
    for name in ("--uraian", "--pj", "--opd"):
        _say_option(parser, name, required=True, metavar="TEKS")
    _say_option(parser, "--bobot", type=int, choices=BOBOT, default=_USUAL_WEIGHT)
    _say_option(parser, "--tentang", default="", metavar="KES")
    _say_option(parser, "--dprd", type=int, default=0, metavar="2025")
    _say_option(parser, "--tujuan", default="", metavar="TEKS")
    option(parser, "--wilayah", action="append", metavar="KODE")
    option(parser, "--pengguna", metavar="NAMA")


def _say_option(parser: ArgumentParser, name: str, **how: object) -> None:
    """An option whose word means something else in other verbs."""
    told = t(f"perintah.lanjut.opsi.{name.removeprefix('--')}")
    parser.add_argument(name, help=told, **how)  # type: ignore[arg-type]  # options as argparse takes them


# --- Looking -----------------------------------------------------------------------------------


def _list(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.domain.tindak_lanjut import pressing
    from app.exchange import mingguan

    with bersama.open_office(args.kantor) as office:
        daftar = _gathered(office, args)
    wanted = [one for one in daftar.listed if args.keadaan in (None, one.keadaan.value)]
    wanted.sort(key=pressing)
    late, soon = mingguan.count(wanted, daftar.hari)
    keluaran.say(t("perintah.lanjut.jumlah", jumlah=len(wanted), terlambat=late, minggu=soon))
    for one in wanted:
        _say(one, daftar, keluaran)
    told = [mingguan.as_json(one, daftar.hari) for one in wanted]
    document = {"tindak_lanjut": told, "terlambat": late, "minggu_ini": soon}
    return Hasil(LATE if late else 0, document)


def _weekly(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import kertas_kantor, mingguan, tanda_air

    with bersama.open_office(args.kantor) as office:
        daftar = _gathered(office, args)
        mark, kertas = tanda_air.of_office(office), kertas_kantor.of_office(office)
    text = mingguan.text(daftar)
    keluaran.say(text)
    late, soon = mingguan.count(daftar.listed, daftar.hari)
    document: dict[str, object] = {"teks": text, "terlambat": late, "minggu_ini": soon, "pdf": None}
    if args.pdf is not None:
        from app.ui import paper

        title = t("lanjut.minggu.judul")
        html, foot = mingguan.page(daftar), mingguan.head(daftar)
        pages = paper.print_html(
            html, args.pdf, title, wide=True, kaki=foot, tanda_air=mark, kertas=kertas
        )
        keluaran.say(t("perintah.lanjut.dicetak", berkas=args.pdf, halaman=pages))
        document |= {"pdf": str(args.pdf), "halaman": pages}
    return Hasil(LATE if late else 0, document)


def _statistics(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.domain.tindak_lanjut import total
    from app.exchange import mingguan

    with bersama.open_office(args.kantor) as office:
        daftar = _gathered(office, args)
    whole = total(daftar.listed, daftar.hari)
    found = mingguan.statistics(daftar)
    heads = [t(f"lanjut.hitung.{name}") for name in ("kelompok", *whole._fields)]
    rows = [
        [code if kind == "opd" else daftar.name(code), *(str(n) for n in one), one.tertulis]
        for kind, counts in found.items()
        for code, one in counts.items()
    ]
    keluaran.table([*heads, t("lanjut.hitung.tepat_persen")], rows)
    keluaran.say(mingguan.sentence(whole))
    told = {
        kind: {code: {**one._asdict(), "persen": one.persen} for code, one in counts.items()}
        for kind, counts in found.items()
    }
    return Hasil(0, {**told, "semua": {**whole._asdict(), "persen": whole.persen}})


def _gathered(office: Office, args: Namespace) -> Daftar:
    from app.exchange import mingguan
    from app.store import follow_ups

    opd = (args.opd or "").casefold()
    found = [
        one
        for one in follow_ups.follow_ups(office, wilayah=args.wilayah)
        if opd in ("", one.opd.casefold())
    ]
    mine, regions = office.identitas, bersama.regions(office)
    return mingguan.Daftar(mine.kantor, mine.wilayah, office.now().date(), found, regions)


# --- Doing -------------------------------------------------------------------------------------


def _add(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import mingguan, tindak_lanjut

    with bersama.open_office(args.kantor) as office:
        draft = tindak_lanjut.Rancangan(
            args.rapat,
            args.keputusan,
            args.uraian,
            args.pj,
            args.opd,
            args.tenggat,
            args.bobot,
            args.tentang,
            args.dprd,
            args.tujuan,
        )
        who = bersama.person(office, args.pengguna).nama
        regions = args.wilayah or [office.identitas.wilayah]
        made = tindak_lanjut.decide(office, draft, regions, pelaku=who)
        today = office.now().date()
    for one in made:
        keluaran.say(t("perintah.lanjut.ditetapkan", nomor=one.id[:_SHORT], wilayah=one.wilayah))
    return Hasil(0, {"tindak_lanjut": [mingguan.as_json(one, today) for one in made]})


def _report(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import tindak_lanjut

    state = KeadaanLanjut(args.keadaan)
    return _do(
        args,
        keluaran,
        lambda office, one, who: tindak_lanjut.report(
            office, one, state, args.teks, bukti=args.bukti, pelaku=who
        ),
    )


def _close(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import tindak_lanjut

    return _do(
        args,
        keluaran,
        lambda office, one, who: tindak_lanjut.close(office, one, args.alasan, pelaku=who),
    )


def _reopen(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import tindak_lanjut

    return _do(
        args,
        keluaran,
        lambda office, one, who: tindak_lanjut.reopen(office, one, args.alasan, pelaku=who),
    )


def _move(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import tindak_lanjut

    return _do(
        args,
        keluaran,
        lambda office, one, who: tindak_lanjut.move(
            office, one, args.tanggal, args.alasan, pelaku=who
        ),
    )


def _do(
    args: Namespace,
    keluaran: Keluaran,
    act: Callable[[Office, TindakLanjut, str], TindakLanjut],
) -> Hasil:
    from app.exchange import mingguan, tindak_lanjut

    with bersama.open_office(args.kantor) as office:
        one = tindak_lanjut.find(office, args.tindak_lanjut)
        done = act(office, one, bersama.person(office, args.pengguna).nama)
        mine, today = office.identitas, office.now().date()
        regions = bersama.regions(office)
    _say(done, mingguan.Daftar(mine.kantor, mine.wilayah, today, [done], regions), keluaran)
    return Hasil(0, mingguan.as_json(done, today))


def _say(one: TindakLanjut, daftar: Daftar, keluaran: Keluaran) -> None:
    from app.exchange import mingguan
    from app.exchange.tanggal import written_day

    state, left = mingguan.state(one), mingguan.days(one, daftar.hari)
    keluaran.say(f"- {one.id[:_SHORT]} {one.wilayah} {one.opd}: {state}, {left}")
    facts = {"pj": one.pj, "tanggal": written_day(one.tenggat), "bobot": one.bobot, "hari": left}
    keluaran.say(f"  {one.uraian}")
    keluaran.say(f"  {t('lanjut.minggu.baris', **facts)}")
