"""`otoritas`: the province's authority: backup, restore, holders, passphrase, a new one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama, langkah
from app.cli.keluaran import Hasil, Keluaran
from app.cli.langkah import Langkah
from app.cli.pengurai import option
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.exchange.otoritas import Pemegang
    from app.store.office import Office


def configure(parser: ArgumentParser) -> None:
    """The steps and their options."""
    langkah.configure(parser, "otoritas", STEPS)


def _state(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import cabut, cadangan_otoritas, otoritas
    from app.store import revocations

    with bersama.open_office(args.kantor) as office:
        own = otoritas.authority(office)
        last = cadangan_otoritas.last_made(office)
        told: dict[str, object] = {
            "nama": own.nama,
            "kata": " ".join(own.kata),
            "berlaku_sampai": f"{own.berlaku_sampai:%Y-%m-%d}",
            "nomor_daftar": revocations.highest_number(office, own.sidik),
            "belum_terdaftar": cabut.unpublished(office),
            "daftar_dicari": cadangan_otoritas.missing_list(office),
            "cadangan": last[0].isoformat() if last else "",
            "pemegang": [one.pengguna.nama for one in otoritas.holders(office)],
        }
    for key, value in told.items():
        shown = ", ".join(value) if isinstance(value, list) else str(value)
        keluaran.say(f"{t(f'perintah.kolom.{key}')}: {shown}")
    return Hasil(0, told)


def _back_up(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import cadangan_kertas, cadangan_otoritas

    with bersama.open_office(args.kantor) as office:
        secret = bersama.passphrase(args.frasa_sandi_berkas)
        made = cadangan_otoritas.make(office, secret)
        text, page = cadangan_kertas.save(office, made, args.keluar)
    keluaran.say(t("perintah.otoritas.dicadangkan", teks=text, halaman=page))
    return Hasil(0, {"teks": str(text), "halaman": str(page)})


def _restore(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import berkas, cadangan_otoritas, otoritas

    data = berkas.read_file(args.berkas, cadangan_otoritas.MAX_FILE)
    backup = cadangan_otoritas.read(data)
    with bersama.open_office(args.kantor) as office:
        old = bersama.passphrase(args.frasa_sandi_berkas)
        new = bersama.new_passphrase(args.frasa_baru_berkas) if args.frasa_baru_berkas else old
        cadangan_otoritas.restore(office, backup, old, new)
        missing = cadangan_otoritas.missing_list(office)
        kata = " ".join(otoritas.authority(office).kata)
    keluaran.say(t("perintah.otoritas.dipulihkan", nama=backup.otoritas.nama, kata=kata))
    if missing:
        keluaran.say(t("perintah.otoritas.daftar_dicari", nomor=missing))
    told = {"nama": backup.otoritas.nama, "kata": kata, "daftar_dicari": missing}
    return Hasil(0, told)


def _add_holder(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import otoritas

    with bersama.open_office(args.kantor) as office:
        user = bersama.person(office, args.nama)
        secret = bersama.passphrase(args.frasa_sandi_berkas)
        own = bersama.new_passphrase(args.frasa_baru_berkas)
        otoritas.add_holder(office, user, secret, own)
        names = [one.pengguna.nama for one in otoritas.holders(office)]
    keluaran.say(t("perintah.otoritas.pemegang", nama=", ".join(names)))
    return Hasil(0, {"pemegang": names})


def _remove_holder(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import otoritas

    with bersama.open_office(args.kantor) as office:
        otoritas.remove_holder(office, _holder(office, args.nama))
        names = [one.pengguna.nama for one in otoritas.holders(office)]
    keluaran.say(t("perintah.otoritas.pemegang", nama=", ".join(names)))
    return Hasil(0, {"pemegang": names})


def _holder(office: Office, name: str) -> Pemegang:
    from app.exchange import otoritas

    wanted = name.strip().casefold()
    found = (one for one in otoritas.holders(office) if one.pengguna.nama.casefold() == wanted)
    holder = next(found, None)
    if holder is None:
        raise LontarError("pengguna_tidak_ada", nama=name, kantor=office.identitas.kantor)
    return holder


def _change(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import otoritas

    with bersama.open_office(args.kantor) as office:
        old = bersama.passphrase(args.frasa_sandi_berkas)
        new = bersama.new_passphrase(args.frasa_baru_berkas)
        holder = otoritas.change_passphrase(office, old, new)
    keluaran.say(t("perintah.otoritas.frasa_diganti", nama=holder.pengguna.nama))
    return Hasil(0, {"pemegang": holder.pengguna.nama})


def _renew(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import kunci, otoritas

    with bersama.open_office(args.kantor) as office:
        secret = bersama.new_passphrase(args.frasa_baru_berkas)
        regions = bersama.regions(office)
        nama = regions[office.identitas.wilayah[:2]].nama
        user = bersama.person(office, args.pengguna)
        otoritas.found_again(office, kunci.generate(), secret, nama)
        otoritas.set_first_holder(office, user)
        own = otoritas.authority(office)
    keluaran.say(t("perintah.otoritas.dibuat", nama=own.nama, kata=" ".join(own.kata)))
    return Hasil(0, {"nama": own.nama, "kata": " ".join(own.kata)})


def _drop(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import otoritas

    with bersama.open_office(args.kantor) as office:
        dropped = [one.nama for one in otoritas.drop_older(office)]
    keluaran.say(t("perintah.otoritas.dilepas", jumlah=len(dropped), nama=", ".join(dropped)))
    return Hasil(0, {"dilepas": dropped})


def _seal(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import otoritas
    from app.store import settings

    with bersama.open_office(args.kantor) as office:
        if args.tampak is not None:
            settings.set_setting(office, otoritas.SEGEL_TAMPAK, args.tampak == "ya")
        shown = settings.setting(office, otoritas.SEGEL_TAMPAK, bawaan=True)
    keluaran.say(t(f"perintah.otoritas.segel_{'ya' if shown else 'tidak'}"))
    return Hasil(0, {"segel_tampak": shown})


def _name(parser: ArgumentParser) -> None:
    option(parser, "--nama", required=True, metavar="NAMA")


def _seal_options(parser: ArgumentParser) -> None:
    option(parser, "--tampak", choices=("ya", "tidak"))


def _folder(parser: ArgumentParser) -> None:
    option(parser, "--keluar", type=Path, required=True, metavar="FOLDER")


_BOTH = (langkah.passphrase, langkah.new_passphrase)
STEPS = (
    Langkah("keadaan", _state),
    Langkah("cadangan", _back_up, langkah.of(_folder, langkah.passphrase)),
    Langkah("pulihkan", _restore, langkah.of(langkah.file, *_BOTH)),
    Langkah("tambah-pemegang", _add_holder, langkah.of(_name, *_BOTH)),
    Langkah("hapus-pemegang", _remove_holder, _name),
    Langkah("frasa", _change, langkah.of(*_BOTH)),
    Langkah("baru", _renew, langkah.of(langkah.person, langkah.new_passphrase)),
    Langkah("lepas-lama", _drop),
    Langkah("segel", _seal, _seal_options),
)
