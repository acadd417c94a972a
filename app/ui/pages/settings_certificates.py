"""Keys and certificates: who I am, how far I am, and the one thing to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.errors import LontarError
from app.teks import t
from app.ui import dialogue, sizes
from app.ui.colours import Tone
from app.ui.pages import settings_certificate_panels as panels
from app.ui.pages import settings_files as files
from app.ui.pages.settings_panel import StagedSection, button, local_date, spoken
from app.ui.pages.settings_ready import LOOKS, OldCertificates, ReadyList
from app.ui.pages.settings_section import row_of
from app.ui.pages.settings_ways import WaysCard
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip
from app.ui.widgets.facts import Facts
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.exchange.kesiapan import Orang
    from app.exchange.pendaftaran import Jawaban
    from app.store.people import Pengguna
    from app.ui.pages.settings_ways import Way
    from app.ui.session import Session

_SPAN = "pengaturan.sertifikat.rentang"


class CertificatesSection(StagedSection):
    """The key and certificate of whoever works now, and who else must be ready."""

    key = "sertifikat"
    icon = "certificate"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.mine = MineCard(self)
        self.state, self.facts = self.mine.state, self.mine.facts
        self.make_key, self.request = self.mine.make_key, self.mine.request
        self.install, self.enrol = self.mine.install, self.mine.enrol
        self.old = OldCertificates()
        self.ready = ReadyList()
        self.changes = Changes(self)
        for part in (self.mine, self.old, self.ready, self.changes):
            self.body.addWidget(part)
        session.user_changed.connect(self._change_person)

    def enter(self) -> None:
        """Read the state of key and certificate."""
        from app.exchange import ganti_kunci, pendaftaran

        office = self.session.office
        self.close_panel()
        ready, number = pendaftaran.people_ready(office), self.user().id
        known = (one for one in ready.orang if one.pengguna.id == number)
        orang = next(known, None) or pendaftaran.state_of(office, self.user())
        self.mine.show_person(orang)
        self.old.show_old(ganti_kunci.to_revoke(office))
        self.ready.show_people(ready)
        self.changes.show_person(orang)

    def go_on_from_here(self) -> None:
        """The loud button is the next step."""
        self.mine.take_focus()

    def user(self) -> Pengguna:
        """Whoever works now."""
        user = self.session.user
        assert user is not None
        return user

    # --- What the buttons do

    def do_make_key(self) -> None:
        """A first key, or one after the old one was put away."""
        self.open_panel(panels.KeyPanel(self, "kunci"))

    def do_replace_key(self) -> None:
        """Another key beside the one in use."""
        self.open_panel(panels.KeyPanel(self, "ganti_kunci", ahead=True))

    def do_drop_key(self) -> None:
        """The change of key is given up."""
        from app.exchange import ganti_kunci

        question = t("pengaturan.sertifikat.tanya_batal_kunci")
        if dialogue.ask(self, question, t("pengaturan.sertifikat.ya_batal_kunci")):
            with self.telling_errors():
                ganti_kunci.drop_waiting(self.session.office, self.user())
                self.finish(t("pengaturan.sertifikat.kunci_dibatalkan"))

    def do_request(self) -> None:
        """The request file for the province."""
        self.open_panel(panels.RequestPanel(self))

    def do_enrol(self) -> None:
        """The province certifies one of its own people on the spot."""
        self.open_panel(panels.EnrolPanel(self))

    def do_install(self) -> None:
        """A certificate file from the province."""
        file = files.open_text(self, t("pengaturan.sertifikat.pilih"))
        if file is not None:
            self._look_into(lambda: files.read(file))

    def do_paste(self) -> None:
        """The same out of a chat."""
        self._look_into(files.pasted)

    def do_change_passphrase(self) -> None:
        """Another passphrase for the same key."""
        self.open_panel(panels.PassphrasePanel(self))

    def do_forget(self) -> None:
        """Nobody can open the key any more."""
        self.open_panel(panels.ForgetPanel(self))

    def do_p12(self) -> None:
        """A key out of a .p12 file."""
        from app.exchange import p12

        kinds = t("pengaturan.berkas.p12")
        file = dialogue.open_file(self, t("pengaturan.sertifikat.pilih_p12"), kinds)
        if file is not None:
            with self.telling_errors():
                data = files.read(file, p12.MAX_FILE)
                self.open_panel(panels.P12Panel(self, file.name, data))

    def do_trust(self) -> None:
        """Let Windows believe the authority; elsewhere save its certificate."""
        self.open_panel(panels.TrustPanel(self))

    def look_at(self, data: bytes) -> None:
        """A certificate or a revocation list that came in with the packages."""
        self._look_into(lambda: data)

    def _look_into(self, read: Callable[[], bytes]) -> None:
        """Open what the province sent: a certificate, or a revocation list alone."""
        from app.exchange import pendaftaran

        with self.telling_errors():
            data = read()
            try:
                answer = pendaftaran.read_answer(self.session.office, data)
            except LontarError as error:
                if error.kode != "bukan_sertifikat" or not self._learned(data):
                    raise
                return
            self._offer(answer)

    def _offer(self, answer: Jawaban) -> None:
        """Install it, or say first that it belongs to another of those who work here."""
        from app.exchange import pendaftaran

        owner = pendaftaran.holder(self.session.office, answer)
        if owner is None or owner.id == self.user().id:
            self.open_panel(panels.InstallPanel(self, answer))
            return

        def change() -> None:
            self.session.set_user(owner)
            self.open_panel(panels.InstallPanel(self, answer))

        words = t("pengaturan.sertifikat.orang_lain", milik=owner.nama)
        change_to = t("pengaturan.sertifikat.bekerja_sebagai", milik=owner.nama)
        self.messages.tell(Tone.WARN, words, change_to, change)

    def _learned(self, data: bytes) -> bool:
        from app.exchange import pencabutan

        blocks = pencabutan.blocks(data)
        learned = [pencabutan.learn(self.session.office, one) for one in blocks]
        if learned:
            self.finish(list_words(learned[-1]))
        return bool(learned)

    def _change_person(self) -> None:
        """What was said to the one before, as their six words, is not for the next."""
        self.messages.hide()
        if self.isVisible():
            self.enter()


def list_words(learned: object) -> str:
    """What came of a revocation list, in a sentence."""
    from app.exchange.pencabutan import Dipelajari

    assert isinstance(learned, Dipelajari)
    key = "mundur" if learned.mundur else "dipelajari"
    return t(f"pengaturan.daftar.{key}", **learned._asdict())


class MineCard(Card):
    """Name, role and state; the facts; what to do next, as one loud button."""

    def __init__(self, section: CertificatesSection) -> None:
        super().__init__()
        self._section = section
        self._loud: Button | None = None
        self.name = Text("", Step.HEADING)
        self.role = text.caption()
        self.state = Chip("", Tone.MUTED, "circle")
        self.facts = Facts()
        self.next = text.body()
        self.make_key = button("sertifikat.buat_kunci", section.do_make_key, icon="key")
        self.replace = button("sertifikat.ganti_kunci", section.do_replace_key, icon="key")
        self.request = button("sertifikat.minta", section.do_request, icon="export")
        self.enrol = button("sertifikat.terbitkan_sendiri", section.do_enrol, icon="certificate")
        self.install = button("sertifikat.pasang", section.do_install, icon="import")
        self.paste = button("sertifikat.tempel", section.do_paste, Kind.QUIET, "paste")
        self.body.setSpacing(sizes.M)
        self.body.addLayout(self._head())
        self.body.addWidget(self.facts)
        self.body.addWidget(self.next)
        self.body.addLayout(self._row())
        self.body.addLayout(row_of(self.paste))

    def show_person(self, orang: Orang) -> None:
        """Tell how far this person is, and what comes next."""
        from app.exchange import pendaftaran

        office = self._section.session.office
        self.name.setText(orang.pengguna.nama)
        role = t(f"wisaya.peran.{orang.peran}")
        self.role.setText(f"{role} · {office.identitas.kantor}")
        self.facts.show_lines(self._facts(orang))
        tone, icon = LOOKS[orang.tahap]
        self.state.show_state(t(f"tahap.{orang.tahap}"), tone, icon)
        here = pendaftaran.has_authority(office)
        step = next_step(orang, here=here)
        sampai = local_date(orang.sertifikat.berlaku_sampai) if orang.sertifikat else ""
        self.next.setText(t(f"pengaturan.lanjut.{step}", sampai=sampai))
        self._show_buttons(_BUTTONS[step])

    def _facts(self, orang: Orang) -> list[tuple[str, str]]:
        from app.exchange import pendaftaran, pengantar

        words = pendaftaran.key_words(self._section.session.office, orang.pengguna)
        lines = [(t("pengaturan.sertifikat.enam_kata"), spoken(words))] if words else []
        own = orang.sertifikat
        if own is not None:
            days = {"dari": local_date(own.berlaku_dari), "sampai": local_date(own.berlaku_sampai)}
            lines.append((t("pengaturan.sertifikat.masa"), t(_SPAN, **days)))
        if orang.penanda is not None:
            seri = pengantar.serial_text(orang.penanda.seri)
            lines.append((t("pengaturan.sertifikat.seri"), seri))
        if orang.pencabutan is not None:
            alasan = t(f"pencabutan.alasan.{orang.pencabutan.alasan}")
            lines.append((t("pengaturan.sertifikat.alasan"), alasan))
        return lines

    def _show_buttons(self, wanted: tuple[str, ...]) -> None:
        named = {
            "make_key": self.make_key,
            "replace": self.replace,
            "request": self.request,
            "enrol": self.enrol,
            "install": self.install,
        }
        for name, one in named.items():
            one.setVisible(name in wanted)
            one.set_kind(Kind.PRIMARY if wanted[:1] == (name,) else Kind.PLAIN)
        self.paste.setVisible("install" in wanted)
        self._loud = named[wanted[0]] if wanted else None

    def take_focus(self) -> None:
        """Go to the loud button; without one there is nothing to do here."""
        if self._loud is not None:
            self._loud.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.role)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(self.state)
        return row

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(sizes.S)
        for one in (self.make_key, self.replace, self.enrol, self.request, self.install):
            row.addWidget(one)
        row.addStretch(1)
        return row


_BUTTONS: dict[str, tuple[str, ...]] = {
    "tanpa_kunci": ("make_key",),
    "tanpa_sertifikat": ("request", "install"),
    "tanpa_sertifikat_di_sini": ("enrol",),
    "siap": (),
    "akan_habis": ("request", "install"),
    "akan_habis_di_sini": ("enrol",),
    "kedaluwarsa": ("request", "install"),
    "kedaluwarsa_di_sini": ("enrol",),
    "belum_berlaku": (),
    "dicabut": ("replace", "install"),
    "tak_dipercaya": ("request", "install"),
    "tak_dipercaya_di_sini": ("enrol",),
    "kunci_baru": ("request", "install"),
    "kunci_baru_di_sini": ("enrol",),
}
"""What to do next -> the buttons to show, the loud one first."""


def next_step(orang: Orang, *, here: bool) -> str:
    """What a person does next; `here` says that the authority is in this very office."""
    step = "kunci_baru" if orang.kunci_baru and orang.tahap != "tanpa_kunci" else orang.tahap
    return f"{step}_di_sini" if here and f"{step}_di_sini" in _BUTTONS else step


class Changes(WaysCard):
    """What happens seldom: each with a sentence on when it is the right thing."""

    def __init__(self, section: CertificatesSection) -> None:
        ways: tuple[Way, ...] = (
            ("perpanjang", "refresh", section.do_request),
            ("ganti_kunci", "key", section.do_replace_key),
            ("batal_kunci", "undo", section.do_drop_key),
            ("pasang", "import", section.do_install),
            ("frasa", "lock", section.do_change_passphrase),
            ("lupa", "help", section.do_forget),
            ("p12", "certificate", section.do_p12),
            ("percaya", "check-circle", section.do_trust),
        )
        super().__init__(t("pengaturan.perubahan.judul"), "perubahan", ways)

    def show_person(self, orang: Orang) -> None:
        """Offer what makes sense for this person now."""
        has_key, known = orang.tahap != "tanpa_kunci", orang.sertifikat is not None
        offered = {
            "perpanjang": orang.tahap == "siap",
            "ganti_kunci": known and not orang.kunci_baru and orang.tahap != "dicabut",
            "batal_kunci": orang.kunci_baru,
            "pasang": known,
            "frasa": has_key,
            "lupa": has_key,
            "p12": not has_key,
            "percaya": True,
        }
        for key, line in self.lines.items():
            line.setVisible(offered[key])
