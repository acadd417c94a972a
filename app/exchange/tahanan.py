"""Holding sections of a package back, and taking them in later out of the bytes that were kept.

A section is an urusan. What is held keeps its earlier figures and their origin; the package is
accepted all the same, so that revisions go on as if it were whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from app.domain.opd import same_opd
from app.errors import LontarError
from app.exchange import alasan_masuk, isi_masuk, jaga_pribadi, makna, teks_paket, verifikasi
from app.store import holds, opd
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.formulir import Formulir
    from app.exchange.paket import Bacaan
    from app.exchange.verifikasi import Pemeriksa
    from app.store.door import Tindakan
    from app.store.holds import Tahanan
    from app.store.office import Office

MAX_ALASAN = 300


def sections(bacaan: Bacaan) -> dict[str, str]:
    """The urusan of a package in their order, each with the part of the work it belongs to."""
    return {form.urusan: form.bagian for form in bacaan.forms}


def named(bacaan: Bacaan, wanted: Iterable[str]) -> list[str]:
    """The urusan meant by what was named: an urusan, or a whole part of the work.

    Raises:
        LontarError: the package has no such section.

    """
    known = sections(bacaan)
    found: list[str] = []
    for one in wanted:
        meant = [kode for kode, part in known.items() if one.casefold() in _names(kode, part)]
        if not meant:
            listed = ", ".join(known)
            raise LontarError("tahan_urusan_asing", urusan=one, daftar=listed)
        found += meant
    return list(dict.fromkeys(found))


def _names(kode: str, part: str) -> tuple[str, str]:
    return kode.casefold(), part.casefold()


def check(bacaan: Bacaan, tahan: Mapping[str, str]) -> dict[str, str]:
    """The reasons by urusan, tidied; the urusan are those of the package.

    Raises:
        LontarError: no reason, one that is too long or names a person, a section the package
            does not have, or nothing would be left to take in.

    """
    known = sections(bacaan)
    told = {urusan: reason(why) for one, why in tahan.items() for urusan in named(bacaan, [one])}
    # An OPD often has one urusan only; holding it back is on record, leaving the file lie is not.
    if told and len(told) == len(known) and not bacaan.isi.opd:
        raise LontarError("tahan_semua", wilayah=bacaan.wilayah.nama)
    return told


def reason(alasan: str) -> str:
    """A reason as it is kept.

    Raises:
        LontarError: it is empty, too long, holds a sign that looks different everywhere, or names a
            number or address of a person.

    """
    told = teks_paket.line(alasan, t("pribadi.tempat.tahan"))
    if not told:
        raise LontarError("tahan_tanpa_alasan")
    if len(told) > MAX_ALASAN:
        raise LontarError("tahan_alasan_panjang", batas=MAX_ALASAN)
    jaga_pribadi.check(told, t("pribadi.tempat.tahan"))
    return told


class Kept(Protocol):
    """What tells a package whose bytes are kept from any other."""

    @property
    def paket_id(self) -> str | None:
        """Its id."""
        ...

    @property
    def revisi(self) -> int | None:
        """Its revision, to be told."""
        ...


def kept(data: bytes, held: Kept, pemeriksa: Pemeriksa) -> Bacaan:
    """A package that was accepted, read again from the bytes that were kept; asks no office.

    A signer who has lost the right to sign since does not undo what was accepted from them.

    Raises:
        LontarError: the bytes are no longer those that were accepted.

    """
    laporan = pemeriksa.verify_bytes(data, held.paket_id or "")
    if laporan.isi is None or laporan.paket_id != held.paket_id:
        raise LontarError("tahanan_rusak", revisi=held.revisi)
    verifikasi.check_shown(laporan)
    bacaan = laporan.bacaan or makna.resolve(laporan.isi, pemeriksa.acuan)
    jaga_pribadi.check_package(bacaan)
    return bacaan


def forms_of(bacaan: Bacaan, urusan: str) -> list[Formulir]:
    """The forms of one section."""
    return [form for form in bacaan.forms if form.urusan == urusan]


def take(office: Office, held: Tahanan, bacaan: Bacaan, *, pelaku: str, alasan: str) -> Tindakan:
    """Take a section in that was held back, as one gesture, and record the decision.

    Raises:
        LontarError: no reason, it is not held any more, or a sheet is closed.

    """
    told = reason(alasan)
    facts = {"urusan": bacaan.acuan.urusan[held.urusan], "wilayah": bacaan.wilayah.nama}
    label = t("impor.label_ambil", **facts, revisi=held.revisi)
    with office.transaction():
        if not any(one[:6] == held[:6] for one in holds.open_holds(office, held.periode)):
            raise LontarError("tahanan_selesai", **facts, revisi=held.revisi)
        forms = forms_of(bacaan, held.urusan)
        isi_masuk.check_definitions(office, bacaan, {form.kode for form in forms})
        tindakan = isi_masuk.write(office, bacaan, forms, held.paket_id, label=label, pelaku=pelaku)
        holds.take(office, held, told, pelaku)
        _own(office, bacaan, held.urusan, told, pelaku)
        alasan_masuk.take(office, bacaan, forms, pelaku)
    return tindakan


def _own(office: Office, bacaan: Bacaan, urusan: str, alasan: str, pelaku: str) -> None:
    """Whoever's urusan is taken in owns it, when it is an OPD."""
    sender = bacaan.isi.opd
    if not sender:
        return
    known = opd.owners(office).get(urusan)
    if known is None or not same_opd(known.opd, sender):
        opd.assign(office, urusan, sender, alasan=alasan, pelaku=pelaku)


def told(one: Tahanan, names: Mapping[str, str]) -> str:
    """A section that is held back, in words: which, since when, by whom, why."""
    return t(
        "tahan.kalimat",
        urusan=names.get(one.urusan, one.urusan),
        revisi=one.revisi,
        pelaku=one.pelaku,
        alasan=f"{one.alasan.rstrip('.')}.",
    )
