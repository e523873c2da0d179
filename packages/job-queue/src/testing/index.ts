export { ManualClock } from '@darkroom/foundation/testing'
export { FaultFileSystem } from './fault-file-system.ts'
