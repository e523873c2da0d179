import { randomUUID } from 'node:crypto'
import type {
  SceneFrame,
  SceneMetadata,
  SceneRequest,
  SceneSequence,
} from '@darkroom/scene-producer'
import {
  scenePromptsBodySchema,
  scenePromptsSchema,
  sequenceIdParam,
} from '../groups/sequence-schemas.ts'
import { body, json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { notFound } from '../http/problem.ts'
import { badAnswer, badMedia, invalid, missing, unavailable } from '../http/responses.ts'
import { stoppingProblem } from '../http/stopping-problem.ts'
import type { Services } from '../services.ts'

const toPrompt = ({ frameNumber, prompt, description, shotType }: SceneFrame) => ({
  frame_number: frameNumber,
  prompt,
  description,
  shot_type: shotType,
  editable: true as const,
})

const toMetadata = ({ negativePrompt, characters, ...same }: SceneMetadata) => ({
  ...same,
  characters: [...characters],
  negative_prompt: negativePrompt,
})

/** The scenes; a language model may write for minutes and a program start others, so both end with the server. */
async function produce(
  request: SceneRequest,
  { signal, services: { sceneProducer, stopping } }: { signal: AbortSignal; services: Services },
): Promise<SceneSequence> {
  try {
    return await sceneProducer.produce(request, { signal: AbortSignal.any([signal, stopping]) })
  } catch (error) {
    throw stopping.aborted ? stoppingProblem(error) : error
  }
}

export const sequencePromptRoutes = (services: Services) =>
  [
    defineRoute(
      {
        method: 'post',
        path: '/api/sequence/prompts',
        tags: ['Sequence'],
        summary: 'Turn a story into the prompts of its frames',
        description: 'To be looked at and edited, then sent to /api/sequence/generate.',
        request: {
          body: body(scenePromptsBodySchema),
        },
        responses: {
          200: json(scenePromptsSchema, 'The prompts'),
          ...invalid,
          ...badMedia,
          ...badAnswer,
          ...unavailable,
        },
      },
      async (c) => {
        const request = c.req.valid('json')
        const { frames, metadata } = await produce(
          {
            story: request.story_description,
            frameCount: request.frame_count,
            narrativeArc: request.narrative_arc,
            model: request.model,
            style: request.style,
            keywords: request.keywords,
          },
          { signal: c.req.raw.signal, services },
        )
        const prompts = {
          sequence_id: randomUUID(),
          prompts: frames.map(toPrompt),
          metadata: toMetadata(metadata),
        }
        await services.drafts.save({ request, prompts })
        return c.json(prompts, 200)
      },
    ),
    defineRoute(
      {
        method: 'get',
        path: '/api/sequence/{sequence_id}/prompts',
        tags: ['Sequence'],
        summary: 'The prompts of a story as they were made',
        description: 'To go on with them later; edits are not kept here.',
        request: { params: sequenceIdParam },
        responses: {
          200: json(scenePromptsSchema, 'The prompts'),
          ...invalid,
          ...missing,
        },
      },
      async (c) => {
        const { sequence_id } = c.req.valid('param')
        const draft = await services.drafts.find(sequence_id)
        if (draft === undefined) throw notFound(`sequence ${sequence_id}`)
        return c.json(draft.prompts, 200)
      },
    ),
  ] as const
