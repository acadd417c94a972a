"""What backups hold and what restoring them would change, in sentences for window and terminal."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.angka import format_number
from app.domain.periode import Periode
from app.store import backup, salvage, surroundings
from app.store.office import local_day
from app.teks import t

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.comparison import Beda
    from app.store.office import Office
    from app.store.salvage import Selamat
    from app.store.vault import Isi, Simpanan

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_NAMED = 6


def when(waktu: datetime) -> str:
    """A moment as Indonesians write it."""
    return f"{waktu:%d-%m-%Y %H.%M}"


def age(waktu: datetime, now: datetime) -> str:
    """How old a backup is by the clock on the wall."""
    seconds = int((backup.wall_clock(now) - waktu).total_seconds())
    if seconds < 0:
        return t("cadangan.umur.nanti")
    if seconds < _MINUTE:
        return t("cadangan.umur.baru")
    if seconds < _HOUR:
        return t("cadangan.umur.menit", jumlah=seconds // _MINUTE)
    if seconds < _DAY:
        return t("cadangan.umur.jam", jumlah=seconds // _HOUR)
    return t("cadangan.umur.hari", jumlah=seconds // _DAY)


def line(one: Simpanan, now: datetime) -> str:
    """A backup in one line: when it was made, and how long ago."""
    return t("cadangan.baris", waktu=when(one.waktu), umur=age(one.waktu, now))


def facts(isi: Isi) -> list[tuple[str, str]]:
    """What a backup holds, as names and values."""
    last = when(datetime.fromisoformat(isi.terakhir)) if isi.terakhir else "–"
    lost = t("cadangan.isi.bukti_hilang", jumlah=isi.bukti_hilang) if isi.bukti_hilang else ""
    return [
        (t("cadangan.isi.kantor"), f"{isi.kantor} ({isi.wilayah})"),
        (t("cadangan.isi.sel"), format_number(isi.sel)),
        (t("cadangan.isi.terakhir"), last),
        (t("cadangan.isi.paket"), format_number(isi.paket)),
        (t("cadangan.isi.bukti"), f"{isi.bukti}{lost}"),
    ]


def difference(beda: Beda | None) -> list[str]:
    """What restoring would change here, in sentences."""
    if beda is None:
        return [t("cadangan.beda.tidak_terbaca")]
    told = [_cells(beda)]
    if beda.menyimpang:
        told.append(t("cadangan.beda.menyimpang"))
    elif beda.langkah_sesudah:
        told.append(t("cadangan.beda.langkah", jumlah=format_number(beda.langkah_sesudah)))
    if beda.terkirim_sesudah:
        sent = ", ".join(
            t("cadangan.beda.kiriman", revisi=one.revisi, periode=Periode.judul_dari(one.periode))
            for one in beda.terkirim_sesudah[:_NAMED]
        )
        told.append(t("cadangan.beda.terkirim", jumlah=len(beda.terkirim_sesudah), daftar=sent))
    if beda.masuk_sesudah:
        told.append(t("cadangan.beda.masuk", jumlah=beda.masuk_sesudah))
    if beda.otoritas_asing:
        names = ", ".join(beda.otoritas_asing[:_NAMED])
        told.append(t("cadangan.beda.otoritas", daftar=names))
    return told


def _cells(beda: Beda) -> str:
    if not beda.sel:
        return t("cadangan.beda.sama")
    return t(
        "cadangan.beda.sel",
        jumlah=format_number(beda.sel),
        berbeda=format_number(beda.sel_beda),
        hilang=format_number(beda.sel_hanya_di_sini),
        kembali=format_number(beda.sel_hanya_di_cadangan),
    )


def salvaged(selamat: Selamat, one: Simpanan) -> str:
    """What was typed since a backup and can still be read, and what cannot."""
    told = []
    if selamat.ketikan:
        last = when(datetime.fromisoformat(selamat.ketikan[-1].waktu))
        number, cells = len(selamat.ketikan), _typed(selamat, one.berkas)
        told.append(t("cadangan.selamat.ada", jumlah=number, sampai=last, daftar=cells))
    if selamat.lain:
        told.append(t("cadangan.selamat.lain", jumlah=selamat.lain))
    if not selamat.selesai:
        told.append(t("cadangan.selamat.putus", waktu=when(one.waktu)))
    return " ".join(told) or t("cadangan.selamat.tidak_ada")


def _typed(selamat: Selamat, file: Path) -> str:
    """The last cells that were typed, by the words their forms have for them."""
    shown = selamat.ketikan[-_NAMED:]
    labels = salvage.labels(file, shown)
    named = "; ".join(
        t(
            "cadangan.selamat.sel",
            formulir=typed.formulir,
            label=labels.get((typed.formulir, typed.sel), typed.sel),
            periode=typed.periode,
        )
        for typed in shown
    )
    more = len(selamat.ketikan) - len(shown)
    return t("cadangan.selamat.lagi", daftar=named, jumlah=more) if more else named


def handed_over(office: Office) -> str:
    """That an office can only be read here, empty for one that is in use."""
    mark = office.handed_over
    if mark is None:
        return ""
    told = {"kepada": mark.kepada, "tanggal": local_day(mark.waktu), "berkas": mark.berkas}
    if mark.kata:
        # Whoever closed the window before the telephone call finds them here.
        kata = " · ".join(mark.kata.split())
        return t("cadangan.awas.diserahkan_kata", kata=kata, **told)
    # The words come last: without them the power went before there was a file.
    return t(f"cadangan.awas.{'serah_terhenti' if mark.waktu else 'diserahkan'}", **told)


def warnings(office: Office) -> list[str]:
    """What is wrong around an open office, each with the next step; empty when all is well."""
    told = []
    left = surroundings.open_elsewhere(office)
    if left:
        told.append(t("cadangan.awas.masih_terbuka", pemegang=left))
    copies = surroundings.conflict_copies(office.folder)
    if copies:
        names = ", ".join(one.name for one in copies[:_NAMED])
        told.append(t("cadangan.awas.bentrok", berkas=names))
    service = surroundings.cloud_service(office.folder)
    if service:
        told.append(t("cadangan.awas.awan", folder=office.folder, program=service))
    behind = surroundings.clock_behind(office)
    if behind:
        last, now = behind
        # Both by the clock on this wall: the last one may have been written in another zone.
        there = when(last.astimezone(now.tzinfo))
        told.append(t("cadangan.awas.jam", sekarang=when(now), terakhir=there))
    silent = surroundings.long_silent(office)
    if silent:
        last, now = silent
        told.append(t("cadangan.awas.lama", sekarang=when(now), terakhir=when(last)))
    return told


def damaged(folder: Path, offer: Simpanan | None, now: datetime) -> str:
    """The sentence about a damaged office: the backup that would bring it back, if any."""
    if offer is None:
        return t("cadangan.rusak.tanpa", folder=folder)
    return t("cadangan.rusak.ada", folder=folder, baris=line(offer, now))
