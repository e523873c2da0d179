/** Positions in a contact sheet, in whole pixels. */
export interface SheetLayout {
  readonly width: number
  readonly height: number
  readonly gap: number
  readonly radius: number
  /** Height of a capital in captions. */
  readonly captionHeight: number
  readonly titleHeight: number
  /** Top left corners of the cells. */
  readonly cells: readonly { readonly left: number; readonly top: number }[]
}

interface SheetOptions {
  readonly count: number
  readonly columns: number
  readonly cellWidth: number
  readonly cellHeight: number
  readonly hasTitle: boolean
}

/** Largest side of a WebP. */
const longestSide = 16_383
const leastCellWidth = 16

/** The largest width of cells of this shape with which the sheet fits into a WebP. */
export function fittingCellWidth(options: SheetOptions): number {
  const shape = options.cellHeight / options.cellWidth
  for (let cellWidth = options.cellWidth; cellWidth > leastCellWidth; cellWidth--) {
    const cellHeight = Math.ceil(cellWidth * shape)
    const { width, height } = layOutSheet({ ...options, cellWidth, cellHeight })
    if (Math.max(width, height) <= longestSide) return cellWidth
  }
  return leastCellWidth
}

export function layOutSheet(options: SheetOptions): SheetLayout {
  const { count, cellWidth, cellHeight, hasTitle } = options
  const columns = Math.min(options.columns, count)
  const rows = Math.ceil(count / columns)
  const gap = Math.max(8, Math.round(cellWidth / 14))
  const captionHeight = Math.max(9, Math.round(cellWidth / 21))
  const titleHeight = hasTitle ? Math.round(captionHeight * 1.5) : 0
  const header = hasTitle ? titleHeight + gap : 0
  const captionSpace = captionHeight + Math.round(gap * 0.6)
  const stride = cellHeight + captionSpace + gap
  const cells = Array.from({ length: count }, (_, index) => ({
    left: gap + (index % columns) * (cellWidth + gap),
    top: gap + header + Math.floor(index / columns) * stride,
  }))
  return {
    width: gap + columns * (cellWidth + gap),
    height: gap + header + rows * stride,
    gap,
    radius: Math.max(3, Math.round(cellWidth / 42)),
    captionHeight,
    titleHeight,
    cells,
  }
}
