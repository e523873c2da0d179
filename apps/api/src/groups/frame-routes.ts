import type { AcceptedGroup, Generation } from '@darkroom/generation'
import { acceptOptions, acceptParameters } from '../generate/accept-options.ts'
import { acceptedHeaders } from '../generate/to-accepted.ts'
import { json, optionalBody } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { notFound } from '../http/problem.ts'
import { acceptProblems, conflict, missing } from '../http/responses.ts'
import type { GivenPictures } from '../inputs/asked-picture.ts'
import type { RunPlanner } from '../workflows/plan-run.ts'
import { knownGroup } from './known-group.ts'
import { acceptedFrameSchema, frameChangeSchema, frameParam } from './sequence-schemas.ts'
import { takeFrameChange } from './take-frame-change.ts'

interface FrameServices {
  readonly generation: Generation
  readonly given: GivenPictures
  readonly runs: RunPlanner
}

export const frameRoutes = (services: FrameServices) =>
  [
    defineRoute({
      method: 'post',
      path: '/api/sequence/{sequence_id}/frames/{frame_number}/regenerate',
      operationId: 'regenerateFrame',
      tags: ['Sequence'],
      summary: 'Make one frame anew',
      description:
        'The picture that it has stands until there is another, and stays in the gallery after. A frame that is made from the one before takes the picture that this one has now; those after it are not made anew.',
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
      const { generation } = services
      const frame = { id: sequence_id, frameNumber: frame_number }
      const options = acceptOptions(c, body)
      const { groups } = generation
      const unknown = () => notFound(`frame ${frame_number} in sequence ${sequence_id}`)
      const redo = async (): Promise<AcceptedGroup | undefined> => {
        const sequence = knownGroup(generation, 'sequence', sequence_id)
        const standing = sequence.jobs().find(({ part }) => part?.number === frame_number)
        if (standing === undefined) throw unknown()
        const facts = { frame: standing, sequence }
        const around = { ...services, signal: c.req.raw.signal }
        using taken = await takeFrameChange(body, facts, around)
        return await groups.redoFrame(frame, taken.change, options)
      }
      const group = groups.acceptedBefore(options) ?? (await redo())
      const [requestId] = group?.jobIds ?? []
      if (group === undefined || requestId === undefined) throw unknown()
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
