"""`riwayat`: whether the history is whole; a cell's changes and the way back; undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama, langkah
from app.cli.keluaran import Hasil, Keluaran
from app.cli.langkah import Langkah
from app.cli.pengurai import option
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from app.domain.formulir import Sel
    from app.domain.nilai import Nilai
    from app.store.door import Kunci, Tindakan
    from app.store.office import Office
    from app.store.questions import Riwayat

BROKEN = 1
NOTHING = 1


def configure(parser: ArgumentParser) -> None:
    """The steps and their options."""
    steps = (
        Langkah("periksa", _check),
        Langkah("sel", _cell, _place),
        Langkah("kembalikan", _restore, langkah.of(_place, _number, langkah.person)),
        Langkah("langkah", _steps),
        Langkah("urungkan", _undo, langkah.of(_until, langkah.person)),
        Langkah("ulangi", _redo, langkah.of(_until, langkah.person)),
    )
    langkah.configure(parser, "riwayat", steps)


def _place(step: ArgumentParser) -> None:
    option(step, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    option(step, "--formulir", required=True, metavar="KES-01")
    option(step, "--sel", required=True, metavar="tabel.baris.kolom")


def _number(step: ArgumentParser) -> None:
    option(step, "--tindakan", type=int, required=True, metavar="N")


def _until(step: ArgumentParser) -> None:
    option(step, "--sampai", type=int, metavar="N")


def _check(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import periksa_riwayat

    with bersama.open_office(args.kantor) as office:
        state = periksa_riwayat.chain_state(office)
        lost = periksa_riwayat.lost_sendings(office)
    keluaran.say(state.kalimat)
    if not state.ok:
        keluaran.say(state.arti)
    if lost:
        keluaran.say(lost)
    keluar = 0 if state.ok and not lost else BROKEN
    return Hasil(keluar, {**state.as_json(), "kiriman_hilang": lost or None, "keluar": keluar})


# --- One cell ----------------------------------------------------------------------------------


def _cell(args: Namespace, keluaran: Keluaran) -> Hasil:
    with bersama.open_office(args.kantor) as office:
        kunci, sel = bersama.cell(office, args.periode, args.formulir, args.sel)
        found = _history(office, kunci, sel)
    keluaran.say(sel.label)
    titles = [t(f"perintah.riwayat.kolom.{name}") for name in ("nomor", "waktu", "nilai", "apa")]
    rows = [
        (
            str(one.tindakan),
            one.waktu[:19].replace("T", " "),
            t(
                "isian.dari_ke",
                lama=bersama.in_words(sel, one.lama),
                baru=bersama.in_words(sel, one.baru),
            ),
            f"{one.label} ({one.pelaku})",
        )
        for one in found
    ]
    if rows:
        keluaran.table(titles, rows, right=(0,))
    return Hasil(0, {"sel": sel.kode, "label": sel.label, "perubahan": [_told(o) for o in found]})


def _restore(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Write the value one line of the history tells, as a step of its own."""
    from app.store import door

    with bersama.open_office(args.kantor) as office:
        kunci, sel = bersama.cell(office, args.periode, args.formulir, args.sel)
        found = {one.tindakan: one for one in _history(office, kunci, sel)}
        if args.tindakan not in found:
            raise LontarError("riwayat_tanpa_nomor", nomor=args.tindakan, sel=sel.label)
        wanted = found[args.tindakan].baru
        label = t("isian.tindakan.kembalikan", sel=sel.label, nilai=bersama.in_words(sel, wanted))
        done = door.write(
            office,
            [door.CellWrite(*kunci, sel.kode, wanted)],
            jenis="kembalikan",
            label=label,
            pelaku=bersama.person(office, args.pengguna).nama,
        )
    keluaran.say(label if done.id else t("perintah.riwayat.sudah_begitu", sel=sel.label))
    return Hasil(0, _gesture(done))


def _history(office: Office, kunci: Kunci, sel: Sel) -> list[Riwayat]:
    from app.domain.periode import Periode
    from app.store import questions

    home = Periode.parse(kunci.periode)
    return questions.history(office, kunci.formulir, kunci.wilayah, home, sel.kode)


# --- Steps -------------------------------------------------------------------------------------


def _steps(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.store import undo

    with bersama.open_office(args.kantor) as office:
        found = undo.steps(office, office.identitas.wilayah)
    for one in found:
        state = t("langkah.sudah_urung") if one.urung else ""
        moment = one.waktu[:19].replace("T", " ")
        keluaran.say(f"{one.tindakan:>6}  {moment}  {one.pelaku}: {one.label}  {state}".rstrip())
    return Hasil(0, {"langkah": [one._asdict() for one in found]})


def _undo(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.store import undo

    done = _walked(args, undo.undo, undo.undo_to)
    return _reversed(keluaran, done, "isian.diurungkan", "jendela.tidak_ada_urungan")


def _redo(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.store import undo

    done = _walked(args, undo.redo, undo.redo_to)
    return _reversed(keluaran, done, "isian.diulang", "jendela.tidak_ada_ulangan")


def _walked(
    args: Namespace, once: Callable[..., Tindakan | None], far: Callable[..., list[Tindakan]]
) -> list[Tindakan]:
    """One step, or all down to the gesture that was named."""
    with bersama.open_office(args.kantor) as office:
        wilayah = office.identitas.wilayah
        pelaku = bersama.person(office, args.pengguna).nama
        if args.sampai is not None:
            return far(office, args.sampai, pelaku=pelaku, wilayah=wilayah)
        one = once(office, pelaku=pelaku, wilayah=wilayah)
        return [one] if one else []


def _reversed(keluaran: Keluaran, done: list[Tindakan], said: str, nothing: str) -> Hasil:
    for one in done:
        keluaran.say(t(said, label=one.label))
    if not done:
        keluaran.say(t(nothing))
    return Hasil(0 if done else NOTHING, {"langkah": [_gesture(one) for one in done]})


def _gesture(done: Tindakan) -> dict[str, object]:
    changed = [
        {**change._asdict(), "lama": _plain(change.lama), "baru": _plain(change.baru)}
        for change in done.perubahan
    ]
    return {**done._asdict(), "perubahan": changed}


def _told(one: Riwayat) -> dict[str, object]:
    return {**one._asdict(), "lama": _plain(one.lama), "baru": _plain(one.baru)}


def _plain(nilai: Nilai | None) -> dict[str, str] | None:
    """A value as the package spells it: kind and text."""
    from app.domain.nilai import encode

    if nilai is None:
        return None
    jenis, isi = encode(nilai)
    return {"jenis": jenis, "isi": isi}
