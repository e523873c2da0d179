import { z } from 'zod'
import { InvalidSceneRequestError } from '../errors.ts'
import type { SceneRequest } from '../scene-producer.ts'

const requestSchema = z.object({
  story: z.string().trim().min(100).max(1000),
  frameCount: z.int().min(3).max(50),
  narrativeArc: z.string().trim().max(200).optional(),
  model: z.string(),
  style: z.enum(['sdxl', 'illustrious', 'photorealistic']),
  keywords: z.array(z.string().trim().min(1).max(100)).max(20).optional(),
})

/** Returns the trimmed request; throws an error that names the first invalid field. */
export function checkRequest(request: SceneRequest): SceneRequest {
  const { data, error } = requestSchema.safeParse(request)
  if (data !== undefined) return data
  const issue = error.issues[0]
  throw new InvalidSceneRequestError(
    issue?.path.join('.') ?? '',
    issue?.message ?? 'is not a request for scenes',
  )
}
