"""Whoever is asked answers: in words kept as an answer, with figures and evidence at the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.pertanyaan import KeadaanTanya
from app.errors import LontarError
from app.exchange import tulisan
from app.exchange.baris_kabar import BarisJawaban
from app.exchange.butir_tanya import Butir, checked, of_forms
from app.store import pertanyaan
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from app.domain.formulir import Formulir
    from app.domain.periode import Periode
    from app.store.door import Tindakan
    from app.store.office import Office


def answer(office: Office, butir: Butir, teks: str, *, pelaku: str) -> Tindakan:
    """Keep what is said to a question; an empty text takes it back.

    Raises:
        LontarError: it is not asked here, is closed, or the text cannot be kept.

    """
    one = butir.tanya
    if not butir.di_sini:
        raise LontarError("jawaban_bukan_di_sini", kantor=office.identitas.kantor)
    if one.keadaan is KeadaanTanya.SELESAI:
        raise LontarError("pertanyaan_sudah_selesai", pertanyaan=one.teks)
    words = checked(teks, t("pribadi.tempat.jawaban_baris")) if teks.strip() else ""
    label = t("tanya.tindakan.jawab", sel=butir.sel.label)
    return pertanyaan.answer(office, butir.kunci, one, words, label=label, pelaku=pelaku)


def rows(
    office: Office, wilayah: str, periode: Periode, forms: Iterable[Formulir]
) -> list[BarisJawaban]:
    """The answers that go along with a package of these forms, sorted."""
    return sorted(
        BarisJawaban(
            one.tanya.id,
            one.tanya.putaran,
            one.tanya.formulir,
            one.tanya.sel,
            tulisan.tidy(one.jawaban.teks),
        )
        for one in of_forms(office, wilayah, periode, forms)
        if one.tanya.keadaan is not KeadaanTanya.SELESAI and one.jawaban.menjawab(one.tanya.jenis)
    )


def blocking(
    office: Office,
    wilayah: str,
    periode: Periode,
    forms: Iterable[Formulir],
    given: Collection[tuple[str, int]] = (),
) -> list[Butir]:
    """The questions that keep a package of these forms back.

    `given` are question and round of answers that stand in the package already.
    """
    return [
        one
        for one in of_forms(office, wilayah, periode, forms)
        if one.di_sini
        and one.tanya.penghalang
        and one.ditunggu
        and (one.tanya.id, one.tanya.putaran) not in given
    ]
