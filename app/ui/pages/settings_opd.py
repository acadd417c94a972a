"""Urusan OPD: at a kabupaten who owns which urusan, in an OPD what it fills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from app import paths
from app.teks import t
from app.ui import sizes
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.pages.settings_section import Section, row_of
from app.ui.pages.urusan_ticks import UrusanTicks, named
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.field import Field
from app.ui.widgets.header import SectionTitle
from app.ui.widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.store.opd import Pemilik
    from app.ui.session import Session


class OpdSection(Section):
    """A change of an owner takes a reason and stays on record; figures stay as they are."""

    key = "opd"
    icon = "people"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.owners: OwnersPanel | None = None
        self.own: OwnPanel | None = None
        if session.is_opd:
            self.own = OwnPanel(self)
            self.column.addWidget(self.own)
        else:
            self.owners = OwnersPanel(self)
            self.column.addWidget(self.owners)

    @classmethod
    def offered(cls, session: Session) -> bool:
        """Only kabupaten and OPD have to do with this."""
        return session.is_open and session.office.identitas.jenis in ("kabupaten", "opd")

    def enter(self) -> None:
        """Read it again."""
        for panel in (self.owners, self.own):
            if panel is not None:
                panel.refresh()


class OwnersPanel(QWidget):
    """Every urusan with its OPD; below, a line to give it to another one."""

    def __init__(self, section: OpdSection) -> None:
        super().__init__()
        self._section, self._session = section, section.session
        self.table = Ledger(t("pengaturan.opd.judul"), _heads())
        self.name, self.reason = Line(), Line()
        self.reason.setObjectName("alasan_opd")
        self.assign = Button(t("pengaturan.opd.tetapkan"), Kind.PRIMARY, "check")
        self.release = Button(t("pengaturan.opd.lepas"), Kind.PLAIN, "minus")
        self.record = text.muted()
        self._record_title = SectionTitle(t("pengaturan.opd.riwayat"))
        self.which = text.body()
        self.assign.clicked.connect(self._assign)
        self.release.clicked.connect(self._release)
        self.reason.returnPressed.connect(self._assign)
        self.table.selectionModel().currentRowChanged.connect(self._walk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        column.addWidget(self.table)
        column.addWidget(self.which)
        column.addWidget(Field(t("pengaturan.opd.nama"), self.name, t("pengaturan.opd.nama_arti")))
        column.addWidget(Field(t("pengaturan.opd.alasan"), self.reason))
        column.addLayout(row_of(self.assign, self.release))
        for part in (self._record_title, self.record):
            column.addWidget(part)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Read owners and record again."""
        from app.exchange import pemilik
        from app.store import opd, pustaka

        office, names = self._session.office, pustaka.load_urusan(paths.forms())
        now = opd.owners(office)
        there = {form.urusan for form in self._session.forms.values()}
        rows = [_row(kode, name, now) for kode, name in names.items() if kode in there]
        self.table.show_rows(rows)
        self.table.setFixedHeight(self.table.contents_height() + sizes.XS)
        record = opd.record(office)
        self.record.setText("\n".join(pemilik.spoken(one, names) for one in reversed(record)))
        for part in (self._record_title, self.record):
            part.setVisible(bool(record))
        known = QCompleter(sorted({one.opd for one in record if one.opd}), self)
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.name.setCompleter(known)
        self._walk()

    def _walk(self) -> None:
        """Show who owns the urusan under the cursor."""
        from app.store import opd

        kode = self.table.current_code
        one = opd.owners(self._session.office).get(kode)
        self.which.setText(t("pengaturan.opd.untuk", urusan=named([kode])) if kode else "")
        self.name.setText(one.opd if one else "")
        self.release.setVisible(one is not None)

    def _assign(self) -> None:
        if not self.name.text().strip():
            self._section.messages.tell(Tone.WARN, t("pengaturan.opd.tanpa_nama"))
            self.name.setFocus()
            return
        self._decide(self.name.text())

    def _release(self) -> None:
        self._decide("")

    def _decide(self, name: str) -> None:
        from app.exchange import pemilik

        kode, session = self.table.current_code, self._session
        if not kode:
            return
        if not self.reason.text().strip():
            # Where the sentence that is missing goes.
            self.reason.setFocus()
        with self._section.telling_errors():
            pemilik.set_owner(
                session.office,
                kode,
                name,
                self.reason.text(),
                pelaku=session.pelaku,
                folder=paths.forms(),
            )
            self.reason.clear()
            self.refresh()
            session.settings_changed.emit()
            self._section.messages.tell(Tone.GOOD, t("pengaturan.opd.dicatat"))


class OwnPanel(QWidget):
    """What this OPD fills; with a change every page, this one too, is made anew."""

    def __init__(self, section: OpdSection) -> None:
        super().__init__()
        self._section, self._session = section, section.session
        self.ticks = UrusanTicks()
        self.keep = Button(t("pengaturan.opd.simpan"), Kind.PRIMARY, "check")
        self.keep.clicked.connect(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        column.addWidget(self.ticks.with_label())
        column.addLayout(row_of(self.keep))
        self.setFocusProxy(self.ticks)

    def refresh(self) -> None:
        """Read it again."""
        from app.store import opd

        self.ticks.choose(opd.owned(self._session.office) or ())

    def _keep(self) -> None:
        from app.exchange import pemilik

        with self._section.telling_errors():
            pemilik.set_own(self._session.office, self.ticks.chosen, paths.forms())
            self._session.take_urusan()


def _row(kode: str, name: str, owners: Mapping[str, Pemilik]) -> Row:
    one = owners.get(kode)
    owner = one.opd if one else t("pengaturan.opd.kabupaten")
    return Row(kode, [Cell(name, note=name), Cell(owner, note=owner, muted=one is None)])


def _heads() -> list[Head]:
    return [
        Head(t("opd.papan.kolom.urusan"), "Ketenteraman, Ketertiban Um", lines=3),
        Head(t("opd.papan.kolom.opd"), "Dinas Kesehatan Kabupaten"),
    ]
