"""`profil`: how tables of other systems come into a form, kept by name and handed to others."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama, langkah
from app.cli.keluaran import Hasil, Keluaran
from app.cli.langkah import Langkah
from app.cli.pengurai import option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.domain.formulir import Formulir
    from app.domain.periode import Periode
    from app.domain.profil import Profil
    from app.store.office import Office

WAITS = 1


def configure(parser: ArgumentParser) -> None:
    """The steps and their options."""
    langkah.configure(parser, "profil", STEPS)


def _list(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.store import import_profiles

    with bersama.open_office(args.kantor) as office:
        found = import_profiles.profiles(office)
    keluaran.say(t("perintah.profil.jumlah", jumlah=len(found)))
    for one in found:
        _tell(one, keluaran)
    return Hasil(0, {"profil": [_facts(one) for one in found]})


def _keep(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import impor_profil, impor_tabel, nama_dahulu, profil_susun

    sheets = impor_tabel.read_sheets(args.berkas)
    with bersama.open_office(args.kantor) as office:
        form = _form(office, args.formulir.upper(), args.periode)
        awal = None if args.baris_data is None else args.baris_data - 1
        rancangan = profil_susun.begin(
            form, sheets, lembar=args.lembar, tabel=args.tabel, awal=awal,
            dahulu=nama_dahulu.labels(office, form),
        )  # fmt: skip
        ubahan = profil_susun.Ubahan(
            tuple(args.kolom), tuple(args.tetap), tuple(args.baris_ke), args.jumlahkan_ke
        )
        profil = profil_susun.changed(rancangan, form, ubahan, args.profil, args.sumber)
        impor_profil.check(profil, form)
        impor_profil.keep(office, profil)
    _tell(profil, keluaran)
    keluaran.say(t("perintah.profil.disimpan", profil=profil.nama, formulir=profil.formulir))
    return Hasil(0, _facts(profil))


def _form(office: Office, kode: str, periode: Periode | None) -> Formulir:
    from app.domain.periode import Periode
    from app.exchange.isi_csv import Penerima

    return Penerima(office).form(kode, periode or Periode.dilaporkan(office.now().date()))


def _remove(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import impor_profil

    with bersama.open_office(args.kantor) as office:
        if args.ya:
            found = impor_profil.remove(office, args.profil)
        else:
            found = impor_profil.named(office, args.profil)
    done = "dihapus" if args.ya else "akan_dihapus"
    keluaran.say(t(f"perintah.profil.{done}", profil=found.nama))
    return Hasil(0 if args.ya else WAITS, {"profil": found.nama, "dihapus": args.ya})


def _export(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import impor_profil

    with bersama.open_office(args.kantor) as office:
        found = impor_profil.named(office, args.profil)
    impor_profil.export(found, args.keluar)
    keluaran.say(t("perintah.profil.diekspor", profil=found.nama, berkas=args.keluar.name))
    return Hasil(0, {"profil": found.nama, "berkas": str(args.keluar)})


def _install(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import impor_profil

    profil = impor_profil.load(args.berkas)
    with bersama.open_office(args.kantor) as office:
        impor_profil.keep(office, profil)
    _tell(profil, keluaran)
    keluaran.say(t("perintah.profil.dipasang", profil=profil.nama, formulir=profil.formulir))
    return Hasil(0, _facts(profil))


def _tell(profil: Profil, keluaran: Keluaran) -> None:
    sumber = profil.sumber or "–"
    told = {"profil": profil.nama, "formulir": profil.formulir, "tabel": profil.tabel}
    keluaran.say(t("perintah.profil.baris", sumber=sumber, **told))
    for one in profil.kolom:
        times = f" × {one.kali}" if one.kali > 1 else ""
        keluaran.say(f"  {one.kepala} → {one.ke}{times}")
    for kolom, teks in profil.tetap.items():
        keluaran.say(f"  {t('perintah.profil.tetap', kolom=kolom, teks=teks)}")
    for line in profil.baris:
        keluaran.say(f"  {line.teks} → {line.ke}")
    if profil.jumlahkan:
        keluaran.say(f"  {t('perintah.profil.jumlahkan', baris=profil.jumlahkan)}")


def _facts(profil: Profil) -> dict[str, object]:
    import msgspec

    facts: dict[str, object] = msgspec.to_builtins(profil)
    return facts


def _pair(text: str) -> tuple[str, str]:
    """A name in the file and one of the form, as argparse hands them over: the last "=" parts."""
    name, sign, ke = text.rpartition("=")
    if not (name.strip() and sign and ke.strip()):
        raise argparse.ArgumentTypeError(t("perintah.profil.bukan_pasangan", teks=text))
    return name.strip(), ke.strip()


def _fixed(text: str) -> tuple[str, str]:
    """A column of the form and its text; the first "=" parts them."""
    kolom, sign, teks = text.partition("=")
    if not (kolom.strip() and sign and teks.strip()):
        raise argparse.ArgumentTypeError(t("perintah.profil.bukan_pasangan", teks=text))
    return kolom.strip(), teks.strip()


def _name(parser: ArgumentParser) -> None:
    option(parser, "--profil", required=True, metavar="NAMA")


def _yes(parser: ArgumentParser) -> None:
    option(parser, "--ya", action="store_true")


def _mapping(parser: ArgumentParser) -> None:
    option(parser, "--berkas", type=Path, required=True, metavar="TABEL.xlsx")
    option(parser, "--formulir", required=True, metavar="KODE")
    option(parser, "--periode", type=bersama.period, metavar="2026-T3")
    option(parser, "--lembar", metavar="NAMA")
    option(parser, "--tabel", metavar="KODE")
    option(parser, "--baris-data", type=int, metavar="NOMOR")
    option(parser, "--sumber", default="", metavar="TEKS")
    option(parser, "--kolom", type=_pair, action="append", default=[], metavar="JUDUL=KOLOM")
    option(parser, "--tetap", type=_fixed, action="append", default=[], metavar="KOLOM=ISI")
    option(parser, "--baris-ke", type=_pair, action="append", default=[], metavar="TEKS=BARIS")
    option(parser, "--jumlahkan-ke", default="", metavar="BARIS")


STEPS = (
    Langkah("daftar", _list),
    Langkah("simpan", _keep, langkah.of(_name, _mapping)),
    Langkah("hapus", _remove, langkah.of(_name, _yes)),
    Langkah("ekspor", _export, langkah.of(_name, langkah.target)),
    Langkah("pasang", _install, langkah.file),
)
