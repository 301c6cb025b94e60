#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The cluster of Documentation/Operations.md on one machine, from the very files that are documented there: three etcd, three
# PostgreSQL under Patroni with TLS and passwords, pgbouncer, two Verbund processes. Then the leader and its Patroni are killed
# hard under load: nothing that was acknowledged is lost, the cluster elects another leader by itself, Verbund needs no restart.
# The machines are 127.0.0.11, .12 and .13 instead of 10.0.0.11, .12 and .13.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/shared.sh"

begin_drill cluster "Patroni, etcd and pgbouncer as documented"
needs patroni patroni
needs etcd etcd-server
needs pgbouncer pgbouncer
needs openssl openssl
[ "$(id -u)" -eq 0 ] || give_up 2 "  Für den Benutzer postgres braucht es root."
chmod 777 "$place"
files="Documentation/Operations/cluster"
tls="$place/tls"
mkdir -p "$tls"

# Certificates of an authority of our own, as Operations.md makes them.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=Verbund databases" \
  -keyout "$tls/ca-key.pem" -out "$tls/ca.pem" 2>/dev/null
openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=db" -keyout "$tls/db-key.pem" -out "$tls/db.csr" 2>/dev/null
printf 'subjectAltName=IP:127.0.0.11,IP:127.0.0.12,IP:127.0.0.13\n' >"$tls/names"
openssl x509 -req -in "$tls/db.csr" -CA "$tls/ca.pem" -CAkey "$tls/ca-key.pem" -CAcreateserial -days 2 -extfile "$tls/names" -out "$tls/db.pem" 2>/dev/null
chown postgres "$tls/db-key.pem"
chmod 600 "$tls/db-key.pem"

declare -A patroni_of
start_etcd() {
  sed "s|10\.0\.0\.|127.0.0.|g; s|ETCD_NAME=db1|ETCD_NAME=$1|; s|/var/lib/etcd/verbund|$place/etcd-$1|" "$files/etcd.env" \
    | sed "/LISTEN\|ADVERTISE/ { s|127\.0\.0\.11|127.0.0.$2|g; s|,http://127.0.0.1:2379|| }" >"$place/etcd-$1.env"
  ( set -a; . "$place/etcd-$1.env"; exec etcd ) >"$place/etcd-$1.log" 2>&1 &
  started+=("$!")
}

start_patroni() {
  sed "s|10\.0\.0\.|127.0.0.|g; s|^name: db1|name: $1|; s|/etc/verbund/tls|$tls|; s|/var/lib/postgresql/15/verbund|$place/$1|" "$files/patroni.yml" \
    | sed "/listen:\|connect_address:/ s|127\.0\.0\.11|127.0.0.$2|; s|/var/lib/postgresql/.patroni-pgpass|$place/$1.pgpass|; s|/var/run/postgresql|$place/socket-$1|" \
    | sed "s|shared_buffers: 1GB|shared_buffers: 64MB|; s|max_connections: 200|max_connections: 60|" >"$place/$1.yml"
  install -d -o postgres "$place/socket-$1"
  as_postgres_itself patroni "$place/$1.yml" >>"$place/$1.log" 2>&1 &
  patroni_of[$1]=$!
  started+=("$!")
}

# leader: the machine that may be written to.
leader() {
  local number
  for number in 11 12 13; do
    if [ "$(curl --silent --max-time 2 --output /dev/null --write-out '%{http_code}' "http://127.0.0.$number:8008/primary")" = 200 ]; then
      printf 'db%s' "$((number - 10))"
      return 0
    fi
  done
  return 1
}
has_leader() { leader >/dev/null; }
other_leader() { local now; now="$(leader)" && [ "$now" != "$1" ]; }
replicas() {
  local number count=0
  for number in 11 12 13; do
    if [ "$(curl --silent --max-time 2 --output /dev/null --write-out '%{http_code}' "http://127.0.0.$number:8008/replica")" = 200 ]; then count=$((count + 1)); fi
  done
  [ "$count" -ge "$1" ]
}
address_of() { printf '127.0.0.%s' "$((10 + ${1#db}))"; }
for number in 1 2 3; do start_etcd "db$number" "1$number"; done
for number in 1 2 3; do start_patroni "db$number" "1$number"; done
proves "a leader stands" until_true 60 has_leader
proves "two copies follow it" until_true 90 replicas 2
first="$(leader)"
say "  leader: $first"
sql_on_leader() { as_postgres psql --no-psqlrc --quiet --tuples-only --no-align --host="$place/socket-$(leader)" --port=5432 --dbname="$1" --command "$2"; }
sql_on_leader postgres "create role verbund login password 'verbund-secret'" >/dev/null
sql_on_leader postgres "create database verbund owner verbund template template0 encoding 'UTF8' locale 'C'" >/dev/null

export PGPASSWORD=verbund-secret
# libpq gives up at a server that lets nobody in, so all three must know the new database.
known_everywhere() {
  local number
  for number in 11 12 13; do
    psql --no-psqlrc --quiet --tuples-only --command 'select 1' \
      "host=127.0.0.$number user=verbund dbname=verbund sslmode=verify-full sslrootcert=$tls/ca.pem" >/dev/null 2>&1 || return 1
  done
}
proves "all three let Verbund in, over TLS, with its password" until_true 30 known_everywhere
address="postgres://verbund@127.0.0.11:5432,127.0.0.12:5432,127.0.0.13:5432/verbund?sslmode=verify-full&sslrootcert=$tls/ca.pem&pool=8&wait=5&timeout=30"
fill "$address"
for name in a b; do serve "$name" --database "$address"; done
get_token
before_a="${pid_of[a]}" before_b="${pid_of[b]}"
write_load load "$((seconds + 45))" --timeout 40
sleep "$((seconds / 2))"
# Patroni first, so that it cannot start the server again; then the server, hard.
kill_hard "${patroni_of[$first]}"
kill -KILL "$(head -n 1 "$place/$first/postmaster.pid")"
say "  killed $first with its Patroni"
proves "another leader is elected by itself" until_true 45 other_leader "$first"
say "  leader: $(leader || true)"
proves "Verbund is ready again" until_true 30 is_ready "${base_of[a]}"
proves "… without a restart" kill -0 "$before_a" "$before_b"
finish_load load
proves "writes were acknowledged" at_least "$(number "$result" acknowledged)" 50
proves "errors and pauses lasted less than 35 s (ttl 20 s and the election)" at_most "$(number "$result" longest_gap_s)" 35
proves "no write was lost or kept twice, seen from both processes" compare_load load
number="${first#db}"
start_patroni "$first" "1$number"
proves "the machine that was lost comes back as a copy" until_true 60 replicas 2

# pgbouncer in front, as documented: session mode.
mkdir -p "$place/bouncer"
printf '"verbund" "verbund-secret"\n' >"$place/bouncer/userlist.txt"
bouncer_port="$(free_port)"
sed "s|10\.0\.0\.11|$(address_of "$(leader)")|; s|/etc/pgbouncer|$place/bouncer|; s|listen_port = 6432|listen_port = $bouncer_port|" "$files/pgbouncer.ini" >"$place/bouncer/pgbouncer.ini"
printf 'server_tls_sslmode = require\nunix_socket_dir = %s/bouncer\n' "$place" >>"$place/bouncer/pgbouncer.ini"
chown -R postgres "$place/bouncer"
as_postgres_itself pgbouncer "$place/bouncer/pgbouncer.ini" >"$place/bouncer.log" 2>&1 &
started+=("$!")
sleep 1
bases=()
serve c --database "postgres://verbund@127.0.0.1:$bouncer_port/verbund?pool=8"
write_load bouncer 10 --word Durchgang
finish_load bouncer
proves "writes through pgbouncer in session mode are acknowledged" at_least "$(number "$result" acknowledged)" 10
proves "… without errors" test "$(number "$result" first_error_s)" = 0
proves "… and none is lost" compare_load bouncer --word Durchgang
proves "schema, protocol and records are sound" check_sound "$address"
