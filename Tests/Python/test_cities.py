"""Ways through third-party networks among traffic: the oracle on all five with five seeds each, the baseline on two."""

import json
import os
from pathlib import Path

import pytest
import scenario_matrix as matrix

CITIES = Path(os.environ.get("MAPLESS_SHARED") or matrix.ROOT.parent / "shared") / "data" / "cities"
NAMES = ["osm/neukolln", "osm/kingsway_junction", "osm/seattle_slip_lane", "grid4/grid4", "spider7/spider7"]

pytestmark = pytest.mark.skipif(not CITIES.is_dir(), reason="the shared data are not there")


@pytest.mark.parametrize("name", NAMES)
def test_the_oracle_completes_a_way_through_a_city(name):
    done = matrix.mapless(
        "run", matrix.path("any_city"), "--set", f"road={CITIES / name}.xodr", "--policy", "oracle", "--seeds", "5",
        "--json", "-",
    )
    runs = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(runs) == 5, done.stderr
    assert not [f"seed {run['seed']}: {run['reason']}; {run['replay']}" for run in runs if run["status"] != "passed"]


def completes(name, seed):
    done = matrix.mapless(
        "run", matrix.path("any_city"), "--set", f"road={CITIES / name}.xodr", "--policy", "baseline", "--seed",
        str(seed), "--json", "-",
    )
    return json.loads(done.stdout.splitlines()[-1])["status"] == "passed"


def test_the_baseline_completes_ways_through_two_cities():
    # It does not pass with every seed: a city counts with its first completed way.
    names = ["grid4/grid4", "osm/seattle_slip_lane", "spider7/spider7"]
    done = [name for name in names if any(completes(name, seed) for seed in range(5))]
    assert len(done) >= 2, f"completed only {done}"
