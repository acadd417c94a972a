"""A province and a kabupaten with their own clocks, and the way from a request to a certificate."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from app.errors import LontarError
from app.exchange import pendaftaran, pendirian, sertifikat
from app.store import people
from app.store.office import Office
from tests.exchange.contoh_pendirian import FRASA, plan, ready_keys, silent

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.wilayah import Wilayah
    from app.exchange.sertifikat import Penanda
    from app.store.people import Pengguna

SALAH = "bukan frasa yang benar"


class Clock:
    """A clock the test can turn."""

    def __init__(self) -> None:
        self.now = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, days: float) -> None:
        self.now += timedelta(days=days)


def founded(
    folder: Path, clock: Clock, wilayah: Wilayah, jenis: str = "", first: int = 0
) -> Office:
    pendirian.establish(plan(wilayah, jenis), folder, clock, silent, ready_keys(first))
    return Office.open(folder, clock)


def first_person(office: Office) -> Pengguna:
    return people.users(office)[0]


def asked_and_issued(asking: Office, province: Office, user: Pengguna | None = None) -> bytes:
    data = pendaftaran.request(asking, user or first_person(asking), FRASA)
    return pendaftaran.issue(province, sertifikat.read_request(data), FRASA)


def enrolled(asking: Office, province: Office, user: Pengguna | None = None) -> Penanda:
    """The whole way; returns the signer as the certificate names them."""
    answer = pendaftaran.read_answer(asking, asked_and_issued(asking, province, user))
    return pendaftaran.install(asking, user or first_person(asking), answer, FRASA)


def refused(call, *arguments, **named) -> str:
    """The code of the situation a call ends in."""
    return situation(call, *arguments, **named).kode


def situation(call, *arguments, **named) -> LontarError:
    with pytest.raises(LontarError) as caught:
        call(*arguments, **named)
    return caught.value
