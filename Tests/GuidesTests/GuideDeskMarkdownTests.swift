// SPDX-License-Identifier: EUPL-1.2
import Formats
import Testing

@Suite("Markdown and readability of guide texts")
struct GuideDeskMarkdownTests {
  @Test(
    "What Markdown can say comes back as the very same HTML",
    arguments: [
      "<h2>Titel</h2>\n<p>Ein <strong>fetter</strong> und <em>kursiver</em> und <strong><em>beides</em></strong> Text.</p>",
      "<p><a href=\"https://example.org/a(b)\" rel=\"noopener\">Link <strong>fett</strong></a>, <a href=\"/wegweiser/seite/1\">hier</a></p>",
      "<ul><li>eins</li><li>zwei<ol><li>innen</li><li>noch</li></ol></li></ul>",
      "<ul><li><p>a</p><p>b</p></li><li>c</li></ul>",
      "<p>1. kein Punkt<br># keine Überschrift<br>- kein Strich<br>&gt; kein Zitat</p>",
      "<blockquote><p>Zitat</p><p>zwei</p></blockquote>\n<hr>\n<p>* [x] _y_ `z` \\ &lt;b&gt; &amp;amp;</p>",
      "<p>--- drei</p>\n<p>***</p>\n<p><a href=\"mailto:a@example.org\">a@example.org</a></p>",
    ])
  func roundTrip(html: String) throws {
    let clean = try CleanHTML(cleaning: html)
    #expect(clean.text == html, "the sample is clean itself")
    let markdown = try #require(Markdown.text(of: clean))
    #expect(try Markdown.html(markdown) == clean)
  }

  @Test(
    "What Markdown cannot say is edited as HTML",
    arguments: [
      "<table><tbody><tr><td>x</td></tr></tbody></table>", "<p><span lang=\"ar\">x</span> y</p>",
      "<dl><dt>a</dt><dd>b</dd></dl>", "<ul><li>a</li></ul>\n<ul><li>b</li></ul>",
    ])
  func other(html: String) throws {
    #expect(Markdown.text(of: try CleanHTML(cleaning: html)) == nil)
  }

  @Test("Markup and dangerous links in Markdown are plain text")
  func hostile() throws {
    let html = try Markdown.html(
      "<script>alert(1)</script> [a](javascript:alert(1)) [b](JaVaScript:x) [c](data:text/html,x) [d](/ok\" onclick=x)"
    ).text
    #expect(!html.contains("<script") && !html.contains("<a "))
    #expect(html.contains("&lt;script&gt;"))
  }

  @Test(
    "Hostile lengths take no long time",
    arguments: ["[", "[](", "*", "> ", "- ", "***a***", "- a\n\n", "[a](b", "\\"])
  func lengths(piece: String) throws {
    let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
    let clock = ContinuousClock()
    let took = try clock.measure { _ = try Markdown.html(text) }
    #expect(took < .seconds(5))
    _ = try Markdown.html("- a\n" + String(repeating: "\n", count: 100_000) + "  b")
  }

  @Test("The worked numbers of the page on readability")
  func readability() {
    let text = Readability(
      "Das Kind geht in die Schule. Die Eltern melden das Kind im Rathaus an. "
        + "Bitte bringen Sie den Ausweis mit und die Geburtsurkunde.")
    #expect(text.sentences == 3 && text.words == 23)
    #expect(text.longSyllableWords == 1 && text.longWords == 4 && text.shortWords == 15)
    #expect(abs(text.wiener - 1.3712) < 0.001 && abs(text.lix - 25.058) < 0.001)
    #expect(text.level == .easy && text.isMeaningful)
    let hard = Readability(
      "Die Inanspruchnahme integrationsspezifischer Beratungsangebote setzt eine Terminvereinbarung sowie die Vorlage "
        + "aufenthaltsrechtlicher Nachweise bei der zuständigen Ausländerbehörde voraus.")
    #expect(hard.level == .hard && hard.lix > 60)
    #expect(Readability("").wiener == 0 && !Readability("Hallo.").isMeaningful)
  }

  @Test("Abbreviations and numbers end no sentence, lines do")
  func sentences() {
    #expect(Readability("Am 3. Mai z. B. um 9.30 Uhr bei Dr. Muster.").sentences == 1)
    #expect(Readability("Überschrift\nEin Satz! Noch einer?").sentences == 3)
  }
}
