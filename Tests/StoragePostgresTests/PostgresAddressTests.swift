// SPDX-License-Identifier: EUPL-1.2
import Kernel
import StoragePostgres
import Testing

@Suite("Addresses of PostgreSQL databases")
struct PostgresAddressTests {
  @Test(
    "Numbers out of range are named",
    arguments: ["pool=0", "pool=viele", "wait=61", "timeout=-1", "pool="])
  func refused(parameter: String) throws {
    let problem = #expect(throws: Problem.self) { try PostgresAddress("postgres://a@h/d?\(parameter)&sslmode=require") }
    #expect(problem?.field == String(parameter.prefix { $0 != "=" }))
  }

  @Test("Another database on the same server keeps all parameters of the connection")
  func others() throws {
    let server = PostgresServer(try PostgresAddress("postgres://a@h1,h2:5433/d?sslmode=verify-full&pool=3"))
    #expect(server.address(of: "x") == "postgres://a@h1,h2:5433/x?sslmode=verify-full")
  }

  @Test("Only addresses of PostgreSQL are taken as such")
  func kinds() {
    #expect(PostgresAddress.isOne("postgresql://h/d") && !PostgresAddress.isOne("sqlite:postgres://"))
    #expect(throws: Problem.self) { try PostgresAddress("mysql://h/d") }
  }
}
