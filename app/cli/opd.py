"""`opd`: which OPD owns which urusan at a kabupaten, and what an OPD fills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.cli import bersama, langkah
from app.cli.keluaran import Hasil, Keluaran
from app.cli.langkah import Langkah
from app.cli.pengurai import option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.store.opd import Pemilik


def configure(parser: ArgumentParser) -> None:
    """The steps of the verb."""
    one = langkah.of(_one_urusan, _reason, langkah.person)
    steps = (
        Langkah("daftar", _list),
        Langkah("tetapkan", _assign, langkah.of(_name, one)),
        Langkah("lepas", _release, one),
        Langkah("urusan", _own, _many_urusan),
    )
    langkah.configure(parser, "opd", steps)


def _one_urusan(parser: ArgumentParser) -> None:
    option(parser, "--urusan", required=True, metavar="KODE")


def _many_urusan(parser: ArgumentParser) -> None:
    option(parser, "--urusan", nargs="+", default=[], metavar="KODE")


def _reason(parser: ArgumentParser) -> None:
    option(parser, "--alasan", required=True, metavar="TEKS")


def _name(parser: ArgumentParser) -> None:
    option(parser, "--opd", required=True, metavar="NAMA")


def _list(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Who owns what now, with every decision; in an OPD what it fills."""
    from app.exchange import pemilik
    from app.store import opd, pustaka

    names = pustaka.load_urusan(paths.forms())
    with bersama.open_office(args.kantor) as office:
        own, record, now = opd.owned(office), opd.record(office), opd.owners(office)
    if own is not None:
        return _tell_own([kode for kode in names if kode in own], names, keluaran)
    for one in now.values():
        keluaran.say(pemilik.spoken(one, names))
    if not now:
        keluaran.say(t("opd.pemilik.kosong"))
    told = {"pemilik": _plain(list(now.values())), "riwayat": _plain(record)}
    return Hasil(0, dict(told))


def _assign(args: Namespace, keluaran: Keluaran) -> Hasil:
    return _decide(args, args.opd, keluaran)


def _release(args: Namespace, keluaran: Keluaran) -> Hasil:
    return _decide(args, "", keluaran)


def _decide(args: Namespace, name: str, keluaran: Keluaran) -> Hasil:
    from app.exchange import pemilik
    from app.store import pustaka

    names = pustaka.load_urusan(paths.forms())
    with bersama.open_office(args.kantor) as office:
        pelaku = bersama.person(office, args.pengguna).nama
        made = pemilik.set_owner(
            office, args.urusan, name, args.alasan, pelaku=pelaku, folder=paths.forms()
        )
    for one in made:
        keluaran.say(pemilik.spoken(one, names))
    return Hasil(0, {"pemilik": _plain(made)})


def _own(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import pemilik
    from app.store import pustaka

    with bersama.open_office(args.kantor) as office:
        made = pemilik.set_own(office, args.urusan, paths.forms())
    return _tell_own(list(made), pustaka.load_urusan(paths.forms()), keluaran)


def _tell_own(own: list[str], names: dict[str, str], keluaran: Keluaran) -> Hasil:
    listed = ", ".join(names[kode] for kode in own)
    keluaran.say(t("opd.urusan_sendiri", daftar=listed))
    return Hasil(0, {"urusan": own})


def _plain(decisions: list[Pemilik]) -> list[dict[str, str]]:
    return [one._asdict() for one in decisions]
