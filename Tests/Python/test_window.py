"""`mapless watch` in a real window of a virtual display, driven by a real keyboard's events."""

import os
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RELEASE = Path(os.environ.get("MAPLESS_RELEASE", "/nowhere"))
WATCH = [str(RELEASE / "mapless"), "watch", "scenarios/first_drive.yaml", "--policy", "oracle"]

pytestmark = [
    pytest.mark.skipif(not (RELEASE / "mapless").exists(), reason="MAPLESS_RELEASE names no release build"),
    pytest.mark.skipif(not shutil.which("xvfb-run"), reason="xvfb is not installed"),
]


def under_display(command: list[str], **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1400x900x24", *command], cwd=ROOT, capture_output=True, text=True,
        timeout=120, env={**os.environ, **environment},
    )


def size_of_png(path: Path) -> tuple[int, int]:
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert len(data) > 20_000, "the picture is nearly empty"
    return struct.unpack(">II", data[16:24])


def test_screenshot_of_a_real_window(tmp_path):
    picture = tmp_path / "shot.png"
    result = under_display([*WATCH, "--at", "6", "--screenshot", str(picture)])
    assert (result.returncode, result.stderr) == (0, "")
    assert size_of_png(picture) == (1280, 720)


def test_screenshot_without_a_display(tmp_path):
    picture = tmp_path / "shot.png"
    result = subprocess.run(
        [*WATCH, "--at", "6", "--screenshot", str(picture)], cwd=ROOT, capture_output=True, text=True, timeout=120,
        env={**os.environ, "SDL_VIDEODRIVER": "dummy"},
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert size_of_png(picture) == (1280, 720)


def test_keys_work_and_escape_quits():
    if not shutil.which("xdotool"):
        pytest.skip("xdotool is not installed")
    script = """
        "$@" & window_process=$!
        window=$(xdotool search --sync --onlyvisible --name Mapless | head -n 1)
        sleep 0.5
        xdotool key --window "$window" space; sleep 0.3
        xdotool key --window "$window" Escape
        wait $window_process
    """
    result = under_display(["bash", "-c", script, "watch", *WATCH])
    assert (result.returncode, result.stderr) == (0, "")


def test_no_display_is_said_with_exit_code_2():
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment["SDL_VIDEODRIVER"] = "x11"
    result = subprocess.run(WATCH, cwd=ROOT, capture_output=True, text=True, timeout=120, env=environment)
    assert result.returncode == 2
    assert "xvfb-run" in result.stderr
