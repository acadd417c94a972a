"""A file of definitions in words: what it is, what it changes, what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.periode import Periode
from app.exchange import metode_kata
from app.exchange.tanggal import written_date
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from app.domain.beda_formulir import Beda
    from app.exchange.definisi import IsiDefinisi
    from app.exchange.pasang_definisi import Usulan
    from app.exchange.tinjau_definisi import FormulirTinjau, LembarTerkena
    from app.store.definitions import Terpasang

_SHOWN = 5
"""So many lost cells are named in one sentence; the list has them all."""


class Butir(NamedTuple):
    """A line of the preview: the form it is about, a sentence, and whether it wants attention."""

    formulir: str
    kalimat: str
    perhatian: bool


def head(usulan: Usulan) -> str:
    """Who made the file, when, and under which number."""
    isi, penanda = usulan.terbaca.isi, usulan.terbaca.penanda
    return t(
        "definisi.kepala",
        nomor=isi.nomor,
        waktu=written_date(isi.dibuat),
        nama=penanda.nama,
        kantor=penanda.kantor,
        kode=" ".join(usulan.terbaca.kata),
    )


def summary(usulan: Usulan) -> str:
    """How much is new, and what becomes of sheets that were begun."""
    if usulan.sudah:
        told = t("definisi.sudah", nomor=usulan.terbaca.isi.nomor)
    elif not usulan.tinjauan:
        told = t("definisi.tanpa_formulir")
    else:
        kinds = [one.keadaan for one in usulan.tinjauan]
        told = t(
            "definisi.ringkas",
            baru=kinds.count("layanan_baru"),
            versi=kinds.count("versi_baru"),
            sama=kinds.count("sudah_ada"),
        )
    begun = sum(one.lembar for form in usulan.tinjauan for one in form.lembar)
    sheets = t("definisi.lembar_tetap", jumlah=begun) if begun else ""
    others = (one.summary() for one in usulan.jenis)
    return " ".join(filter(None, (told, sheets, metode_kata.summary(usulan.metode), *others)))


def lines(usulan: Usulan) -> list[Butir]:
    """Everything the file would change: metode and the other kinds, form by form, the index."""
    found = usulan.metode
    methods = [
        Butir(one.metode.kode, told, perhatian=False)
        for one in found.metode
        for told in metode_kata.decisions(one)
    ]
    methods += [
        Butir(t(f"definisi.{one.jenis.teks}.sebutan"), told, perhatian=False)
        for one in usulan.jenis
        for told in one.lines()
    ]
    forms = [line for one in usulan.tinjauan for line in _of_form(one)]
    quarters = [
        Butir(one.nanti.kode, metode_kata.quarter(one), perhatian=not one.tetap)
        for one in found.triwulan
    ]
    return [*methods, *forms, *quarters]


def touched(usulan: Usulan) -> list[str]:
    """What becomes of begun quarters and sheets, to be read before anything is installed."""
    quarters = [metode_kata.quarter(one) for one in usulan.metode.triwulan]
    quarters += [told for one in usulan.jenis for told in one.quarters()]
    return quarters + [
        f"{form.form.kode}, {sheets(form, one)}" for form in usulan.tinjauan for one in form.lembar
    ]


def _of_form(one: FormulirTinjau) -> Iterator[Butir]:
    kode = one.form.kode
    if one.keadaan != "sudah_ada":
        since = Periode.parse(one.mulai).judul
        facts = {"kode": kode, "versi": one.form.versi, "nama": one.form.nama, "mulai": since}
        yield Butir(kode, t(f"definisi.formulir.{one.keadaan}", **facts), perhatian=False)
    for beda in one.beda:
        yield Butir(kode, difference(beda), perhatian=beda.cara == "hilang")
    for lembar in one.lembar:
        yield Butir(kode, sheets(one, lembar), perhatian=bool(lembar.tanpa_tempat))


def difference(beda: Beda) -> str:
    """One difference between two versions of a form."""
    return t(
        f"definisi.beda.{beda.apa}.{beda.cara}", letak=beda.letak, lama=beda.lama, baru=beda.baru
    )


def sheets(one: FormulirTinjau, lembar: LembarTerkena) -> str:
    """What becomes of the begun sheets of a form in a period."""
    when = Periode.parse(lembar.periode).judul
    facts = {"kode": one.form.kode, "periode": when, "jumlah": lembar.lembar}
    if lembar.tetap:
        return t(f"definisi.tetap.{lembar.tetap}", **facts)
    told = t("definisi.pindah", terisi=lembar.terisi, temuan=lembar.temuan_baru, **facts)
    if not lembar.tanpa_tempat:
        return told
    named = "; ".join(f"{sel.label}: {sel.nilai}" for sel in lembar.tanpa_tempat[:_SHOWN])
    more = "; …" if len(lembar.tanpa_tempat) > _SHOWN else ""
    lost = t("definisi.tanpa_tempat", jumlah=len(lembar.tanpa_tempat), daftar=named + more)
    return f"{told} {lost}"


def made(isi: IsiDefinisi, berkas: Path, kode: str) -> str:
    """Where a file that was made lies, and what is in it."""
    counted = isi.counts().items()
    held = ", ".join(t(f"definisi.jumlah.{kind}", jumlah=number) for kind, number in counted)
    return t("perintah.definisi.ditulis", nomor=isi.nomor, berkas=berkas, isi=held, kode=kode)


def done(terpasang: Terpasang, usulan: Usulan) -> str:
    """What installing came to."""
    moved = terpasang.pindah or terpasang.triwulan
    key = "definisi.sudah" if usulan.sudah and not moved else "definisi.dipasang"
    told = t(
        key,
        nomor=terpasang.nomor,
        jumlah=sum(one.keadaan != "sudah_ada" for one in usulan.tinjauan),
        pindah=len(terpasang.pindah),
    )
    lost = len(terpasang.tanpa_tempat)
    emptied = t("definisi.dikosongkan", jumlah=lost) if lost else ""
    fresh, quarters = len(usulan.metode.baru), len(terpasang.triwulan)
    methods = ""
    if fresh or quarters:
        methods = t("definisi.metode.dipasang", jumlah=fresh, triwulan=quarters)
    others = (one.done() for one in usulan.jenis)
    return " ".join(filter(None, (told, methods, *others, emptied)))


def contents(terpasang: Terpasang) -> str:
    """What a file that was installed holds, in a few words."""
    forms = len(terpasang.formulir)
    kinds = [t("definisi.isi.formulir", jumlah=forms)] if forms else []
    if terpasang.metode:
        kinds.append(t("definisi.isi.metode", versi=_joined(v for v, _ in terpasang.metode)))
    kinds += [
        t(f"definisi.isi.{kode}", versi=_joined(versions))
        for kode, versions in terpasang.terbitan.items()
    ]
    return ", ".join(kinds)


def _joined(versions: Iterable[int]) -> str:
    return " · ".join(map(str, versions))


def listed(terpasang: Terpasang) -> str:
    """A file that was installed, in one line."""
    return t(
        "definisi.terpasang",
        nomor=terpasang.nomor,
        isi=contents(terpasang),
        waktu=written_date(terpasang.dibuat),
        nama=terpasang.nama,
        kantor=terpasang.kantor,
        dipasang=written_date(terpasang.dipasang),
    )


def as_json(usulan: Usulan) -> dict[str, object]:
    """The same facts for programs."""
    isi, penanda = usulan.terbaca.isi, usulan.terbaca.penanda
    return {
        "nomor": isi.nomor,
        "provinsi": isi.provinsi,
        "dibuat": isi.dibuat,
        "catatan": isi.catatan,
        "penanda": penanda.nama,
        "kantor": penanda.kantor,
        "kode": " ".join(usulan.terbaca.kata),
        "sudah": usulan.sudah,
        "formulir": [_form(one) for one in usulan.tinjauan],
        **metode_kata.as_json(usulan.metode),
        **{key: value for one in usulan.jenis for key, value in one.as_json().items()},
    }


def _form(one: FormulirTinjau) -> dict[str, object]:
    return {
        "kode": one.form.kode,
        "versi": one.form.versi,
        "keadaan": one.keadaan,
        "mulai": one.mulai,
        "beda": [beda._asdict() for beda in one.beda],
        "lembar": [
            {
                "periode": lembar.periode,
                "lembar": lembar.lembar,
                "terisi": lembar.terisi,
                "tanpa_tempat": [sel.sel for sel in lembar.tanpa_tempat],
                "temuan_baru": lembar.temuan_baru,
                "tetap": lembar.tetap,
            }
            for lembar in one.lembar
        ],
    }
