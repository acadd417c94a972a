"""`pertanyaan`: about cells; a province asks its regions, a kabupaten its OPD, they answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import option
from app.domain.pertanyaan import JenisTanya
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.exchange.butir_tanya import Butir
    from app.exchange.paket import Bacaan
    from app.store.office import Office

WAITING = 1
_SHORT = 8


def configure(parser: ArgumentParser) -> None:
    """The steps and their options."""
    step = bersama.steps(parser, "pertanyaan")
    listed = step("daftar", _list)
    option(listed, "--periode", type=bersama.quarter, metavar="2026-T3")
    option(listed, "--wilayah", metavar="KODE")
    _configure_asking(step("tanya", _ask))
    for name, run, word in (
        ("jawab", _answer, "--teks"),
        ("tutup", _close, "--alasan"),
        ("buka", _reopen, "--alasan"),
        ("teruskan", _forward, ""),
        ("pakai", _take_over, ""),
    ):
        about = step(name, run)
        option(about, "pertanyaan", metavar="NOMOR")
        if word:
            option(about, word, required=True, metavar="TEKS")
        option(about, "--pengguna", metavar="NAMA")


def _configure_asking(asked: ArgumentParser) -> None:
    which = asked.add_mutually_exclusive_group()
    # In other verbs the file is another one.
    told = t("perintah.pertanyaan.paket")
    which.add_argument("--berkas", type=Path, metavar="PAKET", help=told)
    option(which, "--wilayah", metavar="KODE")
    option(asked, "--periode", type=bersama.quarter, metavar="2026-T3")
    option(asked, "--formulir", required=True, metavar="KES-01")
    option(asked, "--sel", required=True, metavar="tabel.baris.kolom")
    option(asked, "--teks", required=True, metavar="TEKS")
    kinds = [jenis.value for jenis in JenisTanya]
    option(asked, "--jenis-pertanyaan", choices=kinds, default=JenisTanya.TANYA.value)
    option(asked, "--menghalangi", action="store_true")
    option(asked, "--pengguna", metavar="NAMA")


def _list(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import butir_tanya

    with bersama.open_office(args.kantor) as office:
        found = butir_tanya.listed(office, args.wilayah, args.periode)
    waiting = sum(one.ditunggu for one in found)
    keluaran.say(t("perintah.pertanyaan.jumlah", jumlah=len(found), ditunggu=waiting))
    for one in found:
        _say(one, keluaran)
    told = [one.as_json() for one in found]
    return Hasil(WAITING if waiting else 0, {"pertanyaan": told, "ditunggu": waiting})


def _ask(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import tanya
    from app.store.door import Kunci

    if not args.berkas and args.periode is None:
        raise LontarError("pertanyaan_periode")
    with bersama.open_office(args.kantor) as office:
        said = JenisTanya(args.jenis_pertanyaan), args.teks
        by = bersama.person(office, args.pengguna).nama
        kode, sel, stops = args.formulir.upper(), args.sel, args.menghalangi
        if args.berkas:
            bacaan = _read(office, args.berkas)
            made = tanya.ask_before(office, bacaan, kode, sel, *said, penghalang=stops, oleh=by)
        else:
            # A kabupaten asks its OPD about its own sheets.
            wilayah = args.wilayah or office.identitas.wilayah
            kunci = Kunci(kode, wilayah, str(args.periode))
            made = tanya.ask(office, kunci, sel, *said, penghalang=stops, oleh=by)
        return _told(office, made.id, keluaran)


def _read(office: Office, file: Path) -> Bacaan:
    """A genuine package for this office, accepted or not.

    Raises:
        LontarError: it is none.

    """
    from app.exchange import impor, percaya
    from app.exchange.putusan import Putusan

    with bersama.examiner(percaya.of_office(office), office) as pemeriksa:
        for laporan in impor.examine([file], office, pemeriksa):
            genuine = Putusan(laporan.kaitan.awal) if laporan.kaitan else laporan.putusan
            if laporan.bacaan is not None and genuine.sah:
                return laporan.bacaan
    raise LontarError("impor_tidak_sah", berkas=file.name)


def _answer(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import butir_tanya, jawab

    with bersama.open_office(args.kantor) as office:
        one = butir_tanya.at_cell(office, butir_tanya.find(office, args.pertanyaan))
        jawab.answer(office, one, args.teks, pelaku=bersama.person(office, args.pengguna).nama)
        return _told(office, one.tanya.id, keluaran)


def _close(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import butir_tanya, tanya

    with bersama.open_office(args.kantor) as office:
        one = butir_tanya.find(office, args.pertanyaan)
        tanya.close(office, one, args.alasan, oleh=bersama.person(office, args.pengguna).nama)
        return _told(office, one.id, keluaran)


def _reopen(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import butir_tanya, tanya

    with bersama.open_office(args.kantor) as office:
        one = butir_tanya.find(office, args.pertanyaan)
        tanya.reopen(office, one, args.alasan, oleh=bersama.person(office, args.pengguna).nama)
        return _told(office, one.id, keluaran)


def _forward(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import butir_tanya, terusan

    with bersama.open_office(args.kantor) as office:
        one = butir_tanya.at_cell(office, butir_tanya.find(office, args.pertanyaan))
        by = bersama.person(office, args.pengguna).nama
        return _told(office, terusan.forward(office, one, oleh=by).id, keluaran)


def _take_over(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import butir_tanya, terusan

    with bersama.open_office(args.kantor) as office:
        one = butir_tanya.at_cell(office, butir_tanya.find(office, args.pertanyaan))
        by = bersama.person(office, args.pengguna).nama
        terusan.take_over(office, one, pelaku=by)
        return _told(office, one.tanya.id, keluaran)


def _told(office: Office, nomor: str, keluaran: Keluaran) -> Hasil:
    from app.exchange import butir_tanya

    one = butir_tanya.at_cell(office, butir_tanya.find(office, nomor))
    _say(one, keluaran)
    return Hasil(0, one.as_json())


def _say(one: Butir, keluaran: Keluaran) -> None:
    asked = one.tanya
    whom = f"{asked.wilayah} {asked.opd}".strip()
    keluaran.say(
        f"- {asked.id[:_SHORT]} {whom} {asked.periode} {asked.formulir} {asked.sel}: "
        f"{t(f'tanya.keadaan.{one.keadaan}')}"
    )
    keluaran.say(f"  {t(f'tanya.jenis.{asked.jenis.value}')}: {asked.teks}")
    if one.jawaban.teks:
        keluaran.say(f"  {t('perintah.pertanyaan.jawaban', teks=one.jawaban.teks)}")
    answer = asked.dijawab
    if answer is not None:
        from app.exchange.butir_tanya import read_aloud

        facts = {"lama": read_aloud(one.sel, answer.lama), "baru": read_aloud(one.sel, answer.baru)}
        facts["teks"] = answer.teks or t("tanya.tanpa_kata")
        keluaran.say(f"  {t('perintah.pertanyaan.dijawab', revisi=answer.revisi, **facts)}")
