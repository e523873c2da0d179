import type { Generation } from '@darkroom/generation'
import { acceptOptions, acceptParameters } from '../generate/accept-options.ts'
import { acceptedHeaders } from '../generate/to-accepted.ts'
import { json, optionalBody } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { notFound } from '../http/problem.ts'
import { acceptProblems, conflict, missing } from '../http/responses.ts'
import { acceptedFrameSchema, frameChangeSchema, frameParam } from './sequence-schemas.ts'
import { toFrameChange } from './to-sequence-request.ts'

export const frameRoutes = ({ generation }: { readonly generation: Generation }) =>
  [
    defineRoute({
      method: 'post',
      path: '/api/sequence/{sequence_id}/frames/{frame_number}/regenerate',
      operationId: 'regenerateFrame',
      tags: ['Sequence'],
      summary: 'Make one frame anew',
      description:
        'The picture that it has stands until there is another, and stays in the gallery after.',
      ...acceptParameters,
      request: { params: frameParam, body: optionalBody(frameChangeSchema) },
      responses: {
        202: json(acceptedFrameSchema, 'Accepted, as a new job of the same sequence'),
        ...acceptProblems,
        ...missing,
        ...conflict,
      },
    }).handle(async (c) => {
      const { sequence_id, frame_number } = c.req.valid('param')
      const body = c.req.valid('json')
      const frame = { id: sequence_id, frameNumber: frame_number }
      const options = acceptOptions(c, body)
      const group = await generation.groups.redoFrame(frame, toFrameChange(body), options)
      const [requestId] = group?.jobIds ?? []
      if (group === undefined || requestId === undefined) {
        throw notFound(`frame ${frame_number} in sequence ${sequence_id}`)
      }
      return c.json(
        {
          sequence_id,
          frame_number,
          request_id: requestId,
          status: 'queued' as const,
          seed: group.seeds[0] ?? 0,
          estimated_time: group.etaSeconds ?? null,
        },
        202,
        acceptedHeaders({ requestId, created: group.created }),
      )
    }),
  ] as const
