/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once
#include <libpq-fe.h>
#include <poll.h>

/* Waits until the server has sent something or the time is over: 1 something came, 0 nothing, -1 the connection is gone. */
static inline int verbund_pq_wait(PGconn *connection, int milliseconds) {
  struct pollfd one = {.fd = PQsocket(connection), .events = POLLIN, .revents = 0};
  if (one.fd < 0) return -1;
  int count = poll(&one, 1, milliseconds);
  if (count <= 0) return 0;
  return PQconsumeInput(connection) == 1 ? 1 : -1;
}
