import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { ended, runDarkroom } from '../running-darkroom.ts'
import { facadeOf, graph } from './comfyui-graph.ts'
import { pngOf } from './png-of.ts'

const fileSchema = z.object({ filename: z.string(), subfolder: z.string(), type: z.string() })

/** The first file of the only job in a history; undefined while there is none. */
function fileOf(history: unknown): z.infer<typeof fileSchema> | undefined {
  const outputs = z.record(z.string(), z.object({ images: z.array(fileSchema) }))
  const [entry] = Object.values(z.record(z.string(), z.object({ outputs })).parse(history))
  return entry?.outputs['9']?.images[0]
}

test('after a restart its jobs, its pictures and its uploads are still called as they were', async () => {
  await using darkroom = await runDarkroom()
  const url = facadeOf(darkroom)
  const first = await fetch(`${url}/prompt`, {
    method: 'POST',
    body: JSON.stringify({ prompt: graph(), prompt_id: 'my picture', client_id: 'me' }),
  })
  expect(await first.json()).toMatchObject({ prompt_id: 'my picture' })
  const form = new FormData()
  form.append('image', new Blob([Uint8Array.from(await pngOf('#00ff00'))]), 'green.png')
  await fetch(`${url}/upload/image`, { method: 'POST', body: form })
  const file = async () => fileOf(await (await fetch(`${url}/history/my%20picture`)).json())
  await expect.poll(file).toBeDefined()
  await darkroom.restart()
  const query = new URLSearchParams(await file())
  await expect.poll(async () => (await fetch(`${url}/view?${query}`)).status).toBe(200)
  expect((await fetch(`${url}/view?filename=green.png&type=input`)).status).toBe(200)
})

const heardSchema = z.object({
  type: z.string(),
  data: z.looseObject({ node: z.string().nullish(), prompt_id: z.string().optional() }),
})

/** Opens a socket, and resolves with what is heard on it of a job once that is over. */
const untilOver = (url: string, clientId: string, promptId: string): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const heard: string[] = []
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws?clientId=${clientId}`)
    socket.on('error', reject)
    socket.on('message', (frame, isBinary) => {
      if (isBinary) return
      const { type, data } = heardSchema.parse(JSON.parse(String(frame)))
      if (data.prompt_id !== promptId) return
      heard.push(type)
      if (type !== 'executing' || data.node !== null) return
      socket.close()
      resolve(heard)
    })
  })

test('a restart loses nothing for a client that comes back: neither the job that ran nor the end of one before', async () => {
  await using darkroom = await runDarkroom()
  const url = facadeOf(darkroom)
  const submit = async (seed: number): Promise<string> => {
    const body = JSON.stringify({ prompt: graph(seed), client_id: 'me' })
    const answer = await (await fetch(`${url}/prompt`, { method: 'POST', body })).json()
    return z.object({ prompt_id: z.string() }).parse(answer).prompt_id
  }
  const done = await submit(1)
  await ended(darkroom, done)
  darkroom.simulator.hold()
  const running = await submit(2)
  await expect
    .poll(async () => Object(await (await fetch(`${url}/queue`)).json()).queue_running)
    .toHaveLength(1)
  await darkroom.restart()
  const [first, second] = [untilOver(url, 'me', done), untilOver(url, 'me', running)]
  darkroom.simulator.release()
  const end = ['executed', 'execution_success', 'executing']
  expect(await first).toEqual(['execution_start', 'execution_cached', ...end])
  expect((await second).slice(-3)).toEqual(end)
})
