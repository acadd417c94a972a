"""Writing what a package brings into the sheets of its region, and noting where it came from."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.exchange import bukti_opd, catatan_paket
from app.store import definitions, door, evidence_opd, pustaka, questions, sheets, versions
from app.store.door import Kunci
from app.store.sheet_row import STATUS_AWAL

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from app.domain.formulir import Formulir
    from app.domain.nilai import Nilai
    from app.exchange.paket import Bacaan
    from app.store.door import Tindakan
    from app.store.office import Office

JENIS = "impor"


def write(
    office: Office, bacaan: Bacaan, forms: Sequence[Formulir], paket_id: str, *, label: str,
    pelaku: str,
) -> Tindakan:  # fmt: skip
    """Replace what is held of these forms with what the package says, as one gesture.

    The evidence it declares and the notes it brings are taken over too.

    Raises:
        LontarError: a sheet is closed; then nothing has changed.

    """
    with office.transaction():
        wanted = _wanted(office, bacaan, forms)
        tindakan = door.write_sheets(office, wanted, jenis=JENIS, label=label, pelaku=pelaku)
        noted = catatan_paket.take(office, bacaan, forms, jenis=JENIS, label=label, pelaku=pelaku)
        filled = {
            kunci for kunci, cells in wanted.items() if any(v is not None for v in cells.values())
        }
        came = sorted(filled | catatan_paket.sheets_of(bacaan, forms))
        sheets.set_status(
            office, came, STATUS_AWAL, label=label, pelaku=pelaku, asal_paket=paket_id
        )
        bukti_opd.take(office, bacaan, forms, paket_id, label=label, pelaku=pelaku)
        if not evidence_opd.declared(office, paket_id):
            # It need not be read again when an archive comes one day.
            evidence_opd.note_asked(office, paket_id)
    return tindakan._replace(samping=noted.samping) if tindakan.id else noted


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


def _wanted(
    office: Office, bacaan: Bacaan, forms: Sequence[Formulir]
) -> dict[Kunci, dict[str, Nilai | None]]:
    """Every cell of the package, and an empty one for each cell held here that it lacks."""
    wilayah = bacaan.wilayah.kode
    held = questions.values_of_period(office, wilayah, bacaan.periode)
    brought = {form.kode: bacaan.disimpan[form.kode] for form in forms}
    wanted: dict[Kunci, dict[str, Nilai | None]] = {}
    for (periode, kode), rows in groupby(bacaan.isi.nilai, itemgetter(0, 1)):
        if kode in brought:
            values = brought[kode]
            wanted[Kunci(kode, wilayah, periode)] = {row[2]: values[row[2]] for row in rows}
    for form in forms:
        for sel in held.get(form.kode, {}):
            if sel not in brought[form.kode] and form.find(sel):
                home = str(form.home_period(sel, bacaan.periode))
                wanted.setdefault(Kunci(form.kode, wilayah, home), {})[sel] = None
    return wanted
