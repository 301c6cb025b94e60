// SPDX-License-Identifier: EUPL-1.2
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Which documents pass the filters of a query.
struct Filtering {
  let snapshot: SearchSnapshot
  /// Documents that pass everything but the facet filters.
  private(set) var allowed: Bitset
  private var chosen: [(facet: String, documents: Bitset)] = []

  /// - Parameter matched: the documents that a word was found in; nothing where the query has no words.
  init(_ snapshot: SearchSnapshot, _ query: SearchQuery, matched: Bitset?) {
    self.snapshot = snapshot
    allowed = snapshot.live
    if let matched { allowed.formIntersection(matched) }
    if let ages = query.ages { restrict(to: ages) }
    for (facet, values) in query.filters.sorted(by: { $0.key < $1.key }) where !values.isEmpty {
      chosen.append((facet, union(facet, values)))
    }
    // Distances cost most, so they come last; counts of a facet need those that its own filter leaves out.
    if let circle = query.near { restrict(to: circle, among: query.facets.isEmpty ? passing() : allowed) }
  }

  private var segments: [(segment: Segment, first: Int)] { snapshot.segments }

  private func union(_ facet: String, _ values: Set<String>) -> Bitset {
    var union = Bitset(size: snapshot.documentSpace)
    for (segment, first) in segments {
      guard let column = segment.facets.first(where: { $0.name == facet }) else { continue }
      for value in values {
        if let position = column.positions[value] { column.sets[position].add(to: &union, from: first) }
      }
    }
    return union
  }

  private mutating func restrict(to ages: ClosedRange<Int>) {
    let low = Int16(clamping: ages.lowerBound)
    let high = Int16(clamping: ages.upperBound)
    for (segment, first) in segments {
      for document in 0..<segment.count
      where segment.ageHighs[document] < low || segment.ageLows[document] > high {
        allowed.remove(first + document)
      }
    }
  }

  private mutating func restrict(to circle: SearchCircle, among documents: Bitset) {
    let measure = Distance(from: circle.centre)
    let reach = measure.reach(circle.kilometres)
    var inside = Bitset(size: snapshot.documentSpace)
    var next = documents.next(from: 0)
    while let document = next {
      let (segment, local) = snapshot.locate(document)
      if measure.nearest(segment, local, within: reach) != nil { inside.insert(document) }
      next = documents.next(from: document + 1)
    }
    allowed = inside
  }

  /// Documents that pass all filters, or all but those of one facet.
  func passing(without facet: String? = nil) -> Bitset {
    var result = allowed
    for filter in chosen where filter.facet != facet { result.formIntersection(filter.documents) }
    return result
  }

  func counts(_ facet: String, all: Bitset) -> [FacetCount] {
    let set = chosen.contains { $0.facet == facet } ? passing(without: facet) : all
    var counts: [FacetCount] = []
    var places: [String: Int] = [:]
    for (segment, first) in segments {
      guard let column = segment.facets.first(where: { $0.name == facet }) else { continue }
      for (value, documents) in zip(column.values, column.sets) {
        let count = documents.count(in: set, from: first)
        if count == 0 { continue }
        if first > 0, let place = places[value] {
          counts[place] = FacetCount(value: value, count: counts[place].count + count)
        } else {
          if first == 0, snapshot.delta.count > 0 { places[value] = counts.count }
          counts.append(FacetCount(value: value, count: count))
        }
      }
    }
    return counts.sorted { $0.count == $1.count ? $0.value < $1.value : $0.count > $1.count }
  }
}

/// Distances on the sphere.
struct Distance {
  private static let radius = 6_371.0
  private let latitude: Double
  private let longitude: Double
  private let cosine: Double

  /// How far something may be, and the box of degrees that holds all of it, so that most places need no trigonometry.
  struct Reach {
    var kilometres = Double.infinity
    fileprivate var latitudes = Double.infinity
    fileprivate var longitudes = Double.infinity
  }

  init(from place: SearchPlace) {
    latitude = place.latitude * .pi / 180
    longitude = place.longitude * .pi / 180
    cosine = cos(latitude)
  }

  func reach(_ kilometres: Double) -> Reach {
    let angle = kilometres / Self.radius * (1 + 1e-9)
    guard angle + abs(latitude) < .pi / 2 else { return Reach(kilometres: kilometres, latitudes: angle) }
    return Reach(kilometres: kilometres, latitudes: angle, longitudes: asin(sin(angle) / cosine) * (1 + 1e-9))
  }

  /// Kilometres to the nearest place of a document; nil where there is none within reach.
  func nearest(_ segment: Segment, _ document: Int, within reach: Reach = Reach()) -> Double? {
    let range = segment.places(document)
    guard !range.isEmpty else { return nil }
    var best: Double?
    for index in stride(from: range.lowerBound, to: range.upperBound - 1, by: 2) {
      let other = Double(segment.places[index]) * .pi / 180
      if abs(other - latitude) > reach.latitudes { continue }
      let otherLongitude = Double(segment.places[index + 1]) * .pi / 180
      let turn = abs(otherLongitude - longitude)
      if min(turn, 2 * .pi - turn) > reach.longitudes { continue }
      let distance = kilometres(other, otherLongitude)
      if distance <= reach.kilometres, distance < best ?? .infinity { best = distance }
    }
    return best
  }

  private func kilometres(_ otherLatitude: Double, _ otherLongitude: Double) -> Double {
    let a = sin((otherLatitude - latitude) / 2)
    let b = sin((otherLongitude - longitude) / 2)
    return 2 * Self.radius * asin(min(1, (a * a + cosine * cos(otherLatitude) * b * b).squareRoot()))
  }
}
