import { chmodSync, linkSync, mkdirSync, writeFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { eventually } from '../../test/eventually.ts'
import { createTestFolder } from '../../test/test-gallery.ts'
import { tinyPng } from '../../test/tiny-png.ts'

test('of a burst of files in one folder none is lost', async () => {
  await using folder = await createTestFolder()
  await using gallery = await folder.open({ watch: 'auto' })
  await gallery.ready()
  mkdirSync(folder.path('burst'))
  writeFileSync(folder.path('burst/0.png'), tinyPng())
  // All files are written in one turn of the loop, so that no events leave the queue meanwhile.
  for (let number = 1; number < 6_000; number += 1) {
    linkSync(folder.path('burst/0.png'), folder.path(`burst/${number}.png`))
  }
  await eventually(() => gallery.size).toBe(6_000)
})

test('a tree that appears at once is found to its leaves', async () => {
  await using folder = await createTestFolder()
  await using elsewhere = await createTestFolder()
  await using gallery = await folder.open({ watch: 'auto' })
  await gallery.ready()
  for (let number = 0; number < 40; number += 1) {
    await elsewhere.writeImage(`tree/${number % 5}/${number % 3}/${number}.png`)
  }
  await rename(elsewhere.path('tree'), folder.path('tree'))
  await eventually(() => gallery.size).toBe(40)
  await folder.writeImage('tree/4/2/late.png')
  await eventually(() => gallery.findByName('late.png')?.path).toBe('tree/4/2/late.png')
})

test('a folder that is deleted and made again is still watched', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('day/a.png')
  await using gallery = await folder.open({ watch: 'auto' })
  await gallery.ready()
  await rm(folder.path('day'), { recursive: true })
  await folder.writeImage('day/b.png')
  await eventually(() => gallery.query().items.map(({ path }) => path)).toEqual(['day/b.png'])
  await folder.writeImage('day/c.png')
  await eventually(() => gallery.size).toBe(2)
})

test('a sidecar that changes is read with its image, whichever way it is named', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('a.png')
  await folder.writeImage('b.PNG')
  await using gallery = await folder.open({ watch: 'auto' })
  await gallery.ready()
  await folder.write('a.png.json', '{"tags":["one"]}')
  await eventually(() => gallery.findByPath('a.png')?.tags).toEqual(['one'])
  await folder.write('b.json', '{"tags":["two"]}')
  await eventually(() => gallery.findByPath('b.PNG')?.tags).toEqual(['two'])
  await folder.write('manifest.json', '{"tags":["shared"]}')
  await rm(folder.path('b.json'))
  await eventually(() => gallery.findByPath('b.PNG')?.tags).toEqual(['shared'])
})

test.skipIf(process.getuid?.() === 0)(
  'a folder that may not be read is told once and costs no other',
  async () => {
    await using folder = await createTestFolder()
    await folder.writeImage('a.png')
    await folder.writeImage('closed/b.png')
    chmodSync(folder.path('closed'), 0)
    const warn = vi.fn()
    await using gallery = await folder.open({ logger: { info: vi.fn(), warn } })
    await gallery.ready()
    expect(gallery.query().items.map(({ path }) => path)).toEqual(['a.png'])
    expect(warn).toHaveBeenCalledOnce()
    chmodSync(folder.path('closed'), 0o755)
  },
)

test('names that are no UTF-8 are skipped with one warning', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('a.png')
  const name = Buffer.concat([
    Buffer.from(`${folder.root}/`),
    Buffer.from([0xe9, 0x2e, 0x70, 0x6e, 0x67]),
  ])
  writeFileSync(name, tinyPng())
  const warn = vi.fn()
  await using gallery = await folder.open({ logger: { info: vi.fn(), warn } })
  await gallery.ready()
  expect(gallery.size).toBe(1)
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    { directory: '', count: 1 },
    expect.stringContaining('UTF-8'),
  )
})

test.each(['watch', 'poll'] as const)(
  'a folder is followed where events would be missed, when it is told so: %s',
  async (watch) => {
    await using folder = await createTestFolder()
    await folder.writeImage('day/a.png')
    const intervals = { pollIntervalMs: 20, sweepIntervalMs: 100 }
    await using gallery = await folder.open({ watch, ...intervals })
    await gallery.ready()
    await folder.writeImage('day/b.png')
    await folder.writeImage('new/c.png')
    await eventually(() => gallery.size).toBe(3)
    await rm(folder.path('day'), { recursive: true })
    await eventually(() => gallery.query().items.map(({ path }) => path)).toEqual(['new/c.png'])
    // In place, which no time of a directory tells.
    await writeFile(folder.path('new/c.png'), tinyPng({ prompt: 'anew and longer' }))
    await eventually(() => gallery.findByPath('new/c.png')?.recipe.prompt).toBe('anew and longer')
  },
)
