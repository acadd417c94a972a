"""The dispatch book: every package that came or went, with its bytes, never changed or removed.

Only the state of an entry (`putusan`) moves on, and only by a signed letter.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

import msgspec

from app.domain.bagian import BAGIAN, SPM
from app.errors import LontarError
from app.store import letters, riwayat, send_log

if TYPE_CHECKING:
    from app.domain.periode import Periode
    from app.store.office import Office

Arah = Literal["masuk", "keluar"]

MENUNGGU, DITERIMA, DITARIK = "menunggu_tanda_terima", "diterima", "ditarik"
"""States of an entry: gone out, received as a receipt proves, withdrawn by its sender."""


class Paket(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the dispatch book.

    `paket_id`, `wilayah`, `periode` and `revisi` are None for a file that could not be read.
    `nomor` and `waktu` are given by `record_package`.
    """

    arah: Arah
    putusan: str
    nama_berkas: str
    paket_id: str | None = None
    wilayah: str | None = None
    periode: str | None = None
    revisi: int | None = None
    induk: str | None = None
    penanda_tangan: str = ""
    ringkasan: Mapping[str, object] = {}
    nomor: int = 0
    waktu: str = ""


_ADD = """
    INSERT INTO paket (arah, paket_id, wilayah, periode, revisi, induk, waktu, putusan,
                       penanda_tangan, nama_berkas, ringkasan, rantai, rantai_kepala, berkas)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_LIST = """
    SELECT arah, paket_id, wilayah, periode, revisi, induk, putusan, penanda_tangan, nama_berkas,
           ringkasan, nomor, waktu
    FROM paket
    WHERE (:arah IS NULL OR arah = :arah) AND (:wilayah IS NULL OR wilayah = :wilayah)
      AND (:periode IS NULL OR periode = :periode)
      AND (:paket_id IS NULL OR paket_id = :paket_id)
    ORDER BY nomor DESC
"""
_HIGHEST = """
    SELECT ifnull(max(revisi), 0) FROM paket
    WHERE arah = 'keluar' AND wilayah = ? AND periode = ?
"""
_SET_STATE = "UPDATE paket SET putusan = ? WHERE nomor = ?"


def record_package(office: Office, paket: Paket, berkas: bytes) -> Paket:
    """Enter a package with its bytes, and return it with its number and time.

    Raises:
        LontarError: an outgoing revision that was given out before.

    """
    waktu = office.now().isoformat(timespec="milliseconds")
    with office.transaction() as conn:
        if paket.arah == "keluar":
            _refuse_used(office, paket)
        link = riwayat.head(conn, office.identitas.office_id)
        cursor = conn.execute(_ADD, (*_row(paket, waktu), link.id, link.sha256, berkas))
        return msgspec.structs.replace(paket, nomor=cursor.lastrowid or 0, waktu=waktu)


def _row(paket: Paket, waktu: str) -> tuple[object, ...]:
    ringkasan = json.dumps(paket.ringkasan, ensure_ascii=False, sort_keys=True)
    return (
        paket.arah, paket.paket_id, paket.wilayah, paket.periode, paket.revisi, paket.induk, waktu,
        paket.putusan, paket.penanda_tangan, paket.nama_berkas, ringkasan,
    )  # fmt: skip


def _refuse_used(office: Office, paket: Paket) -> None:
    following = _floor(office, paket.wilayah or "", paket.periode or "", paket.paket_id or "") + 1
    if paket.revisi is not None and paket.revisi < following:
        raise LontarError(
            "revisi_terpakai", revisi=paket.revisi, periode=paket.periode, berikut=following
        )


def _floor(office: Office, wilayah: str, periode: str, besides: str = "") -> int:
    """The highest revision ever used here, by book, send log and letters; 0 for none."""
    book: int = office.conn.execute(_HIGHEST, (wilayah, periode)).fetchone()[0]
    logged = send_log.highest(office.folder, wilayah, periode, besides=besides)
    return max(book, logged, letters.highest_revision(office, wilayah, periode))


def packages(
    office: Office,
    *,
    arah: Arah | None = None,
    wilayah: str | None = None,
    periode: Periode | str | None = None,
    paket_id: str | None = None,
) -> list[Paket]:
    """The dispatch book, newest first, without the files themselves."""
    where = {
        "arah": arah,
        "wilayah": wilayah,
        "periode": str(periode) if periode else None,
        "paket_id": paket_id,
    }
    cursor = office.conn.execute(_LIST, where)
    names = [column[0] for column in cursor.description]
    return [_paket(dict(zip(names, row, strict=True))) for row in cursor]


def latest_package(office: Office, arah: Arah, wilayah: str, periode: Periode) -> Paket | None:
    """The newest entry for a region and period, None when there is none."""
    found = packages(office, arah=arah, wilayah=wilayah, periode=periode)
    return found[0] if found else None


def counting(office: Office, arah: Arah, periode: Periode) -> dict[str, Paket]:
    """The package that counts for each region: its newest, unless that was withdrawn."""
    newest: dict[str, Paket] = {}
    for one in packages(office, arah=arah, periode=periode):
        known = newest.get(one.wilayah or "")
        if known is None or (one.revisi or 0) > (known.revisi or 0):
            newest[one.wilayah or ""] = one
    return {kode: one for kode, one in newest.items() if one.putusan != DITARIK}


def counting_parts(office: Office, periode: Periode) -> dict[str, dict[str, Paket]]:
    """The package that counts for each part of the work: region, part, package.

    It is the newest that carries the part, unless that was withdrawn.
    """
    newest: dict[str, dict[str, Paket]] = {}
    for one in packages(office, arah="masuk", periode=periode):
        region = newest.setdefault(one.wilayah or "", {})
        for part in parts_in(one):
            if part not in region or (one.revisi or 0) > (region[part].revisi or 0):
                region[part] = one
    return {
        kode: {part: one for part, one in parts.items() if one.putusan != DITARIK}
        for kode, parts in newest.items()
    }


def parts_received(office: Office, periode: Periode) -> dict[str, list[str]]:
    """Which parts of the work came in from each region and still count, in their order."""
    found: dict[str, set[str]] = {}
    for one in packages(office, arah="masuk", periode=periode):
        if one.putusan != DITARIK:
            found.setdefault(one.wilayah or "", set()).update(parts_in(one))
    return {kode: [part for part in BAGIAN if part in there] for kode, there in found.items()}


def parts_in(paket: Paket) -> list[str]:
    """The parts of the work a package carries; older ones do not say, and carry SPM."""
    listed = paket.ringkasan.get("bagian")
    return [str(part) for part in listed] if isinstance(listed, list) else [SPM]


def package_bytes(office: Office, nomor: int) -> bytes:
    """The file as it came or went.

    Raises:
        KeyError: there is no such entry.

    """
    row = office.conn.execute("SELECT berkas FROM paket WHERE nomor = ?", (nomor,)).fetchone()
    if row is None:
        raise KeyError(nomor)
    return bytes(row[0])


def next_revision(office: Office, wilayah: str, periode: Periode) -> int:
    """The revision the next outgoing package of this period gets; a number is never given twice.

    Not even after an older backup was restored: the send log and letters from outside remember.
    """
    return _floor(office, wilayah, str(periode)) + 1


def set_state(office: Office, nomor: int, putusan: str) -> None:
    """Move an entry on; what it says otherwise never changes."""
    with office.transaction() as conn:
        conn.execute(_SET_STATE, (putusan, nomor))


def entry_of(office: Office, paket_id: str, arah: Arah) -> Paket | None:
    """The entry of a package, None when it never came (or went)."""
    found = packages(office, arah=arah, paket_id=paket_id)
    return found[0] if found else None


def _paket(fields: dict[str, object]) -> Paket:
    fields["ringkasan"] = json.loads(str(fields["ringkasan"]))
    return msgspec.convert(fields, Paket)
