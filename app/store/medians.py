"""What the province told about the middle of all regions, one file for each quarter."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from app.domain.median import MedianLayanan
from app.store.settings import set_setting, setting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.periode import Periode
    from app.store.office import Office


def key(periode: Periode) -> str:
    """Under which setting the medians of a quarter are kept."""
    return f"acuan_median/{periode}"


def keep(
    office: Office, periode: Periode, layanan: Mapping[str, MedianLayanan], berkas: bytes
) -> None:
    """Keep the medians of a quarter in place of those known before, and the file they came in."""
    with office.transaction():
        set_setting(office, key(periode), layanan)
        # Beside it, so that opening a sheet does not read the whole file.
        set_setting(office, _file(periode), base64.b64encode(berkas).decode("ascii"))


def read(isi: str) -> dict[str, MedianLayanan]:
    """The medians by form code, out of the text a setting is kept as."""
    return {kode: MedianLayanan(*one) for kode, one in json.loads(isi).items()}


def kept_file(office: Office, periode: Periode) -> bytes:
    """The file of a quarter exactly as it was installed; empty when there is none."""
    return base64.b64decode(setting(office, _file(periode), ""))


def periods(office: Office) -> list[str]:
    """The quarters whose medians are known, newest first."""
    rows = office.conn.execute("SELECT kunci FROM pengaturan WHERE kunci LIKE 'acuan_median/%'")
    return sorted((kunci.partition("/")[2] for (kunci,) in rows), reverse=True)


def _file(periode: Periode) -> str:
    return f"acuan_median_berkas/{periode}"
