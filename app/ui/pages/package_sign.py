"""The two signatures: who states, who signs, their passphrases, and what became of the package."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import LontarError
from app.teks import t
from app.ui import background, dialogue, sizes, tab_order
from app.ui.colours import Tone
from app.ui.pages import home_ways, package_known, package_work
from app.ui.pages.package_forms import HandForm, SignForm, StateForm, Working
from app.ui.pages.package_missing import Missing
from app.ui.pages.package_sent import Sent
from app.ui.pages.package_steps import State, Steps
from app.ui.widgets.card import Card
from app.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent

    from app.exchange.ekspor import PaketJadi
    from app.exchange.kesiapan import Kesiapan, Orang
    from app.exchange.penyusun.siaga import Siaga
    from app.exchange.tanda_tangan import Tertanda
    from app.store.dispatch import Paket
    from app.store.drafts import Draf
    from app.ui.background import Progress, Task
    from app.ui.pages.package_missing import Tangan
    from app.ui.session import Session

_IDLE_MS = 300_000
"""A passphrase that is left standing does not keep a process for ever."""


class SignCard(Card):
    """The two steps; below them the form of the one that is due, the work, or the result.

    `unsettled` tells that the last `refresh` took away or switched off what had the focus.

    Signals:
        sent: a package has left the office.
        turned: work ended, or a statement was taken back; look again which step is due.
    """

    sent = Signal()
    turned = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(t("paket_layar.kirim.judul"))
        self._session = session
        self._task: Task | None = None
        self._draf: Draf | None = None
        self._ready: Kesiapan | None = None
        self._maker: Siaga | None = None
        self._idle = QTimer(self)
        self.steps = Steps()
        self.lapsed = MessageBar(closable=False)
        self.repeated = MessageBar(closable=False)
        self.messages = MessageBar()
        self.state_form = StateForm()
        self.sign_form = SignForm()
        self.missing = Missing()
        self.working = Working()
        self.result = Sent()
        self._places = (self.state_form, self.sign_form, self.working, self.result)
        self.unsettled = self._focused = self._asked = False
        self.body.setContentsMargins(sizes.L, sizes.M, sizes.L, sizes.M)
        self.body.setSpacing(sizes.M)
        for part in (self.steps, self.lapsed, self.repeated, self.messages):
            self.body.addWidget(part)
        for place in self._places:
            self.body.addWidget(place)
            # Which step is due is known once the sheets were read.
            place.hide()
        self.body.addWidget(self.missing)
        self.body.addStretch(1)
        self._connect()

    @property
    def shows_result(self) -> bool:
        """Whether the package that was just sent is still in view."""
        return not self.result.isHidden()

    def _show(self, place: QWidget) -> None:
        for one in self._places:
            one.setVisible(one is place)

    def refresh(
        self,
        draf: Draf | None,
        penyata: Tertanda | None,
        obstacles: int,
        repeated: Paket | None = None,
    ) -> None:
        """Show the step that is due. `penyata` made the statement, None when it is not good.

        `repeated` is the package that would only be sent once more.
        """
        from app.exchange import pendaftaran
        from app.store import dispatch

        session = self._session
        focused = QApplication.focusWidget()
        self._focused = self._asked or (focused is not None and self.isAncestorOf(focused))
        self._asked = False
        self._draf = draf
        self._ready = pendaftaran.people_ready(session.office)
        if not self.sign_form.folder.text():
            self.sign_form.folder.setText(str(package_known.target_folder(session)))
        if self._task is not None:
            return
        revisi = dispatch.next_revision(session.office, session.wilayah, session.periode)
        self._say_repeated(repeated if draf is None else None)
        if draf is None:
            self._show_stating(revisi, obstacles)
        else:
            self._show_signing(draf, penyata)

    def _show_stating(self, revisi: int, obstacles: int) -> None:
        assert self._ready is not None
        people = self._ready.penyata
        self.steps.show_states(State("giliran", ""), State("belum", ""))
        self._say_lapsed()
        self.missing.show_missing(self._lacking(self._ready.kurang), "")
        key = "terhalang" if obstacles else "arti"
        words = t(f"paket_layar.nyatakan.{key}", jumlah=obstacles)
        form = self.state_form
        form.show_people(people, self._own_id())
        form.show_readiness(revisi, words, ready=bool(people) and not obstacles)
        self._show_form(form, shown=bool(people))

    def _show_signing(self, draf: Draf, penyata: Tertanda | None) -> None:
        assert self._ready is not None
        stated = _by(penyata) if penyata is not None else t("paket_layar.tahap.tidak_sah")
        name = penyata.penanda.nama if penyata is not None else ""
        people = [one for one in self._ready.pimpinan if one.pengguna.nama != name]
        self.steps.show_states(State("selesai", stated), State("giliran", ""))
        self.lapsed.hide()
        self.missing.show_missing([] if people else self._lacking(("pimpinan",)), name)
        form = self.sign_form
        form.show_people(people, self._own_id())
        words = t("paket_layar.tandatangani.arti")
        form.show_readiness(draf.revisi, words, ready=bool(people) and penyata is not None)
        self._show_form(form, shown=True)

    def _show_form(self, form: HandForm, *, shown: bool) -> None:
        able = form.passphrase.isEnabled()
        # A line that is switched off, or goes, must not keep the focus.
        self.unsettled = self._focused and (form.isHidden() or not able)
        self._show(form)
        form.setVisible(shown)
        self.setFocusProxy(form if able or not self.missing.told else self.missing)

    def _say_lapsed(self) -> None:
        """A statement that was made, and why it holds no longer."""
        from app.exchange import percaya, pernyataan

        session = self._session
        found = pernyataan.lapsed(session.office, session.wilayah, session.periode)
        if found is None:
            self.lapsed.hide()
            return
        trust, draf = percaya.of_office(session.office), found.draf
        try:
            by = trust.check_signature(draf.isi, draf.pernyataan, session.clock()).penanda.nama
        except LontarError:
            by = t("paket_layar.gugur.seseorang")
        key = "berubah" if found.berubah else "lain"
        when = package_known.written_moment(draf.waktu)
        words = t(f"paket_layar.gugur.{key}", nama=by, waktu=when, jumlah=found.berubah)
        self.lapsed.tell(Tone.WARN, words)

    def _say_repeated(self, sent: Paket | None) -> None:
        """Before the passphrase is typed: this revision would say nothing new."""
        if sent is None:
            self.repeated.hide()
            return
        told = {"revisi": sent.revisi, "waktu": package_known.written_moment(sent.waktu)}
        self.repeated.tell(Tone.WARN, t("paket_layar.nyatakan.sama", **told))

    def _lacking(self, hands: Sequence[Tangan]) -> list[tuple[Tangan, list[Orang]]]:
        from app.exchange import dua_tangan

        assert self._ready is not None
        roles = {"penyata": dua_tangan.PENYATA, "pimpinan": (dua_tangan.PIMPINAN,)}
        everybody = self._ready.orang
        return [(hand, [one for one in everybody if one.peran in roles[hand]]) for hand in hands]

    def _own_id(self) -> int:
        return self._session.user.id if self._session.user else 0

    # --- The work

    def state(self) -> None:
        """State the figures complete with the passphrase that was typed."""
        form = self.state_form
        self._begin(form, package_work.stating, package_work.STATING, self._keep)

    def sign(self) -> None:
        """Sign what was stated, and put the package into the folder."""
        form = self.sign_form
        make = partial(package_work.signing, siaga=self._maker)
        self._begin(form, make, package_work.SIGNING, self._deliver)

    def _begin(
        self,
        form: HandForm,
        make: Callable[[Session, Orang, str], Callable[[Progress], object]],
        steps: tuple[str, ...],
        done: Callable[..., None],
    ) -> None:
        if self._task is not None or not form.button.isEnabled() or form.person is None:
            return
        if not form.passphrase.text():
            name = form.person.pengguna.nama
            form.say_passphrase(t("paket_layar.kirim.frasa_kosong", nama=name))
            return
        self.messages.hide()
        try:
            work = make(self._session, form.person, form.passphrase.text())
        except LontarError as error:
            self.messages.tell_error(error)
            return
        self._show(self.working)
        self.working.begin(steps)
        self._task = background.run(
            self,
            work,
            done=done,
            failed=lambda error: self._failed(form, error),
            advanced=lambda step, _done, _total: self.working.advance(step),
            cancelled=lambda: self._stopped(form),
        )

    def _keep(self, draf: Draf) -> None:
        from app.exchange import pernyataan

        try:
            pernyataan.keep(self._session.office, draf)
        except LontarError as error:
            self.messages.tell_error(error)
        else:
            self.state_form.passphrase.clear()
        self._stopped(self.state_form)

    def _deliver(self, made: PaketJadi) -> None:
        from app.exchange import ekspor

        self.working.advance(package_work.SIGNING[-1])
        folder = Path(self.sign_form.folder.text())
        try:
            sent = ekspor.deliver(self._session.office, made, folder)
        except LontarError as error:
            self._stopped(self.sign_form)
            self.messages.tell_error(error)
            return
        self._task = None
        self.sign_form.passphrase.clear()
        package_known.keep_target(self._session, folder)
        naskah = made.naskah
        when = package_known.written_moment(naskah.waktu)
        signed = t("paket_layar.tahap.oleh", nama=naskah.penanda.nama, waktu=when)
        self.steps.show_states(State("selesai", _by(naskah.penyata)), State("selesai", signed))
        self.result.show_package(sent, naskah)
        self._show(self.result)
        # A second Enter shows the file; it never leaves what is told about it.
        self.result.open.setFocus()
        tab_order.scroll_to_shown(self.steps)
        home_ways.count_unsent(self)
        self.sent.emit()

    def _failed(self, form: HandForm, error: Exception) -> None:
        self._stopped(form)
        if not isinstance(error, LontarError):
            raise error
        if error.kode == "frasa_sandi_salah":
            form.say_passphrase(str(error))
        else:
            self.messages.tell_error(error)

    def _stopped(self, form: HandForm) -> None:
        self._task = None
        self._show(form)
        form.passphrase.setFocus()
        # What changed while the work ran has not been looked at yet.
        self.turned.emit()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.working.say(t("paket_layar.kirim.sedang_batal"))

    def _revoke(self) -> None:
        from app.store import drafts

        draf = self._draf
        question = t("paket_layar.tandatangani.tanya_batal")
        yes = t("paket_layar.tandatangani.ya_batal")
        no = t("paket_layar.tandatangani.jangan_batal")
        if draf is not None and dialogue.ask(self, question, yes, no):
            drafts.drop_draft(self._session.office, draf.wilayah, draf.periode)
            # The window has no focus yet: the question has only just gone.
            self._asked = True
            self.turned.emit()

    def _have_maker(self, typed: str) -> None:
        """While the passphrase is typed the process that makes the package gets ready."""
        if typed:
            if self._maker is None:
                from app.exchange.penyusun.siaga import Siaga

                self._maker = Siaga()
            self._maker.start()
            self._idle.start()
        else:
            self._end_maker()

    def _end_maker(self) -> None:
        if self._maker is not None:
            self._maker.close()

    def forget_passphrases(self) -> None:
        """What was typed does not stay when its owner goes."""
        for form in (self.state_form, self.sign_form):
            form.passphrase.clear()

    def leave_result(self) -> None:
        """Go back to the form of the step that is due."""
        if self.shows_result:
            self._stopped(self.state_form)

    def _browse(self) -> None:
        start = Path(self.sign_form.folder.text())
        folder = dialogue.choose_folder(self, t("paket_layar.kirim.pilih_folder"), start)
        if folder is not None:
            self.sign_form.folder.setText(str(folder))

    def _connect(self) -> None:
        for form, act in ((self.state_form, self.state), (self.sign_form, self.sign)):
            form.button.clicked.connect(act)
            form.passphrase.returnPressed.connect(act)
        self.sign_form.passphrase.textChanged.connect(self._have_maker)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._end_maker)
        self.sign_form.folder.returnPressed.connect(self.sign)
        self.sign_form.browse.clicked.connect(self._browse)
        self.sign_form.revoke.clicked.connect(self._revoke)
        self.working.cancel.clicked.connect(self._cancel)
        self.result.again.clicked.connect(self.leave_result)

    # Qt

    def hideEvent(self, event: QHideEvent) -> None:
        """Who leaves the page does not sign now."""
        super().hideEvent(event)
        self._end_maker()


def _by(signer: Tertanda) -> str:
    when = package_known.written_moment(signer.pernyataan.waktu)
    return t("paket_layar.tahap.oleh", nama=signer.penanda.nama, waktu=when)
