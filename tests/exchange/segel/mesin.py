"""Programs that others wrote, asked what they think of a seal: Apache POI and LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.exchange.contoh_buku import SOFFICE, TIMEOUT, can_drive_libreoffice, driven

if TYPE_CHECKING:
    from collections.abc import Sequence

POI = Path(__file__).with_name("poi")
JAVA, JAVAC = shutil.which("java"), shutil.which("javac")
CERTUTIL = shutil.which("certutil")

_DEBIAN = Path("/usr/share/java")
# libapache-poi-java, what it depends on, and what its signatures need besides: libbcpkix-java and
# libxml-security-java.
_JARS = (
    "poi",
    "poi-ooxml",
    "poi-ooxml-schemas",
    "xmlbeans",
    "commons-collections4",
    "commons-compress",
    "commons-codec",
    "commons-math3",
    "commons-logging",
    "slf4j-api",
    "bcprov",
    "bcpkix",
    "bcutil",
    "xmlsec",
)
_SCHEMAS = ("dsig.xsd", "opc.xsd")

_ASK = """
storages = make("com.sun.star.embed.StorageFactory", context)
signatures = context.ServiceManager.createInstanceWithArgumentsAndContext(
    "com.sun.star.security.DocumentDigitalSignatures", ("1.2",), context)
# A package is only looked into for OOXML signatures when it is opened as a plain ZIP.
as_zip = uno.Any("[]com.sun.star.beans.PropertyValue", (option("StorageFormat", "ZipFormat"),))
for url in arguments:
    storage = uno.invoke(storages, "createInstanceWithArguments", ((url, 1, as_zip),))
    found = signatures.verifyDocumentContentSignatures(storage, None)
    told = [f"{one.SignatureIsValid} {one.CertificateStatus}" for one in found]
    book = desktop.loadComponentFromURL(url, "_blank", 0, (option("Hidden", True),))
    print(len(book.getSheets().getElementNames()), *told, sep=";")
    book.close(True)
desktop.terminate()
"""


def without_poi() -> str:
    """What is missing to ask Apache POI; empty when nothing is."""
    if JAVA is None or JAVAC is None:
        return "no JDK (java and javac) is installed here"
    missing = [name for name in _JARS if not (_DEBIAN / f"{name}.jar").exists()]
    return f"Apache POI is not complete here: {' '.join(missing)}" if missing else ""


def without_libreoffice() -> str:
    """What is missing to ask LibreOffice for its verdict; empty when nothing is."""
    if SOFFICE is None or sys.platform == "win32":
        return "LibreOffice is not installed here"
    if not can_drive_libreoffice():
        return "no script can drive LibreOffice here (python3-uno)"
    return "" if CERTUTIL else "no certificate can be made known to LibreOffice (libnss3-tools)"


needs_poi = pytest.mark.skipif(bool(without_poi()), reason=without_poi())
needs_signatures = pytest.mark.skipif(bool(without_libreoffice()), reason=without_libreoffice())


def compiled(folder: Path) -> str:
    """The class path with the checker in it, compiled into the folder."""
    path = os.pathsep.join(str(_DEBIAN / f"{name}.jar") for name in _JARS)
    types = str(folder / "tipe.jar")
    schemas = [str(POI / name) for name in _SCHEMAS]
    compiler = "org.apache.xmlbeans.impl.tool.SchemaCompiler"
    _run([JAVA, "-cp", path, compiler, "-out", types, *schemas])
    path = os.pathsep.join([types, path, str(folder)])
    _run([JAVAC, "-cp", path, "-d", str(folder), str(POI / "PeriksaSegel.java")])
    return path


def asked_poi(path: str, files: Sequence[Path]) -> list[str]:
    """For each file: whether POI calls it signed and valid, then of each signature the same."""
    return _run([JAVA, "-cp", path, "PeriksaSegel", *map(str, files)]).splitlines()


def asked_libreoffice(folder: Path, ca: Path, files: Sequence[Path]) -> list[str]:
    """For each file: its number of sheets, then of each signature validity and certificate status.

    The authority is made known to a private profile only. Status 0 is "valid".
    """
    assert SOFFICE is not None
    known = f"sql:{folder / 'nss'}"
    (folder / "nss").mkdir()
    _run([CERTUTIL, "-N", "-d", known, "--empty-password"])
    _run([CERTUTIL, "-A", "-d", known, "-n", "provinsi", "-t", "CT,C,C", "-i", str(ca)])
    urls = [file.as_uri() for file in files]
    return driven(folder, _ASK, *urls, env={"MOZILLA_CERTIFICATE_FOLDER": known}).splitlines()


def _run(command: Sequence[str | None]) -> str:
    words = [word for word in command if word is not None]
    result = subprocess.run(words, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout
