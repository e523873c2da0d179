import { expect, test } from 'vitest'
import { onlyFile } from './only-file.ts'

type Part = Blob | string

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function encoded(parts: readonly Part[]) {
  const form = new FormData()
  for (const [index, part] of parts.entries()) {
    if (typeof part === 'string') form.append('words', part)
    else form.append(`file${index}`, part, 'a.png')
  }
  const answer = new Response(form)
  const type = answer.headers.get('content-type') ?? ''
  return { type, bytes: new Uint8Array(await answer.arrayBuffer()) }
}

async function read(parts: readonly Part[], size = 1000): Promise<Buffer> {
  const { type, bytes } = await encoded(parts)
  return Buffer.concat(await Array.fromAsync(onlyFile(pieces(bytes, size), type)))
}

test.each([1, 7, 1000, 1_000_000])(
  'the bytes of the only file come as they are, in pieces of %i',
  async (size) => {
    const bytes = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7) % 256))
    const all = Buffer.concat([bytes, Buffer.from('\r\n--x\r\n'), bytes])
    expect((await read([new Blob([all])], size)).equals(all)).toBe(true)
  },
)

const large = new Blob([new Uint8Array(400_000)])

test.each<[string, readonly Part[], string]>([
  ['no part', [], 'no file'],
  ['a field alone', ['words'], 'a field "words" that is no file'],
  ['a field before the file', ['words', large], 'a field "words" that is no file'],
  ['a field after the file', [large, 'words'], 'a field "words" that is no file'],
  ['two files', [large, large], 'several files'],
])('a form with %s is refused', async (_, parts, message) => {
  await expect(read(parts)).rejects.toMatchObject({
    status: 400,
    code: 'invalid_form',
    message: expect.stringContaining(message),
  })
})

test.each([
  ['multipart/form-data', 'x'],
  ['multipart/form-data; boundary=x', ''],
  ['multipart/form-data; boundary=x', 'no form'],
  [
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nabc',
  ],
])('a body of %s that is no whole form is refused: %j', async (type, body) => {
  const chunks = onlyFile(pieces(Buffer.from(body), 10), type)
  await expect(Array.fromAsync(chunks)).rejects.toMatchObject({ code: 'invalid_form' })
})

test('a body that breaks off is told as it is, and whoever stops early stops the reading', async () => {
  const { type, bytes } = await encoded([large])
  const gone = new Error('The connection is gone')
  let taken = 0
  async function* breaking(): AsyncGenerator<Uint8Array, void> {
    for await (const chunk of pieces(bytes.subarray(0, 300_000), 1000)) {
      taken += chunk.length
      yield chunk
    }
    throw gone
  }
  await expect(Array.fromAsync(onlyFile(breaking(), type))).rejects.toBe(gone)
  taken = 0
  for await (const chunk of onlyFile(breaking(), type)) {
    expect(chunk.length).toBeGreaterThan(0)
    break
  }
  expect(taken).toBeLessThan(300_000)
})
