"""The golden vector: a seal another program made, reproduced to the byte."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509

from app.errors import LontarError
from app.exchange import segel
from app.exchange.segel import aturan, naskah, opc, tulis
from tests.exchange.contoh_sertifikat import officer
from tests.exchange.segel.contoh_segel import ORIGIN, ORIGIN_LIST, ROOT, SIG, TYPES, unpacked

HERE = Path(__file__).parent / "vektor"
FACTS = json.loads((HERE / "vector.json").read_bytes())
ISIAN = naskah.Isian(FACTS["time"], FACTS["comment"], FACTS["role"], tampak=True)


def stored(name: str) -> bytes:
    return (HERE / name).read_bytes()


@pytest.fixture(scope="module")
def certificate() -> x509.Certificate:
    return x509.load_pem_x509_certificate(stored("kab.pem"))


@pytest.fixture(scope="module")
def rangka() -> tuple[aturan.Rangka, dict[str, bytes]]:
    frame, _, digests = tulis._taken_over(stored("in.xlsx"), tampak=True)
    return frame, digests


@pytest.fixture(scope="module")
def built(rangka, certificate) -> naskah.Naskah:
    return naskah.compose(aturan.references(*rangka), ISIAN, naskah.owner(certificate))


def signature() -> bytes:
    text = stored("sig1.xml").decode()
    return base64.b64decode(text.partition("<SignatureValue>")[2].partition("<")[0])


def test_every_reference_of_the_vector_is_computed(rangka):
    found = [
        (one.uri, None if one.ids is None else list(one.ids), one.digest)
        for one in aturan.references(*rangka)
    ]
    told = [(one["uri"], one["ids"], one["sha256_b64"]) for one in FACTS["references"]]
    assert found == told


def test_the_lists_are_written_and_transformed_as_in_the_vector(rangka):
    frame, _ = rangka
    assert opc.write_types(frame.parts) == stored("content_types.xml")
    assert opc.write_relations(frame.lists[ROOT]) == stored("root.rels")
    books = frame.lists["xl/_rels/workbook.xml.rels"]
    assert opc.write_relations(books) == stored("workbook.xml.rels")
    assert opc.transformed(books) == stored("xl__rels_workbook.xml.rels.transformed")
    root = [one for one in frame.lists[ROOT] if one.id != "rIdTtd"]
    assert opc.transformed(root) == stored("root.transformed")


def test_the_signed_objects_are_those_of_the_vector(built):
    objects = naskah.canonical_objects(built.paket, built.kantor, built.properti)
    names = ("idPackageObject", "idOfficeObject", "idSignedProperties")
    for name, text in zip(names, objects, strict=True):
        assert text.encode() == stored(f"{name}.c14n"), name
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert digest == FACTS["object_digests"][name]
    assert built.payload == stored("signedinfo.c14n")


def test_the_whole_seal_is_that_of_the_vector(built):
    assert built.complete(signature()) == stored("sig1.xml")


def test_the_certificate_is_quoted_as_in_the_vector(certificate):
    owner = naskah.owner(certificate)
    assert owner.penerbit == FACTS["issuer"]
    assert str(owner.nomor) == FACTS["serial"]
    assert base64.b64encode(hashlib.sha256(owner.der).digest()).decode() == FACTS["cert_sha256_b64"]


def test_the_vector_is_accepted_and_says_who_when_and_what(certificate):
    mentah = segel.look(stored("out.xlsx"))
    assert mentah is not None
    assert segel.check(mentah, certificate) == segel.SegelTerbaca(
        datetime(2026, 11, 22, 9, 15, 54, tzinfo=UTC), FACTS["comment"], FACTS["role"], tampak=True
    )


def test_the_vector_is_refused_for_another_signer():
    mentah = segel.look(stored("out.xlsx"))
    assert mentah is not None
    with pytest.raises(LontarError) as caught:
        segel.check(mentah, officer().certificate)
    assert caught.value.kode == "segel_cert_lain"


def test_the_workbook_of_the_vector_becomes_its_package_but_for_the_key():
    own = officer()
    ours = unpacked(
        segel.seal(
            stored("in.xlsx"),
            own.key,
            own.certificate,
            waktu=datetime.fromisoformat(FACTS["time"]),
            komentar=FACTS["comment"],
            peran=FACTS["role"],
        )
    )
    theirs = unpacked(stored("out.xlsx"))
    assert list(ours) == list(theirs)
    assert {name for name in ours if ours[name] != theirs[name]} == {SIG}
    assert ours[ORIGIN] == b""
    assert {TYPES, ROOT, ORIGIN_LIST} < ours.keys()
