"""Number formats: those of honest programs pass, those that bring digits of their own do not."""

from __future__ import annotations

import pytest

from app.errors import LontarError
from app.exchange import format_angka
from app.exchange.gaya_paket import STYLES


@pytest.mark.parametrize(
    "code",
    [
        "999", '"999"', "\\9", '[=5]"999"', '0"0"', "[$9-421]#,##0", "*9", "0.0\\0", "# ?/4",
        '"٣"', "[$²]0", '"½"', "#,##0;[Red]-#,##0;7", '"Rp 1.000"', "0 9",
    ],
)  # fmt: skip
def test_a_format_with_digits_of_its_own_is_a_disguise(code):
    assert format_angka.is_disguise(code)


@pytest.mark.parametrize(
    "code",
    [
        "General", "@", "#,##0_)", "#,##0.00\\*_)", "0%", "0.00E+00", "[$Rp-421]#,##0",
        "[$-421]d mmmm yyyy", "[$-F800]dddd", "[>=1000]#,##0", "[Color10]0", "_9 0", "ss.000",
        '_("Rp"* #,##0_)', '"TRUE";"TRUE";"FALSE"', '0"', "",
    ],
)  # fmt: skip
def test_a_format_that_only_shapes_the_figure_passes(code):
    assert not format_angka.is_disguise(code)


def test_no_style_of_our_own_packages_is_a_disguise():
    codes = {str(style["num_format"]) for style in STYLES.values() if "num_format" in style}
    assert codes
    assert not any(map(format_angka.is_disguise, codes))


def test_the_refusal_names_the_format_and_the_part():
    styles = b'<styleSheet><numFmt numFmtId="164" formatCode="&quot;999&quot;"/></styleSheet>'
    with pytest.raises(LontarError) as refused:
        format_angka.check("xl/styles.xml", styles)
    assert refused.value.pesan == (
        'Berkas ini memakai format angka “"999"” (di xl/styles.xml), yang membuat sel menampilkan '
        "sesuatu yang lain daripada isinya."
    )
    assert refused.value.saran == (
        "Jangan percayai angka yang tampak di berkas ini. Minta ekspor baru dari Lontar dan beri "
        "tahu pengelola di provinsi."
    )


def test_a_part_without_formats_passes():
    format_angka.check("xl/styles.xml", b"<styleSheet/>")
    format_angka.check("xl/styles.xml", b'<styleSheet><numFmt formatCode="0"/></styleSheet>')
