"""The guard before signing: nothing that leaves may name a person or a way to reach one.

Numbers, telephones and addresses must go. A list that looks like names may be right after all: the
user can say so at the cell, and that holds for exactly these words.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from app.domain.pribadi import Span, find_names, find_private
from app.domain.register import in_order
from app.errors import LontarError
from app.exchange import isi_bukti
from app.exchange.bukti_paket import listing, too_much
from app.store import evidence, people, questions, reasons, settings
from app.store.door import Kunci
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from app.domain.formulir import Formulir
    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah
    from app.exchange.paket import Bacaan
    from app.store.door import Tindakan
    from app.store.evidence import Bukti
    from app.store.office import Office

ATURAN = "PRIBADI"
"""The rule under which "this is no name of a person" is kept."""

KONTAK = "provinsi.kontak"
_SHOWN = 3


class Halangan(NamedTuple):
    """What must not leave, and where it stands; without a form it stands in the settings."""

    kode: str
    pesan: str
    saran: str
    formulir: str = ""
    sel: str = ""


class Teks(NamedTuple):
    """A text of a cell that would travel: "isian", "catatan", "alasan", "jawaban" or "bukti"."""

    asal: str
    isi: str


class Dugaan(NamedTuple):
    """What looks like names at a cell; `sidik` stands for exactly these texts."""

    asal: str
    nama: tuple[Span, ...]
    sidik: str


Place = tuple[str, str]
"""Formulir and sel."""


# --- What would travel -------------------------------------------------------------------------


def obstacles(
    office: Office,
    forms: Iterable[Formulir],
    periode: Periode,
    wilayah: str,
    regions: Iterable[Wilayah],
) -> list[Halangan]:
    """Everything private in the texts of a period, and evidence that cannot go along.

    `forms` are those that are handed in; `regions` give the names that are places.
    """
    texts = texts_of(office, wilayah, periode)
    given = reasons.reasons(office, wilayah, periode)
    places = place_names(regions)
    found = list(_in_settings(office))
    guilty = _guilty(texts, places)
    for form in forms:
        written = dict.fromkeys(guilty.get(form.kode, ()), "")
        for sel in (cell.kode for cell in in_order(form, written)) if written else ():
            here = guilty[form.kode].get(sel, ())
            if here:
                found += _hard(form, sel, here)
                found += _soft(form, sel, suspected(here, places), given)
    return [*found, *_evidence(office, wilayah, periode)]


def _guilty(
    texts: Mapping[Place, Iterable[Teks]], places: Collection[str]
) -> dict[str, dict[str, list[Teks]]]:
    """By form and sel what there is anything against; the same words stand in many cells."""

    @cache
    def harmless(text: str) -> bool:
        return not (find_private(text) or find_names(text, places))

    found: dict[str, dict[str, list[Teks]]] = {}
    for (kode, sel), here in texts.items():
        if bad := [one for one in here if not harmless(one.isi)]:
            found.setdefault(kode, {})[sel] = bad
    return found


def texts_of(
    office: Office,
    wilayah: str,
    periode: Periode,
    formulir: str | None = None,
    sel: str | None = None,
) -> dict[Place, list[Teks]]:
    """The texts of every cell, or of one: entries, notes, reasons, and what evidence is called."""
    found: dict[Place, list[Teks]] = {}
    for one in questions.texts(
        office, wilayah, periode, formulir=formulir, sel=sel, kecuali=ATURAN
    ):
        found.setdefault((one.formulir, one.sel), []).append(Teks(one.asal, one.teks))
    for bukti in evidence.evidence(office, wilayah, periode, formulir, sel):
        here = found.setdefault((bukti.formulir, bukti.sel), [])
        stem = bukti.nama.rpartition(".")[0].replace("_", " ")
        here += [Teks("bukti", text) for text in (stem, bukti.halaman) if text]
    return found


def place_names(regions: Iterable[Wilayah]) -> frozenset[str]:
    """What regions are called, so that no list of them is taken for people."""
    return frozenset(name for one in regions for name in (one.nama, one.singkat))


def check(text: str, tempat: str) -> None:
    """Refuse a text that is about to be signed and names a number or an address of a person.

    Raises:
        LontarError: the first kind that was found, masked; `tempat` says where it stands.

    """
    for jenis, spans in _by_kind(find_private(text)).items():
        raise LontarError(f"pribadi_{jenis}", tempat=tempat, samar=shown(spans))


def check_package(bacaan: Bacaan) -> None:
    """Refuse a package whose texts name a number or an address of a person.

    Our own program does not sign such a thing; somebody else's may.

    Raises:
        LontarError: the first text, its findings masked.

    """
    seen: set[str] = set()
    for formulir, sel, text in _travelled(bacaan):
        # The same words stand in many cells.
        if text in seen:
            continue
        seen.add(text)
        spans = find_private(text)
        if spans:
            form = next(one for one in bacaan.forms if one.kode == formulir)
            raise LontarError(
                "impor_data_pribadi",
                wilayah=bacaan.wilayah.nama,
                sel=form.cell(sel).label,
                formulir=form.nama,
                samar=shown(spans),
            )
    for one in bacaan.isi.reports:
        if spans := find_private(f"{one.teks} {one.bukti}"):
            raise LontarError(
                "lanjut_data_pribadi", wilayah=bacaan.wilayah.nama, samar=shown(spans)
            )


def _travelled(bacaan: Bacaan) -> Iterator[tuple[str, str, str]]:
    """Formulir, sel and text of everything in a package that was written by hand."""
    for formulir, cells in bacaan.nilai.items():
        for sel, isi in cells.items():
            if isinstance(isi, str):
                yield formulir, sel, isi
    for _, formulir, sel, _, _, alasan in bacaan.isi.temuan:
        yield formulir, sel, alasan
    for one in bacaan.isi.answers:
        yield one.formulir, one.sel, one.teks
    for note in bacaan.isi.notes:
        yield note.formulir, note.sel, note.teks
    for bukti in bacaan.isi.bukti:
        yield bukti.formulir, bukti.sel, f"{bukti.nama.replace('_', ' ')} {bukti.halaman}"


# --- What is in the way ------------------------------------------------------------------------


def _hard(form: Formulir, sel: str, texts: Iterable[Teks]) -> Iterator[Halangan]:
    """Numbers and addresses, one obstacle for each kind in each text."""
    for teks in texts:
        for jenis, spans in _by_kind(find_private(teks.isi)).items():
            place = _place(form, sel, teks.asal)
            yield _told(f"pribadi_{jenis}", form, sel, tempat=place, samar=shown(spans))


def _soft(
    form: Formulir, sel: str, dugaan: Dugaan | None, given: Mapping[reasons.Key, reasons.Alasan]
) -> Iterator[Halangan]:
    if dugaan is None or reasons.standing(given, (form.kode, ATURAN, sel), dugaan.sidik):
        return
    place = _place(form, sel, dugaan.asal)
    yield _told("pribadi_nama", form, sel, tempat=place, samar=shown(dugaan.nama))


def suspected(texts: Iterable[Teks], places: Collection[str]) -> Dugaan | None:
    """What looks like names in the texts of a cell, None when nothing does."""
    names = [(teks, find_names(teks.isi, places)) for teks in texts]
    guilty = [(teks, found) for teks, found in names if found]
    if not guilty:
        return None
    spans = tuple(span for _, found in guilty for span in found)
    sidik = reasons.fingerprint("\0".join(teks.isi for teks, _ in guilty))
    return Dugaan(guilty[0][0].asal, spans, sidik)


def shown(spans: Iterable[Span]) -> str:
    """Findings as words that leak nothing: the first three, then how many more."""
    masked = [span.samar for span in spans]
    words = "; ".join(masked[:_SHOWN])
    more = len(masked) - _SHOWN
    return t("pribadi.dan_lainnya", samar=words, jumlah=more) if more > 0 else words


def _by_kind(spans: Iterable[Span]) -> dict[str, list[Span]]:
    kinds: dict[str, list[Span]] = {}
    for span in spans:
        kinds.setdefault(span.jenis, []).append(span)
    return kinds


def _place(form: Formulir, sel: str, asal: str) -> str:
    return t(f"pribadi.tempat.{asal}", sel=form.cell(sel).label, formulir=form.nama)


def _told(kode: str, form: Formulir, sel: str, **data: object) -> Halangan:
    error = LontarError(kode, **data)
    return Halangan(kode, error.pesan, error.saran, form.kode, sel)


def _in_settings(office: Office) -> Iterator[Halangan]:
    """Fields of office and people that stand in every package.

    The province's contact is meant to be a way to reach an office, so only numbers of people are
    looked for there.
    """
    fields = [("kantor", office.identitas.kantor), ("kontak", settings.setting(office, KONTAK, ""))]
    for user in people.users(office):
        if user.aktif:
            fields += [("nama", user.nama), ("jabatan", user.jabatan), ("opd", user.opd)]
    for name, text in fields:
        spans = [one for one in find_private(text) if name != "kontak" or one.jenis == "nik"]
        if spans:
            place = t(f"pribadi.tempat.{name}")
            error = LontarError("pribadi_pengaturan", tempat=place, samar=shown(spans))
            yield Halangan(error.kode, error.pesan, error.saran)


def _evidence(office: Office, wilayah: str, periode: Periode) -> Iterator[Halangan]:
    """Files that are to go along: there, whole at a glance, not too many, listing nobody."""
    try:
        too_much(listing(office, wilayah, periode))
    except LontarError as error:
        yield Halangan(error.kode, error.pesan, error.saran)
    for one in evidence.evidence(office, wilayah, periode):
        fault = _fault(office, one) if one.ikut else None
        if fault is not None:
            yield Halangan(fault.kode, fault.pesan, fault.saran, one.formulir, one.sel)


def _fault(office: Office, bukti: Bukti) -> LontarError | None:
    lost = evidence.glance(office, bukti)
    count = 0 if lost else isi_bukti.niks_in(office, bukti)
    if not count:
        return lost
    where = {"berkas": bukti.nama, "formulir": bukti.formulir, "sel": bukti.sel}
    return LontarError("pribadi_isi_bukti", jumlah=count, **where)


# --- At the cell -------------------------------------------------------------------------------


def at_cell(
    office: Office,
    form: Formulir,
    sel: str,
    periode: Periode,
    wilayah: str,
    places: Collection[str],
) -> list[Halangan]:
    """What the guard has against one cell, for whoever stands on it."""
    texts = texts_of(office, wilayah, periode, form.kode, sel).get((form.kode, sel), [])
    given = reasons.reasons(office, wilayah, periode)
    return [*_hard(form, sel, texts), *_soft(form, sel, suspected(texts, places), given)]


def not_names(
    office: Office,
    form: Formulir,
    sel: str,
    periode: Periode,
    places: Collection[str],
    *,
    pelaku: str,
) -> Tindakan | None:
    """Keep that what looks like names at a cell is none; None when nothing looks like it.

    With other words at the cell the question comes back.
    """
    wilayah = office.identitas.wilayah
    texts = texts_of(office, wilayah, periode, form.kode, sel).get((form.kode, sel), [])
    dugaan = suspected(texts, places)
    if dugaan is None:
        return None
    kunci = Kunci(form.kode, wilayah, str(form.home_period(sel, periode)))
    return reasons.give_reason(
        office,
        kunci,
        ATURAN,
        sel,
        dugaan.sidik,
        t("pribadi.bukan_nama"),
        label=t("pribadi.tindakan.bukan_nama", sel=form.cell(sel).label),
        pelaku=pelaku,
    )
