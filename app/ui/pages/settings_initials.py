"""Pengaturan: who initials a report, in which order, and who signs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from app.domain.opd import OPD
from app.teks import t
from app.ui import sizes
from app.ui.colours import Tone
from app.ui.pages.settings_section import Section, row_of
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.line import Line

if TYPE_CHECKING:
    from app.exchange.paraf_kantor import Pejabat
    from app.ui.session import Session

_FIELDS = ("jabatan", "nama", "nip")
_SHARES = (6, 3, 3)


class InitialsSection(Section):
    """A line for each position; the last one that is filled signs."""

    key = "paraf"
    icon = "note"

    def __init__(self, session: Session) -> None:
        from app.exchange.paraf_kantor import MAX_PEJABAT

        super().__init__(session)
        self.lines = [_line() for _ in range(MAX_PEJABAT)]
        self.save = Button(t("pengaturan.paraf.simpan"), Kind.PRIMARY, "check")
        self.usual = Button(t("pengaturan.paraf.baku"), Kind.PLAIN, "copy")
        self.clear = Button(t("pengaturan.paraf.kosongkan"), Kind.PLAIN, "cross")
        self._lay_out()
        self.save.clicked.connect(self._save)
        self.usual.clicked.connect(self._take_usual)
        self.clear.clicked.connect(self._clear)

    @classmethod
    def offered(cls, session: Session) -> bool:
        """An OPD makes no report that several chiefs initial."""
        return super().offered(session) and session.office.identitas.jenis != OPD

    def enter(self) -> None:
        """Show what is kept; what is being typed gives way."""
        from app.exchange import paraf_kantor

        self._show(paraf_kantor.of_office(self.session.office))

    def _show(self, listed: tuple[Pejabat, ...]) -> None:
        for number, line in enumerate(self.lines):
            known = listed[number] if number < len(listed) else ("", "", "")
            for editor, words in zip(line, known, strict=True):
                editor.setText(words)
                editor.home(False)

    def _take_usual(self) -> None:
        """Propose the usual positions; nothing is kept until it is saved."""
        from app.exchange import paraf_kantor

        self._show(paraf_kantor.usual(self.session.office))
        self.messages.tell(Tone.INFO, t("pengaturan.paraf.baku_dipasang"))
        self.lines[0][1].setFocus()

    def _clear(self) -> None:
        self._show(())
        self._save()

    def _save(self) -> None:
        from app.exchange import paraf_kantor

        typed = [paraf_kantor.Pejabat(*(editor.text() for editor in line)) for line in self.lines]
        with self.telling_errors():
            kept = paraf_kantor.choose(self.session.office, typed)
            self._show(kept)
            told = "tersimpan" if kept else "tanpa"
            signer = kept[-1].jabatan if kept else ""
            told = t(f"pengaturan.paraf.{told}", jumlah=max(len(kept) - 1, 0), jabatan=signer)
            self.messages.tell(Tone.GOOD, told)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(sizes.S)
        grid.setVerticalSpacing(sizes.XS)
        for column, (name, share) in enumerate(zip(_FIELDS, _SHARES, strict=True), start=1):
            grid.addWidget(
                text.buddy(t(f"pengaturan.paraf.{name}"), self.lines[0][column - 1]), 0, column
            )
            grid.setColumnStretch(column, share)
        for number, line in enumerate(self.lines, start=1):
            grid.addWidget(text.muted(str(number)), number, 0)
            for column, (editor, name) in enumerate(zip(line, _FIELDS, strict=True), start=1):
                facts = {"isian": t(f"pengaturan.paraf.{name}"), "nomor": number}
                editor.setAccessibleName(t("pengaturan.paraf.isian", **facts))
                editor.returnPressed.connect(self._save)
                grid.addWidget(editor, number, column)
        self.column.addLayout(grid)
        self.column.addLayout(row_of(self.save, self.usual, self.clear))


def _line() -> tuple[Line, Line, Line]:
    """Editors for a position, a name and a NIP."""
    position, name, nip = Line(), Line(), Line()
    position.setObjectName("jabatan_paraf")
    name.setObjectName("nama_paraf")
    nip.setObjectName("nip_paraf")
    return position, name, nip
