import { isRecord } from '@darkroom/foundation'
import { z } from 'zod'
import { pointerTo } from './json-spans.ts'

/** What a reference says of the file that it stands for. An id decides alone; the others count where there is none. */
export interface AssetReference {
  readonly id?: string | undefined
  readonly hash?: string | undefined
  readonly file_path?: string | undefined
}

export interface FoundReference {
  /** Where it stands, as a JSON pointer. */
  readonly pointer: string
  /** Undefined where the `info` of it makes no sense. */
  readonly reference: AssetReference | undefined
}

const text = z.string().min(1).max(4096).nullish().catch(undefined)

const infoSchema = z
  .object({ id: text, hash: text, file_path: text })
  .transform(({ id, hash, file_path }) => ({
    id: id ?? undefined,
    hash: hash ?? undefined,
    file_path: file_path ?? undefined,
  }))
  .refine(({ id, hash, file_path }) => (id ?? hash ?? file_path) !== undefined)

/** Every `{"__type": "core/ASSET", "info": {…}}` in a value, wherever it stands. */
export function* findReferences(value: unknown, pointer = ''): Generator<FoundReference> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      yield* findReferences(item, pointerTo(pointer, index))
  } else if (isRecord(value)) {
    if (value.__type === 'core/ASSET') {
      yield { pointer, reference: infoSchema.safeParse(value.info).data }
      return
    }
    for (const [key, member] of Object.entries(value)) {
      yield* findReferences(member, pointerTo(pointer, key))
    }
  }
}

/** Node and input that a pointer into a graph leads to, for people: `10.image`. */
export const placeOf = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .filter((step, at) => at !== 1 || step !== 'inputs')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.')
