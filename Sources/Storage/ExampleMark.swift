// SPDX-License-Identifier: EUPL-1.2

extension Connection {
  /// Whether the data of this installation are invented, which every page then says.
  package func isExample() throws -> Bool {
    try number("select count(*) from setting where name = 'example'") > 0
  }
}

extension Transaction {
  /// Marks all data as invented, once and for all.
  package func markAsExample() throws {
    try run("insert into setting (name, value) values ('example', 'yes') on conflict (name) do nothing")
  }
}
