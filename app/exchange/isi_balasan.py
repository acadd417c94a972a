"""What a reply may say: limits, spellings and order, checked before it is used for anything."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from app.domain.nilai import decode
from app.domain.periode import Periode
from app.domain.pertanyaan import MAX_PUTARAN, MAX_TEKS, JenisKejadian, in_order
from app.domain.pribadi import find_private
from app.exchange import definisi, isi_lanjut, jaga_pribadi, paket, profil_x509, surat, tulisan
from app.exchange.baku import is_day, is_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.pertanyaan import Kejadian
    from app.exchange.balasan import IsiBalasan, Tanya, TenggatDaerah

MAX_NOMOR = 9_999
MAX_PERTANYAAN = 2_000
MAX_KEJADIAN = 200
MAX_LETTERS = 400
MAX_TENGGAT = 64
MAX_OTORITAS = 20
MAX_LAMPIRAN = 200_000
MAX_SEBUTAN = 300

_YEARS = range(2000, 2100)
_ID = re.compile(r"[0-9a-f]{32}")
_SHA256 = re.compile(r"([0-9a-f]{64})?")
_SIDIK = re.compile(r"sidik:[0-9a-f]{64}")
_FORM = re.compile(r"[A-Z0-9]{1,12}(-[A-Z0-9]{1,12}){0,3}")
_SEL = re.compile(r"[a-z0-9_]{1,60}(\.[a-z0-9_]{1,60}){2}")
_KODE = re.compile(r"[a-z0-9_]{1,40}")
_BLOCK = re.compile(r"[A-Za-z0-9+/]{200,}={0,2}", re.ASCII)
_DER = re.compile(r"[A-Za-z0-9+/]{200,20000}={0,2}")


def makes_sense(isi: IsiBalasan) -> bool:
    """Whether a reply of the right form could have been made by this program."""
    numbers = 1 <= isi.nomor <= MAX_NOMOR and isi.tahun in _YEARS
    place = profil_x509.is_province(isi.provinsi) and "." in isi.wilayah
    return (
        numbers
        and place
        and profil_x509.inside(isi.wilayah, isi.provinsi)
        and is_line(isi.kantor, MAX_SEBUTAN)
        and bool(isi.kantor)
        and is_line(isi.for_opd, MAX_SEBUTAN)
        and _moment(isi.waktu)
        and _letters(isi.tanda_terima)
        and _questions(isi)
        and isi_lanjut.sound(isi.follow_ups)
        and _deadlines(isi.tenggat, isi.tahun)
        and isi.lampiran.isascii()
        and len(isi.lampiran) <= MAX_LAMPIRAN
        and _authorities(isi.otoritas)
        and _definitions(isi.definisi)
    )


def private_place(isi: IsiBalasan) -> str:
    """What in the texts names a number or an address of a person, masked; empty for nothing."""
    texts = [one.teks for tanya in isi.pertanyaan for one in tanya.kejadian]
    texts += [one.alasan for one in isi.tenggat]
    texts += isi_lanjut.texts(isi.follow_ups)
    return next((jaga_pribadi.shown(found) for found in map(find_private, texts) if found), "")


def _letters(listed: Sequence[str]) -> bool:
    sized = all(len(one) <= surat.MAX_BLOCK for one in listed)
    return len(listed) <= MAX_LETTERS and sized and len(set(listed)) == len(listed)


def _questions(isi: IsiBalasan) -> bool:
    listed = isi.pertanyaan
    order = [(one.periode, one.formulir, one.sel, one.id) for one in listed]
    events = [event.id for one in listed for event in one.kejadian]
    return (
        len(listed) <= MAX_PERTANYAAN
        and order == sorted(order)
        and len({one.id for one in listed}) == len(listed)
        and len(set(events)) == len(events)
        and all(_question(one, isi.tahun) for one in listed)
    )


def _question(one: Tanya, tahun: int) -> bool:
    places = (_ID, one.id), (_FORM, one.formulir), (_SEL, one.sel)
    return (
        all(pattern.fullmatch(text) for pattern, text in places)
        and _quarter(one.periode, tahun)
        and 1 <= len(one.kejadian) <= MAX_KEJADIAN
        and tuple(one.kejadian) == in_order(one.kejadian)
        and one.kejadian[0].jenis is JenisKejadian.TANYA
        and all(map(_event, one.kejadian))
    )


def _event(one: Kejadian) -> bool:
    numbers = (
        1 <= one.urut <= MAX_KEJADIAN
        and 0 <= one.revisi <= paket.MAX_REVISI
        and 0 <= one.bukti <= paket.MAX_NILAI
        and 1 <= one.putaran <= MAX_PUTARAN
    )
    return (
        numbers
        and _ID.fullmatch(one.id) is not None
        and _SHA256.fullmatch(one.paket) is not None
        and _moment(one.waktu)
        and is_line(one.oleh, MAX_SEBUTAN)
        and is_line(one.teks, MAX_TEKS)
        and (bool(one.teks) or one.jenis is JenisKejadian.JAWAB)
        and _value(one.lama)
        and _value(one.baru)
    )


def _value(text: str) -> bool:
    """A value spelt as in the history, or the fingerprint of long words."""
    if not text or _SIDIK.fullmatch(text):
        return True
    jenis, _, isi = text.partition(":")
    try:
        decode(jenis, isi)
    except ValueError:
        return False
    return len(text) <= MAX_TEKS and tulisan.problem(text) is None


def _deadlines(listed: Sequence[TenggatDaerah], tahun: int) -> bool:
    order = [one[:2] for one in listed]
    return (
        len(listed) <= MAX_TENGGAT
        and order == sorted(set(order))
        and all(
            _quarter(one.periode, tahun)
            and _KODE.fullmatch(one.kode)
            and is_day(one.tanggal)
            and is_line(one.alasan, MAX_TEKS)
            for one in listed
        )
    )


def _definitions(block: str | msgspec.UnsetType) -> bool:
    """Whether it looks like a file of definitions, which is believed by itself."""
    if isinstance(block, msgspec.UnsetType):
        return True
    return len(block) <= definisi.MAX_FILE and _BLOCK.fullmatch(block) is not None


def _authorities(listed: Sequence[str]) -> bool:
    if len(listed) > MAX_OTORITAS or list(listed) != sorted(set(listed)):
        return False
    try:
        return all(_DER.fullmatch(one) and base64.b64decode(one, validate=True) for one in listed)
    except binascii.Error:
        return False


def _quarter(text: str, tahun: int) -> bool:
    try:
        periode = Periode.parse(text)
    except ValueError:
        return False
    return periode.triwulan is not None and periode.tahun == tahun


def _moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
