// SPDX-License-Identifier: EUPL-1.2
internal import HTTPTypes

extension Reply {
  /// 301: the page has another address now. The gate forbids keeping it, because a merge can be taken back.
  package static func moved(_ location: String) -> Reply {
    var reply = Reply(.movedPermanently, "text/plain; charset=utf-8", [])
    reply.headers[.location] = location
    return reply
  }
}
