"""Attacks on the ZIP around a sealed package: files that two programs read in two ways.

Each entry makes the bytes, and says with which reason they must be refused.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import cache
from typing import TYPE_CHECKING

from tests.exchange.contoh_zip import Raw, deflated, raw_zip
from tests.exchange.segel.contoh_segel import SHEET, opened, sealed

if TYPE_CHECKING:
    from collections.abc import Callable

END = struct.Struct("<4s4H2LH")
CENTRAL, LOCAL = b"PK\x01\x02", b"PK\x03\x04"
BOMB = 300 * 1024 * 1024


def entries() -> list[Raw]:
    """All parts of the package, to be written header by header."""
    return [Raw(name.encode(), content) for name, content in opened().items()]


def place(name: str) -> int:
    return list(opened()).index(name)


def false_sheet(name: bytes = SHEET.encode()) -> Raw:
    content = opened()[SHEET].replace(b"<v>1", b"<v>9")
    assert content != opened()[SHEET]
    return Raw(name, content)


def inserted(raw: Raw, at: int) -> bytes:
    listed = entries()
    listed.insert(at, raw)
    return raw_zip(listed)


def ganda_palsu_dulu() -> bytes:
    return inserted(false_sheet(), place(SHEET))


def ganda_palsu_akhir() -> bytes:
    return inserted(false_sheet(), place(SHEET) + 1)


def ganda_beda_huruf() -> bytes:
    return inserted(false_sheet(SHEET.replace("sheet4", "SHEET4").encode()), place(SHEET))


def komentar_zip() -> bytes:
    return sealed()[:-2] + b"\x05\x00halo!"


def awalan() -> bytes:
    return b"MZ" + bytes(62) + sealed()


def awalan_tergeser() -> bytes:
    """A prefix, with every offset told as it then lies."""
    listed = entries()
    listed[0].gap = b"MZ" + bytes(62)
    return raw_zip(listed)


def ekor_sampah() -> bytes:
    return sealed() + bytes(64)


def zip64_ekstra() -> bytes:
    listed = entries()
    listed[3].extra = struct.pack("<2H2Q", 1, 16, len(listed[3].content), len(listed[3].content))
    return raw_zip(listed)


def nama_lokal_beda() -> bytes:
    listed = entries()
    listed[place(SHEET)].local_name = b"xl/worksheets/sheet3.xml"
    return raw_zip(listed)


def deskriptor() -> bytes:
    listed = entries()
    one = listed[place(SHEET)]
    told = (zlib.crc32(one.content), len(one.content), len(one.content))
    one.flags, one.descriptor = 8, b"PK\x07\x08" + struct.pack("<3L", *told)
    return raw_zip(listed)


def dua_zip_disambung() -> bytes:
    parts = opened()
    parts[SHEET] = false_sheet().content
    return parts.packed() + sealed()


def entri_tersembunyi() -> bytes:
    """A false sheet in the stream of local entries that the directory says nothing of."""
    listed = entries()
    false = false_sheet()
    alone = raw_zip([false])
    listed[place(SHEET)].gap = alone[: alone.index(CENTRAL)]
    return raw_zip(listed)


def bendera_enkripsi() -> bytes:
    listed = entries()
    listed[place(SHEET)].flags = 1
    return raw_zip(listed)


def named(name: bytes) -> Callable[[], bytes]:
    return lambda: raw_zip([*entries(), false_sheet(name)])


@cache
def zeros() -> bytes:
    engine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return b"".join(engine.compress(bytes(1 << 20)) for _ in range(300)) + engine.flush()


def bom(told: int) -> Callable[[], bytes]:
    def attack() -> bytes:
        listed = entries()
        bomb = Raw(b"xl/media/image1.png", b"", method=8, size=told, packed=zeros())
        listed[place("xl/media/image1.png")] = bomb
        return raw_zip(listed)

    return attack


def terpotong() -> bytes:
    return sealed()[: len(sealed()) * 2 // 3]


def celah_sebelum_direktori() -> bytes:
    data = sealed()
    mark, *counts, size, offset, _ = END.unpack(data[-END.size :])
    end = END.pack(mark, *counts, size, offset + 9, 0)
    return data[:offset] + bytes(9) + data[offset : -END.size] + end


def direktori_kurang() -> bytes:
    """The directory lists one entry more than its end record counts."""
    data = sealed()
    mark, disk, first, here, count, size, offset, _ = END.unpack(data[-END.size :])
    return data[: -END.size] + END.pack(mark, disk, first, here - 1, count - 1, size, offset, 0)


def terlalu_banyak() -> bytes:
    return raw_zip([*entries(), *(Raw(f"xl/a{number}.xml".encode()) for number in range(300))])


def terlalu_besar() -> bytes:
    return raw_zip([*entries(), Raw(b"xl/media/image2.png", bytes(20_000_000))])


def aliran_rusak() -> bytes:
    listed = entries()
    one = listed[place(SHEET)]
    one.method, one.packed = 8, b"\xff" * 90
    return raw_zip(listed)


def crc_salah() -> bytes:
    listed = entries()
    listed[place(SHEET)].crc = 1
    return raw_zip(listed)


def ekor_di_dalam_aliran() -> bytes:
    """Bytes between the end of a packed part and the next header."""
    listed = entries()
    one = listed[place(SHEET)]
    one.method, one.packed = 8, deflated(one.content) + b"rahasia"
    return raw_zip(listed)


def terenkripsi_sandi() -> bytes:
    """What Office makes of a file with a password: another container, the package inside."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000) + "EncryptedPackage".encode("utf-16-le")


def disimpan_ulang_zip() -> bytes:
    """The same parts packed by another program: another order, other times, another level."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in sorted(opened().items(), reverse=True):
            archive.writestr(name, content)
    return buffer.getvalue()


WADAH: dict[str, tuple[Callable[[], bytes], str]] = {
    "z01_ganda_palsu_dulu": (ganda_palsu_dulu, "zip_ganda"),
    "z02_ganda_palsu_akhir": (ganda_palsu_akhir, "zip_ganda"),
    "z03_ganda_beda_huruf": (ganda_beda_huruf, "zip_ganda"),
    "z04_komentar_zip": (komentar_zip, "zip_ekor"),
    "z05_awalan": (awalan, "zip_ekor"),
    "z06_ekor_sampah": (ekor_sampah, "zip_ekor"),
    "z07_zip64_ekstra": (zip64_ekstra, "zip_entri"),
    "z08_nama_lokal_beda": (nama_lokal_beda, "zip_kepala"),
    "z09_deskriptor": (deskriptor, "zip_entri"),
    "z10_dua_zip_disambung": (dua_zip_disambung, "zip_ekor"),
    "z11_entri_tersembunyi": (entri_tersembunyi, "zip_celah"),
    "z12_bendera_enkripsi": (bendera_enkripsi, "zip_entri"),
    "z13_nama_titik_dua": (named(b"xl/../evil.xml"), "zip_nama"),
    "z14_nama_garis_balik": (named(SHEET.replace("/", "\\").encode()), "zip_nama"),
    "z15_bom_zip": (bom(BOMB), "zip_bom"),
    "z16_bom_zip_bohong": (bom(1000), "zip_ukuran"),
    "z17_terpotong": (terpotong, "zip_ekor"),
    "d01_terenkripsi_sandi": (terenkripsi_sandi, "zip_cfb"),
    # Beyond the table: the rules it has no row for.
    "awalan_tergeser": (awalan_tergeser, "zip_ekor"),
    "celah_sebelum_direktori": (celah_sebelum_direktori, "zip_celah"),
    "direktori_kurang": (direktori_kurang, "zip_direktori"),
    "terlalu_banyak": (terlalu_banyak, "zip_banyak"),
    "terlalu_besar": (terlalu_besar, "zip_besar"),
    "aliran_rusak": (aliran_rusak, "zip_rusak"),
    "crc_salah": (crc_salah, "zip_rusak"),
    "ekor_di_dalam_aliran": (ekor_di_dalam_aliran, "zip_ukuran"),
    "nama_berdiri_di_folder": (named(b"xl/worksheets/"), "zip_nama"),
    "nama_bukan_ascii": (named("xl/worksheets/shéet4.xml".encode()), "zip_nama"),
}
