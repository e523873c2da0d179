import { Api } from '../client/api.ts'
import { EventFollower } from '../client/event-follower.ts'
import { JobFollower } from '../client/job-follower.ts'
import { PromptWatcher } from '../client/prompt-watcher.ts'
import { SocketListener } from '../client/socket-listener.ts'
import { StatusWatcher } from '../client/status-watcher.ts'
import { Stranger } from '../client/stranger.ts'
import { UploadRemover } from '../client/upload-remover.ts'
import { Wish, type WishPlan } from '../client/wish.ts'
import { World, type WorldOptions } from '../world/world.ts'
import { GalleryReader } from './gallery-reader.ts'

/** An interrupt of no prompt in particular, from a desk; with the id of its client where the client says that. */
export interface Interrupt {
  readonly desk: number
  readonly client: string | undefined
}

/** A world with all its clients and observers. */
export class Scene implements AsyncDisposable {
  readonly name: string
  readonly world: World
  readonly api: Api
  readonly stranger: Stranger = new Stranger()
  readonly reader: GalleryReader
  readonly follower: EventFollower
  /** One for each process of the product: what one has said, it does not take back. */
  readonly watchers: readonly StatusWatcher[]
  readonly remover: UploadRemover
  /** Asks as clients of ComfyUI do, where the product is one. */
  readonly promptWatcher: PromptWatcher | undefined
  readonly #desks: readonly Api[]
  readonly #interrupts: Interrupt[] = []
  readonly #listeners = new Map<string, SocketListener>()
  readonly #wishes: Wish[] = []
  readonly #followers: JobFollower[] = []
  readonly #resources: AsyncDisposableStack
  readonly #closing = new AbortController()

  private constructor(name: string, world: World, resources: AsyncDisposableStack) {
    this.name = name
    this.world = world
    this.#resources = resources
    const urls = world.apps.map(({ url }) => url)
    this.api = new Api(world.url, ...urls.slice(1))
    this.reader = resources.use(new GalleryReader(world.gallery))
    this.follower = resources.use(new EventFollower(urls))
    const pauseMs = 60 * urls.length ** 2
    this.watchers = urls.map((url) => resources.use(new StatusWatcher(new Api(url), { pauseMs })))
    this.#desks = world.desks.map(({ url }) => new Api(url))
    this.promptWatcher = this.#watchPrompts()
    this.remover = resources.use(new UploadRemover(this.api, () => this.#wishes))
  }

  static async open(name: string, options: WorldOptions): Promise<Scene> {
    const resources = new AsyncDisposableStack()
    return new Scene(name, resources.use(await World.open(options)), resources)
  }

  get wishes(): readonly Wish[] {
    return this.#wishes
  }

  wish(plan: WishPlan): Wish {
    const desk = this.deskOf(plan)
    const wish = new Wish(desk ?? this.api, plan, { closing: this.#closing.signal })
    this.#wishes.push(wish)
    const { client, sdk } = plan
    // A program has a socket of its own.
    if (desk !== undefined && client !== undefined && sdk === undefined) this.#listen(desk, client)
    return wish
  }

  /** Where clients of ComfyUI ask for such a wish. */
  deskOf({ dialect, desk = 0 }: Pick<WishPlan, 'dialect' | 'desk'>): Api | undefined {
    return dialect === 'comfyui' ? (this.#desks[desk] ?? this.#desks[0]) : undefined
  }

  /** The sockets of ComfyUI's clients, by their ids. */
  get listeners(): ReadonlyMap<string, SocketListener> {
    return this.#listeners
  }

  get followers(): readonly JobFollower[] {
    return this.#followers
  }

  /** Follows a job by the Comfy API. */
  follow(id: string): void {
    const urls = this.world.apps.map(({ url }) => url)
    this.#followers.push(this.#resources.use(new JobFollower(urls, id)))
  }

  get interrupts(): readonly Interrupt[] {
    return this.#interrupts
  }

  /** Interrupts whatever runs, as clients of ComfyUI do, and asks once. */
  async interrupt({ desk, client }: Interrupt): Promise<void> {
    this.#interrupts.push({ desk, client })
    const path = client === undefined ? '/interrupt' : `/interrupt?clientId=${client}`
    const api = this.deskOf({ dialect: 'comfyui', desk })
    await api?.request(path, { method: 'POST' }).catch(() => undefined)
  }

  #listen({ url }: Api, client: string): void {
    if (this.#listeners.has(client)) return
    const life = (): number => this.world.app.lives
    this.#listeners.set(client, this.#resources.use(new SocketListener(url, { client, life })))
  }

  #watchPrompts(): PromptWatcher | undefined {
    const { comfyuiUrl } = this.world
    if (comfyuiUrl === undefined) return undefined
    const wishes = (): readonly Wish[] => this.#wishes
    const life = (): number => this.world.app.lives
    return this.#resources.use(new PromptWatcher(new Api(comfyuiUrl), { wishes, life }))
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort()
    return this.#resources.disposeAsync()
  }
}
