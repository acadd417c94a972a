"""The authority's key: its backup on flash disk and paper, who may open it, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.teks import t
from app.ui import dialogue, sizes
from app.ui.colours import Tone
from app.ui.pages import settings_backup_panels as panels
from app.ui.pages.home_parts import ListCard
from app.ui.pages.settings_authority import ProvinceSection
from app.ui.pages.settings_panel import button
from app.ui.pages.settings_ways import WaysCard
from app.ui.sizes import Step
from app.ui.widgets import replaced, text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.exchange.otoritas import Pemegang
    from app.ui.pages.settings_ways import Way
    from app.ui.session import Session

_OLD_DAYS = 180


class AuthorityKeySection(ProvinceSection):
    """Whether the authority would survive the loss of this laptop, and the ways back."""

    key = "kunci_otoritas"
    icon = "lock"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.backup = BackupCard(self)
        self.holders = HoldersCard(self)
        self.seldom = Seldom(self)
        for part in (self.backup, self.holders, self.seldom):
            self.body.addWidget(part)

    def enter(self) -> None:
        """Read the backup and the holders."""
        from app.exchange import otoritas

        self.close_panel()
        office = self.session.office
        there = otoritas.has_authority(office)
        self.backup.setVisible(there)
        self.holders.setVisible(there)
        self.seldom.lines["lepas"].setVisible(bool(there and otoritas.older(office)))
        if there:
            self.backup.show_state()
            self.holders.show_holders(otoritas.holders(office))

    # --- What the buttons do

    def do_back_up(self) -> None:
        """Text and paper."""
        self.open_panel(panels.BackupPanel(self))

    def do_restore(self) -> None:
        """From a file, pasted or typed lines."""
        self.open_panel(panels.RestorePanel(self))

    def do_add_holder(self) -> None:
        """A second person who can issue."""
        self.open_panel(panels.HolderPanel(self))

    def do_change_passphrase(self) -> None:
        """Another passphrase for a sealed copy."""
        self.open_panel(panels.AuthorityPassphrasePanel(self))

    def do_renew(self) -> None:
        """A new authority when nobody can open the old one."""
        self.open_panel(panels.RenewPanel(self))

    def do_drop(self) -> None:
        """Believe only the own authority from now on."""
        from app.exchange import otoritas

        names = ", ".join(one.nama for one in otoritas.older(self.session.office))
        question = t("pengaturan.kunci_otoritas.tanya_lepas", nama=names)
        if dialogue.ask(self, question, t("pengaturan.kunci_otoritas.ya_lepas")):
            with self.telling_errors():
                otoritas.drop_older(self.session.office)
                self.finish(t("pengaturan.kunci_otoritas.dilepas", nama=names))

    def remove(self, pemegang: Pemegang) -> None:
        """Take one holder away, after asking."""
        from app.exchange import otoritas

        nama = pemegang.pengguna.nama
        question = t("pengaturan.kunci_otoritas.tanya_hapus", nama=nama)
        if dialogue.ask(self, question, t("pengaturan.kunci_otoritas.ya_hapus")):
            with self.telling_errors():
                otoritas.remove_holder(self.session.office, pemegang)
                self.finish(t("pengaturan.kunci_otoritas.dihapus", nama=nama))


class BackupCard(Card):
    """When the last backup was made, and the page's loud button."""

    def __init__(self, section: AuthorityKeySection) -> None:
        super().__init__()
        self._section = section
        self.state = Chip("", Tone.MUTED, "circle")
        self.words = text.body()
        self.make = button(
            "kunci_otoritas.cadangkan", section.do_back_up, Kind.PRIMARY, icon="saved"
        )
        head = QHBoxLayout()
        head.addWidget(Text(t("pengaturan.kunci_otoritas.cadangan"), Step.HEADING), 1)
        head.addWidget(self.state)
        row = QHBoxLayout()
        row.addWidget(self.make)
        row.addStretch(1)
        self.body.setSpacing(sizes.M)
        self.body.addLayout(head)
        self.body.addWidget(self.words)
        self.body.addLayout(row)

    def show_state(self) -> None:
        """Read when the last backup was made."""
        from app.exchange import cadangan_otoritas, otoritas
        from app.store import revocations

        office = self._section.session.office
        last = cadangan_otoritas.last_made(office)
        if last is None:
            key, tone, icon = "belum", Tone.BAD, "alert"
            told = {"tanggal": "", "nomor": 0}
        else:
            day, number = last
            newest = revocations.highest_number(office, otoritas.authority(office).sidik)
            old = number < newest or (office.now().date() - day).days > _OLD_DAYS
            key, tone, icon = ("lama", Tone.WARN, "clock") if old else ("ada", Tone.GOOD, "check")
            told = {"tanggal": f"{day:%d-%m-%Y}", "nomor": number}
        self.state.show_state(t(f"pengaturan.kunci_otoritas.keadaan.{key}"), tone, icon)
        self.words.setText(t(f"pengaturan.kunci_otoritas.cadangan.{key}", **told))


class HoldersCard(ListCard):
    """Whose passphrases open the key."""

    def __init__(self, section: AuthorityKeySection) -> None:
        super().__init__(t("pengaturan.kunci_otoritas.pemegang"))
        self._section = section
        self.lines: list[HolderLine] = []
        self._list = QVBoxLayout()
        self._list.setContentsMargins(sizes.S, 0, sizes.S, 0)
        words = text.muted(t("pengaturan.kunci_otoritas.pemegang.arti"))
        words.setContentsMargins(sizes.S, 0, sizes.S, 0)
        self.add = button("kunci_otoritas.tambah", section.do_add_holder, icon="plus")
        self.change = button(
            "kunci_otoritas.frasa", section.do_change_passphrase, Kind.QUIET, "lock"
        )
        row = QHBoxLayout()
        row.setContentsMargins(sizes.S, sizes.XS, sizes.S, sizes.XS)
        row.setSpacing(sizes.S)
        row.addWidget(self.add)
        row.addWidget(self.change)
        row.addStretch(1)
        self.body.addWidget(words)
        self.body.addLayout(self._list)
        self.body.addLayout(row)

    def show_holders(self, holders: list[Pemegang]) -> None:
        """Replace the lines; the last holder cannot be taken away."""
        alone = len(holders) == 1
        lines = (HolderLine(self._section, one, alone=alone) for one in holders)
        self.lines = replaced.replace(self._list, self.lines, lines)


class HolderLine(QWidget):
    """One holder, and how to take the key from them."""

    def __init__(self, section: AuthorityKeySection, one: Pemegang, *, alone: bool) -> None:
        super().__init__()
        self.remove = Button(t("pengaturan.kunci_otoritas.hapus"), Kind.QUIET)
        self.remove.setAccessibleName(f"{self.remove.text()}: {one.pengguna.nama}")
        self.remove.clicked.connect(lambda: section.remove(one))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Text(one.pengguna.nama, Step.BODY), 1)
        if not one.pengguna.aktif:
            left = t("pengaturan.kunci_otoritas.sudah_pindah")
            row.addWidget(Chip(left, Tone.WARN, "alert"))
        if not alone:
            row.addWidget(self.remove)


class Seldom(WaysCard):
    """The ways back when something was lost, each with when it is the right one."""

    def __init__(self, section: AuthorityKeySection) -> None:
        ways: tuple[Way, ...] = (
            ("pulihkan", "undo", section.do_restore),
            ("baru", "plus", section.do_renew),
            ("lepas", "cross", section.do_drop),
        )
        super().__init__(t("pengaturan.kunci_otoritas.darurat"), "kunci_otoritas", ways)
