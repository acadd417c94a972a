"""A meeting decides, whoever is in charge reports, and the office that decided settles it.

An office decides for itself; a province also for the regions in it. What a province decides goes
to the region with its next reply, and what the region reports comes back with its next package.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, NamedTuple

from app.domain.lkpj import Rekomendasi
from app.domain.opd import OPD
from app.domain.periode import Periode
from app.domain.tindak_lanjut import (
    MAX_KEJADIAN,
    MAX_NAMA,
    MAX_PUTARAN,
    JenisLanjut,
    KeadaanLanjut,
    KejadianLanjut,
    TindakLanjut,
)
from app.errors import LontarError
from app.exchange import isi_lanjut, profil_x509, teks_paket
from app.exchange.baris_kabar import MAX_LAPORAN, BarisLaporan
from app.exchange.butir_tanya import checked
from app.store import follow_ups, lkpj, pustaka
from app.teks import t

TERTINGGAL = range(4)
"""How many years the LKPJ that the DPRD advises on may lie before the meeting."""

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.exchange.paket import IsiPaket
    from app.store.office import Office


class Rancangan(NamedTuple):
    """What is to be decided for one region or several, as typed; `keputusan` may be empty.

    `dprd` is the year of the LKPJ a recommendation of the DPRD is about, 0 for any other meeting;
    `tujuan` is the aim of a recommendation and may be empty.
    """

    rapat: date
    keputusan: str
    uraian: str
    pj: str
    opd: str
    tenggat: date
    bobot: int
    tentang: str = ""
    dprd: int = 0
    tujuan: str = ""


def decide(
    office: Office, rancangan: Rancangan, wilayah: Sequence[str], *, pelaku: str
) -> list[TindakLanjut]:
    """Make a follow-up for each of these regions, all or none.

    Raises:
        LontarError: a region this office does not decide for, a text that is empty, too long or
            private, a deadline before the meeting, or a cell or urusan that is not there; or a
            recommendation of the DPRD for another office, or on an LKPJ that was not there yet.

    """
    _check(office, rancangan, wilayah)
    advice = _recommendation(office, rancangan, wilayah) if rancangan.dprd else None
    facts = _facts(office, rancangan)
    tenggat = rancangan.tenggat.isoformat()
    made = [
        TindakLanjut(
            secrets.token_hex(16),
            office.identitas.wilayah,
            kode,
            *facts,
            (_event(office, JenisLanjut.TETAPKAN, 1, "")._replace(tenggat=tenggat),),
        )
        for kode in sorted(set(wilayah))
    ]
    with office.transaction():
        follow_ups.add(office, made, pelaku=pelaku)
        if advice is not None:
            lkpj.recommend(office, made[0].id, advice)
    return made


def report(
    office: Office,
    one: TindakLanjut,
    keadaan: KeadaanLanjut,
    teks: str,
    *,
    bukti: str = "",
    pelaku: str,
) -> TindakLanjut:
    """Say how far it is; `bukti` names a document and may be empty.

    Raises:
        LontarError: another office is in charge, it is closed, or a text that cannot be kept.

    """
    mine = office.identitas
    if one.wilayah != mine.wilayah:
        raise LontarError("lanjut_bukan_pelaksana", kantor=mine.kantor)
    words = checked(teks, t("lanjut.tempat.laporan"))
    proof = checked(bukti, t("lanjut.tempat.bukti"), MAX_NAMA) if bukti.strip() else ""
    if one.ditutup:
        raise LontarError("lanjut_sudah_ditutup", uraian=one.uraian)
    event = _event(office, JenisLanjut.LAPOR, one.urut_berikut, words)
    return _enter(office, one, event._replace(keadaan=keadaan.value, bukti=proof), pelaku)


def close(office: Office, one: TindakLanjut, alasan: str, *, pelaku: str) -> TindakLanjut:
    """Accept what was done, or settle it for another reason.

    Raises:
        LontarError: another office decided it, it is closed, or a reason that cannot be kept.

    """
    words = _reason(office, one, alasan)
    if one.ditutup:
        raise LontarError("lanjut_sudah_ditutup", uraian=one.uraian)
    return _enter(office, one, _event(office, JenisLanjut.TUTUP, one.urut_berikut, words), pelaku)


def reopen(office: Office, one: TindakLanjut, alasan: str, *, pelaku: str) -> TindakLanjut:
    """Say that it is not done after all: a new round.

    Raises:
        LontarError: another office decided it, it is still open, or a reason that cannot be kept.

    """
    words = _reason(office, one, alasan)
    if one.keadaan.dikerjakan:
        raise LontarError("lanjut_masih_terbuka", uraian=one.uraian)
    return _enter(office, one, _event(office, JenisLanjut.BUKA, one.urut_berikut, words), pelaku)


def move(
    office: Office, one: TindakLanjut, tenggat: date, alasan: str, *, pelaku: str
) -> TindakLanjut:
    """Give it another deadline and say why; the earlier ones stay in its history.

    Raises:
        LontarError: another office decided it, it is closed, the day is the same or before the
            meeting, or a reason that cannot be kept.

    """
    words = _reason(office, one, alasan)
    if one.ditutup:
        raise LontarError("lanjut_sudah_ditutup", uraian=one.uraian)
    day = tenggat.isoformat()
    if day < one.rapat or tenggat == one.tenggat:
        raise LontarError("lanjut_tenggat_sama", tenggat=f"{tenggat:%d-%m-%Y}")
    event = _event(office, JenisLanjut.TENGGAT, one.urut_berikut, words)
    return _enter(office, one, event._replace(tenggat=day), pelaku)


def find(office: Office, nomor: str) -> TindakLanjut:
    """A follow-up by its id, or by the beginning of one.

    Raises:
        LontarError: there is none, or more than one.

    """
    wanted = nomor.strip().lower()
    listed = follow_ups.follow_ups(office)
    found = [one for one in listed if wanted and one.id.startswith(wanted)]
    if len(found) != 1:
        raise LontarError("lanjut_tidak_ada", nomor=nomor, jumlah=len(found))
    return found[0]


def offices(office: Office) -> list[str]:
    """The OPD named so far, by name."""
    found = {one.opd for one in follow_ups.follow_ups(office)}
    return sorted(found, key=str.casefold)


# --- What travels ------------------------------------------------------------------------------


def for_region(office: Office, wilayah: str) -> list[TindakLanjut]:
    """What a reply to a region carries: all that is open, and the latest of what is closed."""
    mine = office.identitas.wilayah
    listed = follow_ups.follow_ups(office, asal=mine, wilayah=wilayah)
    listed.sort(key=lambda one: one.rapat, reverse=True)
    listed.sort(key=lambda one: one.ditutup)
    return sorted(listed[: isi_lanjut.MAX_LANJUT], key=lambda one: one.id)


def reports(office: Office, wilayah: str) -> list[BarisLaporan]:
    """What a package says about follow-ups of the province, sorted; the latest if too many."""
    made = [
        (event.waktu, BarisLaporan.of(one.id, event))
        for one in follow_ups.follow_ups(office, wilayah=wilayah)
        if one.asal != wilayah
        for event in one.kejadian
        if event.jenis is JenisLanjut.LAPOR
    ]
    made.sort(key=lambda pair: pair[0], reverse=True)
    return sorted(row for _, row in made[:MAX_LAPORAN])


def take_reports(office: Office, isi: IsiPaket) -> int:
    """Enter the reports of an accepted package; how many were new. Others are passed over.

    What a kabupaten decides for itself stays at home: an OPD of it has nothing to report on.
    """
    if isi.opd:
        return 0
    mine = office.identitas.wilayah
    known = {one.id for one in follow_ups.follow_ups(office, asal=mine, wilayah=isi.wilayah)}
    return sum(
        follow_ups.add_event(office, row.tindak_lanjut, row.kejadian(isi.kantor.nama).readable())
        for row in isi.reports
        if row.tindak_lanjut in known
    )


# --- Parts -------------------------------------------------------------------------------------


def _check(office: Office, rancangan: Rancangan, wilayah: Sequence[str]) -> None:
    """Refuse regions this office does not decide for, none at all, and a day before the meeting."""
    mine = office.identitas
    for kode in wilayah:
        if kode != mine.wilayah and not (
            profil_x509.is_province(mine.wilayah) and profil_x509.inside(kode, mine.wilayah)
        ):
            raise LontarError("lanjut_luar_kantor", wilayah=kode, kantor=mine.kantor)
    if rancangan.tenggat < rancangan.rapat:
        raise LontarError(
            "lanjut_tenggat",
            tenggat=f"{rancangan.tenggat:%d-%m-%Y}",
            rapat=f"{rancangan.rapat:%d-%m-%Y}",
        )
    if not wilayah:
        raise LontarError("lanjut_tanpa_wilayah")


def _facts(office: Office, rancangan: Rancangan) -> tuple[str, str, str, str, str, int, str]:
    spot = rancangan.tentang.strip()
    told = rancangan.keputusan
    # In the order of the form: the first that is wrong is told.
    decision = checked(told, t("lanjut.tempat.keputusan")) if told.strip() else ""
    uraian = checked(rancangan.uraian, t("lanjut.tempat.uraian"))
    opd = checked(rancangan.opd, t("lanjut.tempat.opd"), MAX_NAMA)
    same = (one for one in offices(office) if one.casefold() == opd.casefold())
    return (
        rancangan.rapat.isoformat(),
        decision,
        uraian,
        checked(rancangan.pj, t("lanjut.tempat.pj"), MAX_NAMA),
        next(same, opd),
        rancangan.bobot,
        _place(office, spot) if spot else "",
    )


def _recommendation(office: Office, rancangan: Rancangan, wilayah: Sequence[str]) -> Rekomendasi:
    """What makes it one of the DPRD, which advises its own region only, and on years gone by."""
    mine, told = office.identitas, rancangan.tujuan
    if mine.jenis == OPD or set(wilayah) != {mine.wilayah}:
        raise LontarError("lanjut_dprd_luar", kantor=mine.kantor)
    if rancangan.rapat.year - rancangan.dprd not in TERTINGGAL:
        day = f"{rancangan.rapat:%d-%m-%Y}"
        raise LontarError("lanjut_dprd_tahun", tahun=rancangan.dprd, rapat=day)
    aim = checked(told, t("lanjut.tempat.tujuan")) if told.strip() else ""
    return Rekomendasi(rancangan.dprd, aim)


def _place(office: Office, text: str) -> str:
    """An urusan, or a form and a cell of it, as it is kept."""
    forms = pustaka.forms_of(office, Periode.dilaporkan(office.now().date()))
    first, _, sel = text.partition(" ")
    kode, sel = first.upper(), sel.strip().lower()
    form = forms.get(kode)
    if not sel and kode in {one.urusan for one in forms.values()}:
        return kode
    if form is None or (sel and form.find(sel) is None):
        raise LontarError("lanjut_tentang", teks=text)
    return f"{kode} {sel}".strip()


def _reason(office: Office, one: TindakLanjut, alasan: str) -> str:
    mine = office.identitas
    if one.asal != mine.wilayah:
        raise LontarError("lanjut_bukan_penetap", kantor=mine.kantor)
    return checked(alasan, t("lanjut.tempat.alasan"))


def _enter(office: Office, one: TindakLanjut, event: KejadianLanjut, pelaku: str) -> TindakLanjut:
    if event.urut >= MAX_KEJADIAN or one.kedudukan.putaran >= MAX_PUTARAN:
        raise LontarError("lanjut_penuh", uraian=one.uraian, batas=MAX_KEJADIAN)
    event = event._replace(putaran=one.kedudukan.putaran)
    follow_ups.add_event(office, one.id, event, pelaku=pelaku)
    return find(office, one.id)


def _event(office: Office, jenis: JenisLanjut, urut: int, teks: str) -> KejadianLanjut:
    waktu, kantor = office.now().isoformat(timespec="seconds"), office.identitas.kantor
    return KejadianLanjut(secrets.token_hex(16), urut, jenis, waktu, teks_paket.tidy(kantor), teks)
