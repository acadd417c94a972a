"""`impor-tabel`: a table as it is printed, read into a form; shown first, written when accepted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import REFUSED, Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.domain.kisi import address
from app.domain.nilai import encode
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from app.domain.kisi import Kisi, Letak
    from app.domain.tabel_kontrol import Kontrol
    from app.domain.tempel import Butir, Keputusan
    from app.domain.temuan import Temuan
    from app.exchange.impor_hasil import DenganProfil, HasilImpor, Tujuan
    from app.store.office import Office

DOUBTS = 1


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--formulir", required=True, metavar="KODE")
    option(parser, "--berkas", type=Path, required=True, metavar="TABEL.xlsx")
    option(parser, "--lembar", metavar="NAMA")
    option(parser, "--periode", type=bersama.period, metavar="2026")
    option(parser, "--profil", metavar="NAMA")
    option(parser, "--pilih", type=bersama.choice, action="append", metavar="BARIS,KOLOM=NOMOR")
    usulan = parser.add_mutually_exclusive_group()
    option(usulan, "--pakai-usulan", action="store_true")
    option(usulan, "--usulan", action="append", default=[], metavar="SEL")
    option(parser, "--terima", action="store_true")
    option(parser, "--pengguna", metavar="NAMA")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Say what becomes of every cell; write them when told to and nothing forbids it."""
    from app.exchange import impor_tabel, tabel_kata

    sheets = impor_tabel.read_sheets(args.berkas)
    with bersama.open_office(args.kantor) as office:
        tujuan = _target(office, sheets, args)
        found = impor_tabel.examine(office, sheets, tujuan)
        if args.pilih or args.pakai_usulan or args.usulan:
            found = impor_tabel.examine(office, sheets, tujuan, _decisions(found, args))
        if args.terima and not found.ditolak:
            label = tabel_kata.label(found, args.berkas.name)
            pelaku = bersama.person(office, args.pengguna).nama
            found = impor_tabel.write(office, found, label=label, pelaku=pelaku)
    _tell(found, keluaran)
    code = REFUSED if found.ditolak else DOUBTS if found.ragu else 0
    return Hasil(code, _document(found))


def _target(office: Office, sheets: Mapping[str, Kisi], args: Namespace) -> Tujuan:
    """Where the table goes: by the profile named, else by the one whose headings are all there."""
    from app.exchange import impor_profil
    from app.exchange.impor_hasil import Tujuan

    if args.profil is not None:
        found = [impor_profil.named(office, args.profil)]
    else:
        found = impor_profil.fitting(office, sheets, args.formulir.upper())
    profil = next(iter(found), None)
    return Tujuan(args.formulir, args.periode, args.lembar, profil)


def _decisions(found: HasilImpor, args: Namespace) -> Keputusan:
    from app.domain.tempel import Keputusan

    asked = {one.letak: one.pilihan for one in found.rencana.butir if one.pilihan}
    return Keputusan(
        {
            letak: asked[letak][number - 1]
            for letak, number in args.pilih or ()
            if 0 < number <= len(asked.get(letak, ()))
        },
        usulan=_proposals(found, args),
    )


def _proposals(found: HasilImpor, args: Namespace) -> frozenset[Letak]:
    """The broken cells whose proposed figures are taken.

    Raises:
        LontarError: a cell was named for which nothing is proposed.

    """
    known = {address(one.letak): one.letak for one in found.usulan}
    if args.pakai_usulan:
        return frozenset(known.values())
    for sel in args.usulan:
        if sel.upper() not in known:
            raise LontarError("usulan_tidak_ada", sel=sel, ada=", ".join(known) or "–")
    return frozenset(known[sel.upper()] for sel in args.usulan)


def _tell(found: HasilImpor, keluaran: Keluaran) -> None:
    from app.exchange import impor_hasil, tabel_kata

    for one in found.rencana.butir:
        if impor_hasil.lot(one) == "didaftar":
            keluaran.say(f"{address(one.letak)} “{one.teks}”: {_reason(one)}")
    for sentence in (*tabel_kata.verdict(found), tabel_kata.summary(found)):
        keluaran.say(sentence)
    if found.tindakan is not None:
        jumlah = len(found.tindakan.perubahan)
        keluaran.say(t("perintah.impor-tabel.ditulis", jumlah=jumlah))
    elif not found.ditolak:
        keluaran.say(t("perintah.impor-tabel.tidak_ditulis", jumlah=len(found.cells)))


def _reason(one: Butir) -> str:
    return t(one.alasan, **{"teks": one.teks, **one.data}) if one.alasan else ""


def _document(found: HasilImpor) -> dict[str, object]:
    from app.exchange import tabel_kata

    counts = found.hitungan
    return {
        "ditulis": found.tindakan is not None,
        "berubah": len(found.tindakan.perubahan) if found.tindakan else 0,
        "formulir": found.form.kode,
        "periode": str(found.periode),
        "tahun_tabel": found.tahun,
        "lembar": found.lembar,
        "ditolak": found.ditolak,
        "ragu": found.ragu,
        "baris": {"jumlah": len(found.baris), "baru": len(found.baru), "id": list(found.baris)},
        "sel": {
            "berisi": len(found.nasib),
            **{name: counts[name] for name in ("diambil", "dikecualikan", "didaftar")},
        },
        "rincian": [_facts(one) for one in found.rencana.butir],
        "kontrol": [_control_facts(one) for one in found.kontrol],
        "usulan": _proposal_facts(found),
        "catatan": tabel_kata.notes(found),
        "profil": None if found.dengan is None else _profile_facts(found.dengan),
        "temuan": [_finding_facts(one) for one in found.temuan],
    }


def _control_facts(one: Kontrol) -> dict[str, object]:
    told = dict(zip(("cetak", "hitung", "selisih"), one.teks, strict=True))
    return {"kolom": one.judul, **told, "cocok": one.cocok}


def _proposal_facts(found: HasilImpor) -> list[dict[str, object]]:
    from app.exchange import tabel_kata

    return [
        {
            "sel": address(one.letak),
            "kolom": one.judul,
            **dict(zip(("tertulis", "usul"), one.teks, strict=True)),
            "pasti": one.pasti,
            "dipakai": one in found.dipakai,
            "sebab": tabel_kata.why(one),
            "pesan": tabel_kata.proposal(found, one),
        }
        for one in found.usulan
    ]


def _profile_facts(one: DenganProfil) -> dict[str, object]:
    lacking = [
        {"baris": kurang.nomor + 1, "nama": kurang.nama, "kolom": kurang.kolom}
        for kurang in one.kurang
    ]
    return {
        "nama": one.profil.nama,
        "sumber": one.profil.sumber,
        "belum_lengkap": lacking,
        "tanpa_tempat": list(one.asing),
        "hanya_formulir": list(one.sisa),
        "kepala_hilang": list(one.hilang),
        "kolom_wajib": list(one.wajib),
    }


def _finding_facts(one: Temuan) -> dict[str, object]:
    return {
        "aturan": one.aturan.kode,
        "sel": one.sel,
        "tingkat": one.tingkat("selesai"),
        "pesan": one.pesan,
        "saran": one.saran,
    }


def _facts(one: Butir) -> dict[str, object]:
    from app.exchange import impor_hasil

    becomes = one.baru if impor_hasil.lot(one) == "diambil" else None
    return {
        "letak": address(one.letak),
        "baris": one.letak[0] + 1,
        "kolom": one.letak[1] + 1,
        "teks": one.teks,
        "hasil": impor_hasil.lot(one),
        "nasib": one.nasib.value,
        "sel": one.sel.kode if one.sel else None,
        "menjadi": None
        if becomes is None
        else dict(zip(("jenis", "isi"), encode(becomes), strict=True)),
        "alasan": _reason(one) or None,
        "pilihan": [dict(zip(("jenis", "isi"), encode(n), strict=True)) for n in one.pilihan],
    }
