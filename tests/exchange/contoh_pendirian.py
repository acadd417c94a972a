"""A plan for a new office, and keys that need not be made anew for each test."""

from __future__ import annotations

from functools import cache
from itertools import cycle
from typing import TYPE_CHECKING

from app.domain.wilayah import Wilayah
from app.exchange import kunci
from app.exchange.pendirian import Rencana

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pytest
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

FRASA = "kuda laut makan lontar"
PROVINSI = "Provinsi Nusa Tenggara Timur"
ENDE = Wilayah("53.08", "Kabupaten Ende", "Ende", "kabupaten")
NTT = Wilayah("53", PROVINSI, "NTT", "provinsi")


@cache
def key(number: int) -> RSAPrivateKey:
    return kunci.generate()


def ready_keys(first: int = 0) -> Callable[[], RSAPrivateKey]:
    """Hands out keys of the test run, always the same ones in the same order."""
    numbers = cycle(range(first, first + 2))
    return lambda: key(next(numbers))


def silent(_step: str, _done: int, _total: int) -> None:
    """Nobody watches the progress."""


def plan(wilayah: Wilayah = ENDE, jenis: str = "", **changes: object) -> Rencana:
    facts = {
        "kantor": f"Bagian Pemerintahan {wilayah.nama}",
        "nama": "Maria Contoh, S.IP",
        "nip": "19850317 201001 2 003",
        "jabatan": "Analis Kebijakan",
        "peran": "operator",
        "frasa_sandi": FRASA,
    }
    kind = jenis or ("provinsi" if wilayah.is_provinsi else "kabupaten")
    return Rencana(jenis=kind, wilayah=wilayah, provinsi=PROVINSI, **{**facts, **changes})  # type: ignore[arg-type]


def light_seals(patch: pytest.MonkeyPatch) -> None:
    """Seal keys at a cost that tests can afford where the cost is not the subject."""
    patch.setattr(kunci, "SCRYPT_N", 2**12)


def few_in_common(words: Iterable[str], text: str) -> bool:
    """Whether a text gives six words away; one of them may stand in any sentence by chance."""
    return len(set(words) & set(text.split())) < 2
