import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useAnnounce } from '../ui/announce.tsx'
import { classNames } from '../ui/class-names.ts'
import { dropped, idOf, isInLine, type Move, type Rows, target, type Way } from './rows.ts'
import styles from './virtual-rows.module.css'
import { WaitingRow } from './waiting-row.tsx'

export interface VirtualRowsProps {
  readonly rows: Rows
  readonly selected: ReadonlySet<string>
  readonly onSelect: (id: string, isOn: boolean) => void
  readonly onMove: (move: Move) => void
  /** Tells which rows are in sight. */
  readonly onRange: (range: { readonly start: number; readonly end: number }) => void
}

const rowHeight = 68

/** The place that scrolls. */
const scroller = (): HTMLElement | null => document.getElementById('content')

const ways: ReadonlyMap<string, Way> = new Map([
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
  ['Home', 'top'],
  ['End', 'bottom'],
])

/** Rows of which only those in sight are in the page. They are moved by their handle, their menu, or Alt and the arrows. */
export const VirtualRows = ({ rows, selected, onSelect, onMove, onRange }: VirtualRowsProps) => {
  const list = useRef<HTMLUListElement>(null)
  const [margin, setMargin] = useState(0)
  const [dragged, setDragged] = useState<string>()
  const [over, setOver] = useState<number>()
  const focusOn = useRef<string>(undefined)
  const announce = useAnnounce()
  const virtualizer = useVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    getScrollElement: scroller,
    scrollMargin: margin,
    overscan: 8,
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : idOf(row)
    },
  })
  const items = virtualizer.getVirtualItems()
  const start = items[0]?.index ?? 0
  const end = items.at(-1)?.index ?? 0

  useEffect(() => onRange({ start, end }), [onRange, start, end])

  // What is above the list grows and shrinks with what runs.
  useLayoutEffect(() => {
    const place = scroller()
    if (place === null || list.current === null) return
    const top = list.current.getBoundingClientRect().top - place.getBoundingClientRect().top
    const next = Math.round(top + place.scrollTop)
    if (next !== margin) setMargin(next)
  })

  // A row that was moved by its keys keeps the focus, wherever it is now.
  useLayoutEffect(() => {
    const id = focusOn.current
    const row = id && list.current?.querySelector(`[data-row="${CSS.escape(id)}"]`)
    if (!row) return
    focusOn.current = undefined
    if (row.contains(document.activeElement)) return
    row.querySelector<HTMLElement>('[data-handle]')?.focus({ preventScroll: true })
  })

  const go = (move: Move | undefined, name: string) => {
    if (move === undefined) return
    focusOn.current = move.id
    const index = rows.findIndex((row) => row !== undefined && idOf(row) === move.before)
    const last = rows.findLastIndex((row) => row === undefined || isInLine(row))
    const place = move.before === undefined ? last : index
    virtualizer.scrollToIndex(Math.max(0, place))
    announce(`${name}: ${move.before === undefined ? 'last' : `before place ${place + 1}`}`)
    onMove(move)
  }

  return (
    <ul
      ref={list}
      className={styles.list}
      style={{ blockSize: virtualizer.getTotalSize() }}
      onDragLeave={(event) => {
        if (event.currentTarget === event.target) setOver(undefined)
      }}
    >
      {items.map((item) => {
        const row = rows[item.index]
        const id = row === undefined ? undefined : idOf(row)
        return (
          <li
            key={item.key}
            ref={virtualizer.measureElement}
            data-index={item.index}
            data-row={id}
            aria-setsize={rows.length}
            aria-posinset={item.index + 1}
            className={classNames(
              styles.row,
              dragged === id && styles.dragged,
              dragged !== undefined && over === item.index && styles.before,
              dragged !== undefined && over === item.index + 1 && styles.after,
            )}
            style={{ transform: `translateY(${item.start - margin}px)` }}
            // Before the button of a menu hears it, which opens at the arrows.
            onKeyDownCapture={(event) => {
              const way = event.altKey ? ways.get(event.key) : undefined
              if (way === undefined || id === undefined) return
              event.preventDefault()
              event.stopPropagation()
              go(target(rows, id, way), 'Moved')
            }}
            onDragOver={(event) => {
              if (dragged === undefined) return
              event.preventDefault()
              const { top, height } = event.currentTarget.getBoundingClientRect()
              setOver(item.index + (event.clientY > top + height / 2 ? 1 : 0))
            }}
            onDrop={(event) => {
              event.preventDefault()
              if (dragged === undefined || over === undefined) return
              const move = dropped(rows, dragged, over)
              if (move !== undefined) onMove(move)
            }}
          >
            {row === undefined || id === undefined ? (
              <div className={styles.unknown} />
            ) : (
              <WaitingRow
                row={row}
                place={item.index + 1}
                isSelected={selected.has(id)}
                onSelect={(isOn) => onSelect(id, isOn)}
                targetOf={(way) => target(rows, id, way)}
                onMove={(move) => go(move, 'Moved')}
                onDrag={(isOn) => {
                  setDragged(isOn ? id : undefined)
                  setOver(undefined)
                }}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}
