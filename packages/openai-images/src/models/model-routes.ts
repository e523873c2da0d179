import type { House } from '@darkroom/door-ports'
import { Hono } from 'hono'
import type { OpenAiImagesOptions } from '../options.ts'
import { chooseTarget, readChoices } from './choose-target.ts'
import { targetsOf } from './model-ids.ts'
import { toModel } from './to-model.ts'

/** `GET /v1/models` and `GET /v1/models/{id}`; an id may have slashes. */
export const modelRoutes = (
  house: Pick<House, 'models' | 'workflows'>,
  { defaultModel: standard }: OpenAiImagesOptions,
): Hono =>
  new Hono()
    .get('/v1/models', async (c) => {
      const targets = targetsOf(await readChoices(house))
      return c.json({ object: 'list', data: targets.map((target) => toModel(target)) })
    })
    .get('/v1/models/:id{.+}', async (c) => {
      const id = c.req.param('id')
      return c.json(toModel(chooseTarget(id, await readChoices(house), { standard }), id))
    })
