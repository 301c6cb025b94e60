# SPDX-License-Identifier: EUPL-1.2
# A PostgreSQL server of our own in a folder, for tests and benchmarks; sourced, never run. It listens on a socket in that
# folder only, and is gone with `stop_postgres`. PostgreSQL refuses to run as root, so root runs it as the user postgres.

# postgres_programs: the folder of the newest installed server's programs.
postgres_programs() {
  local folder
  for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) "$(dirname "$(command -v initdb || echo /nowhere/initdb)")"; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
      printf '%s\n' "$folder"
      return 0
    fi
  done
  return 1
}

as_postgres() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

# start_postgres FOLDER [SETTINGS…]: prints the address of its database `postgres`. Settings are `name=value`.
start_postgres() {
  local folder="$1" programs setting options="-c listen_addresses= -c unix_socket_directories=$1 -c port=5432"
  shift
  programs="$(postgres_programs)"
  mkdir -p "$folder"
  if [ "$(id -u)" -eq 0 ]; then chown postgres "$folder"; fi
  chmod 755 "$folder"
  for setting in "$@"; do options="$options -c $setting"; done
  as_postgres "$programs/initdb" -D "$folder/data" --encoding=UTF8 --locale=C --auth=trust -U verbund -N >"$folder/initdb.log" 2>&1 \
    && as_postgres "$programs/pg_ctl" -D "$folder/data" -l "$folder/server.log" -o "$options" -w start >/dev/null 2>&1 \
    || return 1
  printf 'postgres://verbund@%s/postgres\n' "$(printf '%s' "$folder" | sed 's|/|%2F|g')"
}

stop_postgres() {
  if [ -f "$1/data/postmaster.pid" ]; then
    as_postgres "$(postgres_programs)/pg_ctl" -D "$1/data" -m immediate -w stop >/dev/null 2>&1 || true
  fi
}

# What a server for tests needs: nothing survives a power cut there, so nothing has to be flushed.
test_settings=(fsync=off synchronous_commit=off full_page_writes=off max_connections=300
  max_locks_per_transaction=256 max_pred_locks_per_transaction=256)
