"""The open-data set of a quarter: CSV files with the metadata that describes them.

Only aggregates leave: no sentence a person wrote, no rows people added, small counts veiled.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.bagian import BAGIAN
from app.domain.cetak_samar import veiled_in
from app.domain.indeks import kategori
from app.domain.nilai import encode
from app.domain.rekap import not_served
from app.exchange import rekap_bahan
from app.exchange.laporan import satu_data_meta
from app.exchange.rekap_lembar import shown
from app.store import output_lists, pustaka, questions, region_lists, satu_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from app.domain.formulir import Formulir, Sel
    from app.domain.indeks import Simpul
    from app.domain.keluaran import Samar
    from app.domain.lembar import Values
    from app.domain.nilai import Nilai
    from app.exchange.rekap_bahan import Bahan
    from app.store.office import Office

Isi = str | int | Fraction
Row = tuple[Isi, ...]
_KABUPATEN = frozenset({"kabupaten", "semua"})
_URUSAN = re.compile(r"[0-9]\.[0-9]{2}(?=\.)")
"""The code of an urusan, with which the code of each of its kegiatan begins."""


@dataclass(frozen=True, kw_only=True)
class Himpunan:
    """A set ready to be written: files by name, the description last."""

    berkas: Mapping[str, bytes]
    baris: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Sumber:
    """What the set is made from; no office is needed any more."""

    plan: satu_data.Himpunan
    bahan: Bahan
    forms: tuple[Formulir, ...]
    values: Mapping[str, Mapping[str, Values]]
    urusan: Mapping[str, str]
    samar: Mapping[str, Samar]
    sidik: Mapping[str, str]
    provinsi: tuple[str, str]


def compose(sumber: Sumber) -> Himpunan:
    """The set of a quarter."""
    plan = sumber.plan
    tables = {tabel.nama: list(_ROWS[tabel.nama](sumber)) for tabel in plan.tabel}
    files = {
        f"{tabel.nama}.csv": _csv([kolom.nama for kolom in tabel.kolom], tables[tabel.nama])
        for tabel in plan.tabel
    }
    told = satu_data_meta.describe(plan, sumber.bahan, files)
    return Himpunan(
        berkas={**files, satu_data_meta.BERKAS: told},
        baris={name: len(rows) for name, rows in tables.items()},
    )


def gather(office: Office, bahan: Bahan, folder: Path) -> Sumber:
    """Everything the set of a recap's quarter needs; `folder` holds the definitions.

    Raises:
        LontarError: a file of definitions is wrong.

    """
    urusan: dict[str, str] = {}
    for bagian in BAGIAN:
        urusan |= pustaka.load_urusan(folder, bagian)
    place = {kode: number for number, kode in enumerate(urusan)}
    known = pustaka.forms_of(office, bahan.periode).values()
    wanted = [one for one in known if one.tingkat in _KABUPATEN and one.urusan in place]
    forms = tuple(sorted(wanted, key=lambda one: (place[one.urusan], one.urut, one.kode)))
    regions = region_lists.of_quarter(office, folder, bahan.periode)
    province = next(one for one in regions.values() if one.is_provinsi)
    return Sumber(
        plan=satu_data.load(folder),
        bahan=bahan,
        forms=forms,
        values=questions.values_all_regions(office, bahan.periode),
        urusan=urusan,
        samar=output_lists.of_period(office, folder, bahan.periode).veils,
        sidik=pustaka.definition_hashes(office, bahan.periode),
        provinsi=(province.kode, province.nama),
    )


def _regions(sumber: Sumber) -> Iterator[Row]:
    used = {asal.wilayah: asal for asal in sumber.bahan.asal if asal.dipakai and asal.paket_id}
    kode, nama = sumber.provinsi
    yield kode, nama, "provinsi", "", "rekap", "", ""
    for wilayah in sumber.bahan.wilayah:
        row, asal = sumber.bahan.rows.get(wilayah.kode), used.get(wilayah.kode)
        state = "belum_ada_data"
        if row is not None:
            state = "lengkap" if row.kelengkapan.lengkap else "belum_lengkap"
        revisi = (asal.revisi or "") if asal else ""
        paket = asal.paket_id if asal else ""
        told = wilayah.kode, wilayah.nama, wilayah.jenis, wilayah.klaster, state
        yield (*told, revisi, paket)


def published(form: Formulir) -> Iterator[Sel]:
    """The cells of a form that are figures of its own rows and may be published."""
    for tabel in form.tabel:
        if tabel.register:
            continue
        for baris in tabel.baris:
            for kolom in tabel.kolom:
                sel = form.cell(f"{tabel.kode}.{baris.kode}.{kolom.kode}")
                if sel.editable and not sel.berkata:
                    yield sel


def _forms(sumber: Sumber) -> Iterator[Row]:
    for form in sumber.forms:
        dasar = "; ".join(f"{one.teks} (keyakinan {one.keyakinan})" for one in form.dasar)
        urusan, sidik = sumber.urusan[form.urusan], sumber.sidik[form.kode]
        code = _URUSAN.match(form.kegiatan)
        who = code[0] if code else "", form.opd
        yield form.kode, form.versi, form.judul, urusan, *who, sidik, dasar


def _definitions(sumber: Sumber) -> Iterator[Row]:
    for form in sumber.forms:
        for sel in published(form):
            satuan = sel.baris.satuan or ("rupiah" if sel.jenis == "rupiah" else "")
            time = "setahun" if sel.tahunan else "kumulatif"
            said = " ".join(filter(None, (sel.baris.definisi, sel.kolom.keterangan)))
            yield (form.kode, *sel.kode.split("."), sel.label, satuan, sel.desimal, time, said)


def _values(sumber: Sumber) -> Iterator[Row]:
    for wilayah in sumber.bahan.wilayah:
        if wilayah.kode not in sumber.bahan.rows:
            continue
        of_region = sumber.values.get(wilayah.kode, {})
        for form in sumber.forms:
            values = of_region.get(form.kode, {})
            hidden = {**rekap_bahan.unseen(form, values), **veiled_in(form, sumber.samar, values)}
            for sel in published(form) if values else ():
                nilai = values.get(sel.kode)
                if nilai is None:
                    continue
                when = str(form.home_period(sel.kode, sumber.bahan.periode))
                told = _spelt(nilai, sel) if sel.kode not in hidden else (rekap_bahan.VEILED, "")
                yield (when, wilayah.kode, form.kode, *sel.kode.split("."), *told)


def _spelt(nilai: Nilai, sel: Sel) -> tuple[str, Isi]:
    jenis, isi = encode(nilai)
    if isinstance(nilai, int):
        return jenis, Fraction(nilai, 10**sel.desimal)
    return isi, ""


def _indices(sumber: Sumber) -> Iterator[Row]:
    bahan = sumber.bahan
    periode = str(bahan.periode)
    mean, complete = bahan.mean
    kode, nama = sumber.provinsi
    state = "lengkap" if complete == len(bahan.wilayah) else "belum_lengkap"
    band = kategori(mean, bahan.metode) if mean is not None and state == "lengkap" else ""
    yield periode, kode, "provinsi", kode, nama, state, _index(mean), band, "", ""
    for row in bahan.present:
        region = row.wilayah.kode
        yield periode, region, *_node("wilayah", row.indeks, bahan), "", ""
        for node in row.indeks.anak:
            yield periode, region, *_node("urusan", node, bahan), "", ""
        for form in bahan.forms:
            if form.kode in row.layanan:
                owed = not_served(form, bahan.values[region].get(form.kode, {}))
                satuan, number = owed or ("", "")
                node = row.layanan[form.kode]
                yield periode, region, *_node("layanan", node, bahan), number, satuan


def _node(tingkat: str, node: Simpul, bahan: Bahan) -> Row:
    band = "" if node.final is None else kategori(node.final, bahan.metode)
    return tingkat, node.kode, node.label, node.status.value, _index(node.nilai), band


def _index(nilai: Fraction | None) -> Isi:
    return "" if nilai is None else shown(nilai)


_ROWS: dict[str, Callable[[Sumber], Iterator[Row]]] = {
    "wilayah": _regions,
    "formulir": _forms,
    "definisi": _definitions,
    "nilai": _values,
    "indeks": _indices,
}


def _csv(head: list[str], rows: list[Row]) -> bytes:
    """A table as the description says: UTF-8, commas, a line feed after each row."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([written(isi) for isi in row] for row in rows)
    return out.getvalue().encode()


def written(isi: Isi) -> str:
    """A number with a point and no more digits than it has; ratios were rounded before."""
    if not isinstance(isi, Fraction):
        return str(isi)
    return format(Decimal(isi.numerator) / Decimal(isi.denominator), "f")
