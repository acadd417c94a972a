"""What a readiness sheet says about evidence: whether it fits, and what is waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.pertanyaan import JenisTanya
from app.domain.telaah import HasilTelaah, Hitungan
from app.exchange import butir_tanya, telaah_kata
from app.store import evidence_review
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.periode import Periode
    from app.store.evidence_review import Ditelaah
    from app.store.office import Office

_MOST = 4


class KeadaanBukti(NamedTuple):
    """The evidence of packages that were taken in, and the cells where somebody asks for more.

    `diminta` counts the cells about whose evidence this office is asked and has not answered.
    """

    hitungan: Hitungan = Hitungan()
    salah: tuple[Ditelaah, ...] = ()
    diminta: int = 0

    def as_json(self) -> dict[str, object]:
        """For programs: the same numbers."""
        return {**self.hitungan._asdict(), "diminta": self.diminta}


def gather(office: Office, wilayah: str, periode: Periode) -> KeadaanBukti:
    """How the evidence of a region stands in a quarter."""
    found = evidence_review.of_period(office, periode, wilayah)
    wrong = tuple(one for one in found if one.hasil is HasilTelaah.TIDAK_SESUAI)
    asked = butir_tanya.listed(office, wilayah, periode)
    waits = sum(
        one.di_sini and one.ditunggu and one.tanya.jenis is JenisTanya.BUKTI for one in asked
    )
    return KeadaanBukti(telaah_kata.total(found), wrong, waits)


def lines(bukti: KeadaanBukti) -> Iterator[str]:
    """The same in sentences; none where there is nothing to say."""
    if bukti.hitungan.jumlah:
        yield t("telaah.bukti", hitungan=telaah_kata.count_words(bukti.hitungan))
    if bukti.salah:
        told = [
            t(
                "asistensi.bukti.salah_satu",
                formulir=one.bukti.formulir,
                berkas=one.bukti.nama,
                alasan=one.telaah.alasan if one.telaah else "",
            )
            for one in bukti.salah[:_MOST]
        ]
        more = len(bukti.salah) - _MOST
        told += [t("asistensi.lainnya", jumlah=more)] if more > 0 else []
        yield t("asistensi.bukti.salah", daftar="; ".join(told))
    if bukti.diminta:
        yield t("asistensi.bukti.diminta", jumlah=bukti.diminta)
