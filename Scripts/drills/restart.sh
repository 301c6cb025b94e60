#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# PostgreSQL is restarted three times under load, once hard: nothing that was acknowledged is lost, pauses are short, no
# Verbund process needs a restart.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/shared.sh"

begin_drill restart "PostgreSQL restarted under load"
pg_primary primary
address="$(pg_address primary)"
fill "$address"
for name in a b; do serve "$name" --database "$address"; done
get_token
before_a="${pid_of[a]}" before_b="${pid_of[b]}"
write_load load "$((seconds + 12))"
for mode in fast immediate fast; do
  sleep "$((seconds / 3))"
  pg_stop "${pg_data_of[primary]}" "$mode"
  pg_start primary
  say "  restarted ($mode)"
done
finish_load load
proves "writes were acknowledged" at_least "$(number "$result" acknowledged)" 50
proves "no pause without any acknowledged write was longer than 10 s" at_most "$(number "$result" longest_gap_s)" 10
proves "both are ready again" until_true 10 is_ready "${base_of[a]}"
proves "… without a restart" kill -0 "$before_a" "$before_b"
proves "no write was lost or kept twice" compare_load load
proves "an entry of one process is found by the search of the other within $follow s" \
  python3 "$checker" search --word "Nachtrag$RANDOM" --within "$follow" "${bases[@]}"
proves "schema, protocol and records are sound" check_sound "$address"
