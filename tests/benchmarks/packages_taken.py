"""Takes full packages in by turns with parsing the same files; prints what each part took.

`python -m tests.benchmarks.packages_taken START DEMO FILES ROUNDS` prints the peak memory in MB of
the first round, this process and its children together, then for every round `PARTS` in
milliseconds.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.domain.periode import Periode
from app.domain.rekap import region_row
from app.exchange import brankas, demo, impor, makna, pendaftaran, percaya, sertifikat, tinjauan
from app.exchange.paket import Acuan
from app.exchange.pembaca.induk import Pembaca
from app.exchange.verifikasi import Pemeriksa, drawn
from app.store import pustaka, questions
from app.store.office import Identitas, Office
from tests.benchmarks.timing import clocked, now, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.exchange.percaya import Percaya

VERIFIED, DRAWN, COMPARED = "verified", "drawn", "compared"
ACCEPTED, RECAPPED = "accepted", "recapped"
PARTS = (
    "floor",
    "rows",
    "judged",
    VERIFIED,
    DRAWN,
    COMPARED,
    ACCEPTED,
    RECAPPED,
    "processor",
    "floor_processor",
)
_VALUES = "INSERT INTO nilai (lembar, sel, angka, teks, keadaan) VALUES (?, ?, ?, ?, ?)"
_SHEETS = "INSERT INTO lembar VALUES (?, ?, ?, ?, ?, ?, ?)"
_HISTORY = "INSERT INTO riwayat VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_PLAIN_HISTORY = """
    SELECT id, 1, lembar, aspek, sel, lama, baru, sha256 FROM riwayat
    WHERE aspek IN ('nilai', 'lembar') AND lembar IN (SELECT id FROM lembar WHERE wilayah = ?)
"""
_PLAIN_VALUES = """
    SELECT lembar, sel, angka, teks, keadaan FROM nilai
    WHERE lembar IN (SELECT id FROM lembar WHERE wilayah = ?)
"""


def empty_province(folder: Path, source: Path) -> Office:
    """A provincial office that has taken nothing in and trusts whom the demo's province trusts."""
    with Office.open(source, now) as province:
        trusted = pendaftaran.trusted(province)
        wilayah = province.identitas.wilayah
    identitas = Identitas("provinsi", wilayah, "Biro Pemerintahan", "provinsi-uji")
    office = Office.create(folder, identitas, now)
    pustaka.install(office, paths.forms())
    for certificate in trusted:
        brankas.keep_authority(office, sertifikat.check_ca(certificate, now()))
    return office


def judge_all(files: Sequence[Path], acuan: Acuan, trust: Percaya) -> None:
    """Verdicts only; children started and ended."""
    with Pembaca() as pembaca:
        verdicts = list(Pemeriksa(acuan, trust, now, pembaca).verify_many(files))
    assert all(laporan.sah for laporan in verdicts), [laporan.kalimat for laporan in verdicts]


def take(office: Office, files: Sequence[Path], acuan: Acuan) -> tuple[dict[str, float], float]:
    """Judge, draw, compare and accept every file, then recap; milliseconds by part, and MB.

    What is held is read once for all files, as the window and `banding` do.
    """
    spent: dict[str, float] = {}
    held: tinjauan.Pegangan | None = None
    periode = Periode(0)
    with Pembaca() as pembaca:
        pemeriksa = Pemeriksa(acuan, percaya.of_office(office), now, pembaca)
        last = time.perf_counter()

        def done(part: str) -> None:
            nonlocal last
            here = time.perf_counter()
            spent[part] = spent.get(part, 0.0) + (here - last) * 1000
            last = here

        for laporan in impor.examine(files, office, pemeriksa):
            done(VERIFIED)
            assert laporan.bacaan is not None, laporan.kalimat
            # Whoever accepts asks this itself; the window does the long part beforehand, too.
            told = drawn(laporan)
            done(DRAWN)
            periode = makna.quarter_of(laporan.bacaan.isi)
            held = held or tinjauan.hold_of(office, periode, paths.forms())
            found = tinjauan.review(held, laporan.bacaan)
            assert found.seksi
            assert found.akibat().sesudah.layanan
            done(COMPARED)
            impor.accept(office, told, pelaku="uji")
            done(ACCEPTED)
        memory = peak_memory("self") + sum(peak_memory(anak.pid) for anak in pembaca._idle)
    done(VERIFIED)
    recap(office, periode)
    done(RECAPPED)
    return spent, memory


def recap(office: Office, periode: Periode) -> None:
    """All indices of all regions."""
    definitions = paths.forms()
    metode = pustaka.load_metode(definitions)
    urusan = pustaka.load_urusan(definitions, "spm")
    known = pustaka.forms_of(office, periode).values()
    forms = [form for form in known if form.tingkat == "kabupaten" and form.urusan in urusan]
    values = questions.values_all_regions(office, periode)
    for wilayah in list(pustaka.load_wilayah(definitions).values())[1:]:
        region_row(wilayah, forms, urusan, values.get(wilayah.kode, {}), metode)


def put_rows(taken: Office, folder: Path) -> float:
    """The least any program must do to keep the same cells with their history: bare rows.

    The same tables and pragmas, one transaction for each region, hashes known beforehand.
    """
    conn = taken.conn
    regions = [kode for (kode,) in conn.execute("SELECT DISTINCT wilayah FROM lembar")]
    rows = [
        (
            conn.execute("SELECT * FROM lembar WHERE wilayah = ?", (kode,)).fetchall(),
            conn.execute(_PLAIN_HISTORY, (kode,)).fetchall(),
            conn.execute(_PLAIN_VALUES, (kode,)).fetchall(),
        )
        for kode in regions
    ]
    with Office.create(folder, taken.identitas, now) as office:
        pustaka.install(office, paths.forms())
        office.conn.execute(
            "INSERT INTO tindakan VALUES (1, '', '', 'impor', '', NULL, NULL, 1, 1)"
        )

        def put() -> None:
            for sheets, history, values in rows:
                with office.transaction() as conn:
                    conn.executemany(_SHEETS, sheets)
                    conn.executemany(_HISTORY, history)
                    conn.executemany(_VALUES, values)

        return clocked(put)


def processor() -> float:
    """Milliseconds of processor time of this process and its ended children; 0 on Windows."""
    if sys.platform == "win32":
        return 0.0
    import resource

    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(one) for one in who]
    return sum(one.ru_utime + one.ru_stime for one in used) * 1000


def peak_memory(process: int | str) -> float:
    """The most memory a process had at a time, in MB; 0 where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    if not status.is_file():
        return 0.0
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
    return int(lines["VmHWM"].split()[0]) / 1024


def main() -> None:
    """Every round in a fresh provincial office."""
    source, folder, rounds = Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
    files = sorted(folder.glob("*.xlsx"))
    acuan = Acuan.load(paths.forms())
    with tempfile.TemporaryDirectory() as kept:
        for number in range(rounds):
            home = Path(kept) / f"provinsi{number}"
            with empty_province(home, source / demo.PROVINSI) as office:
                before = processor()
                spent, memory = take(office, files, acuan)
                used = processor() - before
                if number == 0:
                    print(memory)
                trust = percaya.of_office(office)
                before = processor()
                floor = clocked(lambda: parse(files))
                others = {
                    "floor_processor": processor() - before,
                    "floor": floor,
                    "rows": put_rows(office, Path(kept) / f"baris{number}"),
                    "judged": clocked(partial(judge_all, files, acuan, trust)),
                    "processor": used,
                }
            print(*((spent | others)[part] for part in PARTS), flush=True)
            shutil.rmtree(home)


if __name__ == "__main__":
    main()
