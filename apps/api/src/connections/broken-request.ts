import type { Duplex } from 'node:stream'
import type { Exchange } from './one-at-a-time.ts'

interface Broken {
  readonly status: number
  readonly title: string
  readonly code: string
  readonly detail: string
  readonly hint: string
}

/** The error of a code of Node's HTTP parser; an unknown code means that the bytes are not HTTP. */
function describe(code: string | undefined): Broken {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return {
        status: 431,
        title: 'Request Header Fields Too Large',
        code: 'headers_too_large',
        detail: 'The address and the headers of this request are too long together.',
        hint: 'Send what is long in the body of a POST.',
      }
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return {
        status: 413,
        title: 'Too large',
        code: 'too_large',
        detail: 'The chunk extensions of this body are too long.',
        hint: 'Send the body without them.',
      }
    case 'HPE_INVALID_CHUNK_SIZE':
    case 'HPE_INVALID_TRANSFER_ENCODING':
    case 'HPE_INVALID_CONTENT_LENGTH':
    case 'HPE_UNEXPECTED_CONTENT_LENGTH':
    case 'HPE_INVALID_EOF_STATE':
      return {
        status: 400,
        title: 'Invalid input',
        code: 'invalid_framing',
        detail:
          'The body of this request is not as long, or not in such chunks, as its headers say.',
        hint: 'Send either Content-Length or Transfer-Encoding: chunked, and what it says.',
      }
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return {
        status: 408,
        title: 'Request Timeout',
        code: 'request_timeout',
        detail: 'The request did not arrive whole in time.',
        hint: 'Send it again.',
      }
    default:
      return {
        status: 400,
        title: 'Bad Request',
        code: 'invalid_request',
        detail: 'This is no valid HTTP request.',
        hint: 'Percent-encode everything in the address that is not plain ASCII.',
      }
  }
}

/** The answer to bytes that are no request, which no route ever sees: a problem, as from routes. */
function brokenAnswer(code: string | undefined): string {
  const { status, title, ...rest } = describe(code)
  const trace_id = crypto.randomUUID()
  const body = JSON.stringify({ type: 'about:blank', title, status, ...rest, trace_id })
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'x-content-type-options: nosniff',
    'connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}

/**
 * Answers what Node cannot read as a request. A body that breaks off is its own request's answer, unless that has begun
 * already; anything else comes after the answers to what was asked before it.
 */
export function answerBrokenRequests(
  underWay: ReadonlyMap<Duplex, Exchange>,
): (error: Error & { code?: string }, socket: Duplex) => void {
  return function answer(error, socket) {
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy()
      return
    }
    const before = underWay.get(socket)
    if (before?.incoming.complete === true) {
      socket.pause()
      before.outgoing.once('close', () => answer(error, socket))
    } else if (before?.outgoing.headersSent === true) {
      socket.destroy()
    } else {
      socket.end(brokenAnswer(error.code))
    }
  }
}
