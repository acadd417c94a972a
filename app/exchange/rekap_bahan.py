"""What a recap is made from: forms, metode, regions, the values used, and their packages."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain import gedsi, sel_kecil
from app.domain.bagian import SPM
from app.domain.kertas import A4
from app.domain.nilai import Nilai, encode
from app.domain.register import in_order
from app.domain.rekap import BarisRekap, begun, mean_of_regions, region_row
from app.domain.rekap_gabung import Reported
from app.exchange import kertas_kantor, nilai_espm, potongan, tanda_air
from app.exchange.rekap_hitung import DataKey, Isi, Line
from app.store import dispatch, holds, pilihan_metode, pustaka, questions, region_lists
from app.teks import t

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from app.domain.formulir import Formulir, Sel
    from app.domain.indeks import Metode
    from app.domain.kertas import Kertas
    from app.domain.lembar import Values
    from app.domain.pembanding import Pembanding
    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah
    from app.store.office import Office

NO_VALUE, VEILED = "kosong", "disamarkan"


@dataclass(frozen=True, kw_only=True)
class Asal:
    """A package, or its absence, behind the figures of a region; texts are ready to print."""

    wilayah: str
    berkas: str = ""
    paket_id: str = ""
    revisi: int | None = None
    penanda_tangan: str = ""
    putusan: str = ""
    diterima: str = ""
    dipakai: bool = False


@dataclass(frozen=True, kw_only=True)
class Bahan:
    """The input of a recap. `rows` and `values` lack the regions without data."""

    periode: Periode
    kantor: str
    dibuat: datetime
    metode: Metode
    urusan: Mapping[str, str]
    forms: tuple[Formulir, ...]
    wilayah: tuple[Wilayah, ...]
    rows: Mapping[str, BarisRekap]
    values: Mapping[str, Mapping[str, Values]]
    asal: tuple[Asal, ...]
    pembanding: Pembanding
    tanda_air: str = ""
    kertas: Kertas = A4

    @property
    def present(self) -> list[BarisRekap]:
        """The regions with data, in order."""
        return [self.rows[satu.kode] for satu in self.wilayah if satu.kode in self.rows]

    @property
    def complete(self) -> int:
        """How many regions answered everything that is required."""
        return sum(row.kelengkapan.lengkap for row in self.present)

    @property
    def reported(self) -> Reported:
        """The same for what looks at all regions together."""
        return Reported(self.wilayah, self.rows, self.values, self.forms, self.urusan, self.metode)

    @property
    def mean(self) -> tuple[Fraction | None, int]:
        """The mean index of the complete regions, and how many it rests on."""
        return mean_of_regions(self.present)


def gather(office: Office, periode: Periode, folder: Path) -> Bahan:
    """Everything a recap of the office's regions needs; `folder` holds the definitions."""
    return potongan.whole(reading(office, periode, folder))


def reading(office: Office, periode: Periode, folder: Path) -> Generator[None, None, Bahan]:
    """The same in pieces: the values, then region by region what follows from them."""
    urusan = pustaka.load_urusan(folder, SPM)
    forms = kabupaten_forms(office, periode, urusan)
    wilayah = regions(office, folder, periode)
    metode = pilihan_metode.chosen(office, folder, periode)
    yield
    values = present_values(office, periode, wilayah, forms)
    yield
    rows = {}
    for satu in wilayah:
        if satu.kode in values:
            rows[satu.kode] = region_row(satu, forms, urusan, values[satu.kode], metode)
            yield
    return Bahan(
        periode=periode,
        kantor=office.identitas.kantor,
        dibuat=office.now(),
        metode=metode,
        urusan=urusan,
        forms=forms,
        wilayah=wilayah,
        rows=rows,
        values=values,
        asal=tuple(_origins(office, periode, wilayah, values, pustaka.load_urusan(folder))),
        pembanding=nilai_espm.gather(office, periode, folder, wilayah, rows),
        tanda_air=tanda_air.of_office(office),
        kertas=kertas_kantor.of_office(office),
    )


def present_values(
    office: Office, periode: Periode, wilayah: Iterable[Wilayah], forms: Iterable[Formulir]
) -> dict[str, Mapping[str, Values]]:
    """The values of the regions that have data: a package came, or the quarter has begun here."""
    found = questions.values_all_regions(office, periode)
    came = dispatch.counting(office, "masuk", periode)
    known = list(forms)
    return {
        satu.kode: found.get(satu.kode, {})
        for satu in wilayah
        if satu.kode in came or begun(found.get(satu.kode, {}), known)
    }


def kabupaten_forms(
    office: Office, periode: Periode, urusan: Mapping[str, str]
) -> tuple[Formulir, ...]:
    """The layanan of a kabupaten in force in a quarter, in the order of their urusan."""
    place = {kode: number for number, kode in enumerate(urusan)}
    found = pustaka.forms_of(office, periode).values()
    wanted = (form for form in found if form.tingkat == "kabupaten" and form.urusan in place)
    return tuple(sorted(wanted, key=lambda form: (place[form.urusan], form.urut)))


def regions(office: Office, folder: Path, periode: Periode) -> tuple[Wilayah, ...]:
    """The kabupaten/kota of a province in a quarter; a kabupaten sees only itself."""
    return inside(office, region_lists.of_quarter(office, folder, periode))


def inside(office: Office, known: Mapping[str, Wilayah]) -> tuple[Wilayah, ...]:
    """The kabupaten/kota of an office out of a list."""
    own = office.identitas.wilayah
    return tuple(
        satu for kode, satu in known.items() if kode == own or kode.startswith(f"{own}.")
        if not satu.is_provinsi
    )  # fmt: skip


def reported(
    office: Office, periode: Periode, folder: Path, metode: Metode, wilayah: tuple[Wilayah, ...]
) -> Reported:
    """What regions have reported in a quarter, worked out by a metode."""
    urusan = pustaka.load_urusan(folder, SPM)
    forms = kabupaten_forms(office, periode, urusan)
    values = present_values(office, periode, wilayah, forms)
    rows = {
        one.kode: region_row(one, forms, urusan, values[one.kode], metode)
        for one in wilayah
        if one.kode in values
    }
    return Reported(wilayah, rows, values, forms, urusan, metode)


def _origins(
    office: Office,
    periode: Periode,
    wilayah: tuple[Wilayah, ...],
    values: Mapping[str, Mapping[str, Values]],
    names: Mapping[str, str],
) -> Iterator[Asal]:
    sheets = questions.sheets(office, periode)
    held = _held(office, periode, names)
    for satu in wilayah:
        used = {sheet.asal_paket for sheet in sheets if sheet.wilayah == satu.kode}
        found = dispatch.packages(office, arah="masuk", wilayah=satu.kode, periode=periode)
        for paket in found:
            yield Asal(
                wilayah=satu.kode,
                berkas=paket.nama_berkas,
                paket_id=paket.paket_id or "",
                revisi=paket.revisi,
                penanda_tangan=paket.penanda_tangan,
                putusan=t(f"rekap.putusan.{paket.putusan}") + held.get(paket.nomor, ""),
                diterima=paket.waktu[:16].replace("T", " "),
                dipakai=paket.paket_id in used and paket.putusan != dispatch.DITARIK,
            )
        if not found:
            here = satu.kode in values
            label = t("rekap.sumber.diisi_di_sini" if here else "rekap.sumber.tanpa_paket")
            yield Asal(wilayah=satu.kode, putusan=label, dipakai=here)


def _held(office: Office, periode: Periode, names: Mapping[str, str]) -> dict[int, str]:
    """What is held back of each package, by its number in the book, to stand after its verdict."""
    found: dict[int, list[str]] = {}
    for one in holds.open_holds(office, periode):
        found.setdefault(one.nomor, []).append(names.get(one.urusan, one.urusan))
    return {
        nomor: t("rekap.sumber.ditahan", daftar=", ".join(listed))
        for nomor, listed in found.items()
    }


@dataclass(frozen=True, slots=True)
class DataRow:
    """One row of the sheet `Data`: a cell of a form with what it holds."""

    key: DataKey
    periode: str
    sel: Sel
    jenis: str
    isi: Isi


def data_rows(bahan: Bahan) -> Iterator[DataRow]:
    """Every value used, and the empty cells the index asked for, in reading order."""
    for row in bahan.present:
        wilayah = row.wilayah.kode
        for form in bahan.forms:
            asked = {sel for sel, _ in inputs(row, form.kode)}
            values = bahan.values.get(wilayah, {}).get(form.kode, {})
            hidden = unseen(form, values)
            for sel in in_order(form, values):
                kode = sel.kode
                nilai = values.get(kode)
                if nilai is None and kode not in asked:
                    continue
                periode = str(form.home_period(kode, bahan.periode))
                shown = (VEILED, hidden[kode]) if kode in hidden else _spelt(nilai, sel)
                yield DataRow(DataKey(wilayah, form.kode, kode), periode, sel, *shown)


def unseen(form: Formulir, values: Values) -> dict[str, str]:
    """The small counts of breakdowns and what would give them away; totals stay for the index."""
    part = next((one for one in form.indeks.bagian if "*" not in one.pembilang), None)
    if part is None:
        return {}
    tabel, _, main = part.pembilang.split(".")
    found: dict[str, str] = {}
    broken_down = [kolom for kolom in form.tables[tabel].kolom if kolom.pilah]
    for baris in form.tables[tabel].baris:
        row = f"{tabel}.{baris.kode}"
        entered = [(k.pilah, values.get(f"{row}.{k.kode}")) for k in broken_down]
        if not any(_is_small(n) or (p == "ragam" and n is not None) for p, n in entered):
            continue
        counts = gedsi.counts(form, values, f"{row}.{main}")
        gone = gedsi.veiled(form, counts, f"{row}.{main}", total_seen=True)
        found |= {f"{row}.{kolom}": sel_kecil.MARKS[tabir] for kolom, tabir in gone.items()}
    return found


def _is_small(nilai: Nilai | None) -> bool:
    return isinstance(nilai, int) and sel_kecil.is_small(nilai)


def inputs(row: BarisRekap, formulir: str) -> Iterator[tuple[str, int | None]]:
    """The cells the index of a layanan was made from."""
    pending = [row.layanan[formulir]]
    while pending:
        simpul = pending.pop()
        yield from simpul.masukan
        pending += simpul.anak


def province_line(bahan: Bahan, label: str) -> Line:
    """The top line of the recomputation: the mean of the complete regions."""
    mean, _ = bahan.mean
    return Line("provinsi", "", "", "", label, "rerata_lengkap", "" if mean is None else mean)


def _spelt(nilai: Nilai | None, sel: Sel) -> tuple[str, Isi]:
    if nilai is None:
        return NO_VALUE, ""
    jenis, isi = encode(nilai)
    if isinstance(nilai, int):
        return jenis, Fraction(nilai, 10**sel.desimal) if sel.desimal else nilai
    return jenis, isi
