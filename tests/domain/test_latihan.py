"""The checks of an exercise, by facts alone."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from app.domain import latihan
from app.domain.latihan import value_of
from app.domain.latihan_putusan import Peringatan, amiss, fulfilled
from app.domain.nilai import Keadaan


@dataclass
class Fakta:
    """Facts as a test says them."""

    nilai: dict[str, object] = field(default_factory=dict)
    temuan: list[Peringatan] = field(default_factory=list)
    dinyatakan: bool = False
    revisi: int = 0
    berubah: int = 0

    def value(self, _formulir, sel):
        return self.nilai.get(sel)

    def planted(self, _formulir, sel):
        return {"sel": 4790}.get(sel)

    def findings(self, _formulir):
        return self.temuan

    def stated(self):
        return self.dinyatakan

    def revision(self):
        return self.revisi

    def unsent(self):
        return self.berubah

    def received(self):
        return self.revisi - 1

    def accepted(self, wilayah):
        return 2 if wilayah == "53.01" else 0

    def senders(self):
        return {"Dinas Kesehatan"}

    def owner(self, urusan):
        return {"KES": "Dinas Kesehatan"}.get(urusan, "")

    def answer(self, soal):
        return {"a": "benar"}.get(soal, "")

    def can_sign(self, wilayah):
        return wilayah == "53.01"

    def has_file(self, nama):
        return nama == "rekap*.xlsx"


@pytest.mark.parametrize(
    ("tertulis", "dipegang", "sama"),
    [
        (0, 0, True),
        (0, None, False),
        ({"keadaan": "nihil"}, Keadaan.NIHIL, True),
        ({"keadaan": "nihil"}, 0, False),
        ("0", 0, False),
    ],
)
def test_empty_zero_and_nihil_are_never_the_same(tertulis, dipegang, sama):
    asked = latihan.PeriksaNilai("k", "KES-01", "sel", tertulis)
    assert fulfilled(asked, Fakta({"sel": dipegang} if dipegang is not None else {})) is sama


def test_a_figure_since_january_is_the_right_sum_and_not_any_larger_one():
    asked = latihan.PeriksaKumulatif("k", "KES-02", "sel")
    assert not fulfilled(asked, Fakta({"sel": 5000}))
    assert amiss(asked, Fakta({"sel": 5000})) == ("nilai", 5000)
    assert fulfilled(asked, Fakta({"sel": 4790}))


def test_a_finding_is_gone_at_its_cell_or_everywhere():
    found = Fakta(temuan=[Peringatan("SPM-02", "a", beralasan=False)])
    assert not fulfilled(latihan.PeriksaTemuan("k", "F", "SPM-02"), found)
    assert not fulfilled(latihan.PeriksaTemuan("k", "F", "SPM-02", "a"), found)
    assert fulfilled(latihan.PeriksaTemuan("k", "F", "SPM-02", "b"), found)
    assert fulfilled(latihan.PeriksaTemuan("k", "F", "SPM-09"), found)


def test_a_reason_needs_the_warning_it_answers():
    asked = latihan.PeriksaAlasan("k", "F", "SPM-01")
    with_reason, without = (Peringatan("SPM-01", "a", beralasan=one) for one in (True, False))
    assert fulfilled(asked, Fakta(temuan=[with_reason]))
    assert not fulfilled(asked, Fakta(temuan=[with_reason, without]))
    # Whoever changed the figure until nothing warned any more has not done what was asked.
    assert not fulfilled(asked, Fakta())


def test_a_statement_counts_while_it_waits_and_after_it_was_signed():
    first, second = (latihan.PeriksaNyata("k", revisi) for revisi in (1, 2))
    assert not fulfilled(first, Fakta())
    assert fulfilled(second, Fakta(dinyatakan=True, revisi=1))
    assert fulfilled(first, Fakta(revisi=1))
    assert not fulfilled(second, Fakta(revisi=1))


@pytest.mark.parametrize(
    ("periksa", "terpenuhi"),
    [
        (latihan.PeriksaPaket("k", 2), False),
        (latihan.PeriksaPaket("k", 1), True),
        (latihan.PeriksaTandaTerima("k"), False),
        (latihan.PeriksaTandaTerima("k", 0), True),
        (latihan.PeriksaTerima("k", "53.01", 2), True),
        (latihan.PeriksaTerima("k", "53.02"), False),
        (latihan.PeriksaSoal("k", "a", "benar"), True),
        (latihan.PeriksaSoal("k", "a", "salah"), False),
        (latihan.PeriksaCabut("k", "53.04"), True),
        (latihan.PeriksaCabut("k", "53.01"), False),
        (latihan.PeriksaBerkas("k", "rekap*.xlsx"), True),
        (latihan.PeriksaBerkas("k", "lain.xlsx"), False),
    ],
)
def test_packages_answers_certificates_and_files(periksa, terpenuhi):
    assert fulfilled(periksa, Fakta(revisi=1)) is terpenuhi


@pytest.mark.parametrize(
    ("periksa", "fakta", "sebab"),
    [
        (latihan.PeriksaNilai("k", "F", "sel", 38), Fakta({"sel": 83}), ("nilai", 83)),
        (latihan.PeriksaNilai("k", "F", "sel", 38), Fakta(), None),
        (latihan.PeriksaSoal("k", "a", "salah"), Fakta(), ("jawaban", None)),
        (latihan.PeriksaSoal("k", "b", "benar"), Fakta(), None),
        (latihan.PeriksaAlasan("k", "F", "SPM-01"), Fakta(), ("tanpa_temuan", None)),
        (
            latihan.PeriksaAlasan("k", "F", "SPM-01"),
            Fakta(temuan=[Peringatan("SPM-01", "a", beralasan=False)]),
            None,
        ),
        (latihan.PeriksaPemilik("k", "KES", "PU"), Fakta(), ("pemilik", "Dinas Kesehatan")),
        (latihan.PeriksaPemilik("k", "PRK", "PU"), Fakta(), None),
        (latihan.PeriksaPaket("k", utuh=True), Fakta(revisi=1, berubah=3), ("berubah", 3)),
        (latihan.PeriksaPaket("k", 2, utuh=True), Fakta(revisi=1, berubah=3), None),
        (latihan.PeriksaBerkas("k", "lain.xlsx"), Fakta(), None),
    ],
)
def test_what_was_done_wrongly_is_told_and_nothing_where_nothing_was_done(periksa, fakta, sebab):
    assert not fulfilled(periksa, fakta)
    assert amiss(periksa, fakta) == sebab


def test_a_package_that_should_hold_everything_counts_until_something_changes():
    assert fulfilled(latihan.PeriksaPaket("k", utuh=True), Fakta(revisi=1))
    assert fulfilled(latihan.PeriksaPaket("k"), Fakta(revisi=1, berubah=3))


def test_an_exercise_begins_at_the_cell_it_is_about():
    gone = latihan.PeriksaTemuan("k", "KES-02", "SPM-02")
    elsewhere = latihan.PeriksaNilai("k", "KES-01", "lain", 1)
    begun = latihan.Kumulatif("KES-02", "penerima.terlayani.jumlah", benar=False)
    cases: list[tuple[list[latihan.Periksa], list[latihan.Langkah], str]] = [
        ([elsewhere, gone], [begun], "penerima.terlayani.jumlah"),
        ([latihan.PeriksaNilai("k", "KES-02", "ini", 1)], [begun], "ini"),
        ([elsewhere], [], ""),
    ]
    for checks, start, sel in cases:
        one = latihan.Latihan(
            *("x", "x", "kabupaten", 5, "x", "x", [], [], checks, [], [], start), formulir="KES-02"
        )
        assert one.sel == sel


def test_a_value_is_written_in_one_way_only():
    assert value_of("teks") == "teks"
    with pytest.raises(ValueError, match="lain"):
        value_of({"lain": "nihil"})


def test_an_opd_is_known_by_its_package_and_by_what_it_owns():
    for name, right in (("Dinas Kesehatan", True), ("Dinas Sosial", False)):
        assert fulfilled(latihan.PeriksaOpd("k", name), Fakta()) is right
        assert fulfilled(latihan.PeriksaPemilik("k", "KES", name), Fakta()) is right
    assert not fulfilled(latihan.PeriksaPemilik("k", "SOS", "Dinas Kesehatan"), Fakta())
