// SPDX-License-Identifier: EUPL-1.2

/// Which Verbund this is; raised with every release.
package enum ProductVersion {
  package static let text = "0.3.0"
}
