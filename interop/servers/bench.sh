#!/usr/bin/env bash
# Measures the whole suite against real servers, process start to end: bench.sh [-n RUNS] [SERVER...]
# Prints the rows of the table in docs/benchmarks.md. Uses what run.sh fetched.
set -u
runs=7
while getopts n: option; do
  case $option in
    n) runs=$OPTARG ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))

mkdir -p "$(dirname -- "$0")/../../target/servers"
work=$(CDPATH= cd -- "$(dirname -- "$0")/../../target/servers" && pwd -P)/fetched
# shellcheck source=servers.sh
. "$(dirname -- "$0")/servers.sh"

install_servers
reports=$(mktemp -d)
echo "| target | wall, median | wall, least to most | the run itself | CPU | load before |"
echo "| --- | --- | --- | --- | --- | --- |"
measure() { # shellcheck disable=SC2086 # the command may have arguments
  python3 "$here/measure.py" "$1" "$runs" $wireproof run --allow load -t "$2" --out "$reports"
}
measure "built-in reference" reference:http1
for server in ${*:-$all_servers}; do
  start_server "$server"
  measure "$server $(version_of "$server")" "http://127.0.0.1:$port"
  stop_server
done
rm -rf "$reports"
