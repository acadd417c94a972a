"""The questions of the first-run wizard, one class per step; nothing is created here."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app import paths
from app.domain.nama_berkas import in_file_name
from app.errors import LontarError
from app.teks import t
from app.ui import dialogue, sizes
from app.ui.colours import Tone
from app.ui.pages.urusan_ticks import named
from app.ui.widgets.button import Button
from app.ui.widgets.choice import Choice
from app.ui.widgets.facts import Facts
from app.ui.widgets.field import Field
from app.ui.widgets.line import Line
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.passphrase import NewSecret
from app.ui.widgets.selector import Selector

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.wilayah import Wilayah
    from app.exchange.cadangan_otoritas import Cadangan
    from app.exchange.pendirian import Rencana
    from app.store.people import Peran

Jenis = Literal["kabupaten", "opd", "provinsi", "latihan"]
RESTORED = "pulihkan"
KINDS: tuple[tuple[str, str], ...] = (
    ("kabupaten", "building"),
    ("opd", "people"),
    ("provinsi", "merge"),
    ("latihan", "practice"),
    (RESTORED, "undo"),
)
"""What is offered first, with its glyph; a restored office is a province."""


@dataclass
class Draft:
    """What has been answered so far."""

    jenis: Jenis = "kabupaten"
    wilayah: Wilayah | None = None
    provinsi: str = ""
    kantor: str = ""
    folder: Path = field(default_factory=Path)
    nama: str = ""
    nip: str = ""
    jabatan: str = ""
    peran: Peran = "operator"
    frasa_sandi: str = field(default="", repr=False)
    urusan: tuple[str, ...] = ()
    restoring: bool = False
    cadangan: Cadangan | None = field(default=None, repr=False)
    frasa_cadangan: str = field(default="", repr=False)

    def plan(self) -> Rencana:
        """The finished plan."""
        from app.exchange.pendirian import Rencana

        assert self.wilayah is not None
        return Rencana(
            jenis=self.jenis,
            wilayah=self.wilayah,
            provinsi=self.provinsi,
            kantor=self.kantor,
            nama=self.nama,
            nip=self.nip,
            jabatan=self.jabatan,
            peran=self.peran,
            frasa_sandi=self.frasa_sandi,
            urusan=self.urusan if self.jenis == "opd" else (),
            cadangan=self.cadangan if self.restoring else None,
            frasa_cadangan=self.frasa_cadangan,
        )


class WizardStep(QWidget):
    """One page of questions; its texts are `wisaya.<key>.judul` and `.penjelasan`."""

    key = ""
    submitted = Signal()

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(sizes.M)

    def applies(self) -> bool:
        """Whether this office needs the step at all."""
        return True

    def enter(self) -> None:
        """Called when the step comes into view."""

    def check(self) -> bool:
        """Take the answers over into the draft; show what is wrong beside it and say no."""
        return True

    def line(self, label: str, hint: str = "", extra: QWidget | None = None) -> Field:
        """A line of text to answer."""
        made = Field(label, Line(), hint, extra)
        self.column.addWidget(made)
        return made


class KindStep(WizardStep):
    """Which kind of office."""

    key = "jenis"

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.choices: dict[str, Choice] = {}
        for jenis, icon in KINDS:
            texts = (t(f"wisaya.jenis.{jenis}"), t(f"wisaya.jenis.{jenis}.arti"))
            self.choices[jenis] = Choice(*texts, icon)
            self.column.addWidget(self.choices[jenis])
        self.column.addStretch(1)
        self.choices[draft.jenis].setChecked(True)
        self.setFocusProxy(self.choices[draft.jenis])

    def check(self) -> bool:
        """Some kind is always chosen."""
        chosen = next(kind for kind, one in self.choices.items() if one.isChecked())
        self.draft.restoring = chosen == RESTORED
        known: dict[str, Jenis] = {one: one for one in get_args(Jenis)}
        self.draft.jenis = known.get(chosen, "provinsi")
        return True


class OfficeStep(WizardStep):
    """The office's name and where its data will live."""

    key = "kantor"

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self._proposed = ""
        self.browse = Button(t("wisaya.kantor.pilih_folder"), icon="folder")
        self.browse.clicked.connect(self._browse)
        self.name = self.line(t("wisaya.kantor.nama"), t("wisaya.kantor.nama.petunjuk"))
        hint = t("wisaya.kantor.folder.petunjuk")
        self.folder = self.line(t("wisaya.kantor.folder"), hint, self.browse)
        self.column.addStretch(1)
        self.setFocusProxy(self.name)

    def enter(self) -> None:
        """Propose a name and a folder from the region, unless the user has chosen others."""
        region = self.draft.wilayah
        assert region is not None
        name = _line(self.name)
        opd = self.draft.jenis == "opd"
        if name.text() in ("", self._proposed):
            kind = "provinsi" if region.is_provinsi else "kabupaten"
            # Nobody can guess which dinas or badan this is.
            self._proposed = "" if opd else t(f"wisaya.kantor.usul.{kind}", wilayah=region.nama)
            name.setText(self._proposed)
        self.name.set_hint(t(f"wisaya.kantor.nama.petunjuk{'_opd' if opd else ''}"))
        folder = _line(self.folder)
        if not folder.isModified():
            mark = {"latihan": "latihan-", "opd": "opd-"}.get(self.draft.jenis, "")
            folder.setText(str(paths.default_office() / f"{mark}{in_file_name(region.nama)}"))

    def check(self) -> bool:
        """A name is given, and the folder can be used."""
        from app.exchange import pendirian

        name, folder = _line(self.name), _line(self.folder)
        good = _accept(self.name, lambda: pendirian.check_office_name(name.text()))
        good &= _accept(self.folder, lambda: pendirian.check_folder(Path(folder.text().strip())))
        if good:
            self.draft.kantor = name.text()
            self.draft.folder = Path(folder.text().strip())
        return good

    def _browse(self) -> None:
        folder = dialogue.choose_folder(self, t("wisaya.kantor.folder"), paths.data())
        if folder is None:
            return
        region = self.draft.wilayah
        if region is not None and any(folder.iterdir()):
            # A folder in use is taken as the place for a folder of our own.
            folder = folder / in_file_name(region.nama)
        _line(self.folder).setText(str(folder))
        _line(self.folder).setModified(True)


class PersonStep(WizardStep):
    """Who works here first."""

    key = "pengguna"

    def __init__(self, draft: Draft) -> None:
        from app.store.people import Peran

        super().__init__(draft)
        self.name = self.line(t("wisaya.pengguna.nama"), t("wisaya.pengguna.nama.petunjuk"))
        self.nip = self.line(t("wisaya.pengguna.nip"), t("wisaya.pengguna.nip.petunjuk"))
        self.position = self.line(t("wisaya.pengguna.jabatan"))
        self.role = Selector()
        for role in get_args(Peran):
            self.role.addItem(t(f"wisaya.peran.{role}"), role)
        self._role_field = Field(t("wisaya.pengguna.peran"), self.role)
        self.role.currentIndexChanged.connect(self._explain)
        self.column.addWidget(self._role_field)
        self.column.addStretch(1)
        self._explain()
        self.setFocusProxy(self.name)

    def check(self) -> bool:
        """A name is given; a NIP has its digits."""
        from app.exchange import pendirian

        name, nip = _line(self.name).text(), _line(self.nip).text()
        good = _accept(self.name, lambda: pendirian.check_person_name(name))
        good &= _accept(self.nip, lambda: pendirian.check_nip(nip))
        if good:
            self.draft.nama, self.draft.nip = name, nip
            self.draft.jabatan = _line(self.position).text()
            self.draft.peran = self.role.currentData()
        return good

    def _explain(self) -> None:
        self._role_field.set_hint(t(f"wisaya.peran.{self.role.currentData()}.arti"))


class PassphraseStep(WizardStep):
    """The passphrase that seals the signing key."""

    key = "sandi"

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        words = (t("wisaya.sandi.frasa"), t("wisaya.sandi.ulang"), t("wisaya.sandi.tampilkan"))
        self.secret = NewSecret(*words)
        self.first, self.second = self.secret.first, self.secret.second
        self.show_letters = self.secret.show_letters
        self._warning = MessageBar(closable=False)
        self.column.addWidget(self.secret)
        self.column.addWidget(self._warning)
        self._warning.tell(Tone.WARN, t("wisaya.sandi.peringatan"))
        self.column.addStretch(1)
        self.setFocusProxy(self.first)

    def check(self) -> bool:
        """Strong enough, and the same twice."""
        good = self.secret.check()
        self.draft.frasa_sandi = self.secret.text if good else ""
        return good


class SummaryStep(WizardStep):
    """Everything once more, before anything is made."""

    key = "ringkasan"

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.facts = Facts()
        self.column.addWidget(self.facts)
        self.column.addStretch(1)

    def enter(self) -> None:
        """Show the answers and what will be made of them."""
        draft = self.draft
        assert draft.wilayah is not None
        kind = RESTORED if draft.restoring else draft.jenis
        values = {
            "jenis": t(f"wisaya.jenis.{kind}").replace("&", ""),
            "wilayah": draft.wilayah.nama,
            "kantor": draft.kantor,
            "folder": str(draft.folder),
            "pengguna": draft.nama,
            "nip": draft.nip or t("wisaya.ringkasan.tanpa_nip"),
            "jabatan": draft.jabatan or t("wisaya.ringkasan.tanpa_nip"),
            "peran": t(f"wisaya.peran.{draft.peran}"),
            "dibuat": t(f"wisaya.ringkasan.dibuat.{kind}"),
        }
        if draft.jenis == "opd":
            values["urusan"] = named(draft.urusan)
        if draft.restoring and draft.cadangan is not None:
            own = draft.cadangan.otoritas
            values["otoritas"] = f"{own.nama}: {' · '.join(own.kata)}"
        lines = [(t(f"wisaya.ringkasan.{name}"), value) for name, value in values.items()]
        self.facts.show_lines(lines)


def _accept(one: Field, check: Callable[[], object]) -> bool:
    try:
        check()
    except LontarError as error:
        one.set_error(str(error))
        one.editor.setFocus()
        return False
    one.set_error("")
    return True


def _line(one: Field) -> QLineEdit:
    assert isinstance(one.editor, QLineEdit)
    return one.editor
