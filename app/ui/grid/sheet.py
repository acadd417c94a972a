"""The sheet that is open: its values in memory, what follows from them, and the way to change them.

SQL is touched when a sheet opens and when a value is written, never while painting.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.indeks import Simpul, service_index
from app.domain.lembar import Hasil, evaluate
from app.domain.nilai import Keadaan
from app.domain.temuan import by_severity
from app.exchange import surat_nihil
from app.ui.grid import looks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.catatan import JenisCatatan
    from app.domain.formulir import Fase, Formulir
    from app.domain.indeks import Metode
    from app.domain.lembar import Values
    from app.domain.nilai import Nilai
    from app.domain.periode import Periode
    from app.domain.temuan import Temuan
    from app.store.door import Tindakan
    from app.store.office import Office
    from app.ui.grid.looks import Look
    from app.ui.session import Session

_LOCKED = "final"


class OpenSheet(QObject):
    """One form of the region and period in view.

    `readonly` says, as a catalogue key, why nothing can be changed; it is empty when it can.

    Signals:
        changed: the ids (frozenset) of the cells that look different now; after it the
            findings, the index and the completeness are those of the new values.

    """

    changed = Signal(object)

    def __init__(self, session: Session, form: Formulir, metode: Metode) -> None:
        super().__init__()
        self.form = form
        self.periode = session.periode
        self.wilayah = session.wilayah
        self._session = session
        self._metode = metode
        self._looks: dict[str, Look] = {}
        self._load()
        session.changed.connect(self._take_over)

    # --- What it holds

    @property
    def metode(self) -> Metode:
        """How the index is worked out."""
        return self._metode

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

    def notes(self, sel: str) -> Mapping[JenisCatatan, str]:
        """The notes beside a cell, by kind."""
        return self._notes.get(sel, {})

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
        return known.alasan, known.sidik == reasons.fingerprint(satu.pesan)

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
        self.deleteLater()

    # --- Following the store

    def _load(self) -> None:
        from app.store import evidence, questions, reasons

        office = self._session.office
        found = questions.sheet_values(office, self.form.kode, self.wilayah, self.periode)
        self.values: dict[str, Nilai] = found.now
        self._before, self._last_year = found.before, found.last_year
        listed = evidence.evidence(office, self.wilayah, self.periode, self.form.kode)
        self._evidence = Counter(one.sel for one in listed)
        self._given = reasons.reasons(office, self.wilayah, self.periode)
        self._notes = questions.notes(office, self.form.kode, self.wilayah, self.periode)
        self._earlier: dict[bool, dict[Periode, Values]] = {}
        self.readonly = self._reason_not_to_write(office)
        self._work_out()

    def _reason_not_to_write(self, office: Office) -> str:
        from app.store import questions

        if self.wilayah != office.identitas.wilayah:
            return "isian.milik_daerah_lain"
        listed = questions.sheets(office, self.periode, self.wilayah)
        mine = (sheet.status for sheet in listed if sheet.formulir == self.form.kode)
        return "isian.terkunci" if _LOCKED in mine else ""

    def _work_out(self) -> None:
        self.hasil: Hasil = evaluate(self.form, self.values, self._before, self._last_year)
        self.indeks: Simpul = service_index(self.form, self.values, self._metode)
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
        if not mine and tindakan.perubahan:
            return
        if not mine or any(change.periode not in here for change in mine):
            # Another period of this form changed (its earlier figures feed the rules), or an
            # import tells no cells.
            self._reload()
            return
        for change in mine:
            if change.baru is None:
                self.values.pop(change.sel, None)
            else:
                self.values[change.sel] = change.baru
        self._refresh({change.sel for change in mine})

    def _reload(self) -> None:
        before, proven, noted = self.values, self._evidence, self._notes
        self._load()
        self._looks.clear()
        changed = _different(before, self.values) | _different(proven, self._evidence)
        self._refresh(changed | _different(noted, self._notes))

    def _refresh(self, cells: set[str]) -> None:
        """Work everything out anew and tell exactly which cells look different."""
        computed, findings, missing = self.hasil.computed, self._findings, self._missing
        self._work_out()
        cells |= _different(computed, self.hasil.computed) | (missing ^ self._missing)
        cells |= _different(findings, self._findings)
        for sel in cells:
            self._looks.pop(sel, None)
        self.changed.emit(frozenset(cells))


def _different(old: Mapping[str, object], new: Mapping[str, object]) -> set[str]:
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
