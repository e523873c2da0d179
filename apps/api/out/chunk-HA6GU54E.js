import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  external_exports
} from "./chunk-HC7B3LMW.js";
import {
  errorCode,
  fileNameProblem,
  holdDirectorySync,
  isMissing,
  openPlainFileSync,
  plainFlags,
  syncDirectory,
  writeAtomically,
  writeDurably
} from "./chunk-DJU6XF4X.js";

// ../../packages/gallery-store/dist/chunk-VVRBVQVW.js
import { extname } from "node:path";
import { hash } from "node:crypto";
import { closeSync, fstatSync, lstatSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readSync } from "node:fs";
import {
  closeSync as closeSync2,
  lstatSync as lstatSync2,
  mkdirSync,
  readdirSync,
  readFileSync as readFileSync2,
  renameSync,
  rmdirSync,
  rmSync
} from "node:fs";
import { rm } from "node:fs/promises";
import { hash as hash2, randomUUID } from "node:crypto";
import { hostname } from "node:os";
var __knownSymbol = (name, symbol) => (symbol = Symbol[name]) ? symbol : /* @__PURE__ */ Symbol.for("Symbol." + name);
var __typeError = (msg) => {
  throw TypeError(msg);
};
var __using = (stack, value, async) => {
  if (value != null) {
    if (typeof value !== "object" && typeof value !== "function") __typeError("Object expected");
    var dispose, inner;
    if (async) dispose = value[__knownSymbol("asyncDispose")];
    if (dispose === void 0) {
      dispose = value[__knownSymbol("dispose")];
      if (async) inner = dispose;
    }
    if (typeof dispose !== "function") __typeError("Object not disposable");
    if (inner) dispose = function() {
      try {
        inner.call(this);
      } catch (e) {
        return Promise.reject(e);
      }
    };
    stack.push([async, dispose, value]);
  } else if (async) {
    stack.push([async]);
  }
  return value;
};
var __callDispose = (stack, error, hasError) => {
  var E = typeof SuppressedError === "function" ? SuppressedError : function(e, s, m, _) {
    return _ = Error(m), _.name = "SuppressedError", _.error = e, _.suppressed = s, _;
  };
  var fail = (e) => error = hasError ? new E(e, error, "An error was suppressed during disposal") : (hasError = true, e);
  var next = (it) => {
    while (it = stack.pop()) {
      try {
        var result = it[1] && it[1].call(it[2]);
        if (it[0]) return Promise.resolve(result).then(next, (e) => (fail(e), next()));
      } catch (e) {
        fail(e);
      }
    }
    if (hasError) throw error;
  };
  return next();
};
var GalleryError = class extends Error {
  name = "GalleryError";
};
var InvalidCursorError = class extends GalleryError {
  name = "InvalidCursorError";
};
var InvalidQueryError = class extends GalleryError {
  name = "InvalidQueryError";
  field;
  constructor(field, message) {
    super(`${field} ${message}`);
    this.field = field;
  }
};
var InvalidPathError = class extends GalleryError {
  name = "InvalidPathError";
  path;
  /** What is wrong, as it follows the path in a sentence. */
  reason;
  constructor(path, reason) {
    super(`${JSON.stringify(path)} ${reason}`);
    this.path = path;
    this.reason = reason;
  }
};
var GalleryWriteError = class extends GalleryError {
  name = "GalleryWriteError";
  path;
  /** The system's code, such as `EROFS`, `EACCES` or `ENOSPC`. */
  code;
  constructor(path, code, cause) {
    super(`Cannot change ${path}: ${code}`, { cause });
    this.path = path;
    this.code = code;
  }
};
var GalleryReadError = class extends GalleryError {
  name = "GalleryReadError";
  path;
  /** The system's code, such as `EACCES` or `EIO`. */
  code;
  constructor(path, code, cause) {
    super(`Cannot read ${path}: ${code}`, { cause });
    this.path = path;
    this.code = code;
  }
};
var EventGapError = class extends GalleryError {
  name = "EventGapError";
  after;
  constructor(after) {
    super(`Events after ${JSON.stringify(after)} are no longer available`);
    this.after = after;
  }
};
var MetadataModuleError = class extends GalleryError {
  name = "MetadataModuleError";
};
var GalleryClosedError = class extends GalleryError {
  name = "GalleryClosedError";
  constructor() {
    super("The gallery is closed");
  }
};
var imageExtensions = /* @__PURE__ */ new Set([
  ...[".png", ".apng", ".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".gif", ".avif"],
  ...[".mp4", ".m4v", ".mov", ".webm", ".mkv"]
]);
var sidecarExtensions = /* @__PURE__ */ new Set([".json", ".txt"]);
var foreignNames = /* @__PURE__ */ new Set([
  // Synology and QNAP.
  "@eaDir",
  "#recycle",
  "#snapshot",
  "@Recycle",
  "@Recently-Snapshot",
  // Windows, macOS, Linux.
  "$RECYCLE.BIN",
  "RECYCLER",
  "System Volume Information",
  "__MACOSX",
  "lost+found"
]);
var foreignEnding = /\.lrdata$/i;
function isIgnoredName(name) {
  return name.startsWith(".") || foreignNames.has(name) || foreignEnding.test(name);
}
function isVisiblePath(path) {
  return !path.split("/").some(isIgnoredName);
}
function isImageName(name) {
  return imageExtensions.has(extname(name).toLowerCase());
}
function isSidecarName(name) {
  return sidecarExtensions.has(extname(name).toLowerCase());
}
function isDecodable(name) {
  return !name.includes("\uFFFD");
}
var sharedSidecar = "manifest.json";
function sidecarOwners(name) {
  const stem = name.slice(0, -extname(name).length);
  const stems = [stem, stem.replace(/^prompt(?=$|[_-])/, "image")];
  const owners = new Set(stems.flatMap((each) => imageNames(each)));
  if (isImageName(stem)) owners.add(stem);
  return [...owners];
}
function promptName(imageStem) {
  return /^image(?=$|[_-])/i.test(imageStem) ? `prompt${imageStem.slice("image".length)}` : "";
}
function imageNames(stem) {
  return [...imageExtensions].flatMap((extension) => [
    `${stem}${extension}`,
    `${stem}${extension.toUpperCase()}`
  ]);
}
var deepest = 16;
function isRelativePath(path, platform = process.platform) {
  if (path.includes("\0")) return false;
  if (platform === "win32" && (/^[a-z]:/i.test(path) || path.includes("\\"))) return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}
function checkRelativePath(path) {
  if (isRelativePath(path)) return path;
  throw new InvalidPathError(path, "is no path relative to the gallery");
}
function checkFolder(folder) {
  if (folder === "") return folder;
  const parts = checkRelativePath(folder).split("/");
  if (parts.length > deepest)
    throw new InvalidPathError(folder, `is deeper than ${deepest} folders`);
  for (const part of parts) {
    const problem = isIgnoredName(part) ? "has a name that the gallery ignores" : fileNameProblem(part);
    if (problem !== void 0) throw new InvalidPathError(folder, problem);
  }
  return folder;
}
var idPrefix = "i";
function imageId(relativePath) {
  return idPrefix + hash("sha256", relativePath, "base64url").slice(0, 16);
}
function presentId(id) {
  return id.length === 16 ? idPrefix + id : id;
}
var unknownImage = {
  format: "unknown",
  mediaType: "",
  width: null,
  height: null,
  animated: false,
  durationSeconds: null,
  complete: false,
  source: "unknown",
  recipe: {},
  seedText: "",
  createdAt: "",
  favourite: false,
  tags: [],
  batchId: "",
  sequenceId: "",
  frameNumber: null
};
var windowBytes = 64 * 1024;
var headWindow = new Uint8Array(windowBytes);
function createFileSource(descriptor, size) {
  let headLength = -1;
  return {
    size,
    read(offset, length) {
      const wanted = Math.min(length, size - offset);
      if (wanted <= 0) return new Uint8Array(0);
      if (offset + wanted <= windowBytes) {
        if (headLength < 0) headLength = readFully(descriptor, headWindow.subarray(0, size), 0);
        return headWindow.subarray(
          Math.min(offset, headLength),
          Math.min(offset + wanted, headLength)
        );
      }
      const bytes = new Uint8Array(wanted);
      return bytes.subarray(0, readFully(descriptor, bytes, offset));
    }
  };
}
function readFully(descriptor, target, position) {
  let filled = 0;
  while (filled < target.length) {
    const count = readSync(descriptor, target, filled, target.length - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}
var numbers = new Float64Array(2);
var words = new Uint32Array(numbers.buffer);
function addToStamp(stamp, stats) {
  numbers[0] = stats.size;
  numbers[1] = stats.mtimeMs;
  let low = stamp % 4294967296 ^ 2166136261;
  let high = Math.floor(stamp / 4294967296) ^ 2654435769;
  for (const word of words) {
    low = Math.imul(low ^ word, 16777619);
    high = Math.imul(high ^ word ^ low >>> 15, 2246822507);
    high ^= high >>> 13;
  }
  return (high & 2097151) * 4294967296 + (low >>> 0);
}
var earliestMs = Date.UTC(2015, 0, 1);
var dayMs = 864e5;
function toRecord(name, { size, mtimeMs, birthtimeMs }, stamp, description) {
  const known = description === "unreadable" ? unknownImage : description;
  const { format, mediaType, width, height, animated, durationSeconds } = known;
  const { source, recipe, seedText } = known;
  const { favourite, tags, batchId, sequenceId, frameNumber } = known;
  return {
    name,
    size,
    mtimeMs,
    createdMs: Math.floor(createdAt(known.createdAt, { birthtimeMs, mtimeMs })),
    stamp,
    format,
    mediaType,
    width,
    height,
    animated,
    durationSeconds,
    damaged: !known.complete,
    hiddenRead: false,
    source,
    recipe,
    seedText,
    favourite,
    tags,
    batchId,
    sequenceId,
    frameNumber
  };
}
function createdAt(written, { birthtimeMs, mtimeMs }) {
  const said = written === "" ? Number.NaN : Date.parse(written);
  if (said >= earliestMs && said <= Date.now() + dayMs) return said;
  return birthtimeMs > 0 ? Math.min(birthtimeMs, mtimeMs) : mtimeMs;
}
var largestSidecar = 4 * 1024 * 1024;
var settledMs = 3e4;
var ImageReader = class {
  #module;
  #directory;
  #shared = /* @__PURE__ */ new Map();
  constructor(module, absoluteDirectory) {
    this.#module = module;
    this.#directory = absoluteDirectory;
  }
  stat(name) {
    try {
      return lstatSync(join(this.#directory, name), { throwIfNoEntry: false });
    } catch (error) {
      if (isAbsent(error)) return void 0;
      throw error;
    }
  }
  read(name, stats, options = {}) {
    const sidecars = this.#findSidecars(name, options.listing);
    let stamp = addToStamp(0, stats);
    for (const sidecar of sidecars) stamp = addToStamp(stamp, sidecar.stats);
    if (stamp === options.knownStamp) return { status: "unchanged" };
    const texts = sidecars.flatMap((sidecar) => this.#readSidecar(sidecar) ?? []);
    const description = this.describe(name, stats.size, texts);
    if (description === void 0) return { status: "missing" };
    if (description === "unreadable" || !description.complete) {
      if (Date.now() - stats.mtimeMs <= settledMs) return { status: "incomplete" };
    }
    return { status: "image", record: toRecord(name, stats, stamp, description) };
  }
  /** Describes an image; `unreadable` when the parser failed or the system refused. */
  describe(name, size, sidecars, options = {}) {
    let descriptor;
    try {
      descriptor = openSync(join(this.#directory, name), plainFlags);
    } catch (error) {
      return isAbsent(error) ? void 0 : "unreadable";
    }
    try {
      const source = createFileSource(descriptor, size);
      return this.#module.readImageMetadata({ name, source, sidecars }, options);
    } catch {
      return "unreadable";
    } finally {
      closeSync(descriptor);
    }
  }
  sidecars(name) {
    return this.#findSidecars(name).flatMap((sidecar) => this.#readSidecar(sidecar) ?? []);
  }
  #findSidecars(name, listing) {
    const found = [];
    for (const candidate of this.#module.sidecarNames(name)) {
      if (listing !== void 0 && !listing.has(candidate)) continue;
      const stats = this.#shared.get(candidate)?.stats ?? this.stat(candidate);
      if (stats?.isFile() && stats.size <= largestSidecar) found.push({ name: candidate, stats });
    }
    return found;
  }
  #readSidecar({ name, stats }) {
    const shared = this.#shared.get(name);
    if (shared !== void 0)
      return shared.text === void 0 ? void 0 : { name, text: shared.text };
    const text = readText(join(this.#directory, name));
    if (name === sharedSidecar) this.#shared.set(name, { stats, text });
    return text === void 0 ? void 0 : { name, text };
  }
};
function readText(path) {
  let descriptor;
  try {
    descriptor = openSync(path, plainFlags);
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || stats.size > largestSidecar) return void 0;
    return readFileSync(descriptor, "utf8");
  } catch {
    return void 0;
  } finally {
    if (descriptor !== void 0) closeSync(descriptor);
  }
}
function isAbsent(error) {
  return isMissing(error) || ["ENAMETOOLONG", "ELOOP", "EMLINK"].includes(errorCode(error));
}
function joinPath(directory, name) {
  return directory === "" ? name : `${directory}/${name}`;
}
function splitPath(path) {
  const slash = path.lastIndexOf("/");
  return { directory: path.slice(0, Math.max(0, slash)), name: path.slice(slash + 1) };
}
var longestMs = 6e4;
function hostTag() {
  return hash2("sha256", hostname(), "hex").slice(0, 8);
}
function ownedName(extension) {
  return `${hostTag()}-${process.pid}-${randomUUID()}${extension}`;
}
function hasLivingOwner(name, stats) {
  const [host, pid = ""] = name.split("-");
  if (host !== hostTag()) return Date.now() - (stats?.mtimeMs ?? 0) < longestMs;
  if (Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}
var stagingDirectory = ".trash/.operations";
var mostHeld = 64;
var RootFolder = class {
  #root;
  #held = /* @__PURE__ */ new Map();
  constructor(root) {
    this.#root = root;
  }
  [Symbol.dispose]() {
    for (const held of this.#held.values()) held[Symbol.dispose]();
    this.#held.clear();
  }
  /** What is there, be it a link; undefined when nothing is, or a part of the way is no directory. */
  stat(path) {
    const { directory, name } = splitPath(path);
    try {
      return lstatSync2(this.#hold(directory).at(name), { throwIfNoEntry: false });
    } catch (error) {
      if (isAbsent(error)) return void 0;
      throw error;
    }
  }
  list(directory) {
    try {
      return readdirSync(this.#hold(directory).path);
    } catch (error) {
      if (isAbsent(error)) return [];
      throw error;
    }
  }
  /** The text of a file; undefined when there is none, or a link. */
  readText(path) {
    const { directory, name } = splitPath(path);
    let descriptor;
    try {
      descriptor = openPlainFileSync(this.#hold(directory).path, name);
      return readFileSync2(descriptor, "utf8");
    } catch (error) {
      if (isAbsent(error)) return void 0;
      throw error;
    } finally {
      if (descriptor !== void 0) closeSync2(descriptor);
    }
  }
  async write(path, content) {
    var _stack = [];
    try {
      const { directory, name } = splitPath(path);
      const staging = __using(_stack, this.#open(stagingDirectory, { create: true }));
      const held = __using(_stack, this.#open(directory, { create: true }));
      const temporary = staging.at(ownedName(".tmp"));
      await writeAtomically(held.at(name), content, { temporary });
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  }
  /** Writes a file of which nobody minds a part, being undone with its directory after a crash. */
  async writeNew(path, content) {
    var _stack = [];
    try {
      const { directory, name } = splitPath(path);
      const held = __using(_stack, this.#open(directory));
      await writeDurably(held.at(name), content);
      await syncDirectory(held.path);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  }
  /** Makes one directory, and those above; the last must not be there yet. */
  makeDirectory(path) {
    const { directory, name } = splitPath(path);
    try {
      mkdirSync(this.#hold(directory, { create: true }).at(name));
    } catch (error) {
      this[Symbol.dispose]();
      throw error;
    }
  }
  /** Moves a file to a place that may be in missing directories; false when it is gone. */
  rename(from, to) {
    var _stack = [];
    try {
      const source = splitPath(from);
      const target = splitPath(to);
      const place = __using(_stack, this.#open(target.directory, { create: true }));
      try {
        renameSync(this.#hold(source.directory).at(source.name), place.at(target.name));
        return true;
      } catch (error) {
        if (isAbsent(error)) return false;
        throw error;
      }
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  }
  /** Deletes a file, or a directory with all in it; nothing there is no error. */
  remove(path) {
    const { directory, name } = splitPath(path);
    try {
      rmSync(this.#hold(directory).at(name), { recursive: true, force: true });
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  }
  /** `remove` that waits without holding the thread. */
  async removeAside(path) {
    const { directory, name } = splitPath(path);
    try {
      var _stack = [];
      try {
        const held = __using(_stack, this.#open(directory));
        await rm(held.at(name), { recursive: true, force: true });
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        __callDispose(_stack, _error, _hasError);
      }
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  }
  removeEmptyDirectory(path) {
    const { directory, name } = splitPath(path);
    rmdirSync(this.#hold(directory).at(name));
  }
  /** A directory that is held on to, good until the next is asked for. */
  #hold(directory, options) {
    const known = this.#held.get(directory);
    if (known !== void 0) return known;
    if (this.#held.size >= mostHeld) this[Symbol.dispose]();
    const held = holdDirectorySync(this.#root, directory, options);
    this.#held.set(directory, held);
    return held;
  }
  /** A directory of the caller's own, found from the one above it. */
  #open(directory, options) {
    if (directory === "") return holdDirectorySync(this.#root);
    const { directory: above, name } = splitPath(directory);
    return holdDirectorySync(this.#hold(above, options).path, name, options);
  }
};
var atOnce = 16;
async function inTurns(items, work) {
  const waiting = items.entries();
  const takeTurns = async () => {
    for (const [place, item] of waiting) await work(item, place);
  };
  await Promise.all(Array.from({ length: atOnce }, takeTurns));
}
var pathSchema = external_exports.string().refine(isRelativePath);
var fields = {
  moves: external_exports.array(
    external_exports.object({ from: pathSchema, to: pathSchema, size: external_exports.number(), mtime_ms: external_exports.number() })
  ),
  created: pathSchema.optional(),
  discarded: pathSchema.optional()
};
var planSchema = external_exports.object({
  schema: external_exports.literal("darkroom-operations/1"),
  operations: external_exports.array(external_exports.object(fields))
});
var singleSchema = external_exports.object({ schema: external_exports.literal("darkroom-operation/1"), ...fields });
var schema = external_exports.union([planSchema, singleSchema]);
function writePlan(operations) {
  const plan = {
    schema: "darkroom-operations/1",
    operations: operations.map(({ moves, created, discarded }) => ({ moves, created, discarded }))
  };
  return JSON.stringify(plan);
}
function readPlan(text) {
  try {
    const plan = schema.parse(JSON.parse(text ?? ""));
    return "operations" in plan ? plan.operations : [plan];
  } catch {
    return void 0;
  }
}
var OperationLog = class {
  #folder;
  constructor(folder) {
    this.#folder = folder;
  }
  /** Runs operations under one plan, each by itself: one that fails is undone, and does not stop the others. */
  async run(operations) {
    if (operations.length === 0) return [];
    const planPath = `${stagingDirectory}/${ownedName(".json")}`;
    try {
      await this.#folder.write(planPath, writePlan(operations));
      const refusals2 = await this.#writeRecords(operations);
      const unsettled = [];
      const unused = [];
      const made = operations.map((operation) => {
        try {
          if (refusals2.has(operation)) throw refusals2.get(operation);
          const moves = this.#makeMoves(operation.moves);
          const over = moves.length > 0 ? operation.discarded : operation.created;
          if (over !== void 0) unused.push(over);
          return { moves };
        } catch (error) {
          if (!this.#isSettled(operation)) unsettled.push(operation);
          return { error };
        }
      });
      await inTurns(unused, (directory) => this.#folder.removeAside(directory));
      if (unsettled.length > 0) await this.#folder.write(planPath, writePlan(unsettled));
      else this.#folder.remove(planPath);
      return made;
    } catch (error) {
      if (operations.every((operation) => this.#isSettled(operation))) this.#folder.remove(planPath);
      return operations.map(() => ({ error }));
    }
  }
  /** Finishes or undoes operations that a crash interrupted; leaves those of other living processes alone. */
  recover() {
    let recovered = 0;
    for (const name of this.#folder.list(stagingDirectory)) {
      const path = `${stagingDirectory}/${name}`;
      if (hasLivingOwner(name, this.#folder.stat(path))) continue;
      const plan = name.endsWith(".json") ? this.#read(path) : [];
      for (const operation of plan) this.#settle(operation);
      this.#folder.remove(path);
      recovered += 1;
    }
    return recovered;
  }
  /** Deletes a directory inside the root atomically for outside observers. */
  discard(directory) {
    const gone = `${stagingDirectory}/${ownedName(".gone")}`;
    this.#folder.rename(directory, gone);
    this.#folder.remove(gone);
  }
  async #writeRecords(operations) {
    const refusals2 = /* @__PURE__ */ new Map();
    await inTurns(operations, async (operation) => {
      const { record } = operation;
      if (record === void 0) return;
      try {
        await this.#folder.writeNew(record.path, record.text);
      } catch (error) {
        refusals2.set(operation, error);
      }
    });
    return refusals2;
  }
  #makeMoves(moves) {
    const made = [];
    for (const move of moves) {
      const isImage = move === moves[0];
      if (!isImage && this.#exists(move.to)) continue;
      if (this.#folder.rename(move.from, move.to)) made.push(move);
      else if (isImage) return [];
    }
    return made;
  }
  #isSettled(operation) {
    try {
      this.#settle(operation);
      return true;
    } catch {
      return false;
    }
  }
  #settle({ moves, created, discarded }) {
    const [image, ...others] = moves;
    const hasHappened = image !== void 0 && this.#isThere(image, image.to);
    if (hasHappened) {
      for (const move of others) {
        if (this.#exists(move.to)) continue;
        if (this.#isThere(move, move.from)) this.#folder.rename(move.from, move.to);
      }
    }
    this.#clean(hasHappened ? discarded : created);
  }
  /** Whether the path is the file to move, by size and time, and not a new file of the same name. */
  #isThere({ size, mtime_ms }, path) {
    const stats = this.#folder.stat(path);
    return stats?.size === size && stats.mtimeMs === mtime_ms;
  }
  #exists(path) {
    return this.#folder.stat(path) !== void 0;
  }
  #clean(directory) {
    if (directory !== void 0) this.#folder.remove(directory);
  }
  #read(path) {
    try {
      return readPlan(this.#folder.readText(path)) ?? [];
    } catch {
      return [];
    }
  }
};
var refusals = /* @__PURE__ */ new Set([
  "EACCES",
  "EDQUOT",
  "ENOSPC",
  "EPERM",
  "EROFS",
  "EXDEV",
  "EBUSY",
  // A part of the way is a link, or a file.
  "ELOOP",
  "ENOTDIR"
]);
function toWriteError(error, path) {
  if (error instanceof GalleryWriteError) return error;
  const code = errorCode(error);
  return refusals.has(code) ? new GalleryWriteError(path, code, error) : error;
}
function toFailure(error, path) {
  if (error instanceof InvalidPathError) {
    return { kind: "path", path: error.path, reason: error.reason };
  }
  const known = errorCode(error) === "" ? error : toWriteError(error, path);
  if (known instanceof GalleryWriteError) {
    return { kind: "write", path: known.path, code: known.code, cause: known.cause };
  }
  return { kind: "other", cause: error };
}
function toFileError(failure) {
  switch (failure.kind) {
    case "path":
      return new InvalidPathError(failure.path, failure.reason);
    case "write":
      return new GalleryWriteError(failure.path, failure.code, failure.cause);
    case "other":
      return new GalleryError(`A file could not be changed: ${String(failure.cause)}`, {
        cause: failure.cause
      });
  }
}
var manifestName = "manifest.json";
var trashDirectory = ".trash";
var pathSchema2 = external_exports.string().refine(isRelativePath);
var manifestSchema = external_exports.object({
  schema: external_exports.literal("darkroom-trash/1"),
  id: external_exports.string(),
  path: pathSchema2,
  deleted_at: external_exports.string(),
  files: external_exports.array(external_exports.object({ from: pathSchema2, name: pathSchema2, size: external_exports.number() }))
});
var TrashCan = class {
  #folder;
  constructor(folder) {
    this.#folder = folder;
  }
  /** Makes a directory for this id; another process that trashes the same image gets another directory. */
  makeDirectory(id, now) {
    const day = `${trashDirectory}/${dayName(now)}`;
    for (let number = 1; ; number += 1) {
      const directory = `${day}/${number === 1 ? id : `${id}~${number}`}`;
      try {
        this.#folder.makeDirectory(directory);
        return directory;
      } catch (error) {
        if (errorCode(error) === "ENOENT") number -= 1;
        else if (errorCode(error) !== "EEXIST") throw error;
      }
    }
  }
  /** The directories of all items, or of those with these ids, in either form. */
  directories(ids) {
    const wanted = ids && new Set(ids.map(presentId));
    return this.#days().flatMap(
      (day) => this.#folder.list(`${trashDirectory}/${day}`).filter((name) => wanted?.has(presentId(name.split("~")[0] ?? "")) ?? true).map((name) => `${trashDirectory}/${day}/${name}`)
    );
  }
  /** The items of these directories, newest first; one without a record is none. */
  read(directories) {
    const items = directories.flatMap((directory) => {
      const manifest = this.#readManifest(directory);
      return manifest === void 0 ? [] : [{ directory, manifest }];
    });
    return items.sort(byNewest);
  }
  /** The newest item of each of these ids, by its present form. */
  newest(ids) {
    const items = this.read(this.directories(ids)).toReversed();
    return new Map(items.map((item) => [presentId(item.manifest.id), item]));
  }
  /** Removes a day's directory if it is empty. */
  removeIfEmpty(day) {
    try {
      this.#folder.removeEmptyDirectory(day);
    } catch {
    }
  }
  #days() {
    return this.#folder.list(trashDirectory).filter((name) => /^\d{8}$/.test(name));
  }
  #readManifest(directory) {
    try {
      return manifestSchema.parse(JSON.parse(this.#folder.readText(manifestPath(directory)) ?? ""));
    } catch {
      return void 0;
    }
  }
};
function manifestPath(directory) {
  return `${directory}/${manifestName}`;
}
function byNewest(a, b) {
  return Date.parse(b.manifest.deleted_at) - Date.parse(a.manifest.deleted_at);
}
function dayName(date) {
  const digits = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return digits.map((part) => String(part).padStart(2, "0")).join("");
}

export {
  __using,
  __callDispose,
  GalleryError,
  InvalidCursorError,
  InvalidQueryError,
  InvalidPathError,
  GalleryWriteError,
  GalleryReadError,
  EventGapError,
  MetadataModuleError,
  GalleryClosedError,
  isIgnoredName,
  isVisiblePath,
  isImageName,
  isSidecarName,
  isDecodable,
  sharedSidecar,
  sidecarOwners,
  promptName,
  imageNames,
  checkRelativePath,
  checkFolder,
  idPrefix,
  imageId,
  presentId,
  toRecord,
  ImageReader,
  isAbsent,
  joinPath,
  splitPath,
  ownedName,
  stagingDirectory,
  RootFolder,
  inTurns,
  OperationLog,
  toFailure,
  toFileError,
  TrashCan,
  manifestPath,
  byNewest
};
