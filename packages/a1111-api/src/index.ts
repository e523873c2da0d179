export { type A1111House, type A1111Options, createA1111Api } from './create-a1111-api.ts'
export type { OrphansOptions } from './orphans.ts'
