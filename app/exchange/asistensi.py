"""Lembar kesiapan asistensi: on one page, what is ready for a desk and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from app.domain import gedsi, tahapan
from app.domain.angka import format_index
from app.domain.catatan import JenisCatatan
from app.exchange import asistensi_bukti, hambatan
from app.exchange.asistensi_bukti import KeadaanBukti
from app.exchange.tanggal import written_day, written_moment
from app.store import questions, reasons
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from app.domain.formulir import Formulir
    from app.domain.gedsi import Cakupan, Hal
    from app.domain.periode import Periode
    from app.domain.tahapan import Keterisian, Tertunda
    from app.exchange.hambatan import LembarIsi
    from app.exchange.paket import Acuan
    from app.store.office import Office

GERBANG = (1, 2)
"""The stages that must be complete before a desk (NTT: data and needs before asistensi)."""

_MOST_LATE = 6
_WIDE, _STAGE, _NARROW = 20, 10, 8
_SIGNS = {"lengkap": "\u2713", "nol": "\u2713", "sebagian": "\u25d0", "kosong": "\u25cb"}


@dataclass(slots=True)
class BarisUrusan:
    """One urusan: its four stages, what the rules found, and what is late."""

    kode: str
    nama: str
    layanan: int = 0
    tahap: dict[int, Keterisian] = field(default_factory=dict)
    keras: int = 0
    lunak: int = 0
    tanya: int = 0
    tertunda: list[Tertunda] = field(default_factory=list)

    @property
    def siap(self) -> bool:
        """Whether a desk can begin: data and needs are there, and nothing blocks."""
        return not self.keras and all(not self.tahap[one].kosong for one in GERBANG)


class LembarAsistensi(NamedTuple):
    """The whole sheet."""

    wilayah: str
    periode: Periode
    dibuat: datetime
    kantor: str
    urusan: list[BarisUrusan]
    cakupan: Mapping[Hal, Cakupan]
    bukti: KeadaanBukti = KeadaanBukti()

    @property
    def siap(self) -> bool:
        """Whether every urusan is ready."""
        return all(one.siap for one in self.urusan)

    def as_json(self) -> dict[str, object]:
        """For programs: the same numbers, shares as printed."""
        return {
            "wilayah": self.wilayah,
            "periode": str(self.periode),
            "siap": self.siap,
            "urusan": [_document(one) for one in self.urusan],
            "bukti": self.bukti.as_json(),
            "cakupan": {hal: _share(one) for hal, one in self.cakupan.items()},
        }


def gather(office: Office, acuan: Acuan, periode: Periode, wilayah: str) -> LembarAsistensi:
    """The sheet of a region as the office has it now."""
    region, now = acuan.lists.region(wilayah, str(periode)), office.now()
    found = hambatan.gather(office, acuan, periode, region)
    given = reasons.reasons(office, wilayah, periode)
    lines: dict[str, BarisUrusan] = {}
    for one in found:
        kode = one.form.urusan
        line = lines.setdefault(kode, BarisUrusan(kode, acuan.urusan[kode]))
        _add(line, one, given)
        line.tanya += _open_questions(office, one.form, wilayah, periode)
        line.tertunda += tahapan.overdue(one.form, one.values.now, now.date())
    cakupan = gedsi.together((one.form, one.values.now) for one in found)
    kantor = office.identitas.kantor
    bukti = asistensi_bukti.gather(office, wilayah, periode)
    urusan = list(lines.values())
    return LembarAsistensi(region.nama, periode, now, kantor, urusan, cakupan, bukti)


def _open_questions(office: Office, form: Formulir, wilayah: str, periode: Periode) -> int:
    """Cells about which something is asked and nothing is answered yet."""
    noted = questions.notes(office, form.kode, wilayah, periode).values()
    asked, answer = JenisCatatan.PERTANYAAN, JenisCatatan.JAWABAN
    return sum(asked in kinds and answer not in kinds for kinds in noted)


def _add(line: BarisUrusan, one: LembarIsi, given: Mapping[tuple[str, str, str], object]) -> None:
    line.layanan += 1
    for tahap, isian in tahapan.stages(one.form, one.values.now).items():
        line.tahap[tahap] = line.tahap.get(tahap, tahapan.Keterisian()) + isian
    for temuan in one.temuan:
        level = temuan.tingkat(hambatan.FASE)
        line.keras += level == "penghalang"
        answered = (temuan.formulir, temuan.aturan.kode, temuan.sel) in given
        line.lunak += level == "peringatan" and not answered


def _document(one: BarisUrusan) -> dict[str, object]:
    return {
        "kode": one.kode,
        "nama": one.nama,
        "layanan": one.layanan,
        "siap": one.siap,
        "tahap": {
            str(tahap): {
                "keadaan": isian.keadaan,
                "terisi": isian.terisi,
                "nol": isian.nol,
                "kosong": isian.kosong,
            }
            for tahap, isian in sorted(one.tahap.items())
        },
        "keras": one.keras,
        "lunak": one.lunak,
        "tanya": one.tanya,
        "tertunda": [
            {"uraian": late.uraian, "tenggat": late.tenggat.isoformat()} for late in one.tertunda
        ],
    }


def _share(one: Cakupan) -> str | None:
    return None if one.persen is None else format_index(one.persen)


# --- On paper ------------------------------------------------------------------------------------


def page(lembar: LembarAsistensi, huruf: float = 1.0) -> str:
    """One page as HTML of the few words that Qt and every browser print alike.

    `huruf` is what share of their size the letters have.
    """
    ready = _t("siap" if lembar.siap else "belum_siap")
    parts = [
        f"<h1>{_t('judul')}</h1>",
        f"<p><b>{escape(lembar.wilayah)}</b>, {escape(lembar.periode.judul)}: <b>{ready}</b></p>",
        _table(lembar),
        f"<p class='kecil'>{_t('arti')}</p>",
        *_missing(lembar),
        *_late(lembar),
        *_evidence(lembar),
        *_coverage(lembar),
    ]
    style = _STYLE + "".join(
        f"{what} {{ font-size: {points * huruf:.2f}pt }}\n" for what, points in _POINTS.items()
    )
    return f"<html><head><style>{style}</style></head><body>{''.join(parts)}</body></html>"


_STYLE = """
body { font-family: 'Segoe UI', 'Noto Sans', Arial, sans-serif; color: #111 }
h1 { margin: 0 } p { margin-top: 1px; margin-bottom: 1px }
.hal { font-weight: 600; margin-top: 7px; margin-bottom: 1px }
table { border-collapse: collapse } th, td { border: 1px solid #b9af9f }
th { background-color: #efeae1; font-weight: 600 }
.kecil { color: #444 }
"""
_POINTS = {"body": 8.0, "h1": 13.0, ".hal": 9.0, "th": 7.5, ".kecil": 7.0}


def _t(key: str, **data: object) -> str:
    return escape(t(f"asistensi.{key}", **data))


def _table(lembar: LembarAsistensi) -> str:
    heads = [_t("kolom.urusan"), *(_t(f"kolom.tahap{n}") for n in tahapan.TAHAP)]
    heads += [_t(f"kolom.{name}") for name in ("keras", "lunak", "tanya", "tertunda", "siap")]
    widths = [_WIDE, *[_STAGE] * len(tahapan.TAHAP), *[_NARROW] * 5]
    pairs = zip(heads, widths, strict=True)
    rows = ["".join(f"<th width='{wide}%'>{head}</th>" for head, wide in pairs)]
    for one in lembar.urusan:
        stages = (_stage(one.tahap[n]) for n in tahapan.TAHAP)
        counts = (str(n or "\u2013") for n in (one.keras, one.lunak, one.tanya, len(one.tertunda)))
        cells = [*stages, *counts, _t("ya" if one.siap else "belum")]
        name = f"<td>{escape(one.nama)} ({one.layanan})</td>"
        rows.append(name + "".join(f"<td align='center'>{cell}</td>" for cell in cells))
    head, *lines = rows
    body = "".join(f"<tr>{row}</tr>" for row in lines)
    return (
        "<table border='0' cellspacing='0' cellpadding='2' width='100%'>"
        f"<thead><tr>{head}</tr></thead>{body}</table>"
    )


def _stage(isian: Keterisian) -> str:
    if not (isian.terisi or isian.nol or isian.kosong):
        return "\u2013"
    counts = f"{isian.terisi} / {isian.nol} / {isian.kosong}"
    return f"{_SIGNS[isian.keadaan]} {_t(f'keadaan.{isian.keadaan}')}<br>{counts}"


def _missing(lembar: LembarAsistensi) -> Iterator[str]:
    lines = []
    for one in lembar.urusan:
        empty = {tahap: one.tahap[tahap].kosong for tahap in GERBANG}
        told = [t("asistensi.kurang", tahap=n, jumlah=count) for n, count in empty.items() if count]
        if told:
            lines.append(f"<b>{escape(one.nama)}</b>: {escape(', '.join(told))}")
    if lines:
        yield f"<p class='hal'>{_t('sebelum')}</p><p>{'<br>'.join(lines)}</p>"


def _late(lembar: LembarAsistensi) -> Iterator[str]:
    late = sorted((x for one in lembar.urusan for x in one.tertunda), key=lambda x: x.tenggat)
    if late:
        told = [f"{x.uraian} ({written_day(x.tenggat)})" for x in late[:_MOST_LATE]]
        more = len(late) - _MOST_LATE
        tail = f" {t('asistensi.lainnya', jumlah=more)}" if more > 0 else ""
        yield f"<p class='hal'>{_t('tertunda')}</p><p>{escape('; '.join(told) + tail)}</p>"


def _evidence(lembar: LembarAsistensi) -> Iterator[str]:
    told = "<br>".join(escape(line) for line in asistensi_bukti.lines(lembar.bukti))
    if told:
        yield f"<p class='hal'>{_t('bukti.judul')}</p><p>{told}</p>"


def _coverage(lembar: LembarAsistensi) -> Iterator[str]:
    told = [
        t(f"asistensi.cakupan.{hal}", persen=share)
        for hal, one in lembar.cakupan.items()
        if (share := _share(one)) is not None
    ]
    if told:
        yield f"<p class='hal'>{_t('cakupan.judul')}</p><p>{escape('; '.join(told))}.</p>"


def foot(lembar: LembarAsistensi) -> str:
    """What stands below the page: whose sheet it is, and when it was printed."""
    return t("asistensi.kaki", kantor=lembar.kantor, waktu=written_moment(lembar.dibuat))
