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

  init(_ snapshot: SearchSnapshot, _ query: SearchQuery) {
    self.snapshot = snapshot
    allowed = snapshot.live
    if let ages = query.ages { restrict(to: ages) }
    if let circle = query.near { restrict(to: circle) }
    for (facet, values) in query.filters.sorted(by: { $0.key < $1.key }) where !values.isEmpty {
      chosen.append((facet, union(facet, values)))
    }
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

  private mutating func restrict(to circle: SearchCircle) {
    let measure = Distance(from: circle.centre)
    for (segment, first) in segments {
      for document in 0..<segment.count {
        let distance = measure.nearest(segment, document, within: circle.kilometres)
        if distance.map({ $0 > circle.kilometres }) ?? true { allowed.remove(first + document) }
      }
    }
  }

  mutating func restrict(to documents: Bitset) { allowed.formIntersection(documents) }

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
  private let latitude: Double
  private let longitude: Double
  private let cosine: Double

  init(from place: SearchPlace) {
    latitude = place.latitude * .pi / 180
    longitude = place.longitude * .pi / 180
    cosine = cos(latitude)
  }

  /// Kilometres to the nearest place of a document; nil where there is none within the limit.
  func nearest(_ segment: Segment, _ document: Int, within limit: Double = .infinity) -> Double? {
    let range = segment.places(document)
    guard !range.isEmpty else { return nil }
    var best: Double?
    for index in stride(from: range.lowerBound, to: range.upperBound - 1, by: 2) {
      let other = Double(segment.places[index]) * .pi / 180
      if abs(other - latitude) * 6_371 > limit { continue }
      let distance = kilometres(other, Double(segment.places[index + 1]) * .pi / 180)
      if distance <= limit, distance < best ?? .infinity { best = distance }
    }
    return best
  }

  private func kilometres(_ otherLatitude: Double, _ otherLongitude: Double) -> Double {
    let a = sin((otherLatitude - latitude) / 2)
    let b = sin((otherLongitude - longitude) / 2)
    return 2 * 6_371 * asin(min(1, (a * a + cosine * cos(otherLatitude) * b * b).squareRoot()))
  }
}
