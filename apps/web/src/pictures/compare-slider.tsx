import { Columns2, SquareSplitHorizontal } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { IconButton } from '../ui/icon-button.tsx'
import styles from './compare-slider.module.css'
import { movedDivider } from './moved-divider.ts'

export interface ComparedPicture {
  readonly address: string
  readonly label: string
}

export interface CompareSliderProps {
  readonly before: ComparedPicture
  readonly after: ComparedPicture
}

/** Two pictures over each other with a divider that is dragged, or beside each other. */
export const CompareSlider = ({ before, after }: CompareSliderProps) => {
  const stage = useRef<HTMLDivElement>(null)
  const isDragging = useRef(false)
  const [part, setPart] = useState(50)
  const [isBeside, setBeside] = useState(false)

  const drag = ({ clientX }: PointerEvent): void => {
    const box = stage.current?.getBoundingClientRect()
    if (box === undefined || box.width === 0) return
    setPart(Math.min(100, Math.max(0, ((clientX - box.left) / box.width) * 100)))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = movedDivider(part, event.key, { isFar: event.shiftKey })
    if (next === undefined) return
    event.preventDefault()
    // The arrows of who looks at a list of pictures belong to the divider while it has the focus.
    event.stopPropagation()
    setPart(next)
  }
  const toggle = (
    <IconButton
      label={isBeside ? 'Over each other' : 'Side by side'}
      variant="overlay"
      size="small"
      className={styles.toggle}
      icon={isBeside ? <SquareSplitHorizontal aria-hidden /> : <Columns2 aria-hidden />}
      onClick={() => setBeside(!isBeside)}
    />
  )
  if (isBeside) {
    return (
      <div className={styles.beside}>
        {[before, after].map(({ address, label }) => (
          <figure key={label} className={styles.figure}>
            <img src={address} alt={label} className={styles.whole} />
            <figcaption className={styles.label}>{label}</figcaption>
          </figure>
        ))}
        {toggle}
      </div>
    )
  }
  return (
    <div
      ref={stage}
      className={styles.over}
      onPointerDown={(event) => {
        if (event.target instanceof Element && event.target.closest('button') !== null) return
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        isDragging.current = true
        drag(event)
      }}
      onPointerMove={(event) => {
        if (isDragging.current) drag(event)
      }}
      onPointerUp={() => {
        isDragging.current = false
      }}
      onPointerCancel={() => {
        isDragging.current = false
      }}
    >
      <img src={after.address} alt={after.label} draggable={false} className={styles.whole} />
      <img
        src={before.address}
        alt={before.label}
        draggable={false}
        className={styles.front}
        style={{ clipPath: `inset(0 ${100 - part}% 0 0)` }}
      />
      <div
        role="slider"
        tabIndex={0}
        aria-label={`How much is seen of ${before.label}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(part)}
        aria-valuetext={`${Math.round(part)} % ${before.label}`}
        className={styles.divider}
        style={{ insetInlineStart: `${part}%` }}
        onKeyDown={onKeyDown}
      />
      <span aria-hidden="true" className={styles.label}>
        {before.label}
      </span>
      <span aria-hidden="true" className={styles.labelAfter}>
        {after.label}
      </span>
      {toggle}
    </div>
  )
}
