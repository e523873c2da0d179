import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DecodeJob } from './decode-job.ts'
import type { Priority } from './thumbnailer.ts'
import { Turn } from './turn.ts'

const createJob = (priority: Priority): DecodeJob =>
  new DecodeJob(
    { kind: 'thumbnail', source: '/a.png', size: 300, format: 'webp' },
    { targets: [], settledBefore: 0, priority },
  )

it('is had by one job at a time, of those that wait the most urgent, whoever comes and goes', () => {
  const step = fc.record({
    gone: fc.nat(20),
    priority: fc.constantFrom<Priority>('interactive', 'background'),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const turn = new Turn()
      const asked: DecodeJob[] = []
      let holders: DecodeJob[] = []
      for (const { gone, priority } of steps) {
        const job = createJob(priority)
        asked.push(job)
        turn.ask(job, () => holders.push(job))
        expect(holders).toHaveLength(1)
        const leaving = asked[gone]
        if (leaving === undefined) continue
        const hadIt = holders.includes(leaving)
        holders = holders.filter((each) => each !== leaving)
        asked.splice(gone, 1)
        turn.giveBack(leaving)
        expect(holders).toHaveLength(Math.min(1, asked.length))
        const urgent = asked.find((each) => each.priority === 'interactive') ?? asked[0]
        if (hadIt) expect(holders[0]).toBe(urgent)
      }
    }),
  )
})
