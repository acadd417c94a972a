"""What an OPD owns, and which OPD owns which urusan at its kabupaten, with every decision about it.

Both are kept among the settings of the office: no table is needed for at most eleven urusan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.opd import OPD, Letak, Sumber
from app.store import dispatch, perubahan
from app.store.settings import set_setting, setting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.periode import Periode
    from app.store.dispatch import Paket
    from app.store.office import Office

_OWN = "opd.urusan"
_OWNERS = "opd.pemilik"
_BY_PACKAGE = frozenset({"impor", "tarik"})
_OF_QUARTER = """
    r.lembar IN (SELECT id FROM lembar
                 WHERE wilayah = :wilayah AND periode IN (:periode, :tahun))
"""
_SOURCES = f"""
    SELECT l.formulir, n.sel, p.ringkasan ->> '$.opd', t.pelaku, t.waktu, t.jenis
    FROM (SELECT lembar, sel, tindakan, max(id) FROM ({perubahan.changes(_OF_QUARTER)})
          GROUP BY lembar, sel) c
    JOIN nilai n ON n.lembar = c.lembar AND n.sel = c.sel
    JOIN lembar l ON l.id = n.lembar
    JOIN tindakan t ON t.id = c.tindakan
    LEFT JOIN paket p ON p.arah = 'masuk' AND p.paket_id = l.asal_paket
"""  # noqa: S608 - put together from our own words only


class Pemilik(NamedTuple):
    """A decision: from `waktu` (ISO 8601) on, `opd` owns `urusan`; empty for nobody."""

    urusan: str
    opd: str
    alasan: str
    pelaku: str
    waktu: str


# --- At an OPD ---------------------------------------------------------------------------------


def owned(office: Office) -> frozenset[str] | None:
    """The urusan this OPD fills; None for an office that is no OPD and fills all of them."""
    if office.identitas.jenis != OPD:
        return None
    return frozenset(setting(office, _OWN, []))


def set_owned(office: Office, urusan: Iterable[str]) -> None:
    """Note what this OPD fills."""
    set_setting(office, _OWN, list(urusan))


# --- At the kabupaten --------------------------------------------------------------------------


def sender(paket: Paket) -> str:
    """The OPD a package came from, empty when it came from a kabupaten."""
    return str(paket.ringkasan.get(OPD, ""))


def senders(office: Office, periode: Periode) -> frozenset[str]:
    """The OPD that a package of a quarter came from which still counts."""
    entries = dispatch.packages(office, arah="masuk", periode=periode)
    return frozenset(sender(one) for one in entries if one.putusan != dispatch.DITARIK) - {""}


def newest(office: Office, periode: Periode) -> dict[str, Paket]:
    """The package that counts for each OPD: its highest revision, unless that was withdrawn."""
    found: dict[str, Paket] = {}
    for one in dispatch.packages(office, arah="masuk", periode=periode):
        name = sender(one)
        if name and (name not in found or (one.revisi or 0) > (found[name].revisi or 0)):
            found[name] = one
    return {name: one for name, one in found.items() if one.putusan != dispatch.DITARIK}


def record(office: Office) -> list[Pemilik]:
    """Every decision about an owner, oldest first."""
    kept: list[list[str]] = setting(office, _OWNERS, [])
    return [Pemilik(*one) for one in kept]


def owners(office: Office) -> dict[str, Pemilik]:
    """The decision in force for each urusan that has an owner."""
    newest = {one.urusan: one for one in record(office)}
    return {urusan: one for urusan, one in newest.items() if one.opd}


def assign(office: Office, urusan: str, opd: str, *, alasan: str, pelaku: str) -> Pemilik:
    """Record who owns an urusan from now on; what was decided before stays on record."""
    waktu = office.now().isoformat(timespec="seconds")
    made = Pemilik(urusan, opd, alasan, pelaku, waktu)
    with office.transaction():
        set_setting(office, _OWNERS, [*map(list, record(office)), list(made)])
    return made


def sources(office: Office, wilayah: str, periode: Periode) -> dict[Letak, Sumber]:
    """Who put every figure of a region and quarter where it is, those of the year included."""
    named = {"wilayah": wilayah, "periode": str(periode), "tahun": str(periode.tahunan)}
    return {
        (formulir, sel): Sumber((opd or "") if jenis in _BY_PACKAGE else "", pelaku, waktu)
        for formulir, sel, opd, pelaku, waktu, jenis in office.conn.execute(_SOURCES, named)
    }
