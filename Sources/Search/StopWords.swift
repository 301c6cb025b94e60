// SPDX-License-Identifier: EUPL-1.2

/// How much a word of a query says about what is looked for.
enum WordImportance: Sendable {
  /// Articles, pronouns, prepositions, question words: left out as long as any other word is there.
  case none
  /// Words that questions are built with ("finden", "brauche", "möglich"): count little.
  case little
  case full
}

/// Short lists of function words; data of the languages, not of any collection of texts.
enum StopWords {
  static func importance(of key: [UInt8], language: Int) -> WordImportance {
    let tables: [Int] = language == 0 ? [0] : [language, 0]
    for table in tables {
      if none[table]?.contains(key) == true { return .none }
      if little[table]?.contains(key) == true { return .little }
    }
    return .full
  }

  /// Whether the word may not be a part of a German compound: function words and separable prefixes ("aus", "fort").
  static func isNoCompoundPart(_ key: [UInt8]) -> Bool {
    none[0]?.contains(key) == true || prefixes.contains(key)
  }

  private static func table(_ words: String) -> Set<[UInt8]> {
    Set(words.split(whereSeparator: \.isWhitespace).map { Folding.key(String($0)) })
  }

  private static let none: [Int: Set<[UInt8]>] = [
    0: table(german), 1: table(english), 2: table(arabic), 3: table(turkish), 4: table(ukrainian), 5: table(ukrainian),
  ]

  private static let little: [Int: Set<[UInt8]>] = [0: table(germanWeak), 1: table(englishWeak)]

  private static let prefixes = table(
    """
    fort weg los her hin wieder fest frei hoch nieder voll fehl dar ent ver zer miss um ein rein raus runter hinaus
    heraus hervor voraus vorbei zurück zusammen weiter ung ungen keit heit schaft lich isch bar sam haft tion ionen
    ier iert end ende enden ern ert ers erin innen ster sten ste tum nis che chen lein ling are ere ore
    """)

  private static let german = """
    aber alle allem allen aller alles als also am an andere anderen anderem anderer anderes auch auf aus außerdem bei beim
    bereits bin bis bist da dabei dadurch dafür dagegen daher dahin damit danach daneben dann daran darauf daraus darf darfst
    darin darüber darum darunter das dass daß davon davor dazu dein deine deinem deinen deiner deines dem den denen denn dennoch
    der deren des deshalb dessen deswegen dich die dies diese diesem diesen dieser dieses dir doch dort du durch dürfen dürft
    ebenfalls eben eher ein eine einem einen einer eines einige einigen einiger einiges entweder er es etwa etwas euch euer eure
    eurem euren eurer falls für ganz gar gegen genau gerne gern gewesen habe haben habt hast hat hatte hätte hatten hätten her
    hier hierfür hierzu hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in indem ins irgend irgendwo ist
    ja jede jedem jeden jeder jedes jedoch jemand jene jenem jenen jener jenes jetzt kann kannst kein keine keinem keinen keiner
    können könnt könnte könnten könntest machen mal man manche manchem manchen mancher manches mehr mein meine meinem meinen
    meiner meines mich mir mit möchte möchten möchtest muss mussten musst muß müssen müsst müsste nach nachdem nein nicht nichts
    noch nun nur ob oben obwohl oder ohne schon sehr sei seid sein seine seinem seinen seiner seines seit selbst sich sie sind so
    sobald sofern sogar solch solche solchem solchen solcher soll sollen sollst sollt sollte sollten sondern sonst soweit sowie
    sowohl statt trotz trotzdem über überhaupt um und uns unser unsere unserem unseren unserer unter viel viele vielem vielen vom
    von vor während wann war waren warst warum was weder wegen weil welche welchem welchen welcher welches wem wen wenig wenige
    wenn wer werde werden werdet weshalb wessen wie wieder wieso will willst wir wird wirst wo wobei wodurch wofür woher wohin
    womit woran worauf woraus worin worüber worum wovon wozu wollen wollt wollte wurde wurden würde würden zu zudem zum zur zwar
    zwischen gibt gebe geben gab bzw usw etc z.b. ggf sodass wäre wären bitte
    """

  private static let germanWeak = """
    finden finde findet gefunden fand suchen suche sucht gesucht brauchen brauche braucht benötigen benötige benötigt benötigte
    bekommen bekomme bekommt erhalten erhalte erhält kriegen kriege bieten bietet angeboten gehen gehe geht kommen komme kommt tun
    tue tut getan macht mache gemacht lassen lasse lässt gelassen möglich möglichkeit möglichkeiten wichtig wichtige wichtigen
    wichtigsten verschieden verschiedene verschiedenen bestimmte bestimmten bestimmter richtig richtige gut gute guten besser
    beste besten am nutzen nutze genutzt verwenden verwendet information informationen infos info wissen weiß erfahren erfahre
    frage fragen thema themen beispiel beispielsweise hilft helfen stehen steht liegt liegen heißt bedeutet gilt gelten leicht
    einfach schnell neu neue neuen ort orte nähe leute person personen menschen mensch fall dinge sache sachen art arten zeit
    lang lange oft häufig meist meisten normalerweise eigentlich wirklich genug ungefähr zuständig vorgehen beachten wenden
    wende
    """

  private static let english = """
    a about after all also am an and any are as at be been before being but by can could did do does doing down during each few
    for from had has have having he her here hers him his how i if in into is it its just me more most my no nor not of off on
    once only or other our ours out over own same she should so some such than that the their theirs them then there these they
    this those through to too under until up very was we were what when where which while who whom whose why will with would you
    your yours may might must shall please
    """

  private static let englishWeak = """
    find get need needs want look looking information info help go make use know good best way thing things people person
    """

  private static let arabic = """
    في من على إلى الى عن مع هذا هذه ذلك تلك التي الذي الذين هو هي هم هن أنا انا نحن أنت انت كان كانت يكون ما ماذا متى أين اين
    كيف هل لماذا كم أي اي كل بعض أو او و ثم لا لم لن ليس قد إن ان أن بين عند بعد قبل حتى إذا اذا لي لك له لها لهم يمكن يمكنني
    أستطيع
    """

  private static let turkish = """
    ve veya ya da de ile için bir bu şu o ben sen biz siz onlar ne nerede nasıl neden niçin kim hangi mi mı mu mü ama fakat çok
    daha en gibi kadar var yok olan olarak her bana beni benim sana size bize nereye nereden kaç
    """

  private static let ukrainian = """
    і й та але або чи не ні на в у з із зі до від для по про за над під при через без як що хто де куди коли чому який яка яке які
    це цей ця ці той та те ті я ти він вона воно ми ви вони мене мені мій моя моє є був була було були бути можна можу можете треба
    и а но или как что кто где когда почему это этот эта эти тот он она оно мы вы они меня мне мой моя есть был была быть можно нужно
    для от до из со во о об
    """
}
