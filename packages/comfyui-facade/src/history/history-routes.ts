import { DoorError, hasEnded, type Job } from '@darkroom/door-ports'
import { Hono } from 'hono'
import type { FacadeHouse } from '../facade-house.ts'
import { empty, json } from '../http/json.ts'
import { readBody, texts } from '../http/read-body.ts'
import { promptIdOf } from '../ids/facade-note.ts'
import { toJobId } from '../ids/prompt-id.ts'
import type { HiddenHistory } from './hidden-history.ts'
import { historyEntry } from './history-entry.ts'
import { graphOf, listedGraphs } from './job-graph.ts'

/** Entries without `max_items`, where ComfyUI gives all it has; and at most. */
const defaultEntries = 100
const mostEntries = 1000

const whole = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  if (!/^\s*[+-]?\d+\s*$/.test(text)) {
    throw new DoorError(400, 'invalid_input', `${name} is not a whole number.`)
  }
  return Number(text)
}

/** Ended jobs of every door, oldest first: the newest `items`, or that many from the `offset`th on. */
export function pageOf<T>(
  entries: readonly T[],
  { items, offset }: { readonly items?: number | undefined; readonly offset?: number | undefined },
): readonly T[] {
  if (items !== undefined && items <= 0) return []
  if (offset !== undefined && offset >= 0) {
    return entries.slice(offset, items === undefined ? undefined : offset + items)
  }
  return entries.slice(-(items ?? defaultEntries))
}

export function historyRoutes(house: FacadeHouse, hidden: HiddenHistory): Hono {
  const app = new Hono()
  const ended = (client: string): readonly Job[] =>
    house.jobs
      .list({ status: ['completed', 'error', 'cancelled'], limit: mostEntries })
      .jobs.filter((job) => !hidden.isHidden(client, job))
      .toReversed()

  app.get('/history', async (c) => {
    const items = whole('max_items', c.req.query('max_items'))
    const offset = whole('offset', c.req.query('offset'))
    const page = pageOf(ended(house.callerOf(c).client), { items, offset })
    const graphOfListed = listedGraphs(house.jobs)
    const newestFirst = await Promise.all(
      page.toReversed().map(async (job) => {
        const graph = await graphOfListed(job)
        return [promptIdOf(job), historyEntry(job, graph)] as const
      }),
    )
    return json(Object.fromEntries(newestFirst.toReversed()))
  })

  // Nothing yet, and nothing of the kind, are told alike.
  app.get('/history/:id', async (c) => {
    const asked = c.req.param('id')
    const job = house.jobs.get(toJobId(asked))
    if (job === undefined || !hasEnded(job)) return json({})
    if (hidden.isHidden(house.callerOf(c).client, job)) return json({})
    return json({ [asked]: historyEntry(job, await graphOf(house.jobs, job.id)) })
  })

  app.post('/history', async (c) => {
    const { client } = house.callerOf(c)
    const body = await readBody(c)
    if (body.clear === true) await hidden.clear(client, newestOf(ended(client)))
    // What is no job, or has not ended, is not remembered in the place of those that are.
    const ids = texts(body.delete)
      .map(toJobId)
      .filter((id) => isEnded(house.jobs.get(id)))
    if (ids.length > 0) await hidden.hide(client, ids)
    return empty()
  })
  return app
}

const isEnded = (job: Job | undefined): boolean => job !== undefined && hasEnded(job)

const newestOf = (jobs: readonly Job[]): Job | undefined =>
  jobs.toSorted((a, b) => (a.finishedAt ?? 0) - (b.finishedAt ?? 0)).at(-1)
