import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { asked, openStudio, type Studio } from './studio.ts'

const three = [1, 2, 3]

/** Another address of the server, through a proxy that is closed with the studio. */
async function secondAddress(studio: Studio): Promise<string> {
  const { port } = studio.simulator
  const proxy = createServer((client) => {
    const server = connect(port, '127.0.0.1')
    client.pipe(server).pipe(client)
    for (const side of [client, server]) side.on('error', () => undefined)
    client.on('close', () => server.destroy())
    server.on('close', () => client.destroy())
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  studio.defer(async () => {
    proxy.close()
  })
  const address = proxy.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
}

test('one ComfyUI under two names of its address is one server', async () => {
  await using studio = await openStudio()
  const { url } = studio.simulator
  const other = url.replace('127.0.0.1', 'localhost')
  await using generation = await studio.openFor([{ url }, { url: other }])
  await expect
    .poll(() => generation.servers().map(({ status }) => status))
    .toEqual(['ready', 'duplicate'])
  expect(generation.servers()[1]?.sameAs).toBe(url)
  const { requestId } = await generation.accept(asked({}))
  await expect.poll(() => generation.get(requestId)?.status).toBe('completed')
  await studio.simulator.stop()
  await expect
    .poll(() => generation.servers().map(({ status }) => status))
    .toEqual(['unreachable', 'unreachable'])
})

test('one ComfyUI behind two addresses is found out by a prompt in both queues, and nothing is taken back', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 20 }] })
  const { url } = studio.simulator
  await using generation = await studio.openFor([{ url }, { url: await secondAddress(studio) }])
  expect(generation.servers().map(({ sameAs }) => sameAs)).toEqual([undefined, undefined])
  const accepted = await Promise.all(
    three.map((seed) => generation.accept(asked({ seed, steps: 20 }))),
  )
  await expect.poll(() => generation.servers()[1]?.sameAs).toBe(url)
  for (const { requestId } of accepted) {
    await expect.poll(() => generation.get(requestId)?.status).toBe('completed')
  }
  expect(studio.count('interrupted')).toBe(0)
  expect(studio.count('start')).toBe(3)
  expect(studio.count('finish')).toBe(3)
}, 20_000)

test('what keeps every job from being accepted is known, and is what a job is refused with', async () => {
  await using studio = await openStudio({ maxWaiting: 1 })
  const { generation, simulator } = studio
  expect(await generation.obstacle()).toBeUndefined()
  await generation.pause()
  const waiting = await generation.accept(asked({}))
  expect((await generation.obstacle())?.name).toBe('QueueFullError')
  await generation.cancel(waiting.requestId)
  await simulator.stop()
  await generation.probe()
  expect((await generation.obstacle())?.name).toBe('ComfyUnavailableError')
  await expect(generation.accept(asked({}))).rejects.toThrow('does not answer')
  await studio.close()
  expect((await generation.obstacle())?.name).toBe('NotReadyError')
})
