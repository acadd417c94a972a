"""What importing a table would do or has done, in one shape for every kind of table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from app.domain.tempel import MENULIS, Nasib

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain import register
    from app.domain.aturan import Fase
    from app.domain.formulir import Formulir
    from app.domain.kisi import Kisi
    from app.domain.periode import Periode
    from app.domain.profil import Profil
    from app.domain.profil_baca import Kurang
    from app.domain.tabel_kontrol import Kontrol, Usulan
    from app.domain.tempel import Butir, Rencana
    from app.domain.temuan import Temuan
    from app.store.door import Tindakan

FASE: Fase = "selesai"
"""Findings are weighed as for a sheet that is called complete: a table is."""


class Tujuan(NamedTuple):
    """Which form of which period; without a period it is the year the table names, or this one.

    With `profil` the table is read by it, and by nothing else.
    """

    formulir: str
    periode: Periode | None = None
    lembar: str | None = None
    profil: Profil | None = None


class DenganProfil(NamedTuple):
    """What is to be said about a table read by a profile.

    `kurang` are its rows that are not complete, `asing` those without a place in the form, `sisa`
    the rows that only the form has, `hilang` the headings of the profile it lacks, and `wajib` the
    required columns that neither the table nor the profile fills.
    """

    profil: Profil
    kurang: tuple[Kurang, ...] = ()
    asing: tuple[str, ...] = ()
    sisa: tuple[str, ...] = ()
    hilang: tuple[str, ...] = ()
    wajib: tuple[str, ...] = ()

    @property
    def ragu(self) -> bool:
        """Whether a person should look at something."""
        return any((self.kurang, self.asing, self.sisa, self.hilang, self.wajib))


@dataclass(frozen=True)
class HasilImpor:
    """What a table would do or has done; `tindakan` is None as long as nothing was written.

    `usulan` are figures that would mend the sums, `dipakai` those a person has taken, `hilang`
    the names of regions without a row, `temuan` what the rules would say. `tahun` is the year the
    table names, `kali` what its rupiah were multiplied by.
    """

    form: Formulir
    periode: Periode
    lembar: str
    kisi: Kisi
    rencana: Rencana
    cells: register.Cells
    kontrol: tuple[Kontrol, ...]
    baris: tuple[str, ...] = ()
    baru: tuple[str, ...] = ()
    usulan: tuple[Usulan, ...] = ()
    dipakai: tuple[Usulan, ...] = ()
    hilang: tuple[str, ...] = ()
    tahun: int | None = None
    kali: int = 1
    temuan: tuple[Temuan, ...] = ()
    dengan: DenganProfil | None = None
    tindakan: Tindakan | None = None

    @cached_property
    def nasib(self) -> Mapping[tuple[int, int], Nasib]:
        """The lot of every filled cell; one that is asked or refused in part counts as that."""
        found: dict[tuple[int, int], Nasib] = {}
        for one in self.rencana.butir:
            if one.teks.strip():
                found[one.letak] = min(one.nasib, found.get(one.letak, one.nasib), key=_ORDER.index)
        return found

    @property
    def hitungan(self) -> Counter[str]:
        """Filled cells that are taken, left out by a rule, and listed."""
        return Counter(_LOTS[nasib] for nasib in self.nasib.values())

    @property
    def ditolak(self) -> bool:
        """Whether a printed sum is not the sum of its rows, so that nothing may be written."""
        return not all(one.cocok for one in self.kontrol)

    @property
    def lain_tahun(self) -> bool:
        """Whether the table names another year than that of the sheet."""
        return self.tahun is not None and self.tahun != self.periode.tahun

    @property
    def ragu(self) -> bool:
        """Whether a person should look at something before, or after, it is written."""
        grave = any(one.tingkat(FASE) != "catatan" for one in self.temuan)
        odd = self.lain_tahun or self.hilang or self.kali > 1
        odd = odd or (self.dengan is not None and self.dengan.ragu)
        return bool(self.hitungan["didaftar"] or grave or odd)


_ORDER = tuple(Nasib)
_LOTS = {
    **dict.fromkeys((*MENULIS, Nasib.SAMA), "diambil"),
    **dict.fromkeys((Nasib.LEWATI, Nasib.KOSONG), "dikecualikan"),
    **dict.fromkeys((Nasib.TANYA, Nasib.TOLAK), "didaftar"),
}


def lot(one: Butir) -> str:
    """Whether an item takes its cell, leaves it out, or lists it."""
    return _LOTS[one.nasib]
