// SPDX-License-Identifier: EUPL-1.2
internal import Web

/// The words of the page about the feed.
enum FeedWord: String, TextKey {
  case heading = "hsds.heading"
  case lead = "hsds.lead"
  case contents = "hsds.contents"
  case version = "hsds.version"
  case services = "hsds.services"
  case organizations = "hsds.organizations"
  case places = "hsds.places"
  case terms = "hsds.terms"
  case result = "hsds.result"
  case checked = "hsds.checked"
  case fine = "hsds.fine"
  case nothing = "hsds.nothing"
  case faults = "hsds.faults"
  case faultMissing = "hsds.fault-missing"
  case faultUnknown = "hsds.fault-unknown"
  case faultForm = "hsds.fault-form"
  case faultNull = "hsds.fault-null"
  case faultDangling = "hsds.fault-dangling"
  case method = "hsds.method"
  case addresses = "hsds.addresses"
  case linkStart = "hsds.link-start"
  case linkServices = "hsds.link-services"
  case linkDescription = "hsds.link-description"
  case linkProfile = "hsds.link-profile"
  case use = "hsds.use"
}
