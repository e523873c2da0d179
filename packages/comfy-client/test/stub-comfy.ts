import type { PromptGraph } from '../src/prompt-graph.ts'
import {
  createStubServer,
  type StubAnswer,
  type StubRequest,
  type StubServer,
} from './stub-server.ts'

export interface StubComfy extends StubServer {
  readonly pending: string[]
  readonly running: string[]
  readonly history: Map<string, unknown>
  readonly prompts: Readonly<Record<string, unknown>>[]
  /** Ids from `POST /queue` and `POST /interrupt`. */
  readonly deleted: string[]
  readonly interrupted: string[]
  start(promptId: string): void
  finish(promptId: string, messages?: readonly (readonly [string, object])[]): void
  /** Replaces the answer of one `METHOD /path`; `undefined` keeps the usual one. */
  override: (request: StubRequest) => StubAnswer | undefined | Promise<StubAnswer | undefined>
}

/** The queue and the history of a ComfyUI that runs a job only when the test says so. */
export async function createStubComfy(
  options: Parameters<typeof createStubServer>[1] = {},
): Promise<StubComfy> {
  const pending: string[] = []
  const running: string[] = []
  const history = new Map<string, unknown>()
  const prompts: Readonly<Record<string, unknown>>[] = []
  const deleted: string[] = []
  const interrupted: string[] = []
  const item = (promptId: string): unknown => [1, promptId, {}, {}, ['9']]
  const move = (promptId: string, from: string[]): void => {
    const at = from.indexOf(promptId)
    if (at >= 0) from.splice(at, 1)
  }
  const stub: { override: StubComfy['override'] } = { override: () => undefined }
  const files = [{ filename: 'x_00001_.png', subfolder: '', type: 'output' }]
  const finish: StubComfy['finish'] = (promptId, messages = [['execution_success', {}]]) => {
    move(promptId, running)
    move(promptId, pending)
    const completed = messages.at(-1)?.[0] === 'execution_success'
    history.set(promptId, {
      prompt: item(promptId),
      outputs: completed ? { 9: { images: files } } : {},
      status: { status_str: completed ? 'success' : 'error', completed, messages },
    })
  }

  const routes: Readonly<Record<string, (request: StubRequest) => StubAnswer>> = {
    'POST /api/prompt': ({ body }) => {
      const prompt = JSON.parse(body.toString())
      prompts.push(prompt)
      pending.push(prompt.prompt_id)
      return { json: { prompt_id: prompt.prompt_id, number: prompts.length, node_errors: {} } }
    },
    'GET /api/queue': () => ({
      json: { queue_running: running.map(item), queue_pending: pending.map(item) },
    }),
    'POST /api/queue': ({ body }) => {
      for (const promptId of JSON.parse(body.toString()).delete ?? []) {
        deleted.push(promptId)
        move(promptId, pending)
      }
      return {}
    },
    'POST /api/interrupt': ({ body }) => {
      const { prompt_id } = JSON.parse(body.toString())
      interrupted.push(prompt_id)
      if (running.includes(prompt_id))
        finish(prompt_id, [['execution_interrupted', { node_id: '3' }]])
      return {}
    },
  }

  const server = await createStubServer(async (request) => {
    const given = await stub.override(request)
    if (given) return given
    const [, promptId] = /^\/api\/history\/(.+)$/.exec(request.path) ?? []
    if (promptId) {
      const entry = history.get(promptId)
      return { json: entry ? { [promptId]: entry } : {} }
    }
    const route = routes[`${request.method} ${request.path}`]
    if (route) return route(request)
    return request.method === 'GET'
      ? { status: 404 }
      : { status: 405, body: '405: Method Not Allowed' }
  }, options)

  const description = Object.getOwnPropertyDescriptors(server)
  return Object.defineProperties(
    Object.assign(stub, {
      pending,
      running,
      history,
      prompts,
      deleted,
      interrupted,
      start: (promptId: string): void => {
        move(promptId, pending)
        running.push(promptId)
      },
      finish,
      ...server,
    }),
    description,
  )
}

/** A graph of two nodes, a sampler and its output. */
export const smallGraph: PromptGraph = {
  '3': { class_type: 'KSampler', inputs: { seed: 1, steps: 20 } },
  '9': { class_type: 'SaveImage', inputs: { images: ['3', 0] } },
}
