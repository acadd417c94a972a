"""Nilai e-SPM beside the computed index, region by region; the tolerance is kept with `--pilih`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.cli.sudut import angka
from app.domain.angka import format_index
from app.domain.pembanding import Sikap
from app.exchange import nilai_espm, rekap_kata
from app.teks import t

if TYPE_CHECKING:
    from argparse import Namespace

    from app.cli.keluaran import Keluaran
    from app.domain.pembanding import BarisPembanding, Pembanding
    from app.exchange.rekap_bahan import Bahan
    from app.store.office import Office


def show(office: Office, bahan: Bahan, args: Namespace, keluaran: Keluaran) -> dict[str, object]:
    """Print both figures, who lies beyond the tolerance, and where their figure is from.

    Raises:
        LontarError: a kabupaten wants to choose the tolerance, or there is no such choice.

    """
    if args.pilih and args.toleransi is not None:
        nilai_espm.choose_tolerance(office, args.toleransi)
    where = office, bahan.periode, paths.forms()
    found = nilai_espm.gather(*where, bahan.wilayah, bahan.rows, args.toleransi)
    came = nilai_espm.packages(office, bahan.periode, found)
    heads = [t("konsolidasi.kolom.wilayah")]
    heads += [t(f"espm.kolom.{one}") for one in ("dihitung", "espm", "selisih", "sikap")]
    keluaran.table(heads, [_line(one, found) for one in found.baris], right=range(1, 4))
    keluaran.say(nilai_espm.summary(found))
    for one in found.baris:
        if one.seluruh.luar is not None and one.seluruh.sikap(found.toleransi) is Sikap.LUAR:
            told = nilai_espm.origin(one.seluruh.luar, came.get(one.wilayah.kode), one.catatan)
            keluaran.say(t("espm.baris", wilayah=one.wilayah.nama, asal=told))
    keluaran.say(t("espm.arti"))
    return nilai_espm.as_json(found, came)


def _line(one: BarisPembanding, found: Pembanding) -> list[str]:
    nothing, both = t("konsolidasi.kosong"), one.seluruh
    change = both.titik
    return [
        one.wilayah.nama,
        nothing if both.dihitung is None else angka.node(both.dihitung),
        nothing if both.luar is None else format_index(both.luar.angka),
        nothing if change is None else rekap_kata.signed(change),
        t(f"espm.sikap.{both.sikap(found.toleransi).value}"),
    ]
