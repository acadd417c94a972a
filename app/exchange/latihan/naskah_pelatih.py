"""An exercise in a file that a trainer wrote: read strictly, mistakes named with file and place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain.latihan import Latihan
from app.errors import LontarError
from app.exchange import berkas
from app.exchange.latihan import sahih
from app.store import toml_files

if TYPE_CHECKING:
    from pathlib import Path

AKHIRAN = ".toml"
_MAX_FILE = 64_000
_MARK = b"\xef\xbb\xbf"
_TAG = re.compile(r"Invalid (?:enum )?value '(?P<isi>.*)'", re.DOTALL)


def content(file: Path) -> bytes:
    """The bytes of a file that may hold an exercise.

    Raises:
        LontarError: it cannot be read, or is far too long.
    """
    data = berkas.read_beginning(file, _MAX_FILE + 1)
    if len(data) > _MAX_FILE:
        batas = _MAX_FILE // 1000
        raise LontarError("latihan_milik_besar", berkas=file.name, batas_kb=batas)
    return data


def read(data: bytes, file: Path, *, kode: str = "") -> Latihan:
    """The exercise in the content of a file; with `kode` it must be that one.

    Raises:
        LontarError: it is no exercise, or something in it cannot be.
    """
    one = _decoded(data.removeprefix(_MARK), file)
    for fault in sahih.faults(one):
        raise _sentence(file, fault.jenis, fault.letak, **fault.data)
    if kode and one.kode != kode:
        raise _sentence(file, "kode", "kode", isi=one.kode, awalan=kode)
    return one


def _decoded(data: bytes, file: Path) -> Latihan:
    folder = file.parent
    try:
        told = toml_files.parsed(data, file, folder)
    except LontarError as error:
        baris = error.data["baris"]
        raise LontarError("latihan_milik_toml", berkas=file.name, baris=baris) from None
    try:
        return toml_files.decode(told, Latihan, file, folder)
    except LontarError as error:
        raise _misfit(error, file) from None


def _misfit(error: LontarError, file: Path) -> LontarError:
    """What the reader of definitions says, in the words of whoever writes an exercise."""
    letak = str(error.data["letak"])
    if error.kode != "formulir_isi_salah":
        jenis = error.kode.removeprefix("formulir_")
        return _sentence(file, jenis, _place(letak))
    tag = _TAG.match(str(error.data["rincian"]))
    if tag is None:
        return _sentence(file, "jenis_isi", _place(letak))
    known = tags(letak.rpartition(".")[2])
    jenis = "langkah_asing" if known else "pilihan_asing"
    return _sentence(file, jenis, _place(letak), isi=tag["isi"][:60], ada=", ".join(known))


def tags(last: str) -> list[str]:
    """The words that may stand for what is done, or for what is looked at."""
    from typing import get_args

    from app.domain import latihan

    kinds = {"kerja": latihan.Langkah, "jenis": latihan.Periksa}.get(last)
    return [one.__struct_config__.tag for one in get_args(kinds)] if kinds else []


def _place(letak: str) -> str:
    """`awal.0.kerja` as people count: awal ke-1, kerja."""
    words: list[str] = []
    for word in letak.split("."):
        if word.isdigit() and words:
            words[-1] += f" ke-{int(word) + 1}"
        else:
            words.append(word[:60])
    return ", ".join(words)


def _sentence(file: Path, jenis: str, letak: str, **data: object) -> LontarError:
    return LontarError(f"latihan_milik_{jenis}", berkas=file.name, letak=letak, **data)
