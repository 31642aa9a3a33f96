"""Runs a command several times and prints a row of a table: measure.py NAME RUNS COMMAND...

Wall and CPU (user and system, of the command and its children) of the whole process; one run before the
first that counts warms caches. “The run itself” is what the command says of its own time.
"""
import os
import re
import statistics
import subprocess
import sys
import time


def once(command):
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    said = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    if os.waitstatus_to_exitcode(status) > 1:
        sys.exit(f"{command} failed: exit code {os.waitstatus_to_exitcode(status)}")
    inner = re.search(r"Done in ([0-9.]+) s", said)
    return wall, usage.ru_utime + usage.ru_stime, float(inner.group(1)) if inner else float("nan")


name, runs, *command = sys.argv[1:]
once(command)
load = os.getloadavg()[0]
walls, cpus, inners = zip(*(once(command) for _ in range(int(runs))))
print(f"| {name} | {statistics.median(walls):.2f} s | {min(walls):.2f} to {max(walls):.2f} s "
      f"| {statistics.median(inners):.2f} s | {statistics.median(cpus):.2f} s | {load:.1f} |", flush=True)
