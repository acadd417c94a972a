"""The description of an open-data set: `datapackage.json` of Frictionless, version 1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.exchange.berkas import sha256_hex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.exchange.rekap_bahan import Bahan
    from app.store.satu_data import Himpunan, KolomData, TabelData

BERKAS = "datapackage.json"


def describe(plan: Himpunan, bahan: Bahan, files: Mapping[str, bytes]) -> bytes:
    """The description of files: definitions, units, codes, period, producer, licence, digests."""
    periode = bahan.periode
    told = {
        "profile": "tabular-data-package",
        "name": f"{plan.nama}-{str(periode).lower()}",
        "title": f"{plan.judul}, {periode.judul}",
        "description": " ".join(filter(None, (bahan.tanda_air, plan.uraian))),
        "created": bahan.dibuat.isoformat(timespec="seconds"),
        "version": str(periode),
        "keywords": plan.kata_kunci,
        "licenses": [plan.lisensi],
        "contributors": [
            {"title": bahan.kantor, "role": "publisher"},
            {"title": plan.walidata, "role": "wrangler"},
        ],
        "walidata": plan.walidata,
        "periode": str(periode),
        "wilayah": {"jumlah": len(bahan.wilayah), "ada_data": len(bahan.rows)},
        "metode": {"kode": bahan.metode.kode, "versi": bahan.metode.versi},
        "resources": [_resource(tabel, files[f"{tabel.nama}.csv"]) for tabel in plan.tabel],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(tabel: TabelData, data: bytes) -> dict[str, object]:
    keys = [
        {"fields": one.kolom, "reference": {"resource": one.tabel, "fields": one.ke}}
        for one in tabel.rujukan
    ]
    schema: dict[str, object] = {
        "fields": [_field(kolom) for kolom in tabel.kolom],
        "missingValues": [""],
        "primaryKey": tabel.kunci,
    }
    return {
        "profile": "tabular-data-resource",
        "name": tabel.nama,
        "title": tabel.judul,
        "path": f"{tabel.nama}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256_hex(data)}",
        "schema": {**schema, "foreignKeys": keys} if keys else schema,
    }


def _field(kolom: KolomData) -> dict[str, object]:
    limits: dict[str, object] = {} if kolom.boleh_kosong else {"required": True}
    if kolom.pilihan:
        limits["enum"] = kolom.pilihan
    told: dict[str, object] = {
        "name": kolom.nama,
        "type": kolom.jenis,
        "title": kolom.judul,
        "description": kolom.uraian,
    }
    return {**told, "constraints": limits} if limits else told
