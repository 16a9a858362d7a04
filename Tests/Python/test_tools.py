"""`tools/mapless` on a made-up checkout: a fake compiler counts builds, a fake package manager writes down its words."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"
COMMANDS = (
    "bash basename cat chmod cp cut date dirname find flock grep head id ln mkdir mktemp mv readlink rm sed sleep tail "
    "test touch"
).split()

FAKE_SWIFT = """#!/usr/bin/env bash
if [ "$1" = --version ]; then echo "Swift version ${FAKE_VERSION:-6.3.1} (fake)"; exit; fi
echo "$@" >> "$FAKE_LOG/builds"
while [ $# -gt 0 ]; do [ "$1" = --scratch-path ] && folder=$2; shift; done
echo "[1/2] Compiling"
if [ -n "$FAKE_FAILURE" ]; then echo "Sources/A/a.swift:1:1: error: no such thing"; exit 1; fi
sleep 0.3
mkdir -p "$folder/release"
printf '#!/usr/bin/env bash\\nprintf "[%%s]" "$@"\\n' > "$folder/release/mapless"
chmod +x "$folder/release/mapless"
"""

FAKE_APT = """#!/usr/bin/env bash
echo "$@" >> "$FAKE_LOG/apt"
case "$*" in *install*) ln -s "$(command -v true || echo /bin/true)" "$FAKE_LOG/../bin/git" ;; esac
"""


class Checkout:
    """A folder with the tools, one source, and a PATH of its own."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.bin = folder / "bin"
        self.log = folder / "log"
        self.root = folder / "checkout"
        for path in (self.bin, self.log, self.root / "Sources" / "A"):
            path.mkdir(parents=True)
        shutil.copytree(TOOLS, self.root / "tools")
        (self.root / "Package.swift").write_text("// package\n")
        self.source.write_text("let a = 1\n")
        for name in COMMANDS + ["git"]:
            (self.bin / name).symlink_to(shutil.which(name))
        self.program("swift", FAKE_SWIFT)
        self.program("apt-get", FAKE_APT)

    @property
    def source(self) -> Path:
        return self.root / "Sources" / "A" / "a.swift"

    def program(self, name: str, text: str):
        path = self.bin / name
        path.unlink(missing_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen:
        return subprocess.Popen(
            [self.root / "tools" / "mapless", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            stdin=subprocess.DEVNULL, cwd="/",
            env={"PATH": str(self.bin), "HOME": "/", "FAKE_LOG": str(self.log), **environment},
        )

    def run(self, *arguments: str, **environment: str):
        process = self.start(*arguments, **environment)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def lines(self, name: str) -> list[str]:
        path = self.log / name
        return path.read_text().splitlines() if path.exists() else []


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_builds_once_then_is_silent(checkout):
    status, out, err = checkout.run("run", "a file.yaml", "--json", "-")
    assert (status, out) == (0, "[run][a file.yaml][--json][-]")
    assert "building" in err
    status, out, err = checkout.run("check", "")
    assert (status, out, err) == (0, "[check][]", "")
    assert len(checkout.lines("builds")) == 1
    assert "-c release" in checkout.lines("builds")[0]


@pytest.mark.parametrize("change", ["edit", "add", "delete", "old date", "package"])
def test_builds_again_when_sources_change(checkout, change):
    (checkout.root / "Sources" / "A" / "b.swift").write_text("let b = 1\n")
    checkout.run()
    time.sleep(0.02)
    if change == "edit":
        checkout.source.write_text("let a = 2\n")
    elif change == "add":
        (checkout.root / "Sources" / "A" / "c.swift").write_text("")
    elif change == "delete":
        (checkout.root / "Sources" / "A" / "b.swift").unlink()
    elif change == "old date":
        os.utime(checkout.source, (1e9, 1e9))
    else:
        (checkout.root / "Package.swift").write_text("// other\n")
    assert checkout.run("x")[:2] == (0, "[x]")
    assert checkout.run("x") == (0, "[x]", "")
    assert len(checkout.lines("builds")) == 2


def test_what_is_edited_while_it_builds_is_built_next_time(checkout):
    process = checkout.start()
    while not checkout.lines("builds"):
        time.sleep(0.01)
    time.sleep(0.05)
    checkout.source.write_text("let a = 3\n")
    process.communicate()
    checkout.run()
    assert len(checkout.lines("builds")) == 2


def test_two_at_once_wait_for_one_build(checkout):
    processes = [checkout.start(name) for name in "abc"]
    results = [(process.communicate()[0], process.returncode) for process in processes]
    assert results == [("[a]", 0), ("[b]", 0), ("[c]", 0)]
    assert len(checkout.lines("builds")) == 1


def test_a_failed_build_shows_its_errors_and_is_tried_again(checkout):
    status, out, err = checkout.run(FAKE_FAILURE="1")
    assert (status, out) == (4, "")
    assert "a.swift:1:1: error: no such thing" in err
    assert checkout.run("x")[:2] == (0, "[x]")


def test_installs_what_is_missing_as_root(checkout):
    if os.getuid() != 0:
        pytest.skip("needs root, as on a fresh machine")
    (checkout.bin / "git").unlink()
    status, out, err = checkout.run("x")
    assert (status, out) == (0, "[x]")
    install = checkout.lines("apt")[-1]
    assert install.endswith("git") and "DPkg::Lock::Timeout=300" in install and " -y " in install


def test_without_root_says_what_to_type(checkout):
    (checkout.bin / "git").unlink()
    checkout.program("id", "#!/bin/sh\necho 1000\n")
    status, out, err = checkout.run("x")
    assert (status, out) == (2, "")
    assert err.splitlines()[-1].startswith("sudo apt-get install ")
    assert checkout.lines("apt") == [] and checkout.lines("builds") == []


def test_on_another_distribution_lists_the_needs(checkout):
    (checkout.bin / "git").unlink()
    (checkout.bin / "apt-get").unlink()
    status, out, err = checkout.run("x")
    assert (status, out) == (2, "")
    assert "git" in err and "sudo" not in err


@pytest.mark.parametrize("version", ["5.10", "6.2"])
def test_an_old_compiler_is_refused(checkout, version):
    status, _, err = checkout.run(FAKE_VERSION=version)
    assert status == 2
    assert "6.3" in err and version in err


def test_no_compiler_is_said(checkout):
    (checkout.bin / "swift").unlink()
    status, _, err = checkout.run()
    assert status == 2
    assert "Swift 6.3" in err
