#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The disk runs full under load, then there is room again, on both engines (`disk-full.sh sqlite` or `postgres` for one): every
# write is whole or refused with a sentence, pages are still served, nothing that was acknowledged is lost. Needs root for a
# small file system of its own.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/shared.sh"

begin_drill disk-full "disk full under load, both engines"
[ "$(id -u)" -eq 0 ] || give_up 2 "  Für ein eigenes kleines Dateisystem braucht es root."

# small_disk NAME MEGABYTES: an own file system at $place/NAME, with a file in it that can give way.
small_disk() {
  mkdir -p "$place/$1"
  mount -t tmpfs -o "size=$2m,mode=777" tmpfs "$place/$1"
  mounts+=("$place/$1")
}

fill_up() { head -c "$(($(df --output=avail -B1 "$1" | tail -n 1) - ${2:-0}))" /dev/zero >"$1/ballast" 2>/dev/null || true; }

refused_politely() {
  curl --silent --max-time 10 -X POST -H "Authorization: Bearer $VERBUND_TOKEN" -H 'Content-Type: application/json' \
    --data '{"name":"Voll"}' --write-out '\n%{http_code}' "${base_of[$1]}/api/v1/records/organisation" >"$place/refused"
  tail -c 400 "$place/refused" | tr '\n' ' ' | sed 's/^/    /'
  printf '\n'
  [ "$(tail -n 1 "$place/refused")" = 503 ]
}

# on_full_disk ENGINE DISK ADDRESS
on_full_disk() {
  local name="$1" disk="$2" address="$3"
  bases=()
  serve "$name" --database "$address"
  get_token
  write_load "$name" "$((seconds + 4))" --workers 4 --pause 0.02
  sleep "$((seconds / 2))"
  fill_up "$disk" "${4:-0}"
  say "  $name: disk full"
  sleep 2
  proves "$name: a write is refused with 503 and a sentence" until_true 8 refused_politely "$name"
  proves "$name: pages are still served" test "$(status "${base_of[$name]}" /)" = 200
  rm -f "$disk/ballast"
  say "  $name: room again"
  if [ -n "${5:-}" ]; then "$5"; fi
  finish_load "$name"
  proves "$name: writes were acknowledged" at_least "$(number "$result" acknowledged)" 20
  proves "$name: no write was lost or kept twice" compare_load "$name"
  # Slow enough that a quick build does not fill the small disk again before its data are looked at.
  write_load "$name-after" 3 --workers 2 --pause 0.02
  finish_load "$name-after"
  proves "$name: with room it writes again, without a restart" at_least "$(number "$result" acknowledged)" 10
  proves "$name: data are sound" check_sound "$address"
  kill -TERM "${pid_of[$name]}"
  wait "${pid_of[$name]}" || true
}

sqlite_drill() {
  small_disk sqlite-disk 240
  fill "sqlite:$place/sqlite-disk/verbund.sqlite" 40
  on_full_disk sqlite "$place/sqlite-disk" "sqlite:$place/sqlite-disk/verbund.sqlite"
}

# A server that cannot write its log ends itself (that is PostgreSQL's way); an operator starts it again when there is room.
restart_server() {
  pg_stop "${pg_data_of[disk/primary]}" immediate
  pg_start disk/primary
}

postgres_drill() {
  small_disk disk 200
  pg_primary disk/primary
  fill "$(pg_address disk/primary)" 40
  on_full_disk postgres "$place/disk" "$(pg_address disk/primary)" 0 restart_server
}

case "${1:-both}" in
  sqlite) sqlite_drill ;;
  postgres) postgres_drill ;;
  both)
    sqlite_drill
    postgres_drill
    ;;
  *) give_up 64 "disk-full.sh [sqlite|postgres]" ;;
esac
