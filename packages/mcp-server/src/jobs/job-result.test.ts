import type { Job, JobOutput } from '@darkroom/door-ports'
import { createMemoryHouse } from '@darkroom/door-ports/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Call } from '../tool.ts'
import { jobFacts, jobSchema } from './job-facts.ts'
import { mostPreviews, resultSchema, toJobResult } from './job-result.ts'

const signal = AbortSignal.timeout(60_000)

const call: Call = {
  house: createMemoryHouse(),
  options: {},
  caller: { client: '127.0.0.1', origin: 'http://localhost:8000', signal },
  signal,
  report: () => undefined,
}

const perhaps = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined })
const share = fc.double({ min: 0, max: 1, noNaN: true })

const output: fc.Arbitrary<JobOutput> = fc.record({
  index: fc.nat(9),
  kind: fc.constantFrom('image', 'video', 'audio', 'text', '3d', 'other'),
  mediaType: fc.constantFrom('image/png', 'video/mp4', 'text/plain'),
  node: fc.string(),
  type: fc.constantFrom('output', 'temp'),
  path: fc.string(),
  sha256: fc.string(),
  size: fc.nat(),
  width: perhaps(fc.nat()),
  height: perhaps(fc.nat()),
  text: perhaps(fc.string()),
  imageId: perhaps(fc.uuid()),
  url: fc.uuid().map((id) => `/api/gallery/image/${id}`),
})

const job: fc.Arbitrary<Job> = fc.record({
  id: fc.uuid(),
  status: fc.constantFrom('queued', 'processing', 'completed', 'error', 'cancelled'),
  position: perhaps(fc.nat()),
  progress: perhaps(
    fc.record({ value: share, step: fc.nat(), steps: fc.nat(), stage: fc.string() }),
  ),
  workflow: fc.string(),
  recipe: fc.record({ prompt: perhaps(fc.string()), seed: perhaps(fc.maxSafeNat()) }),
  outputs: fc.array(output, { maxLength: 9 }),
  failure: perhaps(
    fc.record({ code: fc.string(), message: fc.string(), hint: perhaps(fc.string()) }),
  ),
  priority: fc.constant(0),
  createdAt: fc.nat(),
  finishedAt: perhaps(fc.nat()),
  etaSeconds: perhaps(fc.double({ min: 0, max: 9999, noNaN: true })),
  client: fc.string(),
  groupId: perhaps(fc.uuid()),
})

test('whatever jobs are like, what is told of them keeps to the schemas, also as JSON', async () => {
  const jobs = fc.tuple(job, fc.array(job, { maxLength: 4 }))
  await fc.assert(
    fc.asyncProperty(jobs, async ([first, others]) => {
      const { structured, content = [] } = await toJobResult([first, ...others], call)
      const sent = JSON.parse(JSON.stringify(structured))
      expect(resultSchema.strict().parse(sent)).toEqual(sent)
      const facts = JSON.parse(JSON.stringify(jobFacts(first, call)))
      expect(jobSchema.strict().parse(facts)).toEqual(facts)
      const links = content.filter(({ type }) => type === 'resource_link')
      expect(links).toHaveLength(structured.images.length + (structured.files?.length ?? 0))
      const previews = content.filter(({ type }) => type === 'image')
      expect(previews.length).toBeLessThanOrEqual(mostPreviews)
    }),
  )
})

test('what a job only shows counts where it saved nothing', () => {
  const [made] = fc.sample(output, 1)
  const [some] = fc.sample(job, 1)
  if (made === undefined || some === undefined) throw new Error('There is no sample.')
  const picture = { ...made, kind: 'image' as const }
  const shown = { ...picture, index: 0, type: 'temp' }
  const saved = { ...picture, index: 1, type: 'output' }
  const placesOf = (outputs: readonly JobOutput[]) =>
    jobFacts({ ...some, outputs }, call).images.map(({ index }) => index)
  expect(placesOf([shown])).toEqual([0])
  expect(placesOf([shown, saved])).toEqual([1])
})
