"""The reports of an office: each is read in pieces, then written without the office."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from app import paths
from app.domain.opd import OPD
from app.errors import LontarError
from app.exchange import berkas, cetak_berkas, kertas_kantor, paraf_kantor, potongan, tanda_air
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
    from pathlib import Path

    from app.domain.cetak_tabel import LembarCetak
    from app.domain.periode import Periode
    from app.exchange.laporan.bahan import Bacaan, BahanLaporan
    from app.exchange.paraf_kantor import Pejabat
    from app.store.office import Office

    Write = Callable[[Path], list[Path]]
    """Writes a report to a file, or into a folder, and says which files it made."""
    Reading = Generator[None, None, Write]
    """Reads what a report is made from; others may do something between two pieces."""

XLSX, DOCX, FOLDER = ".xlsx", ".docx", ""
_ESPM, _LKPJ = "espm", "lkpj"
_OF_FILES = frozenset({".zip", ".rar", ".7z", XLSX, ".xls", DOCX, ".doc", ".pdf", ".csv", ".json"})
"""Endings by which nobody would look for a folder."""


class Laporan(NamedTuple):
    """A kind of report. `akhiran` is empty where it is a folder of files.

    `read` asks the office, piece by piece; what it returns may run anywhere.
    """

    kode: str
    akhiran: str
    read: Callable[[Office, Periode, str], Reading]
    provinsi: bool = False

    def prepare(self, office: Office, periode: Periode, wilayah: str) -> Write:
        """Read everything at once.

        Raises:
            LontarError: a file of definitions is wrong.

        """
        return potongan.whole(self.read(office, periode, wilayah))

    @property
    def nama(self) -> str:
        """Its name in lists."""
        return t(f"laporan.daftar.{self.kode}.nama")

    @property
    def isi(self) -> str:
        """What is in it, in one sentence."""
        return t(f"laporan.daftar.{self.kode}.isi")

    def file_name(self, periode: Periode, wilayah: str) -> str:
        """A name to propose."""
        return f"{self.kode}_{wilayah}_{periode}{self.akhiran}"

    def check_name(self, target: Path) -> None:
        """Whether whoever looks for it will know it by this name.

        Raises:
            LontarError: the ending is that of something else.

        """
        ending = target.suffix.casefold()
        if self.akhiran == FOLDER and ending in _OF_FILES:
            raise LontarError("laporan_bukan_berkas", laporan=self.nama, berkas=target.name)
        if self.akhiran not in (FOLDER, ending):
            facts = {"berkas": target.name, "akhiran": self.akhiran}
            raise LontarError("laporan_akhiran", laporan=self.nama, **facts)


def offered(office: Office) -> list[Laporan]:
    """The reports this office can make, in the order they are listed."""
    if office.identitas.jenis == OPD:
        # Every other report speaks for a whole region.
        return [one for one in _ALL if one.kode == _ESPM]
    province = office.identitas.jenis in {"provinsi", "latihan"}
    return [one for one in _ALL if province or not one.provinsi]


def find(office: Office, kode: str) -> Laporan:
    """A report by its code.

    Raises:
        LontarError: there is none for this office.

    """
    known = {one.kode: one for one in offered(office)}
    if kode not in known:
        raise LontarError("laporan_tidak_ada", laporan=kode, ada=", ".join(known))
    return known[kode]


def _recap(office: Office, periode: Periode, _: str) -> Reading:
    from app.exchange import rekap_bahan, rekap_sekitar, rekap_tren, rekap_xlsx

    bahan = yield from rekap_bahan.reading(office, periode, paths.forms())
    quarters = []
    for quarter in rekap_tren.quarters(office, periode, paths.forms()):
        quarters.append(quarter)
        yield
    sekitar = rekap_sekitar.of_quarters(office, bahan, quarters)

    def write(target: Path) -> list[Path]:
        rekap_xlsx.save(bahan, target, sekitar)
        return [target]

    return write


def _kemiskinan(office: Office, periode: Periode, _: str) -> Reading:
    from app.exchange import konsolidasi_bahan, konsolidasi_xlsx

    bahan = konsolidasi_bahan.gather(office, periode, paths.forms())
    yield
    kepala = konsolidasi_xlsx.head_of(office)

    def write(target: Path) -> list[Path]:
        konsolidasi_xlsx.save(konsolidasi_bahan.put_together(bahan), kepala, target)
        return [target]

    return write


def _open_data(office: Office, periode: Periode, _: str) -> Reading:
    from app.exchange import rekap_bahan
    from app.exchange.laporan import satu_data

    folder = paths.forms()
    bahan = yield from rekap_bahan.reading(office, periode, folder)
    sumber = satu_data.gather(office, bahan, folder)
    return lambda target: _into_folder(target, satu_data.compose(sumber).berkas)


def _written(office: Office, periode: Periode, wilayah: str) -> Reading:
    from app.exchange import rekap_bahan
    from app.exchange.laporan import dokumen, laporan_spm

    bacaan = yield from _read(office, periode, [wilayah])
    region = bacaan.wilayah[0]
    daerah = None
    if region.is_provinsi:
        daerah = yield from rekap_bahan.reading(office, periode, paths.forms())
    mark, kertas = tanda_air.of_office(office), kertas_kantor.of_office(office)
    paraf = _initials(office, wilayah)

    def write(target: Path) -> list[Path]:
        bahan = bacaan.of_region(region)
        naskah = paraf_kantor.added(laporan_spm.compose(bahan, daerah), paraf)
        berkas.write_atomic(target, dokumen.write(naskah, bahan.dibuat, mark, kertas))
        return [target]

    return write


def _lp2kd(office: Office, periode: Periode, wilayah: str) -> Reading:
    from app.exchange.laporan import dokumen, lp2kd

    bahan = lp2kd.gather(office, periode, wilayah)
    yield
    mark = tanda_air.of_office(office)

    def write(target: Path) -> list[Path]:
        berkas.write_atomic(target, dokumen.write(lp2kd.compose(bahan), bahan.dibuat, mark))
        return [target]

    return write


def _espm(office: Office, periode: Periode, wilayah: str) -> Reading:
    bacaan = yield from _read(office, periode, [wilayah])
    sampul = _covers(office, bacaan, _ESPM)[wilayah]

    def write(target: Path) -> list[Path]:
        sheets = _entry_sheet(bacaan.of_region(bacaan.wilayah[0]))
        cetak_berkas.save_workbook(sheets, sampul, target)
        return [target]

    return write


def _entry_sheet(bahan: BahanLaporan) -> list[LembarCetak]:
    from app.exchange.laporan import espm

    return espm.sheets(bahan)


def _lkpj(office: Office, periode: Periode, wilayah: str) -> Reading:
    from app.exchange import bahan_lkpj
    from app.exchange.laporan import lkpj

    bacaan = yield from _read(office, periode, [wilayah])
    dicatat = bahan_lkpj.gather(office, periode, wilayah)
    paraf = _initials(office, wilayah)
    sampul = paraf_kantor.signed(_covers(office, bacaan, _LKPJ)[wilayah], paraf)

    def write(target: Path) -> list[Path]:
        sheets = lkpj.sheets(bacaan.of_region(bacaan.wilayah[0]), dicatat)
        sheets += [paraf_kantor.sheet(paraf, sampul.judul)] if paraf else []
        cetak_berkas.save_workbook(sheets, sampul, target)
        return [target]

    return write


def _initials(office: Office, wilayah: str) -> tuple[Pejabat, ...]:
    """Who initials and signs a report about a region; only the office's own has any."""
    own = wilayah == office.identitas.wilayah
    return paraf_kantor.of_office(office) if own else ()


def _entry_sheets(office: Office, periode: Periode, wilayah: str) -> Reading:
    """The e-SPM entry sheets of every region with data; the others are named in the result."""
    from app.store import dispatch, region_lists

    known = region_lists.of_quarter(office, paths.forms(), periode).values()
    regions = [one for one in known if not one.is_provinsi]
    came = dispatch.counting(office, "masuk", periode)
    inside = [one.kode for one in regions if one.kode.startswith(f"{wilayah.partition('.')[0]}.")]
    bacaan = yield from _read(office, periode, [kode for kode in inside if kode in came])
    sampul = _covers(office, bacaan, _ESPM)

    def write(target: Path) -> list[Path]:
        names = []
        with _made_anew(target) as folder:
            for region in bacaan.wilayah:
                names.append(f"espm_{region.kode}_{periode}{XLSX}")
                sheets = _entry_sheet(bacaan.of_region(region))
                cetak_berkas.save_workbook(sheets, sampul[region.kode], folder / names[-1])
        return [target / name for name in names]

    return write


def _read(
    office: Office, periode: Periode, wilayah: Iterable[str]
) -> Generator[None, None, Bacaan]:
    from app.exchange.laporan import bahan

    return bahan.reading(office, periode, wilayah, paths.forms())


def _covers(office: Office, bacaan: Bacaan, kode: str) -> Mapping[str, cetak_berkas.Sampul]:
    from app.exchange import keluaran_cetak

    title = [t(f"laporan.daftar.{kode}.nama")]
    return {
        one.kode: keluaran_cetak.cover(office, title, one.nama, bacaan.periode)
        for one in bacaan.wilayah
    }


def _into_folder(target: Path, files: Mapping[str, bytes]) -> list[Path]:
    with _made_anew(target) as folder:
        for name, data in files.items():
            berkas.write_atomic(folder / name, data)
    return [target / name for name in files]


@contextmanager
def _made_anew(target: Path) -> Iterator[Path]:
    """The whole folder or none; nothing that lies there already is mixed with a report."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise LontarError("laporan_folder_terisi", folder=str(target))
    with berkas.whole_folder(target) as folder:
        yield folder


_ALL = (
    Laporan("laporan-spm", DOCX, _written),
    Laporan(_ESPM, XLSX, _espm),
    Laporan(_LKPJ, XLSX, _lkpj),
    Laporan("lp2kd", DOCX, _lp2kd),
    Laporan("rekap", XLSX, _recap, provinsi=True),
    Laporan("konsolidasi-kemiskinan", XLSX, _kemiskinan, provinsi=True),
    Laporan("espm-semua", FOLDER, _entry_sheets, provinsi=True),
    Laporan("satu-data", FOLDER, _open_data, provinsi=True),
)
