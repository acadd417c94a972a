"""What keeps a cell from being signed for the sake of privacy, and the letter Nihil asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.teks import t
from app.ui.colours import Tone
from app.ui.grid import keys

if TYPE_CHECKING:
    from app.domain.formulir import Sel
    from app.ui.grid.sheet import OpenSheet
    from app.ui.session import Session


class Told(NamedTuple):
    """Paragraphs (heading, text, tone), and whether the user may say that they are no names."""

    paragraphs: tuple[tuple[str, str, Tone | None], ...] = ()
    names: bool = False


def told(session: Session, sheet: OpenSheet, sel: Sel) -> Told:
    """Everything the guard says at a cell."""
    from app.exchange import jaga_pribadi

    places = jaga_pribadi.place_names(session.regions.values())
    found = jaga_pribadi.at_cell(
        session.office, sheet.form, sel.kode, sheet.periode, sheet.wilayah, places
    )
    paragraphs = [(t("pribadi.judul"), f"{one.pesan} {one.saran}", Tone.BAD) for one in found]
    if sheet.wants_letter(sel.kode):
        note = t("bukti.nihil_perlu_surat", tombol=keys.ATTACH)
        paragraphs.append((t("isian.tingkat.catatan"), note, Tone.INFO))
    own = not sheet.readonly
    return Told(tuple(paragraphs), own and any(one.kode == "pribadi_nama" for one in found))
