import type { House } from '@darkroom/door-ports'
import { Hono } from 'hono'
import {
  toCheckpoints,
  toLatentModes,
  toLoraList,
  toModules,
  toSamplers,
  toSchedulers,
  toUpscalers,
} from './model-lists.ts'

/** What there is to choose from, of all servers together. */
export const listRoutes = ({ models }: Pick<House, 'models'>): Hono =>
  new Hono()
    .get('/sd-models', async (c) => c.json(toCheckpoints(await models.list())))
    .get('/sd-vae', async (c) => c.json(toModules(await models.list(), 'vae')))
    .get('/sd-modules', async (c) => c.json(toModules(await models.list(), 'vae', 'text_encoder')))
    .get('/loras', async (c) => c.json(toLoraList(await models.list())))
    .get('/upscalers', async (c) => c.json(toUpscalers(await models.list())))
    .get('/latent-upscale-modes', (c) => c.json(toLatentModes()))
    .get('/samplers', async (c) => c.json(toSamplers((await models.samplers()).samplers)))
    .get('/schedulers', async (c) => c.json(toSchedulers((await models.samplers()).schedulers)))
    .post('/refresh-checkpoints', async (c) => {
      await models.list({ refresh: true })
      return c.json(null)
    })
    .post('/refresh-vae', async (c) => {
      await models.list({ refresh: true })
      return c.json(null)
    })
    .post('/refresh-loras', async (c) => {
      await models.list({ refresh: true })
      return c.json(null)
    })
