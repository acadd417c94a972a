"""`bukti telaah`: whoever took a package in says of a piece of its evidence whether it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.domain.telaah import HasilTelaah
from app.teks import t

if TYPE_CHECKING:
    import argparse
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable

    from app.store.evidence_review import Ditelaah


def configure(steps: argparse._SubParsersAction[ArgumentParser]) -> None:
    """The step and its options."""
    told = t("perintah.bukti.telaah")
    step = steps.add_parser("telaah", help=told, description=told)
    step.set_defaults(run=run)
    option(step, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(step, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    option(step, "--wilayah", metavar="KODE")
    option(step, "--formulir", required=True, metavar="KES-01")
    option(step, "--sel", required=True, metavar="tabel.baris.kolom")
    option(step, "--nomor", type=int, metavar="N")
    option(step, "--hasil", required=True, choices=[one.value for one in HasilTelaah])
    option(step, "--alasan", metavar="TEKS")
    option(step, "--tanyakan", action="store_true")
    option(step, "--menghalangi", action="store_true")
    option(step, "--tutup-pertanyaan", action="store_true")
    option(step, "--pengguna", metavar="NAMA")
    json_option(step)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Record it, and with it ask about what does not fit or close what was asked."""
    from app.exchange import telaah_bukti

    closed = 0
    with bersama.open_office(args.kantor) as office:
        one = bersama.evidence_named(office, args)
        by = bersama.person(office, args.pengguna).nama
        hasil = HasilTelaah(args.hasil)
        with office.transaction():
            done = telaah_bukti.judge(
                office,
                one.id,
                hasil,
                args.alasan or "",
                pelaku=by,
                tanyakan=args.periode if args.tanyakan else None,
                penghalang=args.menghalangi,
            )
            if args.tutup_pertanyaan and done.hasil is HasilTelaah.SESUAI:
                closed = telaah_bukti.close_questions(office, one, oleh=by)
        still = len(telaah_bukti.open_questions(office, one))
    said = t(f"telaah.hasil.{done.hasil.value}", alasan=done.telaah.alasan if done.telaah else "")
    keluaran.say(f"{one.nama}: {said}")
    if closed:
        keluaran.say(t("telaah.ditutup_jumlah", jumlah=closed))
    if still:
        keluaran.say(t("telaah.masih_ditanyakan", jumlah=still))
    facts = {"berkas": one.nama, "sha256": one.sha256, **document(done)}
    return Hasil(0, {**facts, "ditutup": closed, "masih_ditanyakan": still})


def document(one: Ditelaah) -> dict[str, object]:
    """What is said of a piece, for machines (`--json`)."""
    said = one.telaah
    return {
        "hasil": one.hasil.value,
        "dilihat_lagi": one.usang,
        "alasan": said.alasan if said else "",
        "pertanyaan": (said.pertanyaan or None) if said else None,
        "oleh": said.pelaku if said else None,
        "waktu": said.waktu if said else None,
    }


def say_counts(keluaran: Keluaran, listed: Iterable[Ditelaah]) -> dict[str, int]:
    """How many pieces that packages declare fit, in a sentence; the same for machines."""
    from app.exchange import telaah_kata

    counts = telaah_kata.total(one for one in listed if one.bukti.opd)
    if counts.jumlah:
        keluaran.say(t("telaah.bukti", hitungan=telaah_kata.count_words(counts)))
    return counts._asdict()
