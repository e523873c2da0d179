export { createMemoryHouse, type MemoryHouse, type MemoryHouseOptions } from './memory-house.ts'
export type { MemoryJobs, MemoryOutput } from './memory-jobs.ts'
export type { MemoryPictures } from './memory-pictures.ts'
