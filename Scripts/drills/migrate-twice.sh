#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Several processes bring an empty database up to date at the same time (`migrate-twice.sh sqlite` on one file): each step is
# taken once, all end well, there are 54 centres and not twice as many.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/shared.sh"

begin_drill migrate-twice "several processes migrate at once"

# at_once NAME ADDRESS
at_once() {
  local name="$1" address="$2" pids=() pid code=0 number
  for number in 1 2 3 4; do
    "$binary" migrate --database "$address" >"$place/$name-$number.log" 2>&1 &
    pids+=("$!")
  done
  for pid in "${pids[@]}"; do wait "$pid" || code=$?; done
  if [ "$code" -ne 0 ]; then cat "$place/$name"-?.log; fi
  proves "$name: all four end well" test "$code" -eq 0
  proves "$name: each step was taken once" test "$(cat "$place/$name"-?.log | grep '^20' | sort | uniq -d | wc -l)" -eq 0
  proves "$name: somebody took them" test "$(cat "$place/$name"-?.log | grep -c '^20')" -gt 10
  bases=()
  serve "$name" --database "$address"
  proves "$name: there are the 54 centres once" test "$(curl --silent "${base_of[$name]}/api/v1/centers?per_page=1" \
    | python3 -c 'import json,sys; print(json.load(sys.stdin)["total"])')" = 54
  proves "$name: schema, protocol, index and records are sound" check_sound "$address"
}

if [ "${1:-both}" != postgres ]; then at_once sqlite "sqlite:$place/verbund.sqlite"; fi
if [ "${1:-both}" != sqlite ]; then
  pg_primary primary
  at_once postgres "$(pg_address primary)"
fi
