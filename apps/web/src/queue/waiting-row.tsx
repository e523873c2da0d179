import { GripVertical } from 'lucide-react'
import { useState } from 'react'
import type { QueueRow } from '../api/types.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { JobWords } from './job-words.tsx'
import { RowMenu } from './row-menu.tsx'
import { isInLine, type Move, type Way } from './rows.ts'
import { StackJobs } from './stack-jobs.tsx'
import { StackWords } from './stack-words.tsx'
import styles from './waiting-row.module.css'

export interface WaitingRowProps {
  readonly row: QueueRow
  /** From 1. */
  readonly place: number
  readonly isSelected: boolean
  readonly onSelect: (isOn: boolean) => void
  readonly targetOf: (way: Way) => Move | undefined
  readonly onMove: (move: Move) => void
  readonly onDrag: (isOn: boolean) => void
}

const nameOf = ({ job, stack }: QueueRow): string => {
  if (stack !== undefined) {
    return `${stack.kind === 'batch' ? 'Batch' : 'Story'}: ${stack.prompt || stack.model}`
  }
  return job?.prompt || job?.model || 'A workflow'
}

/** A job that waits, or a batch or story that is not finished. */
export const WaitingRow = ({
  row,
  place,
  isSelected,
  onSelect,
  targetOf,
  onMove,
  onDrag,
}: WaitingRowProps) => {
  const [open, setOpen] = useState(false)
  const { job, stack } = row
  const name = nameOf(row)
  const canMove = isInLine(row)
  return (
    <div className={styles.frame}>
      <div className={styles.line}>
        <span
          className={canMove ? styles.grip : styles.place}
          draggable={canMove}
          aria-hidden
          onDragStart={(event) => {
            const line = event.currentTarget.closest('li')
            if (line !== null) event.dataTransfer.setDragImage(line, 12, 24)
            event.dataTransfer.effectAllowed = 'move'
            onDrag(true)
          }}
          onDragEnd={() => onDrag(false)}
        >
          <GripVertical className={styles.handle} />
          <span className={styles.number}>{place}</span>
        </span>
        <Checkbox label={`Select ${name}`} hideLabel checked={isSelected} onChange={onSelect} />
        {job !== undefined && <JobWords job={job} />}
        {stack !== undefined && (
          <StackWords stack={stack} open={open} onOpen={() => setOpen(!open)} />
        )}
        <RowMenu row={row} name={name} targetOf={targetOf} onMove={onMove} />
      </div>
      {open && stack !== undefined && <StackJobs id={stack.id} waiting={stack.waiting} />}
    </div>
  )
}
