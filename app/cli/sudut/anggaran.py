"""Budget beside service per urusan: two columns, never one figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.sudut import angka
from app.domain.anggaran import Serapan, by_urusan, spent_together
from app.exchange import rekap_kata
from app.teks import t

if TYPE_CHECKING:
    from argparse import Namespace

    from app.cli.keluaran import Keluaran
    from app.domain.anggaran import Sisi
    from app.exchange.rekap_bahan import Bahan
    from app.store.office import Office


def show(_office: Office, bahan: Bahan, _args: Namespace, keluaran: Keluaran) -> dict[str, object]:
    """Print both sides of every urusan and return them."""
    sides = by_urusan(bahan.reported)
    heads = [t("konsolidasi.kolom.wilayah")]
    for urusan in bahan.urusan:
        heads += [
            t(f"konsolidasi.anggaran.{side}", urusan=urusan) for side in ("serapan", "capaian")
        ]
    rows = []
    for one in bahan.wilayah:
        own = sides.get(one.kode)
        cells = [text for kode in bahan.urusan for text in _words(own[kode] if own else None)]
        rows.append([one.nama, *cells])
    keluaran.table(heads, rows, right=range(1, len(heads)))
    keluaran.say(t("konsolidasi.kaki.tanda"))
    keluaran.say(rekap_kata.budget_told(bahan.reported, sides))
    keluaran.say(t("konsolidasi.anggaran.arti"))
    return {
        "wilayah": {
            kode: {urusan: _side(one) for urusan, one in own.items()} for kode, own in sides.items()
        },
        "provinsi": {
            urusan: _spent(spent_together(sides.values(), urusan)) for urusan in bahan.urusan
        },
    }


def _words(side: Sisi | None) -> tuple[str, str]:
    if side is None:
        return t("konsolidasi.kosong"), t("konsolidasi.kosong")
    return angka.index(side.serapan.persen), angka.index(side.capaian, final=side.final)


def _side(side: Sisi) -> dict[str, object]:
    return {
        **_spent(side.serapan),
        "capaian_penerima": angka.number(side.capaian),
        "sementara": not side.final,
        "berindeks": side.berindeks,
    }


def _spent(spent: Serapan) -> dict[str, object]:
    return {
        "pagu": spent.pagu,
        "realisasi": spent.realisasi,
        "layanan": spent.layanan,
        "serapan": angka.number(spent.persen),
    }
