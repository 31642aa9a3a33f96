#!/usr/bin/env python3
"""Runs the command against real servers, and collects what it says of them for judging by hand: see README.md.

    real.py seal --seed N [--share 1/3]
    real.py try [NAME…]
    real.py run [NAME…] [--sealed] [--runs N] --out FOLDER
"""
from __future__ import annotations

import argparse
import contextlib
import fractions
import json
import os
import pathlib
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SEALED = HERE / "sealed.txt"
MOST_OCTETS = 3000
REPLAYS_AT_ONCE = 8


def names() -> list[str]:
    return subprocess.run([HERE / "servers.sh", "list"], capture_output=True, text=True, check=True).stdout.split()


def versions() -> dict[str, str]:
    lines = subprocess.run([HERE / "servers.sh", "versions"], capture_output=True, text=True, check=True).stdout.splitlines()
    return dict(line.split(" ", 1) for line in lines)


def sealed() -> set[str]:
    return set(SEALED.read_text().split()) if SEALED.exists() else set()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serving(name: str) -> Iterator[int]:
    """A server in a session of its own, so that all that it starts ends with it."""
    port = free_port()
    with tempfile.TemporaryFile("w+") as said:
        server = subprocess.Popen([HERE / "servers.sh", "start", name, str(port)], start_new_session=True,
                                  stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        try:
            deadline = time.monotonic() + 60
            while True:
                with contextlib.suppress(OSError):
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                if server.poll() is not None or time.monotonic() > deadline:
                    said.seek(0)
                    raise RuntimeError(f"{name} does not listen: {said.read()[-600:].strip()}")
                time.sleep(0.1)
            yield port
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(5)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
            server.wait()


# --- seal


def seal(arguments: argparse.Namespace) -> None:
    if SEALED.exists():
        sys.exit("sealed.txt exists: what is sealed is not drawn again")
    every = sorted(names())
    chosen = random.Random(arguments.seed).sample(every, round(len(every) * arguments.share))
    SEALED.write_text("".join(name + "\n" for name in sorted(chosen)))
    print(f"{len(chosen)} of {len(every)} sealed")


# --- try: does it serve at all?


def curl(port: int, *options: str, path: str = "/") -> str:
    done = subprocess.run(["curl", "-s", "-m", "10", "-w", "\n%{http_code} HTTP/%{http_version}", *options, f"http://127.0.0.1:{port}{path}"],
                          capture_output=True, check=False)
    return done.stdout.decode("latin-1")


def does_echo(answer: str) -> bool:
    return "abc" in answer and "x-probe" in answer.lower() and " HTTP/1" in answer and "200 " in answer


def attempt(arguments: argparse.Namespace) -> None:
    for name in arguments.name or names():
        try:
            with serving(name) as port:
                page = curl(port)
                shown = "page" if "long enough to be asked for in parts" in page and "\n200 " in page else f"no page: {page[-200:]!r}"
                shown += f" {page.split()[-1]}" if page else ""
                if name not in sealed():
                    fields = ("-H", "X-Probe: 1", "-d", "abc")
                    for title, options in {"echo": fields, "echo of chunks": (*fields, "-H", "Transfer-Encoding: chunked")}.items():
                        shown += f", {title}" if does_echo(curl(port, *options, path="/echo")) else f", no {title}"
        except RuntimeError as failure:
            shown = str(failure)
        print(f"{name}: {shown}", flush=True)


# --- run


def name_of(result: dict) -> str:
    return result["id"] + ("/" + result["case"] if result.get("case") else "")


def read_results(file: pathlib.Path) -> list[dict]:
    results = []
    for line in file.read_text().splitlines() if file.exists() else []:
        # The last line of a run that was ended may be half of one.
        with contextlib.suppress(json.JSONDecodeError):
            results.append(json.loads(line))
    return results


def replay(command: str) -> dict:
    """What the printed command shows once more; it gives up after three seconds of silence."""
    begin = time.monotonic()
    try:
        octets = subprocess.run(["bash", "-c", command], capture_output=True, timeout=15, check=False).stdout
    except subprocess.TimeoutExpired as late:
        octets = late.stdout or b""
    return {"octets": octets[:MOST_OCTETS].decode("latin-1"), "seconds": round(time.monotonic() - begin, 1)}


def judge(name: str, version: str, arguments: argparse.Namespace) -> list[dict]:
    """Runs the command some times against one start of the server; what is violated, each once."""
    found: dict[str, dict] = {}
    with serving(name) as port:
        for number in range(1, arguments.runs + 1):
            out = arguments.out / name / str(number)
            command = [arguments.wireproof, "run", "-t", f"http://127.0.0.1:{port}", "--out", out, *arguments.select]
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=arguments.limit, check=False)
                said, code = done.stdout + done.stderr, str(done.returncode)
            except subprocess.TimeoutExpired:
                said, code = "", "none, the time limit"
            (out.parent / f"{number}.txt").write_text(said)
            results = read_results(out / "results.jsonl")
            violated = [result for result in results if result["verdict"] == "Violates"]
            print(f"{name} {version}: exit code {code}, {len(results)} results, {len(violated)} violated", flush=True)
            for result in violated:
                row = found.setdefault(name_of(result), {"server": name, "version": version, "runs": 0} | {
                    key: result.get(key, "") for key in ("id", "case", "level", "source", "claim", "expected", "saw", "reproduction")})
                row["runs"] += 1
        rows = [row for row in found.values() if row["reproduction"]]
        with ThreadPoolExecutor(REPLAYS_AT_ONCE) as pool:
            for row, replayed in zip(rows, pool.map(lambda row: replay(row["reproduction"]), rows)):
                row["replayed"] = replayed
    return list(found.values())


def cell(text: object) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ")


def table(rows: list[dict], runs: int) -> str:
    """For reading: a rule, then the servers of which it is said to be broken."""
    text = "# Violations to judge\n"
    title = None
    for row in sorted(rows, key=lambda row: (name_of(row), row["server"])):
        if title != name_of(row):
            title = name_of(row)
            text += f"\n## `{title}` · {row['level']} · {row['source']}\n\n{row['claim']}\n\n"
            text += "| server | runs | expected | saw | replay |\n| --- | --- | --- | --- | --- |\n"
        text += (f"| {row['server']} | {row['runs']} of {runs} | {cell(row['expected'])} | {cell(row['saw'])} "
                 f"| `{cell(row['reproduction'])}` |\n")
    return text


def run(arguments: argparse.Namespace) -> None:
    hidden = sealed()
    chosen = arguments.name or [name for name in names() if (name in hidden) == arguments.sealed]
    if not arguments.sealed and hidden.intersection(chosen):
        sys.exit(f"{len(hidden.intersection(chosen))} of these are sealed: --sealed")
    arguments.out.mkdir(parents=True, exist_ok=True)
    known = versions()
    collected = arguments.out / "violations.jsonl"
    rows = [json.loads(line) for line in collected.read_text().splitlines()] if collected.exists() else []
    for name in chosen:
        try:
            rows = [row for row in rows if row["server"] != name] + judge(name, known[name], arguments)
        except RuntimeError as failure:
            print(failure, file=sys.stderr)
        collected.write_text("".join(json.dumps(row) + "\n" for row in rows))
        (arguments.out / "violations.md").write_text(table(rows, arguments.runs))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)

    sealing = commands.add_parser("seal", help="draws the servers that stay closed until the end")
    sealing.add_argument("--seed", type=int, required=True)
    sealing.add_argument("--share", type=fractions.Fraction, default=fractions.Fraction(1, 3))
    sealing.set_defaults(do=seal)

    trying = commands.add_parser("try", help="starts servers and asks for the page and the echo (the sealed: the page)")
    trying.add_argument("name", nargs="*")
    trying.set_defaults(do=attempt)

    running = commands.add_parser("run", help="runs the command against the open servers, or some of them")
    running.add_argument("name", nargs="*")
    running.add_argument("--sealed", action="store_true", help="the sealed ones")
    running.add_argument("--runs", type=int, default=2)
    running.add_argument("--select", nargs="*", default=["http1.*"])
    running.add_argument("--limit", type=float, default=600, help="seconds that a run may take (600)")
    running.add_argument("--out", type=pathlib.Path, required=True)
    running.add_argument("--wireproof", type=lambda path: pathlib.Path(path).resolve(), default=ROOT / "bin" / "wireproof")
    running.set_defaults(do=run)

    arguments = parser.parse_args()
    # Ended, it ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    arguments.do(arguments)


if __name__ == "__main__":
    main()
