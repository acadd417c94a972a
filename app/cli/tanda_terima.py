"""`tanda-terima`: the province signs that packages arrived, the kabupaten installs it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama, surat
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.domain.opd import same_opd
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from app.exchange.tanda_terima import SuratJadi
    from app.store.dispatch import Paket
    from app.store.office import Office


def configure(parser: ArgumentParser) -> None:
    """The two steps and their options."""
    steps = parser.add_subparsers(title=t("perintah.judul"), dest="langkah", required=True)
    told = t("perintah.tanda-terima.buat")
    make = steps.add_parser("buat", help=told, description=told)
    make.set_defaults(run=_make)
    option(make, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(make, "--keluar", type=bersama.folder, required=True, metavar="FOLDER")
    option(make, "--wilayah", metavar="KODE")
    option(make, "--lagi", action="store_true")
    option(make, "--periode", type=bersama.quarter, metavar="2026-T3")
    option(make, "--revisi", type=int, metavar="2")
    option(make, "--opd", default="", metavar="NAMA")
    option(make, "--alasan", default="", metavar="TEKS")
    option(make, "--pengguna", metavar="NAMA")
    option(make, "--frasa-sandi-berkas", type=Path, metavar="BERKAS")
    json_option(make)
    told = t("perintah.tanda-terima.pasang")
    put = steps.add_parser("pasang", help=told, description=told)
    put.set_defaults(run=surat.install)
    surat.configure_install(put)


def _make(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import tanda_terima

    with bersama.open_office(args.kantor) as office:
        wanted = _wanted(office, args)
        made = sign(office, wanted, args, args.alasan if args.lagi else None) if wanted else []
    written = tanda_terima.write(made, args.keluar)
    if not made:
        keluaran.say(t("perintah.tanda-terima.tidak_ada"))
    return Hasil(0, {"surat": surat.tell(made, written, keluaran)})


def _wanted(office: Office, args: Namespace) -> list[Paket]:
    """The packages that have no receipt yet; with `--lagi` known ones that have.

    Raises:
        LontarError: no receipt was given that could be made again.

    """
    from app.exchange import tanda_terima
    from app.store import opd

    if args.lagi:
        place = {"wilayah": args.wilayah, "periode": args.periode}
        found = tanda_terima.renewable(office, **place, opd_=args.opd, revisi=args.revisi)
        if not found:
            raise LontarError("tanda_terima_lagi_tidak_ada")
        return found
    return [
        one
        for one in tanda_terima.due(office)
        if args.wilayah in (None, one.wilayah)
        and str(args.periode or one.periode) == one.periode
        and args.revisi in (None, one.revisi)
        and (not args.opd or same_opd(opd.sender(one), args.opd))
    ]


def sign(
    office: Office, wanted: Sequence[Paket], args: Namespace, again: str | None = None
) -> list[SuratJadi]:
    """Receipts for packages, signed with one passphrase and entered in the letter book.

    `again` is the reason why they take the place of earlier ones; None for first receipts.
    """
    from app.exchange import pendaftaran, tanda_terima

    user = bersama.person(office, args.pengguna)
    secret = bersama.passphrase(args.frasa_sandi_berkas)
    key, certificates = pendaftaran.signer(office, user, secret)
    if again is None:
        prepared = tanda_terima.prepare(office, wanted, certificates)
    else:
        prepared = tanda_terima.prepare_again(office, wanted, certificates, again)
    signed = tanda_terima.sign(prepared, key, certificates)
    return tanda_terima.keep(office, signed, bersama.regions(office))
