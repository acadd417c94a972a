"""Definitions of forms: which signed files are installed here, a new one with its preview."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.teks import t
from app.ui import dialogue
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.pages import settings_files
from app.ui.pages.settings_definitions_panels import InstallPanel, MakePanel
from app.ui.pages.settings_panel import StagedSection
from app.ui.pages.settings_section import row_of
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind

if TYPE_CHECKING:
    from app.store.definitions import Terpasang
    from app.ui.session import Session

_MOST_LINES = 8


class DefinitionsSection(StagedSection):
    """Every file that was installed, newest first; at the province also the way to make one."""

    key = "definisi"
    icon = "lembar"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.table = Ledger(t("pengaturan.definisi.judul"), _heads())
        self.nothing = text.body(t("definisi.kosong"))
        self.brought = text.body()
        self.look = Button(t("pengaturan.definisi.lihat_bawaan"), icon="lembar")
        self.look.clicked.connect(self._look)
        self._carried = b""
        self.install = Button(t("pengaturan.definisi.pasang"), Kind.PRIMARY, "import")
        self.make = Button(t("pengaturan.definisi.buat"), icon="export")
        self.again = Button(t("pengaturan.definisi.lagi"), icon="copy")
        self.install.clicked.connect(self._choose)
        self.make.clicked.connect(self._make)
        self.again.clicked.connect(self._save_again)
        self.program = Button(t("pengaturan.definisi.program"), Kind.QUIET, "refresh")
        self.program.clicked.connect(self._check_program)
        self.make.setVisible(session.is_province)
        self.body.addWidget(self.brought)
        self.body.addLayout(row_of(self.look))
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.table)
        self.body.addLayout(row_of(self.install, self.make, self.again))
        self.body.addLayout(row_of(self.program))

    def enter(self) -> None:
        """Read what is installed."""
        from app.exchange import bawa_definisi
        from app.store import definitions

        known = definitions.installed(self.session.office)
        self.nothing.setVisible(not known)
        self.table.setVisible(bool(known))
        self.table.show_rows([_row(one) for one in known])
        self.table.ask_for(min(len(known), _MOST_LINES))
        made = self.session.is_province and definitions.made(self.session.office).nomor > 0
        self.again.setVisible(made)
        found = bawa_definisi.waiting(self.session.office)
        self._carried = found.berkas if found else b""
        self.brought.setText(t("definisi.menunggu", nomor=found.nomor) if found else "")
        for part in (self.brought, self.look):
            part.setVisible(found is not None)

    def look_at(self, data: bytes) -> None:
        """Show what a file would change; one inside a reply is taken out of it."""
        from app.exchange import bawa_definisi, pasang_definisi

        with self.telling_errors():
            office, regions = self.session.office, self.session.regions
            inner = bawa_definisi.from_any(data)
            usulan = pasang_definisi.propose(office, inner, paths.forms(), regions)
            self.open_panel(InstallPanel(self, usulan))

    def _look(self) -> None:
        self.look_at(self._carried)

    def _choose(self) -> None:
        from app.exchange import definisi

        file = settings_files.open_text(self, t("pengaturan.definisi.judul"))
        if file is None:
            return
        with self.telling_errors():
            self.look_at(settings_files.read(file, definisi.MAX_READ))

    def _make(self) -> None:
        folder = dialogue.choose_folder(self, t("pengaturan.definisi.folder"), Path.home())
        if folder is not None:
            self.open_panel(MakePanel(self, folder))

    def _check_program(self) -> None:
        """Hold a packed program against the letter of the province that lies beside it."""
        from app.exchange import pembaruan, percaya, pernyataan

        file = settings_files.open_text(self, t("pengaturan.definisi.judul"))
        if file is None:
            return
        with self.telling_errors():
            office = self.session.office
            found = pembaruan.judge(
                settings_files.read(file, pembaruan.MAX_READ),
                file.parent,
                percaya.of_office(office),
                office.now(),
                wilayah=office.identitas.wilayah,
                running=pernyataan.NOMOR_APLIKASI,
            )
            tone = Tone.GOOD if found.keadaan == "siap" else Tone.INFO
            self.messages.tell(tone, pembaruan.sentence(found, paths.home_of_program()))

    def _save_again(self) -> None:
        from app.exchange import definisi
        from app.store import definitions

        made = definitions.made(self.session.office)
        with self.telling_errors():
            title, name = t("pengaturan.definisi.judul"), definisi.file_name(made.nomor)
            settings_files.save(self, title, name, made.berkas)


def _heads() -> list[Head]:
    return [
        Head(t("pengaturan.definisi.kolom.nomor"), "0000", right=True),
        Head(t("pengaturan.definisi.kolom.dibuat"), "30 September 2026, 10.32"),
        Head(t("pengaturan.definisi.kolom.penanda"), "Yohana Contoh, Biro Pemerintahan Setda"),
        Head(t("pengaturan.definisi.kolom.isi"), "00 formulir, metode versi 2"),
    ]


def _row(one: Terpasang) -> Row:
    from app.exchange import definisi_kata
    from app.exchange.tanggal import written_date

    note = definisi_kata.listed(one)
    return Row(
        str(one.nomor),
        [
            Cell(str(one.nomor), one.nomor, note=note),
            Cell(written_date(one.dibuat), one.dibuat, note=note),
            Cell(f"{one.nama}, {one.kantor}", note=note),
            Cell(definisi_kata.contents(one), len(one.formulir), note=note),
        ],
    )
