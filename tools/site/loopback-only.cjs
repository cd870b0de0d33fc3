// Preloaded into processes that run code of a site or the Wix CLI: refuses every connection and DNS lookup that would leave this machine,
// and records the host. The Wix CLI sends some reports past the proxy, so a proxy alone does not stop them.
const { appendFileSync } = require('node:fs');
const dgram = require('node:dgram');
const dns = require('node:dns');
const net = require('node:net');

const loopback = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0', '::']);

function refuse(host) {
  const log = process.env.ORDER_EVENTS_REFUSED_HOSTS;
  if (log) appendFileSync(log, `${host}\n`);
  return Object.assign(new Error(`Nothing leaves this machine: ${host} was refused.`), {
    code: 'ECONNREFUSED',
    hostname: host,
  });
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function connectOnLoopback(...args) {
  // Node.js normalizes its own calls to one list: options and callback.
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const isOptions = typeof first === 'object' && first !== null;
  const isPipe = isOptions ? Boolean(first.path) : typeof first === 'string' && Number.isNaN(Number(first));
  const host = String((isOptions ? first.host : typeof second === 'string' ? second : undefined) ?? 'localhost');
  if (isPipe || loopback.has(host)) return connect.apply(this, args);
  const error = refuse(host);
  process.nextTick(() => this.destroy(error));
  return this;
};

for (const owner of [dns, dns.Resolver.prototype]) {
  for (const name of Object.keys(Object.getOwnPropertyDescriptors(owner))) refuseCallbackLookUps(owner, name);
}
for (const owner of [dns.promises, dns.promises.Resolver.prototype]) {
  for (const name of Object.keys(Object.getOwnPropertyDescriptors(owner))) refusePromisedLookUps(owner, name);
}

function isLookUp(owner, name) {
  return /^(lookup|resolve|reverse)/.test(name) && typeof owner[name] === 'function';
}

function refuseCallbackLookUps(owner, name) {
  if (!isLookUp(owner, name)) return;
  const lookUp = owner[name];
  owner[name] = function lookUpOnLoopback(host, ...rest) {
    if (loopback.has(String(host))) return lookUp.call(this, host, ...rest);
    const callback = rest.at(-1);
    const error = refuse(String(host));
    process.nextTick(() => callback?.(error));
    return {};
  };
}

function refusePromisedLookUps(owner, name) {
  if (!isLookUp(owner, name)) return;
  const lookUp = owner[name];
  owner[name] = async function lookUpOnLoopback(host, ...rest) {
    if (loopback.has(String(host))) return lookUp.call(this, host, ...rest);
    throw refuse(String(host));
  };
}

for (const name of ['send', 'connect']) {
  const original = dgram.Socket.prototype[name];
  dgram.Socket.prototype[name] = function datagramOnLoopback(...args) {
    const host = args.find((arg) => typeof arg === 'string' && /[.:]/.test(arg)) ?? '127.0.0.1';
    if (!loopback.has(host)) throw refuse(host);
    return original.apply(this, args);
  };
}
