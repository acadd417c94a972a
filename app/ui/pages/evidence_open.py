"""Evidence looked at or saved: always a copy, and only of the file that was signed or attached."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.bukti import megabytes
from app.domain.telaah import HasilTelaah
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
    from app.store.evidence_review import Ditelaah
    from app.store.office import Office

    Said = tuple[Tone, str] | None
    """What is to be told afterwards; nothing where the file is on the screen."""

PREFIX = "bukti:"
"""How the target of a line begins that leads to a file."""


_LOOKS = {
    HasilTelaah.SESUAI: ("check-circle", Tone.GOOD),
    HasilTelaah.TIDAK_SESUAI: ("stop", Tone.BAD),
    HasilTelaah.BELUM: ("evidence", Tone.INFO),
}


def line(looked: Ditelaah, forms: Mapping[str, Formulir]) -> Line:
    """A file in a list of lines: what it proves, whether it is here, and whether it fits."""
    from app.exchange import telaah_kata

    one = looked.bukti
    icon, tone = ("refresh", Tone.WARN) if looked.usang else _LOOKS[looked.hasil]
    if looked.hasil is HasilTelaah.BELUM and not one.tiba:
        tone = Tone.WARN
    form = forms.get(one.formulir)
    sel = form.find(one.sel) if form else None
    place = f"{form.nama}: {sel.label}" if form and sel else f"{one.formulir} {one.sel}"
    told = [place, *facts(one), t("bukti.ukuran", mb=megabytes(one.ukuran)), state(one)]
    said = " · ".join(told)
    if looked.usang or looked.hasil is HasilTelaah.TIDAK_SESUAI:
        said = f"{said}\n{telaah_kata.spoken(looked)}"
    verdict = t(f"telaah.tombol.{looked.hasil.value}") if one.opd else ""
    return Line(one.nama, said, verdict, icon=icon, tone=tone, target=target(one))


def facts(one: Bukti) -> list[str]:
    """Page and day of the document, as far as they are told."""
    told = [t("bukti.pada_halaman", halaman=one.halaman)] if one.halaman else []
    return told + (["-".join(reversed(one.tanggal.split("-")))] if one.tanggal else [])


def state(one: Bukti) -> str:
    """Whether the file itself is here."""
    if one.tiba:
        return t("bukti.di_sini")
    return t("bukti.belum_tiba" if one.disertakan else "bukti.di_opd")


def target(one: Bukti) -> str:
    """What a line that shows a file leads to."""
    return f"{PREFIX}{one.id}"


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
