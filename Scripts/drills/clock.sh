#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The clock of a process jumps by a day, forwards and back, while others keep the right time (faketime): sessions, accesses,
# protocol, jobs and search work on, nothing that was acknowledged is lost. `clock.sh postgres` does it on PostgreSQL.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/shared.sh"

begin_drill clock "clock jumps forwards and back"
needs faketime faketime
library="$(find /usr/lib -name 'libfaketimeMT.so.1' | head -n 1)"
[ -n "$library" ] || give_up 2 "  Es fehlt libfaketimeMT.so.1 (apt-get install faketime)."
address="sqlite:$place/verbund.sqlite"
if [ "${1:-}" = postgres ]; then
  pg_primary primary
  address="$(pg_address primary)"
fi
fill "$address"
printf '+0\n' >"$place/clock"
serve a --database "$address"
# The second env takes what the library adds to the environment, which would hide the arguments from our program.
serve_prefix="env LD_PRELOAD=$library FAKETIME_TIMESTAMP_FILE=$place/clock FAKETIME_CACHE_DURATION=1 FAKETIME_DONT_FAKE_MONOTONIC=1 env"
serve b --database "$address"
serve_prefix=""
get_token
write_load load "$((seconds + 6))" --workers 4
for jump in +1d -1d +0; do
  sleep "$((seconds / 3))"
  printf '%s\n' "$jump" >"$place/clock"
  say "  clock of b: $jump"
done
finish_load load
proves "the clock of b really jumped" grep -q "\"at\":\"$(date -u -d '+1 day' +%F)\|made_at\|$(date -u -d '+1 day' +%F)" <(
  curl --silent -H "Authorization: Bearer $VERBUND_TOKEN" "${base_of[a]}/api/v1/records/organisation?limit=200&sort=-modified_at")
proves "writes were acknowledged" at_least "$(number "$result" acknowledged)" 50
# Yesterday the people of the example had no rights yet, so a refusal (403) is right while the clock stands there.
proves "no write lost its answer or met a fault" only_errors "$result" 403
proves "no write was lost or kept twice, seen from both processes" compare_load load
proves "an entry of one process is found by the search of the other within $follow s" \
  python3 "$checker" search --word "Nachtrag$RANDOM" --within "$follow" "${bases[@]}"
proves "both are ready" is_ready "${base_of[b]}"
proves "schema, protocol, index and records are sound" check_sound "$address"
