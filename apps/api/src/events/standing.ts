import type { Generation, ServerState } from '@darkroom/generation'
import type { GroupName } from '../generate/generation-messages.ts'
import { toGroupSummary } from '../groups/group-summary.ts'
import type { Summary } from '../groups/rare-summaries.ts'
import type { Message } from '../http/sse.ts'
import { toQueueSummary } from '../queue/queue-summary.ts'
import { toServer } from '../servers/server-routes.ts'

/** Milliseconds for groups in one summary; those that remain are told in the next. */
const longestMs = 10

/** Changes with every look at a server, so it is no news. */
const passing: ReadonlySet<string> = new Set([
  'lastSeenAt',
  'devices',
] satisfies (keyof ServerState)[])

const withoutPassing = (key: string, value: unknown): unknown =>
  passing.has(key) ? undefined : value

/** Tells one listener how the queue, the servers and the groups stand whose jobs have changed: what is not as it was told last. */
export class Standing {
  readonly #generation: Pick<Generation, 'queueState' | 'servers' | 'groups'>
  readonly #groups = new Map<string, GroupName>()
  #toldQueue = ''
  #toldServers = ''

  constructor(generation: Pick<Generation, 'queueState' | 'servers' | 'groups'>) {
    this.#generation = generation
  }

  /** This batch or sequence may stand otherwise now. */
  changed(group: GroupName): void {
    this.#groups.set(group.id, group)
  }

  summarize(): Summary {
    const messages = [...this.#queue(), ...this.#servers(), ...this.#takeGroups()]
    return { messages, isAll: this.#groups.size === 0 }
  }

  *#queue(): Generator<Message> {
    const data = toQueueSummary(this.#generation.queueState())
    const text = JSON.stringify(data)
    if (text === this.#toldQueue) return
    this.#toldQueue = text
    yield { event: 'queue', data }
  }

  *#servers(): Generator<Message> {
    const servers = this.#generation.servers()
    const text = JSON.stringify(servers, withoutPassing)
    if (text === this.#toldServers) return
    this.#toldServers = text
    yield { event: 'servers', data: { servers: servers.map(toServer) } }
  }

  *#takeGroups(): Generator<Message> {
    const end = performance.now() + longestMs
    for (const [key, { kind, id }] of this.#groups) {
      this.#groups.delete(key)
      const view = this.#generation.groups.get(kind, id)
      if (view !== undefined) yield { event: 'group', data: toGroupSummary(view) }
      if (performance.now() >= end) return
    }
  }
}
