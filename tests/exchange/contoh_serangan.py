"""The attacks on the container of a package, each a file, as the table of the seal numbers them."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from functools import cache

from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_zip import Raw, deflated, packed, raw_zip, unpacked

TARGET = b"xl/worksheets/sheet2.xml"
SIGNATURE = "_xmlsignatures/sig1.xml"
_BIG = 300 << 20
_DESCRIPTOR = 1 << 3
_CIPHER = 1 << 0


@cache
def parts() -> dict[str, bytes]:
    return unpacked(contoh.package())


@cache
def entries() -> tuple[Raw, ...]:
    """The package, entry by entry, as an ordinary packer writes it."""
    return tuple(
        Raw(name.encode(), content, method=8, packed=deflated(content))
        for name, content in parts().items()
    )


def entry(name: bytes, content: bytes) -> Raw:
    return Raw(name, content, method=8, packed=deflated(content))


@cache
def forged() -> Raw:
    """The target with another figure in it."""
    content = parts()[TARGET.decode()]
    assert b"<v>" in content
    return entry(TARGET, content.replace(b"<v>", b"<v>9", 1))


def swapped(**changes: object) -> bytes:
    """The package with other headers for the target."""
    return raw_zip(
        replace(part, **changes) if part.name == TARGET else part  # type: ignore[arg-type]
        for part in entries()
    )


def with_signature(content: bytes) -> bytes:
    return packed({**parts(), SIGNATURE: content})


@cache
def zeros() -> bytes:
    """300 MB of nothing, deflated to some 300 kB."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = bytes(1 << 20)
    return b"".join([*(engine.compress(block) for _ in range(_BIG >> 20)), engine.flush()])


def _descriptors() -> bytes:
    def behind(part: Raw) -> Raw:
        told = (zlib.crc32(part.content), len(part.body), len(part.content))
        note = b"PK\x07\x08" + struct.pack("<3L", *told)
        return replace(part, flags=_DESCRIPTOR, local_told=(0, 0, 0), descriptor=note)

    return raw_zip(behind(part) for part in entries())


def _wide_extra() -> bytes:
    target = next(part for part in entries() if part.name == TARGET)
    sizes = struct.pack("<2H2Q", 1, 16, len(target.content), len(target.body))
    return swapped(extra=sizes)


def _bomb(told: int) -> bytes:
    bomb = Raw(b"xl/bom.xml", b"", method=8, packed=zeros(), size=told, crc=0)
    return raw_zip([*entries(), bomb])


def _dtd(declared: str) -> bytes:
    return with_signature(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE S [{declared}]><S>&a;</S>'.encode()
    )


def _laughs() -> bytes:
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return _dtd("".join(lines))


def refused() -> dict[str, tuple[bytes, str]]:
    """Attacks that are refused, and the code of the reason."""
    return _on_the_zip() | _on_the_xml()


def _on_the_zip() -> dict[str, tuple[bytes, str]]:
    good = contoh.package()
    plain = parts()
    hidden = [replace(forged(), name=b"xl/palsu.xml"), *entries()]
    return {
        "z01 ganda, palsu dulu": (raw_zip([forged(), *entries()]), "zip_ganda"),
        "z02 ganda, palsu akhir": (raw_zip([*entries(), forged()]), "zip_ganda"),
        "z03 ganda beda huruf": (
            raw_zip([*entries(), replace(forged(), name=TARGET.replace(b"sheet2", b"SHEET2"))]),
            "zip_ganda",
        ),
        "z05 awalan": (bytes(range(64)) + good, "berkas_tak_dikenal"),
        "z05 awalan berupa zip": (b"PK\x03\x04" + bytes(60) + good, "zip_rusak"),
        "z06 ekor": (good + bytes(64), "zip_rusak"),
        "z08 nama lokal beda": (swapped(local_name=b"xl/worksheets/sheet9.xml"), "zip_beda_kepala"),
        "z10 dua zip disambung": (packed({**plain, "a": b"palsu"}) + good, "zip_rusak"),
        "z11 entri tersembunyi": (_without_first(raw_zip(hidden)), "zip_tumpang"),
        "z12 bendera enkripsi": (swapped(flags=_CIPHER), "zip_sandi"),
        "z13 nama titik dua": (raw_zip([*entries(), entry(b"xl/../evil.xml", b"x")]), "zip_nama"),
        "z14 nama garis balik": (
            raw_zip([*entries(), replace(forged(), name=TARGET.replace(b"/", b"\\"))]),
            "zip_nama",
        ),
        "z15 bom zip": (_bomb(_BIG), "zip_bom"),
        "z16 bom zip berbohong": (_bomb(1000), "zip_isi_rusak"),
        "z17 terpotong": (good[: len(good) // 2], "zip_terpotong"),
    }  # fmt: skip


def _on_the_xml() -> dict[str, tuple[bytes, str]]:
    plain = parts()
    return {
        "x01 xxe": (_dtd('<!ENTITY a SYSTEM "file:///etc/hostname">'), "xml_dtd"),
        "x02 miliar tawa": (_laughs(), "xml_dtd"),
        "x03 dtd id atribut": (_dtd("<!ATTLIST S x ID #IMPLIED>"), "xml_dtd"),
        "x04 dtd di lembar": (
            packed({**plain, TARGET.decode(): b"<!DOCTYPE a>" + plain[TARGET.decode()]}),
            "xml_dtd",
        ),
        "x05 utf-16": (with_signature("<S/>".encode("utf-16")), "xml_bukan_utf8"),
        "x06 sarang dalam": (
            with_signature(b"<a>" * 20_000 + b"</a>" * 20_000),
            "xml_terlalu_dalam",
        ),
        "d01 bersandi": (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le") + bytes(99),
            "berkas_bersandi",
        ),
    }  # fmt: skip


def _without_first(data: bytes) -> bytes:
    """The ZIP with its first entry left out of the directory."""
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    end = data.rindex(b"PK\x05\x06")
    count = struct.unpack_from("<H", data, end + 10)[0] - 1
    size = end - second
    record = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, size, first, 0)
    return data[:first] + data[second:end] + record


def harmless() -> dict[str, bytes]:
    """Forms that real packers write, with the same content; only the seal tells them apart."""
    return {
        "z04 komentar": raw_zip(entries(), comment=b"salam"),
        "z07 zip64": _wide_extra(),
        "z09 deskriptor": _descriptors(),
        "z18 disimpan ulang": packed(parts()),
    }
