"""`temuan`: what the rules find in an office's quarter, as the screens list it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, get_args

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.domain.aturan import Fase, Kelompok
from app.domain.temuan import TINGKAT, by_severity
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from app.domain.temuan import Temuan
    from app.store.reasons import Alasan, Key

FOUND = 1
SIGNING: Fase = "tanda_tangan"


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    option(parser, "--fase", choices=get_args(Fase), default=SIGNING)
    option(parser, "--tingkat", choices=TINGKAT)
    option(parser, "--kelompok", choices=get_args(Kelompok))
    option(parser, "--formulir", metavar="KODE")
    option(parser, "--aturan", metavar="KODE")
    option(parser, "--sel", metavar="SEL")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """List what was found, gravest first; the notes alone are no reason for another exit code."""
    from app.exchange import hambatan
    from app.store import reasons

    with bersama.open_office(args.kantor) as office:
        acuan = bersama.definitions(office)
        wilayah = acuan.lists.region(office.identitas.wilayah, str(args.periode))
        gathered = hambatan.gather(office, acuan, args.periode, wilayah)
        given = reasons.reasons(office, wilayah.kode, args.periode)
    every = [one for lembar in gathered for one in lembar.temuan if _is_meant(one, args)]
    found = by_severity(every, args.fase)
    counts = Counter(one.tingkat(args.fase) for one in found)
    keluaran.say(t("perintah.temuan.jumlah", **{level: counts[level] for level in TINGKAT}))
    for one in found:
        level = t(f"isian.tingkat.{one.tingkat(args.fase)}")
        keluaran.say(f"- {level} {one.formulir} {one.sel} {one.aturan.kode}: {one.pesan}")
    grave = counts["penghalang"] + counts["peringatan"]
    told = [_document(one, args.fase, given) for one in found]
    return Hasil(FOUND if grave else 0, {"jumlah": dict(counts), "temuan": told})


def _is_meant(one: Temuan, args: Namespace) -> bool:
    asked = (
        (args.formulir, one.formulir),
        (args.aturan, one.aturan.kode),
        (args.sel, one.sel),
        (args.kelompok, one.kelompok),
        (args.tingkat, one.tingkat(args.fase)),
    )
    return all(wanted in (None, found) for wanted, found in asked)


def _document(one: Temuan, fase: Fase, given: Mapping[Key, Alasan]) -> dict[str, object]:
    from app.exchange import hambatan

    return {
        "formulir": one.formulir,
        "sel": one.sel,
        "aturan": one.aturan.kode,
        "kelompok": one.kelompok,
        "tingkat": one.tingkat(fase),
        "pesan": one.pesan,
        "saran": one.saran,
        "alasan": hambatan.reason_for(one, given),
    }
