"""`pencabutan`: the revocation lists, learned from any file and handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama, langkah
from app.cli.keluaran import Hasil, Keluaran
from app.cli.langkah import Langkah
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """The steps and their options."""
    langkah.configure(parser, "pencabutan", STEPS)


def _learn(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import berkas, pencabutan

    data = berkas.read_file(args.berkas, pencabutan.MAX_TEXT)
    found = pencabutan.blocks(data) or [data]
    with bersama.open_office(args.kantor) as office:
        learned = [pencabutan.learn(office, der) for der in found]
    told = [{**one._asdict(), "mundur": one.mundur} for one in learned]
    for one in learned:
        key = "mundur" if one.mundur else "dipasang"
        keluaran.say(t(f"perintah.pencabutan.{key}", **one._asdict()))
    return Hasil(0, {"daftar": told})


def _export(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import berkas, pencabutan

    with bersama.open_office(args.kantor) as office:
        data = pencabutan.newest_pem(office)
    if not data:
        raise LontarError("pencabutan_kosong")
    berkas.write_atomic(args.keluar, data)
    keluaran.say(t("perintah.pencabutan.diekspor", berkas=args.keluar))
    return Hasil(0, {"berkas": str(args.keluar), "daftar": len(pencabutan.blocks(data))})


def _issue(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import cabut

    with bersama.open_office(args.kantor) as office:
        secret = bersama.passphrase(args.frasa_sandi_berkas)
        daftar = cabut.republish(office, secret)
    keluaran.say(t("perintah.sertifikat.dicabut", nomor=daftar.nomor, jumlah=len(daftar.isi)))
    return Hasil(0, {"nomor": daftar.nomor, "dicabut": len(daftar.isi)})


def _show(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import pencabutan, pengantar

    with bersama.open_office(args.kantor) as office:
        found = pencabutan.revoked(office).values()
    told = [
        {
            "seri": pengantar.serial_text(one.seri),
            "alasan": one.alasan,
            "tanggal": f"{one.waktu:%Y-%m-%d}",
            "nomor_daftar": one.nomor,
        }
        for one in sorted(found, key=lambda one: (one.nomor, one.seri))
    ]
    keys = ("nomor_daftar", "tanggal", "alasan", "seri")
    rows = [[str(one["nomor_daftar"]), *(str(one[key]) for key in keys[1:])] for one in told]
    keluaran.table([t(f"perintah.kolom.{key}") for key in keys], rows)
    return Hasil(0, {"dicabut": told})


STEPS = (
    Langkah("pasang", _learn, langkah.file),
    Langkah("ekspor", _export, langkah.target),
    Langkah("terbitkan", _issue, langkah.passphrase),
    Langkah("daftar", _show),
)
