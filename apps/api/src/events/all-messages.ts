import { galleryMessages } from '../gallery/gallery-messages.ts'
import { generationUpdates, type JobUpdate } from '../generate/generation-messages.ts'
import type { JobSources } from '../generate/to-job.ts'
import { withSummaries } from '../groups/rare-summaries.ts'
import type { Message } from '../http/sse.ts'
import { merged } from './merged.ts'
import { Standing } from './standing.ts'
import { formatPosition, parsePosition, type StreamPosition } from './stream-position.ts'

interface Listening {
  /** The id of what was seen last; undefined for a new listener. */
  readonly after: string | undefined
  readonly withGallery: boolean
  readonly previews: boolean
  readonly signal: AbortSignal
}

/** Of every job, with `queue`, `servers` and `group` after what changed them. */
function jobMessages(
  source: JobSources,
  { stop, ...options }: { after: string; previews: boolean; signal: AbortSignal; stop: () => void },
): AsyncGenerator<Message> {
  const standing = new Standing(source.generation)
  async function* marked(): AsyncGenerator<JobUpdate> {
    for await (const update of generationUpdates(source, options)) {
      if (update.group !== undefined && update.tellsState) standing.changed(update.group)
      yield update
    }
  }
  return withSummaries(marked(), { summarize: () => standing.summarize(), stop })
}

type Part = keyof StreamPosition

async function* of(part: Part, messages: AsyncGenerator<Message>) {
  for await (const message of messages) yield { part, message }
}

/** `reset` of the gallery is another one than that of the jobs. */
const inGallery = ({ event, ...rest }: Message): Message => ({ event: `gallery_${event}`, ...rest })

/**
 * All that happens, for a page that has one stream for everything. A listener without an id gets one at once, for nothing may happen
 * before the connection is lost; how queue and servers stand comes at once to everybody.
 */
export async function* allMessages(
  source: JobSources,
  { after, withGallery, previews, signal }: Listening,
): AsyncGenerator<Message> {
  const stopped = new AbortController()
  const options = {
    signal: AbortSignal.any([signal, stopped.signal]),
    stop: () => stopped.abort(),
  }
  const { generation, gallery } = source
  let position =
    after === undefined
      ? { jobs: generation.lastEventId(), gallery: gallery.lastEventId() }
      : parsePosition(after)
  const id = (): string => (withGallery ? formatPosition(position) : position.jobs)
  if (after === undefined) yield { id: id() }
  const jobs = of('jobs', jobMessages(source, { after: position.jobs, previews, ...options }))
  const pictures = of('gallery', galleryMessages(gallery, { after: position.gallery, ...options }))
  for await (const { part, message } of merged(withGallery ? [jobs, pictures] : [jobs], options)) {
    const shown = part === 'gallery' ? inGallery(message) : message
    if (message.id === undefined) {
      yield shown
    } else {
      // Only here, where it goes out, is it certain what came before it.
      position = { ...position, [part]: message.id }
      yield { ...shown, id: id() }
    }
  }
}
