import { expect, it } from 'vitest'
import { examplePicture } from './example-picture.ts'
import { formatBytes, formatMemory } from './format-bytes.ts'
import { nameOfPicture } from './name-of-picture.ts'
import { factsOfPicture, seedOf } from './picture-facts.ts'

const labels = (...asked: Parameters<typeof factsOfPicture>): readonly string[] =>
  factsOfPicture(...asked).map(({ label, value }) => `${label}: ${value}`)

it('tells what is known and leaves out what is not', () => {
  const told = labels(examplePicture(), { guidance: 3.5, denoise: 1 })
  expect(told).toEqual(
    expect.arrayContaining([
      'LoRA: ink.safetensors · 0.8',
      'Seed: 42',
      'Guidance: 3.5',
      'Size: 1024 × 768',
      'File: 153012_3f2b8c1e.png',
      'Folder: 20261122',
      'Type: image/png · 1.5 MB',
    ]),
  )
  expect(told.some((line) => /^(Scheduler|Denoise|Batch|Story|Length)/.test(line))).toBe(false)
  const unknown = examplePicture({ model: '', seed: null, width: null, filepath: 'a.png' })
  expect(labels(unknown).some((line) => /^(Model|Seed|Size|Folder)/.test(line))).toBe(false)
})

it('has every digit of a seed that is too large for a number', () => {
  const seed = '18446744073709551615'
  expect(seedOf(examplePicture({ seed: null, metadata: { seed } }))).toBe(seed)
})

it('leads to the pictures that have the same, whatever its name', () => {
  const facts = factsOfPicture(examplePicture({ model: 'a & b/ü.safetensors' }))
  const { to = '' } = facts.find(({ label }) => label === 'Model') ?? {}
  expect(new URLSearchParams(to.split('?')[1]).get('model')).toBe('a & b/ü.safetensors')
})

it('names a picture by its prompt, or else by its file', () => {
  expect(nameOfPicture({ prompt: '  a fox\n in snow ', filepath: 'x/y.png' })).toBe('a fox in snow')
  expect(nameOfPicture({ prompt: ' ', filepath: 'x/y.png' })).toBe('y.png')
  expect(nameOfPicture({ prompt: 'long '.repeat(100), filepath: '' }).length).toBeLessThan(165)
})

it('says sizes of files as people do', () => {
  expect([0, 999, 1000, 1_482_113, 12_345_678, 999_950].map(formatBytes)).toEqual([
    '0 bytes',
    '999 bytes',
    '1 kB',
    '1.5 MB',
    '12.3 MB',
    '1 MB',
  ])
})

it('memory is told as it is sold', () => {
  const sizes = [0, 1536, 24 * 1024 ** 3, 23.5 * 1024 ** 3, 2048 * 1024 ** 4]
  expect(sizes.map(formatMemory)).toEqual(['0 bytes', '1.5 kB', '24 GB', '23.5 GB', '2,048 TB'])
})
