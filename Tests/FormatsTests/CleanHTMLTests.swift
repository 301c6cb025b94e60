// SPDX-License-Identifier: EUPL-1.2
import Formats
import Kernel
import Testing

@Suite("Cleaning HTML")
struct CleanHTMLTests {
  static let cases: [(String, String)] = [
    ("", ""), ("   \n ", ""), ("text", "<p>text</p>"), ("a & b < c > d", "<p>a &amp; b &lt; c &gt; d</p>"),
    ("<p>a</p><p>b", "<p>a</p>\n<p>b</p>"), ("<p>a<p>b", "<p>a</p>\n<p>b</p>"),
    ("<p> </p><p>&nbsp;</p><div></div><p>x</p>", "<p>x</p>"),
    ("<div>a <b>b</b> <i>c</i></div>", "<p>a <strong>b</strong> <em>c</em></p>"),
    ("<div><div>a</div>b<section>c</section></div>", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
    ("<p style=\"x\" onclick=y class=z id=q>a</p>", "<p>a</p>"),
    ("<b><p>a</p><p>b</p></b>c", "<p><strong>a</strong></p>\n<p><strong>b</strong></p>\n<p>c</p>"),
    ("<p>a<b>b<i>c</b>d</i>e</p>", "<p>a<strong>b<em>c</em></strong><em>d</em>e</p>"),
    ("<b>a<p>b</b>c</p>", "<p><strong>a</strong></p>\n<p><strong>b</strong>c</p>"),
    ("<strong></strong><em> </em>a<b> b </b>c", "<p>a <strong>b</strong> c</p>"),
    ("a<br>b<br/>c</br>d", "<p>a<br>b<br>c<br>d</p>"),
    ("<p><br>a<br><br>b<br></p>", "<p>a</p>\n<p>b</p>"),
    ("<h1>a</h1><h2>b</h2><h3>c</h3>", "<h2>a</h2>\n<h3>b</h3>\n<h4>c</h4>"),
    (
      "<h3>a</h3><h3>b</h3><h6>c</h6><h4>d</h4><h2>e</h2>", "<h2>a</h2>\n<h2>b</h2>\n<h3>c</h3>\n<h3>d</h3>\n<h2>e</h2>"
    ),
    ("<h2>a<br>b</h2>", "<h2>a b</h2>"), ("<h2><p>a</p></h2>", "<h2>a</h2>"),
    ("<h2>a<ul><li>b</ul>", "<h2>a</h2>\n<ul><li>b</li></ul>"),
    ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
    ("<ol><li>a<ul><li>b</ul></ol>", "<ol><li>a<ul><li>b</li></ul></li></ol>"),
    ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    ("<ul>x<p>y</p></ul>", "<ul><li><p>x</p><p>y</p></li></ul>"),
    ("<li>a</li> <li>b</li>c", "<ul><li>a</li><li>b</li></ul>\n<p>c</p>"),
    ("<ul><li><p>a</p></li><li></li></ul>", "<ul><li>a</li></ul>"),
    ("<ul><li><h3>a</h3>b</li></ul>", "<ul><li><p><strong>a</strong></p><p>b</p></li></ul>"),
    ("<blockquote>a<p>b</p></blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
    ("<hr><p>a</p><hr><hr><p>b</p><hr>", "<p>a</p>\n<hr>\n<p>b</p>"),
    ("<p>a<hr>b</p>", "<p>a</p>\n<hr>\n<p>b</p>"),
    ("<dl><dt>a<dd>b<dd>c</dl>", "<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>"),
    ("<dl><dd>b</dd></dl>", "<p>b</p>"), ("<dl><dt>a</dt></dl>", "<p><strong>a</strong></p>"),
    (
      "<table><tr><th>a<th>b<tr><td>c",
      "<table><tbody><tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr><tr><td>c</td><td></td></tr>"
        + "</tbody></table>"
    ),
    (
      "<table><caption>t</caption><thead><tr><th>a</th></tr></thead><tr><th>b</th></tr></table>",
      "<table><caption>t</caption><thead><tr><th scope=\"col\">a</th></tr></thead>"
        + "<tbody><tr><th scope=\"col\">b</th></tr></tbody></table>"
    ),
    (
      "<table><tr><th scope=ROW>a</th><td colspan=2><ul><li>x</ul></td></tr></table>",
      "<table><tbody><tr><th scope=\"row\">a</th><td><ul><li>x</li></ul></td></tr></tbody></table>"
    ),
    (
      "<table>stray<td>a</td><div>b</div></table>",
      "<p>stray</p>\n<p>b</p>\n<table><tbody><tr><td>a</td></tr></tbody></table>"
    ),
    (
      "<table><tr><td><table><tr><td>in</td></tr></table>out</td></tr></table>",
      "<table><tbody><tr><td><p>in</p><p>out</p></td></tr></tbody></table>"
    ),
    ("<table><tr><td> </td></tr></table>x", "<p>x</p>"), ("<td>a</td><tr>b", "<p>a</p>\n<p>b</p>"),
    ("a<img src=\"https://x.example/p.png\" alt=\"Plan\">b", "<p>a [Plan] b</p>"),
    ("a<img src=x>b<img alt=''>", "<p>ab</p>"),
    ("<p lang=en>hello</p>", "<p lang=\"en\">hello</p>"),
    ("<div lang=EN-us dir=RTL><p>a</p></div>", "<p lang=\"en-us\" dir=\"rtl\">a</p>"),
    ("<p>a <span lang=ar dir=rtl>b</span></p>", "<p>a <span lang=\"ar\" dir=\"rtl\">b</span></p>"),
    ("<p lang='\"x' dir=up>a</p>", "<p>a</p>"),
    ("<abbr title=x>KI</abbr>", "<p><abbr>KI</abbr></p>"),
    ("<!-- c -->a<!-->b<!---->c<!--x--!>d<!doctype html>e<?php f ?>g", "<p>abcdeg</p>"),
    ("<![CDATA[<p>a</p>]]>", "<p>a</p>\n<p>]]&gt;</p>"), ("a</p>b</div>c</foo>d", "<p>abcd</p>"),
    ("&uuml;&#252;&#xFC;&nbsp;&euro;&#128;&unknown;&amp;lt;", "<p>üüü\u{A0}€€&amp;unknown;&amp;lt;</p>"),
    ("a\u{0}b\u{7F}\u{FEFF}&#0;&#xD800;&#1;c", "<p>ab\u{FFFD}\u{FFFD}c</p>"), ("<pre>a\nb</pre>", "<p>a<br>b</p>"),
    ("< p>a <3 b</p", "<p>&lt; p&gt;a &lt;3 b</p>"),
    ("<font><u>a</u></font><label>b</label>", "<p>ab</p>"),
    ("<select><option>x</select><button>y</button>z<textarea><b>q</textarea>", "<p>z</p>"),
  ]

  @Test("Each source has its clean form, and cleaning that again changes nothing", arguments: cases)
  func cleans(_ source: String, _ expected: String) throws {
    let clean = try CleanHTML(cleaning: source)
    #expect(clean.text == expected)
    #expect(try CleanHTML(cleaning: clean.text).text == expected)
  }

  static let links: [(String, String?)] = [
    ("https://a.example/x?y=1&z", "https://a.example/x?y=1&z"), ("HTTP://a.example", "http://a.example"),
    ("//a.example/x", "https://a.example/x"),
    ("www.a.example", "https://www.a.example"), ("mailto:a@b.example?subject=x y", "mailto:a@b.example?subject=x%20y"),
    ("a@b.example", "mailto:a@b.example"),
    ("tel:+49 221 1", "tel:+492211"), ("/pfad", "/pfad"), ("#teil", "#teil"), ("?a=b:c", "?a=b:c"), ("../x", "../x"),
    ("angebote/1", "angebote/1"),
    (" https://a.example ", "https://a.example"), ("https://a.example/a b", "https://a.example/a%20b"),
    ("https://a.example/ä:ö", "https://a.example/ä:ö"),
    ("", nil), ("#", nil), ("javascript:alert(1)", nil), ("JaVaScRiPt:alert(1)", nil), ("java\nscript:alert(1)", nil),
    ("java\tscript:alert(1)", nil),
    ("\u{1}javascript:alert(1)", nil), ("data:text/html,x", nil), ("vbscript:x", nil), ("file:///etc/passwd", nil),
    ("blob:x", nil), ("about:blank", nil),
    ("ftp://a.example", nil), ("https:", nil), ("https://", nil), ("https:a.example", nil),
    ("https://user:pw@a.example", nil), ("https://a@b.example", nil),
    ("mailto:", nil), ("tel:abc", nil), ("https://a.example\\@b.example", nil), ("\\\\a.example", nil), ("x y:z", nil),
    ("javascript&colon;alert(1)", nil),
    ("https://a.example/\u{202E}x", nil), (":x", nil), ("https://:80/", nil), ("a\"b", nil), ("<x>", nil),
  ]

  @Test("Only addresses of known kinds are linked", arguments: links)
  func checksLinks(_ address: String, _ expected: String?) {
    #expect(SafeLink(address)?.address == expected)
  }

  @Test(
    "Links to other sites say noopener, refused ones leave their text, text without a link keeps its blanks outside")
  func writesLinks() throws {
    let html =
      "<a href='https://a.example/?a=1&amp;b=2' target=_blank>x </a>y "
      + "<a href='javascript:1'>z</a><a href=/p></a> <a href=/q>q</a>"
    #expect(
      try CleanHTML(cleaning: html).text
        == "<p><a href=\"https://a.example/?a=1&amp;b=2\" rel=\"noopener\">x</a> y z <a href=\"/q\">q</a></p>")
    #expect(
      try CleanHTML(cleaning: "<a href=/a>x<a href=/b>y</a>z").text
        == "<p><a href=\"/a\">x</a><a href=\"/b\">y</a>z</p>")
    #expect(
      try CleanHTML(cleaning: "<a href=/a><h2>x</h2><p>y<br>z</p></a>").text
        == "<h2><a href=\"/a\">x</a></h2>\n<p><a href=\"/a\">y<br>z</a></p>")
  }

  @Test("Addresses can be rewritten, taken away, and are checked afterwards")
  func rewrites() throws {
    let html = "<a href=old>a</a> <a href=gone>b</a> <a href=evil>c</a>"
    let clean = try CleanHTML(cleaning: html) { ["old": "/new", "evil": "javascript:1"][$0] }
    #expect(clean.text == "<p><a href=\"/new\">a</a> b c</p>")
  }

  @Test("Plain text has a line for each block and no markup")
  func plainText() throws {
    let html =
      "<h2>Ti&amp;tel</h2><p>a <b>b</b><br>c</p><ul><li>d<ul><li>e</ul></ul>"
      + "<table><tr><td>f<td>g</table><script>x</script>"
    #expect(try CleanHTML.plainText(of: html) == "Ti&tel\na b\nc\nd\ne\nf\ng")
    #expect(try CleanHTML.plainText(of: "a &lt;b&gt; &amp;amp;") == "a <b> &amp;")
    #expect(CleanHTML.empty.plainText.isEmpty)
  }

  @Test("An excerpt ends between words and within its limit")
  func excerpt() throws {
    let clean = try CleanHTML(cleaning: "<p>Guten Tag,</p><p>liebe Welt</p>")
    #expect(clean.excerpt(limit: 100) == "Guten Tag, liebe Welt")
    #expect(clean.excerpt(limit: 21) == "Guten Tag, liebe Welt")
    #expect(clean.excerpt(limit: 20) == "Guten Tag, liebe…")
    #expect(clean.excerpt(limit: 11) == "Guten Tag,…")
    #expect(clean.excerpt(limit: 4) == "Gut…")
  }
}
