import { DoorError } from '@darkroom/door-ports'
import { expect, test } from 'vitest'
import { codeOf, jsonOf, overriding, type ServedDoor, serveDoor } from './serve-door.ts'

const bytes = new Uint8Array([137, 80, 78, 71, 1, 2, 3, 4, 5, 6])

const send = async (
  door: ServedDoor,
  parts: readonly (readonly [string, string | Blob])[],
): Promise<Response> => {
  const body = new FormData()
  for (const [name, value] of parts) {
    if (typeof value === 'string') body.append(name, value)
    else body.append(name, value, 'of the form.png')
  }
  return door.fetch('/api/v2/assets', { method: 'POST', body })
}

const file = new Blob([bytes])

test('a form may have its fields after its file', async () => {
  await using door = await serveDoor()
  const wrong = `blake3:${'1'.repeat(64)}`
  const refused = await send(door, [
    ['file', file],
    ['expected_hash', wrong],
  ])
  expect(await codeOf(refused)).toEqual([409, 'hash_mismatch'])
  const taken = await send(door, [
    ['file', file],
    ['file_path', 'a.png'],
  ])
  expect(taken.status).toBe(201)
  expect(await jsonOf(taken)).toMatchObject({ file_path: 'a.png', created_new: true })
})

test('a file without a path is called as the form calls it', async () => {
  await using door = await serveDoor()
  expect(await jsonOf(await send(door, [['file', file]]))).toMatchObject({
    file_path: 'of the form.png',
  })
})

test('the same bytes are the same asset, which is called as it was called last', async () => {
  await using door = await serveDoor(undefined, { now: () => Date.UTC(2026, 10, 27) })
  const first = await jsonOf(
    await send(door, [
      ['file_path', 'a.png'],
      ['file', file],
    ]),
  )
  const again = await send(door, [
    ['file_path', 'b.png'],
    ['file', file],
  ])
  expect(again.status).toBe(200)
  expect(await jsonOf(again)).toMatchObject({
    id: first.id,
    hash: first.hash,
    file_path: 'b.png',
    created_new: false,
    created_at: '2026-11-27T00:00:00.000Z',
  })
  const minted = await door.fetch('/api/v2/assets/from-hash', {
    method: 'POST',
    body: JSON.stringify({ hash: first.hash, file_path: 'c.png', tags: ['input'] }),
  })
  expect(await jsonOf(minted)).toMatchObject({
    id: first.id,
    file_path: 'c.png',
    created_new: false,
  })
})

test('an upload of another door is an asset, whose hash is not known', async () => {
  await using door = await serveDoor()
  const { id } = await door.house.pictures.upload(bytes)
  const asset = await jsonOf(await door.fetch(`/api/v2/assets/${id}`))
  expect(asset).toMatchObject({ id, hash: null, size_bytes: 10, content_type: 'image/png' })
})

test.each([
  ['no file', [['file_path', 'a.png']]],
  [
    'several files',
    [
      ['file', file],
      ['file', file],
    ],
  ],
] as const)('a form with %s is refused', async (_, parts) => {
  await using door = await serveDoor()
  expect(await codeOf(await send(door, parts))).toEqual([422, 'invalid_request'])
})

test.each([
  ['multipart/form-data', 'x'],
  [
    'multipart/form-data; boundary=b',
    '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf',
  ],
])('a broken form of type %s is refused', async (type, body) => {
  await using door = await serveDoor()
  const answer = await door.fetch('/api/v2/assets', {
    method: 'POST',
    body,
    headers: { 'content-type': type },
  })
  expect(await codeOf(answer)).toEqual([422, 'invalid_request'])
})

test('an expected hash of another kind is refused, and nothing is kept', async () => {
  await using door = await serveDoor()
  const answer = await send(door, [
    ['expected_hash', 'sha256:00'],
    ['file', file],
  ])
  expect(await codeOf(answer)).toEqual([422, 'invalid_request'])
})

test('what is no picture is refused as the house says', async () => {
  await using door = await serveDoor()
  expect(await codeOf(await send(door, [['file', new Blob([])]]))).toEqual([422, 'not_media'])
})

test.each(['{', '{}', '{"hash":3}'])('from-hash refuses the body %s', async (body) => {
  await using door = await serveDoor()
  const answer = await door.fetch('/api/v2/assets/from-hash', { method: 'POST', body })
  expect(await codeOf(answer)).toEqual([422, 'invalid_request'])
})

test('an asset that a job needs is not deleted', async () => {
  await using door = await serveDoor((house) => ({
    ...house,
    pictures: overriding(house.pictures, {
      removeUpload: async () => {
        throw new DoorError(409, 'upload_in_use', 'A job needs it.')
      },
    }),
  }))
  const { id } = await jsonOf(await send(door, [['file', file]]))
  const answer = await door.fetch(`/api/v2/assets/${id}`, { method: 'DELETE' })
  expect(await codeOf(answer)).toEqual([409, 'asset_in_use'])
})

test('hashes are compared as they are written, in either case', async () => {
  await using door = await serveDoor()
  const { hash } = await jsonOf(await send(door, [['file', file]]))
  const probe = async (text: string) =>
    (await door.fetch(`/api/v2/assets/by-hash/${text}`, { method: 'HEAD' })).status
  expect(
    await Promise.all([probe(String(hash)), probe(String(hash).toUpperCase()), probe('blake3:0')]),
  ).toEqual([200, 200, 404])
})
