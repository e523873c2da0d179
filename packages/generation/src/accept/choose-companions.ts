import { matchName } from '@darkroom/comfy-graph'
import {
  type Companions,
  findCompanions,
  type MissingFile,
  type ModelVariant,
  type Named,
} from '@darkroom/workflow-builder'
import { MissingFilesError } from '../errors.ts'
import type { CompanionServer } from '../models/companion-lists.ts'

/** A server that has the model. */
export interface ModelServer extends CompanionServer {
  /** It may be given work now. */
  readonly isAvailable: boolean
}

/**
 * The text encoders and the VAE beside a model: those of one server, which are chosen so that as many as possible of the
 * servers that may be given work have them, then as many of all. So no job waits for a server that is away while another
 * could run it. They are kept with the job, so that all runs of it make the same picture.
 * @throws MissingFilesError when no server has all of them
 */
export function chooseCompanions(
  variant: ModelVariant,
  named: Named,
  servers: readonly ModelServer[],
): Companions {
  const lacking: { readonly server: string; readonly missing: readonly MissingFile[] }[] = []
  let best: Choice | undefined
  for (const { name, lists } of servers) {
    const found = findCompanions(variant, lists, named)
    if (found.status === 'missing') {
      lacking.push({ server: name, missing: found.missing })
      continue
    }
    const { companions } = found
    const having = servers.filter((server) => has(server, companions))
    const available = having.filter(({ isAvailable }) => isAvailable).length
    const choice = { companions, available, all: having.length }
    if (best === undefined || isBetter(choice, best)) best = choice
  }
  if (best !== undefined) return best.companions
  const [nearest] = lacking.toSorted((a, b) => a.missing.length - b.missing.length)
  throw new MissingFilesError(nearest?.missing ?? [], {
    model: named.model,
    server: nearest?.server ?? '',
  })
}

interface Choice {
  readonly companions: Companions
  /** Number of servers that have them and may be given work. */
  readonly available: number
  /** Number of servers that have them. */
  readonly all: number
}

const isBetter = (one: Choice, other: Choice): boolean =>
  one.available === other.available ? one.all > other.all : one.available > other.available

const has = ({ lists }: CompanionServer, { text_encoders = [], vae }: Companions): boolean =>
  text_encoders.every((name) => matchName(name, lists.text_encoders ?? []) !== undefined) &&
  (vae === undefined || matchName(vae, lists.vae ?? []) !== undefined)
