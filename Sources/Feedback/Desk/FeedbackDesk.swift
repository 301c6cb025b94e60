// SPDX-License-Identifier: EUPL-1.2
package import Access
internal import Kernel
internal import Records
internal import Storage
internal import Web
package import Workplace

/// Who reads what the public writes, and who answers it.
package enum FeedbackPermissions {
  package static let answer = Permission(
    "feedback.answer", "Rückmeldungen lesen und beantworten",
    [.centerHead, .centerStaff, .centerAdministration, .coordinationHead, .coordinationMember])

  package static let all = [answer]
}

/// The desk at which a centre reads and answers what the public wrote to it.
///
/// Nobody writes or changes such messages here: they are answered by mail or telephone and then marked as done. From that
/// day their personal parts are kept for 180 days.
package enum FeedbackDesk {
  static let slug = "rueckmeldungen"
  package static let path = DeskPath(slug)

  static let menu = [
    StaffLink(FeedbackWord.desk, path.list, .permission(FeedbackPermissions.answer), in: .today)
  ]

  static func routes(_ services: Services, _ sources: [FeedbackSource]) -> [Route] {
    var desk = desk
    desk.panels = [FeedbackPanels.subject(sources)]
    return desk.routes(services, fixed: Set(FeedbackMessage.descriptor.fields.map(\.name)))
  }

  /// What waits for an answer: barriers by their last day, everything else the oldest first.
  package static let startPanels = [
    desk.panel(FeedbackWord.openBarriers, note: "due") { _ in
      [("f-topic", FeedbackMessage.Topic.barrier.rawValue), ("f-status", open), ("sortierung", "due")]
    },
    desk.panel(FeedbackWord.openMessages, note: "topic") { _ in
      FeedbackMessage.Topic.allCases.filter { $0 != .barrier }.map { ("f-topic", $0.rawValue) }
        + [("f-status", open), ("sortierung", "reference")]
    },
  ]

  private static let open = FeedbackMessage.Status.open.rawValue

  private static let desk: Desk<FeedbackMessage> = {
    var desk = Desk<FeedbackMessage>(
      slug, view: FeedbackPermissions.answer, edit: FeedbackPermissions.answer,
      columns: ["reference", "topic", "about_title", "status", "due"], filters: ["topic", "status", "due"],
      archive: { _, _ in
        throw Problem("feedback.not-archived", .conflict, "Bitte markieren Sie die Rückmeldung als erledigt.")
      },
      steps: [
        DeskStep(
          "erledigt", "Als erledigt markieren", FeedbackPermissions.answer, applies: { $0.record.status == .open },
          run: { try FeedbackActions.finish($0, $1) }),
        DeskStep(
          "oeffnen", "Wieder öffnen", FeedbackPermissions.answer, applies: { $0.record.status == .done },
          run: { try FeedbackActions.reopen($0, $1) }),
      ])
    desk.isOpenToNew = false
    desk.isArchivable = false
    return desk
  }()
}

/// What else is shown with a message.
enum FeedbackPanels {
  /// The way to what somebody wrote about, to answer and to mend it.
  static func subject(_ sources: [FeedbackSource]) -> DeskPanel<FeedbackMessage> {
    DeskPanel { stored, staff in
      let message = stored.record
      let view = staff.view
      var links: [HTML] = []
      if let source = sources.first(where: { $0.kind == message.aboutKind }), let id = Identifier(message.about) {
        let found = try await staff.services.database.read { try source.find($0, id) }
        if let found { links.append(link(view.link(found.path), view[FeedbackWord.toPublicPage])) }
        if let path = source.staffPath(id) { links.append(link(view.link(path), view[FeedbackWord.toRecord])) }
      }
      if !message.mail.isEmpty {
        links.append(link(mailLink(message), view[FeedbackWord.answerByMail]))
      }
      if links.isEmpty { return HTML() }
      return """
        <section class="sub"><h2>\(view[FeedbackWord.deal])</h2><p>\(view[FeedbackWord.dealText])</p>
        <ul class="plain">\(each: links, { "<li>\($0)</li>" })</ul></section>

        """
    }
  }

  private static func link(_ address: String, _ text: String) -> HTML { "<a href=\"\(address)\">\(text)</a>" }

  /// The reference stands in the subject, so that an answer can be told from others.
  private static func mailLink(_ message: FeedbackMessage) -> String {
    "mailto:\(Percent.encode(message.mail))?subject=\(Percent.encode("Ihre Rückmeldung \(message.reference)"))"
  }
}
