import { appendFile, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { markerPath } from './gallery-marker.ts'
import { MarkerFile } from './marker-file.ts'

async function createFolder() {
  const root = await mkdtemp(join(tmpdir(), 'marker-file-'))
  const path = markerPath(root)
  return { root, path, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) }
}

test('is told as it is, whether it is new, written over, replaced by one as long, or gone', async () => {
  await using folder = await createFolder()
  const { root, path } = folder
  const marker = new MarkerFile(root)
  const expectText = async (text: string | undefined) => {
    for (let look = 0; look < 3; look += 1) expect(await marker.text()).toBe(text)
  }
  await expectText(undefined)
  for (const text of ['first', 'other', 'third']) {
    await writeFile(path, text)
    await expectText(text)
  }
  await writeFile(`${path}.new`, 'fifth')
  await utimes(`${path}.new`, 1_000, 1_000)
  await rename(`${path}.new`, path)
  await expectText('fifth')
  await rm(path)
  await expectText(undefined)
})

test('that has not changed for long is read once, and anew when another file stands there or it is longer', async () => {
  await using folder = await createFolder()
  const { root, path } = folder
  const marker = new MarkerFile(root)
  await writeFile(path, 'first')
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000)
  expect([await marker.text(), await marker.text()]).toEqual(['first', 'first'])
  await writeFile(`${path}.new`, 'other')
  await rename(`${path}.new`, path)
  expect(await marker.text()).toBe('other')
  await appendFile(path, ', longer')
  expect(await marker.text()).toBe('other, longer')
  vi.restoreAllMocks()
})
