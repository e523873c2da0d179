import type { Json } from '@darkroom/foundation'

/** A process that works on the queue, from its joining until it leaves or is lost; one that comes back is another. */
export interface Member {
  readonly id: string
  /** The name that stays over restarts: whoever joins under it takes the place of the one before. */
  readonly name: string
  /** Milliseconds without a word after which the others take it for lost. */
  readonly leaseMs: number
  /** What it tells of itself. */
  readonly facts?: Json
}

/** A change of who works on the queue. It has no number and no event. */
export type PresenceChange =
  | ({ readonly type: 'joined' } & Member)
  /** A member is still there. Whatever else it writes says so, too. */
  | { readonly type: 'seen'; readonly id: string }
  /** It said so itself, or the others have not heard of it for too long. */
  | { readonly type: 'left'; readonly id: string }
  | { readonly type: 'claimed' | 'unclaimed'; readonly name: string; readonly member: string }

/** Who works on the queue, and what each has claimed: a fold, as the rest of the state. */
export class Presence {
  readonly members: Map<string, Member> = new Map()
  /** The id of the member that has claimed a name. */
  readonly claims: Map<string, string> = new Map()

  apply(change: PresenceChange): void {
    switch (change.type) {
      case 'joined': {
        const { type: _, ...member } = change
        for (const { id } of this.named(member.name)) this.#leave(id)
        this.members.set(member.id, member)
        break
      }
      case 'left':
        this.#leave(change.id)
        break
      case 'claimed':
        this.claims.set(change.name, change.member)
        break
      case 'unclaimed':
        if (this.claims.get(change.name) === change.member) this.claims.delete(change.name)
        break
      case 'seen':
    }
  }

  /** The members of this name: the one, or none. */
  named(name: string): readonly Member[] {
    return [...this.members.values()].filter((member) => member.name === name)
  }

  /** The changes that lead from nothing to here. */
  capture(): readonly PresenceChange[] {
    return [
      ...[...this.members.values()].map((member) => ({ type: 'joined' as const, ...member })),
      ...[...this.claims].map(([name, member]) => ({ type: 'claimed' as const, name, member })),
    ]
  }

  #leave(id: string): void {
    this.members.delete(id)
    for (const [name, member] of this.claims) if (member === id) this.claims.delete(name)
  }
}

/** A member, and what it has claimed. */
export interface MemberRecord extends Member {
  readonly claims: readonly string[]
}

export const membersOf = ({ members, claims }: Presence): readonly MemberRecord[] =>
  [...members.values()].map((member) => ({
    ...member,
    claims: [...claims].flatMap(([name, id]) => (id === member.id ? [name] : [])),
  }))
