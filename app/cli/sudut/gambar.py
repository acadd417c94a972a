"""Every chart of the konsolidasi as a picture in a folder, drawn as the window draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.exchange import gambar_rekap, rekap_tren
from app.teks import t

if TYPE_CHECKING:
    from pathlib import Path

    from app.exchange.rekap_bahan import Bahan
    from app.store.office import Office


def draw(office: Office, bahan: Bahan, folder: Path, *, svg: bool) -> list[Path]:
    """Write all pictures and return their files.

    Raises:
        LontarError: the folder cannot be made or written into.

    """
    from app.exchange import berkas
    from app.ui.charts import pictures

    berkas.make_folder(folder)
    found, _ = rekap_tren.work_out(list(rekap_tren.quarters(office, bahan.periode, paths.forms())))
    asal = gambar_rekap.Asal(bahan.periode, bahan.kantor, bahan.dibuat, bahan.tanda_air)
    made = []
    for kode in gambar_rekap.GAMBAR:
        name = t("gambar.berkas", kode=kode, periode=bahan.periode)
        target = (folder / name).with_suffix(".svg" if svg else ".png")
        pictures.save(kode, bahan.reported, asal, target, found=found)
        made.append(target)
    return made
