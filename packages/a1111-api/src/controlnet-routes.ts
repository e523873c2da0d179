import type { House } from '@darkroom/door-ports'
import { Hono } from 'hono'
import { z } from 'zod'
import { list, text } from './lenient.ts'
import { toControlNets } from './model-lists.ts'
import { readBody } from './read-body.ts'
import { moduleNames, mostUnits } from './to-control.ts'

const detectSchema = z.object({
  controlnet_module: text(200),
  controlnet_input_images: list(z.string()),
})

const details = Object.fromEntries(
  moduleNames.map((name) => [name, { model_free: false, sliders: [] }]),
)

const cannotDetect = (module: string): string =>
  `The preprocessor ${module} cannot be run by itself. With canny, edges are found while the picture is painted.`

/** The routes of the ControlNet extension. */
export const controlNetRoutes = ({ models }: Pick<House, 'models'>): Hono =>
  new Hono()
    .get('/version', (c) => c.json({ version: 2 }))
    .get('/model_list', async (c) => c.json({ model_list: toControlNets(await models.list()) }))
    .get('/module_list', (c) => c.json({ module_list: moduleNames, module_detail: details }))
    .get('/settings', (c) =>
      c.json({ control_net_unit_count: mostUnits, control_net_max_models_num: mostUnits }),
    )
    .post('/detect', async (c) => {
      const { controlnet_module: module = 'none', controlnet_input_images: images = [] } =
        await readBody(c, detectSchema)
      return module.toLowerCase() === 'none'
        ? c.json({ images, info: 'Success' })
        : c.json({ images: [], info: cannotDetect(module) })
    })
