"""Where the package of an OPD meets other owners or other figures, and how that is decided.

An urusan of such a package is taken in as it is, held back with a reason (`tahanan`), or taken over
with a reason: then its sender owns it from now on and its figures replace those that stood there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import beda, opd
from app.domain.angka import format_number
from app.errors import LontarError
from app.exchange import alasan_masuk, tahanan
from app.exchange.tanggal import written_date
from app.store import holds, questions
from app.store import opd as owners
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from app.domain.formulir import Formulir
    from app.domain.opd import Sumber, Tumpang
    from app.exchange.paket import Bacaan
    from app.store.dispatch import Paket
    from app.store.office import Office

_DISEBUT = 3


def find(office: Office, bacaan: Bacaan) -> list[Tumpang]:
    """The urusan of a package that need a decision in this office, as it stands now."""
    if not bacaan.isi.opd:
        return []
    wilayah, periode = bacaan.wilayah.kode, bacaan.periode
    held = questions.values_of_period(office, wilayah, periode)
    changes = beda.cells(beda.difference(bacaan.forms, held, bacaan.disimpan))
    known = {urusan: one.opd for urusan, one in owners.owners(office).items()}
    sources = owners.sources(office, wilayah, periode)
    return opd.overlaps(bacaan.isi.opd, bacaan.forms, changes, known, sources)


def check(
    bacaan: Bacaan,
    found: Sequence[Tumpang],
    tahan: Collection[str],
    ambil_alih: Mapping[str, str],
) -> dict[str, str]:
    """The reasons of what is taken over, by urusan; every overlap must be decided.

    Raises:
        LontarError: an overlap is not decided, an urusan is held back and taken over at once, or
            a reason will not do.

    """
    told: dict[str, str] = {}
    for one, why in ambil_alih.items():
        for urusan in tahanan.named(bacaan, [one]):
            told[urusan] = tahanan.reason(why)
    both = [urusan for urusan in told if urusan in tahan]
    if both:
        raise LontarError("opd_tahan_dan_ambil", urusan=bacaan.acuan.urusan[both[0]])
    waiting = [one for one in found if one.urusan not in tahan and one.urusan not in told]
    if waiting:
        foreign = [one for one in waiting if one.pemilik]
        all_foreign = len(foreign) == len(tahanan.sections(bacaan))
        raise LontarError(
            "opd_bukan_urusannya" if all_foreign else "opd_tumpang_tindih",
            opd=bacaan.isi.opd,
            rincian=" ".join(spoken(bacaan, one) for one in waiting),
            daftar=", ".join(one.urusan for one in waiting),
        )
    return {one.urusan: told[one.urusan] for one in found if one.urusan in told}


def settle(
    office: Office,
    entry: Paket,
    bacaan: Bacaan,
    forms: Sequence[Formulir],
    reasons: Mapping[str, str],
    pelaku: str,
) -> None:
    """Record what was decided: what was taken over and why, who owns what, the sender's reasons.

    `forms` are those that were taken in; an urusan that had no owner gets the sender for its owner.
    Nothing happens to the package of a region.
    """
    parts, sent_by = tahanan.sections(bacaan), bacaan.isi.opd
    known = owners.owners(office)
    for urusan in dict.fromkeys(form.urusan for form in forms if sent_by):
        why = reasons.get(urusan, "")
        if why:
            holds.take_over(office, entry.nomor, urusan, parts[urusan], why, pelaku)
        before = known.get(urusan)
        if before is None or not opd.same_opd(before.opd, sent_by):
            reason = why or t("opd.paket_pertama", revisi=bacaan.isi.revisi)
            owners.assign(office, urusan, sent_by, alasan=reason, pelaku=pelaku)
    alasan_masuk.take(office, bacaan, forms, pelaku)


# --- In words ----------------------------------------------------------------------------------


def spoken(bacaan: Bacaan, one: Tumpang) -> str:
    """An overlap in one or two sentences: who owns the urusan, whose figures would change."""
    name = bacaan.acuan.urusan[one.urusan]
    told = [t("opd.tumpang.pemilik", urusan=name, pemilik=one.pemilik)] if one.pemilik else []
    if one.sel:
        who = dict.fromkeys(source(cell.sumber) for cell in one.sel)
        listed = "; ".join(list(who)[:_DISEBUT])
        count = format_number(len(one.sel))
        told.append(t("opd.tumpang.sel", urusan=name, jumlah=count, siapa=listed))
    return " ".join(told)


def source(sumber: Sumber) -> str:
    """Who put a figure there and when."""
    if sumber.opd:
        return t("opd.sumber.opd", opd=sumber.opd)
    return t("opd.sumber.ketik", pelaku=sumber.pelaku, waktu=written_date(sumber.waktu))


def as_json(bacaan: Bacaan, one: Tumpang) -> dict[str, object]:
    """The same for machines (`--json`)."""
    return {
        "urusan": one.urusan,
        "pemilik": one.pemilik or None,
        "kalimat": spoken(bacaan, one),
        "sel": [
            {
                "formulir": cell.beda.formulir,
                "sel": cell.beda.sel,
                "opd": cell.sumber.opd or None,
                "pelaku": cell.sumber.pelaku,
                "waktu": cell.sumber.waktu,
            }
            for cell in one.sel
        ],
    }
