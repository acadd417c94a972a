"""What an office hands in on paper: printed tables by their names, L1 the RAT and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app import paths
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import cetak_berkas, kertas_kantor, potongan, tanda_air
from app.exchange.bahan_cetak import Penyusun
from app.exchange.cetak_berkas import Sampul, Tanda
from app.exchange.jeda import uncollected
from app.exchange.tanggal import written_moment
from app.store import output_lists, people, region_lists
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

    from app.domain.cetak_tabel import LembarCetak
    from app.store.office import Office

XLSX, PDF = ".xlsx", ".pdf"


class Cetakan(NamedTuple):
    """Tables ready to be written, with what stands around them."""

    kode: str
    lembar: list[LembarCetak]
    sampul: Sampul

    @property
    def baris(self) -> int:
        """How many rows there are, sums left out."""
        return sum(len(one.baris) - len(one.jumlah) for one in self.lembar)


def of_form(office: Office, periode: Periode, kode: str) -> list[str]:
    """The outputs of a period that begin with a table of this form, or else have one."""
    known = output_lists.of_period(office, paths.forms(), periode).keluaran
    having = [one for one in known if any(name.startswith(f"{kode}.") for name in one.tabel)]
    having.sort(key=lambda one: not one.tabel[0].startswith(f"{kode}."))
    return [one.kode for one in having]


def make(office: Office, keluaran: str, periode: Periode | None, wilayah: str) -> Cetakan:
    """An output of a region, with what its sheets hold now.

    Raises:
        LontarError: there is no such output, or nothing to print.

    """
    with uncollected():
        return potongan.whole(making(office, keluaran, periode, wilayah))


def making(
    office: Office, keluaran: str, periode: Periode | None, wilayah: str
) -> Generator[None, None, Cetakan]:
    """The same table by table, so that others may do something between two of them."""
    when = periode or Periode.dilaporkan(office.now().date())
    daftar = output_lists.of_period(office, paths.forms(), when)
    known = daftar.outputs
    wanted = known.get(keluaran.upper())
    if wanted is None:
        raise LontarError("cetak_tidak_ada", keluaran=keluaran, ada=", ".join(known))
    sheets = yield from Penyusun(office, wilayah, when, daftar.veils).reading(wanted)
    if not sheets:
        first = wanted.tabel[0].partition(".")[0]
        raise LontarError("cetak_kosong", keluaran=wanted.kode, formulir=first, periode=when)
    region = region_lists.region(office, paths.forms(), wilayah, when).nama
    title = (wanted.nama, region, when.judul)
    return Cetakan(wanted.kode, sheets, cover(office, title, region, when))


def cover(office: Office, judul: Sequence[str], wilayah: str, periode: Periode) -> Sampul:
    """Title, foot, and the block for signatures."""
    now = office.now()
    title = " ".join(judul)
    foot = t("cetak.kaki", wilayah=wilayah, judul=judul[0], waktu=written_moment(now))
    leader = next((p for p in people.users(office) if p.aktif and p.peran == "pimpinan"), None)
    blank = t("cetak.tanda.nama_kosong")
    tanda = Tanda(
        t("cetak.tanda.tempat", tahun=periode.tahun),
        (leader.jabatan if leader else "") or office.identitas.kantor,
        leader.nama if leader else blank,
        t("cetak.tanda.nip", nip=leader.nip) if leader and leader.nip else "",
    )
    mark, kertas = tanda_air.of_office(office), kertas_kantor.of_office(office)
    return Sampul(title, office.identitas.kantor, now, foot, tanda, mark, kertas)


def save(cetakan: Cetakan, path: Path) -> None:
    """Write an output as a workbook; pages are drawn by whoever can draw (`page`).

    Raises:
        LontarError: as for `cetak_berkas.save_workbook`.

    """
    cetak_berkas.save_workbook(cetakan.lembar, cetakan.sampul, path)


def page(cetakan: Cetakan) -> str:
    """The same as HTML for a page."""
    return cetak_berkas.page(cetakan.lembar, cetakan.sampul)
