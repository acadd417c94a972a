"""`balasan`: one signed file for each region, or each OPD of a kabupaten; they install it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.exchange.pasang_balasan import LaporanBalasan
    from app.exchange.susun_balasan import BalasanJadi
    from app.store.office import Office

USUAL = "tenggat.toml"


def configure(parser: ArgumentParser) -> None:
    """The three steps and their options."""
    steps = parser.add_subparsers(title=t("perintah.judul"), dest="langkah", required=True)
    for name, run in (("buat", _make), ("lihat", _look), ("pasang", _install)):
        told = t(f"perintah.balasan.{name}")
        step = steps.add_parser(name, help=told, description=told)
        step.set_defaults(run=run)
        option(step, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
        json_option(step)
        if name != "buat":
            option(step, "berkas", type=Path, nargs="+", metavar="BERKAS")
            continue
        option(step, "--keluar", type=bersama.folder, required=True, metavar="FOLDER")
        option(step, "--definisi", "--definisi-bawa", nargs="?", const="", metavar="BERKAS")
        option(step, "--tahun", type=int, metavar="2026")
        option(step, "--wilayah", nargs="+", action="extend", metavar="KODE")
        step.add_argument(
            "--opd",
            nargs="+",
            action="extend",
            metavar="NAMA",
            help=t("perintah.balasan.untuk_opd"),
        )
        option(step, "--pengguna", metavar="NAMA")
        option(step, "--frasa-sandi-berkas", type=Path, metavar="BERKAS")


def _make(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import susun_balasan, tanda_terima

    with bersama.open_office(args.kantor) as office:
        tahun = args.tahun or _year(office)
        wanted = [*(args.wilayah or ()), *(args.opd or ())] or susun_balasan.recipients(
            office, tahun
        )
        made = _signed(office, wanted, tahun, args)
    written = tanda_terima.write(made, args.keluar)
    told = []
    for one, path in zip(made, written, strict=True):
        kode = " ".join(one.amplop.kata)
        keluaran.say(t("perintah.surat.ditulis", berkas=path, kode=kode))
        told.append(
            {
                "berkas": str(path),
                "kode": kode,
                "wilayah": one.isi.wilayah,
                "opd": one.isi.for_opd or None,
                "nomor": one.isi.nomor,
                "tanda_terima": len(one.isi.tanda_terima),
                "pertanyaan": len(one.isi.pertanyaan),
                "definisi": bool(one.isi.definisi),
                "muat_obrolan": one.muat_obrolan,
            }
        )
    return Hasil(0, {"balasan": told})


def _signed(office: Office, kepada: list[str], tahun: int, args: Namespace) -> list[BalasanJadi]:
    from app.exchange import pendaftaran, susun_balasan

    user = bersama.person(office, args.pengguna)
    secret = bersama.passphrase(args.frasa_sandi_berkas)
    key, certificates = pendaftaran.signer(office, user, secret)
    usual = paths.forms() / USUAL
    brings = _definitions(office, args.definisi)
    prepared = susun_balasan.prepare(office, kepada, tahun, usual, certificates, brings)
    signed = susun_balasan.sign(prepared, key, certificates)
    return susun_balasan.keep(office, signed, bersama.regions(office))


def _definitions(office: Office, named: str | None) -> bytes:
    """The file of definitions that goes along: the one that is named, else the newest."""
    from app.errors import LontarError
    from app.exchange import bawa_definisi, berkas, definisi

    if named is None:
        return b""
    if named:
        return berkas.read_file(Path(named), definisi.MAX_READ)
    last = bawa_definisi.newest(office)
    if not last.nomor:
        raise LontarError("definisi_belum_dibuat")
    return last.berkas


def _year(office: Office) -> int:
    from app.domain.periode import Periode

    return Periode.dilaporkan(office.now().date()).tahun


def _look(args: Namespace, keluaran: Keluaran) -> Hasil:
    with bersama.open_office(args.kantor) as office:
        found = [_judged(office, file, keluaran) for file in args.berkas]
    keluar = max(one.keadaan.keluar for one in found)
    return Hasil(keluar, {"balasan": [one.as_json() for one in found], "keluar": keluar})


def _install(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import pasang_balasan

    told: list[dict[str, object]] = []
    keluar = 0
    with bersama.open_office(args.kantor) as office:
        for file in args.berkas:
            found = _judged(office, file, keluaran)
            if found.terbaca is not None:
                pasang_balasan.install(office, found, bersama.regions(office))
            if found.keadaan.berlaku:
                keluaran.say(f"  {t('perintah.surat.dipasang')}")
            told.append({**found.as_json(), "dipasang": found.keadaan.berlaku})
            keluar = max(keluar, found.keadaan.keluar)
    return Hasil(keluar, {"balasan": told, "keluar": keluar})


def _judged(office: Office, file: Path, keluaran: Keluaran) -> LaporanBalasan:
    from app.exchange import balasan, berkas, pasang_balasan

    data = berkas.read_file(file, balasan.MAX_FILE + 1)
    found = pasang_balasan.judge(
        office, data, file.name, bersama.regions(office), paths.forms() / USUAL
    )
    keluaran.say(f"{found.nama}: {found.kalimat}")
    if found.kata:
        keluaran.say(f"  {t('perintah.surat.kode', kode=' '.join(found.kata))}")
    for line in found.isi():
        keluaran.say(f"  {line}")
    if found.definisi and found.definisi.keadaan == "baru":
        keluaran.say(f"  {t('perintah.balasan.definisi', berkas=file)}")
    return found
