import type { House } from '@darkroom/door-ports'
import { Hono } from 'hono'
import { z } from 'zod'
import type { ChosenModel } from './chosen-model.ts'
import { text } from './lenient.ts'
import { readBody } from './read-body.ts'

const optionsSchema = z.looseObject({ sd_model_checkpoint: text(1000) })

/**
 * The settings of the web UI. Of them, the checkpoint can be set, for who sets it alone; all else is taken and ignored,
 * for clients send back the whole. `forge_preset` must not be there: SillyTavern would take us for Forge.
 */
export const optionRoutes = (
  { models, callerOf }: Pick<House, 'models' | 'callerOf'>,
  chosen: ChosenModel,
): Hono =>
  new Hono()
    .get('/options', async (c) => {
      const model = chosen.of(callerOf(c).client, await models.list())
      return c.json({
        sd_model_checkpoint: model?.filename ?? null,
        sd_checkpoint_hash: '',
        sd_vae: 'Automatic',
        CLIP_stop_at_last_layers: 1,
        samples_format: 'png',
        grid_save: false,
        return_grid: false,
        inpainting_mask_weight: 1,
        show_progress_every_n_steps: 1,
        live_previews_enable: true,
      })
    })
    .post('/options', async (c) => {
      const { sd_model_checkpoint: name } = await readBody(c, optionsSchema)
      if (name) await chosen.choose(callerOf(c).client, name, await models.list())
      return c.json(null)
    })
