#!/usr/bin/env bash
# Judges real servers and renders docs/servers.md: run.sh [-n RUNS] [-o FOLDER] [SERVER...]
# Installs what is missing (apt, Maven Central), starts each server on loopback with the plain
# configuration of this folder, and runs bin/wireproof against it RUNS times (10). Results stay in
# FOLDER (target/servers), so that a later run of one server keeps those of the others.
set -u
runs=10
while getopts n:o: option; do
  case $option in
    n) runs=$OPTARG ;;
    o) out=$OPTARG ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))

out=${out:-$(dirname -- "$0")/../../target/servers}
mkdir -p "$out"
out=$(CDPATH= cd -- "$out" && pwd -P)
work=$out/fetched
# shellcheck source=servers.sh
. "$(dirname -- "$0")/servers.sh"

judge() {
  local server=$1 run code
  start_server "$server"
  rm -rf "${out:?}/$server"
  mkdir -p "$out/$server"
  version_of "$server" >"$out/$server/version"
  for run in $(seq 1 "$runs"); do
    $wireproof run -t "http://127.0.0.1:$port" --out "$out/$server/$run" >"$out/$server/$run.txt" 2>&1
    code=$?
    [ $code -le 1 ] || echo "$server, run $run: exit code $code" >&2
  done
  python3 "$here/replay.py" "$out/$server"
  stop_server
  echo "$server $(cat "$out/$server/version"): $(tail -n 1 "$out/$server/1.txt")"
}

install_servers
for server in ${*:-$all_servers}; do
  judge "$server"
done

judged=()
for server in $all_servers; do
  [ -f "$out/$server/1/results.jsonl" ] && judged+=("$server")
done
$wireproof compare --format json $(printf "$out/%s/1 " "${judged[@]}") >"$out/compare.json"
python3 "$here/render.py" "$out" "$here/confirmed.tsv" "${judged[@]}" >"$out/servers.md" && mv "$out/servers.md" "$root/docs/servers.md"
