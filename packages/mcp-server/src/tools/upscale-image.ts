import { z } from 'zod'
import { previewsNote, resultSchema } from '../jobs/job-result.ts'
import { submitAndWait } from '../jobs/submit-and-wait.ts'
import { submitArguments } from '../jobs/submit-arguments.ts'
import { fileNamed } from '../models/file-named.ts'
import { pictureOf } from '../pictures/picture-argument.ts'
import { readPicture } from '../pictures/read-picture.ts'
import { defineTool } from '../server/define-tool.ts'
import { makesFromPictures, type Tool } from '../tool.ts'
import { given } from '../words/to-words.ts'

export const upscaleImage: Tool = defineTool({
  name: 'upscale_image',
  title: 'Make an image larger',
  description: `Makes a picture larger by an upscale model, which paints nothing new. ${previewsNote}`,
  annotations: makesFromPictures,
  input: z.object({
    image: pictureOf('The picture that is made larger.'),
    factor: z
      .number()
      .min(1)
      .max(8)
      .default(2)
      .describe('How many times wider and higher: 1 to 8. Default 2.'),
    model: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .describe('name of list_models, of kind upscale. Default: one that is found.'),
    ...submitArguments,
  }),
  output: resultSchema,
  run: async (args, call) => {
    const { image, factor, model: asked } = args
    const model = asked && (await fileNamed(asked, ({ kind }) => kind === 'upscale', call))
    const words = { image: readPicture('image', image, call), upscale: given({ factor, model }) }
    return submitAndWait({ words }, { tool: 'upscale_image', args }, call)
  },
})
