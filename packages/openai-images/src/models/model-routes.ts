import { Hono } from 'hono'
import type { OpenAiImagesOptions } from '../options.ts'
import { chooseTarget, type TargetHouse } from './choose-target.ts'
import { targetsOf } from './model-ids.ts'
import { toModel } from './to-model.ts'

/** `GET /v1/models` and `GET /v1/models/{id}`; an id may have slashes. */
export const modelRoutes = (
  house: TargetHouse,
  { defaultModel: standard }: OpenAiImagesOptions,
): Hono =>
  new Hono()
    .get('/v1/models', async (c) => {
      const [models, workflows] = await Promise.all([house.models.list(), house.workflows.list()])
      const data = targetsOf(models, workflows).map((target) => toModel(target))
      return c.json({ object: 'list', data })
    })
    .get('/v1/models/:id{.+}', async (c) => {
      const id = c.req.param('id')
      const models = await house.models.list()
      return c.json(toModel(await chooseTarget(id, { house, models, standard }), id))
    })
