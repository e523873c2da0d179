import { isRecord } from '@darkroom/foundation'
import { z } from 'zod'
import type { JsonObject, JsonValue } from '../json/json-value.ts'

/*
 * Lenient reading of the server's answers: a missing field, or one of another type, gets an empty value,
 * unknown fields are ignored, and nothing here throws.
 */

export const lenientText: z.ZodType<string> = z.string().catch('')
export const lenientNumber: z.ZodType<number> = z.coerce.number().catch(0)
export const optionalNumber: z.ZodType<number | undefined> = z.number().optional().catch(undefined)
export const optionalText: z.ZodType<string | undefined> = z.string().optional().catch(undefined)

/** Node ids are strings, but a client may have submitted numbers. */
export const idText: z.ZodType<string> = z
  .union([z.string(), z.number(), z.bigint()])
  .transform(String)

export const lenientTexts: z.ZodType<readonly string[]> = lenientList(idText)

/** The valid elements; none if it is not a list. */
export function lenientList<T>(item: z.ZodType<T>): z.ZodType<readonly T[]> {
  return z
    .array(z.unknown())
    .catch([])
    .transform((elements) =>
      elements.flatMap((element) => {
        const read = item.safeParse(element)
        return read.success ? [read.data] : []
      }),
    )
}

/** The valid values by key; none if it is not an object. */
export function lenientRecord<T>(item: z.ZodType<T>): z.ZodType<Readonly<Record<string, T>>> {
  return z
    .record(z.string(), z.unknown())
    .catch({})
    .transform((record) =>
      Object.fromEntries(
        Object.entries(record).flatMap(([key, value]) => {
          const read = item.safeParse(value)
          return read.success ? [[key, read.data]] : []
        }),
      ),
    )
}

/** An object without a copy; any other value gives an empty one. For values from `parseJson`. */
export const jsonObject: z.ZodType<JsonObject> = z.custom<JsonObject>(isRecord).catch({})
export const someJsonObject: z.ZodType<JsonObject> = z.custom<JsonObject>(isRecord)
export const jsonValue: z.ZodType<JsonValue> = z.custom<JsonValue>((value) => value !== undefined)
