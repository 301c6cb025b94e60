// SPDX-License-Identifier: EUPL-1.2

enum LifeGuides {
  static let pages = [
    DemoGuidePage(
      key: "gesundheit-familie-hilfe", parent: nil, order: 5, fields: ["HF-GE", "HF-EH"], version: 1,
      texts: [
        DemoGuideText(
          language: "de", title: "Gesundheit, Familie und Hilfe",
          html: """
            <p>Manche Fragen lassen sich nicht aufschieben: Wer hilft bei Krankheit, in einer Krise oder wenn das Geld nicht reicht? Hier
            finden Sie den Einstieg.</p>
            <h2>Im Notfall</h2>
            <ul>
              <li><strong>112</strong> – Feuerwehr und Rettungsdienst</li>
              <li><strong>110</strong> – Polizei</li>
              <li><strong>116 117</strong> – ärztlicher Bereitschaftsdienst am Abend und am Wochenende</li>
              <li><strong>116 016</strong> – Hilfetelefon „Gewalt gegen Frauen“, in vielen Sprachen</li>
            </ul>
            <p>Die Anrufe sind kostenlos. Sagen Sie, wo Sie sind und was passiert ist. Warten Sie auf Rückfragen.</p>
            <h2>Themen in diesem Bereich</h2>
            <p>Sie erfahren, wie das Gesundheitssystem funktioniert, welche Hilfen es für Familien gibt, wo Sie Beratung finden und wie Sie selbst
            mitmachen können. Alle Beratungsstellen, die hier stehen, behandeln Ihre Fragen <strong>vertraulich</strong>.</p>
            <p>Wenn Sie nicht wissen, welche Stelle die richtige ist, beginnen Sie bei der Migrationsberatung oder beim Kommunalen
            Integrationszentrum. Dort hilft man Ihnen weiter.</p>
            """, basedOn: 1),
        DemoGuideText(
          language: "en", title: "Health, family and help",
          html: """
            <p>Some questions cannot wait: who helps in case of illness, in a crisis or when money is short?</p>
            <h2>In an emergency</h2>
            <ul>
              <li><strong>112</strong> – fire brigade and ambulance</li>
              <li><strong>110</strong> – police</li>
              <li><strong>116 117</strong> – medical service in the evening and at weekends</li>
              <li><strong>116 016</strong> – helpline “Violence against women”, in many languages</li>
            </ul>
            <p>The calls are free. Say where you are and what has happened.</p>
            <p>If you do not know which place is the right one, begin with the migration counselling service or the Municipal Integration
            Centre.</p>
            """, basedOn: 1),
        DemoGuideText(
          language: "ar", title: "الصحة والعائلة والمساعدة",
          html: """
            <p>بعض الأسئلة لا تحتمل التأجيل: من يساعد عند المرض أو في الأزمات أو عند نقص المال؟</p>
            <h2>في حالات الطوارئ</h2>
            <ul>
              <li><strong>112</strong> – الإطفاء والإسعاف</li>
              <li><strong>110</strong> – الشرطة</li>
              <li><strong>116 117</strong> – الخدمة الطبية مساءً وفي عطلة نهاية الأسبوع</li>
              <li><strong>116 016</strong> – خط المساعدة «العنف ضد النساء» بلغات كثيرة</li>
            </ul>
            <p>المكالمات مجانية. اذكروا أين أنتم وماذا حدث.</p>
            """, basedOn: 1),
      ]),
    DemoGuidePage(
      key: "gesundheit", parent: "gesundheit-familie-hilfe", order: 1, fields: ["HF-GE"], version: 3,
      texts: [
        DemoGuideText(
          language: "de", title: "Arzt, Krankenhaus und Vorsorge",
          html: """
            <p>Bei Beschwerden gehen Sie zuerst in eine <strong>Hausarztpraxis</strong>. Die Praxis überweist Sie bei Bedarf in eine Facharztpraxis.
            Für Kinder gibt es Kinderarztpraxen. Bringen Sie immer die Gesundheitskarte oder einen Behandlungsschein mit.</p>
            <h2>Abends und am Wochenende</h2>
            <p>Unter <a href="https://www.116117.de">116 117</a> erreichen Sie den ärztlichen Bereitschaftsdienst. Bei Lebensgefahr rufen Sie
            <strong>112</strong>. In die Notaufnahme gehen Sie nur, wenn es nicht warten kann.</p>
            <h2>Sprachmittlung</h2>
            <p>Fragen Sie schon bei der Terminvergabe, ob jemand Ihre Sprache spricht. Kinder sollten nicht übersetzen. Für schwierige
            Gespräche braucht es ausgebildete Dolmetscherinnen und Dolmetscher.</p>
            <h2>Vorsorge</h2>
            <ul>
              <li>Kinder haben regelmäßige Untersuchungen von U1 bis J1.</li>
              <li>Impfungen sind kostenlos; wer in Kita oder Schule geht, braucht den Masernschutz.</li>
              <li>Erwachsene haben Anspruch auf Früherkennung und Zahnkontrolle.</li>
            </ul>
            <h2>Seelische Gesundheit</h2>
            <p>Wenn Erinnerungen, Angst oder Traurigkeit nicht weggehen, sprechen Sie darüber. Psychosoziale Zentren und das Gesundheitsamt beraten
            kostenlos. Geprüfte Informationen stehen auf <a href="https://gesund.bund.de">gesund.bund.de</a>.</p>
            """, basedOn: 3),
        DemoGuideText(
          language: "en", title: "Doctor, hospital and prevention",
          html: """
            <p>If you feel ill, go to a <strong>family doctor</strong> first. The practice refers you to a specialist if necessary. Always bring your
            health card or treatment certificate.</p>
            <h2>Evenings and weekends</h2>
            <p>Call <a href="https://www.116117.de">116 117</a> for the medical on-call service. If life is in danger, call <strong>112</strong>.</p>
            <h2>Interpreting</h2>
            <p>Ask when you make the appointment whether someone speaks your language. Children should not interpret.</p>
            <h2>Prevention</h2>
            <ul>
              <li>Children have regular check-ups.</li>
              <li>Vaccinations are free.</li>
              <li>Adults have a right to screening and dental check-ups.</li>
            </ul>
            """, basedOn: 3),
        DemoGuideText(
          language: "ar", title: "الطبيب والمستشفى والوقاية",
          html: """
            <p>عند المرض اذهبوا أولاً إلى <strong>طبيب الأسرة</strong> الذي يحوّلكم إلى اختصاصي عند الحاجة. أحضروا دائماً بطاقة التأمين.</p>
            <h2>مساءً وفي عطلة نهاية الأسبوع</h2>
            <p>اتصلوا بالرقم <a href="https://www.116117.de">116 117</a>، وعند خطر على الحياة بالرقم <strong>112</strong>.</p>
            <h2>الترجمة</h2>
            <p>اسألوا عند حجز الموعد عمن يتحدث لغتكم، ولا ينبغي للأطفال أن يترجموا.</p>
            <h2>الوقاية</h2>
            <ul>
              <li>للأطفال فحوص منتظمة.</li>
              <li>اللقاحات مجانية.</li>
            </ul>
            """, basedOn: 2),
      ]),
    DemoGuidePage(
      key: "familie", parent: "gesundheit-familie-hilfe", order: 2, fields: ["HF-GE", "HF-EL"], version: 1,
      texts: [
        DemoGuideText(
          language: "de", title: "Schwangerschaft, Kinder und Familie",
          html: """
            <p>Familien bekommen in Deutschland viel Unterstützung: mit Rat, Zeit und Geld.</p>
            <h2>Schwangerschaft und Geburt</h2>
            <p>Suchen Sie früh eine Frauenarztpraxis und eine <strong>Hebamme</strong>. Die Krankenkasse bezahlt Vorsorge, Geburt und
            Wochenbett. Schwangerschaftsberatungsstellen helfen bei Anträgen, auch wenn Geld für die Erstausstattung fehlt.</p>
            <h2>Frühe Hilfen</h2>
            <p>Im ersten Jahr besuchen Fachkräfte auf Wunsch Familien zu Hause. Babycafés und griffbereitMINI-Gruppen sind gute Orte, um andere
            Eltern kennenzulernen.</p>
            <h2>Geld für Familien</h2>
            <ul>
              <li><strong>Kindergeld</strong> für jedes Kind</li>
              <li><strong>Elterngeld</strong>, wenn Sie nach der Geburt weniger arbeiten</li>
              <li><strong>Kinderzuschlag</strong> und Wohngeld bei kleinem Einkommen</li>
              <li><strong>Unterhaltsvorschuss</strong> für Alleinerziehende</li>
            </ul>
            <p>Ob Sie Anspruch haben, hängt auch vom Aufenthaltstitel ab. Das <a href="https://www.familienportal.de">Familienportal des Bundes</a>
            erklärt alle Leistungen. Beratungsstellen rechnen mit Ihnen nach.</p>
            <h2>Wenn es schwierig wird</h2>
            <p>Erziehungsberatungsstellen und Jugendämter unterstützen Eltern kostenlos und vertraulich. Um Hilfe zu bitten ist ein Zeichen von
            Stärke.</p>
            """, basedOn: 1),
        DemoGuideText(
          language: "en", title: "Pregnancy, children and family",
          html: """
            <p>Families receive a lot of support in Germany: advice, time and money.</p>
            <h2>Pregnancy and birth</h2>
            <p>Look for a gynaecologist and a <strong>midwife</strong> early. Health insurance pays for check-ups, birth and care afterwards.
            Pregnancy counselling centres help with applications.</p>
            <h2>Money for families</h2>
            <ul>
              <li><strong>Child benefit</strong> for every child</li>
              <li><strong>Parental allowance</strong> if you work less after the birth</li>
              <li><strong>Supplementary child allowance</strong> and housing benefit for small incomes</li>
            </ul>
            <p>The federal <a href="https://www.familienportal.de">family portal</a> explains all benefits.</p>
            """, basedOn: 1),
      ]),
    DemoGuidePage(
      key: "beratung", parent: "gesundheit-familie-hilfe", order: 3, fields: ["HF-KIM", "HF-AD"], version: 1,
      texts: [
        DemoGuideText(
          language: "de", title: "Beratung und Schutz",
          html: """
            <p>Beratung ist in der Regel kostenlos, vertraulich und freiwillig. Sie dürfen eine Person Ihres Vertrauens mitbringen.</p>
            <h2>Welche Beratung ist die richtige?</h2>
            <ul>
              <li><strong>Migrationsberatung für Erwachsene:</strong> ab 27 Jahren, zu allen Fragen des Ankommens.</li>
              <li><strong>Jugendmigrationsdienst:</strong> für junge Menschen von 12 bis 27 Jahren.</li>
              <li><strong>Flüchtlingsberatung:</strong> zu Asyl, Bleiberecht und Familiennachzug.</li>
              <li><strong>Kommunales Integrationsmanagement:</strong> persönliche Begleitung bei mehreren Anliegen zugleich.</li>
              <li><strong>Schuldnerberatung:</strong> wenn Rechnungen nicht mehr bezahlt werden können.</li>
            </ul>
            <h2>Diskriminierung</h2>
            <p>Niemand darf wegen Herkunft, Religion, Hautfarbe, Geschlecht, Alter, Behinderung oder sexueller Identität benachteiligt werden.
            Servicestellen gegen Diskriminierung hören zu und helfen. Informationen gibt die
            <a href="https://www.antidiskriminierungsstelle.de">Antidiskriminierungsstelle des Bundes</a>.</p>
            <h2>Gewalt</h2>
            <p>Gewalt ist verboten, auch in der Familie. Das <a href="https://www.hilfetelefon.de">Hilfetelefon</a> berät unter 116 016 rund um die
            Uhr und in vielen Sprachen. Frauenhäuser bieten Schutz. In Gefahr rufen Sie 110.</p>
            """, basedOn: 1),
        DemoGuideText(
          language: "en", title: "Counselling and protection",
          html: """
            <p>Counselling is usually free, confidential and voluntary. You may bring a person you trust.</p>
            <h2>Which service is the right one?</h2>
            <ul>
              <li><strong>Migration counselling for adults:</strong> from 27 years, for all questions of arriving.</li>
              <li><strong>Youth migration service:</strong> for young people from 12 to 27 years.</li>
              <li><strong>Refugee counselling:</strong> on asylum, right to stay and family reunion.</li>
              <li><strong>Debt counselling:</strong> if bills can no longer be paid.</li>
            </ul>
            <h2>Discrimination and violence</h2>
            <p>Nobody may be treated unfairly because of origin, religion, gender, age or disability. Violence is forbidden, also within the
            family. The <a href="https://www.hilfetelefon.de">helpline</a> can be reached on 116 016 at any time. In danger call 110.</p>
            """, basedOn: 1),
        DemoGuideText(
          language: "ar", title: "الاستشارة والحماية",
          html: """
            <p>الاستشارة عادة مجانية وسرية وطوعية، ويمكنكم اصطحاب شخص تثقون به.</p>
            <h2>أي استشارة هي المناسبة؟</h2>
            <ul>
              <li><strong>استشارة الهجرة للبالغين:</strong> من 27 سنة في كل أسئلة الوصول.</li>
              <li><strong>خدمة الشباب المهاجرين:</strong> من 12 إلى 27 سنة.</li>
              <li><strong>استشارة اللاجئين:</strong> حول اللجوء والإقامة ولمّ الشمل.</li>
              <li><strong>استشارة الديون:</strong> عند العجز عن دفع الفواتير.</li>
            </ul>
            <h2>التمييز والعنف</h2>
            <p>لا يجوز التمييز ضد أحد بسبب الأصل أو الدين أو الجنس أو العمر أو الإعاقة. العنف ممنوع حتى داخل العائلة.
            <a href="https://www.hilfetelefon.de">خط المساعدة</a> متاح على 116 016 في أي وقت، وعند الخطر اتصلوا بالرقم 110.</p>
            """, basedOn: 1),
      ]),
    DemoGuidePage(
      key: "mitmachen", parent: "gesundheit-familie-hilfe", order: 4, fields: ["HF-EH", "HF-PP"], version: 1,
      texts: [
        DemoGuideText(
          language: "de", title: "Mitmachen und mitbestimmen",
          html: """
            <p>Ankommen heißt auch: dazugehören und mitgestalten. Dafür gibt es viele Wege.</p>
            <h2>Ehrenamt</h2>
            <p>Ob als Lesepatin, im Sportverein, bei der Feuerwehr oder im Begegnungscafé: Freiwillige werden überall gebraucht. Ihre Sprachen und
            Erfahrungen sind wertvoll. Mit <strong>KOMM-AN NRW</strong> fördert das Land Menschen, die sich in der Integrationsarbeit engagieren.
            Schulungen sind kostenlos.</p>
            <h2>Vereine</h2>
            <p>In Vereinen lernen Sie Menschen mit gleichen Interessen kennen. Viele Menschen mit Einwanderungsgeschichte haben eigene Vereine
            gegründet, die <strong>Migrantenselbstorganisationen</strong>. Sie beraten, feiern, unterrichten und vertreten ihre Mitglieder. Das
            Kommunale Integrationszentrum hilft bei der Gründung.</p>
            <h2>Mitbestimmen</h2>
            <p>In vielen Städten wird ein <strong>Integrationsrat</strong> oder Integrationsausschuss gewählt. Er bringt Anliegen in die Politik ein.
            Menschen aus der Europäischen Union dürfen bei Kommunalwahlen wählen. Eltern können in Kita und Schule mitreden.</p>
            <h2>Sprachmittlung</h2>
            <p>Sie sprechen gut Deutsch und eine weitere Sprache? Dann werden Sie Laiensprachmittlerin oder Laiensprachmittler. Sie erhalten eine
            Schulung und für jeden Einsatz eine Aufwandsentschädigung.</p>
            """, basedOn: 1)
      ]),
  ]
}
