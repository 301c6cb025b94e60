# SPDX-License-Identifier: EUPL-1.2
# What all scripts share: where the project is, how they speak, how long work shows that it lives.
# Sourced, never run.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
logs="$root/var/log"
tools="${VERBUND_TOOLS:-$root/var/tools}"
cd "$root"

say() { printf '%s\n' "$*"; }
complain() { printf '%s\n' "$*" >&2; }

# give_up CODE LINES…: says why and ends.
give_up() {
  local code="$1"
  shift
  printf '%s\n' "$@" >&2
  exit "$code"
}

# last_log_line FILE: the newest line, cut to the width of a terminal line.
last_log_line() {
  tail -c 2000 "$1" 2>/dev/null | tr '\r' '\n' | sed 's/\x1b\[[0-9;]*[A-Za-z]//g' | grep -v '^[[:space:]]*$' \
    | tail -n 1 | cut -c 1-70
}

# show_while_running PID LABEL LOG: one moving line on a terminal, a line every 20 s elsewhere.
show_while_running() {
  local pid="$1" label="$2" log="$3" started="$SECONDS" seconds
  while kill -0 "$pid" 2>/dev/null; do
    sleep 1
    seconds=$((SECONDS - started))
    if [ "$seconds" -lt 2 ]; then continue; fi
    if [ -t 1 ]; then
      printf '\r\033[K… %s (%d s) %s' "$label" "$seconds" "$(last_log_line "$log")"
    elif [ $((seconds % 20)) -eq 2 ]; then
      say "… $label ($seconds s) $(last_log_line "$log")"
    fi
  done
  if [ -t 1 ]; then printf '\r\033[K'; fi
}

# watched LABEL LOGNAME COMMAND…: runs it with its output in var/log/LOGNAME.log and says how it ended.
watched() {
  local label="$1" log="$logs/$2.log" started="$SECONDS" pid code=0
  shift 2
  mkdir -p "$logs"
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  running_pid="$pid"
  show_while_running "$pid" "$label" "$log"
  wait "$pid" || code=$?
  running_pid=""
  if [ "$code" -eq 0 ]; then
    say "✓ $label ($((SECONDS - started)) s)"
  else
    say "✗ $label ($((SECONDS - started)) s, exit code $code)"
  fi
  return "$code"
}

# with_progress LABEL LOGNAME COMMAND…: the same, and shows the end of the output when it fails.
with_progress() {
  local code=0
  watched "$@" || code=$?
  if [ "$code" -ne 0 ]; then
    say "The end of $logs/$2.log:"
    tail -n 60 "$logs/$2.log"
  fi
  return "$code"
}

# end_process PID: asks it to end, waits up to 10 s, then insists. Only for processes that the script itself started.
end_process() {
  local pid="${1:-}" tries
  [ -n "$pid" ] || return 0
  kill -TERM "$pid" 2>/dev/null || return 0
  for tries in $(seq 100); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  if [ "$tries" -eq 100 ]; then kill -KILL "$pid" 2>/dev/null || true; fi
  wait "$pid" 2>/dev/null || true
}

# end_tree PID: a command of with_progress with the processes that it started itself.
end_tree() {
  local pid="${1:-}" child
  [ -n "$pid" ] || return 0
  for child in $(pgrep -P "$pid" 2>/dev/null || true); do end_tree "$child"; done
  kill -TERM "$pid" 2>/dev/null || true
}

port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# wait_until_ready BASE PID SECONDS: until /health/ready answers 200; fails when the server ends before.
wait_until_ready() {
  local base="$1" pid="$2" until=$((SECONDS + $3))
  while [ "$SECONDS" -lt "$until" ]; do
    if curl --silent --fail --max-time 2 --output /dev/null "$base/health/ready"; then return 0; fi
    kill -0 "$pid" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}

# build_product CONFIGURATION: the executable; prints its path in $binary.
build_product() {
  local linking=()
  # As Operations.md has it: one file that needs no Swift on the machine, and a few per cent quicker.
  if [ "$1" = release ]; then linking=(--static-swift-stdlib); fi
  with_progress "Build ($1)" "build-$1" swift build -c "$1" "${linking[@]}" --product verbund || return $?
  binary="$(swift build -c "$1" --show-bin-path)/verbund"
}
