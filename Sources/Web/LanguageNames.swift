// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// What languages are called: in themselves, and in the languages of the interface. ISO 639-3 codes for spoken ones (F26).
package enum LanguageNames {
  /// The language's name for itself, by code of two or three letters.
  package static func own(_ language: Language) -> String { entry(language.code)?.own ?? language.code }

  /// The name in a language of the interface.
  package static func name(_ code: String, in language: Language) -> String {
    switch language {
    case .arabic: arabicNames[code] ?? code
    case .english: englishNames[code] ?? code
    default: germanNames[code] ?? code
    }
  }

  // Cards of lists show several.
  private static let arabicNames = byCode.mapValues(\.arabic)
  private static let englishNames = byCode.mapValues(\.english)
  private static let germanNames = byCode.mapValues(\.german)

  /// ISO 639-3 codes of all languages with names, in the order of their German names.
  package static let known: [String] = entries.map(\.three)

  /// The same languages by the codes under which texts are kept: two letters where there are two.
  package static let shortest: [String] = entries.map { $0.two.isEmpty ? $0.three : $0.two }

  /// Whether Verbund has names for the language of a code of two or three letters.
  package static func isKnown(_ code: String) -> Bool { entry(code) != nil }

  /// The code of three letters for one of two, or the same.
  package static func three(_ code: String) -> String { entry(code)?.three ?? code }

  /// Finds a language by any of its names or codes, as people write them in spreadsheets.
  package static func code(named name: String) -> String? {
    let wanted = name.trimmed.lowercased()
    return wanted.isEmpty ? nil : byName[wanted]
  }

  private static let byName: [String: String] = {
    var byName: [String: String] = [:]
    for entry in entries {
      for name in [entry.three, entry.two, entry.german, entry.english, entry.own]
      where byName[name.lowercased()] == nil {
        byName[name.lowercased()] = entry.three
      }
    }
    return byName
  }()

  private struct Entry: Sendable {
    let three: String
    let two: String
    let german: String
    let english: String
    let arabic: String
    let own: String
  }

  private static func entry(_ code: String) -> Entry? { byCode[code] }

  private static let byCode: [String: Entry] = {
    var byCode: [String: Entry] = [:]
    for entry in entries {
      byCode[entry.three] = entry
      if !entry.two.isEmpty { byCode[entry.two] = entry }
    }
    return byCode
  }()

  private static let entries: [Entry] = table.split(separator: "\n").compactMap { line in
    let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6 else { return nil }
    return Entry(
      three: parts[0], two: parts[1], german: parts[2], english: parts[3], arabic: parts[4], own: parts[5])
  }

  private static let table = """
    sqi|sq|Albanisch|Albanian|الألبانية|Shqip
    amh|am|Amharisch|Amharic|الأمهرية|አማርኛ
    ara|ar|Arabisch|Arabic|العربية|العربية
    aii||Aramäisch (Suret)|Aramaic (Suret)|الآرامية (السورت)|ܣܘܪܝܬ
    hye|hy|Armenisch|Armenian|الأرمنية|Հայերեն
    aze|az|Aserbaidschanisch|Azerbaijani|الأذرية|Azərbaycanca
    ben|bn|Bengalisch|Bengali|البنغالية|বাংলা
    bos|bs|Bosnisch|Bosnian|البوسنية|Bosanski
    bul|bg|Bulgarisch|Bulgarian|البلغارية|Български
    zho|zh|Chinesisch|Chinese|الصينية|中文
    dan|da|Dänisch|Danish|الدنماركية|Dansk
    prs||Dari|Dari|الدرية|دری
    deu|de|Deutsch|German|الألمانية|Deutsch
    gsg||Deutsche Gebärdensprache|German Sign Language|لغة الإشارة الألمانية|DGS
    eng|en|Englisch|English|الإنجليزية|English
    est|et|Estnisch|Estonian|الإستونية|Eesti
    fin|fi|Finnisch|Finnish|الفنلندية|Suomi
    fra|fr|Französisch|French|الفرنسية|Français
    kat|ka|Georgisch|Georgian|الجورجية|ქართული
    ell|el|Griechisch|Greek|اليونانية|Ελληνικά
    hau|ha|Hausa|Hausa|الهوسا|Hausa
    heb|he|Hebräisch|Hebrew|العبرية|עברית
    hin|hi|Hindi|Hindi|الهندية|हिन्दी
    ibo|ig|Igbo|Igbo|الإيغبو|Igbo
    ind|id|Indonesisch|Indonesian|الإندونيسية|Bahasa Indonesia
    ita|it|Italienisch|Italian|الإيطالية|Italiano
    jpn|ja|Japanisch|Japanese|اليابانية|日本語
    kaz|kk|Kasachisch|Kazakh|الكازاخية|Қазақша
    kor|ko|Koreanisch|Korean|الكورية|한국어
    hrv|hr|Kroatisch|Croatian|الكرواتية|Hrvatski
    kmr|ku|Kurdisch (Kurmandschi)|Kurdish (Kurmanji)|الكردية (الكرمانجية)|Kurmancî
    ckb||Kurdisch (Sorani)|Kurdish (Sorani)|الكردية (السورانية)|سۆرانی
    lav|lv|Lettisch|Latvian|اللاتفية|Latviešu
    lin|ln|Lingala|Lingala|اللينغالا|Lingála
    lit|lt|Litauisch|Lithuanian|الليتوانية|Lietuvių
    mkd|mk|Mazedonisch|Macedonian|المقدونية|Македонски
    mon|mn|Mongolisch|Mongolian|المنغولية|Монгол
    nep|ne|Nepali|Nepali|النيبالية|नेपाली
    nld|nl|Niederländisch|Dutch|الهولندية|Nederlands
    nor|no|Norwegisch|Norwegian|النرويجية|Norsk
    pus|ps|Paschtu|Pashto|البشتوية|پښتو
    fas|fa|Persisch (Farsi)|Persian (Farsi)|الفارسية|فارسی
    pol|pl|Polnisch|Polish|البولندية|Polski
    por|pt|Portugiesisch|Portuguese|البرتغالية|Português
    pan|pa|Punjabi|Punjabi|البنجابية|ਪੰਜਾਬੀ
    rom||Romanes|Romani|الرومانية الغجرية|Romani čhib
    ron|ro|Rumänisch|Romanian|الرومانية|Română
    rus|ru|Russisch|Russian|الروسية|Русский
    swe|sv|Schwedisch|Swedish|السويدية|Svenska
    srp|sr|Serbisch|Serbian|الصربية|Српски
    sin|si|Singhalesisch|Sinhala|السنهالية|සිංහල
    slk|sk|Slowakisch|Slovak|السلوفاكية|Slovenčina
    slv|sl|Slowenisch|Slovenian|السلوفينية|Slovenščina
    som|so|Somali|Somali|الصومالية|Soomaali
    spa|es|Spanisch|Spanish|الإسبانية|Español
    swa|sw|Suaheli|Swahili|السواحيلية|Kiswahili
    tgl|tl|Tagalog|Tagalog|التاغالوغية|Tagalog
    zgh||Tamazight|Tamazight|الأمازيغية|ⵜⴰⵎⴰⵣⵉⵖⵜ
    tam|ta|Tamil|Tamil|التاميلية|தமிழ்
    rif||Tarifit|Tarifit|الريفية|Tarifit
    tha|th|Thailändisch|Thai|التايلاندية|ไทย
    tir|ti|Tigrinya|Tigrinya|التغرينية|ትግርኛ
    ces|cs|Tschechisch|Czech|التشيكية|Čeština
    tur|tr|Türkisch|Turkish|التركية|Türkçe
    twi|tw|Twi|Twi|التوي|Twi
    ukr|uk|Ukrainisch|Ukrainian|الأوكرانية|Українська
    hun|hu|Ungarisch|Hungarian|المجرية|Magyar
    urd|ur|Urdu|Urdu|الأردية|اردو
    uzb|uz|Usbekisch|Uzbek|الأوزبكية|Oʻzbekcha
    vie|vi|Vietnamesisch|Vietnamese|الفيتنامية|Tiếng Việt
    wol|wo|Wolof|Wolof|الولوفية|Wolof
    yor|yo|Yoruba|Yoruba|اليوروبا|Yorùbá
    zza||Zazaki|Zazaki|الزازاكية|Zazakî
    """
}
