export { findPostgres, type PostgresPrograms } from './find-postgres.ts'
export { createLine, type Line } from './line.ts'
export { type PostgresServer, startPostgres } from './start-postgres.ts'
