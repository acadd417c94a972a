"""Writing what a package brings into the sheets of its region, and noting where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import LontarError
from app.store import definitions, door, pustaka, questions, sheets, versions
from app.store.door import CellWrite, Kunci

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from app.domain.formulir import Formulir
    from app.exchange.paket import Bacaan
    from app.store.door import Tindakan
    from app.store.office import Office

JENIS = "impor"


def write(
    office: Office, bacaan: Bacaan, forms: Sequence[Formulir], paket_id: str, *, label: str,
    pelaku: str,
) -> Tindakan:  # fmt: skip
    """Replace what is held of these forms with what the package says, as one gesture.

    Raises:
        LontarError: a sheet is closed; then nothing has changed.

    """
    with office.transaction():
        tindakan = door.write(
            office, _cells(office, bacaan, forms), jenis=JENIS, label=label, pelaku=pelaku
        )
        codes = {form.kode for form in forms}
        filled = {(kode, periode) for periode, kode, *_ in bacaan.isi.nilai if kode in codes}
        kunci = sorted(Kunci(kode, bacaan.wilayah.kode, periode) for kode, periode in filled)
        sheets.set_status(
            office, kunci, door.STATUS_AWAL, label=label, pelaku=pelaku, asal_paket=paket_id
        )
    return tindakan


def check_definitions(office: Office, bacaan: Bacaan, forms: Collection[str]) -> None:
    """The sheets here are made with the definitions in force here; others cannot be mixed in."""
    here = pustaka.definition_hashes(office, bacaan.periode)
    for kode, ref in bacaan.isi.formulir.items():
        if kode in forms and here.get(kode) != ref.sha256:
            ada = versions.in_force(office.conn, str(bacaan.periode), kode).get(kode, 0)
            nomor = definitions.brought_by(office, kode, ada)
            if nomor:
                named = {"formulir": kode, "versi": ref.versi, "ada": ada, "nomor": nomor}
                raise LontarError("impor_formulir_nomor", **named)
            raise LontarError("impor_formulir_lain", formulir=kode, versi=ref.versi)


def _cells(office: Office, bacaan: Bacaan, forms: Sequence[Formulir]) -> Iterator[CellWrite]:
    """Every cell of the package, and an empty one for each cell held here that it lacks."""
    wilayah = bacaan.wilayah.kode
    held = questions.values_of_period(office, wilayah, bacaan.periode)
    codes = {form.kode for form in forms}
    for periode, kode, sel, *_ in bacaan.isi.nilai:
        if kode in codes:
            yield CellWrite(kode, wilayah, periode, sel, bacaan.nilai[kode][sel])
    for form in forms:
        now = bacaan.nilai[form.kode]
        for sel in held.get(form.kode, {}):
            if sel not in now and form.find(sel):
                home = str(form.home_period(sel, bacaan.periode))
                yield CellWrite(form.kode, wilayah, home, sel, None)
