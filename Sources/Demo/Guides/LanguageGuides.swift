// SPDX-License-Identifier: EUPL-1.2

enum LanguageGuides {
  static let pages = [
    DemoGuidePage(
      key: "deutsch-lernen", parent: nil, order: 2, fields: ["HF-HW", "HF-SP"], version: 1,
      texts: [
        DemoGuideText(
          language: "de", title: "Deutsch lernen",
          html: """
            <p>Deutsch öffnet viele Türen: bei der Arbeit, in der Schule Ihrer Kinder und in der Nachbarschaft. Es gibt für jede
            Lebenslage ein passendes Angebot.</p>
            <h2>Welcher Kurs passt zu mir?</h2>
            <ul>
              <li><strong>Integrationskurs:</strong> der übliche Weg bis zum Niveau B1, mit Prüfung.</li>
              <li><strong>Alphabetisierungskurs:</strong> wenn Sie lesen und schreiben lernen oder eine neue Schrift brauchen.</li>
              <li><strong>Kurs mit Kinderbetreuung:</strong> wenn Ihr Kind noch keinen Kita-Platz hat.</li>
              <li><strong>Berufssprachkurs:</strong> ab B1, für Arbeit und Ausbildung.</li>
              <li><strong>Sprachcafé:</strong> zum Üben, ohne Anmeldung und ohne Prüfung.</li>
            </ul>
            <h2>Was bedeuten A1 bis C2?</h2>
            <p>Die Buchstaben beschreiben, wie gut jemand eine Sprache spricht. A1 und A2 sind die Grundlagen. Mit B1 kommen Sie im
            Alltag gut zurecht. B2 wird für viele Berufe verlangt, C1 oft für ein Studium.</p>
            <p>Ein <strong>Einstufungstest</strong> zeigt, wo Sie beginnen. Fragen Sie eine Sprachschule, die Volkshochschule oder
            die Migrationsberatung.</p>
            """, basedOn: 1),
        DemoGuideText(
          language: "en", title: "Learning German",
          html: """
            <p>German opens many doors: at work, at your children's school and in the neighbourhood. There is an offer for every
            situation.</p>
            <h2>Which course suits me?</h2>
            <ul>
              <li><strong>Integration course:</strong> the usual way up to level B1, with an examination.</li>
              <li><strong>Literacy course:</strong> if you are learning to read and write or need a new script.</li>
              <li><strong>Course with childcare:</strong> if your child has no day-care place yet.</li>
              <li><strong>Vocational language course:</strong> from B1, for work and training.</li>
              <li><strong>Language café:</strong> to practise, without registration or examination.</li>
            </ul>
            <p>A <strong>placement test</strong> shows where you start. Ask a language school or the adult education centre.</p>
            """, basedOn: 1),
        DemoGuideText(
          language: "ar", title: "تعلم الألمانية",
          html: """
            <p>تفتح الألمانية أبواباً كثيرة: في العمل وفي مدرسة أطفالكم وفي الحي. ولكل حالة عرض مناسب.</p>
            <h2>أي دورة تناسبني؟</h2>
            <ul>
              <li><strong>دورة الاندماج:</strong> الطريق المعتاد حتى المستوى B1 مع امتحان.</li>
              <li><strong>دورة محو الأمية:</strong> لمن يتعلم القراءة والكتابة أو يحتاج إلى خط جديد.</li>
              <li><strong>دورة مع رعاية الأطفال:</strong> إذا لم يحصل طفلكم على مكان في الروضة بعد.</li>
              <li><strong>دورة لغة مهنية:</strong> ابتداءً من B1 للعمل والتدريب.</li>
              <li><strong>مقهى اللغة:</strong> للتمرين دون تسجيل ودون امتحان.</li>
            </ul>
            <p>يحدد <strong>اختبار المستوى</strong> نقطة البداية. اسألوا مدرسة لغات أو مركز تعليم الكبار.</p>
            """, basedOn: 1),
      ]),
    DemoGuidePage(
      key: "integrationskurs", parent: "deutsch-lernen", order: 1, fields: ["HF-HW"], version: 4,
      texts: [
        DemoGuideText(
          language: "de", title: "Integrationskurs",
          html: """
            <p>Der Integrationskurs besteht aus einem Sprachkurs mit 600 Unterrichtsstunden und einem Orientierungskurs mit 100
            Stunden. Es gibt besondere Kurse für Frauen, Eltern, Jugendliche und für Menschen, die schreiben lernen.</p>
            <h2>Wer darf teilnehmen?</h2>
            <p>Viele Menschen haben einen Anspruch, andere werden zugelassen, wenn Plätze frei sind. Manche werden von Jobcenter
            oder Ausländerbehörde verpflichtet. Den Antrag auf Zulassung stellen Sie beim
            <a href="https://www.bamf.de">Bundesamt für Migration und Flüchtlinge</a>. Die Sprachschule hilft beim Ausfüllen.</p>
            <h2>Was kostet der Kurs?</h2>
            <p>Wer eine Berechtigung hat, zahlt nur einen Teil der Kosten. Bei geringem Einkommen ist eine Befreiung möglich. Auch
            Fahrtkosten können erstattet werden. Fragen Sie <strong>vor dem Start</strong> danach.</p>
            <h2>Wie läuft er ab?</h2>
            <ol>
              <li>Berechtigungsschein bekommen.</li>
              <li>Kursträger in der Nähe suchen und anmelden.</li>
              <li>Einstufungstest machen.</li>
              <li>Sprachkurs besuchen und Prüfung ablegen.</li>
              <li>Orientierungskurs mit dem Test „Leben in Deutschland“ abschließen.</li>
            </ol>
            <p>Wer beide Prüfungen besteht, erhält das Zertifikat Integrationskurs.</p>
            """, basedOn: 4),
        DemoGuideText(
          language: "en", title: "Integration course",
          html: """
            <p>The integration course consists of a language course with 600 lessons and an orientation course with 100 lessons.
            There are special courses for women, parents, young people and people who are learning to write.</p>
            <h2>Who may take part?</h2>
            <p>Many people have a right to take part, others are admitted if places are free. You apply to the
            <a href="https://www.bamf.de">Federal Office for Migration and Refugees</a>; language schools help with the form.</p>
            <h2>What does it cost?</h2>
            <p>With an entitlement you pay only part of the costs. With a low income you can be exempted. Ask about this
            <strong>before the start</strong>.</p>
            <h2>Step by step</h2>
            <ol>
              <li>Receive the certificate of entitlement.</li>
              <li>Find a course provider nearby and register.</li>
              <li>Take the placement test.</li>
              <li>Attend the course and pass the examinations.</li>
            </ol>
            """, basedOn: 3),
        DemoGuideText(
          language: "ar", title: "دورة الاندماج",
          html: """
            <p>تتكون دورة الاندماج من دورة لغة من 600 حصة ودورة توجيهية من 100 حصة. وهناك دورات خاصة للنساء والأهل والشباب.</p>
            <h2>من يحق له المشاركة؟</h2>
            <p>لكثيرين حق في المشاركة، ويُقبل آخرون إذا توفرت أماكن. يُقدَّم الطلب إلى
            <a href="https://www.bamf.de">المكتب الاتحادي للهجرة واللاجئين</a> وتساعد مدارس اللغة في تعبئته.</p>
            <h2>كم تكلف؟</h2>
            <p>يدفع أصحاب الاستحقاق جزءاً من التكاليف فقط، ويمكن الإعفاء عند الدخل المحدود. اسألوا عن ذلك
            <strong>قبل البداية</strong>.</p>
            """, basedOn: 2),
      ]),
    DemoGuidePage(
      key: "deutsch-ueben", parent: "deutsch-lernen", order: 2, fields: ["HF-HW", "HF-EH"], version: 1,
      texts: [
        DemoGuideText(
          language: "de", title: "Deutsch üben im Alltag",
          html: """
            <p>Ein Kurs ist wichtig, aber nicht alles. Am meisten lernen Sie, wenn Sie jeden Tag ein wenig sprechen, hören und
            lesen.</p>
            <h2>Mit anderen sprechen</h2>
            <p>In fast jedem Ort gibt es <strong>Sprachcafés</strong>, Begegnungscafés und Tandems. Dort treffen Sie Menschen, die
            sich gern Zeit nehmen. Auch im Sportverein, im Chor oder im Garten lernen Sie nebenbei Deutsch.</p>
            <h2>In der Bibliothek</h2>
            <p>Stadtbibliotheken verleihen leichte Bücher, Hörbücher und Lernspiele. Ein Ausweis ist für Kinder meist kostenlos, und
            für Sprachkurse gibt es Führungen. Viele Bibliotheken haben ruhige Plätze zum Lernen und freies WLAN.</p>
            <h2>Im Internet</h2>
            <p>Kostenlose Übungen bietet das <a href="https://www.vhs-lernportal.de">vhs-Lernportal</a>. Sie können dort von den
            ersten Buchstaben bis zum Niveau B2 lernen, auch mit Hilfe von Tutorinnen und Tutoren.</p>
            <h2>Drei Tipps</h2>
            <ul>
              <li>Schreiben Sie neue Wörter in ein kleines Heft.</li>
              <li>Hören Sie Radio oder Kindersendungen.</li>
              <li>Bitten Sie andere, Sie freundlich zu verbessern.</li>
            </ul>
            """, basedOn: 1),
        DemoGuideText(
          language: "en", title: "Practising German every day",
          html: """
            <p>A course is important, but not everything. You learn most when you speak, listen and read a little every day.</p>
            <h2>Talking to others</h2>
            <p>Almost every place has <strong>language cafés</strong> and language partners. You also learn German in a sports club,
            in a choir or in a garden.</p>
            <h2>At the library</h2>
            <p>Public libraries lend easy books, audio books and learning games. A card is usually free for children.</p>
            <h2>On the internet</h2>
            <p>The <a href="https://www.vhs-lernportal.de">vhs learning portal</a> offers free exercises from the first letters up to
            level B2.</p>
            """, basedOn: 1),
      ]),
  ]
}
