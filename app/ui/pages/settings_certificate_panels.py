"""The panels of Sertifikat: a key, a request, a certificate, a passphrase."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.teks import t
from app.ui import background
from app.ui.colours import Tone
from app.ui.pages import settings_files as files
from app.ui.pages.settings_panel import (
    Asked,
    ChangePassphrase,
    Panel,
    Words,
    new_secret,
    secret,
    spoken,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.exchange.pendaftaran import Jawaban
    from app.exchange.sertifikat import Otoritas
    from app.store.people import Pengguna
    from app.ui.pages.settings_certificates import CertificatesSection


class KeyPanel(Panel):
    """A new key; with `ahead` it waits beside the one in use."""

    def __init__(self, section: CertificatesSection, key: str, *, ahead: bool = False) -> None:
        super().__init__(key)
        self._section, self._ahead = section, ahead
        self.secret = new_secret()
        self.add(self.secret)

    def submit(self) -> None:
        """Make the key beside the window, then note it."""
        from app.exchange import pendaftaran

        if not self.secret.check():
            return
        user, ahead, passphrase = self._section.user(), self._ahead, self.secret.text
        folder = self._section.session.office.folder
        self.set_busy(t("panel.kunci.sedang"))
        background.run(
            self,
            lambda _progress: pendaftaran.make_key(folder, user, passphrase, ahead=ahead),
            done=lambda sidik: self._note(user, sidik),
            failed=self._failed,
        )

    def _note(self, user: Pengguna, sidik: str) -> None:
        from app.exchange import pendaftaran

        self.set_busy("")
        with self.attempt():
            pendaftaran.note_key(self._section.session.office, user, sidik, ahead=self._ahead)
            self._section.finish(t(f"panel.{self.key}.selesai"))


class RequestPanel(Panel):
    """The request file: saved, sent, and six words read out."""

    def __init__(self, section: CertificatesSection) -> None:
        from app.exchange import ganti_kunci

        super().__init__("minta")
        self._section = section
        self._replaced = ganti_kunci.replaces(section.session.office, section.user())
        self.secret = secret(_whose(section))
        self.add(self.secret)

    def submit(self) -> None:
        """Open the key, then write the request where the user wants it."""
        from app.exchange import brankas, pendaftaran

        office, user = self._section.session.office, self._section.user()

        def write(secret: str) -> None:
            data = pendaftaran.request(office, user, secret, self._replaced)
            name = pendaftaran.request_name(office, user)
            if files.save(self, t("pengaturan.sertifikat.simpan_permintaan"), name, data):
                words = spoken(pendaftaran.key_words(office, user))
                self._section.finish(t("pengaturan.sertifikat.diminta", kata=words))

        self.prepare(write, Asked(self.secret.text, [brankas.file_to_certify(office, user)]))


def _whose(section: CertificatesSection) -> str:
    """Which passphrase a request needs: that of the key that waits, where there is one."""
    from app.exchange import brankas

    waits = brankas.key_waits(section.session.office, section.user())
    return "kunci_baru" if waits else "sendiri"


class EnrolPanel(Panel):
    """At the province: both passphrases, and the certificate is there."""

    def __init__(self, section: CertificatesSection) -> None:
        super().__init__("terbitkan_sendiri", nama=section.user().nama)
        self._section = section
        self.secret, self.authority = secret(_whose(section)), secret("otoritas")
        if section.session.is_practice:
            # Nobody there was ever asked for a passphrase of that name.
            self.authority.set_hint(t("panel.sandi.otoritas_latihan"))
        self.add(self.secret, self.authority)

    def submit(self) -> None:
        """Open both keys; then ask, issue and install at once."""
        from app.exchange import brankas, otoritas, pendaftaran

        office, user = self._section.session.office, self._section.user()

        def enrol(secret: str, authority: str) -> None:
            pendaftaran.enrol_here(office, user, secret, authority)
            self._section.finish(t("pengaturan.sertifikat.dipasang"))

        self.prepare(
            enrol,
            Asked(self.secret.text, [brankas.file_to_certify(office, user)]),
            Asked(self.authority.text, otoritas.sealed(office)),
        )


class InstallPanel(Panel):
    """A certificate from the province; an authority that is new here is compared first."""

    def __init__(self, section: CertificatesSection, answer: Jawaban) -> None:
        own = answer.otoritas
        key = "pasang" if answer.dikenal else "pasang_baru"
        super().__init__(key, nama=own.nama, kantor=own.kantor)
        self._section, self._answer = section, answer
        self.words = Words(t("panel.kata.otoritas"))
        self.secret = secret("kunci_baru" if self._waited() else "sendiri")
        self.add(*([] if answer.dikenal else [self.words]), self.secret)

    def _waited(self) -> bool:
        from app.exchange import pendaftaran

        office, user = self._section.session.office, self._section.user()
        return pendaftaran.for_waiting_key(office, user, self._answer)

    def submit(self) -> None:
        """Compare, then put the certificate to use."""
        from app.exchange import pendaftaran

        own = self._answer.otoritas
        compared = self._answer.dikenal or self.words.check(
            own.kata, nama=own.nama, kantor=own.kantor
        )
        if not compared:
            return
        office, user = self._section.session.office, self._section.user()

        def install(secret: str) -> None:
            pendaftaran.install(office, user, self._answer, secret)
            self._section.finish(t("pengaturan.sertifikat.dipasang"))

        sealed = pendaftaran.file_for(office, user, self._answer)
        self.prepare(install, Asked(self.secret.text, [sealed]))


class PassphrasePanel(ChangePassphrase):
    """Another passphrase for the same key."""

    def __init__(self, section: CertificatesSection) -> None:
        super().__init__("frasa")
        self._section = section
        self._user = section.user()

    def sealed(self) -> Sequence[Path | bytes]:
        """The key itself."""
        from app.exchange import brankas

        return [brankas.key_file(self._section.session.office, brankas.key_name(self._user))]

    def change(self, old: str, new: str) -> None:
        """Seal the key anew."""
        from app.exchange import ganti_kunci

        ganti_kunci.change_passphrase(self._section.session.office, self._user, old, new)
        self._section.finish(t("panel.frasa.selesai"))


class ForgetPanel(Panel):
    """Nobody can open the key: what that means, and a new one."""

    def __init__(self, section: CertificatesSection) -> None:
        super().__init__("lupa")
        self._section = section

    def submit(self) -> None:
        """Put the old key away; the next thing is a new one."""
        from app.exchange import ganti_kunci

        with self.attempt():
            ganti_kunci.forget(self._section.session.office, self._section.user())
            section = self._section
            section.finish("")
            section.do_make_key()
            section.messages.tell(Tone.GOOD, t("panel.lupa.selesai"))


class P12Panel(Panel):
    """A key out of a .p12 file: its own passphrase once, then one of the officer's."""

    def __init__(self, section: CertificatesSection, name: str, data: bytes) -> None:
        super().__init__("p12", berkas=name)
        self._section, self._name, self._data = section, name, data
        self.theirs, self.secret = secret("p12"), new_secret()
        self.add(self.theirs, self.secret)

    def submit(self) -> None:
        """Open the file and seal its key."""
        from app.exchange import p12

        if not self.secret.check():
            return
        office, user = self._section.session.office, self._section.user()
        theirs = self.theirs.text

        def adopt(isi: p12.Isi, secret: str) -> None:
            p12.adopt(office, user, isi, secret)
            told = {"nama": isi.nama, "penerbit": isi.penerbit}
            self._section.finish(t("panel.p12.selesai", **told))

        self.prepare(
            adopt,
            Asked(self.secret.text, seals=1),
            # Its issuer may have sealed it by two million rounds.
            beside=lambda: p12.read(self._data, theirs, self._name),
        )


class TrustPanel(Panel):
    """Let Windows believe the authority, after saying what that means."""

    def __init__(self, section: CertificatesSection) -> None:
        from app.exchange import otoritas, percaya_windows

        self._windows = percaya_windows.is_windows()
        super().__init__("percaya" if self._windows else "percaya_lain")
        self._section = section
        self._otoritas = otoritas.believed(section.session.office)
        if self._otoritas is None:
            self.go.setEnabled(False)
            self.explanation.setText(t("panel.percaya.belum"))
            return
        own = self._otoritas
        self.show_facts(
            [
                (t("pengaturan.otoritas.nama"), own.nama),
                (t("pengaturan.sertifikat.enam_kata"), spoken(own.kata)),
            ]
        )

    def submit(self) -> None:
        """Tell Windows, or save the certificate for whoever installs it."""
        from app.exchange import percaya_windows

        own, office = self._otoritas, self._section.session.office
        if own is None:
            return
        with self.attempt():
            if self._windows:
                percaya_windows.trust(own, office.folder)
                self._section.finish(t("panel.percaya.selesai", nama=own.nama))
            else:
                self._save(own)

    def _save(self, own: Otoritas) -> None:
        from app.exchange import percaya_windows, sertifikat

        target = files.save(
            self,
            t("panel.percaya_lain.judul"),
            percaya_windows.FILE_NAME,
            sertifikat.to_der(own.sertifikat),
            "pengaturan.berkas.cer",
        )
        if target is not None:
            self._section.finish(t("panel.percaya_lain.selesai", berkas=Path(target).name))
