#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# A rolling update behind a real nginx with the configuration of Documentation/Operations: each of two processes is asked to
# end and started anew while people read and write over TLS. Nobody sees an error, nothing is lost. `rolling.sh postgres` does
# it on PostgreSQL.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/shared.sh"

begin_drill rolling "rolling update behind nginx"
needs nginx nginx
needs openssl openssl
address="sqlite:$place/verbund.sqlite"
if [ "${1:-}" = postgres ]; then
  pg_primary primary
  address="$(pg_address primary)"
fi
fill "$address"
options=(--database "$address" --trust-proxy 127.0.0.1 --drain-seconds 3 --address https://localhost)
for name in a b; do serve "$name" "${options[@]}"; done

# The configuration as it is documented, with the ports and places of this drill.
https="$(free_port)"
http="$(free_port)"
mkdir -p "$place/nginx/logs"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
  -keyout "$place/nginx/key.pem" -out "$place/nginx/fullchain.pem" 2>/dev/null
sed -e "s|listen 443|listen 127.0.0.1:$https|; s|listen 80|listen 127.0.0.1:$http|; /listen \[::\]/d" \
  -e "s|/etc/verbund/tls|$place/nginx|; s|/var/log/nginx|$place/nginx/logs|; s|/etc/nginx/|$place/nginx/|" \
  -e "s|integration.example|localhost|; s|127.0.0.1:8081|127.0.0.1:${port_of[a]}|; s|127.0.0.1:8082|127.0.0.1:${port_of[b]}|" \
  -e "s|rate=50r/s|rate=2000r/s|" Documentation/Operations/nginx/verbund.conf >"$place/nginx/verbund.conf"
cp Documentation/Operations/nginx/verbund-proxy.conf "$place/nginx/"
cat >"$place/nginx/nginx.conf" <<END
pid $place/nginx/nginx.pid;
error_log $place/nginx/logs/error.log;
worker_processes 1;
events { worker_connections 512; }
http { include $place/nginx/verbund.conf; }
END
takes() { nginx -t -q -e "$place/nginx/logs/error.log" -c "$place/nginx/nginx.conf"; }
proves "nginx takes the documented configuration" takes
[ "$failed" -eq 0 ] || exit 1
nginx -e "$place/nginx/logs/error.log" -c "$place/nginx/nginx.conf" -g 'daemon off;' &
started+=("$!")
export VERBUND_CA="$place/nginx/fullchain.pem"
site="https://localhost:$https"
front() { curl --silent --cacert "$VERBUND_CA" --max-time 10 "$@"; }
until_true 5 front --output /dev/null "$site/" || true

proves "a page comes over TLS with HSTS and the id of the request" grep -qi '^strict-transport-security' <(front --include "$site/")
proves "HTTP leads to HTTPS" test "$(front --output /dev/null --write-out '%{http_code}' "http://localhost:$http/")" = 308
proves "figures and state are not to be seen from outside" test \
  "$(front --output /dev/null --write-out '%{http_code}' "$site/metrics")$(front --output /dev/null --write-out '%{http_code}' "$site/health/ready")" = 404404
proves "an id that came along is taken over" grep -qi '^x-request-id: trace-through-nginx' \
  <(front --include --header 'X-Request-ID: trace-through-nginx' "$site/")
proves "pages of people who have signed in are not compressed, public ones are" test \
  "$(front --compressed --include "$site/anmelden" | grep -ci '^content-encoding')$(front --compressed --include "$site/" | grep -ci '^content-encoding')" = 01

bases=("$site")
get_token
write_load load "$((seconds + 14))" --workers 4
# Reads beside the writes; each that is not 200 is counted.
(
  end=$((SECONDS + seconds + 14))
  while [ "$SECONDS" -lt "$end" ]; do
    for path in /zentren "/suche?q=Sprachkurs" /anmelden; do
      front --output /dev/null --write-out '%{http_code}\n' "$site$path" || echo failed
    done
  done
) >"$place/reads" 2>&1 &
reads=$!
for name in a b; do
  sleep "$((seconds / 3))"
  say "  asked $name to end"
  kill -TERM "${pid_of[$name]}"
  wait "${pid_of[$name]}" || true
  serve "$name" "${options[@]}"
done
finish_load load
wait "$reads" || true
bases=("${base_of[a]}" "${base_of[b]}")
say "    reads by answer: $(sort "$place/reads" | uniq -c | tr -s ' \n' ' ')"
proves "many pages were read, each with 200" test "$(grep -c '^200$' "$place/reads")" -gt 20 -a "$(grep -vc '^200$' "$place/reads")" = 0
proves "writes were acknowledged" at_least "$(number "$result" acknowledged)" 50
proves "no write was refused or lost its answer" test "$(number "$result" first_error_s)" = 0
proves "no write was lost or kept twice" compare_load load
