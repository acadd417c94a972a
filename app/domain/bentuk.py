"""Shapes: what services of one kind share, laid under the facts of each."""

from __future__ import annotations

from typing import Any


def merge_shape(bentuk: dict[str, object], isi: dict[str, object]) -> dict[str, object]:
    """Lay the facts of a service over the shape it shares.

    Tables and rows with the same `kode` merge field by field, new ones are added at the end,
    other lists are appended, and a plain value of the service replaces that of the shape.
    """
    merged = dict(bentuk)
    for key, value in isi.items():
        merged[key] = _merged_value(bentuk.get(key), value)
    return merged


def _merged_value(old: object, new: object) -> object:
    if isinstance(old, dict) and isinstance(new, dict):
        return merge_shape(old, new)
    if isinstance(old, list) and isinstance(new, list):
        return _merged_list(old, new)
    return new


def _merged_list(old: list[object], new: list[object]) -> list[object]:
    merged = list(old)
    place = {item["kode"]: i for i, item in enumerate(old) if isinstance(item, dict)}
    for item in new:
        kode = item.get("kode") if isinstance(item, dict) else None
        if kode in place:
            merged[place[kode]] = _merged_value(merged[place[kode]], item)
        else:
            merged.append(item)
    return merged


def follow_rows(isi: dict[str, Any]) -> dict[str, Any]:
    """Give tables and rows that follow others (`ikut`) the labels and units they share.

    A matrix gets the rows of the table it follows below its own; a row written `tabel.baris` is
    called as that one. Registers follow while they are filled, not here.
    """
    tables = {tabel.get("kode"): tabel for tabel in isi.get("tabel", [])}
    followed = [_followed(tabel, tables) for tabel in isi.get("tabel", [])]
    # What a service adds to what is reported stands before the stages of penerapan.
    followed.sort(key=lambda tabel: bool(tabel.get("tahap")))
    return {**isi, "tabel": followed} if followed else isi


def _followed(tabel: dict[str, Any], tables: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    if tabel.get("jenis") == "register":
        return tabel
    own = [_named(baris, tables) for baris in tabel.get("baris", [])]
    known = {baris.get("kode") for baris in own}
    other = tables.get(tabel.get("ikut"), {}).get("baris", [])
    copied = [
        {key: baris[key] for key in ("kode", "label", "satuan", "grup") if key in baris}
        for baris in other
        if baris.get("kode") not in known
    ]
    return {**tabel, "baris": [*own, *copied]} if own or copied else tabel


def _named(baris: dict[str, Any], tables: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    tabel, _, kode = str(baris.get("ikut", "")).partition(".")
    rows = tables.get(tabel, {}).get("baris", [])
    source: dict[str, Any] = next((one for one in rows if one.get("kode") == kode), {})
    return {key: source[key] for key in ("label", "satuan") if key in source} | baris
