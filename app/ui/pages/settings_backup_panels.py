"""The panels of Kunci otoritas: backup, restore, a second holder, a new authority."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app import paths
from app.teks import t
from app.ui import background, dialogue
from app.ui.colours import Tone
from app.ui.pages.settings_panel import Asked, ChangePassphrase, Panel, new_secret, secret, spoken
from app.ui.widgets.backup_lines import BackupLines
from app.ui.widgets.field import Field
from app.ui.widgets.line import Tick
from app.ui.widgets.selector import Selector

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.exchange.cadangan_otoritas import Cadangan
    from app.ui.pages.settings_authority_key import AuthorityKeySection


class BackupPanel(Panel):
    """A text file and a page to print, into a folder the user picks."""

    def __init__(self, section: AuthorityKeySection) -> None:
        super().__init__("cadangkan")
        self._section = section
        self.secret = secret("otoritas")
        self.add(self.secret)

    def submit(self) -> None:
        """Try the passphrase out, ask for the folder, write both files."""
        from app.exchange import otoritas

        sealed = otoritas.sealed(self._section.session.office)
        self.prepare(self._back_up, Asked(self.secret.text, sealed, seals=1))

    def _back_up(self, secret: str) -> None:
        from app.exchange import cadangan_kertas, cadangan_otoritas

        office = self._section.session.office
        made = cadangan_otoritas.make(office, secret)
        folder = dialogue.choose_folder(self, t("panel.cadangkan.folder"), paths.data())
        if folder is None:
            return
        text, page = cadangan_kertas.save(office, made, folder)
        self._section.finish(t("panel.cadangkan.selesai", teks=text.name, halaman=page.name))
        self._offer(page)

    def _offer(self, page: Path) -> None:
        told = self._section.messages
        told.tell(Tone.GOOD, told.text, t("panel.cadangkan.cetak"), lambda: dialogue.reveal(page))


class RestorePanel(Panel):
    """From a file, or from lines that are pasted or typed; wrong lines are named while typing."""

    def __init__(self, section: AuthorityKeySection) -> None:
        super().__init__("pulihkan")
        self._section = section
        self.lines = BackupLines()
        self.old, self.secret = secret("cadangan"), new_secret("otoritas_baru")
        self.add(self.lines, self.old, self.secret)

    def submit(self) -> None:
        """Make the backup's authority this office's own."""
        from app.exchange import cadangan_otoritas, otoritas

        backup = self.lines.backup()
        if backup is None or not self.secret.check():
            return
        office, user = self._section.session.office, self._section.session.user

        def restore(old: str, new: str) -> None:
            cadangan_otoritas.restore(office, backup, old, new)
            if user is not None:
                otoritas.set_first_holder(office, user)
            self._section.finish(restored(backup))

        self.prepare(
            restore, Asked(self.old.text, [backup.kunci]), Asked(self.secret.text, seals=1)
        )


class HolderPanel(Panel):
    """A second person at the province who can issue, with a passphrase of their own."""

    def __init__(self, section: AuthorityKeySection) -> None:
        from app.exchange import otoritas

        super().__init__("pemegang")
        self._section = section
        holding = {one.pengguna.id for one in otoritas.holders(section.session.office)}
        self.person = Selector(t("panel.pemegang.orang"))
        self._free = [one for one in section.session.people() if one.id not in holding]
        for user in self._free:
            self.person.addItem(user.nama)
        self.authority, self.secret = secret("otoritas"), new_secret("pemegang")
        if self._free:
            self.add(Field(t("panel.pemegang.orang"), self.person), self.authority, self.secret)
        else:
            self.explanation.setText(t("panel.pemegang.tidak_ada"))
            self.go.setEnabled(False)

    def submit(self) -> None:
        """Seal the key once more."""
        from app.exchange import otoritas

        if not self.secret.check():
            return
        user = self._free[self.person.currentIndex()]
        office = self._section.session.office

        def add(authority: str, own: str) -> None:
            otoritas.add_holder(office, user, authority, own)
            self._section.finish(t("panel.pemegang.selesai", nama=user.nama))

        sealed = otoritas.sealed(office)
        self.prepare(add, Asked(self.authority.text, sealed), Asked(self.secret.text, seals=1))


class AuthorityPassphrasePanel(ChangePassphrase):
    """Another passphrase for whichever copy the old one opens."""

    def __init__(self, section: AuthorityKeySection) -> None:
        super().__init__("frasa_otoritas")
        self._section = section

    def sealed(self) -> Sequence[Path | bytes]:
        """The copies of all holders."""
        from app.exchange import otoritas

        return otoritas.sealed(self._section.session.office)

    def change(self, old: str, new: str) -> None:
        """Seal that copy anew."""
        from app.exchange import otoritas

        holder = otoritas.change_passphrase(self._section.session.office, old, new)
        self._section.finish(t("panel.frasa_otoritas.selesai", nama=holder.pengguna.nama))


class RenewPanel(Panel):
    """A new authority: what it costs, a tick that it was read, and a passphrase."""

    def __init__(self, section: AuthorityKeySection) -> None:
        super().__init__("otoritas_baru")
        self._section = section
        self.understood = Tick(t("panel.otoritas_baru.mengerti"))
        self.secret = new_secret("otoritas_baru")
        self.add(self.understood, self.secret)

    def submit(self) -> None:
        """Make the key beside the window, then the authority."""
        from app.exchange import kunci

        if not self.understood.isChecked():
            self.messages.tell(Tone.WARN, t("panel.otoritas_baru.centang"))
            self.understood.setFocus()
        elif self.secret.check():
            secret = self.secret.text
            self.set_busy(t("panel.kunci.sedang"))
            background.run(
                self,
                lambda _progress: (kunci.generate(), kunci.ready(secret, seals=1)),
                done=self._found,
                failed=self._failed,
            )

    def _found(self, made: tuple[Any, str]) -> None:
        from app.exchange import otoritas

        self.set_busy("")
        key, secret = made
        session = self._section.session
        province = session.regions[session.office.identitas.wilayah[:2]].nama
        with self.attempt():
            otoritas.found_again(session.office, key, secret, province)
            if session.user is not None:
                otoritas.set_first_holder(session.office, session.user)
            words = spoken(otoritas.authority(session.office).kata)
            self._section.finish(t("panel.otoritas_baru.selesai", kata=words))


def restored(backup: Cadangan) -> str:
    """Which authority is back, to compare its six words."""
    own = backup.otoritas
    return t("panel.pulihkan.selesai", nama=own.nama, kata=spoken(own.kata))
