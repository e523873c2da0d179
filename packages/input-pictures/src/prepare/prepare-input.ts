import { createHash } from 'node:crypto'
import type { Pixels } from './pixels.ts'
import type { InputPlan } from './plan-input.ts'
import { serverFileName } from './server-file-name.ts'

/** A file to be prepared, and what is known of it. */
export interface InputFile {
  readonly path: string
  readonly sha256: string
  readonly mediaType: string
  /** Without a dot. */
  readonly extension: string
}

/** An input as a server gets it: under its name there, which is the same for the same bytes. */
export interface PreparedInput {
  readonly name: string
  readonly mediaType: string
  /** Of the bytes that are sent. */
  readonly sha256: string
  readonly content:
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
}

/** Does what the plan says. Rejects as the pixels do. */
export async function prepareInput(
  { path, sha256, mediaType, extension }: InputFile,
  plan: InputPlan,
  { pixels, signal }: { readonly pixels: Pixels; readonly signal?: AbortSignal },
): Promise<PreparedInput> {
  const options = signal === undefined ? {} : { signal }
  switch (plan.kind) {
    case 'as-is': {
      const name = serverFileName(sha256, extension)
      return { name, mediaType, sha256, content: { kind: 'file', path } }
    }
    case 'upright':
      return toPrepared(await pixels.upright(path, options))
    case 'mask': {
      const { reads, width, height } = plan
      return toPrepared(await pixels.mask(path, { reads, width, height, ...options }))
    }
    case 'masked': {
      const { path: ofMask, reads, width, height } = plan.mask
      const mask = await pixels.mask(ofMask, { reads, width, height, ...options })
      return toPrepared(await pixels.masked(path, { mask, ...options }))
    }
  }
}

function toPrepared(bytes: Uint8Array): PreparedInput {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const name = serverFileName(sha256, 'png')
  return { name, mediaType: 'image/png', sha256, content: { kind: 'bytes', bytes } }
}
