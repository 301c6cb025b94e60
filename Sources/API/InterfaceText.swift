// SPDX-License-Identifier: EUPL-1.2
internal import Web

/// The words of the page about the interface.
enum InterfaceText: String, TextKey {
  case heading = "interface.heading"
  case lead = "interface.lead"
  case openHeading = "interface.open-heading"
  case openText = "interface.open-text"
  case tokenHeading = "interface.token-heading"
  case tokenText = "interface.token-text"
  case tokenSecret = "interface.token-secret"
  case readHeading = "interface.read-heading"
  case readText = "interface.read-text"
  case writeHeading = "interface.write-heading"
  case writeText = "interface.write-text"
  case repeatText = "interface.repeat-text"
  case changesHeading = "interface.changes-heading"
  case changesText = "interface.changes-text"
  case errorsHeading = "interface.errors-heading"
  case errorsText = "interface.errors-text"
  case limitsHeading = "interface.limits-heading"
  case limitsText = "interface.limits-text"
  case kindsHeading = "interface.kinds-heading"
  case kindsCaption = "interface.kinds-caption"
  case kind = "interface.kind"
  case kindAddress = "interface.kind-address"
  case description = "interface.description"
}
