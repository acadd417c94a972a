"""A desk with two offices, files, and passphrases in files, for the command line of trust."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from app.cli import bersama
from app.store.office import Office
from tests.exchange.contoh_pendirian import FRASA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LAIN = "frasa sandi yang lain sekali"
PIMPINAN = "Yohanes Contoh"


class Meja:
    """A desk with two offices, files, and passphrases in files."""

    def __init__(self, place: Path, run: Callable[..., tuple[int, str, str]]) -> None:
        self.place, self._run = place, run
        self.ende, self.ntt = place / "ende", place / "ntt"
        self.frasa, self.lain = place / "frasa.txt", place / "lain.txt"
        self.frasa.write_text(FRASA, encoding="utf-8")
        self.lain.write_text(LAIN, encoding="utf-8")

    def file(self, name: str) -> Path:
        return self.place / name

    def does(self, *words: object, code: int = 0) -> dict[str, Any]:
        keluar, out, err = self._run(*words, "--json")
        told: dict[str, Any] = json.loads(out)
        assert keluar == code, (out, err)
        return told

    def says(self, *words: object) -> str:
        return self._run(*words)[1]

    def refused(self, *words: object) -> str:
        return str(self.does(*words, code=2)["galat"]["kode"])

    def enrolled(self, *, pengguna: str = "Maria Contoh, S.IP", frasa: Path | None = None) -> Path:
        """Ask, issue and install; returns the file of the certificate."""
        mine = ("--pengguna", pengguna, "--frasa-sandi-berkas", frasa or self.frasa)
        asked, answer = self.file("minta.txt"), self.file("jawab.txt")
        kata = self.does("sertifikat", "minta", "--kantor", self.ende, "--keluar", asked, *mine)
        issued = self.does(
            "sertifikat", "terbitkan", "--kantor", self.ntt, "--berkas", asked, "--keluar", answer,
            "--kata", kata["kata"], "--frasa-sandi-berkas", self.frasa,
        )  # fmt: skip
        self.does(
            "sertifikat", "pasang", "--kantor", self.ende, "--berkas", answer,
            "--kata", issued["kata_otoritas"], *mine,
        )  # fmt: skip
        return answer


def opened(folder: Path) -> Office:
    """An office as it stands after a command."""
    return Office.open(folder, bersama.now)
