import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);

// ../../packages/foundation/dist/chunk-UAWBPTDW.js
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

// ../../packages/foundation/dist/index.js
import { setImmediate } from "node:timers/promises";
import {
  closeSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync
} from "node:fs";
import { lstat, mkdir, open, realpath } from "node:fs/promises";
import { join } from "node:path";
import { mkdir as mkdir2 } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { open as open2 } from "node:fs/promises";
import { Buffer } from "node:buffer";
import { closeSync as closeSync2, constants as constants2, fstatSync, lstatSync as lstatSync2, openSync as openSync2 } from "node:fs";
import { lstat as lstat2, open as open3 } from "node:fs/promises";
import { basename, dirname as dirname2 } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Buffer as Buffer2 } from "node:buffer";
import { randomUUID } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { dirname as dirname3, join as join2 } from "node:path";
import { open as open4 } from "node:fs/promises";
var isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
var isJsonObject = (value) => isRecord(value);
var toCanonicalJson = (value) => JSON.stringify(value, sortMembers);
var sortMembers = (_, value) => isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)) : value;
var longestTimeout = 2 ** 31 - 1;
var systemClock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  schedule(delayMs, run) {
    const timer = setTimeout(run, Math.min(Math.max(delayMs, 0), longestTimeout));
    timer.unref();
    return () => clearTimeout(timer);
  }
};
var longestMs = 10;
function createBreaks() {
  let since = performance.now();
  return () => {
    if (performance.now() - since < longestMs) return void 0;
    return setImmediate().then(() => {
      since = performance.now();
    });
  };
}
function editDistance(a, b) {
  const row = [];
  for (let j = 0; j <= b.length; j += 1) row.push(j);
  for (let i = 0; i < a.length; i += 1) {
    const letter = a.charCodeAt(i);
    let diagonal = i;
    let left = i + 1;
    row[0] = left;
    for (let j = 0; j < b.length; j += 1) {
      const above = row[j + 1] ?? 0;
      left = letter === b.charCodeAt(j) ? diagonal : 1 + Math.min(diagonal, above, left);
      row[j + 1] = left;
      diagonal = above;
    }
  }
  return row[b.length] ?? 0;
}
var escapePattern = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
function createDeferred() {
  let resolve2 = () => void 0;
  let reject = () => void 0;
  const promise = new Promise((settle, refuse) => {
    resolve2 = settle;
    reject = refuse;
  });
  return { promise, resolve: resolve2, reject };
}
var Wake = class {
  #woken = false;
  #resolve;
  wake() {
    this.#woken = true;
    this.#resolve?.();
  }
  /** Resolves when woken, after `ms` at the latest. Rejects with the signal's reason. */
  async wait(ms, signal) {
    signal.throwIfAborted();
    if (!this.#woken) await this.#sleep(ms, signal);
    this.#woken = false;
    signal.throwIfAborted();
  }
  async #sleep(ms, signal) {
    const { promise, resolve: resolve2 } = createDeferred();
    const timer = Number.isFinite(ms) ? setTimeout(() => resolve2(), Math.min(Math.max(0, ms), longestTimeout)) : void 0;
    const wake = () => resolve2();
    signal.addEventListener("abort", wake, { once: true });
    this.#resolve = wake;
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", wake);
      this.#resolve = void 0;
    }
  }
};
var EventLog = class {
  #options;
  #listeners = /* @__PURE__ */ new Set();
  #events;
  #nextSeq;
  #closed = false;
  #failure;
  constructor(options) {
    this.#options = options;
    this.#nextSeq = options.nextSeq ?? 1;
    this.#events = (options.events ?? []).slice(-options.retention);
  }
  get epoch() {
    return this.#options.epoch;
  }
  get lastId() {
    return this.#idOf(this.#nextSeq - 1);
  }
  /** The events that can be replayed, oldest first. */
  retained() {
    return this.#events.slice(-this.#options.retention);
  }
  append(events) {
    const { retention } = this.#options;
    for (const event of events) this.#events.push(event);
    this.#nextSeq += events.length;
    if (this.#events.length > retention * 2) {
      this.#events = this.#events.slice(-Math.max(retention, events.length));
    }
    this.#wakeAll();
  }
  /** Ends every stream, quietly or with `failure`. */
  close(failure) {
    this.#closed = true;
    this.#failure ??= failure;
    this.#wakeAll();
  }
  /**
   * Every event after the id `after`, without gap or repeat, then live until the signal aborts, which ends it quietly.
   * Without `after`: live from the call on. `read` converts an event and its id at delivery.
   *
   * @throws the error that `gap` makes
   */
  stream({ after, signal }, read) {
    const start = after === void 0 ? this.#nextSeq : this.#seqAfter(after);
    return this.#follow(start, signal, read);
  }
  #idOf(seq) {
    return `${this.#options.epoch}-${seq}`;
  }
  #seqAfter(after) {
    const digits = after.slice(after.lastIndexOf("-") + 1);
    const next = /^\d{1,15}$/.test(digits) ? Number(digits) + 1 : 0;
    const known2 = after === this.#idOf(next - 1);
    if (!known2 || next < this.#firstSeq || next > this.#nextSeq) throw this.#options.gap(after);
    return next;
  }
  get #firstSeq() {
    return this.#nextSeq - this.#events.length;
  }
  async *#follow(start, signal, read) {
    const wake = new Wake();
    this.#listeners.add(wake);
    try {
      for (let next = start; !signal.aborted; ) {
        if (next < this.#firstSeq) throw this.#options.gap(this.#idOf(next - 1));
        const event = this.#events[next - this.#firstSeq];
        if (event !== void 0) {
          next += 1;
          yield read(event, this.#idOf(next - 1));
        } else if (this.#closed) {
          if (this.#failure !== void 0) throw this.#failure;
          return;
        } else {
          await wake.wait(Number.POSITIVE_INFINITY, signal).catch(() => void 0);
        }
      }
    } finally {
      this.#listeners.delete(wake);
    }
  }
  #wakeAll() {
    for (const wake of this.#listeners) wake.wake();
  }
};
var stringOrBareToken = /"[^"\\]*(?:\\(?:.|$)[^"\\]*)*(?:"|$)|-?Infinity|NaN/gs;
function parseExactJson(text) {
  const clean = /Infinity|NaN/.test(text) ? text.replace(stringOrBareToken, (token) => token.startsWith('"') ? token : "null") : text;
  return /\d{16}/.test(clean) ? JSON.parse(clean, keepDigits) : JSON.parse(clean);
}
function keepDigits(_key, value, context) {
  const source = context?.source;
  return typeof value === "number" && source !== void 0 && losesDigits(value, source) ? JSON.rawJSON(source) : value;
}
function numberIn(value) {
  if (typeof value === "number") return value;
  const digits = exactDigits(value);
  return digits === void 0 ? void 0 : Number(digits);
}
function exactDigits(value) {
  if (JSON.isRawJSON?.(value) !== true) return void 0;
  const text = JSON.stringify(value);
  return /^-?\d+$/.test(text) ? text : void 0;
}
var losesDigits = (value, source) => !Number.isSafeInteger(value) && /^-?\d+$/.test(source);
var errorCode = (error) => error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
var isOneOf = (...codes) => (error) => codes.includes(errorCode(error));
var isMissing = isOneOf("ENOENT", "ENOTDIR");
var isDiskFull = isOneOf("ENOSPC", "EDQUOT", "EFBIG");
var isReadOnly = isOneOf("EACCES", "EPERM", "EROFS");
var isFileError = (error) => error instanceof Error && "syscall" in error && "path" in error;
var descriptors = "/proc/self/fd";
var placeOnly = 2097152;
var rootFlags = constants.O_DIRECTORY | placeOnly;
var partFlags = rootFlags | constants.O_NOFOLLOW;
var known;
function canHold() {
  known ??= process.platform === "linux" && existsSync(descriptors);
  return known;
}
async function holdDirectory(root, directory = "", { create = false, mode = 511 } = {}) {
  const parts = splitParts(directory);
  if (!canHold()) {
    const path = await walkPlain(root, parts, { create, mode });
    return { ...placed(path), [Symbol.asyncDispose]: async () => {
    } };
  }
  let handle = await open(root, rootFlags);
  try {
    for (const part of parts) {
      const path = `${descriptors}/${handle.fd}/${part}`;
      const next = await open(path, partFlags).catch(async (error) => {
        if (!(create && isMissing(error))) throw error;
        await mkdir(path, { mode }).catch(unlessThere);
        return await open(path, partFlags);
      });
      await handle.close();
      handle = next;
    }
  } catch (error) {
    await handle.close();
    throw error;
  }
  return {
    ...placed(`${descriptors}/${handle.fd}`),
    [Symbol.asyncDispose]: () => handle.close()
  };
}
function holdDirectorySync(root, directory = "", { create = false, mode = 511 } = {}) {
  const parts = splitParts(directory);
  if (!canHold()) {
    return { ...placed(walkPlainSync(root, parts, { create, mode })), [Symbol.dispose]: () => {
    } };
  }
  let descriptor = openSync(root, rootFlags);
  try {
    for (const part of parts) {
      const path = `${descriptors}/${descriptor}/${part}`;
      const next = openPartSync(path, { create, mode });
      closeSync(descriptor);
      descriptor = next;
    }
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  return {
    ...placed(`${descriptors}/${descriptor}`),
    [Symbol.dispose]: () => closeSync(descriptor)
  };
}
function openPartSync(path, { create, mode }) {
  try {
    return openSync(path, partFlags);
  } catch (error) {
    if (!(create && isMissing(error))) throw error;
    mkdirUnlessThere(path, mode);
    return openSync(path, partFlags);
  }
}
var LinkError = class extends Error {
  name = "LinkError";
  code = "ELOOP";
  constructor(path) {
    super(`${path} leads through a link`);
  }
};
function placed(path) {
  return { path, at: (name) => join(path, name) };
}
function splitParts(directory) {
  const parts = directory.split(process.platform === "win32" ? /[/\\]/ : "/");
  if (parts.includes("..")) throw new RangeError(`Expected a path inside, got ${directory}`);
  return parts.filter((part) => part !== "" && part !== ".");
}
async function walkPlain(root, parts, { create, mode }) {
  let path = await realpath(root);
  for (const part of parts) {
    path = join(path, part);
    if (create) await mkdir(path, { mode }).catch(unlessThere);
    checkPart(path, await lstat(path));
  }
  return path;
}
function walkPlainSync(root, parts, { create, mode }) {
  let path = realpathSync.native(root);
  for (const part of parts) {
    path = join(path, part);
    if (create) mkdirUnlessThere(path, mode);
    checkPart(path, lstatSync(path));
  }
  return path;
}
function checkPart(path, stats) {
  if (stats.isSymbolicLink() || !stats.isDirectory()) throw new LinkError(path);
}
function unlessThere(error) {
  if (errorCode(error) !== "EEXIST") throw error;
}
function mkdirUnlessThere(path, mode) {
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    unlessThere(error);
  }
}
var cannotSync = /* @__PURE__ */ new Set(["EPERM", "EISDIR", "EINVAL", "EACCES"]);
async function syncDirectory(path) {
  try {
    var _stack = [];
    try {
      const handle = __using(_stack, await open2(path, "r"), true);
      await handle.sync();
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    if (!cannotSync.has(errorCode(error))) throw error;
  }
}
async function makeDirectory(path, { mode } = {}) {
  const whole = resolve(path);
  const first = await mkdir2(whole, { recursive: true, ...mode === void 0 ? {} : { mode } });
  if (first === void 0) return;
  for (let made = whole; made.length >= first.length; made = dirname(made)) {
    await syncDirectory(dirname(made));
  }
}
var longestFileName = 255;
var unspeakable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufffd]/u;
var visible = /[^\p{C}\p{Z}]/u;
var forbidden = /[<>:"/\\|?*]/;
var reserved = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$) *(?:\.|$)/i;
function nameProblem(name) {
  if (unspeakable.test(name)) return "has a character that cannot be in a name";
  if (!visible.test(name)) return "has no visible character";
  if (name === "." || name === "..") return "stands for a folder in every address";
  return void 0;
}
var isReservedFileName = (name) => reserved.test(name);
function fileNameProblem(name) {
  if (forbidden.test(name)) return "has a character that Windows forbids";
  if (isReservedFileName(name)) return "has a name that Windows reserves";
  if (/[. ]$/.test(name) && nameProblem(name) === void 0) {
    return "has a name that ends in a dot or space";
  }
  if (name.startsWith("-")) return "has a name that begins with a hyphen";
  if (Buffer.byteLength(name) > longestFileName) return "has too long a name";
  return nameProblem(name);
}
function cutToBytes(text, limit) {
  if (Buffer.byteLength(text) <= limit) return text;
  let bytes = 0;
  let kept = "";
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > limit) break;
    kept += segment;
  }
  return kept;
}
var nameKey = (name) => name.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
var tooUnlike = 0.6;
function nearestNames(name, known2, { limit = 3 } = {}) {
  const wanted = plain(name);
  return [...new Set(known2)].map((candidate) => ({ candidate, score: unlikeness(wanted, plain(candidate)) })).filter(({ score }) => score <= tooUnlike).toSorted((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1)).slice(0, limit).map(({ candidate }) => candidate);
}
var didYouMean = (nearest) => nearest.length === 0 ? "" : `; did you mean ${nearest.map((name) => JSON.stringify(name)).join(" or ")}?`;
var unlikeness = (a, b) => Math.min(edits(a, b), edits(lastPart(a), lastPart(b)));
function edits(a, b) {
  const longest2 = Math.max(a.length, b.length);
  if (longest2 === 0) return 0;
  const least = Math.abs(a.length - b.length) / longest2;
  const isPart = a.length >= 3 && b.length >= 3 && (a.includes(b) || b.includes(a));
  if (isPart) return least / 2;
  return least > tooUnlike ? 1 : editDistance(a, b) / longest2;
}
var lastPart = (name) => name.slice(name.lastIndexOf("/") + 1).trimStart();
var plain = (name) => name.normalize("NFC").replaceAll("\\", "/").toLowerCase().replace(/\.(?:safetensors|sft|ckpt|pt|pth|gguf)$/, "").replaceAll(/[^\p{L}\p{N}/]+/gu, " ").trim();
var plainFlags = constants2.O_RDONLY | constants2.O_NOFOLLOW | constants2.O_NONBLOCK;
async function openPlainFile(root, path) {
  var _stack2 = [];
  try {
    const held = __using(_stack2, await holdDirectory(root, dirname2(path)), true);
    const place = held.at(basename(path));
    const handle = await open3(place, plainFlags);
    if (canHold()) return handle;
    try {
      var _stack = [];
      try {
        const again = __using(_stack, await holdDirectory(root, dirname2(path)), true);
        const [opened, named] = await Promise.all([handle.stat(), lstat2(again.at(basename(path)))]);
        if (opened.ino !== named.ino || opened.dev !== named.dev) throw new LinkError(place);
        return handle;
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    } catch (error) {
      await handle.close();
      throw error;
    }
  } catch (_2) {
    var _error2 = _2, _hasError2 = true;
  } finally {
    var _promise2 = __callDispose(_stack2, _error2, _hasError2);
    _promise2 && await _promise2;
  }
}
function openPlainFileSync(root, path) {
  var _stack2 = [];
  try {
    const held = __using(_stack2, holdDirectorySync(root, dirname2(path)));
    const place = held.at(basename(path));
    const descriptor = openSync2(place, plainFlags);
    if (canHold()) return descriptor;
    try {
      var _stack = [];
      try {
        const again = __using(_stack, holdDirectorySync(root, dirname2(path)));
        const opened = fstatSync(descriptor);
        const named = lstatSync2(again.at(basename(path)));
        if (opened.ino !== named.ino || opened.dev !== named.dev) throw new LinkError(place);
        return descriptor;
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        __callDispose(_stack, _error, _hasError);
      }
    } catch (error) {
      closeSync2(descriptor);
      throw error;
    }
  } catch (_2) {
    var _error2 = _2, _hasError2 = true;
  } finally {
    __callDispose(_stack2, _error2, _hasError2);
  }
}
async function pause(ms, signal) {
  try {
    await delay(Math.min(ms, longestTimeout), void 0, signal ? { signal } : {});
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
var pngSignature = Buffer2.from([137, 80, 78, 71, 13, 10, 26, 10]);
var pngEnd = Buffer2.from("0000000049454e44ae426082", "hex");
var longest = 2147483647;
function* pngChunks(file) {
  const read = typeof file === "function" ? file : (offset, length) => file.subarray(offset, offset + length);
  for (let offset = 8; ; ) {
    const head = Buffer2.from(read(offset, 8));
    if (head.length < 8) return;
    const length = head.readUInt32BE(0);
    if (length > longest) return;
    const type = head.toString("latin1", 4, 8);
    yield { type, offset: offset + 8, length };
    if (type === "IEND") return;
    offset += 12 + length;
  }
}
function createTimeLimit(ms, ...signals) {
  const joined = new AbortController();
  let isExpired = false;
  const expire = () => {
    isExpired = !joined.signal.aborted;
    joined.abort(new DOMException("The time limit was reached", "TimeoutError"));
  };
  const timer = Number.isFinite(ms) ? setTimeout(expire, Math.min(ms, longestTimeout)) : void 0;
  let isStopped = false;
  const releases = signals.map((signal) => {
    const onAbort = () => joined.abort(signal?.reason);
    if (signal?.aborted) onAbort();
    signal?.addEventListener("abort", onAbort, { once: true });
    return () => signal?.removeEventListener("abort", onAbort);
  });
  const stopClock = () => {
    isStopped = true;
    clearTimeout(timer);
  };
  return {
    signal: joined.signal,
    get isExpired() {
      return isExpired;
    },
    stopClock,
    restartClock() {
      if (!isStopped && !joined.signal.aborted) timer?.refresh();
    },
    [Symbol.dispose]() {
      stopClock();
      for (const release of releases) release();
    }
  };
}
function createTurns() {
  let last = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn;
    return turn;
  };
}
async function untilAborted(work, signal) {
  if (signal === void 0) return await work;
  const { promise: aborted, reject } = createDeferred();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
    work.catch(() => void 0);
  }
}
var WeakValues = class {
  #values = /* @__PURE__ */ new Map();
  #gone = new FinalizationRegistry((key) => {
    if (this.get(key) === void 0) this.#values.delete(key);
  });
  get(key) {
    return this.#values.get(key)?.deref();
  }
  /** The value of the key, made when there is none. */
  getOr(key, make) {
    const known2 = this.get(key);
    if (known2 !== void 0) return known2;
    const made = make();
    this.#values.set(key, new WeakRef(made));
    this.#gone.register(made, key);
    return made;
  }
};
async function writeDurably(path, content, { mode } = {}) {
  var _stack = [];
  try {
    const handle = __using(_stack, await open4(path, "w", mode), true);
    await handle.writeFile(content);
    await handle.datasync();
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function writeAtomically(path, content, { temporary = hiddenBeside(path), mode } = {}) {
  const directory = dirname3(path);
  await makeDirectory(directory);
  if (dirname3(temporary) !== directory) await makeDirectory(dirname3(temporary));
  try {
    await writeDurably(temporary, content, mode === void 0 ? {} : { mode });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => void 0);
    throw error;
  }
  await syncDirectory(directory);
}
var hiddenBeside = (path) => join2(dirname3(path), `.${randomUUID()}.tmp`);
async function writeFully(handle, bytes) {
  for (let offset = 0; offset < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, offset, bytes.length - offset);
    offset += bytesWritten;
  }
}

export {
  isRecord,
  isJsonObject,
  toCanonicalJson,
  systemClock,
  createBreaks,
  editDistance,
  escapePattern,
  Wake,
  EventLog,
  parseExactJson,
  numberIn,
  exactDigits,
  errorCode,
  isMissing,
  isDiskFull,
  isReadOnly,
  isFileError,
  holdDirectory,
  holdDirectorySync,
  LinkError,
  syncDirectory,
  makeDirectory,
  nameProblem,
  isReservedFileName,
  fileNameProblem,
  cutToBytes,
  nameKey,
  nearestNames,
  didYouMean,
  plainFlags,
  openPlainFile,
  openPlainFileSync,
  pause,
  pngSignature,
  pngChunks,
  createTimeLimit,
  createTurns,
  untilAborted,
  WeakValues,
  writeDurably,
  writeAtomically,
  writeFully
};
