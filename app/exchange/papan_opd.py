"""The board of the OPD of a kabupaten: read from the office, and told."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.angka import format_number
from app.domain.bagian import SPM
from app.domain.opd import same_opd
from app.domain.papan import Tahap, answered
from app.domain.papan_opd import BarisOpd, PapanOpd
from app.domain.telaah import Hitungan, counted
from app.errors import LontarError
from app.exchange.surat import TANDA_TERIMA
from app.exchange.tanggal import written_day
from app.exchange.tenggat import FILE
from app.store import deadlines, evidence_review, holds, letters, opd, pustaka, questions
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from app.domain.formulir import Formulir
    from app.domain.lembar import Values
    from app.domain.periode import Periode
    from app.store.dispatch import Paket
    from app.store.evidence_review import Ditelaah
    from app.store.office import Office


def read(
    office: Office, periode: Periode, folder: Path, known: Mapping[str, Formulir] | None = None
) -> PapanOpd:
    """The board of a quarter; `folder` holds the definitions.

    `known` are the forms in force in the period, for somebody who has them already.
    """
    wilayah = office.identitas.wilayah
    listed = (known or pustaka.forms_of(office, periode)).values()
    forms = [form for form in listed if form.filled_by(wilayah)]
    order = list(pustaka.load_urusan(folder))
    values = questions.values_of_period(office, wilayah, periode)
    newest = opd.newest(office, periode)
    owners = {urusan: one.opd for urusan, one in opd.owners(office).items()}
    names: list[str] = []
    for name in (*owners.values(), *newest):
        if not any(same_opd(name, one) for one in names):
            names.append(name)
    today, day = office.now().date(), _day(office, periode, folder)
    proofs = evidence_review.of_period(office, periode, wilayah)
    rows = []
    for name in sorted(names):
        paket = next((one for sender, one in newest.items() if same_opd(sender, name)), None)
        row = _row(office, name, owners, paket, order, (forms, values))
        row = row._replace(bukti=_evidence(proofs, name))
        rows.append(_in_time(office, row, paket, day, today))
    there = {form.urusan for form in forms} - pustaka.load_pembanding(folder)
    free = tuple(kode for kode in order if kode in there and kode not in owners)
    return PapanOpd(today, day, rows, free)


def _evidence(proofs: Sequence[Ditelaah], name: str) -> Hitungan:
    """How much of the evidence of an OPD fits."""
    return counted(one.hasil for one in proofs if same_opd(one.bukti.opd, name))


def _day(office: Office, periode: Periode, folder: Path) -> date:
    """The day the SPM of this office has to be sent by: what an OPD brings is part of that."""
    listed_, _ = deadlines.for_region(office, periode, folder / FILE, office.identitas.wilayah)
    return next(one.tanggal for one in listed_ if one.bagian == SPM)


def _in_time(
    office: Office, row: BarisOpd, paket: Paket | None, day: date, today: date
) -> BarisOpd:
    """The same with how late it is, and whether its package was answered."""
    late = max(0, ((row.tanggal or today) - day).days)
    if paket is None or paket.paket_id is None:
        return row._replace(hari=late)
    receipts = letters.letters(office, arah="keluar", jenis=TANDA_TERIMA, paket_id=paket.paket_id)
    return row._replace(hari=late, dibalas=bool(receipts))


def picked(papan: PapanOpd, names: Sequence[str]) -> PapanOpd:
    """The board with some OPD alone, named as somebody typed them.

    Raises:
        LontarError: no OPD of the board has one of these names.

    """
    found = []
    for name in names:
        meant = [one.opd for one in papan.baris if same_opd(one.opd, name)]
        if not meant:
            listed_ = ", ".join(one.opd for one in papan.baris) or "–"
            raise LontarError("papan_opd_asing", opd=name, daftar=listed_)
        found += meant
    return papan.picked(found)


def _row(
    office: Office,
    name: str,
    owners: Mapping[str, str],
    paket: Paket | None,
    order: Sequence[str],
    sheets: tuple[Sequence[Formulir], Mapping[str, Values]],
) -> BarisOpd:
    held = holds.open_holds(office, paket.periode) if paket else []
    kept = tuple(one.urusan for one in held if paket and one.nomor == paket.nomor)
    own = {urusan for urusan, owner in owners.items() if same_opd(owner, name)} | set(kept)
    forms, values = sheets
    empty = answered([form for form in forms if form.urusan in own - set(kept)], values).kosong
    return BarisOpd(
        name,
        tuple(kode for kode in order if kode in own),
        (paket.revisi or 0) if paket else 0,
        _signed(paket) if paket else None,
        len(empty) if paket else 0,
        kept,
    )


def _signed(paket: Paket) -> date:
    """The day a package was made, as it says; else the day it was taken in."""
    return datetime.fromisoformat(str(paket.ringkasan.get("dibuat") or paket.waktu)).date()


# --- In words ----------------------------------------------------------------------------------


def spoken(row: BarisOpd, names: Mapping[str, str]) -> str:
    """An OPD in a sentence: its urusan, how far it is, what is empty or held back."""
    return t(
        "opd.papan.baris", opd=row.opd, urusan=listed(row.urusan, names), keadaan=state(row, names)
    )


def state(row: BarisOpd, names: Mapping[str, str]) -> str:
    """How far an OPD is, without its name."""
    told = [t(f"opd.papan.tahap.{row.tahap.value}", revisi=row.revisi, hari=row.hari)]
    if row.kosong:
        told.append(t("opd.papan.kosong", jumlah=format_number(row.kosong)))
    if row.ditahan:
        told.append(t("opd.papan.ditahan", daftar=listed(row.ditahan, names)))
    if row.bukti.jumlah:
        told.append(t("papan.bukti.hitungan", **row.bukti._asdict()))
    if row.tanggal is not None:
        told.append(t("opd.papan.ditandatangani", tanggal=written_day(row.tanggal)))
        told += [t("papan.sampai_terlambat", hari=row.hari)] if row.hari else []
    return ", ".join(told)


def listed(urusan: Sequence[str], names: Mapping[str, str]) -> str:
    """Urusan by their names."""
    return ", ".join(names.get(kode, kode) for kode in urusan) or t("opd.papan.tanpa_urusan")


def letter(papan: PapanOpd, periode: Periode, names: Mapping[str, str]) -> str:
    """Who is missing or incomplete, as text for a letter or a chat group."""
    days = {"hari_ini": written_day(papan.hari_ini), "tenggat": written_day(papan.tenggat)}
    lines = [t("opd.papan.judul", periode=periode.judul, **days)]
    for tahap in (Tahap.TERLAMBAT, Tahap.BELUM, Tahap.DITERIMA, Tahap.LENGKAP):
        rows = [one for one in papan.baris if one.tahap is tahap]
        if rows:
            named = "; ".join(_briefly(one, names) for one in rows)
            lines.append(t(f"opd.papan.surat.{tahap.value}", jumlah=len(rows), daftar=named))
    if not papan.baris:
        lines.append(t("opd.papan.tidak_ada" if papan.sebagian else "opd.papan.tanpa_opd"))
    elif papan.tanpa and not papan.sebagian:
        lines.append(t("opd.papan.surat.tanpa", daftar=listed(papan.tanpa, names)))
    return "\n".join(lines)


def _briefly(row: BarisOpd, names: Mapping[str, str]) -> str:
    told = [t("opd.papan.kosong", jumlah=format_number(row.kosong))] if row.kosong else []
    told += [t("opd.papan.ditahan", daftar=listed(row.ditahan, names))] if row.ditahan else []
    wrong = row.bukti.tidak_sesuai
    told += [t("papan.bukti.opd_tidak_sesuai", jumlah=wrong)] if wrong else []
    if not told:
        return row.opd
    return t("opd.papan.surat.baris", opd=row.opd, rincian=", ".join(told))


def as_json(papan: PapanOpd, periode: Periode) -> dict[str, object]:
    """The same for machines (`--json`)."""
    return {
        "periode": str(periode),
        "hari_ini": papan.hari_ini.isoformat(),
        "tenggat": papan.tenggat.isoformat(),
        "opd": [
            {
                **one._asdict(),
                "tahap": one.tahap.value,
                "tanggal": one.tanggal.isoformat() if one.tanggal else None,
                "bukti": one.bukti._asdict(),
            }
            for one in papan.baris
        ],
        "tanpa_opd": list(papan.tanpa),
    }
