import { z } from 'zod'
import { doorName } from '../door-name.ts'
import { previewsNote, resultSchema } from '../jobs/job-result.ts'
import { answerTo, idempotencyOf } from '../jobs/submit-and-wait.ts'
import { submitArguments } from '../jobs/submit-arguments.ts'
import { knownPicture, pictureId } from '../pictures/known-picture.ts'
import { defineTool } from '../server/define-tool.ts'
import { makes, type Tool } from '../tool.ts'
import { paintArguments, prompt, sizeArguments } from '../words/recipe-arguments.ts'
import { given, toWords } from '../words/to-words.ts'

const overrides = z.object({
  prompt: prompt.optional(),
  ...paintArguments,
  ...sizeArguments,
  strength: z.number().min(0).max(1).optional(),
  inputs: z
    .record(z.string().max(300), z.unknown())
    .optional()
    .describe('Of the workflow that it carries, by their keys.'),
})

export const regenerate: Tool = defineTool({
  name: 'regenerate',
  title: 'Make an image again',
  description: `Makes a picture of the gallery again as it was made, or a variation with other words. ${previewsNote}`,
  annotations: makes,
  input: z.object({
    id: pictureId,
    overrides: overrides
      .default({})
      .describe(
        'What is to be different, as the arguments of generate_image; all else stays, the seed too: give seed -1 for a variation.',
      ),
    ...submitArguments,
  }),
  output: resultSchema,
  run: async (args, call) => {
    const { id } = knownPicture(args.id, call)
    const { strength: denoise, inputs, ...words } = args.overrides
    const submitted = await call.house.gallery.regenerate(
      id,
      given({ ...toWords(words), denoise, inputs }),
      {
        caller: call.caller,
        idempotency: idempotencyOf('regenerate', args, call.caller),
        note: { door: doorName },
      },
    )
    return answerTo(submitted, args.wait_seconds, call)
  },
})
