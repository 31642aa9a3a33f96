#!/usr/bin/env python3
"""Measures what the command notices of bugs that it does not know: see README.md.

    trial.py seal TRIAL… --seed N [--share 1/3]
    trial.py measure TRIAL [--open|--sealed|--all] [-j N] [--only BUG,…] --out FILE.jsonl
    trial.py tell [--sealed] FILE.jsonl…
"""
from __future__ import annotations

import argparse
import collections
import contextlib
import csv
import dataclasses
import fcntl
import fractions
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEVELS = ("must", "should", "may")
CORRECT = "none"
PLACE = "@BUG@"
# What tells the answers stays out of the copy that the server is started from.
ANSWERS = ("bugs.tsv", "sealed.txt", "accepted.tsv", "rejected.tsv", "witness.py", "__pycache__")


# --- A trial, as its folder describes it


@dataclasses.dataclass(frozen=True)
class Bug:
    name: str
    level: str
    section: str
    kind: str
    rule: str


@dataclasses.dataclass(frozen=True)
class Trial:
    folder: pathlib.Path
    name: str
    is_directory: bool
    start: list[str]
    select: list[str]
    claims: list[str]
    allow: str | None
    build: list[str]
    upstream: bool
    bugs: list[Bug]
    sealed: frozenset[str]

    @staticmethod
    def read(folder: pathlib.Path) -> Trial:
        server = json.loads((folder / "server.json").read_text())
        if server["kind"] not in ("url", "directory"):
            sys.exit(f"{folder}/server.json: the kind is url or directory, not {server['kind']}")
        return Trial(
            folder=folder,
            name=server["name"],
            is_directory=server["kind"] == "directory",
            start=server.get("start", []),
            select=server.get("select", "").replace(",", " ").split(),
            claims=server.get("claims", []),
            allow=server.get("allow"),
            build=server.get("build", []),
            upstream=bool(server.get("upstream")),
            bugs=read_bugs(folder / "bugs.tsv"),
            sealed=read_sealed(folder / "sealed.txt"),
        )


def read_table(file: pathlib.Path) -> list[dict[str, str]]:
    with file.open(newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [{key: (value or "").strip() for key, value in row.items() if key} for row in rows]


def read_bugs(file: pathlib.Path) -> list[Bug]:
    bugs = [Bug(row["bug"], row["level"].lower(), row["section"], row["kind"], row["rule"]) for row in read_table(file)]
    for bug in bugs:
        if bug.level not in LEVELS:
            sys.exit(f"{file}: a level is one of {', '.join(LEVELS)}, not {bug.level}")
    if len({bug.name for bug in bugs}) < len(bugs):
        sys.exit(f"{file}: two bugs have one name")
    return bugs


def read_sealed(file: pathlib.Path) -> frozenset[str]:
    return frozenset(file.read_text().split()) if file.exists() else frozenset()


@dataclasses.dataclass(frozen=True)
class Judged:
    """What persons said of a trial's failures, pairs of a bug and an id."""

    accepted: frozenset[tuple[str, str]] = frozenset()
    rejected: frozenset[tuple[str, str]] = frozenset()

    @staticmethod
    def read(folder: pathlib.Path) -> Judged:
        def pairs(name: str) -> frozenset[tuple[str, str]]:
            file = folder / name
            return frozenset((row["bug"], row["id"]) for row in read_table(file)) if file.exists() else frozenset()

        return Judged(pairs("accepted.tsv"), pairs("rejected.tsv"))


# --- seal


def draw(bugs: Iterable[Bug], share: fractions.Fraction, chance: random.Random) -> list[str]:
    """Chooses a share at random, of each level in proportion: every n-th of the shuffled levels in a row."""
    row: list[str] = []
    for level in LEVELS:
        names = sorted(bug.name for bug in bugs if bug.level == level)
        chance.shuffle(names)
        row += names
    offset = chance.random()
    edges = [int(index * share + offset) for index in range(len(row) + 1)]
    return sorted(name for name, before, after in zip(row, edges, edges[1:]) if after > before)


def seal(arguments: argparse.Namespace) -> None:
    trials = [Trial.read(folder) for folder in arguments.trial]
    for trial in trials:
        if (trial.folder / "sealed.txt").exists():
            sys.exit(f"{trial.folder}/sealed.txt exists: what is sealed is not drawn again")
    for trial in trials:
        chosen = draw(trial.bugs, arguments.share, random.Random(f"{arguments.seed} {trial.name}"))
        (trial.folder / "sealed.txt").write_text("".join(name + "\n" for name in chosen))
        level_of = {bug.name: bug.level for bug in trial.bugs}
        counts = collections.Counter(level_of[name] for name in chosen)
        levels = ", ".join(f"{counts[level]} {level}" for level in LEVELS if counts[level])
        print(f"{trial.name}: {len(chosen)} of {len(trial.bugs)} sealed ({levels})")


# --- measure: one run


@dataclasses.dataclass
class Run:
    exit: int | None
    seconds: float
    late: bool
    results: dict[str, dict]
    message: str


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def name_of(result: dict) -> str:
    return result["id"] + ("/" + result["case"] if result.get("case") else "")


def read_results(out: pathlib.Path) -> dict[str, dict]:
    file = out / "results.jsonl"
    results = {}
    for line in file.read_text().splitlines() if file.exists() else []:
        # The last line of a run that was ended may be half of one.
        with contextlib.suppress(json.JSONDecodeError):
            result = json.loads(line)
            results[name_of(result)] = {key: value for key, value in result.items() if key not in ("transcript", "channels")}
    return results


def read_unusable(out: pathlib.Path) -> str:
    with contextlib.suppress(OSError, json.JSONDecodeError):
        return json.loads((out / "summary.json").read_text()).get("unusable", "")
    return ""


def end(process: subprocess.Popen, patience: float = 10) -> None:
    """Ends a process that leads a session, and all that it left there."""
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        pass
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextlib.contextmanager
def serving(trial: Trial, bench: pathlib.Path, state: pathlib.Path, bug: str | None) -> Iterator[tuple[str, list[str]]]:
    """A fresh server of a url trial; gives its address and what else the command is to be told."""
    port = free_port()
    world = os.environ | {"HOST": "127.0.0.1", "PORT": str(port), "STATE_DIR": str(state), "SECRET": "of the trial", "INSTANCE": "a"}
    options = []
    if trial.upstream:
        upstream = free_port()
        world["UPSTREAM"] = f"http://127.0.0.1:{upstream}"
        options = ["--upstream-port", str(upstream)]
    if trial.claims:
        options += ["--claim", ",".join(trial.claims)]
    server = subprocess.Popen(
        trial.start + ([bug] if bug else []), cwd=bench, env=world, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                if server.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("the server does not listen") from None
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}", options
    finally:
        end(server, 2)


@contextlib.contextmanager
def described(bench: pathlib.Path, place: pathlib.Path, bug: str | None) -> Iterator[tuple[str, list[str]]]:
    """A copy of a directory trial whose description starts the server with the bug; the command does the rest."""
    copy = place / "target"
    shutil.copytree(bench, copy, symlinks=True)
    description = copy / "wireproof.yaml"
    text = description.read_text()
    if PLACE not in text:
        raise RuntimeError(f"wireproof.yaml has no {PLACE}")
    description.write_text(text.replace(PLACE, bug or CORRECT))
    yield str(copy), []


@contextlib.contextmanager
def alone(lock: pathlib.Path | None) -> Iterator[None]:
    """Waits for others that measure on the same machine, where they lock the same file."""
    if lock is None:
        yield
        return
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def run(trial: Trial, bench: pathlib.Path, bug: str | None, arguments: argparse.Namespace) -> Run:
    with tempfile.TemporaryDirectory(prefix="trial-", ignore_cleanup_errors=True) as folder:
        place = pathlib.Path(folder)
        state = place / "state"
        state.mkdir()
        out = place / "report"
        target = described(bench, place, bug) if trial.is_directory else serving(trial, bench, state, bug)
        try:
            with target as (address, options), alone(arguments.lock):
                command = [str(arguments.wireproof), "run", "-t", address, "--out", str(out), *options]
                if trial.allow:
                    command += ["--allow", trial.allow]
                return judge(command + trial.select, out, arguments.limit)
        except (RuntimeError, OSError) as failure:
            return Run(None, 0, False, {}, str(failure))


def judge(command: list[str], out: pathlib.Path, limit: float) -> Run:
    with tempfile.TemporaryFile("w+") as said:
        begin = time.monotonic()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True)
        late = False
        try:
            process.wait(limit)
        except subprocess.TimeoutExpired:
            late = True
        finally:
            end(process)
        seconds = round(time.monotonic() - begin, 1)
        said.seek(0)
        unusable = read_unusable(out)
        message = unusable or ("" if process.returncode in (0, 1) else said.read()[-600:])
        return Run(None if late else process.returncode, seconds, late, read_results(out), message)


# --- measure: what differs from the correct server


def brief(result: dict, **more: object) -> dict:
    kept = ("id", "case", "verdict", "level", "source", "claim", "expected", "saw", "reason")
    return {key: result[key] for key in kept if result.get(key)} | more


def changed(results: dict[str, dict], base: dict[str, set[str]]) -> list[dict]:
    """What is worse than on the correct server."""
    worse = []
    for name, result in sorted(results.items()):
        before = base.get(name, set())
        verdict = result["verdict"]
        if verdict not in before and (verdict == "Violates" or verdict == "Tolerated" and "Violates" not in before):
            worse.append(brief(result, was=sorted(before)))
    return worse


def lost(results: dict[str, dict], base: dict[str, set[str]]) -> list[dict]:
    """What conformed on the correct server and is not judged any more."""
    return [
        brief(results[name]) if name in results else {"id": name, "verdict": "missing"}
        for name, before in sorted(base.items())
        if before == {"Conforms"} and (name not in results or results[name]["verdict"] in ("Inconclusive", "NotApplicable"))
    ]


def base_line(trial: Trial, folder: str, runs: list[Run]) -> tuple[dict, dict[str, set[str]]]:
    names = sorted(set().union(*(one.results for one in runs)))
    base = {name: {one.results[name]["verdict"] for one in runs if name in one.results} for name in names}
    latest = {name: one.results[name] for one in runs for name in one.results}
    row = {
        "trial": trial.name, "folder": folder, "bug": None,
        "exit": [one.exit for one in runs], "seconds": [one.seconds for one in runs],
        "verdicts": collections.Counter(next(iter(verdicts)) if len(verdicts) == 1 else "differs" for verdicts in base.values()),
        "violates": [brief(next(one.results[name] for one in runs if one.results.get(name, {}).get("verdict") == "Violates"))
                     for name in names if "Violates" in base[name]],
        "tolerated": [brief(latest[name]) for name in names if base[name] == {"Tolerated"}],
        "differs": {name: sorted(base[name]) for name in names if len(base[name]) > 1},
        "message": next((one.message for one in runs if one.message), ""),
    }
    return row, base


def chosen(trial: Trial, arguments: argparse.Namespace) -> list[Bug]:
    bugs = trial.bugs
    if arguments.share == "open":
        bugs = [bug for bug in bugs if bug.name not in trial.sealed]
    elif arguments.share == "sealed":
        bugs = [bug for bug in bugs if bug.name in trial.sealed]
    if arguments.only:
        wanted = set(arguments.only.split(","))
        bugs = [bug for bug in bugs if bug.name in wanted]
        if len(bugs) < len(wanted):
            sys.exit(f"--only: {len(wanted) - len(bugs)} of {len(wanted)} are no bugs of this choice")
    return bugs


def measure(arguments: argparse.Namespace) -> None:
    trial = Trial.read(arguments.trial)
    bugs = chosen(trial, arguments)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    folder = os.path.relpath(trial.folder, arguments.out.parent)
    with tempfile.TemporaryDirectory(prefix="trial-", ignore_cleanup_errors=True) as place, arguments.out.open("w") as out:
        bench = pathlib.Path(place) / "bench"
        shutil.copytree(trial.folder, bench, symlinks=True, ignore=shutil.ignore_patterns(*ANSWERS))
        if trial.build:
            subprocess.run(trial.build, cwd=bench, check=True)
        correct, base = base_line(trial, folder, [run(trial, bench, None, arguments) for _ in range(2)])
        print(json.dumps(correct), file=out, flush=True)
        tell_correct(correct)
        if not base:
            sys.exit("the correct server is not judged")
        writing = threading.Lock()
        done = 0

        def one(bug: Bug) -> None:
            nonlocal done
            had = run(trial, bench, bug.name, arguments)
            hidden = bug.name in trial.sealed
            row = {
                "trial": trial.name, "folder": folder, "bug": bug.name, "sealed": hidden, "level": bug.level, "section": bug.section,
                "kind": bug.kind, "rule": bug.rule, "exit": had.exit, "seconds": had.seconds, "late": had.late, "judged": len(had.results),
                "changed": changed(had.results, base), "lost": lost(had.results, base), "message": had.message,
            }
            with writing:
                done += 1
                print(json.dumps(row), file=out, flush=True)
                name = "(sealed)" if hidden and arguments.share != "sealed" else bug.name
                shown = "time limit" if had.late else "not run" if had.exit is None else f"exit {had.exit}"
                detail = "" if name == "(sealed)" else f", {shown}, {len(row['changed'])} changed, {len(row['lost'])} lost"
                print(f"  {done}/{len(bugs)} {name}: {had.seconds} s{detail}", flush=True)

        with ThreadPoolExecutor(arguments.jobs) as pool:
            list(pool.map(one, bugs))


def tell_correct(row: dict) -> None:
    counts = ", ".join(f"{count} {verdict}" for verdict, count in sorted(row["verdicts"].items()))
    print(f"{row['trial']}, the correct server: {counts}; {' and '.join(str(seconds) for seconds in row['seconds'])} s", flush=True)
    for result in row["violates"]:
        print(f"  violates, a false alarm or a bug of the server: {name_of(result)}, {result['level']}, {result['source']}")
        print(f"    expected {result.get('expected', '')}\n    saw      {result.get('saw', '')}")
    for name, verdicts in row["differs"].items():
        print(f"  differs between the two runs: {name}, {' and '.join(verdicts)}")
    if row["message"]:
        print(f"  {row['message'].strip()}")


# --- tell


def sections(text: str) -> set[tuple[str, str]]:
    """RFC 9112 §9.3, §11.2; §6.1 gives three: the number of an RFC holds until the next."""
    found = set()
    rfc = ""
    for number, section in re.findall(r"RFC\s*(\d+)|(?:§+\s*|section\s+)(\d+(?:\.\d+)*)", text, re.IGNORECASE):
        if number:
            rfc = number
        elif rfc:
            found.add((rfc, section))
    return found


def counts_for(level: str, verdict: str) -> bool:
    return verdict == "Violates" or level != "must" and verdict == "Tolerated"


def by_section(row: dict, judged: Judged) -> list[str]:
    """The results that are of a section which the bug breaks, and were not found to be of another rule."""
    broken = sections(row["section"])
    return [name_of(result) for result in row["changed"]
            if counts_for(row["level"], result["verdict"]) and broken & sections(result.get("source", ""))
            and not {(row["bug"], result["id"]), (row["bug"], name_of(result))} & judged.rejected]


def as_judged(row: dict, judged: Judged) -> list[str]:
    names = [name_of(result) for result in row["changed"]
             if counts_for(row["level"], result["verdict"])
             and {(row["bug"], result["id"]), (row["bug"], name_of(result))} & judged.accepted]
    return names + ["exit-3"] * (row["exit"] == 3 and (row["bug"], "exit-3") in judged.accepted)


def short(names: Iterable[str], most: int = 12) -> str:
    names = list(names)
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def tell_list(title: str, rows: list[dict], show_sealed: bool, line: Callable[[dict], str]) -> None:
    open_rows = [row for row in rows if show_sealed or not row["sealed"]]
    hidden = len(rows) - len(open_rows)
    print(f"\n{title}: {len(rows)}" + (f", {hidden} of them sealed" if hidden else ""))
    for row in open_rows:
        print(f"  {row['trial']} · {row['bug']} ({row['level']}, {row['section']})" + line(row))


def tell(arguments: argparse.Namespace) -> None:
    rows: dict[tuple[str, str | None], dict] = {}
    judged: dict[str, Judged] = {}
    for file in arguments.file:
        for line in file.read_text().splitlines():
            row = json.loads(line)
            rows[row["trial"], row["bug"]] = row
            judged[row["trial"]] = Judged.read(file.parent / row["folder"])
    for row in rows.values():
        if row["bug"] is None:
            tell_correct(row)
    bugs = [row | {"section ids": by_section(row, judged[row["trial"]]), "judged ids": as_judged(row, judged[row["trial"]])}
            for row in rows.values() if row["bug"] is not None]

    def is_noticed(row: dict) -> bool:
        return bool(row["section ids"] or row["judged ids"])

    def count(title: str, some: list[dict]) -> None:
        musts = [row for row in some if row["level"] == "must"]
        print(f"| {title} | {sum(map(is_noticed, musts))} of {len(musts)} | {sum(map(is_noticed, some))} of {len(some)} |")

    print("\n| kind | noticed of must | noticed of all |\n| --- | --- | --- |")
    for kind in sorted({row["kind"] for row in bugs}):
        count(kind, [row for row in bugs if row["kind"] == kind])
    trials = sorted({row["trial"] for row in bugs})
    for trial in trials if len(trials) > 1 else []:
        count(f"**{trial}**", [row for row in bugs if row["trial"] == trial])
    count("**all**", bugs)

    def whole(row: dict) -> list[str]:
        changes = [f"{name_of(result)} {'✗' if result['verdict'] == 'Violates' else '~'} {result.get('source', '')}" for result in row["changed"]]
        return changes + ["exit-3"] * (row["exit"] == 3)

    def to_judge(row: dict) -> str:
        text = "".join(f"\n      {change}" for change in whole(row)[:20])
        if row["lost"]:
            text += f"\n      lost: {short(name_of(result) for result in row['lost'])}"
        if row["exit"] == 3:
            text += f"\n      {row['message'].strip()[-300:]}"
        return f": {row['rule']}{text}"

    show = arguments.sealed
    def is_run(row: dict) -> bool:
        return row["late"] or row["exit"] is not None

    rest = [row for row in bugs if is_run(row) and not is_noticed(row)]
    tell_list("Noticed by section", [row for row in bugs if row["section ids"]], show, lambda row: f": {short(row['section ids'])}")
    tell_list("Noticed as judged in accepted.tsv", [row for row in bugs if row["judged ids"] and not row["section ids"]], show,
              lambda row: f": {short(row['judged ids'])}")
    tell_list("Something changed but no accepted rule", [row for row in rest if whole(row) or row["lost"]], show, to_judge)
    tell_list("Nothing changed", [row for row in rest if not (whole(row) or row["lost"])], show, lambda row: f": {row['rule']}")
    tell_list("Ended by the time limit, which does not count", [row for row in bugs if row["late"]], show, lambda row: f": {row['judged']} judged before")
    tell_list("Not run", [row for row in bugs if not is_run(row)], show, lambda row: f": {row['message']}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)

    sealing = commands.add_parser("seal", help="draws the bugs that stay closed until the end")
    sealing.add_argument("trial", nargs="+", type=pathlib.Path)
    sealing.add_argument("--seed", type=int, required=True)
    sealing.add_argument("--share", type=fractions.Fraction, default=fractions.Fraction(1, 3))
    sealing.set_defaults(do=seal)

    measuring = commands.add_parser("measure", help="runs the command against the correct server and each bug")
    measuring.add_argument("trial", type=pathlib.Path)
    share = measuring.add_mutually_exclusive_group()
    for name in ("open", "sealed", "all"):
        share.add_argument(f"--{name}", dest="share", action="store_const", const=name)
    measuring.add_argument("-j", "--jobs", type=int, default=1, help="how many bugs at once (1)")
    measuring.add_argument("--only", default="", help="some bugs, separated by commas")
    measuring.add_argument("--out", type=pathlib.Path, required=True)
    measuring.add_argument("--limit", type=float, default=300, help="seconds that a run may take (300)")
    measuring.add_argument("--wireproof", type=lambda path: pathlib.Path(path).resolve(), default=ROOT / "bin" / "wireproof")
    measuring.add_argument("--lock", type=pathlib.Path, help="a file to lock during a run, where others measure too")
    measuring.set_defaults(do=measure, share="open")

    telling = commands.add_parser("tell", help="says what was noticed")
    telling.add_argument("file", nargs="+", type=pathlib.Path)
    telling.add_argument("--sealed", action="store_true", help="shows the sealed bugs too")
    telling.set_defaults(do=tell)

    arguments = parser.parse_args()
    # Ended, it ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    arguments.do(arguments)


if __name__ == "__main__":
    main()
