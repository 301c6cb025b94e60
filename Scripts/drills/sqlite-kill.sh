#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# One of three processes on one SQLite file is killed hard, again and again, while all three write: nothing that was
# acknowledged is lost, nothing is there twice, the file stays sound and the killed process comes back.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/shared.sh"

begin_drill sqlite-kill "kill -9 under load, one SQLite file"
address="sqlite:$place/verbund.sqlite"
fill "$address"
for name in a b c; do serve "$name" --database "$address"; done
get_token
write_load load "$((seconds + 6))"
for round in 1 2 3; do
  sleep "$((seconds / 3))"
  kill_hard "${pid_of[b]}"
  say "  killed b (round $round)"
  serve b --database "$address"
done
finish_load load
proves "writes were acknowledged" at_least "$(number "$result" acknowledged)" 50
proves "no write was lost or kept twice, seen from all three processes" compare_load load
proves "no pause without any acknowledged write was longer than 10 s" at_most "$(number "$result" longest_gap_s)" 10
proves "an entry of one process is found by the search of all within $follow s" \
  python3 "$checker" search --word "Nachtrag$RANDOM" --within "$follow" "${bases[@]}"
for name in a b c; do
  kill -TERM "${pid_of[$name]}"
  wait "${pid_of[$name]}" || true
done
proves "file, schema, protocol, index and records are sound" check_sound "$address"
