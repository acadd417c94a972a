"""An office asks about a cell of a package, closes a question, opens it again, sees answers.

A province asks its regions, a kabupaten its OPD (`penanya`).
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, NamedTuple

from app.domain.aksara import coded_line
from app.domain.opd import same_opd
from app.domain.periode import Periode
from app.domain.pertanyaan import (
    MAX_TEKS,
    JenisKejadian,
    JenisTanya,
    KeadaanTanya,
    Kejadian,
    Pertanyaan,
)
from app.errors import LontarError
from app.exchange import paket, penanya, teks_paket
from app.exchange.butir_tanya import checked, find, spelt
from app.exchange.penanya import Tujuan
from app.store import pertanyaan, pustaka
from app.store.columns import to_text
from app.teks import t

if TYPE_CHECKING:
    from app.domain.formulir import Formulir, Sel
    from app.exchange.baris_kabar import BarisJawaban
    from app.exchange.paket import Bacaan, IsiPaket
    from app.store.dispatch import Paket
    from app.store.door import Kunci
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
    terusan: str = "",
) -> Pertanyaan:
    """Ask about a cell of the package that counts; `kunci` names form, region and quarter.

    `terusan` is the question of the province that is passed on with it.

    Raises:
        LontarError: this office does not ask there, nothing was accepted from there, no such cell,
            a figure the OPD did not send, or a text that is empty, too long or private.

    """
    periode = Periode.parse(kunci.periode)
    form = _form_at(office, kunci.formulir, kunci.wilayah, periode, sel)
    tujuan = penanya.addressee(office, form, kunci.wilayah)
    words = checked(teks, t("pribadi.tempat.pertanyaan"))
    counts = penanya.counting(office, tujuan, periode)
    penanya.check_own_figure(office, form, tujuan, periode, sel, counts)
    held = spelt(penanya.value(office, form, tujuan, periode, sel))
    opened = _event(JenisKejadian.TANYA, 1, office, oleh, words, _named(counts), held)
    facts = (tujuan.wilayah, str(periode), form.kode, sel, jenis, penghalang)
    return _opened(office, facts, opened, tujuan.opd, terusan)


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
    penanya.check(office, Tujuan(wilayah, isi.opd))
    words = checked(teks, t("pribadi.tempat.pertanyaan"))
    _form_at(office, formulir, wilayah, bacaan.periode, sel)
    brought = spelt(to_text(bacaan.disimpan.get(formulir, {}).get(sel)) or "")
    about = paket.package_id(paket.canonical(isi)), isi.revisi
    opened = _event(JenisKejadian.TANYA, 1, office, oleh, words, about, brought)
    facts = (wilayah, str(bacaan.periode), formulir, sel, jenis, penghalang)
    return _opened(office, facts, opened, isi.opd)


def _form_at(office: Office, formulir: str, wilayah: str, periode: Periode, sel: str) -> Formulir:
    """The form a region fills, once it has a cell there that can be asked about."""
    form = pustaka.forms_of(office, periode).get(formulir)
    cell = form.find(sel) if form is not None else None
    if form is None or cell is None or cell.closed or not form.filled_by(wilayah):
        raise LontarError("pertanyaan_sel", formulir=formulir, sel=sel)
    return form


def _named(counts: Paket | None) -> tuple[str, int]:
    """A package as an event names it."""
    return (counts.paket_id or "", counts.revisi or 0) if counts else _ABOUT_NONE


def _opened(
    office: Office,
    facts: tuple[str, str, str, str, JenisTanya, bool],
    opened: Kejadian,
    opd: str,
    terusan: str = "",
) -> Pertanyaan:
    made = Pertanyaan(secrets.token_hex(16), *facts, (opened,), opd, terusan)
    pertanyaan.add(office, [made])
    return made


def close(office: Office, one: Pertanyaan, alasan: str, *, oleh: str) -> Pertanyaan:
    """Say that a question is settled, and why.

    Raises:
        LontarError: asked by another office, closed already, or a reason that cannot be kept.

    """
    penanya.check(office, Tujuan(one.wilayah, one.opd))
    words = checked(alasan, t("pribadi.tempat.pertanyaan"))
    if one.keadaan is KeadaanTanya.SELESAI:
        raise LontarError("pertanyaan_sudah_selesai", pertanyaan=one.teks)
    event = _event(JenisKejadian.TUTUP, one.urut_berikut, office, oleh, words)
    pertanyaan.add_event(office, one.id, event._replace(putaran=one.putaran))
    return find(office, one.id)


def reopen(office: Office, one: Pertanyaan, alasan: str, *, oleh: str) -> Pertanyaan:
    """Ask again what was answered or closed, and say why: a new round, about the figure held now.

    Raises:
        LontarError: asked by another office, still open, a figure the OPD did not send, or a
            reason that cannot be kept.

    """
    tujuan = Tujuan(one.wilayah, one.opd)
    penanya.check(office, tujuan)
    words = checked(alasan, t("pribadi.tempat.pertanyaan"))
    if one.keadaan.menunggu:
        raise LontarError("pertanyaan_masih_terbuka", pertanyaan=one.teks)
    periode = Periode.parse(one.periode)
    form = pustaka.forms_of(office, periode)[one.formulir]
    counts = penanya.package_of(office, tujuan, periode)
    if counts is not None:
        penanya.check_own_figure(office, form, tujuan, periode, one.sel, counts)
    held = spelt(penanya.value(office, form, tujuan, periode, one.sel))
    event = _event(JenisKejadian.BUKA, one.urut_berikut, office, oleh, words, _named(counts), held)
    pertanyaan.add_event(office, one.id, event._replace(putaran=one.putaran + 1))
    return find(office, one.id)


def answers_in(office: Office, bacaan: Bacaan) -> list[Dijawab]:
    """The answers of a package to questions asked here, in its order; others are passed over."""
    isi = bacaan.isi
    listed = pertanyaan.questions(office, wilayah=isi.wilayah)
    asked = {one.id: one for one in listed if same_opd(one.opd, isi.opd)}
    forms = {form.kode: form for form in bacaan.forms}
    found = []
    for row in isi.answers:
        one = asked.get(row.pertanyaan)
        if one is None or not _fits(one, row, isi):
            continue
        sel = forms[row.formulir].find(row.sel)
        if sel is not None and one.dibuka is not None:
            baru = spelt(to_text(bacaan.disimpan[row.formulir].get(row.sel)) or "")
            bukti = sum((it.formulir, it.sel) == (row.formulir, row.sel) for it in isi.bukti)
            said = coded_line(row.teks, MAX_TEKS)
            line = Dijawab(one, forms[row.formulir], sel, said, one.dibuka.lama, baru, bukti)
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
    return Kejadian(
        secrets.token_hex(16), urut, jenis, waktu, teks_paket.tidy(oleh), teks, *about, lama
    )
