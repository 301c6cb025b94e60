#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The primary is stopped hard under load and its synchronous replica is promoted: nothing that was acknowledged is lost,
# clients see errors for less than 10 s, and afterwards all works without a restart of any Verbund process.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/shared.sh"

begin_drill failover "primary stopped hard, replica promoted under load"
pg_sync=yes
pg_primary one
pg_replica two one
address="$(pg_address one two)"
fill "$address"
for name in a b; do serve "$name" --database "$address"; done
get_token
before_a="${pid_of[a]}" before_b="${pid_of[b]}"
write_load load "$((seconds + 15))"
sleep "$((seconds / 2))"
pg_stop "${pg_data_of[one]}" immediate
say "  primary stopped hard"
sleep 1
proves "a process without its database says that it is not ready" until_true 2 is_not_ready "${base_of[a]}"
# A lone primary must not wait for a copy that is not there.
pg_sql two "select pg_promote(true, 30)" >/dev/null
pg_sql two "alter system reset synchronous_standby_names" >/dev/null
pg_sql two "select pg_reload_conf()" >/dev/null
say "  replica promoted"
proves "both are ready again" until_true 10 is_ready "${base_of[a]}"
proves "… without a restart" kill -0 "$before_a" "$before_b"
finish_load load
proves "writes were acknowledged" at_least "$(number "$result" acknowledged)" 50
proves "errors and pauses lasted less than 10 s" at_most "$(number "$result" longest_gap_s)" 10
proves "no write was lost or kept twice, seen from both processes" compare_load load
proves "an entry of one process is found by the search of the other within $follow s" \
  python3 "$checker" search --word "Nachtrag$RANDOM" --within "$follow" "${bases[@]}"
proves "schema, protocol and records are sound" check_sound "$address"
