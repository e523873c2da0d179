import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { keyLabel, shortcuts } from './shortcuts.ts'
import styles from './shortcuts-dialog.module.css'

interface ShortcutsDialogProps {
  readonly open: boolean
  readonly onClose: () => void
}

const fixed = [
  { keys: 'Ctrl+Z', does: 'Bring back what was deleted last' },
  { keys: 'Esc', does: 'Close' },
]

/** What the keys do while a picture is open. */
export const ShortcutsDialog = ({ open, onClose }: ShortcutsDialogProps) => (
  <Dialog {...{ open, onClose }} title="Shortcuts">
    <dl className={styles.list}>
      {[
        ...shortcuts.map(({ keys, does }) => ({ keys: keyLabel(keys[0] ?? ''), does })),
        ...fixed,
      ].map(({ keys, does }) => (
        <div key={does} className={styles.line}>
          <dt>{does}</dt>
          <dd>
            <Kbd keys={keys} />
          </dd>
        </div>
      ))}
    </dl>
  </Dialog>
)
