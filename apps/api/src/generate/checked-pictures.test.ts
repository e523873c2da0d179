import { expect, test } from 'vitest'
import { batchBodySchema } from '../groups/batch-schemas.ts'
import { validationProblem } from '../http/validation-problem.ts'
import { chooseTask } from './choose-task.ts'
import { generateExamples } from './generate-examples.ts'
import { generateBodySchema } from './generate-schemas.ts'

const painted = { prompt: 'a fox', model: 'm.safetensors' }
const image = { gallery: 'x1' }
const mask = { upload: 'a'.repeat(64) }
const outpaint = { left: 64 }
const control = [{ type: 'canny', image }]
const upscale = {}
const references = [image]

/** What is done, or the first thing that is wrong. */
function told(body: object): string {
  const { data, error } = generateBodySchema.safeParse(body)
  if (data !== undefined) return chooseTask(data)
  const [first] = validationProblem('json', error).errors ?? []
  return `${first?.path} ${first?.message}`
}

test.each<[object, string]>([
  [{}, 'text-to-image'],
  [{ tiling: true }, 'text-to-image'],
  [{ image, denoise: 0.5 }, 'image-to-image'],
  [{ image, control, upscale }, 'image-to-image'],
  [{ image, mask }, 'inpaint'],
  [{ image, mask, mask_mode: 'black', control: [{ type: 'inpaint' }], upscale }, 'inpaint'],
  [{ image, grow_mask: 4 }, 'inpaint'],
  [{ image, mask_mode: 'transparent' }, 'inpaint'],
  [{ image, workflow: 'inpaint' }, 'inpaint'],
  [{ image, outpaint, denoise: 0.9 }, 'outpaint'],
  [{ references, control }, 'edit'],
  [{ control, upscale }, 'controlnet'],
  [{ upscale }, 'hires-fix'],
  [{ image, upscale, workflow: 'upscale' }, 'upscale'],
])('beside prompt and model, %j means %s', (words, task) => {
  expect(told({ ...painted, ...words })).toBe(task)
})

test('a picture with nothing but upscale is made larger', () => {
  expect(told({ image, upscale })).toBe('upscale')
  expect(told({ image, upscale: { factor: 4, model: 'x.pth' }, workflow: 'upscale' })).toBe(
    'upscale',
  )
})

const onlyLarger =
  'has no effect where a picture is only made larger: give prompt and model as well'

test.each<[object, string]>([
  [{}, 'prompt is missing'],
  [{ prompt: 'a fox' }, 'model is missing'],
  [{ image }, 'prompt is missing'],
  [{ ...painted, mask }, 'image is missing: the picture of which a part is painted anew'],
  [{ ...painted, grow_mask: 8 }, 'image is missing: the picture of which a part is painted anew'],
  [
    { ...painted, image, mask_mode: 'black' },
    'mask_mode needs a mask: without one, the transparent parts of the image are painted anew',
  ],
  [
    { ...painted, image, mask, outpaint },
    'mask has no place in outpaint: it belongs to an image, without outpaint and references',
  ],
  [{ ...painted, outpaint }, 'image is missing: the picture that is continued beyond its edges'],
  [
    { ...painted, image, references },
    'image has no place in edit: beside references, make it the first of them',
  ],
  [
    { ...painted, image, mask, references },
    'references has no place in inpaint: they come with a prompt alone, without image, mask and outpaint',
  ],
  [
    { ...painted, denoise: 0.5 },
    'denoise has no place in text-to-image: it says how much of an image is made anew',
  ],
  [
    { ...painted, control, denoise: 0.5 },
    'denoise has no place in controlnet: it says how much of an image is made anew',
  ],
  [
    { ...painted, image, workflow: 'edit' },
    'image has no place in edit: beside references, make it the first of them',
  ],
  [
    { ...painted, image, workflow: 'outpaint' },
    'outpaint is missing: the pixels that are added to each side',
  ],
  [
    { ...painted, image, workflow: 'upscale' },
    'upscale is missing: how much larger the picture becomes',
  ],
  [
    { ...painted, workflow: 'controlnet' },
    'control is missing: the pictures that guide what is painted',
  ],
  [
    { ...painted, workflow: 'flux' },
    'workflow must be one of text-to-image, image-to-image, inpaint, outpaint, edit, controlnet, hires-fix, upscale',
  ],
  [
    { ...painted, control: [{ type: 'depth' }] },
    'control.0.image must be given, but with inpaint, which sees the picture that is painted',
  ],
  [{ ...painted, outpaint: {} }, 'outpaint must add pixels to at least one side'],
  [
    { ...painted, image, upscale, workflow: 'upscale', resolution: { width: 64, height: 64 } },
    'resolution has no place in upscale: its factor says how large the picture becomes',
  ],
  [{ image, upscale, model: 'm' }, 'prompt is missing'],
  [{ image, upscale, steps: 4 }, `steps ${onlyLarger}`],
  [{ image, upscale, control }, `control ${onlyLarger}`],
  [{ image, upscale: { denoise: 0.3 } }, `upscale.denoise ${onlyLarger}`],
])('%j is refused: %s', (body, message) => {
  expect(told(body)).toBe(message)
})

test('what is missing is told beside what is wrong', () => {
  const { error } = generateBodySchema.safeParse({ steps: 999, mask: 7 })
  const paths = validationProblem('json', error ?? expect.fail()).errors?.map(({ path }) => path)
  expect(paths?.toSorted()).toEqual(['image', 'mask', 'model', 'prompt', 'steps'])
})

test('a batch takes the same words, and paints', () => {
  const body = { ...painted, image, mask, batch_count: 2 }
  expect(chooseTask(batchBodySchema.parse(body))).toBe('inpaint')
  const { error } = batchBodySchema.safeParse({ image, upscale, batch_count: 2 })
  expect(validationProblem('json', error ?? expect.fail()).message).toContain('prompt is missing')
})

test('each example is a request of its own kind', () => {
  expect(Object.values(generateExamples).map(told)).toEqual([
    'text-to-image',
    'image-to-image',
    'inpaint',
    'outpaint',
    'edit',
    'controlnet',
    'hires-fix',
    'upscale',
  ])
})
