#!/bin/sh
# Checks all of Lontar, after setting up whatever is still missing: style, types, walls, tests.
set -eu
AKAR=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
# shellcheck source=packaging/siapkan.sh
. "$AKAR/packaging/siapkan.sh"

poi_lengkap() {
    for jar in poi-ooxml bcpkix xmlsec; do
        [ -e "/usr/share/java/$jar.jar" ] || return 1
    done
}

siap_venv "$AKAR/packaging/lock-dev.txt" "$AKAR/packaging/lock.txt"
siap_sistem
if ! command -v soffice >/dev/null 2>&1; then
    pasang_apt libreoffice-calc-nogui libreoffice-writer-nogui ||
        kata "LibreOffice tidak ada: uji bolak-balik dengan LibreOffice akan dilewati." \
            "Pasang dengan: sudo apt-get install libreoffice-calc-nogui libreoffice-writer-nogui"
fi
if command -v soffice >/dev/null 2>&1 && ! { command -v certutil >/dev/null 2>&1 &&
    /usr/bin/python3 -c 'import uno' >/dev/null 2>&1; }; then
    pasang_apt python3-uno libnss3-tools ||
        kata "LibreOffice tidak dapat ditanya tentang segel: uji itu akan dilewati." \
            "Pasang dengan: sudo apt-get install python3-uno libnss3-tools"
fi
if ! command -v javac >/dev/null 2>&1; then
    kata "JDK (javac) tidak ada: uji segel dengan Apache POI akan dilewati."
elif ! poi_lengkap; then
    pasang_apt libapache-poi-java libbcpkix-java libxml-security-java ||
        kata "Apache POI tidak ada: uji segel dengan Apache POI akan dilewati. Pasang dengan:" \
            "sudo apt-get install libapache-poi-java libbcpkix-java libxml-security-java"
fi

pakai_lontar
cd "$AKAR"
hasil=0
periksa() {
    nama=$1
    shift
    "$PYTHON" "$@" || {
        hasil=1
        kata "Pemeriksaan $nama tidak lulus."
    }
}
periksa ruff -m ruff check
periksa format -m ruff format --check
periksa mypy -m mypy
periksa lint-imports -c 'from importlinter.cli import lint_imports_command as run; run()'
# Last, so that its summary is the last line; a check that failed before still fails the whole.
# A file stays on one core, so that what its tests share is made once; files go out in the order of
# tests/conftest.py. A process that dies ends the run: what it had before it is lost, and waiting for
# the rest would take for ever.
"$PYTHON" -m pytest --hypothesis-profile=tetap --numprocesses=auto --dist=loadfile \
    --no-loadscope-reorder --max-worker-restart=0 "$@" || hasil=$?
exit "$hasil"
