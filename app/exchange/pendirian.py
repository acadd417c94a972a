"""Setting up a new office, all or nothing: database, first person, key, and a province's authority.

Everything is made in a folder beside the wanted one and takes its name at the very end: a
laptop that dies in the middle leaves no half office.
"""

from __future__ import annotations

import shutil
import uuid
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from app import paths
from app.domain.bagian import SPM
from app.domain.opd import OPD
from app.errors import LontarError
from app.exchange import cadangan_otoritas, kunci, otoritas, pendaftaran, profil_x509
from app.store import files, opd, people, portable, pustaka, region_lists
from app.store.faults import in_words
from app.store.office import Identitas, Office, sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from app.domain.wilayah import Wilayah
    from app.exchange.cadangan_otoritas import Cadangan
    from app.store.people import Peran

    Clock = Callable[[], datetime]
    Progress = Callable[[str, int, int], None]
    KeyMaker = Callable[[], RSAPrivateKey]

STEPS = 5
"""How many steps `establish` reports: kunci, basis_data, formulir, segel, selesai."""

_NIP_DIGITS = 18
# Programs that copy a folder while SQLite writes in it have lost their users' work.
_SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "icloud")


@dataclass(frozen=True, kw_only=True)
class Rencana:
    """Everything the office needs to know at its birth.

    With `cadangan` its authority is not new but restored; `frasa_cadangan` opens the backup.
    `urusan` are those an OPD owns, of whatever part of the work.
    """

    jenis: Literal["kabupaten", "provinsi", "latihan", "opd"]
    wilayah: Wilayah
    provinsi: str
    kantor: str
    nama: str
    peran: Peran
    frasa_sandi: str = field(repr=False)
    nip: str = ""
    jabatan: str = ""
    urusan: tuple[str, ...] = ()
    cadangan: Cadangan | None = None
    frasa_cadangan: str = field(default="", repr=False)

    @property
    def has_authority(self) -> bool:
        """A province issues certificates; an exercise does so for itself."""
        return self.jenis in ("provinsi", "latihan")


def check_office_name(kantor: str) -> str:
    """The name as it will be kept, or the rule it breaks."""
    return profil_x509.entered(_filled(kantor, "kantor_tanpa_nama"), "kantor")


def check_urusan(wanted: Iterable[str], folder: Path) -> tuple[str, ...]:
    """The urusan an OPD owns, in their order; a part of the work stands for all of its groups.

    `folder` has the definitions.

    Raises:
        LontarError: none, or one that there is not.

    """
    known = pustaka.load_urusan(folder)
    parts = {kode: list(pustaka.load_urusan(folder, kode)) for kode in pustaka.load_bagian(folder)}
    # An OPD owns urusan of SPM one by one; only kemiskinan is also given as a whole.
    parts.pop(SPM, None)
    named: set[str] = set()
    for one in wanted:
        found = parts.get(one.casefold(), [kode for kode in known if kode == one.upper()])
        if not found:
            listed = ", ".join([*known, *parts])
            raise LontarError("opd_urusan_asing", urusan=one, daftar=listed)
        named.update(found)
    if not named:
        raise LontarError("opd_tanpa_urusan", daftar=", ".join([*known, *parts]))
    return tuple(kode for kode in known if kode in named)


def check_person_name(nama: str) -> str:
    """The name as it will be kept, or the rule it breaks."""
    return profil_x509.entered(_filled(nama, "pengguna_tanpa_nama"), "nama")


def check_nip(nip: str) -> str:
    """The digits of a NIP, which may be left out, or the rule it breaks."""
    digits = "".join(nip.split())
    if digits and not (digits.isascii() and digits.isdigit() and len(digits) == _NIP_DIGITS):
        raise LontarError("nip_salah", angka=_NIP_DIGITS)
    return digits


def check_folder(folder: Path) -> Path:
    """A folder that can become the office's: absolute, not synchronised, not there yet or empty."""
    if not folder.is_absolute():
        raise LontarError("folder_kantor_tak_lengkap", folder=str(folder))
    layanan = next((part for part in folder.parts if part.casefold().startswith(_SYNCED)), None)
    if layanan is not None:
        raise LontarError("folder_kantor_tersinkron", folder=str(folder), layanan=layanan)
    if folder.exists() and not (folder.is_dir() and _is_empty(folder)):
        raise LontarError("folder_kantor_terpakai", folder=str(folder))
    if folder.is_relative_to(paths.data()):
        portable.check()
    return folder


def establish(
    plan: Rencana,
    folder: Path,
    clock: Clock,
    progress: Progress,
    new_key: KeyMaker = kunci.generate,
) -> None:
    """Set up the office in `folder`; on any failure nothing is left of it.

    Raises:
        LontarError: a part of the plan is not acceptable, or the disk refuses.
    """
    check_folder(folder)
    plan = _checked(plan)
    if plan.cadangan is not None:
        practice = plan.jenis == "latihan"
        cadangan_otoritas.check(plan.cadangan, latihan=practice, wilayah=plan.wilayah.kode)
    unfinished = folder.with_name(f".{folder.name}.sedang-dibuat")
    with in_words(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        _clear(unfinished)
    try:
        _build(plan, unfinished, clock, progress, new_key)
        progress("selesai", 4, STEPS)
        with in_words(folder):
            _take_name(unfinished, folder)
    except BaseException:
        _clear(unfinished)
        raise


def _checked(plan: Rencana) -> Rencana:
    return replace(
        plan,
        kantor=check_office_name(plan.kantor),
        nama=check_person_name(plan.nama),
        nip=check_nip(plan.nip),
        frasa_sandi=kunci.check_passphrase(plan.frasa_sandi),
        urusan=check_urusan(plan.urusan, paths.forms()) if plan.jenis == OPD else (),
    )


def _build(
    plan: Rencana, folder: Path, clock: Clock, progress: Progress, new_key: KeyMaker
) -> None:
    progress("kunci", 0, STEPS)
    key = new_key()
    authority_key = _authority_key(plan, new_key)
    progress("basis_data", 1, STEPS)
    identitas = Identitas(plan.jenis, plan.wilayah.kode, plan.kantor, str(uuid.uuid4()))
    with Office.create(folder, identitas, clock) as office:
        progress("formulir", 2, STEPS)
        pustaka.install(office, paths.forms())
        if plan.wilayah.kode not in pustaka.load_wilayah(paths.forms()):
            region_lists.note_own(office, plan.wilayah)
        if plan.urusan:
            opd.set_owned(office, plan.urusan)
        user = people.add_user(
            office, nama=plan.nama, peran=plan.peran, nip=plan.nip, jabatan=plan.jabatan
        )
        progress("segel", 3, STEPS)
        pendaftaran.keep_key(office, user, key, plan.frasa_sandi)
        if authority_key is not None:
            _take_authority(plan, office, authority_key)
            pendaftaran.enrol_self(office, user, key, authority_key)


def _authority_key(plan: Rencana, new_key: KeyMaker) -> RSAPrivateKey | None:
    if plan.cadangan is not None:
        return cadangan_otoritas.open_key(plan.cadangan, plan.frasa_cadangan)
    return new_key() if plan.has_authority else None


def _take_authority(plan: Rencana, office: Office, key: RSAPrivateKey) -> None:
    if plan.cadangan is not None:
        cadangan_otoritas.restore_with(office, plan.cadangan, key, plan.frasa_sandi)
    else:
        otoritas.found(office, key, plan.frasa_sandi, plan.provinsi)


def _take_name(unfinished: Path, folder: Path) -> None:
    if folder.exists():
        # Only an empty folder comes this far; Windows renames onto nothing at all.
        folder.rmdir()
    files.replace(unfinished, folder)
    sync_folder(folder.parent)


def _clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _filled(text: str, kode: str) -> str:
    if not text.strip():
        raise LontarError(kode)
    return text


def _is_empty(folder: Path) -> bool:
    return next(folder.iterdir(), None) is None
