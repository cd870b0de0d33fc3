// Loaded before a command: below FAILING_BELOW nothing can be written, as with a full disk (ENOSPC) or a read-only one (EROFS).
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const Libsql = require('libsql');

const { FAILING_BELOW = '', FAILING_WITH = 'ENOSPC', FAILING_SQL } = process.env;
const isReadOnly = FAILING_WITH === 'EROFS';

// A write that fails names no path; what fails before anything is opened does.
function failure(path) {
  const text = isReadOnly ? 'read-only file system' : 'no space left on device';
  const error = new Error(`${FAILING_WITH}: ${text}, ${isReadOnly ? `open '${path}'` : 'write'}`);
  return Object.assign(
    error,
    { code: FAILING_WITH, syscall: isReadOnly ? 'open' : 'write' },
    isReadOnly ? { path } : {},
  );
}

const isBelow = (path) => typeof path === 'string' && FAILING_BELOW !== '' && path.startsWith(FAILING_BELOW);
const descriptors = new Set();

const { openSync, writeFileSync, mkdirSync, writeSync, write, open } = fs;
fs.openSync = (path, flags, mode) => {
  const isWritten = typeof flags === 'number' ? (flags & 3) !== 0 : flags !== undefined && flags !== 'r';
  if (isBelow(path) && isWritten && isReadOnly) throw failure(path);
  const descriptor = openSync(path, flags, mode);
  if (isBelow(path) && isWritten) descriptors.add(descriptor);
  return descriptor;
};
fs.open = (path, flags, mode, done) =>
  open(path, flags, mode, (error, descriptor) => {
    if (isBelow(path) && flags !== 'r') descriptors.add(descriptor);
    done(error, descriptor);
  });
fs.writeFileSync = (target, data, options) => {
  if (isBelow(target) && !isReadOnly) writeFileSync(target, '', options);
  if (isBelow(target) || descriptors.has(target)) throw failure(target);
  writeFileSync(target, data, options);
};
fs.mkdirSync = (path, options) => {
  if (isBelow(path) && isReadOnly) throw failure(path);
  return mkdirSync(path, options);
};
fs.writeSync = (descriptor, ...rest) => {
  if (descriptors.has(descriptor)) throw failure();
  return writeSync(descriptor, ...rest);
};
fs.write = (descriptor, ...rest) => {
  if (descriptors.has(descriptor)) rest.at(-1)(failure());
  else write(descriptor, ...rest);
};
syncBuiltinESMExports();

if (FAILING_SQL !== undefined) {
  const full = () => Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
  const { exec, prepare } = Libsql.prototype;
  Libsql.prototype.exec = function (sql) {
    if (sql.includes(FAILING_SQL)) throw full();
    return exec.call(this, sql);
  };
  Libsql.prototype.prepare = function (sql) {
    if (sql.includes(FAILING_SQL)) throw full();
    return prepare.call(this, sql);
  };
}
