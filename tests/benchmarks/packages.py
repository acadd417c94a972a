"""Packages out and in, beside plain libraries doing the least part of the same work."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import paths
from app.domain.rekap import region_row
from app.exchange import brankas, demo, demo_kantor, ekspor, impor, pendaftaran
from app.exchange.paket import Acuan
from app.exchange.tata_letak import TataLetak
from app.store import people, pustaka, questions
from app.store.office import Identitas, Office
from tests.benchmarks.timing import Figure, clocked, interleaved

if TYPE_CHECKING:
    from app.exchange.demo import HasilDemo


def now() -> datetime:
    """The time here."""
    return datetime.now().astimezone()


def export(hasil: HasilDemo) -> Figure:
    """Make one full signed package; the floor writes the same cells with XlsxWriter, unsigned."""
    acuan = Acuan.load(paths.forms())
    with Office.open(demo.offices(hasil.folder)[1], now) as office:
        user = people.users(office)[0]
        key, certs = pendaftaran.signer(office, user, demo_kantor.FRASA_SANDI)
        naskah = ekspor.prepare(office, acuan, hasil.periode, certs, now)
        jadi = ekspor.compose(naskah, acuan, key, certs)
        rows = _cells_of(jadi.berkas)
        floor, lontar = interleaved(
            lambda: clocked(lambda: _write_plainly(rows)),
            lambda: clocked(lambda: ekspor.compose(naskah, acuan, key, certs)),
            7,
        )
    count = sum(len(row) for sheet in rows.values() for row in sheet)
    remark = f"{count} sel; baca ulang dan tanda tangan termasuk"
    return Figure(
        "satu paket penuh, ditandatangani",
        "ms",
        "XlsxWriter, sel yang sama",
        floor,
        lontar,
        2.0,
        remark,
    )


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


def take_in(hasil: HasilDemo, folder: Path) -> Figure:
    """Judge and accept every package of the demo; the floor only parses them with calamine."""
    files = sorted((hasil.folder / demo.PAKET).glob("*.xlsx"))
    counter = iter(range(100))
    floor, lontar = interleaved(
        lambda: clocked(lambda: [_cells_of(path.read_bytes()) for path in files]),
        lambda: _accept_all(hasil, files, folder / f"provinsi{next(counter)}"),
        5,
    )
    return Figure(
        f"{len(files)} paket diperiksa, diterima, direkap",
        "ms",
        "membaca berkas yang sama dengan calamine",
        floor,
        lontar,
        1.5,
    )


def _accept_all(hasil: HasilDemo, files: list[Path], folder: Path) -> float:
    """Time it in a fresh provincial office that trusts the same authority."""
    with Office.open(hasil.folder / demo.PROVINSI, now) as province:
        trusted = pendaftaran.trusted(province)
        wilayah = province.identitas.wilayah
    identitas = Identitas("provinsi", wilayah, "Biro Pemerintahan", "provinsi-uji")
    with Office.create(folder, identitas, now) as office:
        pustaka.install(office, paths.forms())
        for certificate in trusted:
            brankas.keep_authority(office, _authority_of(certificate))
        tata = TataLetak(Acuan.load(paths.forms()))
        return clocked(lambda: _take(office, files, tata, hasil))


def _authority_of(certificate: Any) -> Any:
    from app.exchange import sertifikat

    return sertifikat.check_ca(certificate, now())


def _take(office: Office, files: list[Path], tata: TataLetak, hasil: HasilDemo) -> None:
    for path in files:
        laporan = impor.examine(path, office, tata, now)
        impor.accept(office, laporan, pelaku="uji")
    _recap(office, hasil)


def _recap(office: Office, hasil: HasilDemo) -> None:
    definitions = paths.forms()
    metode = pustaka.load_metode(definitions)
    urusan = pustaka.load_urusan(definitions)
    forms = [
        f for f in pustaka.forms_of(office, hasil.periode).values() if f.tingkat == "kabupaten"
    ]
    values = questions.values_all_regions(office, hasil.periode)
    for wilayah in list(pustaka.load_wilayah(definitions).values())[1:]:
        region_row(wilayah, forms, urusan, values.get(wilayah.kode, {}), metode)


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
            lambda: clocked(lambda: _recap(office, hasil)),
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
