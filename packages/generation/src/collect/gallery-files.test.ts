import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { NotHeldError } from './errors.ts'
import { GalleryFiles } from './gallery-files.ts'

async function createFolder(): Promise<AsyncDisposable & { readonly root: string }> {
  const root = await mkdtemp(join(tmpdir(), 'gallery-files-'))
  return {
    root,
    [Symbol.asyncDispose]: async () => {
      await chmod(root, 0o755)
      await rm(root, { recursive: true })
    },
  }
}

const filesIn = (root: string): GalleryFiles => new GalleryFiles({ root, failpoint: () => {} })

/** The files of all processes in staging. */
async function staged(root: string): Promise<readonly string[]> {
  const all = await readdir(join(root, '.staging'), { recursive: true, withFileTypes: true })
  return all.filter((entry) => entry.isFile()).map(({ name }) => name)
}

// Skipped for root, who may write everywhere.
test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'a folder that may only be read is left as it is, and no reason not to start',
  async () => {
    await using folder = await createFolder()
    await mkdir(join(folder.root, '.staging'))
    await writeFile(join(folder.root, 'a.json'), '{"request_id":"job"}')
    await writeFile(join(folder.root, 'a.png'), 'picture')
    await chmod(folder.root, 0o555)
    const files = filesIn(folder.root)
    await files.discard('job', 'a')
    expect((await readdir(folder.root)).sort()).toEqual(['.staging', 'a.json', 'a.png'])
    await expect(files.write('batches/b/batch.json', '{}')).rejects.toThrow('EACCES')
  },
)

test('in a folder without staging, which has taken the place of the gallery, nothing is made', async () => {
  await using folder = await createFolder()
  const files = filesIn(folder.root)
  await expect(files.write('batches/b/batch.json', '{"a":1}')).rejects.toThrow('ENOENT')
  expect(await readdir(folder.root)).toEqual([])
  await files.prepare()
  await files.write('batches/b/batch.json', '{"a":1}')
  expect(await readFile(join(folder.root, 'batches/b/batch.json'), 'utf8')).toBe('{"a":1}')
  expect(await staged(folder.root)).toEqual([])
})

test('nothing is written through a link in the place of a folder, and nothing stays in staging', async () => {
  await using folder = await createFolder()
  await using outside = await createFolder()
  const files = filesIn(folder.root)
  await files.prepare()
  await mkdir(join(folder.root, 'sequences'))
  await mkdir(join(outside.root, 'b'))
  for (const link of ['batches', 'sequences/b']) {
    await symlink(outside.root, join(folder.root, link), 'junction')
  }
  for (const path of ['batches/new/batch.json', 'batches/b/batch.json', 'sequences/b/s.json']) {
    await expect(files.write(path, '{}')).rejects.toThrow(/ENOTDIR|EEXIST|ELOOP|EPERM/)
  }
  expect(await readdir(outside.root, { recursive: true })).toEqual(['b'])
  expect(await staged(folder.root)).toEqual([])
})

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function* pieces(gate: Promise<void> | undefined) {
  yield png.subarray(0, 40)
  await gate
  yield png.subarray(40)
}

/** Stores one picture of a job, whose bytes come when `gate` opens. */
function store(
  files: GalleryFiles,
  {
    sidecar,
    gate,
    checkHeld = async () => {},
  }: { sidecar: string; gate?: Promise<void>; checkHeld?: () => Promise<void> },
) {
  return files.store({
    jobId: 'job',
    stem: '20261122/a',
    sources: [
      {
        ...{ node: '9', filename: 'a.png', subfolder: '', type: 'output' },
        open: async () => ({
          contentType: 'image/png',
          contentLength: png.length,
          body: Readable.from(pieces(gate)),
        }),
      },
    ],
    checkHeld,
    before: async () => {},
    placed: async () => {},
    limits: {
      mostPixels: 1_000,
      rateWindowMs: 60_000,
      now: () => performance.now(),
      hasSpace: async () => true,
    },
    sidecar: () => sidecar,
    signal: AbortSignal.timeout(10_000),
  })
}

test('one that had a job before and was stopped does not replace what is stored of it by who has it now', async () => {
  await using folder = await createFolder()
  const [former, present] = [filesIn(folder.root), filesIn(folder.root)]
  await former.prepare()
  await present.prepare()
  const gate = Promise.withResolvers<void>()
  const late = store(former, { sidecar: '{"request_id":"job","by":"former"}', gate: gate.promise })
  await expect.poll(() => staged(folder.root)).toEqual(['job.1.part'])
  await store(present, { sidecar: '{"request_id":"job","by":"present"}' })
  gate.resolve()
  await expect(late).rejects.toThrow('ENOENT')
  expect(await staged(folder.root)).toEqual([])
  expect(await readFile(join(folder.root, '20261122/a.json'), 'utf8')).toContain('present')
  expect((await readdir(join(folder.root, '20261122'))).sort()).toEqual(['a.json', 'a.png'])
  // And the start of a third takes nothing from those at work.
  await filesIn(folder.root).prepare()
  await store(present, { sidecar: '{"request_id":"job","by":"again"}' })
  expect(await staged(folder.root)).toEqual([])
})

test('one whose lease is over removes nothing of what another has committed since', async () => {
  await using folder = await createFolder()
  const files = filesIn(folder.root)
  await files.prepare()
  await store(files, { sidecar: '{"request_id":"job","by":"present"}' })
  const checkHeld = () => Promise.reject(new NotHeldError('job'))
  const sidecar = '{"request_id":"job","by":"former"}'
  await expect(store(filesIn(folder.root), { sidecar, checkHeld })).rejects.toThrow(NotHeldError)
  expect(await readFile(join(folder.root, '20261122/a.json'), 'utf8')).toContain('present')
  expect((await readdir(join(folder.root, '20261122'))).sort()).toEqual(['a.json', 'a.png'])
})

test('one whose lease ends while it fetches gives nothing its name, and leaves nothing in staging', async () => {
  await using folder = await createFolder()
  const files = filesIn(folder.root)
  await files.prepare()
  let isHeld = true
  const checkHeld = async () => {
    if (!isHeld) throw new NotHeldError('job')
    isHeld = false
  }
  const sidecar = '{"request_id":"job"}'
  await expect(store(files, { sidecar, checkHeld })).rejects.toThrow(NotHeldError)
  expect(await readdir(join(folder.root, '20261122'))).toEqual([])
  expect(await staged(folder.root)).toEqual([])
})
