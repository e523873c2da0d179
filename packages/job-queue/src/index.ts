export * from './errors.ts'
export type * from './queue-driver.ts'
