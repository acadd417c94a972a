"""Paket before signing: evidence that goes along, letters that are wanted, privacy in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.bukti import Keterangan
from app.domain.nilai import Keadaan
from app.store import evidence, people
from app.store.door import CellWrite, Kunci
from app.ui.pages import home_figures
from app.ui.pages.package import PackagePage
from app.ui.pages.settings import SettingsPage
from tests import contoh_bukti
from tests.ui.contoh_daerah import PERIODE, desk, open_sheet
from tests.ui.contoh_jendela import ENDE, new_office

if TYPE_CHECKING:
    from app.ui.pages.package_state import StateCard

TERLAYANI = "penerima.terlayani.jumlah"
SOLUSI = "uraian.solusi.teks"


@pytest.fixture
def window(qtbot, tmp_path):
    return desk(qtbot, new_office(tmp_path / "k", ENDE), "spm")


def put(window, sel, nilai) -> None:
    cell = CellWrite("KES-01", ENDE, str(PERIODE), sel, nilai)
    window.session.write([cell], jenis="isi", label="isi")


def attach(window, data, *, along=True) -> None:
    kunci = Kunci("KES-01", ENDE, str(PERIODE))
    told = Keterangan(disertakan=along)
    evidence.attach(
        window.session.office, kunci, TERLAYANI, "a", data, told, label="b", pelaku="Maria"
    )


def state(window) -> StateCard:
    """The card that tells what will be in the package, up to date."""
    window.desk.show_page("paket")
    page = window.desk.current_page
    assert isinstance(page, PackagePage)
    assert page.send is not None
    page.send.state.refresh()
    return page.send.state


def facts(window) -> dict[str, str]:
    return dict(state(window)._facts(home_figures.read(window.session)))


def press(window, kode: str) -> None:
    """Choose the line of an obstacle, and let it lead to where it is settled."""
    here = state(window).obstacles
    place = next(n for n, one in enumerate(here.entries) if one.hambatan.kode == kode)
    here.list.setCurrentIndex(here.list.model().index(place, 0))
    here.show_cell.click()


def test_it_says_how_much_evidence_goes_along_and_what_stays(window):
    assert facts(window)["Bukti"] == "0 berkas, 0,0 MB"
    attach(window, contoh_bukti.pdf())
    attach(window, contoh_bukti.JPG, along=False)
    assert facts(window)["Bukti"] == "1 berkas, 0,1 MB; 1 tidak disertakan"


def test_nihil_without_its_letter_is_counted_and_does_not_block(window):
    put(window, TERLAYANI, Keadaan.NIHIL)
    assert facts(window)["Nihil tanpa surat pernyataan"] == "1"
    assert state(window).waiting == []
    attach(window, contoh_bukti.pdf())
    assert "Nihil tanpa surat pernyataan" not in facts(window)


def test_a_text_that_names_people_leads_to_its_cell(window):
    put(window, SOLUSI, "NIK 5301010101900002")
    press(window, "pribadi_nik")
    sheet, sel = open_sheet(window)
    assert (sheet.form.kode, sel) == ("KES-01", SOLUSI)


def test_a_field_of_the_office_that_names_people_leads_to_the_settings(window):
    people.add_user(
        window.session.office, nama="Yosef", peran="operator", jabatan="HP 081234567890"
    )
    press(window, "pribadi_pengaturan")
    page = window.desk.current_page
    assert isinstance(page, SettingsPage)
    assert page.sections["pengguna"].isVisible()
