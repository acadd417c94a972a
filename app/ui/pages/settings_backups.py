"""Cadangan: is the office safe, copies on this laptop and on a flash disk, and changing hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.teks import t
from app.ui import crash, dialogue, last_folder, sizes
from app.ui.colours import Tone
from app.ui.pages import settings_backups_panels as panels
from app.ui.pages.home_parts import LineButton, ListCard
from app.ui.pages.settings_panel import StagedSection, button
from app.ui.pages.settings_ways import WaysCard
from app.ui.sizes import Step
from app.ui.widgets import replaced, text
from app.ui.widgets.button import Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.handover import Penyerahan
    from app.store.vault import Simpanan
    from app.ui.pages.settings_ways import Way
    from app.ui.session import Session

_SHOWN, _ASIDE_SHOWN = 6, 3
_OLD_DAYS = 7
_STICK_DAYS = 31


class BackupsSection(StagedSection):
    """Backups of the whole office, the way back to each, and the handover."""

    key = "cadangan"
    icon = "saved"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.state = StateCard(self)
        self.copies = CopiesCard(self)
        self.seldom = SeldomCard(self)
        for part in (self.state, self.copies, self.seldom):
            self.body.addWidget(part)

    def enter(self) -> None:
        """Read which backups there are."""
        from app.store import backup, restore, surroundings, vault

        self.close_panel()
        office = self.session.office
        found = vault.listed(office.folder / backup.FOLDER_NAME)
        if office.handed_over is None:
            self.state.show_state(found)
        else:
            self.state.show_handed_over(office.handed_over)
        conflicts = surroundings.conflict_copies(office.folder)
        self.copies.show_copies(found, conflicts, restore.set_aside(office.folder))
        self.seldom.show_state(handed_over=office.handed_over is not None)

    # --- What the buttons do

    def do_back_up(self) -> None:
        """A backup beside the office, now."""
        from app.store import backup

        place = self.session.office.folder / backup.FOLDER_NAME
        self.open_panel(panels.MakePanel(self, "cadangan_buat", place))

    def do_copy(self) -> None:
        """A backup on a flash disk the user picks."""
        from app.store import vault

        stick = dialogue.choose_folder(self, t("pengaturan.cadangan.pilih"), last_folder.used())
        if stick is not None:
            place = vault.on_stick(stick, self.session.office.identitas)
            self.open_panel(panels.MakePanel(self, "cadangan_salin", place))

    def do_look_elsewhere(self) -> None:
        """The backups on a flash disk the user picks."""
        from app.store import vault

        stick = dialogue.choose_folder(self, t("pengaturan.cadangan.pilih"), last_folder.used())
        if stick is None:
            return
        with self.telling_errors():
            found = [one for place in vault.vaults(stick) for one in vault.listed(place)]
            if found:
                self.open_panel(panels.PickPanel(self, stick, found))
            else:
                self.messages.tell(Tone.WARN, t("pengaturan.cadangan.kosong", folder=stick))

    def show_backup(self, one: Simpanan) -> None:
        """What a backup holds, and the way back to it."""
        self.open_panel(panels.RestorePanel(self, one))

    def do_hand_over(self) -> None:
        """The whole office as one file."""
        self.open_panel(panels.HandoverPanel(self))

    def do_take_back(self) -> None:
        """Use an office here again that was handed over, after asking."""
        from app.exchange import serah_terima

        office = self.session.office
        if office.handed_over is None:
            return
        question = t("pengaturan.cadangan.tanya_batal", kepada=office.handed_over.kepada)
        if dialogue.ask(self, question, t("pengaturan.cadangan.ya_batal")):
            with self.telling_errors():
                serah_terima.take_back(office)
                self.finish(t("pengaturan.cadangan.dibatalkan"))
                self.session.settings_changed.emit()

    def do_report(self) -> None:
        """The error report, without data."""
        saved = crash.save(self, self.session.office.folder)
        if saved is not None:
            self.messages.tell(Tone.GOOD, crash.written(saved))


class StateCard(Card):
    """How old the newest backup is, and the page's loud button."""

    def __init__(self, section: BackupsSection) -> None:
        super().__init__()
        self._section = section
        self.chip = Chip("", Tone.MUTED, "circle")
        self.words = text.body()
        self.stick = text.body()
        self.make = button("cadangan.buat", section.do_back_up, Kind.PRIMARY, "saved")
        self.copy = button("cadangan.salin", section.do_copy, icon="export")
        head = QHBoxLayout()
        head.addWidget(Text(t("pengaturan.cadangan.keadaan"), Step.HEADING), 1)
        head.addWidget(self.chip)
        row = QHBoxLayout()
        row.setSpacing(sizes.S)
        row.addWidget(self.make)
        row.addWidget(self.copy)
        row.addStretch(1)
        self.body.setSpacing(sizes.M)
        self.body.addLayout(head)
        self.body.addWidget(self.words)
        self.body.addWidget(self.stick)
        self.body.addLayout(row)

    def show_state(self, found: list[Simpanan]) -> None:
        """Judge the newest backup by its age."""
        from app.exchange import cadangan_kata
        from app.store import backup

        now = self._section.session.clock()
        past = [one for one in found if one.waktu <= backup.wall_clock(now)]
        if not past:
            key, tone, icon, line = "belum", Tone.BAD, "alert", ""
        else:
            old = (backup.wall_clock(now) - past[0].waktu).days >= _OLD_DAYS
            key, tone, icon = ("lama", Tone.WARN, "clock") if old else ("ada", Tone.GOOD, "check")
            line = cadangan_kata.line(past[0], now)
        self._say(key, tone, icon, baris=line)
        self.stick.setText(self._on_stick())
        self._offer(makes=True)

    def show_handed_over(self, mark: Penyerahan) -> None:
        """What changes from now on is backed up on the other laptop."""
        self._say("diserahkan", Tone.MUTED, "people", kepada=mark.kepada)
        self._offer(makes=False)

    def _say(self, key: str, tone: Tone, icon: str, **facts: str) -> None:
        self.chip.show_state(t(f"pengaturan.cadangan.keadaan.{key}"), tone, icon)
        self.words.setText(t(f"pengaturan.cadangan.arti.{key}", **facts))

    def _offer(self, *, makes: bool) -> None:
        for part in (self.stick, self.make, self.copy):
            part.setVisible(makes)

    def _on_stick(self) -> str:
        """When the last copy left this laptop."""
        from app.store import vault

        session = self._section.session
        day = vault.last_copied(session.office)
        if day is None:
            return t("pengaturan.cadangan.flashdisk.belum")
        old = (session.clock().date() - day).days > _STICK_DAYS
        key = "lama" if old else "ada"
        return t(f"pengaturan.cadangan.flashdisk.{key}", tanggal=f"{day:%d-%m-%Y}")


class CopiesCard(ListCard):
    """The newest backups, what going back has replaced, conflict copies, and a flash disk."""

    def __init__(self, section: BackupsSection) -> None:
        super().__init__(t("pengaturan.cadangan.daftar"))
        self._section = section
        self.lines: list[LineButton] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(sizes.XS)
        words, detail = t("pengaturan.cadangan.lain"), t("pengaturan.cadangan.lain.arti")
        self.elsewhere = LineButton(words, detail, "folder")
        self.elsewhere.clicked.connect(section.do_look_elsewhere)
        self.body.addLayout(self._list)
        self.body.addWidget(self.elsewhere)

    def show_copies(
        self, found: list[Simpanan], conflicts: list[Path], aside: list[Simpanan]
    ) -> None:
        """Replace the lines."""
        lines = [panels.copy_line(self._section, one) for one in found[:_SHOWN]]
        lines += [panels.aside_line(self._section, one) for one in aside[:_ASIDE_SHOWN]]
        lines += [panels.conflict_line(self._section, one) for one in conflicts]
        self.lines = replaced.replace(self._list, self.lines, lines)


class SeldomCard(WaysCard):
    """Another laptop, and what to send when something is wrong."""

    def __init__(self, section: BackupsSection) -> None:
        ways: tuple[Way, ...] = (
            ("serah_terima", "people", section.do_hand_over),
            ("batal", "undo", section.do_take_back),
            ("laporan", "note", section.do_report),
        )
        super().__init__(t("pengaturan.cadangan.jarang"), "cadangan", ways)

    def show_state(self, *, handed_over: bool) -> None:
        """An office changes hands once."""
        self.lines["serah_terima"].setVisible(not handed_over)
        self.lines["batal"].setVisible(handed_over)
