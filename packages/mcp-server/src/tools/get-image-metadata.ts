import { z } from 'zod'
import { knownPicture, pictureId } from '../pictures/known-picture.ts'
import { defineTool } from '../server/define-tool.ts'
import { reads, type Tool } from '../tool.ts'
import { foundFacts, foundSchema } from './search-gallery.ts'

/** Members with what is embedded in the file, the workflow included: often more than a model should read. */
const embedded: ReadonlySet<string> = new Set(['raw', 'workflow', 'graph'])

/** Characters of what is embedded. */
const longestEmbedded = 100_000

export const getImageMetadata: Tool = defineTool({
  name: 'get_image_metadata',
  title: 'How an image was made',
  description:
    'Tells all that is known of a picture of the gallery: prompt, model, seed, settings, size, tags. regenerate makes it again.',
  annotations: reads,
  input: z.object({
    id: pictureId,
    include_workflow: z
      .boolean()
      .default(false)
      .describe('Also what is embedded in the file, such as its workflow: long. Default false.'),
  }),
  output: z.object({ image: foundSchema, metadata: z.record(z.string(), z.unknown()) }),
  run: async ({ id, include_workflow: isWhole }, call) => {
    const picture = knownPicture(id, call)
    const entries = Object.entries(await call.house.gallery.metadata(picture.id))
    const shown = entries.flatMap(([key, value]): [string, unknown][] => {
      if (!embedded.has(key)) return [[key, value]]
      return isWhole ? [[key, bounded(value)]] : []
    })
    const image = foundFacts(picture, call)
    return { structured: { image, metadata: Object.fromEntries(shown) } }
  },
})

function bounded(value: unknown): unknown {
  const text = JSON.stringify(value) ?? ''
  return text.length <= longestEmbedded
    ? value
    : `${text.slice(0, longestEmbedded)}… (${text.length - longestEmbedded} more characters)`
}
