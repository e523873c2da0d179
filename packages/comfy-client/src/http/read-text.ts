import { ComfyResponseError } from '../errors.ts'
import type { Exchanged } from './exchange.ts'

/** Reads the whole body as text; refuses more than `maxBytes`. Always stops the exchange's clock. */
export async function readText(exchanged: Exchanged, maxBytes: number): Promise<string> {
  const { body, status, contentType, contentLength, limit, fail } = exchanged
  const tooLarge = (): ComfyResponseError =>
    new ComfyResponseError(`The answer is larger than ${maxBytes} bytes`, { status, contentType })
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    if (contentLength !== undefined && contentLength > maxBytes) throw tooLarge()
    for await (const chunk of body) {
      if (!Buffer.isBuffer(chunk)) continue
      bytes += chunk.byteLength
      if (bytes > maxBytes) throw tooLarge()
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString('utf8')
  } catch (error) {
    exchanged.discard()
    throw fail(error)
  } finally {
    limit[Symbol.dispose]()
  }
}

const errorBodyBytes = 65_536

/** Reads as much of any body as an error message needs. */
export async function readHead(exchanged: Exchanged): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of exchanged.body) {
      if (Buffer.isBuffer(chunk)) text += decoder.decode(chunk, { stream: true })
      if (text.length >= errorBodyBytes) break
    }
  } catch {
    // A failure to read the body is ignored, since the status is what matters.
  } finally {
    exchanged.discard()
  }
  return text.slice(0, errorBodyBytes)
}
