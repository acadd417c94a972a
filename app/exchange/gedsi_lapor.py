"""The published table of people served by sex, age and disability, small counts veiled."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from app.domain import gedsi, sel_kecil
from app.domain.angka import format_index
from app.exchange import hambatan
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.formulir import Formulir, Sel
    from app.domain.gedsi import Cakupan, Hal
    from app.domain.nilai import Nilai
    from app.domain.periode import Periode
    from app.domain.sel_kecil import Tabir
    from app.exchange.paket import Acuan
    from app.store.office import Office

KOLOM = ("formulir", "layanan", "satuan", "kelompok", "rincian", "jumlah")


class Angka(NamedTuple):
    """One count of a service as it is published: a number, "<5", or veiled ("*")."""

    formulir: str
    layanan: str
    satuan: str
    kelompok: str
    rincian: str
    jumlah: str


class Laporan(NamedTuple):
    """All counts of an office, the coverage of each service, and that of all for people."""

    angka: list[Angka]
    cakupan: dict[str, dict[Hal, Cakupan]]
    seluruh: dict[Hal, Cakupan]

    def as_json(self) -> dict[str, object]:
        """For programs; nothing that is veiled on paper is in it."""
        return {
            "angka": [one._asdict() for one in self.angka],
            "cakupan": {kode: shares(one) for kode, one in self.cakupan.items()},
            "seluruh": shares(self.seluruh),
        }

    def csv(self) -> bytes:
        """The counts as a table for spreadsheets (UTF-8 with mark, semicolons)."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=";")
        writer.writerow(KOLOM)
        writer.writerows(self.angka)
        return out.getvalue().encode("utf-8-sig")


def report(office: Office, acuan: Acuan, periode: Periode, wilayah: str) -> Laporan:
    """What a region may publish of one quarter."""
    found = hambatan.gather(office, acuan, periode, acuan.lists.region(wilayah, str(periode)))
    services = [(one.form, one.values.now) for one in found]
    counts = [angka for form, values in services for angka in published(form, values)]
    covered = {form.kode: _told(gedsi.coverage(form, values)) for form, values in services}
    return Laporan(counts, {k: v for k, v in covered.items() if v}, gedsi.together(services))


def _told(found: dict[Hal, Cakupan]) -> dict[Hal, Cakupan]:
    """Without the share of kinds, which would tell how many have several disabilities."""
    return {hal: one for hal, one in found.items() if hal != "ragam"}


def published(form: Formulir, values: Mapping[str, Nilai]) -> list[Angka]:
    """The served of one service and their breakdown, with what must not be seen veiled."""
    part = next((one for one in form.indeks.bagian if "*" not in one.pembilang), None)
    if part is None:
        return []
    counts = gedsi.counts(form, values, part.pembilang)
    gone = gedsi.veiled(form, counts, part.pembilang)
    tabel, baris, _ = part.pembilang.split(".")
    cells = {kode: form.cells[f"{tabel}.{baris}.{kode}"] for kode in counts}
    return [_line(form, cell, counts[kode], gone.get(kode)) for kode, cell in cells.items()]


def _line(form: Formulir, cell: Sel, number: int, tabir: Tabir | None) -> Angka:
    shown = sel_kecil.MARKS[tabir] if tabir else str(number)
    unit = cell.baris.satuan
    return Angka(form.kode, form.nama, unit, cell.kolom.grup, cell.kolom.label, shown)


def shares(found: Mapping[Hal, Cakupan]) -> dict[str, str | None]:
    """Coverages as printed, None where nobody was counted."""
    return {
        hal: None if one.persen is None else format_index(one.persen) for hal, one in found.items()
    }


def legend() -> str:
    """What the marks mean, for the foot of every table."""
    return t("gedsi.arti", ambang=sel_kecil.AMBANG, **sel_kecil.MARKS)
