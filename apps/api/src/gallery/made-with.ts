import { GraphFormatError, parseGraph } from '@darkroom/comfy-graph'
import { parseExactJson } from '@darkroom/foundation'
import type { GalleryEntry, ImageDescription } from '@darkroom/gallery-store'
import { z } from '@hono/zod-openapi'
import { madeBy } from './made-by.ts'

/** The workflow that runs a graph as it is. */
const graph = 'graph'

export const madeWithSchema = {
  workflow: z
    .object({ name: z.string(), inputs: z.record(z.string(), z.unknown()) })
    .nullable()
    .openapi({
      description:
        'What was run and with which inputs: for `POST /api/workflows/{name}/run`, or with `graph` for `POST /api/run` where the name is `graph`.',
    }),
  graph: z.record(z.string(), z.unknown()).nullable().openapi({
    description: 'The graph that made it, in the API format: `workflow` of POST /api/run.',
  }),
}

const nameSchema = z.object({ workflow: z.string() })

/** What a picture was made with, as it can be run again; null where it does not tell. */
export function toMadeWith(
  { recipe, source }: Pick<GalleryEntry, 'recipe' | 'source'>,
  details: ImageDescription,
): { readonly [Key in keyof typeof madeWithSchema]: z.infer<(typeof madeWithSchema)[Key]> } {
  const carried = graphOf(details)
  const told =
    source === 'darkroom' ? nameSchema.safeParse(details.extra).data?.workflow : undefined
  const made = madeBy(details)
  const own =
    made ?? (told === undefined || told === graph ? undefined : { workflow: told, inputs: recipe })
  // The family of the model decides by which of them a job runs.
  const name = told === undefined || told === graph ? (own?.workflow ?? graph) : told
  return {
    workflow: own === undefined && carried === null ? null : { name, inputs: { ...own?.inputs } },
    graph: carried,
  }
}

/** With every digit of a seed. */
function graphOf({ graph: text }: ImageDescription): Record<string, unknown> | null {
  if (text === undefined) return null
  try {
    parseGraph(text)
  } catch (error) {
    if (error instanceof GraphFormatError) return null
    throw error
  }
  return z.record(z.string(), z.unknown()).parse(parseExactJson(text))
}
