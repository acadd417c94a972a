"""Verbs of several steps, such as `sertifikat minta`: each step with its own options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.cli import bersama
from app.cli.pengurai import json_option, option
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Sequence

    from app.cli.keluaran import Hasil, Keluaran


class Langkah(NamedTuple):
    """One step: its name, what it does, and its options beside the office."""

    name: str
    run: Callable[[Namespace, Keluaran], Hasil]
    options: Callable[[ArgumentParser], None] = lambda _parser: None


def configure(
    parser: ArgumentParser, verb: str, steps: Sequence[Langkah], *, office: bool = True
) -> None:
    """Give a verb its steps; the explanation of each is `perintah.<verb>.<step>`.

    Steps without an `office` find theirs by themselves.
    """
    group = parser.add_subparsers(title=t("perintah.judul"), dest="langkah", required=True)
    for one in steps:
        told = t(f"perintah.{verb}.{one.name}")
        step = group.add_parser(one.name, help=told, description=told)
        step.set_defaults(run=one.run)
        if office:
            option(step, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
        one.options(step)
        json_option(step)


def person(parser: ArgumentParser) -> None:
    """Who acts."""
    option(parser, "--pengguna", metavar="NAMA")


def passphrase(parser: ArgumentParser) -> None:
    """The file that holds the passphrase."""
    option(parser, "--frasa-sandi-berkas", type=Path, metavar="BERKAS")


def new_passphrase(parser: ArgumentParser) -> None:
    """The file that holds a second, new passphrase."""
    option(parser, "--frasa-baru-berkas", type=Path, metavar="BERKAS")


def file(parser: ArgumentParser) -> None:
    """A file to read."""
    option(parser, "--berkas", type=Path, required=True, metavar="BERKAS")


def target(parser: ArgumentParser) -> None:
    """Where the result goes."""
    option(parser, "--keluar", type=Path, required=True, metavar="BERKAS")


def words(parser: ArgumentParser) -> None:
    """The six words as they were heard."""
    option(parser, "--kata", metavar="KATA")


def of(*parts: Callable[[ArgumentParser], None]) -> Callable[[ArgumentParser], None]:
    """Several groups of options together."""

    def add(parser: ArgumentParser) -> None:
        for part in parts:
            part(parser)

    return add
