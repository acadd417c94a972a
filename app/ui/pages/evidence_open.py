"""Evidence looked at or saved: always a copy, and only of the file that was signed or attached."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.bukti import megabytes
from app.errors import LontarError
from app.teks import t
from app.ui import dialogue
from app.ui.colours import Tone
from app.ui.pages.entry_lines import Line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from app.domain.formulir import Formulir
    from app.store.evidence import Bukti
    from app.store.office import Office

    Said = tuple[Tone, str] | None
    """What is to be told afterwards; nothing where the file is on the screen."""

PREFIX = "bukti:"
"""How the target of a line begins that leads to a file."""


def line(one: Bukti, forms: Mapping[str, Formulir]) -> Line:
    """A file in a list of lines: what it proves, and whether it is here."""
    if one.tiba:
        state, tone = t("bukti.di_sini"), Tone.GOOD
    else:
        state, tone = t("bukti.belum_tiba" if one.disertakan else "bukti.di_opd"), Tone.WARN
    form = forms.get(one.formulir)
    sel = form.find(one.sel) if form else None
    place = f"{form.nama}: {sel.label}" if form and sel else f"{one.formulir} {one.sel}"
    said = " · ".join((place, t("bukti.ukuran", mb=megabytes(one.ukuran)), state))
    return Line(one.nama, said, icon="evidence", tone=tone, target=f"{PREFIX}{one.id}")


def number_of(target: str) -> int | None:
    """The number of the file a line leads to; None where it leads to something else."""
    head, _, number = target.partition(":")
    return int(number) if f"{head}:" == PREFIX and number.isdigit() else None


def show(office: Office, number: int) -> Said:
    """Show a file in the program for its kind; a lost or damaged one is told."""
    from app.store import evidence, evidence_copy

    try:
        path = evidence_copy.copy_to_read(office, evidence.find(office, number))
    except LontarError as error:
        return Tone.BAD, str(error)
    if dialogue.show_document(path):
        return None
    return Tone.WARN, t("bukti.tanpa_program", berkas=path.name)


def save(parent: QWidget, office: Office, number: int) -> Said:
    """Let the user name a file and copy the evidence there."""
    from app.exchange import berkas
    from app.store import evidence

    try:
        one = evidence.find(office, number)
        data = evidence.content(office, one)
        kinds = f"*{Path(one.nama).suffix}"
        target = dialogue.save_file(parent, t("bukti.simpan_judul"), Path(one.nama), kinds)
        if target is None:
            return None
        berkas.write_atomic(target, data)
    except LontarError as error:
        return Tone.BAD, str(error)
    return Tone.GOOD, t("bukti.tersimpan", berkas=str(target))
