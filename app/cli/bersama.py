"""What several verbs need: clock, office, period, passphrase, person, files."""

from __future__ import annotations

import argparse
import sys
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.cli.pengurai import json_option, option
from app.domain import kata
from app.domain.angka import format_number
from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from fractions import Fraction

    from app.cli.keluaran import Hasil, Keluaran
    from app.domain.formulir import Formulir, Sel
    from app.domain.nilai import Nilai
    from app.domain.wilayah import Wilayah
    from app.exchange.paket import Acuan
    from app.exchange.percaya import Percaya
    from app.exchange.verifikasi import Pemeriksa
    from app.store.door import Kunci
    from app.store.evidence import Bukti
    from app.store.office import Office
    from app.store.people import Pengguna

    Step = Callable[[str, Callable[[argparse.Namespace, Keluaran], Hasil]], ArgumentParser]

_ALL_POINTS = 100 * 100


def now() -> datetime:
    """The time on this machine, with its zone."""
    return datetime.now().astimezone()


def folder(text: str) -> Path:
    """A folder as argparse hands it over, made absolute."""
    return Path(text).expanduser().resolve()


def day(text: str) -> date:
    """A day as argparse hands it over."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(t("perintah.bukan_tanggal", teks=text)) from None


def quarter(text: str) -> Periode:
    """A quarter as argparse hands it over."""
    try:
        periode = Periode.parse(text.upper())
    except ValueError:
        periode = Periode(0)
    if periode.triwulan is None:
        raise argparse.ArgumentTypeError(t("perintah.bukan_triwulan", teks=text))
    return periode


def period(text: str) -> Periode:
    """A year or a quarter as argparse hands it over."""
    try:
        return Periode.parse(text.upper())
    except ValueError:
        raise argparse.ArgumentTypeError(t("perintah.bukan_periode", teks=text)) from None


def in_words(sel: Sel | None, nilai: Nilai | None) -> str:
    """A value as its cell shows it; what is empty has a word, and a region keeps its code."""
    if nilai is None:
        return t("isian.kosong")
    if isinstance(nilai, Keadaan):
        return t(f"isian.keadaan.{nilai.value}")
    if isinstance(nilai, str):
        return kata.shown(sel.kolom, nilai) if sel else nilai
    if sel and sel.kolom.is_year:
        return str(nilai)
    return format_number(nilai, sel.desimal if sel else 0)


def steps(parser: ArgumentParser, bagian: str) -> Step:
    """How a verb is given its steps, each about one office; `bagian` leads to their words."""
    listed = parser.add_subparsers(title=t("perintah.judul"), dest="langkah", required=True)

    def step(name: str, run: Callable[[argparse.Namespace, Keluaran], Hasil]) -> ArgumentParser:
        told = t(f"perintah.{bagian}.{name}")
        made: ArgumentParser = listed.add_parser(name, help=told, description=told)
        made.set_defaults(run=run)
        option(made, "--kantor", type=folder, required=True, metavar="FOLDER")
        json_option(made)
        return made

    return step


def points(text: str) -> int:
    """Points of an index as argparse hands them over, in hundredths."""
    from app.domain.angka_aksara import NumberError
    from app.domain.angka_baca import parse_number

    try:
        found = parse_number(text, 2)
    except NumberError:
        found = -1
    if not 0 <= found <= _ALL_POINTS:
        raise argparse.ArgumentTypeError(t("perintah.bukan_poin", teks=text))
    return found


def index(nilai: Fraction | None) -> float | None:
    """An index as it is printed: two decimals, and never 100 before it is reached."""
    from app.exchange.rekap_lembar import shown

    return None if nilai is None else float(shown(nilai))


def choice(text: str) -> tuple[tuple[int, int], int]:
    """An answer to a question about a cell, `3,2=1`: the place from 0, and the number chosen."""
    place, _, number = text.partition("=")
    row, _, column = place.partition(",")
    if not (row.isdecimal() and column.isdecimal() and number.isdecimal()):
        raise argparse.ArgumentTypeError(t("perintah.tempel.bukan_pilihan", teks=text))
    return (int(row) - 1, int(column) - 1), int(number)


def open_office(where: Path) -> Office:
    """Open an office and bring its forms up to date.

    That its database is older than what was sent from it, and whatever else endangers it, is said
    beside whatever the verb says.
    """
    from app.exchange import cadangan_kata, periksa_riwayat
    from app.store import pustaka
    from app.store.office import Office

    office = Office.open(where, now)
    try:
        pustaka.install(office, paths.forms())
        lost = periksa_riwayat.lost_sendings(office)
        first = (lost, cadangan_kata.handed_over(office))
        told = [one for one in first if one] + cadangan_kata.warnings(office)
    except BaseException:
        office.close()
        raise
    for sentence in told:
        sys.stderr.write(f"{sentence}\n")
    return office


def regions(office: Office) -> Mapping[str, Wilayah]:
    """All regions an office knows, by code."""
    from app.store import region_lists

    return region_lists.known(office, paths.forms())


def definitions(office: Office) -> Acuan:
    """What is published with the program, and what this office has installed beside it."""
    from app.exchange import acuan_kantor
    from app.exchange.paket import Acuan

    return acuan_kantor.of_office(Acuan.load(paths.forms()), office)


@contextmanager
def examiner(
    trust: Percaya, office: Office | None = None, folders: Iterable[Path] = ()
) -> Iterator[Pemeriksa]:
    """Judges files with the definitions known here, as long as the block lasts.

    Those of an open office, or of several that are only looked into.
    """
    from app.exchange import acuan_kantor
    from app.exchange.paket import Acuan
    from app.exchange.pembaca.induk import Pembaca
    from app.exchange.verifikasi import Pemeriksa

    if office is None:
        acuan = acuan_kantor.of_folders(Acuan.load(paths.forms()), folders)
    else:
        acuan = definitions(office)
    with Pembaca() as pembaca:
        yield Pemeriksa(acuan, trust, now, pembaca)


def passphrase(file: Path | None, question: str = "") -> str:
    """The passphrase from the first line of a file, or asked for on a terminal.

    Raises:
        LontarError: there is neither a file nor a terminal, or the file is empty or no text.
    """
    if file is None:
        # A program frozen without a console has no stdin at all.
        if sys.stdin is None or not sys.stdin.isatty():
            raise LontarError("frasa_sandi_diperlukan")
        import getpass

        return getpass.getpass(question or t("perintah.tanya_frasa_sandi"))
    from app.exchange import teks_polos

    lines = teks_polos.read(file, 4096, piped=True).splitlines()
    if not lines or not lines[0].strip():
        raise LontarError("frasa_sandi_berkas_kosong", berkas=file.name)
    return lines[0]


def new_passphrase(file: Path | None) -> str:
    """A passphrase that seals something from now on; on a terminal it is typed twice.

    Raises:
        LontarError: as `passphrase`, too easy to guess, or typed differently the second time.
    """
    from app.exchange import kunci

    first = kunci.check_passphrase(passphrase(file, t("perintah.tanya_frasa_baru")))
    if file is None and passphrase(None, t("perintah.tanya_frasa_ulang")) != first:
        raise LontarError("frasa_sandi_beda")
    return first


def person(office: Office, name: str | None, peran: Collection[str] = ()) -> Pengguna:
    """Who acts: the person named, else the first one with a key, else the first one.

    Where nobody is named, those in one of the roles `peran` come before others.

    Raises:
        LontarError: nobody works here, or nobody of that name.
    """
    from app.exchange import pendaftaran
    from app.store import people

    active = [one for one in people.users(office) if one.aktif]
    if name is not None:
        active = [one for one in active if one.nama.casefold() == name.strip().casefold()]
    if not active:
        raise LontarError("pengguna_tidak_ada", nama=name or "", kantor=office.identitas.kantor)
    active.sort(key=lambda one: one.peran not in peran)
    return next((one for one in active if pendaftaran.has_key(office, one)), active[0])


def region_within(office: Office, named: str | None) -> str:
    """The region a report is about: the office's own, or one below it.

    Raises:
        LontarError: the region named is none of this office.

    """
    own = office.identitas.wilayah
    wilayah = named or own
    if wilayah != own and not wilayah.startswith(f"{own}."):
        raise LontarError("laporan_wilayah_lain", wilayah=wilayah, kantor=own)
    return wilayah


def form_and_cell(
    office: Office, periode: Periode, formulir: str, sel: str
) -> tuple[Formulir, Sel]:
    """A form in force and one of its cells that a person fills.

    Raises:
        LontarError: there is no such form or cell, or nobody fills it.
    """
    from app.store import pustaka, sheet_row

    form = pustaka.forms_of(office, periode).get(formulir.upper())
    if form is None:
        sheet_row.check_owned(office.conn, formulir.upper())
        raise LontarError("csv_formulir", formulir=formulir, periode=periode)
    cell = form.find(sel)
    if cell is None:
        raise LontarError("csv_sel", sel=sel, formulir=form.kode)
    if not cell.editable:
        raise LontarError("sel_bukan_isian", sel=cell.label)
    return form, cell


def cell(office: Office, periode: Periode, formulir: str, sel: str) -> tuple[Kunci, Sel]:
    """The sheet of this office that keeps a cell, and the cell.

    Raises:
        LontarError: as for `form_and_cell`.
    """
    from app.store.door import Kunci

    form, found = form_and_cell(office, periode, formulir, sel)
    home = form.home_period(found.kode, periode)
    return Kunci(form.kode, office.identitas.wilayah, str(home)), found


def evidence_named(office: Office, args: argparse.Namespace) -> Bukti:
    """The evidence of a cell, by its number where there is more than one.

    Raises:
        LontarError: there is none, or it is not clear which one is meant.
    """
    from app.store import evidence

    _, sel = form_and_cell(office, args.periode, args.formulir, args.sel)
    wilayah = getattr(args, "wilayah", None) or office.identitas.wilayah
    found = evidence.evidence(office, wilayah, args.periode, args.formulir.upper(), sel.kode)
    if args.nomor is not None:
        found = [one for one in found if one.id == args.nomor]
    if len(found) != 1:
        numbers = ", ".join(f"{one.id} ({one.nama})" for one in found)
        kode = "bukti_mendua" if found else "bukti_tidak_ada_di_sel"
        raise LontarError(kode, formulir=args.formulir, sel=sel.label, nomor=numbers)
    return found[0]


@contextmanager
def package_files(named: Iterable[Path]) -> Iterator[list[Path]]:
    """The files named, also with `*`, and those in folders and ZIP files named.

    What was in a ZIP is there as long as the block lasts.
    """
    from app.exchange import kiriman
    from app.store import scratch

    found: list[Path] = []
    for path in named:
        if "*" in path.name and not path.exists():
            # The shells of Windows hand it over as it was typed.
            found += sorted(path.parent.glob(path.name)) or [path]
        else:
            found.append(path)
    scratch.sweep()
    with scratch.Scratch() as place:
        opened = kiriman.open_up(found, place)
        packages = [one for one in opened.berkas if one in found or not kiriman.is_letter(one)]
        yield [*packages, *opened.bukti]
