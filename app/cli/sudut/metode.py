"""Bila metode lain: index and place of every region before and after; kept only with `--pilih`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.sudut import angka
from app.domain import andai
from app.errors import LontarError
from app.exchange import rekap_kata
from app.store import pilihan_metode
from app.store.pilihan_metode import Pilihan
from app.teks import t

if TYPE_CHECKING:
    from argparse import Namespace

    from app.cli.keluaran import Keluaran
    from app.domain.andai import Akibat, Andai
    from app.domain.peringkat import Peringkat
    from app.exchange.rekap_bahan import Bahan
    from app.store.office import Office

_HEADS = ("dulu", "nanti", "selisih", "tempat_dulu", "tempat_nanti")


def show(office: Office, bahan: Bahan, args: Namespace, keluaran: Keluaran) -> dict[str, object]:
    """Print the comparison and return it; choose the other method when that was asked for.

    Raises:
        LontarError: a kabupaten wants to choose.
    """
    now = pilihan_metode.of_method(bahan.metode)
    wanted = _wanted(args, now)
    found = andai.compare(bahan.reported, pilihan_metode.with_choice(bahan.metode, wanted))
    heads = [t("konsolidasi.kolom.wilayah"), *(t(f"konsolidasi.metode.{one}") for one in _HEADS)]
    keluaran.table(heads, [_line(one) for one in found.wilayah], right=range(1, len(heads)))
    keluaran.say(t("konsolidasi.kaki.tanda"))
    keluaran.say(rekap_kata.what_if_told(found))
    chosen = bool(args.pilih) and found.dulu != found.nanti
    if args.pilih and "." in office.identitas.wilayah:
        raise LontarError("metode_bukan_provinsi", kantor=office.identitas.kantor)
    if chosen:
        pilihan_metode.choose_all(office, wanted)
        keluaran.say(t("konsolidasi.metode.dicatat"))
    elif found.dulu != found.nanti:
        keluaran.say(t("konsolidasi.metode.belum_disimpan"))
    return _document(found, now, wanted) | {"dipilih": chosen}


def _wanted(args: Namespace, now: Pilihan) -> Pilihan:
    """What is named on the command line, the rest as it is."""
    asked = {name: getattr(args, name) for name in Pilihan._fields}
    return now._replace(**{name: one for name, one in asked.items() if one is not None})


def _line(one: Akibat) -> list[str]:
    nothing = t("konsolidasi.kosong")
    nodes = [nothing if node is None else angka.node(node) for node in (one.dulu, one.nanti)]
    change = nothing if one.selisih is None else rekap_kata.signed(one.selisih)
    return [one.wilayah.nama, *nodes, change, _place(one.tempat_dulu), _place(one.tempat_nanti)]


def _place(one: Peringkat | None) -> str:
    if one is None:
        return t("konsolidasi.kosong")
    return t("konsolidasi.seri", tempat=one.tempat) if one.seri else str(one.tempat)


def _document(found: Andai, now: Pilihan, wanted: Pilihan) -> dict[str, object]:
    before, after = found.rerata
    return {
        "sekarang": now._asdict(),
        "bila": wanted._asdict(),
        "wilayah": {one.wilayah.kode: _effect(one) for one in found.wilayah},
        "rerata": {"sekarang": angka.number(before), "bila": angka.number(after)},
        "gabungan": {
            "sekarang": angka.number(found.provinsi_dulu.gabungan.nilai),
            "bila": angka.number(found.provinsi_nanti.gabungan.nilai),
        },
        "indeks_berubah": found.berubah,
        "pindah_tempat": found.pindah,
        "ganti_kategori": found.ganti_kategori,
        "jadi_sementara": found.jadi_sementara,
    }


def _effect(one: Akibat) -> dict[str, object]:
    return {
        "sekarang": angka.number(one.dulu.nilai) if one.dulu else None,
        "bila": angka.number(one.nanti.nilai) if one.nanti else None,
        "tempat_sekarang": one.tempat_dulu.tempat if one.tempat_dulu else None,
        "tempat_bila": one.tempat_nanti.tempat if one.tempat_nanti else None,
        "sementara": any(node is not None and node.final is None for node in (one.dulu, one.nanti)),
    }
