"""`definisi`: the province signs definitions of forms, every office looks at and installs them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.exchange.pasang_definisi import Usulan
    from app.store.office import Office

ONLY_SHOWN = 1


def configure(parser: ArgumentParser) -> None:
    """The four steps and their options."""
    steps = parser.add_subparsers(title=t("perintah.judul"), dest="langkah", required=True)
    ways = (("buat", _make), ("lihat", _look), ("pasang", _install), ("daftar", _list))
    for name, run in ways:
        told = t(f"perintah.definisi.{name}")
        step = steps.add_parser(name, help=told, description=told)
        step.set_defaults(run=run)
        option(step, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
        json_option(step)
        if name in {"lihat", "pasang"}:
            option(step, "berkas", type=Path, metavar="BERKAS")
            option(step, "--mulai", type=bersama.quarter, metavar="2026-T4")
        if name == "pasang":
            option(step, "--pindahkan", action="store_true")
            option(step, "--ya", action="store_true")
            option(step, "--pengguna", metavar="NAMA")
        if name == "buat":
            option(step, "--dari", "--dari-folder", type=bersama.folder, metavar="FOLDER")
            option(step, "--keluar", type=bersama.folder, required=True, metavar="BERKAS")
            option(step, "--metode", "--metode-terbit", type=bersama.quarter, metavar="2026-T4")
            option(step, "--catatan", default="", metavar="TEKS")
            option(step, "--pengguna", metavar="NAMA")
            option(step, "--frasa-sandi-berkas", type=Path, metavar="BERKAS")


def _make(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Sign what is in a folder or was chosen; without either, write the last file once more."""
    from app.exchange import berkas, definisi, definisi_kata, pendaftaran, susun_definisi

    if args.dari is None and args.metode is None:
        return _make_again(args, keluaran)
    with bersama.open_office(args.kantor) as office:
        user = bersama.person(office, args.pengguna)
        secret = bersama.passphrase(args.frasa_sandi_berkas)
        key, certs = pendaftaran.signer(office, user, secret)
        metode = str(args.metode) if args.metode else ""
        isi = susun_definisi.prepare(office, args.dari, paths.forms(), certs, args.catatan, metode)
        amplop = definisi.sign(isi, key, certs)
        data = susun_definisi.keep(office, isi, amplop)
    berkas.write_atomic(args.keluar, data)
    kode = " ".join(amplop.kata)
    facts = {"nomor": isi.nomor, "jumlah": len(isi.formulir), "kode": kode}
    keluaran.say(definisi_kata.made(isi, args.keluar, kode))
    forms = [{"kode": form.kode, "versi": form.versi} for form in isi.formulir]
    others = {
        kode: [{"versi": one.versi, "mulai": one.berlaku} for one in some]
        for kode, some in {"metode": isi.methods, **isi.others}.items()
    }
    told = {"berkas": str(args.keluar), **facts, "formulir": forms, **others}
    return Hasil(0, told)


def _make_again(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import berkas
    from app.store import definitions

    with bersama.open_office(args.kantor) as office:
        made = definitions.made(office)
    if not made.nomor:
        raise LontarError("definisi_belum_dibuat")
    berkas.write_atomic(args.keluar, made.berkas)
    keluaran.say(t("perintah.definisi.disalin", nomor=made.nomor, berkas=args.keluar))
    return Hasil(0, {"berkas": str(args.keluar), "nomor": made.nomor})


def _look(args: Namespace, keluaran: Keluaran) -> Hasil:
    with bersama.open_office(args.kantor) as office:
        usulan = _proposed(office, args, keluaran)
    from app.exchange import definisi_kata

    return Hasil(0, definisi_kata.as_json(usulan))


def _install(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import definisi_kata, pasang_definisi
    from app.store import backup

    with bersama.open_office(args.kantor) as office:
        usulan = _proposed(office, args, keluaran)
        told = definisi_kata.as_json(usulan)
        if not args.ya:
            keluaran.say(t("perintah.definisi.belum"))
            return Hasil(ONLY_SHOWN, {**told, "dipasang": False})
        pelaku = bersama.person(office, args.pengguna).nama
        backup.keep(office.database, office.now())
        done = pasang_definisi.install(office, usulan, pindah=args.pindahkan, pelaku=pelaku)
    keluaran.say(definisi_kata.done(done, usulan))
    moved = {
        "dipindahkan": done.pindah,
        "dikosongkan": len(done.tanpa_tempat),
        "triwulan_dipindahkan": done.triwulan,
    }
    return Hasil(0, {**told, "dipasang": True, **moved})


def _list(args: Namespace, keluaran: Keluaran) -> Hasil:
    import msgspec

    from app.exchange import definisi_kata
    from app.store import definitions

    with bersama.open_office(args.kantor) as office:
        known = definitions.installed(office)
    for one in known:
        keluaran.say(definisi_kata.listed(one))
    if not known:
        keluaran.say(t("definisi.kosong"))
    return Hasil(0, {"definisi": msgspec.to_builtins(known)})


def _proposed(office: Office, args: Namespace, keluaran: Keluaran) -> Usulan:
    from app.exchange import bawa_definisi, berkas, definisi, definisi_kata, pasang_definisi

    data = bawa_definisi.from_any(berkas.read_file(args.berkas, definisi.MAX_READ))
    regions = bersama.regions(office)
    mulai = str(args.mulai) if args.mulai else ""
    usulan = pasang_definisi.propose(office, data, paths.forms(), regions, mulai)
    keluaran.say(definisi_kata.head(usulan))
    if usulan.terbaca.isi.catatan:
        keluaran.say(usulan.terbaca.isi.catatan)
    keluaran.say(definisi_kata.summary(usulan))
    for one in definisi_kata.lines(usulan):
        keluaran.say(f"  {one.formulir}: {one.kalimat}")
    return usulan
