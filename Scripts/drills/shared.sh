# SPDX-License-Identifier: EUPL-1.2
# What all fault drills share: a temporary place, PostgreSQL servers, Verbund processes, the checker, the counting.
# Sourced, never run. Everything a drill starts it ends itself, by its number; nothing of the machine is touched.

source "$(dirname "${BASH_SOURCE[0]}")/../shared.sh"

checker="$root/Scripts/drills/checker.py"
seconds="${VERBUND_DRILL_SECONDS:-10}"
follow="${VERBUND_DRILL_FOLLOW:-2}" # seconds after which every process must know what another one wrote
passed=0
failed=0
started=()   # process numbers, ended in the reverse order
servers=()   # data folders of PostgreSQL servers
mounts=()    # file systems that a drill made
bases=()     # addresses of the Verbund processes
declare -A pid_of

# begin_drill NAME WHAT: the temporary place and the executable.
begin_drill() {
  drill="$1"
  say "== $drill: $2"
  place="$(mktemp -d "${TMPDIR:-/tmp}/verbund-drill.XXXXXX")"
  chmod 755 "$place"
  trap end_drill EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  binary="${VERBUND_BINARY:-}"
  if [ -z "$binary" ]; then build_product debug || exit 1; fi
}

end_drill() {
  local code=$? index
  trap - EXIT INT TERM
  for ((index = ${#started[@]} - 1; index >= 0; index--)); do end_process "${started[$index]}"; done
  for index in "${servers[@]+"${servers[@]}"}"; do pg_stop "$index" immediate; done
  for index in "${mounts[@]+"${mounts[@]}"}"; do umount "$index" 2>/dev/null || true; done
  if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
  if [ -n "${VERBUND_DRILL_KEEP:-}" ] || [ "$failed" -ne 0 ]; then
    say "  what was written lies in $place"
  else
    rm -rf "$place"
  fi
  say "$passed passed, $failed failed"
  if [ "$failed" -ne 0 ]; then exit 1; fi
  exit 0
}

# proves WHAT COMMAND…: counts whether the command succeeds.
proves() {
  local what="$1"
  shift
  if "$@"; then
    passed=$((passed + 1))
    say "  ✓ $what"
  else
    failed=$((failed + 1))
    say "  ✗ $what"
  fi
}

# needs COMMAND PACKAGE: a drill that lacks a tool says so and ends as failed, never silently.
needs() { command -v "$1" >/dev/null || give_up 2 "  Es fehlt $1 (apt-get install $2)."; }

# number JSON NAME: one number of the checker's line.
number() { python3 -c 'import json,sys; print(json.loads(sys.argv[1]).get(sys.argv[2]) or 0)' "$1" "$2"; }
# only_errors JSON STATUS…: whether the checker met no other errors than these.
only_errors() {
  python3 -c 'import json,sys; sys.exit(bool(set(json.loads(sys.argv[1])["errors"]) - set(sys.argv[2:])))' "$@"
}
at_most() { python3 -c 'import sys; sys.exit(not float(sys.argv[1]) <= float(sys.argv[2]))' "$1" "$2"; }
at_least() { at_most "$2" "$1"; }

# --- Verbund -----------------------------------------------------------------------------------------------------------

# serve NAME ARGUMENTS…: starts one process on a free port; adds it to $bases and $pid_of, waits until it is ready.
serve() {
  local name="$1" port
  shift
  port="${port_of[$name]:-$(free_port)}"
  port_of[$name]="$port"
  serve_prefix="${serve_prefix:-}"
  # shellcheck disable=SC2086  # a prefix of several words
  $serve_prefix "$binary" serve --host 127.0.0.1 --port "$port" --log json "$@" >>"$place/$name.log" 2>&1 </dev/null &
  pid_of[$name]=$!
  started+=("$!")
  base_of[$name]="http://127.0.0.1:$port"
  if ! wait_until_ready "${base_of[$name]}" "${pid_of[$name]}" 90; then
    tail -n 20 "$place/$name.log" >&2
    give_up 1 "  $name wurde nicht bereit."
  fi
  case " ${bases[*]+"${bases[*]}"} " in *" ${base_of[$name]} "*) ;; *) bases+=("${base_of[$name]}") ;; esac
}
declare -A port_of base_of

# kill_hard PID: as a power cut for one process.
kill_hard() {
  kill -KILL "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

# fill ADDRESS [OFFERS]: example data, so that there are people who may write.
fill() {
  "$binary" demo --database "$1" --offers "${2:-60}" >"$place/demo.log" 2>&1 || {
    tail -n 20 "$place/demo.log" >&2
    give_up 1 "  Die Beispieldaten ließen sich nicht anlegen."
  }
}

get_token() {
  VERBUND_TOKEN="$(python3 "$checker" token "${bases[0]}")" || give_up 1 "  Kein Zugang für das Prüfprogramm."
  export VERBUND_TOKEN
}

# write_load NAME SECONDS [CHECKER OPTIONS…]: writes to all of $bases in the background; finish_load waits for it.
write_load() {
  local name="$1" time="$2"
  shift 2
  python3 "$checker" write --record "$place/$name.jsonl" --seconds "$time" "$@" "${bases[@]}" >"$place/$name.result" 2>&1 &
  load_pid=$!
}

# finish_load NAME: the checker's line in $result.
finish_load() {
  wait "$load_pid" || true
  result="$(tail -n 1 "$place/$1.result")"
  say "    $result"
}

# compare_load NAME [CHECKER OPTIONS…]: whether all that was acknowledged is there, on every address of $bases.
compare_load() {
  local code=0
  python3 "$checker" compare --record "$place/$1.jsonl" "${@:2}" "${bases[@]}" >"$place/$1.compared" 2>&1 || code=$?
  say "    $(tail -n 1 "$place/$1.compared")"
  return "$code"
}

# metric BASE NAME: the value of a figure without labels.
metric() { curl --silent --max-time 5 "$1/metrics" | awk -v name="$2" '$1 == name { print $2 }'; }

# status BASE PATH
status() { curl --silent --output /dev/null --max-time 10 --write-out '%{http_code}' "$1$2" || true; }

# until SECONDS COMMAND…: tries until it succeeds.
until_true() {
  local until=$((SECONDS + $1))
  shift
  while [ "$SECONDS" -le "$until" ]; do
    if "$@"; then return 0; fi
    sleep 0.1
  done
  return 1
}
is_ready() { [ "$(status "$1" /health/ready)" = 200 ]; }
is_not_ready() { [ "$(status "$1" /health/ready)" = 503 ]; }

# check_sound ADDRESS: verbund check finds nothing.
check_sound() { "$binary" check --database "$1" >"$place/check.log" 2>&1 || { cat "$place/check.log"; return 1; }; }

# --- PostgreSQL --------------------------------------------------------------------------------------------------------

pg_bin() {
  local folder
  folder="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)"
  [ -n "$folder" ] || give_up 2 "  Es fehlt PostgreSQL (apt-get install postgresql-15)."
  printf '%s' "$folder"
}

# as_postgres COMMAND…: PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# as_postgres_itself COMMAND…: the same for something in the background, so that $! is its own number.
as_postgres_itself() {
  if [ "$(id -u)" -eq 0 ]; then
    exec setpriv --reuid=postgres --regid=postgres --init-groups -- env HOME="$place" "$@"
  else
    exec "$@"
  fi
}

# pg_settings PORT: small, on a socket in the temporary place and on loopback, nothing lost by a crash.
pg_settings() {
  cat <<END
listen_addresses = '127.0.0.1'
port = $1
unix_socket_directories = '$place'
max_connections = ${pg_connections:-60}
shared_buffers = 64MB
wal_level = replica
wal_log_hints = on
hot_standby = on
max_wal_senders = 8
fsync = on
synchronous_commit = on
logging_collector = off
END
}

# pg_primary NAME: a fresh primary with an empty database `verbund`; sets pg_port_of and pg_data_of.
pg_primary() {
  local name="$1" port bin
  bin="$(pg_bin)"
  port="$(free_port)"
  pg_port_of[$name]="$port"
  pg_data_of[$name]="$place/$name"
  install -d -m 700 "$place/$name"
  if [ "$(id -u)" -eq 0 ]; then
    chown postgres "$place/$name"
    chmod 777 "$place"
  fi
  as_postgres "$bin/initdb" --auth=trust --encoding=UTF8 --locale=C --username=postgres "$place/$name" >"$place/$name.initdb" 2>&1
  pg_settings "$port" >>"$place/$name/postgresql.conf"
  pg_start "$name"
  as_postgres "$bin/createuser" --host="$place" --port="$port" --username=postgres verbund
  as_postgres "$bin/createdb" --host="$place" --port="$port" --username=postgres --owner=verbund --template=template0 \
    --encoding=UTF8 --locale=C verbund
}
declare -A pg_port_of pg_data_of

# pg_replica NAME OF [DELAY]: a streaming copy of a primary, behind by DELAY when given; synchronous when pg_sync is set.
pg_replica() {
  local name="$1" of="$2" delay="${3:-}" port bin
  bin="$(pg_bin)"
  port="$(free_port)"
  pg_port_of[$name]="$port"
  pg_data_of[$name]="$place/$name"
  as_postgres "$bin/pg_basebackup" --host="$place" --port="${pg_port_of[$of]}" --username=postgres --pgdata="$place/$name" \
    --checkpoint=fast --write-recovery-conf --wal-method=stream >"$place/$name.base" 2>&1
  {
    printf "port = %s\n" "$port"
    printf "primary_conninfo = 'host=%s port=%s user=postgres application_name=%s'\n" "$place" "${pg_port_of[$of]}" "$name"
    if [ -n "$delay" ]; then printf "recovery_min_apply_delay = '%s'\n" "$delay"; fi
  } >>"$place/$name/postgresql.auto.conf"
  pg_start "$name"
  if [ -n "${pg_sync:-}" ]; then
    pg_sql "$of" "alter system set synchronous_standby_names = '$name'" >/dev/null
    pg_sql "$of" "select pg_reload_conf()" >/dev/null
  fi
}

pg_start() {
  local bin
  bin="$(pg_bin)"
  as_postgres "$bin/pg_ctl" -D "${pg_data_of[$1]}" -l "$place/$1.pglog" -w -t 60 start >/dev/null
  case " ${servers[*]+"${servers[*]}"} " in *" ${pg_data_of[$1]} "*) ;; *) servers+=("${pg_data_of[$1]}") ;; esac
}

# pg_stop DATA MODE
pg_stop() { as_postgres "$(pg_bin)/pg_ctl" -D "$1" -m "$2" -w -t 60 stop >/dev/null 2>&1 || true; }

pg_sql() {
  as_postgres psql --no-psqlrc --quiet --tuples-only --no-align --host="$place" --port="${pg_port_of[$1]}" --username=postgres \
    --dbname="${3:-verbund}" --command "$2"
}

# pg_address NAME…: an address for Verbund with all these servers; it takes the one that can be written to.
pg_address() {
  local hosts="" name
  for name in "$@"; do hosts="$hosts${hosts:+,}127.0.0.1:${pg_port_of[$name]}"; done
  printf 'postgres://verbund@%s/verbund%s' "$hosts" "${pg_options:+?$pg_options}"
}
