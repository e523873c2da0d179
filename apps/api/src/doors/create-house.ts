import type { House } from '@darkroom/door-ports'
import type { Services } from '../services.ts'
import type { PoolClient } from './all-definitions.ts'
import { callerOf } from './caller-of.ts'
import { houseGallery } from './house-gallery.ts'
import { houseJobs } from './house-jobs.ts'
import { houseModels } from './house-models.ts'
import { housePictures } from './house-pictures.ts'
import { houseServers } from './house-servers.ts'
import { houseWorkflows } from './house-workflows.ts'
import { loggedDoorErrors } from './to-door-error.ts'

/** All that doors need, made of the services; what a door keeps is its own. */
export function createHouse(
  services: Services,
  clients: readonly PoolClient[],
): Omit<House, 'keep'> {
  const { log, version, stopping } = services
  return {
    jobs: houseJobs(services),
    pictures: housePictures(services),
    models: houseModels(services),
    workflows: houseWorkflows(services),
    gallery: houseGallery(services),
    servers: houseServers(services, clients),
    version,
    callerOf,
    toDoorError: loggedDoorErrors(log),
    stopping,
  }
}
