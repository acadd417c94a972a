#!/bin/sh
# Checks all of Lontar, after setting up whatever is still missing: style, types, walls, tests.
set -eu
AKAR=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
# shellcheck source=packaging/siapkan.sh
. "$AKAR/packaging/siapkan.sh"

siap_venv "$AKAR/packaging/lock-dev.txt" "$AKAR/packaging/lock.txt"
siap_sistem
if ! command -v soffice >/dev/null 2>&1; then
    pasang_apt libreoffice-calc-nogui ||
        kata "LibreOffice tidak ada: uji bolak-balik dengan LibreOffice akan dilewati." \
            "Pasang dengan: sudo apt-get install libreoffice-calc-nogui"
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
# A file stays on one core, so that what its tests share is made once.
"$PYTHON" -m pytest --hypothesis-profile=tetap --numprocesses=auto --dist=loadfile "$@" || hasil=$?
exit "$hasil"
