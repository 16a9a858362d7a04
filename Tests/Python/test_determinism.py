"""The same run has the same bits in another build, in another process, and on a CPU whose fused instructions are hidden."""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RELEASE = Path(os.environ.get("MAPLESS_RELEASE") or ROOT / ".build-v3" / "release")
BUILDS = {"release": RELEASE / "mapless", "debug": ROOT / ".build" / "debug" / "mapless"}
PLAIN = ROOT / ".build" / "release" / "mapless"
if os.environ.get("MAPLESS_NIGHTLY") and PLAIN != BUILDS["release"]:
    BUILDS["release without AVX2"] = PLAIN  # Built at night only: an old one would tell of yesterday.
HIDDEN = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-AVX2"}
SENSORS = """
summary: One of every kind, some of them late.
sensors:
  - {name: camera, camera: {width: 320, height: 180}, at: {x: 1.4 m, z: 1.5 m}, rate: 10 Hz, latency: 30 ms}
  - {name: lidar, lidar: {layers: 16, columns: 360}, at: {x: 1 m, z: 1.8 m}, rate: 10 Hz, jitter: 5 ms}
  - {name: radar, radar: {}, at: {x: 3.6 m, z: 0.5 m}, rate: 15 Hz}
  - {name: imu, imu: {}, at: {}, rate: 100 Hz}
  - {name: gnss, gnss: {}, at: {z: 1.5 m}, rate: 10 Hz}
  - {name: wheels, wheel_odometry: {}, at: {}, rate: 50 Hz}
"""
DRIVERS = ("oracle", "baseline")


@pytest.fixture(scope="module")
def drive(tmp_path_factory):
    """Runs ten seconds of the first drive: the result without what the machine measured, and the recording."""
    folder = tmp_path_factory.mktemp("determinism")
    text = (ROOT / "scenarios" / "first_drive.yaml").read_text()
    assert "time_limit: 150 s" in text
    scenario = folder / "ten_seconds.yaml"
    scenario.write_text(text.replace("time_limit: 150 s", "time_limit: 10 s"))
    sensors = folder / "every_kind.yaml"
    sensors.write_text(SENSORS)
    count = iter(range(100))

    def run(build: str, driver: str, environment: dict):
        if not BUILDS[build].exists():
            pytest.skip(f"there is no {BUILDS[build]}")
        recording = folder / f"{next(count)}.run"
        done = subprocess.run(
            [BUILDS[build], "run", scenario, "--policy", driver, "--sensors", sensors, "--record", recording,
             "--json", "-"],
            capture_output=True, text=True, cwd=ROOT, timeout=300, env={**os.environ, **environment}, check=False)
        assert done.returncode in (0, 1), done.stderr
        result = json.loads(done.stdout)
        assert result["ticks"] == 1000, result["reason"]
        assert int(result["sensor_hash"], 16) != 0
        for measured in ("real_time_factor", "wall_s"):
            result.pop(measured)
        return result, recording.read_bytes()

    return run


@pytest.fixture(scope="module")
def first(drive):
    return {driver: drive("release", driver, {}) for driver in DRIVERS}


@pytest.mark.parametrize("environment", [{}, HIDDEN], ids=["whole CPU", "without FMA"])
@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("build", BUILDS)
def test_ten_seconds_of_the_first_drive_are_equal_bit_by_bit(drive, first, build, driver, environment):
    result, recording = drive(build, driver, environment)
    assert result == first[driver][0]
    # Answers and the state hash of every tick.
    assert recording == first[driver][1]


@pytest.mark.parametrize("mount", "camera lidar radar imu gnss wheels".split())
def test_one_frame_of_every_kind_of_sensor_is_equal_in_every_build(tmp_path, mount):
    sensors = tmp_path / "every_kind.yaml"
    sensors.write_text(SENSORS)
    frames = {}
    for build, program in BUILDS.items():
        for name, environment in (("", {}), (" without FMA", HIDDEN)):
            if program.exists():
                out = tmp_path / f"{len(frames)}.json"
                subprocess.run(
                    [program, "sense", "scenarios/first_drive.yaml", "--policy", "idle", "--sensors", sensors,
                     "--mount", mount, "--at", "0.5", "-o", out],
                    cwd=ROOT, check=True, capture_output=True, env={**os.environ, **environment}, timeout=120)
                frames[build + name] = out.read_bytes()
    assert len(frames) >= 2
    assert len(set(frames.values())) == 1, {name: len(frame) for name, frame in frames.items()}
