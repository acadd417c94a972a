"""What e-SPM shows, as a quiet line below the computed index; the two are never mixed."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from app import paths
from app.teks import t
from app.ui.colours import Tone
from app.ui.pages import home_ways
from app.ui.pages.home_parts import LineButton

if TYPE_CHECKING:
    from app.domain.indeks import Simpul
    from app.ui.session import Session

_LOOKS = {
    "sama": ("check-circle", Tone.GOOD),
    "luar": ("alert", Tone.WARN),
    "sementara": ("half", Tone.MUTED),
    "tanpa_hitung": ("circle", Tone.MUTED),
    "belum": ("circle", Tone.MUTED),
}


class EspmLine(LineButton):
    """Same, different by so much, or not recorded; pressing it opens the form."""

    def __init__(self, session: Session) -> None:
        super().__init__("")
        self.stand_flush()
        self._session = session
        self.hide()
        self._goal = ("", "")
        self.clicked.connect(lambda: home_ways.to_cell(self, *self._goal))

    def refresh(self, indeks: Simpul) -> None:
        """Hold what was recorded against the index of the region in view."""
        session = self._session
        forms = [one for one in session.forms.values() if one.urusan in _groups()]
        own = next((one for one in forms if one.filled_by(session.wilayah)), None)
        self.setVisible(own is not None)
        if own is None:
            return
        from app.domain import pembanding
        from app.store import questions

        kodes = [one.kode for one in forms]
        values = questions.values_all_regions(session.office, session.periode, kodes)
        found = pembanding.compare_one(session.region, indeks, values, forms).seluruh
        self._goal = own.kode, f"{pembanding.TABEL}.{pembanding.SELURUH}.{pembanding.INDEKS}"
        # A start where nothing is recorded does without what judges the figures.
        if found.luar is None:
            icon, tone = _LOOKS["belum"]
            self.say(t("espm.samping.belum"), t("espm.samping.catat"), icon, tone)
            return
        from app.exchange import nilai_espm

        points = Fraction(nilai_espm.tolerance(session.office), 100)
        icon, tone = _LOOKS[found.sikap(points).value]
        whose = t("espm.dari.provinsi") + ". " if found.luar.dari == "provinsi" else ""
        detail = whose + nilai_espm.seen(found.luar)
        self.say(nilai_espm.beside(found, points), detail, icon, tone)


@cache
def _groups() -> frozenset[str]:
    """The groups of forms that are only compared with."""
    from app.store import pustaka

    return pustaka.load_pembanding(paths.forms())
