import type { Change } from './change.ts'
import { type Basis, type Command, type Decision, idKey, jobKey } from './command.ts'
import { givingBackChanges } from './decisions.ts'
import type { Job } from './job.ts'
import type { Member, PresenceChange } from './presence.ts'
import type { QueueState } from './queue-state.ts'

const leasedTo = (state: QueueState, isTheirs: (holder: string) => boolean): readonly Job[] =>
  [...state.open.leased]
    .flatMap((id) => state.jobs.get(id) ?? [])
    .filter(({ holder }) => isTheirs(holder ?? ''))

/** Ends the leases of members that are no longer there. */
const withLeasesOf = (
  isTheirs: (state: QueueState, holder: string) => boolean,
  {
    presence,
    reason,
    stalled,
  }: {
    readonly presence: (basis: Basis) => readonly PresenceChange[]
    readonly reason: string
    readonly stalled: boolean
  },
): Command<void> => ({
  keys: (state) => [
    idKey('members'),
    ...leasedTo(state, (holder) => isTheirs(state, holder)).map(({ record }) =>
      jobKey(state, record.id),
    ),
  ],
  decide(basis): Decision<void> {
    const { state, rules } = basis
    const changes = presence(basis)
    if (changes.length === 0) return { changes: [], answer: undefined }
    const back = leasedTo(state, (holder) => isTheirs(state, holder)).flatMap(
      (job): readonly Change[] => givingBackChanges(state, job, { rules, reason, stalled }),
    )
    return { changes: back, presence: changes, answer: undefined }
  },
})

/** A process begins to work on the queue. What its former life held, and what nobody holds that is there, is given back. */
export const joinCommand = (member: Member): Command<void> =>
  withLeasesOf(
    ({ presence }, holder) => {
      const known = presence.members.get(holder)
      return known === undefined || known.name === member.name
    },
    {
      presence: () => [{ type: 'joined', ...member }],
      reason: 'process-lost',
      stalled: true,
    },
  )

/** A member goes, and gives back what it holds; nothing of it counts as a stall. */
export const leaveCommand = (id: string): Command<void> =>
  withLeasesOf((_state, holder) => holder === id, {
    presence: ({ state }) => (state.presence.members.has(id) ? [{ type: 'left', id }] : []),
    reason: 'closed',
    stalled: false,
  })

/** A member was not heard of for too long, which may no longer be so when it is decided. */
export const loseMemberCommand = (id: string, isOverdue: () => boolean): Command<void> =>
  withLeasesOf((_state, holder) => holder === id, {
    presence: ({ state }) =>
      state.presence.members.has(id) && isOverdue() ? [{ type: 'left', id }] : [],
    reason: 'process-lost',
    stalled: true,
  })

export const seenCommand = (id: string): Command<void> => ({
  keys: () => [],
  decide: ({ state }) => ({
    changes: [],
    presence: state.presence.members.has(id) ? [{ type: 'seen', id }] : [],
    answer: undefined,
  }),
})

const claimKey = (name: string): string => `claim:${name}`

/** The answer is whether the member has the claim then. */
export const claimCommand = (name: string, member: string): Command<boolean> => ({
  keys: () => [claimKey(name)],
  decide({ state: { presence } }) {
    const holder = presence.claims.get(name)
    const isFree = holder === undefined && presence.members.has(member)
    return {
      changes: [],
      presence: isFree ? [{ type: 'claimed', name, member }] : [],
      answer: isFree || holder === member,
    }
  },
})

export const unclaimCommand = (name: string, member: string): Command<void> => ({
  keys: () => [claimKey(name)],
  decide: ({ state: { presence } }) => ({
    changes: [],
    presence: presence.claims.get(name) === member ? [{ type: 'unclaimed', name, member }] : [],
    answer: undefined,
  }),
})
