"""Keys and certificates: ask the province, put its answer to use; at the province, answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.teks import t
from app.ui import background, dialogue, sizes
from app.ui.colours import Tone
from app.ui.pages.settings_section import Section, row_of
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.chip import Chip
from app.ui.widgets.facts import Facts
from app.ui.widgets.header import SectionTitle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.exchange.sertifikat import Otoritas, Permintaan
    from app.store.people import Pengguna
    from app.ui.session import Session

_MAX_FILE = 65_536
_KINDS = "pengaturan.sertifikat.jenis_berkas"
_SPAN = "pengaturan.sertifikat.rentang"


class CertificatesSection(Section):
    """The certificate of whoever works now, and the authority when this office is one."""

    key = "sertifikat"
    icon = "certificate"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.state = Chip("", Tone.MUTED, "circle")
        self.facts = Facts()
        self.make_key = Button(t("pengaturan.sertifikat.buat_kunci"), Kind.PRIMARY, "key")
        self.request = Button(t("pengaturan.sertifikat.minta"), icon="export")
        self.install = Button(t("pengaturan.sertifikat.pasang"), icon="import")
        self.authority = AuthorityPart(self)
        for button, slot in (
            (self.make_key, self._make_key),
            (self.request, self._request),
            (self.install, self._install),
        ):
            button.clicked.connect(slot)
        self.column.addLayout(row_of(self.state))
        self.column.addWidget(self.facts)
        self._steps = text.muted(t("pengaturan.sertifikat.langkah"))
        self.column.addWidget(self._steps)
        self.column.addLayout(row_of(self.make_key, self.request, self.install))
        self.column.addWidget(self.authority)
        session.user_changed.connect(self._refresh_if_seen)

    def enter(self) -> None:
        """Read the state of key and certificate."""
        from app.exchange import pendaftaran

        user = self._user()
        office = self.session.office
        has_key = pendaftaran.has_key(office, user)
        own = pendaftaran.own_certificate(office, user)
        lines = [(t("pengaturan.sertifikat.pemilik"), user.nama)]
        if has_key:
            words = spoken(pendaftaran.key_words(office, user))
            lines.append((t("pengaturan.sertifikat.enam_kata"), words))
        if own is not None:
            days = (local_date(own.berlaku_dari), local_date(own.berlaku_sampai))
            lines.append((t("pengaturan.sertifikat.masa"), t(_SPAN, dari=days[0], sampai=days[1])))
        self.facts.show_lines(lines)
        self.show_state(has_key=has_key, until=own.berlaku_sampai if own else "")
        self._steps.setVisible(has_key and own is None)
        self.make_key.setVisible(not has_key)
        self.request.setVisible(has_key)
        self.install.setVisible(has_key)
        self.authority.setVisible(pendaftaran.has_authority(office))
        if pendaftaran.has_authority(office):
            self.authority.enter()

    def show_state(self, *, has_key: bool, until: str) -> None:
        """Say in a few words how far this person is; `until` is the last day of the certificate."""
        today = self.session.clock().date().isoformat()
        if not has_key:
            state, tone, icon = "tanpa_kunci", Tone.WARN, "key"
        elif not until:
            state, tone, icon = "tanpa_sertifikat", Tone.WARN, "clock"
        elif until < today:
            state, tone, icon = "kedaluwarsa", Tone.BAD, "stop"
        else:
            state, tone, icon = "siap", Tone.GOOD, "check"
        self.state.show_state(t(f"pengaturan.sertifikat.keadaan.{state}"), tone, icon)

    def _user(self) -> Pengguna:
        user = self.session.user
        assert user is not None
        return user

    def _make_key(self) -> None:
        from app.exchange import pendaftaran

        passphrase = self._new_passphrase()
        if passphrase is None:
            return
        user, folder = self._user(), self.session.office.folder
        self.make_key.setEnabled(False)
        self.messages.tell(Tone.INFO, t("pengaturan.sertifikat.sedang_membuat"))
        background.run(
            self,
            lambda _progress: pendaftaran.make_key(folder, user, passphrase),
            done=lambda sidik: self._note_key(user, sidik),
            failed=self._failed,
        )

    def _new_passphrase(self) -> str | None:
        from app.exchange import kunci

        text = dialogue.ask_passphrase(self, t("pengaturan.sertifikat.frasa_baru"))
        if text is None:
            return None
        with self.telling_errors():
            kunci.check_passphrase(text)
            again = dialogue.ask_passphrase(self, t("pengaturan.sertifikat.frasa_ulang"))
            if again == text:
                return text
            if again is not None:
                self.messages.tell(Tone.BAD, t("wisaya.sandi.beda"))
        return None

    def _note_key(self, user: Pengguna, sidik: str) -> None:
        from app.exchange import pendaftaran

        self.make_key.setEnabled(True)
        with self.telling_errors():
            pendaftaran.note_key(self.session.office, user, sidik)
            self.messages.tell(Tone.GOOD, t("pengaturan.sertifikat.kunci_dibuat"))
        self.enter()

    def _failed(self, error: Exception) -> None:
        self.make_key.setEnabled(True)
        dialogue.show_failure(self, error)

    def _request(self) -> None:
        from app.exchange import pendaftaran

        user = self._user()
        passphrase = dialogue.ask_passphrase(self, t("pengaturan.sertifikat.frasa_minta"))
        if passphrase is None:
            return
        with self.telling_errors():
            data = pendaftaran.request(self.session.office, user, passphrase)
            name = f"permintaan-{self.session.office.identitas.wilayah}-{user.id}.txt"
            if save(self, t("pengaturan.sertifikat.simpan_permintaan"), name, data):
                words = spoken(pendaftaran.key_words(self.session.office, user))
                self.messages.tell(Tone.GOOD, t("pengaturan.sertifikat.diminta", kata=words))

    def _install(self) -> None:
        from app.exchange import pendaftaran

        file = dialogue.open_file(self, t("pengaturan.sertifikat.pilih"), t(_KINDS))
        if file is None:
            return
        with self.telling_errors():
            answer = pendaftaran.read_answer(self.session.office, read(file))
            if not (answer.dikenal or self._agree(answer.otoritas)):
                return
            passphrase = dialogue.ask_passphrase(self, t("pengaturan.sertifikat.frasa_pasang"))
            if passphrase is None:
                return
            pendaftaran.install(self.session.office, self._user(), answer, passphrase)
            self.messages.tell(Tone.GOOD, t("pengaturan.sertifikat.dipasang"))
            self.enter()

    def _agree(self, otoritas: Otoritas) -> bool:
        question = t(
            "pengaturan.sertifikat.tanya_otoritas",
            nama=otoritas.nama,
            kantor=otoritas.kantor,
            kata=spoken(otoritas.kata),
        )
        return dialogue.ask(self, question, t("pengaturan.sertifikat.sama"))

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.enter()


class AuthorityPart(QWidget):
    """What only a province has: its authority, and the certificates it issued."""

    def __init__(self, section: CertificatesSection) -> None:
        super().__init__()
        self._section = section
        self.facts = Facts()
        self.issued = Facts()
        self.issue = Button(t("pengaturan.otoritas.terbitkan"), icon="certificate")
        self.issue.clicked.connect(self._issue)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.M)
        column.addWidget(SectionTitle(t("pengaturan.otoritas.judul")))
        column.addWidget(text.muted(t("pengaturan.otoritas.penjelasan")))
        column.addWidget(self.facts)
        column.addLayout(row_of(self.issue))
        column.addWidget(SectionTitle(t("pengaturan.otoritas.daftar")))
        column.addWidget(self.issued)

    def enter(self) -> None:
        """Read the authority and what it issued."""
        from app.exchange import pendaftaran
        from app.store import certificates

        office = self._section.session.office
        own = pendaftaran.authority(office)
        self.facts.show_lines(
            [
                (t("pengaturan.otoritas.nama"), own.nama),
                (t("pengaturan.sertifikat.enam_kata"), spoken(own.kata)),
            ]
        )
        regions = self._section.session.regions
        kept = [
            one
            for one in certificates.certificates(office)
            if one.peran != pendaftaran.PERAN_OTORITAS
        ]
        self.issued.show_lines(
            (
                one.nama,
                t(
                    "pengaturan.otoritas.baris",
                    peran=t(f"wisaya.peran.{one.peran}"),
                    wilayah=regions[one.wilayah].nama,
                    sampai=local_date(one.berlaku_sampai),
                ),
            )
            for one in kept
        )

    def _issue(self) -> None:
        from app.exchange import pendaftaran, sertifikat

        section = self._section
        file = dialogue.open_file(self, t("pengaturan.otoritas.pilih"), t(_KINDS))
        if file is None:
            return
        with section.telling_errors():
            asked = sertifikat.read_request(read(file))
            if not self._agree(asked):
                return
            passphrase = dialogue.ask_passphrase(self, t("pengaturan.otoritas.frasa"))
            if passphrase is None:
                return
            data = pendaftaran.issue(section.session.office, asked, passphrase)
            name = f"sertifikat-{asked.wilayah}-{asked.peran}.txt"
            if save(self, t("pengaturan.otoritas.simpan"), name, data):
                section.messages.tell(Tone.GOOD, t("pengaturan.otoritas.selesai", nama=asked.nama))
            self.enter()

    def _agree(self, asked: Permintaan) -> bool:
        region = self._section.session.regions.get(asked.wilayah)
        question = t(
            "pengaturan.otoritas.tanya",
            nama=asked.nama,
            peran=t(f"wisaya.peran.{asked.peran}"),
            kantor=asked.kantor,
            wilayah=region.nama if region else asked.wilayah,
            kata=spoken(asked.kata),
        )
        return dialogue.ask(self, question, t("pengaturan.otoritas.ya"))


def spoken(words: Sequence[str]) -> str:
    """Six words as they are read out on the telephone."""
    return " · ".join(words)


def local_date(iso: str) -> str:
    """A day as Indonesians write it."""
    year, month, day = iso.split("-")
    return f"{day}-{month}-{year}"


def read(file: Path) -> bytes:
    """A small file somebody sent."""
    from app.exchange import berkas

    return berkas.read_file(file, _MAX_FILE)


def save(parent: QWidget, title: str, name: str, data: bytes) -> bool:
    """Let the user choose where a file goes, and write it."""
    from app.exchange import berkas

    target = dialogue.save_file(parent, title, Path(name), t(_KINDS))
    if target is None:
        return False
    berkas.write_atomic(target, data)
    return True
