"""The people of the office: who works now, who is added, who has left."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import dialogue, sizes, tab_order
from app.ui.colours import Tone
from app.ui.pages.settings_ready import OldCertificates, chip_of, needed
from app.ui.pages.settings_section import Section, row_of
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import Chip
from app.ui.widgets.field import Field
from app.ui.widgets.header import SectionTitle
from app.ui.widgets.line import Line
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.selector import Selector
from app.ui.widgets.text import Text
from app.ui.widgets.wrapping import Wrapping

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.exchange.kesiapan import Orang
    from app.store.people import Pengguna
    from app.ui.session import Session


class PeopleSection(Section):
    """Whether the two who must sign are there, a line for each person, a form for the next one."""

    key = "pengguna"
    icon = "people"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.lines: list[PersonLine] = []
        self.gone: list[GoneLine] = []
        self.rule = MessageBar(closable=False)
        self.old = OldCertificates()
        self._list = QVBoxLayout()
        self._list.setSpacing(sizes.S)
        self._gone = QVBoxLayout()
        self._gone.setSpacing(sizes.S)
        self._gone_title = SectionTitle(t("pengaturan.pengguna.sudah_pindah"))
        self.form = PersonForm()
        self.form.add.clicked.connect(self._add)
        self.column.addWidget(self.rule)
        self.column.addWidget(self.old)
        self.column.addLayout(self._list)
        self.column.addWidget(SectionTitle(t("pengaturan.pengguna.tambah")))
        self.column.addWidget(self.form)
        self.column.addWidget(self._gone_title)
        self.column.addLayout(self._gone)

    def enter(self) -> None:
        """Read who is there, who was there, and who can sign."""
        from app.exchange import ganti_kunci, pendaftaran
        from app.store import people

        for line in (*self.lines, *self.gone):
            line.hide()
            line.deleteLater()
        office = self.session.office
        ready = pendaftaran.people_ready(office)
        alone = len(ready.orang) == 1
        self.lines = [PersonLine(self, one, alone=alone) for one in ready.orang]
        for line in self.lines:
            self._list.addWidget(line)
        self.gone = [GoneLine(self, user) for user in people.users(office) if not user.aktif]
        for gone in self.gone:
            self._gone.addWidget(gone)
        self._gone_title.setVisible(bool(self.gone))
        self._lead_through()
        self.rule.tell(*needed(ready))
        self.form.propose(ready.peran_dicari)
        self.old.show_old(ganti_kunci.to_revoke(office))

    def _lead_through(self) -> None:
        form = self.form
        offered = (act for line in self.lines for act in (line.work, line.leave))
        acts = [act for act in offered if act.parentWidget() is not None]
        fields = [form.name, form.nip, form.position, form.role, form.add]
        tab_order.lead_through([*acts, *fields, *(line.back for line in self.gone)])

    def work_as(self, user: Pengguna) -> None:
        """Let this person work from now on."""
        self.session.set_user(user)
        # What it says was the way to this step.
        self.messages.hide()
        self.enter()

    def retire(self, user: Pengguna) -> None:
        """Take a person who left off the list, after asking; their key is put away."""
        from app.exchange import ganti_kunci

        question = t("pengaturan.pengguna.tanya_keluar", nama=user.nama)
        if not dialogue.ask(self, question, t("pengaturan.pengguna.ya_keluar")):
            return
        with self.telling_errors():
            old = ganti_kunci.retire(self.session.office, user)
            mine = self.session.user
            if mine is not None and mine.id == user.id:
                self.session.set_user(self.session.people()[0])
            self.enter()
            key = "keluar_cabut" if old else "keluar_selesai"
            self.messages.tell(Tone.GOOD, t(f"pengaturan.pengguna.{key}", nama=user.nama))

    def bring_back(self, user: Pengguna) -> None:
        """A person works here again; the old key stays in the archive."""
        from app.store import people

        people.restore_user(self.session.office, user.id)
        self.enter()
        self.messages.tell(Tone.GOOD, t("pengaturan.pengguna.kembali", nama=user.nama))

    def _add(self) -> None:
        from app.store import people

        if not self.form.check():
            return
        with self.telling_errors():
            added = people.add_user(
                self.session.office,
                nama=self.form.name.text(),
                nip=self.form.nip.text(),
                jabatan=self.form.position.text(),
                peran=self.form.role.currentData(),
            )
            self.form.clear()
            self.enter()
            self.messages.tell(Tone.GOOD, t("pengaturan.pengguna.ditambah", nama=added.nama))
            # Where the work goes on, as the message says.
            next(one for one in self.lines if one.user.id == added.id).work.setFocus()


class PersonLine(QWidget):
    """Name and role, how far they are, who works now, and what can be done."""

    def __init__(self, section: PeopleSection, orang: Orang, *, alone: bool) -> None:
        super().__init__()
        user, mine = orang.pengguna, section.session.user
        works = mine is not None and mine.id == user.id
        self.user = user
        self.state = chip_of(orang)
        self.work = Button(t("pengaturan.pengguna.bekerja"))
        self.leave = Button(t("pengaturan.pengguna.keluar"), Kind.QUIET)
        self.work.setAccessibleName(f"{self.work.text()}: {user.nama}")
        self.leave.setAccessibleName(f"{self.leave.text()}: {user.nama}")
        self.work.clicked.connect(lambda: section.work_as(user))
        self.leave.clicked.connect(lambda: section.retire(user))
        row = Wrapping(_words(user, self.state))
        if works:
            row.addWidget(Chip(t("pengaturan.pengguna.sedang"), Tone.INFO, "person"))
        else:
            row.addWidget(self.work)
        if not alone:
            row.addWidget(self.leave)
        self.setLayout(row)


class GoneLine(QWidget):
    """Somebody who left, and the way back."""

    def __init__(self, section: PeopleSection, user: Pengguna) -> None:
        super().__init__()
        self.user = user
        self.back = Button(t("pengaturan.pengguna.bekerja_lagi"), Kind.QUIET)
        self.back.setAccessibleName(f"{self.back.text()}: {user.nama}")
        self.back.clicked.connect(lambda: section.bring_back(user))
        self.setLayout(Wrapping(_words(user), self.back))


class PersonForm(QWidget):
    """The questions about a new person."""

    def __init__(self) -> None:
        super().__init__()
        from app.store.people import Peran

        self.name, self.nip, self.position = Line(), Line(), Line()
        self.role = Selector()
        for role in get_args(Peran):
            self.role.addItem(t(f"wisaya.peran.{role}"), role)
        self.add = Button(t("pengaturan.pengguna.tombol_tambah"), icon="plus")
        self.name_field = Field(t("wisaya.pengguna.nama"), self.name)
        self.nip_field = Field(
            t("wisaya.pengguna.nip"), self.nip, t("wisaya.pengguna.nip.petunjuk")
        )
        position = Field(t("wisaya.pengguna.jabatan"), self.position)
        role_field = Field(t("wisaya.pengguna.peran"), self.role)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        for pair in ((self.name_field, self.nip_field), (position, role_field)):
            row = QHBoxLayout()
            row.setSpacing(sizes.L)
            for one in pair:
                row.addWidget(one, 1, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        column.addLayout(row_of(self.add))

    def propose(self, role: str) -> None:
        """Offer a role; what was begun about a person stays as it is."""
        if not self.name.text():
            self.role.setCurrentIndex(self.role.findData(role))

    def check(self) -> bool:
        """Show what is wrong beside it."""
        from app.exchange import pendirian

        good = _accept(self.name_field, pendirian.check_person_name, self.name.text())
        return _accept(self.nip_field, pendirian.check_nip, self.nip.text()) and good

    def clear(self) -> None:
        """Be ready for the next person."""
        for editor in (self.name, self.nip, self.position):
            editor.clear()


def _accept(field: Field, check: Callable[[str], object], value: str) -> bool:
    try:
        check(value)
    except LontarError as error:
        field.set_error(str(error))
        field.editor.setFocus()
        return False
    field.set_error("")
    return True


def _words(user: Pengguna, state: Chip | None = None) -> QWidget:
    facts = (t(f"wisaya.peran.{user.peran}"), user.jabatan, user.nip and f"NIP {user.nip}")
    words = QWidget()
    words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    column = QVBoxLayout(words)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Text(user.nama, Step.STRONG))
    column.addWidget(text.caption(" · ".join(fact for fact in facts if fact)))
    if state is not None:
        column.addLayout(row_of(state))
    return words
