import { expect, it } from 'vitest'
import { shortcutOf } from './mask-shortcut.ts'

const pressed = (
  key: string,
  ...held: readonly ('ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey')[]
) =>
  shortcutOf({
    key,
    ctrlKey: held.includes('ctrlKey'),
    metaKey: held.includes('metaKey'),
    altKey: held.includes('altKey'),
    shiftKey: held.includes('shiftKey'),
  })

it('undoes and redoes as other programs do, and leaves the browser its keys', () => {
  expect(pressed('z', 'ctrlKey')).toBe('undo')
  expect(pressed('Z', 'metaKey', 'shiftKey')).toBe('redo')
  expect(pressed('y', 'ctrlKey')).toBe('redo')
  expect(pressed('b', 'ctrlKey')).toBeUndefined()
  expect(pressed('z')).toBeUndefined()
  expect(pressed('e')).toBe('eraser')
  expect(pressed('[', 'altKey')).toBe('smaller')
  expect(pressed('e', 'altKey')).toBeUndefined()
})
