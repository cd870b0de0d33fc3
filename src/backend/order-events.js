// Generated from src/backend/order-events.ts by `npm run build` of wix-order-events 0.1.0 (2026-11-27): edit it and the folder of its name instead.

/*!
 * Contains code of @noble/hashes 1.8.0:
 *
 * The MIT License (MIT)
 *
 * Copyright (c) 2022 Paul Miller (https://paulmillr.com)
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy
 * of this software and associated documentation files (the “Software”), to deal
 * in the Software without restriction, including without limitation the rights
 * to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
 * copies of the Software, and to permit persons to whom the Software is
 * furnished to do so, subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in
 * all copies or substantial portions of the Software.
 *
 * THE SOFTWARE IS PROVIDED “AS IS”, WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
 * IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
 * FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
 * AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
 * LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
 * OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN
 * THE SOFTWARE.
 */

import { elevate } from 'wix-auth';
import { secrets } from 'wix-secrets-backend.v2';
import { fetch } from 'wix-fetch';
import { notifications, triggeredEmails } from 'wix-crm-backend';
import wixData from 'wix-data';
import { collections } from 'wix-data.v2';

/** Most messages that one recipient gets in an hour. */
const MAX_PER_HOUR = 20;
/** A container that wrote fewer messages than this does not ask for those of others, because asking costs calls. */
const UNSUSPICIOUS = 3;
const HOUR_MS = 3600000;
/** Milliseconds for which a count from the store is cached. */
const REMEMBERED_MS$1 = 60000;
/** More recipients than one container has in an hour; at this number it forgets all counts. */
const MAX_RECIPIENTS = 10000;

/**
 * Creates the message cap. A container counts its own messages, and asks the store for those of others only after it has written several,
 * so that an ordinary order costs no call.
 */
function createMessageCap(deps) {
  const { now } = deps;
  const countsByRecipient = new Map();

  function countsOf(recipient) {
    const key = JSON.stringify(recipient);
    const known = countsByRecipient.get(key) ?? { own: [], counted: undefined };
    if (countsByRecipient.size >= MAX_RECIPIENTS) countsByRecipient.clear();
    countsByRecipient.set(key, known);
    known.own = known.own.filter(({ at }) => at > now() - HOUR_MS);
    return known;
  }

  async function countAll(recipient, { notifications }) {
    const filter = { ...recipient, createdFrom: now() - HOUR_MS };
    const sent = await notifications.count({ ...filter, status: 'sent' });
    return sent + (await notifications.count({ ...filter, status: 'pending' }));
  }

  return {
    async isReached(recipient, stores = deps) {
      const known = countsOf(recipient);
      if (known.own.length < UNSUSPICIOUS) return false;
      if (known.own.length >= MAX_PER_HOUR) return true;
      if (known.counted === undefined || now() - known.counted.at > REMEMBERED_MS$1) {
        const own = known.own.length;
        known.counted = { at: now(), all: await countAll(recipient, stores), own };
      }
      const { all, own } = known.counted;
      return all + known.own.length - own >= MAX_PER_HOUR;
    },
    note(recipient, key) {
      const known = countsOf(recipient);
      known.own = [...known.own.filter((message) => message.key !== key), { key, at: now() }];
    },
  };
}

/** Milliseconds between two looks of a container for overdue notifications. */
const TURN_EVERY_MS = 30000;

/**
 * Creates a function that returns `true` when it is time to look for overdue notifications: every half minute in each container, but not
 * right after its start, so that its first event costs no further call.
 */
function createOverdueTurns(now) {
  let nextAt = now() + TURN_EVERY_MS;
  return function takeOverdueTurn() {
    if (now() < nextAt) return false;
    nextAt = now() + TURN_EVERY_MS;
    return true;
  };
}

/**
 * The only error class that this package throws; `cause` holds what Wix threw. Decide on `code`; `message` never holds values of an
 * event.
 */
class OrderEventsError extends Error {
  constructor(code, message, cause) {
    super(message, { cause });
    this.name = 'OrderEventsError';
    this.code = code;
  }
}

/** Returns the code of a thrown value, for logs and stored rows; `unexpected` if it is not an `OrderEventsError`. */
function failureOf(error) {
  return error instanceof OrderEventsError ? error.code : 'unexpected';
}

/** Returns the id of an erasure; the same erasure is stored once. */
function idOfErasure(erased) {
  return erased.kind === 'order' ? `order/${erased.product}/${erased.orderId}` : `person/${erased.mark}`;
}

/** Returns the subject of an erasure. */
function erasedBy({ id }) {
  const [kind, name = '', ...rest] = id.split('/');
  if (kind !== 'order') return { kind: 'person', mark: name };
  return { kind, product: name, orderId: rest.join('/') };
}

/**
 * Utilities for hex, bytes, CSPRNG.
 * @module
 */
/*! noble-hashes - MIT License (c) 2022 Paul Miller (paulmillr.com) */
// We use WebCrypto aka globalThis.crypto, which exists in browsers and node.js 16+.
// node.js versions earlier than v19 don't declare it in global scope.
// For node.js, package.json#exports field mapping rewrites import
// from `crypto` to `cryptoNode`, which imports native module.
// Makes the utils un-importable in browsers without a bundler.
// Once node.js 18 is deprecated (2025-04-30), we can just drop the import.
/** Checks if something is Uint8Array. Be careful: nodejs Buffer will return true. */
function isBytes(a) {
  return a instanceof Uint8Array || (ArrayBuffer.isView(a) && a.constructor.name === 'Uint8Array');
}
/** Asserts something is positive integer. */
function anumber(n) {
  if (!Number.isSafeInteger(n) || n < 0) throw new Error('positive integer expected, got ' + n);
}
/** Asserts something is Uint8Array. */
function abytes(b, ...lengths) {
  if (!isBytes(b)) throw new Error('Uint8Array expected');
  if (lengths.length > 0 && !lengths.includes(b.length))
    throw new Error('Uint8Array expected of length ' + lengths + ', got length=' + b.length);
}
/** Asserts something is hash */
function ahash(h) {
  if (typeof h !== 'function' || typeof h.create !== 'function')
    throw new Error('Hash should be wrapped by utils.createHasher');
  anumber(h.outputLen);
  anumber(h.blockLen);
}
/** Asserts a hash instance has not been destroyed / finished */
function aexists(instance, checkFinished = true) {
  if (instance.destroyed) throw new Error('Hash instance has been destroyed');
  if (checkFinished && instance.finished) throw new Error('Hash#digest() has already been called');
}
/** Asserts output is properly-sized byte array */
function aoutput(out, instance) {
  abytes(out);
  const min = instance.outputLen;
  if (out.length < min) {
    throw new Error('digestInto() expects output buffer of length at least ' + min);
  }
}
/** Zeroize a byte array. Warning: JS provides no guarantees. */
function clean(...arrays) {
  for (let i = 0; i < arrays.length; i++) {
    arrays[i].fill(0);
  }
}
/** Create DataView of an array for easy byte-level manipulation. */
function createView(arr) {
  return new DataView(arr.buffer, arr.byteOffset, arr.byteLength);
}
/** The rotate right (circular right shift) operation for uint32 */
function rotr(word, shift) {
  return (word << (32 - shift)) | (word >>> shift);
}
// Built-in hex conversion https://caniuse.com/mdn-javascript_builtins_uint8array_fromhex
const hasHexBuiltin = /* @__PURE__ */ (() =>
  // @ts-ignore
  typeof Uint8Array.from([]).toHex === 'function' && typeof Uint8Array.fromHex === 'function')();
// Array where index 0xf0 (240) is mapped to string 'f0'
const hexes = /* @__PURE__ */ Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));
/**
 * Convert byte array to hex string. Uses built-in function, when available.
 * @example bytesToHex(Uint8Array.from([0xca, 0xfe, 0x01, 0x23])) // 'cafe0123'
 */
function bytesToHex(bytes) {
  abytes(bytes);
  // @ts-ignore
  if (hasHexBuiltin) return bytes.toHex();
  // pre-caching improves the speed 6x
  let hex = '';
  for (let i = 0; i < bytes.length; i++) {
    hex += hexes[bytes[i]];
  }
  return hex;
}
/**
 * Converts string to bytes using UTF8 encoding.
 * @example utf8ToBytes('abc') // Uint8Array.from([97, 98, 99])
 */
function utf8ToBytes(str) {
  if (typeof str !== 'string') throw new Error('string expected');
  return new Uint8Array(new TextEncoder().encode(str)); // https://bugzil.la/1681809
}
/**
 * Normalizes (non-hex) string or Uint8Array to Uint8Array.
 * Warning: when Uint8Array is passed, it would NOT get copied.
 * Keep in mind for future mutable operations.
 */
function toBytes(data) {
  if (typeof data === 'string') data = utf8ToBytes(data);
  abytes(data);
  return data;
}
/** For runtime check if class implements interface */
class Hash {}
/** Wraps hash function, creating an interface on top of it */
function createHasher(hashCons) {
  const hashC = (msg) => hashCons().update(toBytes(msg)).digest();
  const tmp = hashCons();
  hashC.outputLen = tmp.outputLen;
  hashC.blockLen = tmp.blockLen;
  hashC.create = () => hashCons();
  return hashC;
}

/**
 * Internal Merkle-Damgard hash utils.
 * @module
 */
/** Polyfill for Safari 14. https://caniuse.com/mdn-javascript_builtins_dataview_setbiguint64 */
function setBigUint64(view, byteOffset, value, isLE) {
  if (typeof view.setBigUint64 === 'function') return view.setBigUint64(byteOffset, value, isLE);
  const _32n = BigInt(32);
  const _u32_max = BigInt(0xffffffff);
  const wh = Number((value >> _32n) & _u32_max);
  const wl = Number(value & _u32_max);
  const h = isLE ? 4 : 0;
  const l = isLE ? 0 : 4;
  view.setUint32(byteOffset + h, wh, isLE);
  view.setUint32(byteOffset + l, wl, isLE);
}
/** Choice: a ? b : c */
function Chi(a, b, c) {
  return (a & b) ^ (~a & c);
}
/** Majority function, true if any two inputs is true. */
function Maj(a, b, c) {
  return (a & b) ^ (a & c) ^ (b & c);
}
/**
 * Merkle-Damgard hash construction base class.
 * Could be used to create MD5, RIPEMD, SHA1, SHA2.
 */
class HashMD extends Hash {
  constructor(blockLen, outputLen, padOffset, isLE) {
    super();
    this.finished = false;
    this.length = 0;
    this.pos = 0;
    this.destroyed = false;
    this.blockLen = blockLen;
    this.outputLen = outputLen;
    this.padOffset = padOffset;
    this.isLE = isLE;
    this.buffer = new Uint8Array(blockLen);
    this.view = createView(this.buffer);
  }
  update(data) {
    aexists(this);
    data = toBytes(data);
    abytes(data);
    const { view, buffer, blockLen } = this;
    const len = data.length;
    for (let pos = 0; pos < len;) {
      const take = Math.min(blockLen - this.pos, len - pos);
      // Fast path: we have at least one block in input, cast it to view and process
      if (take === blockLen) {
        const dataView = createView(data);
        for (; blockLen <= len - pos; pos += blockLen) this.process(dataView, pos);
        continue;
      }
      buffer.set(data.subarray(pos, pos + take), this.pos);
      this.pos += take;
      pos += take;
      if (this.pos === blockLen) {
        this.process(view, 0);
        this.pos = 0;
      }
    }
    this.length += data.length;
    this.roundClean();
    return this;
  }
  digestInto(out) {
    aexists(this);
    aoutput(out, this);
    this.finished = true;
    // Padding
    // We can avoid allocation of buffer for padding completely if it
    // was previously not allocated here. But it won't change performance.
    const { buffer, view, blockLen, isLE } = this;
    let { pos } = this;
    // append the bit '1' to the message
    buffer[pos++] = 0b10000000;
    clean(this.buffer.subarray(pos));
    // we have less than padOffset left in buffer, so we cannot put length in
    // current block, need process it and pad again
    if (this.padOffset > blockLen - pos) {
      this.process(view, 0);
      pos = 0;
    }
    // Pad until full block byte with zeros
    for (let i = pos; i < blockLen; i++) buffer[i] = 0;
    // Note: sha512 requires length to be 128bit integer, but length in JS will overflow before that
    // You need to write around 2 exabytes (u64_max / 8 / (1024**6)) for this to happen.
    // So we just write lowest 64 bits of that value.
    setBigUint64(view, blockLen - 8, BigInt(this.length * 8), isLE);
    this.process(view, 0);
    const oview = createView(out);
    const len = this.outputLen;
    // NOTE: we do division by 4 later, which should be fused in single op with modulo by JIT
    if (len % 4) throw new Error('_sha2: outputLen should be aligned to 32bit');
    const outLen = len / 4;
    const state = this.get();
    if (outLen > state.length) throw new Error('_sha2: outputLen bigger than state');
    for (let i = 0; i < outLen; i++) oview.setUint32(4 * i, state[i], isLE);
  }
  digest() {
    const { buffer, outputLen } = this;
    this.digestInto(buffer);
    const res = buffer.slice(0, outputLen);
    this.destroy();
    return res;
  }
  _cloneInto(to) {
    to || (to = new this.constructor());
    to.set(...this.get());
    const { blockLen, buffer, length, finished, destroyed, pos } = this;
    to.destroyed = destroyed;
    to.finished = finished;
    to.length = length;
    to.pos = pos;
    if (length % blockLen) to.buffer.set(buffer);
    return to;
  }
  clone() {
    return this._cloneInto();
  }
}
/**
 * Initial SHA-2 state: fractional parts of square roots of first 16 primes 2..53.
 * Check out `test/misc/sha2-gen-iv.js` for recomputation guide.
 */
/** Initial SHA256 state. Bits 0..32 of frac part of sqrt of primes 2..19 */
const SHA256_IV = /* @__PURE__ */ Uint32Array.from([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);

/**
 * SHA2 hash function. A.k.a. sha256, sha384, sha512, sha512_224, sha512_256.
 * SHA256 is the fastest hash implementable in JS, even faster than Blake3.
 * Check out [RFC 4634](https://datatracker.ietf.org/doc/html/rfc4634) and
 * [FIPS 180-4](https://nvlpubs.nist.gov/nistpubs/FIPS/NIST.FIPS.180-4.pdf).
 * @module
 */
/**
 * Round constants:
 * First 32 bits of fractional parts of the cube roots of the first 64 primes 2..311)
 */
// prettier-ignore
const SHA256_K = /* @__PURE__ */ Uint32Array.from([
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
]);
/** Reusable temporary buffer. "W" comes straight from spec. */
const SHA256_W = /* @__PURE__ */ new Uint32Array(64);
class SHA256 extends HashMD {
  constructor(outputLen = 32) {
    super(64, outputLen, 8, false);
    // We cannot use array here since array allows indexing by variable
    // which means optimizer/compiler cannot use registers.
    this.A = SHA256_IV[0] | 0;
    this.B = SHA256_IV[1] | 0;
    this.C = SHA256_IV[2] | 0;
    this.D = SHA256_IV[3] | 0;
    this.E = SHA256_IV[4] | 0;
    this.F = SHA256_IV[5] | 0;
    this.G = SHA256_IV[6] | 0;
    this.H = SHA256_IV[7] | 0;
  }
  get() {
    const { A, B, C, D, E, F, G, H } = this;
    return [A, B, C, D, E, F, G, H];
  }
  // prettier-ignore
  set(A, B, C, D, E, F, G, H) {
        this.A = A | 0;
        this.B = B | 0;
        this.C = C | 0;
        this.D = D | 0;
        this.E = E | 0;
        this.F = F | 0;
        this.G = G | 0;
        this.H = H | 0;
    }
  process(view, offset) {
    // Extend the first 16 words into the remaining 48 words w[16..63] of the message schedule array
    for (let i = 0; i < 16; i++, offset += 4) SHA256_W[i] = view.getUint32(offset, false);
    for (let i = 16; i < 64; i++) {
      const W15 = SHA256_W[i - 15];
      const W2 = SHA256_W[i - 2];
      const s0 = rotr(W15, 7) ^ rotr(W15, 18) ^ (W15 >>> 3);
      const s1 = rotr(W2, 17) ^ rotr(W2, 19) ^ (W2 >>> 10);
      SHA256_W[i] = (s1 + SHA256_W[i - 7] + s0 + SHA256_W[i - 16]) | 0;
    }
    // Compression function main loop, 64 rounds
    let { A, B, C, D, E, F, G, H } = this;
    for (let i = 0; i < 64; i++) {
      const sigma1 = rotr(E, 6) ^ rotr(E, 11) ^ rotr(E, 25);
      const T1 = (H + sigma1 + Chi(E, F, G) + SHA256_K[i] + SHA256_W[i]) | 0;
      const sigma0 = rotr(A, 2) ^ rotr(A, 13) ^ rotr(A, 22);
      const T2 = (sigma0 + Maj(A, B, C)) | 0;
      H = G;
      G = F;
      F = E;
      E = (D + T1) | 0;
      D = C;
      C = B;
      B = A;
      A = (T1 + T2) | 0;
    }
    // Add the compressed chunk to the current hash value
    A = (A + this.A) | 0;
    B = (B + this.B) | 0;
    C = (C + this.C) | 0;
    D = (D + this.D) | 0;
    E = (E + this.E) | 0;
    F = (F + this.F) | 0;
    G = (G + this.G) | 0;
    H = (H + this.H) | 0;
    this.set(A, B, C, D, E, F, G, H);
  }
  roundClean() {
    clean(SHA256_W);
  }
  destroy() {
    this.set(0, 0, 0, 0, 0, 0, 0, 0);
    clean(this.buffer);
  }
}
/**
 * SHA2-256 hash function from RFC 4634.
 *
 * It is the fastest JS hash, even faster than Blake3.
 * To break sha256 using birthday attack, attackers need to try 2^128 hashes.
 * BTC network is doing 2^70 hashes/sec (2^95 hashes/year) as per 2025.
 */
const sha256 = /* @__PURE__ */ createHasher(() => new SHA256());

const HASH_HEX_LENGTH = 16;

/** Returns a short hash of text that is not personal; personal values go through the keyed digest instead. */
function hashContent(text) {
  return bytesToHex(sha256(text)).slice(0, HASH_HEX_LENGTH);
}

/** `true` if the value is an object with keys: not an array, not a date. */
function isJsonObject(value) {
  // The first test spares most calls of the last, which costs more.
  return typeof value === 'object' && Object.prototype.toString.call(value) === '[object Object]';
}

/** Returns the value under a key; `undefined` if `value` is not an object. */
function valueAt(value, key) {
  return isJsonObject(value) ? value[key] : undefined;
}

/** A GUID, by which Wix identifies most things. */
const guidForm = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** An email address, as far as it can be recognized. */
const emailAddressForm = /^[^\s@]+@[^\s@]+$/;

/** Most people that a row names, so that it stays small; the buyer comes first. */
const MAX_PEOPLE = 200;
/** More ids and addresses than any event has, except in an attack. */
const MAX_NAMES = 2000;

const MARK_LENGTH = 12;
/**
 * Matches GUIDs, email addresses and the numbers of ticket orders. An address starts where a word starts, so that a long word is tried
 * once.
 */
const anyName =
  /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?<![^\s"@<>,;:\\])[^\s"@<>,;:\\]+@[^\s"@<>,;:\\]+|(?<![\w-])[\dA-Z]{4}-[\dA-Z]{3,4}-[\dA-Z]{2,3}(?![\w-])/gi;

/**
 * Returns the people whom an order names. The ids of a contact or member and an address in the same object are one person's. An address
 * on its own, such as the answer to a question, counts as a separate person.
 */
function peopleIn(value) {
  const people = [];
  const seen = new Set([value]);
  // Iterating a set includes what is added meanwhile: the nearest to the root first, and nothing twice.
  for (const part of seen) {
    if (people.length >= MAX_PEOPLE) break;
    if (Array.isArray(part)) {
      for (const item of part) seen.add(item);
    } else if (isJsonObject(part)) {
      const { own, alone } = namesBeside(part);
      if (own.length > 0) people.push(own);
      people.push(...alone.map((address) => [address]));
      for (const item of Object.values(part)) seen.add(item);
    }
  }
  return people;
}

const idFields = new Set(['contactId', 'memberId']);

function namesBeside(object) {
  const [own, addresses] = [[], []];
  for (const [field, value] of Object.entries(object)) {
    if (typeof value !== 'string' || value === '') continue;
    if (idFields.has(field)) own.push(value);
    else if (emailAddressForm.test(value)) (field === 'email' ? own : addresses).push(value);
  }
  return { own, alone: addresses };
}

/** Returns every id and address in the text of an event, whatever its form. */
function namesIn(text) {
  return [...new Set(text.match(anyName) ?? [])].slice(0, MAX_NAMES);
}

/**
 * Returns the marks by which data about people is found again: a keyed digest of each of their ids and addresses, those of one person
 * joined by dots; `undefined` for nobody. Without the site's key only ids are marked, because they cannot be guessed.
 */
function markPeople(people, digest) {
  const marks = people.map((person) => [...new Set(person.flatMap((name) => markOf$1(name, digest) ?? []))].join('.'));
  const some = [...new Set(marks.filter((mark) => mark !== ''))];
  return some.length === 0 ? undefined : some.join(' ');
}

/** Returns the mark of an id or an address; `undefined` for an address if the site has no key. */
function markOf$1(name, digest) {
  const text = `person/${name.toLowerCase()}`;
  if (digest !== undefined) return digest.of(text);
  return emailAddressForm.test(name) ? undefined : hashContent(text).slice(0, MARK_LENGTH);
}

/** Returns the marks of each person whom a row names. */
function peopleMarked(marks) {
  return marks === undefined ? [] : marks.split(' ').map((person) => person.split('.'));
}

/** Longest id, in characters. */
const MAX_SHORT_TEXT = 200;

/** `true` for text that is not empty and short enough for a row. */
function isShortText(value) {
  return typeof value === 'string' && value !== '' && value.length <= MAX_SHORT_TEXT;
}

/** `true` for text that is not blank. */
function isFilledText(value) {
  return typeof value === 'string' && value.trim() !== '';
}

/** Returns the fields of a rule by name. */
function fieldsOf$1(rule) {
  return rule;
}

/** Returns the hold reason for the first fault. */
function heldFor([fault]) {
  return fault === undefined ? undefined : `rule-field-invalid: ${fault.field}`;
}

const DAY_MS = 24 * 3600000;

/**
 * Emails of this repository, through Wix's Email Transmissions. The call takes a key, so that a repetition sends nothing. Wix does not
 * document how long it remembers a key, so after a day it is asked first.
 */
const email = {
  field: 'email',
  fields: ['recipient', 'variables'],
  addressee: 'contact',
  needsVariables: true,
  promises: { resend: 'exactly-once', hold: 'exactly-once' },
  takesKey: true,
  asksFromAgeMs: DAY_MS,
  faultsOf: faultsOf$3,
  callOf: (rule, language) => heldFor(faultsOf$3(rule)) ?? { template: String(rule['email']), language },
};

function faultsOf$3({ email: template }) {
  if (isShortText(template) && isFilledText(template)) return [];
  return [
    { field: 'email', what: 'names no template', fix: "write the name of a file below emails/, such as 'order-paid'" },
  ];
}

/**
 * Places where the owner and other contributors see a notification:
 * https://dev.wix.com/docs/velo/apis/wix-crm-backend/notifications/notify
 */
const notificationPlaces = ['Dashboard', 'Mobile', 'Browser'];

const MAX_TEXT = 512;
const defaultPlaces = ['Dashboard', 'Mobile'];

/** Notifications to the site's contributors. The call takes no key, and Wix reports no status afterwards. */
const notifyOwner = {
  field: 'notifyOwner',
  fields: ['on'],
  addressee: 'nobody',
  needsVariables: false,
  promises: { resend: 'at-least-once', hold: 'at-most-once' },
  takesKey: false,
  faultsOf: faultsOf$2,
  callOf: (rule) => heldFor(faultsOf$2(rule)) ?? { places: placesOf(rule).join() },
  variablesOf(rule, context) {
    const { notifyOwner: writeText } = rule;
    if (typeof writeText !== 'function') return {};
    const text = Reflect.apply(writeText, rule, [context]);
    return { text: typeof text === 'string' ? text.slice(0, MAX_TEXT) : text };
  },
};

function placesOf({ on }) {
  return Array.isArray(on) ? on : defaultPlaces;
}

function faultsOf$2(rule) {
  const { notifyOwner: writeText, on } = rule;
  const places = placesOf(rule);
  const isFine = (on === undefined || Array.isArray(on)) && places.length > 0 && places.every(isPlace);
  return [
    ...(typeof writeText === 'function'
      ? []
      : [
          {
            field: 'notifyOwner',
            what: 'has no function that writes the text',
            fix: 'write notifyOwner: ({ order }) => `…`',
          },
        ]),
    ...(isFine
      ? []
      : [{ field: 'on', what: 'names an unknown place', fix: `write a list of ${notificationPlaces.join(', ')}` }]),
  ];
}

function isPlace(value) {
  return notificationPlaces.some((place) => place === value);
}

const DEFAULT_SECRET = 'ORDER_EVENTS_POST_SECRET';
const MAX_ADDRESS = 2000;
const addressForm = /^(?:https:\/\/[^\s/?#@]+|http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?)(?:[/?#]\S*)?$/;

/**
 * Signed POST requests by the Standard Webhooks specification. The id is made from the notification's key, by which the receiver can
 * recognize a repetition: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
const post = {
  field: 'post',
  fields: ['secret', 'variables'],
  addressee: 'nobody',
  needsVariables: false,
  promises: { resend: 'at-least-once', hold: 'at-most-once' },
  takesKey: true,
  faultsOf: faultsOf$1,
  callOf: (rule) =>
    heldFor(faultsOf$1(rule)) ?? {
      url: String(rule['post']),
      secret: typeof rule['secret'] === 'string' ? rule['secret'] : DEFAULT_SECRET,
    },
};

function faultsOf$1({ post: address, secret }) {
  const isAddress = typeof address === 'string' && address.length <= MAX_ADDRESS && addressForm.test(address);
  return [
    ...(isAddress ? [] : [{ field: 'post', what: 'has no https address', fix: "write post: 'https://…'" }]),
    ...(secret === undefined || isShortText(secret)
      ? []
      : [{ field: 'secret', what: 'names no secret', fix: 'write the name that the Secrets Manager shows' }]),
  ];
}

/** Functions of the site, called with the change and the notification's key. */
const run = {
  field: 'run',
  fields: ['variables'],
  addressee: 'nobody',
  needsVariables: false,
  promises: { resend: 'at-least-once', hold: 'at-most-once' },
  takesKey: true,
  faultsOf,
  callOf: (rule) => heldFor(faultsOf(rule)) ?? {},
};

function faultsOf({ run: runFunction }) {
  if (typeof runFunction === 'function') return [];
  return [{ field: 'run', what: 'has no function to run', fix: 'write run: async ({ order, change, key }) => { … }' }];
}

/** Values kept at most, so that keys from outside cannot fill the memory; a site needs few. */
const MAX_KEPT = 200;

/** Creates a function that makes a value once for each key, as long as there are few. */
function createCache() {
  const kept = new Map();
  return function cached(key, make) {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make();
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(key, made);
    return made;
  };
}

const cached$1 = createCache();

/**
 * Returns a language code in its one spelling: `pt_BR` is `pt-BR`, `zh_Hant_TW` is `zh-Hant-TW`, and `iw` is `he`; `undefined` if it is
 * not a language code.
 */
function readLanguage(code) {
  // Asking `Intl` loads its data.
  if (code === 'en' || code === undefined) return code;
  return cached$1(`spelling ${code}`, () => canonicalOf(code));
}

function canonicalOf(code) {
  try {
    return Intl.getCanonicalLocales(code.trim().replace(/_/g, '-'))[0];
  } catch {
    return undefined;
  }
}

/**
 * Returns the codes under which a text for a language may be found, closest first: for `zh-Hant-TW` also `zh-TW`, `zh-Hant` and at last
 * `zh`.
 */
function fallbacksOf(language) {
  // As below, without loading the data of `Intl`.
  if (language === 'en') return ['en', 'en', 'en-Latn', 'en'];
  return cached$1(`fallbacks ${language}`, () => findFallbacks(language));
}

function findFallbacks(language) {
  const { baseName, region } = new Intl.Locale(language);
  const { language: base, script } = new Intl.Locale(language).maximize();
  const ofScript = script === undefined ? base : `${base}-${script}`;
  const ofRegion = region === undefined ? [] : [`${ofScript}-${region}`, `${base}-${region}`];
  return [language, baseName, ...ofRegion, ofScript, base];
}

/** Wix's triggered emails, created in the dashboard. The call takes no key, and Wix reports no status afterwards. */
const triggeredEmail = {
  field: 'emailId',
  fields: ['recipient', 'variables'],
  addressee: 'contact-or-member',
  needsVariables: true,
  promises: { resend: 'at-least-once', hold: 'at-most-once' },
  takesKey: false,
  faultsOf: ({ emailId }) =>
    isEmailId(emailId)
      ? []
      : [{ field: 'emailId', what: 'has no email id', fix: 'write the id that the dashboard shows' }],
  callOf({ emailId }, language) {
    const id = emailIdFor(emailId, language);
    return id === undefined ? 'no-email-id' : { emailId: id, language };
  },
};

/** Returns the email for the buyer's exact language, else for the closest one, else the default; `undefined` if the rule names none. */
function emailIdFor(emailId, language) {
  if (!isJsonObject(emailId)) return isShortText(emailId) ? emailId : undefined;
  const { default: usual, ...named } = emailId;
  const byLanguage = new Map(Object.entries(named).map(([code, id]) => [readLanguage(code), id]));
  const closest = fallbacksOf(language).find((code) => byLanguage.has(code));
  const found = (closest === undefined ? undefined : byLanguage.get(closest)) ?? usual;
  return isShortText(found) ? found : undefined;
}

function isEmailId(value) {
  if (!isJsonObject(value)) return isFilledText(value);
  return isFilledText(value['default']) && Object.values(value).every(isFilledText);
}

/** Every channel by name; the first is used if a rule selects none. */
const channels = { triggeredEmail, email, notifyOwner, post, run };

/** Names of all channels. */
const channelNames = Object.keys(channels);

/** Returns the channel with a name. */
function channelOf(name) {
  return channels[name];
}

/** Returns the channels that a rule selects by its fields: at most one, unless the rule is faulty. */
function chosenBy(rule) {
  return channelNames.filter((name) => rule[channels[name].field] !== undefined);
}

/** `true` if the other end can be asked for the outcome of a message, and drops repetitions. */
function canAsk({ channel }) {
  return channelOf(channel).asksFromAgeMs !== undefined;
}

/**
 * Milliseconds for which a started attempt is left alone, by the clock of the store. It is more than a handler's 8 s, `CALL_WITHIN_MS`, the
 * 14 s after which Wix ends a call, and the two minutes for which noting the result is tried.
 */
const LEASE_MS = 3 * 60000;

/** Milliseconds after its start within which an attempt calls its channel, or is given up: others may make the next one after the lease. */
const CALL_WITHIN_MS = 40000;

const BYTES = 16;
const VERSION_8 = 0x80;
const VARIANT = 0x80;

/**
 * Returns the id of a notification's call, for channels that need a GUID: the same for the same key. It is a name-based UUID over
 * SHA-256: https://www.rfc-editor.org/rfc/rfc9562.html#name-uuid-version-8
 */
function callIdOf(key) {
  const bytes = sha256(`wix-order-events/${key}`).slice(0, BYTES);
  bytes[6] = (Number(bytes[6]) & 0x0f) | VERSION_8;
  bytes[8] = (Number(bytes[8]) & 0x3f) | VARIANT;
  return bytesToHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Attempts before a notification fails; with the delays of `settle.ts` they span about a day and a half. */
const MAX_ATTEMPTS = 8;

/** Doubtful attempts after which the owner decides, even if the rule says to resend. */
const MAX_DOUBTS = 2;

/** `true` if a change may be too old to send. It happened at some time between the state known before and the event. */
function isAgeUnknown({ change, expiresAt }, now) {
  const { notBefore, occurredAt } = change;
  if (now > expiresAt) return false;
  return notBefore === undefined || now > expiresAt - Date.parse(occurredAt) + Date.parse(notBefore);
}

/**
 * Creates a notification. The handler that inserts it makes the first attempt, so it falls due only when the lease of that attempt is
 * over; a delayed one is left to the job. If the rule holds in doubt, the first attempt is claimed separately, to limit the doubt to the
 * call itself.
 */
function createNotification(draft, { source, marks, knownBefore }, now, leaseUntil = now + LEASE_MS) {
  const { change } = draft;
  const { status, reason, attempts, dueAt, settledAt } = startOf(draft, now, leaseUntil);
  // One literal, because spreading objects into each other costs more than the rest.
  return {
    key: draft.key,
    product: draft.product,
    orderId: draft.orderId,
    change: change.kind,
    occurrence: change.occurrence,
    evidence: change.evidence,
    source,
    occurredAt: change.occurredAt,
    rule: draft.rule,
    channel: draft.channel,
    call: draft.call,
    callId: canAsk(draft) ? callIdOf(draft.key) : undefined,
    contactId: draft.contactId,
    memberId: draft.memberId,
    marks,
    variables: status === 'expired' ? undefined : draft.variables,
    ifUnknown: draft.ifUnknown,
    status,
    reason,
    delayedTo: draft.delayedTo,
    unless: draft.unless,
    knownBefore,
    attempts,
    attemptLimit: MAX_ATTEMPTS,
    dueAt,
    expiresAt: draft.expiresAt,
    createdAt: now,
    settledAt,
  };
}

function startOf(draft, now, leaseUntil) {
  const { expiresAt, holdReason, delayedTo, ifUnknown } = draft;
  if (now > expiresAt) return { status: 'expired', reason: 'too-old-when-noticed', attempts: 0, settledAt: now };
  if (isAgeUnknown(draft, now)) return { status: 'expired', reason: 'age-unknown', attempts: 0, settledAt: now };
  if (holdReason !== undefined) return { status: 'held', reason: holdReason, attempts: 0, settledAt: now };
  if (delayedTo !== undefined) return { status: 'pending', attempts: 0, dueAt: Math.max(now, delayedTo) };
  return { status: 'pending', attempts: ifUnknown === 'hold' ? 0 : 1, dueAt: leaseUntil };
}

/** `true` if it is held only because no contact is known. */
function isWaitingForContact({ status, reason }) {
  return status === 'held' && reason === 'no-contact';
}

const FIRST_RETRY_DELAY_MS = 5 * 60000;
const MAX_RETRY_DELAY_MS = 12 * 3600000;

/**
 * Returns the delay after the given attempt, in milliseconds: three times the one before, less up to a fifth at random, so that a burst
 * of failures does not return as a burst. `random` is from 0 to below 1.
 */
function retryDelayMs(attempt, random) {
  const full = Math.min(MAX_RETRY_DELAY_MS, FIRST_RETRY_DELAY_MS * 3 ** (attempt - 1));
  return Math.round(full * (1 - random / 5));
}

/** Settles a notification that was sent, and removes its variables, which are personal. */
function settleSent(notification, attempts, now) {
  const status = 'sent';
  return {
    ...notification,
    status,
    attempts,
    dueAt: undefined,
    settledAt: now,
    variables: undefined,
    reason: undefined,
  };
}

/** Schedules a retry after a refused call, or settles the notification if no attempt is left. */
function settleFailedAttempt(notification, { attempt, reason, random, now }) {
  const noted = { ...notification, attempts: attempt, reason };
  if (attempt >= notification.attemptLimit && !isStillAsked(notification, attempt)) {
    const isInDoubt = doubtsOf(notification) > 0 || canAsk(notification);
    return isInDoubt ? settleUnknown(notification, attempt, now) : settled$1(noted, 'failed', now);
  }
  return { ...noted, dueAt: now + retryDelayMs(attempt, random) };
}

/** `true` while the other end can be asked: it is asked in as many further attempts before the outcome counts as unknown. */
function isStillAsked(notification, attempt) {
  return canAsk(notification) && attempt < notification.attemptLimit + MAX_ATTEMPTS;
}

/** Settles a notification that was not sent and will not be: its attempts are used up, or the other end rejected it. */
function settleFailed(notification, attempts, reason, now) {
  return { ...settled$1(notification, 'failed', now), attempts, reason };
}

/**
 * Notes that an attempt may have sent the email. It is retried if the rule resends and there were not too many doubts; otherwise the
 * owner decides.
 */
function settleDoubt(notification, failed) {
  const doubted = { ...notification, doubts: doubtsOf(notification) + 1 };
  return leavesToOwner(doubted)
    ? settleUnknown(doubted, failed.attempt, failed.now)
    : settleFailedAttempt(doubted, failed);
}

/** Returns the number of attempts that may have sent the email without a confirmation. */
function doubtsOf({ doubts = 0 }) {
  return doubts;
}

/** `true` if a notification with a new doubt is left to the owner. */
function leavesToOwner(notification) {
  const isRepeatedEnough = doubtsOf(notification) >= MAX_DOUBTS && !channelOf(notification.channel).takesKey;
  return notification.ifUnknown === 'hold' || isRepeatedEnough;
}

/** Settles a notification that may have been sent; the owner decides what to do. */
function settleUnknown(notification, attempt, now) {
  return { ...settled$1(notification, 'unknown', now), attempts: attempt, reason: 'may-have-been-sent' };
}

/** Settles a notification that is too old to be sent. */
function settleExpired(notification, now) {
  return { ...settled$1(notification, 'expired', now), variables: undefined, reason: 'too-old-when-due' };
}

/** Settles a reminder that a later change, or its rule's condition, has called off. */
function settleCalledOff(notification, now) {
  return { ...settled$1(notification, 'expired', now), variables: undefined, reason: 'called-off' };
}

/** Holds a reminder whose rule threw when it was asked whether the reminder is still wanted. */
function settleHeld(notification, attempts, reason, now) {
  return { ...settled$1(notification, 'held', now), attempts, reason };
}

/** Reduces a notification to its key, which stays so that nothing is sent again: its order or contact was anonymized. */
function settleErased(notification, now) {
  const {
    reason: _reason,
    contactId: _contact,
    memberId: _member,
    marks: _marks,
    variables: _variables,
    ...bare
  } = notification;
  return settled$1(bare, 'erased', now);
}

/** Reopens a held, failed or unknown notification, due now, at the owner's request. */
function reopen(notification, now) {
  const { settledAt: _settledAt, reason: _reason, ...open } = notification;
  const expiresAt = Math.max(open.expiresAt, now + REOPENED_MS);
  return { ...open, status: 'pending', dueAt: now, expiresAt, attemptLimit: open.attempts + MAX_ATTEMPTS };
}

/** Sets the contact found, with its marks, while holding an attempt claim (the attempt counts), and makes the notification due. */
function giveContact(notification, { contactId, marks }, attempts, now) {
  const { settledAt: _settledAt, reason: _reason, ...open } = notification;
  const dueAt = Math.max(now, open.delayedTo ?? now);
  return { ...open, contactId, marks, status: 'pending', dueAt, attempts };
}

/** Milliseconds for which a reopened notification can at least be sent: long enough for all attempts. */
const REOPENED_MS = 48 * 3600000;

function settled$1(notification, status, now) {
  return { ...notification, status, dueAt: undefined, settledAt: now };
}

/**
 * `true` if a requested erasure covers a notification: an erasure of its order, or one of a person whom it is about, which covers changes
 * up to the request.
 */
async function isErased({ product, orderId, marks, occurredAt }, { erasures }) {
  const found = await erasures.find(idsOfErasures(product, orderId, marks));
  return found.some((erasure) => erasedBy(erasure).kind === 'order' || Date.parse(occurredAt) <= erasure.askedAt);
}

/** Returns the ids of the erasures that may cover a row: that of its order, if known, and those of everybody whom its marks name. */
function idsOfErasures(product, orderId, marks) {
  const people = peopleMarked(marks).flat();
  return [
    ...(orderId === undefined ? [] : [idOfErasure({ kind: 'order', product, orderId })]),
    ...people.map((mark) => idOfErasure({ kind: 'person', mark })),
  ];
}

/**
 * Erases a notification that was just written, if its erasure was requested in the meantime. Never rejects: if the lookup fails, the
 * hourly job finds the notification when it sweeps the erasure.
 */
async function eraseIfAsked(notification, deps) {
  if (notification.status === 'erased') return notification;
  try {
    if (!(await isErased(notification, deps))) return notification;
    const erased = settleErased(notification, deps.now());
    await deps.notifications.save(erased);
    return erased;
  } catch (error) {
    deps.log('erasure lookup failed', { key: notification.key, failure: failureOf(error) });
    return notification;
  }
}

/** Rows per page of removals. */
const PAGE_SIZE$1 = 100;
/** Rows per page of a walk: fewer, so that little is read in vain when time runs out. */
const WALK_PAGE_SIZE = 50;

/** Repeats `page`, which works on one page and returns its number of rows, until a page is not full or time is up. Returns the sum. */
async function inPages(page, isInTime = always) {
  let total = 0;
  while (isInTime()) {
    const done = await page();
    total += done;
    if (done < PAGE_SIZE$1) break;
  }
  return total;
}

function always() {
  return true;
}

/** Calls `work` once for every row, page by page, whether or not the work removes the row from the listing. */
async function walkListing({ page, keyOf, placeOf }, { isInTime, concurrency }, work) {
  const seen = new Set();
  let from = 0;
  while (isInTime()) {
    const rows = await page(from, WALK_PAGE_SIZE);
    const unseen = rows.filter((row) => !seen.has(keyOf(row)));
    await forEachConcurrently(unseen, concurrency, async (row) => {
      if (!isInTime()) return;
      seen.add(keyOf(row));
      await work(row);
    });
    const last = unseen[unseen.length - 1];
    if (rows.length < WALK_PAGE_SIZE || last === undefined) return;
    from = placeOf(last);
  }
}

/** Returns what `work` returns for every item, in their order; see `forEachConcurrently`. */
async function mapConcurrently(items, concurrency, work) {
  const results = [];
  await forEachConcurrently([...items.entries()], concurrency, async ([index, item]) => {
    results[index] = await work(item);
  });
  return results;
}

/** Calls `work` for every item, `concurrency` in parallel. If a call fails, it rejects once the remaining workers have ended. */
async function forEachConcurrently(items, concurrency, work) {
  const left = items.values();
  const workThroughRest = async () => {
    for (const item of left) await work(item);
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(concurrency, items.length) }, workThroughRest));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** Most calls of a channel in parallel. */
const SENDS_AT_ONCE = 5;

/**
 * Calls the channel once for each notification and stores the results. It looks for erasures before and after the calls, so that an erased
 * notification is neither sent nor written back. What it asks and stores for several goes to Wix Data together.
 */
async function sendAttempts(attempts, deps) {
  const looked = await Promise.all(
    attempts.map(async (attempt) => ({ attempt, erased: await endIfErased(attempt, deps) })),
  );
  const ends = await mapConcurrently(looked, SENDS_AT_ONCE, async ({ attempt, erased }) => {
    return erased ?? (await callChannel(attempt, deps));
  });
  return await Promise.all(ends.map((end) => noteEnd(end, deps)));
}

/** Makes one attempt, as `sendAttempts` does. */
async function sendAttempt(attempt, deps) {
  return await noteEnd((await endIfErased(attempt, deps)) ?? (await callChannel(attempt, deps)), deps);
}

/** Asks for the outcome of a message that is no longer sent, and stores it; if nothing went out, `notSent` returns how it ends. */
async function askAttempt(notification, attempt, notSent, deps) {
  return await noteEnd((await askFor(notification, attempt, deps)) ?? notSent(), deps);
}

/** Stores how an attempt ended, then looks for an erasure. */
async function noteEnd(settled, deps) {
  try {
    await (settled.status === 'sent' ? deps.notifications.noteSent(settled) : deps.notifications.save(settled));
  } catch {
    deps.log('notification not settled', { key: settled.key, status: settled.status });
  }
  return await eraseIfAsked(settled, deps);
}

/** Ends the attempt at a notification that was erased. If that cannot be determined, nothing is sent and the attempt fails. */
async function endIfErased({ notification, attempt }, deps) {
  const { now, random } = deps;
  try {
    return (await isErased(notification, deps)) ? settleErased(notification, now()) : undefined;
  } catch (error) {
    return settleFailedAttempt(notification, { attempt, reason: failureOf(error), random: random(), now: now() });
  }
}

async function callChannel({ notification, attempt, startedAt }, deps) {
  const { channels, now, random } = deps;
  if (now() > startedAt + CALL_WITHIN_MS) {
    return settleFailedAttempt(notification, { attempt, reason: 'out-of-time', random: random(), now: now() });
  }
  if (mustAskFirst(notification, now())) {
    // Asking takes a while, in which an erasure may come.
    const known = (await askFor(notification, attempt, deps)) ?? (await endIfErased({ notification, attempt }, deps));
    if (known !== undefined) return known;
  }
  const result = await channels.send(messageOf(notification, deps));
  if (result.kind === 'sent') return settleSent(notification, attempt, now());
  const failed = { attempt, reason: result.code, random: random(), now: now() };
  return result.kind === 'refused' ? settleFailedAttempt(notification, failed) : settleDoubt(notification, failed);
}

/** `true` if an earlier attempt is so long ago that the other end may have forgotten its key. */
function mustAskFirst({ channel, attempts, createdAt }, now) {
  const { asksFromAgeMs = Infinity } = channelOf(channel);
  return attempts > 0 && now - createdAt >= asksFromAgeMs;
}

/** Asks the other end for the outcome of a message; returns `undefined` if nothing went out. */
async function askFor(notification, attempt, deps) {
  const { channels, now, random } = deps;
  const answer = (await channels.ask?.(messageOf(notification, deps))) ?? cannotBeAsked;
  switch (answer.kind) {
    case 'sent':
      return settleSent(notification, attempt, now());
    case 'rejected':
      return settleFailed(notification, attempt, answer.code, now());
    case 'unanswered':
      return settleFailedAttempt(notification, { attempt, reason: answer.code, random: random(), now: now() });
    case 'not-sent':
      return undefined;
  }
}

const cannotBeAsked = { kind: 'unanswered', code: 'cannot-be-asked' };

function messageOf(notification, { site }) {
  const { key, channel, call, contactId = '', memberId, variables = {} } = notification;
  const { product, orderId, change, occurrence, evidence, occurredAt, rule, createdAt } = notification;
  return {
    key,
    channel,
    call,
    recipient: memberId === undefined ? { contactId } : { memberId },
    variables,
    about: { product, orderId, change, occurrence, evidence, occurredAt, rule, createdAt },
    settings: site?.settings,
    run: site?.rules.find(({ id }) => id === rule)?.run,
  };
}

/** Notifications whose results are stored together: until then a stopped handler leaves all of them in doubt. */
const BATCH_SIZE = 20;

/**
 * Makes the first attempts at the notifications of an event, in the handler that inserted them. After its deadline it leaves the rest to
 * the job: the lease is far longer, so the two never overlap. Never rejects. Returns the notifications as they are then.
 */
async function sendFirstAttempts(own, deadline, deps) {
  const ends = [];
  for (let from = 0; from < own.length; from += BATCH_SIZE) {
    ends.push(...(await sendBatch(own.slice(from, from + BATCH_SIZE), deadline, deps)));
  }
  return ends;
}

async function sendBatch(batch, deadline, deps) {
  const startedAt = deps.now();
  if (startedAt >= deadline) return batch;
  const left = await Promise.all(batch.map((notification) => leaveUnlessOwn(notification, deps)));
  const attempts = batch.filter((_notification, index) => left[index] === undefined);
  const sent = await sendAttempts(
    attempts.map((notification) => ({ notification, attempt: 1, startedAt })),
    deps,
  );
  const unplaced = [...sent];
  return left.flatMap((notification) => notification ?? unplaced.splice(0, 1));
}

/** Returns a notification that this handler does not send; `undefined` if the first attempt is its own. */
async function leaveUnlessOwn(notification, deps) {
  if (notification.status !== 'pending') return await eraseIfAsked(notification, deps);
  if (notification.delayedTo !== undefined) return notification;
  if (notification.ifUnknown !== 'hold') return undefined;
  try {
    const claim = await deps.claims.claim(notification.key, 1, deps.storeTime().latest);
    return claim.kind === 'taken' ? notification : undefined;
  } catch (error) {
    // It is written already, and the others are still sent.
    deps.log('notification left to the job', { key: notification.key, failure: failureOf(error) });
    return notification;
  }
}

/**
 * Escapes a text from outside, such as a ticket or tracking number, for an occurrence, in which `@`, `~` and `+` have a meaning. Nearly
 * every such text stays as it is.
 */
function occurrencePart(text) {
  return escaped(text, /[%@~+]/g);
}

/** Escapes a part of a notification's key, whose parts are separated by `/`. */
function keyPart(text) {
  return escaped(text, /[%/]/g);
}

/** Returns the last part of a notification's key: the rule, followed by `@` and the ticket if the rule is for every guest. */
function lastKeyPart(rule, ticketNumber) {
  const escape = /[%@]/g;
  const ticket = ticketNumber === undefined ? [] : [escaped(ticketNumber, escape)];
  return [escaped(rule, escape), ...ticket].join('@');
}

/** Returns the text that was escaped as a part. */
function textOfPart(part) {
  return part.replace(/%([\dA-F]{2})/g, (_escape, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

function escaped(text, characters) {
  return text.replace(characters, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * Returns the value that a record itself has under a key. Ids and form fields come from outside, and some are names that every object
 * inherits, such as `constructor`.
 */
function ownValue(record, key) {
  return record !== undefined && Object.prototype.hasOwnProperty.call(record, key) ? record[key] : undefined;
}

/** Returns the digests for one order: the same value has another digest in every other order. */
function digestOfOrder(digest, { product, id }) {
  if (digest === undefined) return undefined;
  const order = JSON.stringify([product, id]);
  return { ...digest, of: (text) => digest.of(order + text) };
}

/** Returns the digests of a group of personal values, reusing `known` if it is the same; `undefined` without values or key. */
function digestDetails(values, digest, known) {
  const names = Object.keys(values).sort();
  if (digest === undefined || names.length === 0) return undefined;
  const lines = names.map((name) => ({ name, line: `${name}=${String(values[name])}` }));
  const { fingerprint: key } = digest;
  const all = digest.of(lines.map(({ line }) => line).join('\n'));
  const isKnown = key === known?.key && all === known.all;
  if (isKnown && hasFields(known, names)) return known;
  const fields = lines.map(({ name, line }) => {
    const knownField = isKnown ? ownValue(known.fields, name) : undefined;
    return [name, knownField ?? digest.of(line)];
  });
  return { key, all, fields: Object.fromEntries(fields) };
}

/** `true` if the digests are of these fields and no others. */
function hasFields({ fields }, names) {
  return Object.keys(fields).length === names.length && names.every((name) => ownValue(fields, name) !== undefined);
}

/**
 * Returns the digests of the later event, and those of fields that only the earlier one has. If details changed, the fields that the
 * later event lacks may have changed too, so they become unknown.
 */
function mergeDetails(before, after) {
  if (before === undefined || after === undefined) return after ?? before;
  if (before.key !== after.key) return after;
  if (before.all === after.all) return before;
  return movedDetails(before, after).length > 0 ? after : { ...after, fields: { ...before.fields, ...after.fields } };
}

/**
 * Returns the names of the fields whose value changed. A field that one side lacks is unknown, not changed; so is every field after the
 * site's key was replaced.
 */
function movedDetails(before, after) {
  if (before === undefined || after === undefined) return [];
  if (before.key !== after.key || before.all === after.all) return [];
  return Object.keys(after.fields).filter((name) => {
    const earlier = ownValue(before.fields, name);
    return earlier !== undefined && earlier !== after.fields[name];
  });
}

/** Reports changed personal values by the names of their fields, never by value. */
function detailFindings(kind, before, after, owner) {
  const moved = movedDetails(before, after);
  if (after === undefined || moved.length === 0) return [];
  const named = owner === undefined ? {} : { [owner.field]: owner.value };
  const occurrence = owner === undefined ? after.all : `${occurrencePart(owner.value)}@${after.all}`;
  return [
    { kind, occurrence, canRepeat: true, subject: owner?.value, previous: named, current: { ...named, fields: moved } },
  ];
}

/** Occurrence of a kind that happens once per order. */
const ONCE = '1';

/** Returns the change of one field. */
function fieldFinding(kind, field, previous, current, { occurrence = ONCE, canRepeat = false, at, ...rest } = {}) {
  const shown = { previous: { [field]: previous ?? null }, current: { [field]: current ?? null } };
  return { kind, occurrence, canRepeat, at, ...rest, ...shown };
}

/** Returns the change of a boolean that toggles; nothing while either side is unknown. */
function toggleFindings(kinds, field, before, after, subject) {
  if (before === undefined || after === undefined || before === after) return [];
  const kind = after ? kinds.on : kinds.off;
  const occurrence = subject === undefined ? ONCE : `${occurrencePart(subject)}@${ONCE}`;
  return [{ ...fieldFinding(kind, field, before, after, { occurrence, canRepeat: true }), subject }];
}

/** Reports a status value that this package does not know, because Wix adds values; `previous` is `undefined` at first sight. */
function findUnknownStatus(field, known, previous, current) {
  if (current === undefined || current === previous || known.has(current)) return [];
  return [
    fieldFinding('status-unknown', field, previous, current, { occurrence: `${field}=${occurrencePart(current)}` }),
  ];
}

/** Wix prints an instant with 3, 6 or 9 digits, so two prints of it can differ by a millisecond. */
const PRINTED_INSTANT_TOLERANCE_MS = 1;

const knownStatuses = new Set(['DRAFT', 'PENDING', 'ACTIVE', 'PAUSED', 'ENDED', 'CANCELED']);

const kindOfPaymentStatus$1 = new Map([
  ['PAID', 'order-paid'],
  ['REFUNDED', 'order-refunded'],
  ['FAILED', 'order-payment-failed'],
  ['PENDING', 'order-payment-pending'],
  ['UNPAID', undefined],
  ['NOT_APPLICABLE', undefined],
]);

/** Returns the changes of a plan order between two snapshots. If several reasons explain a moved field, the first one counts. */
function comparePlanOrders(before, after) {
  const cancel = cancelFindings(before, after);
  const end = endFindings(before, after);
  const isOver = cancel.length > 0 || end.length > 0;
  const pauses = isOver ? [] : pauseFindings(before, after);
  const start = isOver ? [] : startFindings(before, after);
  const payment = planPaymentFindings(before, after);
  const autoRenew = isOver ? [] : autoRenewFindings(before, after);
  return [
    ...cancel,
    ...end,
    ...pauses,
    ...start,
    ...payment,
    ...(start.length + payment.length > 0 ? [] : placedFindings(before, after)),
    ...autoRenew,
    ...cycleFindings(before, after),
    ...(isOver ? [] : dateFindings(before, after, autoRenew.length > 0)),
    ...detailFindings('buyer-details-changed', before.buyer, after.buyer),
    ...findUnknownPlanStatuses(before, after),
  ];
}

/** Reports status values that no document lists; `before` is `undefined` at first sight. */
function findUnknownPlanStatuses(before, after) {
  return [
    ...findUnknownStatus('status', knownStatuses, before?.status, after.status),
    ...findUnknownStatus('lastPaymentStatus', kindOfPaymentStatus$1, before?.paymentStatus, after.paymentStatus),
  ];
}

/** Returns the findings of a canceled order: it is over at once, or after the paid period. */
function canceledFindings(before, after) {
  const previous = before?.status;
  const at = after.endAt;
  const canceled = fieldFinding('order-canceled', 'status', previous, after.status, { at });
  const isOver =
    after.cancellationEffectiveAt === 'IMMEDIATELY' ||
    (before?.autoRenewCanceled === true && after.cancellationEffectiveAt === 'NEXT_PAYMENT_DATE');
  return isOver ? [canceled, endedFinding(previous, after)] : [canceled];
}

function cancelFindings(before, after) {
  return entered('CANCELED', before, after) ? canceledFindings(before, after) : [];
}

function endFindings(before, after) {
  return entered('ENDED', before, after) ? [endedFinding(before.status, after)] : [];
}

/** Returns the end as a finding: Wix moves the end date to the instant at which an order is over. */
function endedFinding(previous, { status, endAt }) {
  return fieldFinding('order-ended', 'status', previous, status, { at: endAt });
}

function entered(status, before, after) {
  return before.status !== undefined && before.status !== status && after.status === status;
}

/** Returns the pauses and resumes that the pause periods show, including those whose own event never arrived. */
function pauseFindings(before, after) {
  const known = new Map(before.pauses?.map((pause) => [pause.pausedAt, pause]));
  const found = before.pauses === undefined ? [] : (after.pauses ?? []).flatMap((pause) => newsOfPause(pause, known));
  const last = after.pauses?.[after.pauses.length - 1];
  if (entered('PAUSED', before, after) && !found.some(({ kind }) => kind === 'order-paused')) {
    found.push(pausedFinding(last));
  }
  if (before.status === 'PAUSED' && after.status === 'ACTIVE' && !found.some(({ kind }) => kind === 'order-resumed')) {
    found.push(resumedFinding(last));
  }
  return found;
}

function newsOfPause(pause, known) {
  const earlier = known.get(pause.pausedAt);
  const isNewPause = earlier === undefined;
  const isNewResume = pause.resumedAt !== undefined && earlier?.resumedAt === undefined;
  return [...(isNewPause ? [pausedFinding(pause)] : []), ...(isNewResume ? [resumedFinding(pause)] : [])];
}

/** Returns a pause as a finding; its occurrence is the instant of the pause. */
function pausedFinding(pause) {
  const at = pause?.pausedAt;
  return fieldFinding('order-paused', 'status', 'ACTIVE', 'PAUSED', { ...pauseOccurrence(pause), at });
}

/** Returns a resume as a finding; its occurrence is the instant of the pause that it ends. */
function resumedFinding(pause) {
  const at = pause?.resumedAt;
  return fieldFinding('order-resumed', 'status', 'PAUSED', 'ACTIVE', { ...pauseOccurrence(pause), at });
}

function pauseOccurrence(pause) {
  if (pause === undefined) return { occurrence: 'unknown-pause', canRepeat: true, isApproximate: true };
  return { occurrence: pause.pausedAt, canRepeat: false };
}

function startFindings(before, after) {
  const hasStarted = (before.status === 'DRAFT' || before.status === 'PENDING') && after.status === 'ACTIVE';
  if (!hasStarted) return [];
  return [fieldFinding('order-started', 'status', before.status, 'ACTIVE', { notBefore: after.startAt })];
}

function placedFindings(before, after) {
  const isPlaced = before.status === 'DRAFT' && after.status === 'PENDING';
  return isPlaced ? [fieldFinding('order-placed', 'status', 'DRAFT', 'PENDING')] : [];
}

/**
 * Returns the payments between two snapshots. A payment belongs to the cycle that is current when it is made. Wix charges an online order
 * in each cycle and may leave the status paid throughout, so a new cycle that is paid is a payment of its own. The first cycle, even
 * after a free trial, is the purchase.
 */
function planPaymentFindings(before, after) {
  const [previous, current] = [paymentBefore(before), after.paymentStatus];
  if (current === undefined) return [];
  const isNewCycle = hasNewCycle(before, after);
  const isCharged = isNewCycle && current === 'PAID' && after.isOffline !== true;
  if (!isCharged && (previous === undefined || previous === current)) return [];
  const kind = kindOfPaymentStatus$1.get(current);
  if (kind === undefined) return [];
  const canRepeat = kind !== 'order-paid' || previous === 'REFUNDED';
  // A draft becomes something else by its purchase, whatever cycle a start in the past puts that in.
  const isPurchase = before.status === 'DRAFT';
  return [paymentFinding(kind, isPurchase ? { ...after, cycleIndex: 1 } : after, previous, canRepeat)];
}

/** Returns the payment status. A draft is an unfinished checkout, so it counts as unpaid even if it does not say so. */
function paymentBefore({ status, paymentStatus }) {
  return paymentStatus ?? (status === 'DRAFT' ? 'UNPAID' : undefined);
}

function hasNewCycle(before, { paymentCycle: later }) {
  const earlier = before.paymentCycle ?? before.cycleIndex;
  return earlier !== undefined && later !== undefined && later > earlier;
}

/** Returns a payment as a finding: in a later cycle of an online order it is a renewal. A payment is never older than its cycle. */
function paymentFinding(kind, snapshot, previous, canRepeat = false) {
  const { cycleIndex, cycleStartedAt, isOffline, paymentStatus } = snapshot;
  const cycle = Math.max(1, cycleIndex ?? 1);
  const isRenewal = kind === 'order-paid' && cycle > 1 && isOffline !== true;
  const own = { occurrence: `cycle-${String(cycle)}`, canRepeat, notBefore: cycleStartedAt };
  const finding = fieldFinding(isRenewal ? 'order-renewed' : kind, 'lastPaymentStatus', previous, paymentStatus, own);
  const shown = { ...(isRenewal ? { cycleIndex: cycle } : {}), ...totalOf(snapshot, cycle) };
  return { ...finding, current: { ...finding.current, ...shown } };
}

function totalOf({ total, pricedCycles }, cycle) {
  if (total === undefined || pricedCycles === undefined) return {};
  const { first, last = cycle } = pricedCycles;
  return cycle < first || cycle > last ? {} : { total };
}

function autoRenewFindings(before, after) {
  const isStopped = before.autoRenewCanceled === false && after.autoRenewCanceled === true;
  return isStopped ? [fieldFinding('auto-renew-canceled', 'autoRenewCanceled', false, true)] : [];
}

function cycleFindings(before, after) {
  const [earlier, later] = [before.cycleIndex, after.cycleIndex];
  if (earlier === undefined || later === undefined || later <= earlier || before.status !== after.status) return [];
  return [cycleStartedFinding(later, after.cycleStartedAt, earlier)];
}

/** Returns the start of a cycle as a finding; its occurrence is the number of the cycle. */
function cycleStartedFinding(cycle, at, previous) {
  return fieldFinding('cycle-started', 'cycleIndex', previous, cycle, { occurrence: `cycle-${String(cycle)}`, at });
}

/**
 * Returns the changed dates. A pause that ended, and a start that moved, each move the end by the same amount; only the remainder is a
 * change of the end.
 */
function dateFindings(before, after, isRenewalStopped) {
  const startShiftMs = shiftMs(before.startAt, after.startAt);
  const ownEndShiftMs = shiftMs(before.endAt, after.endAt) - pausedMsBetween(before, after);
  const isExplained =
    isRenewalStopped ||
    before.endAt === undefined ||
    after.endAt === undefined ||
    before.endAt === after.endAt ||
    [0, startShiftMs].some((shift) => Math.abs(ownEndShiftMs - shift) <= PRINTED_INSTANT_TOLERANCE_MS);
  const findings = [];
  if (!isExplained) {
    const kind = ownEndShiftMs > startShiftMs ? 'end-date-postponed' : 'end-date-brought-forward';
    findings.push(dateFinding(kind, 'endDate', before.endAt, after.endAt));
  }
  if (startShiftMs !== 0) findings.push(dateFinding('start-date-changed', 'startDate', before.startAt, after.startAt));
  return findings;
}

function dateFinding(kind, field, before, after) {
  return fieldFinding(kind, field, before, after, { occurrence: String(after), canRepeat: true });
}

function shiftMs(before, after) {
  return before === undefined || after === undefined ? 0 : Date.parse(after) - Date.parse(before);
}

/** Returns how long the pauses that ended between two snapshots lasted, in milliseconds: Wix moves the end date by exactly that. */
function pausedMsBetween(before, after) {
  return pausedMs(after) - pausedMs(before);
}

function pausedMs({ pauses }) {
  const lengths = (pauses ?? []).map(({ pausedAt, resumedAt }) => shiftMs(pausedAt, resumedAt));
  return lengths.reduce((sum, length) => sum + length, 0);
}

/** Length of `2023-01-16T14:40:02.119Z`; years outside 0 to 9999 are longer and do not sort as text. */
const ISO_LENGTH = 24;

const rfc3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9})\d*)?(Z|[+-]\d\d:\d\d)$/;

/** Reads the instant of a JSON date string or a `Date`; `undefined` if it is unreadable. */
function readInstant(value) {
  if (typeof value === 'string') return readInstantText(value);
  return isDate(value) ? instantOfMs(value.getTime()) : undefined;
}

function readInstantText(text) {
  const parts = rfc3339.exec(text);
  if (parts === null) return undefined;
  const [, seconds, fraction = '', zone] = parts;
  const wholeSecondMs = Date.parse(`${seconds}${zone}`);
  if (Number.isNaN(wholeSecondMs)) return undefined;
  const utcSeconds = zone === 'Z' ? seconds : instantOfMs(wholeSecondMs)?.slice(0, 19);
  return utcSeconds === undefined ? undefined : `${utcSeconds}.${fraction.padEnd(9, '0')}Z`;
}

/** `true` for a `Date`, including one from another realm, for which `instanceof` fails. */
function isDate(value) {
  return Object.prototype.toString.call(value) === '[object Date]';
}

/** Returns the instant of milliseconds since 1970; `undefined` outside the years 0 to 9999. */
function instantOfMs(ms) {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return undefined;
  const text = date.toISOString();
  return text.length === ISO_LENGTH ? `${text.slice(0, 23)}000000Z` : undefined;
}

const EPOCH = '1970-01-01T00:00:00.000000000Z';

/** Returns the instant of a clock's milliseconds since 1970; the beginning of 1970 if they are no valid date. */
function instantOfNow(ms) {
  return instantOfMs(ms) ?? EPOCH;
}

/** Returns an instant in milliseconds since 1970; finer digits are cut off, as in the JavaScript SDK. */
function msOf(instant) {
  return Date.parse(toMilliseconds(instant));
}

/** Returns the instant cut to milliseconds. */
function toMilliseconds(instant) {
  return `${instant.slice(0, 23)}Z`;
}

/**
 * Age of an order, in milliseconds, up to which its payment is news at first sight: a payment through another bank's page takes minutes.
 */
const FRESH_ORDER_MS = 10 * 60000;

/**
 * Longest time between an instant of a plan order and the event that it causes. In the documented events it is up to 3.2 s (once 33.6 s,
 * for an end), and up to 138 s if the scheduler starts a cycle.
 */
const FRESH_MS = 60000;
const FRESH_CYCLE_MS = 300000;
/** An order of this age that has not started yet can hardly have been paid before its last write. */
const YOUNG_MS = 7 * 24 * 3600000;
const FRESH_WRITE_MS = 5000;

/**
 * Returns what the first event of a plan order shows to have just happened: by an instant of the order that is close to the event's, or
 * by its end.
 */
function findPlanNewsAtFirstSight(snapshot, order, happenedAt) {
  const eventMs = msOf(happenedAt);
  return [
    ...statusNews(order, snapshot, eventMs),
    ...paymentNews$1(order, snapshot, eventMs),
    ...findUnknownPlanStatuses(undefined, snapshot),
  ];
}

function statusNews(order, snapshot, eventMs) {
  const { status } = snapshot;
  const isOver = order.endAt !== undefined && Date.parse(order.endAt) <= eventMs;
  if (status === 'CANCELED') return isOver ? canceledFindings(undefined, snapshot) : [];
  if (status === 'ENDED') return isOver ? [endedFinding(undefined, snapshot)] : [];
  const lastPause = order.pauses?.[order.pauses.length - 1];
  if (status === 'PAUSED') return isWithin(FRESH_MS, lastPause?.pausedAt, eventMs) ? [pausedFinding(lastPause)] : [];
  if (status !== 'ACTIVE') return [];
  if (isWithin(FRESH_MS, lastPause?.resumedAt, eventMs)) return [resumedFinding(lastPause)];
  if (isWithin(FRESH_MS, order.startAt, eventMs)) {
    return [startOrPlacement(order, isWithin(FRESH_MS, order.createdAt, eventMs))];
  }
  return isWithin(FRESH_CYCLE_MS, order.cycleStartedAt, eventMs) ? startedCycle$1(order) : [];
}

/**
 * Returns a payment as news if the order is so young that the payment cannot be old, and shows nothing that comes after a payment; in a
 * later cycle, if that has just begun.
 */
function paymentNews$1(order, snapshot, eventMs) {
  const { createdAt, cycleIndex, updatedAt } = order;
  if (snapshot.paymentStatus !== 'PAID' || isFurther$2(order, snapshot)) return [];
  const paid = paymentFinding('order-paid', snapshot, undefined);
  if (cycleIndex !== undefined && cycleIndex > 1) {
    const isCharged = snapshot.isOffline !== true && isWithin(FRESH_CYCLE_MS, order.cycleStartedAt, eventMs);
    return isCharged ? [paid] : [];
  }
  if (isWithin(FRESH_ORDER_MS, createdAt, eventMs)) return [{ ...paid, notBefore: createdAt }];
  const isMarked =
    order.isOffline &&
    snapshot.status === 'PENDING' &&
    isWithin(YOUNG_MS, createdAt, eventMs) &&
    isWithin(FRESH_WRITE_MS, updatedAt, eventMs);
  return isMarked ? [{ ...paid, at: updatedAt }] : [];
}

/** `true` if the order shows more than a payment: a trial, in which nothing is paid, or something that comes later. */
function isFurther$2({ pauses, cycleIndex, autoRenewCanceled }, snapshot) {
  const { status, cancellationEffectiveAt } = snapshot;
  const isUnderWay = status === 'DRAFT' || status === 'PENDING' || status === 'ACTIVE';
  const isStopped = autoRenewCanceled === true || cancellationEffectiveAt !== undefined;
  return !isUnderWay || cycleIndex === 0 || isStopped || (pauses !== undefined && pauses.length > 0);
}

function isWithin(windowMs, instant, eventMs) {
  const ageMs = instant === undefined ? -1 : eventMs - Date.parse(instant);
  return ageMs >= 0 && ageMs <= windowMs;
}

function startOrPlacement({ startAt, createdAt }, isJustCreated) {
  return isJustCreated
    ? fieldFinding('order-placed', 'status', undefined, 'ACTIVE', { at: createdAt })
    : fieldFinding('order-started', 'status', undefined, 'ACTIVE', { at: startAt });
}

function startedCycle$1({ cycleIndex, cycleStartedAt }) {
  return cycleIndex === undefined ? [] : [cycleStartedFinding(cycleIndex, cycleStartedAt)];
}

/** The amount zero. */
const ZERO = '0';

/** Far longer than any amount of money; the pattern below takes quadratic time. */
const MAX_LENGTH = 64;

const plainDecimal = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/;

/** Reads an amount in its one spelling; `undefined` if it is not a plain decimal number. */
function readDecimal(value) {
  const text = String(value ?? '');
  const parts = text.length > MAX_LENGTH ? null : plainDecimal.exec(text);
  if (parts === null) return undefined;
  const [, sign, whole, fraction = ''] = parts;
  return spelled(String(sign), String(whole), fraction);
}

/** Returns the amount of these digits, which have no needless zeros. */
function spelled(sign, whole, fraction) {
  const digits = fraction === '' ? whole : `${whole}.${fraction}`;
  return digits === '0' ? ZERO : `${sign}${digits}`;
}

/** Returns the exact sum of two amounts. */
function addDecimals(left, right) {
  const scale = Math.max(fractionLength(left), fractionLength(right));
  return fromUnits(toUnits(left, scale) + toUnits(right, scale), scale);
}

/** Returns the exact difference of two amounts. */
function subtractDecimals(left, right) {
  const scale = Math.max(fractionLength(left), fractionLength(right));
  return fromUnits(toUnits(left, scale) - toUnits(right, scale), scale);
}

/** Returns a negative number, zero or a positive number if `left` is less than, equal to or greater than `right`. */
function compareDecimals(left, right) {
  const scale = Math.max(fractionLength(left), fractionLength(right));
  const difference = toUnits(left, scale) - toUnits(right, scale);
  return difference < 0n ? -1 : Number(difference > 0n);
}

function fractionLength(decimal) {
  const point = decimal.indexOf('.');
  return point === -1 ? 0 : decimal.length - point - 1;
}

function toUnits(decimal, scale) {
  const zeros = '0'.repeat(scale - fractionLength(decimal));
  return BigInt(decimal.replace('.', '') + zeros);
}

function fromUnits(units, scale) {
  const sign = units < 0n ? '-' : '';
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return spelled(sign, digits.slice(0, point), digits.slice(point).replace(/0+$/, ''));
}

/** Creates a field whose values satisfy a condition. */
function fieldOf$1(expected, isExpected) {
  return (value, issues) => {
    if (value === undefined || value === null || isExpected(value)) return value;
    addIssue(issues, expected, value);
    return undefined;
  };
}

function addIssue(issues, expected, value) {
  issues.push({ keys: [], expected, value });
}

function shortText(maxLength) {
  return (value, issues) => {
    const text = textField(value, issues);
    if (typeof text !== 'string' || text.length <= maxLength) return text;
    addIssue(issues, `text of at most ${String(maxLength)} characters`, text);
    return undefined;
  };
}

/** Far above every documented id (a GUID has 36 characters) and far below what a stored item may hold. */
const MAX_ID_LENGTH = 128;
const MAX_STATUS_LENGTH = 64;

/** Free text. */
const textField = fieldOf$1('string', isText);
/** An id: text of limited length. */
const idField = shortText(MAX_ID_LENGTH);
/** A status: any text, because Wix adds values. */
const statusField = shortText(MAX_STATUS_LENGTH);
/** A boolean. */
const flagField = fieldOf$1('boolean', isFlag);
/** A number. */
const numberField = fieldOf$1('number', isNumber);
/** A count, which some documents print as text. */
const countField = fieldOf$1('number or text', (value) => isNumber(value) || isText(value));
/** A date, as text or `Date`; it is parsed later. */
const dateField = fieldOf$1('date', (value) => isText(value) || isDate(value));
/** An answer of a form: text; some sources print a number or a boolean. */
const answerField = fieldOf$1('answer', (value) => isText(value) || isNumber(value) || isFlag(value));
/** Anything. */
const anyField = (value) => value;

function isText(value) {
  return typeof value === 'string';
}

function isFlag(value) {
  return typeof value === 'boolean';
}

function isNumber(value) {
  return typeof value === 'number' && !Number.isNaN(value);
}

/** A list whose items are such fields. */
function listField(item) {
  return (value, issues) => {
    if (value === undefined || value === null) return value;
    if (Array.isArray(value)) return value.map((each, index) => readBelow(String(index), item, each, issues));
    addIssue(issues, 'list', value);
    return undefined;
  };
}

/** An object with these fields. */
function objectField(entries) {
  const read = shapeOf(entries);
  return (value, issues) => {
    if (value === undefined || value === null) return value;
    if (typeof value === 'object' && !Array.isArray(value)) return read(value, issues);
    addIssue(issues, 'object', value);
    return undefined;
  };
}

/** Creates the reader of an object with these fields. */
function shapeOf(entries) {
  const fields = Object.entries(entries);
  return (object, issues) => {
    const values = {};
    for (const [key, field] of fields) {
      const value = object[key];
      if (value !== undefined) values[key] = readBelow(key, field, value, issues);
    }
    return values;
  };
}

/** Reads a part of an object or a list. Keys are added only to issues, so that a sound event costs nothing. */
function readBelow(key, field, value, issues) {
  const before = issues.length;
  const read = field(value, issues);
  for (let index = before; index < issues.length; index += 1) issues[index]?.keys.unshift(key);
  return read;
}

/** An amount as Wix prints it: `{ value }` or `{ amount }` with a decimal string; other integrations send numbers. */
const moneyField = objectField({
  value: countField,
  amount: countField,
  currency: textField,
  formattedAmount: textField,
});

/** Returns the text, or `undefined` for absent, null and `""`, which Wix prints for empty or withheld fields. */
function present(text) {
  return text === null || text === '' ? undefined : text;
}

/** Returns the first value that is present: some sources print an empty text beside the field that holds the value. */
function firstPresent(...values) {
  return values.find((value) => value !== undefined && value !== null && value !== '');
}

/** Returns the present items of a list; `undefined` if the list is absent. */
function presentList(items) {
  return items?.filter((item) => item !== undefined && item !== null);
}

/** Returns `undefined` for null: Wix omits in one place what it prints as null in another. */
function orAbsent(value) {
  return value ?? undefined;
}

/** Creates a reader without warnings. */
function createFieldReader() {
  const warnings = [];
  return { warnings, instant, date, decimal };

  function instant(value) {
    if (value === undefined || value === null || value === '') return undefined;
    const read = readInstant(value);
    if (read === undefined) warnings.push('unreadable-date');
    return read;
  }

  function date(value) {
    const read = instant(value);
    return read === undefined ? undefined : toMilliseconds(read);
  }

  function decimal(value) {
    if (value === undefined || value === null || value === '') return undefined;
    const read = readDecimal(value);
    if (read === undefined) warnings.push('unreadable-amount');
    return read;
  }
}

/** Returns the answers of a ticket or checkout form, by question. Velo prints an empty `value` beside `values`, REST omits it. */
function valuesOfForm(form) {
  const answers = {};
  for (const { inputName, value, values } of presentList(form?.inputValues) ?? []) {
    if (typeof inputName !== 'string') continue;
    const answer = present([value, ...(values ?? [])].filter(isPresent).join('\n'));
    if (answer !== undefined) answers[inputName] = answer;
  }
  return answers;
}

function isPresent(value) {
  return value !== undefined && value !== null && value !== '';
}

/** Returns every text, number and boolean below a value, by dotted path, under the given prefix. */
function valuesBelow(prefix, value) {
  const values = {};
  collectValues(prefix, value, values);
  return values;
}

function collectValues(path, value, values) {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      collectValues(`${path}.${String(index)}`, item, values);
    });
  } else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) collectValues(`${path}.${key}`, item, values);
  } else if (isNonEmptyScalar(value)) {
    values[path] = String(value);
  }
}

function isNonEmptyScalar(value) {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean';
}

/** Describes a value without repeating it, because it may be personal. */
function describeValue(value) {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `an array of ${String(value.length)}`;
  if (typeof value === 'string') return `a string of ${String(value.length)} characters`;
  if (typeof value === 'object') return describeObject(value);
  return `a ${typeof value}`;
}

function describeObject(value) {
  const keyCount = Object.keys(value).length;
  return keyCount === 0 ? 'an empty object' : `an object with ${String(keyCount)} keys`;
}

/** Returns the rejection of `value` at `path`. */
function rejectionOf(path, expected, value) {
  return { path: path === '' ? 'event' : path, expected, found: describeValue(value) };
}

/** Joins two parts of a dotted path, either of which may be empty. */
function joinPath(left, right) {
  return left === '' || right === '' ? left + right : `${left}.${right}`;
}

/** Most odd fields that are reported: more would say nothing new, and an outcome must stay small. */
const MAX_WARNINGS = 20;

/**
 * Reads an object field by field: a field of an unexpected type counts as absent, with a warning that names its path below `path`, never
 * its value.
 */
function readFields(shape, object, path, warnings) {
  const issues = [];
  const output = shape(object, issues);
  for (const { keys } of issues.slice(0, MAX_WARNINGS)) {
    warnings.push(`unexpected-type: ${joinPath(path, keys.join('.'))}`);
  }
  return { output, issues };
}

/** Creates the reader of orders that are entities: with an id of their own, and with the time of the event elsewhere. */
function createEntityReader(shape, read) {
  return function readEntity({ order: raw, orderPath, entityId }, reader) {
    const { output, issues } = readFields(shape, raw, orderPath, reader.warnings);
    const id = present(output._id) ?? present(output.id) ?? entityId;
    if (id === undefined) return rejectionOfId(orderPath, '_id', output._id, issues);
    return { order: read(output, id, reader), at: undefined, isAnonymized: false };
  };
}

/** Returns the rejection of an order without an id, which describes what is in its place. */
function rejectionOfId(orderPath, field, read, issues) {
  const issue = issues.find(({ keys }) => keys.length === 1 && keys[0] === field);
  return rejectionOf(joinPath(orderPath, field), issue?.expected ?? 'text', issue?.value ?? read);
}

const priceField = objectField({ total: countField, currency: textField, coupon: objectField({ code: textField }) });
const phaseField = objectField({
  duration: objectField({ cycleFrom: countField, numberOfCycles: countField }),
  price: priceField,
});

/** Fields of a plan order that this package reads, as Pricing Plans prints them in `wixPricingPlans_onOrderUpdated`. */
const planOrderShape = shapeOf({
  _id: idField,
  id: idField,
  planId: idField,
  planName: textField,
  subscriptionId: idField,
  buyer: objectField({ memberId: idField, contactId: idField }),
  pricing: objectField({ prices: listField(phaseField) }),
  priceDetails: priceField,
  type: statusField,
  status: statusField,
  lastPaymentStatus: statusField,
  autoRenewCanceled: flagField,
  cancellation: objectField({ cause: statusField, effectiveAt: statusField }),
  startDate: dateField,
  endDate: dateField,
  earliestEndDate: dateField,
  pausePeriods: listField(objectField({ pauseDate: dateField, resumeDate: dateField })),
  currentCycle: objectField({ index: numberField, startedDate: dateField }),
  /** Beside the order in the event that a cycle started. */
  cycleNumber: countField,
  formData: objectField({ submissionData: anyField }),
  _createdDate: dateField,
  createdDate: dateField,
  _updatedDate: dateField,
  updatedDate: dateField,
});

/** Returns the dates that change a plan order when they are set or reached. */
function planDatesOf(order) {
  const pauses = (order.pauses ?? []).flatMap(({ pausedAt, resumedAt }) => [pausedAt, resumedAt]);
  return [order.startAt, order.endAt, order.cycleStartedAt, ...pauses];
}

/** Reads a plan order. */
const readPlanOrder = createEntityReader(planOrderShape, planOrderOf);

function planOrderOf(raw, id, reader) {
  return {
    product: 'wix-pricing-plans',
    id,
    planId: present(raw.planId),
    planName: present(raw.planName),
    contactId: present(raw.buyer?.contactId),
    memberId: present(raw.buyer?.memberId),
    isOffline: raw.type === 'OFFLINE',
    status: present(raw.status),
    paymentStatus: present(raw.lastPaymentStatus),
    autoRenewCanceled: orAbsent(raw.autoRenewCanceled),
    cancellationCause: present(raw.cancellation?.cause),
    cancellationEffectiveAt: present(raw.cancellation?.effectiveAt),
    startAt: reader.date(raw.startDate),
    endAt: reader.date(raw.endDate),
    earliestEndAt: reader.date(raw.earliestEndDate),
    pauses: presentList(raw.pausePeriods)?.flatMap((period) => readPause(period, reader)),
    cycleIndex: orAbsent(raw.currentCycle?.index),
    cycleStartedAt: reader.date(raw.currentCycle?.startedDate),
    startedCycle: wholeNumber$1(raw.cycleNumber),
    couponCode: firstPresent(...priceFieldsOf(raw).map((price) => price?.coupon?.code)) ?? undefined,
    ...readPrice(raw, reader),
    createdAt: reader.date(firstPresent(raw._createdDate, raw.createdDate)),
    updatedAt: reader.date(firstPresent(raw._updatedDate, raw.updatedDate)),
    buyer: valuesBelow('form', raw.formData?.submissionData),
  };
}

function readPause(raw, reader) {
  const pausedAt = reader.date(raw.pauseDate);
  return pausedAt === undefined ? [] : [{ pausedAt, resumedAt: reader.date(raw.resumeDate) }];
}

function priceFieldsOf({ pricing, priceDetails }) {
  return [...(pricing?.prices ?? []).map((entry) => entry?.price), priceDetails];
}

/** `pricing` is the documented place; `priceDetails` is deprecated but the only one in older payloads, for all cycles. */
function readPrice(raw, reader) {
  const prices = presentList(raw.pricing?.prices);
  const phases = prices === undefined || prices.length === 0 ? [{ price: raw.priceDetails }] : prices;
  const phase = phaseOf(cycleOf(raw), phases.map(readPhase));
  const amount = reader.decimal(phase?.price?.total);
  if (phase === undefined || amount === undefined) return { total: undefined, pricedCycles: undefined };
  return { total: { amount, currency: present(phase.price?.currency) }, pricedCycles: phase.cycles };
}

/** Returns the current cycle. A running order may leave it out, and a finished one has none. */
function cycleOf({ currentCycle, cycleNumber, status }) {
  const cycle = currentCycle?.index ?? wholeNumber$1(cycleNumber);
  if (cycle !== undefined) return Math.max(1, cycle);
  return status === 'DRAFT' || status === 'PENDING' ? 1 : undefined;
}

function readPhase({ duration, price }) {
  const first = wholeNumber$1(duration?.cycleFrom) ?? 1;
  const length = wholeNumber$1(duration?.numberOfCycles) ?? 0;
  return { price, cycles: { first, last: length > 0 ? first + length - 1 : undefined } };
}

/** Returns the phase that began last up to the cycle, unless that phase is over; without a cycle, the only phase, or none of several. */
function phaseOf(cycle, phases) {
  if (cycle === undefined) return phases.length === 1 ? phases[0] : undefined;
  const begun = phases.filter(({ cycles }) => cycles.first <= cycle);
  const latest = Math.max(...begun.map(({ cycles }) => cycles.first));
  return begun.find(({ cycles: { first, last } }) => first === latest && cycle <= (last ?? cycle));
}

function wholeNumber$1(value) {
  const number = value === null || value === undefined || value === '' ? Number.NaN : Number(value);
  return Number.isInteger(number) ? number : undefined;
}

/** Proofs by the first kind that a name proves. */
const proofs$1 = {
  'order-placed': ({ order, observed }) => ({
    findings: observed.status === 'DRAFT' ? [] : [placed(order, observed)],
    snapshot: observed,
  }),
  'order-paid': (event) => (event.proves.includes('order-placed') ? provePurchase(event) : proveMarkedAsPaid(event)),
  'order-started': (event) => withStatus(event, 'ACTIVE', ['DRAFT', 'PENDING'], started(event)),
  'cycle-started': (event) => ({ findings: startedCycle(event), snapshot: event.observed }),
  'order-paused': (event) =>
    withStatus(event, 'PAUSED', ['ACTIVE', 'CANCELED', 'ENDED'], pausedFinding(pauseOf(event, 'pausedAt'))),
  'order-resumed': (event) => withStatus(event, 'ACTIVE', ['PAUSED'], resumedFinding(pauseOf(event, 'resumedAt'))),
  'start-date-changed': ({ order, observed }) => ({
    findings: [moved('start-date-changed', 'startDate', order.startAt)],
    snapshot: observed,
  }),
  'end-date-postponed': (event) => ({ findings: [movedEnd(event)], snapshot: event.observed }),
  'auto-renew-canceled': ({ observed }) => ({
    findings: [fieldFinding('auto-renew-canceled', 'autoRenewCanceled', undefined, true)],
    snapshot: { ...observed, autoRenewCanceled: true },
  }),
  'order-canceled': (event) => {
    const canceled = fieldFinding('order-canceled', 'status', undefined, 'CANCELED', { at: endedBy(event) });
    return withStatus(event, 'CANCELED', statusesBeforeEnd, canceled);
  },
  'order-ended': (event) => {
    // An order that was canceled ends as well, and keeps its status.
    const status = event.observed.status === 'CANCELED' ? 'CANCELED' : 'ENDED';
    const ended = { ...endedFinding(undefined, { ...event.observed, status }), at: endedBy(event) };
    return withStatus(event, 'ENDED', statusesBeforeEnd, ended);
  },
};

const statusesBeforeEnd = ['DRAFT', 'PENDING', 'ACTIVE', 'PAUSED'];

/** Returns what the name of a plan event proves: if the order in it is in an earlier state, the name counts. */
function proveByPlanName(event) {
  const [kind] = event.proves;
  const prove = kind === undefined ? undefined : proofs$1[kind];
  return prove?.(event) ?? { findings: [], snapshot: event.observed };
}

/** Replaces a status that the order can only have had before the event by the one that the event's name implies. */
function withStatus({ observed }, status, before, finding) {
  const isFromBefore = observed.status === undefined || before.includes(observed.status);
  return { findings: [finding], snapshot: isFromBefore ? { ...observed, status } : observed };
}

function placed({ createdAt }, { status }) {
  return fieldFinding('order-placed', 'status', undefined, status, { at: createdAt });
}

/** Proves a purchase: it is a payment if it was paid; a free or offline order is placed by it. Nothing is paid in a trial. */
function provePurchase({ order, observed }) {
  const isPaid = observed.paymentStatus === 'PAID' && observed.cycleIndex !== 0;
  // A start in the past may put the purchase into a later cycle.
  const paid = paymentFinding('order-paid', { ...observed, cycleIndex: 1 }, undefined);
  return { findings: [isPaid ? { ...paid, notBefore: order.createdAt } : placed(order, observed)], snapshot: observed };
}

/** Proves a payment. Wix never marks a finished order as paid, so an end in this event belongs to another event and is ignored. */
function proveMarkedAsPaid({ observed }) {
  const isOver = observed.status === 'CANCELED' || observed.status === 'ENDED';
  const unknown = { status: undefined, endAt: undefined, cancellationEffectiveAt: undefined };
  const snapshot = { ...observed, paymentStatus: 'PAID', ...(isOver ? unknown : {}) };
  // The owner marks a whole order as paid: that is no renewal.
  const finding = paymentFinding('order-paid', { ...snapshot, isOffline: true, cycleStartedAt: undefined }, undefined);
  return { findings: [finding], snapshot };
}

function started({ order: { startAt, createdAt }, at }) {
  const instants = [startAt, createdAt].filter((instant) => instant !== undefined && instant <= at).sort();
  const ownAt = startAt === undefined || startAt > at ? undefined : instants[instants.length - 1];
  return fieldFinding('order-started', 'status', undefined, 'ACTIVE', { at: ownAt });
}

/** Returns the cycle that started. Some events still show the cycle before, and name the new one beside the order. */
function startedCycle({ order, observed }) {
  const cycle = order.startedCycle ?? observed.cycleIndex;
  if (cycle === undefined) {
    return [fieldFinding('cycle-started', 'cycleIndex', undefined, undefined, { isApproximate: true })];
  }
  return [cycleStartedFinding(cycle, cycle === observed.cycleIndex ? order.cycleStartedAt : undefined)];
}

/** Milliseconds by which the pause or resume that an event is named for may differ from the event's time. */
const SAME_HAPPENING_MS$1 = 60000;

/**
 * Returns the pause that the event is named for: its last one, if that is open or over as the name says; else one near the event's time.
 */
function pauseOf({ observed, known, at }, instant) {
  const own = observed.pauses ?? [];
  const last = own[own.length - 1];
  const isOwn = last !== undefined && (last.resumedAt === undefined) === (instant === 'pausedAt');
  return (isOwn ? last : undefined) ?? [...own, ...(known?.pauses ?? [])].find((pause) => isNear(pause[instant], at));
}

function isNear(instant, at) {
  return instant !== undefined && Math.abs(Date.parse(instant) - Date.parse(at)) <= SAME_HAPPENING_MS$1;
}

function moved(kind, field, to) {
  const occurrence = to ?? ONCE;
  return fieldFinding(kind, field, undefined, to, { occurrence, isApproximate: to === undefined });
}

/** Wix keeps the earlier date as the earliest end, which shows the direction in which the end moved. */
function movedEnd({ order, known }) {
  const { endAt } = order;
  const before = known?.endAt !== undefined && known.endAt !== endAt ? known.endAt : order.earliestEndAt;
  const isForward = before !== undefined && endAt !== undefined && endAt < before;
  const [kind, alsoKnownAs] = isForward
    ? ['end-date-brought-forward', 'end-date-postponed']
    : ['end-date-postponed', 'end-date-brought-forward'];
  return { ...moved(kind, 'endDate', endAt), alsoKnownAs };
}

/** Returns when the order ended: Wix moves the end date to that instant. */
function endedBy({ observed, at }) {
  return observed.endAt !== undefined && observed.endAt <= at ? observed.endAt : undefined;
}

/** Status values that Wix prints for "not shown here". */
const placeholders = new Set(['NA_ORDER_STATUS', 'UNDEFINED', 'UNSPECIFIED']);

/** Returns the status; `undefined` if the event does not show one. */
function knownStatus(status) {
  return status === undefined || placeholders.has(status) ? undefined : status;
}

/** Returns the fields that an event shows, completed by those that were known before it. */
function withKnown(before, observed) {
  const state = { ...before };
  for (const field of Object.keys(observed)) {
    if (observed[field] !== undefined) state[field] = observed[field];
  }
  return state;
}

/** Returns the state that one event shows of a plan order. */
function projectPlanOrder(order, digest, before) {
  const { product, startAt, endAt, autoRenewCanceled, cancellationEffectiveAt, cycleIndex, cycleStartedAt } = order;
  const { pauses, updatedAt } = order;
  return {
    product,
    status: knownStatus(order.status),
    paymentStatus: knownStatus(order.paymentStatus),
    isOffline: order.isOffline ? true : undefined,
    startAt,
    endAt,
    autoRenewCanceled,
    cancellationEffectiveAt,
    cycleIndex,
    cycleStartedAt,
    paymentCycle: order.paymentStatus === undefined ? undefined : cycleIndex,
    total: order.total?.amount,
    pricedCycles: order.pricedCycles,
    pauses,
    buyer: digestDetails(order.buyer, digest, before?.buyer),
    updatedAt,
  };
}

/** Returns the state of a plan order after an event. */
function carryPlanOrder(before, observed) {
  return { ...withKnown(before, observed), buyer: mergeDetails(before.buyer, observed.buyer) };
}

/** `true` if the later snapshot shows a resume that the earlier one lacks: a resume does not change the write time. */
function showsFurtherResume(known, next) {
  const lastKnown = known.pauses?.[known.pauses.length - 1];
  const last = next.pauses?.[next.pauses.length - 1];
  if (last?.resumedAt === undefined) return false;
  return lastKnown === undefined
    ? known.status === 'PAUSED'
    : last.resumedAt > (lastKnown.resumedAt ?? lastKnown.pausedAt);
}

/** `true` if a snapshot of the same write shows a paused order as active, without a resume. */
function lacksResume(known, next) {
  return known.status === 'PAUSED' && next.status === 'ACTIVE' && !showsFurtherResume(known, next);
}

/** Orders of Wix Pricing Plans. */
const planModel = {
  entity: 'wix.pricing_plans.v2.order',
  marks: ['planId', 'planName', 'subscriptionId', 'lastPaymentStatus', 'pausePeriods', 'pricing'],
  readOrder: readPlanOrder,
  project: projectPlanOrder,
  carryOver: carryPlanOrder,
  forgetDetails: (snapshot) => ({ ...snapshot, buyer: undefined }),
  lifeOf: ({ status = '' }) => (['ENDED', 'CANCELED'].includes(status) ? 'over' : 'running'),
  compare: comparePlanOrders,
  findAtFirstSight: findPlanNewsAtFirstSight,
  findByName: proveByPlanName,
  provesReturn: showsFurtherResume,
  isBehind: lacksResume,
  movesAlong: ['updatedAt', 'cycleStartedAt'],
  datesOf: planDatesOf,
};

/** Identifies an activity by its type and instant, because Wix prints no id on most of them. */
function activityKey({ type, at }) {
  return `${type}@${at}`;
}

/** Sorts activities, oldest first; of a very long list only the newest stay. */
function sortActivities(activities) {
  return [...activities].sort(byTime).slice(-300);
}

/** Merges both lists without duplicates: Wix may leave out in one event what it listed in another. */
function mergeActivities(before, after) {
  if (before === undefined || after === undefined) return after ?? before;
  const added = withoutKnown(after, before);
  return added.length === 0 ? before : sortActivities([...before, ...added]);
}

function withoutKnown(activities, known) {
  if (activities.length === 0) return activities;
  const keys = new Set(known.map(activityKey));
  return activities.filter((activity) => !keys.has(activityKey(activity)));
}

/** Returns states without the activities that an earlier one of them lists; a list without others stays, as an empty one. */
function withoutListedBefore(rows) {
  const listed = new Set();
  return rows.map((row) => {
    const { activities } = row.snapshot;
    if (activities === undefined) return row;
    const own = activities.filter((activity) => !listed.has(activityKey(activity)));
    for (const activity of own) listed.add(activityKey(activity));
    return own.length === activities.length ? row : { ...row, snapshot: { ...row.snapshot, activities: own } };
  });
}

function byTime(left, right) {
  return left.at < right.at ? -1 : Number(left.at > right.at);
}

/** Returns the activities that only the later snapshot has; none while either list is unknown. */
function newActivities({ activities: before }, { activities: after }) {
  return before === undefined || after === undefined ? [] : withoutKnown(after, before);
}

/** Returns when the last activity of a type was recorded. */
function lastNoted(type, activities) {
  const instants = activities?.flatMap((activity) => (activity.type === type && activity.at !== '' ? activity.at : []));
  return instants?.sort()[instants.length - 1];
}

/** Activities that another kind of change reports, now or as soon as that change shows. */
const ownedByOtherKinds = new Set([
  '',
  'ORDER_PLACED',
  'ORDER_PENDING',
  'ORDER_REJECTED',
  'ORDER_CANCELED',
  'ORDER_PAID',
  'ORDER_PARTIALLY_PAID',
  'PAYMENT_PENDING',
  'PAYMENT_CANCELED',
  'PAYMENT_DECLINED',
  'ORDER_REFUNDED',
  'REFUND_INITIATED',
  'PAYMENT_REFUNDED',
  'REFUNDED_AS_STORE_CREDIT',
  'ORDER_FULFILLED',
  'ORDER_NOT_FULFILLED',
  'EMAIL_EDITED',
  'SHIPPING_ADDRESS_EDITED',
  'DRAFT_ORDER_CHANGES_APPLIED',
]);

/** Returns the new activities that no other kind of change reports. */
function activityFindings(before, after) {
  return newActivities(before, after)
    .filter(({ type }) => !ownedByOtherKinds.has(type))
    .map((activity) => ({
      kind: 'activity-recorded',
      occurrence: `${occurrencePart(activity.type)}@${activity.at}`,
      canRepeat: false,
      previous: {},
      current: { activity: activity.type },
      at: activity.at === '' ? undefined : activity.at,
    }));
}

const kindOfStatus$2 = new Map([
  ['FULFILLED', 'order-fulfilled'],
  ['PARTIALLY_FULFILLED', 'order-partially-fulfilled'],
  ['NOT_FULFILLED', 'order-unfulfilled'],
]);

const statusOfActivity = new Map([
  ['ORDER_FULFILLED', 'FULFILLED'],
  ['ORDER_NOT_FULFILLED', 'NOT_FULFILLED'],
]);

/**
 * Returns every toggle of the fulfillment between two snapshots: those that the activities show, and the last one, which only the status
 * may show. An activity can be recorded after the event that it belongs to, so an activity that names the status that the order has
 * already, or that was recorded before that status was shown, is no toggle.
 */
function fulfillmentFindings(before, after, progressAt) {
  const [first, last] = [before.fulfillmentStatus, after.fulfillmentStatus];
  if (first === undefined || last === undefined) return [];
  const findings = [];
  const past = [...(before.activities ?? [])];
  const since = toMilliseconds(progressAt);
  const recorded = newActivities(before, after);
  // A partial fulfillment may be recorded as a fulfillment: no document says, so a single record is taken for one.
  const mayBeNoteOfPart = last === 'PARTIALLY_FULFILLED' && recorded.filter(isToggle).length === 1;
  let status = first;
  for (const activity of recorded) {
    const { type, at } = activity;
    const next = statusOfActivity.get(type);
    if (
      at !== '' &&
      at > since &&
      next !== undefined &&
      next !== status &&
      !(mayBeNoteOfPart && next === 'FULFILLED')
    ) {
      findings.push(...toggle(status, next, past, at));
      status = next;
    }
    past.push(activity);
  }
  return status === last ? findings : [...findings, ...toggle(status, last, past, undefined)];
}

function isToggle({ type }) {
  return statusOfActivity.has(type);
}

function toggle(previous, current, past, at) {
  const kind = kindOfStatus$2.get(current);
  if (kind === undefined) return [];
  const occurrence = `${occurrencePart(current)}-${String(ordinal(current, past))}`;
  return [fieldFinding(kind, 'fulfillmentStatus', previous, current, { occurrence, canRepeat: true, at })];
}

/**
 * Returns which occurrence this is (1st, 2nd, …), counted by the toggles in the other direction: those are older, so they are recorded
 * already, whether this one is or not.
 */
function ordinal(status, past) {
  if (status === 'NOT_FULFILLED') return Math.max(1, countOf('ORDER_FULFILLED', past));
  return 1 + countOf('ORDER_NOT_FULFILLED', past);
}

function countOf(type, activities) {
  return activities.filter((activity) => activity.type === type).length;
}

/** Kind of change on entering each payment status; `undefined` if it is no news. */
const kindOfPaymentStatus = new Map([
  ['NOT_PAID', undefined],
  ['PAID', 'order-paid'],
  ['PARTIALLY_PAID', 'order-partially-paid'],
  ['PENDING', 'order-payment-pending'],
  ['PENDING_MERCHANT', 'order-payment-pending'],
  ['DECLINED', 'order-payment-declined'],
  ['CANCELED', 'order-payment-canceled'],
  ['FULLY_REFUNDED', 'order-refunded'],
  ['PARTIALLY_REFUNDED', 'order-partially-refunded'],
]);

/** Activity that records each kind of payment. */
const activityOfKind = new Map([
  ['order-paid', 'ORDER_PAID'],
  ['order-partially-paid', 'ORDER_PARTIALLY_PAID'],
  ['order-payment-pending', 'PAYMENT_PENDING'],
  ['order-payment-declined', 'PAYMENT_DECLINED'],
  ['order-payment-canceled', 'PAYMENT_CANCELED'],
  ['order-refunded', 'ORDER_REFUNDED'],
  ['order-partially-refunded', 'ORDER_REFUNDED'],
]);

/** Returns the payments and refunds between two snapshots. */
function shopPaymentFindings(before, after) {
  const [previous, current] = [before.paymentStatus, after.paymentStatus];
  if (previous === undefined || current === undefined) return [];
  if (previous === current && !isFurtherPayment(before, after)) return [];
  return findPaymentTransition(previous, current, after, before);
}

/** Returns a payment transition as a finding, using the state before it if that is known; nothing for a status that is no news. */
function findPaymentTransition(previous, current, after, before) {
  const kind = kindOfTransition(previous, current);
  if (kind === undefined || isEdited(kind, previous, before, after)) return [];
  const noted = before === undefined ? [] : newActivities(before, after);
  const at = lastNoted(activityOfKind.get(kind), noted);
  const finding = fieldFinding(kind, 'paymentStatus', previous ?? undefined, current, {
    at,
    ...occurrenceOf(kind, before, after),
  });
  return [{ ...finding, current: { ...finding.current, ...amountsOf(kind, before, after, noted) } }];
}

function kindOfTransition(previous, current) {
  const isTakenBack = current === 'NOT_PAID' && (previous === 'PAID' || previous === 'PARTIALLY_PAID');
  return isTakenBack ? 'order-payment-reversed' : kindOfPaymentStatus.get(current);
}

const statusesAfterPayment = new Set(['PAID', 'PARTIALLY_REFUNDED', 'FULLY_REFUNDED']);

/** `true` if a paid order is now paid in part because it was edited: more is due, and nothing was paid. */
function isEdited(kind, previous, before, after) {
  if (kind !== 'order-partially-paid' || !statusesAfterPayment.has(previous ?? '')) return false;
  return before === undefined || !isLess(paidUpTo(before), paidUpTo(after));
}

/**
 * Returns the occurrence of a payment. What was paid and refunded so far distinguishes payments, and after a payment was reversed,
 * counting starts again. The sum refunded before distinguishes partial refunds: a refund may be recorded after the event that reports it,
 * so its own sum says nothing. Everything else can occur again with nothing in the order to distinguish the occurrences.
 */
function occurrenceOf(kind, before, after) {
  if (kind === 'order-paid' || kind === 'order-partially-paid') {
    const paid = paidUpTo(after);
    const refunds = isLess(ZERO, after.refunded) ? `-after-refunds-of-${String(after.refunded)}` : '';
    const occurrence = `paid-${paid ?? 'unknown'}${refunds}`;
    return { occurrence, canRepeat: paid === undefined, restartedBy: 'order-payment-reversed' };
  }
  if (kind === 'order-partially-refunded') {
    return { occurrence: `after-refunds-of-${before?.refunded ?? '0'}`, canRepeat: true };
  }
  return { occurrence: ONCE, canRepeat: true };
}

/** Returns all payments up to a state: the figure that the order prints, else the total less the balance. */
function paidUpTo({ paid, total, balance }) {
  const sum = paid ?? (total === undefined || balance === undefined ? undefined : subtractDecimals(total, balance));
  return isLess(ZERO, sum) ? sum : undefined;
}

/** `true` if a further payment or partial refund changed the sums and left the status as it was. */
function isFurtherPayment(before, after) {
  const { paymentStatus } = after;
  if (paymentStatus === 'PAID') return isLess(before.paid, after.paid) && isLess(ZERO, before.paid);
  if (paymentStatus === 'PARTIALLY_REFUNDED') return isLess(before.refunded, after.refunded);
  if (paymentStatus !== 'PARTIALLY_PAID') return false;
  return isPaidKnown(before, after) ? isLess(paidUpTo(before), paidUpTo(after)) : isLess(after.balance, before.balance);
}

function isPaidKnown(before, after) {
  return paidUpTo(before) !== undefined && paidUpTo(after) !== undefined;
}

function isRefund(kind) {
  return kind === 'order-refunded' || kind === 'order-partially-refunded';
}

/** Returns the amount of a payment or refund, and the sum so far; unknown amounts are left out. */
function amountsOf(kind, before, { total, paid, balance, refunded }, noted) {
  const refund = refundBetween(before?.refunded, refunded) ?? sumOf(noted);
  const amounts = Object.entries(isRefund(kind) ? { refund, refunded } : { total, paid, balance });
  return Object.fromEntries(amounts.flatMap(([name, amount]) => (amount === undefined ? [] : [[name, amount]])));
}

function refundBetween(before, after) {
  if (before === undefined || after === undefined || !isLess(before, after)) return undefined;
  return subtractDecimals(after, before);
}

function sumOf(noted) {
  const refunds = noted.filter(({ type }) => type === 'ORDER_REFUNDED');
  const amounts = refunds.flatMap(({ amount }) => amount ?? []);
  return amounts.length === 0 || amounts.length < refunds.length ? undefined : amounts.reduce(addDecimals);
}

function isLess(left, right) {
  return left !== undefined && right !== undefined && compareDecimals(left, right) < 0;
}

const kindOfStatus$1 = new Map([
  ['INITIALIZED', undefined],
  ['PENDING', undefined],
  ['APPROVED', 'order-approved'],
  ['REJECTED', 'order-rejected'],
  ['CANCELED', 'order-canceled'],
]);

/**
 * Returns the changes of a shop order between two snapshots; `progressAt` is when fulfillment and activities were last shown up to the
 * first.
 */
function compareShopOrders(before, after, progressAt) {
  return [
    ...shopStatusFindings(before, after),
    ...shopPaymentFindings(before, after),
    ...fulfillmentFindings(before, after, progressAt),
    ...toggleFindings({ on: 'order-archived', off: 'order-unarchived' }, 'archived', before.archived, after.archived),
    ...detailFindings('buyer-details-changed', before.buyer, after.buyer),
    ...detailFindings('shipping-address-changed', before.shipping, after.shipping),
    ...detailFindings('billing-details-changed', before.billing, after.billing),
    ...lineItemFindings(before, after),
    ...totalFindings(before, after),
    ...seenFindings(before, after),
    ...activityFindings(before, after),
  ];
}

/** Reports status values that no document lists; `before` is `undefined` at first sight. */
function findUnknownShopStatuses(before, after) {
  return [
    ...findUnknownStatus('status', kindOfStatus$1, before?.status, after.status),
    ...findUnknownStatus('paymentStatus', kindOfPaymentStatus, before?.paymentStatus, after.paymentStatus),
    ...findUnknownStatus('fulfillmentStatus', fulfillmentStatuses, before?.fulfillmentStatus, after.fulfillmentStatus),
  ];
}

const fulfillmentStatuses = new Set(['NOT_FULFILLED', 'PARTIALLY_FULFILLED', 'FULFILLED']);

/** Statuses before an approval. An order that returns from any other status, known or not, was approved before. */
const statusesBeforeApproval = new Set(['INITIALIZED', 'PENDING']);

function shopStatusFindings(before, after) {
  const unknown = findUnknownShopStatuses(before, after);
  if (before.status === undefined || after.status === undefined || before.status === after.status) return unknown;
  const kind = kindOfStatus$1.get(after.status);
  if (kind === 'order-approved' && !statusesBeforeApproval.has(before.status)) return unknown;
  const at =
    kind === undefined ? undefined : lastNoted(activityOfStatus.get(after.status), newActivities(before, after));
  const findings = kind === undefined ? [] : [fieldFinding(kind, 'status', before.status, after.status, { at })];
  const isPlaced =
    kind === 'order-approved' && !hasActivity(before, 'ORDER_PLACED') && hasActivity(after, 'ORDER_PLACED');
  const placed = isPlaced ? [fieldFinding('order-placed', 'status', before.status, after.status)] : [];
  return [...placed, ...findings, ...unknown];
}

/** Activities that record when an order reached a final status. */
const activityOfStatus = new Map([
  ['CANCELED', 'ORDER_CANCELED'],
  ['REJECTED', 'ORDER_REJECTED'],
]);

function hasActivity({ activities }, type) {
  return activities?.some((activity) => activity.type === type) ?? false;
}

function lineItemFindings({ lineItems: before }, { lineItems: after }) {
  if (before === undefined || after === undefined) return [];
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const moved = ids.filter((id) => isItemMoved(ownValue(before, id), ownValue(after, id)));
  if (moved.length === 0) return [];
  const occurrence = hashContent(JSON.stringify(Object.entries(after).sort()));
  const shown = { previous: pick(before, moved), current: pick(after, moved) };
  return [{ kind: 'line-items-changed', occurrence, canRepeat: true, ...shown }];
}

/** Most items that a change lists: enough to see what changed. */
const MAX_SHOWN_ITEMS = 20;

function pick(items, ids) {
  return { lineItems: ids.slice(0, MAX_SHOWN_ITEMS).map((id) => `${id}: ${ownValue(items, id) ?? 'none'}`) };
}

/** `true` if quantity or price changed; each counts only if both sides have it. */
function isItemMoved(before, after) {
  if (before === undefined || after === undefined) return true;
  if (before === after) return false;
  const [earlier, later] = [before.split('x'), after.split('x')];
  return earlier.some((part, index) => part !== '' && later[index] !== '' && part !== later[index]);
}

function totalFindings({ total: before }, { total: after }) {
  if (before === undefined || after === undefined || before === after) return [];
  return [fieldFinding('totals-changed', 'total', before, after, { occurrence: after, canRepeat: true })];
}

function seenFindings(before, after) {
  const isNews = before.isSeen === false && after.isSeen === true;
  return isNews ? [fieldFinding('order-seen', 'seenByAHuman', false, true)] : [];
}

/** Age of a recorded payment, in milliseconds, up to which it can be the cause of the first event. */
const FRESH_PAYMENT_MS = 5 * 60000;
/** Milliseconds by which Wix may record a payment after the event that reports it. */
const NOTED_LATER_MS$1 = 5000;

/** Returns what the first event of a shop order shows to have just happened: by what the order records of itself, with its instant. */
function findShopNewsAtFirstSight(snapshot, _order, happenedAt) {
  return [
    ...finalStatusNews(snapshot, happenedAt),
    ...paymentNews(snapshot, happenedAt),
    ...findUnknownShopStatuses(undefined, snapshot),
  ];
}

function finalStatusNews({ status, activities }, happenedAt) {
  const at = lastNoted(activityOfStatus.get(status ?? ''), activities);
  if (at === undefined || isAfter(at, happenedAt)) return [];
  return [
    fieldFinding(status === 'CANCELED' ? 'order-canceled' : 'order-rejected', 'status', undefined, status, { at }),
  ];
}

function paymentNews(snapshot, happenedAt) {
  const at = lastNoted('ORDER_PAID', snapshot.activities);
  if (snapshot.paymentStatus !== 'PAID' || at === undefined || isAfter(at, happenedAt)) return [];
  if (msOf(happenedAt) - Date.parse(at) > FRESH_PAYMENT_MS) return [];
  return findPaymentTransition(null, 'PAID', snapshot).map((finding) => ({ ...finding, at }));
}

function isAfter(at, happenedAt) {
  return Date.parse(at) - msOf(happenedAt) > NOTED_LATER_MS$1;
}

/** Proofs by kind, without payments, because their event prints both statuses. */
const proofs = {
  'order-placed': ({ order, observed }) => {
    const { status, activities } = observed;
    const at = lastNoted('ORDER_PLACED', activities) ?? order.createdAt;
    // An order that awaits its online payment is a checkout, and is not placed yet.
    const findings =
      status === 'INITIALIZED' ? [] : [fieldFinding('order-placed', 'status', undefined, status, { at })];
    return { findings, snapshot: observed };
  },
  'order-approved': ({ observed }) => {
    const { status } = observed;
    const isFromBefore = status === undefined || status === 'INITIALIZED' || status === 'PENDING';
    const findings = [fieldFinding('order-approved', 'status', undefined, 'APPROVED')];
    return { findings, snapshot: isFromBefore ? { ...observed, status: 'APPROVED' } : observed };
  },
  'order-canceled': ({ observed }) => {
    const at = lastNoted('ORDER_CANCELED', observed.activities);
    const findings = [fieldFinding('order-canceled', 'status', undefined, 'CANCELED', { at })];
    return { findings, snapshot: { ...observed, status: 'CANCELED' } };
  },
};

/** Returns what the name of a shop event proves: if the order in it is in an earlier state, the name counts. */
function proveByShopName(event) {
  const [kind] = event.proves;
  const prove = kind === undefined ? undefined : proofs[kind];
  return prove?.(event) ?? { findings: [], snapshot: event.observed };
}

/** Fields of a fulfillment that this package reads, as Wix prints them in `wixEcom_onFulfillmentsUpdated`. */
const fulfillmentsField = listField(
  objectField({
    _id: idField,
    id: idField,
    _createdDate: dateField,
    createdDate: dateField,
    trackingInfo: objectField({ trackingNumber: textField, shippingProvider: textField, trackingLink: textField }),
  }),
);

/** Reads the shipments of an order; `undefined` if nothing says whether there are any. */
function readShipments(raw, reader) {
  return presentList(raw)?.map((fulfillment, index) => ({
    id: present(fulfillment._id) ?? present(fulfillment.id) ?? `#${String(index)}`,
    createdAt: reader.date(firstPresent(fulfillment._createdDate, fulfillment.createdDate)),
    number: present(fulfillment.trackingInfo?.trackingNumber),
    provider: present(fulfillment.trackingInfo?.shippingProvider),
    link: present(fulfillment.trackingInfo?.trackingLink),
  }));
}

/** Age of a shipment, in milliseconds, up to which it is news if no shipments of the order were known. */
const FRESH_SHIPMENT_MS = 10 * 60000;

/** Returns the tracking numbers that were added or changed; if no shipments were known, those of fresh shipments. */
function findTracking(before, after, at) {
  const known = new Map(before?.map((shipment) => [shipment.id, shipment]));
  return after.flatMap(({ id, number, createdAt }) => {
    const previous = known.get(id)?.number;
    if (number === undefined || number === previous) return [];
    if (before === undefined && !isFresh$1(createdAt, at)) return [];
    return [
      {
        kind: 'tracking-updated',
        evidence: 'reported',
        occurrence: `${occurrencePart(id)}@${occurrencePart(number)}`,
        canRepeat: true,
        previous: { trackingNumber: previous ?? null },
        current: { trackingNumber: number },
        notBefore: at,
      },
    ];
  });
}

function isFresh$1(createdAt, at) {
  return createdAt !== undefined && Date.parse(at) - Date.parse(createdAt) <= FRESH_SHIPMENT_MS;
}

const contactField = objectField({ firstName: textField, lastName: textField, phone: textField });
const addressField = fieldOf$1('object', isJsonObject);
const addressWithContactField = objectField({ address: addressField, contactDetails: contactField });

const lineItemField = objectField({
  _id: idField,
  id: idField,
  productName: objectField({ original: textField, translated: textField }),
  quantity: countField,
  price: moneyField,
  catalogReference: objectField({ appId: idField }),
  itemType: objectField({ preset: statusField, custom: textField }),
});

const activityField = objectField({
  type: statusField,
  activityType: statusField,
  _createdDate: dateField,
  createdDate: dateField,
  orderRefunded: objectField({ amount: moneyField }),
});

/** Fields of an eCommerce order that this package reads, as Wix eCommerce prints them in both of its handlers. */
const shopOrderShape = shapeOf({
  _id: idField,
  id: idField,
  number: countField,
  status: statusField,
  paymentStatus: statusField,
  fulfillmentStatus: statusField,
  archived: flagField,
  seenByAHuman: flagField,
  currency: textField,
  buyerLanguage: textField,
  channelInfo: objectField({ type: statusField }),
  buyerNote: textField,
  customFields: listField(objectField({ title: textField, translatedTitle: textField, value: answerField })),
  appliedDiscounts: listField(objectField({ coupon: objectField({ code: textField }) })),
  buyerInfo: objectField({ contactId: idField, memberId: idField, visitorId: idField, email: textField }),
  billingInfo: addressWithContactField,
  recipientInfo: addressWithContactField,
  shippingInfo: objectField({ logistics: objectField({ shippingDestination: addressWithContactField }) }),
  lineItems: listField(lineItemField),
  priceSummary: objectField({
    total: moneyField,
    totalPrice: moneyField,
    totalWithGiftCard: moneyField,
    totalWithoutGiftCard: moneyField,
  }),
  balanceSummary: objectField({ balance: moneyField, paid: moneyField, refunded: moneyField }),
  activities: listField(activityField),
  /** From the event of shipments, which has nothing else; no order has it. */
  fulfillments: fulfillmentsField,
  purchasedDate: dateField,
  _createdDate: dateField,
  createdDate: dateField,
  _updatedDate: dateField,
  updatedDate: dateField,
});

/** Reads a shop order. */
const readShopOrder = createEntityReader(shopOrderShape, shopOrderOf);

function shopOrderOf(raw, id, reader) {
  const { buyerInfo, billingInfo, recipientInfo, shippingInfo } = raw;
  const destination = shippingInfo?.logistics?.shippingDestination;
  const contacts = [billingInfo?.contactDetails, recipientInfo?.contactDetails, destination?.contactDetails];
  return {
    product: 'wix-ecom',
    id,
    number: present(raw.number?.toString()),
    contactId: present(buyerInfo?.contactId),
    memberId: present(buyerInfo?.memberId),
    email: present(buyerInfo?.email),
    firstName: firstPresent(...contacts.map((contact) => contact?.firstName)) ?? undefined,
    lastName: firstPresent(...contacts.map((contact) => contact?.lastName)) ?? undefined,
    language: present(raw.buyerLanguage),
    channel: present(raw.channelInfo?.type),
    buyerNote: present(raw.buyerNote),
    customFields: presentList(raw.customFields)?.map(readCustomField),
    couponCode: firstPresent(...(raw.appliedDiscounts ?? []).map((discount) => discount?.coupon?.code)) ?? undefined,
    paidByGiftCard: readGiftCard(raw.priceSummary, reader),
    currency: present(raw.currency),
    status: present(raw.status),
    paymentStatus: present(raw.paymentStatus),
    fulfillmentStatus: present(raw.fulfillmentStatus),
    archived: orAbsent(raw.archived),
    isSeen: orAbsent(raw.seenByAHuman),
    total: reader.decimal(firstPresent(amountOf(raw.priceSummary?.total), amountOf(raw.priceSummary?.totalPrice))),
    balance: reader.decimal(amountOf(raw.balanceSummary?.balance)),
    paid: reader.decimal(amountOf(raw.balanceSummary?.paid)),
    refunded: readRefunded(raw, reader),
    lineItems: presentList(raw.lineItems)?.map((item, index) => readLineItem(item, index, reader)),
    activities: presentList(raw.activities)?.map((activity) => readActivity(activity, reader)),
    tracking: readShipments(raw.fulfillments, reader),
    createdAt: reader.date(firstPresent(raw._createdDate, raw.createdDate)),
    updatedAt: reader.date(firstPresent(raw._updatedDate, raw.updatedDate)),
    buyer: valuesBelow('buyer', { email: buyerInfo?.email, contactId: buyerInfo?.contactId }),
    shipping: { ...addressValues('destination', destination), ...addressValues('recipient', recipientInfo) },
    billing: addressValues('billing', billingInfo),
  };
}

/** Reads an amount: `value` replaces the deprecated `amount` if a payload has both. */
function amountOf(money) {
  return firstPresent(money?.value, money?.amount) ?? undefined;
}

function readLineItem(raw, index, reader) {
  return {
    id: present(raw._id) ?? present(raw.id) ?? `#${String(index)}`,
    name: present(raw.productName?.translated) ?? present(raw.productName?.original),
    quantity: reader.decimal(raw.quantity),
    price: reader.decimal(amountOf(raw.price)),
    catalogAppId: present(raw.catalogReference?.appId),
    itemType: present(raw.itemType?.preset) ?? present(raw.itemType?.custom),
  };
}

function readCustomField({ title, translatedTitle, value }) {
  return { title: present(translatedTitle) ?? present(title), value: present(orAbsent(value)?.toString()) };
}

/** Returns what a gift card pays: Wix prints the total before and after it. */
function readGiftCard(prices, reader) {
  const before = reader.decimal(amountOf(prices?.totalWithoutGiftCard));
  const after = reader.decimal(amountOf(prices?.totalWithGiftCard));
  if (before === undefined || after === undefined || compareDecimals(before, after) < 0) return undefined;
  return subtractDecimals(before, after);
}

/** Reads an activity: `activityType` replaces `type`, which Wix deprecated; payloads so far have only `type`. */
function readActivity(raw, reader) {
  const amount = reader.decimal(amountOf(raw.orderRefunded?.amount));
  return {
    ...(amount === undefined ? {} : { amount }),
    type: present(raw.activityType) ?? present(raw.type) ?? '',
    at: reader.date(firstPresent(raw._createdDate, raw.createdDate)) ?? '',
  };
}

/** Activities of a refund; only the first names the amount. */
const refundActivities = new Set(['ORDER_REFUNDED', 'PAYMENT_REFUNDED', 'REFUNDED_AS_STORE_CREDIT']);

const refundedStatuses = new Set(['FULLY_REFUNDED', 'PARTIALLY_REFUNDED']);

/**
 * Returns the sum of all refunds. If the status says refunded, a sum of 0 counts as unknown, because a refund may be recorded after the
 * event that reports it.
 */
function readRefunded(raw, reader) {
  const sum = reader.decimal(amountOf(raw.balanceSummary?.refunded)) ?? sumOfRefunds(raw, reader);
  return sum === ZERO && refundedStatuses.has(raw.paymentStatus ?? '') ? undefined : sum;
}

function sumOfRefunds(raw, reader) {
  const activities = presentList(raw.activities);
  if (activities === undefined) return undefined;
  const typeOf = ({ type, activityType }) => present(activityType) ?? present(type) ?? '';
  const hasRefunds = activities.some((activity) => refundActivities.has(typeOf(activity)));
  const refunds = activities.filter((activity) => typeOf(activity) === 'ORDER_REFUNDED');
  const amounts = refunds.flatMap(({ orderRefunded }) => reader.decimal(amountOf(orderRefunded?.amount)) ?? []);
  if (hasRefunds && (amounts.length === 0 || amounts.length < refunds.length)) return undefined;
  return amounts.reduce(addDecimals, ZERO);
}

/** Returns the values of an address: REST prints `addressLine` where the Velo form and the JavaScript SDK print `addressLine1`. */
function addressValues(prefix, place) {
  const { addressLine, ...address } = place?.address ?? {};
  const lines = addressLine === undefined ? address : { addressLine1: addressLine, ...address };
  return { ...valuesBelow(prefix, lines), ...valuesBelow(`${prefix}.contact`, place?.contactDetails) };
}

/** Returns the state that one event shows of a shop order. */
function projectShopOrder(order, digest, before) {
  const { product, archived, isSeen, total, balance, paid, refunded, updatedAt } = order;
  return {
    product,
    status: knownStatus(order.status),
    paymentStatus: knownStatus(order.paymentStatus),
    fulfillmentStatus: knownStatus(order.fulfillmentStatus),
    archived,
    isSeen,
    total,
    balance,
    paid,
    refunded,
    lineItems: projectLineItems(order),
    activities: projectActivities(order),
    buyer: digestDetails(order.buyer, digest, before?.buyer),
    shipping: digestDetails(order.shipping, digest, before?.shipping),
    billing: digestDetails(order.billing, digest, before?.billing),
    updatedAt,
  };
}

function projectLineItems({ lineItems }) {
  if (lineItems === undefined) return undefined;
  return Object.fromEntries(lineItems.map(({ id, quantity, price }) => [id, `${quantity ?? ''}x${price ?? ''}`]));
}

/** Returns the activities. A placed order has some, so an empty list, as some methods return it, counts as unknown. */
function projectActivities({ activities }) {
  return activities === undefined || activities.length === 0 ? undefined : sortActivities(activities);
}

/** Returns the state of a shop order after an event. */
function carryShopOrder(before, observed) {
  const isPaymentMoved = observed.paymentStatus !== undefined && observed.paymentStatus !== before.paymentStatus;
  return {
    ...withKnown(before, observed),
    // A payment changes the sums, even if its event does not say by how much.
    balance: observed.balance ?? (isPaymentMoved ? undefined : before.balance),
    paid: observed.paid ?? (isPaymentMoved ? undefined : before.paid),
    refunded: observed.refunded ?? (isPaymentMoved ? undefined : before.refunded),
    activities: mergeActivities(before.activities, observed.activities),
    buyer: mergeDetails(before.buyer, observed.buyer),
    shipping: mergeDetails(before.shipping, observed.shipping),
    billing: mergeDetails(before.billing, observed.billing),
  };
}

/** Shop orders of Wix eCommerce. */
const shopModel = {
  entity: 'wix.ecom.v1.order',
  marks: ['lineItems', 'paymentStatus', 'fulfillmentStatus', 'priceSummary', 'buyerInfo', 'balanceSummary'],
  readOrder: readShopOrder,
  project: projectShopOrder,
  carryOver: carryShopOrder,
  withoutRepeats: withoutListedBefore,
  forgetDetails: (snapshot) => ({ ...snapshot, buyer: undefined, shipping: undefined, billing: undefined }),
  lifeOf: (state) => (isOver(state) ? 'over' : 'idle'),
  compare: compareShopOrders,
  findAtFirstSight: findShopNewsAtFirstSight,
  findByName: proveByShopName,
  movesAlong: ['updatedAt', 'activities'],
  sizeLimit: {
    countParts: ({ lineItems }) => Object.keys(lineItems ?? {}).length,
    oneStateAbove: 1500,
    twoStatesAbove: 40,
  },
  reportedStatus: {
    statusOf: ({ paymentStatus }) => paymentStatus,
    findTransition: findPaymentTransition,
  },
  shipments: {
    of: ({ tracking }) => tracking,
    compare: findTracking,
    addTo: (order, known) => ({ ...order, tracking: order.tracking ?? known }),
  },
  // The status covers the activities that were recorded before the two were last shown together.
  showsProgress: ({ fulfillmentStatus, activities }) => fulfillmentStatus !== undefined && activities !== undefined,
};

function isOver({ status, paymentStatus = '', fulfillmentStatus }) {
  if (status === 'CANCELED' || status === 'REJECTED' || paymentStatus === 'FULLY_REFUNDED') return true;
  return fulfillmentStatus === 'FULFILLED' && ['PAID', 'PARTIALLY_REFUNDED'].includes(paymentStatus);
}

/** Kind of change on entering each status; `undefined` if it is no news. */
const kindOfStatus = new Map([
  ['FREE', 'order-confirmed'],
  ['PENDING', 'order-payment-pending'],
  ['PAID', 'order-paid'],
  ['OFFLINE_PENDING', 'order-placed'],
  ['INITIATED', undefined],
  ['CANCELED', 'order-canceled'],
  ['DECLINED', 'order-payment-declined'],
  ['AUTHORIZED', 'order-payment-authorized'],
  ['VOIDED', 'order-payment-voided'],
  ['PARTIALLY_PAID', 'order-partially-paid'],
]);

/** Kinds of change that a payment can lead to more than once: a declined payment may be tried again. */
const repeatableKinds = new Set([
  'order-payment-pending',
  'order-payment-declined',
  'order-payment-authorized',
  'order-payment-voided',
]);

/** Returns the changes of a ticket order between two snapshots. */
function compareTicketOrders(before, after) {
  const status = ticketStatusFindings(before.status, after.status);
  const archive = toggleFindings(
    { on: 'order-archived', off: 'order-unarchived' },
    'archived',
    before.archived,
    after.archived,
  );
  // Tickets of a canceled order are canceled with it, even if Wix flags them in a later event.
  const context = { isOrderCanceled: after.status === 'CANCELED', isOrderArchiveMoved: archive.length > 0 };
  return [
    ...status,
    ...confirmationFindings(before, after),
    ...archive,
    ...detailFindings('buyer-details-changed', before.buyer, after.buyer),
    ...ticketListFindings(before, after),
    ...ticketFindings(before, after, context),
  ];
}

/** Reports a status that no document lists, also at first sight. */
function findUnknownTicketStatus(snapshot) {
  return findUnknownStatus('status', kindOfStatus, undefined, snapshot.status);
}

function ticketStatusFindings(before, after) {
  if (before === undefined || after === undefined || before === after) return [];
  const kind = kindOfStatus.get(after);
  if (kind === undefined) return findUnknownStatus('status', kindOfStatus, before, after);
  return [fieldFinding(kind, 'status', before, after, { canRepeat: repeatableKinds.has(kind) })];
}

/** Reports a change of `confirmed`, which changes with most statuses; on its own it is the only sign that the money arrived. */
function confirmationFindings(before, after) {
  const isNews = before.confirmed === false && after.confirmed === true && before.status === after.status;
  return isNews ? [fieldFinding('order-confirmed', 'confirmed', false, true)] : [];
}

/** Reports added and removed tickets. Tickets are created by the payment, so the first ones that an order shows are no additions. */
function ticketListFindings(before, after) {
  const earlier = Object.keys(before.tickets ?? {});
  const later = Object.keys(after.tickets ?? {});
  if (earlier.length === 0 || later.length === 0) return [];
  const added = later.filter((number) => ownValue(before.tickets, number) === undefined);
  const removed = earlier.filter((number) => ownValue(after.tickets, number) === undefined);
  return [
    ...added.map((number) =>
      ticketFinding(number, { kind: 'ticket-added', occurrence: occurrencePart(number), canRepeat: true }),
    ),
    ...removed.map((number) =>
      ticketFinding(number, { kind: 'ticket-removed', occurrence: occurrencePart(number), canRepeat: true }),
    ),
  ];
}

function ticketFindings(before, after, movement) {
  const hadNoTickets = before.tickets === undefined && before.status === 'INITIATED';
  return Object.entries(after.tickets ?? {}).flatMap(([number, ticket]) => {
    const earlier = ownValue(before.tickets, number) ?? (hadNoTickets ? {} : undefined);
    return earlier === undefined ? [] : oneTicketFindings(number, earlier, ticket, movement);
  });
}

function oneTicketFindings(number, before, after, { isOrderCanceled, isOrderArchiveMoved }) {
  const kinds = { on: 'ticket-archived', off: 'ticket-unarchived' };
  const archive = isOrderArchiveMoved ? [] : toggleFindings(kinds, 'archived', before.archived, after.archived, number);
  const isCanceled = before.canceled !== true && after.canceled === true && !isOrderCanceled;
  const canceled = {
    kind: 'ticket-canceled',
    occurrence: occurrencePart(number),
    current: { canceled: true },
  };
  return [
    ...checkInFindings(number, before.checkedInAt, after.checkedInAt),
    ...(isCanceled ? [ticketFinding(number, canceled)] : []),
    ...archive.map((finding) => ticketFinding(number, finding)),
    ...detailFindings('guest-details-changed', before.guest, after.guest, { field: 'ticketNumber', value: number }),
  ];
}

function checkInFindings(number, before, after) {
  if ((before === undefined) === (after === undefined)) return [];
  const kind = after === undefined ? 'ticket-check-in-undone' : 'ticket-checked-in';
  const occurrence = `${occurrencePart(number)}@${String(after ?? before)}`;
  const [previous, current] = [{ checkedInAt: before ?? null }, { checkedInAt: after ?? null }];
  return [ticketFinding(number, { kind, occurrence, previous, current, at: after })];
}

/** Returns a finding about one ticket, whose number it shows on both sides. */
function ticketFinding(ticketNumber, finding) {
  const previous = { ticketNumber, ...finding.previous };
  return {
    canRepeat: false,
    subject: ticketNumber,
    ...finding,
    previous,
    current: { ticketNumber, ...finding.current },
  };
}

const kindOfConfirmation = new Map([
  ['PAID', 'order-paid'],
  ['FREE', 'order-confirmed'],
]);

/**
 * Returns what the first event of a ticket order shows to have just happened: the payment, or the confirmation of a free order, if the
 * order was created minutes ago. A ticket order does not say when it was canceled, so its cancellation may be years old.
 */
function findTicketNewsAtFirstSight(snapshot, order, happenedAt) {
  const { status } = snapshot;
  if (status !== 'PAID' && status !== 'FREE') return findUnknownTicketStatus(snapshot);
  const kind = kindOfConfirmation.get(status);
  if (kind === undefined || !isFresh(order, happenedAt) || isFurther$1(snapshot)) return [];
  return [fieldFinding(kind, 'status', undefined, status, { notBefore: order.createdAt })];
}

function isFresh({ createdAt }, happenedAt) {
  if (createdAt === undefined) return false;
  const ageMs = msOf(happenedAt) - Date.parse(createdAt);
  return ageMs >= 0 && ageMs <= FRESH_ORDER_MS;
}

/** `true` if the order shows something that comes after its confirmation. */
function isFurther$1({ archived, tickets }) {
  const states = Object.values(tickets ?? {});
  return (
    archived === true || states.some(({ checkedInAt, canceled }) => checkedInAt !== undefined || canceled === true)
  );
}

/**
 * Returns what the name of a ticket event proves: by its status, a confirmation is a payment, a free order or one to be paid at the door.
 */
function proveByTicketName({ proves, observed }) {
  const kind = kindOfStatus.get(observed.status ?? '');
  if (kind === undefined || !proves.includes(kind)) return { findings: [], snapshot: observed };
  return { findings: [fieldFinding(kind, 'status', undefined, observed.status)], snapshot: observed };
}

const formField = objectField({
  inputValues: listField(objectField({ inputName: textField, value: answerField, values: listField(answerField) })),
});

const ticketField = objectField({
  ticketNumber: idField,
  ticketDefinitionId: idField,
  ticketName: textField,
  price: moneyField,
  checkIn: objectField({ created: dateField, checkInCanceledDate: dateField }),
  archived: flagField,
  canceled: flagField,
  firstName: textField,
  lastName: textField,
  email: textField,
  contactId: idField,
  memberId: idField,
  form: formField,
});

/** Fields of a ticket order that this package reads, as Wix Events prints them in `wixEvents_onOrderUpdated`. */
const ticketOrderShape = shapeOf({
  timestamp: dateField,
  updated: dateField,
  created: dateField,
  orderNumber: idField,
  eventId: idField,
  contactId: idField,
  memberId: idField,
  language: textField,
  locale: textField,
  firstName: textField,
  lastName: textField,
  email: textField,
  checkoutForm: formField,
  confirmed: flagField,
  status: statusField,
  method: textField,
  tickets: listField(ticketField),
  archived: flagField,
  triggeredByAnonymizeRequest: flagField,
  anonymized: flagField,
});

/** Returns one ticket of each guest who can be mailed and is not the buyer. */
function guestsOf({ tickets, ...buyer }) {
  const known = new Set([buyer.contactId, buyer.memberId]);
  return (tickets ?? []).filter(({ contactId, memberId }) => {
    const isNew = !known.has(contactId ?? memberId);
    known.add(contactId ?? memberId);
    return isNew && (contactId ?? memberId) !== undefined;
  });
}

/** Reads a ticket order, which is itself the event: it has the event's time, and says whether it was anonymized. */
function readTicketOrder({ order, orderPath }, reader) {
  const { output: raw, issues } = readFields(ticketOrderShape, order, orderPath, reader.warnings);
  const number = present(raw.orderNumber);
  if (number === undefined) return rejectionOfId(orderPath, 'orderNumber', raw.orderNumber, issues);
  return {
    order: ticketOrderOf(raw, number, reader),
    // `timestamp` in an event, `updated` in an order that a method returned.
    at: reader.instant(raw.timestamp) ?? reader.instant(raw.updated),
    isAnonymized: raw.triggeredByAnonymizeRequest === true || raw.anonymized === true,
  };
}

function ticketOrderOf(raw, orderNumber, reader) {
  return {
    product: 'wix-events',
    id: orderNumber,
    number: orderNumber,
    ticketedEventId: present(raw.eventId),
    contactId: present(raw.contactId),
    memberId: present(raw.memberId),
    language: present(raw.language) ?? present(raw.locale),
    email: present(raw.email),
    firstName: present(raw.firstName),
    lastName: present(raw.lastName),
    status: present(raw.status),
    confirmed: orAbsent(raw.confirmed),
    method: present(raw.method),
    archived: orAbsent(raw.archived),
    createdAt: reader.date(raw.created),
    buyer: personalValues(raw.checkoutForm, raw),
    tickets: presentList(raw.tickets)?.flatMap((ticket) => readTicket(ticket, reader)),
  };
}

function readTicket(raw, reader) {
  const number = present(raw.ticketNumber);
  if (number === undefined) return [];
  const isCheckInCanceled = reader.date(raw.checkIn?.checkInCanceledDate) !== undefined;
  const amount = reader.decimal(firstPresent(raw.price?.value, raw.price?.amount));
  return [
    {
      number,
      name: present(raw.ticketName),
      definitionId: present(raw.ticketDefinitionId),
      price: amount === undefined ? undefined : { amount, currency: present(raw.price?.currency) },
      checkedInAt: isCheckInCanceled ? undefined : reader.date(raw.checkIn?.created),
      archived: orAbsent(raw.archived),
      canceled: orAbsent(raw.canceled),
      contactId: present(raw.contactId),
      memberId: present(raw.memberId),
      firstName: present(raw.firstName),
      lastName: present(raw.lastName),
      guest: personalValues(raw.form, raw),
    },
  ];
}

/** Fields of a buyer or guest beside the form; they take precedence over the form's values. */
const namedFields = ['firstName', 'lastName', 'email', 'contactId'];

function personalValues(form, named) {
  const values = valuesOfForm(form);
  for (const field of namedFields) {
    const value = present(named[field]);
    if (value !== undefined) values[field] = value;
  }
  return values;
}

/** Number of tickets above which the answers of a ticket's form are stored as one digest, however many questions it has. */
const MAX_TICKETS_WITH_ANSWERS = 40;

/** Number of tickets above which nothing is stored of guests, so that an order of 3,000 tickets fits into one stored item. */
const MAX_TICKETS_WITH_GUESTS = 600;

/** Returns the state that one event shows of a ticket order. */
function projectTicketOrder({ product, status, confirmed, archived, buyer, tickets }, digest, before) {
  const onceDigest = onceEach(digest);
  return {
    product,
    status: knownStatus(status),
    confirmed,
    archived,
    buyer: digestDetails(buyer, onceDigest, before?.buyer),
    tickets: tickets === undefined ? undefined : projectTickets(tickets, onceDigest, before?.tickets),
  };
}

/** Returns a digest that computes each text once: buyers are guests too, and guests of one order share answers. */
function onceEach(digest) {
  if (digest === undefined) return undefined;
  const known = new Map();
  return {
    ...digest,
    of(text) {
      const digested = known.get(text) ?? digest.of(text);
      known.set(text, digested);
      return digested;
    },
  };
}

function projectTickets(tickets, digest, before) {
  const isLarge = tickets.length > MAX_TICKETS_WITH_ANSWERS;
  const isHuge = tickets.length > MAX_TICKETS_WITH_GUESTS;
  const states = tickets.map(({ number, checkedInAt, archived, canceled, guest }) => {
    const values = isLarge ? withAnswersAsOne(guest) : guest;
    const digests = isHuge ? undefined : digestDetails(values, digest, ownValue(before, number)?.guest);
    return [number, { checkedInAt, archived, canceled, guest: digests }];
  });
  return Object.fromEntries(states);
}

function withAnswersAsOne({ firstName, lastName, email, contactId, ...answers }) {
  const form = Object.keys(answers).length === 0 ? undefined : JSON.stringify(Object.entries(answers).sort());
  const values = Object.entries({ firstName, lastName, email, contactId, form });
  return Object.fromEntries(values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Statuses in which a ticket order is confirmed, or may have been before it reached them. */
const statusesAfterConfirmation = new Set(['PAID', 'FREE', 'OFFLINE_PENDING', 'CANCELED']);

/** Returns the state of a ticket order after an event. */
function carryTicketOrder(before, observed) {
  const mayConfirm = observed.status !== before.status && statusesAfterConfirmation.has(observed.status ?? '');
  return {
    product: observed.product,
    status: observed.status ?? before.status,
    confirmed: observed.confirmed ?? (mayConfirm ? undefined : before.confirmed),
    archived: observed.archived ?? before.archived,
    buyer: mergeDetails(before.buyer, observed.buyer),
    tickets: observed.tickets === undefined ? before.tickets : carryTickets(before.tickets, observed.tickets),
  };
}

function carryTickets(before, observed) {
  const isHuge = Object.keys(observed).length > MAX_TICKETS_WITH_GUESTS;
  return mapTickets(observed, (ticket, number) => {
    const earlier = ownValue(before, number);
    return {
      // Wix drops the check-in of a ticket that is not checked in.
      checkedInAt: ticket.checkedInAt,
      archived: ticket.archived ?? earlier?.archived,
      canceled: ticket.canceled ?? earlier?.canceled,
      guest: isHuge ? undefined : mergeDetails(earlier?.guest, ticket.guest),
    };
  });
}

/** Returns the snapshot of a ticket order without any digest of personal values. */
function forgetTicketDetails(snapshot) {
  const { tickets } = snapshot;
  return {
    ...snapshot,
    buyer: undefined,
    tickets: tickets === undefined ? undefined : mapTickets(tickets, (ticket) => ({ ...ticket, guest: undefined })),
  };
}

function mapTickets(tickets, change) {
  return Object.fromEntries(Object.entries(tickets).map(([number, ticket]) => [number, change(ticket, number)]));
}

/** Statuses after which come only check-ins, which are over with the event, and manual changes. */
const finalStatuses = ['PAID', 'FREE', 'CANCELED', 'DECLINED', 'VOIDED'];

/** Ticket orders of Wix Events. */
const ticketModel = {
  marks: ['orderNumber', 'tickets', 'checkoutForm'],
  readOrder: readTicketOrder,
  project: projectTicketOrder,
  carryOver: carryTicketOrder,
  forgetDetails: forgetTicketDetails,
  lifeOf: ({ status = '' }) => (finalStatuses.includes(status) ? 'over' : 'idle'),
  compare: compareTicketOrders,
  findAtFirstSight: findTicketNewsAtFirstSight,
  findByName: proveByTicketName,
  movesAlong: [],
  sizeLimit: {
    countParts: ({ tickets }) => Object.keys(tickets ?? {}).length,
    oneStateAbove: 200,
    twoStatesAbove: 40,
  },
  guestsOf,
  ticketsOf: ({ tickets = [] }) => new Map(tickets.map((ticket) => [ticket.number, ticket])),
};

const productModels = {
  'wix-events': ticketModel,
  'wix-pricing-plans': planModel,
  'wix-ecom': shopModel,
};

/** Returns the model of a product. It must never get orders or snapshots of another product. */
function modelOf(product) {
  return productModels[product];
}

/** Kinds of change that only plan orders have. */
const planChangeKinds = [
  'order-payment-failed',
  'order-renewed',
  'order-refunded',
  'order-started',
  'order-ended',
  'order-paused',
  'order-resumed',
  'end-date-postponed',
  'end-date-brought-forward',
  'start-date-changed',
  'cycle-started',
  'auto-renew-canceled',
];

/** Kinds of change that only shop orders have. */
const shopChangeKinds = [
  'order-approved',
  'order-rejected',
  'order-partially-paid',
  'order-payment-canceled',
  'order-payment-reversed',
  'order-refunded',
  'order-partially-refunded',
  'order-fulfilled',
  'order-partially-fulfilled',
  'order-unfulfilled',
  'tracking-updated',
  'shipping-address-changed',
  'billing-details-changed',
  'line-items-changed',
  'totals-changed',
  'activity-recorded',
  'order-seen',
];

/** Kinds of change that only ticket orders have. */
const ticketChangeKinds = [
  'order-confirmed',
  'order-payment-authorized',
  'order-payment-voided',
  'order-partially-paid',
  'ticket-added',
  'ticket-removed',
  'ticket-checked-in',
  'ticket-check-in-undone',
  'ticket-canceled',
  'ticket-archived',
  'ticket-unarchived',
  'guest-details-changed',
];

/** The Wix products whose order events this package understands, with the kinds of change that only their orders have. */
const productChangeKinds = {
  'wix-events': ticketChangeKinds,
  'wix-pricing-plans': planChangeKinds,
  'wix-ecom': shopChangeKinds,
};

/** Names of all products. */
const products = Object.keys(productChangeKinds);

const VELO = 'https://dev.wix.com/docs/velo/apis';

/** Returns the SDK names of an event whose slug equals its type, as for all products except tickets. */
function domainEvent(eventType) {
  return { eventType, webhookSlug: eventType };
}

const anyUpdate = { carries: 'order', isUpdateHandler: true, isBaseline: false };
const firstState = { carries: 'order', isUpdateHandler: false, isBaseline: true };
const laterState = { carries: 'order', isUpdateHandler: false, isBaseline: false };

/**
 * Every handler that `events.js` exports, by the name under which Wix calls it; this is the only such list. Its payloads are in
 * `payloads/<name>/`, and the command line takes the name as an argument.
 */
const handlers = {
  wixEvents_onOrderInitiated: {
    product: 'wix-events',
    orderPlace: 'root',
    ...firstState,
    proves: [],
    sdk: {
      eventType: 'wix.events.ticketing.events.OrderInitiated',
      webhookSlug: 'EVENTS_TICKETING_ORDER_INITIATED_WEBHOOK',
    },
    documentedAt: `${VELO}/wix-events-backend/events/on-order-initiated`,
  },
  wixEvents_onOrderConfirmed: {
    product: 'wix-events',
    orderPlace: 'root',
    ...firstState,
    proves: ['order-paid', 'order-confirmed', 'order-placed'],
    sdk: {
      eventType: 'wix.events.ticketing.events.OrderConfirmed',
      webhookSlug: 'EVENTS_TICKETING_ORDER_CONFIRMED_WEBHOOK',
    },
    documentedAt: `${VELO}/wix-events-backend/events/on-order-confirmed`,
  },
  wixEvents_onOrderUpdated: {
    product: 'wix-events',
    orderPlace: 'root',
    ...anyUpdate,
    proves: [],
    sdk: {
      eventType: 'wix.events.ticketing.events.OrderUpdated',
      webhookSlug: 'EVENTS_TICKETING_ORDER_UPDATED_WEBHOOK',
    },
    documentedAt: `${VELO}/wix-events-backend/events/on-order-updated`,
  },
  wixEvents_onOrderDeleted: {
    product: 'wix-events',
    orderPlace: 'root',
    carries: 'deletion',
    isUpdateHandler: false,
    isBaseline: false,
    proves: ['order-anonymized'],
    sdk: {
      eventType: 'wix.events.ticketing.events.OrderDeleted',
      webhookSlug: 'EVENTS_TICKETING_ORDER_DELETED_WEBHOOK',
    },
    documentedAt: `${VELO}/wix-events-backend/events/on-order-deleted`,
  },
  wixPricingPlans_onOrderCreated: {
    product: 'wix-pricing-plans',
    orderPlace: 'entity',
    ...firstState,
    proves: ['order-placed'],
    sdk: domainEvent('wix.pricing_plans.v2.order_created'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-created`,
  },
  wixPricingPlans_onOrderPurchased: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...firstState,
    proves: ['order-paid', 'order-placed'],
    sdk: domainEvent('wix.pricing_plans.v2.order_purchased'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-purchased`,
  },
  wixPricingPlans_onOrderStarted: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['order-started'],
    sdk: domainEvent('wix.pricing_plans.v2.order_started'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-started`,
  },
  wixPricingPlans_onOrderCycleStarted: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['cycle-started'],
    sdk: domainEvent('wix.pricing_plans.v2.order_cycle_started'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-cycle-started`,
  },
  wixPricingPlans_onOrderUpdated: {
    product: 'wix-pricing-plans',
    orderPlace: 'entity',
    ...anyUpdate,
    proves: [],
    sdk: domainEvent('wix.pricing_plans.v2.order_updated'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-updated`,
  },
  wixPricingPlans_onOrderMarkedAsPaid: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['order-paid'],
    sdk: domainEvent('wix.pricing_plans.v2.order_marked_as_paid'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-marked-as-paid`,
  },
  wixPricingPlans_onOrderPaused: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['order-paused'],
    sdk: domainEvent('wix.pricing_plans.v2.order_paused'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-paused`,
  },
  wixPricingPlans_onOrderResumed: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['order-resumed'],
    sdk: domainEvent('wix.pricing_plans.v2.order_resumed'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-resumed`,
  },
  wixPricingPlans_onOrderStartDateChanged: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['start-date-changed'],
    sdk: domainEvent('wix.pricing_plans.v2.order_start_date_changed'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-start-date-changed`,
  },
  wixPricingPlans_onOrderEndDatePostponed: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['end-date-postponed', 'end-date-brought-forward'],
    sdk: domainEvent('wix.pricing_plans.v2.order_end_date_postponed'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-end-date-postponed`,
  },
  wixPricingPlans_onOrderAutoRenewCanceled: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['auto-renew-canceled'],
    sdk: domainEvent('wix.pricing_plans.v2.order_auto_renew_canceled'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-auto-renew-canceled`,
  },
  wixPricingPlans_onOrderCanceled: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['order-canceled'],
    sdk: domainEvent('wix.pricing_plans.v2.order_canceled'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-canceled`,
  },
  wixPricingPlans_onOrderEnded: {
    product: 'wix-pricing-plans',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['order-ended'],
    sdk: domainEvent('wix.pricing_plans.v2.order_ended'),
    documentedAt: `${VELO}/wix-pricing-plans-backend/events/on-order-ended`,
  },
  wixEcom_onOrderCreated: {
    product: 'wix-ecom',
    orderPlace: 'entity',
    ...firstState,
    proves: ['order-placed'],
    sdk: domainEvent('wix.ecom.v1.order_created'),
    documentedAt: `${VELO}/wix-ecom-backend/events/on-order-created`,
  },
  wixEcom_onOrderApproved: {
    product: 'wix-ecom',
    orderPlace: 'data.order',
    ...firstState,
    proves: ['order-approved'],
    sdk: domainEvent('wix.ecom.v1.order_approved'),
    documentedAt: `${VELO}/wix-ecom-backend/events/on-order-approved`,
  },
  wixEcom_onOrderUpdated: {
    product: 'wix-ecom',
    orderPlace: 'entity',
    ...anyUpdate,
    proves: [],
    sdk: domainEvent('wix.ecom.v1.order_updated'),
    documentedAt: `${VELO}/wix-ecom-backend/events/on-order-updated`,
  },
  wixEcom_onOrderPaymentStatusUpdated: {
    product: 'wix-ecom',
    orderPlace: 'data.order',
    ...laterState,
    proves: [
      'order-paid',
      'order-partially-paid',
      'order-payment-pending',
      'order-payment-declined',
      'order-payment-canceled',
      'order-payment-reversed',
      'order-refunded',
      'order-partially-refunded',
    ],
    sdk: domainEvent('wix.ecom.v1.order_payment_status_updated'),
    documentedAt: `${VELO}/wix-ecom-backend/events/on-order-payment-status-updated`,
  },
  wixEcom_onOrderCanceled: {
    product: 'wix-ecom',
    orderPlace: 'data.order',
    ...laterState,
    proves: ['order-canceled'],
    sdk: domainEvent('wix.ecom.v1.order_canceled'),
    documentedAt: `${VELO}/wix-ecom-backend/events/on-order-canceled`,
  },
  wixEcom_onOrderTransactionsUpdated: {
    product: 'wix-ecom',
    orderPlace: 'data.orderTransactions',
    carries: 'transactions',
    isUpdateHandler: false,
    isBaseline: false,
    proves: [],
    sdk: domainEvent('wix.ecom.v1.order_transactions_updated'),
    documentedAt: `${VELO}/wix-ecom-backend/events/on-order-transactions-updated`,
  },
  wixEcom_onFulfillmentsUpdated: {
    product: 'wix-ecom',
    orderPlace: 'entity',
    carries: 'fulfillments',
    isUpdateHandler: false,
    isBaseline: false,
    proves: ['tracking-updated'],
    sdk: domainEvent('wix.ecom.v1.fulfillments_updated'),
    documentedAt: `${VELO}/wix-ecom-backend/events/on-fulfillments-updated`,
  },
};

/** Names of all handlers. */
const handlerNames = Object.keys(handlers);

/** The update handler of each product. */
const updateHandlerOf = Object.fromEntries(
  handlerNames.filter((name) => handlers[name].isUpdateHandler).map((name) => [handlers[name].product, name]),
);

/** Rejects an event that carries another product's order: two of the products use the same envelope. */
function findOtherProduct(handler, { order, orderPath, metadata }) {
  const { product, sdk } = handlers[handler];
  const named = metadata['entityFqdn'];
  const hasEntity = modelOf(product).entity !== undefined;
  // An event type consists of the name of its entity and of what happened to it.
  if (hasEntity && typeof named === 'string' && !sdk.eventType.startsWith(`${named}_`)) {
    return rejectionFor(products.find((candidate) => modelOf(candidate).entity === named));
  }
  if (hasMark(order, product)) return undefined;
  const other = products.find((candidate) => hasMark(order, candidate));
  return other === undefined ? undefined : rejectionFor(other);

  function rejectionFor(found) {
    const what = found === undefined ? 'another entity' : `an order of ${found}`;
    return { path: orderPath, expected: `an order of ${product}`, found: what };
  }
}

function hasMark(order, product) {
  return modelOf(product).marks.some((key) => order[key] !== undefined);
}

/** Far deeper than any documented payload; Wix Data itself stops at 50 levels. */
const MAX_DEPTH = 64;

/** Rejects structures that no Wix event has and that could harm code that copies them: extreme depth and `__proto__` keys. */
function findStructureFault(root) {
  return faultIn(root, 0);
}

function faultIn(value, depth) {
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === MAX_DEPTH) {
    return { path: '', expected: `at most ${String(MAX_DEPTH)} levels`, found: 'a deeper level' };
  }
  return Array.isArray(value) ? faultInArray(value, depth) : faultInObject(value, depth);
}

function faultInArray(items, depth) {
  for (let index = 0; index < items.length; index += 1) {
    const fault = faultIn(items[index], depth + 1);
    if (fault !== undefined) return below(`[${String(index)}]`, fault);
  }
  return undefined;
}

function faultInObject(object, depth) {
  // This runs for each value of an event, so it does not allocate pairs of key and value.
  for (const key of Object.keys(object)) {
    const item = object[key];
    if (key === '__proto__') return { path: '__proto__', expected: 'no such key', found: 'a `__proto__` key' };
    if (typeof item !== 'object' || item === null) continue;
    const fault = faultIn(item, depth + 1);
    if (fault !== undefined) return below(holderNames.has(key) ? key : '?', fault);
  }
  return undefined;
}

/**
 * Names of objects and lists in Wix's orders and envelopes. A path shows no other key: a key can be text that somebody typed, such as the
 * title of a question, and it can be of any length.
 */
const holderNames = new Set([
  ...['metadata', 'entity', 'data', 'order', 'orderTransactions', 'fulfillments'],
  ...['createdEvent', 'updatedEvent', 'actionEvent', 'currentEntity', 'body'],
  ...['tickets', 'checkoutForm', 'form', 'inputValues', 'values', 'checkIn', 'price', 'invoice'],
  ...['buyer', 'pricing', 'prices', 'priceDetails', 'subscription', 'pausePeriods', 'currentCycle', 'cycles'],
  ...['lineItems', 'catalogReference', 'options', 'activities', 'buyerInfo', 'billingInfo', 'shippingInfo'],
  ...['recipientInfo', 'contactDetails', 'address', 'logistics', 'shippingDestination', 'appliedDiscounts'],
  ...['priceSummary', 'balanceSummary', 'customFields', 'extendedFields', 'additionalFees', 'cancellation'],
]);
const MAX_PATH_LENGTH = 120;

/** Extends the path of a fault. Paths are built only for faults, so that a sound event costs nothing. */
function below(place, fault) {
  const joint = fault.path === '' || fault.path.startsWith('[') ? '' : '.';
  const path = `${place}${joint}${fault.path}`;
  return { ...fault, path: path.length > MAX_PATH_LENGTH ? `${path.slice(0, MAX_PATH_LENGTH - 1)}…` : path };
}

/** Parses a JSON text; `undefined` if it is not JSON. */
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** REST webhooks nest JSON texts: https://dev.wix.com/docs/api-reference/articles/get-started/about-webhooks */
const MAX_NESTED_TEXTS = 4;

/** Parses the JSON texts that a decoded REST webhook nests under `data`; returns everything else unchanged. */
function openNestedTexts(raw) {
  let value = raw;
  for (let opened = 0; opened < MAX_NESTED_TEXTS; opened += 1) {
    const text = typeof value === 'string' ? value : nestedText(value);
    if (typeof text !== 'string') return { value, wasText: opened > 0 };
    const inner = parseJson(text);
    if (inner === undefined) return { value, wasText: opened > 0 };
    value = inner;
  }
  return { value, wasText: true };
}

/** Id field of an order that is itself the event; no envelope has this key. */
const FLAT_ORDER_ID = 'orderNumber';

/** Returns the text that may hold the event. The `data` of an order that is itself the event is no envelope. */
function nestedText(value) {
  return valueAt(value, FLAT_ORDER_ID) === undefined ? valueAt(value, 'data') : undefined;
}

/** Finds the order of an event in any dialect; `wasText` is `true` if the event was parsed from text. */
function unwrapEvent(root, wasText, documentedPlace) {
  if (documentedPlace === 'root') return unwrapFlatEvent(root, wasText);
  return unwrapRest(root, documentedPlace) ?? unwrapVeloOrSdk(root, documentedPlace);
}

/** Unwraps an event whose order is the root in Velo and REST, and is under `data` in the JavaScript SDK. */
function unwrapFlatEvent(root, wasText) {
  const data = root['data'];
  const isSdk = isJsonObject(data) && root[FLAT_ORDER_ID] === undefined;
  return {
    dialect: isSdk ? 'sdk' : wasText ? 'rest' : 'velo',
    metadata: objectAt(root, 'metadata'),
    order: isSdk ? data : root,
    orderPath: isSdk ? 'data' : '',
    warnings: [],
  };
}

const restPlaces = [
  ['createdEvent', 'entity'],
  ['updatedEvent', 'currentEntity'],
  ['actionEvent', 'body'],
];

function unwrapRest(root, documentedPlace) {
  const key = documentedPlace === 'data.orderTransactions' ? 'orderTransactions' : 'order';
  for (const [event, place] of restPlaces) {
    const holder = root[event];
    if (!isJsonObject(holder)) continue;
    const printed = holder[place] ?? holder[`${place}AsJson`];
    const found = typeof printed === 'string' ? parseJson(printed) : printed;
    if (!isJsonObject(found)) return undefined;
    const order = event === 'actionEvent' ? found[key] : found;
    if (!isJsonObject(order)) return undefined;
    const orderPath = event === 'actionEvent' ? `${event}.${place}.${key}` : `${event}.${place}`;
    const previousPaymentStatus = found['previousPaymentStatus'];
    const whole = event === 'actionEvent' ? withSiblings(order, found) : order;
    return { dialect: 'rest', metadata: root, order: whole, orderPath, previousPaymentStatus, warnings: [] };
  }
  return undefined;
}

/** Fields that some plan events have beside the order although they are about the order. */
const siblingKeys = ['cancellation', 'cycleNumber'];

/** Returns the order with the fields beside it; the order's own fields take precedence. */
function withSiblings(order, holder) {
  let whole = order;
  for (const key of siblingKeys) {
    if (holder[key] !== undefined && order[key] === undefined) whole = { ...whole, [key]: holder[key] };
  }
  return whole;
}

/** Warnings for an order in another place than the documented one; both places are accepted. */
const oddityOf = { entity: 'order-under-entity', 'data.order': 'order-under-data' };

function unwrapVeloOrSdk(root, documentedPlace) {
  const metadata = objectAt(root, 'metadata');
  const dialect = metadata['_id'] === undefined && metadata['eventType'] === undefined ? 'velo' : 'sdk';
  const data = objectAt(root, 'data');
  const previousPaymentStatus = data['previousPaymentStatus'];
  const orders = {
    entity: root['entity'],
    'data.order': data['order'],
    'data.orderTransactions': data['orderTransactions'],
  };
  for (const orderPath of [documentedPlace, ...otherPlaces(documentedPlace)]) {
    const found = orders[orderPath];
    if (!isJsonObject(found)) continue;
    const order = orderPath === 'entity' ? found : withSiblings(found, data);
    const isOdd = orderPath !== documentedPlace && orderPath !== 'data.orderTransactions';
    const warnings = isOdd ? [oddityOf[orderPath]] : [];
    return { dialect, metadata, order, orderPath, previousPaymentStatus, warnings };
  }
  return rejectionOf(documentedPlace, 'an order', orders[documentedPlace]);
}

function otherPlaces(documentedPlace) {
  if (documentedPlace === 'data.orderTransactions') return [];
  return [documentedPlace === 'entity' ? 'data.order' : 'entity'];
}

function objectAt(root, key) {
  const value = root[key];
  return isJsonObject(value) ? value : {};
}

const metadataShape = shapeOf({
  id: idField,
  _id: idField,
  entityId: idField,
  eventTime: dateField,
  entityEventSequence: countField,
  triggeredByAnonymizeRequest: flagField,
});

const previousStatusShape = shapeOf({ previousPaymentStatus: statusField });

/**
 * Parses the argument of a handler: the Velo event, the JavaScript SDK envelope or the REST webhook body. Never throws: anything else is
 * rejected with the path, what was expected and what was found.
 */
function parseOrderEvent(handler, raw, receivedAt) {
  const { value, wasText } = openNestedTexts(raw);
  if (isWebhookToken(value)) return rejected({ path: 'event', expected: 'an event object', found: UNDECODED_TOKEN });
  if (!isJsonObject(value)) return rejected(rejectionOf('', 'an event object', value));
  const fault = findStructureFault(value);
  if (fault !== undefined) return rejected(fault);
  const envelope = unwrapEvent(value, wasText, handlers[handler].orderPlace);
  return 'expected' in envelope ? rejected(envelope) : parseEnvelope(handler, envelope, receivedAt);
}

const UNDECODED_TOKEN = 'an undecoded webhook token: decode it with the JavaScript SDK first';

/** `true` for the undecoded body of a webhook: three parts in base64url, the first of which is a JSON object. */
function isWebhookToken(value) {
  return typeof value === 'string' && /^eyJ[\w-]*\.[\w-]+\.[\w-]+$/.test(value.trim());
}

/**
 * Parses an order that a method returned, in the SDK's form. It is the order's state at `readAt`, whatever its own dates say: a resume,
 * for example, does not change the date of the last update.
 */
function parseReadOrder(product, raw, readAt) {
  if (!isJsonObject(raw)) return rejected(rejectionOf('', 'an order', raw));
  const fault = findStructureFault(raw);
  if (fault !== undefined) return rejected(fault);
  const envelope = { dialect: 'sdk', metadata: {}, order: raw, orderPath: '', warnings: [] };
  const parsed = parseEnvelope(updateHandlerOf[product], envelope, readAt);
  if (parsed.kind === 'rejected') return parsed;
  const { event } = parsed;
  const { updatedAt } = event.order;
  const ownDate = event.warnings.includes('event-time-missing') ? undefined : event.at;
  const happenedAt = readInstant(updatedAt) ?? ownDate;
  return { kind: 'event', event: { ...event, at: readAt, happenedAt, source: 'reconcile', warnings: [] } };
}

function parseEnvelope(handler, envelope, receivedAt) {
  const { product, carries } = handlers[handler];
  const other = findOtherProduct(handler, envelope);
  if (other !== undefined) return rejected(other);
  const reader = createFieldReader();
  const { output: metadata } = readFields(metadataShape, envelope.metadata, metadataPath(envelope), reader.warnings);
  const { id, _id, eventTime, entityEventSequence, triggeredByAnonymizeRequest } = metadata;
  const entityId = present(metadata.entityId);
  const model = modelOf(product);
  const read = model.readOrder({ ...envelope, order: orderIn(carries, envelope), entityId }, reader);
  if ('expected' in read) return rejected(read);
  const { order, isAnonymized } = read;
  const previousPaymentStatus = readPreviousStatus(envelope, reader.warnings);
  const hasIds = model.entity !== undefined;
  const at = read.at ?? reader.instant(eventTime);
  const warnings = [
    ...envelope.warnings,
    at === undefined && 'event-time-missing',
    hasIds && entityId !== undefined && entityId !== order.id && 'entity-id-mismatch',
    ...reader.warnings,
  ];
  const event = {
    handler,
    dialect: envelope.dialect,
    carries,
    order,
    raw: envelope.order,
    eventId: hasIds ? (present(_id) ?? present(id)) : undefined,
    at: at ?? receivedAt,
    receivedAt,
    happenedAt: at ?? receivedAt,
    source: 'event',
    sequence: present(entityEventSequence?.toString()),
    isAnonymization: isAnonymized || triggeredByAnonymizeRequest === true,
    previousPaymentStatus: previousPaymentStatus ?? unnamedStatusOf(handler),
    warnings: [...new Set(warnings.filter((warning) => warning !== false))],
  };
  return { kind: 'event', event };
}

function readPreviousStatus(envelope, warnings) {
  const { dialect, previousPaymentStatus } = envelope;
  if (previousPaymentStatus === undefined) return undefined;
  const place = dialect === 'rest' ? 'actionEvent.body' : 'data';
  const { output } = readFields(previousStatusShape, { previousPaymentStatus }, place, warnings);
  return present(output.previousPaymentStatus);
}

/** Returns `null` for the event of payment statuses, which is a change of status even if it does not name the one before. */
function unnamedStatusOf(handler) {
  return handler === 'wixEcom_onOrderPaymentStatusUpdated' ? null : undefined;
}

/** Returns the order of an envelope, or what an event that carries something else says about its order. */
function orderIn(carries, { order }) {
  if (carries === 'order' || carries === 'deletion') return order;
  const { orderId, fulfillments } = order;
  return carries === 'fulfillments' ? { _id: orderId, fulfillments } : { _id: orderId };
}

function metadataPath({ dialect }) {
  return dialect === 'rest' ? '' : 'metadata';
}

function rejected(rejection) {
  return { kind: 'rejected', rejection };
}

/** Returns a notification without personal or internal fields. */
function summarize({ key, rule, change, status, reason }) {
  return reason === undefined ? { key, rule, change, status } : { key, rule, change, status, reason };
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Returns a cheap checksum (FNV-1a) that distinguishes texts of one sender; it is no protection against forgery. */
function contentMark(text) {
  let mark = FNV_OFFSET;
  for (let index = 0; index < text.length; index += 1) mark = Math.imul(mark ^ text.charCodeAt(index), FNV_PRIME);
  return (mark >>> 0).toString(36);
}

/** Returns an object's own field; `undefined` if it has none. */
function ownField(object, field) {
  return ownValue(object, field);
}

/** `true` if two values are equal as JSON: a field without a value is absent, and the order of fields does not matter. */
function isSameJson(left, right) {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  if (Object.keys(right).some((field) => ownField(right, field) !== undefined && ownField(left, field) === undefined)) {
    return false;
  }
  return Object.keys(left).every((field) => isSameJson(ownField(left, field), ownField(right, field)));
}

/** More than the clocks of two containers differ by, one of which may be fast and one slow. */
const MAX_AHEAD_MS = 30 * 60000;
/** So far back that the state does not count as one of the last minutes. */
const DATED_BACK_MS = 3600000;
/** Wix resends for two days; the arrival of later events, such as a replay of old ones, says nothing about their time. */
const MAX_LATE_MS = 3 * 86400000;

/**
 * Returns the projection for comparison with an event. A state whose time or update date is still in the future when the event arrives
 * would make this event stale, and all others until then, so it is dated back to an hour before the event. For an event that is itself
 * from the future, or arrives days late, the projection stays as it is.
 */
function withoutFuture(known, event) {
  const until = msOf(event.receivedAt) + MAX_AHEAD_MS;
  const isTimely = msOf(event.at) <= until && msOf(event.receivedAt) - msOf(event.at) <= MAX_LATE_MS;
  if (known === undefined || !isTimely || !known.timeline.some((entry) => isAhead(entry, until))) return known;
  const before = instantOfNow(msOf(event.at) - DATED_BACK_MS);
  return { ...known, timeline: known.timeline.map((entry) => datedBack(entry, until, before)) };
}

function isAhead({ at, snapshot }, until) {
  return msOf(at) > until || isUpdateAhead(snapshot, until);
}

function isUpdateAhead({ updatedAt }, until) {
  return Date.parse(updatedAt ?? '') > until;
}

function datedBack(entry, until, before) {
  const { at, snapshot } = entry;
  return {
    ...entry,
    at: msOf(at) > until ? before : at,
    snapshot: isUpdateAhead(snapshot, until) ? withoutUpdate(snapshot) : snapshot,
  };
}

function withoutUpdate(snapshot) {
  return { ...snapshot, updatedAt: undefined };
}

/** Returns the key under which a projection remembers a reported change. */
function reportedKey({ kind, occurrence }) {
  return `${kind}:${occurrence}`;
}

/**
 * Converts findings into changes, leaving out those that were reported before. A change that occurs again gets a count, because the
 * content offers nothing else to distinguish the occurrences.
 */
function nameOccurrences(findings, { reportedKeys, forgottenCount = 0 }, at) {
  if (findings.length === 0) return [];
  const happenedAt = toMilliseconds(at);
  const known = new Set(reportedKeys);
  const past = { known, counts: highestCounts(reportedKeys), forgottenCount };
  const changes = [];
  for (const finding of findings) {
    if (isReportedNearby(finding, reportedKeys, happenedAt)) continue;
    const occurrence = nextOccurrence(settled(finding, past, happenedAt), past);
    if (occurrence === undefined) continue;
    const { kind, evidence = 'compared', previous, current } = finding;
    const occurredAt = finding.at ?? happenedAt;
    const earliest = finding.notBefore ?? finding.at;
    const notBefore = earliest !== undefined && earliest > occurredAt ? occurredAt : earliest;
    changes.push({ kind, evidence, occurrence, previous, current, occurredAt, notBefore });
    known.add(reportedKey({ kind, occurrence }));
  }
  return changes;
}

/** `true` if a change that an event's name proves was reported before, by any event. */
function isReported(finding, reportedKeys, at) {
  const { kind, occurrence, alsoKnownAs = kind } = finding;
  const keys = [reportedKey(finding), reportedKey({ kind: alsoKnownAs, occurrence })];
  return (
    (finding.isApproximate !== true && reportedKeys.some((key) => keys.includes(key))) ||
    isReportedNearby(finding, reportedKeys, toMilliseconds(at))
  );
}

/** Milliseconds by which the time of an event may differ from the order's own instant of the same change. */
const SAME_HAPPENING_MS = 60000;

const ABOUT = 'about-';

/** `true` if the change was reported under the time of its event, because the content named no instant. */
function isReportedNearby({ kind, at }, reportedKeys, happenedAt) {
  const prefix = `${kind}:${ABOUT}`;
  return reportedKeys.some((key) => {
    if (!key.startsWith(prefix)) return false;
    const distanceMs = Date.parse(key.slice(prefix.length)) - Date.parse(at ?? happenedAt);
    return Math.abs(distanceMs) <= SAME_HAPPENING_MS;
  });
}

/** Completes the occurrence of a finding with what only its event and earlier changes say. */
function settled(finding, { known, counts, forgottenCount }, happenedAt) {
  if (finding.isApproximate === true) {
    return { ...finding, occurrence: `${ABOUT}${finding.at ?? happenedAt}`, canRepeat: false };
  }
  const { restartedBy } = finding;
  if (restartedBy === undefined) return finding;
  // If the change is still known, so is what restarted it, because that came later.
  const forgotten = known.has(reportedKey(finding)) ? 0 : forgottenCount;
  const restarts = counts.get(reportedKey({ kind: restartedBy, occurrence: ONCE })) ?? forgotten;
  return restarts === 0 ? finding : { ...finding, occurrence: `${finding.occurrence}+${String(restarts)}` };
}

/**
 * Returns the next free occurrence; `undefined` if the change was reported. A forgotten count is not used again: a notification already
 * has that key, and nothing would be sent.
 */
function nextOccurrence(finding, { known, counts, forgottenCount }) {
  const { occurrence, canRepeat } = finding;
  const first = reportedKey(finding);
  if (!canRepeat) return known.has(first) ? undefined : occurrence;
  const count = (counts.get(first) ?? forgottenCount) + 1;
  counts.set(first, count);
  return count === 1 ? occurrence : `${occurrence}~${String(count)}`;
}

/** Returns the highest count of each occurrence, by the key without its count. */
function highestCounts(reportedKeys) {
  const highest = new Map();
  for (const { of, count } of reportedKeys.map(readCount)) highest.set(of, Math.max(count, highest.get(of) ?? 0));
  return highest;
}

/** Splits a key into the key without its count, and the count; the first occurrence has none. */
function readCount(key) {
  const [, of = key, count = '1'] = /^(.*)~(\d+)$/s.exec(key) ?? [];
  return { of, count: Number(count) };
}

/** Limits keys to `size`: keys for which one with a higher count stands are dropped first, then the oldest. */
function boundReportedKeys(reportedKeys, size) {
  if (reportedKeys.length <= size) return reportedKeys;
  const highest = highestCounts(reportedKeys);
  let excess = reportedKeys.length - size;
  const left = reportedKeys.filter((key) => {
    const { of, count } = readCount(key);
    if (excess === 0 || count === highest.get(of)) return true;
    excess -= 1;
    return false;
  });
  return left.slice(-size);
}

/** Returns the highest count of the changes of which no key is left; 0 if every change has one. */
function countForgotten(all, kept) {
  if (all === kept) return 0;
  const known = highestCounts(kept);
  let highest = 0;
  for (const [of, count] of highestCounts(all)) if (!known.has(of)) highest = Math.max(highest, count);
  return highest;
}

/**
 * Removes the findings of `known`, one for one: first those of the same occurrence, then, if the content cannot distinguish occurrences,
 * those of the same kind.
 */
function withoutFindings(findings, known) {
  const exact = takeAway(findings, known, reportedKey, () => true);
  return takeAway(exact.left, exact.notTaken, keyOfToggle, (left, right) => left.canRepeat || right.canRepeat).left;
}

function keyOfToggle({ kind, subject }) {
  return subject === undefined ? kind : `${kind}:${subject}`;
}

/** Removes findings that are alike and have the same key. An event may show tens of thousands of findings, so they are looked up by key. */
function takeAway(findings, known, keyOf, isAlike) {
  const byKey = new Map();
  for (const finding of known) {
    const same = byKey.get(keyOf(finding)) ?? new Set();
    byKey.set(keyOf(finding), same.add(finding));
  }
  const taken = new Set();
  const left = findings.filter((finding) => {
    for (const candidate of byKey.get(keyOf(finding)) ?? []) {
      if (taken.has(candidate) || !isAlike(finding, candidate)) continue;
      taken.add(candidate);
      return false;
    }
    return true;
  });
  return { left, notTaken: known.filter((finding) => !taken.has(finding)) };
}

/** Returns the state of the order after each entry: everything shown up to then. */
function statesOf(timeline) {
  const states = [];
  for (const entry of timeline) states.push(stateAfter(states[states.length - 1], entry));
  return states;
}

/** Returns the state of the order after an entry that follows a state. */
function stateAfter(before, entry) {
  const { at, snapshot } = entry;
  const showsProgress = modelOf(snapshot.product).showsProgress?.(snapshot) === true;
  const progressAt = showsProgress ? at : (before?.progressAt ?? at);
  return { entry, snapshot: withEarlier(before?.snapshot, snapshot), progressAt };
}

/** Returns what an event shows, completed by what was known before it. */
function withEarlier(before, observed) {
  return before === undefined ? observed : modelOf(observed.product).carryOver(before, observed);
}

/**
 * `true` if the next event must be compared with the later snapshot: that has a field that the earlier one did not, or a field changed,
 * even if that is no news. A payment can be declined, be due again and be declined a second time.
 */
function isFurther(before, after) {
  const { movesAlong } = modelOf(after.product);
  return Object.keys(after).some((field) => {
    const [earlier, value] = [ownField(before, field), ownField(after, field)];
    if (value === undefined) return false;
    return earlier === undefined || (!movesAlong.includes(field) && !isSameJson(earlier, value));
  });
}

/** Milliseconds by which two prints of one write by Wix may differ. */
const SAME_WRITE_MS = 1;

/**
 * `true` if a later event carries the state from before an earlier one. Wix sends such events: one documented update carries the order as
 * it was two days before. An older write is stale unless it shows the way back itself: a resume does not change the write time.
 */
function isStaleSnapshot(known, next) {
  const { provesReturn, isBehind } = modelOf(next.product);
  const newerByMs = newerByWriteMs(known, next);
  if (newerByMs < -SAME_WRITE_MS) return provesReturn?.(known, next) !== true;
  return newerByMs <= SAME_WRITE_MS && isBehind?.(known, next) === true;
}

/** Milliseconds after an event for which a read of the order may still show the state before it. */
const READ_LAG_MS = 5 * 60000;

/** `true` if an order that a job read may be older than an event of the last minutes, and does not show that it is newer. */
function isReadTooSoon(known, read) {
  if (read.entry.isRead !== true || known.entry.isRead === true) return false;
  const isNewer = newerByWriteMs(known.snapshot, read.entry.snapshot) > SAME_WRITE_MS;
  return !isNewer && msOf(read.entry.at) - msOf(known.entry.at) <= READ_LAG_MS;
}

/** Returns by how many milliseconds the second was written later; `NaN`, which is neither more nor less than 0, if either does not say. */
function newerByWriteMs({ updatedAt: known = '' }, { updatedAt: next = '' }) {
  return Date.parse(next) - Date.parse(known);
}

/** Returns the projection of an order of which nothing is known. */
function emptyProjection({ product, id }) {
  return { product, orderId: id, timeline: [], reportedKeys: [], eventIds: [] };
}

/** Key by which a projection remembers that its order's personal data was erased. */
const ANONYMIZED = reportedKey({ kind: 'order-anonymized', occurrence: ONCE });

/** `true` if an order's personal data was erased: no notifications about it are sent any more. */
function isAnonymized(known) {
  return known?.reportedKeys.includes(ANONYMIZED) === true;
}

/**
 * `true` if the projection keeps the report of a change: an order with very many changes forgets the oldest keys. An anonymized order
 * reports no changes at all.
 */
function holdsReported(projection, change) {
  if (isAnonymized(projection)) return true;
  const { reportedKeys, forgottenCount } = projection;
  if (forgottenCount !== undefined || reportedKeys.length > MAX_REPORTED_KEYS / 2) return false;
  return reportedKeys.includes(reportedKey(change));
}

/** Returns the last known state of an order: everything shown up to then. */
function lastStateOf({ timeline }) {
  const states = statesOf(timeline);
  return states[states.length - 1]?.snapshot;
}

/** Returns the outlook of an order, by its last known state. */
function lifeOf(projection) {
  const last = lastStateOf(projection);
  return last === undefined ? 'idle' : modelOf(projection.product).lifeOf(last);
}

/** Returns the projection with its last state only, and without digests of personal details; reported changes and events stay known. */
function withoutHistory(projection) {
  const { forgetDetails } = modelOf(projection.product);
  const timeline = foldOldest(projection.timeline, 1).map((entry) => {
    return { ...entry, snapshot: forgetDetails(entry.snapshot) };
  });
  return { ...projection, timeline };
}

const MAX_TIMELINE = 8;
const MAX_REPORTED_KEYS = 1000;

/** Returns the projection with its lists cut to size; the newest items stay. */
function boundProjection(projection) {
  const { timeline, reportedKeys, eventIds, forgottenCount = 0 } = projection;
  const kept = boundReportedKeys(reportedKeys, MAX_REPORTED_KEYS);
  const forgotten = Math.max(forgottenCount, countForgotten(reportedKeys, kept));
  return {
    ...projection,
    timeline: withoutRepeats(foldOldest(timeline, maxTimeline(projection))),
    reportedKeys: kept,
    ...(forgotten === 0 ? {} : { forgottenCount: forgotten }),
    eventIds: eventIds.slice(-40),
  };
}

/** Returns the newest entries; the oldest of them takes over what those before it showed. */
function foldOldest(timeline, size) {
  const dropped = timeline.slice(0, -size).reduce((state, { snapshot }) => withEarlier(state, snapshot), undefined);
  return timeline
    .slice(-size)
    .map((entry, index) => (index === 0 ? { ...entry, snapshot: withEarlier(dropped, entry.snapshot) } : entry));
}

function withoutRepeats(timeline) {
  const [oldest] = timeline;
  const model = oldest && modelOf(oldest.snapshot.product);
  if (model?.withoutRepeats === undefined) return timeline;
  return model.withoutRepeats(timeline);
}

/** `true` if states before the oldest one of the timeline may have been dropped. */
function isTimelineFull(projection) {
  return projection.timeline.length >= maxTimeline(projection);
}

/**
 * Returns the number of states to keep: fewer for larger orders, so that the stored item stays below 200 KB; Wix refuses items over 500
 * KB.
 */
function maxTimeline({ product, timeline }) {
  const { sizeLimit } = modelOf(product);
  const newest = timeline[timeline.length - 1];
  if (sizeLimit === undefined || newest === undefined) return MAX_TIMELINE;
  const parts = sizeLimit.countParts(newest.snapshot);
  return parts > sizeLimit.oneStateAbove ? 1 : parts > sizeLimit.twoStatesAbove ? 2 : MAX_TIMELINE;
}

/**
 * Adds the changes that the event itself reports, by its name or by a transition that it prints, if the states around it do not show
 * them: at first sight, and if the order was first seen in its new state. Wix reports one change in several events; for the second of
 * them, the change is among the reported keys, or the transition is among the states.
 */
function addReported(findings, event, { way, proven, reportedKeys }) {
  let all = findings;
  for (const finding of proven) all = withReported(all, finding, event, isReported(finding, reportedKeys, event.at));
  const [transition] = reportedTransition(event, way);
  if (transition === undefined) return all;
  return withReported(all, transition, event, hasKnownWay(way) || isPaymentReported(transition, reportedKeys));
}

function withReported(findings, reported, { at }, isKnown) {
  const found = lastOf(
    findings,
    ({ kind, occurrence }) => kind === reported.kind && occurrence === reported.occurrence,
  );
  const same = found ?? lastOf(findings, ({ kind }) => kind === reported.kind || kind === reported.alsoKnownAs);
  const ownAt = same?.at ?? reported.at;
  const age = { evidence: 'reported', at: ownAt, notBefore: ownAt ?? toMilliseconds(at) };
  if (same === undefined) return isKnown ? findings : [{ ...reported, canRepeat: false, ...age }, ...findings];
  const others = findings.filter((finding) => finding !== same);
  const { occurrence, canRepeat, isApproximate = false } = same.isApproximate === true ? reported : same;
  return [{ ...same, occurrence, canRepeat, isApproximate, ...shownBy(reported, same), ...age }, ...others];
}

/** Returns the previous values that the event names; if it names none, those of the states. */
function shownBy({ previous }, same) {
  const isUnknown = Object.values(previous).every((value) => value === null);
  return { previous: isUnknown ? same.previous : { ...same.previous, ...previous } };
}

function lastOf(findings, isWanted) {
  const wanted = findings.filter(isWanted);
  return wanted[wanted.length - 1];
}

function reportedTransition({ order, previousPaymentStatus: previous }, { here }) {
  const { reportedStatus } = modelOf(order.product);
  const current = reportedStatus?.statusOf(here.snapshot);
  if (reportedStatus === undefined || previous === undefined || current === undefined || current === previous) {
    return [];
  }
  return reportedStatus.findTransition(previous, current, here.snapshot);
}

/** `true` if the earlier states show how the order reached its payment status. */
function hasKnownWay({ here, earlier }) {
  const { reportedStatus } = modelOf(here.snapshot.product);
  const current = reportedStatus?.statusOf(here.snapshot);
  return earlier.some(({ snapshot }) => reportedStatus?.statusOf(snapshot) !== current);
}

/** `true` if a payment was reported. One event may say how much was paid and another not, so an unknown amount matches any other. */
function isPaymentReported({ kind, occurrence }, reportedKeys) {
  return reportedKeys.some((key) => {
    if (!key.startsWith(`${kind}:`)) return false;
    return occurrence.includes('unknown') || key.includes('unknown') || key === `${kind}:${occurrence}`;
  });
}

/** Returns the transition into the status in which an order was first seen, if an event of that time reported it. */
function findReportedAtStart(states) {
  let start;
  for (const { entry, snapshot } of states) {
    const { reportedStatus } = modelOf(snapshot.product);
    const status = reportedStatus?.statusOf(snapshot);
    start ?? (start = status);
    if (reportedStatus === undefined || status === undefined || status !== start) return [];
    const previous = entry.previousPaymentStatus;
    if (previous !== undefined && previous !== start)
      return reportedStatus.findTransition(previous, start, entry.snapshot);
  }
  return [];
}

/**
 * Finds the place of an event: behind every entry that is not later. Equal times keep their arrival order. `states` are those of the
 * timeline, if the caller has them.
 */
function placeInTimeline(timeline, entry, states = statesOf(timeline)) {
  let position = timeline.length;
  while (isLater(timeline[position - 1], entry)) position -= 1;
  let here = stateAfter(states[position - 1], entry);
  // A following entry may carry the state from before this event, whatever its time says.
  while (isStaleAfter(here, timeline[position])) {
    position += 1;
    here = stateAfter(states[position - 1], entry);
  }
  const earlier = states.slice(0, position);
  return { position, earlier, before: states[position - 1], here, after: timeline[position] };
}

function isStaleAfter(here, next) {
  return next !== undefined && isStaleSnapshot(here.snapshot, next.snapshot);
}

function isLater(known, entry) {
  return known !== undefined && compareEventOrder(known, entry) > 0;
}

/**
 * Returns the changes that an event shows and that the states around it did not show without it. A late event can change what later
 * states took over, so everything behind it is compared again.
 */
function findAtPlace(timeline, entry, { position, earlier, here }) {
  const from = Math.max(0, position - 1);
  if (position === timeline.length) return findFrom(from, [...earlier, here], position);
  const extended = insertAt(timeline, position, entry);
  return withoutFindings(findAll(from, extended, position), findAll(from, timeline, undefined));
}

function findAll(from, timeline, own) {
  const states = statesOf(timeline);
  return [...findReportedAtStart(states), ...findFrom(from, states, own)];
}

/** Returns the timeline with one more entry. */
function insertAt(timeline, position, entry) {
  return [...timeline.slice(0, position), entry, ...timeline.slice(position)];
}

/**
 * Returns the changes from each state to the next, from the given one on. Changes up to the event's own state are as old as the event
 * says; others are dated by their state.
 */
function findFrom(from, states, own) {
  return states.slice(from).flatMap((before, index) => {
    const position = from + index + 1;
    const after = states[position];
    if (after === undefined) return [];
    const findings = modelOf(after.snapshot.product)
      .compare(before.snapshot, after.snapshot, before.progressAt)
      .map((finding) => aged(finding, before.entry, after.entry));
    return position === own ? findings : findings.map((finding) => dated(finding, after));
  });
}

/** Milliseconds by which an order's own instant may be later than its event: the time that Wix takes to record it. */
const NOTED_LATER_MS = 5000;

/** Limits the time of a change to that between two states; the order's own instants narrow it further. */
function aged(finding, before, after) {
  const isFuture = finding.at !== undefined && Date.parse(finding.at) > msOf(after.at) + NOTED_LATER_MS;
  const at = isFuture ? undefined : finding.at;
  const [from, until] = [toMilliseconds(before.at), toMilliseconds(after.at)];
  const { notBefore = from } = finding;
  return { ...finding, at, notBefore: at ?? (notBefore > from && notBefore <= until ? notBefore : from) };
}

function dated(finding, { entry }) {
  return { ...finding, at: finding.at ?? toMilliseconds(entry.at) };
}

/** Returns a negative number if the left event is the earlier one: by sequence if both have one, else by time. */
function compareEventOrder(left, right) {
  const bySequence = compareSequences(left.sequence, right.sequence);
  if (bySequence !== 0) return bySequence;
  return left.at < right.at ? -1 : Number(left.at > right.at);
}

const wholeNumber = /^\d+$/;

function compareSequences(left = '', right = '') {
  if (!wholeNumber.test(left) || !wholeNumber.test(right)) return 0;
  const difference = BigInt(left) - BigInt(right);
  return difference < 0n ? -1 : Number(difference > 0n);
}

/**
 * Classifies what happened to an order, from the event and what is stored of the order (`undefined` if nothing is). Pure: the same
 * arguments give the same result.
 */
function classifyEvent(stored, event, digest) {
  const known = withoutFuture(stored, event);
  // Erased details stay erased, even if an older event still has them.
  const ownDigest = isAnonymized(known) ? undefined : digestOfOrder(digest, event.order);
  const before = known && isKnownEvent(known, event) ? known : undefined;
  const ownNews = before && classifySameTime(before, event, ownDigest);
  if (before !== undefined && ownNews === undefined) return { verdict: 'duplicate', ...nothing };
  if (event.isAnonymization) return classifyAnonymization(known, event);
  if (event.carries === 'fulfillments') return classifyShipments(known ?? emptyProjection(event.order), event);
  if (event.carries !== 'order') return { verdict: 'no-change', ...nothing };
  if (known === undefined || known.timeline.length === 0) return classifyFirstSight(known, event, ownDigest);
  if (ownNews !== undefined) return ownNews;
  const states = statesOf(known.timeline);
  return classifyNext(known, states, event, projectNext(states, event, ownDigest));
}

const nothing = { changes: [], projection: undefined };

/** `true` for an event that was handled before, by its id. Ticket events have no id, so their time is used. */
function isKnownEvent({ eventIds: ids }, event) {
  const { eventId } = event;
  // An id that was stored without a mark matches any content.
  return ids.includes(eventIdOf(event)) || (eventId !== undefined && ids.includes(eventId));
}

/** Returns the id of an event with a mark of its content: with other content it is no redelivery. */
function eventIdOf(event) {
  return event.eventId === undefined ? event.at : `${event.eventId}|${markOf(event)}`;
}

/** Returns a mark of what is compared, without personal values, so that it needs no key. */
function markOf({ carries, order, previousPaymentStatus }) {
  const content = carries === 'order' ? modelOf(order.product).project(order, undefined, undefined) : order;
  return contentMark(JSON.stringify([previousPaymentStatus, content]));
}

/**
 * Classifies a ticket event of a known time. It may be another event of that time, which only its content can show; returns `undefined`
 * for a redelivery.
 */
function classifySameTime(known, event, digest) {
  if (event.eventId !== undefined) return undefined;
  const sameTime = known.timeline.filter(({ at }) => at === event.at);
  if (sameTime.length === 0) return undefined;
  const states = statesOf(known.timeline);
  const snapshot = projectNext(states, event, digest);
  if (sameTime.some((entry) => isSameJson(entry.snapshot, snapshot))) return undefined;
  const classified = classifyNext(known, states, event, snapshot);
  return classified.changes.length === 0 ? undefined : classified;
}

function classifyFirstSight(known, event, digest) {
  const shown = modelOf(event.order.product).project(event.order, digest, undefined);
  const { snapshot, findings: proven } = proofByName(event, shown, undefined);
  const entry = entryOf(event, snapshot);
  const base = known ?? emptyProjection(event.order);
  const { reportedKeys } = base;
  const way = placeInTimeline([], entry);
  const findings = addReported(inferAtFirstSight(event, snapshot), event, { way, proven, reportedKeys });
  const changes = nameOccurrences(findings, base, happenedAtOf(event));
  return { verdict: 'first-seen', changes, projection: advance(base, event, changes, [entry]) };
}

/** Returns the changes inferred from an order's first event; none for an order that was read and has no date. */
function inferAtFirstSight({ order, happenedAt }, snapshot) {
  if (happenedAt === undefined) return [];
  const findings = modelOf(order.product).findAtFirstSight(snapshot, order, happenedAt);
  return findings.map((finding) => ({ ...finding, evidence: 'inferred' }));
}

function happenedAtOf({ happenedAt, at }) {
  return happenedAt ?? at;
}

/** Returns what the event's name proves. Orders that a job read have the name of an event that proves nothing. */
function proofByName(event, observed, known) {
  const { order, handler } = event;
  const { proves } = handlers[handler];
  return modelOf(order.product).findByName({ proves, order, observed, known, at: toMilliseconds(event.at) });
}

function projectNext(states, { order }, digest) {
  return modelOf(order.product).project(order, digest, states[states.length - 1]?.snapshot);
}

function classifyNext(known, states, event, shown) {
  const { timeline, reportedKeys } = known;
  const { snapshot, findings: proven } = proofByName(event, shown, states[states.length - 1]?.snapshot);
  const entry = entryOf(event, snapshot);
  const place = placeInTimeline(timeline, entry, states);
  const { position, before, here, after } = place;
  const isStale =
    before !== undefined && (isStaleSnapshot(before.snapshot, here.snapshot) || isReadTooSoon(before, here));
  const findings = isStale ? [] : findInTimeline(known, entry, event, place);
  // What a stale event itself reports counts, unless it was reported before.
  const way = isStale ? { here, earlier: [] } : place;
  const changes = nameOccurrences(
    addReported(findings, event, { way, proven, reportedKeys }),
    known,
    happenedAtOf(event),
  );
  if (isStale) {
    const projection = changes.length === 0 ? undefined : advance(known, event, changes, timeline);
    return { verdict: changes.length === 0 ? 'stale' : 'changed', changes, projection };
  }
  const isLate = after !== undefined;
  const isNews = changes.length > 0 || isLate || before === undefined || isFurther(before.snapshot, here.snapshot);
  const projection = isNews ? advance(known, event, changes, insertAt(timeline, position, entry)) : undefined;
  if (changes.length > 0) return { verdict: 'changed', changes, projection };
  return { verdict: isLate ? 'stale' : 'no-change', changes, projection };
}

function findInTimeline(known, entry, event, place) {
  const { reportedKeys } = known;
  const all = findAtPlace(known.timeline, entry, place);
  // A late event may only add the amount to a payment that was reported.
  const isLate = place.after !== undefined;
  const found = all.filter(
    ({ restartedBy, ...finding }) => !(isLate && restartedBy !== undefined && isPaymentReported(finding, reportedKeys)),
  );
  if (place.before !== undefined) return found;
  const atFirst = inferAtFirstSight(event, place.here.snapshot);
  return [...atFirst, ...(isTimelineFull(known) ? found.map(asHappenedOnce) : found)];
}

/** Keeps a change from being counted again: it may be one of the forgotten changes between this event and the oldest stored state. */
function asHappenedOnce(finding) {
  return { ...finding, canRepeat: false };
}

/** Returns an order with the shipments that other events showed of it. */
function withShipments(order, known) {
  const model = modelOf(order.product).shipments;
  return model === undefined || known?.shipments === undefined ? order : model.addTo(order, known.shipments);
}

/**
 * Classifies an event of shipments. They say nothing about the order's state, so they are stored beside the timeline, even for an order
 * that was never seen.
 */
function classifyShipments(known, event) {
  const model = modelOf(event.order.product).shipments;
  const shipments = model?.of(event.order);
  if (model === undefined || shipments === undefined || isSameJson(known.shipments, shipments)) {
    return { verdict: 'no-change', ...nothing };
  }
  const isSeen = known.timeline.length > 0;
  const findings = isSeen ? model.compare(known.shipments, shipments, toMilliseconds(event.at)) : [];
  const changes = nameOccurrences(findings, known, event.at);
  const projection = advance({ ...known, shipments }, event, changes, known.timeline);
  return { verdict: changes.length === 0 ? 'no-change' : 'changed', changes, projection };
}

function classifyAnonymization(known, event) {
  const finding = {
    ...fieldFinding('order-anonymized', 'triggeredByAnonymizeRequest', null, true),
    evidence: 'reported',
    notBefore: toMilliseconds(event.at),
  };
  const base = known ?? emptyProjection(event.order);
  const changes = nameOccurrences([finding], base, event.at);
  const { project, forgetDetails } = modelOf(event.order.product);
  const entry = entryOf(event, project(event.order, undefined, undefined));
  const { position } = placeInTimeline(base.timeline, entry);
  const entries = event.carries === 'order' ? insertAt(base.timeline, position, entry) : base.timeline;
  const timeline = entries.map((kept) => ({
    ...kept,
    snapshot: forgetDetails(kept.snapshot),
  }));
  const verdict = known === undefined ? 'first-seen' : changes.length > 0 ? 'changed' : 'no-change';
  return { verdict, changes, projection: advance({ ...base, shipments: undefined }, event, changes, timeline) };
}

function entryOf({ at, sequence, previousPaymentStatus, source }, snapshot) {
  return { at, sequence, snapshot, previousPaymentStatus, isRead: source === 'reconcile' ? true : undefined };
}

function advance(known, event, changes, timeline) {
  return boundProjection({
    ...known,
    timeline,
    reportedKeys: [...known.reportedKeys, ...changes.map(reportedKey)],
    eventIds: [...known.eventIds, eventIdOf(event)],
  });
}

/**
 * Ends a reminder that is no longer wanted, judging by the stored state of its order; returns `undefined` if it still is. If it may have
 * been sent already, the channel is asked, or the owner decides.
 */
async function callOff(notification, attempt, deps) {
  switch (await findWish(notification, deps)) {
    case 'wanted':
      return undefined;
    case 'rule-threw':
      return await noteEnd(settleHeld(notification, attempt, 'rule-threw', deps.now()), deps);
  }
  if (doubtsOf(notification) === 0) return await noteEnd(settleCalledOff(notification, deps.now()), deps);
  if (!canAsk(notification)) return await noteEnd(settleUnknown(notification, attempt, deps.now()), deps);
  return await askAttempt(notification, attempt, () => settleCalledOff(notification, deps.now()), deps);
}

async function findWish({ product, orderId, rule, delayedTo, unless = [], knownBefore = [] }, { projections, site }) {
  const condition = site?.rules.find(({ id }) => id === rule)?.unlessOrder;
  if (delayedTo === undefined || (unless.length === 0 && condition === undefined)) return 'wanted';
  const { projection } = await projections.read(product, orderId);
  if (projection === undefined) return 'wanted';
  const isNew = (key) => unless.includes(kindOf(key)) && !knownBefore.includes(key);
  if (projection.reportedKeys.some(isNew)) return 'unwanted';
  const state = lastStateOf(projection);
  if (condition === undefined || state === undefined) return 'wanted';
  try {
    const isUnwanted = Reflect.apply(condition, undefined, [state]);
    return isUnwanted === true ? 'unwanted' : 'wanted';
  } catch {
    return 'rule-threw';
  }
}

/** Returns the keys of the kinds that call a notification off: changes that were known before its own. */
function knownBeforeOf(unless, reportedKeys) {
  return reportedKeys.filter((key) => unless.includes(kindOf(key)));
}

function kindOf(key) {
  return key.slice(0, key.indexOf(':'));
}

/** Formats by their options: creating one costs far more than using it. */
const cached = createCache();

const dateStyles = {
  date: { dateStyle: 'long' },
  dateTime: { dateStyle: 'long', timeStyle: 'short' },
};

/**
 * Creates formats for a language and an IANA time zone; English if the code is no language, and UTC if the runtime does not know the
 * zone.
 */
function createFormats(code, timeZone) {
  const language = readLanguage(code) ?? 'en';
  return {
    money: (amount, currency) => formatMoney(language, amount, currency),
    date: (instant) => formatDate(language, timeZone, 'date', instant),
    dateTime: (instant) => formatDate(language, timeZone, 'dateTime', instant),
  };
}

function formatMoney(language, amount, currency) {
  if (amount === undefined) return undefined;
  if (currency === undefined) return amount;
  const plain = plainMoney(language, amount, currency);
  if (plain !== undefined) return plain;
  const format = cached(`money ${language} ${currency}`, () => moneyFormat(language, currency));
  return format === undefined ? `${amount} ${currency}` : format.format(Number(amount));
}

/** Signs of the usual currencies in English; each has two decimals there. */
const englishSigns = new Map([
  ['USD', '$'],
  ['EUR', '€'],
  ['GBP', '£'],
]);
const plainAmount = /^(-?)(0|[1-9]\d{0,11})(?:\.(\d{1,2}))?$/;

/**
 * Formats an amount in English as `Intl` does, without loading the data of `Intl`: in a new container that takes longer than everything
 * else that an email needs. Returns `undefined` for any other language or currency, and for an amount that would be rounded.
 */
function plainMoney(language, amount, currency) {
  const sign = language === 'en' || language === 'en-US' ? englishSigns.get(currency) : undefined;
  if (sign === undefined || !plainAmount.test(amount)) return undefined;
  return amount.replace(plainAmount, (_all, minus, whole, fraction = '') => {
    return `${minus}${sign}${whole.replace(/(?<=\d)(?=(?:\d{3})+$)/g, ',')}.${String(fraction).padEnd(2, '0')}`;
  });
}

function moneyFormat(language, currency) {
  return attempt(() => new Intl.NumberFormat(language, { style: 'currency', currency }));
}

function formatDate(language, timeZone, style, instant) {
  if (instant === undefined) return undefined;
  const format = cached(`${style} ${language} ${timeZone}`, () => dateFormat(language, timeZone, style));
  return format.format(Date.parse(instant));
}

function dateFormat(language, timeZone, style) {
  const options = dateStyles[style];
  return (
    attempt(() => new Intl.DateTimeFormat(language, { ...options, timeZone })) ??
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' })
  );
}

function attempt(make) {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** Far more than an email has, and far less than a notification's row can hold. */
const MAX_VARIABLE_CHARACTERS = 50000;
const MAX_SHOWN_NAME = 100;
/** A hundred years, so that there is a date at which it ends. */
const MAX_WITHIN_HOURS = 876000;

/**
 * Asks a rule about a change. Rules are the site owner's code, and in JavaScript nothing checks them: what they throw, return or lack
 * affects that rule alone.
 */
function askRule(rule, name, context) {
  try {
    const channel = channelOf(name);
    const field = findInvalidField(fieldsOf$1(rule), channel.needsVariables);
    const isWanted = field === 'when' || (rule.when?.(context) ?? rule.when === undefined);
    if (isPromise(isWanted)) return faulty('rule-is-async');
    if (!isWanted) return { kind: 'unwanted' };
    if (field !== undefined) return faulty(`rule-field-invalid: ${field}`);
    if (channel.variablesOf !== undefined) return readVariables(channel.variablesOf(fieldsOf$1(rule), context));
    return readVariables(rule.variables === undefined ? {} : rule.variables(context));
  } catch {
    return faulty('rule-threw');
  }
}

function faulty(holdReason) {
  return { kind: 'faulty', holdReason };
}

/** Returns the channel that a rule selected; the first of several, which is a fault, and a triggered email if it selected none. */
function chosenChannel(rule) {
  return chosenBy(rule)[0] ?? 'triggeredEmail';
}

/** Returns the first invalid field of a rule, apart from its recipient and the fields of its channel. */
function findInvalidField(rule, needsVariables) {
  const { id, variables, when, evidence, withinHours, after, unless, unlessOrder, ifUnknown } = rule;
  const [, second] = chosenBy(rule);
  const isSound = {
    id: isShortText(id),
    when: when === undefined || typeof when === 'function',
    variables: typeof variables === 'function' || (variables === undefined && !needsVariables),
    evidence: evidence === undefined || Array.isArray(evidence),
    withinHours: withinHours === undefined || isHours(withinHours),
    after: after === undefined || isHours(after),
    unless: unless === undefined || Array.isArray(unless),
    unlessOrder: unlessOrder === undefined || typeof unlessOrder === 'function',
    ifUnknown: ifUnknown === undefined || ifUnknown === 'resend' || ifUnknown === 'hold',
    ...(second === undefined ? {} : { [channelOf(second).field]: false }),
  };
  return Object.entries(isSound).find(([, isFine]) => !isFine)?.[0];
}

/** `true` if a value is a valid number of hours for an age or a delay. */
function isHours(value) {
  return typeof value === 'number' && value > 0 && value <= MAX_WITHIN_HOURS;
}

/** `true` for a promise. Its rejection is caught, because one that nobody handles can end the whole container. */
function isPromise(value) {
  const isOne = typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
  if (isOne) Promise.resolve(value).catch(() => undefined);
  return isOne;
}

function readVariables(raw) {
  if (isPromise(raw)) return faulty('rule-is-async');
  if (!isJsonObject(raw)) return faulty('variables-are-no-object');
  const variables = [];
  let characters = 0;
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') return faulty(`variable-is-not-text: ${name.slice(0, MAX_SHOWN_NAME)}`);
    characters += name.length + value.length;
    variables.push([name, value]);
  }
  if (characters > MAX_VARIABLE_CHARACTERS) return faulty('variables-too-large');
  return { kind: 'wanted', variables: Object.fromEntries(variables) };
}

/** Longest text that a rule sees, in characters: a row must hold all variables of an email. */
const MAX_TEXT_LENGTH = 2000;
const MAX_NAME_LENGTH = 100;

/** Fields with names that visitors choose; such a name can be mailed to anybody's address. */
const nameFields = new Set(['firstName', 'lastName', 'fullName', 'company']);

/**
 * Returns a copy for rules. It is frozen, so that no rule can change what another reads, or the event that its handler was given.
 * Visitors may have typed its texts, so control characters, marks that change the writing direction and invisible characters are removed,
 * line breaks become spaces, long texts are cut, and names hold nothing that a mail program turns into a link.
 */
function cleanCopy(value) {
  return copyOf(value, false);
}

function copyOf(value, isName) {
  if (typeof value === 'string') return isName ? cleanName(value) : cleanText(value, MAX_TEXT_LENGTH);
  if (Array.isArray(value)) return Object.freeze(value.map((item) => copyOf(item, isName)));
  if (!isJsonObject(value)) return value;
  const isAnswer = isNameField(value['inputName']);
  const copy = { ...value };
  for (const key of Object.keys(copy)) copy[key] = copyOf(copy[key], isAnswer || isNameField(key));
  return Object.freeze(copy);
}

/** `true` for a field with a name; for a buyer's or guest's values that is a path, such as `billing.contact.firstName`. */
function isNameField(key) {
  return typeof key === 'string' && nameFields.has(key.slice(key.lastIndexOf('.') + 1));
}

/** Most texts, which need no expression that takes a new container long to compile. */
const plain$1 = /^[ -~]*$/;
const unclean = /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
const whiteSpace = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

function cleanText(text, maxLength) {
  // Cut to twice the length first, because removed characters do not count.
  const short = text.slice(0, 2 * maxLength);
  const clean = plain$1.test(short) ? short : short.replace(whiteSpace, ' ').replace(unclean, '');
  return clean.length > maxLength ? `${clean.slice(0, maxLength).replace(/\p{Cs}$/u, '')}…` : clean;
}

const anyDot = /[.。．｡]/;

/** Cleans a name: `J.Smith` becomes `J. Smith` and stays a name; `evil.com` becomes `evil. com` and is no link any more. */
function cleanName(name) {
  const clean = cleanText(name, MAX_NAME_LENGTH)
    .replace(/[<>]/g, ' ')
    .replace(/:?\/\//g, ' ');
  return anyDot.test(clean) ? clean.replace(/(?<=[\p{L}\p{N}])[.。．｡](?=[\p{L}\p{N}])/gu, '. ') : clean;
}

const DEFAULT_WITHIN_HOURS = 24;
const MS_PER_HOUR = 3600000;

/** Returns the notifications that the rules ask for. A faulty rule holds its own notification and no other. */
function decideNotifications({ order, raw }, changes, rules, settings) {
  const ownRules = rules.filter((rule) => isJsonObject(rule) && rule.product === order.product);
  const wanted = changes.filter(({ kind }) => ownRules.some(({ change }) => change === kind));
  if (wanted.length === 0) return [];
  const { language: named } = order;
  const language = readLanguage(named) ?? readLanguage(settings.fallbackLanguage) ?? 'en';
  const common = { order: cleanCopy(order), language, format: createFormats(language, settings.timeZone) };
  const tickets = modelOf(order.product).ticketsOf?.(order);
  let copy;
  return wanted.flatMap((change) => {
    const ticket = tickets?.get(String(change.current['ticketNumber']));
    const context = {
      ...common,
      change: cleanCopy(change),
      ticket: cleanCopy(ticket),
      get raw() {
        copy ?? (copy = cleanCopy(raw));
        return copy;
      },
    };
    return ownRules
      .filter((rule) => rule.change === change.kind && isKnownWell(rule, change))
      .flatMap((rule) => draftsOf({ context, order, ticket }, change, rule));
  });
}

/** `true` if a change has the evidence that a rule demands. A rule whose demand is not a list is faulty, and is asked anyway. */
function isKnownWell({ evidence }, change) {
  return Array.isArray(evidence) ? evidence.includes(change.evidence) : true;
}

/** Returns one draft, or one for each guest if a rule is for all of them: the ticket distinguishes their keys. */
function draftsOf(question, change, rule) {
  if (rule.recipient !== 'guests') return draftOne(question, change, rule, undefined);
  const { context, order } = question;
  const guests = modelOf(order.product).guestsOf?.(order) ?? [];
  return guests.flatMap((ticket) => {
    const ofGuest = { order, ticket, context: { ...context, ticket: cleanCopy(ticket) } };
    return draftOne(ofGuest, change, rule, ticket.number);
  });
}

/** Returns the id of a rule. A rule without one is held, and its notification still needs a key. */
function idOf$1({ id }) {
  return isShortText(id) ? id : 'rule-without-id';
}

function draftOne(question, change, rule, guest) {
  const fields = fieldsOf$1(rule);
  const name = chosenChannel(fields);
  const answer = askRule(rule, name, question.context);
  if (answer.kind === 'unwanted') return [];
  const { order, context } = question;
  const channel = channelOf(name);
  const call = channel.callOf(fields, context.language);
  const recipient =
    channel.addressee === 'nobody' ? undefined : recipientOf$1(rule.recipient, channel.addressee, question);
  const { contactId, memberId } = typeof recipient === 'object' ? recipient : {};
  const { key, formerKey } = keysOf(order, change, idOf$1(rule), guest);
  const changedAt = Date.parse(change.occurredAt);
  // One literal, because spreading objects into each other costs more than the rest.
  return [
    {
      key,
      formerKey,
      product: order.product,
      orderId: order.id,
      change,
      rule: idOf$1(rule),
      channel: name,
      call: typeof call === 'string' ? {} : call,
      contactId,
      memberId,
      variables: answer.kind === 'wanted' ? answer.variables : {},
      ifUnknown: rule.ifUnknown === 'hold' && channel.promises.hold !== 'exactly-once' ? 'hold' : 'resend',
      expiresAt: changedAt + tellableMsOf(rule),
      delayedTo: isHours(rule.after) ? changedAt + afterMsOf(rule) : undefined,
      unless: Array.isArray(rule.unless) ? rule.unless.map(String) : undefined,
      holdReason:
        (answer.kind === 'faulty' ? answer.holdReason : undefined) ??
        (typeof recipient === 'string' ? recipient : undefined) ??
        (typeof call === 'string' ? call : undefined),
      isToFixedRecipient: typeof rule.recipient === 'string' ? undefined : true,
    },
  ];
}

/** Returns the longest age at which one of these rules sends a change, in milliseconds. */
function longestWithinMs(rules) {
  return Math.max(DEFAULT_WITHIN_HOURS * MS_PER_HOUR, ...rules.filter(isJsonObject).map(tellableMsOf));
}

/** Returns for how long after a change a rule sends it, in milliseconds. */
function tellableMsOf(rule) {
  const { withinHours } = rule;
  return afterMsOf(rule) + (isHours(withinHours) ? withinHours : DEFAULT_WITHIN_HOURS) * MS_PER_HOUR;
}

function afterMsOf({ after }) {
  return isHours(after) ? after * MS_PER_HOUR : 0;
}

/** Returns the key, which no two notifications share, whatever is in its parts. */
function keysOf({ product, id }, change, rule, guest) {
  const { kind, occurrence } = change;
  const key = [product, keyPart(id), kind, keyPart(occurrence), lastKeyPart(rule, guest)].join('/');
  const formerLast = guest === undefined ? rule : `${rule}@${guest}`;
  const formerKey = [product, id, kind, textOfPart(occurrence), formerLast].join('/');
  return formerKey === key ? { key } : { key, formerKey };
}

/** Returns the recipient of a rule, or why there is none. */
function recipientOf$1(recipient, addressee, { order, ticket }) {
  const isRole = recipient === 'buyer' || recipient === 'guest' || recipient === 'guests';
  if (!isRole && !isJsonObject(recipient)) return 'no-recipient';
  const named = isJsonObject(recipient) ? recipient : recipient === 'buyer' ? order : ticket;
  const { contactId, memberId } = named ?? {};
  if (isShortText(contactId)) return { contactId };
  if (isShortText(memberId) && addressee === 'contact-or-member') return { memberId };
  return isRole ? 'no-contact' : 'no-recipient';
}

/**
 * Creates the notification of a draft. It is held if its recipient comes from the order and recently got too many messages; a recipient
 * whom the rule itself names, such as the site's owner, wants to know of each order.
 */
async function createCapped(draft, about, now, deps) {
  const { messageCap, storeTime, leaseMs } = deps;
  const notification = createNotification(draft, about, now, storeTime().latest + leaseMs);
  const { contactId, memberId, isToFixedRecipient } = draft;
  const recipient = recipientOf(contactId, memberId);
  if (notification.status !== 'pending' || isToFixedRecipient === true || recipient === undefined) return notification;
  if (await messageCap.isReached(recipient, deps)) {
    return createNotification({ ...draft, holdReason: 'too-many' }, about, now);
  }
  messageCap.note(recipient, draft.key);
  return notification;
}

function recipientOf(contactId, memberId) {
  if (contactId !== undefined) return { contactId };
  return memberId === undefined ? undefined : { memberId };
}

/**
 * Instants that the hourly job carries from run to run, in milliseconds since 1970: up to when it looked for messages that were rejected
 * later, and when it last sent the weekly summary.
 */
const names = ['rejectedUpTo', 'summarizedAt'];

/** Returns the instant of a name, in milliseconds since 1970; `undefined` while there is none. */
function instantIn(progress, name) {
  const instant = progress[name];
  return typeof instant === 'number' ? instant : undefined;
}

/** Returns all of these instants, for the next run to start from. */
function keptInstants(progress) {
  return Object.fromEntries(
    names.flatMap((name) => {
      const instant = instantIn(progress, name);
      return instant === undefined ? [] : [[name, instant]];
    }),
  );
}

/** Milliseconds for which a container caches the state of a job. */
const REMEMBERED_MS = 10 * 60000;

/** Creates a reader of a job's state that asks the store at most every ten minutes. */
function createStateReader(job, deps) {
  const { now } = deps;
  let known;
  return async function readRememberedState({ jobStates } = deps) {
    if (known === undefined || now() - known.readAt > REMEMBERED_MS) {
      known = { state: await jobStates.read(job), readAt: now() };
    }
    return known.state;
  };
}

const KIND_KEY = 'secondInsert';
const CODE_KEY = 'secondInsertCode';

/** Returns the recorded result of a second insert under one id; `undefined` if the hourly job has not tried one yet. */
function secondInsertOf(progress) {
  const kind = progress[KIND_KEY];
  if (kind !== 'refused' && kind !== 'refused-otherwise' && kind !== 'accepted') return undefined;
  return { kind, code: String(progress[CODE_KEY]) };
}

/**
 * Returns the note of a second insert that was refused as expected. In all other cases the note is dropped, and the next run tries again.
 */
function provenInsert(progress) {
  const second = secondInsertOf(progress);
  return second?.kind === 'refused' ? noteOf(second) : {};
}

function noteOf({ kind, code }) {
  return { [KIND_KEY]: kind, [CODE_KEY]: code };
}

/** Tries a second insert under one id, unless an earlier run has, and notes the result. Never rejects. */
async function noteSecondInsert(progress, { insertProof, log }) {
  if (insertProof === undefined || secondInsertOf(progress) !== undefined) return progress;
  try {
    const second = await insertProof.prove();
    if (second === undefined) return progress;
    if (second.kind !== 'refused') log('a second insert under one id was not refused as expected', { ...second });
    return { ...progress, ...noteOf(second) };
  } catch (error) {
    log('second insert not tried', { failure: failureOf(error) });
    return progress;
  }
}

/** Name of the hourly job, whose runs show that the site is published and its handlers are called. */
const HEARTBEAT_JOB = 'deliverDueNotifications';

/** Longest pause between two runs of the hourly job in which the site still counts as listening, in milliseconds. */
const MAX_SILENCE_MS = 3 * 3600000;

/**
 * Returns the progress that a run of the hourly job starts from: since when the site has been listening without a pause, and the notes
 * that the next runs need.
 */
function beatOf(last, now) {
  const progress = last?.progress ?? {};
  const kept = { ...provenInsert(progress), ...keptInstants(progress) };
  return { ...kept, listeningSince: listeningSince(last, now) ?? now };
}

function listeningSince(last, now) {
  const since = last?.progress['listeningSince'];
  return last !== undefined && now - last.startedAt <= MAX_SILENCE_MS && typeof since === 'number' ? since : undefined;
}

/**
 * Creates a reader of the instant since which the site has been listening, in milliseconds since 1970; `undefined` after a recent pause.
 * It asks the store at most every ten minutes.
 */
function createListeningReader(deps) {
  const readState = createStateReader(HEARTBEAT_JOB, deps);
  return async function readListeningSince(stores) {
    return listeningSince(await readState(stores), deps.now());
  };
}

/**
 * Dates a change of unknown age. If the site has been listening since the state before, the change is as young as the event that shows
 * it, because an earlier event would have shown it then. A pause that the heartbeat does not notice counts as listening. An order that
 * was not known may be one that the clean-up removed; what was sent about it earlier is unknown, so its change is not dated.
 */
async function dateByHeartbeat(draft, now, isNewOrder, deps) {
  const { change } = draft;
  const { notBefore } = change;
  if (typeof notBefore !== 'string' || !isAgeUnknown(draft, now)) return draft;
  const since = await deps.readListeningSince(deps);
  const wasListening = since !== undefined && since <= Date.parse(notBefore) + MAX_SILENCE_MS;
  if (wasListening && isNewOrder && Date.parse(notBefore) < (await deps.readRemovedBefore(deps))) return draft;
  return wasListening ? { ...draft, change: { ...change, notBefore: change.occurredAt } } : draft;
}

/** Most tries: far more than the handlers that can work on one order at the same time. */
const MAX_TRIES = 8;

/**
 * Reads the order's projection, works out what the event changed, inserts the notifications about it, then saves the projection. If
 * another handler saved one in the meantime, the event is classified again from that, so that no handler's changes are overwritten.
 * Rejects with an `OrderEventsError` if the site cannot read the projection.
 */
async function writeIntent(event, site, startedAt, deps, takeOwn) {
  const { product, id } = event.order;
  const written = { changes: new Map(), own: new Set(), alreadyKnown: new Set(), takeOwn };
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const [{ projection: known, revision }, digest] = await Promise.all([
      deps.projections.read(product, id),
      deps.loadDigest(),
    ]);
    if (await isBeforeRemoval(event, known, startedAt, deps)) return intentOf('stale', written);
    const { verdict, changes, projection } = classifyEvent(known, event, digest);
    const order = withShipments(event.order, known);
    try {
      const isErased = event.isAnonymization || isAnonymized(known);
      await insertDrafts({ ...event, order }, changes, { site, startedAt, deps, written, digest, isErased, known });
      if (projection === undefined) return intentOf(verdict, written);
      const saved = await deps.projections.save(projection, revision, startedAt);
      if (saved === 'saved') return intentOf(verdict, written);
    } catch (error) {
      return { ...intentOf(verdict, written), failure: { error: asOrderFailure(error) } };
    }
  }
  const error = new OrderEventsError('store-busy', 'Other handlers kept changing the order', undefined);
  return { ...intentOf('no-change', written), failure: { error } };
}

/** Age below which the clean-up never removes an order, so that most events need not ask. */
const NEVER_REMOVED_MS = 86400000;

/**
 * `true` if an event is so old that its order may have been known and removed since: as the first known state, it would report as news
 * what was reported then.
 */
async function isBeforeRemoval({ at, source, isAnonymization }, known, now, deps) {
  if (source !== 'event' || isAnonymization || msOf(at) >= now - NEVER_REMOVED_MS) return false;
  const oldest = known?.timeline[0];
  if (oldest !== undefined && oldest.at <= at) return false;
  return msOf(at) < (await deps.readRemovedBefore(deps));
}

/** Most inserts in parallel, which go to Wix Data together: one event may check in hundreds of guests. */
const MAX_CONCURRENCY = 100;

async function insertDrafts(event, changes, run) {
  const { site, startedAt, deps, written, digest, isErased, known } = run;
  const isNewOrder = known === undefined || known.timeline.length === 0;
  for (const change of changes) written.changes.set(reportedKey(change), change);
  const drafts = isErased ? [] : decideNotifications(event, changes, site.rules, site.settings);
  const unwritten = drafts.filter(({ key }) => !written.own.has(key) && !written.alreadyKnown.has(key));
  const people = unwritten.length === 0 ? [] : peopleIn(event.raw);
  const notifications = [];
  // One after the other, because the cap counts each.
  for (const draft of unwritten) {
    const dated = await dateByHeartbeat(draft, startedAt, isNewOrder, deps);
    const recipient = [draft.contactId, draft.memberId].filter((id) => id !== undefined);
    const marks = markPeople([...people, recipient], digest);
    const about = { source: event.source, marks, knownBefore: knownBefore(draft, known) };
    notifications.push({ draft, notification: await createCapped(dated, about, startedAt, deps) });
  }
  try {
    await forEachConcurrently(notifications, MAX_CONCURRENCY, async ({ draft, notification }) => {
      const result = (await isKnownByFormerKey(draft, deps)) ? 'exists' : await deps.notifications.insert(notification);
      (result === 'inserted' ? written.own : written.alreadyKnown).add(draft.key);
    });
  } finally {
    written.takeOwn(notifications.map(({ notification }) => notification).filter(({ key }) => written.own.has(key)));
  }
}

/**
 * Returns the changes that were known before. A late event may come after what calls its reminder off: then nothing counts as known
 * before.
 */
function knownBefore({ unless, change }, known) {
  const newest = known?.timeline[known.timeline.length - 1];
  if (unless === undefined || known === undefined || newest === undefined) return undefined;
  const isLate = msOf(newest.at) > Date.parse(change.occurredAt);
  return isLate ? undefined : knownBeforeOf(unless, known.reportedKeys);
}

/** Converts the failure of a too large item to one of the order, which no retry can store. */
function asOrderFailure(error) {
  return failureOf(error) === 'item-too-large'
    ? new OrderEventsError('order-too-large', 'No item can hold the state of the order', error)
    : error;
}

/** `true` if an earlier version wrote the notification, under a key in which the parts were not escaped. */
async function isKnownByFormerKey(draft, deps) {
  if (draft.formerKey === undefined) return false;
  const row = await deps.notifications.read(draft.formerKey);
  // Another notification may have taken this key.
  return row?.orderId === draft.orderId && row.rule === draft.rule && row.change === draft.change.kind;
}

/** Returns the intent. A second try may find nothing new, but the changes that the first one found still happened. */
function intentOf(verdict, { changes, alreadyKnown }) {
  const isQuiet = verdict === 'no-change' || verdict === 'duplicate' || verdict === 'stale';
  return {
    verdict: isQuiet && changes.size > 0 ? 'changed' : verdict,
    changes: [...changes.values()],
    alreadyKnown: [...alreadyKnown],
  };
}

/** Most overdue notifications that one event sends besides its own. */
const OVERDUE_PER_EVENT = 20;

/**
 * Milliseconds that a handler may take before it leaves the rest to the hourly job. Wix documents no limit for event handlers; its
 * backend calls end after 14 s: https://support.wix.com/en/article/velo-about-backend-limitations
 */
const HANDLER_BUDGET_MS = 8000;

/**
 * Handles one event: parses it, reads the projection, classifies the event and decides, writes the intent, saves the projection, sends
 * and settles. The intent is written before the projection is saved, so a crash at any point loses nothing: the next event derives again
 * what was not written, and the job sends what was. Rejects only if the event could be neither handled nor stored: then the platform
 * holds the only copy, and the owner sees that.
 */
async function handleEvent(handler, raw, site, deps) {
  try {
    return await handleOrKeep(handler, raw, site, deps);
  } catch (error) {
    const { noteNotKept } = await deps.loadSeldomSteps();
    await noteNotKept(error, deps);
    throw error;
  }
}

async function handleOrKeep(handler, raw, site, deps) {
  const startedAt = deps.now();
  const parsed = parseOrderEvent(handler, raw, instantOfNow(startedAt));
  if (parsed.kind === 'rejected') return await keepRejected(handler, raw, parsed.rejection, deps);
  try {
    const outcome = await handleParsed(parsed.event, site, startedAt, deps);
    if (isCheapEvent(outcome)) await sendOverdue(startedAt + HANDLER_BUDGET_MS, deps);
    return outcome;
  } catch (error) {
    if (isTooLarge(error)) await noteTooLarge(parsed.event, deps);
    else await keepFailed(parsed.event, raw, error, deps);
    return outcomeOfFailure(parsed.event, error);
  }
}

/** Only events that changed state but send nothing do extra work; redeliveries stay at one read. */
function isCheapEvent({ verdict, notifications }) {
  return notifications.length === 0 && (verdict === 'changed' || verdict === 'first-seen');
}

/** Sends a few overdue notifications, because jobs run hourly at best. A failure does not change the outcome of the event. */
async function sendOverdue(deadline, deps) {
  if (!deps.takeOverdueTurn()) return;
  try {
    const { deliverSome } = await deps.loadSeldomSteps();
    await deliverSome(OVERDUE_PER_EVENT, deadline, deps);
  } catch (error) {
    deps.log('overdue notifications left to the job', { failure: failureOf(error) });
  }
}

/** Handles a stored event again; `false` if it still cannot be handled. The event is not stored a second time. */
async function handleAgain({ handler, raw, receivedAt }, site, deps) {
  const parsed = parseOrderEvent(handler, raw, instantOfNow(receivedAt));
  if (parsed.kind === 'rejected') return false;
  const startedAt = deps.now();
  // The stored state may be far newer than the first arrival, and must not count as one from the future.
  const event = { ...parsed.event, receivedAt: instantOfNow(startedAt) };
  try {
    await handleParsed(event, site, startedAt, deps);
    return true;
  } catch (error) {
    if (!isTooLarge(error)) return false;
    await noteTooLarge(event, deps);
    return true;
  }
}

/**
 * Handles an event on a host with transactions: writes everything to the stores of one transaction, and leaves sending for after the
 * commit. Rejects if anything could not be written, and then nothing of it may be committed. If the process stops in between, the next
 * run that looks for due notifications sends them.
 */
async function handleInTransaction({ handler, raw, receivedAt }, site, stores, deps) {
  const inside = { ...deps, ...stores };
  const parsed = parseOrderEvent(handler, raw, instantOfNow(receivedAt));
  if (parsed.kind === 'rejected') {
    const outcome = await keepRejected(handler, raw, parsed.rejection, inside);
    return () => Promise.resolve(outcome);
  }
  const startedAt = deps.now();
  const event = { ...parsed.event, receivedAt: instantOfNow(startedAt) };
  const own = [];
  const intent = await noteEvent(event, site, startedAt, inside, (written) => void own.push(...written));
  if (intent.failure !== undefined) throw intent.failure.error;
  return async () =>
    await endEvent(event, intent, await sendFirstAttempts(own, startedAt + deps.leaseMs / 2, deps), deps);
}

/** Handles a parsed event. Rejects with an `OrderEventsError` if the site cannot store it. */
async function handleParsed(event, site, startedAt, deps) {
  const sending = [];
  const noting = noteEvent(event, site, startedAt, deps, (own) => {
    sending.push(sendFirstAttempts(own, startedAt + HANDLER_BUDGET_MS, deps));
  });
  // Whatever becomes of the rest, a handler ends only after what it sends is noted.
  await Promise.allSettled([noting]);
  const settled = (await Promise.all(sending)).flat();
  const intent = await noting;
  if (intent.failure !== undefined) throw intent.failure.error;
  return await endEvent(event, intent, settled, deps);
}

/** Does the first half of handling an event: stores everything, and sends nothing itself. */
async function noteEvent(event, site, startedAt, deps, takeOwn) {
  const { product, id } = event.order;
  if (event.isAnonymization) {
    const { askForErasure } = await deps.loadSeldomSteps();
    await askForErasure([{ kind: 'order', product, orderId: id }], startedAt, deps);
  }
  return await writeIntent(event, site, startedAt, deps, takeOwn);
}

async function endEvent(event, { verdict, changes, alreadyKnown }, settled, deps) {
  const { product, id } = event.order;
  if (event.isAnonymization) {
    const { eraseDataOfOrder } = await deps.loadSeldomSteps();
    await eraseDataOfOrder(product, id, deps);
  }
  return {
    handler: event.handler,
    verdict,
    order: { product, id },
    changes,
    notifications: settled.map(summarize),
    alreadyKnown,
    warnings: event.warnings,
    rejection: null,
  };
}

async function keepRejected(handler, raw, rejection, deps) {
  deps.log('event rejected', { handler, ...rejection });
  const { keepUnhandled } = await deps.loadSeldomSteps();
  await keepUnhandled(handler, raw, { rejection }, deps);
  return { ...nothingHappened, handler, verdict: 'rejected', order: null, warnings: [], rejection };
}

/** Stores a sound event that the site could not handle at the time, for the job to handle later. */
async function keepFailed({ handler, order }, raw, error, deps) {
  const failure = failureOf(error);
  deps.log('event not handled', { handler, failure });
  const { keepUnhandled } = await deps.loadSeldomSteps();
  await keepUnhandled(handler, raw, { orderId: order.id, failure }, deps);
}

function outcomeOfFailure({ handler, order, warnings }, error) {
  const rejection = { path: 'event', expected: 'a site that can store it', found: failureOf(error) };
  const { product, id } = order;
  return { ...nothingHappened, handler, verdict: 'rejected', order: { product, id }, warnings, rejection };
}

/** `true` if the state of an order is more than any item can hold: retries are useless, and everything that could be sent was. */
function isTooLarge(error) {
  return failureOf(error) === 'order-too-large';
}

/** Records once per order that its state cannot be stored, however many events it has. */
async function noteTooLarge({ handler, order }, { unhandled, now, log }) {
  const { product, id } = order;
  log('order too large to store', { handler });
  const note = { id: `too-large/${product}/${id}`, handler, text: '', orderId: id, failure: 'order-too-large' };
  await unhandled.keep(note, now());
}

const nothingHappened = { changes: [], notifications: [], alreadyKnown: [] };

/** Name of the daily job, which removes finished orders. */
const CLEAN_UP_JOB = 'cleanUp';

const ANNOUNCED_KEY = 'orders/removedBefore';
const ANNOUNCED_AT_KEY = 'orders/announcedAt';

/**
 * Milliseconds between an announcement and the removal: far longer than a container caches a state, or a handler works with what it read.
 */
const ANNOUNCED_FOR_MS = 3600000;

/** Announces a removal. A run removes only what an earlier run announced: by then every container knows that these orders may be gone. */
function announceRemoval(progress, before, now) {
  const announced = Number(progress[ANNOUNCED_KEY] ?? 0);
  const announcedAt = Number(progress[ANNOUNCED_AT_KEY] ?? -Infinity);
  if (now - announcedAt < ANNOUNCED_FOR_MS) {
    return { removedBefore: 0, note: { [ANNOUNCED_KEY]: announced, [ANNOUNCED_AT_KEY]: announcedAt } };
  }
  // The announced instant never moves back: what was removed stays removed when the owner extends the retention.
  return {
    removedBefore: Math.min(announced, before),
    note: { [ANNOUNCED_KEY]: Math.max(announced, before), [ANNOUNCED_AT_KEY]: now },
  };
}

/**
 * Creates a reader of the instant before which an order may have been known and then removed, in milliseconds since 1970; 0 if none was
 * removed. It asks the store at most every ten minutes.
 */
function createRemovedBeforeReader(deps) {
  const readState = createStateReader(CLEAN_UP_JOB, deps);
  return async function readRemovedBefore(stores) {
    const state = await readState(stores);
    return Number(state?.progress[ANNOUNCED_KEY] ?? 0);
  };
}

/**
 * Composes the core over the ports of a host: the only composition, used by every host, tool and test. `loadOnDemand` loads what
 * an event usually does not need; it is called each time.
 */
function composeOrderEvents(hostPorts, loadOnDemand, { stores = hostPorts, concurrency } = {}) {
  const ports = {
    takeOverdueTurn: createOverdueTurns(hostPorts.now),
    leaseMs: LEASE_MS,
    storeTime: () => ({ earliest: hostPorts.now(), latest: hostPorts.now() }),
    ...hostPorts,
    readListeningSince: createListeningReader(hostPorts),
    readRemovedBefore: createRemovedBeforeReader(hostPorts),
    messageCap: createMessageCap(hostPorts),
    loadSeldomSteps: async () => (await loadOnDemand()).seldomSteps,
  };

  async function recordIfAsked(handler, event, { settings }) {
    if (settings.record === undefined) return;
    const { recordEvent } = await loadOnDemand();
    await recordEvent(handler, event, settings.record, ports);
  }

  async function loadJobs() {
    const { createJobs } = await loadOnDemand();
    return createJobs({ ...ports, ...stores }, concurrency);
  }

  async function loadWebMethods() {
    const { createWebMethods } = await loadOnDemand();
    return createWebMethods(ports);
  }

  return {
    async handleOrderEvent(handler, event, site) {
      const outcome = await handleEvent(handler, event, site, { ...ports, site });
      await recordIfAsked(handler, event, site);
      return outcome;
    },
    async handleInTransaction(event, site, transactionStores) {
      const sendAll = await handleInTransaction(event, site, transactionStores, { ...ports, site });
      return async () => {
        const outcome = await sendAll();
        await recordIfAsked(event.handler, event.raw, site);
        return outcome;
      };
    },
    async deliverDue(notification, site) {
      const { deliverOne } = await loadOnDemand();
      await deliverOne(notification, { ...ports, site });
    },
    jobs: {
      deliverDueNotifications: async (site) => await (await loadJobs()).deliverDueNotifications(site),
      cleanUp: async (site) => await (await loadJobs()).cleanUp(site),
      reconcileOrders: async (orders, site) => await (await loadJobs()).reconcileOrders(orders, site),
    },
    webMethods: {
      sendEmailToContact: async (...args) => await (await loadWebMethods()).sendEmailToContact(...args),
      listNotifications: async (...args) => await (await loadWebMethods()).listNotifications(...args),
      resendNotification: async (...args) => await (await loadWebMethods()).resendNotification(...args),
      getOrderHistory: async (...args) => await (await loadWebMethods()).getOrderHistory(...args),
      getMyOrderHistory: async (...args) => await (await loadWebMethods()).getMyOrderHistory(...args),
      eraseContact: async (...args) => await (await loadWebMethods()).eraseContact(...args),
      listUnhandledEvents: async (...args) => await (await loadWebMethods()).listUnhandledEvents(...args),
      replayUnhandledEvents: async (...args) => await (await loadWebMethods()).replayUnhandledEvents(...args),
      getHealth: async (...args) => await (await loadWebMethods()).getHealth(...args),
    },
  };
}

const BLOCK_BYTES = 8;

/** Characters of nearly every text at most; each takes up to three bytes. */
const SHORT_LENGTH = 1000;

/**
 * Creates SipHash-2-4 (Aumasson and Bernstein, https://www.aumasson.jp/siphash/siphash.pdf): of a text in UTF-8, it returns 64 bits as
 * hex digits. Without the key, nobody can tell a hash from a random number.
 */
function createSipHash([k0, k1, k2, k3]) {
  // An order has dozens of fields, so the bytes of short texts share one buffer.
  const encoder = new TextEncoder();
  const short = new DataView(new ArrayBuffer(3 * SHORT_LENGTH + BLOCK_BYTES));
  const shortBytes = new Uint8Array(short.buffer);

  return function hash(text) {
    if (text.length <= SHORT_LENGTH) return hashBytes(short, encoder.encodeInto(text, shortBytes).written);
    const bytes = encoder.encode(text);
    const padded = new Uint8Array(bytes.length + BLOCK_BYTES);
    padded.set(bytes);
    return hashBytes(new DataView(padded.buffer), bytes.length);
  };

  /** `bytes` has space for one block more. */
  function hashBytes(bytes, length) {
    const last = length - (length % BLOCK_BYTES);
    for (let at = length; at < last + BLOCK_BYTES - 1; at += 1) bytes.setUint8(at, 0);
    bytes.setUint8(last + BLOCK_BYTES - 1, length);
    // The paper's v0 to v3, each in two halves, because numbers hold no 64 bits; all in one function, as a new container interprets it.
    let [aLow, aHigh, bLow, bHigh] = [k0 ^ 0x70736575, k1 ^ 0x736f6d65, k2 ^ 0x6e646f6d, k3 ^ 0x646f7261];
    let [cLow, cHigh, dLow, dHigh] = [k0 ^ 0x6e657261, k1 ^ 0x6c796765, k2 ^ 0x79746573, k3 ^ 0x74656462];
    for (let at = 0; at <= last + BLOCK_BYTES; at += BLOCK_BYTES) {
      // After the last block come four rounds on nothing.
      const isOver = at > last;
      const low = isOver ? 0 : bytes.getInt32(at, true);
      const high = isOver ? 0 : bytes.getInt32(at + 4, true);
      if (isOver) cLow ^= 0xff;
      dLow ^= low;
      dHigh ^= high;
      for (let rounds = isOver ? 4 : 2; rounds > 0; rounds -= 1) {
        let sum = (aLow >>> 0) + (bLow >>> 0);
        aHigh = (aHigh + bHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
        aLow = sum | 0;
        let turned = (bLow << 13) | (bHigh >>> 19);
        bHigh = ((bHigh << 13) | (bLow >>> 19)) ^ aHigh;
        bLow = turned ^ aLow;
        sum = (cLow >>> 0) + (dLow >>> 0);
        cHigh = (cHigh + dHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
        cLow = sum | 0;
        turned = (dLow << 16) | (dHigh >>> 16);
        dHigh = ((dHigh << 16) | (dLow >>> 16)) ^ cHigh;
        dLow = turned ^ cLow;
        // The first word turns by half its bits, so its halves change places: here what was `aHigh` is the lower half.
        sum = (aHigh >>> 0) + (dLow >>> 0);
        aHigh = (aLow + dHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
        aLow = sum | 0;
        turned = (dLow << 21) | (dHigh >>> 11);
        dHigh = ((dHigh << 21) | (dLow >>> 11)) ^ aHigh;
        dLow = turned ^ aLow;
        sum = (cLow >>> 0) + (bLow >>> 0);
        turned = (cHigh + bHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
        cLow = turned;
        cHigh = sum | 0;
        turned = (bLow << 17) | (bHigh >>> 15);
        bHigh = ((bHigh << 17) | (bLow >>> 15)) ^ cLow;
        bLow = turned ^ cHigh;
      }
      aLow ^= low;
      aHigh ^= high;
    }
    return hexOf(aHigh ^ bHigh ^ cHigh ^ dHigh) + hexOf(aLow ^ bLow ^ cLow ^ dLow);
  }
}

function hexOf(word) {
  return (word >>> 0).toString(16).padStart(8, '0');
}

/** 48 bits: two values of one field of one order do not share a digest in practice, and a digest alone reveals nothing. */
const DIGEST_LENGTH = 12;

/** Minimum length of a key, in characters: a shorter key, and with it every digest, can be found by trial. */
const MIN_KEY_LENGTH = 32;

/** Hex digits that are enough to distinguish the keys of one site. */
const FINGERPRINT_LENGTH = 8;

/** Begins the fingerprint of each key: digests that another hash made under the same key are not comparable. */
const HASH_MARK = 's';

/**
 * Creates digests of personal text under the site's own key (SipHash-2-4 under the first 128 bits of the key's SHA-256, truncated);
 * `undefined` if the key is too short.
 */
function createDigest(key) {
  if (key.length < MIN_KEY_LENGTH) return undefined;
  const hash = createSipHash(beginningOf(sha256(key)));
  const fingerprint = `${HASH_MARK}${hash('fingerprint').slice(0, FINGERPRINT_LENGTH)}`;
  return { fingerprint, of: (text) => hash(text).slice(0, DIGEST_LENGTH) };
}

function beginningOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return [view.getUint32(0, true), view.getUint32(4, true), view.getUint32(8, true), view.getUint32(12, true)];
}

/** Reads a secret from the Secrets Manager; `undefined` if the site has none of that name, or Wix does not return it. */
async function readSecret(name) {
  try {
    const { value } = await elevate(secrets.getSecretValue)(name);
    return value === '' ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Name of the secret that keys the digests of personal values. */
const SECRET_NAME = 'ORDER_EVENTS_DIGEST_KEY';
const KEY_BYTES = 32;
/** Milliseconds after which a site without a key looks for one again. */
const LOOK_AGAIN_MS = 10 * 60000;

/**
 * Creates a loader of the site's digest from Secrets Manager, which loads once in each container. It creates the key if the site has
 * none. If Wix does not allow that (creating secrets takes the Members Area app), personal values are not compared until the owner adds
 * the secret, of at least 32 characters: https://dev.wix.com/docs/velo/apis/wix-secrets-backend-v2/introduction
 */
function createDigestLoader(now) {
  let loaded;
  let lookAgainAt = 0;
  return async function loadDigest() {
    if (loaded === undefined || ((await loaded) === undefined && now() >= lookAgainAt)) {
      lookAgainAt = now() + LOOK_AGAIN_MS;
      loaded = readKey().then((key) => createDigest(key ?? ''));
    }
    return await loaded;
  };
}

async function readKey() {
  return (await readSecret(SECRET_NAME)) ?? (await makeSecret());
}

/** Creates the secret. If another container does so at the same time, the name is taken, and the other's value counts. */
async function makeSecret() {
  if (typeof crypto === 'undefined') return undefined;
  const value = [...crypto.getRandomValues(new Uint8Array(KEY_BYTES))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  try {
    const description = 'Keys the digests by which wix-order-events notices changed personal details. Keep it.';
    await elevate(secrets.createSecret)({ name: SECRET_NAME, value, description });
    return value;
  } catch {
    return await readSecret(SECRET_NAME);
  }
}

/** Shorter pauses gather nothing. */
const MIN_PAUSE_MS = 50;
/** Fewer calls wanted at a time may all be of one event, which none of them helps by waiting. */
const SEVERAL_WANTED = 4;
/** Calls made lately, each counting half after five seconds, above which calls wait: about five a second. */
const MANY_CALLS = 40;
const CALLS_HALVED_AFTER_MS = 5000;
/** Milliseconds for each call above that. */
const PAUSE_PER_CALL_MS = 8;
/** Most milliseconds while Wix accepts all calls. Three calls come before an email. */
const MAX_BUSY_PAUSE_MS = 400;
/** Most milliseconds while Wix refuses calls: a handler has eight seconds. */
const MAX_REFUSED_PAUSE_MS = 2000;
/** Refusals within this time are one: they are of calls that were made before the pause grew. */
const SAME_REFUSAL_MS = 1000;
/** Wix counts its quota by the minute: https://dev.wix.com/docs/sdk/backend-modules/data/error-codes */
const PAUSE_HALVED_AFTER_MS = 60000;

/**
 * Creates the load of a container, which begins without any. The pause grows with the calls that the container makes while several are
 * wanted at a time, and doubles when Wix refuses calls; each minute without a refusal halves it.
 */
function createSiteLoad(now) {
  let [wanted, calls, calledAt] = [0, 0, 0];
  let [refusedPauseMs, refusedAt] = [0, -Infinity];

  function callsNow() {
    return calls * 0.5 ** ((now() - calledAt) / CALLS_HALVED_AFTER_MS);
  }

  function fullPauseMs() {
    const busy =
      wanted < SEVERAL_WANTED ? 0 : Math.min(MAX_BUSY_PAUSE_MS, (callsNow() - MANY_CALLS) * PAUSE_PER_CALL_MS);
    const refused = refusedPauseMs * 0.5 ** ((now() - refusedAt) / PAUSE_HALVED_AFTER_MS);
    return Math.max(busy, refused);
  }

  return {
    pauseMs() {
      const pause = fullPauseMs();
      return pause < MIN_PAUSE_MS ? 0 : pause;
    },
    enter() {
      wanted += 1;
      return () => {
        wanted -= 1;
      };
    },
    noteCall() {
      [calls, calledAt] = [callsNow() + 1, now()];
    },
    noteRefused() {
      if (now() - refusedAt < SAME_REFUSAL_MS) return;
      refusedPauseMs = Math.min(MAX_REFUSED_PAUSE_MS, Math.max(MIN_PAUSE_MS, fullPauseMs() * 2));
      refusedAt = now();
    },
  };
}

/** Most milliseconds by which a container's clock is taken to be wrong. */
const MAX_ERROR_MS = 12 * 60000;

/** Creates the clock of a container that has inserted nothing yet. */
function createStoreClock(now) {
  let ahead = { least: -MAX_ERROR_MS, most: MAX_ERROR_MS };
  return {
    read: () => ({ earliest: now() + ahead.least, latest: now() + ahead.most }),
    ask() {
      const askedAt = now();
      return (insertedAt) => {
        const at = insertedAt instanceof Date ? insertedAt.getTime() : NaN;
        if (Number.isFinite(at)) ahead = { least: at - now(), most: at - askedAt };
      };
    },
  };
}

/** Language for readers whose own language a template does not have. */
const DEFAULT_LANGUAGE = 'en';

/** Longest subject that Email Transmissions accepts, in characters. */
const MAX_SUBJECT_CHARACTERS = 200;

const section = /\{\{#(\w+)\}\}(.*?)\{\{\/\1\}\}/gs;
const variable = /\{\{(\w+)(?:\|([^{}]*))?\}\}/g;
const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const unprintable = /\p{Cc}/gu;

/**
 * Renders a template in the closest language: the reader's own, then its base language, then English, then the template's first. Returns
 * `undefined` if no template has that name. A value is never interpreted as HTML, as a line break or as template syntax.
 */
function renderEmail(name, language, variables, templates) {
  const template = chooseLanguage(ownValue(templates, name), language);
  if (template === undefined) return undefined;
  return {
    subject: cutSubject(fill(template.subject, variables, (value) => value).trim()),
    html: fill(template.html, variables, escapeHtml),
    text: fill(template.text, variables, (value) => value)
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  };
}

function chooseLanguage(template, language) {
  const known = readLanguage(language);
  const codes = [...(known === undefined ? [] : fallbacksOf(known)), DEFAULT_LANGUAGE, ...Object.keys(template ?? {})];
  const code = codes.find((candidate) => ownValue(template, candidate) !== undefined);
  return code === undefined ? undefined : template?.[code];
}

/** Removes sections first and inserts each value once, so that no value is read as a template. */
function fill(template, variables, write) {
  return template
    .replace(section, (_, name, inside) => (valueOf(variables, name) === undefined ? '' : inside))
    .replace(variable, (_, name, fallback) => {
      const value = valueOf(variables, name);
      return value === undefined ? (fallback ?? '') : write(value);
    });
}

/** Returns the value of a variable on one line; `undefined` if it is empty. */
function valueOf(variables, name) {
  const value = ownValue(variables, name)?.replace(lineBreaks, ' ').replace(unprintable, '').trim();
  return value === '' ? undefined : value;
}

const entities = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(value) {
  return value.replace(/[&<>"']/g, (character) => String(entities[character]));
}

function cutSubject(subject) {
  if (subject.length <= MAX_SUBJECT_CHARACTERS) return subject;
  return `${subject.slice(0, MAX_SUBJECT_CHARACTERS - 1).replace(/\p{Cs}$/u, '')}…`;
}

/** Path of Email Transmissions in Wix's API. */
const TRANSMISSIONS_PATH = '/email-transmissions/v1/email-transmissions';

/**
 * Metadata key under which a transmission carries the id of its call, without dashes: "Keys and values support alphanumeric characters
 * only".
 */
const CALL_ID = 'notification';
/** Rows per page: "up to 100 email transmissions". */
const PAGE_SIZE = 100;
/** Most pages that a query reads; a day of a shop that sends a thousand emails has ten. */
const MAX_PAGES = 20;
/** Milliseconds by which the local clock and Wix's may differ. */
const CLOCK_DIFFERENCE_MS = 3600000;

/**
 * Creates the calls for emails through Wix's Email Transmissions, a Developer Preview:
 * https://dev.wix.com/docs/api-reference/business-management/marketing/emails/email-transmission-v1/introduction
 */
function createEmailsByTransmissions({ open, loadTemplates }) {
  return {
    async send(message) {
      const settings = message.settings?.email;
      const call = open(settings);
      if (call === undefined) return { kind: 'refused', code: 'no-email-settings' };
      const email = await renderMessage(message, loadTemplates);
      if (typeof email === 'string') return { kind: 'refused', code: email };
      const reply = await call('send', requestOf(message, email, settings ?? {}));
      return reply.kind === 'answered' ? readSent(reply.body) : resultOf(reply);
    },
    async ask({ key, about, settings }) {
      const call = open(settings?.email);
      if (call === undefined || about === undefined) return { kind: 'unanswered', code: 'no-email-settings' };
      const from = about.createdAt - CLOCK_DIFFERENCE_MS;
      const callId = plain(callIdOf(key));
      const found = await query({ from }, call, (transmission) => callIdIn(transmission) === callId);
      if ('code' in found) return { kind: 'unanswered', code: found.code };
      const [transmission] = found.matches;
      if (transmission !== undefined) return answerOf(transmission);
      return found.isWhole ? { kind: 'not-sent' } : { kind: 'unanswered', code: 'too-many-emails' };
    },
    async listRejected(from, settings) {
      const call = open(settings.email);
      if (call === undefined) return [];
      const found = await query({ from, status: 'REJECTED' }, call, (one) => callIdIn(one) !== undefined);
      return 'code' in found ? [] : found.matches.flatMap(rejectedOf);
    },
  };
}

/** Renders the email of a message; returns an error code if that is impossible. */
async function renderMessage({ call: { template = '', language = '' }, variables }, loadTemplates) {
  try {
    return renderEmail(template, language, variables, await loadTemplates()) ?? 'no-such-template';
  } catch {
    return 'no-email-templates';
  }
}

function requestOf({ key, recipient }, { subject, html }, { senderName, senderEmailAddress, replyTo }) {
  const callId = callIdOf(key);
  return {
    emailTransmission: {
      type: 'TRANSACTIONAL',
      toRecipients: [recipient],
      emailSubject: subject,
      emailHtmlContent: html,
      ...(senderName === undefined ? {} : { senderName }),
      ...(senderEmailAddress === undefined ? {} : { senderEmailAddress }),
      ...(replyTo === undefined ? {} : { replyTo: { emailAddress: replyTo } }),
      metadata: { [CALL_ID]: plain(callId) },
    },
    idempotencyKey: callId,
  };
}

function resultOf({ kind, code }) {
  return { kind: kind === 'unclear' ? 'may-be-sent' : 'refused', code };
}

function readSent(body) {
  const transmission = isJsonObject(body) ? body['emailTransmission'] : undefined;
  const { status } = isJsonObject(transmission) ? transmission : {};
  return status === 'REJECTED' ? { kind: 'refused', code: REJECTED } : { kind: 'sent' };
}

const REJECTED = 'rejected-by-wix';

function answerOf({ status }) {
  return status === 'REJECTED' ? { kind: 'rejected', code: REJECTED } : { kind: 'sent' };
}

/** Reads the transmissions updated since an instant, oldest first: with `status` all of them, otherwise until one matches. */
async function query({ from, status }, call, isMatch) {
  const filter = { updatedDate: { $gte: new Date(from).toISOString() }, ...(status === undefined ? {} : { status }) };
  const matches = [];
  let cursor;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const cursorPaging = { limit: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) };
    const first = { filter, sort: [{ fieldName: 'updatedDate', order: 'ASC' }] };
    const reply = await call('query', { query: { ...(cursor === undefined ? first : {}), cursorPaging } });
    if (reply.kind !== 'answered') return { code: reply.code };
    const { emailTransmissions, pagingMetadata } = isJsonObject(reply.body) ? reply.body : {};
    const listed = Array.isArray(emailTransmissions) ? emailTransmissions.filter(isJsonObject) : [];
    matches.push(...listed.filter(isMatch));
    cursor = nextCursor(pagingMetadata);
    if (cursor === undefined || (status === undefined && matches.length > 0)) return { matches, isWhole: true };
  }
  return { matches, isWhole: false };
}

function nextCursor(metadata) {
  const { cursors, hasNext } = isJsonObject(metadata) ? metadata : {};
  const next = isJsonObject(cursors) ? cursors['next'] : undefined;
  return hasNext !== false && typeof next === 'string' && next !== '' ? next : undefined;
}

function callIdIn({ metadata }) {
  const id = isJsonObject(metadata) ? metadata[CALL_ID] : undefined;
  return typeof id === 'string' ? id : undefined;
}

function rejectedOf(transmission) {
  const callId = callIdIn(transmission)?.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const at = Date.parse(String(transmission['updatedDate']));
  return callId === undefined || Number.isNaN(at) ? [] : [{ callId, at, code: REJECTED }];
}

function plain(guid) {
  return guid.replace(/-/g, '');
}

/** Longer than nearly every answer takes, and short enough that a handler, which has 14 s, can store the result. */
const LIMIT_MS = 6000;

/** Rejects if the answer takes longer than a handler can wait. */
async function withTimeLimit(answer) {
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('No answer in time'));
    }, LIMIT_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Statuses by which Wix says that it did nothing: https://dev.wix.com/docs/rest/articles/getting-started/errors */
const refusals$1 = [400, 401, 403, 404, 428];
const TOO_MANY_CALLS$1 = 429;

const codeForm = /^[A-Z][A-Z0-9_]{1,59}$/;

/** Reads a failure by its status; the code in the body distinguishes errors of one status. */
function readFailure(status, body) {
  const code = [`http-${String(status)}`, applicationCode(body)].filter((part) => part !== undefined).join(': ');
  if (status === TOO_MANY_CALLS$1) return { kind: 'busy', code };
  return { kind: refusals$1.includes(status) ? 'refused' : 'unclear', code };
}

function applicationCode(body) {
  const details = isJsonObject(body) ? body['details'] : undefined;
  const error = isJsonObject(details) ? details['applicationError'] : undefined;
  const code = isJsonObject(error) ? error['code'] : undefined;
  return typeof code === 'string' && codeForm.test(code) ? code : undefined;
}

const BASE = `https://www.wixapis.com${TRANSMISSIONS_PATH}`;

/** Name of the secret with an API key that may manage Email Marketing. */
const API_KEY_SECRET = 'ORDER_EVENTS_API_KEY';

/** Returns the call of Email Transmissions with the site's API key, for the site that the settings name; `undefined` without settings. */
function openTransmissions(settings) {
  if (settings === undefined) return undefined;
  const { siteId } = settings;
  return async (method, request) => {
    const apiKey = await readSecret(API_KEY_SECRET);
    if (apiKey === undefined) return { kind: 'refused', code: 'no-api-key' };
    const headers = { authorization: apiKey, 'wix-site-id': siteId, 'content-type': 'application/json' };
    try {
      const options = { method: 'post', headers, body: JSON.stringify(request) };
      return await withTimeLimit(fetch(`${BASE}/${method}`, options).then(readResponse));
    } catch {
      return { kind: 'unclear', code: 'no-answer' };
    }
  };
}

async function readResponse(response) {
  const { ok, status } = response;
  if (ok) return { kind: 'answered', body: await response.json() };
  return readFailure(status, await response.json().catch(() => undefined));
}

/** Matches a code of Wix Data, which older calls give only in the text of an error. */
const CODE_IN_TEXT = /\b(?:WDE\d{4}|WD_ITEM_ALREADY_EXISTS|WD_UNIQUE_INDEX_CONFLICT)\b/;

/**
 * Returns the code of an error that Wix threw: Velo puts it on the error, the SDK under `details.applicationError`, and some calls into
 * the text.
 */
function codeOf(error) {
  const own = fieldOf(error, 'code');
  const code = own ?? fieldOf(fieldOf(fieldOf(error, 'details'), 'applicationError'), 'code');
  if (typeof code === 'string' || typeof code === 'number') return String(code);
  const text = fieldOf(error, 'message');
  return typeof text === 'string' ? CODE_IN_TEXT.exec(text)?.[0] : undefined;
}

/** Returns a field of a value that may be an object. */
function fieldOf(value, key) {
  return typeof value === 'object' && value !== null ? value[key] : undefined;
}

/**
 * Codes by which a Wix service says that it rejected a request, and so accepted no email. The email call has no documented codes of its
 * own, so every other code is a doubt: https://dev.wix.com/docs/sdk/articles/work-with-the-sdk/about-errors
 */
const refusals = new Set([
  ...['400', '401', '403', '404', '428', '429'],
  ...['INVALID_ARGUMENT', 'UNAUTHENTICATED', 'PERMISSION_DENIED', 'NOT_FOUND'],
  ...['FAILED_PRECONDITION', 'RESOURCE_EXHAUSTED'],
]);

/** Returns the result of an email call that threw: refused only if the error is known to say so, and otherwise in doubt. */
function readEmailError(error) {
  const isInvalid = fieldOf(fieldOf(error, 'details'), 'validationError') !== undefined;
  const code = codeOf(error) ?? (isInvalid ? 'INVALID_ARGUMENT' : 'no-code');
  return { kind: refusals.has(code) ? 'refused' : 'may-be-sent', code };
}

/** Sends notifications to the owner through Wix: https://dev.wix.com/docs/velo/apis/wix-crm-backend/notifications/notify */
const notifyOwnerCalls = {
  async send({ call: { places = '' }, variables: { text = '' } }) {
    try {
      await notifications.notify(text, places.split(','));
      return { kind: 'sent' };
    } catch (error) {
      return readEmailError(error);
    }
  },
};

/**
 * HMAC: RFC2104 message authentication code.
 * @module
 */
class HMAC extends Hash {
  constructor(hash, _key) {
    super();
    this.finished = false;
    this.destroyed = false;
    ahash(hash);
    const key = toBytes(_key);
    this.iHash = hash.create();
    if (typeof this.iHash.update !== 'function') throw new Error('Expected instance of class which extends utils.Hash');
    this.blockLen = this.iHash.blockLen;
    this.outputLen = this.iHash.outputLen;
    const blockLen = this.blockLen;
    const pad = new Uint8Array(blockLen);
    // blockLen can be bigger than outputLen
    pad.set(key.length > blockLen ? hash.create().update(key).digest() : key);
    for (let i = 0; i < pad.length; i++) pad[i] ^= 0x36;
    this.iHash.update(pad);
    // By doing update (processing of first block) of outer hash here we can re-use it between multiple calls via clone
    this.oHash = hash.create();
    // Undo internal XOR && apply outer XOR
    for (let i = 0; i < pad.length; i++) pad[i] ^= 0x36 ^ 0x5c;
    this.oHash.update(pad);
    clean(pad);
  }
  update(buf) {
    aexists(this);
    this.iHash.update(buf);
    return this;
  }
  digestInto(out) {
    aexists(this);
    abytes(out, this.outputLen);
    this.finished = true;
    this.iHash.digestInto(out);
    this.oHash.update(out);
    this.oHash.digestInto(out);
    this.destroy();
  }
  digest() {
    const out = new Uint8Array(this.oHash.outputLen);
    this.digestInto(out);
    return out;
  }
  _cloneInto(to) {
    // Create new instance without calling constructor since key already in state and we don't know it.
    to || (to = Object.create(Object.getPrototypeOf(this), {}));
    const { oHash, iHash, finished, destroyed, blockLen, outputLen } = this;
    to = to;
    to.finished = finished;
    to.destroyed = destroyed;
    to.blockLen = blockLen;
    to.outputLen = outputLen;
    to.oHash = oHash._cloneInto(to.oHash);
    to.iHash = iHash._cloneInto(to.iHash);
    return to;
  }
  clone() {
    return this._cloneInto();
  }
  destroy() {
    this.destroyed = true;
    this.oHash.destroy();
    this.iHash.destroy();
  }
}
/**
 * HMAC: RFC2104 message authentication code.
 * @param hash - function that would be used e.g. sha256
 * @param key - message key
 * @param message - message data
 * @example
 * import { hmac } from '@noble/hashes/hmac';
 * import { sha256 } from '@noble/hashes/sha2';
 * const mac1 = hmac(sha256, 'key', 'message');
 */
const hmac = (hash, key, message) => new HMAC(hash, key).update(message).digest();
hmac.create = (hash, key) => new HMAC(hash, key);

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const base64Form = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/** Encodes bytes as Base64 with padding. */
function toBase64(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const group = (Number(first) << 16) | (second << 8) | third;
    for (let place = 18; place >= 0; place -= 6) text += ALPHABET.charAt((group >> place) & 63);
  }
  const spare = (3 - (bytes.length % 3)) % 3;
  return text.slice(0, text.length - spare) + '='.repeat(spare);
}

/** Decodes a Base64 text, with or without padding; `undefined` if it is not Base64. */
function fromBase64(text) {
  if (!base64Form.test(text)) return undefined;
  const digits = Array.from(text.replace(/=+$/, ''), (digit) => ALPHABET.indexOf(digit));
  const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8));
  let [bits, held, at] = [0, 0, 0];
  for (const digit of digits) {
    held = ((held << 6) | digit) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = held >> bits;
  }
  return bytes;
}

const MIN_SECRET_BYTES = 24;
const MAX_SECRET_BYTES = 64;

/** Decodes a secret in the specification's form, `whsec_` and Base64 of 24 to 64 bytes; `undefined` if it has another form. */
function readSigningSecret(secret) {
  const bytes = fromBase64(secret.trim().replace(/^whsec_/, ''));
  return bytes === undefined || bytes.length < MIN_SECRET_BYTES || bytes.length > MAX_SECRET_BYTES ? undefined : bytes;
}

/** Returns the id of a post: safe in a header, and without full stops, which separate the signed parts. */
function postIdOf(key) {
  return encodeURI(key.replace(/\p{Cs}/gu, '\uFFFD')).replace(/\./g, '%2E');
}

/** Returns the signature of version 1, HMAC-SHA-256. */
function signatureOf(id, timestamp, body, secret) {
  return `v1,${toBase64(hmac(sha256, secret, utf8ToBytes(`${id}.${timestamp}.${body}`)))}`;
}

/** Signs a change; the same key gives the same id whenever it is sent. */
function signPost(key, { occurredAt, ...posted }, secret, now) {
  const id = postIdOf(key);
  const timestamp = String(Math.floor(now / 1000));
  const body = JSON.stringify({ type: `${posted.product}.${posted.change}`, timestamp: occurredAt, data: posted });
  return {
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signatureOf(id, timestamp, body, secret),
    },
    body,
  };
}

/** Statuses after which a retry may succeed: the receiver was slow, or asks to wait. */
const passing = [408, 429];

/** Creates the calls of `post` rules. */
function createPostCalls({ post, readSecret, now }) {
  return {
    async send({ key, call: { url = '', secret: name = '' }, about, variables }) {
      if (about === undefined) return { kind: 'refused', code: 'nothing-to-post' };
      const value = await readSecret(name);
      if (value === undefined) return { kind: 'refused', code: 'no-post-secret' };
      const secret = readSigningSecret(value);
      if (secret === undefined) return { kind: 'refused', code: 'post-secret-invalid' };
      const { product, orderId, change, occurrence, evidence, occurredAt, rule } = about;
      const posted = { product, orderId, change, occurrence, evidence, occurredAt, rule, variables };
      try {
        return readStatus((await post(url, signPost(key, posted, secret, now()))).status);
      } catch {
        return { kind: 'may-be-sent', code: 'no-answer' };
      }
    },
  };
}

/** Returns the result for a status. A redirect counts as refused: what was signed for one address would go to another. */
function readStatus(status) {
  if (status >= 200 && status < 300) return { kind: 'sent' };
  const isRefused = status >= 300 && status < 500 && !passing.includes(status);
  return { kind: isRefused ? 'refused' : 'may-be-sent', code: `http-${String(status)}` };
}

/** Calls that run the function of a rule, which the message contains. */
const runCalls = {
  async send({ key, about, variables, run }) {
    if (about === undefined || run === undefined) return { kind: 'refused', code: 'no-run-function' };
    const { product, orderId, change, occurrence, evidence, occurredAt } = about;
    try {
      await run({
        key,
        order: { product, id: orderId },
        change: { kind: change, occurrence, evidence, occurredAt },
        variables,
      });
      return { kind: 'sent' };
    } catch {
      return { kind: 'may-be-sent', code: 'run-threw' };
    }
  },
};

/** Sends triggered emails through Wix: https://dev.wix.com/docs/velo/apis/wix-crm-backend/triggered-emails/email-contact */
const triggeredEmailCalls = {
  async send({ call, recipient, variables }) {
    const { emailId = '' } = call;
    try {
      const options = { variables: { ...variables } };
      if ('contactId' in recipient) await triggeredEmails.emailContact(emailId, recipient.contactId, options);
      else await triggeredEmails.emailMember(emailId, recipient.memberId, options);
      return { kind: 'sent' };
    } catch (error) {
      return readEmailError(error);
    }
  },
};

/** Creates the calls of every channel on Wix. Templates are loaded with the first email. */
function createWixChannels({ now, loadTemplates }) {
  const email = createEmailsByTransmissions({ open: openTransmissions, loadTemplates });
  const calls = {
    triggeredEmail: triggeredEmailCalls,
    email,
    notifyOwner: notifyOwnerCalls,
    post: createPostCalls({
      // https://dev.wix.com/docs/velo/apis/wix-fetch/fetch
      post: (url, request) => withTimeLimit(fetch(url, { method: 'post', ...request, redirect: 'manual' })),
      readSecret,
      now,
    }),
    run: runCalls,
  };
  return { ...email, send: (message) => calls[message.channel].send(message) };
}

/** Returns the owner of a row that exists: its writer, if it contains the writer's token. */
function ownerOf(stored, writer) {
  return stored === writer ? 'own' : 'other';
}

/**
 * Finds the result of a refused insert by the row under its id: the insert may have been stored nevertheless, and an answer that the id
 * is taken may be due to a repetition of the same insert. Returns `undefined` if nothing seems to be stored.
 */
async function findWhoseInsert({ kind, isLast }, findWriter) {
  if (kind === 'busy' && !isLast) return undefined;
  const writer = await findWriter();
  if (writer === 'own') return 'inserted';
  // A row that no longer exists was there a moment ago.
  return writer === 'other' || kind === 'taken' ? 'exists' : undefined;
}

/**
 * Limits of calls that go together. Wix's limit is 1000 items (https://dev.wix.com/docs/velo/apis/wix-data/bulk-insert); it documents 500 kB
 * for an item, and nothing for a call, so that is the limit of a call here.
 */
const writeLimits = { maxItems: 100, maxSize: 500000 };

/** Limit of the rows that one read finds, each of which may be as large as an item. */
const readLimits = { maxItems: 50, maxSize: 50 };

/** Limit of a read of small rows, whose size is the number of ids that it looks for. */
const smallReadLimits = { maxItems: 100, maxSize: 300 };

/**
 * Inserts several items with one call. Wix documents that items whose id exists are skipped; on another page, that they fail. It documents
 * neither that a bulk insert is atomic, nor its order, nor which answers an error may come with. So an item that the answer does not name
 * as inserted is looked up, and is its writer's own only if its row contains the writer's token.
 */
async function insertTogether(items, { insertAll, findWriters }, retry) {
  let inserted = new Set();
  let ifNobodys = { kind: 'unclear' };
  try {
    const answer = await retry(() => insertAll(items), ifNotBusy);
    inserted = idsIn(answer, ['insertedItemIds'], items.length);
  } catch (error) {
    ifNobodys = { kind: 'failed', error };
  }
  const others = items.filter(({ id }) => !inserted.has(id)).map(({ id }) => id);
  let writers = new Map();
  try {
    if (others.length > 0) writers = await findWriters(others);
  } catch (error) {
    ifNobodys = { kind: 'failed', error };
  }
  return items.map(({ id, writer }) => {
    if (inserted.has(id)) return { kind: 'done', result: 'inserted' };
    if (!writers.has(id)) return ifNobodys;
    return { kind: 'done', result: ownerOf(writers.get(id), writer) === 'own' ? 'inserted' : 'exists' };
  });
}

/**
 * Writes several whole items with one call. An item that the answer does not name as written is unclear: writing it again does no harm.
 */
async function saveTogether(items, idOf, saveAll, retry) {
  const answer = await retry(() => saveAll(items), ifNotBusy);
  const saved = idsIn(answer, ['insertedItemIds', 'updatedItemIds'], items.length);
  return items.map((item) => (saved.has(idOf(item)) ? { kind: 'done', result: null } : { kind: 'unclear' }));
}

/**
 * Reads several items with one query, which is tried as all calls are. If it fails for another reason than that Wix is busy, each item is
 * unclear, because one may be the reason.
 */
async function readTogether(items, readAll, resultOf) {
  try {
    const found = await readAll(items);
    return items.map((item) => ({ kind: 'done', result: resultOf(found, item) }));
  } catch (error) {
    if (failureOf(error) === 'store-busy') throw error;
    return items.map(() => ({ kind: 'unclear' }));
  }
}

/** A refusal for another reason may concern one item only: the bulk call is given up without an answer, and each item is called alone. */
const ifNotBusy = ({ kind }) => {
  return Promise.resolve(kind === 'busy' ? undefined : { result: undefined });
};

/** Returns the ids that an answer lists in some fields; none if anything about the answer does not fit. */
function idsIn(answer, fields, itemCount) {
  const ids = [];
  for (const field of fields) {
    const listed = fieldOf(answer, field) ?? [];
    if (!Array.isArray(listed) || listed.length !== fieldOf(answer, countFieldOf[field] ?? '')) return new Set();
    ids.push(...listed.map(String));
  }
  const errors = fieldOf(answer, 'errors');
  const notWritten = Number(fieldOf(answer, 'skipped') ?? 0) + (Array.isArray(errors) ? errors.length : 0);
  return ids.length + notWritten > itemCount ? new Set() : new Set(ids);
}

/** The field with the number of ids that a field lists. */
const countFieldOf = { insertedItemIds: 'inserted', updatedItemIds: 'updated' };

/** Ids of this package's collections, by what they hold. */
const collectionIds = {
  orders: 'OrderEventsOrders',
  notifications: 'OrderEventsNotifications',
  attempts: 'OrderEventsAttempts',
  unhandled: 'OrderEventsUnhandled',
  jobs: 'OrderEventsJobs',
  recorded: 'OrderEventsRecorded',
  erasures: 'OrderEventsErasures',
};

/** Returns the item without undefined fields: Wix does not document whether Wix Data keeps them. */
function withoutUndefined(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Returns a date field in milliseconds since 1970; it comes back as a `Date`, possibly from another realm. */
function msOfDate(value) {
  return new Date(value).getTime();
}

/** Returns the text of a field; `undefined` if it holds none. */
function optionalText(value) {
  return typeof value === 'string' ? value : undefined;
}

/** Returns a job's state as a Wix Data item. */
function itemOfJobState(job, { startedAt, finishedAt, report, progress }) {
  return withoutUndefined({
    _id: job,
    startedAt: new Date(startedAt),
    finishedAt: finishedAt === undefined ? undefined : new Date(finishedAt),
    report,
    progress,
  });
}

/** Returns the job's state from an item that this package stored. */
function jobStateOfItem(item) {
  if (item === null) return undefined;
  return {
    startedAt: msOfDate(item['startedAt']),
    finishedAt: item['finishedAt'] === undefined ? undefined : msOfDate(item['finishedAt']),
    report: item['report'],
    progress: item['progress'],
  };
}

/**
 * Returns an id or key in its stored form. Databases cut a text at a NUL and replace half a surrogate pair, so that two ids would become
 * one; such characters are written as `%u0000`. All other ids stay as they are, except those that contain that very form.
 */
function storedId(id) {
  return id.replace(/%(?=u[\dA-F]{4})|[\p{Cc}\p{Cs}]/gu, (character) => {
    return `%u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
}

/** Returns the id or key from its stored form; `undefined` if the field holds no text. */
function idOfField(field) {
  return typeof field === 'string' ? idOfStored(field) : undefined;
}

/** Returns the id or key from its stored form. */
function idOfStored(text) {
  return text.replace(/%u([\dA-F]{4})/g, (_escape, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

const instantFields = ['dueAt', 'expiresAt', 'createdAt', 'settledAt', 'delayedTo'];

/** Returns a notification as a Wix Data item: its key is the item's id, and instants are dates for the owner to read. */
function itemOfNotification(notification) {
  const [key, orderId] = [storedId(notification.key), storedId(notification.orderId)];
  const item = { _id: key };
  const { channel, call, ...rest } = notification;
  // The form of rows before there were other channels, so that an earlier version can read them too.
  const sent = channel === 'triggeredEmail' ? call : { channel, call };
  for (const [field, value] of Object.entries({ ...rest, ...sent, key, orderId })) {
    if (value !== undefined) item[field] = isInstantField(field) ? new Date(Number(value)) : value;
  }
  return item;
}

/** Returns the notification from an item that this package stored. */
function notificationOfItem(item) {
  const { _id, _createdDate, _updatedDate, _owner, writer, emailId, ...fields } = item;
  const instants = instantFields.flatMap((field) =>
    item[field] === undefined ? [] : [[field, msOfDate(item[field])]],
  );
  const ids = withoutUndefined({ key: idOfField(item['key']), orderId: idOfField(item['orderId']) });
  const sent = fields['channel'] === undefined ? { channel: 'triggeredEmail', call: { emailId } } : {};
  return { ...sent, ...fields, ...Object.fromEntries(instants), ...ids };
}

/** Adds a filter to a query. */
function queryNotifications(query, filter) {
  const { status, orderId, contactId, memberId, mark, occurredBy, isErased, createdFrom, settledBefore } = filter;
  const { callId, dueFrom, dueBefore, orderIds } = filter;
  let wanted = query;
  if (status !== undefined) wanted = wanted.eq('status', status);
  if (orderId !== undefined) wanted = wanted.eq('orderId', storedId(orderId));
  if (orderIds !== undefined) wanted = wanted.hasSome('orderId', orderIds.map(storedId));
  if (contactId !== undefined) wanted = wanted.eq('contactId', contactId);
  if (memberId !== undefined) wanted = wanted.eq('memberId', memberId);
  if (mark !== undefined) wanted = wanted.contains('marks', mark);
  if (occurredBy !== undefined) wanted = wanted.le('occurredAt', new Date(occurredBy).toISOString());
  if (callId !== undefined) wanted = wanted.eq('callId', callId);
  if (isErased === false) wanted = wanted.ne('status', 'erased');
  if (createdFrom !== undefined) wanted = wanted.ge('createdAt', new Date(createdFrom));
  if (settledBefore !== undefined) wanted = wanted.lt('settledAt', new Date(settledBefore));
  if (dueFrom !== undefined) wanted = wanted.ge('dueAt', new Date(dueFrom));
  return dueBefore === undefined ? wanted : wanted.le('dueAt', new Date(dueBefore));
}

function isInstantField(field) {
  return instantFields.some((name) => name === field);
}

/** Token of the call that inserted the row, until the row is saved again. */
const writer = text('writer');

const fieldsOf = {
  OrderEventsOrders: [
    text('product'),
    text('orderId'),
    text('timeline'),
    text('told'),
    text('eventIds'),
    number('version'),
    ...['revision', 'forgotten'].map(number),
    instant('savedAt'),
    writer,
  ],
  OrderEventsNotifications: [
    ...['key', 'product', 'orderId', 'change', 'occurrence', 'evidence', 'occurredAt', 'rule', 'emailId'].map(text),
    ...['contactId', 'memberId', 'ifUnknown', 'marks', 'status', 'reason', 'source'].map(text),
    object('variables'),
    ...['attempts', 'attemptLimit', 'doubts'].map(number),
    ...['dueAt', 'expiresAt', 'createdAt', 'settledAt'].map(instant),
    writer,
  ],
  OrderEventsAttempts: [instant('claimedAt'), writer],
  OrderEventsUnhandled: [
    ...['handler', 'text', 'marks', 'orderId', 'path', 'expected', 'found', 'failure', 'partOf'].map(text),
    ...['count', 'parts', 'part'].map(number),
    ...['firstAt', 'lastAt'].map(instant),
    writer,
  ],
  OrderEventsRecorded: [...['handler', 'text', 'marks'].map(text), instant('receivedAt'), writer],
  OrderEventsErasures: [text('marks'), ...['askedAt', 'dueAt', 'sweptAt'].map(instant), writer],
  OrderEventsJobs: [...['startedAt', 'finishedAt'].map(instant), ...['report', 'progress'].map(object)],
};

/**
 * Creates a collection that only the site's own code and its owner can use, so that the first event is not lost because nobody set up the
 * site: https://dev.wix.com/docs/velo/apis/wix-data-v2/collections/create-data-collection
 */
async function createCollection(id) {
  const permissions = { insert: 'ADMIN', update: 'ADMIN', remove: 'ADMIN', read: 'ADMIN' };
  await elevate(collections.createDataCollection)({ _id: id, fields: [...fieldsOf[id]], permissions });
}

function text(key) {
  return { key, type: 'TEXT' };
}

function number(key) {
  return { key, type: 'NUMBER' };
}

function object(key) {
  return { key, type: 'OBJECT' };
}

function instant(key) {
  return { key, type: 'DATETIME' };
}

/** Wix Data's codes: https://dev.wix.com/docs/velo/apis/wix-data/error-codes */
const errorCodes = new Map([
  ['WDE0014', 'store-busy'],
  ['WDE0028', 'store-timed-out'],
  ['WDE0027', 'store-forbidden'],
  ['WDE0025', 'store-missing'],
  ['WDE0091', 'store-full'],
  ['WDE0009', 'item-too-large'],
]);

/** Codes for an `_id` that exists. Only the first is documented; sites report the others for the same. */
const takenCodes = new Set(['WDE0074', 'WDE0123', 'WD_ITEM_ALREADY_EXISTS', 'WD_UNIQUE_INDEX_CONFLICT']);

const busyCodes = new Set(['WDE0014', 'WDE0028', 'WDE0025']);

/** Codes for an item that is too large, a missing permission and an invalid call. */
const permanentCodes = new Set([
  ...['WDE0009', 'WDE0109', 'WDE0133', 'WDE0180'],
  ...['WDE0027', 'WDE0119', 'WDE0120'],
  ...['WDE0001', 'WDE0002', 'WDE0003', 'WDE0004', 'WDE0007', 'WDE0016', 'WDE0018', 'WDE0068', 'WDE0069', 'WDE0134'],
]);

/** Returns the kind of a refusal by its code. */
function refusalKindOf(code) {
  if (code === undefined) return 'unknown';
  if (takenCodes.has(code)) return 'taken';
  if (busyCodes.has(code)) return 'busy';
  return permanentCodes.has(code) ? 'permanent' : 'unknown';
}

/** Returns the code under which the core knows a refusal. */
function storeErrorCodeOf(code) {
  return (code === undefined ? undefined : errorCodes.get(code)) ?? 'store-failed';
}

/** Delays between tries, in milliseconds. Wix counts its quota by the minute, so `patient` waits for the next one. */
const waitsMs = {
  brief: [200, 800],
  patient: [200, 800, 3000, 12000, 40000],
};

/**
 * Returns the delay after a number of tries, in milliseconds; `undefined` if there is no further try. It varies at random by up to half,
 * so that handlers that were refused together do not return together. `random` is from 0 to below 1.
 */
function waitAfterTries(tries, effort, random) {
  const waitMs = waitsMs[effort][tries - 1];
  return waitMs === undefined ? undefined : Math.round(waitMs * (0.5 + random));
}

/**
 * Makes a call, retries it unless that cannot help, uses the result that `lookInto` finds for a refusal, and turns any other failure into
 * an `OrderEventsError`.
 */
async function retryCall(name, { effort, random, sleep, onRefusal }, call, lookInto) {
  for (let tries = 1; ;) {
    try {
      return await call();
    } catch (error) {
      const code = codeOf(error);
      if (await onRefusal(code)) continue;
      const kind = refusalKindOf(code);
      const waitMs = kind === 'permanent' ? undefined : waitAfterTries(tries, effort, random());
      const seen = await lookInto({ kind, code, isLast: waitMs === undefined });
      if (seen !== undefined) return seen.result;
      if (waitMs === undefined) {
        throw new OrderEventsError(
          storeErrorCodeOf(code),
          `Wix Data refused a call on ${name}: ${code ?? 'no code'}`,
          error,
        );
      }
      await sleep(waitMs);
      tries += 1;
    }
  }
}

/** Timers of the container that this code runs in. */
const timers = {
  sleep: (waitMs) =>
    new Promise((resolve) => {
      setTimeout(resolve, waitMs);
    }),
  after(waitMs, act) {
    const timer = setTimeout(act, waitMs);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Milliseconds before the next try if a collection could not be created: somebody else may be creating it. */
const CREATION_WAIT_MS = 200;
/** Code for too many calls in a minute: https://dev.wix.com/docs/velo/apis/wix-data/error-codes */
const TOO_MANY_CALLS = 'WDE0014';

/**
 * Makes one Wix Data call. Creates the collection if it is missing, retries unless that cannot help, uses the result that `lookInto`
 * finds for a refusal, and turns any other failure into an `OrderEventsError`.
 */
async function callData(collection, { effort, random, load }, call, lookInto = nothingToSee) {
  let hasCreated = false;
  async function onRefusal(code) {
    if (code === TOO_MANY_CALLS) load.noteRefused();
    if (storeErrorCodeOf(code) !== 'store-missing' || hasCreated) return false;
    await createIfMissing(collection);
    hasCreated = true;
    return true;
  }
  return await retryCall(collection, { effort, random, sleep: timers.sleep, onRefusal }, call, lookInto);
}

function nothingToSee() {
  return Promise.resolve(undefined);
}

/** Creates a collection. A refusal is no failure, because another event may have created it in the meantime: the next call decides. */
async function createIfMissing(collection) {
  try {
    await createCollection(collection);
  } catch {
    await timers.sleep(CREATION_WAIT_MS);
  }
}

/**
 * Returns a function that makes calls of one kind. Calls go at once if none of their kind is in flight, those of one moment together.
 * Those that are made meanwhile wait, and then go together. One of them makes the call, so that it belongs to a handler that is still running. A call whose part in the
 * answer is unclear is made alone afterwards.
 */
function gatherCalls(kind, gate) {
  const waiting = [];
  let current;

  function letGo(flight) {
    if (current !== flight) return;
    flight.stopWatching?.();
    const next = waiting.shift();
    current = next === undefined ? undefined : { hasBegun: false };
    if (current !== undefined) next?.goOn(current);
  }

  function watch(flight) {
    if (!flight.hasBegun || waiting.length === 0) return;
    flight.stopWatching ??
      (flight.stopWatching = gate.watch(() => {
        letGo(flight);
      }));
  }

  async function lead(item, flight) {
    let others = [];
    try {
      await gate.pause(() => isFull(item, waiting, kind));
      flight.hasBegun = true;
      others = takeAlong(item, waiting, kind);
      watch(flight);
      if (others.length === 0) return { kind: 'done', result: await kind.alone(item) };
      const [own = unclear, ...ends] = await kind.together([item, ...others.map((other) => other.item)]);
      for (const [index, { goOn }] of others.entries()) goOn(ends[index] ?? unclear);
      return own;
    } catch (error) {
      for (const { goOn } of others) goOn({ kind: 'failed', error });
      return { kind: 'failed', error };
    } finally {
      letGo(flight);
    }
  }

  async function endOf(item) {
    if (current === undefined) {
      current = { hasBegun: false };
      return await lead(item, current);
    }
    const held = current;
    const turn = await new Promise((goOn) => {
      waiting.push({ item, goOn });
      watch(held);
    });
    return 'kind' in turn ? turn : await lead(item, turn);
  }

  return async function call(item) {
    const leave = gate.enter();
    try {
      const end = await endOf(item);
      switch (end.kind) {
        case 'done':
          return end.result;
        case 'failed':
          throw end.error;
        case 'unclear':
          return await kind.alone(item);
      }
    } finally {
      leave();
    }
  };
}

const unclear = { kind: 'unclear' };

/** `true` if what waits fills the next call. */
function isFull(item, waiting, kind) {
  const measure = createMeasure(kind);
  const isLarge = () => waiting.reduce((size, next) => size + measure(next.item), measure(item)) >= kind.maxSize;
  return waiting.length + 1 >= kind.maxItems || isLarge();
}

/** Returns a function that returns by how much each further item makes a call larger. */
function createMeasure({ sizeOf = () => 1, partsOf }) {
  if (partsOf === undefined) return sizeOf;
  const parts = new Set();
  return (item) => {
    const before = parts.size;
    for (const part of partsOf(item)) parts.add(part);
    return parts.size - before;
  };
}

/** Takes from those that wait, in their order, what fits into one call with an item; the others wait on. */
function takeAlong(item, waiting, kind) {
  if (waiting.length === 0) return [];
  const { idOf, maxSize, maxItems } = kind;
  const measure = createMeasure(kind);
  const taken = [];
  const left = [];
  const ids = new Set([idOf?.(item)]);
  let size = measure(item);
  let hasNoRoom = false;
  for (const next of waiting) {
    const id = idOf?.(next.item);
    const isTwice = id !== undefined && ids.has(id);
    if (!hasNoRoom && !isTwice) {
      size += measure(next.item);
      hasNoRoom = size > maxSize || taken.length + 1 >= maxItems;
    }
    if (hasNoRoom || isTwice) {
      left.push(next);
      continue;
    }
    ids.add(id);
    taken.push(next);
  }
  waiting.splice(0, waiting.length, ...left);
  return taken;
}

/** Options of every call: event handlers run without an identity, and the collections are the owner's alone. */
const asOwner = { suppressAuth: true, suppressHooks: true };
/** Options of reads, which otherwise lag behind writes: https://dev.wix.com/docs/sdk/backend-modules/data/eventual-consistency */
const consistent = { ...asOwner, consistentRead: true };
/** Code for a missing item, documented for updates. A `get` is documented to return null, but a site was seen to reject. */
const ITEM_MISSING = 'WDE0073';

/** Creates the calls on the collection with an id. */
function createItemCalls(id, persistence) {
  async function read(itemId) {
    return await callData(
      id,
      persistence,
      () => wixData.get(id, itemId, consistent),
      ({ code }) => Promise.resolve(code === ITEM_MISSING ? { result: null } : undefined),
    );
  }

  return {
    read,
    async insert({ id: itemId, writer, item }) {
      async function insert() {
        const noteDate = persistence.clock.ask();
        const inserted = await wixData.insert(id, { ...item, writer }, asOwner);
        noteDate(fieldOf(inserted, '_createdDate'));
        return 'inserted';
      }
      return await callData(id, persistence, insert, async (refusal) => {
        const answer = await findWhoseInsert(refusal, async () => {
          const stored = await read(itemId);
          return stored === null ? 'nobody' : ownerOf(stored['writer'], writer);
        });
        return answer === undefined ? undefined : { result: answer };
      });
    },
    async save(item) {
      await callData(id, persistence, () => wixData.save(id, item, asOwner));
      return null;
    },
    async find(build, limit) {
      const begin = () => wixData.query(id);
      const query = build(begin(), begin).limit(limit);
      const page = await callData(id, persistence, () => query.find({ ...consistent, omitTotalCount: true }));
      return page.items;
    },
  };
}

/** Milliseconds for which a call may hold back others of its kind: twice as long as Wix Data lets any take (WDE0028). */
const PATIENCE_MS = 10000;

/** Creates the gate of calls that go together while a container or Wix Data is busy. */
function createLoadGate({ enter, noteCall, pauseMs }, { sleep, after }) {
  return {
    enter,
    pause(isFull) {
      noteCall();
      const waitMs = pauseMs();
      return waitMs === 0 || isFull() ? undefined : sleep(waitMs);
    },
    watch: (letGo) => after(PATIENCE_MS, letGo),
  };
}

/** A fifth of an item is left for its other fields: https://dev.wix.com/docs/velo/apis/wix-data/insert */
const MAX_PART_BYTES = 400000;
const MAX_PARTS = 20;

/**
 * Splits a text into parts that each fit into an item; `undefined` if it is too long for the items that a handler can write in its time.
 * Counts bytes as in the item's JSON, never too few.
 */
function splitText(text) {
  const parts = [];
  let [begin, bytes] = [0, 0];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    bytes += bytesOf(code);
    if (bytes <= MAX_PART_BYTES) continue;
    // The halves of a surrogate pair stay together, because a database replaces a single half.
    const end = isSecondHalf(code) ? index - 1 : index;
    parts.push(text.slice(begin, end));
    if (parts.length === MAX_PARTS) return undefined;
    begin = end;
    bytes = bytesOf(code) * (index - end + 1);
  }
  return [...parts, text.slice(begin)];
}

/** Returns the number of bytes of a text in JSON, never too few. */
function sizeInBytes(text) {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) bytes += bytesOf(text.charCodeAt(index));
  return bytes;
}

const [SPACE, QUOTE, BACKSLASH, END_OF_ASCII] = [0x20, 0x22, 0x5c, 0x80];

function bytesOf(code) {
  if (code >= END_OF_ASCII) return 3;
  if (code < SPACE) return 6;
  return code === QUOTE || code === BACKSLASH ? 2 : 1;
}

function isSecondHalf(code) {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** Opens the collection with an id; its calls use the retry settings given. */
function openCollection(id, persistence) {
  const gate = createLoadGate(persistence.load, timers);
  const { find, ...calls } = createItemCalls(id, persistence);
  const retry = (call, lookInto) => callData(id, persistence, call, lookInto);

  function gatherReads(kind) {
    const { alone, all, resultOf, partsOf, limits = readLimits } = kind;
    const together = (items) => readTogether(items, all, resultOf);
    return gatherCalls({ alone, together, partsOf, ...limits }, gate);
  }

  async function findById(ids) {
    const wanted = [...new Set(ids)];
    const items = await find((query) => query.hasSome('_id', wanted), wanted.length);
    return new Map(items.map((item) => [String(item._id), item]));
  }

  const inserts = {
    insertAll: (all) =>
      wixData.bulkInsert(
        id,
        all.map(({ item, writer }) => ({ ...item, writer })),
        asOwner,
      ),
    async findWriters(ids) {
      const found = await findById(ids);
      return new Map([...found].map(([itemId, item]) => [itemId, item['writer']]));
    },
  };
  const saveMany = (items) => wixData.bulkSave(id, [...items], asOwner);

  const insertKind = {
    ...writeLimits,
    alone: calls.insert,
    together: (insertions) => insertTogether(insertions, inserts, retry),
    idOf: (insertion) => insertion.id,
    sizeOf: ({ item }) => sizeOf(item),
  };
  const saveKind = {
    ...writeLimits,
    alone: calls.save,
    together: (items) => saveTogether(items, idOf, saveMany, retry),
    idOf,
    sizeOf,
  };
  const [insert, save] = [gatherCalls(insertKind, gate), gatherCalls(saveKind, gate)];

  return {
    read: gatherReads({ alone: calls.read, all: findById, resultOf: (found, itemId) => found.get(itemId) ?? null }),
    insertOnce: (item) => insert({ id: String(item._id), writer: String(persistence.random()), item }),
    async tryInsert(item) {
      try {
        await wixData.insert(id, { ...item }, asOwner);
        return undefined;
      } catch (error) {
        return { code: codeOf(error) };
      }
    },
    async save(item) {
      await save(item);
    },
    async saveAll(items) {
      if (items.length === 0) return;
      const { errors } = await callData(id, persistence, () => saveMany(items));
      if (errors.length > 0)
        throw new OrderEventsError('store-failed', `Wix Data did not save every item in ${id}`, errors[0]);
    },
    async remove(ids) {
      if (ids.length > 0) await callData(id, persistence, () => wixData.bulkRemove(id, [...ids], asOwner));
    },
    find,
    gatherReads,
    async count(build = (query) => query) {
      const query = build(wixData.query(id));
      return await callData(id, persistence, () => query.count(consistent));
    },
  };
}

function idOf({ _id }) {
  return String(_id);
}

function sizeOf(item) {
  return sizeInBytes(JSON.stringify(item));
}

/** Version of the stored form; an item of another version is not read. */
const PROJECTION_VERSION = 1;

/**
 * Returns a projection as a Wix Data item. Each revision is a separate item, because an insert is the only operation that Wix Data does
 * once: of two successors of one revision, one is refused. Nested values are stored as JSON text, so that they come back as they went in,
 * whatever the database does to dates.
 */
function itemOfProjection(
  { product, orderId, timeline, reportedKeys, forgottenCount, eventIds, shipments },
  revision,
  now,
) {
  return {
    _id: projectionId(product, orderId, revision),
    version: PROJECTION_VERSION,
    product,
    orderId: storedId(orderId),
    revision,
    savedAt: new Date(now),
    timeline: JSON.stringify(timeline),
    told: JSON.stringify(reportedKeys),
    eventIds: JSON.stringify(eventIds),
    ...(forgottenCount === undefined ? {} : { forgotten: forgottenCount }),
    ...(shipments === undefined ? {} : { shipments: JSON.stringify(shipments) }),
  };
}

/**
 * Returns the projection from an item that this package stored; none if there is no item, or one of another version. Throws if it cannot
 * be read.
 */
function projectionOfItem(item) {
  if (item === undefined) return { projection: undefined, revision: 0 };
  const revision = Number(item['revision']);
  if (item['version'] !== PROJECTION_VERSION) return { projection: undefined, revision };
  try {
    const { shipments, forgotten } = item;
    const projection = {
      product: item['product'],
      orderId: idOfStored(String(item['orderId'])),
      timeline: JSON.parse(String(item['timeline'])),
      reportedKeys: JSON.parse(String(item['told'])),
      ...(typeof forgotten === 'number' ? { forgottenCount: forgotten } : {}),
      eventIds: JSON.parse(String(item['eventIds'])),
      shipments: typeof shipments === 'string' ? JSON.parse(shipments) : undefined,
    };
    return { projection, revision };
  } catch (error) {
    throw new OrderEventsError('store-failed', `The projection ${String(item._id)} cannot be read`, error);
  }
}

/** Does the same, but returns no projection if it cannot be read: the next event replaces it, and no order is stuck for good. */
function readableProjectionOfItem(item) {
  try {
    return projectionOfItem(item);
  } catch {
    return { projection: undefined, revision: Number(item?.['revision']) };
  }
}

/** Does the same, with the order, which can be read in any case, and the time of the save. */
function savedProjectionOfItem(item) {
  return {
    ...readableProjectionOfItem(item),
    product: item['product'],
    orderId: idOfStored(String(item['orderId'])),
    savedAt: msOfDate(item['savedAt']),
  };
}

/** Adds the newest revision of an order to a query, by id: Wix Data has an index of ids, whatever the size of the collection. */
function newestRevision(query, product, orderId) {
  return revisionsOf(query, product, orderId).descending('revision');
}

/**
 * Returns a query for the newest revisions of any of several orders, newest first, also by id. Conditions are joined in pairs, so that
 * they are nested as little as possible. `begin` begins a query: https://dev.wix.com/docs/velo/apis/wix-data/wix-data-query/or
 */
function newestRevisionOfAny(begin, orders) {
  let queries = orders.map(({ product, orderId }) => revisionsOf(begin(), product, orderId));
  while (queries.length > 1) {
    queries = queries.flatMap((query, index) => {
      const next = queries[index + 1];
      if (index % 2 === 1) return [];
      return [next === undefined ? query : query.or(next)];
    });
  }
  return (queries[0] ?? begin()).descending('revision');
}

function revisionsOf(query, product, orderId) {
  const id = `${product}/${storedId(orderId)}`;
  // In ASCII `$` comes right after `#`.
  return query.ge('_id', `${id}#`).lt('_id', `${id}$`).eq('orderId', storedId(orderId));
}

/** Adds the revisions of many orders to a query, by their stored ids, newest first. */
function newestRevisions(query, product, storedIds) {
  return query
    .hasSome('orderId', [...storedIds])
    .eq('product', product)
    .descending('revision');
}

/** Returns the id under which a revision of an order's projection is stored. */
function projectionId(product, orderId, revision) {
  return `${product}/${storedId(orderId)}#${String(revision)}`;
}

/** Returns an unhandled event, or the first of its parts, as a Wix Data item that is stored for the first time. */
function itemOfUnhandled(event, parts, now) {
  const { id, orderId, rejection, ...fields } = event;
  const at = new Date(now);
  return withoutUndefined({
    _id: storedId(id),
    ...fields,
    orderId: orderId === undefined ? undefined : storedId(orderId),
    ...rejection,
    parts: parts === 1 ? undefined : parts,
    count: 1,
    firstAt: at,
    lastAt: at,
  });
}

/** Returns a further part of an event's text as an item; `part` is 2 for the second. */
function itemOfPart(id, part, text) {
  return { _id: `${storedId(id)}#${String(part)}`, partOf: storedId(id), part, text };
}

/** Returns the unhandled event from an item that this package stored. */
function unhandledOfItem(item) {
  const { _id, handler, text, orderId, marks, path, expected, found, failure, count } = item;
  const rejection = typeof path === 'string' ? { path, expected: String(expected), found: String(found) } : undefined;
  return {
    id: idOfStored(String(_id)),
    handler: handler,
    text: String(text),
    orderId: idOfField(orderId),
    marks: optionalText(marks),
    rejection,
    failure: optionalText(failure),
    count: Number(count),
    firstAt: msOfDate(item['firstAt']),
    lastAt: msOfDate(item['lastAt']),
  };
}

/** Adds a filter to a query. */
function queryUnhandled(query, filter) {
  const { kind, orderId, mark, contains, lastFrom, lastBefore } = filter;
  let wanted = query.isEmpty('partOf');
  if (kind === 'failed') wanted = wanted.isNotEmpty('failure');
  if (kind === 'rejected') wanted = wanted.isEmpty('failure');
  if (orderId !== undefined) wanted = wanted.eq('orderId', storedId(orderId));
  if (mark !== undefined) wanted = wanted.contains('marks', mark);
  if (contains !== undefined) wanted = wanted.contains('text', contains);
  if (lastFrom !== undefined) wanted = wanted.ge('lastAt', new Date(lastFrom));
  return lastBefore === undefined ? wanted : wanted.lt('lastAt', new Date(lastBefore));
}

/** Most items that one query reads. */
const MAX_FOUND$1 = 1000;

/**
 * Stores unhandled events in a collection. A large event is stored whole in several items. The one with everything else about it is
 * written first, so that what remains if a handler stops half-way is found, and removed when its retention is over.
 */
function unhandledIn(events, patientEvents) {
  async function list(filter, limit, order = 'newest-first') {
    const inOrder = (query) => (order === 'newest-first' ? query.descending('lastAt') : query.ascending('lastAt'));
    const items = await events.find((query) => inOrder(queryUnhandled(query, filter)), limit);
    const hits = filter.contains === undefined ? [] : await findByFurtherParts(filter.contains);
    const known = new Set(items.map(({ _id }) => _id));
    return await Promise.all([...items, ...hits.filter(({ _id }) => !known.has(_id))].map(readWhole));
  }

  async function findByFurtherParts(text) {
    const parts = await events.find((query) => query.isNotEmpty('partOf').contains('text', text), MAX_FOUND$1);
    const ids = new Set(parts.map(({ partOf }) => String(partOf)));
    const items = await Promise.all([...ids].map(async (id) => await events.read(id)));
    return items.filter((item) => item !== null);
  }

  async function readWhole(item) {
    const event = unhandledOfItem(item);
    if (item['parts'] === undefined) return event;
    const parts = await events.find((query) => query.eq('partOf', String(item._id)).ascending('part'), MAX_FOUND$1);
    return { ...event, text: [event.text, ...parts.map(({ text }) => String(text))].join('') };
  }

  async function removeFurtherParts(stored) {
    for (let found = MAX_FOUND$1; found === MAX_FOUND$1;) {
      const parts = await events.find((query) => query.hasSome('partOf', [...stored]), MAX_FOUND$1);
      await events.remove(parts.map(({ _id }) => String(_id)));
      found = parts.length;
    }
  }

  return {
    async keep(event, now) {
      const parts = splitText(event.text);
      if (parts === undefined)
        throw new OrderEventsError('item-too-large', 'The event is too large to store, even in parts', undefined);
      const [text = '', ...further] = parts;
      const item = itemOfUnhandled({ ...event, text }, further.length + 1, now);
      if ((await patientEvents.insertOnce(item)) === 'exists') {
        const known = (await patientEvents.read(storedId(event.id))) ?? item;
        await patientEvents.save({ ...known, count: Number(known['count']) + 1, lastAt: new Date(now) });
      }
      for (const [index, part] of further.entries()) {
        await patientEvents.insertOnce(itemOfPart(event.id, index + 2, part));
      }
    },
    list,
    async remove(ids) {
      const stored = ids.map(storedId);
      if (stored.length === 0) return;
      await removeFurtherParts(stored);
      await events.remove(stored);
    },
    async count(filter) {
      if (filter.contains !== undefined) return (await list(filter, MAX_FOUND$1)).length;
      return await events.count((query) => queryUnhandled(query, filter));
    },
  };
}

/**
 * Creates the proof of inserts. Wix documents that an insert under an `_id` that exists is refused; how two at once end, and with which
 * code, was only seen on sites.
 */
function createWixInsertProof(attempts, random) {
  return {
    async prove() {
      // Dated so far back that the clean-up removes it if this run stops before it does.
      const item = { _id: `proof/${String(random())}`, claimedAt: new Date(0) };
      await attempts.insertOnce(item);
      const refusal = await attempts.tryInsert(item);
      await attempts.remove([item._id]);
      if (refusal === undefined) return { kind: 'accepted', code: '' };
      const { code } = refusal;
      const kind = refusalKindOf(code);
      if (kind === 'busy') return undefined;
      return { kind: kind === 'taken' ? 'refused' : 'refused-otherwise', code: code ?? '' };
    },
  };
}

/** Key of the instant from which the next run looks for projections that were replaced. */
const FROM_KEY = 'projections/from';
/** Far longer than any handler works with what it read. */
const STILL_IN_USE_MS = 3600000;

/** Creates the removal of what stays in Wix Data, where every revision of a projection is a separate item. */
function createWixLeftovers(orders) {
  return {
    remove: (progress, removal) => removeReplaced(orders, Number(progress[FROM_KEY] ?? 0), removal),
    async removeOfOrder(product, orderId) {
      const [newest] = await orders.find((query) => newestRevision(query, product, orderId), 1);
      const revision = Number(newest?.['revision'] ?? 0);
      const older = Array.from({ length: Math.max(0, revision - 1) }, (_none, index) => index + 1);
      await orders.remove(older.slice(-1e3).map((old) => projectionId(product, orderId, old)));
    },
  };
}

/** Removes, page by page, what was replaced by projections that were saved since the last run. */
async function removeReplaced(orders, begin, { now, limit, isInTime, noteProgress }) {
  const before = now - STILL_IN_USE_MS;
  let [projections, from, isDone] = [0, begin, false];
  while (isInTime()) {
    const newer = await orders.find(
      (query) => query.ge('savedAt', new Date(from)).lt('savedAt', new Date(before)).ascending('savedAt'),
      limit,
    );
    const replaced = newer.filter(({ revision }) => Number(revision) > 1);
    await orders.remove(replaced.map(replacedBy));
    projections += replaced.length;
    const last = newer.length < limit ? undefined : newer[newer.length - 1];
    // If more items than one page holds were saved at the same instant, the rest is skipped: the next page must begin later.
    from = last === undefined ? before : Math.max(msOfDate(last['savedAt']), from + 1);
    if (last === undefined) {
      isDone = true;
      break;
    }
    await noteProgress(placeAt(from));
  }
  return { report: { projections }, progress: placeAt(from), isDone };
}

function replacedBy({ product, orderId, revision }) {
  return projectionId(String(product), idOfStored(String(orderId)), Number(revision) - 1);
}

function placeAt(from) {
  return { [FROM_KEY]: from };
}

/** Creates stores that keep everything in Wix Data. Calls that must not lose anything, according to the ports, are patient in any case. */
function createWixStores(persistence) {
  const patient = { ...persistence, effort: 'patient' };
  const orders = openCollection(collectionIds.orders, persistence);
  const attempts = openCollection(collectionIds.attempts, persistence);
  return {
    projections: projectionsIn(orders),
    notifications: notificationsIn(
      openCollection(collectionIds.notifications, persistence),
      openCollection(collectionIds.notifications, patient),
    ),
    claims: claimsIn(attempts),
    unhandled: unhandledIn(
      openCollection(collectionIds.unhandled, persistence),
      openCollection(collectionIds.unhandled, patient),
    ),
    jobStates: jobStatesIn(openCollection(collectionIds.jobs, persistence)),
    // Recording is not worth more than a second, not even in a job.
    recorded: recordedIn(openCollection(collectionIds.recorded, { ...persistence, effort: 'brief' })),
    erasures: erasuresIn(openCollection(collectionIds.erasures, persistence)),
    leftovers: createWixLeftovers(orders),
    insertProof: createWixInsertProof(attempts, persistence.random),
  };
}

function projectionsIn(orders) {
  const readNewest = orders.gatherReads({
    async alone({ product, orderId }) {
      const [newest] = await orders.find((query) => newestRevision(query, product, orderId), 1);
      return newest;
    },
    all: (names) => findNewestById(orders, names),
    resultOf: (found, { product, orderId }) => found.get(`${product}/${storedId(orderId)}`),
  });
  return {
    read: async (product, orderId) => readableProjectionOfItem(await readNewest({ product, orderId })),
    async readMany(product, orderIds) {
      const newest = await findNewest(orders, product, orderIds.map(storedId));
      return orderIds.map((orderId) => readableProjectionOfItem(newest.get(storedId(orderId))));
    },
    async save(projection, revision, now) {
      const result = await orders.insertOnce(itemOfProjection(projection, revision + 1, now));
      return result === 'inserted' ? 'saved' : 'outdated';
    },
    count: () => orders.count(),
    async listSaved(from, before, limit) {
      const items = await orders.find(
        (query) => query.ge('savedAt', new Date(from)).lt('savedAt', new Date(before)).ascending('savedAt'),
        limit,
      );
      return items.map(savedProjectionOfItem);
    },
    async listNewest(product, orderIds) {
      const newest = await findNewest(orders, product, orderIds.map(storedId));
      return [...newest.values()].map(savedProjectionOfItem);
    },
    replaceAll: (saved) =>
      orders.saveAll(
        saved.flatMap(({ projection, revision, savedAt }) =>
          projection === undefined ? [] : [itemOfProjection(projection, revision, savedAt)],
        ),
      ),
    remove: (saved) =>
      orders.remove(saved.map(({ product, orderId, revision }) => projectionId(product, orderId, revision))),
  };
}

/** Items that one query for several orders reads: an order has few revisions, because the clean-up removes replaced ones. */
const REVISIONS_PER_QUERY = 300;

/** Returns the newest revision of each order, by product and stored id. */
function findNewestById(orders, names) {
  return findNewestOf(orders, names, {
    build: (wanted) => (_query, begin) => newestRevisionOfAny(begin, wanted),
    keyOf: ({ product, orderId }) => `${product}/${storedId(orderId)}`,
    keyOfItem: (item) => `${String(item['product'])}/${String(item['orderId'])}`,
  });
}

/** Returns the newest revision of each order by its stored id. */
function findNewest(orders, product, ids) {
  return findNewestOf(orders, ids, {
    build: (wanted) => (query) => newestRevisions(query, product, wanted),
    keyOf: (id) => id,
    keyOfItem: (item) => String(item['orderId']),
  });
}

/**
 * Returns the newest revision of each order by its key. Further queries follow only if there are more revisions than one can read.
 */
async function findNewestOf(orders, wanted, { build, keyOf, keyOfItem }) {
  const newest = new Map();
  for (let left = wanted; left.length > 0;) {
    const items = await orders.find(build(left), REVISIONS_PER_QUERY);
    for (const item of items) {
      const key = keyOfItem(item);
      if (!newest.has(key)) newest.set(key, item);
    }
    left = items.length < REVISIONS_PER_QUERY ? [] : left.filter((order) => !newest.has(keyOf(order)));
  }
  return newest;
}

function notificationsIn(rows, patientRows) {
  return {
    insert: (notification) => rows.insertOnce(itemOfNotification(notification)),
    async read(key) {
      const item = await rows.read(storedId(key));
      return item === null ? undefined : notificationOfItem(item);
    },
    save: (notification) => rows.save(itemOfNotification(notification)),
    saveAll: (notifications) => rows.saveAll(notifications.map(itemOfNotification)),
    noteSent: (notification) => patientRows.save(itemOfNotification(notification)),
    async listDue(from, to, limit) {
      const due = { status: 'pending', dueFrom: from, dueBefore: to };
      const items = await rows.find((query) => queryNotifications(query, due).ascending('dueAt'), limit);
      return items.map(notificationOfItem);
    },
    async listSettled(from, before, limit) {
      const items = await rows.find(
        (query) => query.ge('settledAt', new Date(from)).lt('settledAt', new Date(before)).ascending('settledAt'),
        limit,
      );
      return items.map(notificationOfItem);
    },
    remove: (keys) => rows.remove(keys.map(storedId)),
    async list(filter, limit) {
      const items = await rows.find((query) => queryNotifications(query, filter).descending('createdAt'), limit);
      return items.map(notificationOfItem);
    },
    count: (filter) => rows.count((query) => queryNotifications(query, filter)),
  };
}

function claimsIn(attempts) {
  return {
    async claim(key, attempt, now) {
      const _id = storedId(`${key}#${String(attempt)}`);
      const claim = { _id, claimedAt: new Date(now) };
      if ((await attempts.insertOnce(claim)) === 'inserted') return { kind: 'claimed' };
      const item = await attempts.read(_id);
      // A claim that the clean-up has just removed was there a moment ago.
      return { kind: 'taken', since: item === null ? now : msOfDate(item['claimedAt']) };
    },
    async removeBefore(claimedBefore, limit) {
      const old = await attempts.find((query) => query.lt('claimedAt', new Date(claimedBefore)), limit);
      await attempts.remove(old.map(({ _id }) => String(_id)));
      return old.length;
    },
    count: () => attempts.count(),
  };
}

function jobStatesIn(jobs) {
  return {
    async read(job) {
      return jobStateOfItem(await jobs.read(job));
    },
    save: (job, state) => jobs.save(itemOfJobState(job, state)),
  };
}

function recordedIn(events) {
  return {
    async keep({ id, handler, text, marks, receivedAt }) {
      await events.insertOnce(withoutUndefined({ _id: id, handler, text, marks, receivedAt: new Date(receivedAt) }));
    },
    count: () => events.count(),
    async listOldest(limit, before) {
      const items = await events.find(
        (query) => (before === undefined ? query : query.lt('receivedAt', new Date(before))).ascending('receivedAt'),
        limit,
      );
      return items.map(({ _id }) => ({ id: String(_id) }));
    },
    async listMarked(mark, limit) {
      const items = await events.find((query) => query.contains('marks', mark), limit);
      return items.map(({ _id }) => ({ id: String(_id) }));
    },
    remove: (ids) => events.remove(ids),
  };
}

function erasuresIn(rows) {
  const findById = (ids) => rows.find((query) => query.hasSome('_id', [...ids]), MAX_FOUND);
  const findErasures = rows.gatherReads({
    alone: findById,
    all: (lists) => findById([...new Set(lists.flat())]),
    resultOf: (found, ids) => found.filter(({ _id }) => ids.includes(String(_id))),
    partsOf: (ids) => ids,
    limits: smallReadLimits,
  });
  return {
    save: ({ id, askedAt, marks, dueAt, sweptAt }) =>
      rows.save(
        withoutUndefined({
          _id: storedId(id),
          askedAt: new Date(askedAt),
          marks,
          dueAt: dueAt === undefined ? undefined : new Date(dueAt),
          sweptAt: sweptAt === undefined ? undefined : new Date(sweptAt),
        }),
      ),
    find: async (ids) => (await findErasures(ids.map(storedId))).map(erasureOfItem),
    async listDue(by, limit) {
      const items = await rows.find((query) => query.le('dueAt', new Date(by)).ascending('dueAt'), limit);
      return items.map(erasureOfItem);
    },
    async listDone(askedBefore, limit) {
      const items = await rows.find((query) => query.isEmpty('dueAt').lt('askedAt', new Date(askedBefore)), limit);
      return items.map(erasureOfItem);
    },
    count: () => rows.count((query) => query.isNotEmpty('dueAt')),
    countAll: () => rows.count(),
    remove: (ids) => rows.remove(ids.map(storedId)),
  };
}

/** Most items that Wix Data returns at once. */
const MAX_FOUND = 1000;

function erasureOfItem(item) {
  return {
    id: idOfStored(String(item._id)),
    askedAt: msOfDate(item['askedAt']),
    marks: optionalText(item['marks']),
    dueAt: item['dueAt'] === undefined ? undefined : msOfDate(item['dueAt']),
    sweptAt: item['sweptAt'] === undefined ? undefined : msOfDate(item['sweptAt']),
  };
}

/** Rules for ticket orders of Wix Events. */
const tickets = {
  rule: (fields) => ({ product: 'wix-events', ...fields }),
};

/** Rules for orders of Wix Pricing Plans. */
const plans = {
  rule: (fields) => ({ product: 'wix-pricing-plans', ...fields }),
};

/** Rules for orders of Wix eCommerce. */
const shop = {
  rule: (fields) => ({ product: 'wix-ecom', ...fields }),
};

const load = createSiteLoad(Date.now);
const clock = createStoreClock(Date.now);

const orderEvents = composeOrderEvents(
  {
    ...createWixStores({ effort: 'brief', random: Math.random, load, clock }),
    channels: createWixChannels({
      now: Date.now,
      loadTemplates: async () => (await import('backend/email-templates.js')).emailTemplates,
    }),
    now: Date.now,
    storeTime: clock.read,
    random: Math.random,
    loadDigest: createDigestLoader(Date.now),
    findCaller: async () => await (await loadOnDemand()).findCaller(),
    log: (message, details) => {
      console.log(`order events: ${message}`, JSON.stringify(details));
    },
  },
  loadOnDemand,
  { stores: createWixStores({ effort: 'patient', random: Math.random, load, clock }) },
);

async function loadOnDemand() {
  return (await import('backend/order-events-on-demand.js')).onDemandOnWix;
}

/** The handler of every order event, and the jobs that read no orders from Wix. */
const {
  handleOrderEvent,
  jobs: { deliverDueNotifications, cleanUp },
} = orderEvents;

/** Runs the reconcile job with the methods of the SDK packages. */
async function reconcileOrders(methods, site) {
  const { createSdkOrderReader } = await loadOnDemand();
  return await orderEvents.jobs.reconcileOrders(createSdkOrderReader(methods), site);
}

/** The web methods. */
const {
  sendEmailToContact,
  listNotifications,
  resendNotification,
  getOrderHistory,
  getMyOrderHistory,
  eraseContact,
  listUnhandledEvents,
  replayUnhandledEvents,
  getHealth,
} = orderEvents.webMethods;

export {
  ANONYMIZED,
  CLEAN_UP_JOB,
  HEARTBEAT_JOB,
  MAX_ATTEMPTS,
  OrderEventsError,
  PAGE_SIZE$1 as PAGE_SIZE,
  announceRemoval,
  askAttempt,
  beatOf,
  callOff,
  canAsk,
  channelOf,
  classifyEvent,
  cleanUp,
  deliverDueNotifications,
  doubtsOf,
  emailAddressForm,
  emptyProjection,
  eraseContact,
  eraseIfAsked,
  erasedBy,
  failureOf,
  forEachConcurrently,
  getHealth,
  getMyOrderHistory,
  getOrderHistory,
  giveContact,
  guidForm,
  handleAgain,
  handleOrderEvent,
  handleParsed,
  handlers,
  hashContent,
  holdsReported,
  idOfErasure,
  inPages,
  instantIn,
  instantOfNow,
  isAnonymized,
  isJsonObject,
  isSameJson,
  isWaitingForContact,
  leavesToOwner,
  lifeOf,
  listNotifications,
  listUnhandledEvents,
  longestWithinMs,
  markOf$1 as markOf,
  markPeople,
  modelOf,
  msOf,
  namesIn,
  newerByWriteMs,
  noteSecondInsert,
  openNestedTexts,
  parseJson,
  parseReadOrder,
  peopleIn,
  peopleMarked,
  plans,
  products,
  readInstant,
  reconcileOrders,
  reopen,
  replayUnhandledEvents,
  resendNotification,
  secondInsertOf,
  sendAttempt,
  sendEmailToContact,
  settleErased,
  settleExpired,
  settleFailed,
  settleFailedAttempt,
  settleUnknown,
  shop,
  statesOf,
  summarize,
  tickets,
  valueAt,
  walkListing,
  withoutFuture,
  withoutHistory,
};
