# The virtual environment of the tests and tools, made from pinned versions. Sourced; needs `root`.

python=$root/.venv/bin/python

# Makes or refreshes .venv; silent when nothing to do.
prepare_python() {
    local pinned=$root/tools/requirements.txt
    cmp -s "$pinned" "$root/.venv/requirements.txt" && return 0
    [ -x "$python" ] || python3 -m venv "$root/.venv" || return 1
    "$python" -m pip install --quiet --disable-pip-version-check -r "$pinned" || return 1
    cp "$pinned" "$root/.venv/requirements.txt"
}
