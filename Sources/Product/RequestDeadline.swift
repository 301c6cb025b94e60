// SPDX-License-Identifier: EUPL-1.2
internal import NIOCore
internal import NIOHTTPTypes

/// Closes connections that take too long to say what they want, so that slow senders cannot hold all of them.
///
/// A request's head must be there within 20 seconds, its body within 60 more, however many single bytes arrive meanwhile.
/// A class because channel handlers are.
final class RequestDeadline: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private static let head = TimeAmount.seconds(20)
  private static let body = TimeAmount.seconds(60)
  private var deadline: Scheduled<Void>?

  func handlerAdded(context: ChannelHandlerContext) { if context.channel.isActive { expect(Self.head, context) } }

  func channelActive(context: ChannelHandlerContext) {
    expect(Self.head, context)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head: expect(Self.body, context)
    case .body: break
    case .end: deadline?.cancel()
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { expect(Self.head, context) }
    context.write(data, promise: promise)
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    context.fireChannelInactive()
  }

  private func expect(_ time: TimeAmount, _ context: ChannelHandlerContext) {
    deadline?.cancel()
    let channel = context.channel
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: time) { channel.close(promise: nil) }
  }
}
