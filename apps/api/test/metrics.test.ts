import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { expect, test } from 'vitest'
import { ended, generate, problem, runDarkroom } from './running-darkroom.ts'
import { type Scrape, scrape } from './scraped.ts'

const waiting = (told: Scrape): readonly (number | undefined)[] =>
  ['low', 'normal', 'high'].map((priority) =>
    told.value('darkroom_queue_waiting_jobs', { client: '127.0.0.1', priority }),
  )

test('what waits is told by client and priority, and what ended by how', async () => {
  await using running = await runDarkroom()
  const { api } = running
  await api.queue.pause.$post()
  const ids = [
    await generate(running),
    await generate(running, { priority: 10 }),
    await generate(running, { priority: 99 }),
    await generate(running, { priority: -1 }),
  ]
  const held = await scrape(running)
  expect(waiting(held)).toEqual([1, 1, 2])
  expect(held.value('darkroom_queue_jobs', { state: 'queued' })).toBe(4)
  expect(held.value('darkroom_queue_paused')).toBe(1)
  expect(held.value('darkroom_queue_waiting_bytes')).toBeGreaterThan(100)
  expect(held.value('darkroom_queue_oldest_job_age_seconds', { priority: 'high' })).toBeGreaterThan(
    0,
  )
  expect(held.value('darkroom_jobs_accepted_total')).toBe(4)

  const [cancelled = '', ...others] = ids
  await api.generate[':request_id'].$delete({ param: { request_id: cancelled } })
  await api.queue.resume.$post()
  for (const id of others) await ended(running, id)
  const over = await scrape(running)
  expect(waiting(over)).toEqual([undefined, undefined, undefined])
  expect(over.value('darkroom_queue_oldest_job_age_seconds', { priority: 'high' })).toBe(0)
  expect(over.value('darkroom_jobs_ended_total', { end: 'completed' })).toBe(3)
  expect(over.value('darkroom_jobs_ended_total', { end: 'cancelled' })).toBe(1)
  expect(over.value('darkroom_queue_paused')).toBe(0)
  const high = { client: '127.0.0.1', priority: 'high' }
  expect(over.value('darkroom_client_wait_seconds_count', high)).toBe(2)
  expect(over.value('darkroom_gallery_images')).toBe(3)
})

test('the seconds of each stage, of the whole job and of the server are told', async () => {
  await using running = await runDarkroom()
  await ended(running, await generate(running))
  await expect
    .poll(async () => (await scrape(running)).value('darkroom_job_duration_seconds_count'))
    .toBe(1)
  const told = await scrape(running)
  for (const stage of ['waiting', 'submitting', 'running', 'collecting', 'committing']) {
    const labels = { stage }
    expect(told.value('darkroom_job_stage_seconds_count', labels), stage).toBeGreaterThanOrEqual(1)
  }
  const [name = ''] = told.labelsOf('darkroom_gpu_seconds_total', 'server')
  const { host } = new URL(running.simulator.url)
  expect(name).toBe(host)
  const busy = told.value('darkroom_gpu_seconds_total', {
    server: name,
    model: 'base/dreamscape_xl.safetensors',
  })
  expect(busy).toBeGreaterThan(0)
  expect(busy).toBeLessThan(told.value('darkroom_job_duration_seconds_sum') ?? 0)
  expect(told.value('darkroom_runs_total', { server: name, end: 'succeeded' })).toBe(1)
})

test('a server is told as up, drained and gone', async () => {
  await using running = await runDarkroom()
  const { api, simulator } = running
  const { host: name } = new URL(simulator.url)
  const up = await scrape(running)
  expect(up.value('darkroom_server_up', { server: name })).toBe(1)
  expect(up.value('darkroom_server_drained', { server: name })).toBe(0)
  expect(up.value('darkroom_server_queue_remaining', { server: name })).toBe(0)
  await api.servers[':name'].drain.$post({ param: { name } })
  const drained = await scrape(running)
  expect(drained.value('darkroom_server_drained', { server: name })).toBe(1)
  expect(drained.value('darkroom_server_status', { server: name, status: 'draining' })).toBe(1)
  expect(drained.value('darkroom_server_status', { server: name, status: 'ready' })).toBe(0)
  await simulator.stop()
  await api.health.$get()
  const gone = await scrape(running)
  expect(gone.value('darkroom_server_up', { server: name })).toBe(0)
  expect(gone.value('darkroom_server_queue_remaining', { server: name })).toBeUndefined()
})

test('requests are counted by the pattern of their route, however many paths there are', async () => {
  await using running = await runDarkroom()
  const { url } = running
  for (let count = 0; count < 5; count += 1) {
    await fetch(`${url}/api/generate/status/${crypto.randomUUID()}`)
    await fetch(`${url}/nothing/${crypto.randomUUID()}`)
    await fetch(`${url}/v1/images/${crypto.randomUUID()}`)
    const origin = 'http://evil.example'
    await fetch(`${url}/api/queue/pause`, { method: 'POST', headers: { origin } })
  }
  const told = await scrape(running)
  const count = (route: string, status: string, method = 'GET') =>
    told.value('darkroom_http_requests_total', { method, route, status })
  const [status = ''] = told
    .labelsOf('darkroom_http_requests_total', 'route')
    .filter((route) => route.startsWith('/api/generate/status/'))
  expect(count(status, '404')).toBe(5)
  expect(count('(other)', '404')).toBe(5)
  expect(count('(openai-images)', '404')).toBe(5)
  // A guard has refused it, before there was a route.
  expect(count('/api/queue/pause', '403', 'POST')).toBe(5)
  const timed = { method: 'GET', route: status }
  expect(told.value('darkroom_http_request_duration_seconds_count', timed)).toBe(5)
  expect(told.text).not.toMatch(/[\da-f]{8}-[\da-f]{4}-/)
})

test('an open event stream is counted, until it is closed', async () => {
  await using running = await runDarkroom()
  const streams = async () => (await scrape(running)).value('darkroom_event_streams')
  const listening = get(`${running.url}/api/events`)
  await once(listening, 'response')
  expect(await streams()).toBe(1)
  listening.destroy()
  await expect.poll(streams).toBe(0)
})

test('a scrape is guarded as everything else is', async () => {
  const token = 'a-token-of-sixteen-or-more'
  await using running = await runDarkroom({ settings: { API_TOKEN: token } })
  await problem(await fetch(`${running.url}/metrics`), 401)
  const authorization = `Bearer ${token}`
  const answer = await fetch(`${running.url}/metrics`, { headers: { authorization } })
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(await answer.text()).toContain('darkroom_ready 1')
})

const promtool = spawnSync('promtool', ['--version']).status === 0

// Debian has it in its package `prometheus`.
test.runIf(promtool)('promtool finds nothing to say of names, types and help', async () => {
  await using running = await runDarkroom()
  await ended(running, await generate(running))
  const { text } = await scrape(running)
  const { stdout, stderr, status } = spawnSync('promtool', ['check', 'metrics'], { input: text })
  expect([String(stdout), String(stderr), status]).toEqual(['', '', 0])
})

test('every value says whether it is of this process or of the whole queue', async () => {
  await using running = await runDarkroom()
  const { text } = await scrape(running)
  const silent = [...text.matchAll(/^# HELP (darkroom_\S+) (.*)$/gm)]
    .filter(([, , help = '']) => !/Of this process\.$|read it by max\.$/.test(help))
    .map(([, name = '']) => name)
  expect(silent).toEqual([
    'darkroom_build_info',
    'darkroom_queue_limit_jobs',
    'darkroom_queue_limit_bytes',
    'darkroom_uploads_limit_bytes',
  ])
})
