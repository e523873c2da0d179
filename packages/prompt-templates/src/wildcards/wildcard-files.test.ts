import { execFile } from 'node:child_process'
import { mkdir, rm, symlink, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../test/temporary-directory.ts'
import {
  createWildcardFiles,
  EmptyWildcardError,
  InvalidSeedError,
  InvalidWildcardNameError,
  UnknownWildcardError,
  WildcardFileError,
} from '../index.ts'

test('a directory that is missing has no wildcards, and counts once it is there', async () => {
  await using directory = await temporaryDirectory()
  const files = createWildcardFiles(join(directory.path, 'wildcards'))
  expect(await files.names()).toEqual([])
  expect(await files.load(['color'])).toEqual(new Map())
  const plain = { prompt: 'a {red} fox', negative_prompt: '', seed: 1 }
  expect(await files.expand(plain)).toEqual({
    prompt: 'a {red} fox',
    negative_prompt: '',
    choices: { prompt: [], negative_prompt: [] },
  })
  await directory.write('wildcards/color.txt', 'red')
  expect(await files.names()).toEqual(['color'])
})

test('names are those of text files in folders, sorted', async () => {
  await using directory = await temporaryDirectory()
  const files = [
    'b.txt',
    'a/c.txt',
    'a/d/e.txt',
    'note.md',
    'two words.txt',
    '.hidden/f.txt',
    '___.txt',
  ]
  for (const file of files) await directory.write(file, 'x')
  await mkdir(join(directory.path, 'folder.txt'))
  const wildcards = createWildcardFiles(directory.path)
  expect(await wildcards.names()).toEqual(['a/c', 'a/d/e', 'b', 'two words'])
  expect((await wildcards.broken()).map(({ file }) => file)).toEqual(['___.txt'])
})

test('blank lines and comments are skipped, a byte order mark and carriage returns are not seen', async () => {
  await using directory = await temporaryDirectory()
  await directory.write('color.txt', '\ufeff# colours\r\nred\r\n\r\n  light green  \r\n#blue\rgrey')
  const loaded = await createWildcardFiles(directory.path).load(['color'])
  expect(loaded.get('color')).toEqual(['red', 'light green', 'grey'])
})

test('the wildcards that lines mention are loaded as well, and cycles end', async () => {
  await using directory = await temporaryDirectory()
  await directory.write('a.txt', '__b__\n{x|__c/d__} __missing__')
  await directory.write('b.txt', '__a__')
  await directory.write('c/d.txt', 'end')
  const loaded = await createWildcardFiles(directory.path).load(['a', 'nothing'])
  expect([...loaded.keys()].sort()).toEqual(['a', 'b', 'c/d'])
})

test('a file that changed is read again, one that was removed is gone', async () => {
  await using directory = await temporaryDirectory()
  const files = createWildcardFiles(directory.path)
  const path = await directory.write('a.txt', 'one')
  const lines = async () => (await files.load(['a'])).get('a')
  expect(await lines()).toEqual(['one'])
  await directory.write('a.txt', 'three')
  expect(await lines()).toEqual(['three'])
  await directory.write('a.txt', 'seven')
  await utimes(path, 1_000, 1_000)
  expect(await lines()).toEqual(['seven'])
  await rm(path)
  expect(await lines()).toBeUndefined()
})

test('both texts are drawn from one seed, each by itself', async () => {
  await using directory = await temporaryDirectory()
  await directory.write('color.txt', Array.from({ length: 500 }, (_, n) => `color ${n}`).join('\n'))
  const files = createWildcardFiles(directory.path)
  const request = { prompt: 'a __color__ fox', negative_prompt: 'a __color__ fox', seed: 7 }
  const drawn = await files.expand(request)
  expect(drawn.prompt).toMatch(/^a color \d+ fox$/)
  expect(drawn.negative_prompt).not.toBe(drawn.prompt)
  expect(drawn.choices.prompt).toEqual([
    { wildcard: '__color__', drawn: drawn.prompt.slice(2, -4) },
  ])
  expect(await createWildcardFiles(directory.path).expand(request)).toEqual(drawn)
})

test('where there are no files a name is text, and braces are drawn all the same', async () => {
  await using directory = await temporaryDirectory()
  const files = createWildcardFiles(directory.path)
  const pair = { prompt: '__init__ in {red|red}', negative_prompt: '__x__', seed: 1 }
  expect(await files.expand(pair)).toMatchObject({
    prompt: '__init__ in red',
    negative_prompt: '__x__',
  })
  await directory.write('weather.txt', 'fog')
  await expect(files.expand(pair)).rejects.toBeInstanceOf(UnknownWildcardError)
})

test('what is missing or empty is told, with the nearest names', async () => {
  await using directory = await temporaryDirectory()
  await directory.write('hair/color.txt', '# nothing yet')
  await directory.write('outer.txt', '__hair/colour__')
  const { expand } = createWildcardFiles(directory.path)
  const draw = (prompt: string) => expand({ prompt, negative_prompt: '', seed: 1 })
  await expect(draw('__hair/colour__')).rejects.toThrow(
    new UnknownWildcardError('hair/colour', { known: ['hair/color'] }),
  )
  await expect(draw('__outer__')).rejects.toMatchObject({ nearest: ['hair/color'] })
  await expect(draw('__hair/color__')).rejects.toThrow(EmptyWildcardError)
  await expect(expand({ prompt: '', negative_prompt: '', seed: -1 })).rejects.toThrow(
    InvalidSeedError,
  )
})

test.each([
  '',
  '..',
  '../a',
  '/etc/passwd',
  'a/../b',
  'a\\b',
  'a\0',
  'a$b',
  'C:/a',
  'a/',
  ' a',
  '__',
])('%j is refused as a name', async (name) => {
  await using directory = await temporaryDirectory()
  await expect(createWildcardFiles(directory.path).load([name])).rejects.toThrow(
    InvalidWildcardNameError,
  )
})

test('a name of 3,000 characters is refused or missing, never a failure of the system', async () => {
  await using directory = await temporaryDirectory()
  const files = createWildcardFiles(directory.path)
  await expect(files.load(['x'.repeat(3_000)])).rejects.toThrow(InvalidWildcardNameError)
  expect(await files.load(['あ'.repeat(190)])).toEqual(new Map())
})

test('links that leave the directory are refused, others are files like any', async () => {
  await using outside = await temporaryDirectory()
  await using directory = await temporaryDirectory()
  await directory.write('a.txt', 'inside')
  await symlink(await outside.write('secret.txt', 'secret'), join(directory.path, 'file.txt'))
  await symlink(outside.path, join(directory.path, 'folder'))
  await symlink(join(directory.path, 'a.txt'), join(directory.path, 'b.txt'))
  await symlink('loop.txt', join(directory.path, 'loop.txt'))
  const files = createWildcardFiles(directory.path)
  expect(await files.names()).toEqual(['a', 'b'])
  expect((await files.load(['b'])).get('b')).toEqual(['inside'])
  for (const name of ['file', 'folder/secret']) {
    await expect(files.load([name])).rejects.toThrow(
      new WildcardFileError(name, 'leads out of its folder'),
    )
  }
  await expect(files.load(['loop'])).rejects.toThrow('cannot be read (ELOOP)')
})

test('the directory itself may be a link', async () => {
  await using directory = await temporaryDirectory()
  await directory.write('real/a.txt', 'x')
  await symlink(join(directory.path, 'real'), join(directory.path, 'link'))
  const files = createWildcardFiles(join(directory.path, 'link'))
  expect((await files.load(['a'])).get('a')).toEqual(['x'])
})

test('a file above 1 MiB, one that is not UTF-8, and a pipe are refused with a sentence', async () => {
  await using directory = await temporaryDirectory()
  await directory.write('fits.txt', 'x'.repeat(1024 * 1024))
  await directory.write('large.txt', 'x'.repeat(1024 * 1024 + 1))
  await directory.write('latin.txt', Uint8Array.of(0x72, 0xe9))
  await promisify(execFile)('mkfifo', [join(directory.path, 'pipe.txt')])
  const files = createWildcardFiles(directory.path)
  expect((await files.load(['fits'])).size).toBe(1)
  await expect(files.load(['large'])).rejects.toThrow(
    'The file of the wildcard "large" is larger than 1 MiB.',
  )
  await expect(files.load(['latin'])).rejects.toThrow('is not UTF-8 text')
  await expect(files.load(['pipe'])).rejects.toThrow('is not a regular file')
})

test('a file whose name is kept decomposed is found by its composed name', async () => {
  await using directory = await temporaryDirectory()
  await directory.write('e\u0301te\u0301.txt', 'summer')
  const files = createWildcardFiles(directory.path)
  expect(await files.names()).toEqual(['été'])
  expect((await files.expand({ prompt: '__été__', negative_prompt: '', seed: 0 })).prompt).toBe(
    'summer',
  )
})

test('files are listed whatever their names, or told as broken', async () => {
  await using directory = await temporaryDirectory()
  const named = [
    'hair color',
    'v1.5 colors',
    'colors(1)',
    'a&b',
    "o'clock",
    '日本 色',
    'sub folder/x',
  ]
  for (const name of named) await directory.write(`${name}.txt`, `from ${name}`)
  await directory.write('TXT.TXT', 'from TXT')
  for (const file of ['a{b}.txt', 'x__y z.txt', 'old.Txt', 'colors.yaml', 'more.json'])
    await directory.write(file, 'x')
  const files = createWildcardFiles(directory.path)
  expect(await files.names()).toEqual([...named, 'TXT'].sort())
  expect((await files.broken()).map(({ file }) => file).sort()).toEqual(
    ['a{b}.txt', 'colors.yaml', 'more.json', 'old.Txt', 'x__y z.txt'].sort(),
  )
  for (const name of [...named, 'TXT']) {
    const { prompt } = await files.expand({
      prompt: `(__${name}__, x)`,
      negative_prompt: '',
      seed: 1,
    })
    expect(prompt).toBe(`(from ${name}, x)`)
  }
})

test('folders are written with either slash, and a star stands for all files of one', async () => {
  await using directory = await temporaryDirectory()
  await directory.write('colors/warm.txt', 'red')
  await directory.write('colors/cold.txt', 'blue')
  await directory.write('colors/deep/dark.txt', 'black')
  const files = createWildcardFiles(directory.path)
  const outcomes = async (prompt: string): Promise<readonly string[]> => {
    const drawn = Array.from({ length: 60 }, (_, seed) =>
      files.expand({ prompt, negative_prompt: '', seed }),
    )
    return [...new Set((await Promise.all(drawn)).map((one) => one.prompt))].sort()
  }
  expect(await outcomes('__colors\\warm__')).toEqual(['red'])
  expect(await outcomes('__~colors/warm__')).toEqual(['red'])
  expect(await outcomes('__colors/*__')).toEqual(['blue', 'red'])
  expect(await outcomes('__colors/**__')).toEqual(['black', 'blue', 'red'])
  await expect(outcomes('__nothing/*__')).rejects.toBeInstanceOf(UnknownWildcardError)
})
