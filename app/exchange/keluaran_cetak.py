"""What an office hands in on paper: printed tables by their names, L1 the RAT and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app import paths
from app.domain.cetak_tabel import LembarCetak, Naskah, printed_register
from app.domain.periode import Periode
from app.errors import LontarError
from app.exchange import cetak_berkas
from app.exchange.cetak_berkas import Sampul, Tanda
from app.exchange.impor_tabel import peta_of
from app.store import people, pustaka, questions
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from app.domain.formulir import Formulir, Tabel
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


def offered(forms: Iterable[Formulir]) -> dict[str, tuple[Formulir, Tabel]]:
    """The outputs that some forms offer, by name."""
    return {
        tabel.cetak.keluaran: (form, tabel)
        for form in forms
        for tabel in form.tabel
        if tabel.cetak is not None
    }


def make(office: Office, keluaran: str, periode: Periode | None, wilayah: str) -> Cetakan:
    """An output of a region, with what its sheets hold now.

    Raises:
        LontarError: there is no such output, or nothing to print.

    """
    when = periode or Periode.dilaporkan(office.now().date())
    known = offered(
        form for form in pustaka.forms_of(office, when).values() if form.filled_by(wilayah)
    )
    kode = keluaran.upper()
    if kode not in known:
        raise LontarError("cetak_tidak_ada", keluaran=keluaran, ada=", ".join(known) or "-")
    form, tabel = known[kode]
    regions = pustaka.load_wilayah(paths.forms())
    naskah = Naskah(
        regions[wilayah].nama,
        when.tahun,
        peta_of(regions, wilayah.partition(".")[0]),
        t("cetak.jumlah"),
        t("cetak.total"),
        when.judul,
    )
    values = questions.sheet_values(office, form.kode, wilayah, when).now
    sheet = printed_register(form, tabel, values, naskah)
    if not sheet.baris:
        raise LontarError("cetak_kosong", keluaran=kode, formulir=form.kode, periode=when)
    return Cetakan(kode, [sheet], cover(office, sheet, regions[wilayah].nama, when))


def cover(office: Office, sheet: LembarCetak, wilayah: str, periode: Periode) -> Sampul:
    """Title, foot, and the block for signatures."""
    now = office.now()
    title = " ".join(sheet.judul)
    foot = t("cetak.kaki", wilayah=wilayah, judul=sheet.judul[0], waktu=f"{now:%d-%m-%Y %H.%M}")
    leader = next((p for p in people.users(office) if p.aktif and p.peran == "pimpinan"), None)
    blank = t("cetak.tanda.nama_kosong")
    tanda = Tanda(
        t("cetak.tanda.tempat", tahun=periode.tahun),
        (leader.jabatan if leader else "") or office.identitas.kantor,
        leader.nama if leader else blank,
        t("cetak.tanda.nip", nip=leader.nip) if leader and leader.nip else "",
    )
    return Sampul(title, office.identitas.kantor, now, foot, tanda)


def save(cetakan: Cetakan, path: Path) -> None:
    """Write an output as a workbook; pages are drawn by whoever can draw (`page`).

    Raises:
        LontarError: as for `cetak_berkas.save_workbook`.

    """
    cetak_berkas.save_workbook(cetakan.lembar, cetakan.sampul, path)


def page(cetakan: Cetakan) -> str:
    """The same as HTML for a page."""
    return cetak_berkas.page(cetakan.lembar, cetakan.sampul)
