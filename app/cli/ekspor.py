"""`ekspor`: the pimpinan signs what was stated complete, and the package is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from app.exchange.hambatan import Hambatan
    from app.exchange.paket import Acuan
    from app.store.office import Office

HELD_BACK = 1


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    option(parser, "--keluar", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--pengguna", metavar="NAMA")
    option(parser, "--frasa-sandi-berkas", type=Path, metavar="BERKAS")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Write the package, or list everything that keeps it back."""
    from app.exchange import dua_tangan, ekspor, pendaftaran, pernyataan

    with bersama.open_office(args.kantor) as office:
        acuan = bersama.definitions(office)
        user = bersama.person(office, args.pengguna, (dua_tangan.PIMPINAN,))
        parts = pernyataan.parts_stated(office, office.identitas.wilayah, args.periode)
        held_back = hold_back(office, acuan, args, keluaran, parts)
        if held_back is not None:
            return held_back
        key, certificates = pendaftaran.signer(
            office, user, bersama.passphrase(args.frasa_sandi_berkas)
        )
        sent = ekspor.export_package(
            office, acuan, args.periode, args.keluar, key, certificates, bersama.now
        )
    kata = " ".join(sent.kata)
    keluaran.say(t("perintah.ekspor.hasil", berkas=sent.path, revisi=sent.revisi, kata=kata))
    return Hasil(
        0,
        {
            "berkas": str(sent.path),
            "paket": sent.paket_id,
            "revisi": sent.revisi,
            "kata": kata,
            "hambatan": [],
        },
    )


def hold_back(
    office: Office,
    acuan: Acuan,
    args: Namespace,
    keluaran: Keluaran,
    bagian: Sequence[str] | None = None,
) -> Hasil | None:
    """List everything that keeps a period from being signed; None when nothing does.

    `bagian` are the parts of the work that are to be signed, None for those that were begun.
    """
    from app.exchange import hambatan

    found = hambatan.blockers(office, acuan, args.periode, office.identitas.wilayah, bagian)
    return _held_back(found, keluaran) if found else None


def _held_back(found: Sequence[Hambatan], keluaran: Keluaran) -> Hasil:
    keluaran.say(t("perintah.ekspor.terhalang", jumlah=len(found)))
    for one in found:
        place = f"{one.formulir} {one.sel}: " if one.formulir else ""
        keluaran.say(f"- {place}{one.pesan} {one.saran}")
    return Hasil(HELD_BACK, {"berkas": None, "hambatan": [one._asdict() for one in found]})
