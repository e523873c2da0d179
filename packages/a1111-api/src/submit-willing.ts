import { DoorError, type Jobs, type SubmitOptions, type WrongPart } from '@darkroom/door-ports'
import { fieldOf } from './refuse.ts'

/** Words that clients send with every request, whatever the model: one that has no use for them is painted without. */
const optional: ReadonlySet<string> = new Set([
  'negative_prompt',
  'cfg',
  'guidance',
  'clip_skip',
  'scheduler',
])

export interface Taken {
  readonly ids: readonly string[]
  /** What was taken in the end. */
  readonly words: Readonly<Record<string, unknown>>
  /** Sentences about words that were left out. */
  readonly warnings: readonly string[]
}

/**
 * Puts the jobs of a request into the queue. Words that the house refuses and that clients send unasked are left out, and
 * told; all other refusals stay. @throws DoorError
 */
export async function submitWilling(
  jobs: Pick<Jobs, 'submit'>,
  words: Readonly<Record<string, unknown>>,
  options: SubmitOptions,
): Promise<Taken> {
  const warnings: string[] = []
  let left = words
  for (;;) {
    try {
      const { ids } = await jobs.submit({ words: left, literal: true }, options)
      return { ids, words: left, warnings }
    } catch (error) {
      const refused = optionalParts(error, left)
      if (refused.length === 0) throw error
      left = without(
        left,
        refused.map(({ path }) => path),
      )
      warnings.push(...refused.map(toWarning))
    }
  }
}

/** The wrong parts, if all of them are words that can be left out. */
function optionalParts(
  error: unknown,
  words: Readonly<Record<string, unknown>>,
): readonly WrongPart[] {
  if (!(error instanceof DoorError) || (error.status !== 400 && error.status !== 422)) return []
  const canLeave = ({ path }: WrongPart): boolean => optional.has(path) && path in words
  return error.parts.every(canLeave) ? error.parts : []
}

const toWarning = ({ path, message }: WrongPart): string => {
  const reason = message.replace(new RegExp(`^${path}:? `), '').replace(/\.$/, '')
  return `Left out ${fieldOf(path)}: ${reason}.`
}

const without = (words: Readonly<Record<string, unknown>>, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(words).filter(([key]) => !keys.includes(key)))
