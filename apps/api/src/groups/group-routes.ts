import { json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { notFound } from '../http/problem.ts'
import { invalid, missing } from '../http/responses.ts'
import type { Services } from '../services.ts'
import { batchIdParam, batchSchema } from './batch-schemas.ts'
import { sequenceIdParam, sequenceSchema } from './sequence-schemas.ts'
import { toBatch } from './to-batch.ts'
import { toSequence } from './to-sequence.ts'

type Action = 'pause' | 'resume'

const summaryOf = (action: Action, what: string): string =>
  action === 'pause'
    ? `Begin no further image of a ${what}; what runs goes on, others are not concerned`
    : `Go on with a ${what} that was paused`

export const groupControlRoutes = ({ generation, gallery }: Services) => {
  const apply = (action: Action, kind: 'batch' | 'sequence', id: string): Promise<void> =>
    action === 'pause' ? generation.pauseGroup(kind, id) : generation.resumeGroup(kind, id)

  const ofBatch = <A extends Action>(action: A) =>
    defineRoute(
      {
        method: 'post',
        path: `/api/batch/{batch_id}/${action}` as const,
        tags: ['Batch'],
        summary: summaryOf(action, 'batch'),
        request: { params: batchIdParam },
        responses: {
          200: json(batchSchema, 'The batch'),
          ...invalid,
          ...missing,
        },
      },
      async (c) => {
        const { batch_id } = c.req.valid('param')
        await apply(action, 'batch', batch_id)
        const batch = generation.getBatch(batch_id)
        if (batch === undefined) throw notFound(`batch ${batch_id}`)
        return c.json(toBatch(batch, gallery), 200)
      },
    )

  const ofSequence = <A extends Action>(action: A) =>
    defineRoute(
      {
        method: 'post',
        path: `/api/sequence/{sequence_id}/${action}` as const,
        tags: ['Sequence'],
        summary: summaryOf(action, 'sequence'),
        request: { params: sequenceIdParam },
        responses: {
          200: json(sequenceSchema, 'The sequence'),
          ...invalid,
          ...missing,
        },
      },
      async (c) => {
        const { sequence_id } = c.req.valid('param')
        await apply(action, 'sequence', sequence_id)
        const sequence = generation.getSequence(sequence_id)
        if (sequence === undefined) throw notFound(`sequence ${sequence_id}`)
        return c.json(toSequence(sequence, gallery), 200)
      },
    )

  return [ofBatch('pause'), ofBatch('resume'), ofSequence('pause'), ofSequence('resume')] as const
}
