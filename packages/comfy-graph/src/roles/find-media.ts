import { asLink, type PromptGraph } from '../graph/prompt-graph.ts'
import { type MediaRole, mediaRoles, mediaUse } from './media-uses.ts'
import type { Nodes, Site } from './settings.ts'

export type MediaKind = 'image' | 'video' | 'audio'

/** What a server's classes say of files and outputs. */
export interface MediaClasses {
  /** What an input loads, when it names a file that people upload. */
  loads(nodeClass: string, input: string): MediaKind | undefined
  /** The types of the outputs of a class; undefined for an unknown one. */
  outputTypes(nodeClass: string): readonly string[] | undefined
}

/** An input that names a file, and what the graph does with it. */
export interface MediaInput {
  readonly site: Site
  readonly kind: MediaKind
  readonly role: MediaRole
  /** Whether the transparency of the same picture is used as a mask. */
  readonly hasMask: boolean
  /** Where the file is used, as `class.input`: `image1` comes before `image2`. */
  readonly use: string
}

/** The pictures, films and sounds that a graph loads, each with what it is used for by the links that lead on from it. */
export function findMedia(graph: PromptGraph, classes: MediaClasses): readonly MediaInput[] {
  const nodes: Nodes = new Map(Object.entries(graph))
  const users = usersOf(nodes)
  const found = [...nodes].flatMap(([nodeId, { class_type: nodeClass, inputs }]) =>
    Object.entries(inputs).flatMap(([input, value]) => {
      const kind = classes.loads(nodeClass, input)
      if (kind === undefined || asLink(value) !== undefined) return []
      const uses = usesFrom(nodeId, { nodes, users, classes })
      return [{ site: { nodeId, input }, kind, ...roleOf(kind, uses) }]
    }),
  )
  return withOnlyPicture(found)
}

interface FoundUse {
  readonly role: MediaRole
  readonly use: string
  /** Whether it began at the output of a loader that is a mask. */
  readonly isAlpha: boolean
}

function roleOf(
  kind: MediaKind,
  uses: readonly FoundUse[],
): Pick<MediaInput, 'role' | 'hasMask' | 'use'> {
  const pictures = uses.filter(({ isAlpha }) => !isAlpha)
  const role = mediaRoles.find((one) => pictures.some((use) => use.role === one))
  const use = pictures.find((one) => one.role === role)?.use ?? ''
  const hasMask = uses.some(({ isAlpha }) => isAlpha)
  if (kind !== 'image') return { role: kind, hasMask: false, use }
  if (pictures.length === 0 && hasMask) return { role: 'mask', hasMask: false, use }
  return { role: role ?? 'image', hasMask, use }
}

/** A graph's only picture is what it makes its own of, whatever for. */
function withOnlyPicture(found: readonly MediaInput[]): readonly MediaInput[] {
  const pictures = found.filter(
    ({ kind, role }) => kind === 'image' && role !== 'mask' && role !== 'control',
  )
  if (pictures.length !== 1) return found
  return found.map((one) => (one === pictures[0] ? { ...one, role: 'image' } : one))
}

interface Around {
  readonly nodes: Nodes
  readonly users: ReadonlyMap<string, readonly User[]>
  readonly classes: MediaClasses
}

interface User {
  readonly site: Site
  readonly output: number
}

/** Every use that the links from a loader lead to, through nodes that only change what they get. */
function usesFrom(loader: string, { nodes, users, classes }: Around): readonly FoundUse[] {
  const found: FoundUse[] = []
  const seen = new Set<string>()
  const typeAt = (nodeId: string, output: number): string | undefined =>
    classes.outputTypes(nodes.get(nodeId)?.class_type ?? '')?.[output]
  const open = (users.get(loader) ?? []).map((user) => ({
    ...user,
    from: loader,
    isAlpha: user.output > 0 && typeAt(loader, user.output) === 'MASK',
  }))
  for (const { site, output, from, isAlpha } of open) {
    const key = JSON.stringify([site, isAlpha])
    if (seen.has(key) || !isMedia(typeAt(from, output), site.input)) continue
    seen.add(key)
    const nodeClass = nodes.get(site.nodeId)?.class_type ?? ''
    const role = mediaUse(nodeClass, site.input)
    if (role !== undefined) found.push({ role, use: `${nodeClass}.${site.input}`, isAlpha })
    else {
      const next = users.get(site.nodeId) ?? []
      open.push(...next.map((user) => ({ ...user, from: site.nodeId, isAlpha })))
    }
  }
  return found
}

const mediaTypes = /^(?:IMAGE|MASK|LATENT|VIDEO|AUDIO|COMFY_\w+_V3|\*)$/

/** Whether a picture goes on over a link: the width of one is no picture. */
const isMedia = (type: string | undefined, input: string): boolean =>
  type === undefined ? !/width|height|size|count|length|value/i.test(input) : mediaTypes.test(type)

function usersOf(nodes: Nodes): ReadonlyMap<string, readonly User[]> {
  const users = new Map<string, User[]>()
  for (const [nodeId, { inputs }] of nodes) {
    for (const [input, value] of Object.entries(inputs)) {
      const [source, output] = asLink(value) ?? []
      if (source === undefined || output === undefined) continue
      const known = users.get(source) ?? []
      known.push({ site: { nodeId, input }, output })
      users.set(source, known)
    }
  }
  return users
}
