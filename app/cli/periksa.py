"""`periksa`: the verdict on files, without taking anything in."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.teks import t
from app.ui.memory import Memory

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Sequence

    from cryptography.x509 import Certificate

    from app.exchange.percaya import Percaya
    from app.exchange.putusan import Laporan
    from app.exchange.salinan_bertanda import Tanda
    from app.exchange.serupa import Peninjau
    from app.store.office import Office

_MAX_CERTIFICATE = 100_000


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "berkas", type=Path, nargs="+", metavar="BERKAS")
    option(parser, "--kantor", type=bersama.folder, metavar="FOLDER")
    option(parser, "--otoritas", type=Path, metavar="BERKAS")
    option(parser, "--salinan", type=bersama.folder, metavar="FOLDER")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Judge every file; the worst verdict decides the exit code."""
    found, copies, judged = [], [], []
    with bersama.package_files(args.berkas) as files:
        for laporan, tanda, peninjau in _marked(args, files):
            show(laporan, keluaran)
            judged.append(laporan.as_json() | {"serupa": say_copies(peninjau, laporan, keluaran)})
            found.append(laporan)
            copies += _copy(laporan, tanda, args.salinan, keluaran)
    keluar = max((laporan.putusan.keluar for laporan in found), default=2)
    if not found:
        keluaran.say(t("perintah.tanpa_berkas"))
    elif len(found) > 1:
        counts = Counter(laporan.label for laporan in found)
        told = "; ".join(f"{label} {number}" for label, number in counts.most_common())
        keluaran.say(t("perintah.periksa.jumlah", semua=len(found), rincian=told))
    return Hasil(keluar, {"berkas": judged, "salinan": copies, "keluar": keluar})


def _marked(
    args: Namespace, files: list[Path]
) -> Iterator[tuple[Laporan, Sequence[Tanda], Peninjau | None]]:
    """The verdicts, each with what its sender should look at where a copy is wanted."""
    from app.exchange import salinan_bertanda, serupa

    peninjau = None
    for laporan, office in _judged(args, files):
        wanted = args.salinan is not None
        if office is not None and peninjau is None:
            peninjau = serupa.Peninjau(office)
        yield laporan, salinan_bertanda.marks(laporan, office) if wanted else (), peninjau


def _copy(
    laporan: Laporan, tanda: Sequence[Tanda], folder: Path | None, keluaran: Keluaran
) -> list[str]:
    """Write the marked copy of a package where there is something to mark."""
    from app.exchange import berkas, salinan_bertanda

    if folder is None or not tanda:
        return []
    berkas.make_folder(folder)
    target = folder / salinan_bertanda.file_name(laporan)
    salinan_bertanda.save(laporan, tanda, target)
    keluaran.say(f"  {t('perintah.periksa.salinan', berkas=target)}")
    return [str(target)]


def verdicts(args: Namespace, files: list[Path]) -> Iterator[Laporan]:
    """By the trust and the book of an office, or only by the trust of those known here."""
    return (laporan for laporan, _office in _judged(args, files))


def _judged(args: Namespace, files: list[Path]) -> Iterator[tuple[Laporan, Office | None]]:
    from app.exchange import impor, percaya, verifikasi

    if args.kantor is None:
        given = _given(args.otoritas)
        # An office may be open in the window right now, so these are only looked into.
        folders = [] if given else [paths.default_office(), *map(Path, Memory.load().offices)]
        trust = _joined(percaya.of_folders(folders), given)
        with bersama.examiner(trust, folders=folders) as pemeriksa:
            for found in pemeriksa.verify_many(files):
                yield verifikasi.thorough(found), None
        return
    with bersama.open_office(args.kantor) as office:
        trust = _joined(percaya.of_office(office), _given(args.otoritas))
        with bersama.examiner(trust, office) as pemeriksa:
            for found in impor.examine(files, office, pemeriksa):
                yield verifikasi.thorough(found), office


def show(laporan: Laporan, keluaran: Keluaran) -> None:
    """The verdict in words, and what to tell the sender when there is something to tell."""
    from app.exchange.jenis_berkas import UNTUK_PENGATURAN

    keluaran.say(f"{laporan.nama_berkas}: {laporan.label}")
    keluaran.say(f"  {laporan.kalimat}")
    _say_notes(laporan, keluaran)
    if laporan.alasan in UNTUK_PENGATURAN:
        keluaran.say(f"  {t(f'perintah.periksa.pasang.{laporan.alasan}')}")
    if not laporan.putusan.sah:
        keluaran.say(f"  {t('perintah.periksa.balasan', balasan=laporan.balasan)}")


def say_copies(
    peninjau: Peninjau | None, laporan: Laporan, keluaran: Keluaran
) -> list[dict[str, object]]:
    """Which urusan or forms are copies, by what an office holds; nothing without an office."""
    from app.exchange import serupa

    found = peninjau.look(laporan) if peninjau else ()
    if found and laporan.bacaan:
        for sentence in serupa.sentences(found, laporan.bacaan):
            keluaran.say(f"  {sentence}")
    return serupa.as_json(found)


def _say_notes(laporan: Laporan, keluaran: Keluaran) -> None:
    """How many notes beside figures a package brings that makes sense."""
    from app.exchange import catatan_kata

    told = catatan_kata.carried(laporan.bacaan.isi) if laporan.bacaan else ""
    if told:
        keluaran.say(f"  {t('catatan.fakta_baris', jumlah=told)}")


def _given(file: Path | None) -> list[Certificate]:
    """The authorities in a file, which the user says are to be believed."""
    from app.exchange import berkas, sertifikat

    if file is None:
        return []
    given = sertifikat.read_certificates(berkas.read_file(file, _MAX_CERTIFICATE))
    return [sertifikat.check_ca(one, bersama.now()).sertifikat for one in given]


def _joined(trust: Percaya, given: list[Certificate]) -> Percaya:
    return dataclasses.replace(trust, otoritas=(*trust.otoritas, *given))
