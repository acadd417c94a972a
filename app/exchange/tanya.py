"""The province asks about a cell of a package, closes a question, opens it again, sees answers."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, NamedTuple

from app.domain.periode import Periode
from app.domain.pertanyaan import JenisKejadian, JenisTanya, KeadaanTanya, Kejadian, Pertanyaan
from app.errors import LontarError
from app.exchange import paket, profil_x509
from app.exchange.butir_tanya import checked, find, spelt
from app.store import dispatch, pertanyaan, pustaka
from app.store.columns import to_text
from app.store.door import Kunci
from app.teks import t

if TYPE_CHECKING:
    from app.domain.formulir import Formulir, Sel
    from app.exchange.baris_kabar import BarisJawaban
    from app.exchange.paket import Bacaan, IsiPaket
    from app.store.office import Office


_ABOUT_NONE = "", 0
"""What an event says that is about no package: neither its id nor its revision."""


class Dijawab(NamedTuple):
    """An answer that came with a package, beside its question."""

    tanya: Pertanyaan
    form: Formulir
    sel: Sel
    teks: str
    lama: str
    baru: str
    bukti: int

    @property
    def kejadian(self) -> tuple[str, str, int]:
        """What tells it from another answer."""
        return self.teks, self.baru, self.bukti


def ask(
    office: Office,
    kunci: Kunci,
    sel: str,
    jenis: JenisTanya,
    teks: str,
    *,
    penghalang: bool,
    oleh: str,
) -> Pertanyaan:
    """Ask about a cell of the package that counts; `kunci` names form, region and quarter.

    Raises:
        LontarError: not a province, nothing was accepted from that region, no such cell, or a text
            that is empty, too long or private.

    """
    wilayah, periode = kunci.wilayah, Periode.parse(kunci.periode)
    _check_province(office, wilayah)
    words = checked(teks, t("pribadi.tempat.pertanyaan"))
    counts = dispatch.counting(office, "masuk", periode).get(wilayah)
    if counts is None:
        raise LontarError("pertanyaan_tanpa_paket", wilayah=wilayah, periode=periode.judul)
    form = _form_at(office, kunci.formulir, wilayah, periode, sel)
    held = _held(office, form, wilayah, periode, sel)
    about = counts.paket_id or "", counts.revisi or 0
    opened = _event(JenisKejadian.TANYA, 1, office, oleh, words, about, held)
    facts = (wilayah, str(periode), form.kode, sel, jenis, penghalang)
    return _opened(office, Pertanyaan(secrets.token_hex(16), *facts, (opened,)))


def ask_before(
    office: Office,
    bacaan: Bacaan,
    formulir: str,
    sel: str,
    jenis: JenisTanya,
    teks: str,
    *,
    penghalang: bool,
    oleh: str,
) -> Pertanyaan:
    """Ask about a cell of a genuine package before it is accepted; the package stays where it is.

    What is asked about is the figure the package brings, not the one that is held here.

    Raises:
        LontarError: as for `ask`; nothing needs to have been accepted before.

    """
    wilayah, isi = bacaan.wilayah.kode, bacaan.isi
    _check_province(office, wilayah)
    words = checked(teks, t("pribadi.tempat.pertanyaan"))
    _form_at(office, formulir, wilayah, bacaan.periode, sel)
    brought = spelt(to_text(bacaan.nilai.get(formulir, {}).get(sel)) or "")
    about = paket.package_id(paket.canonical(isi)), isi.revisi
    opened = _event(JenisKejadian.TANYA, 1, office, oleh, words, about, brought)
    facts = (wilayah, str(bacaan.periode), formulir, sel, jenis, penghalang)
    return _opened(office, Pertanyaan(secrets.token_hex(16), *facts, (opened,)))


def _form_at(office: Office, formulir: str, wilayah: str, periode: Periode, sel: str) -> Formulir:
    """The form a region fills, once it has a cell there that can be asked about."""
    form = pustaka.forms_of(office, periode).get(formulir)
    cell = form.find(sel) if form is not None else None
    if form is None or cell is None or cell.closed or not form.filled_by(wilayah):
        raise LontarError("pertanyaan_sel", formulir=formulir, sel=sel)
    return form


def _opened(office: Office, made: Pertanyaan) -> Pertanyaan:
    pertanyaan.add(office, [made])
    return made


def close(office: Office, one: Pertanyaan, alasan: str, *, oleh: str) -> Pertanyaan:
    """Say that a question is settled, and why.

    Raises:
        LontarError: not a province, closed already, or a reason that cannot be kept.

    """
    _check_province(office, one.wilayah)
    words = checked(alasan, t("pribadi.tempat.pertanyaan"))
    if one.keadaan is KeadaanTanya.SELESAI:
        raise LontarError("pertanyaan_sudah_selesai", pertanyaan=one.teks)
    event = _event(JenisKejadian.TUTUP, one.urut_berikut, office, oleh, words)
    pertanyaan.add_event(office, one.id, event._replace(putaran=one.putaran))
    return find(office, one.id)


def reopen(office: Office, one: Pertanyaan, alasan: str, *, oleh: str) -> Pertanyaan:
    """Ask again what was answered or closed, and say why: a new round, about the figure held now.

    Raises:
        LontarError: not a province, still open, or a reason that cannot be kept.

    """
    _check_province(office, one.wilayah)
    words = checked(alasan, t("pribadi.tempat.pertanyaan"))
    if one.keadaan.menunggu:
        raise LontarError("pertanyaan_masih_terbuka", pertanyaan=one.teks)
    periode = Periode.parse(one.periode)
    form = pustaka.forms_of(office, periode)[one.formulir]
    counts = dispatch.counting(office, "masuk", periode).get(one.wilayah)
    about = (counts.paket_id or "", counts.revisi or 0) if counts else _ABOUT_NONE
    held = _held(office, form, one.wilayah, periode, one.sel)
    event = _event(JenisKejadian.BUKA, one.urut_berikut, office, oleh, words, about, held)
    pertanyaan.add_event(office, one.id, event._replace(putaran=one.putaran + 1))
    return find(office, one.id)


def answers_in(office: Office, bacaan: Bacaan) -> list[Dijawab]:
    """The answers of a package to questions asked here, in its order; others are passed over."""
    isi = bacaan.isi
    asked = {one.id: one for one in pertanyaan.questions(office, wilayah=isi.wilayah)}
    forms = {form.kode: form for form in bacaan.forms}
    found = []
    for row in isi.answers:
        one = asked.get(row.pertanyaan)
        if one is None or not _fits(one, row, isi):
            continue
        sel = forms[row.formulir].find(row.sel)
        if sel is not None and one.dibuka is not None:
            baru = spelt(to_text(bacaan.nilai[row.formulir].get(row.sel)) or "")
            bukti = sum((it.formulir, it.sel) == (row.formulir, row.sel) for it in isi.bukti)
            line = Dijawab(one, forms[row.formulir], sel, row.teks, one.dibuka.lama, baru, bukti)
            found.append(line)
    return found


def take_answers(office: Office, bacaan: Bacaan, paket_id: str, oleh: str) -> int:
    """Enter the answers of an accepted package at their questions; how many were new."""
    count = 0
    for line in answers_in(office, bacaan):
        one, last = line.tanya, line.tanya.dijawab
        known = (last.teks, last.baru, last.bukti) if last else None
        if one.keadaan is KeadaanTanya.SELESAI or known == line.kejadian:
            continue
        event = _event(JenisKejadian.JAWAB, one.urut_berikut, office, oleh, line.teks)
        event = event._replace(
            paket=paket_id,
            revisi=bacaan.isi.revisi,
            lama=line.lama,
            baru=line.baru,
            bukti=line.bukti,
            putaran=one.putaran,
        )
        count += pertanyaan.add_event(office, one.id, event)
    return count


def _fits(one: Pertanyaan, row: BarisJawaban, isi: IsiPaket) -> bool:
    place = (one.periode, one.formulir, one.sel, one.putaran)
    return place == (isi.periode, row.formulir, row.sel, row.putaran)


def _check_province(office: Office, wilayah: str) -> None:
    mine = office.identitas
    if not profil_x509.is_province(mine.wilayah):
        raise LontarError("pertanyaan_bukan_provinsi", kantor=mine.kantor)
    if wilayah == mine.wilayah or not profil_x509.inside(wilayah, mine.wilayah):
        raise LontarError("pertanyaan_luar_provinsi", wilayah=wilayah, kantor=mine.kantor)


def _held(office: Office, form: Formulir, wilayah: str, periode: Periode, sel: str) -> str:
    kunci = Kunci(form.kode, wilayah, str(form.home_period(sel, periode)))
    return spelt(pertanyaan.value(office, kunci, sel))


def _event(
    jenis: JenisKejadian,
    urut: int,
    office: Office,
    oleh: str,
    teks: str,
    about: tuple[str, int] = _ABOUT_NONE,
    lama: str = "",
) -> Kejadian:
    waktu = office.now().isoformat(timespec="seconds")
    return Kejadian(secrets.token_hex(16), urut, jenis, waktu, paket.tidy(oleh), teks, *about, lama)
