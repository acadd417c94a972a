"""Tables of other systems brought into a form by a profile, and the profiles of an office.

A profile leaves the office as a small file for the others, and comes in as one.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from app.domain import aksara, register, tabel_profil
from app.domain import profil as domain
from app.domain.profil_baca import FixedTextError, Tujuan
from app.domain.profil_nilai import Bahasa
from app.errors import LontarError
from app.exchange import berkas, jaga_pribadi, jaga_tabel, teks_polos
from app.exchange.impor_hasil import DenganProfil, HasilImpor
from app.store import import_profiles
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from app.domain.formulir import Formulir
    from app.domain.kisi import Kisi
    from app.domain.profil import Dikenali, Profil
    from app.domain.profil_baca import ProfilTerbaca, Tick
    from app.domain.tempel import Keputusan
    from app.exchange.impor_tabel import Bahan
    from app.store.office import Office

MARK = "lontar-profil-impor"
SUFFIX = ".profil.json"
MAX_FILE = 200_000
_SHOWN = 8


class Berkas(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A profile on its way to another office."""

    jenis: str
    profil: domain.Profil


# --- Read by a profile -------------------------------------------------------------------------


def read(
    bahan: Bahan,
    sheets: Mapping[str, Kisi],
    profil: Profil,
    putusan: Keputusan | None,
    tick: Tick,
) -> HasilImpor:
    """What a table would do by a profile; nothing is written.

    Raises:
        LontarError: no sheet has the headings, one lists people, or the profile does not fit the
            form of this period.

    """
    form, periode = bahan.place(None)
    check(profil, form)
    name, found = _sheet(sheets, profil)
    kisi = sheets[name]
    jaga_tabel.refuse_people(name, kisi)
    values = bahan.values(form, periode).now
    now = int(bahan.office.now().timestamp() * 1000)
    draw = register.RANDOM_BYTES
    ids = [register.row_id(now + n, os.urandom(draw)) for n in range(len(kisi.baris) + 1)]
    names = {kode: one.nama for kode, one in bahan.wilayah.items()}
    tujuan = Tujuan(
        register.grown(form, values), values, ids, Bahasa(names, bahan.ejaan),
        bahan.locked(form, periode),
    )  # fmt: skip
    try:
        terbaca = tabel_profil.read_table(kisi, profil, found, tujuan, putusan, tick)
    except FixedTextError as error:
        raise _fixed(profil, error) from None
    return HasilImpor(
        terbaca.form, periode, name, kisi, terbaca.rencana, terbaca.cells, terbaca.kontrol,
        terbaca.baris, terbaca.baru, dengan=_told(profil, form, found, terbaca),
    )  # fmt: skip


def check(profil: Profil, form: Formulir) -> None:
    """Refuse a profile that names what the form of this period does not have.

    Raises:
        LontarError: it is for another form, or a table, column or row of it is gone.

    """
    if profil.formulir != form.kode:
        raise LontarError(
            "profil_formulir_lain", profil=profil.nama, punya=profil.formulir, formulir=form.kode
        )
    wrong = domain.faults(profil, form)
    if wrong:
        told = ", ".join(t(f"profil.salah.{kind}", nama=name) for kind, name in wrong[:_SHOWN])
        raise LontarError("profil_usang", profil=profil.nama, formulir=form.kode, rincian=told)


def _sheet(sheets: Mapping[str, Kisi], profil: Profil) -> tuple[str, Dikenali]:
    """The sheet that has most of the headings."""
    fits = {name: domain.recognise(kisi, profil) for name, kisi in sheets.items()}
    best = max(
        ((name, one) for name, one in fits.items() if one is not None),
        key=lambda pair: len(pair[1].kolom),
        default=None,
    )
    if best is None:
        wanted = ", ".join(one.kepala for one in profil.kolom[:_SHOWN])
        raise LontarError(
            "profil_tidak_cocok", profil=profil.nama, lembar=", ".join(sheets), kepala=wanted
        )
    return best


def _fixed(profil: Profil, error: FixedTextError) -> LontarError:
    told = {"teks": error.teks, **error.ditolak.data}
    rincian = t(error.ditolak.kunci, **told)
    return LontarError(
        "profil_tetap_salah",
        profil=profil.nama,
        kolom=error.kolom,
        teks=error.teks,
        rincian=rincian,
    )


def _told(profil: Profil, form: Formulir, found: Dikenali, terbaca: ProfilTerbaca) -> DenganProfil:
    tabel = form.tables[profil.tabel]
    filled = {one.ke for one in profil.kolom} | set(profil.tetap)
    lacking = [
        one.label
        for one in tabel.kolom
        if tabel.register and one.wajib and not one.hitung and one.kode not in filled
    ]
    return DenganProfil(
        profil, terbaca.kurang, terbaca.asing, terbaca.sisa, found.hilang, tuple(lacking)
    )


# --- The profiles of an office -----------------------------------------------------------------


def named(office: Office, nama: str) -> Profil:
    """A profile by its name.

    Raises:
        LontarError: there is none of that name.

    """
    known = import_profiles.profiles(office)
    folded = nama.strip().casefold()
    found = next((one for one in known if one.nama.casefold() == folded), None)
    if found is None:
        listed = ", ".join(one.nama for one in known) or "–"
        raise LontarError("profil_tidak_ada", profil=nama, ada=listed)
    return found


def fitting(office: Office, sheets: Mapping[str, Kisi], formulir: str) -> list[Profil]:
    """The profiles of a form whose headings are all in the file, that with most of them first."""
    fits = [
        one
        for one in import_profiles.profiles(office)
        if one.formulir == formulir
        for found in (domain.recognise(kisi, one) for kisi in sheets.values())
        if found is not None and found.utuh
    ]
    fits.sort(key=lambda one: -len(one.kolom))
    return list({one.nama: one for one in fits}.values())


def keep(office: Office, profil: Profil) -> None:
    """Keep a profile under its name; one of the same name is replaced.

    Raises:
        LontarError: its name is none, it is far too long, or it names a person.

    """
    if not profil.nama.strip() or len(profil.nama) > domain.LONGEST_NAME:
        raise LontarError("profil_nama_salah", batas=domain.LONGEST_NAME)
    _refuse_odd(profil)
    import_profiles.keep(office, profil)


def remove(office: Office, nama: str) -> Profil:
    """Forget a profile.

    Raises:
        LontarError: there is none of that name.

    """
    found = named(office, nama)
    import_profiles.remove(office, found.nama)
    return found


def _refuse_odd(profil: Profil) -> None:
    lines = len(profil.kolom) + len(profil.baris) + len(profil.tetap)
    scaled = all(one.kali in domain.SCALES for one in profil.kolom)
    hidden = any(aksara.strange(text) or aksara.hidden(text) for text in _texts(profil))
    if not profil.kolom or lines > domain.MOST_LINES or not scaled or hidden:
        raise LontarError("profil_isi_salah", profil=profil.nama, batas=domain.MOST_LINES)
    for text in _texts(profil):
        jaga_pribadi.check(text, t("profil.tempat", profil=profil.nama))


def _texts(profil: Profil) -> Iterator[str]:
    yield from (profil.nama, profil.sumber, *profil.tetap.values())
    yield from (one.kepala for one in profil.kolom)
    yield from (one.teks for one in profil.baris)


# --- To other offices and from them ------------------------------------------------------------


def export(profil: Profil, path: Path) -> None:
    """Write a profile for other offices; it holds headings and codes, no figure.

    Raises:
        LontarError: the disk refuses.

    """
    data = msgspec.json.format(msgspec.json.encode(Berkas(MARK, profil)), indent=2)
    berkas.write_atomic(path, data + b"\n")


def load(path: Path) -> Profil:
    """A profile from a file of another office.

    Raises:
        LontarError: it cannot be read, or is no profile.

    """
    data = berkas.read_file(path, MAX_FILE)
    try:
        found = msgspec.json.decode(teks_polos.decoded(data), type=Berkas)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise LontarError("profil_rusak", berkas=path.name) from None
    if found.jenis != MARK:
        raise LontarError("profil_rusak", berkas=path.name)
    return found.profil
