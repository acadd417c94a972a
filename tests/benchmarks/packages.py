"""Packages out and in, beside plain libraries doing the least part of the same work."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import paths
from app.domain.rekap import region_row
from app.exchange import (
    brankas,
    demo,
    demo_kantor,
    ekspor,
    impor,
    makna,
    paket,
    pendaftaran,
    percaya,
    pernyataan,
    tulis_paket,
)
from app.exchange.meta_paket import Sampul
from app.exchange.paket import Acuan
from app.exchange.pembaca.induk import Pembaca
from app.exchange.tata_letak import layouts
from app.exchange.verifikasi import Pemeriksa
from app.store import people, pustaka, questions
from app.store.office import Identitas, Office
from tests.benchmarks.timing import Figure, clocked, interleaved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.exchange.demo import HasilDemo
    from app.exchange.ekspor import Naskah
    from app.exchange.percaya import Percaya


def now() -> datetime:
    """The time here."""
    return datetime.now().astimezone()


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


def judge(hasil: HasilDemo) -> Figure:
    """Judge every package of the demo, children started and ended; the floor only parses them."""
    files = _files(hasil)
    with Office.open(hasil.folder / demo.PROVINSI, now) as province:
        trust = percaya.of_office(province)
    acuan = Acuan.load(paths.forms())
    floor, lontar = interleaved(
        lambda: clocked(lambda: [_cells_of(path.read_bytes()) for path in files]),
        lambda: clocked(lambda: _judge_all(files, acuan, trust)),
        7,
    )
    return Figure(
        f"{len(files)} paket diperiksa, proses anak termasuk",
        "ms",
        "membaca berkas yang sama dengan calamine",
        floor,
        lontar,
        1.3,
    )


def _judge_all(files: list[Path], acuan: Acuan, trust: Percaya) -> None:
    with Pembaca() as pembaca:
        pemeriksa = Pemeriksa(acuan, trust, now, pembaca)
        verdicts = list(pemeriksa.verify_many(files))
    assert all(laporan.sah for laporan in verdicts), [laporan.kalimat for laporan in verdicts]


def _files(hasil: HasilDemo) -> list[Path]:
    return sorted((hasil.folder / demo.PAKET).glob("*.xlsx"))


def take_in(hasil: HasilDemo, folder: Path) -> Figure:
    """Judge and accept every package of the demo; the floor only parses them with calamine."""
    files = _files(hasil)
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
        acuan = Acuan.load(paths.forms())
        return clocked(lambda: _take(office, files, acuan, hasil))


def _authority_of(certificate: Any) -> Any:
    from app.exchange import sertifikat

    return sertifikat.check_ca(certificate, now())


def _take(office: Office, files: list[Path], acuan: Acuan, hasil: HasilDemo) -> None:
    with Pembaca() as pembaca:
        pemeriksa = Pemeriksa(acuan, percaya.of_office(office), now, pembaca)
        for laporan in impor.examine(files, office, pemeriksa):
            impor.accept(office, laporan, pelaku="uji")
    _recap(office, hasil)


def _recap(office: Office, hasil: HasilDemo) -> None:
    definitions = paths.forms()
    metode = pustaka.load_metode(definitions)
    urusan = pustaka.load_urusan(definitions, "spm")
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
