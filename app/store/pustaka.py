"""The library of definitions: forms, regions and the index method, and an office's copies of forms.

An ordinary start reads the copies: parsing the files takes ten times as long.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from app.domain import formulir
from app.domain.bentuk import follow_rows, merge_shape
from app.domain.formulir import Formulir
from app.domain.formulir_bersama import known_form, shared
from app.domain.indeks import Metode
from app.domain.keluaran import DaftarKeluaran
from app.domain.konsolidasi_kolom import Susunan
from app.domain.wilayah import BarisWilayah, Wilayah
from app.errors import LontarError
from app.store import definitions, sqlite_file, toml_files, versions
from app.store.settings import set_setting, setting
from app.store.toml_files import wrong

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from app.domain.periode import Periode
    from app.store.office import Office

T = TypeVar("T")

_read: dict[tuple[Path, type, str, int, int], Any] = {}
"""Contents of files by their place, kind, entry, moment and size; nobody changes what lies here."""

PUBLISHED = "TERBIT"
"""The file that lists the published forms with their sums; it changes whenever a form does."""

REGION_LISTS, OWN_REGION = "wilayah.terbit", "wilayah.sendiri"
"""Where an office keeps lists of regions that were published, and a region no list has yet."""

_INSTALLED = "pustaka.terbit"
_SHAPES = "_*.toml"
_FORMS = "*.v[0-9]*.toml"
_ADD = "INSERT INTO formulir (kode, versi, berlaku, sha256, isi) VALUES (?, ?, ?, ?, ?)"
_KNOWN = """
    SELECT f.isi, EXISTS (SELECT 1 FROM lembar l WHERE l.formulir = f.kode AND l.versi = f.versi)
    FROM formulir f WHERE f.kode = ? AND f.versi = ?
"""
_REPLACE = "UPDATE formulir SET berlaku = ?, sha256 = ?, isi = ? WHERE kode = ? AND versi = ?"
_HASHES = "SELECT kode, versi, sha256 FROM formulir"
_CONTENTS = "SELECT kode, versi, isi FROM formulir"
_DATES = "SELECT kode, versi, berlaku FROM formulir"
_HASH = "SELECT sha256 FROM formulir WHERE kode = ? AND versi = ?"
_ONE = "SELECT isi FROM formulir WHERE kode = ? AND versi = ?"


class WilayahFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[wilayah]]` per region."""

    wilayah: list[BarisWilayah]


class _UrusanLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An urusan and the folder of its forms; `pembanding`: a group that is only compared with."""

    kode: str
    nama: str
    urut: int
    folder: str
    pembanding: bool = False


class Bagian(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the work, in the folder of its forms: SPM, kemiskinan."""

    kode: str
    nama: str
    folder: str


class _BagianFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[bagian]]` per part, in order."""

    bagian: list[Bagian]


class _UrusanFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[urusan]]` per urusan."""

    urusan: list[_UrusanLine]


def load_versions(folder: Path) -> list[Formulir]:
    """Every published version of every form under `folder`, by code and version.

    Raises:
        LontarError: a file is wrong; the sentence names the file, the place and the remedy.

    """
    shapes = _shapes(folder)
    found: dict[tuple[str, int], Path] = {}
    forms = []
    for file in sorted(folder.rglob(_FORMS)):
        form = _load(file, folder, shapes)
        twin = found.setdefault((form.kode, form.versi), file)
        if twin is not file:
            lain = twin.relative_to(folder).as_posix()
            raise wrong("ganda", file, folder, formulir=form.kode, lain=lain)
        forms.append(form)
    if not forms:
        raise LontarError("pustaka_tidak_ada", folder=folder)
    return sorted(forms, key=lambda form: (form.kode, form.versi))


def load_forms(folder: Path) -> dict[str, Formulir]:
    """The newest version of every form under `folder`, by code."""
    return {form.kode: form for form in load_versions(folder)}


def install(office: Office, folder: Path) -> bool:
    """Copy the forms when the folder publishes others than the office has; tell whether it did.

    Raises:
        LontarError: the folder is not whole, a form is wrong, or a version that sheets were
            already made with has been altered.

    """
    listed = folder / PUBLISHED
    if not listed.is_file():
        raise LontarError("pustaka_tidak_ada", folder=folder)
    # The list itself, not its sum: whoever works out a sum loads all of OpenSSL first.
    terbit = listed.read_text("utf-8")
    if office.handed_over is not None or setting(office, _INSTALLED, "") == terbit:
        return False
    published = load_versions(folder)
    # What the province has signed and this office installed is not replaced by the program.
    signed = definitions.installed_versions(office)
    with office.transaction():
        add_forms(office, [one for one in published if (one.kode, one.versi) not in signed])
        set_setting(office, _INSTALLED, terbit)
    return True


def add_forms(office: Office, forms: list[Formulir], mulai: str = "") -> None:
    """Keep forms in the office; one that sheets were made with never changes.

    `mulai` is a quarter before which none of them is used here, whatever they say themselves.
    """
    import hashlib

    with office.transaction() as conn:
        for form in forms:
            isi = formulir.canonical(form).decode()
            row = (max(form.berlaku, mulai), hashlib.sha256(isi.encode()).hexdigest(), isi)
            known = conn.execute(_KNOWN, (form.kode, form.versi)).fetchone()
            if known is None:
                conn.execute(_ADD, (form.kode, form.versi, *row))
            # Compared by meaning: a later program may spell the same form with more defaults.
            elif formulir.decode_canonical(known[0]) != form:
                if known[1]:
                    raise LontarError(
                        "formulir_terbit_berubah", formulir=form.kode, versi=form.versi
                    )
                conn.execute(_REPLACE, (*row, form.kode, form.versi))


def forms_of(office: Office, periode: Periode) -> dict[str, Formulir]:
    """The forms in force in a period, by code; a quarter keeps the versions it was begun with.

    An OPD knows only those of its urusan.
    """
    # Only now: no first page of a start asks for forms.
    from app.store import opd

    held = versions.in_force(office.conn, str(periode))
    forms = {
        kode: _form(office, kode, versi, sha256)
        for kode, versi, sha256 in office.conn.execute(_HASHES).fetchall()
        if held.get(kode) == versi
    }
    own = opd.owned(office)
    if own is None:
        return forms
    return {kode: form for kode, form in forms.items() if form.urusan in own}


def definition_hashes(office: Office, periode: Periode) -> dict[str, str]:
    """The SHA-256 of the canonical form of each form in force in a period, by code."""
    held = versions.in_force(office.conn, str(periode))
    rows = office.conn.execute(_HASHES)
    return {kode: sha256 for kode, versi, sha256 in rows if held.get(kode) == versi}


def dates_of(office: Office) -> dict[tuple[str, int], str]:
    """From which quarter on each version is used in this office, by code and version."""
    return {(kode, versi): berlaku for kode, versi, berlaku in office.conn.execute(_DATES)}


def version_of(office: Office, kode: str, versi: int) -> Formulir:
    """A version of a form that this office knows."""
    return _form(office, kode, versi, office.conn.execute(_HASH, (kode, versi)).fetchone()[0])


def _form(office: Office, kode: str, versi: int, sha256: str) -> Formulir:
    place = kode, versi
    return known_form(sha256, lambda: str(office.conn.execute(_ONE, place).fetchone()[0]))


def peek(database: Path, known: Container[tuple[str, int]]) -> list[Formulir]:
    """The versions beside those known in an office that may be open elsewhere; nothing is locked.

    An office that cannot be read, of another version for example, has none to offer.
    """
    try:
        with closing(sqlite_file.read_only(database)) as conn:
            rows = conn.execute(_CONTENTS).fetchall()
    except sqlite3.Error:
        return []
    return [
        formulir.decode_canonical(isi) for kode, versi, isi in rows if (kode, versi) not in known
    ]


def load_wilayah(folder: Path) -> dict[str, Wilayah]:
    """All regions by code, in the order of the file.

    Raises:
        LontarError: the file is wrong.

    """
    return _regions(_load_data(WilayahFile, "wilayah.toml", folder))


def load_region(folder: Path, kode: str) -> Wilayah:
    """One region, read without the others, which most offices never show.

    Raises:
        LontarError: the file is wrong.
        KeyError: there is no such region.

    """
    entry = f'kode = "{kode}"'
    return _regions(_load_data(WilayahFile, "wilayah.toml", folder, entry))[kode]


def knows_other_regions(office: Office) -> bool:
    """Whether an office has regions beside those of the program; most have none, and start so."""
    return bool(setting(office, REGION_LISTS, []) or setting(office, OWN_REGION, {}))


def load_wilayah_file(folder: Path) -> WilayahFile:
    """The list of regions as it is written; errors as above."""
    return _load_data(WilayahFile, "wilayah.toml", folder)


def _regions(file: WilayahFile) -> dict[str, Wilayah]:
    return {line.kode: line.wilayah for line in file.wilayah}


def load_bagian(folder: Path) -> dict[str, Bagian]:
    """The parts of the work by code, in order.

    Raises:
        LontarError: the file is wrong.

    """
    return {one.kode: one for one in _load_data(_BagianFile, "bagian.toml", folder).bagian}


def load_keluaran(folder: Path) -> DaftarKeluaran:
    """What the program itself prints: outputs, charts, and what is veiled in them.

    Raises:
        LontarError: the file is wrong.

    """
    return _load_data(DaftarKeluaran, "keluaran.toml", folder)


def load_urusan(folder: Path, bagian: str | None = None) -> dict[str, str]:
    """The names of the urusan by code, in the order of the regulation.

    The groups of the other parts of the work follow, and last what is only compared with, so that
    the places of the others stay as they were; with `bagian` only the urusan of one part.

    Raises:
        LontarError: a file is wrong.

    """
    parts = (one for one in load_bagian(folder).values() if bagian in {None, one.kode})
    files = (_load_data(_UrusanFile, f"{one.folder}/urusan.toml", folder) for one in parts)
    listed = [line for file in files for line in sorted(file.urusan, key=lambda one: one.urut)]
    if bagian is not None:
        return {line.kode: line.nama for line in listed if not line.pembanding}
    return {line.kode: line.nama for line in sorted(listed, key=lambda one: one.pembanding)}


def load_pembanding(folder: Path) -> frozenset[str]:
    """The codes of the groups that are only compared with; errors as above."""
    files = (
        _load_data(_UrusanFile, f"{one.folder}/urusan.toml", folder)
        for one in load_bagian(folder).values()
    )
    return frozenset(line.kode for file in files for line in file.urusan if line.pembanding)


def load_metode(folder: Path) -> Metode:
    """How the index is put together, as published with the program.

    Raises:
        LontarError: the file is wrong.

    """
    return _load_data(Metode, "metode.toml", folder)


def load_konsolidasi(folder: Path) -> Susunan:
    """The columns of the konsolidasi of kemiskinan, and how each combines.

    Raises:
        LontarError: the file is wrong.

    """
    return _load_data(Susunan, "konsolidasi_kemiskinan.toml", folder)


def _load_data(kind: type[T], name: str, folder: Path, entry: str = "") -> T:
    """What a file says, or one entry of it; read again only when it has become another file."""
    file = folder / name
    try:
        stamp = file.stat()
    except OSError:
        return toml_files.decode(toml_files.read(file, folder), kind, file, folder)
    kept = file, kind, entry, stamp.st_mtime_ns, stamp.st_size
    if kept not in _read:
        _read[kept] = toml_files.decode(toml_files.read(file, folder, entry), kind, file, folder)
    found: T = _read[kept]
    return found


def _shapes(folder: Path) -> dict[str, dict[str, object]]:
    read = (toml_files.read(file, folder) for file in sorted(folder.rglob(_SHAPES)))
    return {str(shape["bentuk"]): shape for shape in read if "bentuk" in shape}


def _load(file: Path, folder: Path, shapes: dict[str, dict[str, object]]) -> Formulir:
    facts = toml_files.read(file, folder)
    bentuk = facts.get("bentuk")
    if bentuk is not None and bentuk not in shapes:
        raise wrong("tanpa_bentuk", file, folder, bentuk=bentuk)
    merged = merge_shape(shapes[str(bentuk)], facts) if bentuk else facts
    form = toml_files.decode(follow_rows(merged), Formulir, file, folder)
    if not file.name.endswith(f".v{form.versi}.toml"):
        raise wrong("versi_berbeda", file, folder, versi=form.versi)
    # Only files are checked; a start reads the office's own copies.
    from app.domain.periksa_formulir import check_form

    for problem in check_form(form):
        raise wrong(problem.kode, file, folder, letak=problem.jalur, isi=problem.isi)
    return shared(form)
