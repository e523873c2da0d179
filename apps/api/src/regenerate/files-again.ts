import { type NewInput, type PromptGraph, setInputs } from '@darkroom/comfy-graph'
import type { GivenFile, MadeBy } from '@darkroom/generation'
import type { UploadStore } from '@darkroom/input-pictures'
import type { PictureReference } from '@darkroom/recipe'
import { referencesIn } from '../gallery/made-by.ts'
import { ProblemError } from '../http/problem.ts'
import type { GivenPictures } from '../inputs/asked-picture.ts'

export interface FileSources {
  readonly uploads: Pick<UploadStore, 'findNamed' | 'hold'>
  readonly given: GivenPictures
}

/** A graph whose files are there again, as far as they can be found, until they are disposed of. */
export interface GraphWithFiles extends Disposable {
  readonly graph: PromptGraph
  readonly files: readonly GivenFile[]
}

interface Site {
  readonly nodeId: string
  readonly input: string
}

const byHash = /^darkroom_[0-9a-f]{32}\.[a-z0-9]{1,8}$/
const byJob = /^darkroom_job_([0-9a-f-]{36})_(\d{1,4})\.[a-z0-9]{1,8}$/

/** The places of a graph that read a file that a job of ours has given to its server, by its name. */
function ourFiles(graph: PromptGraph): ReadonlyMap<string, readonly Site[]> {
  const places = Object.entries(graph).flatMap(([nodeId, { inputs }]) =>
    Object.entries(inputs).flatMap(([input, value]) => {
      const name = typeof value === 'string' ? value.replace(/ \[input\]$/, '') : ''
      return byHash.test(name) || byJob.test(name) ? [{ name, nodeId, input }] : []
    }),
  )
  return Map.groupBy(places, ({ name }) => name)
}

/**
 * The files that a graph reads and that are still kept: as uploads, or as pictures of the gallery with the very same bytes. The
 * others its server may still have.
 */
export async function withFiles(
  graph: PromptGraph,
  made: MadeBy | undefined,
  { sources, signal }: { readonly sources: FileSources; readonly signal: AbortSignal },
): Promise<GraphWithFiles> {
  using holds = new DisposableStack()
  const files = new Map<string, GivenFile>()
  const renamed: NewInput[] = []
  for (const [name, places] of ourFiles(graph)) {
    const found = await find(name, made, { sources, signal, holds })
    if (found === undefined) continue
    files.set(found.name, found)
    if (found.name !== name) renamed.push(...places.map((place) => ({ ...place, to: found.name })))
  }
  const kept = holds.move()
  return {
    graph: setInputs(graph, renamed),
    files: [...files.values()],
    [Symbol.dispose]: () => kept.dispose(),
  }
}

interface Finding {
  readonly sources: FileSources
  readonly signal: AbortSignal
  readonly holds: DisposableStack
}

async function find(
  name: string,
  made: MadeBy | undefined,
  finding: Finding,
): Promise<GivenFile | undefined> {
  const [, job, index] = byJob.exec(name) ?? []
  if (job !== undefined) return await take({ job, index: Number(index) }, finding)
  const { uploads } = finding.sources
  const upload = await uploads.findNamed(name)
  if (upload !== undefined) {
    finding.holds.use(await uploads.hold([upload.id]))
    return { name, upload: upload.id }
  }
  for (const reference of referencesIn(made?.inputs)) {
    const file = await take(reference, finding)
    // A name is made of the hash: what has it is the same picture.
    if (file?.name === name) return file
  }
  return undefined
}

/** The file of a reference; undefined when it is gone. */
async function take(
  reference: PictureReference,
  { sources: { given }, signal, holds }: Finding,
): Promise<GivenFile | undefined> {
  try {
    const asked = [{ path: 'image', reference, as: 'file' }] as const
    return holds.use(await given.take(asked, signal)).files[0]
  } catch (error) {
    if (error instanceof ProblemError && error.status < 500) return undefined
    throw error
  }
}
