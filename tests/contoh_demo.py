"""A small demo shared by all tests that need whole offices: three kabupaten and their province."""

from __future__ import annotations

import shutil
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from app.domain.periode import Periode
from app.exchange import demo
from tests.exchange.contoh_pendirian import light_seals

if TYPE_CHECKING:
    from pathlib import Path

PERIODE = Periode(2026, 3)
LENGKAP, BELUM_LENGKAP, BELUM_MENGIRIM = "53.03", "53.17", "53.20"
_FOLDER = "demo-kecil"


def now() -> datetime:
    return datetime.now().astimezone()


def small_demo(factory: pytest.TempPathFactory) -> Path:
    """Its folder; made once per run and never changed by a test."""
    folder = factory.getbasetemp() / _FOLDER
    if not folder.exists():
        regions = {LENGKAP, BELUM_LENGKAP, BELUM_MENGIRIM}
        with pytest.MonkeyPatch.context() as patch:
            light_seals(patch)
            demo.build(folder, PERIODE, now, lambda *_: None, regions=regions, miskin=False)
    return folder


def copy_of(office: Path, target: Path) -> Path:
    """An office of one's own to write into."""
    shutil.copytree(office, target)
    return target
