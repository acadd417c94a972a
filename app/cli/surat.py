"""What the verbs about letters share: their options, installing letters, writing them."""

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

    from app.exchange.kotak_surat import LaporanSurat
    from app.exchange.tanda_terima import SuratJadi
    from app.store.office import Office

NOT_DONE = 1


def configure_install(step: ArgumentParser) -> None:
    """The options of `pasang`."""
    option(step, "berkas", type=Path, nargs="+", metavar="BERKAS")
    option(step, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(step, "--ya", action="store_true")
    option(step, "--pengguna", metavar="NAMA")
    json_option(step)


def install(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Do what the letters in the files say; a withdrawal only with `--ya`."""
    from app.exchange import berkas, kotak_surat, surat

    told: list[dict[str, object]] = []
    keluar = 0
    with bersama.open_office(args.kantor) as office:
        wilayah = bersama.regions(office)
        for file in args.berkas:
            data = berkas.read_file(file, surat.MAX_TEXT)
            for laporan in kotak_surat.judge(office, data, file.name, wilayah):
                done, code = _one(office, laporan, args, keluaran)
                told.append({**laporan.as_json(), "dipasang": done})
                keluar = max(keluar, code)
    return Hasil(keluar, {"surat": told, "keluar": keluar})


def _one(
    office: Office, laporan: LaporanSurat, args: Namespace, keluaran: Keluaran
) -> tuple[bool, int]:
    from app.exchange import kotak_surat
    from app.exchange.surat import PENARIKAN

    keluaran.say(f"{laporan.nama}: {laporan.kalimat}")
    if laporan.kata:
        keluaran.say(f"  {t('perintah.surat.kode', kode=' '.join(laporan.kata))}")
    if laporan.terbaca is None or not laporan.keadaan.berlaku:
        return False, laporan.keadaan.keluar
    if laporan.terbaca.isi.jenis == PENARIKAN and not args.ya:
        keluaran.say(f"  {t('perintah.surat.tunggu_ya')}")
        return False, NOT_DONE
    pelaku = bersama.person(office, args.pengguna).nama
    kotak_surat.install(office, laporan, bersama.regions(office), pelaku=pelaku)
    keluaran.say(f"  {t('perintah.surat.dipasang')}")
    return True, 0


def tell(
    made: Sequence[SuratJadi], written: Sequence[Path], keluaran: Keluaran
) -> list[dict[str, object]]:
    """Say which letters were written where, and return the same for programs."""
    for one, path in zip(made, written, strict=True):
        keluaran.say(t("perintah.surat.ditulis", berkas=path, kode=" ".join(one.kata)))
    return [
        {"berkas": str(path), "kode": " ".join(one.kata), "teks": one.teks}
        for one, path in zip(made, written, strict=True)
    ]
