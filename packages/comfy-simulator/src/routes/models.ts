import type { Boot } from '../boot.ts'
import { empty, json } from '../http/reply.ts'
import type { Route } from '../http/router.ts'
import { stringifyJson } from '../python/stringify.ts'

export const modelRoutes = (boot: () => Boot): readonly Route[] => [
  { method: 'GET', path: '/models', handle: () => json(boot().machine.models.folders) },
  {
    method: 'GET',
    path: '/models/{folder}',
    handle: (request) => {
      const names = boot().machine.models.names(request.parameter('folder'))
      return names === undefined ? empty(404) : json(names)
    },
  },
  {
    method: 'GET',
    path: '/embeddings',
    handle: () => {
      const names = boot().machine.models.names('embeddings') ?? []
      return json(names.map((name) => name.replace(/\.[^.]*$/, '')))
    },
  },
  { method: 'GET', path: '/extensions', handle: () => json(['/extensions/core/groupOptions.js']) },
  {
    method: 'GET',
    path: '/view_metadata/{folder}',
    handle: (request) => {
      const { models, options } = boot().machine
      const name = request.query.get('filename') ?? ''
      const names = models.names(request.parameter('folder'))
      if (names === undefined || !names.includes(name) || !name.endsWith('.safetensors'))
        return empty(404)
      if (options.brokenModels.some((broken) => models.spell(broken) === name)) {
        throw new SyntaxError(`The header of ${stringifyJson(name)} is broken`)
      }
      const title = name.replace(/^.*[/\\]/, '').replace('.safetensors', '')
      return json({ 'modelspec.title': title, 'modelspec.architecture': 'stable-diffusion-v1' })
    },
  },
]
