import { z } from '@hono/zod-openapi'
import { acceptOptions, acceptParameters, replayed } from '../generate/accept-options.ts'
import { body, json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { notFound } from '../http/problem.ts'
import { acceptProblems, conflict, invalid, missing } from '../http/responses.ts'
import { pageQuery } from '../recipe/recipe-fields.ts'
import type { Services } from '../services.ts'
import {
  acceptedSequenceSchema,
  sequenceBodySchema,
  sequenceIdParam,
  sequenceSchema,
} from './sequence-schemas.ts'
import { toSequence, toSequenceRequest } from './to-sequence.ts'

const tags = ['Sequence']
const accepted = {
  202: json(acceptedSequenceSchema, 'Accepted, all of it.'),
}

export const sequenceRoutes = ({ generation, gallery, drafts }: Services) => {
  const known = (id: string) => {
    const sequence = generation.getSequence(id)
    if (sequence === undefined) throw notFound(`sequence ${id} that is generated`)
    return sequence
  }
  const answer = (group: { id: string; etaSeconds?: number }) => ({
    sequence_id: group.id,
    status: 'queued' as const,
    estimated_time: group.etaSeconds ?? null,
  })
  return [
    defineRoute(
      {
        method: 'post',
        path: '/api/sequence/generate',
        tags,
        summary: 'Generate the frames of a story',
        description: 'Of the prompts as they came or edited; frames may be left out or added.',
        ...acceptParameters,
        request: {
          body: body(sequenceBodySchema),
        },
        responses: { ...accepted, ...acceptProblems, ...missing, ...conflict },
      },
      async (c) => {
        const body = c.req.valid('json')
        const draft = await drafts.find(body.sequence_id)
        if (draft === undefined) throw notFound(`sequence ${body.sequence_id}`)
        const request = toSequenceRequest(body, draft)
        const group = await generation.acceptSequence(request, {
          ...acceptOptions(c, body),
          priority: body.priority,
        })
        return c.json(answer(group), 202, {
          location: `/api/sequence/${group.id}`,
          ...replayed(group.created),
        })
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/sequence',
        tags,
        summary: 'All sequences, newest first',
        request: { query: pageQuery },
        responses: {
          200: json(
            z.object({
              sequences: z.array(sequenceSchema),
              next_cursor: z.string().optional().openapi({ example: '128' }),
            }),
            'A page',
          ),
          ...invalid,
        },
      },
      (c) => {
        const page = generation.listSequences(c.req.valid('query'))
        const sequences = page.items.map((sequence) => toSequence(sequence, gallery))
        return c.json({ sequences, next_cursor: page.cursor }, 200)
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/sequence/{sequence_id}',
        tags,
        summary: 'How a sequence is doing',
        request: { params: sequenceIdParam },
        responses: {
          200: json(sequenceSchema, 'The sequence'),
          ...invalid,
          ...missing,
        },
      },
      (c) => c.json(toSequence(known(c.req.valid('param').sequence_id), gallery), 200),
    ),
    defineRoute(
      {
        method: 'delete',
        path: '/api/sequence/{sequence_id}',
        tags,
        summary: 'Cancel what has not run; finished frames stay',
        request: { params: sequenceIdParam },
        responses: {
          200: json(z.object({ cancelled: z.boolean(), completed_frames: z.int() }), 'Cancelled'),
          ...invalid,
          ...missing,
        },
      },
      async (c) => {
        const { sequence_id } = c.req.valid('param')
        known(sequence_id)
        const { outcome, completed } = await generation.cancelSequence(sequence_id)
        const cancelled = outcome === 'cancelled' || outcome === 'requested'
        return c.json({ cancelled, completed_frames: completed }, 200)
      },
    ),
    defineRoute(
      {
        method: 'post',
        path: '/api/sequence/{sequence_id}/retry',
        tags,
        summary: 'Run again the frames that failed or were cancelled',
        request: { params: sequenceIdParam },
        responses: { ...accepted, ...acceptProblems, ...missing, ...conflict },
      },
      async (c) => {
        const { sequence_id } = c.req.valid('param')
        known(sequence_id)
        return c.json(answer(await generation.retrySequence(sequence_id)), 202)
      },
    ),
  ] as const
}
