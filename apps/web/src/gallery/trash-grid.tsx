import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import { gap, toColumns } from './tile-size.ts'
import type { TrashedImage } from './trash.ts'
import styles from './trash-grid.module.css'
import { TrashTile } from './trash-tile.tsx'
import { useWidth } from './use-width.ts'

interface TrashGridProps {
  readonly pictures: readonly TrashedImage[]
  readonly marked: ReadonlySet<string>
  readonly onMark: (ids: readonly string[], isMarked: boolean) => void
}

/** Where tiles are small, so that several stand beside each other. */
const narrow = 500

/** Rows beyond what is seen that are kept ready. */
const overscan = 3

/** What is in the trash, as tiles that are chosen by a press; Shift chooses all up to there. */
export const TrashGrid = ({ pictures, marked, onMark }: TrashGridProps) => {
  const scroller = useRef<HTMLDivElement>(null)
  const inner = useRef<HTMLUListElement>(null)
  const width = useWidth(inner)
  const { columns, side } = toColumns(width, width < narrow ? 'small' : 'medium')
  const [anchor, setAnchor] = useState(0)
  const virtualizer = useVirtualizer({
    count: width === 0 ? 0 : Math.ceil(pictures.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => side + gap,
    overscan,
  })
  const press = (place: number, isRange: boolean): void => {
    const picture = pictures[place]
    if (picture === undefined) return
    const [from, to] = isRange ? [Math.min(anchor, place), Math.max(anchor, place)] : [place, place]
    onMark(
      pictures.slice(from, to + 1).map(({ id }) => id),
      isRange || !marked.has(picture.id),
    )
    setAnchor(place)
  }
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul
        ref={inner}
        aria-label="Deleted pictures"
        className={styles.grid}
        style={{ blockSize: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().flatMap(({ index, start }) =>
          pictures.slice(index * columns, (index + 1) * columns).map((picture, column) => (
            <li
              key={`${picture.id} ${picture.deleted_at}`}
              className={styles.cell}
              style={{
                inlineSize: side,
                blockSize: side,
                transform: `translate(${column * (side + gap)}px, ${start}px)`,
              }}
            >
              <TrashTile
                picture={picture}
                isMarked={marked.has(picture.id)}
                onPress={(isRange) => press(index * columns + column, isRange)}
              />
            </li>
          )),
        )}
      </ul>
    </div>
  )
}
