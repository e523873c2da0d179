import { Api } from '../client/api.ts'
import { EventFollower } from '../client/event-follower.ts'
import { JobFollower } from '../client/job-follower.ts'
import { StatusWatcher } from '../client/status-watcher.ts'
import { Stranger } from '../client/stranger.ts'
import { UploadRemover } from '../client/upload-remover.ts'
import { Wish, type WishPlan } from '../client/wish.ts'
import { World, type WorldOptions } from '../world/world.ts'
import { GalleryReader } from './gallery-reader.ts'

/** A world with all its clients and observers. */
export class Scene implements AsyncDisposable {
  readonly name: string
  readonly world: World
  readonly api: Api
  readonly stranger: Stranger = new Stranger()
  readonly reader: GalleryReader
  readonly follower: EventFollower
  readonly watcher: StatusWatcher
  readonly remover: UploadRemover
  readonly #wishes: Wish[] = []
  readonly #followers: JobFollower[] = []
  readonly #resources: AsyncDisposableStack

  private constructor(name: string, world: World, resources: AsyncDisposableStack) {
    this.name = name
    this.world = world
    this.#resources = resources
    this.api = new Api(world.url)
    this.reader = resources.use(new GalleryReader(world.gallery))
    this.follower = resources.use(new EventFollower(world.url))
    this.watcher = resources.use(new StatusWatcher(this.api))
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
    const wish = new Wish(this.api, plan)
    this.#wishes.push(wish)
    return wish
  }

  get followers(): readonly JobFollower[] {
    return this.#followers
  }

  /** Follows a job by the Comfy API. */
  follow(id: string): void {
    this.#followers.push(this.#resources.use(new JobFollower(this.world.url, id)))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#resources.disposeAsync()
  }
}
