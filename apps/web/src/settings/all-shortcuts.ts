import { keyLabel, shortcuts } from '../pictures/lightbox/shortcuts.ts'

export interface ShortcutGroup {
  readonly where: string
  readonly shortcuts: readonly { readonly keys: string; readonly does: string }[]
}

/** What keys do in each view; everywhere else they do what the browser does. */
export const allShortcuts: readonly ShortcutGroup[] = [
  {
    where: 'Forms of Create, Workflows and Stories',
    shortcuts: [
      { keys: 'Ctrl+Enter', does: 'Generate, or run it' },
      { keys: '↑', does: 'In an empty prompt: what was sent before' },
      { keys: '↓', does: 'And the newer again' },
    ],
  },
  {
    where: 'Gallery',
    shortcuts: [
      { keys: 'Enter', does: 'Open the picture' },
      { keys: '↑ ↓ ← →', does: 'Another picture' },
      { keys: 'Shift+→', does: 'Select on the way, with any arrow' },
      { keys: 'PageDown', does: 'A window further; PageUp back' },
      { keys: 'Home', does: 'Begin of the row; End its end' },
      { keys: 'Ctrl+Home', does: 'The first picture; Ctrl+End the last' },
      { keys: 'Ctrl+A', does: 'Select all' },
      { keys: 'Esc', does: 'Select nothing' },
      { keys: 'F', does: 'Favourite, or not any more' },
      { keys: 'Delete', does: 'Move to the trash' },
    ],
  },
  {
    where: 'An open picture',
    shortcuts: [
      ...shortcuts.map(({ keys, does }) => ({ keys: keyLabel(keys[0] ?? ''), does })),
      { keys: 'Ctrl+Z', does: 'Bring back what was deleted last' },
      { keys: 'Esc', does: 'Close' },
    ],
  },
  {
    where: 'Queue',
    shortcuts: [
      { keys: 'Alt+↑', does: 'Move the row up' },
      { keys: 'Alt+↓', does: 'Move it down' },
      { keys: 'Alt+Home', does: 'Run it next' },
      { keys: 'Alt+End', does: 'Run it last' },
    ],
  },
  {
    where: 'Painting a mask',
    shortcuts: [
      { keys: 'B', does: 'Brush' },
      { keys: 'E', does: 'Eraser' },
      { keys: '[', does: 'Smaller' },
      { keys: ']', does: 'Larger' },
      { keys: 'I', does: 'Invert' },
      { keys: 'Ctrl+Z', does: 'Undo' },
      { keys: 'Ctrl+Shift+Z', does: 'Redo' },
      { keys: '↑ ↓ ← →', does: 'Move the brush; with Shift further' },
      { keys: 'Space', does: 'Paint while it is held; move the picture with the mouse' },
      { keys: 'Enter', does: 'Lower the brush, and lift it' },
    ],
  },
  {
    where: 'Comparing two pictures',
    shortcuts: [
      { keys: '← →', does: 'Move the divider; with Shift further' },
      { keys: 'Home', does: 'All of one; End all of the other' },
    ],
  },
  {
    where: 'Everywhere',
    shortcuts: [{ keys: 'F6', does: 'To the messages' }],
  },
]
