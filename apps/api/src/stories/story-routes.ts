import { randomUUID } from 'node:crypto'
import type {
  SceneFrame,
  SceneMetadata,
  SceneProducer,
  SceneRequest,
  SceneSequence,
} from '@darkroom/scene-producer'
import { body, json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { badAnswer, badMedia, invalid, missing, unavailable } from '../http/responses.ts'
import { stoppingProblem } from '../http/stopping-problem.ts'
import type { SequenceDrafts } from './sequence-drafts.ts'
import { scenePromptsBodySchema, scenePromptsSchema, sequenceIdParam } from './story-schemas.ts'

interface StoryServices {
  readonly sceneProducer: SceneProducer
  readonly drafts: SequenceDrafts
  readonly stopping: AbortSignal
}

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

const tags = ['Sequence']
const prompts = { 200: json(scenePromptsSchema, 'The prompts'), ...invalid }

export const storyRoutes = ({ sceneProducer, drafts, stopping }: StoryServices) => {
  /** A language model may write for minutes and a program may start others, so both end with the server. */
  const produce = async (request: SceneRequest, signal: AbortSignal): Promise<SceneSequence> => {
    try {
      return await sceneProducer.produce(request, { signal: AbortSignal.any([signal, stopping]) })
    } catch (error) {
      throw stopping.aborted ? stoppingProblem(error) : error
    }
  }

  return [
    defineRoute({
      method: 'post',
      path: '/api/sequence/prompts',
      operationId: 'writePrompts',
      tags,
      summary: 'Turn a story into the prompts of its frames',
      description: 'To be looked at and edited, then sent to /api/sequence/generate.',
      request: { body: body(scenePromptsBodySchema) },
      responses: { ...prompts, ...badMedia, ...badAnswer, ...unavailable },
    }).handle(async (c) => {
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
        c.req.raw.signal,
      )
      const prompts = {
        sequence_id: randomUUID(),
        prompts: frames.map(toPrompt),
        metadata: toMetadata(metadata),
      }
      await drafts.save({ request, prompts })
      return c.json(prompts, 200)
    }),
    defineRoute({
      method: 'get',
      path: '/api/sequence/{sequence_id}/prompts',
      operationId: 'getPrompts',
      tags,
      summary: 'The prompts of a story as they were made',
      description: 'To go on with them later; edits are not kept here.',
      request: { params: sequenceIdParam },
      responses: { ...prompts, ...missing },
    }).handle(async (c) =>
      c.json((await drafts.get(c.req.valid('param').sequence_id)).prompts, 200),
    ),
  ] as const
}
