"""Evidence on its way out: the list that is signed, and the archive that travels beside a package.

The signed manifest names every piece of evidence, also what stays at home. The archive is a plain
ZIP of files named by their SHA-256, the same bytes for the same files on every machine; whoever
receives it checks it against the signed list and against nothing else.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from app.domain import bukti
from app.errors import LontarError
from app.exchange import berkas, wadah
from app.exchange.paket import DISERTAKAN, TIDAK_DISERTAKAN, BarisBukti
from app.store import evidence, evidence_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from app.domain.periode import Periode
    from app.store.door import Kunci, Tindakan
    from app.store.evidence import Bukti
    from app.store.office import Office

MAX_FILES = wadah.MAX_ENTRIES
MAX_BYTES = 60_000_000
# What a ZIP adds to each stored file: its header twice, with a name of 70 letters.
_OVERHEAD = 512
_READABLE = 0o600
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


class HasilArsip(NamedTuple):
    """What an archive was found to be; each fault has its code and its two sentences."""

    berkas: int
    galat: tuple[LontarError, ...]

    @property
    def utuh(self) -> bool:
        """Every listed file is there, as it was signed, and nothing else."""
        return not self.galat


# --- Into the office ---------------------------------------------------------------------------


def attach_file(
    office: Office,
    kunci: Kunci,
    sel: str,
    path: Path,
    keterangan: bukti.Keterangan,
    *,
    label: str,
    pelaku: str,
) -> tuple[Bukti, Tindakan]:
    """Keep a file somebody chose as evidence of a cell.

    Raises:
        LontarError: the file cannot be read, or `evidence.attach` refuses it.

    """
    try:
        data = berkas.read_file(path, bukti.MAX_BYTES)
    except LontarError as error:
        if error.kode != "berkas_terlalu_besar":
            raise
        mb = bukti.megabytes(path.stat().st_size)
        batas = bukti.MAX_BYTES // 1_000_000
        raise LontarError("bukti_terlalu_besar", berkas=path.name, mb=mb, batas_mb=batas) from None
    return evidence.attach(
        office, kunci, sel, path.name, data, keterangan, label=label, pelaku=pelaku
    )


# --- Going out ---------------------------------------------------------------------------------


def listing(office: Office, wilayah: str, periode: Periode) -> list[BarisBukti]:
    """Every piece of evidence of a region in a period, as the manifest lists it, sorted.

    What an OPD declared and did not deliver is listed as one that does not go along.
    """
    return sorted(
        BarisBukti(
            one.periode,
            one.formulir,
            one.sel,
            one.sha256,
            one.ukuran,
            one.nama,
            one.tanggal,
            one.halaman,
            DISERTAKAN if one.ikut else TIDAK_DISERTAKAN,
        )
        for one in evidence.evidence(office, wilayah, periode)
    )


def travelling(listed: Iterable[BarisBukti]) -> dict[str, BarisBukti]:
    """The files that go along, by their name in the archive; one for several cells goes once."""
    found: dict[str, BarisBukti] = {}
    for one in listed:
        if one.dibawa:
            found.setdefault(one.nama_simpan, one)
    return dict(sorted(found.items()))


def archive_name(package: str) -> str:
    """What the archive beside a package is called."""
    return f"{PurePosixPath(package).stem}_bukti.zip"


def archive(office: Office, listed: Sequence[BarisBukti]) -> bytes:
    """The files that go along as a ZIP; empty bytes when there are none.

    Raises:
        LontarError: a file is missing or damaged, or they are too many.

    """
    files = travelling(listed)
    too_much(listed)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name, one in files.items():
            where = {"berkas": one.nama, "formulir": one.formulir, "sel": one.sel}
            entry = zipfile.ZipInfo(name, _EPOCH)
            # Which system packs must not show, or the bytes would differ from office to office.
            entry.create_system, entry.external_attr = 0, _READABLE << 16
            target.writestr(entry, evidence.read(office, one.sha256, **where))
    return out.getvalue() if files else b""


def too_much(listed: Sequence[BarisBukti]) -> None:
    """Refuse more evidence than one archive carries.

    Raises:
        LontarError: too many files or too many bytes are to go along.

    """
    files = travelling(listed).values()
    size = sum(one.ukuran for one in files)
    if len(files) > MAX_FILES or size > MAX_BYTES:
        raise LontarError(
            "bukti_terlalu_banyak",
            jumlah=len(files),
            mb=bukti.megabytes(size),
            batas=MAX_FILES,
            batas_mb=MAX_BYTES // 1_000_000,
        )


# --- Coming in ---------------------------------------------------------------------------------


def check_listing(listed: Sequence[BarisBukti]) -> None:
    """Refuse a list no honest program writes: wrong shapes, doubled lines, names that are none.

    Raises:
        LontarError: the first line that cannot be.

    """
    last: BarisBukti | None = None
    for one in listed:
        if not _is_sound(one) or (last is not None and last[:4] >= one[:4]):
            raise LontarError("paket_bukti_salah", baris=" ".join(map(str, one[:3]))[:120])
        last = one


def _is_sound(one: BarisBukti) -> bool:
    suffix = PurePosixPath(one.nama).suffix[1:]
    jenis = next((jenis for jenis in bukti.JENIS if jenis == suffix), None)
    try:
        day = bukti.iso_day(one.tanggal)
    except ValueError:
        return False
    return (
        jenis is not None
        and bukti.clean_name(one.nama, jenis) == one.nama
        and _SHA256.fullmatch(one.sha256) is not None
        and 0 < one.ukuran <= bukti.MAX_BYTES
        and day == one.tanggal
        and bukti.clean_line(one.halaman, bukti.MAX_HALAMAN) == one.halaman
        and one.keadaan in {DISERTAKAN, TIDAK_DISERTAKAN}
    )


def check_archive(data: bytes, listed: Sequence[BarisBukti]) -> HasilArsip:
    """Compare an archive with the signed list: each file there, unchanged, of its kind, no more.

    Never raises for what is in the archive; a hostile ZIP is one fault of the result.
    """
    wanted = travelling(listed)
    if not data and not wanted:
        return HasilArsip(0, ())
    try:
        parts = wadah.read_zip(data, MAX_BYTES + _OVERHEAD * MAX_FILES).parts if data else {}
    except LontarError as error:
        return HasilArsip(0, (error,))
    faults = [
        fault for name, one in wanted.items() if (fault := _fault(one, parts.get(name))) is not None
    ]
    faults += [
        LontarError("bukti_arsip_asing", berkas=name)
        for name in sorted(parts.keys() - wanted.keys())
    ]
    return HasilArsip(len(wanted.keys() & parts.keys()), tuple(faults))


def _fault(one: BarisBukti, data: bytes | None) -> LontarError | None:
    where = {"berkas": one.nama, "formulir": one.formulir, "sel": one.sel}
    if data is None:
        return LontarError("bukti_arsip_kurang", **where)
    if len(data) != one.ukuran or hashlib.sha256(data).hexdigest() != one.sha256:
        return LontarError("bukti_arsip_beda", **where)
    try:
        jenis = evidence_kind.kind_of(one.nama, data)
    except LontarError:
        jenis = None
    # Signed or not, nothing that runs comes in under the name of a document.
    return None if one.nama.endswith(f".{jenis}") else LontarError("bukti_arsip_jenis", **where)
