"""`cadangan`: back up the whole office, list and check backups, and bring one back."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama, langkah
from app.cli.keluaran import Hasil, Keluaran
from app.cli.langkah import Langkah
from app.cli.pengurai import option
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import datetime

    from app.store.salvage import Selamat
    from app.store.vault import Simpanan

ONLY_SHOWN = 1
NOT_GOOD = 1


def configure(parser: ArgumentParser) -> None:
    """The steps and their options."""
    steps = (
        Langkah("buat", _make, _target),
        Langkah("daftar", _list, _source),
        Langkah("periksa", _check, _which),
        Langkah("pulihkan", _restore, langkah.of(_which, _agreed, langkah.person)),
    )
    langkah.configure(parser, "cadangan", steps)


def _target(step: ArgumentParser) -> None:
    option(step, "--flashdisk", type=bersama.folder, metavar="FOLDER")


def _source(step: ArgumentParser) -> None:
    option(step, "--dari", type=bersama.folder, metavar="FOLDER")


def _which(step: ArgumentParser) -> None:
    option(step, "--berkas", type=Path, metavar="BERKAS")


def _agreed(step: ArgumentParser) -> None:
    option(step, "--ketikan", action="store_true")
    option(step, "--ya", action="store_true")


def _make(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import cadangan_kata
    from app.store import backup, vault

    with bersama.open_office(args.kantor) as office:
        place = office.folder / backup.FOLDER_NAME
        if args.flashdisk is not None:
            place = vault.on_stick(args.flashdisk, office.identitas)
        made = vault.keep_whole(office.folder, place, office.now())
        if args.flashdisk is not None:
            vault.note_copied(office)
    isi = vault.look(made)
    keluaran.say(t("perintah.cadangan.dibuat", berkas=made))
    _say(keluaran, cadangan_kata.facts(isi))
    return Hasil(0, {"berkas": str(made), **isi._asdict()})


def _list(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import cadangan_kata
    from app.store import vault

    now = bersama.now()
    found = [one for place in vault.vaults(args.dari or args.kantor) for one in vault.listed(place)]
    rows = []
    for one in found:
        try:
            isi = vault.look(one.berkas)
        except LontarError as error:
            rows.append({"berkas": str(one.berkas), "galat": error.as_json()})
            keluaran.say(f"{one.berkas}: {error.pesan}")
            continue
        told = cadangan_kata.line(one, now)
        keluaran.say(t("perintah.cadangan.baris", berkas=one.berkas, baris=told, sel=isi.sel))
        rows.append({"berkas": str(one.berkas), **isi._asdict()})
    if not rows:
        keluaran.say(t("perintah.cadangan.tidak_ada"))
    return Hasil(0 if rows else NOT_GOOD, {"cadangan": rows})


def _check(args: Namespace, keluaran: Keluaran) -> Hasil:
    document = _shown(args, _chosen(args), keluaran)
    keluar = NOT_GOOD if document["bukti_hilang"] else 0
    return Hasil(keluar, {**document, "keluar": keluar})


def _restore(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import cadangan_kata
    from app.store import restore, salvage

    chosen, now = _chosen(args), bersama.now()
    document = _shown(args, chosen, keluaran)
    if not args.ya:
        keluaran.say(t("perintah.cadangan.belum"))
        return Hasil(ONLY_SHOWN, {**document, "dipulihkan": False})
    aside = restore.restore(args.kantor, chosen.berkas, now)
    keluaran.say(t("perintah.cadangan.dipulihkan", kantor=args.kantor))
    if aside is None:
        return Hasil(0, {**document, "dipulihkan": True, "disisihkan": None})
    keluaran.say(t("perintah.cadangan.disisihkan", folder=aside))
    saved = salvage.since(salvage.damaged_in(aside), chosen.berkas)
    keluaran.say(cadangan_kata.salvaged(saved, chosen))
    back = _put_back(args, saved, keluaran) if args.ketikan and saved.ketikan else 0
    told = {"disisihkan": str(aside), "ketikan": len(saved.ketikan), "kembali": back}
    return Hasil(0, {**document, "dipulihkan": True, **told})


def _put_back(args: Namespace, saved: Selamat, keluaran: Keluaran) -> int:
    from app.store import salvage

    with bersama.open_office(args.kantor) as office:
        person = bersama.person(office, args.pengguna)
        label = t("cadangan.selamat.label")
        done = salvage.put_back(office, saved, label=label, pelaku=person.nama)
    keluaran.say(t("perintah.cadangan.kembali", jumlah=len(done.perubahan)))
    return len(done.perubahan)


def _chosen(args: Namespace) -> Simpanan:
    """The backup named, else the newest good one beside the office."""
    from app.store import salvage

    if args.berkas is not None:
        return _named(args.berkas, bersama.now())
    found = salvage.best(args.kantor)
    if found is None:
        raise LontarError("cadangan_tidak_satu_pun", folder=args.kantor)
    return found


def _named(file: Path, now: datetime) -> Simpanan:
    from app.store import backup, vault

    dated = {path: moment for moment, path in backup.dated(file.parent).items()}
    moment = dated.get(file, backup.wall_clock(now))
    with suppress(OSError):
        if file not in dated:
            moment = backup.wall_clock(type(now).fromtimestamp(file.stat().st_mtime, now.tzinfo))
    return vault.Simpanan(file, moment)


def _shown(args: Namespace, chosen: Simpanan, keluaran: Keluaran) -> dict[str, object]:
    """What the backup holds, and what is different here."""
    from app.exchange import cadangan_kata
    from app.store import comparison, vault

    isi = vault.look(chosen.berkas)
    keluaran.say(cadangan_kata.line(chosen, bersama.now()))
    _say(keluaran, cadangan_kata.facts(isi))
    document: dict[str, object] = {"berkas": str(chosen.berkas), **isi._asdict(), "beda": None}
    if args.kantor.is_dir():
        beda = comparison.compare(args.kantor, chosen.berkas)
        for sentence in cadangan_kata.difference(beda):
            keluaran.say(sentence)
        if beda is not None:
            sent = [list(one) for one in beda.terkirim_sesudah]
            document["beda"] = {**beda._asdict(), "terkirim_sesudah": sent}
    return document


def _say(keluaran: Keluaran, facts: list[tuple[str, str]]) -> None:
    for name, value in facts:
        keluaran.say(f"  {name}: {value}")
