import { isRecord } from '@darkroom/foundation'
import { indexAt, member, toId, type UnknownRecord } from '../json-values.ts'
import type { EditorLink } from './editor-workflow.ts'
import { readType } from './read-node.ts'

/** Reads links in both forms: `[id, origin_id, origin_slot, target_id, target_slot, type]`, or an object with these names. */
export function readLinks(saved: readonly unknown[]): Map<string, EditorLink> {
  const links = new Map<string, EditorLink>()
  for (const entry of saved) {
    const link = readLink(Array.isArray(entry) ? named(entry) : entry)
    if (link !== undefined) links.set(link.id, link)
  }
  return links
}

const named = ([id, origin_id, origin_slot, target_id, target_slot, type]: readonly unknown[]) => ({
  id,
  origin_id,
  origin_slot,
  target_id,
  target_slot,
  type,
})

function readLink(saved: unknown): EditorLink | undefined {
  if (!isRecord(saved)) return undefined
  const id = toId(member(saved, 'id'))
  const originId = toId(member(saved, 'origin_id'))
  const targetId = toId(member(saved, 'target_id'))
  if (id === undefined || originId === undefined || targetId === undefined) return undefined
  return { id, originId, targetId, ...slotsOf(saved) }
}

const slotsOf = (saved: UnknownRecord): Pick<EditorLink, 'originSlot' | 'targetSlot' | 'type'> => ({
  originSlot: indexAt(saved, 'origin_slot'),
  targetSlot: indexAt(saved, 'target_slot'),
  type: readType(member(saved, 'type')),
})
