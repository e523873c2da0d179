import { type DiskReport, isStorable, refusalOf } from '@darkroom/generation'
import { awayHint, lowHint, readOnlyHint } from '../generate/generation-problems.ts'
import type { Health } from './health-schema.ts'

const hints = { low: lowHint, 'read-only': readOnlyHint, missing: awayHint } as const

/** The gallery's disk, as health tells of it. */
export function toStorage(report: DiskReport): Omit<Health['storage'], 'path'> {
  const { state } = report
  return {
    state: state === 'read-only' ? 'read_only' : state,
    writable: isStorable(report),
    free_bytes: state === 'missing' ? null : report.freeBytes,
    ...(state === 'writable'
      ? {}
      : { problem: `${refusalOf(report)?.message}.`, hint: hints[state] }),
  }
}
