import fc from 'fast-check'
import { expect, test } from 'vitest'
import { graph, post, serveFacade } from '../../test/serve-facade.ts'
import { byteRange } from './byte-range.ts'

async function withPicture() {
  const served = await serveFacade()
  await post(served.url, { prompt: graph() })
  const [{ id = '' } = {}] = served.house.jobs.asked
  const bytes = new TextEncoder().encode('0123456789')
  served.house.jobs.finish(id, [{ bytes, path: '20261127/a.png' }])
  const view = (query: string, init?: RequestInit) => fetch(`${served.url}/view?${query}`, init)
  return { ...served, view }
}

const name = 'filename=a.png&subfolder=20261127'

test('a file is had by its name, its folder and its type', async () => {
  const { view } = await withPicture()
  const answer = await view(`${name}&type=output`)
  expect(answer.status).toBe(200)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': 'filename="a.png"',
    'accept-ranges': 'bytes',
    'content-length': '10',
    etag: '"10"',
  })
  expect(await answer.text()).toBe('0123456789')
})

test('a part of a file is had, and a file that is known is not sent again', async () => {
  const { view } = await withPicture()
  const part = await view(name, { headers: { Range: 'bytes=2-4' } })
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
    206,
    'bytes 2-4/10',
    '234',
  ])
  expect((await view(name, { headers: { 'If-None-Match': '"10"' } })).status).toBe(304)
  expect((await view(name, { headers: { Range: 'bytes=99-' } })).status).toBe(416)
  const head = await view(name, { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '10'])
})

test.each([
  ['', 404],
  ['filename=gone.png', 404],
  ['filename=', 400],
  ['filename=/etc/passwd', 400],
  ['filename=a..b.png', 400],
  ['filename=a.png&type=secret', 400],
  ['filename=a.png&subfolder=../..', 403],
  ['filename=a.png&type=input&subfolder=20261127', 404],
])('%s is answered with %i', async (query, status) => {
  const { view } = await withPicture()
  expect((await view(query)).status).toBe(status)
})

test('a preview is the picture in another format', async () => {
  const { house, view } = await withPicture()
  expect((await view(`${name}&preview=webp;75`)).headers.get('content-type')).toBe('image/webp')
  expect((await view(`${name}&preview=jpeg`)).headers.get('content-type')).toBe('image/jpeg')
  expect((await view(`${name}&preview=jpeg&channel=a`)).headers.get('content-type')).toBe(
    'image/webp',
  )
  expect(house.pictures.converted).toMatchObject([
    { format: 'webp', quality: 75 },
    { format: 'jpeg', quality: 90 },
    { format: 'webp', quality: 90 },
  ])
})

test('a range that is answered lies in the file, whatever is asked for', () => {
  const number = fc.oneof(fc.constant(''), fc.nat(30).map(String))
  fc.assert(
    fc.property(number, number, fc.nat(20), (from, to, size) => {
      const range = byteRange(`bytes=${from}-${to}`, size)
      if (range === undefined || range === 'beyond') return
      expect(range.start).toBeGreaterThanOrEqual(0)
      expect(range.end).toBeGreaterThanOrEqual(range.start)
      expect(range.end).toBeLessThan(size)
    }),
  )
})
