"""Evidence of an OPD at its kabupaten, of a region at its province: declared, then delivered.

The package declares by hash, the archive beside it brings the files. What was not delivered stays
declared, and is told in words; it comes in whenever the archive does.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.exchange import berkas, bukti_paket, wadah
from app.store import evidence_kind, evidence_opd
from app.store.door import Kunci
from app.store.evidence_opd import Asal, Dinyatakan
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from app.domain.formulir import Formulir
    from app.domain.wilayah import Wilayah
    from app.exchange.paket import Bacaan, IsiPaket
    from app.store.evidence_opd import Ditunggu
    from app.store.office import Office

MAX_ARCHIVE = 70_000_000
"""Bytes; a little more than the most evidence one archive carries."""


class Terbongkar(NamedTuple):
    """What is wanted of an archive, by SHA-256; the other files' own, and what is wrong."""

    berkas: tuple[tuple[str, bytes], ...]
    lain: tuple[str, ...]
    galat: tuple[LontarError, ...]

    @property
    def hasil(self) -> HasilTerima:
        """What it comes to once the files are kept."""
        return HasilTerima(len(self.berkas), len(self.lain), self.galat)


class HasilTerima(NamedTuple):
    """What an archive brought: files that were waited for, and files nobody waits for.

    `galat` tells of files that are not what was declared.
    """

    baru: int
    lain: int
    galat: tuple[LontarError, ...] = ()


def take(
    office: Office,
    bacaan: Bacaan,
    forms: Sequence[Formulir],
    paket: str,
    *,
    label: str,
    pelaku: str,
) -> None:
    """What a package declares becomes evidence of the same cells here."""
    wilayah, periode = bacaan.wilayah.kode, bacaan.periode
    codes = {form.kode for form in forms}
    asal = Asal(sender(bacaan.isi, bacaan.wilayah), paket)
    declared = list(_declared(bacaan, forms))
    evidence_opd.replace(
        office, wilayah, periode, codes, declared, asal, label=label, pelaku=pelaku
    )


def brings(isi: IsiPaket) -> bool:
    """Whether a package says that files of evidence travel with it."""
    return any(one.dibawa for one in isi.bukti)


def sender(isi: IsiPaket, wilayah: Wilayah | None) -> str:
    """Whose package it is: the OPD, else the region, by its name."""
    return isi.opd or (wilayah.nama if wilayah else isi.wilayah)


def _declared(bacaan: Bacaan, forms: Sequence[Formulir]) -> Iterator[Dinyatakan]:
    """The lines about these forms; one about another period than its cell's is passed over."""
    known = {form.kode: form for form in forms}
    for one in bacaan.isi.bukti:
        form = known.get(one.formulir)
        if form is None or one.periode != str(form.home_period(one.sel, bacaan.periode)):
            continue
        kunci = Kunci(one.formulir, bacaan.wilayah.kode, one.periode)
        file = (one.sha256, one.ukuran, one.nama, one.tanggal, one.halaman)
        yield Dinyatakan(kunci, one.sel, *file, one.dibawa)


def beside(package: Path) -> Path | None:
    """The archive that lies beside a package, None when there is none."""
    path = package.with_name(bukti_paket.archive_name(package.name))
    return path if path.is_file() else None


def receive(office: Office, path: Path) -> HasilTerima:
    """Keep every file of an archive that an accepted package declares and that is not here.

    Raises:
        LontarError: the file cannot be read, or is no archive of evidence.

    """
    found = unpack(path, evidence_opd.wanted(office))
    for sha256, data in found.berkas:
        evidence_opd.arrived(office, sha256, data)
    return found.hasil


def unpack(path: Path, waited: Mapping[str, Ditunggu]) -> Terbongkar:
    """The files of an archive that are waited for; asks no office and writes nothing.

    Raises:
        LontarError: as for `receive`.

    """
    parts = wadah.read_zip(berkas.read_file(path, MAX_ARCHIVE), MAX_ARCHIVE).parts
    wanted, faults, others = [], [], []
    for name, part in parts.items():
        one = waited.get(name.partition(".")[0])
        if one is None:
            others.append(name.partition(".")[0])
            continue
        fault = _fault(one, part)
        if fault is None:
            wanted.append((one.sha256, part))
        else:
            faults.append(fault)
    return Terbongkar(tuple(wanted), tuple(others), tuple(faults))


def all_here(office: Office, found: Terbongkar) -> bool:
    """Whether an archive brings nothing but files that have come before."""
    return bool(found.lain) and all(evidence_opd.has_come(office, one) for one in found.lain)


def _fault(one: Ditunggu, data: bytes) -> LontarError | None:
    if len(data) != one.ukuran or hashlib.sha256(data).hexdigest() != one.sha256:
        return LontarError("bukti_terima_beda", berkas=one.nama)
    try:
        jenis = evidence_kind.kind_of(one.nama, data)
    except LontarError:
        jenis = None
    # Declared or not, nothing that runs comes in under the name of a document.
    if one.nama.endswith(f".{jenis}"):
        return None
    return LontarError("bukti_terima_jenis", berkas=one.nama)


# --- In words ------------------------------------------------------------------------------------


def waited_for(office: Office, paket: str | None = None) -> list[Ditunggu]:
    """The files that one accepted package, or all of them, declare and that are not here."""
    return list(evidence_opd.wanted(office, paket).values())


def spoken(found: HasilTerima) -> str:
    """What an archive brought, in a sentence or two."""
    told = [t("bukti.opd.diterima", jumlah=found.baru)]
    if found.lain:
        told.append(t("bukti.opd.lain", jumlah=found.lain))
    if found.galat:
        told.append(t("bukti.opd.galat", jumlah=len(found.galat)))
    return " ".join(told)


def still_out(office: Office, package: str, paket_id: str, opd: str) -> str:
    """What a package declares and was not delivered, in words; empty for nothing.

    `package` is the name of its file, `opd` whose it is.
    """
    count = len(waited_for(office, paket_id))
    if not count:
        return ""
    archive = bukti_paket.archive_name(package)
    return t("bukti.opd.belum", opd=opd, jumlah=count, arsip=archive)
