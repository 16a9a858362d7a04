"""Drives the shipped scenarios by the drivers that show whether they are fair: a table of how many draws each passes.

    python3 Tests/Python/scenario_matrix.py [--draws N] [--draw-seed S] [SCENARIO…]
"""

import argparse
import json
import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = ROOT / "scenarios"
HAZARDS = (
    "child_from_behind_parked_car cut_in delivery_van_blocks_lane lead_brakes_hard red_light roundabout unprotected_left"
).split()
SHIPPED = ["first_drive", *HAZARDS]


def program() -> str:
    """The release build of this checkout, or the one that MAPLESS_RELEASE names a folder of."""
    folder = os.environ.get("MAPLESS_RELEASE")
    return str(Path(folder) / "mapless") if folder else str(ROOT / "tools" / "mapless")


def mapless(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([program(), *arguments], capture_output=True, text=True, cwd=ROOT, timeout=600, check=False)


def path(name: str) -> str:
    return str((SCENARIOS / f"{name}.yaml").relative_to(ROOT))


def hazard_criterion(name: str) -> str:
    """The metric that the file says a driver fails by who takes no notice of the hazard."""
    return re.search(r"^hazard_criterion: (\w+)$", (SCENARIOS / f"{name}.yaml").read_text(), re.MULTILINE)[1]


def drive(names: list[str], draws: int, draw_seed: int, policy: str, *options: str) -> dict[str, list[dict]]:
    """The results of every scenario, one per draw."""
    results: dict[str, list[dict]] = {name: [] for name in names}
    for draw in range(draws):
        done = mapless(
            "run", *map(path, names), "--json", "-", "--policy", policy, "--variant", f"r{draw}",
            "--draw-seed", str(draw_seed), *options,
        )
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(lines) == len(names), done.stderr
        for line in lines:
            results[line["scenario"]].append(line)
    return results


def passed(results: list[dict]) -> int:
    return sum(result["status"] == "passed" for result in results)


def broken(result: dict) -> list[str]:
    """The criteria that a run does not keep."""
    return [criterion["name"] for criterion in result["criteria"] if not criterion["passed"]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenarios", nargs="*", default=SHIPPED)
    parser.add_argument("--draws", type=int, default=10)
    parser.add_argument("--draw-seed", type=int, default=0)
    parser.add_argument("--failures", action="store_true", help="say how the oracle failed, and cruise did not")
    arguments = parser.parse_args()
    names, ask = arguments.scenarios, (arguments.draws, arguments.draw_seed)
    hazards = [name for name in names if name in HAZARDS]
    table = {
        "oracle": drive(names, *ask, "oracle"), "constant": drive(names, *ask, "constant"),
        "idle": drive(names, *ask, "idle"), "cruise, no hazard": drive(hazards, *ask, "cruise", "--set", "hazard=off"),
        "cruise": drive(hazards, *ask, "cruise"),
    }
    print(f"passed of {arguments.draws} draws, draw seed {arguments.draw_seed}")
    print(f"{'':30}" + "".join(f"{column:>19}" for column in table) + "   failed as named")
    for name in names:
        cells = [f"{passed(runs[name])}" if name in runs else "" for runs in table.values()]
        named = sum(hazard_criterion(name) in broken(run) for run in table["cruise"][name]) if name in hazards else ""
        print(f"{name:30}" + "".join(f"{cell:>19}" for cell in cells) + f"{named:>18}")
    if arguments.failures:
        for column, runs in table.items():
            for run in (run for name in runs for run in runs[name]):
                wanted = column in ("oracle", "cruise, no hazard")
                if (run["status"] == "passed") != wanted:
                    print(f"{column}: {run['scenario']} {run['variant']}: {run['status']} {run['reason']}")
    drives = table["oracle"]
    print("oracle: longest drive, hardest braking, uncomfortable share")
    for name in names:
        metrics = [run["metrics"] for run in drives[name]]
        print(
            f"{name:30}{max(run['duration_s'] for run in drives[name]):8.1f} s"
            f"{max(each['hardest_braking_mps2'] for each in metrics):8.1f} m/s²"
            f"{100 * max(each['uncomfortable_share'] for each in metrics):8.1f} %"
        )


if __name__ == "__main__":
    main()
