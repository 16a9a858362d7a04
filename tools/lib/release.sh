# The release build of Mapless: where it stands, and how it is kept up to date. Sourced by tools/mapless and tools/test.
# Needs `root` (the checkout).

# One instruction set per binary: a CPU with AVX2 and its companions gets its own build folder.
has_avx2() {
    local flags flag
    flags=" $(grep -m 1 '^flags' /proc/cpuinfo 2>/dev/null) "
    for flag in avx2 fma bmi1 bmi2 f16c abm movbe; do
        [[ $flags == *" $flag "* ]] || return 1
    done
}

if has_avx2; then
    build=$root/.build-v3
    build_flags=(-Xswiftc -Xcc -Xswiftc -march=x86-64-v3 -Xswiftc -DMAPLESS_V3)
else
    build=$root/.build
    build_flags=()
fi
stamp=$build/mapless.stamp

# Whether the last good build is younger than every source, folder (for deleted files) and the compiler. Status change
# times are compared, so that a copy that keeps an old date counts as new.
is_current() {
    local compiler newer
    [ -e "$stamp" ] && [ -x "$build/release/mapless" ] || return 1
    compiler=$(command -v swift) || compiler=$root/Package.swift
    newer=$(find -H "$root/Sources" "$root/Package.swift" "$root/tools/lib/release.sh" "$compiler" \
        -cnewer "$stamp" -print -quit)
    [ -z "$newer" ]
}

# Follows the compiler's output on stdin: keeps it in a log, and on a terminal shows how far it is.
show_progress() {
    local line
    while IFS= read -r line; do
        printf '%s\n' "$line" >>"$1"
        [[ -t 2 && $line == \[*/* ]] && printf '\r\033[Kmapless: building %s' "${line%%]*}]" >&2
    done
    [ -t 2 ] && printf '\r\033[K' >&2
    return 0
}

# Builds release if needed; two that start at once wait for one build. Exits 4 when the sources do not build.
build_release() {
    is_current && return 0
    mkdir -p "$build"
    local log=$build/mapless-build.log
    (
        flock -n 9 || { echo "mapless: waiting for another build" >&2; flock 9; }
        is_current && exit 0
        need_for_running
        install_missing
        check_swift
        [ -e "$stamp" ] || echo "mapless: building release, a few minutes the first time" >&2
        [ ! -e "$stamp" ] || echo "mapless: sources changed, building release" >&2
        # The stamp is from before the build: what is edited while it runs is built next time.
        touch "$stamp.new"
        : >"$log"
        swift build -c release --package-path "$root" --scratch-path "$build" "${build_flags[@]}" 2>&1 9>&- |
            show_progress "$log"
        if [ "${PIPESTATUS[0]}" -ne 0 ]; then
            grep -E 'error|warning: ' "$log" | head -n 20 >&2 || tail -n 20 "$log" >&2
            echo "mapless: the build failed; everything it said stands in $log" >&2
            exit 4
        fi
        mv "$stamp.new" "$stamp"
    ) 9>"$build/mapless.lock" || exit $?
}
