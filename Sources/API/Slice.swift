// SPDX-License-Identifier: EUPL-1.2
package import Web

/// The interface for programs (F166, F168): records of every desk, the change feed, and the description of both.
package enum API {
  /// - Parameters:
  ///   - resources: the kinds that programs with a token read and write.
  ///   - publicKinds: the kinds whose published records everybody may follow.
  ///   - publicValues: what the public lists can be narrowed by.
  package static func slice(
    publicKinds: [PublicKind], publicValues: PublicValues.Source, limits: ProgramLimits = ProgramLimits(),
    resources: @escaping @Sendable (Services) -> [AnyResource]
  ) -> Slice {
    Slice(
      name: "API", migrations: APIMigrations.all, texts: PackageResources.Texts_csv,
      textKeys: InterfaceText.allCases.map(\.rawValue), siteMap: { _ in [SiteMapEntry(InterfacePath.page)] },
      routes: { services in
        let gate = ProgramGate(services: services, rate: ProgramRate(limits))
        let resources = resources(services)
        let feed = ChangeFeed(gate: gate, publicKinds: publicKinds, resources: resources)
        let pages = InterfacePages(
          services: services, gate: gate, resources: resources, publicKinds: publicKinds, values: publicValues)
        return resources.flatMap { $0.routes(gate) } + feed.routes + pages.routes
      })
  }
}
