"""`impor`: judge packages and take in those that are genuine."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.cli import bersama
from app.cli.keluaran import REFUSED, Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.cli.periksa import say_copies, show
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from app.exchange.impor import Penerimaan
    from app.exchange.putusan import Laporan
    from app.exchange.saingan import Bawah, Tempat
    from app.store.office import Office


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "berkas", type=Path, nargs="+", metavar="BERKAS")
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--putuskan", action="store_true")
    option(parser, "--berlaku", action="append", default=[], metavar="BERKAS")
    option(parser, "--tahan", action="append", default=[], metavar="URUSAN")
    option(parser, "--ambil-alih", action="append", default=[], metavar="URUSAN")
    option(parser, "--alasan", default="", metavar="TEKS")
    option(parser, "--tanda-terima", type=bersama.folder, metavar="FOLDER")
    option(parser, "--pengguna", metavar="NAMA")
    option(parser, "--frasa-sandi-berkas", type=Path, metavar="BERKAS")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Take in every genuine file; the worst outcome decides the exit code."""
    from app.exchange import impor, percaya, saingan, serupa

    told: list[dict[str, object]] = []
    keluar = 0
    with bersama.open_office(args.kantor) as office, ExitStack() as stack:
        pelaku = bersama.person(office, args.pengguna).nama
        pemeriksa = stack.enter_context(bersama.examiner(percaya.of_office(office), office))
        files = stack.enter_context(bersama.package_files(args.berkas))
        regions = pemeriksa.acuan.wilayah
        # What goes in must not hang on the order of files, so all are judged before the first does.
        judged = list(pemeriksa.verify_many(files))
        waiting = _waiting(office, [impor.refine(office, one, regions) for one in judged])
        _choose(args.berlaku, files, judged, waiting)
        copies = serupa.Peninjau(office)
        pairs = zip(files, judged, strict=True)
        for path, verdict in sorted(pairs, key=lambda pair: saingan.place_of(pair[1])):
            laporan = impor.refine(office, verdict, regions)
            twin = waiting.get(laporan.paket_id)
            outcome = (
                _wait(laporan, twin, keluaran)
                if twin
                else _come_in(office, laporan, pelaku, args, keluaran, first=not _any_new(told))
            )
            missing = _evidence(office, laporan, path, keluaran) if outcome["diterima"] else 0
            outcome["serupa"] = say_copies(copies, laporan, keluaran)
            outcome["bukti_belum_tiba"] = missing
            told.append({**laporan.as_json(), **outcome})
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
    if outcome["saingan"]:
        return 1
    return REFUSED if outcome["galat"] else laporan.putusan.keluar


def _any_new(told: list[dict[str, object]]) -> bool:
    return any(one["diterima"] and not one["sudah"] for one in told)


class _Kembar(NamedTuple):
    """A package somebody has to choose first: where it belongs, the others, which was chosen.

    `bawah` is the older revision that has to be decided on, where it is not this one.
    """

    tempat: Tempat
    lain: tuple[str, ...]
    dipilih: str = ""
    bawah: Bawah | None = None


def _waiting(office: Office, judged: list[Laporan]) -> dict[str, _Kembar]:
    """The packages of which there can be only one, and those above them."""
    from app.exchange import penerima, saingan

    able = [
        one
        for one in judged
        if (one.sah or one.perlu_keputusan) and one.isi and penerima.takes(office, one.isi)
    ]
    found = {
        one.paket_id: _Kembar(
            saingan.place_of(one),
            saingan.rivals(one, able),
            bawah=saingan.undecided_below(one, able),
        )
        for one in able
    }
    return {paket: one for paket, one in found.items() if one.lain or one.bawah}


def _choose(
    named: list[str], files: list[Path], judged: list[Laporan], waiting: dict[str, _Kembar]
) -> None:
    """Take those that were chosen out of what waits; nothing is taken in where that is unclear.

    Raises:
        LontarError: no package waits under this name, or more than one.

    """
    chosen: dict[Tempat, tuple[str, str]] = {}
    for name in named:
        meant = {
            one.paket_id: one.nama_berkas
            for file, one in zip(files, judged, strict=True)
            if one.paket_id in waiting and name in (one.nama_berkas, str(file), one.paket_id)
        }
        if len(meant) != 1:
            raise LontarError("pilihan_bukan_satu", pilihan=name, jumlah=len(meant))
        paket, berkas = meant.popitem()
        tempat = waiting[paket].tempat
        if chosen.setdefault(tempat, (paket, berkas))[0] != paket:
            raise LontarError("pilihan_kembar", pilihan=name, revisi=tempat.revisi)
    for paket, one in list(waiting.items()):
        mine, berkas = chosen.get(one.tempat, ("", ""))
        waiting[paket] = one._replace(dipilih=berkas)
        settled = one.bawah and one.tempat._replace(revisi=one.bawah.revisi) in chosen
        if mine == paket or (settled and not one.lain):
            del waiting[paket]


def _outcome() -> dict[str, object]:
    outcome: dict[str, object] = {"diterima": False, "sudah": False, "berubah": 0}
    outcome |= {"jawaban": 0, "laporan": 0, "catatan": 0}
    return outcome | {"ditahan": [], "saingan": [], "galat": None}


def _wait(laporan: Laporan, twin: _Kembar, keluaran: Keluaran) -> dict[str, object]:
    """Say that a person has to choose, or has chosen another one, and what to tell the sender."""
    lain = twin.lain or (twin.bawah.berkas if twin.bawah else ())
    key = "tidak_dipilih" if twin.dipilih else "saingan" if twin.lain else "bawah"
    facts = {"revisi": twin.tempat.revisi, "berkas": twin.dipilih or "; ".join(lain)}
    facts["lama"] = twin.bawah.revisi if twin.bawah else 0
    reply, label = ("saingan", "kembar") if twin.lain else ("bawah", "menunggu")
    told = {
        "kalimat": t(f"perintah.impor.{key}", **facts),
        "balasan": t(f"paket_layar.terima.{reply}_balasan", **facts),
    }
    keluaran.say(f"{laporan.nama_berkas}: {t(f'paket_layar.terima.{label}')}")
    keluaran.say(f"  {told['kalimat']}")
    if not twin.dipilih:
        keluaran.say(f"  {t('perintah.periksa.balasan', balasan=told['balasan'])}")
    return {**_outcome(), **told, "saingan": list(lain)}


def _come_in(
    office: Office,
    laporan: Laporan,
    pelaku: str,
    args: Namespace,
    keluaran: Keluaran,
    *,
    first: bool,
) -> dict[str, object]:
    """Take a file in when it is wanted, before the first of all behind a backup."""
    from app.store import backup

    wanted = laporan.sah or (args.putuskan and laporan.perlu_keputusan)
    if wanted and first:
        backup.keep(office.database, office.now())
    held = dict.fromkeys(args.tahan, args.alasan)
    over = dict.fromkeys(args.ambil_alih, args.alasan)
    return _accept(office, laporan, pelaku, keluaran, (held, over), wanted=wanted)


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

    outcome = _outcome()
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
    if taken.catatan:
        keluaran.say(f"  {t('catatan.terima', jumlah=taken.catatan)}")
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
    return {"berubah": berubah, **brought, "catatan": taken.catatan, "ditahan": listed}


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
