"""The recap as a table: a line per region, people before the index, gaps never as zero."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.angka import format_index, format_number
from app.domain.bagian import SPM
from app.domain.indeks import Status, kategori
from app.exchange.rekap_kata import short_name
from app.teks import t
from app.ui.charts.ledger import Cell, Head, Row
from app.ui.pages import consolidation_words as words
from app.ui.pages.home_deadline import written_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.indeks import Simpul
    from app.ui.pages.consolidation_figures import Recap, RegionState

NAME, STATE, UNSERVED = 0, 1, 2
_ORDER = ("terlambat", "belum", "belum_lengkap", "lengkap")


def heads(urusan: Mapping[str, str]) -> list[Head]:
    """The columns."""
    figure = "100,00*"
    together = t("konsolidasi.golongan.gabungan", jumlah=88, semua=88)
    return [
        Head(t("konsolidasi.kolom.wilayah"), t("konsolidasi.golongan.judul")),
        Head(t("konsolidasi.kolom.keadaan"), together, lines=2),
        Head(
            t("konsolidasi.kolom.belum"),
            "88.888.888",
            right=True,
            tip=t("konsolidasi.kolom.belum_arti"),
        ),
        *(Head(short_name(nama), figure, right=True, tip=nama) for nama in urusan.values()),
        Head(
            t("konsolidasi.kolom.indeks"),
            figure,
            right=True,
            tip=t("konsolidasi.kolom.indeks_arti"),
        ),
        Head(
            t("konsolidasi.kolom.peringkat"),
            t("konsolidasi.seri", tempat=88),
            right=True,
            tip=t("konsolidasi.kolom.peringkat_arti"),
        ),
        Head(t("konsolidasi.kolom.kategori"), "Tuntas Paripurna"),
        Head(t("konsolidasi.kolom.paket"), "Rev. 88 · 30 Sep"),
    ]


def rows(recap: Recap) -> list[Row]:
    """A line per region, in the order of their codes."""
    return [Row(state.wilayah.kode, _cells(recap, state)) for state in recap.regions]


def _cells(recap: Recap, state: RegionState) -> list[Cell]:
    icon, tone = words.LOOKS[state.arrival]
    place = (_ORDER.index(state.arrival), state.wilayah.kode)
    start = [
        Cell(
            state.wilayah.singkat,
            state.wilayah.kode,
            note=f"{state.wilayah.nama} ({state.wilayah.kode})",
        ),
        Cell(words.state(state), place, icon, tone, note=words.spoken(state)),
    ]
    if state.row is None:
        nothing = Cell(t("konsolidasi.kosong"), muted=True, note=t("konsolidasi.belum_ada_data"))
        blank = [nothing] * (len(recap.known.urusan) + 3)
        return [*start, *blank, Cell("", muted=True), _package(state)]
    row = state.row
    people = row.orang_belum_terlayani
    unserved = (
        Cell(t("konsolidasi.kosong"), muted=True)
        if people is None
        else Cell(format_number(people), people, strong=True, note=other_units(row.belum_terlayani))
    )
    nodes = {node.kode: node for node in row.indeks.anak}
    indices = [index_cell(nodes.get(kode)) for kode in recap.known.urusan]
    whole = index_cell(row.indeks)._replace(strong=row.indeks.final is not None)
    rank = _rank(recap, state)
    return [*start, unserved, *indices, whole, rank, band(recap, row.indeks), _package(state)]


def _rank(recap: Recap, state: RegionState) -> Cell:
    rank = recap.ranks.get(state.wilayah.kode)
    if rank is None:
        return Cell(t("konsolidasi.kosong"), muted=True)
    shown = t("konsolidasi.seri", tempat=rank.tempat) if rank.seri else str(rank.tempat)
    return Cell(shown, rank.tempat)


def index_cell(node: Simpul | None) -> Cell:
    """An index: provisional ones are pale and marked, and say why."""
    if node is None or node.nilai is None:
        key = node.status.value if node is not None else Status.BELUM_LENGKAP.value
        return Cell(
            t(f"konsolidasi.tanpa_angka.{key}"), muted=True, note=t(f"konsolidasi.arti.{key}")
        )
    written = format_index(node.nilai)
    if node.status is Status.BELUM_LENGKAP:
        return Cell(
            t("konsolidasi.sementara", angka=written),
            node.nilai,
            muted=True,
            note=t("konsolidasi.arti.sementara"),
        )
    return Cell(written, node.nilai)


def mean_cell(nilai: Fraction | None) -> Cell:
    """The mean of some regions; a dash while none is final."""
    if nilai is None:
        return Cell(t("konsolidasi.kosong"), muted=True)
    return Cell(format_index(nilai), nilai)


def band(recap: Recap, node: Simpul) -> Cell:
    """The band of an index; of a provisional one it is told behind."""
    if node.nilai is None:
        return Cell("", muted=True)
    name = kategori(node.nilai, recap.known.metode)
    if node.final is None:
        return Cell(t("konsolidasi.kategori_sementara"), node.nilai, muted=True, note=name)
    return Cell(name, Fraction(node.nilai))


def _package(state: RegionState) -> Cell:
    """The package that counts; what came in beside SPM is noted, alone it is said."""
    paket = state.paket
    if paket is None:
        return Cell(t("konsolidasi.tanpa_paket"), muted=True)
    day = datetime.fromisoformat(paket.waktu)
    short = written_day(day.date(), "d MMM")
    told = t("konsolidasi.paket_singkat", revisi=paket.revisi, tanggal=short)
    note = t(f"rekap.putusan.{paket.putusan}")
    if list(state.parts) != [SPM]:
        brief = " + ".join(t(f"konsolidasi.bagian.{part}") for part in state.parts)
        note = t("konsolidasi.paket_bagian", paket=note, bagian=brief)
        if SPM not in state.parts:
            told = t("konsolidasi.paket_bagian", paket=told, bagian=brief)
    return Cell(told, paket.waktu, note=note)


def other_units(belum: Mapping[str, int]) -> str:
    """What is not served, unit by unit."""
    parts = [f"{format_number(number)} {unit}" for unit, number in belum.items()]
    return t("konsolidasi.belum_rinci", daftar=", ".join(parts))
