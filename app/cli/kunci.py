"""`kunci`: a person's key from the first to the last day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama, langkah
from app.cli.keluaran import Hasil, Keluaran
from app.cli.langkah import Langkah
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.exchange.ganti_kunci import Lama


def configure(parser: ArgumentParser) -> None:
    """The steps and their options."""
    langkah.configure(parser, "kunci", STEPS)


def _make(args: Namespace, keluaran: Keluaran) -> Hasil:
    return _new_key(args, keluaran, ahead=False)


def _replace(args: Namespace, keluaran: Keluaran) -> Hasil:
    return _new_key(args, keluaran, ahead=True)


def _new_key(args: Namespace, keluaran: Keluaran, *, ahead: bool) -> Hasil:
    from app.exchange import pendaftaran

    with bersama.open_office(args.kantor) as office:
        user = bersama.person(office, args.pengguna)
        secret = bersama.new_passphrase(args.frasa_baru_berkas)
        sidik = pendaftaran.make_key(office.folder, user, secret, ahead=ahead)
        pendaftaran.note_key(office, user, sidik, ahead=ahead)
        kata = " ".join(pendaftaran.key_words(office, user))
    keluaran.say(t("perintah.kunci.dibuat", nama=user.nama, kata=kata))
    return Hasil(0, {"nama": user.nama, "kata": kata, "menunggu": ahead})


def _change(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import ganti_kunci

    with bersama.open_office(args.kantor) as office:
        user = bersama.person(office, args.pengguna)
        old = bersama.passphrase(args.frasa_sandi_berkas)
        new = bersama.new_passphrase(args.frasa_baru_berkas)
        ganti_kunci.change_passphrase(office, user, old, new)
    keluaran.say(t("perintah.kunci.frasa_diganti", nama=user.nama))
    return Hasil(0, {"nama": user.nama})


def _forget(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import ganti_kunci

    with bersama.open_office(args.kantor) as office:
        user = bersama.person(office, args.pengguna)
        old = ganti_kunci.forget(office, user)
    keluaran.say(t("perintah.kunci.diarsipkan", nama=user.nama))
    return Hasil(0, {"nama": user.nama, "sampaikan": tell_province(old, keluaran)})


def _give_up(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import ganti_kunci

    with bersama.open_office(args.kantor) as office:
        user = bersama.person(office, args.pengguna)
        ganti_kunci.drop_waiting(office, user)
    keluaran.say(t("perintah.kunci.dibatalkan", nama=user.nama))
    return Hasil(0, {"nama": user.nama})


def tell_province(old: Lama | None, keluaran: Keluaran) -> str:
    """Say what must be sent to the province; nothing when no certificate is lost."""
    if old is None:
        return ""
    keluaran.say(t("perintah.kunci.sampaikan"))
    keluaran.say(old.pesan)
    return old.pesan


STEPS = (
    Langkah("buat", _make, langkah.of(langkah.person, langkah.new_passphrase)),
    Langkah("ganti", _replace, langkah.of(langkah.person, langkah.new_passphrase)),
    Langkah(
        "frasa",
        _change,
        langkah.of(langkah.person, langkah.passphrase, langkah.new_passphrase),
    ),
    Langkah("lupa", _forget, langkah.person),
    Langkah("batal", _give_up, langkah.person),
)
