import type { Caller } from '@darkroom/door-ports'
import type { Context } from 'hono'
import { ApiV2Error, invalidRequest } from '../errors/api-v2-error.ts'
import { bodyOf } from '../limited-text.ts'
import type { Services } from '../services.ts'
import type { FoundAsset } from './find-asset.ts'
import { createHashing } from './hashing.ts'
import { readHash } from './read-hash.ts'
import { readUploadForm } from './upload-form.ts'

/** What is sent to become an asset; its words are complete when its content has ended. */
interface Sent {
  readonly content: AsyncIterable<Uint8Array>
  word(name: 'expected_hash' | 'file_path'): string | undefined
}

/** The file of a form, or the body itself with its words in the query. */
function sentBytes(c: Context): Sent {
  const type = c.req.header('content-type') ?? ''
  if (!/^multipart\/form-data\b/i.test(type)) {
    return { content: bodyOf(c), word: (name) => c.req.query(name) }
  }
  const form = readUploadForm(bodyOf(c), type)
  return {
    content: form.content,
    word: (name) => form.fields.get(name) ?? (name === 'file_path' ? form.fileName() : undefined),
  }
}

function checkHash(expected: string | undefined, hash: string): void {
  if (expected === undefined || expected === '') return
  const wanted = readHash(expected)
  if (wanted === undefined) {
    throw invalidRequest('expected_hash must be blake3: with 64 hexadecimal digits.')
  }
  if (wanted === hash) return
  throw new ApiV2Error(
    409,
    'hash_mismatch',
    'The bytes that came have another hash than was expected.',
    {
      hint: 'Send the file again: it changed, or was changed on its way.',
      details: { expected_hash: wanted, hash },
    },
  )
}

const cleanPath = (path: string | undefined): string | null =>
  path === undefined || path === '' ? null : path.slice(0, 255)

/** Keeps what a request sends. Nothing is kept of what has another hash than it was said to have. */
export async function receiveAsset(
  c: Context,
  caller: Caller,
  { house, index, now }: Pick<Services, 'house' | 'index' | 'now'>,
): Promise<{ readonly found: FoundAsset; readonly isNew: boolean }> {
  const sent = sentBytes(c)
  const hashing = await createHashing()
  let refusal: unknown
  async function* checked(): AsyncGenerator<Uint8Array, void> {
    try {
      yield* hashing.through(sent.content)
      checkHash(sent.word('expected_hash'), hashing.hash())
    } catch (error) {
      refusal = error
      throw error
    }
  }
  const upload = await house.pictures
    .upload(checked(), { signal: caller.signal })
    .catch((error: unknown) => {
      throw refusal ?? error
    })
  const before = index.get(upload.id)
  const record = {
    hash: hashing.hash(),
    file_path: cleanPath(sent.word('file_path')) ?? before?.file_path ?? null,
    created_at: before?.created_at ?? now(),
  }
  await index.set(upload.id, record)
  return { found: { kind: 'upload', upload, record }, isNew: before === undefined }
}
