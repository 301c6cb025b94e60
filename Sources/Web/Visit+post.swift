// SPDX-License-Identifier: EUPL-1.2
internal import HTTPTypes
internal import HummingbirdCore

extension Visit {
  /// Whether the request was sent by POST, for handlers that serve several methods.
  package var isPost: Bool { request.method == .post }
}
