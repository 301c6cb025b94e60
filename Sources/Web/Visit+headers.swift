// SPDX-License-Identifier: EUPL-1.2
package import HTTPTypes
internal import HummingbirdCore

extension Visit {
  /// What the browser sent beside the address: cookies, its name.
  package var headers: HTTPFields { request.headers }
}
