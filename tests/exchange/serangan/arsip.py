"""Attacks on the archive of evidence beside a package; what counts is the signed list."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from app.exchange import bukti_paket
from app.exchange.paket import DISERTAKAN, BarisBukti
from tests import contoh_bukti
from tests.exchange.contoh_buku import packed

EXE = b"MZ" + bytes(300)


class Hasil(NamedTuple):
    """What became of an attack: verdict or state, reason, the sentence for whoever looks."""

    putusan: str
    alasan: str
    kalimat: str


def archive(change: Callable[[dict[str, bytes]], object]) -> Callable[[object], Hasil]:
    """The archive beside a package, after a change of its files."""

    def attack(_: object) -> Hasil:
        files, listed = _evidence()
        told = dict(files)
        change(told)
        return _archive(packed(told), listed)

    return attack


def _archive(data: bytes, listed: list[BarisBukti]) -> Hasil:
    found = bukti_paket.check_archive(data, listed)
    if found.utuh:
        return Hasil("utuh", "utuh", "")
    first = found.galat[0]
    return Hasil("arsip_ditolak", first.kode, f"{first.pesan} {first.saran}")


@cache
def _evidence() -> tuple[dict[str, bytes], list[BarisBukti]]:
    files, listed = {}, []
    for nama, data in (("foto.jpg", contoh_bukti.JPG), ("surat.pdf", contoh_bukti.pdf())):
        sha256 = hashlib.sha256(data).hexdigest()
        line = BarisBukti(
            "2026-T3", "KES-01", "penerima.terlayani.jumlah", sha256, len(data), nama, "", "",
            DISERTAKAN,
        )  # fmt: skip
        listed.append(line)
        files[line.nama_simpan] = data
    return files, listed


def _first(told: dict[str, bytes]) -> str:
    return next(iter(told))


def _signed_program(_: object) -> Hasil:
    """A program under the name of a document, listed and signed as it is."""
    line = BarisBukti(
        "2026-T3", "KES-01", "penerima.terlayani.jumlah", hashlib.sha256(EXE).hexdigest(),
        len(EXE), "surat.pdf", "", "", DISERTAKAN,
    )  # fmt: skip
    return _archive(packed({line.nama_simpan: EXE}), [line])


ARSIP: dict[str, Callable[[object], Hasil]] = {
    "bukti_utuh": lambda _: _archive(packed(_evidence()[0]), _evidence()[1]),
    "bukti_ditukar": archive(
        lambda told: told.update(zip(told, list(told.values())[::-1], strict=True))
    ),
    "bukti_diubah": archive(lambda told: told.update({_first(told): told[_first(told)] + b" "})),
    "bukti_kurang": archive(lambda told: told.pop(_first(told))),
    "bukti_asing": archive(lambda told: told.update({"pasang.exe": EXE})),
    "bukti_program": _signed_program,
    "bukti_paket_lain": lambda _: _archive(
        packed({"a" * 64 + ".pdf": contoh_bukti.pdf()}), _evidence()[1]
    ),
    "bukti_bukan_zip": lambda _: _archive(b"bukan arsip", _evidence()[1]),
    "bukti_tanpa_arsip": lambda _: _archive(b"", _evidence()[1]),
}
"""What is done to the archive, in any room."""
