"""Sealed packages, and a workshop in which an attacker takes them apart, for the tests."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from app.exchange import paket, segel, tulis_paket
from app.exchange.meta_paket import Sampul
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import NOW, officer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.exchange.segel import SegelTerbaca
    from tests.exchange.contoh_sertifikat import Pihak

TYPES, ROOT = "[Content_Types].xml", "_rels/.rels"
SIG, ORIGIN = "_xmlsignatures/sig1.xml", "_xmlsignatures/origin.sigs"
ORIGIN_LIST = "_xmlsignatures/_rels/origin.sigs.rels"
BOOK, BOOK_LIST = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SHEET, STRINGS, STYLES = "xl/worksheets/sheet4.xml", "xl/sharedStrings.xml", "xl/styles.xml"
KOMENTAR = 'Paket SPM <Kupang> & "Triwulan III" é'
PERAN = "Sekretaris Daerah"

DSIG = "http://www.w3.org/2000/09/xmldsig#"
XADES = "http://uri.etsi.org/01903/v1.3.2#"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_LIST_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMES = f'<Object xmlns="{DSIG}" '
_DIGESTED = (
    ("idPackageObject", r'<Object Id="idPackageObject">.*?</Object>', "<Object ", _NAMES),
    ("idOfficeObject", r'<Object Id="idOfficeObject">.*?</Object>', "<Object ", _NAMES),
    (
        "idSignedProperties",
        r'<xd:SignedProperties Id="idSignedProperties">.*?</xd:SignedProperties>',
        "<xd:SignedProperties ",
        f'<xd:SignedProperties xmlns="{DSIG}" xmlns:xd="{XADES}" ',
    ),
)


@cache
def workbook() -> bytes:
    """The full package of a quarter as the writer makes it, not yet sealed."""
    bacaan, paket_id, _ = contoh.reading()
    hidden = Sampul(
        paket_id, paket.manifest_bytes(bacaan.isi).decode(), ["a..b"], paket.canonical(bacaan.isi)
    )
    return tulis_paket.workbook(bacaan, contoh.tata().sheets(*contoh.reading()), hidden)


@cache
def small_workbook(sheets: int = 3, calc: str = "manual") -> bytes:
    """A workbook with one of everything a package has, and little of it."""
    import segno
    import xlsxwriter

    buffer, image = io.BytesIO(), io.BytesIO()
    segno.make("lontar", micro=False).save(image, kind="png")
    book: Any = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_calc_mode(calc, 191029)
    book.set_custom_property("lontar.id", "00ff", "text")
    for number in range(sheets):
        page = book.add_worksheet(f"Lembar{number}")
        page.write_string(0, 0, "TERCAPAI")
        page.write_number(1, 0, 100 + number)
    page.insert_image(3, 3, "qr.png", {"image_data": image})
    page.protect("")
    page.hide()
    book.close()
    return buffer.getvalue()


@cache
def _sealed(*, tampak: bool) -> bytes:
    return seal(workbook(), tampak=tampak)


class Korban(NamedTuple):
    """The package under attack, the same with a seal nobody is led to, and who sealed it."""

    tampak: Callable[[], bytes]
    diam: Callable[[], bytes]
    pemilik: Callable[[], Pihak]


_MINE = Korban(lambda: _sealed(tampak=True), lambda: _sealed(tampak=False), officer)
_on_table = [_MINE]


@contextmanager
def on_table(korban: Korban) -> Iterator[None]:
    """Let every attack in this folder be made on another package."""
    _on_table.append(korban)
    try:
        yield
    finally:
        _on_table.pop()


def sealed(*, tampak: bool = True) -> bytes:
    korban = _on_table[-1]
    return korban.tampak() if tampak else korban.diam()


def pemilik() -> Pihak:
    """Who sealed the package under attack."""
    return _on_table[-1].pemilik()


@cache
def small(*, tampak: bool = True, sheets: int = 3) -> bytes:
    return seal(small_workbook(sheets), tampak=tampak)


def seal(data: bytes, **changes: Any) -> bytes:
    own = officer()
    facts = {"waktu": NOW, "komentar": KOMENTAR, "peran": PERAN, **changes}
    return segel.seal(data, own.key, own.certificate, **facts)


def judge(data: bytes) -> SegelTerbaca | None:
    """Both steps, as a province that trusts the officer takes them."""
    mentah = segel.look(data)
    return mentah if mentah is None else segel.check(mentah, officer().certificate)


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class Bedah(dict[str, bytes]):
    """The parts of a sealed package on an attacker's table; `packed` sews them up again."""

    def packed(self, method: int = zipfile.ZIP_STORED) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", method) as archive:
            for name, content in self.items():
                archive.writestr(zipfile.ZipInfo(name), content, method)
        return buffer.getvalue()

    def swap(self, name: str, *pairs: tuple[str, str]) -> None:
        """Replace each text once; an attack that finds nothing to replace is none."""
        for old, new in pairs:
            assert old.encode() in self[name], old
            self[name] = self[name].replace(old.encode(), new.encode(), 1)

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        changed = change(self[name].decode()).encode()
        assert changed != self[name]
        self[name] = changed

    def add(self, name: str, content: bytes, kind: str = "") -> None:
        """One more part, declared where a careful forger declares it."""
        self[name] = content
        if kind:
            row = f'<Override PartName="/{name}" ContentType="{kind}"/>'
            self._rows(TYPES, r"<Override [^>]*/>", "Types", row)

    def lead(self, name: str, ident: str, kind: str, target: str, more: str = "") -> None:
        """One more relationship, where a careful forger writes it."""
        row = f'<Relationship Id="{ident}" Type="{kind}" Target="{target}"{more}/>'
        if name not in self:
            head = '<?xml version="1.0" encoding="UTF-8"?>\n'
            self[name] = f'{head}<Relationships xmlns="{_LIST_NS}"></Relationships>'.encode()
        self._rows(name, r"<Relationship [^>]*/>", "Relationships", row)

    def drop(self, name: str) -> None:
        """A part gone, with its type and whatever led to it."""
        del self[name]
        last = name.rpartition("/")[2]
        for place in (TYPES, ROOT, BOOK_LIST, ORIGIN_LIST):
            if place in self:
                text = re.sub(rf"<[A-Z][a-z]+ [^>]*[/\"]{last}\"[^>]*/>", "", self[place].decode())
                self[place] = text.encode()

    def _rows(self, name: str, pattern: str, root: str, row: str) -> None:
        text = self[name].decode()
        rows = sorted([*re.findall(pattern, text), row])
        rest = re.sub(pattern, "", text)
        self[name] = rest.replace(f"</{root}>", "".join(rows) + f"</{root}>").encode()


def opened(data: bytes | None = None) -> Bedah:
    return Bedah(unpacked(sealed() if data is None else data))


def signed_again(text: str, key: Any = None, digest: str = "sha256", sign_hash: Any = None) -> str:
    """A seal with all its digests and its signature made anew, by whoever holds a key."""
    info = re.search(r"<SignedInfo>.*?</SignedInfo>", text, re.DOTALL)
    assert info is not None
    signed = info[0]
    for target, pattern, opening, names in _DIGESTED:
        found = re.search(pattern, text, re.DOTALL)
        assert found is not None
        content = found[0].replace(opening, names, 1).encode()
        value = base64.b64encode(hashlib.new(digest, content).digest()).decode()
        place = re.search(rf'URI="#{target}">.*?<DigestValue>([^<]*)', signed)
        assert place is not None
        signed = signed[: place.start(1)] + value + signed[place.end(1) :]
    payload = signed.replace("<SignedInfo>", f'<SignedInfo xmlns="{DSIG}">', 1).encode()
    owner = pemilik().key if key is None else key
    raw = owner.sign(payload, PKCS1v15(), sign_hash or SHA256())
    text = text.replace(info[0], signed, 1)
    value = base64.b64encode(raw).decode()
    return re.sub(r"<SignatureValue>[^<]*<", f"<SignatureValue>{value}<", text, count=1)
