import type { TestHooks } from '@darkroom/api'

type Timings = NonNullable<NonNullable<TestHooks['generation']>['timings']>

/** Times of a fraction of a second, in the proportions of the defaults. */
export const timings: Timings = {
  timeout: 8_000,
  poll: 50,
  settle: 400,
  silence: 300,
  probe: 100,
  probeTimeout: 500,
  healthFresh: 200,
  catalog: 60_000,
  catalogTimeout: 1_000,
  failover: 500,
  stopGrace: 1_000,
  announce: 5_000,
  backoff: 20,
  lease: 5_000,
}
