import sharp from 'sharp'
import type { ContactSheetTask, DecodeMessage } from '../decoder-protocol.ts'
import { drawBrokenPicture } from './broken-picture.ts'
import { palette } from './palette.ts'
import { type Box, blank, pasteCentred } from './pixels.ts'
import { type ReadFrame, readFrames } from './read-frames.ts'
import { fittingCellWidth, layOutSheet, type SheetLayout } from './sheet-layout.ts'
import { drawText } from './stroke-font.ts'

interface Cell extends ReadFrame, Box {}

/** Draws page-coloured corners, which make a square picture look round. */
function drawFrame({ left, top, width, height, pixels }: Cell, radius: number): string {
  const inner = `M${left + radius} ${top}h${width - 2 * radius}a${radius} ${radius} 0 0 1 ${radius} ${radius}v${height - 2 * radius}a${radius} ${radius} 0 0 1-${radius} ${radius}h-${width - 2 * radius}a${radius} ${radius} 0 0 1-${radius}-${radius}v-${height - 2 * radius}a${radius} ${radius} 0 0 1 ${radius}-${radius}z`
  const corners = `<path fill="${palette.page}" fill-rule="evenodd" d="M${left} ${top}h${width}v${height}h-${width}z${inner}"/>`
  if (pixels !== undefined) return corners
  const icon = drawBrokenPicture({
    centreX: left + width / 2,
    centreY: top + height / 2,
    size: Math.min(width, height) / 4,
    colour: palette.line,
  })
  return corners + icon
}

function drawCaption({ left, top, width, height, frame }: Cell, layout: SheetLayout): string {
  const line = { y: top + height + Math.round(layout.gap * 0.6), height: layout.captionHeight }
  const number = drawText(String(frame.number), {
    ...line,
    x: left + 1,
    maxWidth: width,
    colour: palette.bright,
    weight: 2.1,
  })
  const indent = number.width + layout.captionHeight * 1.1
  const label = drawText(frame.label, {
    ...line,
    x: left + 1 + indent,
    maxWidth: width - indent - 2,
    colour: palette.dim,
    weight: 1.6,
  })
  return number.svg + label.svg
}

function drawOverlay(cells: readonly Cell[], layout: SheetLayout, title: string): Buffer {
  const { width, height, gap, titleHeight, radius } = layout
  const heading = drawText(title, {
    x: gap + 1,
    y: gap,
    height: titleHeight,
    maxWidth: width - 2 * gap,
    colour: palette.bright,
    weight: 1.8,
  })
  const drawn = cells.map((cell) => drawFrame(cell, radius) + drawCaption(cell, layout))
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${title === '' ? '' : heading.svg}${drawn.join('')}</svg>`,
  )
}

export async function makeContactSheet(
  task: ContactSheetTask,
  job: DecodeMessage,
  onProgress: () => void,
): Promise<Buffer> {
  const readAt = (cell: number) =>
    readFrames(task.frames, { job, onProgress, width: cell, background: palette.cell })
  const sheetOf = ({ frames, width, height }: Awaited<ReturnType<typeof readAt>>) => ({
    count: frames.length,
    columns: task.columns,
    cellWidth: width,
    cellHeight: height,
    hasTitle: task.title !== '',
  })
  // The first picture gives the cells their shape, so only now is known whether they are too large.
  const wanted = await readAt(task.cell)
  const cellWidth = fittingCellWidth(sheetOf(wanted))
  const read = cellWidth < task.cell ? await readAt(cellWidth) : wanted
  const layout = layOutSheet(sheetOf(read))
  const { width, height } = layout
  const cells = layout.cells.flatMap((place, index): readonly Cell[] => {
    const frame = read.frames[index]
    return frame === undefined
      ? []
      : [{ ...frame, ...place, width: read.width, height: read.height }]
  })
  const canvas = await blank(width, height, palette.page)
  const empty = await blank(read.width, read.height, palette.cell)
  for (const cell of cells) {
    pasteCentred(canvas, empty, cell)
    if (cell.pixels !== undefined) pasteCentred(canvas, cell.pixels, cell)
  }
  return await sharp(canvas.data, { raw: { width, height, channels: 3 } })
    .composite([{ input: drawOverlay(cells, layout, task.title) }])
    .webp({ quality: 84, effort: 3, smartSubsample: true })
    .toBuffer()
}
