"""Runs the shell command that the report printed for each failure, and keeps what the server sent.

replay.py FOLDER: reads the results of the last run in FOLDER while the server still runs, and writes
FOLDER/replays.json, {id: {"octets": what nc printed, "seconds": how long it took}}. The command gives up
after three seconds of silence, so three seconds or more mean that the server did not close.
"""
import json
import pathlib
import subprocess
import sys
import time

MOST_OCTETS = 3000


def replay(command):
    begin = time.monotonic()
    try:
        done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=15, check=False)
        octets = done.stdout
    except subprocess.TimeoutExpired as late:
        octets = late.stdout or b""
    return {"octets": octets[:MOST_OCTETS].decode("latin-1"), "seconds": round(time.monotonic() - begin, 1)}


folder = pathlib.Path(sys.argv[1])
last = max((run for run in folder.iterdir() if run.name.isdigit()), key=lambda run: int(run.name))
replays = {}
for line in (last / "results.jsonl").read_text().splitlines():
    result = json.loads(line)
    if result["verdict"] == "Violates" and result.get("reproduction"):
        name = result["id"] + ("/" + result["case"] if "case" in result else "")
        replays[name] = replay(result["reproduction"])
(folder / "replays.json").write_text(json.dumps(replays, indent=1))
