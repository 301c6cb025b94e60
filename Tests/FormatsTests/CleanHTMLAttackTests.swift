// SPDX-License-Identifier: EUPL-1.2
import Formats
import Kernel
import Testing

@Suite("Attacks through HTML")
struct CleanHTMLAttackTests {
  static let vectors = [
    "<script>alert(1)</script>", "<SCRIPT SRC=https://x.example/a.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/x>alert(1)</script/x>", "<script\n>alert(1)</script\t>", "<script>alert(1)",
    "<<script>alert(1)//<</script>",
    "<script><!--<script></script>--></script><b>x", "<img src=x onerror=alert(1)>",
    "<img src=\"x\"onerror=\"alert(1)\">",
    "<IMG \"\"\"><SCRIPT>alert(1)</SCRIPT>\">", "<img src=x:alert(alt) onerror=eval(src) alt=0>",
    "<img alt='<script>alert(1)</script>'>",
    "<img alt=\"&lt;img src=x onerror=alert(1)&gt;\">", "<body onload=alert(1)>x", "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>x",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<svg><foreignObject><p><script>alert(1)</script></p></foreignObject></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<math><mi><style><img src=x onerror=alert(1)></style></mi></math>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<math></br><style><![CDATA[</style><img src onerror=alert(1)>]]></style></math>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<template><script>alert(1)</script></template>",
    "<template><p><template><img src=x onerror=alert(1)></template></template>x",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>", "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\"></xmp>",
    "<iframe src=javascript:alert(1)></iframe>", "<iframe srcdoc=\"<script>alert(1)</script>\">",
    "<noembed><p></noembed><img src=x onerror=alert(1)>",
    "<plaintext><script>alert(1)</script>", "<object data=\"data:text/html,<script>alert(1)</script>\"></object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x></applet>", "<a href=javascript:alert(1)>x</a>", "<a href=\"java&#x0A;script:alert(1)\">x</a>",
    "<a href=\"&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)\">x</a>",
    "<a href=\"&#0000106avascript&colon;alert(1)\">x</a>",
    "<a href=\"javascript&Tab;:alert(1)\">x</a>", "<a href=\"java&NewLine;script:alert(1)\">x</a>",
    "<a href=\" &#14; javascript:alert(1)\">x</a>",
    "<a href=\"jav\u{0}ascript:alert(1)\">x</a>", "<a href=\"\u{1}javascript:alert(1)\">x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href=\"vbscript:msgbox(1)\">x</a>", "<a href=x onclick=alert(1) onmouseover='alert(1)'>x</a>",
    "<a href=\"https://x.example\" onfocus=alert(1) autofocus>x</a>",
    "<a href=\"/x\" href=\"javascript:alert(1)\">x</a>", "<a/href=\"javascript:alert(1)\">x</a>",
    "<a\u{0C}href=javascript:alert(1)>x", "<a href=\"https://x.example/&quot;onclick=alert(1)\">x</a>",
    "<a href=`javascript:alert(1)`>x</a>", "<a href=\"//x.example\\@y\">x</a>",
    "<p style=\"background:url(javascript:alert(1))\">x</p>",
    "<p style=width:expression(alert(1))>x</p>", "<style>@import 'https://x.example';</style>x",
    "<STYLE>body{}</STYLE x>y", "<link rel=stylesheet href=javascript:alert(1)>",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">", "<base href=\"javascript:alert(1)//\">x",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<button formaction=javascript:alert(1)>x</button>", "<input onfocus=alert(1) autofocus>",
    "<select onfocus=alert(1) autofocus><option>x</select>",
    "<video><source onerror=alert(1)></video>", "<audio src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<marquee onstart=alert(1)>x</marquee>", "<table background=javascript:alert(1)><td>x",
    "<table><td><script>alert(1)</script>x", "<div id=x><form><input name=parentNode></form></div>",
    "<!--><script>alert(1)</script>-->", "<!-- --!><img src=x onerror=alert(1)> -->",
    "<!-->--><script>alert(1)</script>", "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>", "<![><img src=x onerror=alert(1)>",
    "<?xml version=\"1.0\"?><script>alert(1)</script>", "<!ENTITY x \"<script>alert(1)</script>\">&x;",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;lt;script&amp;gt;", "%3Cscript%3Ealert(1)%3C/script%3E",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "\u{FF1C}script\u{FF1E}alert(1)",
    "<b <script>alert(1)</script>>x", "<p lang='\"><script>alert(1)</script>'>x", "<p dir=\"rtl onclick=alert(1)\">x",
    "<span lang=\"de&quot; onclick=&quot;alert(1)\">x</span>",
    "<th scope='row\" onclick=alert(1)'>x", "<a href=\"tel:1&quot; onclick=&quot;alert(1)\">x</a>",
    "<a href=\"mailto:a@b?subject=&quot;&gt;&lt;script&gt;alert(1)\">x</a>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<p><svg><p><style><!--</style>--><img src=x onerror=alert(1)>",
    "<abbr title='--><img src=x onerror=alert(1)>'>x</abbr>", "<x onclick=alert(1)>x</x>",
    "<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(1)</x:script>",
    "<img\u{0} src=x onerror=alert(1)>", "<\u{0}script>alert(1)</script>", "</script><img src=x onerror=alert(1)>",
    "<p>x</p><", "<p x=\"", "<p x='y", "<a href=", "&#", "&#x", "&", "<!", "<!-", "</", "</ p>x",
  ]

  @Test("Nothing of an attack is left that a browser would run", arguments: vectors)
  func harmless(_ vector: String) throws {
    for source in [
      vector, "<p>vor \(vector) nach</p>", "<table><tr><td>\(vector)</td></tr></table>", "<ul><li>\(vector)</ul>",
      "<svg><b>\(vector)",
    ] {
      let clean = try CleanHTML(cleaning: source)
      #expect(HTMLVerifier.complaints(clean.text).isEmpty, "\(source) → \(clean.text)")
      #expect(try CleanHTML(cleaning: clean.text) == clean, "\(source)")
    }
  }

  @Test("The corpus is large enough to mean something")
  func corpus() { #expect(CleanHTMLAttackTests.vectors.count >= 100) }

  @Test("The verifier itself finds what must not be there")
  func verifierBites() {
    for bad in [
      "x", "<script>x</script>", "<p onclick=\"x\">x</p>", "<p>x", "<a href=\"javascript:x\">x</a>", "<p>a > b</p>",
      "<p><p>x</p></p>", "<h3>x</h3>",
      "<ul>x</ul>", "<td>x</td>", "<p style=\"x\">x</p>", "<a href=\"//x\">x</a>", "<p>\u{1}</p>",
    ] {
      #expect(!HTMLVerifier.complaints(bad).isEmpty, "\(bad)")
    }
    #expect(HTMLVerifier.complaints("<h2>x</h2>\n<p lang=\"de\">a <a href=\"/x?a=1&amp;b\">b</a><br>c</p>").isEmpty)
  }

  @Test("Random soup of tags becomes valid HTML that stays as it is", arguments: 0..<300)
  func soup(_ seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let parts = [
      "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<a href=/x>", "<a href='https://y.example'>", "</a>", "<ul>",
      "</ul>", "<ol>", "<li>", "</li>", "<table>",
      "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "<thead>", "<tbody>", "<caption>", "</caption>", "<h1>",
      "</h1>", "<h3>", "</h3>", "<h5>", "<dl>", "<dt>", "<dd>",
      "</dl>", "<blockquote>", "</blockquote>", "<div lang=en>", "</div>", "<span dir=rtl>", "</span>", "<p lang=ar>",
      "<br>", "<hr>", "<svg>", "</svg>", "<script>",
      "</script>", "<!--", "-->", "x", "y z", " ", "\n", "&nbsp;", "&lt;", "&amp;", "ä", "<abbr>", "</abbr>", "<pre>",
      "</pre>", "<img alt=q>", "]]>", "<![CDATA[", "\u{200B}",
    ]
    let source = (0..<Int.random(in: 1...60, using: &numbers)).map { _ in parts.randomElement(using: &numbers) ?? "" }
      .joined()
    let clean = try CleanHTML(cleaning: source)
    #expect(HTMLVerifier.complaints(clean.text).isEmpty, "\(source) → \(clean.text)")
    #expect(try CleanHTML(cleaning: clean.text) == clean, "\(source) → \(clean.text)")
  }

  @Test("Random bytes do no harm", arguments: 0..<100)
  func randomBytes(_ seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed) &+ 77)
    let alphabet = Array("<>/=\"'&;#!-[]? apbtdliulscrxsvg\n\t".utf8) + [0, 0x80, 0xC3, 0xA4, 0xFF]
    let bytes = (0..<300).map { _ in alphabet.randomElement(using: &numbers) ?? 0 }
    let clean = try CleanHTML(cleaning: String(decoding: bytes, as: UTF8.self))
    #expect(HTMLVerifier.complaints(clean.text).isEmpty)
    #expect(try CleanHTML(cleaning: clean.text) == clean)
  }
}
