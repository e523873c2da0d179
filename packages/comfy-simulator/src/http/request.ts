import type { IncomingMessage } from 'node:http'
import { parseJson } from '../python/parse.ts'
import { isDict, type PyDict, type PyValue } from '../python/value.ts'

/** ComfyUI's `--max-upload-size` in bytes, here for every body. */
export const bodyLimit = 104_857_600

export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError'
}

const readBody = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message) {
    const buffer = Buffer.from(chunk)
    size += buffer.length
    if (size > bodyLimit) throw new BodyTooLargeError(`The body is larger than ${bodyLimit} bytes`)
    chunks.push(buffer)
  }
  return Buffer.concat(chunks)
}

export class RouteRequest {
  readonly method: string
  /** The decoded path, without the leading `/api`. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  /** The path parameters that the route names. */
  readonly parameters: Readonly<Record<string, string>>
  readonly #message: IncomingMessage

  constructor(
    message: IncomingMessage,
    place: { path: string; query: URLSearchParams; parameters: Readonly<Record<string, string>> },
  ) {
    this.#message = message
    this.method = message.method ?? 'GET'
    this.path = place.path
    this.query = place.query
    this.parameters = place.parameters
    this.headers = message.headers
  }

  parameter(name: string): string {
    return this.parameters[name] ?? ''
  }

  bytes(): Promise<Buffer> {
    return readBody(this.#message)
  }

  /** The body, whatever its `Content-Type` says; raises for invalid JSON. */
  async json(): Promise<PyValue> {
    return parseJson((await this.bytes()).toString('utf8'))
  }

  /** The body as an object; raises for any other value. */
  async dict(): Promise<PyDict> {
    const value = await this.json()
    if (isDict(value)) return value
    throw new TypeError('The body is not an object')
  }
}
