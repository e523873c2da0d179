import { type Door, DoorError, type House } from '@darkroom/door-ports'
import { Hono } from 'hono'
import { toRefusal } from './errors/to-refusal.ts'
import { answerRequest, type ImagesHouse } from './images/answer-request.ts'
import { imageKinds } from './images/image-kind.ts'
import { modelRoutes } from './models/model-routes.ts'
import type { OpenAiImagesOptions } from './options.ts'
import { createTries } from './tries/create-tries.ts'

/** OpenAI's images API at `/v1`, in front of a house. */
export function createOpenAiImages(
  house: ImagesHouse & Pick<House, 'keep'>,
  options: OpenAiImagesOptions = {},
): Door {
  const tries = createTries(house.keep, { now: options.now ?? Date.now })
  const app = new Hono()
  app.route('/', modelRoutes(house, options))
  for (const kind of imageKinds) {
    app.post(kind.path, (c) => answerRequest(c, { kind, house, tries, options }))
  }
  app.onError((error) => toRefusal(house.toDoorError(error)))
  app.notFound((c) => toRefusal(noSuchRoute(c.req.method, c.req.path)))
  return {
    name: 'openai-images',
    app,
    owns: (path) => path === '/v1' || path.startsWith('/v1/'),
    refuse: toRefusal,
  }
}

const noSuchRoute = (method: string, path: string): DoorError =>
  new DoorError(404, 'unknown_url', `Unknown request URL: ${method} ${path}.`, {
    hint: 'This server makes pictures: POST /v1/images/generations, /v1/images/edits and /v1/images/variations, GET /v1/models.',
  })
