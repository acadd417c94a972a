"""Full packages of all offices of a demo: SPM and kemiskinan, every cell filled, long registers.

The figures make no sense, so no office would be let sign them; everything else is real: both
signatures by the demo's own people, the sheets, the seal.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from app import paths
from app.domain import kata
from app.domain.formulir import URUT
from app.domain.nilai import decode
from app.domain.register import RANDOM_BYTES, grown, row_id
from app.exchange import (
    demo,
    demo_kantor,
    ekspor,
    makna,
    paket,
    pendaftaran,
    percaya,
    pernyataan,
)
from app.store import people
from app.store.office import Office

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from app.domain.formulir import Formulir, Sel
    from app.domain.nilai import Nilai
    from app.domain.periode import Periode
    from app.exchange.paket import Acuan

VALUES = 6_000
"""About as many as a package holds whose office has answered everything."""

_TEXT = "Dilaksanakan sesuai rencana kerja; sisanya pada triwulan berikut"
_MIDDLE_OF_MAY = 1_778_800_000_000
_MOST = 900


def write(
    folder: Path, periode: Periode, target: Path, clock: Callable[[], datetime]
) -> list[Path]:
    """One package for each of the 22 offices of the demo in `folder`, into `target`."""
    acuan = paket.Acuan.load(paths.forms())
    target.mkdir()
    with ThreadPoolExecutor(2) as pool:
        made = pool.map(
            lambda office: _export(office, acuan, periode, target, clock), demo.offices(folder)[1:]
        )
        return sorted(made)


def _export(
    folder: Path, acuan: Acuan, periode: Periode, target: Path, clock: Callable[[], datetime]
) -> Path:
    with Office.open(folder, clock) as office:
        penyata, penanda = people.users(office)[:2]
        key, certs = pendaftaran.signer(office, penyata, demo_kantor.FRASA_SANDI)
        told = pernyataan.design(office, acuan, periode, certs, clock)
        told = told._replace(isi=_filled(told.isi, acuan, periode))
        draf = pernyataan.state(told, key, certs, clock)
        key, certs = pendaftaran.signer(office, penanda, demo_kantor.FRASA_SANDI)
        trust, now = percaya.of_office(office), clock()
        signer = trust.check_chain(certs[0], now, wilayah=told.isi.wilayah)
        naskah = ekspor.Naskah(
            isi=told.isi,
            wilayah=acuan.wilayah[told.isi.wilayah],
            draf=draf,
            penyata=trust.check_signature(draf.isi, draf.pernyataan, now, wilayah=told.isi.wilayah),
            penanda=signer,
            jabatan=pernyataan.position(office, signer),
            waktu=now.isoformat(timespec="seconds"),
            tampak=True,
        )
    jadi = ekspor.compose(naskah, acuan, key, certs)
    path = target / jadi.nama_berkas
    path.write_bytes(jadi.berkas)
    return path


def _filled(isi: paket.IsiPaket, acuan: Acuan, periode: Periode) -> paket.IsiPaket:
    """The same package with every cell filled, and rows in every register."""
    forms = acuan.in_force(acuan.wilayah[isi.wilayah], periode, {})
    values = _values(isi, forms)
    rows = paket.value_rows([grown(form, values[form.kode]) for form in forms], values, periode)
    return msgspec.structs.replace(
        isi,
        jenis=paket.jenis_of(forms),
        formulir={
            form.kode: paket.RujukanFormulir(form.versi, acuan.sha256(form)) for form in forms
        },
        kelengkapan=makna.completeness_of(forms, rows, periode),
        nilai=rows,
    )


def _values(isi: paket.IsiPaket, forms: list[Formulir]) -> dict[str, dict[str, Nilai]]:
    found: dict[str, dict[str, Nilai]] = {
        form.kode: {
            sel: _value(cell, isi.wilayah) for sel, cell in form.cells.items() if cell.editable
        }
        for form in forms
    }
    for _, kode, sel, jenis, text in isi.nilai:
        found[kode][sel] = decode(jenis, text)
    registers = [(form, tabel.kode) for form in forms for tabel in form.tabel if tabel.register]
    number = 0
    while sum(map(len, found.values())) < VALUES:
        form, tabel = registers[number % len(registers)]
        baris = row_id(_MIDDLE_OF_MAY + number, crc32(isi.wilayah.encode()).to_bytes(RANDOM_BYTES))
        whole = grown(form, {}, (tabel, baris))
        found[form.kode] |= {
            sel: _value(cell, isi.wilayah)
            for sel, cell in whole.cells.items()
            if cell.editable and sel.split(".")[1] == baris and cell.kolom.kode != URUT
        }
        number += 1
    return found


def _value(cell: Sel, wilayah: str) -> Nilai:
    number = crc32(f"{wilayah} {cell.kode}".encode()) % _MOST + 1
    told: dict[str, Callable[[], Nilai]] = {
        "teks": lambda: cell.kolom.contoh if cell.kolom.pola else f"{_TEXT} {number}",
        "tanggal": lambda: f"2026-{number % 9 + 1:02d}-{number % 28 + 1:02d}",
        "wilayah": lambda: f"{wilayah}.01",
        "wilayah_banyak": lambda: f"{wilayah}.01",
        "baris": lambda: row_id(_MIDDLE_OF_MAY, bytes(RANDOM_BYTES)),
        "pilihan": lambda: next(iter(kata.choices(cell.kolom))),
        "pilihan_banyak": lambda: next(iter(kata.choices(cell.kolom))),
        "ya_tidak": lambda: kata.YA,
    }
    return told.get(cell.jenis, lambda: number)()
