"""A new profile worked out from a file: a proposal first, then what a person says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain import profil_usul, tabel_judul
from app.domain.profil import BarisProfil, KolomProfil, Profil
from app.domain.profil_baris import name_key
from app.domain.tabel_judul import heading_key
from app.errors import LontarError
from app.exchange import jaga_tabel
from app.exchange.tempel_berkas import refuse_long

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.formulir import Formulir, Tabel
    from app.domain.kisi import Kisi
    from app.domain.tabel_judul import Judul

NOTHING = "-"


class Rancangan(NamedTuple):
    """A sheet and the profile as far as it is worked out."""

    lembar: str
    kisi: Kisi
    judul: Judul
    profil: Profil


class Ubahan(NamedTuple):
    """What a person says otherwise: pairs of a name in the file and one of the form.

    A column may say by how much its figures are multiplied, `kk*1000`; `-` takes it out again.
    """

    kolom: tuple[tuple[str, str], ...] = ()
    tetap: tuple[tuple[str, str], ...] = ()
    baris: tuple[tuple[str, str], ...] = ()
    jumlahkan: str = ""


def begin(
    form: Formulir,
    sheets: Mapping[str, Kisi],
    *,
    lembar: str | None = None,
    tabel: str | None = None,
    awal: int | None = None,
    dahulu: Mapping[str, Iterable[str]] | None = None,
) -> Rancangan:
    """The likeliest profile for a file.

    Args:
        form: where its figures go.
        sheets: what the file holds.
        lembar: the sheet; the first with a table when left out.
        tabel: the table of the form; the one with the most columns of these names when left out.
        awal: the first row of figures, where it was found wrongly.
        dahulu: what columns were called in other versions of the form.

    Raises:
        LontarError: no sheet has a table, it lists people, or the form has no such table.

    """
    if lembar is not None and lembar not in sheets:
        raise LontarError("tabel_tanpa_lembar", lembar=lembar, ada=", ".join(sheets))
    for name, kisi in sheets.items():
        if lembar in {None, name}:
            refuse_long(name, len(kisi.baris))
            judul = tabel_judul.find_headings(kisi, awal)
            if judul is not None:
                jaga_tabel.refuse_people(name, kisi)
                return Rancangan(name, kisi, judul, _proposed(form, kisi, judul, tabel, dahulu))
    raise LontarError("profil_tanpa_tabel", lembar=lembar or ", ".join(sheets))


def _proposed(
    form: Formulir,
    kisi: Kisi,
    judul: Judul,
    tabel: str | None,
    dahulu: Mapping[str, Iterable[str]] | None,
) -> Profil:
    table = _table(form, tabel) if tabel else profil_usul.likely_table(form, kisi, judul)
    found = profil_usul.columns(table, kisi, judul, dahulu)
    rows = profil_usul.rows(table, kisi, judul)
    return Profil(
        nama="", formulir=form.kode, tabel=table.kode, kolom=[*found.values()], baris=rows
    )


def changed(rancangan: Rancangan, form: Formulir, ubahan: Ubahan, nama: str, sumber: str) -> Profil:
    """The profile with what a person says otherwise.

    Raises:
        LontarError: something named is not in the file, or not in the form.

    """
    profil, tabel = rancangan.profil, form.tables[rancangan.profil.tabel]
    columns = {heading_key(one.kepala): one for one in profil.kolom}
    for kepala, ke in ubahan.kolom:
        title = _heading(rancangan.judul, kepala)
        columns.pop(heading_key(title), None)
        if ke != NOTHING:
            columns[heading_key(title)] = _column(title, ke, tabel)
    rows = {name_key(one.teks): one for one in profil.baris}
    names = {name_key(one): one for one in profil_usul.row_names(rancangan.kisi, rancangan.judul)}
    for teks, ke in ubahan.baris:
        if name_key(teks) not in names:
            raise _unknown(teks, names.values())
        rows.pop(name_key(teks), None)
        if ke != NOTHING:
            rows[name_key(teks)] = BarisProfil(teks=names[name_key(teks)], ke=_row(ke, tabel))
    order = [heading_key(one) for one in rancangan.judul.kolom.values()]
    tetap = {_code(kolom, tabel): teks for kolom, teks in ubahan.tetap}
    total = _row(ubahan.jumlahkan, tabel) if ubahan.jumlahkan else ""
    return Profil(
        nama=nama.strip(), formulir=form.kode, tabel=tabel.kode, sumber=sumber.strip(),
        kolom=[columns[one] for one in order if one in columns], tetap=tetap,
        baris=[] if total else [*rows.values()], jumlahkan=total,
    )  # fmt: skip


def _table(form: Formulir, kode: str) -> Tabel:
    if kode not in form.tables:
        raise _unknown(kode, form.tables)
    return form.tables[kode]


def _heading(judul: Judul, kepala: str) -> str:
    found = [one for one in judul.kolom.values() if heading_key(one) == heading_key(kepala)]
    if not found:
        raise _unknown(kepala, judul.kolom.values())
    return found[0]


def _column(title: str, ke: str, tabel: Tabel) -> KolomProfil:
    name, _, times = ke.partition("*")
    code = _one_of(name, profil_usul.targets(tabel))
    kali = int(times) if times.isdecimal() else profil_usul.scale(title, tabel, code)
    return KolomProfil(kepala=title, ke=code, kali=kali)


def _code(name: str, tabel: Tabel) -> str:
    known = {one.kode: one.label for one in profil_usul.fillable(tabel)}
    return _one_of(name, known)


def _row(name: str, tabel: Tabel) -> str:
    return _one_of(name, {one.kode: one.label for one in tabel.baris})


def _one_of(name: str, known: Mapping[str, str]) -> str:
    folded = name.strip().casefold()
    for kode, label in known.items():
        if folded in {kode.casefold(), label.casefold()}:
            return kode
    raise _unknown(name, (f"{kode} ({label})" for kode, label in known.items()))


def _unknown(name: str, known: Iterable[str]) -> LontarError:
    return LontarError("profil_kolom_asing", nama=name, ada=", ".join(known) or "–")
