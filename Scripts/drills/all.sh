#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# All fault drills, one after the other; the last line is `N passed, N failed` over all of them. With names only those.
#   Scripts/drills/all.sh [sqlite-kill rolling …]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../shared.sh"

# VERBUND_BINARY: the program that is tried; otherwise it is built once here.
if [ -z "${VERBUND_BINARY:-}" ]; then
  build_product debug || exit 1
  export VERBUND_BINARY="$binary"
fi
drills=("$@")
if [ "${#drills[@]}" -eq 0 ]; then
  drills=(sqlite-kill rolling clock migrate-twice disk-full kill-app failover pool restart lost-notice lagging-replica cluster)
fi
good=0
bad=0
for drill in "${drills[@]}"; do
  closing="$("Scripts/drills/$drill.sh" 2>&1 | tee >(cat >&2) | tail -n 1)" || true
  if [[ "$closing" =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
    good=$((good + BASH_REMATCH[1]))
    bad=$((bad + BASH_REMATCH[2]))
  else
    bad=$((bad + 1))
  fi
done
say "$good passed, $bad failed"
[ "$bad" -eq 0 ]
