import { memo, type RefObject } from 'react'
import type { Store } from '../api/store.ts'
import type { GalleryImage } from '../api/types.ts'
import { PictureTile } from '../pictures/picture-tile.tsx'
import { nameOfDay } from './days.ts'
import styles from './picture-grid.module.css'
import type { Row } from './timeline.ts'
import { useOnceSeen } from './use-flung.ts'
import type { SelectOptions } from './use-selection.ts'

/** What a tile can ask for; read when it does, so that rows need not be drawn again when these change. */
export interface RowActions {
  readonly onOpen: (image: GalleryImage, place: number) => void
  readonly onSelect: (image: GalleryImage, place: number, options: SelectOptions) => void
  readonly onFocus: (place: number) => void
}

export interface GridRowProps {
  readonly index: number
  readonly row: Row
  /** Pixels from the top of the grid. */
  readonly offset: number
  readonly height: number
  /** Pixels of a tile. */
  readonly side: number
  /** The pictures of the row; undefined for each that is on its way. */
  readonly images: readonly (GalleryImage | undefined)[]
  readonly selected: ReadonlySet<string>
  /** The place of the tile that the Tab key leads to, when it is in this row. */
  readonly reachable: number | undefined
  /** The place of the tile that keys lead from, when it is in this row: it is drawn always, for it has the focus. */
  readonly active: number | undefined
  readonly actions: RefObject<RowActions>
  /** Whether the grid is flung: rows that come meanwhile show their places alone, until it is slow again. */
  readonly flung: Store<boolean>
}

const isSameRow = (a: Row, b: Row): boolean =>
  a.kind === 'tiles'
    ? b.kind === 'tiles' && a.start === b.start && a.count === b.count
    : b.kind === 'heading' && a.section.day === b.section.day && a.section.count === b.section.count

/** Whether a row looks as before: while one scrolls, nearly every row does. */
const isSame = (before: GridRowProps, now: GridRowProps): boolean =>
  before.index === now.index &&
  before.offset === now.offset &&
  before.height === now.height &&
  before.side === now.side &&
  before.selected === now.selected &&
  before.reachable === now.reachable &&
  before.active === now.active &&
  isSameRow(before.row, now.row) &&
  before.images.length === now.images.length &&
  before.images.every((image, place) => image === now.images[place])

const Tiles = ({
  start,
  side,
  images,
  selected,
  reachable,
  active,
  actions,
  flung,
}: GridRowProps & { readonly start: number }) => {
  const isSeen = useOnceSeen(flung)
  return images.map((image, column) => {
    const place = start + column
    const isSelected = image !== undefined && selected.has(image.id)
    return (
      // biome-ignore lint/a11y/useSemanticElements: a table has no rows that are not there.
      // biome-ignore lint/a11y/useFocusableInteractive: the link in it has the focus.
      <div
        key={place}
        role="gridcell"
        aria-selected={isSelected}
        data-place={place}
        className={styles.cell}
        style={{ inlineSize: side, blockSize: side }}
        onFocus={() => actions.current.onFocus(place)}
      >
        {image === undefined || (!isSeen && place !== active) ? (
          <span className={styles.empty} />
        ) : (
          <PictureTile
            image={image}
            selected={isSelected}
            selecting={selected.size > 0}
            reachable={place === reachable}
            onOpen={() => actions.current.onOpen(image, place)}
            onSelect={(options) => actions.current.onSelect(image, place, options)}
          />
        )}
      </div>
    )
  })
}

/** A row of the grid: the heading of a day, or its pictures. */
export const GridRow = memo((props: GridRowProps) => {
  const { index, row, offset, height } = props
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above.
    // biome-ignore lint/a11y/useFocusableInteractive: the focus is on a picture in it.
    <div
      role="row"
      aria-rowindex={index + 1}
      className={styles.row}
      style={{ blockSize: height, transform: `translateY(${offset}px)` }}
    >
      {row.kind === 'heading' ? (
        // biome-ignore lint/a11y/useSemanticElements: see above.
        // biome-ignore lint/a11y/useFocusableInteractive: the focus is on a picture.
        <div role="rowheader" className={styles.heading}>
          {nameOfDay(row.section.day, new Date())}
          <span className={styles.count}>{row.section.count}</span>
        </div>
      ) : (
        <Tiles {...props} start={row.start} />
      )}
    </div>
  )
}, isSame)
