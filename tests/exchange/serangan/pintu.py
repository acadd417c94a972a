"""Attacks through the other doors: backups, keys, handovers, tables, evidence, what was sent."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.pertanyaan import JenisKejadian, JenisTanya, Kejadian, Pertanyaan
from app.errors import LontarError
from app.exchange import berkas, kunci, p12, putaran, serah_terima, tempel_berkas
from app.store import backup, evidence_kind, pertanyaan, send_log, vault
from app.store.office import DATABASE_NAME
from tests import contoh_bukti
from tests.exchange.contoh_sertifikat import officer
from tests.exchange.serangan.arsip import Hasil

TAK_DIPAKAI = "tidak_dipakai"
FRASA = "kuda laut pagi cerah"
ENDLESS = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) n FROM c"


def refused(attack: Callable[[Path], object]) -> Callable[[object], Hasil]:
    """What an attack with files of its own comes to."""

    def tried(_: object) -> Hasil:
        with TemporaryDirectory() as folder:
            try:
                attack(Path(folder))
            except LontarError as error:
                return Hasil("ditolak", error.kode, error.saran)
        return Hasil("diterima", "diterima", "")

    return tried


def of_backup(*statements: str) -> Callable[[object], Hasil]:
    """A backup of the kabupaten after somebody had the flash disk."""

    def tried(room: object) -> Hasil:
        def attack(folder: Path) -> None:
            file = folder / DATABASE_NAME
            backup.copy_database(room.kabupaten.database, file)  # type: ignore[attr-defined]
            with closing(sqlite3.connect(file)) as conn, conn:
                for statement in statements:
                    conn.execute(statement)
            vault.look(file)

        return refused(attack)(room)

    return tried


def _written(name: str, data: bytes, read: Callable[[Path], object]) -> Callable[[object], Hasil]:
    def attack(folder: Path) -> None:
        file = folder / name
        file.write_bytes(data)
        read(file)

    return refused(attack)


def _slow_key(_: Path) -> None:
    der = kunci.sealed_der(kunci.seal(officer().key, FRASA, cost=2**14), "")
    costs = b"\x02\x02\x40\x00\x02\x01\x08\x02\x01\x01"
    slow = der.replace(costs, b"\x02\x02\x40\x00\x02\x01\x7f\x02\x01\x7f")
    assert slow != der
    kunci.unseal(kunci.armoured(slow), FRASA, "maria.kunci.pem")


def _endless_p12(_: Path) -> None:
    salted = b"\x04\x01s\x02\x84" + (6000).to_bytes(4, "big") + b"\x7f" * 6000
    p12.read(b"\x30\x84" + len(salted).to_bytes(4, "big") + salted, FRASA, "saya.p12")
    assert putaran.COUNTLESS


def _send_log(_: object) -> Hasil:
    told = f"kirim 53.01 2026-T3 9999 {'a' * 64} 2026-10-05T09:30:00.000+08:00".encode()
    line = told + b" " + hashlib.sha256(told).hexdigest()[:16].encode() + b"\n"
    with TemporaryDirectory() as mine, TemporaryDirectory() as stick:
        Path(stick, send_log.FILE_NAME).write_bytes(line)
        send_log.learn(Path(mine), Path(stick))
        used = send_log.highest(Path(mine), "53.01", "2026-T3")
    return Hasil("diterima", "diterima", "") if used else Hasil(TAK_DIPAKAI, TAK_DIPAKAI, "")


def _other_question(room: object) -> Hasil:
    office = room.kabupaten  # type: ignore[attr-defined]

    def event(urut: int, jenis: JenisKejadian) -> Kejadian:
        return Kejadian(f"{urut:032x}", urut, jenis, "2026-10-05T09:30:00+00:00", "Biro", "kata")

    asked = event(1, JenisKejadian.TANYA)
    place = ("cd" * 16, "53.01", "2026-T3", "KES-01", "penerima.harus.l")
    mine = Pertanyaan(*place, JenisTanya.PERBAIKI, penghalang=True, kejadian=(asked,))
    closed = mine._replace(sel="mutu.m01.ada", kejadian=(asked, event(2, JenisKejadian.TUTUP)))
    with office.transaction() as conn:
        conn.execute("SAVEPOINT serangan")
        pertanyaan.add(office, [mine])
        came = pertanyaan.add(office, [closed])
        conn.execute("ROLLBACK TO serangan")
    return Hasil(TAK_DIPAKAI, TAK_DIPAKAI, "") if came == (0, 0) else Hasil("diterima", "", "")


_WIDE = ("\t".join("1" * 1000) + "\n1" * 1000).encode()
_END = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 8_000_000, 1_000_000, 0)

PINTU: dict[str, Callable[..., Hasil]] = {
    "cadangan_pemicu": of_backup(
        "CREATE TRIGGER naikkan AFTER INSERT ON nilai BEGIN SELECT 1; END"
    ),
    "cadangan_tanpa_akhir": of_backup(
        "DROP TABLE identitas", f"CREATE VIEW identitas AS {ENDLESS}"
    ),
    "cadangan_tanpa_pemilik": of_backup("DELETE FROM identitas"),
    "cadangan_nomor_habis": _send_log,
    "kunci_bertahun_tahun": refused(_slow_key),
    "p12_bertahun_tahun": refused(_endless_p12),
    "berkas_pipa": refused(lambda _: berkas.read_file(Path(os.devnull), 10)),
    "serah_terima_sebesar_disk": _written("a.lontar", bytes(9_000_000) + _END, serah_terima.read),
    "tabel_melebar": _written("a.txt", _WIDE, tempel_berkas.read_block),
    "bukti_pdf_tersamar": refused(
        lambda _: evidence_kind.kind_of("a.pdf", contoh_bukti.pdf("/S /J#61vaScript"))
    ),
    "bukti_templat_luar": refused(
        lambda _: evidence_kind.kind_of(
            "a.docx", contoh_bukti.with_template("https://jahat.example/x.dotm")
        )
    ),
    "balasan_pertanyaan_lain": _other_question,
}
"""What is done, by the name of the attack."""
