"""An OPD: an office of a kabupaten that owns urusan, and what its package meets at the kabupaten.

One urusan has one owner. Where a package brings an urusan that another OPD owns, or would change
figures that did not come from this OPD, a person has to decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.domain.beda import BedaSel
    from app.domain.formulir import Formulir

OPD = "opd"
"""The kind of such an office."""


class Sumber(NamedTuple):
    """Who a figure comes from: an OPD by its package, or a person who typed it (`opd` empty).

    `waktu` is ISO 8601.
    """

    opd: str
    pelaku: str
    waktu: str


Letak = tuple[str, str]
"""A cell of a region and quarter: form code, cell id."""


class SelTumpang(NamedTuple):
    """A figure that a package would change although another one put it there."""

    beda: BedaSel
    sumber: Sumber


class Tumpang(NamedTuple):
    """An urusan of a package that needs a decision.

    `pemilik` is the other OPD that owns it, empty for none; `sel` the figures that did not come
    from the sender.
    """

    urusan: str
    pemilik: str
    sel: tuple[SelTumpang, ...]


def same_opd(satu: str, lain: str) -> bool:
    """Whether two names mean one OPD; capitals and double spaces are slips of the pen."""
    return satu.casefold().split() == lain.casefold().split()


def overlaps(
    opd: str,
    forms: Iterable[Formulir],
    changes: Iterable[BedaSel],
    pemilik: Mapping[str, str],
    sumber: Mapping[Letak, Sumber],
) -> list[Tumpang]:
    """The urusan of a package of `opd` that need a decision, in the order of its forms.

    `changes` is what the package would change, `pemilik` the owner of each urusan that has one.
    """
    forms = list(forms)
    urusan = {form.kode: form.urusan for form in forms}
    foreign: dict[str, list[SelTumpang]] = {}
    for one in changes:
        source = sumber.get((one.formulir, one.sel))
        if one.lama is None or source is None or same_opd(source.opd, opd):
            continue
        foreign.setdefault(urusan[one.formulir], []).append(SelTumpang(one, source))
    found = []
    for kode in dict.fromkeys(urusan.values()):
        owner = pemilik.get(kode, "")
        other = owner if owner and not same_opd(owner, opd) else ""
        cells = tuple(foreign.get(kode, ()))
        if other or cells:
            found.append(Tumpang(kode, other, cells))
    return found
