// SPDX-License-Identifier: EUPL-1.2

enum WorkGuides {
  static let pages = [
    DemoGuidePage(
      key: "arbeit-und-ausbildung", parent: nil, order: 4, fields: ["HF-AR", "HF-USB"], version: 1,
      texts: [
        DemoGuideText(
          language: "de", title: "Arbeit und Ausbildung",
          html: """
            <p>Arbeit gibt Sicherheit und Kontakte. In Nordrhein-Westfalen werden in vielen Berufen Menschen gesucht.</p>
            <h2>Darf ich arbeiten?</h2>
            <p>Menschen aus der Europäischen Union dürfen ohne Erlaubnis arbeiten. Bei anderen steht im Aufenthaltstitel, ob eine
            Beschäftigung erlaubt ist. Fragen Sie im Zweifel die Ausländerbehörde.</p>
            <h2>Stellen finden</h2>
            <p>Die <a href="https://www.arbeitsagentur.de">Agentur für Arbeit</a> und das Jobcenter beraten und vermitteln. Auch
            Aushänge, Zeitarbeit und Bekannte führen oft zum Ziel. Für Fachkräfte gibt es das Portal
            <a href="https://www.make-it-in-germany.com">Make it in Germany</a>.</p>
            <h2>Sich bewerben</h2>
            <p>Zu einer Bewerbung gehören Anschreiben, Lebenslauf und Zeugnisse. In einem <strong>Bewerbungstraining</strong> üben Sie
            das Gespräch und bekommen Rückmeldung.</p>
            <h2>Ihre Rechte</h2>
            <ul>
              <li>Sie haben Anspruch auf einen schriftlichen Nachweis der Arbeitsbedingungen.</li>
              <li>Es gilt ein gesetzlicher Mindestlohn.</li>
              <li>Sie haben bezahlten Urlaub und bekommen bei Krankheit weiter Geld.</li>
            </ul>
            <p>Wenn der Lohn nicht kommt oder Druck ausgeübt wird, hilft eine Beratung zu fairer Arbeit.</p>
            """, basedOn: 1),
        DemoGuideText(
          language: "en", title: "Work and training",
          html: """
            <p>Work gives security and contacts. Many professions in North Rhine-Westphalia are looking for people.</p>
            <h2>Am I allowed to work?</h2>
            <p>People from the European Union may work without a permit. For others the residence permit says whether employment is
            allowed. If in doubt, ask the foreigners' authority.</p>
            <h2>Finding a job</h2>
            <p>The <a href="https://www.arbeitsagentur.de">employment agency</a> and the job centre advise and place people. Skilled workers
            find information at <a href="https://www.make-it-in-germany.com">Make it in Germany</a>.</p>
            <h2>Your rights</h2>
            <ul>
              <li>You have a right to written working conditions.</li>
              <li>There is a statutory minimum wage.</li>
              <li>You have paid holidays and sick pay.</li>
            </ul>
            """, basedOn: 1),
        DemoGuideText(
          language: "ar", title: "العمل والتدريب",
          html: """
            <p>العمل يمنح الأمان والعلاقات، وكثير من المهن في الولاية تبحث عن عاملين.</p>
            <h2>هل يحق لي العمل؟</h2>
            <p>يحق لمواطني الاتحاد الأوروبي العمل دون تصريح. أما غيرهم فتذكر الإقامة ما إذا كان العمل مسموحاً.</p>
            <h2>البحث عن عمل</h2>
            <p>تقدم <a href="https://www.arbeitsagentur.de">وكالة العمل</a> ومركز العمل المشورة والوساطة.</p>
            <h2>حقوقكم</h2>
            <ul>
              <li>لكم حق في شروط عمل مكتوبة.</li>
              <li>هناك حد أدنى قانوني للأجور.</li>
              <li>لكم إجازة مدفوعة وأجر عند المرض.</li>
            </ul>
            """, basedOn: 1),
      ]),
    DemoGuidePage(
      key: "anerkennung", parent: "arbeit-und-ausbildung", order: 1, fields: ["HF-AR"], version: 2,
      texts: [
        DemoGuideText(
          language: "de", title: "Abschlüsse anerkennen lassen",
          html: """
            <p>Sie haben in einem anderen Land einen Beruf gelernt oder studiert? Dann können Sie prüfen lassen, ob Ihr Abschluss einem
            deutschen Abschluss entspricht.</p>
            <h2>Wann brauche ich die Anerkennung?</h2>
            <p>Für <strong>reglementierte Berufe</strong>, zum Beispiel in Medizin, Pflege, Erziehung oder Schule, ist sie nötig. In anderen
            Berufen dürfen Sie auch ohne Anerkennung arbeiten. Sie hilft aber, eine bessere Stelle zu finden.</p>
            <h2>So gehen Sie vor</h2>
            <ol>
              <li>Suchen Sie Ihren Beruf auf <a href="https://www.anerkennung-in-deutschland.de">anerkennung-in-deutschland.de</a>. Dort steht
              die zuständige Stelle.</li>
              <li>Lassen Sie sich beraten, bevor Sie Übersetzungen bezahlen.</li>
              <li>Stellen Sie den Antrag mit Zeugnissen, Lebenslauf und Nachweisen über Berufserfahrung.</li>
              <li>Nach einigen Monaten erhalten Sie einen Bescheid.</li>
            </ol>
            <h2>Wenn etwas fehlt</h2>
            <p>Bei teilweiser Anerkennung können Sie einen Lehrgang, ein Praktikum oder eine Prüfung machen. Für Gebühren und Kurse gibt es
            Zuschüsse. Fragen Sie danach <strong>vor</strong> dem Antrag.</p>
            """, basedOn: 2),
        DemoGuideText(
          language: "en", title: "Recognition of qualifications",
          html: """
            <p>Did you learn a profession or study in another country? You can have your qualification compared with a German one.</p>
            <h2>When do I need recognition?</h2>
            <p>It is necessary for <strong>regulated professions</strong>, for example in medicine, care, education or teaching. In other
            professions you may work without it, but it helps you to find a better job.</p>
            <h2>What to do</h2>
            <ol>
              <li>Look for your profession at <a href="https://www.anerkennung-in-deutschland.de">anerkennung-in-deutschland.de</a>.</li>
              <li>Ask for advice before you pay for translations.</li>
              <li>Apply with certificates, CV and proof of work experience.</li>
            </ol>
            <p>There are grants for fees and courses. Ask <strong>before</strong> you apply.</p>
            """, basedOn: 2),
        DemoGuideText(
          language: "ar", title: "الاعتراف بالشهادات",
          html: """
            <p>هل تعلمتم مهنة أو درستم في بلد آخر؟ يمكنكم طلب مقارنة شهادتكم بشهادة ألمانية.</p>
            <h2>متى أحتاج إلى الاعتراف؟</h2>
            <p>هو ضروري في <strong>المهن المنظَّمة</strong> مثل الطب والتمريض والتربية والتعليم، ويساعد في المهن الأخرى على إيجاد عمل أفضل.</p>
            <h2>الخطوات</h2>
            <ol>
              <li>ابحثوا عن مهنتكم في <a href="https://www.anerkennung-in-deutschland.de">anerkennung-in-deutschland.de</a>.</li>
              <li>اطلبوا المشورة قبل دفع تكاليف الترجمة.</li>
              <li>قدموا الطلب مع الشهادات والسيرة الذاتية وإثبات الخبرة.</li>
            </ol>
            """, basedOn: 2),
      ]),
    DemoGuidePage(
      key: "ausbildung", parent: "arbeit-und-ausbildung", order: 2, fields: ["HF-USB"], version: 1,
      texts: [
        DemoGuideText(
          language: "de", title: "Ausbildung und Studium",
          html: """
            <p>In Deutschland lernen viele junge Menschen einen Beruf in einer <strong>dualen Ausbildung</strong>: Sie arbeiten im Betrieb und
            gehen an ein bis zwei Tagen in der Woche zum Berufskolleg. Eine Ausbildung dauert meist zwei bis dreieinhalb Jahre, und von Anfang an
            gibt es Geld.</p>
            <h2>Den passenden Beruf finden</h2>
            <p>Ab Klasse 8 unterstützt das Landesprogramm „Kein Abschluss ohne Anschluss“ alle Jugendlichen: mit Potenzialanalyse, Tagen im
            Betrieb und Praktikum. Wer später dazukommt, holt das in Kurzform nach. Die Berufsberatung der
            <a href="https://www.arbeitsagentur.de">Agentur für Arbeit</a> ist kostenlos.</p>
            <h2>Wenn es noch nicht klappt</h2>
            <p>Ein Berufskolleg, eine Einstiegsqualifizierung oder ein Freiwilligendienst überbrücken die Zeit. Für Jugendliche mit wenig Deutsch
            gibt es <strong>Internationale Förderklassen</strong>.</p>
            <h2>Studium</h2>
            <p>Für ein Studium brauchen Sie eine Hochschulzugangsberechtigung und meist Deutsch auf dem Niveau C1. Die International Offices der
            Hochschulen beraten. Mit BAföG oder Stipendien lässt sich ein Studium finanzieren.</p>
            <p>Ausbildungspatinnen und Ausbildungspaten begleiten Jugendliche persönlich. Suchen Sie in Ihrem Ort danach.</p>
            """, basedOn: 1)
      ]),
  ]
}
