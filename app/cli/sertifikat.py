"""`sertifikat`: an officer asks, the province issues, revokes and lists, the officer installs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama, langkah, sertifikat_provinsi
from app.cli.keluaran import Hasil, Keluaran
from app.cli.langkah import Langkah
from app.cli.pengurai import option
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

MAX_FILE = 100_000


def configure(parser: ArgumentParser) -> None:
    """The steps and their options."""
    langkah.configure(parser, "sertifikat", (*STEPS, *sertifikat_provinsi.STEPS))


def _ask(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import berkas, ganti_kunci, pendaftaran

    with bersama.open_office(args.kantor) as office:
        user = bersama.person(office, args.pengguna)
        secret = bersama.passphrase(args.frasa_sandi_berkas)
        replaced = ganti_kunci.replaces(office, user)
        data = pendaftaran.request(office, user, secret, replaced)
        berkas.write_atomic(args.keluar, data)
        kata = " ".join(pendaftaran.key_words(office, user))
    keluaran.say(t("perintah.sertifikat.diminta", berkas=args.keluar, nama=user.nama, kata=kata))
    return Hasil(0, {"berkas": str(args.keluar), "nama": user.nama, "kata": kata})


def _install(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import berkas, pendaftaran

    with bersama.open_office(args.kantor) as office:
        answer = pendaftaran.read_answer(office, berkas.read_file(args.berkas, MAX_FILE))
        otoritas = answer.otoritas
        if not answer.dikenal:
            pendaftaran.check_words(
                args.kata, otoritas.kata, nama=otoritas.nama, kantor=otoritas.kantor
            )
        owner = None if args.pengguna else pendaftaran.holder(office, answer)
        user = owner or bersama.person(office, args.pengguna)
        secret = bersama.passphrase(args.frasa_sandi_berkas)
        penanda = pendaftaran.install(office, user, answer, secret)
    sampai = f"{penanda.berlaku_sampai:%d-%m-%Y}"
    keluaran.say(t("perintah.sertifikat.dipasang", nama=penanda.nama, sampai=sampai))
    return Hasil(0, {"nama": penanda.nama, "berlaku_sampai": sampai, "otoritas": otoritas.nama})


def _adopt(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import berkas, p12, pendaftaran

    with bersama.open_office(args.kantor) as office:
        user = bersama.person(office, args.pengguna)
        theirs = bersama.passphrase(args.frasa_p12_berkas, t("perintah.tanya_frasa_p12"))
        data = berkas.read_file(args.berkas, p12.MAX_FILE)
        isi = p12.read(data, theirs, args.berkas.name)
        own = bersama.new_passphrase(args.frasa_sandi_berkas)
        p12.adopt(office, user, isi, own)
        kata = " ".join(pendaftaran.key_words(office, user))
    told = {"nama": user.nama, "pemilik": isi.nama, "penerbit": isi.penerbit, "kata": kata}
    keluaran.say(t("perintah.sertifikat.p12_dipasang", **told))
    return Hasil(0, told)


def _ready(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import pendaftaran

    with bersama.open_office(args.kantor) as office:
        found = pendaftaran.people_ready(office)
    people = [
        {
            "nama": one.pengguna.nama,
            "peran": one.peran,
            "tahap": one.tahap,
            "berlaku_sampai": one.sertifikat.berlaku_sampai if one.sertifikat else "",
        }
        for one in found.orang
    ]
    titles = [t(f"perintah.kolom.{key}") for key in ("nama", "peran", "tahap", "berlaku_sampai")]
    rows = [
        [one["nama"], one["peran"], t(f"tahap.{one['tahap']}"), one["berlaku_sampai"]]
        for one in people
    ]
    keluaran.table(titles, rows)
    lacking = [t(f"tahap.kurang.{one}") for one in found.kurang]
    keluaran.say("\n".join(lacking or [t("tahap.lengkap")]))
    return Hasil(0 if found.siap else 1, {"orang": people, "kurang": list(found.kurang)})


def _trust(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import otoritas, percaya_windows

    with bersama.open_office(args.kantor) as office:
        own = otoritas.believed(office)
        if own is None:
            raise LontarError("belum_ada_otoritas", kantor=office.identitas.kantor)
        if args.keluar is not None or not percaya_windows.is_windows():
            target = args.keluar or Path(percaya_windows.FILE_NAME)
            percaya_windows.export(own, target)
            said = "disimpan"
        else:
            target = percaya_windows.trust(own, office.folder)
            said = "dipercayai"
    keluaran.say(t(f"perintah.sertifikat.{said}", nama=own.nama, berkas=target))
    return Hasil(0, {"otoritas": own.nama, "berkas": str(target), "windows": said})


def _p12_passphrase(parser: ArgumentParser) -> None:
    option(parser, "--frasa-p12-berkas", type=Path, metavar="BERKAS")


def _optional_target(parser: ArgumentParser) -> None:
    option(parser, "--keluar", type=Path, metavar="BERKAS")


_OWN = (langkah.person, langkah.passphrase)
STEPS = (
    Langkah("minta", _ask, langkah.of(langkah.target, *_OWN)),
    Langkah("pasang", _install, langkah.of(langkah.file, langkah.words, *_OWN)),
    Langkah("p12", _adopt, langkah.of(langkah.file, _p12_passphrase, *_OWN)),
    Langkah("siap", _ready),
    Langkah("percayai", _trust, _optional_target),
)
