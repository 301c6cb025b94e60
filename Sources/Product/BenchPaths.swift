// SPDX-License-Identifier: EUPL-1.2

enum BenchPath {
  static let hello = "/bench/hello"
  static let bytes = "/bench/bytes/{count}"
  static let list = "/bench/list"
  static let slow = "/bench/slow/{milliseconds}"
  static let listFromDatabase = "/bench/list-db"
}
