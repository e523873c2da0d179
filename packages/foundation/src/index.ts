export { toCanonicalJson } from './canonical-json.ts'
export { type Clock, systemClock } from './clock.ts'
export { createBreaks } from './create-breaks.ts'
export { editDistance } from './edit-distance.ts'
export { escapePattern } from './escape-pattern.ts'
export { EventLog, type EventLogOptions } from './event-log.ts'
export { exactDigits, numberIn, parseExactJson } from './exact-json.ts'
export {
  type HeldDirectory,
  type HoldOptions,
  holdDirectory,
  holdDirectorySync,
  LinkError,
} from './held-directory.ts'
export { isJsonObject, isRecord, type Json, type JsonObject } from './json.ts'
export { makeDirectory } from './make-directory.ts'
export {
  cutToBytes,
  fileNameProblem,
  isReservedFileName,
  nameKey,
  nameProblem,
} from './names.ts'
export { didYouMean, nearestNames } from './nearest-names.ts'
export { openPlainFile, openPlainFileSync, plainFlags } from './open-plain-file.ts'
export { ownedName, ownerState } from './owned-name.ts'
export { pause } from './pause.ts'
export { type PngChunk, pngChunks, pngEnd, pngSignature } from './png-chunks.ts'
export { type SharedTurn, SharedTurns, type SharedTurnsOptions } from './shared-turns.ts'
export { syncDirectory } from './sync-directory.ts'
export { errorCode, isDiskFull, isFileError, isMissing, isReadOnly } from './system-error.ts'
export { createTimeLimit, type TimeLimit } from './time-limit.ts'
export { createTurns } from './turns.ts'
export { untilAborted } from './until-aborted.ts'
export { Wake } from './wake.ts'
export { WeakValues } from './weak-values.ts'
export { type WriteOptions, writeAtomically } from './write-atomically.ts'
export { writeDurably } from './write-durably.ts'
export { writeFully } from './write-fully.ts'
