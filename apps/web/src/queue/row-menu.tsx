import {
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpToLine,
  EllipsisVertical,
  RotateCw,
  X,
} from 'lucide-react'
import type { QueueRow } from '../api/types.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu } from '../ui/menu.tsx'
import type { MenuItem } from '../ui/menu-items.tsx'
import { cancelRow, retryGroup } from './actions.ts'
import styles from './row-menu.module.css'
import type { Move, Way } from './rows.ts'
import { useAction } from './use-action.ts'

export interface RowMenuProps {
  readonly row: QueueRow
  readonly name: string
  readonly targetOf: (way: Way) => Move | undefined
  readonly onMove: (move: Move) => void
}

const moves = [
  { way: 'top', label: 'Move to the top', shortcut: 'Alt+Home', Icon: ArrowUpToLine },
  { way: 'up', label: 'Move up', shortcut: 'Alt+↑', Icon: ArrowUp },
  { way: 'down', label: 'Move down', shortcut: 'Alt+↓', Icon: ArrowDown },
  { way: 'bottom', label: 'Move to the bottom', shortcut: 'Alt+End', Icon: ArrowDownToLine },
] as const

/** What can be done with a row. */
export const RowMenu = ({ row, name, targetOf, onMove }: RowMenuProps) => {
  const action = useAction()
  const { stack } = row
  const cancel = () => action.run(() => cancelRow(row), 'Cancelled')
  const failed = stack?.failed ?? 0
  const ofStack: readonly MenuItem[] =
    stack === undefined || failed === 0
      ? []
      : [
          {
            label: `Retry the ${failed} that failed`,
            icon: <RotateCw aria-hidden />,
            separated: true,
            disabled: stack.paused,
            onSelect: () => action.run(() => retryGroup(stack), 'Queued again'),
          },
        ]
  return (
    <div className={styles.actions}>
      <IconButton
        label={`Cancel ${name}`}
        icon={<X aria-hidden />}
        size="small"
        busy={action.busy}
        onClick={cancel}
      />
      <Menu
        align="end"
        trigger={
          <IconButton
            label={`More for ${name}`}
            icon={<EllipsisVertical aria-hidden />}
            size="small"
            data-handle
          />
        }
        items={[
          ...moves.map(({ way, label, shortcut, Icon }): MenuItem => {
            const move = targetOf(way)
            return {
              label,
              shortcut,
              icon: <Icon aria-hidden />,
              disabled: move === undefined,
              onSelect: () => move && onMove(move),
            }
          }),
          ...ofStack,
          {
            label: 'Cancel',
            icon: <X aria-hidden />,
            danger: true,
            separated: true,
            onSelect: cancel,
          },
        ]}
      />
    </div>
  )
}
