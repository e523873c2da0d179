import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { GalleryImage } from '../api/types.ts'
import type { GalleryFilter } from './gallery-filter.ts'
import { usePictures } from './gallery-pages.ts'
import { leadsTo } from './grid-keys.ts'
import { GridRow, type RowActions } from './grid-row.tsx'
import styles from './picture-grid.module.css'
import { Scrubber } from './scrubber.tsx'
import type { Selection } from './selection.ts'
import { gap, type TileSize, toColumns } from './tile-size.ts'
import { createTimeline, type Section } from './timeline.ts'
import { useFlung } from './use-flung.ts'
import type { SelectOptions } from './use-selection.ts'
import { useSettled } from './use-settled.ts'
import { useWidth } from './use-width.ts'

/** Pixels of a day's heading. */
const headingHeight = 44

/** Milliseconds between the ranges that are asked for while somebody scrolls fast. */
const settleMs = 80

/** Rows beyond what is seen that are kept ready. */
const overscan = 4

export interface PictureGridProps {
  readonly filter: GalleryFilter
  readonly sections: readonly Section[]
  readonly size: TileSize
  readonly selection: Selection
  readonly onOpen: (image: GalleryImage, place: number) => void
  readonly onSelect: (image: GalleryImage, place: number, options: SelectOptions) => void
  /** A key that is about a picture: F, Delete … */
  readonly onKey: (event: KeyboardEvent, image: GalleryImage | undefined) => void
  /** Whether somebody has scrolled away from the newest pictures. */
  readonly onAway: (isAway: boolean) => void
}

/** All pictures as tiles by days, of which only those that are seen are there. */
export const PictureGrid = ({
  filter,
  sections,
  size,
  selection,
  onOpen,
  onSelect,
  onKey,
  onAway,
}: PictureGridProps) => {
  const scroller = useRef<HTMLDivElement>(null)
  const inner = useRef<HTMLDivElement>(null)
  const width = useWidth(inner)
  const { columns, side } = toColumns(width, size)
  const timeline = useMemo(() => createTimeline(sections, columns), [sections, columns])
  const [active, setActive] = useState(0)
  const flung = useFlung(scroller)
  const virtualizer = useVirtualizer({
    count: width === 0 ? 0 : timeline.rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (timeline.isHeading(index) ? headingHeight : side + gap),
    overscan,
  })
  const rows = virtualizer.getVirtualItems()
  const first = rows[0]?.index ?? 0
  const last = rows.at(-1)?.index ?? 0

  // Rows are measured anew when tiles change their size, and what was seen stays in sight.
  const seen = useRef(0)
  const layout = `${columns} ${side}`
  useLayoutEffect(() => {
    if (width === 0) return
    virtualizer.measure()
    if (seen.current > 0)
      virtualizer.scrollToIndex(timeline.rowOf(seen.current), { align: 'start' })
  }, [layout])
  const topRow = timeline.rowAt(virtualizer.range?.startIndex ?? 0)
  useEffect(() => {
    seen.current = topRow.kind === 'tiles' ? topRow.start : topRow.section.start
  })
  const isAway = (virtualizer.scrollOffset ?? 0) > side
  useEffect(() => onAway(isAway), [isAway, onAway])

  const startRow = timeline.rowAt(first)
  const endRow = timeline.rowAt(last)
  const start = startRow.kind === 'tiles' ? startRow.start : startRow.section.start
  const end = endRow.kind === 'tiles' ? endRow.start + endRow.count : endRow.section.start + 1
  const range = useSettled(`${start} ${Math.max(start + 1, end)}`, settleMs)
  const [from = 0, to = 1] = range.split(' ').map(Number)
  const pictures = usePictures(filter, { start: from, end: to })

  const focusActive = useRef(false)
  useEffect(() => {
    if (!focusActive.current) return
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-place="${active}"] a`)
    if (cell === null || cell === undefined) return
    focusActive.current = false
    cell.focus({ preventScroll: true })
  })
  const moveTo = (place: number): void => {
    setActive(place)
    focusActive.current = true
    virtualizer.scrollToIndex(timeline.rowOf(place), { align: 'auto' })
  }
  const handleKey = (event: KeyboardEvent): void => {
    const rowsInSight = Math.max(
      1,
      Math.floor((virtualizer.scrollRect?.height ?? 0) / (side + gap)),
    )
    const target = leadsTo(event, { timeline, from: active, rowsInSight })
    if (target === undefined) {
      onKey(event, pictures.at(active))
      return
    }
    event.preventDefault()
    const image = pictures.at(target)
    if (event.shiftKey && image !== undefined)
      onSelect(image, target, { range: true, from: active })
    moveTo(target)
  }
  // What is seen first can be reached by Tab, too, when the picture that had the focus is far away.
  const reachable = isIn(active, start, end) ? active : start
  const actions = useRef<RowActions>({ onOpen, onSelect, onFocus: setActive })
  useLayoutEffect(() => {
    actions.current = { onOpen, onSelect, onFocus: setActive }
  })
  const day = timeline.sectionOf(virtualizer.range?.startIndex ?? 0)?.day ?? ''
  return (
    <div className={styles.place}>
      <div ref={scroller} className={styles.scroller}>
        {/* biome-ignore lint/a11y/useSemanticElements: a table has no rows that are not there. */}
        <div
          ref={inner}
          role="grid"
          aria-label="Pictures"
          aria-multiselectable
          aria-rowcount={timeline.rowCount}
          className={styles.grid}
          style={{ blockSize: virtualizer.getTotalSize() }}
          onKeyDown={handleKey}
        >
          {rows.map(({ index, start: offset, size: height }) => {
            const row = timeline.rowAt(index)
            const { start: first, count } = row.kind === 'tiles' ? row : { start: 0, count: 0 }
            return (
              <GridRow
                key={index}
                {...{ index, row, offset, height, side, actions, flung }}
                images={Array.from({ length: count }, (_, column) => pictures.at(first + column))}
                selected={selection.ids}
                reachable={isIn(reachable, first, first + count) ? reachable : undefined}
                active={isIn(active, first, first + count) ? active : undefined}
              />
            )
          })}
        </div>
      </div>
      {day !== '' && (
        <Scrubber
          timeline={timeline}
          row={virtualizer.range?.startIndex ?? 0}
          onRow={(row) => virtualizer.scrollToIndex(row, { align: 'start' })}
        />
      )}
    </div>
  )
}

const isIn = (place: number, start: number, end: number): boolean => place >= start && place < end
