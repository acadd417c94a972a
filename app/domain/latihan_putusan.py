"""Whether the checks of an exercise are fulfilled, by facts that whoever judges hands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from app.domain.latihan import (
    PeriksaAlasan,
    PeriksaBerkas,
    PeriksaCabut,
    PeriksaKumulatif,
    PeriksaNilai,
    PeriksaNyata,
    PeriksaOpd,
    PeriksaPaket,
    PeriksaPemilik,
    PeriksaSoal,
    PeriksaTandaTerima,
    PeriksaTemuan,
    PeriksaTerima,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from app.domain.latihan import Latihan, Periksa
    from app.domain.nilai import Nilai


class Peringatan(NamedTuple):
    """What a rule found: where, and whether a reason stands for exactly that."""

    aturan: str
    sel: str
    beralasan: bool


class Fakta(Protocol):
    """How things stand in the office of an exercise."""

    def value(self, formulir: str, sel: str) -> Nilai | None:
        """What a cell holds."""

    def planted(self, formulir: str, sel: str) -> Nilai | None:
        """What a cell held before the exercise changed it."""

    def findings(self, formulir: str) -> Sequence[Peringatan]:
        """What the rules find in a form."""

    def stated(self) -> bool:
        """Whether a statement waits for its signature."""

    def revision(self) -> int:
        """The revision signed last, 0 before the first."""

    def unsent(self) -> int:
        """How many cells are not as they were signed last."""

    def received(self) -> int:
        """The highest revision of ours that a receipt proves received, 0 before the first."""

    def accepted(self, wilayah: str) -> int:
        """The revision that counts here for a region, 0 before the first."""

    def senders(self) -> Collection[str]:
        """The OPD whose packages were taken in."""

    def owner(self, urusan: str) -> str:
        """The OPD that owns an urusan, empty for none."""

    def answer(self, kode: str) -> str:
        """What was chosen at a question, empty before."""

    def can_sign(self, wilayah: str) -> bool:
        """Whether anybody of a region has a certificate that counts."""

    def has_file(self, nama: str) -> bool:
        """Whether such a file was written."""


def judge(latihan: Latihan, fakta: Fakta) -> list[bool]:
    """Whether each check of an exercise is fulfilled, in order."""
    return [fulfilled(one, fakta) for one in latihan.periksa]


def fulfilled(periksa: Periksa, fakta: Fakta) -> bool:
    """Whether one check is fulfilled."""
    match periksa:
        case PeriksaNilai() | PeriksaKumulatif():
            return fakta.value(periksa.formulir, periksa.sel) == _wanted(periksa, fakta)
        case PeriksaTemuan() | PeriksaAlasan():
            return _found_right(periksa, fakta.findings(periksa.formulir))
        case PeriksaNyata() | PeriksaPaket() | PeriksaTandaTerima() | PeriksaTerima():
            return _sent_right(periksa, fakta)
        case PeriksaOpd() | PeriksaPemilik() | PeriksaCabut():
            return _of_offices(periksa, fakta)
        case PeriksaSoal():
            return fakta.answer(periksa.soal) == periksa.benar
        case PeriksaBerkas():
            return fakta.has_file(periksa.nama)


def _wanted(periksa: PeriksaNilai | PeriksaKumulatif, fakta: Fakta) -> Nilai | None:
    if isinstance(periksa, PeriksaNilai):
        return value_of(periksa.isi)
    return fakta.planted(periksa.formulir, periksa.sel)


def _of_offices(periksa: PeriksaOpd | PeriksaPemilik | PeriksaCabut, fakta: Fakta) -> bool:
    if isinstance(periksa, PeriksaCabut):
        return not fakta.can_sign(periksa.wilayah)
    if isinstance(periksa, PeriksaOpd):
        return periksa.opd in fakta.senders()
    return fakta.owner(periksa.urusan) == periksa.opd


def _sent_right(
    periksa: PeriksaNyata | PeriksaPaket | PeriksaTandaTerima | PeriksaTerima, fakta: Fakta
) -> bool:
    if isinstance(periksa, PeriksaTerima):
        return fakta.accepted(periksa.wilayah) >= periksa.revisi
    if isinstance(periksa, PeriksaTandaTerima):
        return fakta.received() >= periksa.revisi
    waits = isinstance(periksa, PeriksaNyata) and fakta.stated()
    signed = fakta.revision() >= periksa.revisi
    return waits or (signed and not _changed_since(periksa, fakta))


def _changed_since(periksa: Periksa, fakta: Fakta) -> int:
    """How many cells have changed since the package that should hold them all."""
    return fakta.unsent() if isinstance(periksa, PeriksaPaket) and periksa.utuh else 0


class Keliru(NamedTuple):
    """Why a check is not fulfilled, where that can be said: a text's key and what stands there."""

    alasan: Literal["nilai", "jawaban", "tanpa_temuan", "pemilik", "berubah"]
    isi: Nilai | None = None


def amiss(periksa: Periksa, fakta: Fakta) -> Keliru | None:
    """What is wrong about a check that is not fulfilled; None where nothing was done yet."""
    match periksa:
        case PeriksaNilai() | PeriksaKumulatif():
            held = fakta.value(periksa.formulir, periksa.sel)
            return None if held is None else Keliru("nilai", held)
        case PeriksaSoal():
            return Keliru("jawaban") if fakta.answer(periksa.soal) else None
        case PeriksaAlasan():
            found = fakta.findings(periksa.formulir)
            gone = all(one.aturan != periksa.aturan for one in found)
            return Keliru("tanpa_temuan") if gone else None
        case PeriksaPemilik():
            owner = fakta.owner(periksa.urusan)
            return Keliru("pemilik", owner) if owner else None
        case PeriksaPaket():
            changed = _changed_since(periksa, fakta) if fakta.revision() >= periksa.revisi else 0
            return Keliru("berubah", changed) if changed else None
        case _:
            return None


def _found_right(periksa: PeriksaTemuan | PeriksaAlasan, found: Sequence[Peringatan]) -> bool:
    mine = [one for one in found if one.aturan == periksa.aturan]
    if isinstance(periksa, PeriksaAlasan):
        return bool(mine) and all(one.beralasan for one in mine)
    return not any(periksa.sel in ("", one.sel) for one in mine)
