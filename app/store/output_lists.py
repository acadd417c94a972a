"""What an office prints to hand in: the list of the program, or a newer one the province published.

A quarter uses the list that holds in it, a year that of its last quarter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.keluaran_samar import veiled_alike
from app.domain.keluaran_terbit import KeluaranTerbit
from app.store import pustaka, versions
from app.store.published import QuarterShelf

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.keluaran import DaftarKeluaran
    from app.domain.periode import Periode
    from app.store.office import Office

PUBLISHED = QuarterShelf("keluaran.terbit", KeluaranTerbit, "keluaran.dipegang")


def of_period(office: Office, folder: Path, periode: Periode) -> DaftarKeluaran:
    """The list of a period; `folder` holds that of the program, which always says what is veiled.

    Raises:
        LontarError: the file of the program is wrong.

    """
    program = pustaka.load_keluaran(folder)
    found = PUBLISHED.of_quarter(office, versions.last_quarter(str(periode)))
    return program if found is None else veiled_alike(program, found)
