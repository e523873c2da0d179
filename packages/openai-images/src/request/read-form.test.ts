import { expect, test } from 'vitest'
import { readForm } from './read-form.ts'

const contentType = 'multipart/form-data; boundary=edge'
const bytes = Buffer.from([0xff, 0xd8, 0x00, 0x0d, 0x0a, 0xfe])

const part = (header: string, body: string | Uint8Array): Uint8Array =>
  Buffer.concat([
    Buffer.from(`--edge\r\nContent-Disposition: form-data; ${header}\r\n\r\n`),
    Buffer.from(body),
    Buffer.from('\r\n'),
  ])

async function* inPieces(whole: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < whole.length; at += 7) yield whole.subarray(at, at + 7)
}

const read = (...parts: readonly Uint8Array[]) =>
  readForm(inPieces(Buffer.concat([...parts, Buffer.from('--edge--\r\n')])), contentType)

test('pictures without a name of a file keep their bytes', async () => {
  const { files } = await read(part('name="image[]"', bytes), part('name="mask"', bytes))
  expect(files).toEqual([
    { field: 'image[]', bytes },
    { field: 'mask', bytes },
  ])
})

test('fields that come again, or say that they are lists, are lists', async () => {
  const { fields } = await read(
    part('name="prompt"', 'ein Füchslein'),
    part('name="loras[]"', 'ink'),
    part('name="tag"', 'a'),
    part('name="tag"', 'b'),
  )
  expect(fields).toEqual({ prompt: 'ein Füchslein', loras: ['ink'], tag: ['a', 'b'] })
})

test('a form that breaks off is refused', async () => {
  const whole = part('name="image"; filename="a.png"', bytes)
  const broken = readForm(inPieces(whole), contentType)
  await expect(broken).rejects.toMatchObject({ status: 400, code: 'invalid_form' })
  const unbounded = readForm(inPieces(whole), 'multipart/form-data')
  await expect(unbounded).rejects.toMatchObject({ status: 400, code: 'invalid_form' })
})
