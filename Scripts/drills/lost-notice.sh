#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Notices between processes are lost: the connection on which a process listens is cut by the server, and rows are written
# without any notice. Every process still follows within two and a half seconds, because it looks at the change log itself.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/shared.sh"

begin_drill lost-notice "notices of the database are lost"
pg_primary primary
address="$(pg_address primary)"
fill "$address"
for name in a b c; do serve "$name" --database "$address"; done
get_token
found() { python3 "$checker" search --word "$1" --within "$2" "${bases[@]}"; }
proves "with notices an entry is found everywhere within $follow s" found "Mit$RANDOM" "$follow"
cut="$(pg_sql primary "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = 'verbund' and pid <> pg_backend_pid()
  and query ilike 'listen%'")"
say "  connections that were cut while they listened: $cut"
proves "there was one to cut for every process" at_least "$cut" 3
proves "right after the cut an entry is found everywhere within 2.5 s" found "Nach$RANDOM" 2.5
# While notices go nowhere: everybody who listens is cut again and again.
(
  for _ in $(seq 40); do
    pg_sql primary "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = 'verbund' and query ilike 'listen%'"
    sleep 0.1
  done
) >/dev/null 2>&1 &
started+=("$!")
proves "while every listener is cut again and again, within 2.5 s" found "Ohne$RANDOM" 2.5
proves "schema, protocol and records are sound" check_sound "$address"
