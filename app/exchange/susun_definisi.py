"""A province gathers definitions for one numbered file: what its earlier files held, and more."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.exchange import definisi, definisi_periksa, paket, percaya
from app.exchange.definisi import IsiDefinisi
from app.store import definitions, pustaka

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cryptography.x509 import Certificate

    from app.domain.formulir import Formulir
    from app.exchange.surat import Amplop
    from app.store.definitions import Versi
    from app.store.office import Office

MAX_FILES = 400
MAX_TOML = 1_000_000
_KILO = 1000
_FIRST = "!"
_SHAPES, _FORMS = "_*.toml", "*.v[0-9]*.toml"


def prepare(
    office: Office, folder: Path, published: Path, certs: Sequence[Certificate], catatan: str = ""
) -> IsiDefinisi:
    """What the file will say; nothing is written.

    Args:
        office: the province.
        folder: form files, `…/ke_01.v2.toml`, with the shapes they need beside those published.
        published: the definitions of the program.
        certs: those of the person who will sign.
        catatan: what is new, for the people who install it.

    Raises:
        LontarError: the signer is no officer of a province, a file is wrong or too large, a
            published version was changed, or nothing is new.

    """
    province, now = office.identitas.wilayah, office.now()
    penanda = percaya.of_office(office).check_chain(certs[0], now, wilayah=province)
    definisi.check_officer(penanda, province)
    forms = read_folder(folder, published)
    definisi_periksa.check(forms, published)
    before, number = _before(office)
    _check_published(office, forms)
    together = {**before}
    for form in forms:
        key = form.kode, form.versi
        if key in together and together[key] != form:
            raise LontarError("definisi_versi_berubah", formulir=form.kode, versi=form.versi)
        together[key] = form
    if together.keys() == before.keys():
        raise LontarError("definisi_tidak_baru", nomor=number)
    return IsiDefinisi(
        provinsi=province,
        nomor=number + 1,
        dibuat=now.isoformat(timespec="seconds"),
        catatan=paket.tidy(catatan)[: definisi.MAX_CATATAN].strip(),
        formulir=[together[key] for key in sorted(together)],
    )


def keep(office: Office, isi: IsiDefinisi, amplop: Amplop) -> bytes:
    """Remember that this file was made, so that its number is never used again; its bytes."""
    data = definisi.text(amplop).encode()
    with office.transaction():
        definitions.note_made(office, isi.nomor, data)
    return data


def read_folder(folder: Path, published: Path) -> list[Formulir]:
    """The forms under a folder, read as those of the program are, with its shapes.

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
        raise LontarError("definisi_folder_kosong", folder=folder)
    with tempfile.TemporaryDirectory() as place:
        # A shape of the folder takes the place of the program's of the same name.
        for number, shape in enumerate(sorted(published.rglob(_SHAPES))):
            target = Path(place) / _FIRST / f"_{number:03d}{shape.name}"
            target.parent.mkdir(exist_ok=True)
            shutil.copy(shape, target)
        for file in files:
            target = Path(place) / (folder.name or _FIRST) / file.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
        return pustaka.load_versions(Path(place))


def _inside(file: Path, folder: Path) -> bool:
    """Whether a file really lies in the folder; a link may lead anywhere."""
    return file.is_file() and file.resolve().is_relative_to(folder.resolve())


def _before(office: Office) -> tuple[dict[Versi, Formulir], int]:
    """What the newest file made or installed here holds, and its number."""
    made = definitions.made(office)
    newest = max((one.nomor for one in definitions.installed(office)), default=0)
    berkas = made.berkas if made.nomor >= newest else definitions.kept_file(office, newest)
    held = definisi.content_of(berkas).formulir if berkas else []
    return {(form.kode, form.versi): form for form in held}, max(made.nomor, newest)


def _check_published(office: Office, forms: Iterable[Formulir]) -> None:
    known = pustaka.dates_of(office)
    for form in forms:
        key = form.kode, form.versi
        if key in known and pustaka.version_of(office, *key) != form:
            raise LontarError("definisi_versi_berubah", formulir=form.kode, versi=form.versi)
