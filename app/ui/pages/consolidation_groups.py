"""The klaster and the province below the regions: their mean and their pooled index, both named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.angka import format_index, format_number
from app.domain.indeks import Simpul, Status, kategori
from app.domain.rekap import PEOPLE
from app.domain.rekap_gabung import WHOLE
from app.exchange import rekap_kata
from app.teks import t
from app.ui.charts.ledger import Cell, Row
from app.ui.pages import consolidation_table as table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.rekap_gabung import Golongan
    from app.ui.pages.consolidation_figures import Recap


def rows(recap: Recap) -> Iterator[Row]:
    """Two lines for each klaster and for the province, under a heading."""
    blank = [Cell("")] * (len(recap.known.urusan) + 6)
    yield Row("", [Cell(t("konsolidasi.golongan.judul"), muted=True), *blank], foot=True)
    for group in recap.groups:
        yield Row(f"{group.kode}:rerata", _mean(recap, group), foot=True)
        yield Row(f"{group.kode}:gabungan", _pooled(recap, group), foot=True)


def _mean(recap: Recap, group: Golongan) -> list[Cell]:
    cells = [_figure(group, kode) for kode in (*recap.known.urusan, WHOLE)]
    nilai = group.rerata.get(WHOLE)
    node = Simpul(
        "", "", "rerata", Status.BELUM_LENGKAP if nilai is None else Status.LENGKAP, nilai
    )
    count = group.rerata_dari.get(WHOLE, 0)
    behind = [_rest(), table.band(recap, node), _rest()]
    return [_name(group), _how(group, "rerata", count), _rest(), *_bold_last(cells), *behind]


def _figure(group: Golongan, kode: str) -> Cell:
    nilai = group.rerata.get(kode)
    if nilai is None:
        return Cell(t("konsolidasi.kosong"), muted=True)
    count = group.rerata_dari[kode]
    semua = len(group.anggota)
    return Cell(
        format_index(nilai),
        nilai,
        note=t("konsolidasi.golongan.rerata_arti", jumlah=count, semua=semua),
    )


def _pooled(recap: Recap, group: Golongan) -> list[Cell]:
    nodes = {node.kode: node for node in group.gabungan.anak}
    cells = [table.index_cell(nodes.get(kode)) for kode in recap.known.urusan]
    cells.append(table.index_cell(group.gabungan))
    here = len(group.hadir)
    people = group.belum_terlayani.get(PEOPLE)
    unserved = _rest()
    if people is not None:
        told = t(
            "konsolidasi.golongan.belum_arti",
            jumlah=here,
            semua=len(group.anggota),
            daftar=table.other_units(group.belum_terlayani),
        )
        unserved = Cell(format_number(people), people, strong=True, note=told)
    behind = [_rest(), table.band(recap, group.gabungan), _rest()]
    return [
        _name(group),
        _how(group, "gabungan", here),
        unserved,
        *_bold_last(cells),
        *behind,
    ]


def _name(group: Golongan) -> Cell:
    members = ", ".join(one.singkat for one in group.anggota)
    return Cell(rekap_kata.group_name(group), note=members)


def _how(group: Golongan, way: str, count: int) -> Cell:
    counts = {"jumlah": count, "semua": len(group.anggota)}
    note = t(f"konsolidasi.golongan.{way}_arti", **counts)
    return Cell(t(f"konsolidasi.golongan.{way}", **counts), note=note)


def _rest() -> Cell:
    return Cell("")


def _bold_last(cells: list[Cell]) -> list[Cell]:
    return [*cells[:-1], cells[-1]._replace(strong=True)]


def footer(recap: Recap) -> str:
    """The province in one line: people first, then both ways of putting it together."""
    whole, metode = recap.province, recap.known.metode
    parts = []
    people = whole.belum_terlayani.get(PEOPLE)
    here = {"jumlah": len(whole.hadir), "semua": len(whole.anggota)}
    if people is not None:
        parts.append(t("konsolidasi.kaki.belum", orang=format_number(people), **here))
    nilai = whole.rerata.get(WHOLE)
    if nilai is not None:
        said = {"angka": format_index(nilai), "kategori": kategori(nilai, metode)}
        parts.append(t("konsolidasi.kaki.rerata", jumlah=whole.rerata_dari[WHOLE], **said))
    nilai = whole.gabungan.nilai
    if nilai is not None:
        shown = format_index(nilai)
        if whole.gabungan.final is None:
            shown = t("konsolidasi.sementara", angka=shown)
        parts.append(t("konsolidasi.kaki.gabungan", angka=shown))
    return "   ·   ".join(parts)
