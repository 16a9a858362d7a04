"""The shipped scenarios are fair: a driver that looks passes every draw, one that takes no notice of the hazard fails."""

import os
import random

import pytest
import scenario_matrix as matrix

DRAWS = 10


@pytest.fixture(scope="session")
def draw_seed(request) -> int:
    """Chosen anew by every test run, which prints it; MAPLESS_DRAW_SEED repeats one."""
    seed = int(os.environ.get("MAPLESS_DRAW_SEED") or random.SystemRandom().randrange(10**6))
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\nMAPLESS_DRAW_SEED={seed}")
    return seed


def failures(results: dict[str, list[dict]]) -> list[str]:
    runs = [run for of_one in results.values() for run in of_one if run["status"] != "passed"]
    return [f"{run['scenario']} {run['variant']}: {run['reason']}; {run['replay']}" for run in runs]


def test_every_file_checks_clean():
    done = matrix.mapless("check", *map(matrix.path, [*matrix.SHIPPED, "any_city"]))
    assert done.returncode == 0, done.stderr


def test_the_oracle_passes_every_draw(draw_seed):
    assert not failures(matrix.drive(matrix.SHIPPED, DRAWS, draw_seed, "oracle"))


def test_the_baseline_passes_the_first_drive(draw_seed):
    """Without a map: the file as it stands, and most of its draws."""
    done = matrix.mapless("run", matrix.path("first_drive"))
    assert done.returncode == 0, done.stdout
    assert matrix.passed(matrix.drive(["first_drive"], DRAWS, draw_seed, "baseline")["first_drive"]) >= 8


def test_constant_speed_and_heading_fails_at_least_six_scenarios(draw_seed):
    results = matrix.drive(matrix.SHIPPED, DRAWS, draw_seed, "constant")
    assert sum(matrix.passed(runs) == 0 for runs in results.values()) >= 6


def test_standing_still_fails_every_scenario(draw_seed):
    results = matrix.drive(matrix.SHIPPED, DRAWS, draw_seed, "idle")
    assert {name: matrix.passed(runs) for name, runs in results.items()} == dict.fromkeys(matrix.SHIPPED, 0)


def test_without_its_hazard_a_blind_driver_passes(draw_seed):
    assert not failures(matrix.drive(matrix.HAZARDS, DRAWS, draw_seed, "cruise", "--set", "hazard=off"))


def test_a_blind_driver_fails_by_the_criterion_that_the_file_names(draw_seed):
    results = matrix.drive(matrix.HAZARDS, DRAWS, draw_seed, "cruise")
    kept = [
        f"{run['scenario']} {run['variant']}"
        for name, runs in results.items() for run in runs if matrix.hazard_criterion(name) not in matrix.broken(run)
    ]
    assert not kept


def test_repeated_runs_have_equal_hashes():
    files = map(matrix.path, [*matrix.SHIPPED, "any_city"])
    done = matrix.mapless("verify", *files, "--policy", "oracle", "--repeat", "3")
    assert done.returncode == 0, done.stdout + done.stderr
