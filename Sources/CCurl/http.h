// SPDX-License-Identifier: EUPL-1.2
// One HTTP request to another server over libcurl. It blocks; it must never run on an event loop or on the database's queue.
#pragma once
#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/// What to ask for; empty texts are not set.
typedef struct {
  const char *url;
  /// Null for a request without a body.
  const char *body;
  size_t body_count;
  /// Lines such as `Accept: application/json`, separated by a line feed.
  const char *header_lines;
  const char *user;
  const char *password;
  /// A file with certificates to trust besides the system's; null for none.
  const char *authorities;
  int is_head;
  /// 1: addresses of this machine and of private networks are refused, also after a redirect.
  int only_public;
  long redirects;
  long seconds;
  size_t limit;
} verbund_question;

/// What came back; `bytes` belongs to the caller, who frees it.
typedef struct {
  char *bytes;
  size_t count;
  size_t limit;
  long status;
  int is_too_large;
  int is_refused;
  int only_public;
} verbund_reply;

static int verbund_is_private4(uint32_t a) {
  return (a >> 24) == 0 || (a >> 24) == 10 || (a >> 24) == 127 || (a >> 22) == (0x64400000u >> 22) ||
         (a >> 16) == 0xA9FE || (a >> 20) == (0xAC100000u >> 20) || (a >> 8) == 0xC00000 || (a >> 8) == 0xC00002 ||
         (a >> 16) == 0xC0A8 || (a >> 17) == (0xC6120000u >> 17) || (a >> 8) == 0xC63364 || (a >> 8) == 0xCB0071 ||
         (a >> 28) >= 0xE;
}

static int verbund_is_private(const struct sockaddr *address) {
  if (address->sa_family == AF_INET)
    return verbund_is_private4(ntohl(((const struct sockaddr_in *)address)->sin_addr.s_addr));
  if (address->sa_family != AF_INET6) return 1;
  const uint8_t *b = ((const struct sockaddr_in6 *)address)->sin6_addr.s6_addr;
  static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  static const uint8_t translated[12] = {0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0};
  uint32_t last = (uint32_t)b[12] << 24 | (uint32_t)b[13] << 16 | (uint32_t)b[14] << 8 | b[15];
  if (memcmp(b, mapped, 12) == 0 || memcmp(b, translated, 12) == 0) return verbund_is_private4(last);
  // Only 2000::/3 is the public internet; 2001:db8::/32 is for examples, 2002::/16 hides addresses of version 4.
  if ((b[0] & 0xE0) != 0x20) return 1;
  if (b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0D && b[3] == 0xB8) return 1;
  return b[0] == 0x20 && b[1] == 0x02;
}

static curl_socket_t verbund_open_socket(void *into, curlsocktype purpose, struct curl_sockaddr *address) {
  verbund_reply *reply = (verbund_reply *)into;
  if (purpose != CURLSOCKTYPE_IPCXN || (reply->only_public && verbund_is_private(&address->addr))) {
    reply->is_refused = 1;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t verbund_keep_body(char *from, size_t size, size_t number, void *into) {
  verbund_reply *reply = (verbund_reply *)into;
  size_t length = size * number;
  if (length > reply->limit - reply->count) {
    reply->is_too_large = 1;
    return 0;
  }
  char *grown = (char *)realloc(reply->bytes, reply->count + length + 1);
  if (grown == NULL) return 0;
  memcpy(grown + reply->count, from, length);
  reply->bytes = grown;
  reply->count += length;
  return length;
}

/// Asks once. Certificates and the server's name are checked; there is no way to switch that off.
static inline CURLcode verbund_http_ask(const verbund_question *question, verbund_reply *reply) {
  CURL *handle = curl_easy_init();
  if (handle == NULL) return CURLE_OUT_OF_MEMORY;
  reply->limit = question->limit;
  reply->only_public = question->only_public;
  struct curl_slist *lines = NULL;
  char *rest = NULL;
  char *copy = strdup(question->header_lines);
  for (char *line = copy == NULL ? NULL : strtok_r(copy, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
    struct curl_slist *longer = curl_slist_append(lines, line);
    if (longer != NULL) lines = longer;
  }
  curl_easy_setopt(handle, CURLOPT_URL, question->url);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  if (question->authorities != NULL) curl_easy_setopt(handle, CURLOPT_CAINFO, question->authorities);
  if (question->user != NULL) {
    curl_easy_setopt(handle, CURLOPT_USERNAME, question->user);
    curl_easy_setopt(handle, CURLOPT_PASSWORD, question->password);
    curl_easy_setopt(handle, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
  }
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, question->seconds < 5 ? question->seconds : 5L);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, question->seconds);
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, question->redirects > 0 ? 1L : 0L);
  curl_easy_setopt(handle, CURLOPT_MAXREDIRS, question->redirects);
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "Verbund");
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, lines);
  if (question->body != NULL) {
    curl_easy_setopt(handle, CURLOPT_POST, 1L);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)question->body_count);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, question->body);
  }
  if (question->is_head) curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, verbund_open_socket);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, reply);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, verbund_keep_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, reply);
  CURLcode code = curl_easy_perform(handle);
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &reply->status);
  curl_easy_cleanup(handle);
  curl_slist_free_all(lines);
  free(copy);
  return code;
}
