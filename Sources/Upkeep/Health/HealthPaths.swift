// SPDX-License-Identifier: EUPL-1.2

/// Addresses for machines that look after the server.
enum HealthPath {
  static let live = "/health/live"
  static let ready = "/health/ready"
  static let metrics = "/metrics"
}
