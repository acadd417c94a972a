"""Lists of regions in a file of definitions: read, checked, and told in words.

A list is held against all earlier ones: no region is forgotten, and no code becomes another region.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import wilayah_terbit
from app.domain.angka import format_index
from app.domain.rekap_gabung import groups
from app.domain.wilayah_terbit import DaftarWilayah, Dahulu
from app.errors import LontarError
from app.exchange import profil_x509, rekap_bahan, rekap_kata
from app.exchange.susun_metode import read_data
from app.store import pilihan_metode, pustaka
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from app.domain.formulir import Formulir
    from app.domain.periode import Periode
    from app.domain.rekap_gabung import Golongan
    from app.domain.wilayah import Wilayah
    from app.domain.wilayah_terbit import BedaWilayah
    from app.store.office import Office

FILE = "wilayah.toml"
_WORDS = {"kembali": "definisi_wilayah_kembali", "hilang": "definisi_wilayah_hilang",
          "arti": "definisi_wilayah_arti"}  # fmt: skip


def read_folder(folder: Path | None, published: Path) -> list[DaftarWilayah]:
    """The list a folder holds; the one of the program, copied along, is none.

    Raises:
        LontarError: the file is too large, or wrong.

    """
    return list(read_data(folder, FILE, DaftarWilayah, pustaka.load_wilayah_file(published)))


def check(
    office: Office,
    lists: Sequence[DaftarWilayah],
    _forms: Sequence[Formulir],
    folder: Path,
    *,
    baru: bool,
) -> None:
    """Every list of a file, by version.

    Raises:
        LontarError: the first list that does not pass, with the place and the remedy.

    """
    province = office.identitas.wilayah[:2]
    program = pustaka.load_wilayah_file(folder).wilayah
    for place, one in enumerate(lists):
        wrong = wilayah_terbit.unsound(one, province, Dahulu(program, lists[:place], baru))
        if wrong is not None and wrong.sebab:
            raise LontarError(
                _WORDS[wrong.sebab], versi=one.versi, kode=wrong.letak, nama=wrong.isi
            )
        if wrong is not None:
            raise LontarError(
                "definisi_wilayah", versi=one.versi, letak=wrong.letak, isi=wrong.isi[:80]
            )


def differences(folder: Path, before: Sequence[DaftarWilayah], one: DaftarWilayah) -> list[str]:
    """What a list says otherwise than the one before it, in sentences."""
    old = before[-1].wilayah if before else pustaka.load_wilayah_file(folder).wilayah
    told = [_told(beda) for beda in wilayah_terbit.differences(old, one)]
    if len(old) != len(one.wilayah):
        # The province itself stands in the list too.
        facts = {"lama": len(old) - 1, "baru": len(one.wilayah) - 1}
        told.append(t("definisi.wilayah.jumlah", **facts))
    return told


def _told(beda: BedaWilayah) -> str:
    none = t("definisi.wilayah.tanpa")
    facts = {"kode": beda.kode, "nama": beda.nama}
    return t(
        f"definisi.wilayah.beda.{beda.apa}", lama=beda.lama or none, baru=beda.baru or none, **facts
    )


def effect(
    office: Office, folder: Path, periode: Periode, lists: tuple[DaftarWilayah | None, ...]
) -> list[str]:
    """What another list does to the klaster and the province of a begun quarter, in sentences.

    Args:
        office: a province; anything else puts no regions together.
        folder: the definitions of the program.
        periode: the quarter.
        lists: the list it has and the one it would have; None is that of the program.

    """
    if not profil_x509.is_province(office.identitas.wilayah):
        return []
    before, after = (_groups(office, folder, periode, _regions(folder, one)) for one in lists)
    told = "; ".join(_moved(before, after))
    return [t("definisi.wilayah.akibat", daftar=told)] if told else []


def _regions(folder: Path, daftar: DaftarWilayah | None) -> dict[str, Wilayah]:
    lines = pustaka.load_wilayah_file(folder).wilayah if daftar is None else daftar.wilayah
    return wilayah_terbit.regions(lines)


def _groups(
    office: Office, folder: Path, periode: Periode, known: Mapping[str, Wilayah]
) -> dict[str, Golongan]:
    metode = pilihan_metode.chosen(office, folder, periode)
    reported = rekap_bahan.reported(
        office, periode, folder, metode, rekap_bahan.inside(office, known)
    )
    return {one.kode: one for one in groups(reported)}


def _moved(before: Mapping[str, Golongan], after: Mapping[str, Golongan]) -> Iterator[str]:
    for kode in dict.fromkeys((*before, *after)):
        old, new = before.get(kode), after.get(kode)
        told_old, told_new = _figure(old), _figure(new)
        if told_old != told_new and (group := new or old) is not None:
            name = rekap_kata.group_name(group)
            yield t("definisi.wilayah.golongan", nama=name, lama=told_old, baru=told_new)


def _figure(group: Golongan | None) -> str:
    """The pooled index of a group and on how many of its regions it rests."""
    if group is None:
        return t("definisi.wilayah.tanpa_golongan")
    nilai = group.gabungan.nilai
    index = t("definisi.wilayah.tanpa_angka") if nilai is None else format_index(nilai)
    return t(
        "definisi.wilayah.angka", indeks=index, hadir=len(group.hadir), semua=len(group.anggota)
    )
