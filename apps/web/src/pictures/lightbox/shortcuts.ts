/** What a key does in the lightbox. */
export type LightboxAction =
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'zoomIn'
  | 'zoomOut'
  | 'zoom'
  | 'panLeft'
  | 'panRight'
  | 'panUp'
  | 'panDown'
  | 'details'
  | 'favourite'
  | 'tags'
  | 'delete'
  | 'download'
  | 'use'
  | 'input'
  | 'vary'
  | 'upscale'
  | 'workflow'
  | 'compare'
  | 'play'
  | 'help'

interface Shortcut {
  readonly keys: readonly string[]
  readonly action: LightboxAction
  readonly does: string
}

/** Keys as `KeyboardEvent.key` names them, with `Shift+` before where it is held. */
export const shortcuts: readonly Shortcut[] = [
  { keys: ['ArrowRight', 'j'], action: 'next', does: 'Next picture' },
  { keys: ['ArrowLeft', 'k'], action: 'previous', does: 'Picture before' },
  { keys: ['Home'], action: 'first', does: 'First picture' },
  { keys: ['End'], action: 'last', does: 'Last picture' },
  { keys: ['z'], action: 'zoom', does: 'Zoom in, and back' },
  { keys: ['+', '='], action: 'zoomIn', does: 'Zoom in' },
  { keys: ['-', '_'], action: 'zoomOut', does: 'Zoom out' },
  { keys: ['ArrowUp'], action: 'panUp', does: 'Move up in an enlarged picture' },
  { keys: ['ArrowDown'], action: 'panDown', does: 'Move down' },
  { keys: ['Shift+ArrowLeft'], action: 'panLeft', does: 'Move to the left' },
  { keys: ['Shift+ArrowRight'], action: 'panRight', does: 'Move to the right' },
  { keys: [' '], action: 'play', does: 'Play or pause a video' },
  { keys: ['i'], action: 'details', does: 'Show or hide the details' },
  { keys: ['f'], action: 'favourite', does: 'Favourite, or not any more' },
  { keys: ['t'], action: 'tags', does: 'Tags' },
  { keys: ['u'], action: 'use', does: 'Use these settings' },
  { keys: ['v'], action: 'vary', does: 'Vary: once more with another seed' },
  { keys: ['x'], action: 'upscale', does: 'Upscale' },
  { keys: ['p'], action: 'input', does: 'Use as input' },
  { keys: ['w'], action: 'workflow', does: 'Show the workflow' },
  { keys: ['c'], action: 'compare', does: 'Compare with what it was made from' },
  { keys: ['d'], action: 'download', does: 'Download' },
  { keys: ['Delete', 'Backspace'], action: 'delete', does: 'Move to the trash' },
  { keys: ['?'], action: 'help', does: 'Show these shortcuts' },
]

interface Pressed {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** What a press of a key asks for; undefined when it is the browser's. */
export function actionOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Pressed) {
  if (ctrlKey || metaKey || altKey) return undefined
  const name = key.length === 1 ? key.toLowerCase() : key
  const withShift = shiftKey && key.length > 1 ? `Shift+${name}` : name
  return shortcuts.find(({ keys }) => keys.includes(withShift))?.action
}

const shown: Readonly<Record<string, string>> = {
  ArrowRight: '→',
  ArrowLeft: '←',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ' ': 'Space',
}

/** A key as a keyboard shows it; those of `Shift+ArrowLeft` joined by `+`. */
export const keyLabel = (keys: string): string =>
  keys === '+'
    ? 'Plus'
    : keys
        .split('+')
        .map((key) => shown[key] ?? (key.length === 1 ? key.toUpperCase() : key))
        .join('+')
