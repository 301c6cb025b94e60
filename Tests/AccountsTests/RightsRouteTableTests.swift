// SPDX-License-Identifier: EUPL-1.2
import Access
import Centers
import HTTPTypes
import Kernel
import Product
import TestKit
import Testing
import Web

@testable import Accounts

@Suite("All routes, all roles")
struct RightsRouteTableTests {
  /// Addresses below staff paths that need no sign-in; each is named here.
  private static let publicOnes: Set<String> = []
  private static let staffPaths = ["/arbeitsplatz", "/koordination", "/konto"]

  /// Each `{part}` filled with an id that nothing has.
  private func sample(_ pattern: String) -> String {
    pattern.replacing(/\{[^}]*\}|\*\*|\*/, with: "00000000-0000-7000-8000-000000000000")
  }

  private func isForPrograms(_ pattern: String) -> Bool { pattern.hasPrefix("/api/") }

  private func roles(_ product: TestProduct) async throws -> [(Role, TestPerson)] {
    let center = try await product.center("dortmund").tenant
    let body = try await product.statewide()
    var people: [(Role, TestPerson)] = []
    // A provider without an organisation is nobody, so that role is asked for with the rules of single records elsewhere.
    for role in Role.allCases where role != .provider {
      let tenant = role.place == .installation ? nil : role.place == .center ? center : body
      people.append((role, try await product.person(role, in: tenant)))
    }
    return people
  }

  @Test("No staff address is public")
  func declared() async throws {
    let product = try await TestProduct()
    for route in product.house.table.routes where route.access == .everyone {
      let isStaff = Self.staffPaths.contains { route.pattern == $0 || route.pattern.hasPrefix($0 + "/") }
      #expect(!isStaff || Self.publicOnes.contains(route.pattern), "\(route.method) \(route.pattern)")
    }
    let held = Set(SliceList.all.flatMap(\.permissions).map(\.name))
    for route in product.house.table.routes {
      if case .permission(let permission) = route.access {
        #expect(held.contains(permission.name), "\(route.pattern) asks for a permission that no slice names")
      }
    }
    try product.remove()
  }

  @Test("Every page is refused to exactly those whom the decision refuses")
  func pages() async throws {
    let product = try await TestProduct()
    let people = try await roles(product)
    for route in product.house.table.routes where route.method == .get && route.access != .everyone {
      let path = sample(route.pattern)
      let visitor = try await product.client.get(path)
      let isLed = visitor.status == 303 && visitor.header("Location")?.hasPrefix("/anmelden") == true
      #expect(isForPrograms(route.pattern) ? visitor.status == 401 : isLed, "\(route.pattern) visitor")
      for (role, person) in people {
        let user = try await signedIn(person, product)
        let decision = Decision.on(route.access, for: user)
        let answer = try await person.get(path)
        let place = "\(route.pattern) \(role) \(answer.status)"
        if isForPrograms(route.pattern) {
          // A browser's session never opens what is meant for programs: no form token guards it.
          #expect(answer.status == (decision.isAllowed ? 401 : 403), "\(place)")
        } else if decision.isAllowed {
          #expect(answer.status < 500 && answer.status != 401, "\(place)")
          #expect(answer.header("Location")?.hasPrefix("/anmelden") != true, "\(place)")
        } else {
          #expect(answer.status == 403, "\(place)")
        }
      }
    }
    try product.remove()
  }

  @Test("A program without scopes opens nothing that needs a right")
  func programs() async throws {
    let product = try await TestProduct()
    let center = try await product.center("dortmund").tenant
    let head = try await product.person(.centerHead, in: center)
    let secret = try await product.token(of: head, in: center, scopes: [])
    for route in product.house.table.routes where route.method == .get {
      guard case .permission = route.access else { continue }
      let answer = try await product.client.get(sample(route.pattern), ["Authorization": "Bearer \(secret)"])
      #expect(answer.status == 403, "\(route.pattern)")
    }
    try product.remove()
  }

  @Test("No form of staff is taken without its token")
  func forgery() async throws {
    let product = try await TestProduct()
    let people = try await roles(product)
    for route in product.house.table.routes where route.method == .post && route.access != .everyone {
      let path = sample(route.pattern)
      #expect(try await product.client.post(path, []).status == 401, "\(route.pattern) visitor")
      for (role, person) in people where [.systemOperator, .coordinationHead, .centerHead].contains(role) {
        let answer = try await person.forge(path)
        #expect((400..<500).contains(answer.status), "\(route.pattern) \(role) \(answer.status)")
      }
    }
    try product.remove()
  }

  private func signedIn(_ person: TestPerson, _ product: TestProduct) async throws -> SignedIn {
    let headers: HTTPFields = [.cookie: "sitzung=\(person.session)"]
    return try #require(try await AccountDoor.identify(headers, product.database))
  }
}
