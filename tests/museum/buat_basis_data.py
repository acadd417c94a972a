"""Makes the database of a version of the file as the program of that version made it.

    python -m tests.museum.buat_basis_data

writes `basis_data/vN.db.gz`, and its facts beside it, for each version that has none yet. What is
there is never made anew: a museum shows the originals.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.lkpj import BahanLkpj, JenisBahan
from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.domain.telaah import HasilTelaah
from app.store import (
    dispatch,
    evidence_opd,
    evidence_review,
    letters,
    lkpj,
    migrations,
    people,
    settings,
    sheets,
)
from app.store.door import Kunci, Wanted, write_sheets
from app.store.evidence_opd import Asal, Dinyatakan
from app.store.office import DATABASE_NAME
from app.store.riwayat import verify_chain
from tests.store.contoh_kantor import KUPANG, T3, TAHUN, Clock, cell, fill, new_office, values

if TYPE_CHECKING:
    from app.store.office import Office

FOLDER = Path(__file__).parent / "basis_data"
LETTERS_SINCE, NOTES_SINCE, SHEETS_SINCE, REVIEWS_SINCE, LKPJ_SINCE = 2, 3, 10, 11, 12
# By hand: today's program looks for letters first, which the oldest file could not hold.
PACKAGE = """
    INSERT INTO paket (arah, paket_id, wilayah, periode, revisi, waktu, putusan, penanda_tangan,
                       nama_berkas, ringkasan, rantai, rantai_kepala, berkas)
    SELECT 'keluar', ?, ?, ?, 1, '2026-10-05', 'menunggu_tanda_terima', 'Yosef', 'paket.xlsx',
           '{}', id, sha256, ? FROM riwayat ORDER BY id DESC LIMIT 1
"""
PROOF = Dinyatakan(
    Kunci("UJI-01", KUPANG, T3), "p.capai.n", "d" * 64, 120, "surat.pdf", "2026-09-30", "4",
    disertakan=True,
)  # fmt: skip
LETTER = letters.Surat(
    id="c" * 64, arah="masuk", jenis="tanda_terima", paket_id="a" * 64, wilayah=KUPANG,
    periode=T3, revisi=1, waktu="2026-10-06", penanda_tangan="Provinsi",
)  # fmt: skip
POLICY = BahanLkpj(JenisBahan.KEBIJAKAN, "d" * 32, 2026, ("Pendampingan", "Perbup 12/2025", ""))


def file_of(version: int) -> Path:
    """Where the database of a version is shown."""
    return FOLDER / f"v{version}.db.gz"


def facts_of(version: int) -> Path:
    """What must be found in it."""
    return FOLDER / f"v{version}.json"


def facts(office: Office) -> dict[str, Any]:
    """What an office holds, in words that no later version may change."""
    cells = {"/".join(kunci): isi for kunci, isi in sorted(values(office).items())}
    found = {
        "identitas": [office.identitas.jenis, office.identitas.wilayah, office.identitas.kantor],
        "pengguna": [[one.nama, one.peran, one.aktif] for one in people.users(office)],
        "sel": cells,
        "rantai": verify_chain(office).head,
        "paket": [[one.paket_id, one.revisi] for one in dispatch.packages(office)],
        "isi_paket": dispatch.package_bytes(office, 1).decode(),
        "setelan": settings.setting(office, "uji", ""),
        **_reviews(office),
    }
    # What older files could not hold is no fact of theirs.
    if notes := lkpj.notes(office):
        found["lkpj"] = [one.as_json() for one in notes]
    return found


def _reviews(office: Office) -> dict[str, Any]:
    """What was said of evidence, where a version could hold that."""
    found = evidence_review.of_period(office, Periode.parse(T3))
    told = [[one.bukti.nama, one.hasil.value, one.telaah.alasan] for one in found if one.telaah]
    return {"telaah": told} if told else {}


def make(version: int) -> None:
    """Make one version's database and its facts."""
    steps = migrations.STEPS
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "kantor"
        try:
            migrations.STEPS = steps[:version]
            with new_office(folder, Clock()) as office:
                _live(office, version)
                found = facts(office)
        finally:
            migrations.STEPS = steps
        with closing(sqlite3.connect(folder / DATABASE_NAME)) as conn:
            conn.execute("PRAGMA journal_mode = DELETE")
            conn.execute("VACUUM")
        FOLDER.mkdir(exist_ok=True)
        file_of(version).write_bytes(gzip.compress((folder / DATABASE_NAME).read_bytes(), mtime=0))
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    facts_of(version).write_text(f"{text}\n", encoding="utf-8")


def _live(office: Office, version: int) -> None:
    """A quarter in an office: figures of every kind, corrected, signed, answered."""
    people.add_user(office, nama="Maria", peran="operator")
    people.add_user(office, nama="Yosef", peran="pimpinan")
    people.retire_user(office, 1)
    fill(office, cell(120, "p.harus.n", periode=TAHUN), cell(100), cell("uraian", "u.teks.n"))
    fill(office, cell(Keadaan.NIHIL, "p.nihil.n"), cell(0, "p.nol.n"), cell(7, "p.hapus.n"))
    fill(office, cell(101), cell(None, "p.hapus.n"), label="perbaiki")
    settings.set_setting(office, "uji", "setelan lama")
    office.conn.execute(PACKAGE, ("a" * 64, KUPANG, T3, b"isi paket"))
    if version >= LETTERS_SINCE:
        letters.record(office, LETTER, b"surat")
    if version >= NOTES_SINCE:
        where = Kunci("UJI-01", KUPANG, T3)
        sheets.write_note(office, where, "p.capai.n", "catatan", label="c", pelaku="Maria")
    if version >= SHEETS_SINCE:
        brought: Wanted = {
            Kunci("UJI-01", KUPANG, T3): {"p.capai.n": 110, "p.nihil.n": Keadaan.NIHIL}
        }
        write_sheets(office, brought, jenis="impor", label="paket", pelaku="Maria")
    if version >= LKPJ_SINCE:
        lkpj.write(office, POLICY, pelaku="Maria")
    fill(office, cell(102), label="sesudah dikirim")
    if version >= REVIEWS_SINCE:
        asal, periode = Asal("Dinas Kesehatan", "e" * 64), Periode.parse(T3)
        evidence_opd.replace(
            office, KUPANG, periode, {"UJI-01"}, [PROOF], asal, label="bukti", pelaku="Maria"
        )
        (one,) = evidence_review.of_period(office, periode)
        wrong = HasilTelaah.TIDAK_SESUAI
        evidence_review.record(office, one.bukti.id, wrong, "tanpa tanda tangan", pelaku="Maria")


def main() -> None:
    """Make what is missing, and say so."""
    for version in range(1, migrations.known_version() + 1):
        if not file_of(version).exists():
            make(version)
            print(f"{datetime.now(UTC):%Y-%m-%d} v{version}")


if __name__ == "__main__":
    main()
