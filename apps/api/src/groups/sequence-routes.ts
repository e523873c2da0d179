import { z } from '@hono/zod-openapi'
import { acceptOptions, acceptParameters } from '../generate/accept-options.ts'
import { fingerprinted } from '../generate/asked-recipe.ts'
import { body, json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { acceptProblems, conflict, missing } from '../http/responses.ts'
import type { GivenPictures } from '../inputs/asked-picture.ts'
import type { Services } from '../services.ts'
import type { SequenceDrafts } from '../stories/sequence-drafts.ts'
import { sequenceIdParam } from '../stories/story-schemas.ts'
import { webhookOption } from '../webhooks/demand-webhooks.ts'
import type { RunPlanner } from '../workflows/plan-run.ts'
import { acceptedHeaders, type GroupServices, groupRoutes } from './group-routes.ts'
import { nextCursorSchema } from './group-schemas.ts'
import {
  acceptedSequenceSchema,
  sequenceAgainSchema,
  sequenceBodySchema,
  sequenceSchema,
} from './sequence-schemas.ts'
import { takeFrames } from './take-frames.ts'
import { takeWorkflowFrames } from './take-workflow-frames.ts'
import { toAcceptedSequence, toSequence } from './to-sequence.ts'
import { toSequenceRequest, wordsOfStory } from './to-sequence-request.ts'

interface SequenceServices extends GroupServices {
  readonly drafts: SequenceDrafts
  readonly given: GivenPictures
  readonly runs: RunPlanner
  readonly webhooks: Services['webhooks']
}

export const sequenceRoutes = (services: SequenceServices) =>
  [
    defineRoute({
      method: 'post',
      path: '/api/sequence/generate',
      operationId: 'generateSequence',
      tags: ['Sequence'],
      summary: 'Generate the frames of a story',
      description:
        'Of the prompts as they came or edited; frames may be left out or added. Without `sequence_id`, of prompts of your own.',
      ...acceptParameters,
      request: { body: body(sequenceBodySchema) },
      responses: {
        202: json(acceptedSequenceSchema, 'Accepted, all of it.'),
        ...acceptProblems,
        ...missing,
        ...conflict,
      },
    }).handle(async (c) => {
      const body = c.req.valid('json')
      const { drafts, given, generation, runs } = services
      const sent = { ...body, parameters: fingerprinted(body.parameters) }
      const { signal } = c.req.raw
      const options = { ...acceptOptions(c, sent), priority: body.priority }
      const before = generation.groups.acceptedBefore(options)
      if (before !== undefined) {
        return c.json(toAcceptedSequence(before), 202, acceptedHeaders('sequence', before))
      }
      const told = webhookOption(body.webhook, services.webhooks)
      const { sequence_id } = body
      const draft = sequence_id === undefined ? undefined : await drafts.get(sequence_id)
      const { workflow } = body
      using taken =
        workflow === undefined
          ? await takeFrames(
              { ...body, parameters: await wordsOfStory(body, draft, generation) },
              { given, generation, signal },
            )
          : await takeWorkflowFrames({ ...body, workflow }, { runs, signal })
      const request = toSequenceRequest(body, draft, taken)
      const accepted = generation.groups.accept('sequence', request, { ...options, ...told })
      const group = await accepted.catch((error: unknown) => {
        throw taken.told?.(error) ?? error
      })
      return c.json(toAcceptedSequence(group), 202, acceptedHeaders('sequence', group))
    }),
    ...groupRoutes(services, {
      kind: 'sequence',
      name: { one: 'Sequence', many: 'Sequences' },
      summaries: {
        cancel: 'Cancel what has not run; finished frames stay',
        retry: 'Run again the frames that failed or were cancelled',
        again: 'The same frames with other seeds, as a new sequence',
        archive: 'The finished frames as a ZIP, named in their order',
      },
      params: sequenceIdParam,
      again: sequenceAgainSchema,
      view: { schema: sequenceSchema, from: (view) => toSequence(view, services.gallery) },
      page: {
        schema: z.object({ sequences: z.array(sequenceSchema), next_cursor: nextCursorSchema }),
        from: (sequences, next_cursor) => ({ sequences, next_cursor }),
      },
      cancelled: {
        schema: z.object({ cancelled: z.boolean(), completed_frames: z.int() }),
        from: (cancelled, completed_frames) => ({ cancelled, completed_frames }),
      },
      accepted: { schema: acceptedSequenceSchema, from: toAcceptedSequence },
    }),
  ] as const
