# What Mapless needs from the system, and how to get it. Sourced by tools/mapless and tools/test.

missing=()

# need PACKAGE TEST…: notes PACKAGE as missing unless the command TEST succeeds.
need() {
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || missing+=("$package")
}

has_library() { /sbin/ldconfig -p 2>/dev/null | grep -qF "$1"; }

# Both are started by name only after a build, so a check costs nothing when there is nothing to do.
need_for_running() {
    need libsdl2-dev test -e /usr/include/SDL2/SDL.h
    need libcairo2 has_library libcairo.so.2
    need fonts-dejavu-core test -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf
    need libxml2 has_library libxml2.so.2
    need git command -v git
}

need_for_testing() {
    need python3-venv python3 -c 'import ensurepip, venv'
    need xvfb command -v xvfb-run
    need xauth command -v xauth
    need xdotool command -v xdotool
    # Pictures are compared with OpenGL's where the shared reference programs are.
    if [ -d "${MAPLESS_SHARED:-$root/../shared}/bench/sensors" ]; then
        need g++ command -v g++
        need libegl-dev test -e /usr/include/EGL/egl.h
        need libgles-dev test -e /usr/include/GLES2/gl2.h
        need libegl-mesa0 has_library libEGL_mesa.so.0
        need libgl1-mesa-dri test -e /usr/lib/*/dri/swrast_dri.so
    fi
}

# Installs what `need` found missing. Without root it says what to type and exits 2, without asking anything.
install_missing() {
    [ ${#missing[@]} -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null; then
        echo "mapless needs (names of Debian packages; install your distribution's): ${missing[*]}" >&2
        exit 2
    fi
    if [ "$(id -u)" -ne 0 ]; then
        echo "sudo apt-get install ${missing[*]}" >&2
        exit 2
    fi
    echo "mapless: installing ${missing[*]}" >&2
    local apt=(apt-get -o DPkg::Lock::Timeout=300 -qq) log
    log=$(mktemp)
    if ! { "${apt[@]}" update && DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y "${missing[@]}"; } >"$log" 2>&1
    then
        tail -n 20 "$log" >&2
        rm -f "$log"
        echo "mapless: apt-get could not install ${missing[*]}" >&2
        exit 2
    fi
    rm -f "$log"
    missing=()
}

# Exits 2 unless Swift 6.3 or newer is there.
check_swift() {
    local version
    if ! command -v swift >/dev/null; then
        echo "mapless needs Swift 6.3 or newer: https://www.swift.org/install" >&2
        exit 2
    fi
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    if [ "${version%%.*}" -lt 6 ] || { [ "${version%%.*}" -eq 6 ] && [ "${version#*.}" -lt 3 ]; }; then
        echo "mapless needs Swift 6.3 or newer, found $version: https://www.swift.org/install" >&2
        exit 2
    fi
}
