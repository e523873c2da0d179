import { readDataUrl } from '@darkroom/input-pictures'
import type { Context } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { isForm } from '../http/takes-bytes.ts'
import { onlyFile } from './only-file.ts'

export interface SentBytes {
  readonly content: AsyncIterable<Uint8Array>
  /** How many there will be, where the request says so. */
  readonly expectedBytes?: number | undefined
}

/** Gets what is behind an address. */
export type FetchInput = (url: string, signal: AbortSignal) => AsyncIterable<Uint8Array>

async function* nothing(): AsyncGenerator<Uint8Array, void> {}

/** The body as it comes. Who stops early leaves the rest unread, and the connection whole for the answer. */
const bodyOf = (c: Context<AppEnv>): AsyncIterable<Uint8Array> =>
  c.req.raw.body?.values({ preventCancel: true }) ?? nothing()

/** What a body that is no JSON holds: the file of a form, or itself, whatever its media type says. */
export function sentBytes(c: Context<AppEnv>): SentBytes {
  const type = c.req.header('content-type')
  const body = bodyOf(c)
  if (isForm(type)) return { content: onlyFile(body, type) }
  const length = c.req.header('content-length')
  return { content: body, expectedBytes: length === undefined ? undefined : Number(length) }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes
}

/** What a data URL holds, or an address gives. */
export function bytesBehind(
  url: string,
  {
    limitBytes,
    fetchInput,
    signal,
  }: { readonly limitBytes: number; readonly fetchInput: FetchInput; readonly signal: AbortSignal },
): SentBytes {
  return /^data:/i.test(url)
    ? { content: once(readDataUrl(url, { limitBytes })) }
    : { content: fetchInput(url, signal) }
}
