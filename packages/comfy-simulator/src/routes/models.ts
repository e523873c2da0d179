import type { Boot } from '../boot.ts'
import { headerOf } from '../files/model-headers.ts'
import { empty, json } from '../http/reply.ts'
import type { Route } from '../http/router.ts'
import { stringifyJson } from '../python/stringify.ts'
import type { Encodable } from '../python/value.ts'
import { modelDirectory } from './model-directory.ts'

/** Folders of `/models` that hold no models. */
const withoutModels: ReadonlySet<string> = new Set(['configs', 'custom_nodes'])

const extensions = ['.bin', '.ckpt', '.pkl', '.pt', '.pt2', '.pth', '.safetensors', '.sft']

/** The files are not there, so they have no times or sizes of their own. */
const pretendedFile = { modified: 1_760_000_000.5, created: 1_760_000_000.5, size: 1000 }

const modelFolders = ({ machine }: Boot): Encodable =>
  machine.models.folders
    .filter((folder) => !withoutModels.has(folder))
    .map((folder) => ({
      name: folder,
      folders: [modelDirectory(folder)],
      ...(machine.profile.hasMoreModelFolders ? { extensions } : {}),
    }))

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
  {
    method: 'GET',
    path: '/experiment/models',
    handle: () => json(modelFolders(boot())),
  },
  {
    method: 'GET',
    path: '/experiment/models/{folder}',
    handle: (request) => {
      const folder = request.parameter('folder')
      const names = boot().machine.models.names(folder)
      if (names === undefined || withoutModels.has(folder)) return empty(404)
      return json(names.map((name) => ({ name, pathIndex: 0, ...pretendedFile })))
    },
  },
  {
    method: 'GET',
    path: '/view_metadata/{folder}',
    handle: (request) => {
      const { models, options } = boot().machine
      const name = request.query.get('filename') ?? ''
      const names = models.names(request.parameter('folder'))
      const header =
        names?.includes(name) === true ? headerOf(request.parameter('folder'), name) : undefined
      if (header === undefined) return empty(404)
      if (options.brokenModels.some((broken) => models.spell(broken) === name)) {
        throw new SyntaxError(`The header of ${stringifyJson(name)} is broken`)
      }
      return json(header)
    },
  },
]
