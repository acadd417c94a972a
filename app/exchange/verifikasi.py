"""Judging a file from outside: from bytes to a verdict, without writing anything anywhere.

The order matters. Structure first, then the signature over the data, then who may sign for whom,
then the meaning of every value, and last whether the sheets a person sees say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.errors import LontarError
from app.exchange import (
    baca_paket,
    bandingkan,
    berkas,
    meta_paket,
    paket,
    prapemeriksaan,
    tanda_tangan,
    utuh,
    wadah,
)
from app.exchange.putusan import Laporan, Putusan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from cryptography.x509 import Certificate

    from app.exchange.baca_paket import BukuPaket
    from app.exchange.prapemeriksaan import Praperiksa
    from app.exchange.sertifikat import Penanda
    from app.exchange.tata_letak import TataLetak

UNNAMED = "Microsoft Excel"
_BY_CODE = {
    "penanda_tidak_dikenal": Putusan.PENANDA_TIDAK_DIKENAL,
    "sertifikat_kedaluwarsa": Putusan.PENANDA_KEDALUWARSA,
    "sertifikat_belum_berlaku": Putusan.PENANDA_KEDALUWARSA,
    "sertifikat_bukan_wilayah": Putusan.PENANDA_BUKAN_WILAYAH,
    "paket_bukan_lontar": Putusan.BUKAN_PAKET,
    "data_berubah_tanpa_salinan": Putusan.DATA_BERUBAH,
}


class _Signed(NamedTuple):
    """The bytes the first signature fits, all signatures, and whether `Data` still spells them."""

    data: bytes
    jws: tuple[str, ...]
    intact: bool


@dataclass
class _Known:
    """What is known so far, so that a late refusal still names the package it is about."""

    paket_id: str = ""
    isi: paket.IsiPaket | None = None
    penanda: Penanda | None = None


def verify_file(
    path: Path,
    tata: TataLetak,
    trusted_cas: Sequence[Certificate],
    clock: Callable[[], datetime],
) -> Laporan:
    """The verdict on a file on a disk, read once."""
    try:
        data = berkas.read_file(path, wadah.MAX_FILE)
    except LontarError as error:
        return _refusal(b"", path.name, error, _Known(), tata)
    return verify_bytes(data, path.name, tata, trusted_cas, clock)


def verify_bytes(
    data: bytes,
    nama: str,
    tata: TataLetak,
    trusted_cas: Sequence[Certificate],
    clock: Callable[[], datetime],
) -> Laporan:
    """The verdict on the bytes of a file; a pure function of its arguments."""
    known = _Known()
    try:
        praperiksa = prapemeriksaan.inspect(data)
        buku = baca_paket.read(praperiksa)
        signed = _signed(buku)
        _identify(known, signed, trusted_cas, clock())
        _check_copies(buku, known, signed)
        return _report(nama, tata, praperiksa, buku, signed, known)
    except LontarError as error:
        return _refusal(data, nama, error, known, tata)


def _signed(buku: BukuPaket) -> _Signed:
    """Which bytes the signature was made over: what the workbook says now, or what it said once."""
    signatures = buku.meta.tanda_tangan or buku.properties.tanda_tangan
    if not signatures:
        raise LontarError("tanda_tangan_tidak_ada")
    certificate = tanda_tangan.read(signatures[0])[0][0]
    rebuilt = _rebuilt(buku)
    candidates = [data for data in (rebuilt, buku.meta.salinan) if data]
    for data in candidates:
        try:
            tanda_tangan.check_signature(data, signatures[0], certificate)
        except LontarError:
            continue
        return _Signed(data, signatures, data is rebuilt)
    told = {buku.meta.id, buku.properties.id}
    if told & {paket.package_id(data) for data in candidates}:
        raise LontarError("tanda_tangan_tidak_cocok")
    raise LontarError("data_berubah_tanpa_salinan")


def _rebuilt(buku: BukuPaket) -> bytes:
    """The package as `_meta` and `Data` spell it now; empty when they are not of that form."""
    width = len(meta_paket.DATA_HEADER)
    header, *rows = [row for row in buku.data if any(row)] or [[]]
    if header[:width] != meta_paket.DATA_HEADER or any(any(row[width:]) for row in buku.data):
        return b""
    try:
        manifest = msgspec.json.decode(buku.meta.manifes)
    except (msgspec.DecodeError, RecursionError):
        return b""
    if not isinstance(manifest, dict):
        return b""
    return paket.canonical({**manifest, "nilai": [row[:width] for row in rows]})


def _identify(
    known: _Known, signed: _Signed, trusted_cas: Sequence[Certificate], moment: datetime
) -> None:
    known.isi = paket.read(signed.data)
    known.paket_id = paket.package_id(signed.data)
    wilayah = known.isi.wilayah
    for jws in signed.jws:
        found = tanda_tangan.verify(signed.data, jws, trusted_cas, moment, wilayah=wilayah)
        known.penanda = known.penanda or found.penanda


def _check_copies(buku: BukuPaket, known: _Known, signed: _Signed) -> None:
    """Id, signatures and signed bytes stand in the workbook more than once and must agree."""
    ids = {buku.meta.id, buku.properties.id} - {""}
    signatures = {buku.meta.tanda_tangan, buku.properties.tanda_tangan} - {()}
    if ids != {known.paket_id} or len(signatures) != 1 or buku.meta.salinan != signed.data:
        raise LontarError("paket_salinan_beda")


def _report(
    nama: str,
    tata: TataLetak,
    praperiksa: Praperiksa,
    buku: BukuPaket,
    signed: _Signed,
    known: _Known,
) -> Laporan:
    assert known.isi is not None
    bacaan = paket.resolve(known.isi, tata.acuan)
    sheets = tata.sheets(bacaan, known.paket_id)
    differences = bandingkan.visible_differences(buku.buku, sheets, bacaan)
    if not signed.intact:
        differences += bandingkan.data_differences(buku.data, bacaan)
        differences += bandingkan.manifest_differences(buku.meta.manifes, known.isi)
    certificate = tanda_tangan.read(signed.jws[0])[0][0]
    untouched = utuh.is_untouched(praperiksa.data, praperiksa.comment, certificate)
    putusan = Putusan.SAH_UTUH if untouched else Putusan.SAH_DISIMPAN_ULANG
    if differences:
        putusan = Putusan.DATA_BERUBAH
    return Laporan(
        nama_berkas=nama,
        sha256=praperiksa.sha256,
        putusan=putusan,
        alasan=putusan.value,
        berkas=praperiksa.data,
        paket_id=known.paket_id,
        isi=known.isi,
        bacaan=bacaan,
        wilayah=bacaan.wilayah,
        penanda=known.penanda,
        program="" if untouched else _program(praperiksa.application),
        beda=bandingkan.merged(differences),
    )


def _program(application: str) -> str:
    # Our own writer calls itself by this name, so it says nothing about who saved the file last.
    return "" if application == UNNAMED else application


def _refusal(data: bytes, nama: str, error: LontarError, known: _Known, tata: TataLetak) -> Laporan:
    not_ours = error.kode in prapemeriksaan.BUKAN_PAKET
    putusan = _BY_CODE.get(error.kode, Putusan.BUKAN_PAKET if not_ours else Putusan.DITOLAK)
    isi = known.isi
    return Laporan(
        nama_berkas=nama,
        sha256=berkas.sha256_hex(data),
        putusan=putusan,
        alasan=error.kode,
        berkas=data,
        paket_id=known.paket_id,
        isi=isi,
        wilayah=tata.acuan.wilayah.get(isi.wilayah) if isi else None,
        penanda=known.penanda,
        galat=error,
    )
