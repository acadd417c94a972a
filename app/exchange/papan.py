"""The board of a province: read from the office, then worked out beside a window, then told."""

from __future__ import annotations

from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from app.domain.bagian import BAGIAN
from app.domain.papan import BarisPapan, Kiriman, Papan, TenggatWilayah, answered, standing
from app.domain.rekap import begun
from app.domain.telaah import Hitungan
from app.errors import LontarError
from app.exchange import profil_x509
from app.exchange.surat import TANDA_TERIMA
from app.exchange.tenggat import FILE
from app.store import (
    deadlines,
    dispatch,
    evidence_review,
    holds,
    letters,
    pustaka,
    questions,
    region_lists,
    replies,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from app.domain.formulir import Formulir
    from app.domain.lembar import Values
    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah
    from app.store.dispatch import Paket
    from app.store.office import Office


class BahanPapan(NamedTuple):
    """What the board is made from; nothing more is asked of the office."""

    periode: Periode
    hari_ini: date
    tenggat: Mapping[str, date]
    khusus: Mapping[str, Mapping[str, TenggatWilayah]]
    wilayah: Sequence[Wilayah]
    forms: Mapping[str, Sequence[Formulir]]
    values: Mapping[str, Mapping[str, Values]]
    kiriman: Mapping[str, Mapping[str, Kiriman]]
    bukti: Mapping[str, Hitungan]


def read(
    office: Office,
    periode: Periode,
    folder: Path,
    known: Mapping[str, Formulir] | None = None,
) -> BahanPapan:
    """Everything the board needs; `folder` holds the definitions.

    `known` are the forms in force in the period, for somebody who has them already.

    Raises:
        LontarError: the office is no province's.

    """
    regions = _regions(office, folder, periode)
    usual, own = _days(office, periode, folder)
    asked = [
        form
        for form in (known or pustaka.forms_of(office, periode)).values()
        if any(form.filled_by(one.kode) for one in regions)
    ]
    return BahanPapan(
        periode,
        office.now().date(),
        usual,
        own,
        regions,
        {part: [form for form in asked if form.bagian == part] for part in BAGIAN},
        questions.values_all_regions(office, periode),
        _sent(office, periode),
        evidence_review.tally(evidence_review.of_period(office, periode), attrgetter("wilayah")),
    )


def _days(
    office: Office, periode: Periode, folder: Path
) -> tuple[dict[str, date], dict[str, dict[str, TenggatWilayah]]]:
    """The day of each part for all, and for the regions that were allowed another one."""
    days = {one.kode: one for one in deadlines.deadlines(office, periode, folder / FILE)}
    about = {one.bagian: kode for kode, one in days.items() if one.bagian}
    allowed: dict[str, dict[str, deadlines.Pengecualian]] = {}
    for one in deadlines.allowed(office, periode):
        allowed.setdefault(one.wilayah, {})[one.kode] = one
    own = {
        wilayah: {
            part: TenggatWilayah(*deadlines.day_for(about[part], days, theirs)) for part in BAGIAN
        }
        for wilayah, theirs in allowed.items()
    }
    return {part: days[about[part]].tanggal for part in BAGIAN}, own


def _regions(office: Office, folder: Path, periode: Periode) -> list[Wilayah]:
    own = office.identitas.wilayah
    if not profil_x509.is_province(own):
        raise LontarError("papan_bukan_provinsi", kantor=office.identitas.kantor)
    known = region_lists.of_quarter(office, folder, periode).values()
    return [one for one in known if one.kode.startswith(f"{own}.")]


def work_out(bahan: BahanPapan) -> Papan:
    """The board; touches neither store nor window."""
    rows = [_row(bahan, one) for one in bahan.wilayah]
    return Papan(bahan.hari_ini, bahan.tenggat, rows)


def _row(bahan: BahanPapan, wilayah: Wilayah) -> BarisPapan:
    usual = {part: TenggatWilayah(day) for part, day in bahan.tenggat.items()}
    days = bahan.khusus.get(wilayah.kode, usual)
    values, sent = bahan.values.get(wilayah.kode, {}), bahan.kiriman.get(wilayah.kode, {})
    parts = {}
    for part, forms in bahan.forms.items():
        here = begun(values, forms)
        isi = answered(forms, values)
        one = sent.get(part)
        parts[part] = standing(one, isi, days[part].tanggal, bahan.hari_ini, di_sini=here)
    return BarisPapan(wilayah, days, parts, bahan.bukti.get(wilayah.kode, Hitungan()))


def _sent(office: Office, periode: Periode) -> dict[str, dict[str, Kiriman]]:
    receipts = {
        one.paket_id
        for one in letters.letters(office, arah="keluar", jenis=TANDA_TERIMA, periode=periode)
    }
    replied = {
        one.wilayah: datetime.fromisoformat(one.waktu)
        for one in reversed(replies.replies(office, "keluar"))
        if one.tahun == periode.tahun
    }
    held: dict[tuple[int, str], list[str]] = {}
    for one in holds.open_holds(office, periode):
        held.setdefault((one.nomor, one.bagian), []).append(one.urusan)
    return {
        kode: {
            part: Kiriman(
                paket.revisi or 0,
                _signed(paket),
                "keputusan" in paket.ringkasan,
                paket.paket_id in receipts,
                tuple(held.get((paket.nomor, part), ())),
                _answered(paket, replied.get(kode)),
            )
            for part, paket in parts.items()
        }
        for kode, parts in dispatch.counting_parts(office, periode).items()
    }


def _answered(paket: Paket, replied: datetime | None) -> bool:
    """Whether the newest reply to its region was made after a package had come."""
    # A reply keeps whole seconds.
    came = datetime.fromisoformat(paket.waktu).replace(microsecond=0)
    return replied is not None and replied >= came


def _signed(paket: Paket) -> date:
    """The day a package was made, as it says; else the day it was taken in."""
    told = str(paket.ringkasan.get("dibuat") or paket.waktu)
    try:
        return datetime.fromisoformat(told).date()
    except ValueError:
        return datetime.fromisoformat(paket.waktu).date()
