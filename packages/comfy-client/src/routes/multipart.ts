import type { StreamedBody } from '../http/exchange.ts'

interface StreamedFile {
  /** The name of the form's field. */
  readonly field: string
  readonly filename: string
  readonly bytes: number
  readonly content: AsyncIterable<Uint8Array>
}

/** A form with one file, which is sent as it is read: `FormData` takes only what is in memory, or a file by its path. */
export function toMultipart(
  fields: Readonly<Record<string, string>>,
  { field, filename, bytes, content }: StreamedFile,
): StreamedBody {
  const boundary = `darkroom-${crypto.randomUUID()}`
  const texts = Object.entries(fields).map(
    ([name, value]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`,
  )
  const place = `content-disposition: form-data; name="${quoted(field)}"; filename="${quoted(filename)}"`
  const before = Buffer.from(
    `${texts.join('')}--${boundary}\r\n${place}\r\ncontent-type: application/octet-stream\r\n\r\n`,
  )
  const after = Buffer.from(`\r\n--${boundary}--\r\n`)
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    contentLength: before.length + bytes + after.length,
    chunks: joined(before, content, after),
  }
}

/** As browsers write it: https://html.spec.whatwg.org/#multipart-form-data. */
const quoted = (text: string): string =>
  text.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22')

async function* joined(
  before: Uint8Array,
  content: AsyncIterable<Uint8Array>,
  after: Uint8Array,
): AsyncGenerator<Uint8Array, void> {
  yield before
  yield* content
  yield after
}
