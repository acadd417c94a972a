"""Every attack on a whole package, made on a file as an office really exports it.

The rows of the reference table of the seal, and our own: on figures, on what a person sees, on
the signatures, and on the file. Each can be made in up to three ways (`VARIAN`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.exchange import makna, segel
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import NOW, officer, pimpinan
from tests.exchange.segel import (
    serangan_isi,
    serangan_kunci,
    serangan_segel,
    serangan_wadah,
)
from tests.exchange.segel.contoh_segel import Bedah, Korban, on_table, sealed
from tests.exchange.serangan import hal_sendiri, meja, pelaku
from tests.exchange.serangan.angka import ANGKA
from tests.exchange.serangan.berkas import BERKAS
from tests.exchange.serangan.hal import HAL
from tests.exchange.serangan.huruf import HURUF
from tests.exchange.serangan.tampilan import TAMPILAN
from tests.exchange.serangan.tanda import TANDA

if TYPE_CHECKING:
    from collections.abc import Iterator

UTUH, TANPA_SEGEL, KUNCI_SENDIRI = VARIAN = ("utuh", "tanpa_segel", "kunci_sendiri")
"""On the sealed file; with the seal taken off first; all signed anew by the attacker."""


class Serangan(NamedTuple):
    """An attack: the group it belongs to, what is done in words, and the ways it can be made."""

    kelompok: str
    hal: str
    cara: dict[str, Callable[[bytes], bytes]]


def _ways(*ways: Callable[[bytes], bytes]) -> dict[str, Callable[[bytes], bytes]]:
    return dict(zip(VARIAN, ways, strict=True))


def _on_parts(kelompok: str, hal: str, change: Callable[[Bedah], None]) -> Serangan:
    def utuh(data: bytes) -> bytes:
        parts = meja.opened(data)
        change(parts)
        return parts.packed()

    def tanpa_segel(data: bytes) -> bytes:
        parts = meja.without_seal(data)
        change(parts)
        return parts.packed()

    def kunci_sendiri(data: bytes) -> bytes:
        parts = meja.without_seal(data)
        change(parts)
        return pelaku.signed_anew(parts, *pelaku.strangers())

    return Serangan(kelompok, hal, _ways(utuh, tanpa_segel, kunci_sendiri))


def _on_bytes(kelompok: str, hal: str, change: Callable[[bytes], bytes]) -> Serangan:
    def tanpa_segel(data: bytes) -> bytes:
        return change(meja.without_seal(data).packed())

    def kunci_sendiri(data: bytes) -> bytes:
        return change(pelaku.signed_anew(meja.without_seal(data), *pelaku.strangers()))

    return Serangan(kelompok, hal, _ways(change, tanpa_segel, kunci_sendiri))


def _on_seal(kelompok: str, hal: str, make: Callable[[], bytes]) -> Serangan:
    """An attack of the seal's own table, on whatever file lies on its table."""
    return Serangan(kelompok, hal, {UTUH: lambda data: _made(data, make)})


def _on_container(kelompok: str, hal: str, make: Callable[[], bytes]) -> Serangan:
    def tanpa_segel(data: bytes) -> bytes:
        return _made(meja.without_seal(data).packed(), make)

    def kunci_sendiri(data: bytes) -> bytes:
        return _made(pelaku.signed_anew(meja.without_seal(data), *pelaku.strangers()), make)

    def utuh(data: bytes) -> bytes:
        return _made(data, make)

    return Serangan(kelompok, hal, _ways(utuh, tanpa_segel, kunci_sendiri))


def _made(data: bytes, make: Callable[[], bytes]) -> bytes:
    with on_table(Korban(lambda: data, lambda: _silent(data), pimpinan)):
        return make()


def _silent(data: bytes) -> bytes:
    """The same package under a seal that other programs are not led to."""
    own, unsealed = pimpinan(), meja.without_seal(data).packed()
    return segel.seal(
        unsealed, own.key, own.certificate,
        waktu=NOW, komentar="Lontar", peran=pelaku.JABATAN, tampak=False,
    )  # fmt: skip


@cache
def kecil() -> bytes:
    """A package of three services, made by the same code: what it shows is read in no time."""
    bacaan = contoh.reading()[0]
    isi, forms = bacaan.isi, [form for form in bacaan.forms if form.kode in _LAYANAN]
    rows = [row for row in isi.nilai if row[1] in _LAYANAN]
    fewer = msgspec.structs.replace(
        isi,
        formulir={kode: isi.formulir[kode] for kode in _LAYANAN},
        nilai=rows,
        kelengkapan=makna.completeness_of(forms, rows, bacaan.periode),
        temuan=[row for row in isi.temuan if row[1] in _LAYANAN],
    )
    return contoh.signed_by(fewer, officer(), pimpinan())


_LAYANAN = ("KES-01", "KES-02", "SOS-04")
_OTHERS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "s01_segel_dibuang": ("segel", lambda: meja.without_seal(sealed()).packed()),
    "s20_waktu_masa_depan": ("kunci", serangan_kunci.told(waktu="2026-11-04T09:30:00Z")),
    "z18_dikemas_ulang": ("wadah", serangan_wadah.disimpan_ulang_zip),
}
_RENAMED = {"terlalu_besar": "terlalu_besar_isi"}


def _all() -> Iterator[tuple[str, Serangan]]:
    for name, (change, _) in serangan_isi.ISI.items():
        yield name, _on_parts("isi", HAL[name], change)
    for key, (make, _) in serangan_wadah.WADAH.items():
        name = _RENAMED.get(key, key)
        yield name, _on_container("wadah", HAL[name], make)
    for group, table in (("segel", serangan_segel.SEGEL), ("kunci", serangan_kunci.KUNCI)):
        for name, (make, _) in table.items():
            yield name, _on_seal(group, HAL[name], make)
    for name, (group, make) in _OTHERS.items():
        yield name, _on_seal(group, HAL[name], make)
    for group, own in (
        ("angka", ANGKA), ("tampilan", {**TAMPILAN, **HURUF}), ("tanda", TANDA),
    ):  # fmt: skip
        for name, change in own.items():
            yield name, _on_parts(group, hal_sendiri.HAL[name], change)
    for name, alter in BERKAS.items():
        yield name, _on_bytes("berkas", hal_sendiri.HAL[name], alter)


SERANGAN = dict(_all())
"""Every attack by its name."""

_UTAMA = {"angka": TANPA_SEGEL, "tampilan": TANPA_SEGEL, "tanda": TANPA_SEGEL}
_KECIL = ("angka", "tampilan")


def cara_utama(serangan: Serangan) -> str:
    """The most telling way: where a seal would answer first, it is taken off before."""
    return _UTAMA.get(serangan.kelompok, UTUH)


def korban(kelompok: str) -> bytes:
    """The package an attack is made on in everyday tests."""
    return kecil() if kelompok in _KECIL else contoh.package()


SETARA = {
    "a03_gaya_diubah": "jenis huruf lain yang tetap menampilkan hurufnya",
    "teks_sebagian_tebal": "sebagian tulisan ditebalkan, tetap terbaca",
    "a17_relasi_luar": "relasi yang tidak dipakai sel mana pun",
    "a20_default_ditambah": "tipe yang tidak dipakai bagian mana pun",
    "a23_bagian_ganti_nama": "nama bagian tidak dilihat pembaca",
    "a24_docprops_ditambah": "keterangan yang ditulis semua program tabel",
    "a25_rels_lembar_baru": "relasi yang tidak dipakai sel mana pun",
    "a26_isi_di_dalam_relationship": "unsur yang tidak dibaca program mana pun",
    "a29_tipe_isi_spasi": "hanya spasi",
    "a30_urutan_relasi": "hanya urutan",
    "rels_tanpa_bagian": "daftar yang tidak dipakai bagian mana pun",
    "catatan_di_daftar": "catatan yang tidak dibaca program mana pun",
    "z04_komentar_zip": "komentar yang tidak dibaca program tabel",
    "z07_zip64_ekstra": "cara mengemas",
    "z09_deskriptor": "cara mengemas",
    "z18_dikemas_ulang": "cara mengemas",
    "s01_segel_dibuang": "sama dengan disimpan ulang",
    "angka_ejaan_lain": "angka yang sama",
    "angka_nol_depan": "angka yang sama",
    "data_baris_kosong": "baris kosong di lembar tersembunyi",
    "data_terlihat": "lembar Data boleh dilihat",
    "properti_dibuang": "ada program yang membuang properti dokumen",
    "format_lebih": "angka yang sama dengan nol di belakangnya",
    "ttd_ketiga": "kunci itu disimpan untuk bentuk berikutnya dan tidak dibaca",
    "ttd_semua_hilang_di_meta": "tanda tangan masih ada di properti dokumen",
    "dikemas_ulang": "cara mengemas",
    "dikemas_tanpa_mampat": "cara mengemas",
    "dalam_zip": "ZIP pembungkus dibuka",
}
"""What changes nothing that was signed or can be seen, and why; everything else must be refused."""
