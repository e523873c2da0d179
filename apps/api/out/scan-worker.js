import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  GalleryWriteError,
  ImageReader,
  InvalidPathError,
  OperationLog,
  RootFolder,
  TrashCan,
  __callDispose,
  __using,
  imageNames,
  inTurns,
  isAbsent,
  isDecodable,
  isIgnoredName,
  isImageName,
  isSidecarName,
  joinPath,
  manifestPath,
  ownedName,
  presentId,
  promptName,
  sharedSidecar,
  sidecarOwners,
  splitPath,
  stagingDirectory,
  toFailure
} from "./chunk-HA6GU54E.js";
import "./chunk-HC7B3LMW.js";
import {
  errorCode,
  holdDirectorySync,
  isDiskFull,
  openPlainFileSync
} from "./chunk-DJU6XF4X.js";
import "./chunk-V4RWK56N.js";

// ../../packages/gallery-store/dist/scan-worker.js
import { parentPort, workerData } from "node:worker_threads";
import { basename, dirname } from "node:path";
import { lstatSync, readdirSync } from "node:fs";
import { extname } from "node:path";
import { lstat as lstat2 } from "node:fs/promises";
import { join } from "node:path";
import { extname as extname2 } from "node:path";
import { extname as extname3 } from "node:path";
import { readdir } from "node:fs/promises";
import { join as join2 } from "node:path";
import { statSync } from "node:fs";
import { join as join3 } from "node:path";
import { createHash } from "node:crypto";
import { closeSync, fstatSync, readSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { lstatSync as lstatSync2, readdirSync as readdirSync3, statSync as statSync2 } from "node:fs";
import { join as join4 } from "node:path";
import { setImmediate as setImmediate2 } from "node:timers/promises";
import { readdirSync as readdirSync2 } from "node:fs";
import { extname as extname4 } from "node:path";
import { lstatSync as lstatSync3, readdirSync as readdirSync4 } from "node:fs";
import { readFileSync, statSync as statSync3 } from "node:fs";
import { join as join5 } from "node:path";
var mayFoldNames = process.platform === "darwin" || process.platform === "win32";
var thumbnailDirectory = ".thumbnails";
var thumbnailSizes = ["", ".150", ".300", ".600", ".1200"];
var thumbnailExtensions = ["webp", "avif", "jpg", "png"];
var many = 8;
function listDirectories(root, files) {
  const counts = Map.groupBy(files, ({ directory }) => directory);
  const listings = /* @__PURE__ */ new Map();
  const list2 = (directory) => {
    try {
      var _stack = [];
      try {
        const held = __using(_stack, holdDirectorySync(root, directory));
        return new Set(readdirSync(held.path));
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        __callDispose(_stack, _error, _hasError);
      }
    } catch {
      return void 0;
    }
  };
  return (directory, name) => {
    const images = splitPath(directory).name === thumbnailDirectory ? splitPath(directory).directory : directory;
    if (mayFoldNames || (counts.get(images)?.length ?? 0) < many) return true;
    if (!listings.has(directory)) listings.set(directory, list2(directory));
    return listings.get(directory)?.has(name) ?? true;
  };
}
function findRelatedFiles(module, { root, mayHave }, { directory, name }) {
  var _stack = [];
  try {
    const held = __using(_stack, holdDirectorySync(root, directory));
    const exists = (other) => mayHave(directory, other) && isFile(held.at(other));
    const stem = name.slice(0, -extname(name).length);
    const hasTwin = imageNames(stem).some((twin) => !isSameName(twin, name) && exists(twin));
    const isOwn = (sidecar) => sidecar !== sharedSidecar && (!hasTwin || sidecar.startsWith(name));
    const own = module.sidecarNames(name).filter(isOwn);
    const sidecars = own.filter(exists);
    const free = own.filter((sidecar) => !isThere(held.at(sidecar)));
    const json = [...sidecars, ...free].find((sidecar) => sidecar.endsWith(".json"));
    return {
      sidecars,
      thumbnails: findThumbnails({ root, mayHave }, joinPath(directory, thumbnailDirectory), name),
      annotations: json ?? `${name}.json`
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    __callDispose(_stack, _error, _hasError);
  }
}
function findThumbnails({ root, mayHave }, directory, name) {
  const possible = thumbnailSizes.flatMap((size) => thumbnailExtensions.map((extension) => `${name}${size}.${extension}`)).filter((each) => mayHave(directory, each));
  if (possible.length === 0) return [];
  try {
    var _stack = [];
    try {
      const place = __using(_stack, holdDirectorySync(root, directory));
      const present = possible.filter((each) => isFile(place.at(each)));
      return present.map((each) => `${thumbnailDirectory}/${each}`);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  } catch {
    return [];
  }
}
function isSameName(a, b) {
  return a.toLowerCase() === b.toLowerCase();
}
function isFile(path) {
  return lstat(path)?.isFile() === true;
}
function isThere(path) {
  return lstat(path) !== void 0;
}
function lstat(path) {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return void 0;
  }
}
async function findObstacle(root, folder) {
  let path = root;
  for (const part of folder.split("/")) {
    path = join(path, part);
    try {
      const stats = await lstat2(path);
      if (stats.isSymbolicLink()) return "leads through a link";
      if (!stats.isDirectory()) return "is the name of a file";
    } catch (error) {
      if (isAbsent(error)) return void 0;
      throw error;
    }
  }
  return void 0;
}
var OperationGroup = class {
  #log;
  #names = /* @__PURE__ */ new Set();
  #waiting = [];
  constructor(log) {
    this.#log = log;
  }
  /** Whether an image has the name of one in the group, whatever its ending. */
  hasSource(path) {
    return this.#names.has(sourceKey(path));
  }
  /** Whether a file would get the place of another in the group. */
  hasTarget({ moves }) {
    return moves.some(({ to }) => this.#names.has(targetKey(to)));
  }
  add(operation, onMade) {
    this.#waiting.push({ operation, onMade });
    const [image] = operation.moves;
    if (image !== void 0) this.#names.add(sourceKey(image.from));
    for (const { to } of operation.moves) this.#names.add(targetKey(to));
  }
  /** Runs what waits, and begins anew. */
  async run() {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#names.clear();
    const made = await this.#log.run(waiting.map(({ operation }) => operation));
    for (const [place, { onMade }] of waiting.entries()) {
      const result = made[place];
      if (result !== void 0) onMade(result);
    }
  }
};
function fold(path) {
  return path.normalize("NFC").toLowerCase();
}
function sourceKey(path) {
  const { directory, name } = splitPath(path);
  return fold(`from ${directory}/${name.slice(0, name.length - extname2(name).length)}`);
}
function targetKey(path) {
  return fold(`to ${path}`);
}
async function eachOperation(log, items, {
  nameOf,
  plan
}) {
  const outcomes = [];
  const group = new OperationGroup(log);
  for (const [place, item] of items.entries()) {
    const name = nameOf(item);
    try {
      if (group.hasSource(name)) await group.run();
      let planned = await plan(item);
      if ("operation" in planned && group.hasTarget(planned.operation)) {
        await group.run();
        planned = await plan(item);
      }
      if ("value" in planned) outcomes[place] = planned;
      else {
        const { operation } = planned;
        const finished = planned;
        group.add(operation, (made) => {
          outcomes[place] = toOutcome(name, finished, made);
        });
      }
    } catch (error) {
      outcomes[place] = { failure: toFailure(error, name) };
    }
  }
  await group.run();
  return outcomes;
}
function toOutcome(name, { toValue, rescue }, made) {
  if ("moves" in made) return { value: toValue(made.moves) };
  return attempt(name, () => {
    if (rescue === void 0) throw made.error;
    return rescue(made.error);
  });
}
function attempt(name, work) {
  try {
    return { value: work() };
  } catch (error) {
    return { failure: toFailure(error, name) };
  }
}
function renaming(image, folder, suffix) {
  const { directory, name } = splitPath(image);
  const stem = name.slice(0, name.length - extname3(name).length);
  const stems = [stem, promptName(stem)];
  return (path) => {
    const within = directory === "" ? path : path.slice(directory.length + 1);
    const file = splitPath(within);
    const known = stems.find((each) => each !== "" && file.name.startsWith(each));
    const renamed = known === void 0 ? file.name : `${known}${suffix}${file.name.slice(known.length)}`;
    return joinPath(folder, joinPath(file.directory, renamed));
  };
}
var FilePlans = class {
  #folder;
  #can;
  #related;
  constructor({ folder, can, related }) {
    this.#folder = folder;
    this.#can = can;
    this.#related = related;
  }
  /** The moves of an image and what belongs to it, with the image first; none when it is gone. */
  files(path, target) {
    const { directory, name } = splitPath(path);
    const { sidecars, thumbnails } = this.#related({ directory, name });
    const moves = [];
    for (const other of [name, ...sidecars, ...thumbnails]) {
      const from = joinPath(directory, other);
      const stats = this.#folder.stat(from);
      if (stats !== void 0) moves.push(toMove(from, target(from), stats));
      else if (other === name) return [];
    }
    return moves;
  }
  /** To a directory of its own in the trash, which is made; undefined when the image is gone. */
  trash({ id, path }, now) {
    const { directory: home } = splitPath(path);
    const nameInTrash = (from) => home === "" ? from : from.slice(home.length + 1);
    const files = this.files(path, nameInTrash);
    if (files.length === 0) return void 0;
    const directory = this.#can.makeDirectory(id, now);
    const manifest = {
      schema: "darkroom-trash/1",
      id,
      path,
      deleted_at: now.toISOString(),
      files: files.map(({ from, to, size }) => ({ from, name: to, size }))
    };
    return {
      moves: files.map((move) => ({ ...move, to: `${directory}/${move.to}` })),
      created: directory,
      record: { path: manifestPath(directory), text: JSON.stringify(manifest, void 0, 2) }
    };
  }
  /** From the trash to where it was, or beside what has its name there now. */
  restore({ directory, manifest }) {
    const home = splitPath(manifest.path).directory;
    const files = manifest.files.map(({ from }) => from);
    const rename = this.#freeName(files, home);
    const moves = manifest.files.flatMap(({ from, name }) => {
      const stats = this.#folder.stat(`${directory}/${name}`);
      return stats === void 0 ? [] : toMove(`${directory}/${name}`, rename(from), stats);
    });
    return { moves, discarded: directory };
  }
  /** To another folder; undefined when the image is gone. */
  move(path, folder) {
    const files = this.files(path, (from) => from);
    if (files.length === 0) return void 0;
    const rename = this.#freeName(
      files.map(({ from }) => from),
      folder
    );
    return { moves: files.map((move) => ({ ...move, to: rename(move.from) })) };
  }
  /** Free names for the files of an image in `folder`: unchanged, or with a number when one is taken. */
  #freeName(files, folder) {
    for (let number = 1; ; number += 1) {
      const rename = renaming(files[0] ?? "", folder, number === 1 ? "" : `-${number}`);
      const isTaken = files.filter(isLasting).some((path) => this.#folder.stat(rename(path)) !== void 0);
      if (!isTaken) return rename;
    }
  }
};
function toMove(from, to, { size, mtimeMs }) {
  return { from, to, size, mtime_ms: mtimeMs };
}
function isLasting(path) {
  return !splitPath(path).directory.endsWith(".thumbnails");
}
async function folderOnDisk(root, folder) {
  let path = "";
  for (const part of folder.split("/"))
    path = joinPath(path, await nameOnDisk(join2(root, path), part));
  return path;
}
async function nameOnDisk(directory, name) {
  const composed = name.normalize("NFC");
  if (composed === name.normalize("NFD")) return name;
  const names = await namesIn(directory);
  if (names.includes(name)) return name;
  return names.find((other) => other.normalize("NFC") === composed) ?? composed;
}
async function namesIn(directory) {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}
var pathOf = ({ path }) => path;
var FileActions = class {
  #root;
  #module;
  #folder;
  #log;
  #can;
  constructor({ root, module, folder }) {
    this.#root = root;
    this.#module = module;
    this.#folder = folder;
    this.#log = new OperationLog(folder);
    this.#can = new TrashCan(folder);
  }
  trash(images, nowMs) {
    const now = new Date(nowMs);
    const plans = this.#plansFor(images);
    return eachOperation(this.#log, images, {
      nameOf: pathOf,
      plan: (image) => {
        const operation = plans.trash(image, now);
        if (operation === void 0) return { value: void 0 };
        return { operation, toValue: (made) => toDeleted(image, made) };
      }
    });
  }
  remove(images) {
    const plans = this.#plansFor(images);
    return eachOperation(this.#log, images, {
      nameOf: pathOf,
      plan: (image) => {
        const discarded = `${stagingDirectory}/${ownedName(".gone")}`;
        const moves = plans.files(image.path, (path) => `${discarded}/${path}`);
        if (moves.length === 0) return { value: void 0 };
        return {
          operation: { moves, created: discarded, discarded },
          toValue: (made) => toDeleted(image, made),
          rescue: (error) => {
            if (!isDiskFull(error)) throw error;
            this.#unlink(moves);
            return toDeleted(image, moves);
          }
        };
      }
    });
  }
  async restore(ids) {
    const items = this.#can.newest(ids);
    const plans = this.#plansFor([]);
    const restored = await eachOperation(this.#log, ids, {
      nameOf: (id) => id,
      plan: async (id) => {
        const item = items.get(presentId(id));
        if (item === void 0) return { value: void 0 };
        const home = splitPath(item.manifest.path).directory;
        const obstacle = await findObstacle(this.#root, home);
        if (obstacle !== void 0)
          throw new GalleryWriteError(home, "ENOTDIR", new Error(obstacle));
        return { operation: plans.restore(item), toValue: ([made]) => made?.to };
      }
    });
    const days = new Set([...items.values()].map(({ directory }) => splitPath(directory).directory));
    for (const day of days) this.#can.removeIfEmpty(day);
    return restored;
  }
  async move(images, wanted) {
    const plans = this.#plansFor(images);
    const folder = await folderOnDisk(this.#root, wanted);
    const obstacle = await findObstacle(this.#root, folder);
    return await eachOperation(this.#log, images, {
      nameOf: pathOf,
      plan: ({ path }) => {
        if (splitPath(path).directory === folder) return { value: path };
        if (obstacle !== void 0) throw new InvalidPathError(folder, obstacle);
        const operation = plans.move(path, folder);
        if (operation === void 0) return { value: void 0 };
        return { operation, toValue: ([made]) => made?.to };
      }
    });
  }
  sidecars(images) {
    const related = this.#relatedFor(images);
    return images.map(
      ({ path }) => attempt(path, () => {
        if (this.#folder.stat(path) === void 0) return void 0;
        const { directory, name } = splitPath(path);
        const sidecar = joinPath(directory, related({ directory, name }).annotations);
        return { path: sidecar, text: this.#folder.readText(sidecar) };
      })
    );
  }
  async write(files) {
    const outcomes = [];
    await inTurns(files, async ({ path, text }, place) => {
      try {
        await this.#folder.write(path, text);
        outcomes[place] = { value: true };
      } catch (error) {
        outcomes[place] = { failure: toFailure(error, path) };
      }
    });
    return outcomes;
  }
  trashed(id) {
    return this.#can.directories(id === void 0 ? void 0 : [id]);
  }
  items(directories) {
    return this.#can.read(directories);
  }
  discard(directories) {
    return directories.map(
      (directory) => attempt(directory, () => {
        this.#log.discard(directory);
        this.#can.removeIfEmpty(splitPath(directory).directory);
        return true;
      })
    );
  }
  #plansFor(images) {
    const related = this.#relatedFor(images);
    return new FilePlans({ folder: this.#folder, can: this.#can, related });
  }
  /** Finds the other files of each of these images. */
  #relatedFor(images) {
    const root = this.#root;
    const mayHave = listDirectories(root, images.map(pathOf).map(splitPath));
    return (file) => findRelatedFiles(this.#module, { root, mayHave }, file);
  }
  /** The image goes last: a kill before leaves an image that can be deleted again, not orphaned files. */
  #unlink(moves) {
    for (const { from } of moves.toReversed()) this.#folder.remove(from);
  }
};
function toDeleted({ id }, moves) {
  return moves.length === 0 ? void 0 : { id, deletedFiles: moves.map(({ from }) => from) };
}
async function perform(root, module, request) {
  var _stack = [];
  try {
    const folder = __using(_stack, new RootFolder(root));
    return await answer(new FileActions({ root, module, folder }), request);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    __callDispose(_stack, _error, _hasError);
  }
}
function answer(actions, request) {
  switch (request.action) {
    case "trash":
      return actions.trash(request.images, request.nowMs);
    case "remove":
      return actions.remove(request.images);
    case "restore":
      return actions.restore(request.ids);
    case "move":
      return actions.move(request.images, request.folder);
    case "sidecars":
      return actions.sidecars(request.images);
    case "write":
      return actions.write(request.files);
    case "trashed":
      return actions.trashed(request.id);
    case "items":
      return actions.items(request.directories);
    case "discard":
      return actions.discard(request.directories);
  }
}
function checkDirectories(root, { directories, mtimes }) {
  const changed = [];
  for (const [index, directory] of directories.entries()) {
    if (modified(join3(root, directory)) !== mtimes[index]) changed.push(index);
  }
  return changed;
}
function modified(path) {
  try {
    return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  } catch {
    return void 0;
  }
}
var endBytes = 64 * 1024;
var chunk = new Uint8Array(1024 * 1024);
async function digestFiles(root, { paths, part }) {
  const digests = [];
  for (const path of paths) {
    digests.push(digestFile(root, path, part));
    await setImmediate();
  }
  return digests;
}
function digestFile(root, path, part) {
  let descriptor;
  try {
    descriptor = openPlainFileSync(root, path);
    const { size } = fstatSync(descriptor);
    const hash = createHash("sha256");
    const add = (from, to) => {
      for (let offset = from; offset < to; ) {
        const length = Math.min(chunk.length, to - offset);
        const count = readSync(descriptor ?? -1, chunk, 0, length, offset);
        if (count === 0) return;
        hash.update(chunk.subarray(0, count));
        offset += count;
      }
    };
    if (part === "whole" || size <= 2 * endBytes) {
      add(0, size);
    } else {
      add(0, endBytes);
      add(size - endBytes, size);
    }
    return hash.digest("base64url");
  } catch {
    return "";
  } finally {
    if (descriptor !== void 0) closeSync(descriptor);
  }
}
var ourOutput = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:-\d+)?_\d+(?:_|-audio)?\.[a-z\d]+$/;
var ourFolder = "darkroom";
var swarmPreview = /\.swarmpreview\.[a-z\d]+$/i;
var besideOriginal = /^(.+)(?:\.preview|[._-]thumb(?:nail)?)\.[a-z\d]+$/i;
var copyFolder = /^_?thumb(?:nail)?s?$/i;
var HelperFiles = class {
  #root;
  #directory;
  #lastPart;
  #list;
  #stems;
  #originals;
  /** `list`: the names in the directory, asked for when they are needed. */
  constructor(root, directory, list2) {
    this.#root = root;
    this.#directory = directory;
    this.#lastPart = splitPath(directory).name;
    this.#list = list2;
  }
  has(name) {
    if (this.#lastPart === ourFolder && ourOutput.test(name)) return true;
    if (swarmPreview.test(name)) return true;
    const original = besideOriginal.exec(name)?.[1];
    if (original !== void 0 && this.#hasBeside(name, original)) return true;
    return copyFolder.test(this.#lastPart) && this.#isCopy(name);
  }
  #hasBeside(name, original) {
    this.#stems ??= stemsOf(this.#list(), () => true);
    return this.#stems.has(original) && stemOf(name) !== original;
  }
  #isCopy(name) {
    this.#originals ??= stemsOf(this.#parentNames(), isImageName);
    const stem = stemOf(name);
    return this.#originals.has(stem) || this.#originals.has(stemOf(stem));
  }
  #parentNames() {
    if (this.#directory === "") return [];
    try {
      var _stack = [];
      try {
        const held = __using(_stack, holdDirectorySync(this.#root, splitPath(this.#directory).directory));
        return readdirSync2(held.path);
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        __callDispose(_stack, _error, _hasError);
      }
    } catch {
      return [];
    }
  }
};
function stemOf(name) {
  return name.slice(0, name.length - extname4(name).length);
}
function stemsOf(names, isWanted) {
  const stems = /* @__PURE__ */ new Set();
  for (const name of names) if (isWanted(name)) stems.add(name).add(stemOf(name));
  return stems;
}
var batchSize = 250;
async function readDirectory(module, { root, seeRoot }, request, send) {
  const before = seeRoot();
  if (!before.isOurs) return { status: "missing", root: before };
  try {
    var _stack = [];
    try {
      const held = __using(_stack, holdDirectorySync(root, request.path));
      const helpers = new HelperFiles(root, request.path, () => readdirSync3(held.path));
      return await readHeld(module, { held, helpers, seeRoot }, request, send);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  } catch (error) {
    if (isAbsent(error)) return { status: "missing", root: seeRoot() };
    if (errorCode(error) === "") throw error;
    return { status: "unreadable", code: errorCode(error) };
  }
}
async function readHeld(module, { held, helpers, seeRoot }, request, send) {
  const readAtMs = Date.now();
  const stats = statSync2(held.path);
  const listing = list(held.path, helpers);
  if (listing.images.length > request.mostImages) return { status: "large" };
  const reader = new ImageReader(module, held.path);
  const found = statAll(reader, listing.images).filter((one) => one.stats.isFile());
  const incomplete = await readImages(reader, found, listing.names, request, send);
  const present = new Set(found.map(({ name }) => name));
  const subdirectories = statAll(reader, listing.directories).map(
    ({ name, stats: { mtimeMs } }) => ({
      name,
      mtimeMs
    })
  );
  return {
    status: "read",
    mtimeMs: stats.mtimeMs,
    readAtMs,
    device: stats.dev,
    isEmpty: listing.isEmpty,
    root: seeRoot(),
    subdirectories,
    missing: request.known.names.filter((name) => !present.has(name)),
    incomplete,
    undecodable: listing.undecodable
  };
}
async function readImages(reader, found, names, { known }, send) {
  const stamps = new Map(known.names.map((name, index) => [name, known.stamps[index]]));
  const incomplete = [];
  let records = [];
  let count = 0;
  for (const { name, stats } of found) {
    const reading = reader.read(name, stats, { listing: names, knownStamp: stamps.get(name) });
    if (reading.status === "image") records.push(reading.record);
    if (reading.status === "incomplete") incomplete.push(name);
    count += 1;
    if (records.length === batchSize) {
      send(records);
      records = [];
    }
    if (count % batchSize === 0) await setImmediate2();
  }
  if (records.length > 0) send(records);
  return incomplete;
}
function list(absolute, helpers) {
  const names = /* @__PURE__ */ new Set();
  const images = [];
  const directories = [];
  let undecodable = 0;
  let isEmpty = true;
  for (const entry of readdirSync3(absolute, { withFileTypes: true })) {
    isEmpty = false;
    const { name } = entry;
    if (isIgnoredName(name)) continue;
    if (!isDecodable(name)) undecodable += 1;
    else if (isDirectory(absolute, entry)) directories.push(name);
    else if (!entry.isSymbolicLink()) {
      names.add(name);
      if (isImageName(name) && !helpers.has(name)) images.push(name);
    }
  }
  return { names, images, directories, undecodable, isEmpty };
}
function isDirectory(absolute, entry) {
  if (entry.isFile() || entry.isSymbolicLink()) return false;
  if (entry.isDirectory()) return true;
  const stats = lstatSync2(join4(absolute, entry.name), { throwIfNoEntry: false });
  return stats?.isDirectory() === true;
}
function statAll(reader, names) {
  const found = [];
  for (const name of names) {
    const stats = reader.stat(name);
    if (stats !== void 0) found.push({ name, stats });
  }
  return found.sort((a, b) => b.stats.mtimeMs - a.stats.mtimeMs);
}
var nothing = { records: "[]", missing: [], incomplete: [], directories: [], reread: [] };
function readFiles(module, { root, seeRoot }, request) {
  var _stack = [];
  try {
    const held = __using(_stack, new HeldDirectories(root));
    const readers = /* @__PURE__ */ new Map();
    const helpers = /* @__PURE__ */ new Map();
    const records = [];
    const missing = [];
    const incomplete = [];
    const directories = [];
    const reread = /* @__PURE__ */ new Set();
    const readImage = (place, file, stats) => {
      const { directory, name } = file;
      const reader = readers.get(directory) ?? new ImageReader(module, place.path);
      readers.set(directory, reader);
      const reading = reader.read(name, stats);
      if (reading.status === "image") records.push({ directory, record: reading.record });
      if (reading.status === "incomplete") incomplete.push(file);
      if (reading.status === "missing") missing.push(file);
    };
    const before = seeRoot();
    if (!before.isOurs) return { ...nothing, root: before };
    const isHelper = (place, { directory, name }) => {
      const known = helpers.get(directory) ?? new HelperFiles(root, directory, () => readdirSync4(place.path));
      helpers.set(directory, known);
      return known.has(name);
    };
    const take = ({ isGuess, ...file }) => {
      const place = held.get(file.directory);
      const stats = place && lstat3(place.at(file.name));
      if (place === void 0 || stats === void 0) {
        if (!isGuess) missing.push(file);
      } else if (stats.isDirectory()) directories.push(file);
      else if (!stats.isFile() || isHelper(place, file)) missing.push(file);
      else if (isImageName(file.name)) readImage(place, file, stats);
    };
    const mayHave = listDirectories(root, request.files);
    for (const file of withOwners(request.files, reread)) {
      const isThere2 = !file.isGuess || mayHave(file.directory, file.name);
      if (isThere2 && isDecodable(file.name)) take(file);
    }
    return {
      records: JSON.stringify(records),
      missing,
      incomplete,
      directories,
      reread: [...reread],
      root: seeRoot()
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    __callDispose(_stack, _error, _hasError);
  }
}
function withOwners(files, reread) {
  const all = /* @__PURE__ */ new Map();
  const add = (directory, name, isGuess) => {
    const path = `${directory}/${name}`;
    if (!isGuess || !all.has(path)) all.set(path, { directory, name, isGuess });
  };
  for (const { directory, name } of files) {
    add(directory, name, false);
    if (name === sharedSidecar) reread.add(directory);
    else if (isSidecarName(name))
      for (const owner of sidecarOwners(name)) add(directory, owner, true);
  }
  return all.values();
}
function lstat3(path) {
  try {
    return lstatSync3(path, { throwIfNoEntry: false });
  } catch {
    return void 0;
  }
}
var HeldDirectories = class {
  #root;
  #held = /* @__PURE__ */ new Map();
  constructor(root) {
    this.#root = root;
  }
  get(directory) {
    if (!this.#held.has(directory)) this.#held.set(directory, this.#hold(directory));
    return this.#held.get(directory);
  }
  [Symbol.dispose]() {
    for (const held of this.#held.values()) held?.[Symbol.dispose]();
    this.#held.clear();
  }
  #hold(directory) {
    try {
      return holdDirectorySync(this.#root, directory);
    } catch (error) {
      if (isAbsent(error)) return void 0;
      throw error;
    }
  }
};
function readRoot(root, marker) {
  try {
    const stats = statSync3(root, { throwIfNoEntry: false });
    const exists = stats?.isDirectory() === true;
    const isOurs = exists && (marker === void 0 || textOf(join5(root, marker.name)) === marker.text);
    return { exists, device: stats?.dev ?? 0, isOurs };
  } catch {
    return { exists: false, device: 0, isOurs: false };
  }
}
function textOf(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return void 0;
  }
}
function serveScans({ root, metadataModule }, { onRequest, reply }) {
  const module = loadModule(metadataModule);
  module.catch(() => {
  });
  onRequest((message) => {
    void answer2(message, { reply, module, root });
  });
}
async function answer2({ id, request, marker }, { reply, module, root }) {
  let loaded;
  try {
    loaded = await module;
  } catch (error) {
    reply({ id, type: "failed", isModule: true, message: String(error) });
    return;
  }
  try {
    const result = await execute(loaded, request, {
      root,
      seeRoot: () => readRoot(root, marker),
      send: (records) => reply({ id, type: "records", json: JSON.stringify(records) })
    });
    reply({ id, type: "done", result });
  } catch (error) {
    reply({ id, type: "failed", isModule: false, message: String(error) });
  }
}
function execute(module, request, {
  root,
  seeRoot,
  send
}) {
  switch (request.kind) {
    case "directory":
      return readDirectory(module, { root, seeRoot }, request, send);
    case "files":
      return readFiles(module, { root, seeRoot }, request);
    case "check":
      return checkDirectories(root, request);
    case "metadata":
      return describeImage(module, root, request.path);
    case "act":
      return perform(root, module, request.act);
    case "digest":
      return digestFiles(root, request);
  }
}
function describeImage(module, root, path) {
  try {
    var _stack = [];
    try {
      const held = __using(_stack, holdDirectorySync(root, dirname(path)));
      const reader = new ImageReader(module, held.path);
      const name = basename(path);
      const stats = reader.stat(name);
      if (!stats?.isFile()) return void 0;
      const description = reader.describe(name, stats.size, reader.sidecars(name), { raw: true });
      return description === "unreadable" ? void 0 : description;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  } catch (error) {
    if (isAbsent(error)) return void 0;
    throw error;
  }
}
async function loadModule(url) {
  const loaded = await import(url);
  if (isMetadataModule(loaded)) return loaded;
  throw new TypeError(`${url} exports no readImageMetadata and sidecarNames`);
}
function isMetadataModule(value) {
  if (typeof value !== "object" || value === null) return false;
  if (!("readImageMetadata" in value && "sidecarNames" in value)) return false;
  return typeof value.readImageMetadata === "function" && typeof value.sidecarNames === "function";
}
function serveProcess(settings) {
  serveScans(settings, {
    onRequest: (listener) => process.on("message", (message) => listener(message)),
    // Without a parent there is no recipient.
    reply: (message) => void process.send?.(message, void 0, void 0, () => {
    })
  });
  process.on("disconnect", () => process.exit());
  process.on("SIGINT", () => void 0);
}
var [, , argument] = process.argv;
var port = parentPort;
if (port !== null) {
  serveScans(workerData, {
    onRequest: (listener) => port.on("message", listener),
    reply: (message) => port.postMessage(message)
  });
} else if (argument !== void 0) serveProcess(JSON.parse(argument));
