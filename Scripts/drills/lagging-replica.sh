#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# A replica that is 30 s behind is left out of the reads: nobody sees old data, and the figures say that it is left out.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/shared.sh"

begin_drill lagging-replica "replica 30 s behind"
pg_primary primary
pg_replica fresh primary
pg_replica late primary 30s
address="$(pg_address primary)"
fill "$address"
serve a --database "$address" --replica "$(pg_address fresh)" --replica "$(pg_address late)"
serve b --database "$address" --replica "$(pg_address late)"
get_token
write_load load "$seconds" --workers 3
sleep 3
curl --silent "${base_of[b]}/metrics" | grep -E '^verbund_pool_(behind_seconds|used)' | sed 's/^/    /' || true
proves "the late one is left out, says b" test "$(curl --silent "${base_of[b]}/metrics" \
  | awk '/^verbund_pool_used.*replica/ { print $NF; exit }')" = 0
finish_load load
proves "writes were acknowledged" at_least "$(number "$result" acknowledged)" 50
proves "no write was lost, and none is seen in an old state" compare_load load
proves "an entry is found by both within $follow s" \
  python3 "$checker" search --word "Nachtrag$RANDOM" --within "$follow" "${bases[@]}"
pg_stop "${pg_data_of[fresh]}" immediate
pg_stop "${pg_data_of[late]}" immediate
proves "without any replica everything is read from the primary" test "$(status "${base_of[a]}" /zentren/dortmund)" = 200
write_load after 3
finish_load after
proves "… and writes go on" at_least "$(number "$result" acknowledged)" 10
proves "ready all the time" is_ready "${base_of[a]}"
