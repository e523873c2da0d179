import type { DirectoryReport } from './scan-protocol.ts'

/** The age below which a changed directory may change again within the same tick of its clock. */
const racyMs = 1_500

/** The time by which a later change of the directory is told; not a number where it must be read again in any case. */
export function settledTime({
  incomplete,
  readAtMs,
  mtimeMs,
}: Extract<DirectoryReport, { status: 'read' }>): number {
  return incomplete.length === 0 && readAtMs - mtimeMs > racyMs ? mtimeMs : Number.NaN
}
