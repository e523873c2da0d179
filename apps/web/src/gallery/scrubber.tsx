import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react'
import { nameOfDay, nameOfMonth } from './days.ts'
import styles from './scrubber.module.css'
import type { Timeline } from './timeline.ts'

/** The least share of the height between two names of months. */
const leastShare = 0.045

interface Mark {
  readonly name: string
  readonly share: number
}

/** Where months begin, as shares of all rows; those too near to the one before are left out. */
function marksOf({ sections, rowCount, rowOf }: Timeline): readonly Mark[] {
  const marks: Mark[] = []
  let month = ''
  for (const { day, start } of sections) {
    if (day.slice(0, 7) === month) continue
    month = day.slice(0, 7)
    const share = rowOf(start) / Math.max(1, rowCount)
    const before = marks.at(-1)
    if (before === undefined || share - before.share >= leastShare) {
      marks.push({ name: nameOfMonth(day), share })
    }
  }
  return marks
}

export interface ScrubberProps {
  readonly timeline: Timeline
  /** The first row that is seen. */
  readonly row: number
  readonly onRow: (row: number) => void
}

/** The years and months of all pictures at the edge: a press or a drag leads there. */
export const Scrubber = ({ timeline, row, onRow }: ScrubberProps) => {
  const [isHeld, setHeld] = useState(false)
  const { rowCount, sections } = timeline
  const marks = useMemo(() => marksOf(timeline), [timeline])
  const last = Math.max(1, rowCount - 1)
  const section = timeline.sectionOf(row)
  const here = section === undefined ? -1 : sections.indexOf(section)
  const name = section === undefined ? '' : nameOfDay(section.day, new Date())
  const follow = (event: PointerEvent<HTMLElement>): void => {
    const { top, height } = event.currentTarget.getBoundingClientRect()
    const share = Math.min(1, Math.max(0, (event.clientY - top) / height))
    onRow(Math.round(share * last))
  }
  const toSection = (place: number): void => {
    const target = sections[Math.min(sections.length - 1, Math.max(0, place))]
    if (target !== undefined) onRow(Math.max(0, timeline.rowOf(target.start) - 1))
  }
  const handleKey = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: here + 1,
      ArrowUp: here - 1,
      PageDown: here + 10,
      PageUp: here - 10,
      Home: 0,
      End: sections.length - 1,
    }
    const target = steps[event.key]
    if (target === undefined) return
    event.preventDefault()
    toSection(target)
  }
  return (
    <div
      className={styles.scrubber}
      role="slider"
      tabIndex={0}
      aria-label="Day"
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, sections.length - 1)}
      aria-valuenow={Math.max(0, here)}
      aria-valuetext={name}
      onKeyDown={handleKey}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setHeld(true)
        follow(event)
      }}
      onPointerMove={(event) => {
        if (isHeld) follow(event)
      }}
      onPointerUp={() => setHeld(false)}
      onPointerCancel={() => setHeld(false)}
    >
      {marks.map(({ name: month, share }) => (
        <span key={month} className={styles.mark} style={{ insetBlockStart: `${share * 100}%` }}>
          {month}
        </span>
      ))}
      <span className={styles.thumb} style={{ insetBlockStart: `${(row / last) * 100}%` }}>
        {isHeld && <span className={styles.name}>{name}</span>}
      </span>
    </div>
  )
}
