"""Where each service stands: how much is filled, and what the rules found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.kelengkapan import Kelengkapan, completeness
from app.domain.lembar import evaluate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.formulir import Formulir
    from app.domain.temuan import Temuan
    from app.store.door import Tindakan
    from app.ui.session import Session


class State(NamedTuple):
    """Completeness, and the number of findings that are more than notes."""

    kelengkapan: Kelengkapan
    temuan: int = 0


class ServiceStates(QObject):
    """Knows the state of every service of the period; findings are worked out when nothing else is.

    Signals:
        changed: the code of a service whose state is known better now.

    """

    changed = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._states: dict[str, State] = {}
        self._waiting: list[str] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look_at_one)
        session.changed.connect(self._follow)
        session.office_closed.connect(self.stop)

    def __getitem__(self, kode: str) -> State:
        return self._states[kode]

    def begin(self, forms: Iterable[Formulir]) -> None:
        """Count anew for the region and period in view."""
        from app.store import questions

        session = self._session
        values = questions.values_of_period(session.office, session.wilayah, session.periode)
        listed = list(forms)
        self._states = {
            form.kode: State(completeness(form, values.get(form.kode, {}))) for form in listed
        }
        self._waiting = [form.kode for form in listed if form.kode in values]
        self._timer.start()

    def stop(self) -> None:
        """Leave the rest: the office is closed."""
        self._timer.stop()
        self._waiting.clear()

    def tell(self, kode: str, kelengkapan: Kelengkapan, temuan: Iterable[Temuan]) -> None:
        """The open sheet knows its own state best."""
        if kode in self._waiting:
            self._waiting.remove(kode)
        self._set(kode, State(kelengkapan, _grave(temuan)))

    def _set(self, kode: str, state: State) -> None:
        if self._states.get(kode) != state:
            self._states[kode] = state
            self.changed.emit(kode)

    def _look_at_one(self) -> None:
        from app.store import backgrounds, questions

        if not self._waiting:
            self._timer.stop()
            return
        session, kode = self._session, self._waiting.pop(0)
        form = session.forms[kode]
        values = questions.sheet_values(session.office, kode, session.wilayah, session.periode)
        latar = backgrounds.background(
            session.office, session.region, session.periode, form, session.forms
        )
        hasil = evaluate(form, values.now, values.before, values.last_year, latar)
        self._set(kode, State(hasil.kelengkapan, _grave(hasil.temuan)))

    def _follow(self, tindakan: Tindakan) -> None:
        touched = {change.formulir for change in tindakan.perubahan} & self._states.keys()
        self._waiting += sorted(touched - set(self._waiting))
        if self._waiting:
            self._timer.start()


def _grave(temuan: Iterable[Temuan]) -> int:
    return sum(satu.tingkat("mengisi") != "catatan" for satu in temuan)
