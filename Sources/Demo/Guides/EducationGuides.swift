// SPDX-License-Identifier: EUPL-1.2

enum EducationGuides {
  static let pages = [
    DemoGuidePage(
      key: "kita-und-schule", parent: nil, order: 3, fields: ["HF-EL", "HF-SE"], version: 2,
      texts: [
        DemoGuideText(
          language: "de", title: "Kita und Schule",
          html: """
            <p>Bildung beginnt lange vor dem ersten Schultag. In Nordrhein-Westfalen begleiten viele Einrichtungen Ihr Kind von der
            Geburt bis in den Beruf.</p>
            <h2>Der Weg im Überblick</h2>
            <ul>
              <li><strong>0 bis 3 Jahre:</strong> Eltern-Kind-Gruppen, Kindertagespflege oder Kita.</li>
              <li><strong>3 bis 6 Jahre:</strong> Kindertageseinrichtung (Kita).</li>
              <li><strong>6 bis 10 Jahre:</strong> Grundschule, Klasse 1 bis 4.</li>
              <li><strong>10 bis 16 Jahre:</strong> Hauptschule, Realschule, Sekundarschule, Gesamtschule oder Gymnasium.</li>
              <li><strong>ab 16 Jahren:</strong> Ausbildung, Berufskolleg oder gymnasiale Oberstufe.</li>
            </ul>
            <p>Der Besuch der Schule ist <strong>Pflicht</strong> und kostet nichts. Das gilt für alle Kinder, die hier wohnen.</p>
            <h2>Eltern sind wichtig</h2>
            <p>Kita und Schule arbeiten gern mit Ihnen zusammen. Kommen Sie zu Elternabenden und fragen Sie nach, wenn etwas unklar
            ist. Für wichtige Gespräche können Einrichtungen eine sprachmittelnde Person anfragen.</p>
            <h2>Finanzielle Hilfe</h2>
            <p>Familien mit wenig Geld bekommen Leistungen für Bildung und Teilhabe, zum Beispiel für Mittagessen, Ausflüge,
            Schulsachen und Vereine.</p>
            """, basedOn: 2),
        DemoGuideText(
          language: "en", title: "Day care and school",
          html: """
            <p>Education begins long before the first day of school. Many institutions accompany your child from birth to work.</p>
            <h2>The way at a glance</h2>
            <ul>
              <li><strong>0 to 3 years:</strong> parent and child groups, childminders or day-care centre.</li>
              <li><strong>3 to 6 years:</strong> day-care centre (Kita).</li>
              <li><strong>6 to 10 years:</strong> primary school, years 1 to 4.</li>
              <li><strong>10 to 16 years:</strong> secondary school.</li>
              <li><strong>from 16 years:</strong> vocational training, vocational college or upper secondary school.</li>
            </ul>
            <p>Going to school is <strong>compulsory</strong> and free of charge for all children who live here.</p>
            <h2>Parents matter</h2>
            <p>Come to parents' evenings and ask if something is unclear. For important conversations institutions can request an
            interpreter.</p>
            """, basedOn: 2),
        DemoGuideText(
          language: "ar", title: "الروضة والمدرسة",
          html: """
            <p>يبدأ التعليم قبل اليوم الدراسي الأول بكثير، وترافق مؤسسات كثيرة طفلكم من الولادة حتى المهنة.</p>
            <h2>نظرة عامة</h2>
            <ul>
              <li><strong>من 0 إلى 3 سنوات:</strong> مجموعات للأهل والأطفال أو حاضنة أو روضة.</li>
              <li><strong>من 3 إلى 6 سنوات:</strong> الروضة.</li>
              <li><strong>من 6 إلى 10 سنوات:</strong> المدرسة الابتدائية.</li>
              <li><strong>من 10 إلى 16 سنة:</strong> المدرسة الثانوية بأنواعها.</li>
              <li><strong>من 16 سنة:</strong> تدريب مهني أو معهد مهني أو المرحلة العليا.</li>
            </ul>
            <p>الذهاب إلى المدرسة <strong>إلزامي</strong> ومجاني لجميع الأطفال المقيمين هنا.</p>
            <h2>دور الأهل مهم</h2>
            <p>احضروا لقاءات الأهل واسألوا عند عدم الوضوح، ويمكن للمؤسسات طلب مترجم للأحاديث المهمة.</p>
            """, basedOn: 2),
      ]),
    DemoGuidePage(
      key: "kita", parent: "kita-und-schule", order: 1, fields: ["HF-EL"], version: 1,
      texts: [
        DemoGuideText(
          language: "de", title: "Kita und Kindertagespflege",
          html: """
            <p>In der Kita spielen und lernen Kinder gemeinsam. Sie finden Freunde und lernen Deutsch ganz nebenbei. Für kleine Kinder
            gibt es auch die <strong>Kindertagespflege</strong>: Eine Tagesmutter oder ein Tagesvater betreut bis zu fünf Kinder.</p>
            <h2>Anspruch auf einen Platz</h2>
            <p>Ab dem ersten Geburtstag hat jedes Kind einen Anspruch auf Förderung in einer Kita oder Tagespflege. Melden Sie Ihr Kind
            früh an, am besten ein Jahr vorher. Viele Städte nutzen ein Online-Portal. Informationen des Landes stehen auf
            <a href="https://www.kita.nrw.de">kita.nrw.de</a>.</p>
            <h2>Was kostet die Kita?</h2>
            <p>Die Beiträge hängen vom Einkommen und vom Wohnort ab. Die letzten zwei Jahre vor der Schule sind beitragsfrei. Wer
            Sozialleistungen oder Wohngeld bezieht, zahlt nichts.</p>
            <h2>Eingewöhnung</h2>
            <p>In den ersten Tagen bleiben Sie dabei, bis Ihr Kind sich sicher fühlt. Sprechen Sie mit den Fachkräften über Essen,
            Schlafen und Gewohnheiten. <strong>Ihre Familiensprache</strong> ist willkommen.</p>
            """, basedOn: 1),
        DemoGuideText(
          language: "en", title: "Day-care centres and childminders",
          html: """
            <p>In a day-care centre (Kita) children play and learn together and pick up German along the way. For small children there
            are also <strong>childminders</strong> who look after up to five children.</p>
            <h2>Right to a place</h2>
            <p>From the first birthday every child has a right to early education in a Kita or with a childminder. Register early, if
            possible a year ahead. Information is available at <a href="https://www.kita.nrw.de">kita.nrw.de</a>.</p>
            <h2>What does it cost?</h2>
            <p>Fees depend on income and place. The last two years before school are free. Families who receive social benefits pay
            nothing.</p>
            <h2>Settling in</h2>
            <p>During the first days you stay with your child. Your family language is welcome.</p>
            """, basedOn: 1),
        DemoGuideText(
          language: "ar", title: "الروضة والحاضنات",
          html: """
            <p>في الروضة يلعب الأطفال ويتعلمون معاً ويكتسبون الألمانية بسهولة. وللأطفال الصغار توجد أيضاً <strong>حاضنات</strong>
            يعتنين بخمسة أطفال على الأكثر.</p>
            <h2>الحق في مكان</h2>
            <p>منذ عيد الميلاد الأول لكل طفل حق في مكان. سجّلوا طفلكم مبكراً، والأفضل قبل سنة. تجدون المعلومات في
            <a href="https://www.kita.nrw.de">kita.nrw.de</a>.</p>
            <h2>التكاليف</h2>
            <p>تختلف الرسوم حسب الدخل والمكان. السنتان الأخيرتان قبل المدرسة مجانيتان، ومن يحصل على إعانات لا يدفع شيئاً.</p>
            """, basedOn: 1),
      ]),
    DemoGuidePage(
      key: "schulsystem", parent: "kita-und-schule", order: 2, fields: ["HF-SE", "HF-EB"], version: 2,
      texts: [
        DemoGuideText(
          language: "de", title: "Das Schulsystem",
          html: """
            <p>Kinder, die bis zum 30. September sechs Jahre alt werden, kommen in die Grundschule. Die Anmeldung ist meist im Herbst
            des Jahres davor. Sie bekommen dazu Post.</p>
            <h2>Grundschule</h2>
            <p>In vier Jahren lernen Kinder Lesen, Schreiben, Rechnen und vieles mehr. Im <strong>offenen Ganztag</strong> gibt es
            Mittagessen, Hilfe bei den Lernaufgaben und Freizeitangebote.</p>
            <h2>Nach Klasse 4</h2>
            <p>Die Grundschule gibt eine Empfehlung. Die Eltern entscheiden und melden ihr Kind an einer weiterführenden Schule an.
            Wege bleiben offen: Von fast jeder Schule kann man später zu einem höheren Abschluss kommen.</p>
            <h2>Abschlüsse</h2>
            <ul>
              <li>Erster Schulabschluss nach Klasse 9 und Erweiterter Erster Schulabschluss nach Klasse 10</li>
              <li>Mittlerer Schulabschluss nach Klasse 10</li>
              <li>Fachhochschulreife und Abitur</li>
            </ul>
            <h2>Herkunftssprache</h2>
            <p>Für viele Sprachen gibt es <strong>herkunftssprachlichen Unterricht</strong>. Die Teilnahme ist freiwillig. Mehr lesen Sie
            beim <a href="https://www.schulministerium.nrw">Schulministerium</a>.</p>
            """, basedOn: 2),
        DemoGuideText(
          language: "en", title: "The school system",
          html: """
            <p>Children who turn six by 30 September start primary school. Registration is usually in the autumn of the year before. You
            will receive a letter.</p>
            <h2>Primary school</h2>
            <p>In four years children learn reading, writing, maths and much more. All-day care offers lunch, help with homework and
            activities.</p>
            <h2>After year 4</h2>
            <p>The primary school gives a recommendation. Parents decide and register their child at a secondary school. Paths stay open:
            a higher certificate is possible later from almost every school.</p>
            <h2>Family language</h2>
            <p>For many languages there are <strong>heritage language lessons</strong>. Read more at the
            <a href="https://www.schulministerium.nrw">Ministry of School and Education</a>.</p>
            """, basedOn: 2),
        DemoGuideText(
          language: "ar", title: "نظام المدارس",
          html: """
            <p>الأطفال الذين يتمّون السادسة حتى 30 أيلول يدخلون المدرسة الابتدائية. يكون التسجيل عادة في خريف السنة السابقة.</p>
            <h2>المدرسة الابتدائية</h2>
            <p>يتعلم الأطفال في أربع سنوات القراءة والكتابة والحساب وغير ذلك. يوفر الدوام الكامل الغداء والمساعدة في الواجبات.</p>
            <h2>بعد الصف الرابع</h2>
            <p>تعطي المدرسة توصية ويقرر الأهل. تبقى الطرق مفتوحة للوصول لاحقاً إلى شهادة أعلى.</p>
            <h2>لغة العائلة</h2>
            <p>توجد <strong>دروس بلغة الأم</strong> للغات كثيرة، والمشاركة طوعية.</p>
            """, basedOn: 1),
      ]),
    DemoGuidePage(
      key: "schulplatz", parent: "kita-und-schule", order: 3, fields: ["HF-SE1"], version: 1,
      texts: [
        DemoGuideText(
          language: "de", title: "Neu hier: ein Schulplatz für Ihr Kind",
          html: """
            <p>Ihr Kind ist im Schulalter und neu in Deutschland? Dann bekommt es einen Schulplatz. Das Kommunale Integrationszentrum
            oder das Schulamt berät Sie in der <strong>schulischen Erstberatung</strong>.</p>
            <h2>So läuft es ab</h2>
            <ol>
              <li>Sie melden Ihren Wohnsitz an. Die Stadt gibt die Information an das Schulamt weiter.</li>
              <li>Sie erhalten eine Einladung zum Gespräch. Sie können auch selbst anrufen.</li>
              <li>Im Gespräch geht es um bisherige Schulen, Sprachen, Stärken und Ziele.</li>
              <li>Die Beratung empfiehlt eine Schule, die Schulaufsicht weist den Platz zu.</li>
              <li>Das Gesundheitsamt untersucht Ihr Kind.</li>
              <li>Die Schule begrüßt Ihr Kind und nennt den ersten Schultag.</li>
            </ol>
            <p>Kinder im Grundschulalter gehen meist direkt in eine Schule in der Nähe.</p>
            <h2>Bitte mitbringen</h2>
            <ul>
              <li>Ausweise oder Pässe und die Meldebescheinigung</li>
              <li>Zeugnisse und Schulhefte, auch ohne Übersetzung</li>
              <li>den Impfpass</li>
            </ul>
            <p>In der Schule lernt Ihr Kind zuerst viel Deutsch und nimmt Schritt für Schritt am ganzen Unterricht teil.</p>
            """, basedOn: 1),
        DemoGuideText(
          language: "en", title: "New here: a school place for your child",
          html: """
            <p>Is your child of school age and new in Germany? Then your child will get a place at school. The Municipal Integration
            Centre or the school authority advises you.</p>
            <h2>How it works</h2>
            <ol>
              <li>You register your address.</li>
              <li>You receive an invitation to an interview; you can also call.</li>
              <li>The interview is about previous schools, languages, strengths and goals.</li>
              <li>The school authority assigns a place.</li>
              <li>The health office examines your child.</li>
            </ol>
            <h2>Please bring</h2>
            <ul>
              <li>identity papers and the registration certificate</li>
              <li>school reports, even without translation</li>
              <li>the vaccination record</li>
            </ul>
            """, basedOn: 1),
        DemoGuideText(
          language: "ar", title: "جديد هنا: مكان في المدرسة لطفلكم",
          html: """
            <p>هل طفلكم في سن المدرسة وجديد في ألمانيا؟ سيحصل على مكان في المدرسة، ويقدم لكم مركز الاندماج البلدي أو إدارة المدارس
            المشورة.</p>
            <h2>الخطوات</h2>
            <ol>
              <li>تسجيل العنوان.</li>
              <li>دعوة إلى لقاء، ويمكنكم الاتصال أيضاً.</li>
              <li>حديث عن المدارس السابقة واللغات ونقاط القوة والأهداف.</li>
              <li>تحديد المدرسة من إدارة المدارس.</li>
              <li>فحص طبي في دائرة الصحة.</li>
            </ol>
            <h2>يرجى إحضار</h2>
            <ul>
              <li>الوثائق الشخصية وشهادة التسجيل</li>
              <li>الشهادات المدرسية ولو دون ترجمة</li>
              <li>دفتر اللقاحات</li>
            </ul>
            """, basedOn: 1),
      ]),
    DemoGuidePage(
      key: "elternprogramme", parent: "kita-und-schule", order: 4, fields: ["HF-EL", "HF-EB", "HF-SP"], version: 1,
      texts: [
        DemoGuideText(
          language: "de", title: "Griffbereit und Rucksack",
          html: """
            <p>Griffbereit und Rucksack sind Programme für Familien, die mehr als eine Sprache sprechen. Die Gruppen sind kostenlos und
            werden von Elternbegleiterinnen und Elternbegleitern geleitet.</p>
            <h2>Für welches Alter?</h2>
            <ul>
              <li><strong>griffbereitMINI:</strong> Schwangerschaft bis erster Geburtstag</li>
              <li><strong>Griffbereit:</strong> ein bis drei Jahre, mit oder ohne Kita-Platz</li>
              <li><strong>Rucksack KiTa:</strong> vier bis sechs Jahre, in der Kita</li>
              <li><strong>Rucksack Schule:</strong> Klasse 1 bis 4, in der Grundschule</li>
            </ul>
            <h2>Was passiert in den Gruppen?</h2>
            <p>Einmal in der Woche treffen sich Eltern, spielen, singen und sprechen über Erziehung. Bei Griffbereit sind die Kinder
            dabei. Bei Rucksack trifft sich die Elterngruppe, während die Kinder in Kita oder Schule am selben Thema arbeiten. Das
            Material gibt es in vielen Sprachen.</p>
            <h2>Warum die Familiensprache?</h2>
            <p>Ein Kind, das seine erste Sprache gut kann, lernt auch Deutsch leichter. Sprechen Sie mit Ihrem Kind in der Sprache, in der
            Sie sich wohlfühlen.</p>
            <p>Suchen Sie nach „Griffbereit“ oder „Rucksack“, um eine Gruppe in Ihrer Nähe zu finden.</p>
            """, basedOn: 1),
        DemoGuideText(
          language: "en", title: "Griffbereit and Rucksack",
          html: """
            <p>Griffbereit and Rucksack are programmes for families who speak more than one language. The groups are free and led by
            trained parent facilitators.</p>
            <h2>For which age?</h2>
            <ul>
              <li><strong>griffbereitMINI:</strong> pregnancy to the first birthday</li>
              <li><strong>Griffbereit:</strong> one to three years</li>
              <li><strong>Rucksack KiTa:</strong> four to six years, in the day-care centre</li>
              <li><strong>Rucksack Schule:</strong> years 1 to 4, at primary school</li>
            </ul>
            <p>A child who knows the first language well learns German more easily. Speak the language in which you feel at home.</p>
            """, basedOn: 1),
        DemoGuideText(
          language: "ar", title: "غريفبرايت وروكزاك",
          html: """
            <p>برامج للعائلات التي تتحدث أكثر من لغة. المجموعات مجانية وتقودها مرافقات مدرَّبات.</p>
            <h2>لأي عمر؟</h2>
            <ul>
              <li><strong>غريفبرايت ميني:</strong> من الحمل حتى عيد الميلاد الأول</li>
              <li><strong>غريفبرايت:</strong> من سنة إلى ثلاث سنوات</li>
              <li><strong>روكزاك كيتا:</strong> من أربع إلى ست سنوات في الروضة</li>
              <li><strong>روكزاك شوله:</strong> الصفوف 1 إلى 4 في المدرسة الابتدائية</li>
            </ul>
            <p>الطفل الذي يتقن لغته الأولى يتعلم الألمانية بسهولة أكبر. تحدثوا مع طفلكم باللغة التي ترتاحون إليها.</p>
            """, basedOn: 1),
      ]),
  ]
}
