"""The sheet that is open: its values in memory, what follows from them, and the way to change them.

SQL is touched when a sheet opens and when a value is written, never while painting.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import paths
from app.domain import register, salin
from app.domain.catatan import Letak
from app.domain.indeks import Simpul, service_index
from app.domain.lembar import Hasil, evaluate
from app.domain.nilai import Keadaan
from app.domain.temuan import by_severity
from app.domain.ulang import evaluate_again
from app.exchange import nama_dahulu, surat_nihil
from app.ui.grid import looks, regions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.aturan import Fase
    from app.domain.catatan import JenisCatatan
    from app.domain.formulir import Formulir
    from app.domain.indeks import Metode
    from app.domain.lembar import Values
    from app.domain.nama_dahulu import Nama
    from app.domain.nilai import Nilai
    from app.domain.periode import Periode
    from app.domain.pertanyaan import Pertanyaan
    from app.domain.temuan import Temuan
    from app.store.door import Tindakan
    from app.store.office import Office
    from app.ui.grid.looks import Look
    from app.ui.session import Session

_LOCKED = "final"


class OpenSheet(QObject):
    """One form of the region and period in view.

    `readonly` says, as a catalogue key, why nothing can be changed; it is empty when it can.
    Registers have their rows, and below them an empty one that becomes real when typed in.

    Signals:
        reshaped: rows came, went or are called otherwise; `changed` follows.
        changed: the ids (frozenset) of the cells that look different now; after it the
            findings, the index and the completeness are those of the new values.

    """

    reshaped = Signal()
    changed = Signal(object)

    def __init__(
        self, session: Session, form: Formulir, metode: Metode, page: QObject | None = None
    ) -> None:
        # It goes when its page goes: left behind, it would follow the next office.
        super().__init__(page)
        self.form = self._rows = form
        self._new: dict[str, list[str]] = {}
        self.periode = session.periode
        self.wilayah = session.wilayah
        self._session = session
        regions.use(lambda: session.regions)
        self._metode = metode
        self._looks: dict[str, Look] = {}
        self._load()
        self._work_out()
        self._shape = self.form.tabel
        session.changed.connect(self._take_over)
        session.asked.connect(self._reload)

    # --- What it holds

    @property
    def metode(self) -> Metode:
        """How the index is worked out."""
        return self._metode

    @property
    def former_names(self) -> Nama:
        """What columns and rows are called in other versions of the form."""
        return nama_dahulu.labels(self._session.office, self.form)

    @property
    def fase(self) -> Fase:
        """The phase of the work, which decides how serious a finding is."""
        return "mengisi"

    def nilai(self, sel: str) -> Nilai | None:
        """What a person put into a cell."""
        return self.values.get(sel)

    def look(self, sel: str) -> Look:
        """How a cell is to be shown; worked out once per change."""
        found = self._looks.get(sel)
        if found is None:
            found = self._looks[sel] = looks.look(self, sel)
        return found

    def is_blank(self, sel: str) -> bool:
        """Whether nothing stands in a cell, typed or computed."""
        return sel not in self.values and sel not in self.hasil.computed

    def findings(self, sel: str) -> list[Temuan]:
        """What the rules say about one cell, gravest first."""
        return self._findings.get(sel, [])

    def temuan(self) -> list[Temuan]:
        """All findings, gravest first."""
        return by_severity([*self.hasil.temuan, *self._letters], self.fase)

    def evidence_count(self, sel: str) -> int:
        """How many files prove a cell."""
        return self._evidence.get(sel, 0)

    def wants_letter(self, sel: str) -> bool:
        """Whether a cell declares Nihil and the form's statement letter is still missing."""
        return self.nilai(sel) is Keadaan.NIHIL and bool(self._letters)

    def letter_declared(self, sel: str) -> bool:
        """Whether the letter of a Nihil cell is said to be in the office, unattached."""
        return (self.form.kode, sel) in surat_nihil.declared(self._given)

    @property
    def begins_at(self) -> str:
        """Where the work is: the first cell that waits for a value, else that takes one.

        Empty where there is no cell at all: another office's register without rows.
        """
        waiting, cells = self.hasil.kelengkapan.kosong, self.form.cells
        free = (kode for kode in cells if cells[kode].editable)
        return next(iter(waiting), "") or next(free, "") or next(iter(cells), "")

    def notes(self, sel: str) -> Mapping[JenisCatatan, str]:
        """The notes beside a cell, by kind."""
        return self._notes.get(sel, {})

    @property
    def noted(self) -> dict[Letak, str]:
        """The notes of the sheet that travel with it."""
        return {
            Letak(self.form.kode, sel, jenis): teks
            for sel, known in self._notes.items()
            for jenis, teks in known.items()
            if jenis.ikut
        }

    @property
    def in_opd(self) -> bool:
        """Whether this is a sheet of an OPD, which its kabupaten asks."""
        return self._session.is_opd

    def asked(self, sel: str) -> Sequence[Pertanyaan]:
        """What was asked at a cell and is not closed."""
        return self._asked.get(sel, ())

    def earlier(self, count: int, *, tahunan: bool) -> dict[Periode, Values]:
        """The values of the last quarters or years, this one included, oldest first.

        Asked once per sheet: what lies behind does not change while it is open.
        """
        from app.store import questions

        if tahunan not in self._earlier:
            periods = [self.periode.tahunan if tahunan else self.periode]
            while len(periods) < count:
                periods.insert(0, periods[0].mundur())
            office = self._session.office
            found = questions.series(office, self.form.kode, self.wilayah, periods)
            self._earlier[tahunan] = {periode: found[str(periode)] for periode in periods}
        known = self._earlier[tahunan]
        return {**known, next(reversed(known)): self.values}

    def reason(self, satu: Temuan) -> tuple[str, bool] | None:
        """Why a finding may stand and whether that still holds; None when it asks for no reason."""
        from app.store import reasons

        if satu.tingkat("tanda_tangan") != "peringatan":
            return None
        known = self._given.get((satu.formulir, satu.aturan.kode, satu.sel))
        if known is None:
            return "", False
        return known.alasan, known.sidik == reasons.fingerprint(satu.terikat)

    def is_missing(self, sel: str) -> bool:
        """Whether the cell is required and has not been answered."""
        return sel in self._missing

    # --- Changing it

    def write(self, cells: Mapping[str, Nilai | None], jenis: str, label: str) -> Tindakan:
        """Change cells as one gesture; it is on disk, and `changed` was told, when this returns.

        Raises:
            LontarError: nothing was changed.

        """
        from app.store.door import CellWrite

        cells = {**cells, **self._places(cells)}
        wishes = [
            CellWrite(
                self.form.kode,
                self.wilayah,
                str(self.form.home_period(sel, self.periode)),
                sel,
                nilai,
            )
            for sel, nilai in cells.items()
        ]
        return self._session.write(wishes, jenis=jenis, label=label)

    def last_year_copies(self) -> list[salin.Salinan]:
        """What last year's annual cells could fill in here."""
        from app.exchange import salin_tahun

        old = salin_tahun.last_form(self._session.office, self.form, self.periode)
        return salin.plan(self.form, self._last_year, self.values, old)

    # --- Rows of registers

    def new_ids(self, count: int) -> list[str]:
        """Ids for new rows, in the order they are to stand in."""
        now = int(self._session.clock().timestamp() * 1000)
        return [register.row_id(now + n, os.urandom(register.RANDOM_BYTES)) for n in range(count)]

    def make_room(self, tabel: str, count: int) -> None:
        """Offer so many more empty rows below a register, until the next change."""
        if tabel in self._new and count > 0 and not self.readonly:
            last = register.begun(self._new[tabel][-1]) + 1
            draw = (os.urandom(register.RANDOM_BYTES) for _ in range(count))
            self._new[tabel] += [register.row_id(last + n, acak) for n, acak in enumerate(draw)]
            self._grow()
            self._shape = self.form.tabel
            self.reshaped.emit()

    def _places(self, cells: Mapping[str, Nilai | None]) -> register.Cells:
        """The markers that keep rows begun with these cells where they are seen."""
        markers: register.Cells = {}
        for tabel, offered in self._new.items():
            begun = {sel.split(".")[1] for sel, nilai in cells.items() if nilai is not None}
            new = [baris for baris in offered if baris in begun]
            if new:
                markers |= register.place_before(self.form.tables[tabel], new, None, self.values)
        return markers

    def _grow(self) -> None:
        """Give the form the rows it has now, and the empty ones where a person may type."""
        self._rows = register.grown(self._rows, self.values, known=self._taken)
        offered = [(tabel, baris) for tabel, rows in self._new.items() for baris in rows]
        self.form = register.grown(self.form, self.values, *offered, known=self._taken)

    def _offer_rows(self) -> None:
        """One empty row below each register; one that was typed in is replaced."""
        taken = self._taken = register.rows_by_table(self.form.tabel, self.values)
        for tabel in self.form.tabel:
            if tabel.register and not tabel.ikut and not self.readonly:
                left = [
                    one for one in self._new.get(tabel.kode, ()) if one not in taken[tabel.kode]
                ]
                self._new[tabel.kode] = left[:1] or self.new_ids(1)

    def explain(self, satu: Temuan, alasan: str) -> Tindakan:
        """Keep why a finding may stand.

        Raises:
            LontarError: it cannot be kept; nothing was changed.

        """
        from app.exchange import hambatan

        return self._session.explain(hambatan.asked(self.form, self.periode, satu), alasan)

    def write_note(self, sel: str, jenis: JenisCatatan, teks: str) -> Tindakan:
        """Put a note of one kind beside a cell, or take it away with an empty text.

        Raises:
            LontarError: it cannot be kept; nothing was changed.

        """
        return self._session.write_note(self.form, sel, jenis, teks)

    def close(self) -> None:
        """Stop listening; the sheet is not shown any more."""
        self._session.changed.disconnect(self._take_over)
        self._session.asked.disconnect(self._reload)
        self.deleteLater()

    # --- Following the store

    def _load(self) -> None:
        from app.store import (
            backgrounds,
            evidence,
            pertanyaan,
            questions,
            reasons,
            region_lists,
        )  # fmt: skip

        office = self._session.office
        self._asked = pertanyaan.open_at(office, self.form.kode, self.wilayah, self.periode)
        found = questions.sheet_values(office, self.form.kode, self.wilayah, self.periode)
        self.values: dict[str, Nilai] = found.now
        self._before, self._last_year = found.before, found.last_year
        region = region_lists.region(office, paths.forms(), self.wilayah, self.periode)
        self._latar = backgrounds.background(
            office, region, self.periode, self.form, self._session.forms
        )
        listed = evidence.evidence(office, self.wilayah, self.periode, self.form.kode)
        self._evidence = Counter(one.sel for one in listed)
        self._given = reasons.reasons(office, self.wilayah, self.periode)
        self._notes = questions.notes(office, self.form.kode, self.wilayah, self.periode)
        self._earlier: dict[bool, dict[Periode, Values]] = {}
        self.readonly = self._reason_not_to_write(office)
        self._offer_rows()

    def _reason_not_to_write(self, office: Office) -> str:
        from app.store import questions

        if self.wilayah != office.identitas.wilayah:
            return "isian.milik_daerah_lain"
        listed = questions.sheets(office, self.periode, self.wilayah)
        mine = (sheet.status for sheet in listed if sheet.formulir == self.form.kode)
        return "isian.terkunci" if _LOCKED in mine else ""

    def _work_out(self, changed: set[str] | None = None) -> None:
        """All of it, or what can have changed with some cells; other rows make all of it new."""
        rows = self._rows
        self._grow()
        known = (self._rows, self.values, self._before, self._last_year, self._latar)
        anew = changed is None or self._rows is not rows
        self.hasil: Hasil = (
            evaluate(*known) if anew else evaluate_again(self.hasil, changed or set(), *known)
        )
        self.indeks: Simpul = service_index(self._rows, self.values, self._metode)
        self._missing = frozenset(self.hasil.kelengkapan.kosong)
        proven = (one for one, count in self._evidence.items() if count)
        self._letters = surat_nihil.findings(self.form, self.values, proven, self._given)
        self._findings: dict[str, list[Temuan]] = {}
        for satu in self.temuan():
            self._findings.setdefault(satu.sel, []).append(satu)

    def _take_over(self, tindakan: Tindakan) -> None:
        mine = [
            change
            for change in tindakan.perubahan
            if change.formulir == self.form.kode and change.wilayah == self.wilayah
        ]
        here = {str(self.periode), str(self.periode.tahunan)}
        noted = any(kunci.formulir == self.form.kode for kunci, _ in tindakan.samping)
        if not mine and not noted and tindakan.perubahan:
            return
        if noted or not mine or any(change.periode not in here for change in mine):
            # Another period of this form changed (its earlier figures feed the rules), notes came
            # with an import, or one tells no cells.
            self._reload()
            return
        for change in mine:
            if change.baru is None:
                self.values.pop(change.sel, None)
            else:
                self.values[change.sel] = change.baru
        self._refresh({change.sel for change in mine})

    def _reload(self) -> None:
        before, proven, noted, asked = self.values, self._evidence, self._notes, self._asked
        self._load()
        self._looks.clear()
        changed = _different(before, self.values) | _different(proven, self._evidence)
        changed |= _different(noted, self._notes) | _different(asked, self._asked)
        self._refresh(changed, anew=True)

    def _refresh(self, cells: set[str], *, anew: bool = False) -> None:
        """Work everything out anew and tell exactly which cells look different."""
        computed, findings, missing = self.hasil.computed, self._findings, self._missing
        self._offer_rows()
        self._work_out(None if anew else cells)
        cells |= _different(computed, self.hasil.computed) | (missing ^ self._missing)
        cells |= _different(findings, self._findings)
        for sel in cells:
            self._looks.pop(sel, None)
        if self._shape is not self.form.tabel:
            self._shape = self.form.tabel
            self.reshaped.emit()
        self.changed.emit(frozenset(cells))


def _different(old: Mapping[str, object], new: Mapping[str, object]) -> set[str]:
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
