"""`sertifikat`: an officer asks, the province issues, the officer installs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

_MAX_FILE = 100_000


def configure(parser: ArgumentParser) -> None:
    """The three steps and their options."""
    steps = parser.add_subparsers(title=t("perintah.judul"), dest="langkah", required=True)
    for name, run in (("minta", _ask), ("terbitkan", _issue), ("pasang", _install)):
        told = t(f"perintah.sertifikat.{name}")
        step = steps.add_parser(name, help=told, description=told)
        step.set_defaults(run=run)
        option(step, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
        if name != "minta":
            option(step, "--berkas", type=Path, required=True, metavar="BERKAS")
            option(step, "--kata", metavar="KATA")
        if name != "pasang":
            option(step, "--keluar", type=Path, required=True, metavar="BERKAS")
        if name != "terbitkan":
            option(step, "--pengguna", metavar="NAMA")
        option(step, "--frasa-sandi-berkas", type=Path, metavar="BERKAS")
        json_option(step)


def _ask(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import berkas, pendaftaran

    with bersama.open_office(args.kantor) as office:
        user = bersama.person(office, args.pengguna)
        secret = bersama.passphrase(args.frasa_sandi_berkas)
        berkas.write_atomic(args.keluar, pendaftaran.request(office, user, secret))
        kata = " ".join(pendaftaran.key_words(office, user))
    keluaran.say(t("perintah.sertifikat.diminta", berkas=args.keluar, nama=user.nama, kata=kata))
    return Hasil(0, {"berkas": str(args.keluar), "nama": user.nama, "kata": kata})


def _issue(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import berkas, pendaftaran, sertifikat

    asked = sertifikat.read_request(berkas.read_file(args.berkas, _MAX_FILE))
    _compare(args.kata, asked.kata, nama=asked.nama, kantor=asked.kantor)
    with bersama.open_office(args.kantor) as office:
        if not pendaftaran.has_authority(office):
            raise LontarError("kantor_tanpa_otoritas", kantor=office.identitas.kantor)
        secret = bersama.passphrase(args.frasa_sandi_berkas)
        berkas.write_atomic(args.keluar, pendaftaran.issue(office, asked, secret))
        kata = " ".join(pendaftaran.authority(office).kata)
    keluaran.say(
        t("perintah.sertifikat.diterbitkan", berkas=args.keluar, nama=asked.nama, kata=kata)
    )
    return Hasil(0, {"berkas": str(args.keluar), "nama": asked.nama, "kata_otoritas": kata})


def _install(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import berkas, pendaftaran

    with bersama.open_office(args.kantor) as office:
        answer = pendaftaran.read_answer(office, berkas.read_file(args.berkas, _MAX_FILE))
        otoritas = answer.otoritas
        if not answer.dikenal:
            _compare(args.kata, otoritas.kata, nama=otoritas.nama, kantor=otoritas.kantor)
        user = bersama.person(office, args.pengguna)
        secret = bersama.passphrase(args.frasa_sandi_berkas)
        penanda = pendaftaran.install(office, user, answer, secret)
    sampai = f"{penanda.berlaku_sampai:%d-%m-%Y}"
    keluaran.say(t("perintah.sertifikat.dipasang", nama=penanda.nama, sampai=sampai))
    return Hasil(0, {"nama": penanda.nama, "berlaku_sampai": sampai, "otoritas": otoritas.nama})


def _compare(told: str | None, found: Sequence[str], *, nama: str, kantor: str) -> None:
    """Insist that a person has compared the six words by telephone or letter.

    Raises:
        LontarError: no words were given, or others.
    """
    words = " ".join(found)
    if told is None:
        raise LontarError("kata_belum_dibandingkan", nama=nama, kantor=kantor, kata=words)
    if " ".join(told.casefold().split()) != words.casefold():
        raise LontarError("kata_berbeda", nama=nama, kantor=kantor, kata=words)
