"""A question of the province goes on to the OPD whose figure it is, and its answer comes back.

The kabupaten decides what it says to the province: the answer of the OPD is only offered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.pertanyaan import KeadaanTanya
from app.errors import LontarError
from app.exchange import jawab, penanya, tanya
from app.store import opd, pertanyaan
from app.store.door import Kunci

if TYPE_CHECKING:
    from app.domain.pertanyaan import Pertanyaan
    from app.exchange.butir_tanya import Butir
    from app.store.door import Tindakan
    from app.store.office import Office


class Terusan(NamedTuple):
    """How a question of the province stands between the kabupaten and its OPD.

    `kepada` is the OPD it can be passed on to now, empty for none; `lanjutan` the question it was
    passed on with.
    """

    kepada: str
    lanjutan: Pertanyaan | None

    @property
    def kata(self) -> str:
        """What the OPD said in words, to be taken over; empty while it said nothing."""
        answer = self.lanjutan.dijawab if self.lanjutan else None
        return answer.teks if answer else ""


def of(office: Office, butir: Butir) -> Terusan:
    """What can be done with a question, and what became of it; nothing but at a kabupaten."""
    one = butir.tanya
    if one.opd or not butir.di_sini or not penanya.asks(office):
        return Terusan("", None)
    passed = _passed_on(office, one)
    owner = opd.owners(office).get(butir.form.urusan)
    free = one.keadaan is not KeadaanTanya.SELESAI and (passed is None or _again(one, passed))
    return Terusan(owner.opd if owner and free else "", passed)


def forward(office: Office, butir: Butir, *, oleh: str) -> Pertanyaan:
    """Ask the OPD that owns the urusan what the province asked, in the words of the province.

    Raises:
        LontarError: it is no question of the province to this kabupaten, is settled, was passed on
            already, or the OPD cannot be asked about this cell (`tanya.ask`, `tanya.reopen`).

    """
    one = butir.tanya
    if one.opd or not butir.di_sini or not penanya.asks(office):
        raise LontarError("teruskan_bukan_dari_provinsi", kantor=office.identitas.kantor)
    if one.keadaan is KeadaanTanya.SELESAI:
        raise LontarError("pertanyaan_sudah_selesai", pertanyaan=one.teks)
    words = one.dibuka.teks if one.dibuka else one.teks
    passed = _passed_on(office, one)
    if passed is not None and not _again(one, passed):
        raise LontarError("teruskan_sudah", opd=passed.opd, pertanyaan=passed.teks)
    if passed is not None:
        return tanya.reopen(office, passed, words, oleh=oleh)
    kunci = Kunci(one.formulir, one.wilayah, one.periode)
    told = (one.jenis, words)
    return tanya.ask(
        office, kunci, one.sel, *told, penghalang=one.penghalang, oleh=oleh, terusan=one.id
    )


def take_over(office: Office, butir: Butir, *, pelaku: str) -> Tindakan:
    """Let the words of the OPD be the answer to the province; they can be changed afterwards.

    Raises:
        LontarError: it was not passed on, the OPD has not answered, or not in words.

    """
    passed = of(office, butir).lanjutan
    if passed is None or passed.dijawab is None:
        raise LontarError("teruskan_belum_dijawab", pertanyaan=butir.tanya.teks)
    if not passed.dijawab.teks:
        raise LontarError("teruskan_tanpa_kata", opd=passed.opd)
    return jawab.answer(office, butir, passed.dijawab.teks, pelaku=pelaku)


def _passed_on(office: Office, one: Pertanyaan) -> Pertanyaan | None:
    found = pertanyaan.questions(office, wilayah=one.wilayah, periode=one.periode)
    return next((passed for passed in found if passed.terusan == one.id), None)


def _again(one: Pertanyaan, passed: Pertanyaan) -> bool:
    """Whether it may be passed on once more: settled below, or opened again above since."""
    if passed.keadaan is KeadaanTanya.SELESAI:
        return True
    return not passed.keadaan.menunggu and passed.putaran < one.putaran
