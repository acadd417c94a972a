"""The reasons an OPD gave for its warnings, kept where its figures are taken in.

A reason is bound to what the warning says; where the kabupaten's own rules say the same of the
figures it took in, nobody there has to find the same words again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.aksara import coded
from app.exchange import hambatan
from app.exchange.teks_paket import tidy
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.formulir import Formulir
    from app.exchange.paket import Bacaan
    from app.store.office import Office


def take(office: Office, bacaan: Bacaan, forms: Sequence[Formulir], pelaku: str) -> int:
    """Keep the reasons of the forms that were taken in; how many there were.

    One that was given here for the same finding stays. Of a region's package nothing is kept:
    the province does not sign for its regions.
    """
    if not bacaan.isi.opd:
        return 0
    taken = {form.kode for form in forms}
    given = {
        (aturan, kode, sel, pesan): coded(alasan)
        for aturan, kode, sel, _, pesan, alasan in bacaan.isi.temuan
        if alasan and kode in taken
    }
    if not given:
        return 0
    parts = {form.bagian for form in forms}
    gathered = hambatan.gather(office, bacaan.acuan, bacaan.periode, bacaan.wilayah, parts)
    mine = [one for one in gathered if one.form.kode in taken]
    label = t("opd.label_alasan", opd=bacaan.isi.opd, revisi=bacaan.isi.revisi)
    kept = 0
    for one in hambatan.warnings_in(office, mine, bacaan.periode, bacaan.wilayah):
        asked = one.hambatan
        reason = given.get((asked.kode, asked.formulir, asked.sel, tidy(asked.pesan)))
        if reason and not one.berlaku:
            hambatan.answer(office, asked, reason, label=label, pelaku=pelaku)
            kept += 1
    return kept
