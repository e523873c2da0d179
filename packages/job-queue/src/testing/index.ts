export { FaultFileSystem } from './fault-file-system.ts'
export { ManualClock } from './manual-clock.ts'
