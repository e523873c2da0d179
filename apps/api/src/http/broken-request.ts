import type { Duplex } from 'node:stream'

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

/** Answers bytes that are no request, which no route ever sees, with a problem as routes do. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const { status, title, ...rest } = describe(error.code)
  const trace_id = crypto.randomUUID()
  const body = JSON.stringify({ type: 'about:blank', title, status, ...rest, trace_id })
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'x-content-type-options: nosniff',
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
