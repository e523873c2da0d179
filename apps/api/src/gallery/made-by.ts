import { isRecord } from '@darkroom/foundation'
import type { ImageDescription } from '@darkroom/gallery-store'
import type { MadeBy } from '@darkroom/generation'
import { type PictureReference, pictureReferenceSchema } from '@darkroom/recipe'
import { z } from 'zod'

const madeSchema = z.object({
  workflow: z.string(),
  inputs: z.record(z.string(), z.unknown()),
})

/** What a picture of ours says that was asked for to have it. */
export const madeBy = ({ source, extra }: ImageDescription): MadeBy | undefined =>
  source === 'darkroom' ? madeSchema.safeParse(extra?.made).data : undefined

/** The same with other inputs; undefined where it is not known whether it has an input of that name. */
export function madeWith(
  made: MadeBy | undefined,
  changes: Readonly<Record<string, unknown>>,
): MadeBy | undefined {
  const isKnown = Object.keys(changes).every((key) => made && Object.hasOwn(made.inputs, key))
  return made && isKnown ? { ...made, inputs: { ...made.inputs, ...changes } } : undefined
}

/** The most pictures that are told of one job. */
const most = 50

/** The pictures among what was asked for, that are kept somewhere. */
export function referencesIn(value: unknown): readonly PictureReference[] {
  const found: PictureReference[] = []
  const look = (one: unknown): void => {
    if (found.length >= most || typeof one !== 'object' || one === null) return
    const reference = isRecord(one) ? pictureReferenceSchema.safeParse(one) : undefined
    if (reference?.success === true) found.push(reference.data)
    else for (const part of Object.values(one)) look(part)
  }
  look(value)
  return found
}
