"""The open office as the window knows it: where the user is, and the one way to change a value."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import teks
from app.ui.known_regions import KnownRegions
from app.ui.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.domain.catatan import JenisCatatan
    from app.domain.formulir import Formulir
    from app.domain.indeks import Metode
    from app.domain.periode import Periode
    from app.domain.pertanyaan import JenisTanya, Pertanyaan
    from app.domain.wilayah import Wilayah
    from app.exchange.butir_tanya import Butir
    from app.exchange.hambatan import Hambatan
    from app.store.door import CellWrite, Kunci, Tindakan
    from app.store.office import Office
    from app.store.people import Pengguna
    from app.store.soundness import Look
    from app.teks import Language


class Session(QObject):
    """One open office.

    Signals:
        office_opened: another office is open; everything shown before is void.
        office_closed: no office is open.
        changed: the store's Tindakan, after each gesture that changed something, undo included.
        periode_changed: the new Periode.
        wilayah_changed: the code of the new region.
        user_changed: another person works now.
        saved: the time of the last commit, "10.32.07".
        settings_changed: something on the settings page that other pages show.
        language_changed: every text, and so every page, has to be made anew.
        restore_wanted: a folder, and the backup its office shall go back to.
        asked: questions or follow-ups came, or something happened to one.
    """

    office_opened = Signal()
    office_closed = Signal()
    changed = Signal(object)
    periode_changed = Signal(object)
    wilayah_changed = Signal(str)
    user_changed = Signal()
    saved = Signal(str)
    settings_changed = Signal()
    language_changed = Signal()
    restore_wanted = Signal(object, object)
    asked = Signal()

    def __init__(self, clock: Callable[[], datetime], memory: Memory | None = None) -> None:
        super().__init__()
        self.clock = clock
        self.memory = memory or Memory()
        self._office: Office | None = None
        self._periode: Periode | None = None
        self._wilayah = ""
        self._user: Pengguna | None = None
        self.bagian: list[str] | None = None
        self._forms: dict[Periode | None, Mapping[str, Formulir]] = {}
        self._regions = KnownRegions()

    # --- The office

    @property
    def is_open(self) -> bool:
        """Whether an office is open."""
        return self._office is not None

    @property
    def office(self) -> Office:
        """The open office; asking before one is open is a mistake in the program."""
        assert self._office is not None
        return self._office

    def open(self, folder: Path, look: Look | None = None) -> None:
        """Open an office and go to where the user was; the one open before is closed.

        Opening the one that is open already changes nothing.

        Raises:
            LontarError: it cannot be opened; the one open before stays open.
        """
        from app import paths
        from app.store import pustaka
        from app.store.office import Office

        if self._office is not None and folder.resolve() == self._office.folder.resolve():
            return
        office = Office.open(folder, self.clock, look)
        try:
            pustaka.install(office, paths.forms())
        except BaseException:
            office.close()
            raise
        if self._office is not None:
            self._office.close()
        self._office = office
        self._forms.clear()
        self._settle()
        # An exercise never takes the place of a real office in the list.
        if not paths.is_practice(folder):
            self.memory.opened(folder, office.identitas.kantor)
        self.office_opened.emit()

    def close(self) -> None:
        """Close the office; harmless when none is open."""
        if self._office is not None:
            self.memory.save()
            self._office.close()
            self._office = None
            self.office_closed.emit()

    def _settle(self) -> None:
        key = self.office.identitas.office_id
        self._periode = self._remembered_period(key)
        self._wilayah = own = self.office.identitas.wilayah
        if self.is_province:
            self._wilayah = self._here(self.memory.wilayah.get(key, own))
        people = self.people()
        wanted = self.memory.pengguna.get(key)
        first = people[0] if people else None
        self._user = next((one for one in people if str(one.id) == wanted), first)

    def _here(self, kode: str) -> str:
        """The region, or home where the quarter does not have it: it came later, or left."""
        return kode if kode in self.regions_now else self.office.identitas.wilayah

    def _remembered_period(self, key: str) -> Periode:
        from app.domain.periode import Periode
        from app.store import surroundings

        try:
            return Periode.parse(self.memory.periode[key])
        except (KeyError, ValueError):
            return surroundings.reported_quarter(self.office)

    @property
    def is_province(self) -> bool:
        """Whether the office works for the whole province (a province's exercise included)."""
        return "." not in self.office.identitas.wilayah

    @property
    def is_opd(self) -> bool:
        """Whether this is an OPD, which fills its own urusan and hands in to its kabupaten."""
        return self.office.identitas.jenis == "opd"

    @property
    def takes_packages(self) -> bool:
        """Whether packages are taken in here: of regions, or of the OPD of a kabupaten."""
        from app.exchange import penerima

        return penerima.may_take(self.office)

    @property
    def is_practice(self) -> bool:
        """Whether this is an exercise that production refuses."""
        from app.store import practice

        return practice.is_practice(self.office)

    def take_urusan(self) -> None:
        """An OPD fills other urusan from now on: every page is made anew."""
        self._forms.clear()
        self.language_changed.emit()

    # --- Definitions

    @property
    def forms(self) -> Mapping[str, Formulir]:
        """The forms in force in the period in view, by code."""
        from app.store import pustaka

        if self._periode not in self._forms:
            self._forms[self._periode] = pustaka.forms_of(self.office, self.periode)
        return self._forms[self._periode]

    def renew_forms(self) -> None:
        """Read the forms anew: others were installed."""
        self._forms.clear()
        self._regions.forget()
        self.set_wilayah(self._here(self._wilayah))
        self.settings_changed.emit()
        self.periode_changed.emit(self.periode)

    @property
    def metode(self) -> Metode:
        """The index method of the period in view."""
        from app import paths
        from app.store import pilihan_metode

        return pilihan_metode.chosen(self.office, paths.forms(), self.periode)

    @property
    def regions(self) -> Mapping[str, Wilayah]:
        """All regions known here by code, the province first; a code met anywhere has a name."""
        return self._regions.all(self._office)

    @property
    def regions_now(self) -> Mapping[str, Wilayah]:
        """The regions of the quarter in view, by code, the province first."""
        return self._regions.of_quarter(self.office, self.periode)

    def set_language(self, language: Language) -> None:
        """Let the window speak another language."""
        teks.set_language(language)
        self.memory.language = language
        self.memory.save()
        self.language_changed.emit()

    # --- Where the user is

    @property
    def periode(self) -> Periode:
        """The quarter in view."""
        assert self._periode is not None
        return self._periode

    @property
    def wilayah(self) -> str:
        """The code of the region in view."""
        return self._wilayah

    @property
    def region(self) -> Wilayah:
        """The region in view."""
        return self._regions.one(self.office, self._wilayah, self.periode)

    def periods(self) -> list[Periode]:
        """The quarters offered, and the one in view."""
        from app.store import surroundings

        return sorted(surroundings.offered_quarters(self.office) | {self.periode})

    def set_periode(self, periode: Periode) -> None:
        """Go to another quarter."""
        if periode != self._periode:
            self._periode = periode
            self.memory.periode[self.office.identitas.office_id] = str(periode)
            self.set_wilayah(self._here(self._wilayah))
            self.periode_changed.emit(periode)

    def set_wilayah(self, kode: str) -> None:
        """Go to another region."""
        if kode != self._wilayah:
            self._wilayah = kode
            self.memory.wilayah[self.office.identitas.office_id] = kode
            self.wilayah_changed.emit(kode)

    # --- Who works

    def people(self) -> list[Pengguna]:
        """Everybody who still works here."""
        from app.store import people

        return [one for one in people.users(self.office) if one.aktif]

    @property
    def user(self) -> Pengguna | None:
        """Whoever works now."""
        return self._user

    @property
    def pelaku(self) -> str:
        """The name written into the history."""
        return self._user.nama if self._user else ""

    def set_user(self, user: Pengguna) -> None:
        """Let another person work."""
        self._user = user
        self.memory.pengguna[self.office.identitas.office_id] = str(user.id)
        self.user_changed.emit()

    # --- Values

    def write(self, cells: Iterable[CellWrite], *, jenis: str, label: str) -> Tindakan:
        """Change cells as one gesture; it is on disk when this returns.

        Raises:
            LontarError: nothing was changed.
        """
        from app.store import door

        tindakan = door.write(self.office, cells, jenis=jenis, label=label, pelaku=self.pelaku)
        return self.announce(tindakan)

    def explain(self, hambatan: Hambatan, alasan: str) -> Tindakan:
        """Keep why a warning may stand; an empty text takes the reason back.

        Raises:
            LontarError: it cannot be kept; nothing has changed.
        """
        from app.exchange import hambatan as obstacles

        label = teks.t("isian.alasan.label", aturan=hambatan.kode)
        done = obstacles.answer(self.office, hambatan, alasan, label=label, pelaku=self.pelaku)
        return self.announce(done)

    def write_note(self, form: Formulir, sel: str, jenis: JenisCatatan, isi: str) -> Tindakan:
        """Put a note of one kind beside a cell of the region in view; empty takes it away.

        Raises:
            LontarError: it cannot be kept; nothing has changed.
        """
        from app.store import sheets
        from app.store.door import Kunci

        kunci = Kunci(form.kode, self._wilayah, str(form.home_period(sel, self.periode)))
        name = teks.t(f"isian.catatan.{jenis.value}")
        label = teks.t("isian.tindakan.catatan", jenis=name, sel=form.cells[sel].label)
        done = sheets.write_note(
            self.office, kunci, sel, isi.strip(), label=label, pelaku=self.pelaku, catatan=jenis
        )
        return self.announce(done)

    def ask(self, kunci: Kunci, sel: str, jenis: JenisTanya, teks: str, *, stops: bool) -> None:
        """Ask a region or an OPD about a cell; `stops` holds its next package back.

        Raises:
            LontarError: it cannot be asked; nothing has changed.
        """
        from app.exchange import tanya

        tanya.ask(self.office, kunci, sel, jenis, teks, penghalang=stops, oleh=self.pelaku)
        self.asked.emit()

    def settle_question(self, one: Pertanyaan, alasan: str, *, closes: bool) -> None:
        """Close a question that was asked here, or open it again.

        Raises:
            LontarError: there is no reason, or it does not stand there; nothing has changed.
        """
        from app.exchange import tanya

        (tanya.close if closes else tanya.reopen)(self.office, one, alasan, oleh=self.pelaku)
        self.asked.emit()

    def answer_question(self, butir: Butir, teks: str) -> None:
        """Say something to a question; empty takes it back.

        Raises:
            LontarError: it cannot be kept; nothing has changed.
        """
        from app.exchange import jawab

        self.announce(jawab.answer(self.office, butir, teks, pelaku=self.pelaku))
        self.asked.emit()

    def undo(self) -> Tindakan | None:
        """Take back the last gesture in the region in view; None when there is none."""
        from app.store import undo

        tindakan = undo.undo(self.office, pelaku=self.pelaku, wilayah=self._wilayah)
        return self.announce(tindakan) if tindakan else None

    def redo(self) -> Tindakan | None:
        """Do again what was taken back last; None when there is nothing."""
        from app.store import undo

        tindakan = undo.redo(self.office, pelaku=self.pelaku, wilayah=self._wilayah)
        return self.announce(tindakan) if tindakan else None

    def undo_to(self, tindakan: int) -> list[Tindakan]:
        """Take back a gesture and all above it; LontarError when one cannot be, then none is."""
        from app.store import undo

        taken = undo.undo_to(self.office, tindakan, pelaku=self.pelaku, wilayah=self._wilayah)
        return [self.announce(one) for one in taken]

    def redo_to(self, tindakan: int) -> list[Tindakan]:
        """Do again a gesture and all that were taken back after it; errors as for `undo_to`."""
        from app.store import undo

        done = undo.redo_to(self.office, tindakan, pelaku=self.pelaku, wilayah=self._wilayah)
        return [self.announce(one) for one in done]

    def announce(self, tindakan: Tindakan) -> Tindakan:
        """Tell the window about a gesture; call it for one that did not come through `write`."""
        if tindakan.id:
            self.saved.emit(clock_time(datetime.fromisoformat(tindakan.waktu)))
            self.changed.emit(tindakan)
        return tindakan


def clock_time(moment: datetime) -> str:
    """A time of day as Indonesians write it."""
    return f"{moment:%H.%M.%S}"
