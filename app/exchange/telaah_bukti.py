"""Whoever took a package in says of each piece of its evidence whether it fits.

That it fits stays here; that it does not can be asked about, and travels as any question does, in
the next reply, to the cell where the file is replaced. So nothing new has to be understood by the
one who gets the reply, and what was asked is followed up where all questions are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.pertanyaan import JenisTanya, KeadaanTanya
from app.domain.telaah import MAX_ALASAN, HasilTelaah
from app.errors import LontarError
from app.exchange import penanya, tanya
from app.exchange.butir_tanya import checked
from app.store import evidence, evidence_review, pertanyaan
from app.teks import t

if TYPE_CHECKING:
    from app.domain.periode import Periode
    from app.domain.pertanyaan import Pertanyaan
    from app.store.evidence import Bukti
    from app.store.evidence_review import Ditelaah
    from app.store.office import Office


def judge(
    office: Office,
    number: int,
    hasil: HasilTelaah,
    alasan: str = "",
    *,
    pelaku: str,
    tanyakan: Periode | None = None,
    penghalang: bool = False,
) -> Ditelaah:
    """Record what is said of a piece of evidence; the same once more changes nothing.

    `alasan` belongs to what does not fit. `tanyakan` is the quarter for which that is asked about
    as well, None for not at all; with `penghalang` the next package waits for an answer.

    Raises:
        LontarError: not declared by a package to this office, a file that fits but was never
            delivered or is damaged, a reason that is missing, too long or private, or what was
            asked already or cannot be asked; then nothing is recorded.

    """
    one = look(office, number)
    _check(office, one.bukti, hasil)
    wrong = hasil is HasilTelaah.TIDAK_SESUAI
    words = checked(alasan, t("telaah.tempat"), MAX_ALASAN) if wrong else ""
    asks = wrong and tanyakan is not None
    if _says(one, hasil, words) and not asks:
        return one
    with office.transaction():
        asked = one.telaah.pertanyaan if wrong and one.telaah else ""
        if asks and tanyakan is not None:
            asked = _ask(office, one.bukti, tanyakan, words, penghalang=penghalang, oleh=pelaku)
        evidence_review.record(office, number, hasil, words, pelaku=pelaku, pertanyaan=asked)
    return look(office, number)


def look(office: Office, number: int) -> Ditelaah:
    """A piece of evidence with what was said of it.

    Raises:
        LontarError: it is not there (any more).

    """
    (found,) = evidence_review.reviewed(office, [evidence.find(office, number)])
    return found


def may_judge(office: Office, bukti: Bukti) -> bool:
    """Whether this office is the one that says of it whether it fits."""
    return bool(bukti.opd) and penanya.asks(office)


def _check(office: Office, bukti: Bukti, hasil: HasilTelaah) -> None:
    if not may_judge(office, bukti):
        raise LontarError("telaah_bukan_penerima", berkas=bukti.nama)
    if hasil is not HasilTelaah.SESUAI:
        return
    if bukti.tiba:
        evidence.content(office, bukti)
    elif bukti.disertakan:
        # What stays with its sender is looked at there; what travels can only be judged here.
        raise LontarError("telaah_belum_tiba", berkas=bukti.nama, opd=bukti.opd)


def _says(one: Ditelaah, hasil: HasilTelaah, alasan: str) -> bool:
    if one.telaah is None or one.usang:
        return one.telaah is None and hasil is HasilTelaah.BELUM
    return (one.hasil, one.telaah.alasan) == (hasil, alasan)


# --- Asking about it ---------------------------------------------------------------------------


def _ask(
    office: Office, bukti: Bukti, periode: Periode, alasan: str, *, penghalang: bool, oleh: str
) -> str:
    if open_questions(office, bukti):
        raise LontarError("telaah_sudah_ditanyakan", berkas=bukti.nama)
    where = t("telaah.pada_halaman", halaman=bukti.halaman) if bukti.halaman else ""
    teks = t("telaah.tanya", berkas=bukti.nama, halaman=where, alasan=alasan)
    kunci = bukti.kunci._replace(periode=str(periode))
    made = tanya.ask(
        office, kunci, bukti.sel, JenisTanya.BUKTI, teks, penghalang=penghalang, oleh=oleh
    )
    return made.id


def open_questions(office: Office, bukti: Bukti) -> list[Pertanyaan]:
    """The questions that verdicts at its cell were asked with and that nobody has closed."""
    found = [
        one
        for nomor in evidence_review.asked_at(office, bukti.kunci, bukti.sel)
        for one in pertanyaan.questions(office, nomor=nomor)
    ]
    return [one for one in found if one.keadaan is not KeadaanTanya.SELESAI]


def close_questions(office: Office, bukti: Bukti, *, oleh: str) -> int:
    """Close what is still open at the cell of a piece that fits; how many questions those were.

    Raises:
        LontarError: as for `tanya.close`; then none is closed.

    """
    found = open_questions(office, bukti)
    with office.transaction():
        for one in found:
            tanya.close(office, one, t("telaah.ditutup", berkas=bukti.nama), oleh=oleh)
    return len(found)
