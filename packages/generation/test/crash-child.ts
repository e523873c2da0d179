import { createComfyClient } from '@darkroom/comfy-client'
import { createFileStore, createQueue } from '@darkroom/job-queue'
import { loadBuiltInWorkflows } from '@darkroom/workflow-builder'
import { z } from 'zod'
import { createGeneration } from '../src/create-generation.ts'
import type { Generation } from '../src/generation.ts'
import { fromPicture, keepFilesIn } from './kept-files.ts'
import { greyPng } from './png.ts'
import { asked, chained, mixed, quick, request } from './settings.ts'

const argumentsSchema = z.object({
  url: z.string(),
  directory: z.string(),
  /** The failpoint at which the process kills itself. */
  failpoint: z.string().optional(),
  /** How often it passes the failpoint before. */
  skip: z.int().default(0),
  /** The work to do: whether to accept jobs, and whether to cancel. */
  job: z.enum([
    'none',
    'accept',
    'accept-mixed',
    'accept-and-cancel',
    'accept-six',
    'accept-from-picture',
    'accept-chained',
  ]),
})

/** Does that work and ends when all jobs have ended, unless the process kills itself before. */
async function main(): Promise<void> {
  const { url, directory, failpoint, skip, job } = argumentsSchema.parse(
    JSON.parse(process.argv[2] ?? '{}'),
  )
  // Under random kills an innocent job can be held by many dead processes.
  await using queue = createQueue({
    store: createFileStore({ directory: `${directory}/queue` }),
    maxStalls: 1_000,
  })
  await queue.open()
  const kept = await keepFilesIn(`${directory}/kept`)
  let passed = 0
  await using generation = createGeneration({
    queue,
    workflows: await loadBuiltInWorkflows(),
    servers: [{ name: 'only', client: createComfyClient({ baseUrl: url }) }],
    galleryRoot: `${directory}/gallery`,
    stateDirectory: `${directory}/state`,
    timings: quick,
    inputFiles: kept.inputFiles,
    failpoint: (name) => {
      if (name !== failpoint) return
      passed += 1
      if (passed > skip) process.kill(process.pid, 'SIGKILL')
    },
  })
  await generation.start()
  if (job === 'accept') await generation.accept(request)
  if (job === 'accept-from-picture') {
    await generation.accept(fromPicture(await kept.keep(greyPng(40))))
  }
  if (job === 'accept-chained') await generation.groups.accept('sequence', chained())
  if (job === 'accept-mixed') await generation.accept(mixed)
  if (job === 'accept-and-cancel') await acceptAndCancel(generation)
  if (job === 'accept-six') await acceptSix(generation)
  for (const { requestId } of generation.list().items) {
    const { signal } = new AbortController()
    for await (const _ of generation.events({ requestId, signal }));
  }
}

/** Asks again with the same keys, for the process may have been killed before the answer. */
async function acceptSix(generation: Generation): Promise<void> {
  for (let seed = 1; seed <= 6; seed += 1) {
    await generation.accept(asked({ seed }), { idempotencyKey: `wish ${seed}` })
  }
}

async function acceptAndCancel(generation: Generation): Promise<void> {
  const { requestId } = await generation.accept(asked({ steps: 100 }))
  const { signal } = new AbortController()
  for await (const event of generation.events({ requestId, signal })) {
    if (event.type === 'progress' && event.progress.step > 0) break
  }
  await generation.cancel(requestId)
}

await main()
