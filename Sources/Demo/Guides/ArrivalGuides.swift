// SPDX-License-Identifier: EUPL-1.2

enum ArrivalGuides {
  static let pages = [
    DemoGuidePage(
      key: "ankommen", parent: nil, order: 1, fields: ["HF-KIM", "HF-WO"], version: 2,
      texts: [
        DemoGuideText(
          language: "de", title: "Ankommen",
          html: """
            <p>Willkommen in Nordrhein-Westfalen! Hier leben Menschen aus fast allen Ländern der Welt. Auf diesen Seiten
            finden Sie Antworten auf die Fragen, die sich am Anfang stellen.</p>
            <h2>Was ist zuerst wichtig?</h2>
            <ol>
              <li>Melden Sie Ihre Adresse im Bürgerbüro oder Einwohnermeldeamt an.</li>
              <li>Klären Sie Ihren Aufenthalt mit der Ausländerbehörde.</li>
              <li>Sorgen Sie für eine Krankenversicherung.</li>
              <li>Melden Sie Ihre Kinder in der Schule oder in der Kita an.</li>
              <li>Suchen Sie einen Deutschkurs.</li>
            </ol>
            <p>Sie müssen das nicht allein schaffen. In jeder Stadt und in jedem Kreis gibt es Beratungsstellen,
            Ehrenamtliche und ein <strong>Kommunales Integrationszentrum</strong>. Die Zentren kennen die Angebote vor Ort.</p>
            <h2>So finden Sie Hilfe in Ihrer Nähe</h2>
            <p>Geben Sie in der Suche einen Ort und ein Wort ein, zum Beispiel „Migrationsberatung“. Sie können nach Sprachen
            filtern. Viele Angebote sind kostenlos, und oft hilft jemand, der Ihre Sprache spricht.</p>
            """, basedOn: 2),
        DemoGuideText(
          language: "en", title: "Arriving",
          html: """
            <p>Welcome to North Rhine-Westphalia! People from almost all countries of the world live here. On these pages you
            find answers to the questions that come up at the beginning.</p>
            <h2>What comes first?</h2>
            <ol>
              <li>Register your address at the citizens' office.</li>
              <li>Clarify your residence status with the foreigners' authority.</li>
              <li>Make sure that you have health insurance.</li>
              <li>Register your children at school or at a day-care centre.</li>
              <li>Look for a German course.</li>
            </ol>
            <p>You do not have to do this alone. Every city and district has counselling centres, volunteers and a
            <strong>Municipal Integration Centre</strong> that knows the local offers.</p>
            <h2>Finding help near you</h2>
            <p>Enter a place and a word in the search, for example “Migrationsberatung”. You can filter by language. Many
            offers are free of charge.</p>
            """, basedOn: 2),
        DemoGuideText(
          language: "ar", title: "الوصول",
          html: """
            <p>أهلاً بكم في ولاية شمال الراين وستفاليا! يعيش هنا أناس من جميع بلدان العالم تقريباً. تجدون في هذه الصفحات أجوبة
            عن الأسئلة التي تُطرح في البداية.</p>
            <h2>ما المهم أولاً؟</h2>
            <ol>
              <li>سجّلوا عنوانكم في مكتب المواطنين.</li>
              <li>راجعوا دائرة الأجانب بشأن الإقامة.</li>
              <li>احصلوا على تأمين صحي.</li>
              <li>سجّلوا أطفالكم في المدرسة أو الروضة.</li>
              <li>ابحثوا عن دورة لغة ألمانية.</li>
            </ol>
            <p>لستم مضطرين إلى فعل ذلك وحدكم. في كل مدينة ودائرة مراكز استشارة ومتطوعون و<strong>مركز اندماج بلدي</strong>
            يعرف العروض المحلية.</p>
            <h2>كيف تجدون المساعدة قربكم</h2>
            <p>اكتبوا في البحث اسم المكان وكلمة، ويمكنكم اختيار اللغة. كثير من العروض مجاني.</p>
            """, basedOn: 2),
      ]),
    DemoGuidePage(
      key: "erste-wochen", parent: "ankommen", order: 1, fields: ["HF-KIM"], version: 3,
      texts: [
        DemoGuideText(
          language: "de", title: "Die ersten Wochen",
          html: """
            <p>In den ersten Wochen ist viel zu erledigen. Diese Liste hilft, nichts zu vergessen.</p>
            <h2>Wohnsitz anmelden</h2>
            <p>Wenn Sie eine Wohnung beziehen, melden Sie sich innerhalb von zwei Wochen im Bürgerbüro an. Sie brauchen Ihren
            Pass oder Ausweis und eine Bestätigung der Person, die Ihnen die Wohnung vermietet. Nach der Anmeldung bekommen Sie
            eine <strong>Meldebescheinigung</strong> und später per Post Ihre Steuer-Identifikationsnummer.</p>
            <h2>Bankkonto eröffnen</h2>
            <p>Lohn, Miete und Kindergeld laufen über ein Konto. Alle Menschen mit rechtmäßigem Aufenthalt in der Europäischen
            Union haben Anspruch auf ein Basiskonto, auch Asylsuchende und Geduldete.</p>
            <h2>Krankenversicherung</h2>
            <p>Wer arbeitet, ist meist gesetzlich versichert. Ehepartner und Kinder sind oft beitragsfrei mitversichert. Wer
            Leistungen nach dem Asylbewerberleistungsgesetz bekommt, fragt beim Sozialamt nach.</p>
            <h2>Post und Fristen</h2>
            <p>Öffnen Sie jeden Brief. Steht darin eine Frist, dann antworten Sie rechtzeitig. Wenn Sie einen Brief nicht
            verstehen, hilft eine <strong>Formularhilfe</strong> oder Beratungsstelle. Heben Sie wichtige Papiere in einem Ordner auf.</p>
            """, basedOn: 3),
        DemoGuideText(
          language: "en", title: "The first weeks",
          html: """
            <p>There is a lot to do in the first weeks. This list helps you not to forget anything.</p>
            <h2>Register your address</h2>
            <p>When you move into a flat, register at the citizens' office within two weeks. Bring your passport and a
            confirmation from your landlord. You will receive a <strong>registration certificate</strong>.</p>
            <h2>Open a bank account</h2>
            <p>Wages, rent and child benefit are paid through an account. Everyone who is lawfully in the European Union has a
            right to a basic account.</p>
            <h2>Health insurance</h2>
            <p>People who work are usually insured by law. Spouses and children are often insured without paying extra.</p>
            <h2>Letters and deadlines</h2>
            <p>Open every letter. If it contains a deadline, answer in time. If you do not understand it, ask a counselling
            centre for help. Keep important papers in a folder.</p>
            """, basedOn: 2),
        DemoGuideText(
          language: "ar", title: "الأسابيع الأولى",
          html: """
            <p>هناك أمور كثيرة يجب إنجازها في الأسابيع الأولى، وهذه القائمة تساعدكم.</p>
            <h2>تسجيل السكن</h2>
            <p>عند الانتقال إلى سكن سجّلوا عنوانكم في مكتب المواطنين خلال أسبوعين. أحضروا جواز السفر وتأكيداً من المؤجر.
            وستحصلون على <strong>شهادة تسجيل</strong>.</p>
            <h2>فتح حساب مصرفي</h2>
            <p>تُدفع الأجور والإيجار وإعانة الأطفال عبر حساب، ولكل من يقيم بصورة قانونية حق في حساب أساسي.</p>
            <h2>الرسائل والمهل</h2>
            <p>افتحوا كل رسالة وأجيبوا في الموعد، واطلبوا المساعدة من مركز استشارة إن لم تفهموا الرسالة.</p>
            """, basedOn: 3),
      ]),
    DemoGuidePage(
      key: "aufenthalt", parent: "ankommen", order: 2, fields: ["HF-KIM"], version: 1,
      texts: [
        DemoGuideText(
          language: "de", title: "Aufenthalt und Einbürgerung",
          html: """
            <p>Für Fragen zum Aufenthalt ist die <strong>Ausländerbehörde</strong> Ihrer Stadt oder Ihres Kreises zuständig. Sie
            stellt Aufenthaltstitel aus, verlängert sie und entscheidet über viele Erlaubnisse.</p>
            <h2>Termine und Unterlagen</h2>
            <p>Buchen Sie früh einen Termin, am besten einige Wochen, bevor Ihr Titel abläuft. Bringen Sie Pass, Foto,
            Meldebescheinigung und Nachweise über Arbeit, Kurs oder Schule mit. Lassen Sie sich bestätigen, dass Sie den Antrag
            gestellt haben.</p>
            <h2>Asylverfahren</h2>
            <p>Über Asylanträge entscheidet das <a href="https://www.bamf.de">Bundesamt für Migration und Flüchtlinge</a>. Nach
            einem Bescheid laufen kurze Fristen. Gehen Sie sofort zu einer <strong>Asylverfahrensberatung</strong>; sie ist
            unabhängig und kostenlos.</p>
            <h2>Einbürgerung</h2>
            <p>Wer einige Jahre rechtmäßig hier lebt, den Lebensunterhalt sichert und ausreichend Deutsch spricht, kann Deutsche
            oder Deutscher werden. In der Regel gehört ein Einbürgerungstest dazu. Die Einbürgerungsbehörde prüft Ihren Fall und
            sagt Ihnen, welche Papiere fehlen.</p>
            <p>Diese Seite ersetzt keine Rechtsberatung.</p>
            """, basedOn: 1),
        DemoGuideText(
          language: "en", title: "Residence and naturalisation",
          html: """
            <p>The <strong>foreigners' authority</strong> of your city or district is responsible for questions of residence. It
            issues and extends residence permits.</p>
            <h2>Appointments and papers</h2>
            <p>Book an appointment early, some weeks before your permit ends. Bring your passport, a photo, the registration
            certificate and proof of work, course or school.</p>
            <h2>Asylum procedure</h2>
            <p>The <a href="https://www.bamf.de">Federal Office for Migration and Refugees</a> decides on asylum applications.
            Deadlines after a decision are short. Please go to an independent counselling centre at once.</p>
            <h2>Naturalisation</h2>
            <p>If you have lived here lawfully for some years, can support yourself and speak German well enough, you can become
            a German citizen. Usually there is a naturalisation test.</p>
            <p>This page does not replace legal advice.</p>
            """, basedOn: 1),
      ]),
    DemoGuidePage(
      key: "wohnen", parent: "ankommen", order: 3, fields: ["HF-WO"], version: 2,
      texts: [
        DemoGuideText(
          language: "de", title: "Wohnen",
          html: """
            <p>Bezahlbare Wohnungen sind knapp. Mit guten Unterlagen und etwas Geduld steigen Ihre Chancen.</p>
            <h2>Eine Wohnung suchen</h2>
            <ul>
              <li>Fragen Sie bei Wohnungsgesellschaften und Genossenschaften nach.</li>
              <li>Lesen Sie Anzeigen im Internet und in der Zeitung.</li>
              <li>Erzählen Sie Bekannten und in Vereinen, dass Sie suchen.</li>
            </ul>
            <p>Zahlen Sie nie Geld, bevor Sie die Wohnung gesehen und einen Vertrag unterschrieben haben.</p>
            <h2>Wohnberechtigungsschein</h2>
            <p>Mit wenig Einkommen können Sie einen <strong>Wohnberechtigungsschein</strong> bekommen. Damit dürfen Sie eine
            öffentlich geförderte Wohnung mieten. Den Antrag stellen Sie beim Wohnungsamt. Dort erfahren Sie auch, ob Sie
            Wohngeld bekommen.</p>
            <h2>Miete und Nebenkosten</h2>
            <p>Zur Kaltmiete kommen Nebenkosten für Wasser, Müll und Heizung. Strom bezahlen Sie meist selbst an ein
            Unternehmen. Die Kaution beträgt höchstens drei Kaltmieten. Lesen Sie den Vertrag in Ruhe.</p>
            <h2>Gute Nachbarschaft</h2>
            <p>Von 22 bis 6 Uhr ist Nachtruhe. Müll wird getrennt. Wer sich neu vorstellt, findet leichter Anschluss. Eine
            Mieterschulung zeigt, worauf es ankommt.</p>
            """, basedOn: 2),
        DemoGuideText(
          language: "en", title: "Housing",
          html: """
            <p>Affordable flats are scarce. Good papers and some patience improve your chances.</p>
            <h2>Looking for a flat</h2>
            <ul>
              <li>Ask housing companies and cooperatives.</li>
              <li>Read advertisements on the internet and in the newspaper.</li>
              <li>Tell friends and associations that you are looking.</li>
            </ul>
            <p>Never pay money before you have seen the flat and signed a contract.</p>
            <h2>Housing entitlement certificate</h2>
            <p>With a low income you can receive a <strong>Wohnberechtigungsschein</strong>, which allows you to rent a
            subsidised flat. You apply at the housing office.</p>
            <h2>Rent and additional costs</h2>
            <p>Costs for water, waste and heating are added to the rent. You usually pay for electricity yourself. The deposit is
            at most three months' rent without additional costs.</p>
            """, basedOn: 2),
        DemoGuideText(
          language: "ar", title: "السكن",
          html: """
            <p>المساكن ذات السعر المناسب قليلة، لكن الأوراق الجيدة والصبر يزيدان من فرصكم.</p>
            <h2>البحث عن سكن</h2>
            <ul>
              <li>اسألوا شركات الإسكان والجمعيات التعاونية.</li>
              <li>اقرؤوا الإعلانات على الإنترنت وفي الصحف.</li>
              <li>أخبروا المعارف والجمعيات بأنكم تبحثون.</li>
            </ul>
            <p>لا تدفعوا مالاً قبل معاينة السكن وتوقيع العقد.</p>
            <h2>شهادة استحقاق السكن</h2>
            <p>أصحاب الدخل المحدود يمكنهم الحصول على <strong>شهادة استحقاق السكن</strong> من دائرة الإسكان.</p>
            <h2>الإيجار والتكاليف الإضافية</h2>
            <p>تضاف إلى الإيجار تكاليف الماء والنفايات والتدفئة، ولا تتجاوز الكفالة إيجار ثلاثة أشهر.</p>
            """, basedOn: 1),
      ]),
  ]
}
