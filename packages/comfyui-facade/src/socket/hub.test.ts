import { createMemoryHouse, type MemoryHouse } from '@darkroom/door-ports/testing'
import fc from 'fast-check'
import { WSContext, type WSReadyState } from 'hono/ws'
import { expect, test } from 'vitest'
import { Hub } from './hub.ts'
import { Session } from './session.ts'

const id = '01234567-89ab-4cde-8f01-23456789abcd'

/** What may happen to a job, and to the socket of its client. */
const happenings = [
  'start',
  'cached',
  'executing',
  'progress',
  'preview',
  'finish',
  'fail',
  'cancel',
  'join',
  'leave',
] as const

type Happening = (typeof happenings)[number]

/** A client with one socket at a time, and all that it heard of its job. */
class Client {
  readonly heard: string[] = []
  readonly #hub: Hub
  #open: { session: Session; close: () => void } | undefined

  constructor(hub: Hub) {
    this.#hub = hub
  }

  join(): void {
    if (this.#open !== undefined) return
    let readyState: WSReadyState = 1
    const socket = new WSContext({
      get readyState() {
        return readyState
      },
      send: (data) => {
        if (typeof data === 'string') this.#hear(JSON.parse(data))
      },
      close: () => undefined,
    })
    const session = new Session(socket)
    this.#open = {
      session,
      close: () => {
        readyState = 3
        this.#hub.leave('me', session)
      },
    }
    this.#hub.join('me', session)
  }

  leave(): void {
    this.#open?.close()
    this.#open = undefined
  }

  #hear({ type, data }: { type: string; data: { node?: string | null } }): void {
    if (type === 'status') return
    this.heard.push(type === 'executing' ? `executing ${data.node}` : type)
  }
}

const hearJob = (hub: Hub, { jobs }: MemoryHouse): void => {
  const job = jobs.get(id)
  if (job !== undefined) hub.hear({ type: 'job', job })
}

const tell = (hub: Hub, type: string, data: Record<string, string | number | string[]>): void =>
  hub.hear({ type: 'message', id, message: { type, data: { ...data, prompt_id: id } } })

/** Lets something happen, unless it cannot any more. */
function happen(what: Happening, hub: Hub, house: MemoryHouse, client: Client): void {
  const { jobs } = house
  const status = jobs.get(id)?.status
  const isOver = status !== 'queued' && status !== 'processing'
  switch (what) {
    case 'join':
      client.join()
      return
    case 'leave':
      client.leave()
      return
    case 'cached':
      tell(hub, 'execution_cached', { nodes: [] })
      return
    case 'executing':
      tell(hub, 'executing', { node: '3' })
      return
    case 'progress':
      tell(hub, 'progress', { value: 1, max: 2, node: '3' })
      return
    case 'preview':
      hub.hear({ type: 'preview', id, bytes: new Uint8Array([1]), mediaType: 'image/png' })
      return
    case 'start':
      if (!isOver) jobs.start(id)
      break
    case 'finish':
      if (!isOver) jobs.finish(id, [{ bytes: new Uint8Array([1]) }])
      break
    case 'fail':
      if (!isOver) jobs.fail(id, { code: 'error', message: 'It failed.' })
      break
    case 'cancel':
      void jobs.cancel(id)
      break
  }
  hearJob(hub, house)
}

const note = { door: 'comfyui', client_id: 'me', prompt_id: id, number: 1, graph: '' }

test('whatever happens in whatever order, a client hears each part of its job once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...happenings), { maxLength: 30 }), async (row) => {
      const house = createMemoryHouse()
      const signal = new AbortController().signal
      await house.jobs.submit(
        { graph: '{}' },
        { caller: { client: 'a', origin: '', signal }, id, note },
      )
      const hub = new Hub(house, { now: () => 1_764_000_000_000 })
      const client = new Client(hub)
      for (const what of row) happen(what, hub, house, client)
      // In the end the job is over, and the client comes once more.
      happen('finish', hub, house, client)
      client.leave()
      client.join()
      const { heard } = client
      const count = (type: string): number => heard.filter((one) => one === type).length
      const ends = ['execution_success', 'execution_error', 'execution_interrupted']
      expect(ends.reduce((sum, type) => sum + count(type), 0)).toBe(1)
      expect(count('executing null')).toBe(1)
      expect(heard.at(-1)).toBe('executing null')
      expect(ends).toContain(heard.at(-2))
      expect(count('execution_start')).toBeLessThanOrEqual(1)
      expect(count('execution_cached')).toBeLessThanOrEqual(1)
      if (count('execution_interrupted') === 0) expect(heard[0]).toBe('execution_start')
      if (count('execution_start') === 1) expect(heard[1]).toBe('execution_cached')
      if (count('execution_success') === 1) expect(heard.at(-3)).toBe('executed')
    }),
  )
})

test.each([
  { what: 'that ran', row: ['start', 'executing'] as const },
  { what: 'that waited', row: [] },
])(
  'what becomes of a job $what while no news come is told when they come again',
  async ({ row }) => {
    const house = createMemoryHouse()
    const signal = new AbortController().signal
    await house.jobs.submit(
      { graph: '{}' },
      { caller: { client: 'a', origin: '', signal }, id, note },
    )
    const hub = new Hub(house, { now: () => 1_764_000_000_000 })
    const client = new Client(hub)
    for (const what of ['join', ...row] as const) happen(what, hub, house, client)
    house.jobs.finish(id, [{ bytes: new Uint8Array([1]) }])
    for (const _ of [1, 2]) hub.catchUp()
    const ends = client.heard.filter(
      (one) => one === 'execution_success' || one === 'executing null',
    )
    expect(ends).toEqual(['execution_success', 'executing null'])
  },
)
