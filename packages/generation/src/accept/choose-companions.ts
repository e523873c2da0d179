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

/**
 * The text encoders and the VAE beside a model: those of one server, which are chosen so that as many of the others as
 * possible have them too. They are kept with the job, so that all runs of it make the same picture.
 * @throws MissingFilesError when no server has all of them
 */
export function chooseCompanions(
  variant: ModelVariant,
  named: Named,
  servers: readonly CompanionServer[],
): Companions {
  const lacking: { readonly server: string; readonly missing: readonly MissingFile[] }[] = []
  let best: { readonly companions: Companions; readonly count: number } | undefined
  for (const { name, lists } of servers) {
    const found = findCompanions(variant, lists, named)
    if (found.status === 'missing') {
      lacking.push({ server: name, missing: found.missing })
      continue
    }
    const { companions } = found
    const count = servers.filter((server) => has(server, companions)).length
    if (best === undefined || count > best.count) best = { companions, count }
  }
  if (best !== undefined) return best.companions
  const [nearest] = lacking.toSorted((a, b) => a.missing.length - b.missing.length)
  throw new MissingFilesError(nearest?.missing ?? [], {
    model: named.model,
    server: nearest?.server ?? '',
  })
}

const has = ({ lists }: CompanionServer, { text_encoders = [], vae }: Companions): boolean =>
  text_encoders.every((name) => matchName(name, lists.text_encoders ?? []) !== undefined) &&
  (vae === undefined || matchName(vae, lists.vae ?? []) !== undefined)
