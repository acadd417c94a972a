"""The people of the office: who works now, who is added, who has left."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import dialogue, sizes
from app.ui.colours import Tone
from app.ui.pages.settings_section import Section, row_of
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import Chip
from app.ui.widgets.field import Field
from app.ui.widgets.header import SectionTitle
from app.ui.widgets.line import Line
from app.ui.widgets.selector import Selector
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.store.people import Pengguna
    from app.ui.session import Session


class PeopleSection(Section):
    """A line for each person, and a form for the next one."""

    key = "pengguna"
    icon = "people"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.lines: list[PersonLine] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(sizes.S)
        self.form = PersonForm()
        self.form.add.clicked.connect(self._add)
        self.column.addLayout(self._list)
        self.column.addWidget(SectionTitle(t("pengaturan.pengguna.tambah")))
        self.column.addWidget(self.form)

    def enter(self) -> None:
        """Read who is there."""
        for line in self.lines:
            line.hide()
            line.deleteLater()
        people = self.session.people()
        self.lines = [PersonLine(self, user, alone=len(people) == 1) for user in people]
        for line in self.lines:
            self._list.addWidget(line)

    def work_as(self, user: Pengguna) -> None:
        """Let this person work from now on."""
        self.session.set_user(user)
        self.enter()

    def retire(self, user: Pengguna) -> None:
        """Take a person who left off the list, after asking."""
        from app.store import people

        question = t("pengaturan.pengguna.tanya_keluar", nama=user.nama)
        if not dialogue.ask(self, question, t("pengaturan.pengguna.ya_keluar")):
            return
        people.retire_user(self.session.office, user.id)
        mine = self.session.user
        if mine is not None and mine.id == user.id:
            self.session.set_user(self.session.people()[0])
        self.enter()

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


class PersonLine(QWidget):
    """Name and role, who works now, and what can be done."""

    def __init__(self, section: PeopleSection, user: Pengguna, *, alone: bool) -> None:
        super().__init__()
        mine = section.session.user
        works = mine is not None and mine.id == user.id
        self.user = user
        self.work = Button(t("pengaturan.pengguna.bekerja"))
        self.leave = Button(t("pengaturan.pengguna.keluar"), Kind.QUIET)
        self.work.setAccessibleName(f"{self.work.text()}: {user.nama}")
        self.leave.setAccessibleName(f"{self.leave.text()}: {user.nama}")
        self.work.clicked.connect(lambda: section.work_as(user))
        self.leave.clicked.connect(lambda: section.retire(user))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.S)
        row.addLayout(_words(user), 1)
        if works:
            row.addWidget(Chip(t("pengaturan.pengguna.sedang"), Tone.GOOD, "check"))
        else:
            row.addWidget(self.work)
        if not alone:
            row.addWidget(self.leave)


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


def _words(user: Pengguna) -> QVBoxLayout:
    facts = (t(f"wisaya.peran.{user.peran}"), user.jabatan, user.nip and f"NIP {user.nip}")
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Text(user.nama, Step.STRONG))
    column.addWidget(text.caption(" · ".join(fact for fact in facts if fact)))
    return column
