"""The offices of the loop as they are before it begins, and what others do to their files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.store import people
from app.store.door import write
from tests.exchange import contoh_opd, contoh_surat
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_buku import with_openpyxl
from tests.exchange.contoh_opd import DINKES, DINPU, KUPANG, TTS
from tests.exchange.contoh_pendirian import FRASA
from tests.exchange.contoh_sertifikat import officer, pimpinan
from tests.ui.contoh_dua import FRASA_PIMPINAN, entrust

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.door import CellWrite

ENDE = contoh.ENDE
LAYANAN, SEL = "KES-01", "penerima.terlayani.jumlah"
LAMA, BARU = 6_431, 6_517
"""The figure the province asks about and the one that replaces it: no other cell has either."""
DITAHAN = 6_603
"""What the second OPD says of the same cell; the kabupaten holds it back."""
DIUBAH = 6_999
"""What somebody typed over it in the workbook."""


@dataclass
class Jejak:
    """What lies in the offices and on the flash drive, and what was read off the screens.

    `files` are by name, `said` are single words of verdicts, `told` what took more of them.
    """

    folder: Path
    stages: list[str] = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    told: dict[str, list[str]] = field(default_factory=dict)
    days: int = 0
    """Since the packages of the OPD were made."""

    @property
    def flashdisk(self) -> Path:
        return self.folder / "flashdisk"

    def reply_to(self, wilayah: str) -> Path:
        """The reply to a region on the flash drive."""
        (file,) = self.flashdisk.glob(f"balasan_{wilayah.replace('.', '')}_*.txt")
        return file

    def file(self, name: str, data: bytes) -> Path:
        """Put a file on the flash drive."""
        self.files[name] = self.flashdisk / f"{name}.xlsx"
        self.files[name].write_bytes(data)
        return self.files[name]


def found(jejak: Jejak) -> None:
    """Two OPD that have handed in, three kabupaten, the province; nothing has been taken in."""
    jejak.flashdisk.mkdir()
    for name, urusan, served in ((DINKES, ("KES",), LAMA), (DINPU, ("PUM", "PRK", "KES"), DITAHAN)):
        with contoh_opd.office(jejak.folder / name, name, *urusan) as one:
            contoh_opd.fill(one, {(LAYANAN, SEL): served})
            jejak.file(name, contoh_opd.hand_in(one, jejak.folder / name))
    with contoh.kabupaten(jejak.folder / KUPANG, filled=False) as one:
        own = [cell for cell in contoh.cells() if cell.formulir[:3] in ("PDK", "TRB", "SOS")]
        write(one, own, jenis="ketik", label="Isi contoh", pelaku=contoh.PELAKU)
        first, second = people.users(one)
        entrust(one, first, officer(KUPANG), FRASA)
        entrust(one, second, pimpinan(KUPANG), FRASA_PIMPINAN)
    # A region with the figures of another one would count as its copy.
    for times, wilayah in ((2, TTS), (3, ENDE)):
        with contoh.kabupaten(jejak.folder / wilayah, wilayah, filled=False) as one:
            own = [_times(times, cell) for cell in contoh.cells(wilayah)]
            write(one, own, jenis="ketik", label="Isi contoh", pelaku=contoh.PELAKU)
            jejak.file(wilayah, contoh.export(one, jejak.folder).path.read_bytes())
    with contoh.provinsi(jejak.folder / "53") as one:
        name = contoh_surat.NAMA["operator"]
        user = people.add_user(one, nama=name, peran="operator", jabatan="Analis")
        entrust(one, user, contoh_surat.officer_of_province(), FRASA)


def _times(number: int, cell: CellWrite) -> CellWrite:
    """A cell of the examples with people and goods so many times as many."""
    isi, counts = cell.nilai, cell.sel.startswith(("penerima.", "mutu."))
    return cell._replace(nilai=isi * number) if counts and isinstance(isi, int) else cell


def tampered(genuine: bytes) -> bytes:
    """The workbook after somebody typed over the figure in its own table and saved."""
    return with_openpyxl(genuine, _type_over)


def _type_over(book) -> None:
    """Type over the figure where the visible sheets show it last: in its own table."""
    found = [
        cell
        for sheet in book
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows()
        for cell in row
        if cell.value == LAMA
    ]
    found[-1].value = DIUBAH


def from_a_stranger(genuine: bytes) -> bytes:
    """The same figures, signed by two people whom another authority certified."""
    read = contoh.judge(genuine)
    assert read.isi is not None
    lain = "Provinsi Lain"
    return contoh.signed_by(read.isi, officer(ENDE, lain), pimpinan(ENDE, lain), lain)
