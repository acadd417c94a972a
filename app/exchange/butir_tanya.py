"""A question at its cell, as an office looks at it: what was asked, what is here, the answer."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from app.domain.nilai import decode
from app.domain.opd import OPD
from app.domain.periode import Periode
from app.domain.pertanyaan import MAX_TEKS, Jawaban, Pertanyaan
from app.errors import LontarError
from app.exchange import jaga_pribadi, teks_paket
from app.exchange.blok import shown
from app.exchange.sel_kata import spoken
from app.store import pertanyaan, pustaka
from app.store.door import Kunci
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.formulir import Formulir, Sel
    from app.store.office import Office

_SIDIK = "sidik:"


class Butir(NamedTuple):
    """A question as an office looks at it.

    `nilai` is what the cell holds here now, spelt as in the history. `jawaban` is what would go
    along with the next package; it only counts while whoever asked waits. `di_sini` tells that it
    is this office that answers.
    """

    tanya: Pertanyaan
    form: Formulir
    sel: Sel
    kunci: Kunci
    nilai: str
    jawaban: Jawaban
    di_sini: bool

    @property
    def terjawab(self) -> bool:
        """Whether what is here answers the round that is open."""
        return self.tanya.keadaan.menunggu and self.jawaban.menjawab(self.tanya.jenis)

    @property
    def ditunggu(self) -> bool:
        """Whether an answer is still missing, from here or from whoever was asked."""
        return self.tanya.keadaan.menunggu and not self.terjawab

    @property
    def keadaan(self) -> str:
        """The state in a word: that of the question, or "siap" when the answer is ready to go."""
        return "siap" if self.terjawab else self.tanya.keadaan.value

    def as_json(self) -> dict[str, object]:
        """The same for machines (`--json`)."""
        one = self.tanya
        return {
            "id": one.id,
            "wilayah": one.wilayah,
            "opd": one.opd or None,
            "terusan": one.terusan or None,
            "periode": one.periode,
            "formulir": one.formulir,
            "sel": one.sel,
            "jenis": one.jenis.value,
            "penghalang": one.penghalang,
            "keadaan": self.keadaan,
            "putaran": one.putaran,
            "teks": one.teks,
            "jawaban": self.jawaban.teks,
            "ditanya": self.ditanya,
            "sekarang": self.sekarang,
            "riwayat": [{**event._asdict(), "jenis": event.jenis.value} for event in one.kejadian],
        }

    @property
    def ditanya(self) -> str:
        """What the cell held when the round was opened, as people read it."""
        opened = self.tanya.dibuka
        return read_aloud(self.sel, opened.lama if opened else "")

    @property
    def sekarang(self) -> str:
        """What it holds here now, as people read it."""
        return read_aloud(self.sel, self.nilai)


def listed(
    office: Office, wilayah: str | None = None, periode: Periode | None = None
) -> list[Butir]:
    """Questions of a region and quarter, or of all of them, in the order of the forms."""
    known: dict[str, Mapping[str, Formulir]] = {}
    found = pertanyaan.questions(office, wilayah=wilayah, periode=periode)
    for one in found:
        if one.periode not in known:
            known[one.periode] = pustaka.forms_of(office, Periode.parse(one.periode))
    looked = (look(office, one, known[one.periode].get(one.formulir)) for one in found)
    return [butir for butir in looked if butir is not None]


def of_forms(
    office: Office, wilayah: str, periode: Periode, forms: Iterable[Formulir]
) -> list[Butir]:
    """The questions of a region and quarter about these forms."""
    known = {form.kode: form for form in forms}
    found = pertanyaan.questions(office, wilayah=wilayah, periode=periode)
    looked = (look(office, one, known.get(one.formulir)) for one in found)
    return [butir for butir in looked if butir is not None]


def at_cell(office: Office, one: Pertanyaan) -> Butir:
    """One question at its cell.

    Raises:
        LontarError: no form here has such a cell.

    """
    forms = pustaka.forms_of(office, Periode.parse(one.periode))
    found = look(office, one, forms.get(one.formulir))
    if found is None:
        raise LontarError("pertanyaan_sel", formulir=one.formulir, sel=one.sel)
    return found


def look(office: Office, one: Pertanyaan, form: Formulir | None) -> Butir | None:
    """One question at its cell; None when no form here has such a cell."""
    sel = form.find(one.sel) if form is not None else None
    if form is None or sel is None:
        return None
    home = form.home_period(one.sel, Periode.parse(one.periode))
    kunci = Kunci(one.formulir, one.wilayah, str(home))
    nilai, opened = spelt(pertanyaan.value(office, kunci, one.sel)), one.dibuka
    if opened is None:
        return None
    if not asked_here(office, one):
        # Only whoever is asked answers; what changed elsewhere says nothing.
        return Butir(one, form, sel, kunci, nilai, Jawaban(), di_sini=False)
    said = pertanyaan.texts(office, one.wilayah, one.periode).get((one.id, one.putaran), "")
    proven = pertanyaan.new_evidence(office, kunci, one.sel, opened.paket)
    given = Jawaban(said, nilai != opened.lama, proven)
    return Butir(one, form, sel, kunci, nilai, given, di_sini=True)


def asked_here(office: Office, one: Pertanyaan) -> bool:
    """Whether this office is to answer: a region its province, an OPD its kabupaten."""
    mine = office.identitas
    return one.wilayah == mine.wilayah and bool(one.opd) == (mine.jenis == OPD)


def asker(*, opd: bool) -> str:
    """Who asks an OPD, or else a region, in a word."""
    return t("tanya.penanya.kabupaten" if opd else "tanya.penanya.provinsi")


def read_aloud(sel: Sel, text: str) -> str:
    """A value of the history as people read it."""
    if not text:
        return t("tanya.kosong")
    if text.startswith(_SIDIK):
        return t("tanya.teks_panjang")
    jenis, _, isi = text.partition(":")
    return str(shown_plain(sel, jenis, isi))


def shown_plain(sel: Sel, jenis: str, isi: str) -> str:
    """A value as it is printed, numbers with their separators."""
    return spoken(shown(sel, decode(jenis, isi)))


def spelt(text: str) -> str:
    """A value of the history as a question carries it: long words as their fingerprint."""
    if len(text) <= MAX_TEKS:
        return text
    return _SIDIK + hashlib.sha256(text.encode()).hexdigest()


def find(office: Office, nomor: str) -> Pertanyaan:
    """A question by its id, or by the beginning of one.

    Raises:
        LontarError: there is none, or more than one.

    """
    wanted = nomor.strip().lower()
    found = [one for one in pertanyaan.questions(office) if wanted and one.id.startswith(wanted)]
    if len(found) != 1:
        raise LontarError("pertanyaan_tidak_ada", nomor=nomor, jumlah=len(found))
    return found[0]


def checked(teks: str, tempat: str, batas: int = MAX_TEKS) -> str:
    """A text on one line of up to `batas` letters that may be signed and sent.

    Raises:
        LontarError: it is empty, too long, holds a sign that looks different everywhere, or names a
            number or an address of a person.

    """
    words = teks_paket.line(teks, tempat)
    if not words:
        raise LontarError("pertanyaan_kosong", tempat=tempat)
    if len(words) > batas:
        raise LontarError("pertanyaan_panjang", tempat=tempat, jumlah=len(words), batas=batas)
    jaga_pribadi.check(words, tempat)
    return words
