import { expect, test } from 'vitest'
import { z } from 'zod'
import { issueMessage } from './issue-message.ts'
import { pictureReferenceSchema } from './picture-reference.ts'

const id = 'a'.repeat(64)
const job = '3f2b8c1e-5f0a-4b7e-9a51-2f7f0c1d9e11'

test.each([
  [{ gallery: 'x1' }, { gallery: 'x1' }],
  [{ upload: id }, { upload: id }],
  [{ job }, { job, index: 0 }],
  [
    { job, index: 3 },
    { job, index: 3 },
  ],
  ['data:image/png;base64,AAAA', 'data:image/png;base64,AAAA'],
  ['https://pictures.example/a.png', 'https://pictures.example/a.png'],
  ['HTTPS://pictures.example/a.png', 'HTTPS://pictures.example/a.png'],
])('%j is a picture', (reference, read) => {
  expect(pictureReferenceSchema.parse(reference)).toEqual(read)
})

const form = expect.stringContaining('must be {"gallery": id}')

test.each<[unknown, unknown]>([
  [undefined, 'is missing'],
  [null, form],
  [7, form],
  [[], form],
  [{}, form],
  ['', form],
  ['lighthouse.png', form],
  ['file:///etc/passwd', form],
  ['https://', form],
  ['https:///etc/passwd', form],
  ['http://pictures.example/a.png', 'must be an https URL: http is not fetched'],
  [`https://pictures.example/?${' '.repeat(9000)}`, 'must have at most 8192 characters'],
  [{ gallery: 'x', upload: id }, form],
  [{ galery: 'x' }, form],
  [{ gallery: 7 }, 'gallery must be text'],
  [{ gallery: '' }, 'gallery must have at least 1 character'],
  [{ gallery: 'x', index: 1 }, 'index is not a known field'],
  [{ upload: 'x' }, 'upload must be an upload_id, as POST /api/uploads answers'],
  [{ upload: `../${id}` }, 'upload must be an upload_id, as POST /api/uploads answers'],
  [{ job: 'x' }, 'job must be a UUID'],
  [{ job: job.toUpperCase() }, 'job must be lower case'],
  [{ job, index: -1 }, 'index must be at least 0'],
  [{ job, index: 0.5 }, 'index must be a whole number'],
  [{ job, index: '0' }, 'index must be a number'],
])('%j is refused for what is wrong with it', (value, message) => {
  const { error } = z.object({ image: pictureReferenceSchema }).safeParse({ image: value })
  // A form whose type is right speaks for itself, with the path of its field.
  const told = error?.issues.map((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : []
    const [where, ...words] = [...issue.path, ...keys, issueMessage(issue)]
    return [where, words.join(' ')]
  })
  expect(told).toEqual([['image', message]])
})

test('the schema of a request names every form', () => {
  expect(
    z.toJSONSchema(z.object({ image: pictureReferenceSchema }), { io: 'input' }),
  ).toMatchObject({
    $defs: {
      PictureReference: {
        anyOf: [
          { required: ['gallery'], additionalProperties: false },
          { required: ['upload'], additionalProperties: false },
          { required: ['job'], additionalProperties: false },
          { type: 'string' },
        ],
      },
    },
  })
})
