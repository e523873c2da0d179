import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Boot } from '../boot.ts'
import { empty, json } from '../http/reply.ts'
import type { Route } from '../http/router.ts'
import { parseJson } from '../python/parse.ts'
import { stringifyJson } from '../python/stringify.ts'
import { isDict, type PyDict } from '../python/value.ts'

const fileOf = ({ machine }: Boot): string =>
  path.join(machine.folders.userDirectory, 'comfy.settings.json')

const read = (boot: Boot): PyDict => {
  if (!existsSync(fileOf(boot))) return new Map()
  const settings = parseJson(readFileSync(fileOf(boot), 'utf8'))
  return isDict(settings) ? settings : new Map()
}

const change = (boot: Boot, changes: PyDict): void => {
  mkdirSync(boot.machine.folders.userDirectory, { recursive: true })
  writeFileSync(fileOf(boot), stringifyJson(new Map([...read(boot), ...changes])))
}

/** The settings of the only user, and who the users are. */
export const settingsRoutes = (boot: () => Boot): readonly Route[] => [
  {
    method: 'GET',
    path: '/users',
    handle: () => json({ storage: 'server', migrated: existsSync(fileOf(boot())) }),
  },
  { method: 'GET', path: '/settings', handle: () => json(read(boot())) },
  {
    method: 'GET',
    path: '/settings/{id}',
    handle: (request) => json(read(boot()).get(request.parameter('id')) ?? null),
  },
  {
    method: 'POST',
    path: '/settings',
    handle: async (request) => {
      change(boot(), await request.dict())
      return empty()
    },
  },
  {
    method: 'POST',
    path: '/settings/{id}',
    handle: async (request) => {
      change(boot(), new Map([[request.parameter('id'), await request.json()]]))
      return empty()
    },
  },
]
