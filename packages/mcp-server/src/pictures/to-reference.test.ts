import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toReference } from './to-reference.ts'

const context = {
  path: 'image',
  origin: 'http://localhost:8000',
  hasPicture: (id: string) => id === 'm3XhZk0aQ9c2Lr7T',
}

const upload = 'b1ff9c8e'.repeat(8)
const job = '3f2b8c1e-0a4d-4f6e-9b1c-2d3e4f5a6b7c'

test.each([
  ['m3XhZk0aQ9c2Lr7T', { gallery: 'm3XhZk0aQ9c2Lr7T' }],
  [' m3XhZk0aQ9c2Lr7T\n', { gallery: 'm3XhZk0aQ9c2Lr7T' }],
  [{ gallery: 'another' }, { gallery: 'another' }],
  ['darkroom://image/m3XhZk0aQ9c2Lr7T', { gallery: 'm3XhZk0aQ9c2Lr7T' }],
  ['http://localhost:8000/api/gallery/image/m3XhZk0aQ9c2Lr7T?v=1', { gallery: 'm3XhZk0aQ9c2Lr7T' }],
  ['http://localhost:8000/api/gallery/thumbnail/m3XhZk0aQ9c2Lr7T', { gallery: 'm3XhZk0aQ9c2Lr7T' }],
  [`http://localhost:8000/api/uploads/${upload}`, { upload }],
  [upload.toUpperCase(), { upload }],
  [{ upload }, { upload }],
  [job, { job, index: 0 }],
  [`${job}#2`, { job, index: 2 }],
  [{ job: job.toUpperCase() }, { job, index: 0 }],
  [
    { job, index: 3 },
    { job, index: 3 },
  ],
  ['data:image/png;base64,AAAA', 'data:image/png;base64,AAAA'],
  ['https://pictures.example/a.png', 'https://pictures.example/a.png'],
])('%j is one picture', (argument, reference) => {
  expect(toReference(argument, context)).toEqual(reference)
})

test.each([
  ['unknown', 'image is no picture that there is ("unknown")'],
  ['', 'image is no picture'],
  ['/etc/passwd', 'image is no picture'],
  ['http://pictures.example/a.png', 'image must be an https URL, for http is not fetched'],
  ['http://localhost:8000/api/queue', 'image is an address of ours that is no picture'],
  ['https://', 'image must be an https URL'],
  [{}, 'image must have one of gallery, upload and job'],
  [{ gallery: 'a', upload }, 'image must have one of gallery, upload and job'],
])('%j is refused', (argument, message) => {
  expect(() => toReference(argument, context)).toThrow(message)
})

test('whatever a text is, it is a picture or is refused in a sentence', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      try {
        expect(toReference(text, context)).toBeDefined()
      } catch (error) {
        expect(error).toMatchObject({ status: 400, code: 'invalid_input' })
      }
    }),
  )
})
