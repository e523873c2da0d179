import { DoorError } from '@darkroom/door-ports'
import { isRecord, parseExactJson } from '@darkroom/foundation'
import type { Context } from 'hono'

/** Characters of a body that names jobs: thousands of them. */
const mostCharacters = 2 ** 20

/**
 * The JSON object of a body, whatever its Content-Type says, as ComfyUI reads it; an empty body is an empty object.
 * @throws DoorError
 */
export async function readBody(
  c: Context,
  most: number = mostCharacters,
): Promise<Readonly<Record<string, unknown>>> {
  const text = await c.req.text()
  if (text.length > most) {
    throw new DoorError(413, 'too_large', `The body is longer than ${most} characters.`)
  }
  if (text.trim() === '') return {}
  const value = parse(text)
  if (value === undefined) {
    throw new DoorError(400, 'invalid_json', 'The body is not JSON that can be read.')
  }
  if (!isRecord(value)) {
    throw new DoorError(400, 'invalid_json', 'The body is not a JSON object.')
  }
  return value
}

/** The value of a JSON text with its numbers exact; undefined for what is none, or is nested too deeply. */
export function parse(text: string): unknown {
  try {
    return parseExactJson(text)
  } catch {
    return undefined
  }
}

/** The texts among the members of a list; ids may be sent as numbers. */
export const texts = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.flatMap((one) => (typeof one === 'string' || typeof one === 'number' ? [`${one}`] : []))
    : []
