// SPDX-License-Identifier: EUPL-1.2
// One mail over libcurl's SMTP. curl_easy_setopt takes any number of arguments, which Swift cannot call, so every
// setting stands here. All functions block; they must never run on an event loop or on the database's queue.
#pragma once
#include <curl/curl.h>
#include <signal.h>
#include <string.h>

/// What the other end said and how far the mail came. It must live until `verbund_smtp_send` has returned.
typedef struct {
  const char *bytes;
  size_t count;
  size_t position;
  /// The first four letters of the last command; empty before the first.
  char stage[5];
  /// The command that was refused last (a reply of 400 and above).
  char refused_stage[5];
  /// The whole line of that reply, without its end.
  char refusal[400];
  long refusal_code;
  /// libcurl's own words.
  char fault[CURL_ERROR_SIZE];
} verbund_transfer;

/// Where and how; empty texts are not set.
typedef struct {
  const char *url;
  const char *user;
  const char *password;
  /// A file with certificates to trust besides the system's; null for none.
  const char *authorities;
  /// 1: nothing is sent without TLS.
  int is_secure;
  long connect_seconds;
  long total_seconds;
} verbund_server;

static size_t verbund_read_mail(char *to, size_t size, size_t number, void *from) {
  verbund_transfer *transfer = (verbund_transfer *)from;
  size_t room = size * number;
  size_t rest = transfer->count - transfer->position;
  size_t part = rest < room ? rest : room;
  memcpy(to, transfer->bytes + transfer->position, part);
  transfer->position += part;
  return part;
}

static size_t verbund_note_reply(char *line, size_t size, size_t number, void *into) {
  verbund_transfer *transfer = (verbund_transfer *)into;
  size_t length = size * number;
  if (length >= 3 && line[0] >= '4' && line[0] <= '5' && line[1] >= '0' && line[1] <= '9' && line[2] >= '0' &&
      line[2] <= '9' && strcmp(transfer->stage, "QUIT") != 0) {
    size_t kept = length < sizeof transfer->refusal - 1 ? length : sizeof transfer->refusal - 1;
    while (kept > 0 && (line[kept - 1] == '\r' || line[kept - 1] == '\n')) kept--;
    memcpy(transfer->refusal, line, kept);
    transfer->refusal[kept] = 0;
    transfer->refusal_code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    memcpy(transfer->refused_stage, transfer->stage, sizeof transfer->stage);
  }
  return length;
}

static int verbund_note_command(CURL *handle, curl_infotype type, char *data, size_t length, void *into) {
  (void)handle;
  if (type != CURLINFO_HEADER_OUT) return 0;
  verbund_transfer *transfer = (verbund_transfer *)into;
  char letters[5] = {0};
  memcpy(letters, data, length < 4 ? length : 4);
  // Only commands: the lines that follow AUTH are name and password.
  if (strlen(letters) == 4 && strstr("EHLO HELO STAR AUTH MAIL RCPT DATA RSET QUIT", letters) != NULL)
    memcpy(transfer->stage, letters, sizeof letters);
  return 0;
}

/// Sends one mail; the handle keeps its connection for the next one to the same server.
///
/// Certificates and the server's name are checked; there is no way to switch that off.
static inline CURLcode verbund_smtp_send(
    CURL *handle, const verbund_server *server, const char *from, const char *to, verbund_transfer *transfer) {
  struct curl_slist *recipients = curl_slist_append(NULL, to);
  if (recipients == NULL) return CURLE_OUT_OF_MEMORY;
  curl_easy_reset(handle);
  curl_easy_setopt(handle, CURLOPT_URL, server->url);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_USE_SSL, server->is_secure ? (long)CURLUSESSL_ALL : (long)CURLUSESSL_NONE);
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  if (server->authorities != NULL) curl_easy_setopt(handle, CURLOPT_CAINFO, server->authorities);
  if (server->user != NULL) {
    curl_easy_setopt(handle, CURLOPT_USERNAME, server->user);
    curl_easy_setopt(handle, CURLOPT_PASSWORD, server->password);
  }
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, server->connect_seconds);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, server->total_seconds);
  curl_easy_setopt(handle, CURLOPT_MAIL_FROM, from);
  curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(handle, CURLOPT_READFUNCTION, verbund_read_mail);
  curl_easy_setopt(handle, CURLOPT_READDATA, transfer);
  curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE, (curl_off_t)transfer->count);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, verbund_note_reply);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, transfer);
  curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, verbund_note_command);
  curl_easy_setopt(handle, CURLOPT_DEBUGDATA, transfer);
  curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, transfer->fault);
  CURLcode code = curl_easy_perform(handle);
  // The kept connection says goodbye later, when `transfer` is gone: nothing may point to it any more.
  curl_easy_reset(handle);
  curl_slist_free_all(recipients);
  return code;
}

/// Once per process, before the first handle.
///
/// A server that hangs up while we write raises SIGPIPE, which would end the process: with CURLOPT_NOSIGNAL libcurl leaves
/// it to us to ignore it.
static inline CURLcode verbund_curl_start(void) {
  signal(SIGPIPE, SIG_IGN);
  return curl_global_init(CURL_GLOBAL_DEFAULT);
}
