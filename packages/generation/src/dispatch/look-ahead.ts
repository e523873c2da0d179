/** How far down the queue a server looks for the jobs that it has in flight: as far as there can be waiting ones. */
export const lookAhead = 1_000
