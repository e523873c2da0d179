import type { Server, Servers } from '@darkroom/door-ports'
import type { ServerState } from '@darkroom/generation'
import type { Services } from '../services.ts'
import { createAllDefinitions, noServer, type PoolClient } from './all-definitions.ts'

const up: ReadonlySet<ServerState['status']> = new Set(['ready', 'busy', 'draining', 'suspect'])

const toServer = ({ name, status, version, devices }: ServerState): Server => ({
  name,
  isUp: up.has(status),
  version,
  devices,
})

/** How long a server has to list its files, in milliseconds. */
const timeLimitMs = 5_000

/** The pool, for doors. */
export function houseServers(
  { generation }: { readonly generation: Pick<Services['generation'], 'servers' | 'queueState'> },
  clients: readonly PoolClient[],
): Servers {
  const answering = (): readonly PoolClient[] => {
    const names = new Set(
      generation.servers().flatMap((server) => (up.has(server.status) ? server.name : [])),
    )
    return clients.filter(({ name }) => names.has(name))
  }
  const definitions = createAllDefinitions(answering)
  /** All that any of them says; undefined when none has such a thing. */
  const together = async (
    ask: (
      client: PoolClient['client'],
      signal: AbortSignal,
    ) => Promise<readonly string[] | undefined>,
  ): Promise<readonly string[] | undefined> => {
    const signal = AbortSignal.timeout(timeLimitMs)
    const answers = await Promise.allSettled(answering().map(({ client }) => ask(client, signal)))
    if (!answers.some(({ status }) => status === 'fulfilled')) throw noServer()
    const lists = answers.flatMap((answer) =>
      answer.status === 'fulfilled' && answer.value !== undefined ? [answer.value] : [],
    )
    return lists.length === 0 ? undefined : [...new Set(lists.flat())]
  }
  return {
    list: () => generation.servers().map(toServer),
    queue() {
      const { waiting, runningIds, paused } = generation.queueState()
      return { waiting, running: runningIds, isPaused: paused }
    },
    async definitions(nodeClass) {
      const all = await definitions.get()
      if (nodeClass === undefined) return all
      const definition = Object.hasOwn(all, nodeClass) ? all[nodeClass] : undefined
      return definition === undefined ? {} : { [nodeClass]: definition }
    },
    definitionsVersion: () => definitions.version(),
    modelFiles: (folder) =>
      folder === undefined
        ? together((client, signal) => client.modelFolders({ signal }))
        : together((client, signal) => client.models(folder, { signal })),
  }
}
