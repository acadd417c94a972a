"""The board in words: a state in a word, a region in a sentence, and the text for a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.angka import format_number
from app.domain.bagian import SPM
from app.domain.papan import Tahap
from app.exchange.tanggal import written_day
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from app.domain.papan import BarisPapan, KeadaanBagian, Papan, TenggatWilayah
    from app.domain.periode import Periode


def short(state: KeadaanBagian) -> str:
    """A state as short as a tile needs it."""
    if state.ditahan:
        return t("papan.pendek.ditahan", jumlah=len(state.ditahan))
    return t(f"papan.pendek.{_key(state)}", hari=state.hari)


def spoken(part: str, state: KeadaanBagian, names: Mapping[str, str]) -> str:
    """A state in full: which part, how far, how late, what is empty, what is held back."""
    told = [t(f"papan.tahap.{_key(state)}", hari=state.hari)]
    if state.kiriman is not None and state.hari:
        told.append(t("papan.sampai_terlambat", hari=state.hari))
    if state.kosong:
        told.append(t("papan.kosong", jumlah=format_number(state.kosong)))
    if state.ditahan:
        told.append(t("papan.ditahan", daftar=_named(state, names)))
    return t("papan.bagian_kalimat", bagian=part_name(part), keadaan=", ".join(told))


def _key(state: KeadaanBagian) -> str:
    here = state.tahap is Tahap.DITERIMA and state.kiriman is None
    return "di_sini" if here else state.tahap.value


def region(row: BarisPapan, names: Mapping[str, str]) -> str:
    """A region in a sentence, with its own deadline where it has one."""
    told = [spoken(part, state, names) for part, state in row.bagian.items()]
    told += _allowed(row)
    if row.bukti.jumlah:
        told.append(t("papan.bukti.hitungan", **row.bukti._asdict()))
    return f"{row.wilayah.nama}. {'. '.join(told)}."


def _allowed(row: BarisPapan) -> Iterator[str]:
    """Another day than for the others, once where all parts have the same one."""
    own = {part: one for part, one in row.tenggat.items() if one.alasan}
    if own and len(own) == len(row.tenggat) and len(set(own.values())) == 1:
        one = next(iter(own.values()))
        yield t("papan.tenggat_khusus", tanggal=written_day(one.tanggal), alasan=one.alasan)
        return
    for part, one in own.items():
        facts = {"tanggal": written_day(one.tanggal), "alasan": one.alasan}
        yield t("papan.tenggat_khusus_bagian", bagian=part_name(part), **facts)


def part_name(part: str) -> str:
    """A part of the work by its name."""
    return t(f"papan.bagian.{part}")


def summary(papan: Papan, part: str) -> str:
    """How many came, are complete, are approved."""
    came = sum(one.bagian[part].tahap.sampai for one in papan.baris)
    whole = sum(_complete(one.bagian[part]) for one in papan.baris)
    return t(
        "papan.ringkas",
        bagian=part_name(part),
        diterima=came,
        semua=len(papan.baris),
        lengkap=whole,
        disetujui=papan.count(part, Tahap.DISETUJUI),
    )


def evidence(papan: Papan) -> Iterator[tuple[str, Sequence[str]]]:
    """Whose evidence does not fit, and whose nobody here has looked at: a heading with its list."""
    for key in ("tidak_sesuai", "belum"):
        if listed := _with_evidence(papan, key):
            yield t(f"papan.bukti.{key}", jumlah=len(listed)), listed


def _with_evidence(papan: Papan, key: str) -> list[str]:
    """The regions with evidence that stands so, each with how many files."""
    counts = ((row.wilayah.nama, row.bukti._asdict()[key]) for row in papan.baris)
    return [
        t("papan.bukti.daftar", wilayah=name, jumlah=number) for name, number in counts if number
    ]


def _complete(state: KeadaanBagian) -> bool:
    return state.tahap in (Tahap.LENGKAP, Tahap.DISETUJUI) and not state.kosong


def awaited(
    papan: Papan, part: str, names: Mapping[str, str]
) -> Iterator[tuple[str, Sequence[str]]]:
    """Who still has something to do, worst first: a heading with its list of regions."""
    states = [(row, row.bagian[part]) for row in papan.baris]
    empty = [(row, one.kosong) for row, one in states if one.tahap.sampai and one.kosong]
    held = [(row, _named(one, names)) for row, one in states if one.ditahan]
    late = [(row, one.hari) for row, one in states if one.tahap is Tahap.TERLAMBAT]
    missing = [row for row, one in states if one.tahap is Tahap.BELUM]
    # Where only some were picked out, it is they who have to find their names.
    everybody = None if papan.sebagian else len(papan.baris)
    told = (
        ("terlambat", len(late), _late(late, everybody)),
        ("belum", len(missing), _missing(missing, everybody, part)),
        (
            "belum_lengkap",
            len(empty),
            [
                t("papan.daftar.kosong", wilayah=row.wilayah.nama, jumlah=format_number(number))
                for row, number in empty
            ],
        ),
        (
            "ditahan",
            len(held),
            [t("papan.daftar.ditahan", wilayah=r.wilayah.nama, daftar=which) for r, which in held],
        ),
    )
    for key, number, listed in told:
        if number:
            yield t(f"papan.kepala.{key}", jumlah=number), listed


def _late(late: list[tuple[BarisPapan, int]], everybody: int | None) -> list[str]:
    """The longest overdue first; where all wait equally long their names say nothing."""
    if len(late) == everybody and len({hari for _, hari in late}) == 1:
        return [t("papan.daftar.semua_hari", hari=late[0][1])]
    late.sort(key=lambda one: -one[1])
    return [t("papan.daftar.hari", wilayah=row.wilayah.nama, hari=hari) for row, hari in late]


def _missing(rows: list[BarisPapan], everybody: int | None, part: str) -> list[str]:
    """Where nobody has sent anything only those with a day of their own are named."""
    if everybody is None or len(rows) < everybody:
        return [_until(row, part) for row in rows]
    own = (_until(row, part) for row in rows if row.tenggat[part].alasan)
    return [t("papan.daftar.semua"), *own]


def _named(state: KeadaanBagian, names: Mapping[str, str]) -> str:
    return ", ".join(names.get(one, one) for one in state.ditahan)


def letter(papan: Papan, periode: Periode, names: Mapping[str, str]) -> str:
    """Who is missing, late or incomplete, as text for a letter or a chat group."""
    day, today = days_told(papan.tenggat), written_day(papan.hari_ini)
    lines = [t("papan.surat.judul", periode=periode.judul, tanggal=day, hari_ini=today)]
    if papan.sebagian:
        named = ", ".join(one.wilayah.nama for one in papan.baris)
        lines.append(t("papan.surat.untuk", daftar=named) if named else t("papan.tidak_ada"))
        if not named:
            return "\n".join(lines)
    waits = False
    for part in papan.baris[0].bagian if papan.baris else ():
        lines += ["", summary(papan, part)]
        for head, listed in awaited(papan, part, names):
            lines.append(t("papan.surat.baris", kepala=head, daftar=", ".join(listed)))
            waits = True
    if wrong := _with_evidence(papan, "tidak_sesuai"):
        lines += ["", t("papan.bukti.surat", daftar=", ".join(wrong))]
        waits = True
    key = "papan.surat.penutup" if waits else "papan.surat.selesai"
    return "\n".join([*lines, "", t(key)])


def days_told(days: Mapping[str, date]) -> str:
    """The day of all parts, or the day of each where they are not the same."""
    if len(set(days.values())) == 1:
        return written_day(next(iter(days.values())))
    return ", ".join(
        t("papan.tenggat_bagian", bagian=part_name(part), tanggal=written_day(day))
        for part, day in days.items()
    )


def as_json(papan: Papan, periode: Periode) -> dict[str, object]:
    """The same for machines (`--json`)."""
    return {
        "periode": str(periode),
        "hari_ini": papan.hari_ini.isoformat(),
        "tenggat": papan.tenggat[SPM].isoformat(),
        "tenggat_bagian": {part: day.isoformat() for part, day in papan.tenggat.items()},
        "wilayah": [
            {
                "kode": row.wilayah.kode,
                "nama": row.wilayah.nama,
                "tenggat": row.tenggat[SPM].tanggal.isoformat(),
                "alasan_tenggat": row.tenggat[SPM].alasan or None,
                "bukti": row.bukti._asdict(),
                **{part: _state(state, row.tenggat[part]) for part, state in row.bagian.items()},
            }
            for row in papan.baris
        ],
    }


def _state(state: KeadaanBagian, tenggat: TenggatWilayah) -> dict[str, object]:
    sent = state.kiriman
    return {
        "tahap": state.tahap.value,
        "tenggat": tenggat.tanggal.isoformat(),
        "alasan_tenggat": tenggat.alasan or None,
        "hari_terlambat": state.hari,
        "kosong": state.kosong,
        "revisi": sent.revisi if sent else None,
        "ditandatangani": sent.tanggal.isoformat() if sent else None,
        "ditahan": list(state.ditahan),
        "dibalas": sent.dibalas if sent else None,
    }


def _until(row: BarisPapan, part: str) -> str:
    if not row.tenggat[part].alasan:
        return row.wilayah.nama
    day = written_day(row.tenggat[part].tanggal)
    return t("papan.daftar.sampai", wilayah=row.wilayah.nama, tanggal=day)
