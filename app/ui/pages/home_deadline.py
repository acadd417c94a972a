"""How long there is still time to hand in, in words a tired reader understands at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QDate, QLocale

from app import paths
from app.domain.bagian import SPM
from app.teks import language, t
from app.ui.colours import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.store.deadlines import Pengecualian, Tenggat
    from app.store.dispatch import Paket
    from app.ui.session import Session

_SOON = 7
_AHEAD = 31
"""Days before other documents fall due that they are named."""

_FILE = "tenggat.toml"
_LOCALES = {"id": "id_ID", "en": "en_GB"}


class Waiting(NamedTuple):
    """The figure, what it counts, the sentence, and its glyph with a tone."""

    figure: str
    unit: str
    words: str
    mark: tuple[str, Tone]


def deadlines(session: Session) -> list[Tenggat]:
    """The deadlines of the period in view as they hold for the region in view, earliest first.

    Parts of the work that are due on the same day are named once, all others by their own name.
    """
    return _named([one for one in _own(session)[0] if not one.kalender])


def others(session: Session) -> list[str]:
    """Other documents that fall due within a month, whichever period they are about."""
    from app.store import deadlines as store

    if session.is_opd:
        return []
    today = session.clock().date()
    until = today + timedelta(days=_AHEAD)
    found = store.calendar(session.office, today, until, paths.forms() / _FILE)
    return [_sentence(one, today) for one in found]


def _named(listed: Sequence[Tenggat]) -> list[Tenggat]:
    days = {one.kode: one.tanggal for one in listed}
    led = {one.ikut for one in listed if one.ikut and one.tanggal != days[one.ikut]}
    return [
        one._replace(label=one.sendiri) if one.kode in led else one
        for one in listed
        if not one.ikut or one.ikut in led
    ]


def own_deadline(session: Session) -> Tenggat:
    """When SPM is to be handed in to the province."""
    return next(one for one in _every(session) if one.bagian == SPM)


def _own(session: Session) -> tuple[list[Tenggat], list[Pengecualian]]:
    from app.store import deadlines as store

    usual = paths.forms() / _FILE
    return store.for_region(session.office, session.periode, usual, session.wilayah)


def exceptions(session: Session) -> list[str]:
    """The other days the province allowed the region in view: what for, which day, and why.

    Parts of the work that got the same day for the same reason are named together.
    """
    listed, allowed = _own(session)
    known = {one.kode: one for one in allowed}
    together: dict[tuple[date, str], list[str]] = {}
    # SPM before what follows it, whatever days they have.
    for tenggat in sorted(listed, key=lambda one: bool(one.ikut)):
        if tenggat.kode in known:
            why = known[tenggat.kode].alasan
            together.setdefault((tenggat.tanggal, why), []).append(_part(tenggat))
    return [
        t(
            "beranda.tenggat.khusus",
            bagian=t("beranda.tenggat.dan").join(parts),
            tanggal=written_day(day, "d MMMM"),
            alasan=why,
        )
        for (day, why), parts in together.items()
    ]


def _part(tenggat: Tenggat) -> str:
    return t(f"papan.bagian.{tenggat.bagian}") if tenggat.bagian else tenggat.label


def _every(session: Session) -> list[Tenggat]:
    from app.store import deadlines as store

    return store.deadlines(session.office, session.periode, paths.forms() / _FILE)


def waiting(session: Session) -> Waiting:
    """How long until the next deadline, or how long since the last."""
    today = session.clock().date()
    listed = deadlines(session)
    coming = [one for one in listed if one.tanggal >= today]
    first = coming[0] if coming else listed[-1]
    days = (first.tanggal - today).days
    sentences = [*(_said(one, session) for one in listed), *_beside(session)]
    return Waiting(*_days(days), "\n".join(sentences), _mark(days))


def _beside(session: Session) -> list[str]:
    """What is said below the deadlines: what the province allowed, and what else falls due."""
    return [*exceptions(session), *others(session)]


def handed_in(session: Session, paket: Paket) -> Waiting:
    """What stands in place of the deadline once a package has gone out (or come in)."""
    from app.store import dispatch

    day = datetime.fromisoformat(paket.waktu).date()
    waits = paket.putusan == dispatch.MENUNGGU
    verb = "dikirim" if waits else "diterima"
    unit = t("beranda.tenggat.revisi", revisi=paket.revisi, tanggal=written_day(day, "d MMMM"))
    sentences = [*(_said(one, session) for one in deadlines(session)), *_beside(session)]
    # Green only once the province has said that it is there.
    mark = ("clock", Tone.INFO) if waits else ("check-circle", Tone.GOOD)
    return Waiting(t(f"beranda.tenggat.{verb}"), unit, "\n".join(sentences), mark)


def written_day(day: date, shape: str = "d MMMM yyyy") -> str:
    """A day the way the readers of the chosen language write it."""
    locale = QLocale(_LOCALES[language()])
    return locale.toString(QDate(day.year, day.month, day.day), shape)


def _days(days: int) -> tuple[str, str]:
    if days < 0:
        return str(-days), t("beranda.tenggat.lewat")
    if days == 0:
        return t("beranda.tenggat.hari_ini"), ""
    if days == 1:
        return t("beranda.tenggat.besok"), ""
    return str(days), t("beranda.tenggat.lagi")


def _said(tenggat: Tenggat, session: Session) -> str:
    """The deadline as this office has to read it: an OPD hands in one step earlier."""
    if session.is_opd and tenggat.bagian:
        return t("opd.tenggat", tanggal=written_day(tenggat.tanggal, "dddd, d MMMM"))
    return _sentence(tenggat, session.clock().date())


def _sentence(tenggat: Tenggat, today: date) -> str:
    key = "beranda.tenggat.sudah" if tenggat.tanggal < today else "beranda.tenggat.akan"
    return t(key, apa=tenggat.label, tanggal=written_day(tenggat.tanggal, "dddd, d MMMM"))


def _mark(days: int) -> tuple[str, Tone]:
    if days < 0:
        return "alert", Tone.BAD
    return ("clock", Tone.WARN) if days <= _SOON else ("calendar", Tone.MUTED)
