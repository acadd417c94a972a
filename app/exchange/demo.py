"""The demo: a whole province in one folder, from empty offices to the provincial recap.

Everything is real (keys, certificates, packages, verdicts) except the figures, which are
invented and the same every time.
"""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import paths
from app.domain.bagian import SPM
from app.errors import LontarError
from app.exchange import (
    demo_kantor,
    demo_miskin_resep,
    demo_resep,
    pendaftaran,
    rekap_sekitar,
    rekap_xlsx,
    sertifikat,
)
from app.exchange.demo_kantor import Bersama, Orang
from app.exchange.paket import Acuan
from app.exchange.rekap_bahan import Bahan, gather
from app.store.faults import in_words
from app.store.office import Office

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime
    from pathlib import Path

    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah
    from app.exchange.putusan import Laporan
    from app.exchange.rekap_xlsx import RingkasanRekap

    Progress = Callable[[str, int, int], None]

MARK = ".demo-lontar"
KANTOR, OPD, PROVINSI = "kantor", "opd", "provinsi"
PAKET, PAKET_LALU, BELUM_DIKIRIM = "paket", "paket-lalu", "belum-dikirim"
REKAP = "rekap.xlsx"
LANGKAH = ("provinsi", "kantor", "paket", "impor", "rekap")
"""The steps `progress` hears of, in order."""


@dataclass(frozen=True)
class HasilDemo:
    """What the demo came to: the recap, and the verdict on each package by region."""

    folder: Path
    periode: Periode
    bahan: Bahan
    ringkasan: RingkasanRekap
    putusan: dict[str, Laporan]


def offices(folder: Path) -> list[Path]:
    """The folders of a demo's offices, the province first; empty when there is no demo."""
    if not (folder / MARK).is_file():
        return []
    return [folder / PROVINSI, *sorted((folder / KANTOR).iterdir())]


def build(
    folder: Path,
    periode: Periode,
    clock: Callable[[], datetime],
    progress: Progress,
    *,
    regions: Collection[str] | None = None,
    miskin: bool = True,
    lalu: bool = False,
    again: bool = False,
) -> HasilDemo:
    """Make the demo in `folder`.

    Args:
        folder: where it goes; must be new or empty, or hold an earlier demo when `again`.
        periode: the quarter that is handed in.
        clock: the time.
        progress: hears of (step, done, total).
        regions: the kabupaten/kota that take part; all of them when None.
        miskin: whether they hand in kemiskinan beside SPM.
        lalu: whether they handed in earlier quarters too, so that there is something to compare.
        again: replace an earlier demo.

    Raises:
        LontarError: the folder holds something else, no form holds so early, or the disk refuses.
    """
    bersama = shared(periode, clock, miskin=miskin, lalu=lalu)
    with in_words(folder):
        _claim(folder, again=again)
    wanted = _wanted(bersama, regions)
    progress("provinsi", 0, 1)
    siap = demo_kantor.set_up(bersama, bersama.provinsi, folder / PROVINSI)
    progress("provinsi", 1, 1)
    with Office.open(folder / PROVINSI, clock) as province:
        demo_kantor.install(province, siap.penanda, _issue(province, siap.penanda))
        _hand_in(bersama, province, wanted, folder, progress)
        putusan = _take_in(bersama, province, folder, progress)
        bahan, ringkasan = _recap(province, periode, folder, progress)
    return HasilDemo(folder, periode, bahan, ringkasan, putusan)


def _recap(
    province: Office, periode: Periode, folder: Path, progress: Progress
) -> tuple[Bahan, RingkasanRekap]:
    progress("rekap", 0, 1)
    bahan = gather(province, periode, paths.forms())
    around = rekap_sekitar.gather(province, bahan, paths.forms())
    ringkasan = rekap_xlsx.save(bahan, folder / REKAP, around)
    progress("rekap", 1, 1)
    return bahan, ringkasan


def _wanted(bersama: Bersama, regions: Collection[str] | None) -> list[Wilayah]:
    """The kabupaten/kota that take part."""
    known = list(bersama.acuan.wilayah.values())
    return [satu for satu in known[1:] if regions is None or satu.kode in regions]


def shared(
    periode: Periode, clock: Callable[[], datetime], *, miskin: bool, lalu: bool = False
) -> Bersama:
    """What all offices have in common; nothing is made yet.

    Raises:
        LontarError: no form holds so early.
    """
    acuan = Acuan.load(paths.forms())
    province, first = list(acuan.wilayah.values())[:2]
    # Figures of BPS are kept from earlier years on; the demo hands in services.
    if not any(form.bagian == SPM for form in acuan.in_force(first, periode, {})):
        raise LontarError("demo_terlalu_awal", periode=periode.judul)
    return Bersama(
        provinsi=province,
        periode=periode,
        acuan=acuan,
        resep=demo_resep.load_resep(paths.resources() / "demo"),
        cerita=demo_resep.load_cerita(paths.resources() / "demo"),
        miskin=demo_miskin_resep.load(paths.resources() / "demo") if miskin else None,
        clock=clock,
        lalu=lalu,
    )


def _claim(folder: Path, *, again: bool) -> None:
    """Take possession of the folder; what is not an earlier demo is never touched."""
    if folder.exists() and not (folder.is_dir() and next(folder.iterdir(), None) is None):
        if not (folder / MARK).is_file():
            raise LontarError("demo_folder_terpakai", folder=folder)
        if not again:
            raise LontarError("demo_sudah_ada", folder=folder)
        for name in (KANTOR, OPD, PROVINSI, PAKET, PAKET_LALU, BELUM_DIKIRIM):
            shutil.rmtree(folder / name, ignore_errors=True)
        (folder / REKAP).unlink(missing_ok=True)
    for name in (KANTOR, OPD, PAKET, BELUM_DIKIRIM):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("1\n", encoding="utf-8")


def _hand_in(
    bersama: Bersama, province: Office, wanted: list[Wilayah], folder: Path, progress: Progress
) -> None:
    """Set up all offices side by side, let the province certify them, and collect packages."""
    for place in _targets(bersama, folder, folder / PAKET).values():
        place.mkdir(parents=True, exist_ok=True)
    pool = ThreadPoolExecutor(os.cpu_count())
    try:
        begun = {
            pool.submit(demo_kantor.set_up, bersama, one, folder / KANTOR / one.kode): one
            for one in wanted
        }
        sent = []
        for number, future in enumerate(as_completed(begun), start=1):
            siap = future.result()
            answers = [_issue(province, one) for one in (siap.penyata, siap.penanda)]
            late = begun[future].kode == bersama.cerita.belum_mengirim
            targets = _targets(bersama, folder, folder / (BELUM_DIKIRIM if late else PAKET))
            brought = _of_opd(bersama, province, begun[future], folder)
            work = demo_kantor.enrol_and_export
            sent.append(pool.submit(work, bersama, siap, answers, targets, brought))
            progress("kantor", number, len(wanted))
        for number, export in enumerate(as_completed(sent), start=1):
            export.result()
            progress("paket", number, len(sent))
    finally:
        pool.shutdown(cancel_futures=True)


def _issue(province: Office, orang: Orang) -> bytes:
    asked = sertifikat.read_request(orang.permintaan)
    return pendaftaran.issue(province, asked, demo_kantor.FRASA_SANDI)


def _take_in(
    bersama: Bersama, province: Office, folder: Path, progress: Progress
) -> dict[str, Laporan]:
    """Judge and accept every package that arrived, the oldest quarter first.

    The verdicts on those of the quarter handed in.
    """
    found: dict[str, Laporan] = {}
    places = dict.fromkeys(_targets(bersama, folder, folder / PAKET).values())
    files = [file for place in places for file in sorted(place.glob("*.xlsx"))]
    for number, laporan in enumerate(demo_kantor.take_in(bersama, province, files), start=1):
        if laporan.bacaan is not None and laporan.bacaan.periode == bersama.periode:
            found[laporan.bacaan.wilayah.kode] = laporan
        progress("impor", number, len(files))
    return found


def _targets(bersama: Bersama, folder: Path, now: Path) -> dict[Periode, Path]:
    """Where packages of each quarter go; those of the quarter handed in `now` lie apart."""
    earlier = {one: folder / PAKET_LALU / str(one) for one in bersama.handed_in}
    return earlier | {bersama.periode: now}


def _of_opd(
    bersama: Bersama, province: Office, wilayah: Wilayah, folder: Path
) -> dict[Periode, list[Path]]:
    """The packages of the OPD of a kabupaten, for it to take in."""
    sent: dict[Periode, list[Path]] = {}
    targets = dict.fromkeys(bersama.handed_in, folder / OPD)
    for opd in bersama.cerita.owners(wilayah.kode):
        place = folder / OPD / opd.nama.casefold().replace(" ", "-")
        siap = demo_kantor.set_up(bersama, wilayah, place, opd)
        answers = [_issue(province, one) for one in (siap.penyata, siap.penanda)]
        made = demo_kantor.enrol_and_export(bersama, siap, answers, targets, {})
        for periode, path in made.items():
            sent.setdefault(periode, []).append(path)
    return sent
