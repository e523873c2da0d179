import { DoorError } from '@darkroom/door-ports'
import { issueMessage } from '@darkroom/recipe'
import type { Context } from 'hono'
import type { z } from 'zod'
import { wrongField } from './wrong-field.ts'

/** Bytes of a body: pictures come in as base64. */
export const longestBody: number = 64 * 1024 * 1024

export const tooLarge = (): DoorError =>
  new DoorError(413, 'too_large', 'The request has more than 64 MiB.', {
    hint: 'Send smaller pictures.',
  })

/** The JSON of a body, whatever media type it is sent with, as the schema has it. @throws DoorError 422 */
export async function readBody<S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> {
  const read = schema.safeParse(parsed(await c.req.text()))
  if (read.success) return read.data
  const parts = read.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: issueMessage(issue),
  }))
  const sentence = parts.map(({ path, message }) => `${path} ${message}`.trim()).join('; ')
  throw new DoorError(422, 'invalid_input', `${sentence}.`, { parts })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw wrongField('body', 'is no JSON', { cause })
  }
}
