import { z } from 'zod'
import { previewsNote, resultSchema } from '../jobs/job-result.ts'
import { submitAndWait } from '../jobs/submit-and-wait.ts'
import { count, submitArguments } from '../jobs/submit-arguments.ts'
import { pictureLike, pictureOf } from '../pictures/picture-argument.ts'
import { defineTool } from '../server/define-tool.ts'
import { makesFromPictures, type Tool } from '../tool.ts'
import { editWords } from '../words/edit-words.ts'
import { paintArguments, prompt, sizeArguments } from '../words/recipe-arguments.ts'

export const editArguments = {
  prompt: prompt.describe(
    'With an editing model, what to change ("make it winter"); else what the whole picture shows afterwards.',
  ),
  image: pictureOf('The picture that is changed.'),
  references: z
    .array(pictureLike('A further picture that the prompt speaks of.', 'image'))
    .min(1)
    .max(9)
    .optional()
    .describe('Further pictures that the prompt speaks of; for editing models alone.'),
  mask: pictureLike(
    'What is painted anew: the white parts of this picture; all else stays.',
    'image',
  ).optional(),
  strength: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(
      'How much of the picture is painted anew, 0 to 1: 0.3 is a touch, 0.75 a new picture of the same shapes. Without it, an editing model follows the prompt as an instruction.',
    ),
}

export const editImage: Tool = defineTool({
  name: 'edit_image',
  title: 'Edit an image',
  description: `Makes a new picture from one that there is, which stays as it is: by an instruction where the model is an editing model (FLUX.1 Kontext, FLUX.2, Qwen-Image-Edit), else by painting over it. ${previewsNote}`,
  annotations: makesFromPictures,
  input: z.object({
    ...editArguments,
    ...paintArguments,
    model: paintArguments.model.describe(
      'name of list_models, of kind base, merged or diffusion. Default: an editing model where there is one and neither mask nor strength is given, else as for generate_image.',
    ),
    ...sizeArguments,
    n: count,
    ...submitArguments,
  }),
  output: resultSchema,
  run: async (args, call) => {
    const { n: _, wait_seconds: __, idempotency_key: ___, ...asked } = args
    return submitAndWait(
      { words: await editWords(asked, call), literal: true },
      { tool: 'edit_image', args },
      call,
    )
  },
})
