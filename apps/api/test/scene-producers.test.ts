import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { problem, runDarkroom } from './running-darkroom.ts'

const body = JSON.stringify({
  story_description:
    'Mia, a girl with red hair, finds a lantern in a dark forest. She follows its light over a river to an old lighthouse at dawn.',
  model: 'base/dreamscape_xl.safetensors',
  frame_count: 3,
})

const askForPrompts = (url: string): Promise<Response> =>
  fetch(`${url}/api/sequence/prompts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })

test.each([
  ['that is missing', 'command:/no/such/program', 503, 'scene_producer_unavailable'],
  [
    'that fails',
    `command:"${process.execPath}" -e "process.exit(3)"`,
    503,
    'scene_producer_unavailable',
  ],
  ['that prints no scenes', `command:"${process.execPath}" -p 1+1`, 502, 'scene_producer_answer'],
  ['that nobody runs', 'openai:http://127.0.0.1:9#qwen3:8b', 503, 'scene_producer_unavailable'],
])(
  'a scene producer %s is a problem in one sentence, never a made-up answer',
  async (_what, SCENE_PRODUCER, status, code) => {
    await using running = await runDarkroom({ settings: { SCENE_PRODUCER } })
    expect((await problem(await askForPrompts(running.url), status)).code).toBe(code)
  },
)

test('a scene program that is writing ends with the server, and its client is told', async () => {
  // The program calls this port: the open connection shows that it is alive, its end that it is not.
  const calls = createServer()
  calls.listen(0, '127.0.0.1')
  await once(calls, 'listening')
  const { port } = z.object({ port: z.number() }).parse(calls.address())
  const script = join(import.meta.dirname, 'endless-scene-program.ts')
  await using running = await runDarkroom({
    settings: { SCENE_PRODUCER: `command:"${process.execPath}" "${script}" ${port}` },
  })
  const asked = askForPrompts(running.url)
  const [call] = await once(calls, 'request')
  const { socket } = z.object({ socket: z.custom<NodeJS.EventEmitter>() }).parse(call)
  const gone = once(socket, 'close')
  await running[Symbol.asyncDispose]()
  expect((await problem(await asked, 503)).code).toBe('stopping')
  await gone
  calls.close()
})
