#!/bin/sh
# Opens Lontar, after setting up whatever is still missing. Arguments are passed on:
#   sh packaging/run.sh                      the window
#   sh packaging/run.sh demo --keluar DEMO   a verb of the command line
set -eu
AKAR=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
# shellcheck source=packaging/siapkan.sh
. "$AKAR/packaging/siapkan.sh"

siap_venv "$AKAR/packaging/lock.txt"
siap_sistem
pakai_lontar
case $0 in
*' '*) LONTAR_PERINTAH="sh '$0'" ;;
*) LONTAR_PERINTAH="sh $0" ;;
esac
export LONTAR_PERINTAH
exec "$PYTHON" -m app "$@"
