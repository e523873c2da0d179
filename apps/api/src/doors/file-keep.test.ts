import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../test/running-darkroom.ts'
import { openFileKeep } from './file-keep.ts'

test('what a door keeps is there after a restart, with what came while it was written', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'doors', 'test.json')
  const keep = openFileKeep(path)
  await Promise.all([
    keep.set('a', 1),
    keep.set('b', { name: 'two' }),
    keep.set('c', [3]),
    keep.delete('a'),
  ])
  const again = openFileKeep(path)
  expect(again.keys()).toEqual(['b', 'c'])
  expect(again.get('b')).toEqual({ name: 'two' })
  expect(again.get('a')).toBeUndefined()
})

test('a broken file costs what it held, and nothing else', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'test.json')
  await writeFile(path, '[["a",1],["b"')
  const keep = openFileKeep(path)
  expect(keep.keys()).toEqual([])
  await keep.set('c', 3)
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual([['c', 3]])
})

test('of very many things the oldest go, and one that is set again is young', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'test.json')
  const many = Array.from({ length: 10_000 }, (_, index) => [`key ${index}`, index])
  await writeFile(path, JSON.stringify(many))
  const keep = openFileKeep(path)
  await keep.set('key 0', 'again')
  await keep.set('new', 1)
  expect(keep.get('key 0')).toBe('again')
  expect(keep.get('key 1')).toBeUndefined()
  expect(keep.keys()).toHaveLength(10_000)
})

test('doors of several processes keep all that each of them is told, and know what the others keep', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'doors', 'test.json')
  const keeps = [openFileKeep(path), openFileKeep(path), openFileKeep(path)]
  await Promise.all(
    keeps.flatMap((keep, place) =>
      Array.from({ length: 20 }, (_, number) => keep.set(`${place}-${number}`, number)),
    ),
  )
  for (const keep of keeps) {
    expect(keep.keys()).toHaveLength(60)
    expect(keep.get('2-19')).toBe(19)
  }
  await keeps[0]?.delete('2-19')
  expect(keeps[1]?.get('2-19')).toBeUndefined()
})
