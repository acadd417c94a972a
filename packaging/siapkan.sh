# shellcheck shell=sh
# Shared by run.sh and test.sh (sourced): makes .venv and the system ready, and says nothing when
# there is nothing to do. The caller sets AKAR, the folder of the checkout.

VENV="$AKAR/.venv"
PYTHON="$VENV/bin/python"
CATATAN="$AKAR/.venv-siapkan.log"
unset PYTHONHOME PYTHONPATH
export PIP_DISABLE_PIP_VERSION_CHECK=1

kata() { printf '%s\n' "$*" >&2; }

gagal() {
    kata "$@"
    exit 1
}

# --- Debian packages ---------------------------------------------------------------------------

bisa_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

pasang_apt() {
    bisa_apt || return 1
    kata "Memasang paket sistem: $*"
    {
        DEBIAN_FRONTEND=noninteractive apt-get update &&
            DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
    } >>"$CATATAN" 2>&1 </dev/null
}

# --- Python -----------------------------------------------------------------------------------

# Prints the real path of the first Python that is new enough and passes the code in $1.
cari_python() {
    for calon in python3.13 python3.12 python3.11 python3.14 python3; do
        "$calon" -c "import sys; assert (3, 11) <= sys.version_info[:2] < (3, 15); $1
print(sys.executable)" 2>/dev/null && return 0
    done
    return 1
}

temukan_python() {
    cari_python 'import ensurepip, venv' && return 0
    if tanpa_venv=$(cari_python ''); then
        paket=$("$tanpa_venv" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        pasang_apt "$paket" && cari_python 'import ensurepip, venv' && return 0
        kata "Python ada, tetapi bagian venv belum terpasang. Pasang dengan: sudo apt-get install $paket"
        return 1
    fi
    # Ubuntu 22.04 calls an older one python3, and has 3.11 beside it.
    for paket in 'python3 python3-venv' 'python3.11 python3.11-venv'; do
        # shellcheck disable=SC2086 # a list of package names
        pasang_apt $paket && cari_python 'import ensurepip, venv' && return 0
    done
    ada=$(python3 --version 2>/dev/null) || ada="tidak ada Python"
    kata "Lontar membutuhkan Python 3.11 sampai 3.14; di komputer ini: $ada."
    kata "Pasang salah satunya, lalu jalankan lagi perintah ini. Di Debian/Ubuntu:" \
        "sudo apt-get install python3.11 python3.11-venv"
    return 1
}

# --- The virtual environment --------------------------------------------------------------------

venv_sehat() {
    "$PYTHON" -c 'import sys, pip; assert (3, 11) <= sys.version_info[:2] < (3, 15)' >/dev/null 2>&1
}

paket_sehat() {
    "$PYTHON" -m pip check >>"$CATATAN" 2>&1 &&
        "$PYTHON" "$AKAR/packaging/utuh.py" >>"$CATATAN" 2>&1
}

buat_venv() {
    dasar=$(temukan_python) || exit 1
    "$dasar" -m venv --clear "$VENV" >>"$CATATAN" 2>&1 ||
        gagal "Lingkungan Python di $VENV tidak dapat dibuat. Rinciannya ada di $CATATAN."
}

pasang_kunci() {
    "$PYTHON" -m pip install --quiet --require-hashes --only-binary :all: -r "$1" >>"$CATATAN" 2>&1
}

# siap_venv LOCK…: the first lock is installed; all of them are then known to be satisfied.
siap_venv() {
    cap="$VENV/lontar-$(basename "$1")"
    [ -x "$PYTHON" ] && cmp -s "$1" "$cap" && return 0
    kata "Menyiapkan paket Python Lontar (sekali saja, beberapa menit; perlu internet) ..."
    : >"$CATATAN"
    rm -f "$VENV"/lontar-*
    venv_sehat || buat_venv
    if ! { pasang_kunci "$1" && paket_sehat; }; then
        buat_venv
        { pasang_kunci "$1" && paket_sehat; } || {
            grep '^ERROR' "$CATATAN" | tail -n 1 >&2
            gagal "Paket Python tidak dapat dipasang. Periksa sambungan internet dan ruang disk," \
                "lalu jalankan lagi. Rinciannya ada di $CATATAN."
        }
    fi
    for kunci in "$@"; do cp "$kunci" "$VENV/lontar-$(basename "$kunci")"; done
    kata "Paket Python siap."
}

# Everything below runs Lontar's own code, wherever the caller stands.
pakai_lontar() {
    export PYTHONPATH="$AKAR" PYTHONSAFEPATH=1
}

# --- What Qt needs from Linux --------------------------------------------------------------------

siap_sistem() {
    [ "$(uname -s)" = Linux ] || return 0
    cap="$VENV/lontar-pustaka.py"
    cmp -s "$AKAR/packaging/pustaka.py" "$cap" && return 0
    kurang=$("$PYTHON" "$AKAR/packaging/pustaka.py" | tr '\n' ' ')
    # shellcheck disable=SC2086 # a list of package names
    if [ -n "${kurang% }" ] && ! pasang_apt $kurang; then
        kurang=$("$PYTHON" "$AKAR/packaging/pustaka.py" --wajib | tr '\n' ' ')
        if [ -n "${kurang% }" ]; then
            kata "Jendela Lontar memerlukan paket sistem yang belum ada: $kurang"
            kata "Pasang dengan: sudo apt-get install --no-install-recommends $kurang"
            return 0
        fi
    fi
    cp "$AKAR/packaging/pustaka.py" "$cap"
}
