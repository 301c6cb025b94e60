// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Logging
package import Monitoring
package import Search
package import Storage

/// Everything that handlers need from outside of a request; made once at start and passed down.
package struct Services: Sendable {
  package let database: Database
  package let index: SearchIndex
  package let site: SiteConfiguration
  package let frame: SiteFrame
  let frameParts = FrameParts()
  package let forgery: Forgery
  package let cache: PageCache
  package let limiter: RateLimiter
  package let door: Door
  package let logger: Logger
  package let vitals: Vitals
  private let perLanguage: [Language: Texts]
  private let fallback: Texts

  package init(
    database: Database, index: SearchIndex, catalogue: TextCatalogue, site: SiteConfiguration,
    frame: SiteFrame, forgery: Forgery,
    cache: PageCache, limiter: RateLimiter, door: Door = .closed, vitals: Vitals = Vitals(), logger: Logger
  ) {
    self.database = database
    self.index = index
    self.site = site
    self.frame = frame
    self.forgery = forgery
    self.cache = cache
    self.limiter = limiter
    self.door = door
    self.vitals = vitals
    self.logger = logger
    fallback = catalogue.texts(.german)
    var texts: [Language: Texts] = [:]
    for language in Language.interface { texts[language] = catalogue.texts(language) }
    perLanguage = texts
  }

  package func texts(_ language: Language) -> Texts { perLanguage[language] ?? fallback }
}

/// What an operator decides about the site as a whole.
package struct SiteConfiguration: Sendable {
  /// `https://integration.example`, without a slash at the end; used where a full address is needed.
  package var address: String
  /// Whether pages are kept as bytes.
  package var isCaching: Bool
  /// Whether the data are an example, which every page then says.
  package var isExample: Bool
  /// Where staff may sign in besides here (F160).
  package var openID: OpenIDConfiguration?
  /// Machines in front of the server whose word on the visitor's address is believed.
  package var proxies: Set<String> = []
  /// Whoever knows it may read the figures for operators from elsewhere.
  package var metricsToken: String?

  package init(
    address: String, isCaching: Bool = true, isExample: Bool = false, openID: OpenIDConfiguration? = nil
  ) {
    self.address = address
    self.isCaching = isCaching
    self.isExample = isExample
    self.openID = openID
  }

  package var isSecure: Bool { address.hasPrefix("https://") }
}

extension Services {
  /// A line in the log for whoever runs the installation; never personal data.
  package func note(_ words: String, _ details: [String: String] = [:]) {
    logger.notice("\(words)", metadata: details.mapValues { "\($0)" })
  }
}
