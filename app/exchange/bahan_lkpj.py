"""What an office writes down for its LKPJ, checked; and what a report of a region finds of it.

It stays at the office that wrote it: neither a package nor a reply carries it.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, NamedTuple

from app import paths
from app.domain.bagian import SPM
from app.domain.lkpj import MAX_BAHAN, TAHUN, BahanLkpj, JenisBahan
from app.domain.opd import OPD
from app.errors import LontarError
from app.exchange.butir_tanya import checked
from app.store import follow_ups, lkpj, pustaka
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.lkpj import Rekomendasi
    from app.domain.periode import Periode
    from app.domain.tindak_lanjut import TindakLanjut
    from app.store.office import Office

Texts = tuple[str, str, str]
"""The three texts of a note, as typed or as kept."""


class Anjuran(NamedTuple):
    """A recommendation of the DPRD with what was done about it."""

    lanjut: TindakLanjut
    rekomendasi: Rekomendasi


class Dicatat(NamedTuple):
    """What a report of a region and year finds written down.

    `sendiri` tells that the region is the office's own; others keep theirs themselves. `hari` is
    the day on which deadlines are looked at.
    """

    sendiri: bool
    hari: date
    kebijakan: tuple[BahanLkpj, ...]
    hasil: dict[str, Texts]
    anjuran: tuple[Anjuran, ...]


def gather(office: Office, periode: Periode, wilayah: str) -> Dicatat:
    """The notes of the year of a period, and the recommendations on the LKPJ of the year before."""
    tahun, own = periode.tahun, wilayah == office.identitas.wilayah
    notes = lkpj.notes(office, tahun) if own else []
    return Dicatat(
        own,
        office.now().date(),
        tuple(one for one in notes if one.jenis is JenisBahan.KEBIJAKAN),
        {one.kode: one.isi for one in notes if one.jenis is JenisBahan.HASIL},
        tuple(recommended(office, tahun - 1)) if own else (),
    )


def recommended(office: Office, tahun: int) -> list[Anjuran]:
    """The recommendations of the DPRD on the LKPJ of a year, in the order they were entered."""
    listed = follow_ups.follow_ups(office, wilayah=office.identitas.wilayah)
    by_id = {one.id: one for one in listed}
    return [
        Anjuran(by_id[kode], one)
        for kode, one in lkpj.recommendations(office).items()
        if one.tahun == tahun
    ]


def add_policy(office: Office, tahun: int, isi: Texts, *, pelaku: str) -> BahanLkpj:
    """Write down a strategic policy of a year: what it is, its legal basis, its aim.

    Raises:
        LontarError: an OPD has no LKPJ, the year is out of range, the policy is empty, or a text is
            too long or private.

    """
    fresh = BahanLkpj(JenisBahan.KEBIJAKAN, secrets.token_hex(16), tahun, ("", "", ""))
    return change(office, fresh, isi, pelaku=pelaku)


def change(office: Office, bahan: BahanLkpj, isi: Texts, *, pelaku: str) -> BahanLkpj:
    """Give a note other texts; what it said before stays in the file.

    Raises:
        LontarError: as for `add_policy`.

    """
    _check(office, bahan.tahun)
    places = [t(f"lkpj.isian.{name}") for name in bahan.jenis.kolom]
    if bahan.jenis is JenisBahan.KEBIJAKAN and not isi[0].strip():
        raise LontarError("pertanyaan_kosong", tempat=places[0])
    one, two, three = map(_several_lines, isi, places)
    made = bahan._replace(isi=(one, two, three))
    if made != bahan:
        lkpj.write(office, made, pelaku=pelaku)
    return made


def remove(office: Office, bahan: BahanLkpj, *, pelaku: str) -> None:
    """Take a note away; giving it its texts again brings it back.

    Raises:
        LontarError: an OPD has no LKPJ, or the disk refuses.

    """
    _check(office, bahan.tahun)
    lkpj.write(office, bahan._replace(isi=("", "", "")), pelaku=pelaku)


def results(office: Office, tahun: int, urusan: str) -> BahanLkpj:
    """Outcome, benefit and impact of an urusan in a year, as far as they are written down.

    Raises:
        LontarError: there is no such urusan of SPM.

    """
    kode, known = urusan.strip().upper(), urusan_names()
    if kode not in known:
        raise LontarError("lkpj_urusan", urusan=urusan, ada=", ".join(known))
    empty = BahanLkpj(JenisBahan.HASIL, kode, tahun, ("", "", ""))
    same = (one for one in lkpj.notes(office, tahun) if one[:2] == empty[:2])
    return next(same, empty)


def policy(office: Office, nomor: str) -> BahanLkpj:
    """A policy by its id, or by the beginning of one.

    Raises:
        LontarError: there is none, or more than one.

    """
    wanted = nomor.strip().lower()
    listed = [one for one in lkpj.notes(office) if one.jenis is JenisBahan.KEBIJAKAN]
    found = [one for one in listed if wanted and one.kode.startswith(wanted)]
    if len(found) != 1:
        raise LontarError("lkpj_tidak_ada", nomor=nomor, jumlah=len(found))
    return found[0]


def urusan_names() -> dict[str, str]:
    """The urusan whose results an LKPJ tells, by code."""
    return pustaka.load_urusan(paths.forms(), SPM)


def keeps(office: Office) -> bool:
    """Whether an office of this kind has an LKPJ: an OPD only hands in its part of one."""
    return office.identitas.jenis != OPD


def _check(office: Office, tahun: int) -> None:
    if not keeps(office):
        raise LontarError("lkpj_opd", kantor=office.identitas.kantor)
    if tahun not in TAHUN:
        raise LontarError("lkpj_tahun", tahun=tahun, awal=TAHUN[0], akhir=TAHUN[-1])


def _several_lines(teks: str, tempat: str) -> str:
    """A text of a few lines that may be printed for everybody to read."""
    lines = [one for one in teks.splitlines() if one.strip()]
    if not lines:
        return ""
    words = "\n".join(checked(one, tempat, MAX_BAHAN) for one in lines)
    if len(words) > MAX_BAHAN:
        raise LontarError("pertanyaan_panjang", tempat=tempat, jumlah=len(words), batas=MAX_BAHAN)
    return words


def status_counts(anjuran: Sequence[Anjuran], hari: date) -> dict[str, int]:
    """How many recommendations are untouched, under way and done, have proof, or are too late."""
    found = dict.fromkeys(("semua", "belum", "proses", "selesai", "bukti", "lewat"), 0)
    for one in (each.lanjut for each in anjuran):
        found["semua"] += 1
        found[status(one)] += 1
        found["bukti"] += bool(proofs(one))
        found["lewat"] += one.keadaan.dikerjakan and one.terlambat(hari)
    return found


def status(one: TindakLanjut) -> str:
    """Where a recommendation stands, in the words of an LKPJ: belum, proses or selesai."""
    if not one.keadaan.dikerjakan:
        return "selesai"
    return "proses" if one.keadaan.value == "berjalan" else "belum"


def proofs(one: TindakLanjut) -> list[str]:
    """The documents its reports name, each once, oldest first."""
    return list(dict.fromkeys(event.bukti for event in one.kejadian if event.bukti))
