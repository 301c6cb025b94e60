// SPDX-License-Identifier: EUPL-1.2
internal import HTTPTypes
package import Web

/// The script that asks before somebody leaves a form with unsaved changes; forms work without it.
package enum FormScript {
  package static let path = Path("assets", "formulare.js")

  /// Serves the script; belongs to the slice of the workplace, once.
  package static let route = Route(.get, path.text, .everyone) { _ in
    Reply(.ok, "text/javascript; charset=utf-8", PackageResources.forms_js, isPublic: true)
  }

  /// For the attributes of a form that asks before its changes are lost.
  package static func guarding(_ view: View) -> HTML { " data-unsaved=\"\(view[RecordText.unsaved])\"" }

  package static func element(_ view: View) -> HTML { "<script src=\"\(view.file(path))\" defer></script>" }
}
