import type { Json } from '@darkroom/foundation'
import { z } from 'zod'

const trySchema = z.object({
  key: z.string(),
  at: z.number(),
  claims: z.number(),
  answeredAt: z.number().optional(),
})

/** A request that was let in, by the key under which its jobs were accepted. */
export type RememberedTry = Readonly<z.output<typeof trySchema>>

export const isOpen = ({ answeredAt }: RememberedTry): boolean => answeredAt === undefined

const listSchema = z.array(trySchema).catch([])

export const fromJson = (kept: Json | undefined): readonly RememberedTry[] =>
  listSchema.parse(kept ?? [])

export const toJson = (tries: readonly RememberedTry[]): Json =>
  tries.map(({ answeredAt, ...one }) => ({
    ...one,
    ...(answeredAt !== undefined && { answeredAt }),
  }))
