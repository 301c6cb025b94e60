#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Many more writers than connections, then the server refuses new connections: callers wait their turn or get a clear 503,
# nothing that was acknowledged is lost, and when the rush is over everything works as before.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/shared.sh"

begin_drill pool "pool of connections exhausted"
pg_options="pool=2&wait=1"
pg_primary primary
address="$(pg_address primary)"
fill "$address"
serve a --database "$address"
get_token
write_load rush "$seconds" --workers 40
# Both connections are held up meanwhile: a lock that every write needs.
sleep 2
pg_sql primary "begin; lock table audit_head in access exclusive mode; select pg_sleep(4); commit" >/dev/null &
holder=$!
started+=("$holder")
sleep 2
proves "the process stays alive while nobody gets a connection" test "$(status "${base_of[a]}" /health/live)" = 200
proves "what needs no database is served" test "$(status "${base_of[a]}" /assets/verbund.css)" = 200
page="$(status "${base_of[a]}" /zentren)"
proves "a page is answered, with itself or a clear 503 ($page)" test "$page" = 200 -o "$page" = 503
wait "$holder" || true
finish_load rush
proves "writes were acknowledged" at_least "$(number "$result" acknowledged)" 50
proves "nobody waited longer than waiting time, lock and statement together" at_most "$(number "$result" slowest_s)" 14
proves "no write was lost or kept twice" compare_load rush
proves "ready when the rush is over" until_true 5 is_ready "${base_of[a]}"
bases=("${base_of[a]}")
write_load after 3
finish_load after
proves "afterwards no errors" test "$(number "$result" first_error_s)" = 0
proves "schema, protocol and records are sound" check_sound "$address"
