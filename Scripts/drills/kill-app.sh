#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# One of three processes in front of PostgreSQL is killed hard under load: nothing that was acknowledged is lost, the others go
# on at once, its jobs are taken over, and it comes back without anybody's help.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/shared.sh"

begin_drill kill-app "kill -9 of one of three processes under load, PostgreSQL"
pg_primary primary
address="$(pg_address primary)"
fill "$address"
for name in a b c; do serve "$name" --database "$address"; done
get_token
write_load load "$((seconds + 6))"
sleep "$((seconds / 2))"
kill_hard "${pid_of[b]}"
say "  killed b"
sleep 2
proves "the others are ready" is_ready "${base_of[a]}"
serve b --database "$address"
finish_load load
proves "writes were acknowledged" at_least "$(number "$result" acknowledged)" 50
proves "no pause without any acknowledged write was longer than 5 s" at_most "$(number "$result" longest_gap_s)" 5
proves "no write was lost or kept twice, seen from all three processes" compare_load load
proves "an entry of one process is found by the search of all within $follow s" \
  python3 "$checker" search --word "Nachtrag$RANDOM" --within "$follow" "${bases[@]}"
proves "schema, protocol and records are sound" check_sound "$address"
