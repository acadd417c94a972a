"""The steps of `sertifikat` that only a province takes: issue, list, revoke, allow issuers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama, langkah
from app.cli.keluaran import Hasil, Keluaran
from app.cli.langkah import Langkah
from app.cli.pengurai import option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.exchange.sertifikat import Permintaan
    from app.store.office import Office

_MAX_FILE = 200_000


def _issue(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import berkas, otoritas, pencabutan, pendaftaran, sertifikat, terbitan

    data = berkas.read_file(args.berkas, _MAX_FILE)
    asked = sertifikat.read_request(data)
    pendaftaran.check_words(args.kata, asked.kata, nama=asked.nama, kantor=asked.kantor)
    with bersama.open_office(args.kantor) as office:
        pencabutan.learn_from_text(office, data)
        secret = bersama.passphrase(args.frasa_sandi_berkas)
        answer = terbitan.issue(office, asked, secret)
        if args.cabut_lama:
            _revoke_replaced(office, asked, secret)
            answer = terbitan.answer(office, terbitan.issued(office)[-1])
        berkas.write_atomic(args.keluar, answer)
        kata = " ".join(otoritas.authority(office).kata)
    keluaran.say(
        t("perintah.sertifikat.diterbitkan", berkas=args.keluar, nama=asked.nama, kata=kata)
    )
    keluaran.say(t("opd.untuk.opd" if asked.opd else "opd.untuk.wilayah"))
    told = {"berkas": str(args.keluar), "nama": asked.nama, "kata_otoritas": kata}
    told |= {"opd": asked.kantor} if asked.opd else {}
    return Hasil(0, {**told, "menggantikan": _replaced(asked, keluaran)})


def _replaced(asked: Permintaan, keluaran: Keluaran) -> dict[str, str] | None:
    from app.exchange.pengantar import serial_text

    if asked.menggantikan is None:
        return None
    seri = serial_text(asked.menggantikan.seri)
    keluaran.say(t("perintah.sertifikat.menggantikan", seri=seri))
    return {"seri": seri, "alasan": asked.menggantikan.alasan}


def _revoke_replaced(office: Office, asked: Permintaan, secret: str) -> None:
    """Revoke what a request says it replaces; naming the option is the decision of a person."""
    from app.exchange import cabut, terbitan

    old = terbitan.replaced(office, asked)
    if old is not None:
        cabut.revoke(office, [old.terbitan.penanda.seri], old.alasan, secret)


def _list(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import terbitan

    with bersama.open_office(args.kantor) as office:
        found = terbitan.issued(office)
    told = [terbitan.describe(one) for one in found]
    keys = ("nama", "peran", "wilayah", "berlaku_sampai", "keadaan", "seri")
    rows = [
        [t(f"terbitan.{one[key]}") if key == "keadaan" else str(one[key]) for key in keys]
        for one in told
    ]
    keluaran.table([t(f"perintah.kolom.{key}") for key in keys], rows)
    return Hasil(0, {"sertifikat": told})


def _revoke(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import cabut

    with bersama.open_office(args.kantor) as office:
        secret = bersama.passphrase(args.frasa_sandi_berkas)
        if args.wilayah is not None:
            daftar = cabut.revoke_region(office, args.wilayah, secret, args.opd)
        else:
            seri = [_one_serial(office, args)]
            daftar = cabut.revoke(office, seri, args.alasan, secret)
        _hand_out(office, args.keluar)
    keluaran.say(t("perintah.sertifikat.dicabut", nomor=daftar.nomor, jumlah=len(daftar.isi)))
    return Hasil(0, {"nomor": daftar.nomor, "dicabut": len(daftar.isi)})


def _one_serial(office: Office, args: Namespace) -> int:
    """The serial number meant: found among those issued, in a file, or typed in full."""
    from app.exchange import berkas, cabut, sertifikat

    if args.berkas is not None:
        data = berkas.read_file(args.berkas, _MAX_FILE)
        return sertifikat.read_certificates(data)[0].serial_number
    return cabut.meant(office, args.cari)


def _hand_out(office: Office, target: Path | None) -> None:
    from app.exchange import berkas, pencabutan

    if target is not None:
        berkas.write_atomic(target, pencabutan.newest_pem(office))


def _issuers(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import berkas, pendaftaran, penerbit

    with bersama.open_office(args.kantor) as office:
        if args.berkas is not None:
            one = penerbit.read(office, berkas.read_file(args.berkas, _MAX_FILE))
            pendaftaran.check_words(args.kata, one.kata, nama=one.nama, kantor=one.organisasi)
            penerbit.allow(office, one)
        for one in penerbit.allowed(office):
            if args.hapus is not None and one.nama.casefold() == args.hapus.strip().casefold():
                penerbit.forbid(office, one)
        known = penerbit.allowed(office)
    keys = ("nama", "berlaku_sampai", "kata")
    told = [
        {
            "nama": one.nama,
            "berlaku_sampai": f"{one.berlaku_sampai:%Y-%m-%d}",
            "kata": " ".join(one.kata),
        }
        for one in known
    ]
    rows = [[one[key] for key in keys] for one in told]
    keluaran.table([t(f"perintah.kolom.{key}") for key in keys], rows)
    return Hasil(0, {"penerbit": told})


def _issue_options(parser: ArgumentParser) -> None:
    option(parser, "--cabut-lama", action="store_true")


def _revoke_options(parser: ArgumentParser) -> None:
    from app.exchange.profil_x509 import ALASAN

    what = parser.add_mutually_exclusive_group(required=True)
    option(what, "--cari", metavar="TEKS")
    option(what, "--berkas", type=Path, metavar="BERKAS")
    option(what, "--wilayah", metavar="53.03")
    option(parser, "--opd", metavar="NAMA")
    option(parser, "--alasan", choices=ALASAN, default="kunci_hilang")
    option(parser, "--keluar", type=Path, metavar="BERKAS")


def _issuer_options(parser: ArgumentParser) -> None:
    option(parser, "--berkas", type=Path, metavar="BERKAS")
    option(parser, "--hapus", metavar="NAMA")


STEPS = (
    Langkah(
        "terbitkan",
        _issue,
        langkah.of(langkah.file, langkah.words, langkah.target, _issue_options, langkah.passphrase),
    ),
    Langkah("daftar", _list),
    Langkah("cabut", _revoke, langkah.of(_revoke_options, langkah.passphrase)),
    Langkah("penerbit", _issuers, langkah.of(_issuer_options, langkah.words)),
)
