"""Renders docs/servers.md: render.py FOLDER CONFIRMED SERVER...

FOLDER is what run.sh filled: SERVER/N/results.jsonl, SERVER/version, SERVER/replays.json, compare.json (what
`wireproof compare` said of the first runs). CONFIRMED lists what was confirmed by hand, a line each:
rule, servers, what was seen, with tabs between. Only that is published as a failure.
"""
import collections
import json
import pathlib
import sys

TITLES = {
    "nginx": "nginx", "apache": "Apache httpd", "caddy": "Caddy", "haproxy": "HAProxy", "lighttpd": "lighttpd",
    "node": "Node http", "go": "Go net/http", "jdk": "JDK HttpServer", "jetty": "Jetty", "tomcat": "Tomcat",
    "undertow": "Undertow", "vertx": "Vert.x", "netty": "Netty codec", "httpcore": "HttpCore",
}
MARKS = {
    "Conforms": "✓", "Tolerated": "~", "Violates": "✗", "NotApplicable": "–", "Inconclusive": "?", "Observed": "•",
}
WORST_FIRST = ["Violates", "Inconclusive", "Tolerated", "Conforms", "Observed", "NotApplicable"]
SHOWN = [
    ("nginx", "http1.conditional.if-unmodified-since-invalid/word"),
    ("jetty", "http1.response.not-modified-length"),
    ("jdk", "http1.line-end.cr-alone"),
    ("go", "http1.framing.transfer-encoding-in-http10"),
]
INTRODUCTION = (pathlib.Path(__file__).parent / "introduction.md").read_text()


def name_of(result):
    return result["id"] + ("/" + result["case"] if "case" in result else "")


class Server:
    def __init__(self, folder, name):
        home = folder / name
        self.name = name
        self.version = (home / "version").read_text().strip()
        numbered = sorted((run for run in home.iterdir() if run.name.isdigit()), key=lambda run: int(run.name))
        self.runs = [self.read(run / "results.jsonl") for run in numbered]
        self.replays = json.loads((home / "replays.json").read_text())
        self.first, self.last = self.runs[0], self.runs[-1]

    @staticmethod
    def read(path):
        results = map(json.loads, path.read_text().splitlines())
        return {name_of(result): result for result in results}

    def count(self, verdict):
        return sum(result["verdict"] == verdict for result in self.first.values())

    def flips(self):
        """Specs that conform in one run and violate in another."""
        return [spec for spec in self.first if {"Conforms", "Violates"} <= self.verdicts(spec)]

    def verdicts(self, spec):
        return {run[spec]["verdict"] for run in self.runs if spec in run}

    def broken(self):
        """The failures of every run: {rule: [result]}, the rows of a table under their rule."""
        rules = collections.defaultdict(list)
        for spec, result in self.first.items():
            if self.verdicts(spec) == {"Violates"}:
                rules[result["id"]].append(result)
        return rules


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows])


def overview(servers):
    rows = []
    for server in servers:
        counts = [server.count(verdict) for verdict in MARKS]
        rows.append([TITLES[server.name], server.version, len(server.broken()), *counts,
                     f"{len(server.flips())} in {len(server.runs)} runs"])
    return table(["server", "version", "MUST rules broken", *MARKS, "flips"], rows)


def marks(servers, rules):
    """Rules by servers: the worst verdict that any row of the rule has."""
    rows = []
    for rule in rules:
        row = []
        for server in servers:
            seen = {result["verdict"] for result in server.first.values() if result["id"] == rule}
            row.append(MARKS[next(verdict for verdict in WORST_FIRST if verdict in seen)] if seen else " ")
        rows.append([f"`{rule.removeprefix('http1.')}`", *row])
    return table(["rule", *(TITLES[server.name] for server in servers)], rows)


def confirmations(path):
    confirmed = {}
    for line in path.read_text().splitlines():
        if line and not line.startswith("#"):
            rule, names, seen = line.split("\t")
            for name in names.split():
                confirmed[rule, name] = seen
    return confirmed


def failure(rule, servers, confirmed):
    """One section: the rule, what each server did, and a command of the report that shows it."""
    failing = [server for server in servers if rule in server.broken() and (rule, server.name) in confirmed]
    results = failing[0].broken()[rule]
    text = [f"### `{rule}`", "", results[0]["claim"][0].upper() + results[0]["claim"][1:] +
            f" ([{results[0]['source']}]({results[0]['link']}), {results[0]['level']}).", ""]
    seen = collections.defaultdict(list)
    for server in failing:
        rows = [result["case"] for result in server.broken()[rule] if "case" in result]
        seen[confirmed[rule, server.name]].append(
            TITLES[server.name] + (f" ({', '.join(rows)})" if rows else ""))
    text += [f"- **{', '.join(who)}**: {what}" for what, who in seen.items()]
    command = next((result["reproduction"] for server in failing for result in server.broken()[rule]
                    if result.get("reproduction")), None)
    if command:
        text += ["", "```sh", command, "```"]
    return "\n".join(text)


def typed_in(servers):
    """The commands of the report as they were typed in, with what came back: heads, and a line of each body."""
    text = []
    for name, spec in SHOWN:
        server = next((server for server in servers if server.name == name and spec in server.replays), None)
        if server:
            answer = server.replays[spec]["octets"].replace("\r\n", "\n").rstrip("\n")
            lines = [line if len(line) < 100 else line[:99] + "…" for line in answer.splitlines()]
            text += [f"{TITLES[name]}, `{spec}`:", "", "```", "$ " + server.last[spec]["reproduction"], *lines, "```", ""]
    return "\n".join(text)


def rules_of(servers, wanted):
    return sorted({rule for server in servers for rule in server.broken() if wanted(rule, server.name)})


def main(folder, confirmed_file, *names):
    folder = pathlib.Path(folder)
    servers = [Server(folder, name) for name in names]
    confirmed = confirmations(pathlib.Path(confirmed_file))
    failing = rules_of(servers, lambda rule, name: (rule, name) in confirmed)
    open_ = {(rule, server.name) for server in servers for rule in server.broken()
             if (rule, server.name) not in confirmed}
    compared = json.loads((folder / "compare.json").read_text())
    differing = sorted({row["id"] for row in compared["differences"]} - set(failing))
    print(INTRODUCTION)
    print("## At a glance\n")
    print(overview(servers))
    print("\n## MUST rules that a server breaks\n")
    print(marks(servers, failing))
    print("\n## The failures\n")
    print("\n\n".join(failure(rule, servers, confirmed) for rule in failing))
    print("\n## Four of them, typed in\n")
    print("The commands are those that the report of the last run printed, run in a shell.\n")
    print(typed_in(servers))
    if open_:
        print("\n## Seen, and not yet confirmed by hand\n")
        print("\n".join(f"- `{rule}`: {TITLES[name]}" for rule, name in sorted(open_)))
    print("\n## What else differs\n")
    print("Every server does what it must here; they differ in what they may, should, or do not offer.\n")
    print("<details><summary>The table</summary>\n")
    print(marks(servers, differing))
    print("\n</details>")


main(*sys.argv[1:])
