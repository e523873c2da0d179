import { type Caller, type House, type Job, type Note, untilEnded } from '@darkroom/door-ports'
import { submitWilling } from './submit-willing.ts'

export const doorName = 'a1111-api'

/** A picture as it is so far. */
export interface Preview {
  readonly bytes: Uint8Array
  readonly job: string
}

/** The jobs of one request, from when they are in the queue. */
export interface Run {
  readonly id: string
  readonly client: string
  /** The client's own id for it. */
  readonly task: string | undefined
  /** Hash of who asks and of all that is asked for. */
  readonly key: string
  readonly ids: readonly string[]
  readonly words: Readonly<Record<string, unknown>>
  readonly warnings: readonly string[]
  /** The jobs once all have ended, or as they are when the server stops. */
  readonly ended: Promise<readonly Job[]>
  readonly preview: Preview | undefined
  /** Whether its client has stopped it; its jobs may take a while to end. */
  readonly isInterrupted: boolean
}

export interface AskedRun {
  readonly words: Readonly<Record<string, unknown>>
  readonly count: number
  readonly warnings: readonly string[]
  readonly task?: string | undefined
  readonly key: string
}

export interface Runs {
  /** @throws DoorError */
  start(asked: AskedRun, caller: Caller): Promise<Run>
  /** Those that have not ended, oldest first. */
  open(): readonly Run[]
  /** Remembers that the client has stopped the requests of these jobs. */
  interrupt(ids: readonly string[]): void
}

/** The id of its request, of a job that came by this door for that client. */
export const requestOf = ({ note, client }: Job, caller: string): string | undefined =>
  note?.door === doorName && client === caller && typeof note.request === 'string'
    ? note.request
    : undefined

/** Starts what is asked for and follows it to its end, whether or not its caller stays. */
export function createRuns({ jobs, stopping }: Pick<House, 'jobs' | 'stopping'>): Runs {
  const open = new Map<string, Run>()
  const interrupted = new WeakSet<Run>()

  async function start(asked: AskedRun, caller: Caller): Promise<Run> {
    const { count, task, key } = asked
    const id = crypto.randomUUID()
    const note: Note = { door: doorName, request: id, ...(task === undefined ? {} : { task }) }
    const taken = await submitWilling(jobs, asked.words, {
      caller,
      count,
      seedMode: 'incremental',
      note,
    })
    let preview: Preview | undefined
    const ended = untilEnded(jobs, taken.ids, {
      signal: stopping,
      onNews(news) {
        if (news.type === 'preview') preview = { bytes: news.bytes, job: news.id }
      },
    }).finally(() => open.delete(id))
    // Who asked may have gone by then.
    ended.catch(() => undefined)
    const run: Run = {
      id,
      client: caller.client,
      task,
      key,
      ids: taken.ids,
      words: taken.words,
      warnings: [...asked.warnings, ...taken.warnings],
      ended,
      get preview() {
        return preview
      },
      get isInterrupted() {
        return interrupted.has(run)
      },
    }
    open.set(id, run)
    return run
  }

  return {
    start,
    open: () => [...open.values()],
    interrupt(ids) {
      for (const run of open.values())
        if (run.ids.some((id) => ids.includes(id))) interrupted.add(run)
    },
  }
}
