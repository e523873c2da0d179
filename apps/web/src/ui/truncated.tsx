import { useState } from 'react'
import { classNames } from './class-names.ts'
import { Tooltip } from './tooltip.tsx'
import styles from './truncated.module.css'

export interface TruncatedProps {
  readonly text: string
  /** The most lines. */
  readonly lines?: number | undefined
  /** Cuts in the middle and keeps this many characters at the end: names of files. */
  readonly keepEnd?: number | undefined
  readonly className?: string | undefined
}

/** Text that ends in … where there is no room; a tooltip then has all of it. */
export const Truncated = ({ text, lines = 1, keepEnd = 0, className }: TruncatedProps) => {
  const [cut, setCut] = useState(false)
  const head = text.slice(0, text.length - keepEnd)
  const measure = (element: HTMLElement) => {
    const part = element.firstElementChild
    setCut(
      part !== null &&
        (part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight + 1),
    )
  }
  return (
    <Tooltip text={cut ? text : null}>
      <span
        className={classNames(styles.text, className)}
        onPointerEnter={(event) => measure(event.currentTarget)}
      >
        <span
          className={lines === 1 ? styles.line : styles.lines}
          style={lines === 1 ? undefined : { '--lines': lines }}
        >
          {head}
        </span>
        {keepEnd > 0 && <span className={styles.end}>{text.slice(head.length)}</span>}
      </span>
    </Tooltip>
  )
}
