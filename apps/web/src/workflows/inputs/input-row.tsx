import { ArrowDown, ArrowUp, ChevronRight, Eye, EyeOff, Undo2 } from 'lucide-react'
import { useId } from 'react'
import { Badge } from '../../ui/badge.tsx'
import { classNames } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import type { FieldRefusal } from '../../ui/problem.ts'
import { type EditedInput, isPrompt } from './draft.ts'
import styles from './inputs.module.css'
import { type InputChanges, RowFields } from './row-fields.tsx'

export interface InputRowProps extends InputChanges {
  readonly row: EditedInput
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  readonly problems: readonly FieldRefusal[]
  /** Undefined where it cannot go further. */
  readonly onUp: (() => void) | undefined
  readonly onDown: (() => void) | undefined
  readonly onToggleHidden: () => void
  readonly onReset: () => void
}

/** One input of a workflow: what it is called, whether and where it is shown, and what is said of it. */
export const InputRow = ({
  row,
  isOpen,
  onOpenChange,
  problems,
  onUp,
  onDown,
  onToggleHidden,
  onReset,
  ...changes
}: InputRowProps) => {
  const { input, edit, isHidden } = row
  const id = useId()
  const label = edit.label?.trim() || input.label
  const isChanged = Object.keys(edit).length > 0
  return (
    <li className={classNames(styles.row, isHidden && styles.isHidden)} data-input={input.key}>
      <div className={styles.top}>
        <button
          type="button"
          className={styles.name}
          aria-expanded={isOpen}
          aria-controls={`${id}-fields`}
          onClick={() => onOpenChange(!isOpen)}
        >
          <ChevronRight aria-hidden className={classNames(styles.chevron, isOpen && styles.open)} />
          <span className={styles.label}>{label}</span>
          <span className={styles.kind}>{input.type}</span>
          {isPrompt(row) && <Badge tone="accent">the prompt</Badge>}
          {problems.length > 0 && <Badge tone="danger">does not fit</Badge>}
        </button>
        <span className={styles.buttons}>
          {isChanged && (
            <IconButton
              size="small"
              label={`Reset ${label}`}
              icon={<Undo2 aria-hidden />}
              onClick={onReset}
            />
          )}
          {!isHidden && (
            <>
              <IconButton
                size="small"
                label={`Move ${label} up`}
                icon={<ArrowUp aria-hidden />}
                data-move="up"
                disabled={onUp === undefined}
                onClick={onUp}
              />
              <IconButton
                size="small"
                label={`Move ${label} down`}
                icon={<ArrowDown aria-hidden />}
                data-move="down"
                disabled={onDown === undefined}
                onClick={onDown}
              />
            </>
          )}
          <IconButton
            size="small"
            label={isHidden ? `Show ${label}` : `Hide ${label}`}
            icon={isHidden ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
            data-move="hide"
            onClick={onToggleHidden}
          />
        </span>
      </div>
      <div id={`${id}-fields`} hidden={!isOpen} className={styles.fields}>
        {isOpen && <RowFields {...{ row, problems }} {...changes} />}
      </div>
    </li>
  )
}
