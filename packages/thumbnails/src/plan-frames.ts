import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { checkRange } from './check-range.ts'
import type { Task, TaskFrame } from './decoder-protocol.ts'
import { ThumbnailError } from './errors.ts'
import type { RenderPlan } from './render-plan.ts'
import { statSource } from './source-state.ts'
import type { ContactSheetOptions, Frame, SlideshowOptions, SourceState } from './thumbnailer.ts'

/** Version of the look: raised when the same frames and options would look different. */
const renderVersion = 1
const mostFrames = 400
/** Sheets and slideshows kept in one folder, of all names and looks together. */
const renderingsKept = 200

const hash = (value: unknown, length: number) =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, length)

/** The state of a frame's picture; a missing one has none, which belongs to the key as well. */
async function stateOf(path: string | undefined): Promise<SourceState | undefined> {
  if (path === undefined) return undefined
  try {
    return await statSource(path)
  } catch (error) {
    if (error instanceof ThumbnailError) return undefined
    throw error
  }
}

async function plan(
  task: Extract<Task, { frames: readonly TaskFrame[] }>,
  { directory, name }: { directory: string; name: string },
): Promise<RenderPlan> {
  if (!/^[\w-]{1,100}$/.test(name)) {
    throw new RangeError(`Expected name to be 1–100 letters, digits, "-" or "_", got "${name}"`)
  }
  checkRange('frames.length', task.frames.length, { least: 1, most: mostFrames })
  const states = await Promise.all(task.frames.map(({ path }) => stateOf(path)))
  const { frames, ...look } = task
  const prefix = `${name}-${hash([renderVersion, look], 8)}-`
  const version = hash([frames, states], 20)
  const path = join(directory, `${prefix}${version}.webp`)
  return {
    key: path,
    path,
    base: directory,
    contentType: 'image/webp',
    version,
    etag: `"${prefix}${version}"`,
    task,
    source: undefined,
    keep: [
      { pattern: new RegExp(`^${prefix}[0-9a-f]{20}\\.webp$`), newest: 1 },
      { pattern: /-[0-9a-f]{8}-[0-9a-f]{20}\.webp$/, newest: renderingsKept },
    ],
  }
}

const toTaskFrame = ({ path, number, label = '' }: Frame, index: number): TaskFrame => ({
  path,
  number: number ?? index + 1,
  label,
})

/** Columns of a grid from square to nearly twice as wide as high, with the fewest empty places, wide if in doubt. */
export function usualColumns(count: number): number {
  const widest = Math.ceil(Math.sqrt(count * 1.8))
  const narrowest = Math.floor(Math.sqrt(count))
  const empty = (columns: number) => (columns - (count % columns)) % columns
  let best = widest
  for (let columns = widest; columns >= narrowest; columns--) {
    if (empty(columns) < empty(best)) best = columns
  }
  return best
}

export async function planContactSheet(
  frames: readonly Frame[],
  options: ContactSheetOptions,
): Promise<RenderPlan> {
  const { columns = usualColumns(Math.max(1, frames.length)), cell = 256, title = '' } = options
  checkRange('columns', columns, { least: 1, most: 50 })
  checkRange('cell', cell, { least: 64, most: 512 })
  return await plan(
    { kind: 'contact-sheet', frames: frames.map(toTaskFrame), columns, cell, title },
    { directory: options.directory, name: options.name ?? 'contact-sheet' },
  )
}

export async function planSlideshow(
  frames: readonly Frame[],
  options: SlideshowOptions,
): Promise<RenderPlan> {
  const { frameMs = 1500, width = 768 } = options
  checkRange('frameMs', frameMs, { least: 20, most: 60_000 })
  checkRange('width', width, { least: 64, most: 1600 })
  return await plan(
    { kind: 'slideshow', frames: frames.map(toTaskFrame), frameMs, width },
    { directory: options.directory, name: options.name ?? 'slideshow' },
  )
}
