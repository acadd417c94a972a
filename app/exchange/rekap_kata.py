"""The recap of all wilayah in words, the same for the window and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.teks import t

if TYPE_CHECKING:
    from app.domain.rekap_gabung import Golongan


def group_name(group: Golongan) -> str:
    """What a klaster or the province is called."""
    if group.jenis == "provinsi":
        return t("konsolidasi.golongan.provinsi")
    key = "konsolidasi.golongan.klaster" if group.nama else "konsolidasi.golongan.tanpa"
    return t(key, nama=group.nama)
