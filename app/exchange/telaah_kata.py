"""What was said of evidence, in words; nothing heavy is loaded for it while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.telaah import HasilTelaah, Hitungan, counted
from app.exchange.tanggal import written_date
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.store.evidence_review import Ditelaah


def spoken(one: Ditelaah) -> str:
    """Where a piece stands, in a few words: the verdict, its reason, or why it is to be seen again.

    Empty where nobody ever looked at it.
    """
    said = one.telaah
    if said is None:
        return ""
    if one.usang:
        key = "angka" if not said.angka_tetap else "keterangan"
        return t(f"telaah.lagi.{key}")
    return t(f"telaah.hasil.{one.hasil.value}", alasan=said.alasan)


def by_whom(one: Ditelaah) -> str:
    """Who said it and when; empty where nobody did."""
    if one.telaah is None or one.telaah.hasil is HasilTelaah.BELUM:
        return ""
    facts = {"pelaku": one.telaah.pelaku, "saat": written_date(one.telaah.waktu)}
    return t("telaah.oleh", **facts)


def count_words(hitungan: Hitungan) -> str:
    """How many fit, do not fit and were not looked at; empty where there is no evidence."""
    if not hitungan.jumlah:
        return ""
    return t("telaah.hitungan", **hitungan._asdict())


def total(listed: Iterable[Ditelaah]) -> Hitungan:
    """The same of a list, in numbers."""
    return counted(one.hasil for one in listed)
