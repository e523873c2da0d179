import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Boot } from '../boot.ts'
import { empty, json } from '../http/reply.ts'
import type { RouteRequest } from '../http/request.ts'
import type { Route } from '../http/router.ts'
import type { OracleEntry } from '../oracle.ts'
import { type Encodable, getString } from '../python/value.ts'
import { modelDirectory } from './model-directory.ts'

/** The server's terminal, as `/internal/logs` tells of it. */
const terminal = { cols: 80, rows: 24 }

const words: Partial<Record<OracleEntry['event'], string>> = {
  boot: 'Starting server',
  enqueue: 'got prompt',
  finish: 'Prompt executed',
  error: '!!! Exception during processing !!!',
  interrupted: 'Processing interrupted',
}

/** The lines that the server would have printed; the oracle says what happened. */
const logEntries = (entries: readonly OracleEntry[]): { t: string; m: string }[] =>
  entries.flatMap(({ event, at }) => {
    const text = words[event]
    return text === undefined ? [] : [{ t: new Date(at).toISOString(), m: `${text}\n` }]
  })

/** Sends what is printed from now on to the sockets that asked, or stops. */
const subscribe = async (boot: Boot, request: RouteRequest): Promise<void> => {
  const body = await request.dict()
  const clientId = getString(body, 'clientId') ?? ''
  boot.logListeners.get(clientId)?.()
  boot.logListeners.delete(clientId)
  if (body.get('enabled') !== true) return
  const stop = boot.machine.oracle.listen((entry) => {
    const entries = logEntries([entry])
    if (entries.length > 0) boot.hub.send('logs', { entries, size: terminal }, clientId)
  })
  boot.logListeners.set(clientId, stop)
}

const newestFirst = (folder: string): readonly string[] =>
  readdirSync(folder)
    .map((name) => ({ name, stats: statSync(path.join(folder, name)) }))
    .filter(({ stats }) => stats.isFile())
    .toSorted((a, b) => b.stats.mtimeMs - a.stats.mtimeMs)
    .map(({ name }) => name)

const files = ({ machine }: Boot, type: string): Encodable | undefined =>
  type === 'output' || type === 'input' || type === 'temp'
    ? newestFirst(machine.folders.root(type)).map((name) => `${name} [${type}]`)
    : undefined

/** What only the server's own front end is meant to ask; it exists without `/api`. */
export const internalRoutes = (boot: () => Boot): readonly Route[] =>
  [
    {
      method: 'GET' as const,
      path: '/internal/logs',
      handle: () => {
        const lines = logEntries(boot().machine.oracle.entries)
        return json(lines.map(({ t, m }) => `${t} - ${m}`).join(''))
      },
    },
    {
      method: 'GET' as const,
      path: '/internal/logs/raw',
      handle: () => json({ entries: logEntries(boot().machine.oracle.entries), size: terminal }),
    },
    {
      method: 'PATCH' as const,
      path: '/internal/logs/subscribe',
      handle: async (request: RouteRequest) => {
        await subscribe(boot(), request)
        return empty()
      },
    },
    {
      method: 'GET' as const,
      path: '/internal/folder_paths',
      handle: () =>
        json(
          Object.fromEntries(
            boot().machine.models.folders.map((folder) => [folder, [modelDirectory(folder)]]),
          ),
        ),
    },
    {
      method: 'GET' as const,
      path: '/internal/files/{type}',
      handle: (request: RouteRequest) => {
        const found = files(boot(), request.parameter('type'))
        return found === undefined ? json({ error: 'Invalid directory type' }, 400) : json(found)
      },
    },
  ].map((route) => ({ ...route, isBareOnly: true }))
