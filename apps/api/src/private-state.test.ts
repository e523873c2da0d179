import { chmod, chown, mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../test/running-darkroom.ts'
import { makePrivateState } from './private-state.ts'

/** Permissions by path, of everything below. */
async function modesIn(folder: string): Promise<ReadonlyMap<string, number>> {
  const names = ['.', ...(await readdir(folder, { recursive: true }))]
  const modes = names.map(async (name) => {
    const { mode } = await stat(join(folder, name))
    return [name, mode & 0o777] as const
  })
  return new Map(await Promise.all(modes))
}

const skip = process.platform === 'win32'

test.skipIf(skip)('a new state folder is for its owner alone', async () => {
  await using folder = await temporaryFolder()
  const state = join(folder.path, 'deep', 'state')
  await makePrivateState(state)
  const modes = await modesIn(state)
  expect(modes.size).toBeGreaterThan(4)
  expect([...modes].filter(([, mode]) => mode !== 0o700)).toEqual([])
})

test.skipIf(skip)(
  'one that others could read is closed to its leaves, and what is not ours stays',
  async () => {
    await using folder = await temporaryFolder()
    const state = join(folder.path, 'state')
    await mkdir(join(state, 'gallery', 'deep'), { recursive: true })
    const open = ['install-id', 'gallery/index.snapshot', 'gallery/deep/leaf', 'theirs.txt']
    for (const name of open) await writeFile(join(state, name), name, { mode: 0o644 })
    for (const name of ['', 'gallery', 'gallery/deep']) await chmod(join(state, name), 0o755)
    await makePrivateState(state)
    const modes = await modesIn(state)
    expect(modes.get('theirs.txt')).toBe(0o644)
    expect(modes.get('install-id')).toBe(0o600)
    expect(modes.get('gallery/deep')).toBe(0o700)
    const readable = [...modes].filter(
      ([name, mode]) => name !== 'theirs.txt' && (mode & 0o077) !== 0,
    )
    expect(readable).toEqual([])
  },
)

test.skipIf(skip)('a folder that belongs to others too keeps its permissions', async () => {
  await using folder = await temporaryFolder()
  const shared = join(folder.path, 'shared')
  await mkdir(shared)
  await writeFile(join(shared, 'theirs.txt'), '')
  await chmod(shared, 0o755)
  await makePrivateState(shared)
  expect((await stat(shared)).mode & 0o777).toBe(0o755)
  expect((await stat(join(shared, 'queue'))).mode & 0o777).toBe(0o700)
})

test.skipIf(skip)(
  'a folder of somebody else stays as it is though it has a name that we use, and so does one around the gallery',
  async () => {
    await using folder = await temporaryFolder()
    const pictures = join(folder.path, 'thumbnails')
    await mkdir(pictures)
    await writeFile(join(pictures, 'theirs.png'), '', { mode: 0o644 })
    for (const path of [folder.path, pictures]) await chmod(path, 0o755)
    await makePrivateState(folder.path)
    const modes = await modesIn(folder.path)
    expect(modes.get('.')).toBe(0o755)
    expect(modes.get('thumbnails')).toBe(0o755)
    expect(modes.get('thumbnails/theirs.png')).toBe(0o644)

    const around = join(folder.path, 'around')
    await mkdir(join(around, 'pictures'), { recursive: true })
    await writeFile(join(around, 'install-id'), '', { mode: 0o644 })
    await chmod(around, 0o755)
    await makePrivateState(around, join(around, 'pictures'))
    const within = await modesIn(around)
    expect(within.get('.')).toBe(0o755)
    expect(within.get('install-id')).toBe(0o600)
    expect(within.get('queue')).toBe(0o700)
  },
)

test.skipIf(process.getuid?.() !== 0)(
  'a volume that another owns, and that is ours by its group, is used as it is',
  async () => {
    await using folder = await temporaryFolder()
    const state = join(folder.path, 'state')
    await mkdir(state)
    await writeFile(join(state, 'install-id'), 'ours')
    await chown(state, 65_534, 0)
    await chmod(state, 0o775)
    await chmod(folder.path, 0o755)
    await chown(join(state, 'install-id'), 65_533, 0)
    process.seteuid?.(65_533)
    try {
      await makePrivateState(state)
    } finally {
      process.seteuid?.(0)
    }
    const modes = await modesIn(state)
    expect(modes.get('.')).toBe(0o775)
    expect(modes.get('install-id')).toBe(0o600)
    expect(modes.get('queue')).toBe(0o700)
  },
)
