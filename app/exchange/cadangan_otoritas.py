"""The authority as a text that can be kept on a flash disk and on paper, and made whole from it.

What must survive stands in checked lines: certificate, sealed key, number of the newest revocation
list. The file also carries that list and the certificates issued; on paper they may be missing,
because every office that has enrolled holds the newest list it has seen.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.exchange import (
    baris_periksa,
    berkas,
    brankas,
    cabut,
    kunci,
    otoritas,
    pencabutan,
    sertifikat,
    terbitan,
)
from app.exchange import profil_x509 as profil
from app.store import revocations, settings
from app.teks import t

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from app.exchange.baris_periksa import Terbaca
    from app.exchange.sertifikat import Otoritas
    from app.store.office import Office

BEGIN, END = "-----BEGIN LONTAR CADANGAN-----", "-----END LONTAR CADANGAN-----"
MAX_FILE = 2_000_000
JUMP = 1000
"""How far a restored authority skips ahead: no list issued after the backup can reach it."""

_MAGIC = b"LCO1"
_SIZE, _NUMBER, _DAY, _SUM = 2, 8, 4, 8
_LAST = "otoritas.cadangan"
_WANTED = "pencabutan.dicari"


class Cadangan(NamedTuple):
    """A backup that has been read; `nomor` is the newest list when it was made, 0 for none."""

    otoritas: Otoritas
    tersegel: bytes
    nomor: int
    tanggal: date
    teks: bytes

    @property
    def kunci(self) -> bytes:
        """The sealed key as the file it was kept in."""
        return kunci.armoured(self.tersegel)


# --- Making ---------------------------------------------------------------------------


def make(office: Office, passphrase: str) -> Cadangan:
    """A backup of this office's authority, sealed as its key is; the passphrase is tried out.

    A backup nobody can open would be found out on the day it is needed.

    Raises:
        LontarError: no authority here, or the wrong passphrase.
    """
    own = otoritas.authority(office)
    sealed = kunci.sealed_der(kunci.seal(otoritas.unlock(office, passphrase), passphrase), "")
    number = revocations.highest_number(office, own.sidik)
    made = Cadangan(own, sealed, number, office.now().date(), b"")
    text = "\n".join([*_head(made), BEGIN, *lines(made), END, ""]).encode()
    issued = [
        sertifikat.read_der(one.sertifikat.der)
        for one in terbitan.issued(office)
        if one.penanda.sidik_ca == own.sidik
    ]
    text += pencabutan.newest_pem(office) + sertifikat.to_pem(*issued)
    return made._replace(teks=text)


def lines(cadangan: Cadangan) -> list[str]:
    """The checked lines."""
    return baris_periksa.write(_packed(cadangan))


def note_made(office: Office, cadangan: Cadangan) -> None:
    """Remember that a backup was put somewhere, to remind of the next one."""
    settings.set_setting(office, _LAST, [cadangan.tanggal.isoformat(), cadangan.nomor])


def last_made(office: Office) -> tuple[date, int] | None:
    """When the last backup was made, and the newest list in it; None when there is none."""
    kept: list[object] = settings.setting(office, _LAST, [])
    if len(kept) != 2:  # noqa: PLR2004 - the day and the number
        return None
    return date.fromisoformat(str(kept[0])), int(str(kept[1]))


def _head(cadangan: Cadangan) -> list[str]:
    own = cadangan.otoritas
    return t(
        "cadangan_otoritas.kepala",
        nama=own.nama,
        kantor=own.kantor,
        kata=" ".join(own.kata),
        tanggal=f"{cadangan.tanggal:%d-%m-%Y}",
        nomor=cadangan.nomor,
    ).splitlines()


def _packed(cadangan: Cadangan) -> bytes:
    der = sertifikat.to_der(cadangan.otoritas.sertifikat)
    body = _MAGIC + _sized(der) + _sized(cadangan.tersegel)
    body += cadangan.nomor.to_bytes(_NUMBER, "big")
    body += cadangan.tanggal.toordinal().to_bytes(_DAY, "big")
    return body + _checksum(body)


def _sized(part: bytes) -> bytes:
    return len(part).to_bytes(_SIZE, "big") + part


def _checksum(body: bytes) -> bytes:
    return bytes.fromhex(berkas.sha256_hex(body))[:_SUM]


# --- Reading --------------------------------------------------------------------------


def read(data: bytes) -> Cadangan:
    """A backup from a file, or from lines that were pasted or typed.

    Raises:
        LontarError: no backup, lines that are wrong or missing (by number), or a mixture.
    """
    text = data.decode("utf-8-sig", "replace")
    found = scan(text)
    if not found.benar and not found.salah:
        raise LontarError("cadangan_tidak_terbaca")
    if not found.lengkap:
        raise LontarError(
            "cadangan_baris",
            salah=_numbers(found.salah),
            kurang=_numbers(found.kurang),
            benar=len(found.benar),
        )
    return _unpacked(found.bytes(), data)


def scan(text: str) -> Terbaca:
    """How far the lines of a backup have been typed or pasted."""
    return baris_periksa.read(text)


def check(cadangan: Cadangan, *, latihan: bool, wilayah: str) -> None:
    """Refuse a backup of an exercise in a real office, and one of another province.

    Raises:
        LontarError: of the other mode, or of another province.
    """
    own = cadangan.otoritas
    sertifikat.check_mode(own, latihan=latihan)
    # A kabupaten is no place for an authority, except in an exercise, which is its own province.
    if own.wilayah != (wilayah[:2] if latihan else wilayah):
        raise LontarError("cadangan_wilayah_lain", nama=own.nama, milik=own.wilayah, kantor=wilayah)


def open_key(cadangan: Cadangan, passphrase: str) -> RSAPrivateKey:
    """The authority's key out of a backup.

    Raises:
        LontarError: not the passphrase of the day the backup was made.
    """
    key = kunci.unseal(cadangan.kunci, passphrase)
    if sertifikat.key_digest(key) != cadangan.otoritas.sidik:
        raise LontarError("cadangan_rusak")
    return key


def restore(office: Office, cadangan: Cadangan, old: str, new: str) -> None:
    """Make the authority of a backup this office's own, its key sealed with `new`.

    The next revocation list gets a number 1000 higher than the backup knew, and everything that
    came with the backup is learned.

    Raises:
        LontarError: of the other mode or another province, or the wrong passphrase.
    """
    mine = office.identitas
    check(cadangan, latihan=mine.jenis == "latihan", wilayah=mine.wilayah)
    kunci.check_passphrase(new)
    restore_with(office, cadangan, open_key(cadangan, old), new)


def restore_with(office: Office, cadangan: Cadangan, key: RSAPrivateKey, passphrase: str) -> None:
    """The same with the key of the backup already open and everything checked."""
    own = cadangan.otoritas
    otoritas.take_over(office, key, passphrase, own.sertifikat)
    cabut.raise_floor(office, own.sidik, cadangan.nomor + JUMP)
    settings.set_setting(office, f"{_WANTED}.{own.sidik}", cadangan.nomor)
    note_made(office, cadangan)
    _learn_lists(office, cadangan)
    _learn_issued(office, cadangan)


def missing_list(office: Office) -> int:
    """The number of a list the restored backup knew and this office has not seen; 0 for none."""
    own = otoritas.authority(office).sidik
    wanted = settings.setting(office, f"{_WANTED}.{own}", 0)
    return wanted if wanted > revocations.highest_number(office, own) else 0


def _learn_lists(office: Office, cadangan: Cadangan) -> None:
    for der in pencabutan.blocks(cadangan.teks):
        # One that was damaged on its way is missed, and `missing_list` says so.
        with suppress(LontarError):
            pencabutan.learn(office, der)


def _learn_issued(office: Office, cadangan: Cadangan) -> None:
    for der in profil.pem_blocks(cadangan.teks, "CERTIFICATE", MAX_FILE):
        try:
            certificate = sertifikat.read_der(der)
            penanda = sertifikat.identify(certificate, [cadangan.otoritas.sertifikat])
        except LontarError:
            # Only a list of what was issued: a line lost here loses nothing of the authority.
            continue
        brankas.keep(office, certificate, penanda)


def _unpacked(body: bytes, data: bytes) -> Cadangan:
    whole, checksum = body[:-_SUM], body[-_SUM:]
    if whole[: len(_MAGIC)] != _MAGIC or _checksum(whole) != checksum:
        raise LontarError("cadangan_rusak")
    try:
        der, rest = _part(whole[len(_MAGIC) :])
        sealed, rest = _part(rest)
        number = int.from_bytes(rest[:_NUMBER], "big")
        day = date.fromordinal(int.from_bytes(rest[_NUMBER:], "big"))
        own = sertifikat.read_authority(sertifikat.read_der(der))
    except (ValueError, OverflowError, LontarError):
        raise LontarError("cadangan_rusak") from None
    return Cadangan(own, sealed, number, day, data)


def _part(data: bytes) -> tuple[bytes, bytes]:
    size = int.from_bytes(data[:_SIZE], "big")
    return data[_SIZE : _SIZE + size], data[_SIZE + size :]


def _numbers(places: tuple[int, ...]) -> str:
    """Numbers as people read them: 3, 7–12, 40; a dash for none."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    told = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return ", ".join(told) or "–"
