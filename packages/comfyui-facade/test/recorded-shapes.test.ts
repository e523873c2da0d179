import { type Recording, readNewerRecording, readRecording } from '@darkroom/comfy-recordings'
import { expect, test } from 'vitest'
import { bodyOf, graph, post, serveFacade } from './serve-facade.ts'
import { isOver, openSocket } from './socket.ts'

const id = '01234567-89ab-4cde-8f01-23456789abcd'
const bytes = new Uint8Array([1])

/** Members whose names are ids, or whose content is anybody's. */
const free: ReadonlySet<string> = new Set(['prompt', 'outputs', 'meta', 'nodes', 'current_inputs'])

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Paths of the members that a real answer has and ours has not; of lists the first items are compared. */
function missing(real: unknown, ours: unknown, path = ''): readonly string[] {
  if (Array.isArray(real)) {
    if (!Array.isArray(ours)) return [path]
    return real.length === 0 || ours.length === 0 ? [] : missing(real[0], ours[0], `${path}[]`)
  }
  if (!isObject(real)) return []
  if (!isObject(ours)) return [path]
  return Object.entries(real).flatMap(([name, value]) => {
    const below = path === '' ? name : `${path}.${name}`
    if (!(name in ours)) return [below]
    return free.has(name) ? [] : missing(value, ours[name], below)
  })
}

/** The first answer with 200 to a request whose path begins so. */
function answered({ events }: Recording, path: RegExp): unknown {
  const at = events.findIndex(
    (event, index) =>
      event.kind === 'request' && path.test(event.path) && answerAfter(events, index) !== undefined,
  )
  return at < 0 ? undefined : answerAfter(events, at)
}

function answerAfter(events: Recording['events'], at: number): unknown {
  const answer = events.slice(at).find(({ kind }) => kind === 'response')
  return answer?.kind === 'response' && answer.status === 200 ? answer.body : undefined
}

/** What a socket was told of a type, for the first time. */
const told = ({ events }: Recording, type: string): unknown =>
  events.flatMap((event) =>
    event.kind === 'ws-text' && isObject(event.json) && event.json.type === type
      ? [event.json.data]
      : [],
  )[0]

/** A door with a job that ended so. */
async function withEnded(how: 'finished' | 'failed' | 'cancelled') {
  const served = await serveFacade()
  const socket = await openSocket(served.host, 'me')
  await post(served.url, {
    prompt: graph(),
    prompt_id: id,
    client_id: 'me',
    extra_data: { extra_pnginfo: { workflow: { id: 'wf-0' } } },
  })
  const { jobs } = served.house
  jobs.start(id)
  if (how === 'finished') jobs.finish(id, [{ bytes }])
  if (how === 'failed') jobs.fail(id, { code: 'error', message: 'no', nodeId: '3' })
  if (how === 'cancelled') await jobs.cancel(id)
  const heard = await socket.until(isOver(id))
  const hear = (type: string): unknown =>
    heard.flatMap((one) => (!(one instanceof Uint8Array) && one.type === type ? [one.data] : []))[0]
  const get = (path: string): Promise<unknown> => bodyOf(fetch(`${served.url}${path}`))
  return { ...served, hear, get }
}

const routes = readNewerRecording('routes-new')
const jobsApi = readNewerRecording('jobs-api')

test('the answers of a ComfyUI have no member that ours lack, but what a machine says of its programs', async () => {
  const { get } = await withEnded('finished')
  const lacking = async (recording: Recording, path: string) => {
    const real = answered(recording, new RegExp(`^(?:/api)?${path}`))
    expect(isObject(real)).toBe(true)
    return missing(real, await get(`/api${path}`))
  }
  expect(await lacking(routes, '/prompt')).toEqual([])
  expect(await lacking(routes, '/queue')).toEqual([])
  expect(await lacking(routes, '/features')).toEqual(['extension.manager'])
  expect(await lacking(routes, '/system_stats')).toEqual([
    'system.installed_templates_version',
    'system.required_templates_version',
    'system.comfy_package_versions',
    'system.deploy_environment',
  ])
  expect(await lacking(jobsApi, '/jobs')).toEqual([])
})

test('an entry of the history has all that one of a ComfyUI has', async () => {
  const { get } = await withEnded('finished')
  const [real] = Object.values(Object(answered(routes, /\/history\?max_items=1/)))
  const [ours] = Object.values(Object(await get('/history')))
  expect(isObject(real)).toBe(true)
  expect(missing(real, ours)).toEqual([])
  expect(Object(ours).prompt).toHaveLength(Object(real).prompt.length)
})

test.each([
  ['status', 'txt2img', 'finished'],
  ['execution_start', 'txt2img', 'finished'],
  ['execution_cached', 'txt2img', 'finished'],
  ['executed', 'txt2img', 'finished'],
  ['execution_success', 'txt2img', 'finished'],
  ['execution_error', 'execution-error', 'failed'],
  ['execution_interrupted', 'interrupt', 'cancelled'],
] as const)('%s has all that it has in the recording %s', async (type, name, how) => {
  const { hear } = await withEnded(how)
  const real = told(readRecording(name, '0.33.0'), type)
  expect(isObject(real)).toBe(true)
  expect(missing(real, hear(type))).toEqual([])
})
