"""Two levels for exercises: an OPD, the kabupaten above it, and the packages of two OPD.

One of them hands in an urusan of the other too, with another figure: somebody has to decide.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

from app.exchange import demo_kantor
from app.exchange.latihan import kantor_latihan
from app.exchange.latihan.kantor_latihan import Urusan
from app.store import door, people, pustaka, questions
from app.store.door import CellWrite
from app.store.office import Office
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah
    from app.exchange.demo_kantor import Bersama
    from app.exchange.latihan.kantor_latihan import Penanda
    from app.store.people import Peran

OPD, KONSOLIDASI = "opd", "konsolidasi"
DINKES = Urusan("Dinas Kesehatan Latihan", ("KES",))
DINPU = Urusan("Dinas Pekerjaan Umum Latihan", ("PUM", "PRK", "KES"))
SINGKAT = {"dinkes": DINKES, "dinpu": DINPU}
"""The OPD whose packages are there, by the short name exercises use."""
STEPS = 3
"""How many offices `make` tells of."""

_ABOVE = Urusan("", ())
_DIFFERS, _BY = ("KES-01", "penerima.terlayani.jumlah"), 120


class Tangan(NamedTuple):
    """What every office here needs: figures, the region, and who certifies with which keys."""

    bersama: Bersama
    wilayah: Wilayah
    province: Office
    keys: dict[Peran, RSAPrivateKey]
    own: RSAPrivateKey


def make(tangan: Tangan, folder: Path, packages: Path) -> Iterator[None]:
    """Make the offices in `folder` and the packages of the OPD, one office at a time."""
    clock = tangan.bersama.clock
    for name, urusan in SINGKAT.items():
        place, copy = folder / name, folder / f"{name}-salinan"
        signers = _office(tangan, place, urusan)
        # Out of a copy: the office of an exercise has sent nothing yet.
        shutil.copytree(place, copy)
        with Office.open(copy, clock) as office:
            sent = kantor_latihan.send(tangan.bersama, office, signers, copy)
            sent.path.rename(packages / f"{name}.xlsx")
        shutil.rmtree(copy)
        yield
    (folder / "dinkes").rename(folder / OPD)
    shutil.rmtree(folder / "dinpu")
    _office(tangan, folder / KONSOLIDASI, _ABOVE)
    yield


def _office(tangan: Tangan, place: Path, urusan: Urusan) -> list[Penanda]:
    """An office of two levels, filled and with every warning answered; who signs there."""
    bersama, wilayah = tangan.bersama, tangan.wilayah
    with kantor_latihan.made(bersama, wilayah, place, urusan) as office:
        signers = [
            kantor_latihan.enrol(office, one, tangan.keys[one.peran], tangan.province, tangan.own)
            for one in people.users(office)
        ]
        owned = {one for opd in SINGKAT.values() for one in opd.milik}
        whole = {form.urusan for form in pustaka.forms_of(office, bersama.periode).values()}
        demo_kantor.fill_office(bersama, office, wilayah, urusan.milik or whole - owned)
        if urusan is DINPU:
            _differ(office, bersama.periode)
        demo_kantor.explain(bersama, office)
    return signers


def _differ(office: Office, periode: Periode) -> None:
    """Another count of the same thing, as two offices make it."""
    (formulir, sel), wilayah = _DIFFERS, office.identitas.wilayah
    now = questions.sheet_values(office, formulir, wilayah, periode).now[sel]
    assert isinstance(now, int)
    cell = CellWrite(formulir, wilayah, str(periode), sel, now + _BY)
    pelaku = people.users(office)[0].nama
    door.write(office, [cell], jenis="ketik", label=t("latihan.label"), pelaku=pelaku)
