"""`pengguna`: the people of an office: who works here, who left, who came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from app.cli import bersama, kunci, langkah
from app.cli.keluaran import Hasil, Keluaran
from app.cli.langkah import Langkah
from app.cli.pengurai import option
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """The steps and their options."""
    langkah.configure(parser, "pengguna", STEPS)


def _list(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.store import people

    with bersama.open_office(args.kantor) as office:
        found = people.users(office)
    keluaran.table(
        [t(f"perintah.kolom.{key}") for key in ("nama", "peran", "jabatan", "aktif")],
        [
            [one.nama, one.peran, one.jabatan, t(f"perintah.pengguna.{_state(one.aktif)}")]
            for one in found
        ],
    )
    told = [
        {"nama": one.nama, "peran": one.peran, "jabatan": one.jabatan, "aktif": one.aktif}
        for one in found
    ]
    return Hasil(0, {"pengguna": told})


def _state(active: bool) -> str:  # noqa: FBT001 - a fact of the person, not a switch
    return "bekerja" if active else "pindah"


def _add(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import pendirian
    from app.store import people

    nama = pendirian.check_person_name(args.nama)
    nip = pendirian.check_nip(args.nip)
    with bersama.open_office(args.kantor) as office:
        user = people.add_user(office, nama=nama, peran=args.peran, nip=nip, jabatan=args.jabatan)
    keluaran.say(t("perintah.pengguna.ditambah", nama=user.nama, peran=user.peran))
    return Hasil(0, {"nama": user.nama, "peran": user.peran})


def _leave(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import ganti_kunci

    with bersama.open_office(args.kantor) as office:
        user = bersama.person(office, args.nama)
        old = ganti_kunci.retire(office, user)
    keluaran.say(t("perintah.pengguna.keluar_selesai", nama=user.nama))
    return Hasil(0, {"nama": user.nama, "sampaikan": kunci.tell_province(old, keluaran)})


def _return(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.store import people

    wanted = args.nama.strip().casefold()
    with bersama.open_office(args.kantor) as office:
        away = [one for one in people.users(office) if not one.aktif]
        user = next((one for one in away if one.nama.casefold() == wanted), None)
        if user is None:
            raise LontarError("pengguna_tidak_ada", nama=args.nama, kantor=office.identitas.kantor)
        people.restore_user(office, user.id)
    keluaran.say(t("perintah.pengguna.kembali_selesai", nama=user.nama))
    return Hasil(0, {"nama": user.nama})


def _name(parser: ArgumentParser) -> None:
    option(parser, "--nama", required=True, metavar="NAMA")


def _facts(parser: ArgumentParser) -> None:
    from app.store.people import Peran

    option(parser, "--peran", choices=get_args(Peran), required=True)
    option(parser, "--nip", default="", metavar="NIP")
    option(parser, "--jabatan", default="", metavar="JABATAN")


STEPS = (
    Langkah("daftar", _list),
    Langkah("tambah", _add, langkah.of(_name, _facts)),
    Langkah("keluar", _leave, _name),
    Langkah("kembali", _return, _name),
)
