"""What a file of definitions would change, before it is installed; and making one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.errors import LontarError
from app.teks import t
from app.ui import dialogue, safeguard
from app.ui.charts.ledger import Cell, Head, Ledger, Row
from app.ui.colours import Tone
from app.ui.pages.settings_panel import Asked, Panel, secret
from app.ui.sizes import Step
from app.ui.widgets import text
from app.ui.widgets.field import Field
from app.ui.widgets.line import Line, Tick
from app.ui.widgets.selector import Selector
from app.ui.widgets.text import Text

if TYPE_CHECKING:
    from app.domain.periode import Periode
    from app.exchange.definisi_kata import Butir
    from app.exchange.pasang_definisi import Usulan
    from app.store.people import Pengguna
    from app.ui.background import Task
    from app.ui.pages.settings_definitions import DefinitionsSection
    from app.ui.pages.settings_panel import StagedSection

_MOST_LINES = 10
_QUARTERS = 4


class InstallPanel(Panel):
    """Who signed, what is new, which begun sheets it touches; nothing is written before "Pasang".

    Begun sheets keep their version, and begun quarters their metode, unless the box is ticked.
    """

    def __init__(self, section: DefinitionsSection, usulan: Usulan) -> None:
        from app.exchange import definisi_kata

        super().__init__("definisi_pasang", kepala=definisi_kata.head(usulan))
        self._section, self._usulan = section, usulan
        self._backup: Task | None = None
        self.left.connect(self._give_up)
        self.note = text.body(usulan.terbaca.isi.catatan)
        self.summary = Text(definisi_kata.summary(usulan), Step.STRONG)
        touched = definisi_kata.touched(usulan)
        self.sheets = text.body("\n".join(touched))
        self.changes = Ledger(t("panel.definisi_pasang.daftar"), _heads())
        lines = definisi_kata.lines(usulan)
        self.changes.show_rows([_row(number, one) for number, one in enumerate(lines)])
        self.changes.ask_for(min(len(lines), _MOST_LINES))
        self._lines = lines
        self.detail = text.body()
        self.changes.selectionModel().currentChanged.connect(lambda *_: self._show_line())
        self._show_line()
        quarters = "_triwulan" if usulan.moving_quarters else ""
        self.move_along = Tick(t(f"panel.definisi_pasang.pindahkan{quarters}"))
        parts = [self.note, self.summary, self.sheets, self.changes, self.detail, self.move_along]
        wanted = [bool(self.note.text()), True, bool(touched), bool(lines), bool(lines)]
        self.add(*parts)
        for part, shown in zip(parts, [*wanted, usulan.may_move], strict=True):
            part.setVisible(shown)
        if usulan.sudah and not usulan.may_move:
            self.go.hide()
        self.setFocusProxy(self.changes if lines else self.back)

    def _show_line(self) -> None:
        """The line in view in full; in the list a long one is cut."""
        code = self.changes.current_code
        self.detail.setText(self._lines[int(code)].kalimat if code else "")

    def submit(self) -> None:
        """Back the office up beside the window, then install; leaving the panel gives it up."""
        self.set_busy(t("umum.mencadangkan", persen=0))
        self.move_along.setEnabled(False)
        # The way out stays open: nothing is written yet.
        self.back.setEnabled(True)
        self._backup = safeguard.backed_up(
            self._section.session,
            self,
            self._install,
            self._failed,
            advanced=lambda told: self.messages.tell(Tone.INFO, told),
        )

    def _install(self) -> None:
        from app.exchange import definisi_kata, pasang_definisi

        session = self._section.session
        self._ready()
        with self.attempt():
            done = pasang_definisi.install(
                session.office, self._usulan, pindah=self.move_along.isChecked(),
                pelaku=session.pelaku,
            )  # fmt: skip
            session.renew_forms()
            self._section.finish(definisi_kata.done(done, self._usulan))

    def _failed(self, error: Exception) -> None:
        """Without a backup nothing is installed."""
        self._ready()
        with self.attempt():
            raise error

    def _ready(self) -> None:
        self.set_busy("")
        self.move_along.setEnabled(True)

    def _give_up(self) -> None:
        if self._backup is not None:
            self._backup.cancel()


class MakePanel(Panel):
    """At the province: what is new becomes one signed file with the next number.

    That is a folder with form files, or the metode chosen in Konsolidasi from a quarter on.
    """

    def __init__(self, section: StagedSection, folder: Path | None) -> None:
        super().__init__("definisi_buat" if folder else "metode_terbit", folder=folder)
        self._section, self._folder = section, folder
        self.since = Selector(t("panel.metode_terbit.mulai"))
        for one in following(section.session.periode):
            self.since.addItem(one.judul, str(one))
        self.note = Line()
        self.secret = secret("definisi")
        since = Field(t("panel.metode_terbit.mulai"), self.since)
        self.add(since, Field(t("panel.definisi_buat.catatan"), self.note), self.secret)
        since.setVisible(folder is None)
        if folder is not None:
            self.setFocusProxy(self.note)

    def submit(self) -> None:
        """Check, sign and write it; the number is taken only once the file has a place."""
        from app.exchange import brankas

        session, note = self._section.session, self.note.text()
        metode = "" if self._folder else self.since.currentData()
        with self.attempt():
            if session.user is None:
                raise LontarError(
                    "pengguna_tidak_ada", nama="", kantor=session.office.identitas.kantor
                )
            user = session.user
            sealed = brankas.key_file(session.office, brankas.key_name(user))
            self.prepare(
                lambda secret: self._make(user, secret, note, metode),
                Asked(self.secret.text, [sealed]),
            )

    def _make(self, user: Pengguna, secret: str, note: str, metode: str) -> None:
        from app.exchange import berkas, definisi, definisi_kata, pendaftaran, susun_definisi

        office = self._section.session.office
        key, certs = pendaftaran.signer(office, user, secret)
        isi = susun_definisi.prepare(office, self._folder, paths.forms(), certs, note, metode)
        amplop = definisi.sign(isi, key, certs)
        place = self._folder.parent if self._folder else Path.home()
        name = place / definisi.file_name(isi.nomor)
        title, kinds = t("panel.definisi_buat.judul"), t("pengaturan.berkas.teks")
        target = dialogue.save_file(self, title, name, kinds)
        if target is None:
            return
        berkas.write_atomic(target, susun_definisi.keep(office, isi, amplop))
        told = definisi_kata.made(isi, target, " ".join(amplop.kata))
        self._section.finish(f"{told} {t('panel.definisi_buat.lalu')}", Tone.GOOD)


def following(periode: Periode) -> list[Periode]:
    """The quarters a metode may begin with: the next ones first, then the one in view."""
    later, one = [], periode
    for _ in range(_QUARTERS):
        one = one.maju()
        later.append(one)
    return [*later, periode]


def _heads() -> list[Head]:
    return [
        Head(t("pengaturan.definisi.kolom.kode"), "KES-01 "),
        Head(t("pengaturan.definisi.kolom.berubah"), "Baris baru di B. Mutu barang: Vitamin A"),
    ]


def _row(number: int, one: Butir) -> Row:
    tone = Tone.WARN if one.perhatian else None
    icon = "alert" if one.perhatian else ""
    said = Cell(one.kalimat, number, icon=icon, tone=tone, note=one.kalimat)
    return Row(f"{number}", [Cell(one.formulir), said])
