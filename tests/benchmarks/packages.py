"""Packages out and in, beside plain libraries doing the least part of the same work."""

from __future__ import annotations

import statistics
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app import paths
from app.exchange import (
    demo,
    demo_kantor,
    ekspor,
    makna,
    paket,
    pendaftaran,
    pernyataan,
    tulis_paket,
)
from app.exchange.meta_paket import Sampul
from app.exchange.paket import Acuan
from app.exchange.tata_letak import layouts
from app.store import people
from app.store.office import Office
from tests.benchmarks import full_packages, packages_taken
from tests.benchmarks.timing import Figure, child, clocked, interleaved, now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.exchange.demo import HasilDemo
    from app.exchange.ekspor import Naskah

_ROUNDS, _MOST_MB, _MOST_GAP = 7, 300, 100.0


def export(hasil: HasilDemo) -> Iterator[Figure]:
    """One full package: beside XlsxWriter with the same cells, and beside itself unsigned."""
    acuan = Acuan.load(paths.forms())
    with Office.open(demo.offices(hasil.folder)[1], now) as office:
        naskah, key, certs = _ready(office, acuan, hasil)
        jadi = ekspor.compose(naskah, acuan, key, certs)
        rows = _cells_of(jadi.berkas)
        plain, lontar = interleaved(
            lambda: clocked(lambda: _write_plainly(rows)),
            lambda: clocked(lambda: ekspor.compose(naskah, acuan, key, certs)),
            7,
        )
        bare, signed = interleaved(
            lambda: clocked(lambda: _unsigned(naskah, acuan)),
            lambda: clocked(lambda: ekspor.compose(naskah, acuan, key, certs)),
            9,
        )
    count = sum(len(row) for sheet in rows.values() for row in sheet)
    yield Figure(
        "satu paket penuh, ditandatangani dan disegel",
        "ms",
        "XlsxWriter, sel yang sama",
        plain,
        lontar,
        2.0,
        f"{count} sel; baca ulang, tanda tangan, dan segel termasuk",
    )
    yield Figure(
        "satu paket penuh, ditandatangani dan disegel",
        "ms",
        "paket yang sama tanpa tanda tangan dan segel",
        bare,
        signed,
        1.5,
        "baca ulang setiap sel termasuk pada keduanya",
    )


def _ready(office: Office, acuan: Acuan, hasil: HasilDemo) -> tuple[Naskah, Any, list[Any]]:
    """A stated quarter, and the pimpinan who is about to sign it."""
    penyata, penanda = people.users(office)[:2]
    key, certs = pendaftaran.signer(office, penyata, demo_kantor.FRASA_SANDI)
    told = pernyataan.design(office, acuan, hasil.periode, certs, now)
    pernyataan.keep(office, pernyataan.state(told, key, certs, now))
    key, certs = pendaftaran.signer(office, penanda, demo_kantor.FRASA_SANDI)
    return ekspor.prepare(office, acuan, hasil.periode, certs, now), key, certs


def _unsigned(naskah: Naskah, acuan: Acuan) -> None:
    """The same workbook, written and read back, without a signature over anything."""
    data, paket_id = naskah.draf.isi, naskah.draf.paket_id
    bacaan = makna.resolve(naskah.isi, acuan)
    sheets = layouts(acuan).sheets(bacaan, paket_id, (naskah.penyata, naskah.penyata))
    manifest = paket.manifest_bytes(naskah.isi).decode()
    sampul = Sampul(paket_id, manifest, [naskah.draf.pernyataan] * 2, data)
    workbook = tulis_paket.workbook(bacaan, sheets, sampul)
    tulis_paket.check_written(workbook, sheets, bacaan, sampul)


def _cells_of(berkas: bytes) -> dict[str, list[list[Any]]]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(BytesIO(berkas))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def _write_plainly(sheets: dict[str, list[list[Any]]]) -> None:
    from xlsxwriter import Workbook

    book = Workbook(BytesIO(), {"in_memory": True, "strings_to_formulas": False})
    style = book.add_format({"border": 1})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, content in enumerate(row):
                if content != "":
                    sheet.write(number, column, content, style)
    book.close()


def full(hasil: HasilDemo, folder: Path) -> Iterator[Figure]:
    """22 full packages: judged; judged, compared, accepted and recapped; and the window meanwhile.

    The floor only parses the same files with calamine, by turns in the same process.
    """
    target = folder / "penuh"
    files = full_packages.write(hasil.folder, hasil.periode, target, now)
    what = f"{len(files)} paket penuh, sekitar {full_packages.VALUES} nilai"
    memory, *taken = child("packages_taken", str(hasil.folder), str(target), str(_ROUNDS))
    parts = packages_taken.PARTS
    by_part = {part: taken[place :: len(parts)] for place, part in enumerate(parts)}
    yield from _taken(what, by_part, memory)
    gaps = child("packages_window", str(hasil.folder), str(target), str(hasil.periode))
    yield _window(what, gaps)


def _taken(what: str, by_part: dict[str, list[float]], memory: float) -> Iterator[Figure]:
    floor, name = by_part["floor"], "membaca berkas yang sama dengan calamine"
    judged, accepted = by_part["judged"], by_part["accepted"]
    yield Figure(f"{what}: diperiksa, proses anak termasuk", "ms", name, floor, judged, 1.3)
    names = ("verified", "drawn", "compared", "accepted", "recapped")
    steps = (by_part[step] for step in names)
    whole = [sum(one) for one in zip(*steps, strict=True)]
    middle = {part: round(statistics.median(series)) for part, series in by_part.items()}
    remark = (
        f"diperiksa {middle['verified']}, dilukis {middle['drawn']}, "
        f"dibandingkan {middle['compared']}, "
        f"diterima {middle['accepted']}, direkap {middle['recapped']} ms; waktu prosesor "
        f"{middle['processor']} ms, pembanding {middle['floor_processor']} ms; memori puncak "
        f"{memory:.0f} MB (paling banyak {_MOST_MB}: "
        f"{'tercapai' if memory <= _MOST_MB else 'BELUM'})"
    )
    all_steps = f"{what}: diperiksa, dibandingkan, diterima, direkap"
    yield Figure(all_steps, "ms", name, floor, whole, 1.5, remark)
    bare = "baris yang sama ke tabel yang sama lewat executemany"
    yield Figure(f"{what}: diterima", "ms", bare, by_part["rows"], accepted, 1.5)


def _window(what: str, gaps: list[float]) -> Figure:
    idle, judging, taking = gaps
    longest = f"{what}: celah terlama jendela selama memeriksa dan menerima"
    remark = f"memeriksa {judging:.0f}, menerima {taking:.0f}, tanpa pekerjaan {idle:.0f} ms"
    limit, name = [_MOST_GAP], f"batas {_MOST_GAP:.0f} ms"
    return Figure(longest, "ms", name, limit, [max(judging, taking)], 1.0, remark)


def recap(hasil: HasilDemo) -> Figure:
    """All indices of all regions; the floor is one SQL aggregate over the same rows."""
    query = """
        SELECT l.wilayah, l.formulir, n.sel, sum(n.angka) FROM nilai n
        JOIN lembar l ON l.id = n.lembar WHERE l.periode IN (?, ?)
        GROUP BY l.wilayah, l.formulir, n.sel
    """
    with Office.open(hasil.folder / demo.PROVINSI, now) as office:
        periods = (str(hasil.periode), str(hasil.periode.tahunan))
        count = len(office.conn.execute(query, periods).fetchall())
        floor, lontar = interleaved(
            lambda: clocked(lambda: office.conn.execute(query, periods).fetchall()),
            lambda: clocked(lambda: packages_taken.recap(office, hasil.periode)),
            9,
        )
    return Figure(
        "rekap 22 wilayah × 29 layanan, satu triwulan",
        "ms",
        f"satu agregat SQL atas {count} baris",
        floor,
        lontar,
        1.5,
        "indeks eksak beserta pohon penjelasannya; batas 300 ms",
    )
