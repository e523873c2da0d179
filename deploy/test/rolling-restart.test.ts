import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createSimulator } from '@darkroom/comfy-simulator'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { freePort, startDarkroomProcess, temporaryFolder } from './darkroom-process.ts'
import { ended, type Outcomes, wish } from './wishes.ts'

const pixel = Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64')

/** Sends half of an upload, and the rest when it is told to. */
async function beginUpload(url: string) {
  const upload = request(`${url}/api/uploads`, {
    method: 'POST',
    headers: {
      'content-type': 'image/gif',
      'content-length': pixel.length,
      expect: '100-continue',
    },
  })
  const answered = once(upload, 'response')
  upload.flushHeaders()
  // From here on it is under way there, and not only on the way there.
  await once(upload, 'continue')
  upload.write(pixel.subarray(0, 10))
  return {
    finish: async () => {
      upload.end(pixel.subarray(10))
      const [response] = await answered
      return { status: response.statusCode, body: JSON.parse(await text(response)) }
    },
  }
}

const isRefused = async (url: string): Promise<boolean> => {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const refused = await once(socket, 'connect').then(
    () => false,
    () => true,
  )
  socket.destroy()
  return refused
}

test('restarted twice under load: every wish that was accepted is one picture, what was under way is answered, and what is new is refused cleanly', async () => {
  await using folder = await temporaryFolder()
  await using simulator = await createSimulator({ paint: 'plain', stepsPerSecond: 60 })
  const environment = {
    BACKEND_PORT: String(await freePort()),
    COMFYUI_API_URL: simulator.url,
    GALLERY_STORAGE_PATH: join(folder.path, 'gallery'),
    STATE_PATH: join(folder.path, 'state'),
  }
  const outcomes: Outcomes = { wishes: [], refusals: new Set() }
  const { wishes, refusals } = outcomes
  let darkroom = await startDarkroomProcess(environment)
  const { url } = darkroom

  let isOver = false
  const clients = Array.from({ length: 8 }, async () => {
    while (!isOver) {
      const { id } = await wish(url, outcomes)
      // Its stream breaks with each restart.
      await ended(url, id).catch(() => undefined)
    }
  })
  for (const round of [1, 2]) {
    await simulator.waitFor(({ event }) => event === 'start')
    await expect.poll(() => wishes.length).toBeGreaterThan(round * 8)
    const upload = await beginUpload(url)
    const listening = await fetch(`${url}/api/events`)
    const ending = darkroom.end('SIGTERM')
    await expect.poll(() => isRefused(url)).toBe(true)
    const { status, body } = await upload.finish()
    expect(status).toBe(201)
    expect(await ending).toEqual([0, null])
    // Its stream ends with it, and is no half of an event.
    expect(await listening.text()).toMatch(/\n\n$/)
    darkroom = await startDarkroomProcess(environment)
    const { upload_id } = z.object({ upload_id: z.string() }).parse(body)
    const kept = await fetch(`${url}/api/uploads/${upload_id}`)
    expect(Buffer.from(await kept.arrayBuffer()).equals(pixel)).toBe(true)
  }
  isOver = true
  await Promise.all(clients)
  await using _last = darkroom

  const jobs = await Promise.all(wishes.map(({ id }) => ended(url, id)))
  expect(new Set(jobs.map(({ status }) => status))).toEqual(new Set(['completed']))
  expect(new Set(wishes.map(({ id }) => id)).size).toBe(wishes.length)
  const paths = jobs.flatMap(({ images = [] }) => images.map(({ filepath }) => filepath))
  expect(new Set(paths).size).toBe(wishes.length)
  const list = await fetch(`${url}/api/gallery?limit=1`)
  expect(list.headers.get('x-total-count')).toBe(String(wishes.length))
  const started = simulator.oracle().filter(({ event }) => event === 'start')
  expect(started.length).toBe(wishes.length)
  // Nobody listens, the connection was closed, or it says itself that it is not ready: each to be tried again.
  const known = ['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET', '503 not_ready']
  expect([...refusals].filter((reason) => !known.includes(reason))).toEqual([])
  expect(refusals).toContain('ECONNREFUSED')
}, 120_000)
