import { rm, stat } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { createFolder, png } from '../test/pictures.ts'
import { createThumbnailer } from './create-thumbnailer.ts'
import { ImageNotFoundError } from './errors.ts'

it('is in memory the second time, and given without a look at the disk to who knows the source', async () => {
  await using folder = await createFolder()
  await using thumbnailer = createThumbnailer()
  const path = await folder.write('a.png', await png(400, 400))
  const { size, mtimeMs } = await stat(path)
  const source = { size, mtimeMs }
  const making = thumbnailer.read({ path, source })
  expect(making).toBeInstanceOf(Promise)
  const image = await making
  expect(thumbnailer.health().memory.entries).toBe(1)
  expect(await thumbnailer.read({ path })).toBe(image)
  await rm(folder.path, { recursive: true })
  expect(thumbnailer.read({ path, source })).toBe(image)
  expect(thumbnailer.read({ path, source: { size, mtimeMs: Math.trunc(mtimeMs) } })).toBe(image)
  expect(await thumbnailer.read({ path, source })).toBe(image)
  for (const other of [{ source: { size: size + 1, mtimeMs } }, { source, size: 600 } as const]) {
    await expect(thumbnailer.read({ path, ...other })).rejects.toThrow(ImageNotFoundError)
  }
})

it('is in memory for who takes the source for another, after a look at the disk', async () => {
  await using folder = await createFolder()
  await using thumbnailer = createThumbnailer()
  const path = await folder.write('a.png', await png(40, 40))
  const image = await thumbnailer.read({ path })
  const asked = thumbnailer.read({ path, source: { size: 1, mtimeMs: 1 } })
  expect(asked).toBeInstanceOf(Promise)
  expect(await asked).toBe(image)
})

it('is given from memory without a look at the options, whose signal may be dear', async () => {
  await using folder = await createFolder()
  await using thumbnailer = createThumbnailer()
  const path = await folder.write('a.png', await png(40, 40))
  const source = await stat(path)
  let looks = 0
  const client = {
    get signal() {
      looks++
      return AbortSignal.abort(new Error('gone home'))
    },
  }
  await expect(thumbnailer.read({ path, source }, client)).rejects.toThrow('gone home')
  expect(looks).toBeGreaterThan(0)
  const image = await thumbnailer.read({ path })
  looks = 0
  expect(thumbnailer.read({ path, source }, client)).toBe(image)
  expect(looks).toBe(0)
})

it('is not given by a thumbnailer that is closed, not even from memory', async () => {
  await using folder = await createFolder()
  const thumbnailer = createThumbnailer()
  const path = await folder.write('a.png', await png(40, 40))
  await thumbnailer.read({ path })
  await thumbnailer[Symbol.asyncDispose]()
  await expect(thumbnailer.read({ path, source: await stat(path) })).rejects.toThrow('closed')
})
