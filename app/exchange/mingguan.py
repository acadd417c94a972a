"""The weekly list of follow-ups: per OPD as text for a chat group, as a page, and counted."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from app.domain.tindak_lanjut import Hitungan, KeadaanLanjut, by_opd, total
from app.exchange.tanggal import written_day
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from app.domain.tindak_lanjut import TindakLanjut
    from app.domain.wilayah import Wilayah

MINGGU = 7
"""Days a weekly list looks ahead."""


class Daftar(NamedTuple):
    """What a weekly list is made of: follow-ups of an office on a day."""

    kantor: str
    wilayah: str
    hari: date
    listed: Sequence[TindakLanjut]
    regions: Mapping[str, Wilayah]

    def name(self, kode: str) -> str:
        """A region by its name."""
        return self.regions[kode].nama if kode in self.regions else kode


class Jumlah(NamedTuple):
    """How many want attention: too late, or due within a week."""

    terlambat: int
    minggu_ini: int


def pressing_ones(listed: Iterable[TindakLanjut], hari: date) -> list[TindakLanjut]:
    """What is still to be done and is late or due within a week."""
    return [one for one in listed if one.keadaan.dikerjakan and one.sisa_hari(hari) <= MINGGU]


def count(listed: Iterable[TindakLanjut], hari: date) -> Jumlah:
    """How many of them are late, and how many are due within a week."""
    found = pressing_ones(listed, hari)
    late = sum(one.terlambat(hari) for one in found)
    return Jumlah(late, len(found) - late)


def days(one: TindakLanjut, hari: date) -> str:
    """How much time is left, in words; when it is done or closed, whether that was in time."""
    left = one.sisa_hari(hari)
    if not one.keadaan.dikerjakan:
        return t("lanjut.hari.tepat") if left >= 0 else t("lanjut.hari.telat", hari=-left)
    if left < 0:
        return t("lanjut.hari.lewat", hari=-left)
    return t("lanjut.hari.sisa", hari=left) if left else t("lanjut.hari.ini")


def state(one: TindakLanjut) -> str:
    """Its state in words."""
    return t(f"lanjut.keadaan.{one.keadaan.value}")


# --- As text -------------------------------------------------------------------------------------


def text(daftar: Daftar) -> str:
    """The list for a chat group: what is late or due this week for each OPD, then the figures."""
    blocks = [head(daftar)]
    blocks += ["\n".join(_block(daftar, *pair)) for pair in by_opd(daftar.listed).items()]
    blocks = [one for one in blocks if one]
    if len(blocks) == 1:
        blocks.append(t("lanjut.minggu.kosong"))
    blocks.append(sentence(total(daftar.listed, daftar.hari)))
    return "\n\n".join(blocks)


def head(daftar: Daftar) -> str:
    """Whose list it is, and of which day."""
    when = written_day(daftar.hari)
    return t("lanjut.minggu.kepala", kantor=daftar.kantor, tanggal=when)


def _block(daftar: Daftar, opd: str, listed: Sequence[TindakLanjut]) -> Iterator[str]:
    shown = pressing_ones(listed, daftar.hari)
    if not shown:
        return
    yield opd.upper()
    for number, one in enumerate(shown, start=1):
        told = f"{number}. {one.uraian}"
        yield f"{told} ({daftar.name(one.wilayah)})" if one.wilayah != daftar.wilayah else told
        facts = {"pj": one.pj, "tanggal": written_day(one.tenggat), "bobot": one.bobot}
        yield "   " + t("lanjut.minggu.baris", hari=days(one, daftar.hari), **facts)
    rest = sum(one.keadaan.dikerjakan for one in listed) - len(shown)
    waiting = sum(one.keadaan is KeadaanLanjut.SELESAI for one in listed)
    if rest:
        yield t("lanjut.minggu.nanti", jumlah=rest)
    if waiting:
        yield t("lanjut.minggu.menunggu", jumlah=waiting)


def sentence(hitungan: Hitungan) -> str:
    """What the figures come to, in a sentence or two."""
    told = t("lanjut.hitung.kalimat", **hitungan._asdict())
    if hitungan.persen is None:
        return told
    return f"{told} {t('lanjut.hitung.persen', persen=hitungan.persen)}"


# --- Counted -------------------------------------------------------------------------------------


def statistics(daftar: Daftar) -> dict[str, dict[str, Hitungan]]:
    """How follow-ups count, by OPD and by the code of the region."""
    regions = sorted({one.wilayah for one in daftar.listed})
    per_region = {
        kode: total((one for one in daftar.listed if one.wilayah == kode), daftar.hari)
        for kode in regions
    }
    per_opd = {opd: total(listed, daftar.hari) for opd, listed in by_opd(daftar.listed).items()}
    return {"opd": per_opd, "wilayah": per_region}


def as_json(one: TindakLanjut, hari: date) -> dict[str, object]:
    """A follow-up for machines (`--json`)."""
    stands = one.kedudukan
    return {
        "id": one.id,
        "asal": one.asal,
        "wilayah": one.wilayah,
        "rapat": one.rapat,
        "keputusan": one.keputusan,
        "uraian": one.uraian,
        "pj": one.pj,
        "opd": one.opd,
        "bobot": one.bobot,
        "tentang": one.tentang,
        "keadaan": stands.keadaan.value,
        "putaran": stands.putaran,
        "tenggat": stands.tenggat,
        "selesai": stands.selesai,
        "sisa_hari": one.sisa_hari(hari),
        "terlambat": one.terlambat(hari),
        "riwayat": [{**event._asdict(), "jenis": event.jenis.value} for event in one.kejadian],
    }


# --- On paper ------------------------------------------------------------------------------------

_STYLE = """
body { font-family: 'Segoe UI', 'Noto Sans', Arial, sans-serif; font-size: 9pt; color: #111 }
h1 { font-size: 15pt; margin: 0 } h2 { font-size: 10.5pt; margin-top: 14px; margin-bottom: 4px }
table { border-collapse: collapse } th, td { border: 1px solid #b9af9f }
th { background-color: #efeae1; font-weight: 600; font-size: 8pt }
"""
_COLUMNS = {
    "uraian": 34,
    "pj": 15,
    "wilayah": 13,
    "tenggat": 11,
    "sisa": 11,
    "bobot": 6,
    "keadaan": 10,
}
_FIGURES = ("jumlah", "tepat", "telat", "berjalan", "lewat")


def page(daftar: Daftar) -> str:
    """Every follow-up that is not closed, by OPD, and the figures, as HTML that Qt prints."""
    body = [f"<h1>{_t('lanjut.minggu.judul')}</h1>"]
    body.append(f"<p>{escape(head(daftar))}</p>")
    for opd, listed in by_opd(daftar.listed).items():
        open_ones = [one for one in listed if not one.ditutup]
        if open_ones:
            body.append(f"<h2>{escape(opd)}</h2>{_table(daftar, open_ones)}")
    if len(body) == 2:  # noqa: PLR2004 - title and head alone
        body.append(f"<p>{_t('lanjut.minggu.tanpa')}</p>")
    if daftar.listed:
        body.append(f"<h2>{_t('lanjut.hitung.judul')}</h2>{_figures(daftar)}")
        body.append(f"<p>{escape(sentence(total(daftar.listed, daftar.hari)))}</p>")
    return f"<html><head><style>{_STYLE}</style></head><body>{''.join(body)}</body></html>"


def _table(daftar: Daftar, listed: Sequence[TindakLanjut]) -> str:
    heads = (
        f"<th width='{wide}%'>{_t(f'lanjut.kolom.{name}')}</th>" for name, wide in _COLUMNS.items()
    )
    rows = ["".join(heads)]
    for one in listed:
        places = (daftar.name(one.wilayah), written_day(one.tenggat), days(one, daftar.hari))
        cells = (one.uraian, one.pj, *places, str(one.bobot), state(one))
        rows.append("".join(f"<td>{escape(cell)}</td>" for cell in cells))
    return _grid(rows)


def _figures(daftar: Daftar) -> str:
    names = [_t("lanjut.hitung.kelompok"), *(_t(f"lanjut.hitung.{one}") for one in _FIGURES)]
    names.append(_t("lanjut.hitung.tepat_persen"))
    rows = ["".join(f"<th>{name}</th>" for name in names)]
    for kind, counts in statistics(daftar).items():
        for code, one in counts.items():
            name = code if kind == "opd" else daftar.name(code)
            cells = [*(str(n) for n in one), one.tertulis]
            figures = "".join(f"<td align='center'>{cell}</td>" for cell in cells)
            rows.append(f"<td>{escape(name)}</td>{figures}")
    return _grid(rows)


def _grid(rows: Iterable[str]) -> str:
    """A table whose first row heads it on every page."""
    head, *lines = rows
    body = "".join(f"<tr>{row}</tr>" for row in lines)
    return (
        "<table border='0' cellspacing='0' cellpadding='4' width='100%'>"
        f"<thead><tr>{head}</tr></thead>{body}</table>"
    )


def _t(key: str, **data: object) -> str:
    return escape(t(key, **data))
