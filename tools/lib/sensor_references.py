"""Sensors of Mapless beside what public libraries do with the same scene on this machine in the same minutes."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

SOFTWARE_GL = {"LP_NUM_THREADS": "0", "LIBGL_ALWAYS_SOFTWARE": "1", "GALLIUM_DRIVER": "llvmpipe"}
# Program: compiler flags, and what is missing where it does not build.
PROGRAMS = {
    "bench_embree": (["-O3", "-march=native", "-lembree3"], "Embree 3 (libembree-dev)"),
    "bench_gl": (["-O2", "-lEGL", "-lGLESv2"], "EGL and GLES (libegl-dev libgles-dev libegl-mesa0 libgl1-mesa-dri)"),
    "bench_limit": (["-O3", "-march=x86-64-v3"], "a C++ compiler (g++)"),
    "bench_cam": (["-O3", "-march=x86-64-v3"], "a C++ compiler (g++)"),
}
# Figure of ours, the reference program with its words, must, aim.
RATIOS = [
    ("scan_720", "bench_embree scan1 4000", 10, 20),
    ("scan_720", "bench_embree scan8h 8000", 3, 6),
    ("scan_720", "bench_embree scan16h 8000", 3, 6),
    ("scan_720", "bench_limit scan 40000", None, None),
    ("lidar_128x1800", "bench_embree lidar1 32", 50, 110),
    ("lidar_128x1800", "bench_embree lidar8 64", 10, 25),
    ("lidar_128x1800", "bench_embree lidar16 64", 10, 25),
    ("lidar_128x1800", "bench_limit lidar 1600", None, None),
    ("rgb_640x360_flat", "bench_gl 640 360 128", 15, 35),
    ("rgb_640x360_full", "bench_gl 640 360 128", 2, 5),
    ("rgb_640x360_flat", "bench_cam 640 360 2000", None, None),
]


def build(shared: Path, folder: Path) -> set[str]:
    """Compiles the programs beside copies of the scene's files; returns those that stand."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in (shared / "data" / "sensor-scene").glob("*.csv"):
        shutil.copy(file, folder)
    built = set()
    for name, (flags, missing) in PROGRAMS.items():
        source = shared / "bench" / "sensors" / f"{name}.cpp"
        command = ["g++", "-std=c++17", str(source), "-o", str(folder / name), *flags]
        if shutil.which("g++") and subprocess.run(command, capture_output=True, check=False).returncode == 0:
            built.add(name)
        else:
            print(f"{name} is left out: it needs {missing}")
    return built


def microseconds(folder: Path, words: str) -> float | None:
    """CPU time of one scan or picture by a reference program; None where it gives none."""
    name, *arguments = words.split()
    done = subprocess.run(
        [str(folder / name), *arguments], cwd=folder, env={**os.environ, **SOFTWARE_GL}, capture_output=True, text=True,
        check=False,
    )
    if found := re.search(r"([\d.]+) us/scan", done.stdout):
        return float(found[1])
    if found := re.search(r"([\d.]+) fps", done.stdout):
        return 1e6 / float(found[1])
    return None


def compare(root: Path, shared: Path, mapless: str) -> None:
    if not (shared / "bench" / "sensors").is_dir():
        sys.exit(f"the reference programs are not in {shared}/bench/sensors; set MAPLESS_SHARED to the shared data")
    # The build for any x86-64 processor, whose figures `bench` prints beside.
    subprocess.run(["swift", "build", "-c", "release", "--product", "mapless"], cwd=root, capture_output=True, check=False)
    folder = root / ".build" / "sensor-references"
    built = build(shared, folder)
    report = folder / "sensors.json"
    done = subprocess.run([mapless, "bench", "sensors", "--json", str(report)], cwd=root, check=False)
    if done.returncode != 0:
        sys.exit(done.returncode)
    figures = json.loads(report.read_text())["figures"]
    ours = {figure["name"]: figure["us"] for figure in figures if figure["scene"] == "shared" and "us" in figure}
    print(f"\n{'':20}{'ours':>12}  {'reference':28}{'takes':>12}{'ratio':>9}{'must':>7}{'aim':>7}")
    for name, words, must, aim in RATIOS:
        if words.split()[0] not in built or name not in ours:
            continue
        theirs = microseconds(folder, words)
        if theirs is None:
            print(f"{words} gave no figure")
            continue
        asked = [f"{value}x" if value else "" for value in (must, aim)]
        print(
            f"{name:20}{ours[name]:9.2f} us  {words:28}{theirs:9.1f} us{theirs / ours[name]:8.1f}x"
            f"{asked[0]:>7}{asked[1]:>7}"
        )
