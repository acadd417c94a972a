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
    impor,
    pendaftaran,
    percaya,
    rekap_sekitar,
    rekap_xlsx,
    sertifikat,
)
from app.exchange.demo_kantor import Bersama, Orang
from app.exchange.paket import Acuan
from app.exchange.pembaca.induk import Pembaca
from app.exchange.rekap_bahan import Bahan, gather
from app.exchange.verifikasi import Pemeriksa
from app.store import people
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
KANTOR, PROVINSI, PAKET, BELUM_DIKIRIM = "kantor", "provinsi", "paket", "belum-dikirim"
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
        again: replace an earlier demo.

    Raises:
        LontarError: the folder holds something else, no form holds so early, or the disk refuses.
    """
    bersama = shared(periode, clock, miskin=miskin)
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


def shared(periode: Periode, clock: Callable[[], datetime], *, miskin: bool) -> Bersama:
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
    )


def _claim(folder: Path, *, again: bool) -> None:
    """Take possession of the folder; what is not an earlier demo is never touched."""
    if folder.exists() and not (folder.is_dir() and next(folder.iterdir(), None) is None):
        if not (folder / MARK).is_file():
            raise LontarError("demo_folder_terpakai", folder=folder)
        if not again:
            raise LontarError("demo_sudah_ada", folder=folder)
        for name in (KANTOR, PROVINSI, PAKET, BELUM_DIKIRIM):
            shutil.rmtree(folder / name, ignore_errors=True)
        (folder / REKAP).unlink(missing_ok=True)
    for name in (KANTOR, PAKET, BELUM_DIKIRIM):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("1\n", encoding="utf-8")


def _hand_in(
    bersama: Bersama, province: Office, wanted: list[Wilayah], folder: Path, progress: Progress
) -> None:
    """Set up all offices side by side, let the province certify them, and collect packages."""
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
            target = folder / (BELUM_DIKIRIM if late else PAKET)
            sent.append(pool.submit(demo_kantor.enrol_and_export, bersama, siap, answers, target))
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
    """Judge and accept every package that arrived."""
    pelaku = people.users(province)[0].nama
    found: dict[str, Laporan] = {}
    files = sorted((folder / PAKET).glob("*.xlsx"))
    with Pembaca() as pembaca:
        pemeriksa = Pemeriksa(bersama.acuan, percaya.of_office(province), bersama.clock, pembaca)
        verdicts = impor.examine(files, province, pemeriksa)
        for number, laporan in enumerate(verdicts, start=1):
            if laporan.bacaan is not None:
                impor.accept(province, laporan, pelaku=pelaku)
                found[laporan.bacaan.wilayah.kode] = laporan
            progress("impor", number, len(files))
    return found
