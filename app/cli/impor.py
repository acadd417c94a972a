"""`impor`: judge packages and take in those that are genuine."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import REFUSED, Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.cli.periksa import show
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from app.exchange.impor import Penerimaan
    from app.exchange.putusan import Laporan
    from app.store.office import Office


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "berkas", type=Path, nargs="+", metavar="BERKAS")
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--putuskan", action="store_true")
    option(parser, "--tahan", action="append", default=[], metavar="URUSAN")
    option(parser, "--ambil-alih", action="append", default=[], metavar="URUSAN")
    option(parser, "--alasan", default="", metavar="TEKS")
    option(parser, "--tanda-terima", type=bersama.folder, metavar="FOLDER")
    option(parser, "--pengguna", metavar="NAMA")
    option(parser, "--frasa-sandi-berkas", type=Path, metavar="BERKAS")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Take in every genuine file; the worst outcome decides the exit code."""
    from app.exchange import impor, percaya
    from app.store import backup

    told: list[dict[str, object]] = []
    keluar = 0
    with bersama.open_office(args.kantor) as office, ExitStack() as stack:
        pelaku = bersama.person(office, args.pengguna).nama
        pemeriksa = stack.enter_context(bersama.examiner(percaya.of_office(office), office))
        files = stack.enter_context(bersama.package_files(args.berkas))
        for path, laporan in zip(files, impor.examine(files, office, pemeriksa), strict=True):
            wanted = laporan.sah or (args.putuskan and laporan.perlu_keputusan)
            if wanted and not any(one["diterima"] and not one["sudah"] for one in told):
                backup.keep(office.database, office.now())
            held = dict.fromkeys(args.tahan, args.alasan)
            over = dict.fromkeys(args.ambil_alih, args.alasan)
            outcome = _accept(office, laporan, pelaku, keluaran, (held, over), wanted=wanted)
            missing = _evidence(office, laporan, path, keluaran) if outcome["diterima"] else 0
            told.append({**laporan.as_json(), **outcome, "bukti_belum_tiba": missing})
            keluar = max(keluar, _exit_code(laporan, outcome))
        receipts = _receipts(office, told, args, keluaran)
    if not told:
        keluaran.say(t("perintah.tanpa_berkas"))
        keluar = REFUSED
    taken = sum(bool(one["diterima"]) for one in told)
    keluaran.say(t("perintah.impor.jumlah", diterima=taken, semua=len(told)))
    return Hasil(keluar, {"berkas": told, "surat": receipts, "keluar": keluar})


def _exit_code(laporan: Laporan, outcome: dict[str, object]) -> int:
    # A package that is there already is where it was wanted.
    if outcome["diterima"]:
        return 0
    return REFUSED if outcome["galat"] else laporan.putusan.keluar


def _accept(
    office: Office,
    laporan: Laporan,
    pelaku: str,
    keluaran: Keluaran,
    decided: tuple[Mapping[str, str], Mapping[str, str]],
    *,
    wanted: bool,
) -> dict[str, object]:
    from app.exchange import impor
    from app.exchange.putusan import Putusan

    outcome: dict[str, object] = {"diterima": False, "sudah": False, "berubah": 0}
    outcome |= {"jawaban": 0, "laporan": 0, "ditahan": [], "galat": None}
    show(laporan, keluaran)
    if laporan.putusan is Putusan.SUDAH_DITERIMA:
        return {**outcome, "diterima": True, "sudah": True}
    if not wanted:
        return outcome
    try:
        taken = impor.accept(
            office,
            laporan,
            pelaku=pelaku,
            putuskan=laporan.perlu_keputusan,
            tahan=decided[0],
            ambil_alih=decided[1],
        )
    except LontarError as error:
        keluaran.say(f"  {error}")
        return {**outcome, "galat": error.as_json()}
    return {**outcome, "diterima": True, **_tell(office, laporan, taken, keluaran)}


def _tell(
    office: Office, laporan: Laporan, taken: Penerimaan, keluaran: Keluaran
) -> dict[str, object]:
    """What accepting came to, in words and for machines."""
    from app.exchange import tahanan
    from app.store import holds

    berubah = len(taken.tindakan.perubahan)
    keluaran.say(f"  {t('perintah.impor.diterima', berubah=berubah)}")
    if taken.jawaban:
        keluaran.say(f"  {t('perintah.impor.jawaban', jumlah=taken.jawaban)}")
    if taken.laporan:
        keluaran.say(f"  {t('lanjut.paket_melaporkan', jumlah=taken.laporan)}")
    held = [one for one in holds.open_holds(office) if one.nomor == taken.paket.nomor]
    names = laporan.bacaan.acuan.urusan if laporan.bacaan else {}
    for one in held:
        keluaran.say(f"  {tahanan.told(one, names)}")
    listed = [one._asdict() for one in held]
    brought: dict[str, object] = {"jawaban": taken.jawaban, "laporan": taken.laporan}
    return {"berubah": berubah, **brought, "ditahan": listed}


def _evidence(office: Office, laporan: Laporan, path: Path, keluaran: Keluaran) -> int:
    """Files out of the archive beside a package; how many it declares are not here."""
    from app.exchange import bukti_opd

    isi, bacaan = laporan.isi, laporan.bacaan
    if isi is None or not bukti_opd.brings(isi):
        return 0
    whose = bukti_opd.sender(isi, bacaan.wilayah if bacaan else None)
    archive = bukti_opd.beside(path)
    if archive is not None:
        try:
            found = bukti_opd.receive(office, archive)
        except LontarError as error:
            keluaran.say(f"  {error}")
        else:
            keluaran.say(f"  {bukti_opd.spoken(found)}")
            for fault in found.galat:
                keluaran.say(f"  - {fault}")
    missing = bukti_opd.still_out(office, path.name, laporan.paket_id, whose)
    if missing:
        keluaran.say(f"  {missing}")
    return len(bukti_opd.waited_for(office, laporan.paket_id))


def _receipts(
    office: Office, told: list[dict[str, object]], args: Namespace, keluaran: Keluaran
) -> list[dict[str, object]]:
    """Receipts for what has been accepted and has none, when a folder for them was named."""
    from app.cli import surat, tanda_terima
    from app.exchange import tanda_terima as exchange

    taken = {one["paket"] for one in told if one["diterima"]}
    wanted = [one for one in exchange.due(office) if one.paket_id in taken]
    if args.tanda_terima is None or not wanted:
        return []
    made = tanda_terima.sign(office, wanted, args)
    return surat.tell(made, exchange.write(made, args.tanda_terima), keluaran)
