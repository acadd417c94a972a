"""A province gathers definitions for one numbered file: what its earlier files held, and more."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from app.errors import LontarError
from app.exchange import (
    definisi,
    definisi_periksa,
    jenis_definisi,
    percaya,
    periksa_metode,
    susun_metode,
    teks_paket,
)
from app.exchange.definisi import IsiDefinisi
from app.store import definitions, pustaka
from app.store.scratch import Scratch
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cryptography.x509 import Certificate

    from app.domain.formulir import Formulir
    from app.domain.metode_terbit import MetodeTerbit
    from app.exchange.surat import Amplop
    from app.store.definitions import Versi
    from app.store.office import Office

MAX_FILES = 400
MAX_TOML = 1_000_000
_KILO = 1000
_FIRST = "!"
_SHAPES, _FORMS = "_*.toml", "*.v[0-9]*.toml"


def prepare(
    office: Office,
    folder: Path | None,
    published: Path,
    certs: Sequence[Certificate],
    catatan: str = "",
    metode: str = "",
) -> IsiDefinisi:
    """What the file will say; nothing is written.

    Args:
        office: the province that will sign.
        folder: form files, `…/ke_01.v2.toml`, with the shapes they need beside those published,
            `metode.toml`, `konsolidasi_kemiskinan.toml`, `wilayah.toml` and `keluaran.toml` where
            those change; None for none.
        published: the definitions of the program.
        certs: those of the person who will sign.
        catatan: what is new, for the people who install it.
        metode: the quarter from which the metode chosen in Konsolidasi shall hold, "" for none.

    Raises:
        LontarError: the signer is no officer of a province, a file is wrong or too large, a
            published version was changed, or nothing is new.

    """
    _check_signer(office, certs)
    fresh, known = susun_metode.read_folder(folder, published), _before(office)
    others = jenis_definisi.with_folder(known.others, folder, published)
    alone = not fresh and others == known.others
    forms = read_folder(folder, published, alone=alone) if folder else []
    definisi_periksa.check(forms, published)
    _check_published(office, forms)
    words = teks_paket.line(catatan, t("pribadi.tempat.pengantar"))[: definisi.MAX_CATATAN].strip()
    base = susun_metode.Dasar(known.methods, fresh, published)
    methods = susun_metode.together(office, base, metode, words)
    periksa_metode.check(office, methods, forms, published)
    jenis_definisi.check(office, others, forms, published, baru=True)
    now = _Dulu(_together(known.forms, forms), methods, others, known.nomor)
    return _next(office, known, now, words)


def _next(office: Office, known: _Dulu, now: _Dulu, words: str) -> IsiDefinisi:
    """The file that follows the known one, unless nothing is new."""
    if now == known:
        raise LontarError("definisi_tidak_baru", nomor=known.nomor)
    lists = {"metode": now.methods, **now.others}
    kinds: dict[str, Any] = {kode: some for kode, some in lists.items() if some}
    return IsiDefinisi(
        versi=definisi.version_for(kinds),
        provinsi=office.identitas.wilayah,
        nomor=known.nomor + 1,
        dibuat=office.now().isoformat(timespec="seconds"),
        catatan=words,
        formulir=[now.forms[key] for key in sorted(now.forms)],
        **kinds,
    )


def _check_signer(office: Office, certs: Sequence[Certificate]) -> None:
    province = office.identitas.wilayah
    penanda = percaya.of_office(office).check_chain(certs[0], office.now(), wilayah=province)
    definisi.check_officer(penanda, province)


def _together(known: Mapping[Versi, Formulir], forms: Iterable[Formulir]) -> dict[Versi, Formulir]:
    """What earlier files held, and what is new; a version is only ever one form."""
    together = dict(known)
    for form in forms:
        key = form.kode, form.versi
        if together.setdefault(key, form) != form:
            raise LontarError("definisi_versi_berubah", formulir=form.kode, versi=form.versi)
    return together


def keep(office: Office, isi: IsiDefinisi, amplop: Amplop) -> bytes:
    """Remember that this file was made, so that its number is never used again; its bytes."""
    data = definisi.text(amplop).encode()
    with office.transaction():
        definitions.note_made(office, isi.nomor, data)
    return data


def read_folder(folder: Path, published: Path, *, alone: bool = True) -> list[Formulir]:
    """The forms under a folder, read as those of the program are, with its shapes.

    Unless it stands `alone`, something else is there and a form need not be.

    Raises:
        LontarError: there is none, there are too many, one is too large, or one is wrong.

    """
    files = [file for file in sorted(folder.rglob("*.toml")) if _inside(file, folder)]
    if len(files) > MAX_FILES:
        raise LontarError("definisi_folder_penuh", folder=folder, batas=MAX_FILES)
    for file in files:
        if file.stat().st_size > MAX_TOML:
            raise LontarError("definisi_berkas_besar", berkas=file.name, batas=MAX_TOML // _KILO)
    if not any(file.match(_FORMS) for file in files):
        if not alone:
            return []
        raise LontarError("definisi_folder_kosong", folder=folder)
    with Scratch() as place:
        # A shape of the folder takes the place of the program's of the same name.
        for number, shape in enumerate(sorted(published.rglob(_SHAPES))):
            target = place / _FIRST / f"_{number:03d}{shape.name}"
            target.parent.mkdir(exist_ok=True)
            shutil.copy(shape, target)
        for file in files:
            target = place / (folder.name or _FIRST) / file.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
        return pustaka.load_versions(place)


def _inside(file: Path, folder: Path) -> bool:
    """Whether a file really lies in the folder; a link may lead anywhere."""
    return file.is_file() and file.resolve().is_relative_to(folder.resolve())


class _Dulu(NamedTuple):
    """What a file holds, and the number of the newest one made or installed here."""

    forms: dict[Versi, Formulir]
    methods: list[MetodeTerbit]
    others: dict[str, list[Any]]
    nomor: int


def _before(office: Office) -> _Dulu:
    made = definitions.made(office)
    newest = max((one.nomor for one in definitions.installed(office)), default=0)
    berkas = made.berkas if made.nomor >= newest else definitions.kept_file(office, newest)
    number = max(made.nomor, newest)
    if not berkas:
        return _Dulu({}, [], {one.kode: [] for one in jenis_definisi.JENIS}, number)
    held = definisi.content_of(berkas)
    forms = {(form.kode, form.versi): form for form in held.formulir}
    return _Dulu(forms, held.methods, held.others, number)


def _check_published(office: Office, forms: Iterable[Formulir]) -> None:
    known = pustaka.dates_of(office)
    for form in forms:
        key = form.kode, form.versi
        if key in known and pustaka.version_of(office, *key) != form:
            raise LontarError("definisi_versi_berubah", formulir=form.kode, versi=form.versi)
