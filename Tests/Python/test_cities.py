"""Ways through third-party networks among traffic: the oracle on all five with five seeds each, the baseline on two."""

import json
import os
from pathlib import Path

import pytest
import scenario_matrix as matrix

CITIES = Path(os.environ.get("MAPLESS_SHARED") or matrix.ROOT.parent / "shared") / "data" / "cities"
NAMES = ["osm/neukolln", "osm/kingsway_junction", "osm/seattle_slip_lane", "grid4/grid4", "spider7/spider7"]

pytestmark = pytest.mark.skipif(not CITIES.is_dir(), reason="the shared data are not there")


def assert_all_pass(name, policy):
    done = matrix.mapless(
        "run", matrix.path("any_city"), "--set", f"road={CITIES / name}.xodr", "--policy", policy, "--seeds", "5",
        "--json", "-",
    )
    runs = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(runs) == 5, done.stderr
    assert not [f"seed {run['seed']}: {run['reason']}; {run['replay']}" for run in runs if run["status"] != "passed"]


@pytest.mark.parametrize("name", NAMES)
def test_the_oracle_completes_a_way_through_a_city(name):
    assert_all_pass(name, "oracle")


@pytest.mark.parametrize("name", ["osm/seattle_slip_lane", "grid4/grid4"])
def test_the_baseline_completes_a_way_through_a_city(name):
    assert_all_pass(name, "baseline")
