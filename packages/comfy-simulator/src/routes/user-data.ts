import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import type { Boot } from '../boot.ts'
import { bytes, empty, json, type Reply } from '../http/reply.ts'
import type { RouteRequest } from '../http/request.ts'
import type { Route } from '../http/router.ts'
import type { Encodable } from '../python/value.ts'

/** A place in the user's folder: its path from there, and on the disk. */
interface Place {
  readonly name: string
  readonly file: string
}

/** The place that a request names; an answer when it names none, or one outside of the user's folder. */
const placeOf = (boot: Boot, name: string): Place | Reply => {
  if (name === '') return empty(400)
  const root = boot.machine.folders.userDirectory
  const file = path.resolve(root, name)
  return file.startsWith(root + path.sep) ? { name, file } : empty(403)
}

const isReply = (value: Place | Reply): value is Reply => 'status' in value

const isTrue = (request: RouteRequest, name: string): boolean =>
  request.query.get(name)?.toLowerCase() === 'true'

/** One file as `full_info` describes it; times are seconds. */
const describeFile = ({ name, file }: Place): Encodable => {
  const { size, mtimeMs, ctimeMs } = statSync(file)
  return { path: name, size, modified: mtimeMs / 1000, created: ctimeMs / 1000 }
}

const listFiles = (request: RouteRequest, folder: Place): Encodable => {
  const recurses = isTrue(request, 'recurse')
  const names = readdirSync(folder.file, { recursive: recurses, encoding: 'utf8' })
    .map((name) => ({ name: name.replaceAll(path.sep, '/'), file: path.join(folder.file, name) }))
    .filter(({ file }) => statSync(file).isFile())
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  if (isTrue(request, 'full_info')) return names.map(describeFile)
  return isTrue(request, 'split')
    ? names.map(({ name }) => [name, ...name.split('/')])
    : names.map(({ name }) => name)
}

const list = (boot: Boot, request: RouteRequest): Reply => {
  const dir = request.query.get('dir') ?? ''
  if (dir === '') return json({ error: 'Directory not provided' }, 400)
  const folder = placeOf(boot, dir)
  if (isReply(folder)) return folder
  return existsSync(folder.file)
    ? json(listFiles(request, folder))
    : json({ error: 'Directory not found' }, 404)
}

/** Writes or moves to a place, unless something is there that may not be overwritten. */
const put = (request: RouteRequest, place: Place, write: (file: string) => void): Reply => {
  const mayOverwrite = request.query.get('overwrite')?.toLowerCase() !== 'false'
  if (!mayOverwrite && existsSync(place.file)) return empty(409)
  mkdirSync(path.dirname(place.file), { recursive: true })
  write(place.file)
  return json(isTrue(request, 'full_info') ? describeFile(place) : place.name)
}

/** The files of the only user: workflows and what front ends keep. */
export const userDataRoutes = (boot: () => Boot): readonly Route[] => [
  { method: 'GET', path: '/userdata', handle: (request) => list(boot(), request) },
  {
    method: 'GET',
    path: '/userdata/{file}',
    handle: (request) => {
      const place = placeOf(boot(), request.parameter('file'))
      if (isReply(place)) return place
      if (!existsSync(place.file)) return empty(404)
      return bytes(readFileSync(place.file), { 'Content-Type': 'application/octet-stream' })
    },
  },
  {
    method: 'POST',
    path: '/userdata/{file}',
    handle: async (request) => {
      const place = placeOf(boot(), request.parameter('file'))
      if (isReply(place)) return place
      const body = await request.bytes()
      return put(request, place, (file) => writeFileSync(file, body))
    },
  },
  {
    method: 'DELETE',
    path: '/userdata/{file}',
    handle: (request) => {
      const place = placeOf(boot(), request.parameter('file'))
      if (isReply(place)) return place
      if (!existsSync(place.file)) return empty(404)
      rmSync(place.file)
      return empty(204)
    },
  },
  {
    method: 'POST',
    path: '/userdata/{file}/move/{dest}',
    handle: (request) => {
      const from = placeOf(boot(), request.parameter('file'))
      const to = placeOf(boot(), request.parameter('dest'))
      if (isReply(from)) return from
      if (isReply(to)) return to
      if (!existsSync(from.file)) return empty(404)
      return put(request, to, (file) => renameSync(from.file, file))
    },
  },
]
