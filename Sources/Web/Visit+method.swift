// SPDX-License-Identifier: EUPL-1.2
internal import HTTPTypes
internal import HummingbirdCore

extension Visit {
  /// Whether only the headers are asked for, so that nothing needs to be noted or made.
  package var isHead: Bool { request.method == .head }
}
