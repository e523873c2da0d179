export type MaskShortcut = 'undo' | 'redo' | 'smaller' | 'larger' | 'brush' | 'eraser' | 'invert'

interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const plain: Readonly<Record<string, MaskShortcut>> = {
  '[': 'smaller',
  ']': 'larger',
  b: 'brush',
  e: 'eraser',
  i: 'invert',
}

/** What a key does while a mask is painted; undefined when it is none of its own. */
export function shortcutOf(event: Pressed): MaskShortcut | undefined {
  const key = event.key.toLowerCase()
  if (event.ctrlKey || event.metaKey) {
    if (key === 'y') return 'redo'
    if (key !== 'z') return undefined
    return event.shiftKey ? 'redo' : 'undo'
  }
  // Brackets need AltGr on many keyboards, which some systems say as Alt.
  return event.altKey && !'[]'.includes(key) ? undefined : plain[key]
}
