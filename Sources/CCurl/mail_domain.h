// SPDX-License-Identifier: EUPL-1.2
// Whether a domain can receive mail at all, by the name service. It blocks for up to ten seconds.
#pragma once
#include <arpa/nameser.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>

/// 1: the name service says that there is no such domain. 0: there is one, or nobody knows just now.
static inline int verbund_domain_is_unknown(const char *domain) {
  unsigned char answer[4096];
  struct __res_state state = {0};
  if (res_ninit(&state) != 0) return 0;
  state.retrans = 3;
  state.retry = 2;
  int unknown = res_nquery(&state, domain, ns_c_in, ns_t_mx, answer, sizeof answer) < 0 &&
                state.res_h_errno == HOST_NOT_FOUND;
  res_nclose(&state);
  return unknown;
}
