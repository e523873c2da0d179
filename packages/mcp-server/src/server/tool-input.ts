import { issueMessage } from '@darkroom/recipe'
import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server'
import { z } from 'zod'

/** Arguments of a call, and those that the tool has no use for: some clients add their own to every call. */
export interface GivenArguments<T> {
  readonly args: T
  readonly ignored: readonly string[]
}

/**
 * The schema of a tool's arguments: problems are told in words for who sent them, null is as good as nothing
 * (models that have to give every argument give null), and the JSON Schema is made once for all requests.
 */
export function toolInput<I extends z.ZodObject>(
  schema: I,
): StandardSchemaWithJSON<unknown, GivenArguments<z.output<I>>> {
  const json = once(() => toJson(schema, 'input'))
  return {
    '~standard': {
      version: 1,
      vendor: 'darkroom',
      jsonSchema: { input: json, output: json },
      validate: (value) => {
        const given = withoutNulls(value)
        const result = schema.safeParse(given)
        if (!result.success) {
          const issues = result.error.issues.map((issue) => ({
            path: issue.path,
            message: issueMessage(issue),
          }))
          return { issues }
        }
        const ignored = Object.keys(Object(given)).filter(
          (key) => !Object.hasOwn(schema.shape, key),
        )
        return { value: { args: result.data, ignored } }
      },
    },
  }
}

/** The schema of what a tool answers. */
export function toolOutput<O extends z.ZodObject>(schema: O): StandardSchemaWithJSON {
  const json = once(() => toJson(schema, 'output'))
  return {
    '~standard': {
      ...schema['~standard'],
      jsonSchema: { input: json, output: json },
    },
  }
}

/** Without the dialect, which is the protocol's own, and open to members that a newer version adds. */
export function toJson(schema: z.ZodObject, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
    },
  })
  return json
}

const withoutNulls = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null))
    : value

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
