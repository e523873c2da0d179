import { matchName } from '@darkroom/comfy-graph'
import { type DetectedFamily, detectFamily, type ModelFolder } from '@darkroom/workflow-builder'
import type { ServerCatalog } from '../servers/server-catalog.ts'
import type { ServerLink } from '../servers/server-link.ts'
import { filesIn } from './model-folders.ts'
import type { ModelHeaders } from './model-headers.ts'

/** A model that makes pictures, and where it is. */
export interface PictureModel {
  /** The name in the spelling of the first server. */
  readonly name: string
  readonly folder: ModelFolder
  /** The servers that have it there. */
  readonly servers: readonly (readonly [ServerLink, ServerCatalog])[]
  /** Undefined where neither header nor folder nor name tell it. */
  readonly family: DetectedFamily | undefined
}

/** A name that is in both is that of a checkpoint, as it always was. */
const folders: readonly ModelFolder[] = ['checkpoints', 'diffusion_models']

/** The models that make pictures: checkpoints and diffusion models, by name. */
export class PictureModels {
  readonly #headers: ModelHeaders

  constructor(headers: ModelHeaders) {
    this.#headers = headers
  }

  /**
   * The model of that name on any of the servers; undefined when none has it. `isPlainEnough`: what folder and name tell of a
   * checkpoint is enough, and no server is asked for its header.
   */
  async find(
    name: string,
    catalogs: ReadonlyMap<ServerLink, ServerCatalog>,
    isPlainEnough: (told: DetectedFamily) => boolean = () => false,
  ): Promise<PictureModel | undefined> {
    for (const folder of folders) {
      const servers = [...catalogs].filter(
        ([, catalog]) => matchName(name, filesIn(folder, catalog)) !== undefined,
      )
      const [first] = servers
      if (first === undefined) continue
      const spelled = matchName(name, filesIn(folder, first[1])) ?? name
      const told = folder === 'checkpoints' ? detectFamily({ name: spelled, folder }) : undefined
      const family =
        told !== undefined && isPlainEnough(told)
          ? told
          : await this.#familyOf(servers, { folder, name })
      return { name: spelled, folder, servers, family }
    }
    return undefined
  }

  /** By the header, for which all servers are asked that answer, and by the name. */
  async #familyOf(
    servers: PictureModel['servers'],
    { folder, name }: { readonly folder: ModelFolder; readonly name: string },
  ): Promise<DetectedFamily | undefined> {
    const places = servers.map(([link, catalog]) => ({
      link,
      folder,
      filename: matchName(name, filesIn(folder, catalog)) ?? name,
    }))
    const metadata = await this.#headers.first(places.filter(({ link }) => link.reachable))
    return detectFamily({ name: places[0]?.filename ?? name, folder, header: { metadata } })
  }
}

/** The names of all models that make pictures. */
export const pictureModelNames = (catalogs: Iterable<ServerCatalog>): readonly string[] => [
  ...new Set(
    [...catalogs].flatMap((catalog) => folders.flatMap((folder) => filesIn(folder, catalog))),
  ),
]
