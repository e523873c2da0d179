import { expect, it } from 'vitest'
import { nameOfFile, nextName } from './file-name.ts'

it('a workflow is called as its file, without its ending', () => {
  expect(nameOfFile('boats.json')).toBe('boats')
  expect(nameOfFile('my app.app.json')).toBe('my app')
  expect(nameOfFile('ComfyUI_00042_.png')).toBe('ComfyUI_00042_')
  expect(nameOfFile('v1.2 boats.webp')).toBe('v1.2 boats')
})

it('what no file system takes is left out', () => {
  expect(nameOfFile('a/b:c?.json')).toBe('a b c')
  expect(nameOfFile('..json')).toBe('workflow')
  expect(nameOfFile('.json')).toBe('workflow')
  expect(nameOfFile(`${'x'.repeat(300)}.json`)).toHaveLength(100)
})

it('a name that is taken gets a number', () => {
  expect([1, 2, 3].map((attempt) => nextName('boats', attempt))).toEqual([
    'boats',
    'boats-2',
    'boats-3',
  ])
})
