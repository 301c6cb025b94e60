// SPDX-License-Identifier: EUPL-1.2

/// One statewide information page with its languages.
package struct DemoGuidePage: Sendable {
  package let key: String
  /// Key of the page above; nil for a top topic.
  package let parent: String?
  package let order: Int
  /// Codes of fields of action the page belongs to.
  package let fields: [String]
  /// Version of the German text.
  package let version: Int
  package let texts: [DemoGuideText]
}

/// The page in one language.
package struct DemoGuideText: Sendable {
  package let language: String
  package let title: String
  package let html: String
  /// The German version this text was made from; outdated when it is below the version of the page.
  package let basedOn: Int
}

/// The 20 statewide pages: five topics with their children, parents first.
enum GuideTexts {
  static var pages: [DemoGuidePage] {
    ArrivalGuides.pages + LanguageGuides.pages + EducationGuides.pages + WorkGuides.pages + LifeGuides.pages
  }
}
