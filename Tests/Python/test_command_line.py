"""The command line as a user meets it: exit codes, located errors, JSON, recordings."""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RELEASE = os.environ.get("MAPLESS_RELEASE")
TOOL = Path(RELEASE) / "mapless" if RELEASE else ROOT / "tools" / "mapless"

GOOD = """
road: {native: {pieces: {main: {straight: {length: 120 m}}}}}
ego: {at: {lane: main/-1, s: 10 m}, speed: 30 km/h, route: {to: {lane: main/-1, s: 90 m}}}
actors:
  - {name: truck, model: truck, at: {relative_to: ego, gap: 40 m}, speed: 30 km/h}
time_limit: 20 s
"""


def mapless(*words, limit=60):
    """Runs the command; a crash or a hang fails the test."""
    done = subprocess.run([TOOL, *map(str, words)], capture_output=True, text=True, timeout=limit, cwd=ROOT)
    assert done.returncode in (0, 1, 2, 3, 4, 5, 130), done
    return done


@pytest.fixture
def scenario(tmp_path):
    def write(text, name="x.yaml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def changed(old, new):
    assert old in GOOD
    return GOOD.replace(old, new)


BAD = {
    "wrong key": (changed("speed: 30 km/h, route", "sped: 30 km/h, route"), 3, "unknown-key", "speed"),
    "missing unit": (changed("speed: 30 km/h, route", "speed: 30, route"), 3, "missing-unit", "km/h"),
    "unknown model": (changed("model: truck", "model: trukk"), 5, "unknown-model", "truck"),
    "unknown actor": (changed("relative_to: ego", "relative_to: egg"), 5, "unknown-actor", "ego"),
    "unknown actor in an event": (
        GOOD + "events: [{name: e, when: {time: 1 s}, do: [{set_speed: {actor: trick, to: 0 km/h}}]}]\n",
        7, "unknown-actor", "truck"),
    "unknown lane": (changed("{to: {lane: main/-1, s: 90 m}}", "{to: {lane: mian/-1, s: 90 m}}"), 3, "unknown-lane", "main/-1"),
    "overlapping actors": (changed("{relative_to: ego, gap: 40 m}", "{lane: main/-1, s: 12 m}"), 5, "overlap", "ego"),
    "syntax error": (changed("model: truck,", "model: [truck,"), 5, "", ""),
    "out of range": (changed("time_limit: 20 s", "time_limit: -1 s"), 6, "out-of-range", "1 s"),
    "empty file": ("", 0, "", ""),
    "alias bomb": ("a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(12)), 0, "", ""),
    "random bytes": (bytes((i * 7919 + i // 3) % 256 for i in range(4000)), 0, "", ""),
}


@pytest.mark.parametrize("command", ["run", "check"])
@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_a_located_error_and_exit_code_2(scenario, name, command):
    text, line, code, hint = BAD[name]
    path = scenario(text)
    done = mapless(command, path, *(["--policy", "idle"] if command == "run" else []))
    assert done.returncode == 2
    assert done.stderr.startswith(str(path)), done.stderr[:300]
    if line:
        assert f"{path}:{line}:" in done.stderr
    assert code in done.stderr and hint in done.stderr


def test_a_truncated_road_file_gets_a_located_error(scenario, tmp_path):
    road = tmp_path / "cut.xodr"
    road.write_text('<?xml version="1.0"?>\n<OpenDRIVE>\n<header revMajor="1" revMinor="4"/>\n<road id="1" length="10')
    for words in (["check", road], ["run", scenario(changed("{native: {pieces: {main: {straight: {length: 120 m}}}}}", "cut.xodr")), "--policy", "idle"]):
        done = mapless(*words)
        assert done.returncode == 2
        assert "cut.xodr:4:" in done.stderr, done.stderr


def test_all_problems_of_a_file_are_reported_at_once(scenario):
    done = mapless("check", scenario(changed("speed: 30 km/h, route", "speed: 30, route").replace("model: truck", "modle: truck")))
    assert done.returncode == 2 and "missing-unit" in done.stderr and "unknown-key" in done.stderr


@pytest.mark.parametrize("words, hint", [
    (["run", "--policy", "orackle"], "oracle"), (["run", "--sensors", "smal"], "small"), (["run", "--set", "gap"], "NAME=VALUE"),
    (["run", "--variant", "d9"], "default"), (["run", "--set", "hazrd=off"], "hazard"), (["rum"], "Usage"),
])
def test_wrong_words_get_a_hint_and_exit_code_2(scenario, words, hint):
    done = mapless(*words, scenario(GOOD))
    assert done.returncode == 2 and hint in done.stderr


def test_a_passed_run_is_0_and_a_failed_one_1(scenario):
    path = scenario(GOOD)
    assert mapless("run", path, "--policy", "oracle").returncode == 0
    failed = mapless("run", path, "--policy", "idle")
    assert failed.returncode == 1 and "replay: tools/mapless watch" in failed.stdout


def test_json_carries_the_contract_and_nothing_else(scenario):
    done = mapless("run", scenario(GOOD), "--policy", "oracle", "--seeds", 2, "--json", "-")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["seed"] for line in lines] == [0, 1]
    for line in lines:
        for key in ("schema_version scenario scenario_hash variant seed sensors sensors_hash policy policy_hash privileged "
                    "isolation mapless_version profile_version status reason duration_s ticks dt_s state_hash sensor_hash "
                    "events metrics scores criteria replay real_time_factor wall_s").split():
            assert key in line
        assert line["status"] == "passed" and line["privileged"] is True and line["scores"]["native"]["value"] == 100


def test_equal_runs_print_equal_lines_but_for_machine_time(scenario):
    path = scenario(GOOD)
    lines = []
    for tunables in ("", "glibc.cpu.hwcaps=-FMA,-AVX2"):
        done = subprocess.run([TOOL, "run", path, "--policy", "oracle", "--json", "-"], capture_output=True, text=True,
                              cwd=ROOT, env={**os.environ, "GLIBC_TUNABLES": tunables})
        line = json.loads(done.stdout)
        line.pop("wall_s"), line.pop("real_time_factor")
        lines.append(line)
    assert lines[0] == lines[1]


def test_a_recording_verifies_and_a_damaged_one_is_refused(scenario, tmp_path):
    run = tmp_path / "a.run"
    assert mapless("run", scenario(GOOD), "--policy", "oracle", "--record", run).returncode == 0
    done = mapless("replay", run, "--verify")
    assert done.returncode == 0 and done.stdout.startswith("equal")
    run.write_bytes(run.read_bytes()[:-20])
    done = mapless("replay", run, "--verify")
    assert done.returncode == 2 and "cut off or damaged" in done.stderr


SENSORS = """
summary: Two of a kind.
sensors:
  - {name: left, lidar: {layers: 4, columns: 90}, at: {x: 1 m, y: 0.5 m, z: 1.5 m}, rate: 10 Hz}
  - {name: right, lidar: {layers: 4, columns: 90}, at: {x: 1 m, y: -0.5 m, z: 1.5 m}, rate: 10 Hz}
"""


def test_a_recording_with_a_sensor_set_from_a_file_names_it_verifies_and_notices_a_change(scenario, tmp_path):
    run, sensors = tmp_path / "a.run", scenario(SENSORS, "two lidars.yaml")
    done = mapless("run", scenario(GOOD), "--policy", "oracle", "--sensors", sensors, "--record", run, "--json", "-")
    result = json.loads(done.stdout)
    assert f"--sensors '{sensors}'" in result["replay"] and int(result["sensor_hash"], 16) != 0
    header = json.loads(run.read_bytes().split(b"\n")[1])
    assert (header["sensors"], header["sensors_path"]) == ("two lidars", str(sensors))
    assert header["sensors_hash"] == result["sensors_hash"] and header["policy_hash"] == result["policy_hash"]
    done = mapless("replay", run, "--verify")
    assert done.returncode == 0 and done.stdout.startswith("equal"), done.stderr
    sensors.write_text(SENSORS.replace("columns: 90", "columns: 91"))
    done = mapless("replay", run, "--verify")
    assert done.returncode == 2 and "two lidars" in done.stderr and "has changed" in done.stderr
    sensors.unlink()
    assert mapless("replay", run, "--verify").returncode == 2


def test_verify_finds_equal_hashes(scenario):
    done = mapless("verify", scenario(GOOD), "--policy", "oracle", "--repeat", 3)
    assert done.returncode == 0 and done.stdout.startswith("equal")


def test_the_schema_accepts_what_the_reader_accepts(scenario):
    jsonschema = pytest.importorskip("jsonschema")
    yaml = pytest.importorskip("yaml")
    schema = json.loads(mapless("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    for path in sorted((ROOT / "scenarios").glob("*.yaml")):
        if not path.name.endswith((".road.yaml", ".template.yaml", ".suite.yaml")):
            jsonschema.validate(yaml.safe_load(path.read_text()), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(changed("speed: 30 km/h, route", "sped: 30 km/h, route")), schema)


def test_everything_listed_can_be_explained():
    kinds = ["actions", "behaviours", "diagnostics", "events", "metrics", "models", "policies", "profiles",
             "road-formats", "sensor-devices", "sensor-sets", "sensors", "triggers"]
    for kind in kinds:
        names = [line.split()[0] for line in mapless("list", kind).stdout.splitlines()]
        assert names == sorted(names) and names, kind
        assert mapless("explain", names[0]).stdout.startswith("[")


def test_pictures_and_frames_are_written(scenario, tmp_path):
    path = scenario(GOOD)
    for ending in ("png", "svg", "pdf"):
        out = tmp_path / f"scene.{ending}"
        assert mapless("render", path, "--policy", "oracle", "--at", 1, "-o", out).returncode == 0
        assert out.stat().st_size > 1000
    out = tmp_path / "scan.npy"
    assert mapless("sense", path, "--policy", "idle", "--sensors", "small", "--mount", "rays", "-o", out).returncode == 0
    assert out.read_bytes().startswith(b"\x93NUMPY")
    out = tmp_path / "scan.osi.json"
    assert mapless("sense", path, "--policy", "idle", "--sensors", "small", "--mount", "rays", "-o", out).returncode == 0
    sensor = json.loads(out.read_text())["lidar_sensor"][0]
    assert sensor["header"]["number_of_valid_detections"] == len(sensor["detection"])
    assert all(0 <= detection["intensity"] <= 100 for detection in sensor["detection"])
    assert mapless("sense", path, "--policy", "idle", "--sensors", "small", "--mount", "nobody").returncode == 2


def test_readability_draws_a_sheet_and_a_trial_without_names(tmp_path):
    sheet, trial = tmp_path / "new" / "sheet.png", tmp_path / "trial"
    done = mapless("readability", "--only", "sign: stop", "-o", sheet, "--trial", trial)
    assert done.returncode == 0, done.stderr
    assert sheet.stat().st_size > 10_000 and (trial / "page-001.png").stat().st_size > 10_000
    rows = (trial / "key.csv").read_text().splitlines()
    assert rows[0] == "id,thing,distance,light" and len(rows) == 10
    assert {row.split(",", 2)[2] for row in rows[1:]} == {
        f"{metres},{light}" for metres in (10, 30, 60) for light in ("day", "night", "rain")}
    assert mapless("readability", "--only", "dragon", "-o", sheet).returncode == 2
    assert mapless("readability").returncode == 2


def test_the_benchmark_ends_quietly_when_nobody_reads_on():
    process = subprocess.Popen(
        [ROOT / "tools" / "bench", "--repeats", "1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(timeout=60) != 0


def test_a_benchmark_says_where_its_scene_should_be(monkeypatch):
    monkeypatch.setenv("MAPLESS_SHARED", "/nowhere")
    done = mapless("bench", "sensors")
    assert done.returncode == 2 and "MAPLESS_SHARED" in done.stderr and not done.stdout


def test_a_benchmark_gives_the_figures_that_are_asked_for(monkeypatch, tmp_path):
    folder = tmp_path / "data" / "sensor-scene"
    folder.mkdir(parents=True)
    (folder / "boxes.csv").write_text("id,…\n0,0,30,0,0,9,8,8,0,0,0,0.3,90,90,90\n1,1,9,4,0.2,2,4,2,0,1,0,0.3,9,9,9\n")
    (folder / "paint.csv").write_text("x,…\n5,0,2,0.15,0\n")
    (folder / "poses.csv").write_text("x,…\n0,0,0,10\n")
    monkeypatch.setenv("MAPLESS_SHARED", str(tmp_path))
    done = mapless("bench", "sensors", "--only", "scan_720", "--beside", "none", "--json", "-")
    report = json.loads(done.stdout)
    assert done.returncode == 0 and report["instruction_set"]
    assert {(f["name"], f["scene"]) for f in report["figures"]} >= {("scan_720", "shared"), ("scan_720", "400 boxes")}
    assert all(f["us"] > 0 for f in report["figures"])
