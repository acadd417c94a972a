"""The statement letter that Nihil asks for: what is missing where, and that it stays at home.

One letter at any Nihil cell speaks for the whole form. A letter that is in the office but not
attached is declared with a reason of its own words; any other reason leaves the finding standing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.aturan import Aturan, TingkatFase
from app.domain.nilai import Keadaan
from app.domain.temuan import Temuan
from app.store import reasons
from app.store.door import Kunci
from app.teks import in_every_language, t

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from app.domain.formulir import Formulir
    from app.domain.lembar import Values
    from app.domain.periode import Periode
    from app.store.door import Tindakan
    from app.store.office import Office
    from app.store.reasons import Alasan, Key

KODE = "BUKTI-NIHIL"


def without_letter(
    values: Mapping[str, Values],
    proven: Container[tuple[str, str]],
    declared: Container[tuple[str, str]] = (),
) -> list[tuple[str, str]]:
    """Formulir and first cell of every form that declares Nihil without its letter.

    Args:
        values: the cells of each form.
        proven: formulir and cell of everything that has evidence.
        declared: formulir and cell of letters that stay at home, from `declared`.

    """
    found = []
    for kode, cells in sorted(values.items()):
        nihil = [sel for sel, nilai in cells.items() if nilai is Keadaan.NIHIL]
        if nihil and not any((kode, sel) in proven or (kode, sel) in declared for sel in nihil):
            found.append((kode, nihil[0]))
    return found


def declared(given: Mapping[Key, Alasan]) -> set[tuple[str, str]]:
    """Formulir and cell of every letter that is said to be in the office."""
    said = in_every_language("bukti.surat_ada")
    return {
        (one.formulir, one.sel)
        for one in given.values()
        if one.aturan == KODE and one.alasan in said
    }


def findings(
    form: Formulir, values: Values, proven: Iterable[str], given: Mapping[Key, Alasan]
) -> tuple[Temuan, ...]:
    """The finding of one form; `proven` are its cells that have evidence."""
    places = {(form.kode, sel) for sel in proven}
    missing = without_letter({form.kode: values}, places, declared(given))
    return tuple(
        Temuan(_rule(), form.kode, sel, t("bukti.nihil_tanpa_surat")) for _, sel in missing
    )


def declare(
    office: Office, form: Formulir, sel: str, periode: Periode, *, pelaku: str, ada: bool = True
) -> Tindakan:
    """Keep that the letter is in the office and does not travel; or take that back.

    Raises:
        LontarError: the disk refuses; then nothing has changed.

    """
    kunci = Kunci(form.kode, office.identitas.wilayah, str(form.home_period(sel, periode)))
    return reasons.give_reason(
        office,
        kunci,
        KODE,
        sel,
        reasons.fingerprint(t("bukti.nihil_tanpa_surat")),
        t("bukti.surat_ada") if ada else "",
        label=t("bukti.tindakan.surat_ada", sel=form.cells[sel].label),
        pelaku=pelaku,
    )


def _rule() -> Aturan:
    return Aturan(
        kode=KODE,
        syarat="1 == 1",
        pesan=t("bukti.nihil_tanpa_surat"),
        saran=t("bukti.nihil_tanpa_surat_saran"),
        sel="",
        tingkat=TingkatFase(mengisi="catatan", selesai="catatan", tanda_tangan="catatan"),
        sumber="Kebijakan pembuktian Nihil",
    )
