import type { z } from '@hono/zod-openapi'
import { imageExample } from '../gallery/gallery-image.ts'
import type { generateBodySchema } from './generate-schemas.ts'
import { jobExample, requestExample } from './job-examples.ts'

const { prompt, model } = imageExample
const picture = { gallery: imageExample.id }

/** Requests by what each is for, shown by `/docs`. A test checks each. */
export const generateExamples: Readonly<Record<string, z.input<typeof generateBodySchema>>> = {
  'A picture from words': requestExample,
  'A picture from a picture': { prompt, model, image: picture, denoise: 0.6 },
  'A part painted anew, by a mask': {
    prompt: 'a red fishing boat',
    model,
    image: picture,
    mask: { upload: 'b1ff9c8ea3a780ba'.repeat(4) },
    grow_mask: 8,
  },
  'A picture continued beyond its edges': {
    prompt,
    model,
    image: picture,
    outpaint: { left: 256, right: 256 },
  },
  'Pictures changed by an instruction': {
    prompt: 'make it winter, with snow on the cliff',
    model: 'qwen_image_edit_2509_fp8_e4m3fn.safetensors',
    references: [picture],
  },
  'A picture after the edges of another': {
    prompt,
    model,
    control: [{ type: 'canny', image: { job: jobExample.request_id } }],
  },
  'A large picture in two passes': { prompt, model, upscale: { factor: 2 } },
  'A picture made larger': { image: picture, upscale: { factor: 4 } },
}
