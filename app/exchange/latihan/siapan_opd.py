"""Two levels for exercises: an OPD, the kabupaten above it, and the packages of two OPD.

One of them hands in an urusan of the other too, with another figure: somebody has to decide.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

from app.exchange import berkas, demo_kantor, kunci
from app.exchange.latihan import kantor_latihan
from app.exchange.latihan.kantor_latihan import PERAN, Urusan
from app.store import door, people, pustaka, questions
from app.store.door import CellWrite
from app.teks import t

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah
    from app.exchange.demo_kantor import Bersama
    from app.store.office import Office
    from app.store.people import Peran

OPD, KONSOLIDASI = "opd", "konsolidasi"
SINGKAT = {
    "dinkes": Urusan("Dinas Kesehatan Latihan", ("KES",)),
    "dinpu": Urusan("Dinas Pekerjaan Umum Latihan", ("PUM", "PRK", "KES")),
}
"""The OPD whose packages exercises use, by the short name they use; the first is practised in."""
MILIK, LEBIH = SINGKAT

_ABOVE = Urusan("", ())
_DIFFERS, _BY = ("KES-01", "penerima.terlayani.jumlah"), 120


class Tangan(NamedTuple):
    """What every office here needs: figures, the region, keys, and what the province certified."""

    bersama: Bersama
    wilayah: Wilayah
    keys: dict[Peran, RSAPrivateKey]
    jawaban: Path


def certify(hand: Tangan, province: Office, own: RSAPrivateKey) -> None:
    """The certificates of the people of both OPD."""
    for name, urusan in SINGKAT.items():
        for peran in PERAN:
            key = hand.keys[peran]
            answer = kantor_latihan.certify(province, own, hand.wilayah, peran, key, urusan.opd)
            berkas.write_atomic(hand.jawaban / f"{name}-{peran}.pem", answer)


def office(hand: Tangan, place: Path, which: str) -> None:
    """Make an office of two levels: filled, and with every warning answered.

    `which` is the short name of an OPD, or `KONSOLIDASI` for the kabupaten above, without what its
    OPD hand in.
    """
    bersama, wilayah = hand.bersama, hand.wilayah
    urusan = SINGKAT.get(which, _ABOVE)
    people_of = which if urusan.milik else wilayah.kode
    with kantor_latihan.made(bersama, wilayah, place, urusan) as opened:
        for one in people.users(opened):
            file = hand.jawaban / f"{people_of}-{one.peran}.pem"
            answer = berkas.read_file(file, kunci.MAX_FILE)
            kantor_latihan.enrol(opened, one, hand.keys[one.peran], answer)
        owned = {one for opd in SINGKAT.values() for one in opd.milik}
        whole = {form.urusan for form in pustaka.forms_of(opened, bersama.periode).values()}
        demo_kantor.fill_office(bersama, opened, wilayah, urusan.milik or whole - owned)
        if which == LEBIH:
            _differ(opened, bersama.periode)
        demo_kantor.explain(bersama, opened)


def package(hand: Tangan, place: Path, which: str, target: Path) -> None:
    """What an OPD hands in, out of an office in `place` that is gone afterwards."""
    try:
        office(hand, place, which)
        kantor_latihan.send(hand.bersama, place, hand.keys, target)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _differ(opened: Office, periode: Periode) -> None:
    """Another count of the same thing, as two offices make it."""
    (formulir, sel), wilayah = _DIFFERS, opened.identitas.wilayah
    now = questions.sheet_values(opened, formulir, wilayah, periode).now[sel]
    assert isinstance(now, int)
    cell = CellWrite(formulir, wilayah, str(periode), sel, now + _BY)
    pelaku = people.users(opened)[0].nama
    door.write(opened, [cell], jenis="ketik", label=t("latihan.label"), pelaku=pelaku)
