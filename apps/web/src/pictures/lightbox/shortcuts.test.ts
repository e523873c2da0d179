import { expect, it } from 'vitest'
import { actionOf, keyLabel, shortcuts } from './shortcuts.ts'

const press = (key: string, held: object = {}) =>
  actionOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held })

it('knows what a key does, in either case', () => {
  expect(press('ArrowRight')).toBe('next')
  expect(press('F', { shiftKey: true })).toBe('favourite')
  expect(press('?', { shiftKey: true })).toBe('help')
  expect(press('ArrowLeft', { shiftKey: true })).toBe('panLeft')
  expect(press('Home', { shiftKey: true })).toBeUndefined()
})

it('leaves the browser its own', () => {
  expect(press('d', { ctrlKey: true })).toBeUndefined()
  expect(press('ArrowLeft', { altKey: true })).toBeUndefined()
  expect(press('F5')).toBeUndefined()
})

it('gives no key to two actions, and shows each as keyboards do', () => {
  const all = shortcuts.flatMap(({ keys }) => keys)
  expect(new Set(all).size).toBe(all.length)
  expect(['Shift+ArrowLeft', ' ', '+', 'i', 'Delete'].map(keyLabel)).toEqual([
    'Shift+←',
    'Space',
    'Plus',
    'I',
    'Delete',
  ])
})
