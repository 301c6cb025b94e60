// SPDX-License-Identifier: EUPL-1.2

/// One page that the law or good manners demand, in one language; seeded into a new installation and then edited there.
package struct StatutoryText: Sendable {
  package let page: StatutoryPage
  /// BCP 47: de, en or ar.
  package let language: String
  package let title: String
  package let html: String
}

/// Who runs an installation; what it says appears in imprint, privacy notice and accessibility statement.
///
/// All values are trusted HTML-free text of the operator; `&`, `<` and `>` are escaped here.
package struct StatutoryOperator: Sendable {
  package let name: String
  package let address: String
  package let phone: String
  package let mail: String
  /// "1. März 2026": the day the accessibility statement was made, in words.
  package let statementDay: String

  package init(name: String, address: String, phone: String, mail: String, statementDay: String) {
    self.name = Self.escaped(name)
    self.address = Self.escaped(address)
    self.phone = Self.escaped(phone)
    self.mail = Self.escaped(mail)
    self.statementDay = Self.escaped(statementDay)
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
  }
}

/// The texts every installation starts with.
package enum StatutoryTexts {
  package static func all(for body: StatutoryOperator) -> [StatutoryText] {
    german(body) + english(body) + arabic(body)
  }

  private static func german(_ body: StatutoryOperator) -> [StatutoryText] {
    [
      StatutoryText(page: .imprint, language: "de", title: "Impressum", html: imprintGerman(body)),
      StatutoryText(page: .privacy, language: "de", title: "Datenschutz", html: privacyGerman(body)),
      StatutoryText(
        page: .accessibility, language: "de", title: "Erklärung zur Barrierefreiheit", html: accessGerman(body)),
      StatutoryText(page: .plainLanguage, language: "de", title: "Leichte Sprache", html: plainGerman),
      StatutoryText(page: .about, language: "de", title: "Über Verbund", html: aboutGerman),
    ]
  }

  private static func english(_ body: StatutoryOperator) -> [StatutoryText] {
    [
      StatutoryText(page: .imprint, language: "en", title: "Imprint", html: imprintEnglish(body)),
      StatutoryText(page: .privacy, language: "en", title: "Privacy", html: privacyEnglish(body)),
      StatutoryText(
        page: .accessibility, language: "en", title: "Accessibility statement", html: accessEnglish(body)),
      StatutoryText(page: .plainLanguage, language: "en", title: "Plain language", html: plainEnglish),
      StatutoryText(page: .about, language: "en", title: "About Verbund", html: aboutEnglish),
    ]
  }

  private static func arabic(_ body: StatutoryOperator) -> [StatutoryText] {
    [
      StatutoryText(page: .imprint, language: "ar", title: "بيانات الناشر", html: imprintArabic(body)),
      StatutoryText(page: .privacy, language: "ar", title: "حماية البيانات", html: privacyArabic(body)),
      StatutoryText(page: .accessibility, language: "ar", title: "بيان سهولة الوصول", html: accessArabic(body)),
      StatutoryText(page: .plainLanguage, language: "ar", title: "لغة بسيطة", html: plainArabic),
      StatutoryText(page: .about, language: "ar", title: "عن Verbund", html: aboutArabic),
    ]
  }

  // MARK: - Imprint

  private static func imprintGerman(_ body: StatutoryOperator) -> String {
    """
    <h2>Anbieter</h2>
    <p>\(body.name)<br>\(body.address)</p>
    <p>Telefon: \(body.phone)<br>E-Mail: \(body.mail)</p>
    <h2>Verantwortung für die Inhalte</h2>
    <p>Für die Seiten eines Kommunalen Integrationszentrums und für die dort veröffentlichten Angebote ist die jeweilige Stadt
    oder der jeweilige Kreis verantwortlich. Die Kontaktdaten stehen auf der Startseite des Zentrums. Landesweite Seiten
    verantwortet der oben genannte Anbieter.</p>
    <p>Angaben zu Angeboten stammen von den anbietenden Organisationen. Auf jeder Seite steht, wann sie zuletzt geprüft wurden.
    Fehler können Sie dort mit einem Formular melden.</p>
    <h2>Verweise auf andere Websites</h2>
    <p>Wir verweisen auf Seiten anderer Stellen. Für deren Inhalte sind diese Stellen selbst verantwortlich.</p>
    <h2>Software</h2>
    <p>Dieses Portal läuft mit der freien Software „Verbund“ (Lizenz EUPL 1.2).</p>
    """
  }

  private static func imprintEnglish(_ body: StatutoryOperator) -> String {
    """
    <h2>Provider</h2>
    <p>\(body.name)<br>\(body.address)</p>
    <p>Phone: \(body.phone)<br>E-mail: \(body.mail)</p>
    <h2>Responsibility for content</h2>
    <p>The city or district concerned is responsible for the pages of its Municipal Integration Centre and for the offers
    published there. The provider named above is responsible for statewide pages. Every offer shows when it was last checked; you
    can report mistakes with a form.</p>
    <h2>Software</h2>
    <p>This portal runs on the free software “Verbund” (licence EUPL 1.2).</p>
    """
  }

  private static func imprintArabic(_ body: StatutoryOperator) -> String {
    """
    <h2>الجهة الناشرة</h2>
    <p>\(body.name)<br>\(body.address)</p>
    <p>الهاتف: \(body.phone)<br>البريد الإلكتروني: \(body.mail)</p>
    <h2>المسؤولية عن المحتوى</h2>
    <p>المدينة أو الدائرة المعنية مسؤولة عن صفحات مركز الاندماج البلدي التابع لها وعن العروض المنشورة فيها. أما الصفحات العامة
    للولاية فتتحمل مسؤوليتها الجهة المذكورة أعلاه. يظهر مع كل عرض تاريخ آخر مراجعة، ويمكنكم الإبلاغ عن الأخطاء عبر استمارة.</p>
    <h2>البرنامج</h2>
    <p>تعمل هذه البوابة ببرنامج Verbund الحر (رخصة EUPL 1.2).</p>
    """
  }

  // MARK: - Privacy

  private static func privacyGerman(_ body: StatutoryOperator) -> String {
    """
    <p>Sie können dieses Portal nutzen, ohne Ihren Namen zu nennen und ohne sich anzumelden. Wir verfolgen nicht, was Sie lesen oder
    suchen. Es gibt keine Werbung und keine Dienste anderer Anbieter auf unseren Seiten.</p>
    <h2>Verantwortliche Stelle</h2>
    <p>\(body.name), \(body.address), E-Mail: \(body.mail). Für die Inhalte eines Kommunalen Integrationszentrums ist die jeweilige Stadt
    oder der jeweilige Kreis verantwortlich.</p>
    <h2>Aufruf der Seiten</h2>
    <p>Um eine Seite auszuliefern, verarbeitet der Server Ihre IP-Adresse und die Anfrage Ihres Browsers. Wir bilden daraus keine Profile.
    Rechtsgrundlage ist Artikel 6 Absatz 1 Buchstabe e DSGVO in Verbindung mit § 3 DSG NRW.</p>
    <h2>Cookies</h2>
    <ul>
      <li><strong>Sprache:</strong> merkt sich die Sprache, die Sie gewählt haben.</li>
      <li><strong>Merkliste:</strong> merkt sich die Angebote, die Sie vorgemerkt haben, nur in Ihrem Browser. Sie können sie jederzeit
      leeren.</li>
      <li><strong>Formulare:</strong> schützt Formulare vor Missbrauch, solange Sie die Seite benutzen.</li>
    </ul>
    <p>Diese Cookies sind für Funktionen nötig, die Sie selbst aufrufen (§ 25 Absatz 2 TDDDG). Eine Einwilligung ist dafür nicht
    erforderlich.</p>
    <h2>Rückmeldungen und Korrekturen</h2>
    <p><strong>Zweck:</strong> Wir bearbeiten Ihren Hinweis und antworten, wenn Sie das wünschen. <strong>Daten:</strong> Ihr Text, die
    betroffene Seite und, freiwillig, Ihr Name und Ihre E-Mail-Adresse. <strong>Rechtsgrundlage:</strong> Artikel 6 Absatz 1 Buchstabe e DSGVO in
    Verbindung mit § 3 DSG NRW. <strong>Speicherdauer:</strong> 180 Tage nach Abschluss, danach werden Text, Name und Adresse gelöscht.
    <strong>Empfänger:</strong> die Redaktion des zuständigen Zentrums. Schreiben Sie bitte nichts Vertrauliches in das Formular.</p>
    <h2>Ihre Rechte</h2>
    <p>Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung der Verarbeitung und Widerspruch. Sie können sich bei der
    Landesbeauftragten für Datenschutz und Informationsfreiheit Nordrhein-Westfalen beschweren:
    <a href="https://www.ldi.nrw.de">www.ldi.nrw.de</a>.</p>
    """
  }

  private static func privacyEnglish(_ body: StatutoryOperator) -> String {
    """
    <p>You can use this portal without giving your name and without signing in. We do not track what you read or search for. There is no
    advertising, and no services of other providers are part of our pages.</p>
    <h2>Controller</h2>
    <p>\(body.name), \(body.address), e-mail: \(body.mail).</p>
    <h2>Visiting the pages</h2>
    <p>To deliver a page the server processes your IP address and the request of your browser. We do not build profiles. The legal basis is
    Article 6(1)(e) GDPR together with § 3 DSG NRW.</p>
    <h2>Cookies</h2>
    <ul>
      <li><strong>Language:</strong> remembers the language you have chosen.</li>
      <li><strong>Bookmarks:</strong> remembers offers you have marked, in your browser only.</li>
      <li><strong>Forms:</strong> protects forms against misuse while you use the page.</li>
    </ul>
    <h2>Feedback and corrections</h2>
    <p><strong>Purpose:</strong> we handle your message and answer if you wish. <strong>Data:</strong> your text, the page concerned and,
    if you like, your name and e-mail address. <strong>Legal basis:</strong> Article 6(1)(e) GDPR together with § 3 DSG NRW.
    <strong>Retention:</strong> 180 days after the matter is closed; then text, name and address are erased. Please do not write anything confidential.</p>
    <h2>Your rights</h2>
    <p>You have the right of access, rectification, erasure, restriction and objection, and you can complain to the State Commissioner for Data
    Protection: <a href="https://www.ldi.nrw.de">www.ldi.nrw.de</a>.</p>
    """
  }

  private static func privacyArabic(_ body: StatutoryOperator) -> String {
    """
    <p>يمكنكم استخدام هذه البوابة دون ذكر اسمكم ودون تسجيل دخول. لا نتتبع ما تقرؤونه أو تبحثون عنه، ولا توجد إعلانات ولا خدمات لجهات أخرى.</p>
    <h2>الجهة المسؤولة</h2>
    <p>\(body.name), \(body.address), \(body.mail)</p>
    <h2>زيارة الصفحات</h2>
    <p>لعرض الصفحة يعالج الخادم عنوان IP وطلب المتصفح، ولا ننشئ ملفات شخصية. الأساس القانوني هو المادة 6 الفقرة 1 الحرف e من اللائحة العامة
    لحماية البيانات مع المادة 3 من قانون حماية البيانات في الولاية.</p>
    <h2>ملفات الارتباط</h2>
    <ul>
      <li><strong>اللغة:</strong> تحفظ اللغة التي اخترتموها.</li>
      <li><strong>المفضلة:</strong> تحفظ العروض التي اخترتموها في متصفحكم فقط.</li>
      <li><strong>الاستمارات:</strong> تحمي الاستمارات من سوء الاستخدام.</li>
    </ul>
    <h2>الملاحظات والتصحيحات</h2>
    <p><strong>الغرض:</strong> معالجة رسالتكم والرد إذا رغبتم. <strong>البيانات:</strong> النص والصفحة المعنية واسمكم وبريدكم الإلكتروني اختيارياً.
    <strong>مدة الحفظ:</strong> 180 يوماً بعد إنهاء الموضوع، ثم يُحذف النص والاسم والعنوان. يرجى عدم كتابة معلومات سرية.</p>
    <h2>حقوقكم</h2>
    <p>لكم حق الاطلاع والتصحيح والحذف والتقييد والاعتراض، ويمكنكم تقديم شكوى إلى مفوضة حماية البيانات في الولاية:
    <a href="https://www.ldi.nrw.de">www.ldi.nrw.de</a>.</p>
    """
  }

  // MARK: - Accessibility

  private static func accessGerman(_ body: StatutoryOperator) -> String {
    """
    <p>\(body.name) ist bemüht, dieses Portal im Einklang mit dem Behindertengleichstellungsgesetz Nordrhein-Westfalen (BGG NRW) und der
    Barrierefreie-Informationstechnik-Verordnung Nordrhein-Westfalen (BITVNRW) barrierefrei zugänglich zu machen. Die Richtlinie (EU) 2016/2102
    des Europäischen Parlaments und des Rates ist damit umgesetzt.</p>
    <h2>Stand der Vereinbarkeit mit den Anforderungen</h2>
    <p>Das Portal ist mit den Anforderungen der BITVNRW <strong>überwiegend vereinbar</strong>. Grundlage ist eine Selbstbewertung nach den
    Web Content Accessibility Guidelines 2.1 (Stufe AA) und EN 301 549 mit automatischen Prüfungen und Bedienung allein mit der Tastatur.</p>
    <h2>Nicht barrierefreie Inhalte</h2>
    <ul>
      <li>Videos in Deutscher Gebärdensprache liegen noch nicht vor.</li>
      <li>Nicht alle Angebote und Seiten sind in alle Sprachen übersetzt. Fehlt eine Übersetzung, steht dort der deutsche Text mit einem
      Hinweis.</li>
      <li>Texte und Dokumente, die Organisationen selbst einstellen, können im Einzelfall nicht barrierefrei sein.</li>
    </ul>
    <h2>Erstellung dieser Erklärung</h2>
    <p>Diese Erklärung wurde am \(body.statementDay) erstellt. Sie wird mindestens einmal im Jahr überprüft.</p>
    <h2>Barrieren melden: Kontakt und Rückmeldung</h2>
    <p>Sie sind auf eine Barriere gestoßen oder brauchen einen Inhalt in anderer Form? Nutzen Sie bitte das <strong>Formular „Barriere
    melden“</strong> auf dieser Seite, schreiben Sie an \(body.mail) oder rufen Sie an: \(body.phone). Wir antworten in der Regel innerhalb
    von drei Wochen.</p>
    <h2>Ombudsstelle</h2>
    <p>Wenn Sie keine zufriedenstellende Antwort bekommen, können Sie sich an die Ombudsstelle für barrierefreie Informationstechnik des Landes
    Nordrhein-Westfalen wenden. Sie vermittelt kostenlos zwischen Menschen mit Behinderungen und öffentlichen Stellen. Die Ombudsstelle
    erreichen Sie über das Ministerium für Arbeit, Gesundheit und Soziales: <a href="https://www.mags.nrw">www.mags.nrw</a>.</p>
    """
  }

  private static func accessEnglish(_ body: StatutoryOperator) -> String {
    """
    <p>\(body.name) endeavours to make this portal accessible in accordance with the disability equality act of North Rhine-Westphalia (BGG NRW)
    and the ordinance on accessible information technology (BITVNRW), which implement Directive (EU) 2016/2102.</p>
    <h2>Compliance status</h2>
    <p>The portal is <strong>largely compliant</strong>, on the basis of a self-assessment against WCAG 2.1 level AA and EN 301 549.</p>
    <h2>Content that is not accessible</h2>
    <ul>
      <li>Videos in German Sign Language are not available yet.</li>
      <li>Not all offers and pages are translated. Where a translation is missing, the German text is shown with a note.</li>
      <li>Texts that organisations publish themselves may not be accessible in individual cases.</li>
    </ul>
    <h2>Feedback</h2>
    <p>This statement was made on \(body.statementDay). Please report barriers with the <strong>form on this page</strong>, by e-mail to
    \(body.mail) or by phone: \(body.phone).</p>
    <h2>Ombuds office</h2>
    <p>If you do not receive a satisfactory answer, you can turn to the ombuds office for accessible information technology at the Ministry of
    Labour, Health and Social Affairs: <a href="https://www.mags.nrw">www.mags.nrw</a>.</p>
    """
  }

  private static func accessArabic(_ body: StatutoryOperator) -> String {
    """
    <p>تسعى الجهة \(body.name) إلى إتاحة هذه البوابة للجميع دون عوائق وفق قانون المساواة لذوي الإعاقة في الولاية (BGG NRW) ولائحة BITVNRW.</p>
    <h2>مدى الالتزام</h2>
    <p>البوابة <strong>متوافقة في معظمها</strong> مع المتطلبات على أساس تقييم ذاتي وفق WCAG 2.1 المستوى AA.</p>
    <h2>محتوى لا يزال غير متاح</h2>
    <ul>
      <li>لا تتوفر بعد مقاطع بلغة الإشارة الألمانية.</li>
      <li>لم تُترجم جميع العروض والصفحات، ويظهر النص الألماني مع ملاحظة عند غياب الترجمة.</li>
    </ul>
    <h2>الإبلاغ عن العوائق</h2>
    <p>أُعدّ هذا البيان في \(body.statementDay). يمكنكم الإبلاغ عبر <strong>الاستمارة في هذه الصفحة</strong> أو عبر البريد \(body.mail) أو
    الهاتف \(body.phone).</p>
    <h2>جهة التحكيم</h2>
    <p>إذا لم تتلقوا جواباً مرضياً فيمكنكم التوجه إلى جهة التحكيم لدى وزارة العمل والصحة والشؤون الاجتماعية:
    <a href="https://www.mags.nrw">www.mags.nrw</a>.</p>
    """
  }

  // MARK: - Plain language

  private static let plainGerman = """
    <h2>Was ist Verbund?</h2>
    <p>Verbund ist eine Internet-Seite.<br>Auf der Seite finden Sie Hilfe und Angebote.<br>Zum Beispiel:</p>
    <ul>
      <li>Deutsch-Kurse</li>
      <li>Beratung</li>
      <li>Gruppen für Eltern und Kinder</li>
      <li>Sport und Treffen</li>
    </ul>
    <p>Alle Angebote sind in Nordrhein-Westfalen.<br>Das kurze Wort dafür ist: NRW.</p>
    <h2>Wer macht die Seite?</h2>
    <p>In NRW gibt es 54 Kommunale Integrations-Zentren.<br>Das kurze Wort ist: KI.<br>Ein KI hilft Kitas, Schulen, Ämtern und Vereinen.<br>
    So können alle Menschen gut zusammen leben.</p>
    <h2>So suchen Sie</h2>
    <ol>
      <li>Gehen Sie auf die Start-Seite.</li>
      <li>Schreiben Sie ein Wort in das Feld. Zum Beispiel: Sprachkurs.</li>
      <li>Drücken Sie auf: Suchen.</li>
      <li>Wählen Sie Ihren Ort oder Ihre Sprache aus.</li>
      <li>Drücken Sie auf ein Angebot. Dann sehen Sie Ort, Zeit und Telefon-Nummer.</li>
    </ol>
    <p>Sie haben ein Wort falsch geschrieben?<br>Das ist nicht schlimm.<br>Die Suche schlägt Ihnen das richtige Wort vor.</p>
    <h2>Angebote merken</h2>
    <p>Sie können ein Angebot merken.<br>Drücken Sie dazu auf: Merken.<br>Sie brauchen keinen Namen und kein Pass-Wort.</p>
    <h2>Sprachen</h2>
    <p>Oben auf der Seite können Sie die Sprache ändern.<br>Manche Texte gibt es nur auf Deutsch.<br>Das steht dann dabei.</p>
    <h2>Sie haben einen Fehler gefunden?</h2>
    <p>Bitte sagen Sie es uns.<br>Auf jeder Angebots-Seite ist ein Formular.<br>Sie können auch Barrieren melden.<br>
    Eine Barriere ist etwas, das Sie stört oder hindert.<br>Zum Beispiel: Die Schrift ist zu klein.</p>
    """

  private static let plainEnglish = """
    <h2>What is Verbund?</h2>
    <p>Verbund is a website.<br>You can find help and offers here: German courses, advice, groups for parents and children, sport.</p>
    <p>All offers are in North Rhine-Westphalia.</p>
    <h2>How to search</h2>
    <ol>
      <li>Go to the start page.</li>
      <li>Write a word into the box.</li>
      <li>Press the search button.</li>
      <li>Choose your place or your language.</li>
      <li>Press on an offer. You see place, time and phone number.</li>
    </ol>
    <h2>Mark offers</h2>
    <p>You can mark an offer. You do not need a name or a password.</p>
    <h2>Did you find a mistake?</h2>
    <p>Please tell us. There is a form on every offer page.</p>
    """

  private static let plainArabic = """
    <h2>ما هو Verbund؟</h2>
    <p>هو موقع على الإنترنت.<br>تجدون فيه مساعدة وعروضاً: دورات لغة، استشارة، مجموعات للأهل والأطفال، رياضة.</p>
    <p>جميع العروض في ولاية شمال الراين وستفاليا.</p>
    <h2>كيف تبحثون؟</h2>
    <ol>
      <li>اذهبوا إلى الصفحة الرئيسية.</li>
      <li>اكتبوا كلمة في الخانة.</li>
      <li>اضغطوا على زر البحث.</li>
      <li>اختاروا المكان أو اللغة.</li>
      <li>اضغطوا على عرض لتروا المكان والوقت والهاتف.</li>
    </ol>
    <h2>هل وجدتم خطأ؟</h2>
    <p>أخبرونا من فضلكم. في كل صفحة عرض استمارة.</p>
    """

  // MARK: - About

  private static let aboutGerman = """
    <p>Die 54 Kommunalen Integrationszentren in Nordrhein-Westfalen bilden einen landesweiten Verbund. Sie beraten Kitas, Schulen,
    Verwaltungen, Vereine und Migrantenselbstorganisationen, qualifizieren Fachkräfte und Ehrenamtliche und bringen alle zusammen, die
    Integration vor Ort gestalten.</p>
    <h2>Zwei Strategien</h2>
    <ul>
      <li><strong>Integration durch Bildung:</strong> gute Bildung für alle Kinder und Jugendlichen, von der Geburt bis in den Beruf.</li>
      <li><strong>Integration als Querschnittsaufgabe:</strong> Teilhabe in Arbeit, Gesundheit, Sport, Kultur, Wohnen und Politik.</li>
    </ul>
    <p>Grundlage ist das Teilhabe- und Integrationsgesetz des Landes. Welche Schwerpunkte ein Zentrum setzt, entscheiden Städte und Kreise
    selbst.</p>
    <h2>Dieses Portal</h2>
    <p>Hier veröffentlichen die Zentren und ihre Partner Angebote und Informationen, in mehreren Sprachen und mit dem Datum der letzten Prüfung.
    So wird sichtbar, was es gibt und was fehlt. Über das Rückmeldeformular helfen Sie mit, dass die Angaben stimmen.</p>
    """

  private static let aboutEnglish = """
    <p>The 54 Municipal Integration Centres in North Rhine-Westphalia form a statewide association. They advise day-care centres, schools,
    authorities and associations, train professionals and volunteers and bring together everyone who shapes integration locally.</p>
    <h2>Two strategies</h2>
    <ul>
      <li><strong>Integration through education:</strong> good education for all children, from birth to working life.</li>
      <li><strong>Integration as a cross-cutting task:</strong> participation in work, health, sport, culture, housing and politics.</li>
    </ul>
    <p>On this portal the centres and their partners publish offers and information in several languages, with the date of the last check.</p>
    """

  private static let aboutArabic = """
    <p>تشكل مراكز الاندماج البلدية الأربعة والخمسون في ولاية شمال الراين وستفاليا شبكة على مستوى الولاية. وهي تقدم المشورة للروضات والمدارس
    والإدارات والجمعيات، وتؤهل العاملين والمتطوعين، وتجمع كل من يساهم في الاندماج.</p>
    <h2>استراتيجيتان</h2>
    <ul>
      <li><strong>الاندماج من خلال التعليم:</strong> تعليم جيد لجميع الأطفال من الولادة حتى المهنة.</li>
      <li><strong>الاندماج مهمة مشتركة:</strong> المشاركة في العمل والصحة والرياضة والثقافة والسكن والسياسة.</li>
    </ul>
    <p>تنشر المراكز وشركاؤها في هذه البوابة عروضاً ومعلومات بلغات متعددة مع تاريخ آخر مراجعة.</p>
    """
}
