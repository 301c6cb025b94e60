// SPDX-License-Identifier: EUPL-1.2
import Monitoring
import Testing

@Suite("Figures for operators") struct MetricsTextTests {
  @Test("Families are written in Prometheus' form, with quotes, backslashes and ends of lines escaped")
  func form() {
    var text = MetricsText()
    text.family("verbund_jobs", .gauge, "Jobs\nby \\ state.") { $0.sample(3, [("state", "a\"b\\c\nd")]) }
    text.value("verbund_share", .gauge, "A share.", 0.25)
    #expect(
      text.text == """
        # HELP verbund_jobs Jobs\\nby \\\\ state.
        # TYPE verbund_jobs gauge
        verbund_jobs{state="a\\"b\\\\c\\nd"} 3
        # HELP verbund_share A share.
        # TYPE verbund_share gauge
        verbund_share 0.25

        """)
  }

  @Test("A histogram's steps add up to its count, and the bound belongs to the step")
  func histogram() {
    var latency = LatencyHistogram()
    for seconds in [0.001, 0.0011, 0.3, 99] { latency.add(seconds: seconds) }
    var text = MetricsText()
    text.family("t", .histogram, "T") { $0.samples(latency, [("route", "/")]) }
    #expect(text.text.contains("t_bucket{route=\"/\",le=\"0.001\"} 1\n"))
    #expect(text.text.contains("t_bucket{route=\"/\",le=\"0.0025\"} 2\n"))
    #expect(text.text.contains("t_bucket{route=\"/\",le=\"10\"} 3\n"))
    #expect(text.text.contains("t_bucket{route=\"/\",le=\"+Inf\"} 4\n"))
    #expect(text.text.contains("t_count{route=\"/\"} 4\n"))
    #expect(latency.sum == 0.001 + 0.0011 + 0.3 + 99)
  }

  @Test("Made-up methods and addresses make no counters of their own")
  func hostile() {
    let tally = RequestTally()
    for number in 0..<50 { tally.note(route: nil, method: "M\(number)", status: 404, seconds: 0.1) }
    tally.note(route: "/a/{id}", method: "GET", status: 200, seconds: 0.1)
    #expect(tally.counts.map(\.route) == ["/a/{id}", "unknown"])
    #expect(tally.counts[1].counts.answers.map { $0.key.method } == ["OTHER"])
    #expect(tally.counts[1].counts.answers.map(\.value) == [50])
  }
}
