"""`rekap`: the recap workbook of an office's regions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping, Sequence

    from app.exchange.rekap_bahan import Bahan
    from app.exchange.rekap_xlsx import RingkasanRekap


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    option(parser, "--keluar", type=bersama.folder, required=True, metavar="rekap.xlsx")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Write the workbook and say what it rests on."""
    from app.cli.demo import mean_text
    from app.exchange import rekap_sekitar, rekap_xlsx
    from app.exchange.rekap_bahan import gather
    from app.store import dispatch

    with bersama.open_office(args.kantor) as office:
        bahan = gather(office, args.periode, paths.forms())
        sekitar = rekap_sekitar.gather(office, bahan, paths.forms())
        parts = dispatch.parts_received(office, args.periode)
    counts = rekap_xlsx.save(bahan, args.keluar, sekitar)
    keluaran.say(
        t(
            "perintah.rekap.hasil",
            berkas=args.keluar,
            ada=counts.diterima,
            semua=counts.wilayah,
            lengkap=counts.lengkap,
            rerata=mean_text(bahan),
        )
    )
    dokumen = {"berkas": str(args.keluar), "periode": str(args.periode), **totals(counts)}
    return Hasil(0, {**dokumen, "wilayah": regions(bahan, parts)})


def totals(counts: RingkasanRekap) -> dict[str, object]:
    """The counts of a recap, for programs."""
    return {
        "jumlah_wilayah": counts.wilayah,
        "diterima": counts.diterima,
        "lengkap": counts.lengkap,
        "belum_lengkap": counts.belum_lengkap,
        "belum_ada": counts.belum_ada,
        "rerata": bersama.index(counts.rerata),
    }


def regions(
    bahan: Bahan, parts: Mapping[str, Sequence[str]] | None = None
) -> list[dict[str, object]]:
    """Every region with its index, for programs; what is not known is null.

    `parts` tells which parts of the work came in from a region.
    """
    from app.domain.indeks import kategori

    found: list[dict[str, object]] = []
    for wilayah in bahan.wilayah:
        row = bahan.rows.get(wilayah.kode)
        final = row.indeks.final if row else None
        state = "belum_ada"
        if row:
            state = "lengkap" if row.kelengkapan.lengkap else "belum_lengkap"
        found.append(
            {
                "kode": wilayah.kode,
                "nama": wilayah.nama,
                "keadaan": state,
                "bagian": list((parts or {}).get(wilayah.kode, ())),
                "indeks": bersama.index(final),
                "kategori": None if final is None else kategori(final, bahan.metode),
                "urusan": {node.kode: bersama.index(node.final) for node in row.indeks.anak}
                if row
                else {},
                "belum_terlayani": dict(row.belum_terlayani) if row else {},
                "espm": _reported(bahan, wilayah.kode),
            }
        )
    return found


def _reported(bahan: Bahan, kode: str) -> dict[str, object] | None:
    """What e-SPM shows for a region, apart from all that is computed; null when not reported."""
    row = bahan.pembanding.row(kode)
    luar = row.seluruh.luar if row else None
    if row is None or luar is None:
        return None
    sikap = row.seluruh.sikap(bahan.pembanding.toleransi).value
    seen = {"tanggal": luar.tanggal or None, "sumber": luar.sumber or None}
    return {"nilai": bersama.index(luar.angka), "sikap": sikap, "dari": luar.dari, **seen}
