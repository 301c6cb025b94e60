// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Web

/// Finds the ISO 639-3 code for whatever a feed calls a language.
enum HSDSLanguages {
  /// - Parameter text: a code of two or three letters, also with a region (`en-GB`), or a German, English or own name.
  static func code(_ text: String) -> String? {
    let wanted = text.trimmedHSDS.lowercased()
    if wanted.isEmpty { return nil }
    if let known = LanguageNames.code(named: wanted) ?? byName[wanted] { return known }
    let start = String(wanted.prefix { $0 != "-" && $0 != "_" })
    guard start.utf8.allSatisfy({ (97...122).contains($0) }) else { return nil }
    switch start.utf8.count {
    case 2: return LanguageNames.code(named: start) ?? byTwo[start]
    case 3: return oldCodes[start] ?? (known.contains(start) || LanguageNames.known.contains(start) ? start : nil)
    default: return nil
    }
  }

  private static let byTwo: [String: String] = pairs(
    """
    aa aar ab abk ae ave af afr ak aka an arg as asm av ava ay aym ba bak be bel bi bis bm bam bo bod br bre ca cat \
    ce che ch cha co cos cr cre cv chv cy cym da dan dv div dz dzo ee ewe eo epo et est eu eus ff ful fi fin fj fij \
    fo fao fy fry ga gle gd gla gl glg gn grn gu guj gv glv ho hmo ht hat hz her ia ina id ind ie ile ig ibo ii iii \
    ik ipk io ido is isl iu iku ja jpn jv jav kg kon ki kik kj kua kk kaz kl kal km khm kn kan ko kor kr kau ks kas \
    kv kom kw cor ky kir la lat lb ltz lg lug li lim ln lin lo lao lt lit lu lub lv lav mg mlg mh mah mi mri ml mal \
    mn mon mr mar ms msa mt mlt my mya na nau nb nob nd nde ne nep ng ndo nn nno no nor nr nbl nv nav ny nya oc oci \
    oj oji om orm or ori os oss pi pli qu que rm roh rn run rw kin sa san sc srd sd snd se sme sg sag si sin sk slk \
    sl slv sm smo sn sna ss ssw st sot su sun sv swe te tel tg tgk tk tuk tl tgl tn tsn to ton ts tso tt tat tw twi \
    ty tah ug uig uz uzb ve ven vo vol wa wln xh xho yi yid yo yor za zha zu zul
    """)

  private static let known = Set(byTwo.values).union(byName.values)

  /// Codes of ISO 639-2 (bibliographic) and collective codes that ISO 639-3 writes otherwise.
  private static let oldCodes: [String: String] = pairs(
    """
    ger deu fre fra gre ell per fas dut nld alb sqi arm hye chi zho cze ces geo kat mac mkd rum ron slo slk wel cym \
    bur mya ice isl may msa tib bod baq eus mao mri kur kmr
    """)

  private static let byName: [String: String] = pairs(
    """
    farsi fas persisch fas persian fas kurdisch kmr kurdish kmr kurmandschi kmr kurmanci kmr kurmanji kmr sorani ckb \
    mandarin zho paschto pus pashtu pus pastho pus romani rom romanes rom slowakisch slk slovak slk slowenisch slv \
    slovenian slv litauisch lit lithuanian lit lettisch lav latvian lav estnisch est estonian est finnisch fin \
    finnish fin schwedisch swe swedish swe dänisch dan danish dan norwegisch nor norwegian nor japanisch jpn \
    japanese jpn koreanisch kor korean kor indonesisch ind indonesian ind malaiisch msa malay msa tagalog tgl \
    nepalesisch nep nepali nep singhalesisch sin sinhala sin malayalam mal telugu tel gujarati guj marathi mar \
    kasachisch kaz kazakh kaz usbekisch uzb uzbek uzb uigurisch uig uyghur uig kinyarwanda kin lingala lin fula ful \
    fulfulde ful yoruba yor igbo ibo twi twi oromo orm madagassisch mlg malagasy mlg belarussisch bel belarusian bel \
    katalanisch cat catalan cat isländisch isl icelandic isl irisch gle irish gle luxemburgisch ltz luxembourgish \
    ltz mongolisch mon mongolian mon turkmenisch tuk turkmen tuk tadschikisch tgk tajik tgk tatarisch tat tatar tat \
    tschetschenisch che chechen che zazaki zza aramäisch arc aramaic arc berberisch ber tamazight tzm tarifit rif \
    edo bin ewe ewe bambara bam mandinka mnk krio kri afrikaans afr maltesisch mlt maltese mlt flämisch nld \
    serbokroatisch hbs gebärdensprache gsg walisisch cym welsh cym burmesisch mya burmese mya khmer khm laotisch lao \
    lao lao tibetisch bod tibetan bod jiddisch yid yiddish yid latein lat latin lat mandschu mnc
    """)

  private static func pairs(_ text: String) -> [String: String] {
    let words = text.split(separator: " ").map(String.init)
    var pairs: [String: String] = [:]
    for index in stride(from: 0, to: words.count - 1, by: 2) { pairs[words[index]] = words[index + 1] }
    return pairs
  }
}
