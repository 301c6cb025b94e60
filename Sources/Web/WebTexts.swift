// SPDX-License-Identifier: EUPL-1.2

/// The texts of the web floor itself.
package enum WebTexts {
  package static let table = PackageResources.Texts_csv
  package static let keys = WebText.allCases.map(\.rawValue)
}
