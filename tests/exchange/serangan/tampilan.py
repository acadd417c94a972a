"""Attacks on what a person sees while every cell holds what was signed."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from tests.exchange.segel.contoh_segel import BOOK, KINDS, SPREADSHEET, Bedah
from tests.exchange.serangan import meja
from tests.exchange.serangan.angka import HARUS, KESEHATAN, RINGKASAN
from tests.exchange.serangan.meja import STYLES

if TYPE_CHECKING:
    from collections.abc import Callable

DRAWING, DRAWING_LIST = "xl/drawings/drawing1.xml", "xl/drawings/_rels/drawing1.xml.rels"
QR = "xl/media/image1.png"
PERSEN = ("KES-01", "penerima.persen.jumlah")
_ANCHOR = (
    "<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff>"
    "<xdr:row>6</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>2</xdr:col>"
    "<xdr:colOff>0</xdr:colOff><xdr:row>8</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
    "{}<xdr:clientData/></xdr:twoCellAnchor>"
)
_BOX = (
    "<xdr:sp><xdr:nvSpPr><xdr:cNvPr id='9' name='Kotak'/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr/>"
    "<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>9.999</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
)
_CHART = "<xdr:graphicFrame macro=''><a:graphic/></xdr:graphicFrame>"


def shape(cell: tuple[str, str], code: str) -> Callable[[Bedah], None]:
    """A figure behind another number format."""
    return lambda parts: meja.with_format(parts, *meja.where(parts, cell), code)


def formatted(code: str) -> Callable[[Bedah], None]:
    return shape(HARUS, code)


def built_in(number: str, *, spelled: bool = False) -> Callable[[Bedah], None]:
    """A format some programs know by its number alone, spelled harmlessly or not at all."""

    def attack(parts: Bedah) -> None:
        formatted("#,##0")(parts)
        if not spelled:
            parts.edit(STYLES, lambda text: re.sub('<numFmt numFmtId="900"[^>]*/>', "", text))
        parts.edit(STYLES, lambda text: text.replace('numFmtId="900"', f'numFmtId="{number}"'))

    return attack


def aligned(placing: str) -> Callable[[Bedah], None]:
    """A style of its own with another placing."""

    def attack(parts: Bedah) -> None:
        formatted("#,##0")(parts)

        def change(text: str) -> str:
            head, mark, last = text.rpartition('<xf numFmtId="900"')
            return (
                head
                + mark
                + re.sub(r"<alignment [^>]*/>", f"<alignment {placing}/>", last, count=1)
            )

        parts.edit(STYLES, change)

    return attack


def row_of(attribute: str) -> Callable[[Bedah], None]:
    """The row of the figure with one more word."""

    def attack(parts: Bedah) -> None:
        mark = f'<row r="{row_number(parts)}" '
        meja.rewrite(parts, KESEHATAN, mark, f"{mark}{attribute} ")

    return attack


def row_number(parts: Bedah) -> str:
    return re.sub("[A-Z]", "", meja.where(parts, HARUS)[1])


def on_sheet(old: str, new: str) -> Callable[[Bedah], None]:
    return lambda parts: meja.rewrite(parts, KESEHATAN, old, new)


def inserted(piece: str, mark: str = "<printOptions") -> Callable[[Bedah], None]:
    return lambda parts: meja.before(parts, KESEHATAN, mark, piece)


def low_row(parts: Bedah) -> None:
    pattern = rf'(<row r="{row_number(parts)}"[^>]*?ht=")[0-9.]+'
    parts.edit(meja.place(parts, KESEHATAN), lambda text: re.sub(pattern, r"\g<1>0.75", text))


def narrow_column(parts: Bedah) -> None:
    pattern = r'(<col min="3" max="[0-9]+" width=")[0-9.]+'
    parts.edit(meja.place(parts, KESEHATAN), lambda text: re.sub(pattern, r"\g<1>0.1", text))


def merged_beside(parts: Bedah) -> None:
    """A figure spread over the empty cell at its right, and so under another heading."""
    text = parts[meja.place(parts, KESEHATAN)].decode()
    pair = r'<c r="([A-Z]+[0-9]+)" s="[0-9]+"><v>[0-9.]+</v></c><c r="([A-Z]+[0-9]+)" s="[0-9]+"/>'
    found = re.search(pair, text)
    assert found is not None
    meja.before(parts, KESEHATAN, "<mergeCell ref", f'<mergeCell ref="{found[1]}:{found[2]}"/>')


def merged_over(parts: Bedah) -> None:
    """Two cells that hold something become one on the screen."""
    row = row_number(parts)
    meja.before(parts, KESEHATAN, "<mergeCell ref", f'<mergeCell ref="C{row}:D{row}"/>')


def rich(parts: Bedah) -> None:
    mark = f'<c r="{meja.where(parts, HARUS)[1]}"'
    meja.rewrite(parts, KESEHATAN, mark, f'<c vm="1"{mark.removeprefix("<c")}')


def printed(parts: Bedah) -> None:
    pattern = r"('02_Kesehatan'!\$A\$1:\$[A-Z]+\$)[0-9]+"
    parts.edit(BOOK, lambda text: re.sub(pattern, r"\g<1>20", text, count=1))


def conditional(parts: Bedah) -> None:
    told = (
        '<dxfs count="1"><dxf><numFmt numFmtId="901" formatCode="&quot;Nihil&quot;"/></dxf></dxfs>'
    )
    parts.edit(STYLES, lambda text: re.sub(r"<dxfs [^>]*/>", told, text))
    rule = '<cfRule type="expression" dxfId="0" priority="1"><formula>TRUE</formula></cfRule>'
    place = meja.where(parts, HARUS)[1]
    inserted(f'<conditionalFormatting sqref="{place}">{rule}</conditionalFormatting>')(parts)


def commented(parts: Bedah) -> None:
    """A note as programs write it: a part of its own, and a drawing that shows it."""
    said = '<comment ref="D21" authorId="0"><text><t>Yang benar 9.999</t></text></comment>'
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    told = f"<authors><author/></authors><commentList>{said}</commentList>"
    body = f'{head}<comments xmlns="{ns}">{told}</comments>'
    parts.add("xl/comments1.xml", body.encode(), f"{SPREADSHEET}comments+xml")
    parts.lead(meja.list_of(parts, KESEHATAN), "rId9", f"{KINDS}comments", "../comments1.xml")


def overlaid(thing: str) -> Callable[[Bedah], None]:
    """One more thing on the summary."""
    return lambda parts: parts.swap(
        DRAWING, ("<xdr:twoCellAnchor>", _ANCHOR.format(thing) + "<xdr:twoCellAnchor>")
    )


def other_code(parts: Bedah) -> None:
    import segno

    out = io.BytesIO()
    segno.make("LONTAR spm 53.01 2026-T3 rev9", micro=False).save(out, "png", scale=3, border=2)
    parts[QR] = out.getvalue()


def photo(parts: Bedah) -> None:
    parts[QR] = b"\xff\xd8\xff\xe0" + bytes(2000)


def broken_code(parts: Bedah) -> None:
    parts[QR] = parts[QR][:200]


def moved_code(parts: Bedah) -> None:
    pattern = r"(<xdr:from>.*?<xdr:row>)[0-9]+"
    parts.edit(DRAWING, lambda text: re.sub(pattern, r"\g<1>10", text, count=1))


def second_picture(parts: Bedah) -> None:
    """A drawing for programs that know SVG, inside the picture of the QR code."""
    parts.add("xl/media/image2.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")
    parts.lead(DRAWING_LIST, "rId2", f"{KINDS}image", "../media/image2.svg")
    blip = re.search(rb"<a:blip [^>]*/>", parts[DRAWING])
    assert blip is not None
    svg = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
    inner = f'<asvg:svgBlip xmlns:asvg="{svg}" r:embed="rId2"/>'
    told = f'<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3}}">{inner}</a:ext></a:extLst>'
    parts.swap(DRAWING, (blip[0].decode(), f"{blip[0].decode()[:-2]}>{told}</a:blip>"))


def background(parts: Bedah) -> None:
    parts.lead(meja.list_of(parts, KESEHATAN), "rId9", f"{KINDS}image", "../media/image1.png")
    inserted('<picture r:id="rId9"/>', "</worksheet>")(parts)


def table(parts: Bedah) -> None:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    column = '<tableColumns count="1"><tableColumn id="1" name="x"/></tableColumns>'
    body = f'<table xmlns="{ns}" id="1" name="T" displayName="T" ref="J1:J2">{column}</table>'
    parts.add("xl/tables/table1.xml", (head + body).encode(), f"{SPREADSHEET}table+xml")
    parts.lead(meja.list_of(parts, KESEHATAN), "rId9", f"{KINDS}table", "../tables/table1.xml")
    inserted('<tableParts count="1"><tablePart r:id="rId9"/></tableParts>', "</worksheet>")(parts)


def second_styles(parts: Bedah) -> None:
    text = parts[STYLES].decode()
    styles = text[text.index("<cellXfs") : text.index("</cellXfs>")] + "</cellXfs>"
    parts.swap(STYLES, ("</cellXfs>", f"</cellXfs>{styles}"))


def style_out_of_range(parts: Bedah) -> None:
    meja.restyle(parts, *meja.where(parts, HARUS), "9999")


_MESSAGE = (
    '<dataValidations count="1"><dataValidation type="list" sqref="D21" showInputMessage="1" '
    'promptTitle="Angka" prompt="Yang benar 9.999"><formula1>"[1]Lain!A1"</formula1>'
    "</dataValidation></dataValidations>"
)
_SPARK = (
    '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    "<x14:sparklineGroups/></ext></extLst>"
)

TAMPILAN: dict[str, Callable[[Bedah], None]] = {
    "format_angka_palsu": formatted('"999"'),
    "format_ribuan": formatted("#,##0,"),
    "format_persen": formatted("0%"),
    "format_persen_bawaan": built_in("9"),
    "format_tanggal_bawaan": built_in("14"),
    "format_persen_disamarkan": built_in("9", spelled=True),
    "format_ilmiah": formatted("0E+00"),
    "format_pecahan": formatted("# ?/?"),
    "format_titik_pindah": formatted("0\\.000"),
    "format_kata": formatted('"sembilan ribu"'),
    "format_satuan": formatted('#,##0" juta"'),
    "format_kosong": formatted(";;;"),
    "format_minus": formatted('"-"#,##0'),
    "format_syarat": formatted('[>5000]"tinggi";#,##0'),
    "format_isian": formatted("#,##0*9"),
    "format_bulat": shape(PERSEN, "0"),
    "format_umum": shape(PERSEN, "General"),
    "format_teks": lambda parts: meja.with_format(parts, RINGKASAN, "A2", '@" (benar)"'),
    "format_lebih": shape(PERSEN, "#,##0.0000"),
    "susunan_berulang": aligned('horizontal="fill"'),
    "susunan_kanan_ke_kiri": aligned('horizontal="right" readingOrder="2"'),
    "susunan_melebar": aligned('horizontal="centerContinuous"'),
    "susunan_menjorok": aligned('horizontal="left" indent="60"'),
    "gaya_ganda": second_styles,
    "gaya_tidak_ada": style_out_of_range,
    "baris_tersembunyi": row_of('hidden="1"'),
    "baris_setipis_garis": low_row,
    "baris_bawaan_nol": on_sheet("<sheetFormatPr ", '<sheetFormatPr zeroHeight="1" '),
    "kolom_tersembunyi": on_sheet('<col min="3"', '<col hidden="1" min="3"'),
    "kolom_setipis_garis": narrow_column,
    "nol_tak_tampak": on_sheet("<sheetView ", '<sheetView showZeros="0" '),
    "jendela_beku": on_sheet("<sheetView ", '<sheetView topLeftCell="A30" '),
    "gabung_ditambah": merged_beside,
    "gabung_dibuang": lambda parts: parts.edit(
        meja.place(parts, KESEHATAN), lambda text: re.sub("<mergeCells.*</mergeCells>", "", text)
    ),
    "gabung_berisi": merged_over,
    "format_bersyarat": conditional,
    "pesan_isian": inserted(_MESSAGE),
    "komentar": commented,
    "kotak_tulisan": overlaid(_BOX),
    "grafik": overlaid(_CHART),
    "gambar_ganti": photo,
    "gambar_rusak": broken_code,
    "qr_lain": other_code,
    "qr_dipindah": moved_code,
    "gambar_kedua": second_picture,
    "gambar_latar": background,
    "tabel": table,
    "grafik_mini": inserted(_SPARK, "</worksheet>"),
    "kaki_halaman": on_sheet("&amp;P dari &amp;N", "&amp;P dari &amp;N, jumlah 9.999"),
    "kepala_halaman": on_sheet(
        "<oddFooter>", "<oddHeader>&amp;CKabupaten Lain</oddHeader><oddFooter>"
    ),
    "isi_alternatif": inserted(
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"/>'
    ),
    "tautan": lambda parts: linked(parts, ""),
    "tautan_petunjuk": lambda parts: linked(parts, ' tooltip="Yang benar 9.999"'),
    "tab_disembunyikan": lambda parts: parts.swap(
        BOOK, ("<workbookView ", '<workbookView showSheetTabs="0" ')
    ),
    "isi_kaya": rich,
    "gaya_alternatif": lambda parts: parts.swap(
        STYLES,
        (
            "</cellXfs>",
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"/></cellXfs>',
        ),
    ),
    "gambar_berbingkai": lambda parts: parts.swap(
        DRAWING, ("</xdr:spPr>", '<a:ln w="9000000"/></xdr:spPr>')
    ),
    "nama_sel": lambda parts: parts.swap(
        BOOK,
        ("</definedNames>", '<definedName name="Jumlah">[1]Lain!$A$1</definedName></definedNames>'),
    ),
    "area_cetak": printed,
    "warna_putih": lambda parts: parts.edit(
        STYLES, lambda text: text.replace("FF261F18", "FFFFFFFF")
    ),
}
"""What is done to the parts of the package."""


def linked(parts: Bedah, more: str) -> None:
    outside = ' TargetMode="External"'
    parts.lead(
        meja.list_of(parts, KESEHATAN),
        "rId9",
        f"{KINDS}hyperlink",
        "http://contoh.invalid/",
        outside,
    )
    inserted(f'<hyperlinks><hyperlink ref="A1" r:id="rId9"{more}/></hyperlinks>')(parts)
