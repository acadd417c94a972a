"""Whether an office only practises: by its kind, or by a mark where its kind says what it does.

An OPD of an exercise and the kabupaten that takes its packages in work like real ones; the mark
alone tells them apart. It is set when such an office is made and never afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.opd import OPD
from app.store.settings import set_setting, setting

if TYPE_CHECKING:
    from app.store.office import Office

LATIHAN = "latihan"
"""The kind of an office that practises, in its own database and in its packages."""
LATIHAN_OPD = "latihan_opd"
"""The kind of an OPD that practises, in its packages."""

_MARK = "latihan.kantor"


def is_practice(office: Office) -> bool:
    """Whether nothing of this office is real."""
    return office.identitas.jenis == LATIHAN or setting(office, _MARK, bawaan=False)


def mark(office: Office) -> None:
    """Let an office that was just made be one of practice."""
    set_setting(office, _MARK, isi=True)


def kind_in_package(office: Office) -> str:
    """What a package of this office says it is."""
    kind = office.identitas.jenis
    if not is_practice(office):
        return kind
    return LATIHAN_OPD if kind == OPD else LATIHAN
