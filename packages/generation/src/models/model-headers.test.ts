import { createComfyClient } from '@darkroom/comfy-client'
import { createSimulator } from '@darkroom/comfy-simulator'
import { systemClock } from '@darkroom/foundation'
import { expect, test } from 'vitest'
import { ModelHeaders } from './model-headers.ts'

const file = { folder: 'checkpoints', filename: 'base/dreamscape_xl.safetensors' }
const onRoute = { route: 'GET /view_metadata', times: 'always' } as const

test('a server that does not tell a header is asked again only after a while', async () => {
  await using simulator = await createSimulator()
  await using client = createComfyClient({ baseUrl: simulator.url })
  let now = 0
  const headers = new ModelHeaders({ ...systemClock, monotonic: () => now })
  const places = [{ link: { client }, ...file }]
  const failing = simulator.faults.add({ kind: 'server-error', ...onRoute })
  expect(await headers.first(places)).toEqual({})
  now += 59_000
  expect(await headers.first(places)).toEqual({})
  expect(failing.hits).toBe(1)
  now += 2_000
  expect(await headers.first(places)).toEqual({})
  expect(failing.hits).toBe(2)
  failing.remove()
  now += 61_000
  expect(await headers.first(places)).not.toEqual({})
})

test('a header is told by the first server that answers, whatever the others do', async () => {
  await using hanging = await createSimulator()
  await using failing = await createSimulator()
  await using well = await createSimulator()
  hanging.faults.add({ kind: 'hang', ...onRoute })
  failing.faults.add({ kind: 'html', ...onRoute })
  await using stack = new AsyncDisposableStack()
  const places = [hanging, failing, well].map(({ url }) => ({
    link: { client: stack.use(createComfyClient({ baseUrl: url })) },
    ...file,
  }))
  const begun = performance.now()
  expect(await new ModelHeaders(systemClock).first(places)).not.toEqual({})
  expect(performance.now() - begun).toBeLessThan(1_500)
  expect(await new ModelHeaders(systemClock).first([])).toEqual({})
})
